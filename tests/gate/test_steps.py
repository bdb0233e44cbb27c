"""Steps in a brief: the gate takes what the writer makes of them, and nothing torn, reordered or called otherwise."""

from dataclasses import replace

import pytest

from generator.brief import ledger as ledgers
from tests.helpers import filed_briefs

STEPS = (
    "Mark the line of the wall with pegs and a long string. Leave room on both sides for a barrow",
    "Dig a trench that is as deep as a spade and twice as wide as the largest stone",
    "Sort the stones by size, and keep flat ones apart for the top",
    "Set the largest into the trench with their long side across the wall",
    "Fill gaps from within with rubble, never with earth, since frost would lift it",
    "Cross every joint of a row with a stone of the next. Walls split along joints that run through",
    "Lean both faces inwards by one part in six, and check that with a frame of laths",
    "Tie the faces at knee height with stones that reach from one side to the other",
    "Close the top with flat stones on edge, wedged tight from the end",
)
WALL = (
    "# Dry walls\n\nA dry wall is a wall of stones without mortar.\n\n## How to do it\n\n"
    + "".join(f"{n}. {step}.\n" for n, step in enumerate(STEPS, 1))
    + "\n## After the winter\n\nIf stones have fallen, owners should:\n\n- Lift them back onto their row.\n"
    "- Keep off the wall until the soil is dry.\n"
)
OTHER = "# Hedges\n\nA hedge is a row of shrubs.\n\n## How to plant one\n\n1. Dig a trench.\n2. Set the shrubs in it.\n"
QUERY = "How do I build a dry wall? 300 to 500 words."


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """(folder, text of the brief, its ledger, its name) of a brief that the writer made of steps."""
    folder = tmp_path_factory.mktemp("walls")
    return filed_briefs.file(folder, {"walls.md": WALL, "hedges.md": OTHER}, QUERY)


def codes(filed, text, ledger):
    return filed_briefs.errors(filed, text, ledger)


def stepped(ledger):
    return [entry for entry in ledger.entries if any(span.relation == "steps" for span in entry.supports)]


def forged(filed, entry, change):
    """Return the codes of what is found where an entry, and the text with it, is changed."""
    _, text, ledger, _ = filed
    new = change(entry)
    entries = [new if one is entry else one for one in ledger.entries]
    ids = ledgers.ids(one.text for one in entries)
    ledger = replace(ledger, entries=tuple(replace(one, id=own) for one, own in zip(entries, ids, strict=True)))
    return codes(filed, text.replace(entry.text, new.text), ledger)


def test_the_writer_tells_steps_from_the_first_on(filed):
    told = stepped(filed[2])
    assert [one.lead for one in told][:2] == [
        "“Dry walls” gives as first steps: ",
        "“Dry walls” gives as further steps: ",
    ]
    assert f"(1) {STEPS[0]}; (2) " in told[0].text and STEPS[-1] in "".join(one.text for one in told)
    advice = next(one for one in told if "winter" in one.lead)
    assert advice.text.startswith(
        "“Dry walls” (“After the winter”) advises: If stones have fallen, owners should: Lift"
    )
    assert not codes(filed, filed[1], filed[2])


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("(1) Mark", "(2) Mark"),
        ("deep as a spade", "deep as a house"),
        (f"; (2) {STEPS[1]}", ""),
        ("gives as first steps", "gives as steps"),
        ("gives as first steps", "advises"),
        ("“Dry walls” gives", "“Hedges” gives"),
        ("“Dry walls” gives as first steps: ", ""),
        ("a barrow; (2)", "a barrow. (2)"),
    ],
)
def test_what_is_changed_in_steps_is_found(find, put, filed):
    entry = stepped(filed[2])[0]
    assert find in entry.text

    def change(one):
        return replace(one, text=one.text.replace(find, put, 1), lead=one.lead.replace(find, put, 1))

    assert forged(filed, entry, change) & {"support", "lead", "trim"}


def test_advice_is_not_torn_from_its_case(filed):
    entry = next(one for one in stepped(filed[2]) if "winter" in one.lead)
    said = "If stones have fallen, owners should: "

    def change(one):
        (span,) = one.supports
        cut = span.quote.index("Lift")
        span = replace(span, start=span.start + cut, quote=span.quote[cut:])
        return replace(one, text=one.text.replace(said, ""), supports=(span,))

    assert "trim" in forged(filed, entry, change)


def test_further_steps_do_not_stand_without_those_before_them(filed):
    _, text, ledger, _ = filed
    first = stepped(ledger)[0]
    line = next(one for one in text.split("\n") if one.startswith(first.text))
    without = replace(ledger, entries=tuple(one for one in ledger.entries if one is not first))
    assert "place" in codes(filed, text.replace(line + "\n", ""), without)
