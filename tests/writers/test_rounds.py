"""What becomes of each sentence of a model while it goes back and forth: none vanishes."""

import json

import pytest

from generator.brief.draft import Statement
from generator.gate.retelling import Fault
from generator.writers import llm_prompt, llm_rounds
from generator.writers.llm_cache import Reply

LOG = "The broker keeps its log on disk for a week."
COST = "A licence costs nothing to teams that are small."
SIGN = "Consumers sign in by certificate before they read anything."
FIVE = "Five copies of each log are kept."


def rounds(*replies, right=()):
    """Return what becomes of the sentences of these replies, of which only the `right` ones hold, and what was asked."""
    asked = []

    def ask(turns):
        asked.append(turns[-1][1][-1] if turns else "")
        said = replies[min(len(asked), len(replies)) - 1]
        if isinstance(said, str):
            return Reply(text=said)
        told = [{"point": point, "text": text, "passages": list(names)} for point, text, names in said]
        return Reply(text=json.dumps({"sentences": told}))

    def judge(slot, told, written):
        if slot.said.text in right:
            slot.statement = Statement(kind="claim", text=slot.said.text, written=written)
        else:
            slot.faults = (Fault(code="number"),)

    slots, _ = llm_rounds.until_fit(ask, llm_prompt.sentences, judge, "en", "written_again")
    return [(s.said.text, s.statement.written if s.statement else "", [f.code for f in s.faults]) for s in slots], asked


def test_a_sentence_that_was_made_into_two_is_two():
    both = (1, f"{LOG[:-1]}, and {FIVE}", ["p1", "p2"])
    found, _ = rounds([both, (2, COST, ["p3"])], [(1, LOG, ["p1"]), (1, FIVE, ["p2"])], right=(LOG, FIVE, COST))
    assert [(text, written) for text, written, _ in found] == [
        (LOG, "repaired"),
        (COST, "accepted"),
        (FIVE, "repaired"),
    ]


def test_a_sentence_that_is_not_sent_again_is_withdrawn_with_what_was_wrong():
    found, asked = rounds([(1, LOG, ["p1"]), (2, COST, ["p2"])], [(1, SIGN, ["p1"])], [], right=(LOG,))
    assert found == [(LOG, "accepted", []), (COST, "", ["number"]), (SIGN, "", ["number"])]
    assert len(asked) == 3 and COST not in asked[2]


def test_what_stands_and_is_sent_again_counts_once():
    found, _ = rounds([(1, LOG, ["p1"]), (2, COST, ["p2"])], [(1, LOG, ["p1"]), (2, SIGN, ["p2"])], right=(LOG, SIGN))
    assert [(text, written) for text, written, _ in found] == [(LOG, "accepted"), (SIGN, "repaired")]


@pytest.mark.parametrize("broken", ["no JSON", "{}"])
def test_an_answer_without_the_form_withdraws_nothing(broken):
    found, asked = rounds([(1, LOG, ["p1"])], broken, [(1, COST, ["p1"])], right=(COST,))
    assert found == [(COST, "repaired", ["number"])] and len(asked) == 3
