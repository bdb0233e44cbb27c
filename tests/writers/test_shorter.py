"""What is too long for a brief: its author is asked to shorten it, once, and the program says what it cuts after that."""

import itertools
import json
from pathlib import Path

from generator.brief import ledger as ledgers
from generator.language import text
from tests.helpers import model_fakes
from tests.helpers.model_fakes import Fake, named as with_its_side, writing
from tests.helpers.model_server import cards, form
from tests.writers.test_llm import codes, made, place, write  # noqa: F401

FILLER = "，这是资料中的说法和记载的内容，也是如此"
ASKED = "合计超出"
FOLDERS = itertools.count()
"""Each author has its own: a reply that is kept answers every one that asks the same."""


def long(card):
    """Say a passage at greater length than it has."""
    words = with_its_side(card).rstrip("。")
    return f"{words}{FILLER[: max(3, len(words) // 2)]}。", [card["id"]]


def author(shorter):
    """Return a model that writes too much, and answers with `shorter` when it is asked for less: of the sentences as it
    is shown them."""

    def write_(messages):
        if ASKED in messages[-1]["content"]:
            return json.dumps({"sentences": shorter(json.loads(messages[-2]["content"])["sentences"])})
        return [long(card) for card in model_fakes.asked(messages)]

    return Fake(writing(write_), Path(f"build/replies-{next(FOLDERS)}"))


def requests(client):
    return [m for m in client.calls if form(m) == "sentences" and ASKED in m[-1]["content"]]


def claims(outcome):
    return [e for e in outcome.ledger.entries if e.kind in ledgers.SOURCED and e.written in ("accepted", "repaired")]


def test_an_author_shortens_before_anything_is_cut(place):  # noqa: F811
    def bare(told):
        return [one | {"text": one["text"].rpartition(FILLER[:3])[0] + "。"} for one in told]

    client = author(bare)
    outcome = write(client)
    asked = requests(client)
    assert asked and len({m[1]["content"] for m in asked}) == len(asked), "no section is asked twice"
    said = asked[0][-1]["content"].split("\n")
    told = json.loads(asked[0][-2]["content"])["sentences"]
    assert "字" in said[0] and int("".join(filter(str.isdigit, said[0]))) > 0
    assert len(said) == 1 + len(told) and all(one["text"] in line for one, line in zip(told, said[1:], strict=True))
    assert {line["id"] for line in cards(asked[0])} >= {p for one in told for p in one["passages"]}
    beyond = int("".join(filter(str.isdigit, said[0])))
    left = sum(text.count(one["text"], "字") for one in told) - beyond
    assert f"共约 {max(0, left)} 字" in asked[0][1]["content"], "both lengths that it is told are the same one"
    short = [e for e in claims(outcome) if FILLER[:3] not in e.text]
    assert short and outcome.passed and codes(outcome) <= {"pending"}
    alone = write(author(lambda told: told))
    assert len(claims(outcome)) > len(claims(alone)), "what was shortened makes room for what would have been cut"


def test_what_its_author_leaves_out_is_recorded_and_what_is_cut_is_told(place):  # noqa: F811
    outcome = write(author(lambda told: told[:1]))
    assert any(line.endswith(": shortened") for line in outcome.ledger.dropped)
    outcome = write(author(lambda told: told))
    cut = [note for note in outcome.notes if "for length" in note]
    assert cut and len(cut) == sum(line.endswith(": length") for line in outcome.ledger.dropped)
    texts = {e.text for e in outcome.ledger.entries}
    assert not any(text in note for note in cut for text in texts)


def test_what_was_shortened_wrongly_stands_as_it_was(place):  # noqa: F811
    before = {e.text for e in claims(write(author(lambda told: told)))}
    wrong = author(lambda told: [one | {"text": one["text"].rstrip("。") + "，共 777 个。"} for one in told])
    after = {e.text for e in claims(write(wrong))}
    assert before == after


def test_an_answer_without_the_form_changes_nothing(place):  # noqa: F811
    before = {e.text for e in claims(write(author(lambda told: told)))}
    assert {e.text for e in claims(write(author(lambda told: [])))} == before
    assert {e.text for e in claims(write(author(lambda told: "?")))} == before
