"""Claim cards: sentences of the corpus that can stand alone, with the side each one speaks of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.commission import Subject
from generator.corpus import Block, Chunk, Document
from generator.evidence import classes, context, hygiene, naming, readings, sides, spans
from generator.evidence.spans import Span
from generator.language import clauses, text, tokens

FIGURE_CLAUSE = {"zh": (8, 60), "en": (5, 44)}
"""Shortest and longest clause that a table of figures takes from a sentence, 字 or words. Set by hand, as is CLAUSE."""
CLAUSE = {"zh": (5, 30), "en": (4, 20)}
"""Shortest and longest clause that a table or a summary may take from a sentence, 字 or words."""
SHOWN = 2
"""Most amounts of a clause that are shown beside it (1 or more). Set by hand on bench/commissions.yml."""
WHOLE = {"zh": 44, "en": 26}
"""Longest sentence that a table or a summary takes whole, 字 or words."""
_AMOUNT = re.compile(
    r"(?<![A-Za-z0-9.,/-])(?:[$€£¥] ?)?\d[\d,.]*(?:/\d[\d,.]*)?(?<![,.])(?:"
    r"\s?(?:%|％|‰|个百分点|[十百千万亿]*(?:美元|欧元|英镑|日元|元|人次|公里|千米|平方米|立方米|千瓦时|千瓦|兆瓦|吉瓦|吨|"
    r"分贝|小时|分钟|秒|字节|倍|词元|字|个|项|家|人|名|次|台|座|架|条|张|辆|件|种|米|克|度|成)|[万亿]+)"
    r"|\s?(?:percent|per cent|percentage points?|times|(?:US )?dollars|euros|pounds|[KMGT]B|[kMG]W|km|x(?![a-z])|"
    r"(?:million|billion|trillion|thousand)(?:\s(?!and\b|the\b|for\b|with\b|from\b|was\b)[a-z]{3,})?)\b"
    r"|(?:st|nd|rd|th)?\s(?:of \d+ )?(?!and\b|the\b|or\b|in\b|to\b|of\b|on\b|for\b|with\b|is\b|was\b|as\b|at\b|by\b)"
    r"[a-z]{2,}s\b)"
)
"""A number with its unit or what it counts: no year, no number of a page or a version."""
_YEAR = re.compile(r"(?:19|20)\d\d\s[a-z]+s$")
_CUT = {"zh": re.compile(r"[，；](?=\D)"), "en": re.compile(r", (?=and\b)|; ")}
"""Where a sentence may end earlier than it does, if `clauses.fault` allows."""
_CLOSING = re.compile(
    r"结论|总结|结语|展望|未来|趋势|前景|长期|共存|\b(?:conclusions?|outlook|future|trends?|long[ -]term|coexist)\b",
    re.I,
)
"""Words of what looks at the whole or ahead, in a sentence or a heading above it."""
_REPORTING = re.compile(r"(?:表示|说明|指出|认为|宣布|称|写道|介绍|声明|强调|透露|显示|表明|可见)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A sentence that may become a claim."""

    span: Span
    text: str
    """The quote without note marks and emphasis, with a full stop."""
    language: str
    side: str | None
    """Name of the subject it speaks of, None when it speaks of several or of none."""
    via: str
    """How the side was found: "name", "heading", "class", "title" (an attachment that is about it), "all" (several
    subjects), "background" (a class that the sources put no subject into) or "none"."""
    group: str = ""
    """With "class": the words for the class as the source has them, in the sentence (`named`) or above it."""
    membership: Span | None = None
    """With "class": where the corpus says that the side belongs to it."""
    person: bool = False
    """True when it speaks in the first or second person, or of itself as “this report”: usable as a quotation only."""
    attached: bool = False
    """True when its document is an attachment of the commission."""
    named: bool = True
    """True when the sentence itself names what it speaks of."""
    foremost: bool = False
    """True when it opens with what it speaks of."""
    item: bool = False
    """True for a list item."""
    headings: tuple[str, ...] = ()
    """Above the sentence, outermost first."""
    closing: bool = False
    """True when it stands below a heading such as 结论 or Outlook, or looks ahead itself."""
    phrase: bool = False
    """True for a list item that is no sentence, and for the part of one that holds a figure: for tables only."""
    under: int | None = None
    """Position in `headings` of the one that says what it speaks of, where a heading does."""
    relation: str = "verbatim"
    """"verbatim" for a whole sentence, "trim" for one without a label or a connective (`readings`)."""


def cards(
    documents: Iterable[tuple[Document, Chunk]], subjects: tuple[Subject, ...], attached: frozenset[str]
) -> tuple[Card, ...]:
    """Return the usable sentences of the chunks in document order; `attached` holds paths of attachments."""
    pairs = tuple(documents)
    members = classes.memberships(pairs, subjects)
    made = (
        _first_card(document, block, whole, span, subjects, members, document.path in attached)
        for document, chunk in pairs
        for block, whole, span in _usable(document, chunk, subjects)
    )
    return tuple(card for card in made if card)


def _first_card(
    document: Document,
    block: Block,
    whole: Span,
    span: Span,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
    attached: bool,
) -> Card | None:
    """Return the card for the best use of a sentence that its side allows, or None; `span`: it without its label."""
    for use, part in _uses(span, document.language, block.kind, quoted=attached):
        card = _card(document, block, part, subjects, members, attached)
        if document.damaged and re.search(r"\d", card.text):
            return None
        if use in ("led", "phrase") and card.under is None:
            continue  # only what a heading tells the subject of may lack it
        relation = "verbatim" if part == whole else "trim"
        return replace(card, phrase=use in ("phrase", "figure"), relation=relation)
    return None


def _card(
    document: Document,
    block: Block,
    span: Span,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
    attached: bool,
) -> Card:
    """Return the card of a piece of a document."""
    language = document.language
    cleaned = hygiene.clean(span.quote)
    told = hygiene.by_name(cleaned, language) if attached else cleaned
    words = hygiene.sentence(span.quote, language)
    side = sides.side_of(words, language, block, subjects, members)
    if attached and side.via == "none" and (subject := naming.titled(document.title, words, subjects)):
        side = replace(side, name=subject.name, via="title")
    return Card(
        span=span,
        text=words,
        language=language,
        side=side.name,
        via=side.via,
        group=side.group,
        membership=side.membership,
        named=side.named,
        foremost=side.foremost,
        under=side.under,
        person=told != cleaned or hygiene.has_person(cleaned, language),
        attached=attached,
        item=block.kind == "item",
        headings=block.heading_path,
        closing=_CLOSING.search(" ".join((*block.heading_path, cleaned))) is not None,
    )


def _uses(span: Span, language: str, kind: str, *, quoted: bool) -> Iterator[tuple[str, Span]]:
    """Yield what a sentence may be used as, the best first, with the part that is used.

    "sentence": as it stands, but for a connective before it. "led": an item that opens with its verb. "phrase": an
    item that is none. "figure": its beginning, for the figure in it. `quoted`: it will stand with its source's name,
    so it may speak of “this report”.
    """

    def wrong(part: Span, *, led: bool = False) -> str | None:
        cleaned = hygiene.opened(hygiene.clean(part.quote), language)
        return hygiene.fault(hygiene.by_name(cleaned, language) if quoted else cleaned, language, kind, led=led)

    bare = spans.cut(span, hygiene.connective(span.quote, language))
    why = wrong(bare)
    if why is None:
        yield "sentence", bare
        return
    if why == "fragment" and wrong(bare, led=True) is None:
        yield "led", bare
    if kind == "item" and hygiene.phrase(hygiene.clean(bare.quote), language):
        yield "phrase", bare
    if part := _measured(bare, language):
        yield "figure", part


def _measured(span: Span, language: str) -> Span | None:
    """Return the beginning of a sentence that cannot stand alone, where that can and holds a figure; else None."""
    for mark in reversed(tuple(_CUT[language].finditer(span.quote))):
        part = spans.cut(span, 0, mark.start())
        cleaned = hygiene.clean(part.quote)
        if (
            amounts(cleaned)
            and clauses.fault(span.quote, 0, mark.start()) is None
            and hygiene.fault(hygiene.finish(cleaned, language), language, "paragraph") is None
        ):
            return part
    return None


def _usable(document: Document, chunk: Chunk, subjects: tuple[Subject, ...]) -> Iterator[tuple[Block, Span, Span]]:
    """Yield the sentences that a document stands by, whole and as they are used.

    A list item's label is left off when the rest names a subject or its class.
    """
    for block, span in context.quotable(document, chunk):
        end = readings.label(span.quote, block.kind)
        rest = span.quote[end:]
        named = any(naming.known_as(s).search(rest) or classes.group_in(rest, s) for s in subjects)
        alone = named and not hygiene.fault(hygiene.clean(rest), document.language, "item")
        if alone or readings.TAG.match(span.quote):
            yield block, span, spans.cut(span, end)
        else:
            yield block, span, span


def amounts(words: str) -> tuple[str, ...]:
    """Return the numbers of a text with their units as they stand there: "0.73%", "24 of 26 languages", "30 亿元"."""
    return tuple(m[0] for m in _AMOUNT.finditer(words) if not _YEAR.match(m[0]))


def shown(words: str) -> str:
    """Return the amounts of a clause as a table of key figures shows them beside it: "0.73% / 6.48%"."""
    return " / ".join(amounts(words)[:SHOWN])


def figure(card: Card) -> Span | None:
    """Return the clause of a card's sentence that says what its numbers measure, or None.

    The whole sentence where it is short enough, else its beginning up to a comma before “and”, in Chinese up to a
    comma; what is left out must not bound it (`clauses.fault`).
    """
    shortest, longest = FIGURE_CLAUSE[card.language]
    quote = card.span.quote.rstrip("。.!！；;，, ")
    marks = tuple(_CUT[card.language].finditer(quote))
    for end in (len(quote), *(mark.start() for mark in reversed(marks))):
        part = quote[:end]
        cleaned = hygiene.clean(part)
        if (
            shortest <= text.count(cleaned, text.UNIT[card.language]) <= longest
            and amounts(cleaned)
            and clauses.fault(card.span.quote, 0, end) is None
            and hygiene.balanced(part)
        ):
            return spans.cut(card.span, 0, end)
    return None


def clause(card: Card, side: Subject) -> Span | None:
    """Return the part of a card's sentence that says most of `side` in few words; None when no part will do.

    A part runs from a comma to a comma and opens with the name or the class; a sentence that its lead introduces is
    cut at its end only. What is left out must not turn the meaning round (`clauses.fault`). English sentences are not
    cut: their clauses seldom stand.
    """
    shortest, longest = CLAUSE[card.language]
    unit = text.UNIT[card.language]
    quote = card.span.quote.rstrip("。.!！；;，, ")
    marks = [0, *(m.end() for m in re.finditer(r"[，；,;]\s*(?=\D)", quote))] if card.language == "zh" else [0]
    ends = [*(m - 1 for m in marks[1:]), len(quote)]
    for start in marks:
        first = hygiene.clean(quote[start : min(e for e in ends if e > start)])
        opens = any(
            (m := words.search(first)) and m.start() <= sides.CLASS_FOREMOST
            for words in (naming.known_as(side), classes.qualified(side))
        )
        if not opens and (card.named or start):
            continue
        for end in reversed([e for e in ends if e > start]):
            part = quote[start:end].rstrip("，；,; ")
            cleaned = hygiene.clean(part)
            if (
                shortest <= text.count(cleaned, unit) <= (WHOLE[card.language] if part == quote else longest)
                and clauses.fault(card.span.quote, start, start + len(part)) is None
                and not _REPORTING.search(cleaned)
                and (card.language == "en" or any(tag in ("v", "a", "vd", "ad") for _, tag in tokens.tagged(cleaned)))
            ):
                return spans.cut(card.span, start, start + len(part))
    return None
