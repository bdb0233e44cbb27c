"""Claim cards: which sentences stand alone, which side they speak of, what puts a member into a class."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, strategies as st

from generator import corpus
from generator.corpus import Document, chunking
from generator.corpus.chunking import Block, Chunk
from generator.evidence import (
    Card,
    Span,
    amounts,
    cells,
    claims,
    classes,
    cleaning,
    hygiene,
    lead_ins,
    lists,
    predicates,
    readings,
)
from generator.evidence.cards import together
from generator.language import text
from tests.helpers import ROOT, loaded, subject

SUBJECTS = (subject("OpenAI"), subject("Hugging Face"))


def cases(name):
    return loaded(f"evidence/claims/{name}")


def document(*lines, headings=(), language="zh", kind="paragraph"):
    body, blocks = "", []
    for line in lines:
        body += "\n" if body else ""
        blocks.append(Block(kind=kind, start=len(body), end=len(body) + len(line), heading_path=tuple(headings)))
        body += line
    chunk = Chunk(number=1, text=body, blocks=tuple(blocks), heading_path=tuple(headings), pages=(), sha256="0" * 64)
    made = Document(
        path="d.md",
        sha256="1" * 64,
        kind="markdown",
        title="D",
        language=language,
        metadata=(),
        chunks=(chunk,),
        reader="r",
    )
    return made, chunk


def only(*lines, **options):
    return claims.cards([document(*lines, **options)], SUBJECTS, frozenset())


@pytest.mark.parametrize("case", cases("hygiene.yml"), ids=lambda case: case["text"][:24])
def test_hygiene(case):
    assert hygiene.fault(cleaning.clean(case["text"]), case["language"], case["kind"]) == case["fault"]


@pytest.mark.parametrize("case", cases("membership.yml"), ids=lambda case: case["text"][:24])
def test_membership(case):
    assert classes.belongs(case["text"], tuple(case["headings"]), SUBJECTS[0]) == case["group"]


@pytest.mark.parametrize("case", cases("uses.yml"), ids=lambda case: case["line"][:24])
def test_what_may_be_quoted_of_a_line(case):
    language, title = case.get("language", "zh"), case.get("title")
    made, chunk = document(
        case["line"], headings=case.get("headings", ()), language=language, kind=case.get("kind", "paragraph")
    )
    made = replace(made, path="line", title=title or "D")
    pairs = [(made, chunk)]
    if "above" in case:
        pairs.append(document(case["above"]))
    found = claims.cards(pairs, SUBJECTS, frozenset(("line",)) if title else frozenset())
    told = [[c.text, c.side, c.via, c.phrase] for c in found if c.span.document == "line"]
    assert told == ([case["card"]] if case["card"] else [])
    for card in found:
        assert card.span.document != "line" or chunk.text[card.span.start : card.span.end] == card.span.quote


@pytest.mark.parametrize("case", cases("figures.yml"), ids=lambda case: case["sentence"][:24])
def test_figures_and_the_sentences_that_hold_them(case):
    made, chunk = document(case["sentence"], language=case["language"])
    quote = chunk.text
    span = Span(document="d.md", chunk=1, start=0, end=len(quote), quote=quote)
    card = Card(span=span, text=quote, language=case["language"], side="OpenAI", via="name")
    found = cells.figure(card)
    assert list(amounts.found(quote)) == case["amounts"]
    assert (found.quote if found else None) == case["shown"]
    if found:
        assert readings.cell_fault(chunk, case["language"], found.start, found.end) is None


@pytest.mark.parametrize("case", cases("directions.yml"), ids=lambda case: case["sentence"][:24])
def test_an_amount_keeps_the_words_that_say_which_way_it_goes(case):
    assert amounts.shown(case["sentence"]) == case["shown"]


def test_a_sentence_speaks_of_the_side_it_names():
    (card,) = only("OpenAI 于 2023 年 3 月发布 GPT-4 技术报告。")
    assert (card.side, card.via, card.foremost) == ("OpenAI", "name", True)
    (card,) = only("OpenAI 与 Hugging Face 在 2025 年均发布了开放权重的模型。")
    assert (card.side, card.via) == (None, "all")
    (card,) = only("Meta 于 2023 年 7 月与 Hugging Face 同步发布 Llama 2。")
    assert (card.side, card.via) == (None, "none")
    (card,) = only("蔬菜汤需要在小火上慢慢炖煮四十分钟以上。")
    assert (card.side, card.via) == (None, "none")


def test_a_class_counts_for_a_member_only_when_the_corpus_says_so():
    claim = "闭源模型的内部机制不向外部研究者公开。"
    assert [c.side for c in only(claim)] == [None]
    found = only(claim, "以 OpenAI 的 GPT-4 为代表的闭源模型只提供接口服务。")
    card = next(c for c in found if c.text == claim)
    assert (card.side, card.via, card.group) == ("OpenAI", "class", "闭源模型")
    assert "为代表的闭源模型" in card.membership.quote
    denied = only(claim, "OpenAI 的 GPT-4 不属于闭源模型这一类别。")
    assert next(c for c in denied if c.text == claim).side is None


def test_a_class_that_is_only_compared_with_is_no_subject():
    member = "以 OpenAI 的 GPT-4 为代表的闭源模型只提供接口服务。"
    found = only("尖端能力至今仍落后于顶级的闭源模型许多。", member)
    assert next(c for c in found if "尖端" in c.text).via == "none"


def test_spans_point_at_the_words_of_the_source():
    line = "- **托管：** Hugging Face Hub 托管数据集[3]，以 Git 仓库的形式。"
    made, chunk = document("OpenAI 于 2022 年 11 月发布 ChatGPT[1]。", line.replace("**", ""), kind="item")
    for card in claims.cards([(made, chunk)], SUBJECTS, frozenset()):
        assert chunk.text[card.span.start : card.span.end] == card.span.quote
        assert text.match_key(card.text) == text.match_key(cleaning.clean(card.span.quote))
        assert "[" not in card.text


@given(st.text(alphabet=st.sampled_from("开源模型OpenAI是的，。 GPT-4[]()（）“”:：;1.%*`\n"), max_size=120))
def test_cleaning_changes_no_word(sample):
    sample = text.normalise(sample)
    for line in sample.split("\n"):
        cleaned = cleaning.clean(line)
        assert cleaning.clean(cleaned) == cleaned or not cleaned
        if not any(mark in line for mark in "*`[]()（）1.-"):
            assert text.letters(cleaned) == text.letters(line)


def test_figures_of_a_damaged_document_are_never_quoted():
    made, chunk = document(
        "OpenAI 于 2023 年 3 月发布 GPT-4 技术报告。", "OpenAI 公布了 GPT-4 的系统卡与安全措施说明。"
    )
    found = claims.cards([(replace(made, damaged=True), chunk)], SUBJECTS, frozenset())
    assert not any("2023" in card.text for card in found)


def test_the_sample_corpus_holds_sentences_for_both_sides(tmp_path):
    root = ROOT / "corpus"
    read = corpus.read(root, cache=tmp_path)
    pairs = [(d, chunk) for d in read.documents for chunk in d.chunks]
    sides = [card.side for card in claims.cards(pairs, SUBJECTS, frozenset())]
    assert sides.count("OpenAI") >= 35 and sides.count("Hugging Face") >= 35
    assert chunking.VERSION


def test_a_sentence_that_leans_on_others_may_be_retold_and_not_quoted():
    pair = document(
        "OpenAI 于 2024 年发布了新的模型接口与文档。", "因此它把价格调低到原来的一半以下。", headings=("OpenAI",)
    )
    cards = claims.cards([pair], SUBJECTS, frozenset())
    (leaning,) = claims.loose([pair], SUBJECTS, cards)
    assert leaning.loose and leaning.span.quote == "因此它把价格调低到原来的一半以下。"
    assert not claims.loose([(replace(pair[0], damaged=True), pair[1])], SUBJECTS, cards)


RULES = """# Rules of the Alder line

On board of the Alder line passengers must not do any of the following:

""" + "\n".join(f"- {what}" for what in (
    "block the doors", "carry open fire", "take bicycles that do not fold", "release balloons", "play loud music",
    "smoke", "feed animals", "spit", "sell goods",
))  # fmt: skip


def test_points_of_a_long_list_stand_behind_what_introduces_them(tmp_path):
    (tmp_path / "rules.md").write_text(RULES, encoding="utf-8")
    (rules,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    (chunk,) = rules.chunks
    subjects = (subject("Alder line"),)
    found = [card for card in claims.cards([(rules, chunk)], subjects, frozenset()) if card.relation == "points"]
    lead = "On board of the Alder line passengers must not do any of the following: "
    assert lead + "release balloons." in [card.text for card in found]
    told = [card for card in found if "balloons" in card.text or "bicycles" in card.text]
    joined = together(told)
    assert joined.text == lead + "take bicycles that do not fold; release balloons."
    says = partial(readings.says, quote=joined.span.quote, language="en", relation="points")
    assert says(joined.text)
    assert not says(lead + "release balloons; take bicycles that do not fold.")  # not in their order
    assert not says(lead + "release doves.")
    assert not says("On board of the Alder line passengers may do any of the following: release balloons.")
    assert lists.at(rules, chunk, joined.span.start, joined.span.end, "points")


def test_points_that_hold_only_together_are_not_parted(tmp_path):
    text = RULES.replace("must not do any of the following", "cannot ride unless they meet all of these conditions")
    (tmp_path / "rules.md").write_text(text, encoding="utf-8")
    (rules,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    assert not list(lists.pointed(rules.chunks[0], "en"))


TABLE = """# Lamps of the Alder works

## What they cost

| Lamp | Price | Burns for |
|---|---|---|
| Reading lamp | 40 euros | 900 hours |
| Hall lamp | see the list | {life} |
"""


def rows_of(tmp_path, life="for long"):
    (tmp_path / "lamps.md").write_text(TABLE.replace("{life}", life), encoding="utf-8")
    (lamps,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    pairs = [(lamps, chunk) for chunk in lamps.chunks]
    return [card for card in claims.cards(pairs, (subject("Alder works"),), frozenset()) if card.relation == "row"]


def test_a_row_of_a_table_is_a_sentence_that_has_its_heads(tmp_path):
    (row,) = rows_of(tmp_path)
    assert row.text == "Lamp: Reading lamp; Price: 40 euros; Burns for: 900 hours."
    assert (row.side, row.via) == ("Alder works", "document")
    says = partial(readings.says, quote=row.span.quote, language="en", relation="row")
    assert says(row.text)
    assert not says("Lamp: Reading lamp; Price: 50 euros; Burns for: 900 hours.")
    assert not says("Lamp: Reading lamp; Burns for: 900 hours.")
    assert not says("Lamp: Reading lamp; Burns for: 40 euros; Price: 900 hours.")


@pytest.mark.parametrize(
    "life", ["<b>9</b> {x}", "https://lamps.example/9", "9 hours, as I found", "9 and " + "x " * 90]
)
def test_a_row_with_what_cannot_stand_in_a_sentence_is_none(life, tmp_path):
    assert [row.text for row in rows_of(tmp_path, life)] == [
        "Lamp: Reading lamp; Price: 40 euros; Burns for: 900 hours."
    ]


PIECES = (
    ("zh", ("OpenAI", "用法与用量"), "item", "口服，每日 25~50 mg", "口服，每日 25~50 mg。"),
    ("zh", ("OpenAI", "副作用"), "item", "应定期检查水平", "应定期检查水平。"),
    ("zh", ("OpenAI", "Q: 晚上查寝吗？"), "item", "A24916: 不查寝，不封寝", "不查寝，不封寝。"),
    ("en", ("OpenAI", "Running cost"), "paragraph", "£1,000 to £1,300 a year", "£1,000 to £1,300 a year."),
    ("en", ("Models", "OpenAI"), "paragraph", "It is one of the easiest to run at home.", "It is one of the easiest to run at home."),
    ("en", ("Models", "Running cost"), "paragraph", "£1,000 to £1,300 a year", ""),
    ("en", ("OpenAI", "Costs", "Meters", "Dials"), "paragraph", "It is one of the easiest to run at home.", ""),
    ("en", ("OpenAI", "Running cost"), "paragraph", "Toys and other things", ""),
    ("en", ("OpenAI", "Officers"), "paragraph", "The 2 officers chosen of the", ""),
    ("en", ("OpenAI", "Arrivals"), "item", "82Y: “Cleared to land at 12”", ""),
    ("zh", ("OpenAI", "步骤"), "item", "插入电缆，按下按钮", ""),
    ("zh", ("OpenAI", "准备"), "item", "将模块插入到读卡器中", ""),
)  # fmt: skip


@pytest.mark.parametrize(("language", "headings", "kind", "line", "told"), PIECES, ids=[case[3] for case in PIECES])
def test_what_is_no_sentence_stands_with_whose_it_is_and_the_heading_above_it(language, headings, kind, line, told):
    made, chunk = document(line, headings=headings, language=language, kind=kind)
    pieces = [card for card in claims.cards([(made, chunk)], SUBJECTS, frozenset()) if card.piece]
    assert [(card.text, card.side) for card in pieces] == ([(told, "OpenAI")] if told else [])


def test_a_piece_further_on_in_its_paragraph_stands_for_its_figure_alone():
    made, chunk = document("每天 100–400 mg。分多次服用。", headings=("OpenAI", "用法"))
    cards = claims.cards([(made, chunk)], SUBJECTS, frozenset())
    assert [card.text for card in cards if card.piece] == ["每天 100–400 mg。"]


LEAD_INS = (
    # what introduces the points, the points, whether the second one may stand without it
    ("Reports at OpenAI are:", ("Read by two members of the panel", "Stored securely with access for the panel"), False),
    ("The OpenAI panel will:", ("Keep the names of all reporters", "Not make any public statements that name them"), False),
    ("OpenAI members leave the panel if they:", ("Are involved in the report", "Have a job that depends on it"), False),
    ("The OpenAI panel has these key duties:", ("Keep an overview of the work", "Collect points that members have"), False),
    ("Confidentiality:", ("The names of reporters are kept secret", "OpenAI reports are read by two members"), True),
    ("OpenAI meets in many places:", ("It has halls.", "The panel of OpenAI may meet in any of its halls."), True),
)  # fmt: skip


@pytest.mark.parametrize(("intro", "points", "stands"), LEAD_INS, ids=[case[0] for case in LEAD_INS])
def test_a_point_that_goes_on_in_a_clause_stands_behind_it_alone(intro, points, stands, tmp_path):
    """The reader puts a short clause among the headings of its points, where it was no clause to anyone."""
    lines = "\n".join(f"- {point}" for point in points)
    text = f"# OpenAI panel\n\n## Rules of OpenAI\n\n{intro}\n\n{lines}\n"
    (tmp_path / "rules.md").write_text(text, encoding="utf-8")
    (source,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    cards = claims.cards([(source, chunk) for chunk in source.chunks], SUBJECTS, frozenset())
    told = [card for card in cards if not card.phrase and points[1].rstrip(".") in card.span.quote]
    assert ("verbatim" in {card.relation for card in told}) == stands


@pytest.mark.parametrize(("ends", "parted"), (("", True), (", or", False)))
def test_points_that_go_on_in_a_clause_hold_each_for_itself_unless_they_are_a_choice(ends, parted):
    points = [f"keep the names of all reporters to itself{ends}", "tell nobody"]
    assert lead_ins.severs("The panel will:", points, "en") == parted
    assert not lead_ins.severs("Members leave if they are:", points, "en")


def test_an_item_that_is_nothing_but_a_link_to_elsewhere_is_no_statement(tmp_path):
    (tmp_path / "corpus").mkdir()
    body = (
        "# Otters\n\nOtters live in rivers that are clean.\n\n## Elsewhere\n\n"
        "- [Why the otter is back in our rivers — River journal](https://example.org/1)\n"
        "- [Otters are seen in every river again — River journal](https://example.org/2)\n"
    )
    (tmp_path / "corpus" / "a.md").write_text(body, encoding="utf-8")
    (found,) = corpus.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    told = claims.cards([(found, chunk) for chunk in found.chunks], (), frozenset())
    assert [card.text for card in told] == ["Otters live in rivers that are clean."]
    introduced = (
        body.split("## ")[0]
        + "Otters eat:\n\n- [Grass carp](https://example.org/1)\n- [Pond frogs](https://example.org/2)\n"
    )
    (tmp_path / "corpus" / "a.md").write_text(introduced, encoding="utf-8")
    (found,) = corpus.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    told = claims.cards([(found, chunk) for chunk in found.chunks], (), frozenset())
    assert [card.relation for card in told] == ["verbatim", "list"], (
        "a sentence that introduces them says what they are"
    )


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("To find out who needs the new pages.", True),
        ("To plan, create, and improve services.", True),
        ("In order to keep the rain on subjective, steep slopes.", True),
        ("To start the server, run the script.", False),
        ("To keep the rain, farmers need terraces.", False),
        ("To err is human.", False),
        ("Together they keep the rain.", False),
    ],
)
def test_words_that_only_say_what_something_is_for_are_no_sentence(words, only):
    assert predicates.purpose(words, "en") is only
    assert not only or hygiene.fault(words, "en", "paragraph") == "fragment"
