"""What other programs may call: it reads, searches and judges as the commands do."""

import contextlib
import importlib.resources
import inspect

import pytest

import briefproof
from tests.helpers import ROOT


def test_read_search_and_validate(made, workplace):
    outcome, _, _ = made["zh"]
    with contextlib.chdir(workplace):
        corpus = briefproof.read_corpus("corpus")
        found = briefproof.search("开放权重 许可证", corpus, limit=3)
        assert len(found) == 3 and found[0].score >= found[1].score and found[0].document in corpus.documents
        assert "许可" in found[0].document.chunks[found[0].chunk - 1].text
        findings = briefproof.validate(outcome.path)
        assert briefproof.passed(findings) and {f.code for f in findings} == {f.code for f in outcome.findings}


def test_an_edited_brief_does_not_stand(made, workplace, tmp_path, monkeypatch):
    outcome, text, ledger = made["en"]
    (tmp_path / "corpus").symlink_to(workplace / "corpus")
    (tmp_path / "briefs").mkdir()
    path = tmp_path / "briefs" / outcome.path.name
    path.write_text(text.replace(" models ", " motors ", 1), "utf-8")
    path.with_suffix(".ledger.yml").write_text(ledger, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert not briefproof.passed(briefproof.validate(f"briefs/{path.name}"))


@pytest.mark.parametrize("call", [lambda: briefproof.read_corpus("nowhere"), lambda: briefproof.validate("nowhere.md")])
def test_what_is_not_there_is_the_error_that_people_see(call):
    with pytest.raises(briefproof.BriefproofError, match="nowhere"):
        call()


def test_every_name_is_typed_and_on_its_page():
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    for name in briefproof.__all__:
        thing = getattr(briefproof, name)
        assert f"`{name}" in page
        if inspect.isfunction(thing):
            assert all(p.annotation is not p.empty for p in inspect.signature(thing).parameters.values())
            assert inspect.signature(thing).return_annotation is not inspect.Signature.empty
    for package in ("briefproof", "generator"):
        assert importlib.resources.files(package).joinpath("py.typed").is_file()
