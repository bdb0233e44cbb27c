"""Briefs that the program filed, and what the gate says of them when they are changed."""

import contextlib
from pathlib import Path

from generator import pipeline
from generator.brief import ledger as ledgers, page as briefs
from generator.gate import Shelf, validation


def file(folder, documents, query):
    """File a brief over documents, by their names; return the folder, the brief's text, its ledger and its name."""
    (folder / "corpus").mkdir()
    for name, words in documents.items():
        (folder / "corpus" / name).write_text(words, "utf-8")
    with contextlib.chdir(folder):
        outcome = pipeline.make(pipeline.Request(query=query), build=Path("build"))
        assert outcome.passed, outcome.findings
        text = outcome.path.read_text("utf-8")
        ledger = ledgers.parse(outcome.path.with_suffix(".ledger.yml").read_text("utf-8"), "l")
        return folder, text, ledger, outcome.path.name


def errors(filed, text, ledger):
    """Return the codes of the errors in a brief that was changed."""
    folder = filed[0]
    with contextlib.chdir(folder):
        brief = briefs.parse(text, filed[3])
        shelf = Shelf(root=folder, cache=folder / "build" / "cache")
        found = validation.validate(brief, ledger, shelf.sources(brief, ledger))
    return {finding.code for finding in found if finding.severity == "error"}
