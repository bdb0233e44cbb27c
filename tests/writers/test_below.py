"""Sentences that stand below the name of their side, and what becomes of those that are moved from there."""

import json
import re
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.brief import ledger as ledgers, wording
from tests.helpers.model_fakes import asked, light, named, sentences, writing
from tests.helpers.model_server import answer
from tests.writers.test_llm import codes, made, place, write  # noqa: F401

SIDES = ("高铁", "民航")


def below(messages):
    """Say each passage of one side below that side's name, without it, where a plain cut leaves a sentence."""
    said, sides = [], []
    for card in asked(messages):
        side = card.get("side", "")
        words = light(card["text"])
        bare = re.sub(rf"^{side}(?=[\u4e00-\u9fff])", "", words) if side else words
        said.append((bare if side in SIDES else named(card), [card["id"]]))
        sides.append(side if side in SIDES else "")
    told = json.loads(sentences(messages, said))["sentences"]
    return answer("sentences", [one | {"side": side} for one, side in zip(told, sides, strict=True)])


@pytest.fixture
def made_below(place):  # noqa: F811
    outcome = write(writing(below))
    assert outcome.passed and codes(outcome) <= {"pending"}
    return outcome


def labelled(outcome):
    """Return the entries that open a paragraph with the name of their side, and those that stand behind such a one."""
    leads = {wording.whose_lead("zh", side): side for side in SIDES}
    told = [
        e
        for e in outcome.ledger.entries
        if e.kind in ledgers.SOURCED and {s.relation for s in e.supports} & {"edited", "retold"}
    ]
    opening = [e for e in told if e.lead and leads.get(e.lead) == e.side]
    return opening, [e for e in told if e.side and not e.lead and e.side not in e.text]


def test_a_paragraph_says_once_of_whom_it_speaks(made_below):
    opening, behind = labelled(made_below)
    assert opening and behind
    assert all(e.text.startswith(f"{e.side}：") for e in opening)
    assert main(["sign", str(made_below.path), "--by", "Ada Example"]) == 0
    assert main(["check"]) == 0


def test_what_stands_behind_a_name_is_asked_with_it(made_below):
    waiting = {f.message.split("(")[-1].rstrip(")") for f in made_below.findings if f.code == "pending"}
    checked = {e.id for e in made_below.ledger.entries if e.checked}
    opening, behind = labelled(made_below)
    assert {e.id for e in behind} & checked, "no second reader was asked"
    lapsed = [f.message for f in made_below.findings if "asked about other words" in f.message]
    assert not lapsed and waiting <= {e.id for e in made_below.ledger.entries}


@pytest.mark.parametrize("how", ["no name", "the other's name", "moved"])
def test_a_sentence_keeps_its_side(made_below, how, capsys):
    opening, behind = labelled(made_below)
    path = Path(made_below.path)
    assert main(["sign", str(path), "--by", "Ada Example"]) == 0
    page = path.read_text("utf-8")
    lines = page.split("\n")
    if how == "moved":
        at = next(n for n, line in enumerate(lines) if any(one.text in line and one.side == SIDES[0] for one in behind))
        moved = next(one.text for one in behind if one.text in lines[at] and one.side == SIDES[0])
        whole = re.search(re.escape(moved) + r"(?:\[[^\]]*\])+", lines[at])[0]
        other = next(n for n, line in enumerate(lines) if line.startswith(f"{SIDES[1]}："))
        lines[at], lines[other] = lines[at].replace(whole, ""), lines[other] + whole
        forged = "\n".join(lines)
    else:
        one = opening[0]
        put = "" if how == "no name" else f"{next(side for side in SIDES if side != one.side)}："
        forged = page.replace(one.text, put + one.text.removeprefix(one.lead))
    assert forged != page
    path.write_text(forged, "utf-8")
    assert main(["check"]) == 1
    if how == "moved":
        assert f"the sentence does not name {SIDES[0]}" in capsys.readouterr().out
