"""Excerpts: what a source says below one of its headings, from the beginning, as one statement."""

import itertools

import pytest
from hypothesis import given, settings, strategies as st

from generator import corpus as corpora
from generator.evidence import excerpts, kept, sections
from generator.gate import support
from tests.helpers import loaded

CASES = loaded("evidence/excerpts.yml")
TITLE = {False: "Walls", True: "石墙"}
count = itertools.count()


def document(folder, text, name="one.md"):
    """Return the document of a text."""
    place = folder / f"c{next(count)}"
    place.mkdir()
    (place / name).write_text(text, encoding="utf-8")
    (found,) = corpora.read(place, cache=folder / "cache").documents
    return found


def ended(source):
    """Return the excerpts of each part of a document, with all places at which one may end."""
    return [
        (chunk, one)
        for chunk in source.chunks
        for part in excerpts._parts(source).get(chunk.number, ())
        for one in excerpts._ends(source, chunk, part)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_an_excerpt_is(case, tmp_path):
    chinese = case.get("zh", False)
    source = document(tmp_path, f"# {TITLE[chinese]}\n\n{case['text']}")
    ends = ended(source)
    told = [excerpts.said(chunk, one, source.language) for chunk, one in ends]
    if "all" in case:
        assert told == case["all"]
    if "said" in case:
        longest = {(one.above, one.article, one.start): words for (_, one), words in zip(ends, told, strict=True)}
        assert list(longest.values()) == case["said"]
    for words in case.get("has", ()):
        assert words in told
    for words in case.get("not", ()):
        assert not any(words in one for one in told)
    if "alone" in case:
        assert told and sum(one.alone for _, one in ends) == case["alone"]
    if "articles" in case:
        assert list(dict.fromkeys(one.article for _, one in ends)) == case["articles"]


PARAGRAPH = (
    "A wall without mortar is moved by the soil under it, so that frost and roots do it no harm, and whoever takes care "
    "of it finds its stones again at the foot of the slope."
)


@pytest.mark.parametrize(
    ("before", "opens", "begins"),
    [
        ("The soil must be kept wet in the first year.", "", True),
        ("The soil must be kept wet in the first year.", "It is old. ", False),
        ("The soil must be kept wet in the first year.", "However, that is hard. ", False),
        ("What others say:", "", False),
        ("Not so for tenants", "", False),
        ("A wall in 2016", "", True),
        ("(1) walls without mortar;", "", False),
        ("There are two kinds of walls.", "", False),
    ],
)
def test_a_paragraph_within_a_part_begins_one_if_it_leans_on_nothing(before, opens, begins, tmp_path):
    source = document(tmp_path, f"# Walls\n\n## Care\n\nWalls need care.\n\n{before}\n\n{opens}{PARAGRAPH}\n")
    (chunk,) = source.chunks
    starts = {one.start for _, one in ended(source)}
    assert (chunk.text.index(opens + PARAGRAPH) in starts) == begins


def test_two_headings_stand_before_an_excerpt_and_those_further_up_that_bear_on_it(tmp_path):
    below = "Damage by frost is mended in the spring of the year after it.\n\n"
    text = (
        f"# Walls\n\n## Not included\n\n### Towns\n\n#### North\n\n{below}"
        f"## 2. Terms\n\n### Villages\n\n#### South\n\n{below}## Roads\n\n{below}"
    )
    places = {one.under("") for _, one in ended(document(tmp_path, text))}
    assert {"Not included › Towns › North", "Villages › South", "Roads"} <= places
    assert "2. Terms › Villages › South" not in places


def test_a_list_that_goes_on_in_the_next_chunk_is_cut(tmp_path):
    point = "- The stones of row {n} lie across the gaps between those of the row that is below them in the wall.\n"
    source = document(tmp_path, "# Walls\n\n## Rows\n\n" + "".join(point.format(n=n) for n in range(1, 80)))
    assert len(source.chunks) > 1
    whole = [(chunk, one) for chunk, one in ended(source) if one.above == ("Rows",) and not one.alone]
    assert whole and all(one.more and excerpts.said(chunk, one, "en").endswith("; and others.") for chunk, one in whole)


def test_a_sentence_in_the_next_chunk_turns_against_the_last(tmp_path):
    def rows(first, last):
        return "\n\n".join(f"In row {n}, {PARAGRAPH[0].lower() + PARAGRAPH[1:]}" for n in range(first, last))

    seen = set()
    for opening in ("However, all", "All"):
        texts = (f"{rows(0, n)}\n\n{opening}{PARAGRAPH[1:]}\n\n{rows(n, n + 9)}" for n in range(2, 30))
        made = (document(tmp_path, f"# Walls\n\n## Rows\n\n{text}\n") for text in texts)
        source = next(one for one in made if any(chunk.text.startswith(opening) for chunk in one.chunks[1:]))
        after = next(chunk for chunk in source.chunks[1:] if chunk.text.startswith(opening))
        before = source.chunks[after.number - 2]
        ends = {one.end for chunk, one in ended(source) if chunk is before}
        seen.add((opening[:3], max(ends) == len(before.text.rstrip())))
    assert seen == {("How", False), ("All", True)}


HOSTILE = (
    "# " * 200, "- " * 2000, "#" * 500, "> " * 500 + "a", "|" * 3000, "| a " * 500 + "\n" + "| - " * 500, "(" * 5000, "“" * 3000, ":\n\n" * 800,
    "- a:\n" * 500, "  " * 50 + "- a\n", "\n".join("  " * n + f"- a{n}:" for n in range(200)), "第一条" * 800, "?" * 4000, "a. " * 3000, "a: " * 2000,
    "```\n" * 99, "<b>" * 900, "\u202e" * 400, "### a\n" * 300, "1. \n" * 400, "**" * 2000, "However, " * 1500, "[a](b) " * 900,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_hostile_markdown_comes_to_an_end(text, tmp_path):
    for whole in (
        f"# A\n\n## B\n\n{text}\n",
        f"# A\n\n## {text[:2000]}\n\nA wall stands for two hundred years on rock.\n",
    ):
        source = document(tmp_path, whole + "\nThe soil must be kept wet in the first year of the wall.\n")
        found_again(source)


def found_again(source):
    """Check that each excerpt is found by its start and end, with the same words."""
    for chunk in source.chunks:
        for offered in excerpts.found(source, chunk):
            sizes = [one.end for one in offered]
            assert sizes == sorted(sizes)
            for one in offered:
                words = excerpts.said(chunk, one, source.language)
                same = [other for other in excerpts.at(source, chunk, one.start, one.end) if other.above == one.above]
                assert one in same
                assert words in [excerpts.said(chunk, other, source.language) for other in same]
                span = excerpts.span(source, chunk, one)
                assert chunk.text[span.start : span.end] == span.quote and one.end <= one.last
                assert not kept.announces(words) or words.endswith(".") or words.endswith("。")


SENTENCES = (
    "The soil must be kept wet in the first year.", "However, too much water kills the roots.", "It is old.", "Why is that so?", "Masons say:",
    "There are two kinds.", "A wall has these parts:", "I like walls.", "Not covered", "See https://example.org/a.", "That is a myth.", "Except on Sundays.",
    "A grant is paid if:", "We mend it for nothing, and ask for no money.", "Walls", "`ls` lists them.", "**Care**", "Frost does it no harm at all here.",
)  # fmt: skip
LINES = st.one_of(
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(" ".join),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(lambda all_: "\n".join(f"- {one}" for one in all_)),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(lambda all_: "\n    - ".join(f"- {o}" if not n else o for n, o in enumerate(all_))),
    st.builds(lambda depth, words: "#" * depth + " " + words, st.integers(2, 5), st.sampled_from(SENTENCES)),
    st.just("```\nls\n```"),
    st.just("| A | B |\n| --- | --- |\n| one | two |\n| three | four |"),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_an_excerpt_is_found_again_by_where_it_stands(tmp_path_factory, lines):
    found_again(document(tmp_path_factory.mktemp("found"), "# Walls\n\nA wall.\n\n" + "\n\n".join(lines)))


SIDES = (support.subject("Pellow"), support.subject("Tern Club"))


@pytest.mark.parametrize(
    ("title", "heading", "words", "side"),
    [
        ("Pellow", "Fees", "It costs twelve pounds a year to be a member.", "Pellow"),
        ("Clubs", "Pellow", "It costs twelve pounds a year to be a member.", "Pellow"),
        ("Clubs", "Fees", "Pellow costs twelve pounds a year for its members.", "Pellow"),
        ("Clubs", "Fees", "It costs twelve pounds a year to be a member.", None),
        ("Pellow", "Fees", "Tern Club costs twelve pounds a year for its members.", None),
        ("Pellow", "Tern Club", "It costs twelve pounds a year to be a member.", "Tern Club"),
        ("Pellow", "Fees of Tern Club", "It costs twelve pounds a year to be a member.", "Tern Club"),
        ("Pellow", "Why we left Tern Club in the end", "It costs twelve pounds a year to be a member.", None),
        ("Pellow", "Pellow vs. Tern Club", "It costs twelve pounds a year to be a member.", None),
        ("Pellow", "OpenAI", "It costs twelve pounds a year to be a member.", None),
    ],
)
def test_whose_an_excerpt_is(title, heading, words, side, tmp_path):
    source = document(tmp_path, f"# {title}\n\n## {heading}\n\n{words}\n")
    cards = sections.cards([(source, chunk) for chunk in source.chunks], SIDES, frozenset())
    assert [card.side for card in cards] == [side] and cards[0].text == words
