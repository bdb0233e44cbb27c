"""Which sentences stand where a brief has no room for all, and what becomes of the rest."""

import random
from dataclasses import replace

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
        said=dict.fromkeys(sides, length),
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
        ([said(SIGN), said(LOG, worth=0.5), said(COST)], {LOG}),  # nobody found words for it
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


def words(name, many):
    """Return so many words that no other sentence has: letters by chance."""
    drawn = random.Random(name)
    return " ".join("".join(drawn.choices("bcdfghklmnprstvz", k=7)) for _ in range(many))


def test_each_point_and_each_side_of_it_is_heard_before_a_second_sentence():
    """Whatever its length: one long sentence on the last point, and short ones, each a comparison, on the first."""
    short = [said(words(str(n), 9), sides=("A", "B"), worth=1.0) for n in range(4)]
    long, other = (said(words(side, 50), point=5, sides=(side,), worth=0.7) for side in "AB")
    listed = [*short, long, other]
    room = short[0].length + long.length + other.length
    stays = best(listed, limits(listed, less=sum(one.length for one in listed) - room))
    assert {4, 5} <= stays and len(stays) == 3


@pytest.mark.parametrize("seed", range(20))
def test_no_point_is_silent_for_a_second_sentence_on_another(seed):
    chance = random.Random(seed)
    listed = [
        said(words(chance.random(), chance.randrange(8, 60)), section=section,
             point=point, sides=(), worth=chance.choice((0.7, 0.95, 1.0)))
        for section in (1, 2) for point in (1, 2, 3) for _ in range(chance.randrange(1, 5))
    ]  # fmt: skip
    points = {(one.section, one.point) for one in listed}
    firsts = {(s, min(point for section, point in points if section == s)) for s in (1, 2)}
    own = {point: [one.length for one in listed if (one.section, one.point) == point] for point in points}
    fewest = sum(lengths[0] if point in firsts else min(lengths) for point, lengths in own.items())
    room = fewest + chance.randrange(0, 80)
    asked = limits(listed, less=sum(one.length for one in listed) - room, sides=(), compared=())
    stays = best(listed, asked)
    assert {(listed[n].section, listed[n].point) for n in stays} == points


@pytest.mark.parametrize("sides", [("A",), ("B",)])
def test_the_first_of_a_section_and_the_only_one_on_a_side_are_never_cut(sides):
    """However long it is, and however many points short ones would answer in its place."""
    long = said(words("long", 60), point=1 if sides == ("A",) else 6, sides=sides, worth=0.5)
    short = [said(words(str(n), 9), point=n) for n in (2, 3, 4, 5)]
    listed = [*short, long] if sides == ("A",) else [said(words("0", 9)), *short, long]
    stays = best(listed, limits(listed, less=36, compared=(1,)))
    assert listed.index(long) in stays


def test_a_point_keeps_the_sentence_that_its_author_put_first_before_a_shorter_one():
    opening = said(LOG)
    first, second, third = (said(words(str(n), size), point=2) for n, size in enumerate((30, 8, 8)))
    listed = [opening, first, second, third]
    assert best(listed, limits(listed, less=10)) >= {0, 1}


def test_of_a_point_the_sentence_that_its_author_put_first_stays():
    first, second = said(COST, worth=0.95), said(f"{SIGN} They sign out again at the end.", worth=0.95)
    assert best([first, second], limits([first, second], less=second.length)) == {0}


def test_the_same_choice_comes_out_again():
    listed = [said(f"{word} {COST} {word}", point=n % 3) for n, word in enumerate("abcdefghijkl")]
    assert best(listed, limits(listed, less=40)) == best(listed, limits(listed, less=40))


@pytest.mark.parametrize("seed", range(30))
def test_sentences_that_speak_of_several_sides_in_any_proportion_can_be_chosen(seed):
    """What cancels out between the sides is no coefficient that the solver refuses."""
    chance = random.Random(seed)
    listed = [
        replace(one, said={side: chance.choice((0, 1, 2, 3, 6, 14)) for side in "ABC"})
        for n in range(6)
        for one in [said(words(f"{seed} {n}", 14), sides=("A", "B", "C"))]
    ]
    assert best(listed, limits(listed, less=20, sides=("A", "B", "C")))
