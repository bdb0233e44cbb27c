"""What an author says the sources have nothing on, of a side: searched for, said of the sources, and searched again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.brief import page as briefs, wording
from generator.gate import Shelf, validate
from tests.helpers import model_fakes
from tests.helpers.model_fakes import Fake, fluent, writing
from tests.helpers.model_server import form
from tests.writers.test_llm import codes, made, place, write  # noqa: F401

SAID = "民航：手头的资料中未检得“导盲犬陪伴”。"


def author(side, on):
    """Return a model whose outline says that a side has nothing on a point."""
    model = writing(fluent)

    def asked(messages):
        if form(messages) != "sections":
            return model(messages)
        plan = json.loads(model_fakes.plan(messages))
        plan["silent"] = [{"section": plan["sections"][0]["section"], "side": side, "on": on}]
        return json.dumps(plan, ensure_ascii=False)

    return Fake(asked, Path("build/replies"))


def absences(outcome):
    return [gap for gap in outcome.brief.front["gaps"] if gap["code"] == "absent"]


def test_a_brief_says_of_a_side_that_nothing_was_found_and_the_gate_searches_again(place):  # noqa: F811
    outcome = write(author("民航", "导盲犬陪伴"))
    (gap,) = absences(outcome)
    assert outcome.passed and codes(outcome) <= {"pending"}
    assert gap["subject"] == "民航" and "民航" in gap["searched"]
    assert any(SAID in e.text and e.kind == "meta" for e in outcome.ledger.entries)
    sources = Shelf(root=Path(), cache=Path("build/cache")).sources(outcome.brief, outcome.ledger)
    held = "票价"
    front = outcome.brief.front
    gaps = [one | {"asked": held} if one is gap else one for one in front["gaps"]]
    forged = replace(outcome.brief, front={**front, "gaps": gaps})
    rendered = briefs.render(forged).replace(*(wording.gaps(f)[at] for f, at in ((front, -1), (forged.front, -1))))
    found = validate(briefs.parse(rendered, "b"), outcome.ledger, sources)
    assert any(f.severity == "error" and "gaps" in f.message for f in found)


@pytest.mark.parametrize(
    ("side", "on"),
    [
        ("民航", "票价"),  # its documents have it
        ("公路", "导盲犬陪伴"),  # no side
        ("民航", "导盲犬陪伴。民航不安全"),  # no few words
        ("民航", "guide dogs"),  # in another language
        ("民航", "777 只导盲犬"),
    ],
)
def test_what_the_program_does_not_find_missing_goes_back_and_is_not_said(place, side, on):  # noqa: F811
    client = author(side, on)
    outcome = write(client)
    assert outcome.passed and not absences(outcome)
    back = [m[-1]["content"] for m in client.calls if form(m) == "sections" and len(m) > 2]
    assert back and "简报不能写没有检得" in back[0] and on in back[0]
    assert (f"{side}: {on} — " in back[0]) == (on == "票价")  # the passage that says it
