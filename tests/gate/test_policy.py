"""The policy of a repository: what it says, what is no policy, and what the pipeline adds to it."""

import contextlib
import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.__main__ import main
from generator.errors import BriefproofError
from generator.gate import policy
from tests.helpers import COMMISSIONS, loaded

ABSENT = {"file": "a.pdf", "sha256": "0" * 64, "by": "Ada", "why": "not ours to copy"}


def test_without_a_file_the_strict_defaults_hold(tmp_path):
    found = policy.read(tmp_path)
    assert found == policy.Policy() and found.corpora == ("corpus",) and not found.absent


def test_a_policy_says_what_may_be(tmp_path):
    (tmp_path / "policy.yml").write_text(
        "corpora: [corpus, ../other]\nsignatures: ssh\nallowed_signers: keys\nsigners: {pending: [Ada], checked: [Bo]}\n"
        "unsigned: [checked]\n"
        f"absent: [{{file: a.pdf, sha256: '{'0' * 64}', by: Ada, why: not ours to copy}}]\n"
    )
    found = policy.read(tmp_path)
    assert (found.corpora, found.signatures, found.allowed_signers) == (("corpus", "../other"), "ssh", "keys")
    assert found.unsigned == ("checked",) and not policy.Policy().unsigned
    assert found.signers == {"pending": ("Ada",), "checked": ("Bo",)} and found.absent == (policy.Absent(**ABSENT),)
    assert found.excuses({"file": "a.pdf", "sha256": "0" * 64}).by == "Ada"
    assert found.excuses({"file": "a.pdf", "sha256": "1" * 64}) is None


def test_a_corpus_may_lie_in_a_store(tmp_path):
    (tmp_path / "policy.yml").write_text("corpora: [corpus, ../other]\nstores: {corpus: 's3://texts/a/corpus'}\n")
    found = policy.read(tmp_path)
    assert found.store("corpus", tmp_path) == found.store("./corpus", tmp_path) == "s3://texts/a/corpus"
    assert not any(found.store(path, tmp_path) for path in ("../other", "corpus/deep", "elsewhere", "", "/"))


@pytest.mark.parametrize("case", loaded("gate/policies.yml"), ids=lambda case: case["text"])
def test_what_is_no_policy_is_said_in_one_line(tmp_path, case, capsys):
    (tmp_path / "policy.yml").write_text(case["text"])
    with pytest.raises(BriefproofError) as raised:
        policy.read(tmp_path)
    assert case["told"] in str(raised.value) and "policy.yml" in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# why\ncorpora:\n  - corpus\n# more\nsignatures: ssh\n",
        "corpora: [corpus]  # why\n",
        "corpora: []",
        "signatures: ssh",
    ],
)
def test_a_corpus_is_added_and_the_rest_is_kept(tmp_path, text):
    path = tmp_path / "policy.yml"
    path.write_text(text)
    before = policy.read(tmp_path)
    with contextlib.chdir(tmp_path):
        policy.add_corpus(Path("../some: where"), Path())
        policy.add_corpus(Path("third"), Path())
    after = policy.read(tmp_path)
    assert after.corpora == (*before.corpora, "../some: where", "third") and after.signatures == before.signatures
    assert all(line.partition("  #")[0].rstrip("]") in path.read_text() for line in text.splitlines())


def test_a_link_leads_where_it_leads(tmp_path):
    (tmp_path / "root" / "corpus").mkdir(parents=True)
    (tmp_path / "private").mkdir()
    (tmp_path / "root" / "linked").symlink_to(tmp_path / "private")
    allowed = policy.Policy()
    assert not allowed.allows(tmp_path / "root" / "linked" / "a.md", tmp_path / "root")
    assert policy.Policy(corpora=("../private",)).allows(tmp_path / "root" / "linked" / "a.md", tmp_path / "root")
    assert not allowed.lists("linked", tmp_path / "root") and allowed.lists("./corpus", tmp_path / "root")


@pytest.fixture
def place(workplace, tmp_path):
    """A repository whose documents lie outside it, as current folder."""
    shutil.copytree(workplace / "corpus", tmp_path / "documents")
    shutil.copytree(workplace / "build" / "cache", tmp_path / "here" / "build" / "cache")
    with contextlib.chdir(tmp_path / "here"):
        yield tmp_path / "here"


@pytest.mark.usefixtures("made")
def test_a_corpus_that_was_named_is_added_but_not_by_a_trial(place, capsys):
    request = pipeline.Request(query=COMMISSIONS["en"], corpus=Path("../documents"), out=Path("trial"))
    assert pipeline.make(request, build=Path("build")).passed and not Path("policy.yml").exists()
    outcome = pipeline.make(pipeline.Request(query=request.query, corpus=request.corpus), build=Path("build"))
    assert outcome.passed and any("policy.yml" in note for note in outcome.notes)
    assert policy.read(Path()).corpora == ("corpus", "../documents")
    assert main(["check"]) == 0
    Path("policy.yml").unlink()
    assert main(["check"]) == 1
    assert "error corpus: ../documents is not among" in capsys.readouterr().out
