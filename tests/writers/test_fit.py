"""Which sentences stand where a brief has no room for all, and what becomes of the rest."""

import pytest

from generator.writers.llm_choice import Candidate, Limits, best

ROOM = {1: (60, None), 2: (60, None)}


def said(words, *, section=1, point=1, sides=("A",), worth=0.95, kept=False):
    length = len(words.split())
    return Candidate(
        section=section,
        point=point,
        text=words,
        sides=frozenset(sides),
        compares=len(sides) > 1,
        length=length,
        worth=worth,
        kept=kept,
    )


def limits(candidates, *, less=1, least=0, sides=("A", "B"), rooms=None, compared=(1, 2)):
    most = None if less is None else sum(one.length for one in candidates) - less
    return Limits(
        unit="words",
        least=least,
        most=most,
        rooms=rooms or ROOM,
        sides=sides,
        compared=frozenset(compared),
        told={},
        names=frozenset(),
    )


LOG = "The broker keeps its log on disk for a week."
AGAIN = "The broker keeps the log on its disk for one week and no longer."
COST = "A licence costs nothing to teams that are small."
SIGN = "Consumers sign in by certificate before they read anything."


@pytest.mark.parametrize(
    ("listed", "goes"),
    [
        ([said(LOG), said(AGAIN), said(COST, point=2)], {LOG, AGAIN}),  # one says most of the other
        ([said(COST, point=2), said(SIGN), said(LOG)], {LOG, SIGN}),  # the only answer to the second point stays
        ([said(LOG), said(SIGN), said(COST)], {COST}),  # alike in all: the one that its author put last
        ([said(LOG, worth=0.7), said(SIGN), said(COST)], {LOG}),  # nobody found words for it
        ([said(LOG, point=0), said(COST), said(SIGN, point=2)], {LOG}),  # written to fill up
        ([said(LOG), said(SIGN, sides=("B",)), said(COST)], {LOG, COST}),  # the only one of its side stays
        ([said(LOG), said(SIGN, section=2), said(COST)], {LOG, COST}),  # the only one of its section
        ([said(LOG), said(SIGN, sides=("A", "B")), said(COST)], {LOG, COST}),  # it sets sides against each other
        ([said(LOG), said(SIGN), said(COST, kept=True)], {LOG, SIGN}),  # it stood when findings were written on it
    ],
)
def test_what_is_worth_least_goes_first(listed, goes):
    stays = best(listed, limits(listed))
    gone = {one.text for n, one in enumerate(listed) if n not in stays}
    assert len(gone) == 1 and gone <= goes


def test_without_a_limit_all_stand_that_are_not_the_same():
    listed = [said(LOG), said(SIGN), said(COST), said(COST, section=2)]
    assert len(best(listed, limits(listed, less=None))) == 3
    assert best([], limits(listed)) == frozenset()


def test_what_has_to_stand_may_be_too_long():
    listed = [said(LOG, kept=True), said(SIGN, kept=True)]
    assert best(listed, limits(listed)) is None


def test_a_section_that_is_long_gives_way_before_the_sides_fall_silent():
    """Six sentences on one side in the first section, and one of the other in the second: that one stays."""
    many = [said(f"{LOG} {word} {word}s", point=n) for n, word in enumerate(("one", "two", "three", "four"), start=1)]
    other = said(SIGN, section=2, sides=("B",))
    listed = [*many, other]
    stays = best(listed, limits(listed, less=15))
    assert 4 in stays


def test_the_same_choice_comes_out_again():
    listed = [said(f"{word} {COST} {word}", point=n % 3) for n, word in enumerate("abcdefghijkl")]
    assert best(listed, limits(listed, less=40)) == best(listed, limits(listed, less=40))
