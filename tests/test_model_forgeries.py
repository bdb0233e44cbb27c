"""Forgeries on a brief of the model writer, in a repository whose policy lets what a second reader checked stand alone.

The sample of tests/test_forgeries.py is tried on it as on the extractive brief; what is new here are answers of a second
reader that nobody gave.
"""

import json
from pathlib import Path

import pytest

from generator import pipeline
from tests.forgeries import judging, pair, repository
from tests.forgeries.pair import Forgery, of_pair
from tests.helpers.model_fakes import Fake, fluent, writing
from tests.test_forgeries import KNOWN, SAMPLE

POLICY = "corpora: [corpus]\nunsigned: [checked]\nsigners: {checked: [maintainer]}\n"
KINDS = ("sentence", "place", "ledger", "file")


def tried():
    """Return those of the sample that turn on sentences, their places and their evidence."""
    names = [(kind, name) for kind in KINDS for name in SAMPLE.get(kind, {}).get("seen", ())]
    return (pytest.param(KNOWN[one], id=": ".join(one)) for one in names)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """(folder of the repository, its one brief), by a model made of rules and a second reader that copies out."""
    folder = tmp_path_factory.mktemp("forgeries").resolve() / "clone"
    folder.mkdir()
    (brief,) = repository.make(folder, only=1, write=_written, policy=POLICY)
    return folder, brief


def _written(query: str, slug: str) -> None:
    model = Fake(writing(fluent), Path("build/replies"))
    outcome = pipeline.make(pipeline.Request(query=query, slug=slug, writer="llm", model=model), build=Path("build"))
    assert outcome.passed and not [f for f in outcome.findings if f.severity == "error" and f.code != "pending"]


def checked(forged):
    """Return the places of sentences that stand by a second reader alone."""
    return [p for p in forged.sourced("claim") if p.entry.get("checked")]


def reply(change):
    """Return the edit that changes what a second reader answered of the first such sentence."""

    def edit(forged):
        found = checked(forged)[0].entry["checked"]
        answer = json.loads(found["reply"])
        change(answer["statements"][0], answer)
        found["reply"] = json.dumps(answer, ensure_ascii=False)

    return edit


def invented(forged):
    """Put words of no passage into a quote."""
    return reply(lambda one, _: one["quotes"].append({"passage": "p1", "words": "as regulators have confirmed"}))(
        forged
    )


def unquoted(forged):
    return reply(lambda one, _: one.update(quotes=[]))(forged)


def halved(forged):
    """Let the statements hold half of the sentence only."""
    return reply(lambda one, _: one.update(text=one["text"][: len(one["text"]) // 3]))(forged)


def other_passage(forged):
    return reply(lambda one, _: one["quotes"][0].update(passage="p9"))(forged)


def other_hash(forged):
    checked(forged)[0].entry["checked"]["prompt"] = "a" * 64


def other_model(forged):
    checked(forged)[0].entry["checked"]["model"] = "gpt-9"


def of_another(forged):
    """Put the answer to another sentence under one."""
    first, second = checked(forged)[:2]
    first.entry["checked"] = dict(second.entry["checked"])


def dropped(forged):
    del checked(forged)[0].entry["checked"]


def by_hand(forged):
    """Say that nobody worded a checked sentence."""
    del checked(forged)[0].entry["written"]


def reworded(forged):
    """Change a sentence and leave the answer."""
    place = checked(forged)[0]
    forged.say(place, place.entry["text"].replace(" is ", " is said to be ", 1).replace(".", ", too.", 1))


def corroborated(forged):
    """Count two sources where one says it."""
    place = next(p for p in checked(forged) if not p.entry.get("origins"))
    place.entry["origins"] = 2


def retyped(forged):
    """Type an answer that fits in all that can be computed: only who commits it tells."""
    reply(lambda one, _: one["quotes"][0].update(words=one["quotes"][0]["words"].rstrip(".")))(forged)


FORGERIES = [
    Forgery(name=change.__name__, kind="ledger", about=change.__doc__ or change.__name__, edit=of_pair(change))
    for change in (
        invented, unquoted, halved, other_passage, other_hash, other_model, of_another, dropped, by_hand, reworded, corroborated, retyped,
    )
]  # fmt: skip


def test_the_brief_stands_by_its_second_reader(clone):
    repository.restore(clone[0])
    status, said = repository.command(clone[0], "check")
    assert status == 0, said
    assert len(checked(pair.read(clone[1]))) > 3
    assert "maintainer filed the second reader’s answer to" in said
    assert not pair.read(clone[1]).write()


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_an_answer_that_nobody_gave_is_refused(clone, forgery):
    (verdict,) = judging.judged(*clone, [forgery])
    assert verdict.red and verdict.shown, verdict


@pytest.mark.parametrize("forgery", list(tried()))
def test_other_forgeries_are_refused_as_on_any_brief(clone, forgery):
    for verdict in judging.judged(*clone, [forgery], review=False):
        assert verdict.red or forgery.open_to == "authors", verdict
