"""A sample of the forgeries: what a forger edits turns red, what a formatter edits does not, and the review shows both.

`python -m tests.forgeries` runs all of them on three briefs. The names of those that the gate does not see yet, and of
the harmless edits that it refuses, stand in tests/cases/forgeries/sample.yml under `open`; each is expected to fail, and
a test that passes all the same says that its name has to go from there.
"""

from pathlib import Path

import pytest
import yaml

from tests.forgeries import FORGERIES, HARMLESS, judging, pair, repository

SAMPLE = yaml.safe_load((Path(__file__).parent / "cases" / "forgeries" / "sample.yml").read_text("utf-8"))
KNOWN = {(f.kind, f.name): f for f in (*FORGERIES, *HARMLESS)}


def cases():
    """Return the forgeries of the sample; those that are open are expected to fail."""
    for kind, groups in SAMPLE.items():
        for group, names in groups.items():
            mark = [pytest.mark.xfail(strict=True, reason="not seen yet")] if group == "open" else []
            yield from (pytest.param(KNOWN[kind, name], id=f"{kind}: {name}", marks=mark) for name in names)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """(folder of the repository, its one brief): English, without attachments."""
    folder = tmp_path_factory.mktemp("forgeries").resolve() / "clone"
    folder.mkdir()
    (brief,) = repository.make(folder, only=1)
    return folder, brief


@pytest.mark.parametrize("forgery", list(cases()))
def test_a_forgery_is_refused_and_a_harmless_edit_is_not(clone, forgery):
    (verdict,) = judging.judged(*clone, [forgery])
    if forgery.kind == "harmless":
        assert not verdict.red, verdict.codes
    else:
        assert verdict.red or forgery.open_to == "authors"
        assert verdict.shown


def test_the_brief_that_is_forged_stands(clone):
    repository.restore(clone[0])
    assert repository.command(clone[0], "check")[0] == 0


def test_a_pair_that_is_taken_apart_and_filed_again_is_the_same(clone):
    """The forger counts as the program does: otherwise forgeries would be red for their arithmetic."""
    folder, brief = clone
    repository.restore(folder)
    assert not pair.read(brief).write()


def test_there_are_enough_of_every_kind():
    kinds = [forgery.kind for forgery in FORGERIES]
    assert len(KNOWN) == len(FORGERIES) + len(HARMLESS)
    assert len(HARMLESS) >= 100
    assert (
        min(kinds.count(kind) for kind in ("sentence", "front", "place", "file", "ledger", "refresh", "corpus")) >= 20
    )
