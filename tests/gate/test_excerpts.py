"""Excerpts in a brief: the gate takes what the writer makes of them, and nothing torn, cut, merged or called otherwise."""

from dataclasses import replace

import pytest

from generator import corpus
from generator.brief import ledger as ledgers
from generator.evidence import excerpts
from tests.helpers import filed_briefs

ACME = """# Acme

Acme is a dishwasher for kitchens that are smaller than eight square metres in all.

## Warranty

The maker repairs an Acme for ten years after it was bought in a shop. However, the warranty ends when it is sold on to somebody else. It holds in every country in which the maker has a shop of its own.

The warranty pays for these parts:

- The pump and the motor that turns it, with the work of a day.
- The heater, where the water was not harder than twenty degrees.
- The door with its lock and with the rubber around it.
- The basket, but not the wheels on which it rolls in and out.
- The hose that leads the water to the sink of the kitchen.

### What is not covered

#### At home

- Damage from frost in a house that nobody heats in the winter.
- Damage from water that was pumped out of a well or a river.

### Might it be free

#### For schools

The maker gives an Acme to a school at no price at all in the first year.

## Planned for next year

### Sensor

An Acme has a sensor that finds out how hard the water of the kitchen is.

## Other than Acme

The machines of that time broke down after a week in the kitchens of hotels.

## Price

An Acme costs 900 euros, and its first year of service is free of charge. We send one of our own people to each buyer in the second year.

## How Acme differs from Bolt

It needs half as much water for each load as machines of that size did.
"""
BOLT = """# Bolt

Bolt is a dishwasher for hotels, with room for two hundred plates in one load.

## Warranty

The maker repairs a Bolt for two years, and lends another one for as long as that takes.

## Price

A Bolt costs 4,000 euros. It cannot be hired, and there is no service that is free of charge.

## Old models

### Warranty of the first series

The maker repairs it for thirty years and asks for no money at all.
"""
NOTES = """
## Notes

I have never liked its door, which I had to repair on my own twice in a year.
"""
QUERY = (
    "Compare Acme and Bolt in warranty and price. 250 to 400 words, with the sections: "
    "1. Introduction 2. Warranty 3. Price 4. Conclusion 5. References."
)


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """(folder, text of the brief, its ledger, its name) of a brief that the writer made of excerpts."""
    folder = tmp_path_factory.mktemp("machines")
    return filed_briefs.file(folder, {"acme.md": ACME, "bolt.md": BOLT + NOTES}, QUERY)


def codes(filed, text, ledger):
    return filed_briefs.errors(filed, text, ledger) - COUNTED


COUNTED = {"length", "length-counted", "balance", "balance-counted", "meta"}
"""What a forger would count anew: sentences are longer or shorter than those in whose place they stand."""


def told(filed, title):
    """Return the entry of the brief that is an excerpt of the warranty in a document."""
    return next(
        one
        for one in filed[2].entries
        if one.lead in (f"{title}: ", f"{title} (“Warranty”): ") and "The maker repairs" in one.text
    )


def chunk_of(filed, title):
    documents = corpus.read(filed[0] / "corpus", cache=filed[0] / "build" / "cache").documents
    document = next(one for one in documents if one.title == title)
    return document, document.chunks[0]


def forged(filed, entry, **changes):
    """Return the codes of what is found where an entry, and the text with it, is changed."""
    _, text, ledger, _ = filed
    new = replace(entry, **changes)
    entries = [new if one is entry else one for one in ledger.entries]
    ids = ledgers.ids(one.text for one in entries)
    ledger = replace(ledger, entries=tuple(replace(one, id=own) for one, own in zip(entries, ids, strict=True)))
    return codes(filed, text.replace(entry.text, new.text), ledger)


def cut(filed, title, first, last, *, lead, words=None, **changes):
    """Return the codes where the excerpt of a document runs from some words of it to others, and is said as `words`, ""
    for what stands there."""
    entry, (_, chunk) = told(filed, title), chunk_of(filed, title)
    start = chunk.text.index(first)
    end = chunk.text.index(last, start) + len(last)
    (span,) = entry.supports
    quote = chunk.text[start:end]
    span = replace(span, start=start, end=end, quote=quote)
    return forged(filed, entry, text=lead + (words or " ".join(quote.split())), lead=lead, supports=(span,), **changes)


LEAD = "Acme: "
LEADS = (LEAD, "Acme (“Warranty”): ", "“Acme”, “Warranty” – ")
FIRST = "The maker repairs an Acme for ten years after it was bought in a shop."
HOWEVER = "However, the warranty ends when it is sold on to somebody else."
HOLDS = "It holds in every country in which the maker has a shop of its own."
PARTS = [line[2:] for line in ACME.split("\n") if line.startswith("- The ")]


def listed(points, more=False, intro="The warranty pays for these parts: "):
    """Return the excerpt that runs to the end of some points."""
    numbered = "; ".join(f"({n}) {point.rstrip('.')}" for n, point in points)
    return f"{FIRST} {HOWEVER} {HOLDS} {intro}{numbered}" + ("; and others." if more else ".")


def numbered(*places):
    return [(n, PARTS[at]) for n, at in enumerate(places, 1)]


def test_what_the_writer_made_stands(filed):
    assert told(filed, "Acme").text == f"{LEAD}{FIRST} {HOWEVER} {HOLDS}"
    assert not codes(filed, filed[1], filed[2])


@pytest.mark.parametrize(("to", "said"), [(2, listed(numbered(0, 1, 2), True)), (4, listed(numbered(0, 1, 2, 3, 4)))])
def test_so_does_a_longer_one_with_its_list_and_what_a_heading_bears_on(to, said, filed):
    assert not cut(filed, "Acme", FIRST, PARTS[to], lead=LEAD, words=said)


def test_a_heading_further_up_that_denies_stands_before_what_it_denies(filed):
    frost = (
        "(1) Damage from frost in a house that nobody heats in the winter; (2) Damage from water that was pumped out "
    )
    said, ends = f"{frost}of a well or a river.", ("Damage from frost", "a river.")
    assert not cut(filed, "Acme", *ends, lead="“Acme”, “Warranty › What is not covered › At home” – ", words=said)
    assert not cut(filed, "Acme", *ends, lead="“Acme”, “Warranty › What is not covered” – ", words=f"At home: {said}")
    for lead in (
        "“Acme”, “At home” – ",
        "“Acme”, “What is not covered › At home” – ",
        "“Acme”, “What is not covered” – ",
        "Acme (“At home”): ",
        *LEADS,
    ):
        assert cut(filed, "Acme", *ends, lead=lead, words=said) & {"support", "lead"}
    assert "support" in cut(
        filed, "Acme", *ends, lead="“Acme”, “Warranty › What is not covered › At home” – ", words=f"At home: {said}"
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("However, the", HOLDS, None),  # from the middle of its part
        (HOLDS, HOLDS, None),
        (FIRST, FIRST, None),  # up to what turns against it
        (FIRST, "the warranty ends", None),  # up to the middle of a sentence
        (FIRST, HOLDS, f"{FIRST} {HOLDS}"),  # without a sentence
        (FIRST, HOLDS, f"{FIRST} {HOWEVER.replace('sold on', 'handed on')} {HOLDS}"),
        (FIRST, HOLDS, f"{FIRST} {HOWEVER} **{HOLDS}**"),  # with a mark
        (FIRST, HOLDS, f"{FIRST} {HOWEVER} {HOLDS.replace('every', '<b>every</b>')}"),
        (FIRST, PARTS[0], listed(numbered(0), True)),  # a list that is cut too soon
        (FIRST, PARTS[0], listed(numbered(0))),
        (FIRST, PARTS[1], listed(numbered(0, 1), True)),
        (FIRST, PARTS[2], listed(numbered(0, 1, 2))),  # that it is cut is not said
        (FIRST, PARTS[4], listed(numbered(0, 1, 2, 3, 4), True)),  # that it is cut is said, and it is not
        (FIRST, PARTS[4], listed(numbered(0, 1, 2, 4))),  # a point is left out
        (FIRST, PARTS[4], listed([(n, PARTS[at]) for n, at in ((1, 0), (2, 1), (3, 2), (5, 3), (4, 4))])),
        (FIRST, PARTS[4], listed(numbered(1, 0, 2, 3, 4))),  # their order is another
        (FIRST, PARTS[4], listed(numbered(0, 1, 2, 3, 4), intro="")),  # what introduces them is left out
        (FIRST, PARTS[4], listed(numbered(0, 1, 2, 3, 4)).replace("but not", "and also")),
        (FIRST, "the basket, but", listed(numbered(0, 1, 2))),
        (PARTS[0], PARTS[4], listed(numbered(0, 1, 2, 3, 4)).split(": ")[1]),  # from within the part
        (FIRST, "free of charge.", None),  # two parts in one
    ],
)  # fmt: skip
def test_what_is_torn_or_changed_is_found(first, last, words, filed):
    if last not in ACME:
        last = "The basket"
    assert cut(filed, "Acme", first, last, lead=LEAD, words=words) & {"support", "trim"}


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "“Acme”, “Price” – ",
        "“Bolt”, “Warranty” – ",
        "“Acme” – ",
        "On Acme: ",
        "By contrast, ",
        "“Acme”, “What is not covered” – ",
        "Bolt: ",
        "Acme (“Price”): ",
        "Bolt (“Warranty”): ",
        "Acme, ",
    ],
)
def test_it_stands_behind_nothing_else(lead, filed):
    said = f"{FIRST} {HOWEVER} {HOLDS}"
    assert "lead" in cut(filed, "Acme", FIRST, HOLDS, lead=lead, words=said)


@pytest.mark.parametrize("lead", LEADS)
def test_it_stands_behind_its_side_or_its_place(lead, filed):
    assert not cut(filed, "Acme", FIRST, HOLDS, lead=lead, words=f"{FIRST} {HOWEVER} {HOLDS}")


def test_what_a_heading_says_more_is_not_left_off(filed):
    said = "It cannot be hired, and there is no service that is free of charge."
    words = f"A Bolt costs 4,000 euros. {said}"
    for lead, good in (("Bolt (“Price”): ", True), ("“Bolt”, “Price” – ", True), ("Bolt: ", False), ("", False)):
        found = cut(filed, "Bolt", "A Bolt costs", said, lead=lead, words=words)
        assert ("lead" not in found) if good else ("lead" in found)


@pytest.mark.parametrize("side", ["Bolt", None])
def test_it_counts_for_whom_it_speaks_of(side, filed):
    assert {"side", "lead"} & forged(filed, told(filed, "Acme"), side=side)
    lead = LEADS[-1]
    text = lead + told(filed, "Acme").text.removeprefix(LEAD)
    assert "side" in forged(filed, told(filed, "Acme"), text=text, lead=lead, side=side)


@pytest.mark.parametrize("side", ["Acme", "Bolt"])
def test_what_is_said_beside_another_counts_for_nobody(side, filed):
    said = "It needs half as much water for each load as machines of that size did."
    lead = "“Acme”, “How Acme differs from Bolt” – "
    assert "side" in cut(filed, "Acme", said, said, lead=lead, side=side)


def test_what_holds_of_old_ones_says_so(filed):
    said, inner = "The maker repairs it for thirty years and asks for no money at all.", "Warranty of the first series"
    assert not cut(filed, "Bolt", said, said, lead=f"“Bolt”, “Old models › {inner}” – ", words=said)
    assert not cut(filed, "Bolt", said, said, lead=f"Bolt (“Old models › {inner}”): ", words=said)
    for lead in (f"“Bolt”, “{inner}” – ", f"Bolt (“{inner}”): ", "Bolt: "):
        assert "lead" in cut(filed, "Bolt", said, said, lead=lead, words=said)


def test_a_plan_is_told_as_one(filed):
    said = "An Acme has a sensor that finds out how hard the water of the kitchen is."
    for lead, good in (
        ("Acme (“Planned for next year › Sensor”): ", True), ("“Acme”, “Planned for next year › Sensor” – ", True),
        ("Acme (“Sensor”): ", False), ("Acme: ", False), ("", False), ("“Acme”, “Sensor” – ", False),
    ):  # fmt: skip
        found = cut(filed, "Acme", said, said, lead=lead, words=said)
        assert ("lead" not in found) if good else ("lead" in found)


def test_what_is_not_the_side_counts_for_nobody(filed):
    said = "The machines of that time broke down after a week in the kitchens of hotels."
    assert "side" in cut(filed, "Acme", said, said, lead="“Acme”, “Other than Acme” – ", words=said)


def test_nobody_talks_of_themselves(filed):
    said = "I have never liked its door, which I had to repair on my own twice in a year."
    assert {"trim", "support"} & cut(filed, "Bolt", said, said, lead="“Bolt”, “Notes” – ")


def test_two_are_not_merged(filed):
    one, other = told(filed, "Acme"), next(e for e in filed[2].entries if e.lead == "“Acme”, “Price” – ")
    own = other.text.removeprefix(other.lead)
    for text in (f"{one.text} {own}", f"{one.text} {other.text}", one.text):
        assert "support" in forged(filed, one, text=text, supports=(*one.supports, *other.supports))


@pytest.mark.parametrize(("before", "after"), [("“Acme” states: “", "”"), ("“Acme” states: “", ".”")])
def test_it_is_no_quotation(before, after, filed):
    said = f"{FIRST} {HOWEVER} {HOLDS}"
    entry = told(filed, "Acme")
    assert "support" in forged(filed, entry, kind="quotation", lead=before, text=f"{before}{said}{after}")


@pytest.mark.parametrize("relation", ["verbatim", "list", "points", "opening", "row", "steps", "trim"])
def test_it_is_called_what_it_is(relation, filed):
    entry = told(filed, "Acme")
    assert {"trim", "support"} & forged(filed, entry, supports=(replace(entry.supports[0], relation=relation),))


def test_what_opens_a_document_names_it_or_stands_alone(filed):
    said = "Acme is a dishwasher for kitchens that are smaller than eight square metres in all."
    entry = next(one for one in filed[2].entries if one.text == said)
    (span,) = entry.supports
    assert not forged(filed, entry, supports=(replace(span, relation=excerpts.RELATION),))
    lead = "“Acme” – "
    assert not forged(filed, entry, text=lead + said, lead=lead, supports=(replace(span, relation=excerpts.RELATION),))
