"""The integer programme: limits kept, sides balanced, ties broken one way."""

import os

from hypothesis import given, settings, strategies as st

from generator.writers import selection, solving
from generator.writers.selection import Limits, Option


def option(
    *cards, section=1, side="甲", length=40, score=0.5, fit=0.8, document="d", text=None, foreign=False, attached=False,
    **more,
):  # fmt: skip
    texts = [text or "".join(chr(0x4E00 + (card * 37 + n * 11) % 5000) for n in range(30)) for card in cards]
    return Option(
        cards=cards, section=section, side=side, length=length, score=score, fit=fit, document=document,
        texts=tuple(texts), foreign=foreign, attached=attached, **more,
    )  # fmt: skip


def limits(maximum=400, sections=((1, 400, True),), sides=("甲", "乙"), foreign=0.25, attached=0):
    return Limits(maximum=maximum, sections=sections, sides=sides, foreign=foreign, attached=attached)


def lengths(chosen):
    return {side: sum(o.length for o in chosen.options if o.side == side) for side in "甲乙"}


def test_limits_are_kept():
    options = [option(n, side="甲乙"[n % 2], score=n / 20, document=f"d{n % 5}") for n in range(20)]
    chosen = selection.select(options, limits())
    assert 300 <= sum(o.length for o in chosen.options) <= 400
    assert chosen.balance == selection.BALANCES[0]
    told = lengths(chosen)
    assert min(told.values()) >= 0.3 * sum(told.values())


def test_a_section_has_no_more_than_its_length():
    options = [option(n, section=1 + n % 2, side="甲乙"[n // 2 % 2], document=f"d{n}") for n in range(20)]
    chosen = selection.select(options, limits(sections=((1, 120, True), (2, 400, True))))
    assert sum(o.length for o in chosen.options if o.section == 1) <= 120


def test_a_card_stands_once_and_near_duplicates_do_not_meet():
    same = "开放平台以仓库托管模型并公开讨论修改建议与许可证声明的内容"
    options = [
        option(0, section=1, text=same),
        option(0, section=2, text=same),
        option(1, section=2, text=same + "条款"),
    ]
    options += [option(n, section=1 + n % 2, side="甲乙"[n % 2], document=f"d{n}") for n in range(2, 12)]
    chosen = selection.select(options, limits(sections=((1, 400, True), (2, 400, True))))
    assert sum(o.cards in ((0,), (1,)) for o in chosen.options) <= 1


def test_foreign_quotations_are_capped():
    options = [option(n, side="甲乙"[n % 2], foreign=True, score=1.0, document=f"d{n}") for n in range(6)]
    options += [option(n, side="甲乙"[n % 2], score=0.1, document=f"d{n}") for n in range(6, 16)]
    chosen = selection.select(options, limits(foreign=0.2))
    assert 0 < sum(o.length for o in chosen.options if o.foreign) <= 0.2 * sum(o.length for o in chosen.options)


def test_attachments_are_used():
    options = [option(n, side="甲乙"[n % 2], score=0.9, document=f"d{n}") for n in range(10)]
    options += [option(10 + n, side="甲乙"[n % 2], score=0.01, attached=True, document="a") for n in range(4)]
    chosen = selection.select(options, limits(attached=40))
    assert any(o.attached for o in chosen.options)


def test_a_class_is_a_small_part_of_a_section():
    options = [option(n, side="甲乙"[n % 2], score=0.9, document=f"d{n}", classed=True) for n in range(12)]
    options += [option(n, side="甲乙"[n % 2], score=0.1, document=f"d{n}") for n in range(12, 24)]
    chosen = selection.select(options, limits())
    classed = sum(o.length for o in chosen.options if o.classed)
    assert 0 < classed <= selection.CLASSED * sum(o.length for o in chosen.options)


def test_sides_meet_on_a_question():
    """What both speak of is worth more than what says a little more."""
    options = [
        option(0, score=0.5, document="a", question="costs"),
        option(1, side="乙", score=0.5, document="b", question="costs"),
    ]
    options += [
        option(2, score=0.6, document="c", question="history"),
        option(3, side="乙", score=0.6, document="d", question="people"),
    ]
    chosen = selection.select(options, limits(maximum=80))
    assert {o.cards for o in chosen.options} == {(0,), (1,)}


def test_every_section_hears_both_sides_where_it_can():
    sections = ((1, 400, True), (2, 400, True))
    options = [
        option(n, section=1 + n // 4, side="甲乙"[n % 2], score=0.9 - n / 100, document=f"d{n}") for n in range(8)
    ]
    chosen = selection.select(options, limits(maximum=160, sections=sections))
    assert {(o.section, o.side) for o in chosen.options} == {(1, "甲"), (1, "乙"), (2, "甲"), (2, "乙")}


def test_a_looser_balance_is_taken_where_the_tight_one_costs_the_text():
    options = [option(n, side="甲", document=f"d{n}") for n in range(8)] + [option(9, side="乙", document="x")]
    chosen = selection.select(options, limits())
    assert chosen.balance < selection.BALANCES[0] and any(o.side == "乙" for o in chosen.options)


def test_what_answers_well_is_heard_before_what_does_not():
    """A side is heard no more than what it says answers the question."""
    options = [option(0, score=0.5, fit=0.2, document="a", question="costs")]
    options += [option(1, score=0.5, fit=1.0, document="b", question="people")]
    chosen = selection.select(options, limits(maximum=40, sides=("甲",)))
    assert [o.cards for o in chosen.options] == [(1,)]


def test_runs_share_no_passage():
    runs = [option(0, 1, length=80, score=0.9), option(1, 2, length=80, score=0.8), option(0, length=40, score=0.5)]
    runs += [option(n, side="乙", document=f"d{n}") for n in range(5, 9)]
    chosen = selection.select(runs, limits())
    told = [card for o in chosen.options for card in o.cards]
    assert len(told) == len(set(told)) and {0, 1, 2} <= set(told)


def test_quotations_are_few():
    options = [option(n, quoted=1, score=0.9, document=f"d{n}") for n in range(8)]
    options += [option(n, side="乙", score=0.2, document=f"d{n}") for n in range(8, 12)]
    chosen = selection.select(options, limits())
    assert 0 < sum(o.quoted for o in chosen.options) <= selection.QUOTED


def test_one_side_alone_is_still_told():
    chosen = selection.select([option(n, document=f"d{n}") for n in range(10)], limits())
    assert chosen.options and chosen.balance == 0.0


def test_nothing_comes_of_nothing():
    assert selection.select([], limits()).options == ()


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.integers(20, 60), st.integers(0, 10)), min_size=6, max_size=16))
def test_the_answer_does_not_depend_on_chance(rows):
    options = [
        option(n, side=side, length=length, score=score / 10, document=f"d{n}")
        for n, (side, length, score) in enumerate(rows)
    ]
    assert selection.select(options, limits()) == selection.select(options, limits())


def test_what_the_solver_says_of_itself_is_not_what_a_command_says(monkeypatch, capfd):
    import highspy

    class Announced(highspy.Highs):
        def __init__(self) -> None:
            os.write(1, b"Running HiGHS\n")
            super().__init__()

    monkeypatch.setattr(highspy, "Highs", Announced)
    print("before")
    assert solving.solver().getOptionValue("threads")[1] == 1
    print("after")
    assert capfd.readouterr().out == "before\nafter\n"
