"""Marks of notes, and superscripts that are none."""

import pytest
from hypothesis import given, strategies as st

from generator.evidence import cleaning, hygiene
from generator.language import notes, numerals, text
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("language/notes.yml"), ids=lambda case: case["text"][:30])
def test_marks_of_notes_are_left_off_and_nothing_else(case):
    assert notes.without(case["text"]) == case["without"]


@given(st.text(alphabet="ab2 10m[]³²⁻①,.。年x", max_size=40))
def test_marks_are_spans_of_the_text_in_order(sample):
    spans = notes.marks(sample)
    assert all(0 <= start < end <= len(sample) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("inner", "before", "leads", "written"),
    [
        ("25", "2.1×10", False, "²⁵"),
        ("-1", "s", False, "⁻¹"),
        ("-0.083", "N", False, "^-0.083"),
        ("th", "19", False, "th"),
        ("TM", "RustStop", False, "™"),
        ("3", "10", True, "[3]"),
        ("a", "yard", False, "[a]"),
        ("n", "2", False, "ⁿ"),
        ("[4]", "yard", True, "[4]"),
        ("note 2", "yard.", False, "[note 2]"),
        (": 112, 115", "yard.[3]", False, ":112"),
        ("†", "40", False, "[†]"),
        ("*", " V", False, "*"),
        ("b", "1999", False, "[b]"),
        ("b", "21999", False, "^b"),
    ],
)
def test_what_stands_raised_stays_apart(inner, before, leads, written):
    assert notes.superscript(inner, before, leads=leads) == written


def test_a_number_after_ten_is_a_mark_where_it_counts_the_notes():
    assert notes.numbered(["One¹ has 10² boats.", "Each³ is old."]) == (((11, 12),), ())
    assert notes.numbered(["One⁷ has 10² boats.", "Each³ is old."]) == ((), ())


def test_an_exponent_is_part_of_its_number():
    assert numerals.numbers("10²⁵ in 2015³") == (str(10**25), "2015")
    assert numerals.measured("900 m²") != numerals.measured("900 m³")


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        ("xAI sells boats.[3]", "xAI sells boats."),
        ("npm and llama.cpp are tools", "npm and llama.cpp are tools."),
        ("the ferry is old", "The ferry is old."),
    ],
)
def test_a_name_keeps_its_small_letter_at_the_start(quote, written):
    assert cleaning.sentence(quote, "en") == written


@pytest.mark.parametrize(
    "sentence",
    [
        "C# is used for the games that students write in spring.",
        "Yahoo! runs a portal and a mail service for its users.",
        ".NET is the platform for which most of the programs are written.",
        "vLLM serves the models that students of the lab have trained.",
    ],
)
def test_names_with_odd_letters_can_stand_alone(sentence):
    assert hygiene.fault(sentence, "en", "paragraph") is None


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The loss of the model falls with its size as shown in [3].", "reference"),
        ("The sign # is used for headings in all of the files there.", "debris"),
        ("A caf\ufffd is open at the harbour on each day of the week.", "debris"),
        ("Is it open! she asked of the pilot at the harbour of Lindau.", "question"),
    ],
)
def test_what_cannot_be_understood_alone_is_refused(sentence, why):
    assert hygiene.fault(sentence, "en", "paragraph") == why


@pytest.mark.parametrize(
    ("source", "edited"),
    [
        ("900 m² of land", "900 m³ of land"),
        ("by eleven people", "by [999] eleven people⁹⁹⁹"),
        ("10²⁵ runs", "10² runs"),
    ],
)
def test_a_raised_number_or_a_mark_changes_a_sentence(source, edited):
    assert text.match_key(source) != text.match_key(edited)
