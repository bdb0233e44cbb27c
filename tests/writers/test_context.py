"""What a sentence leaves out of where its passage holds: it goes back to its author once, and is no reason to refuse it."""

from pathlib import Path

import pytest

from generator.writers import llm_context
from tests.helpers import loaded
from tests.helpers.model_fakes import Fake, asked, named, writing
from tests.helpers.model_server import form
from tests.writers.test_llm import made, place, write  # noqa: F401

CASES = loaded("writers/context.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:40])
def test_what_says_where_a_passage_holds_is_missed(case):
    headings = [case["heading"]] if "heading" in case else []
    found = llm_context.dropped(case["sentence"], [(case["passage"], headings, case.get("limits", ()))])
    assert [fault.words for fault in found] == case["lost"]
    assert {fault.code for fault in found} <= {"context"}


def test_a_sentence_that_is_sent_again_stands(place, monkeypatch):  # noqa: F811
    """Whatever is missed of it: leaving things out is allowed."""
    missed = llm_context.Fault(code="context", words="自 9.9 起")
    monkeypatch.setattr(llm_context, "dropped", lambda sentence, passages: (missed,))
    client = Fake(writing(lambda messages: [(named(card), [card["id"]]) for card in asked(messages)]), Path("build/r"))
    outcome = write(client)
    back = [m for m in client.calls if form(m) == "sentences" and len(m) == 4]
    assert outcome.passed and back and all("自 9.9 起" in messages[-1]["content"] for messages in back)
    assert {e.written for e in outcome.ledger.entries if e.written} & {"repaired"}
