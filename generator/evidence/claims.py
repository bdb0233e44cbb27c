"""Claim cards: passages of the corpus that can stand alone, with the side each one speaks of.

A passage is a sentence and what leans on it: the sentence that turns against it, and those that open with “this”.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.commission import Subject
from generator.corpus import Block, Chunk, Document
from generator.evidence import (
    amounts,
    attributing,
    classes,
    context,
    hygiene,
    lists,
    naming,
    readings,
    sides,
    spans,
    steps,
)
from generator.evidence.excerpts import RELATION as EXCERPT, Excerpt
from generator.evidence.spans import Span
from generator.evidence.steps import Steps
from generator.language import text, tokens

FIGURE = {"zh": (8, 60), "en": (5, 44)}
"""Shortest and longest sentence that a table of figures takes, 字 or words. Set by hand, as is CELL."""
CELL = {"zh": (5, 44), "en": (4, 26)}
"""Shortest and longest sentence that a table takes, 字 or words."""
AT_HOME = {"zh": 80, "en": 36}
"""Longest one from a document that is about its side, 字 or words."""
LOOSE = 5
"""Fewest content words (1 or more) of a sentence that may only be told in other words."""
REST = 2
"""Most sentences that come with one (0 and up). Set by hand, as are the two below."""
PASSAGE = {"zh": 150, "en": 75}
"""Longest passage of several sentences, 字 or words."""
OPENING = 12
"""Characters from the start of a paragraph within which a sentence opens it: a mark of order may stand before."""
LISTED = ("list", "opening", "points", "row", steps.RELATION, EXCERPT)
"""What lists and rows of a source make as one sentence (`Card.relation`)."""
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
    """How the side was found: "name", "heading", "class", "document" (it is about the side), "before" (it leans on a
    sentence of that side), "title" (an attachment that is about it), "all" (several subjects), "background" (a class
    that the sources put no subject into) or "none"."""
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
    """True for a list item that is no sentence: for tables only."""
    piece: bool = False
    """True for what is no sentence, or opens with a pronoun, and stands behind whose it is and the heading above it."""
    under: int | None = None
    """Position in `headings` of the one that says what it speaks of, where a heading does."""
    rest: tuple[Span, ...] = ()
    """The sentences right after it that lean on it and come with it."""
    opens: bool = False
    """True when it opens the first paragraph below a heading."""
    relation: str = "verbatim"
    """"verbatim" for a whole sentence, "trim" for one without a mark of order or a connective (`readings`),
    "list" for a list, "opening" for the first points of one, "points" for a point behind what
    introduces it, "row" for a row of a table, "steps" for points of a list that instructs, "excerpt" for what stands
    below a heading."""
    told: Steps | None = None
    """With "steps": the points."""
    excerpt: Excerpt | None = None
    """With "excerpt": what it is."""
    matter: str = ""
    """Of an excerpt all that stands in its place, by which it is judged."""
    directs: bool = False
    """True for a sentence that tells its reader what to do: quoted where that is asked, no statement anywhere else."""
    handbook: bool = False
    """With "steps": True where its document holds instructions and little else."""
    loose: bool = False
    """True for a sentence that leans on what stands around it: it may be told in other words, never quoted."""
    leads: bool = False
    """True when it opens its paragraph, of a law its article."""
    article: str = ""
    """Of a law, the article that it stands in."""

    @property
    def instructs(self) -> bool:
        """True for what stands only where it is asked how something is done, or what to do."""
        return self.told is not None or self.directs


def cards(
    documents: Iterable[tuple[Document, Chunk]], subjects: tuple[Subject, ...], attached: frozenset[str]
) -> tuple[Card, ...]:
    """Return the usable passages of the chunks in document order; `attached` holds paths of attachments."""
    pairs = tuple(documents)
    members = classes.memberships(pairs, subjects)
    documents_of = {document.path: document for document, _ in pairs}

    def free(card: Card) -> bool:
        """Tell whether a card stands in no list that instructs, which is told from its beginning or not at all."""
        document = documents_of[card.span.document]
        chunk = document.chunks[card.span.chunk - 1]
        return not any(steps.holds(document, chunk, at) for at in (card.span.start, card.span.end - 1))

    made = (
        _first_card(place, n, subjects, members, place.document.path in attached)
        for document, chunk in pairs
        for place in _places(document, chunk)
        for n in range(len(place.spans))
    )
    listed = tuple(
        card
        for document, chunk in pairs
        for one in lists.found(document, chunk)
        if (card := _list_card(document, chunk, one, subjects, members, document.path in attached))
    )
    opened = (
        _list_card(document, chunk, one, subjects, members, document.path in attached, "opening")
        for document, chunk in pairs
        for one in lists.opened(document, chunk)
    )
    whole = {(card.span.document, card.span.chunk, card.span.start) for card in listed}
    points = (
        _list_card(document, chunk, one, subjects, members, document.path in attached, "points")
        for document, chunk in pairs
        for one in lists.pointed(chunk, document.language)
        if (document.path, chunk.number, lists.span(document, chunk, one).start) not in whole
    )
    rows = (
        _row_card(document, chunk, block, subjects, members, document.path in attached)
        for document, chunk in pairs
        for block in lists.rows(chunk)
    )
    plain = (card for card in (*made, *listed, *opened, *points, *rows) if card and free(card))
    instructing = (
        _steps_card(document, chunk, one, subjects, members, document.path in attached)
        for document, chunk in pairs
        for one in steps.found(document, chunk)
    )
    return (*plain, *instructing)


def loose(
    documents: Iterable[tuple[Document, Chunk]],
    subjects: tuple[Subject, ...],
    known: Iterable[Card],
    least: int = LOOSE,
) -> tuple[Card, ...]:
    """Return the other whole sentences of the chunks, which their documents stand by, as passages to be told in other
    words: those of `least` content words or more."""
    pairs, taken = tuple(documents), {(card.span.document, card.span.chunk, card.span.end) for card in known}
    members = classes.memberships(pairs, subjects)
    return tuple(
        replace(_card(place, span, subjects, members, False), loose=True)
        for document, chunk in pairs if not document.damaged
        for place in _places(document, chunk)
        for span in place.spans
        if span and (span.document, span.chunk, span.end) not in taken
        and len(tokens.content_tokens(span.quote)) >= least
        and readings.relation(chunk, document.language, span.start, span.end) == "verbatim"
    )  # fmt: skip


def _list_card(
    document: Document,
    chunk: Chunk,
    listed: lists.Listed,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
    attached: bool,
    relation: str = "list",
) -> Card | None:
    """Return the card of a list, or None where it cannot stand as a sentence; "points": of its last point."""
    language, span, block = document.language, lists.span(document, chunk, listed), listed.points[0]
    words = {"list": readings.listed, "opening": readings.opened, "points": _pointed}[relation](span.quote, language)
    told = listed.points[-1:] if relation == "points" else listed.points
    points = [chunk.text[point.start : point.end] for point in told]
    starts = (listed.start, *(point.start for point in told))
    if (
        not lists.short(words, language)
        or not all(hygiene.point(hygiene.clean(point), language) for point in points)
        or (listed.intro and not hygiene.introduces(words.partition("\n")[0], language))
        or _shows(document, block)
        or any(context.fault(document, chunk, start) for start in starts)
        or document.damaged
        or not (listed.intro or block.heading_path)
    ):
        return None
    opens = chunk.block_at(span.start) or block
    place = _Place(document=document, chunk=chunk, block=opens, spans=(span,), introduced=None, opens=False)
    card = _card(place, span, subjects, members, attached)
    return None if card.person else replace(card, text=words, relation=relation, item=False)


def _steps_card(
    document: Document,
    chunk: Chunk,
    told: steps.Steps,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
    attached: bool,
) -> Card:
    """Return the card of points of a list that instructs."""
    span, words = steps.span(document, chunk, told), steps.said(chunk, told, document.language)
    first = told.points[0][0]
    block = chunk.block_at(span.start) or first
    place = _Place(document=document, chunk=chunk, block=block, spans=(span,), introduced=None, opens=False)
    card = _card(place, span, subjects, members, attached)
    above = {one.name for words in (document.title, *first.heading_path) for one in naming.mentioned(words, subjects)}
    if card.via == "name" and card.side not in above:  # who is named in a step is not whom the steps are for
        card = replace(card, side=None, via="none")
    return replace(
        card, text=words, relation=steps.RELATION, item=False, person=False, leads=told.first == 1, told=told,
        headings=first.heading_path, handbook=steps.mostly(document),
    )  # fmt: skip


def _row_card(
    document: Document,
    chunk: Chunk,
    block: Block,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
    attached: bool,
) -> Card | None:
    """Return the card of a row of a table, or None where it cannot stand as a sentence, or gives no figure."""
    language, quote = document.language, chunk.text[block.start : block.end]
    words = readings.row(quote, language)
    if (
        not lists.short(words, language)
        or not re.search(r"\d", quote)
        or not all(hygiene.value(part, language) for part in quote.split(" | "))
        or _shows(document, block)
        or context.fault(document, chunk, block.start)
        or document.damaged
        or not block.heading_path
    ):
        return None
    span = Span(
        document=document.path, chunk=chunk.number, start=block.start, end=block.end, quote=quote,
        page=chunk.page_at(block.start),
    )  # fmt: skip
    place = _Place(document=document, chunk=chunk, block=block, spans=(span,), introduced=None, opens=False)
    card = _card(place, span, subjects, members, attached)
    return None if card.person else replace(card, text=words, relation="row", item=False)


def _pointed(quote: str, language: str) -> str:
    return readings.pointed((quote,), language)


def closes(words: str) -> bool:
    """Tell whether words, of a sentence and the headings above it, look at the whole or ahead."""
    return _CLOSING.search(words) is not None


def together(cards: Sequence[Card]) -> Card:
    """Return one card for points of one list, in their order: what introduces them is said once."""
    words = readings.pointed([card.span.quote for card in cards], cards[0].language)
    return replace(cards[-1], text=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The sentences of one block that its document stands by, in order; what it takes back leaves a gap (None)."""

    document: Document
    chunk: Chunk
    block: Block
    spans: tuple[Span | None, ...]
    introduced: str | None
    """What introduces the list that an item stands in."""
    opens: bool
    """True for the first paragraph below a heading."""


def _shows(document: Document, block: Block) -> bool:
    """Tell whether a document instructs, shows or lists below a heading above a block; its title is none."""
    headings = block.heading_path[_titles(document) :]
    return any(hygiene.instructs(heading, document.language) for heading in headings)


@lru_cache(maxsize=1 << 12)
def _titles(document: Document) -> int:
    """Return how many of the headings above all of a document are its title: 1, or 0 where its parts open with their
    own."""
    return int(len({block.heading_path[:1] for chunk in document.chunks for block in chunk.blocks}) == 1)


def _places(document: Document, chunk: Chunk) -> Iterator[_Place]:
    """Yield the blocks of a chunk that may hold passages."""
    blocks: dict[int, list[Span | None]] = {}
    for block, span in spans.sentences(document, chunk):
        stands = context.fault(document, chunk, span.start) is None
        blocks.setdefault(block.start, []).append(span if stands else None)
    above: tuple[str, ...] | None = None
    for block in chunk.blocks:
        if block.start in blocks and not _shows(document, block):
            yield _Place(
                document=document, chunk=chunk, block=block, spans=tuple(blocks[block.start]),
                introduced=context.lead_in(document, chunk, block), opens=block.heading_path != above,
            )  # fmt: skip
        above = block.heading_path


def _first_card(
    place: _Place, n: int, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span], attached: bool
) -> Card | None:
    """Return the card for the best use of the sentence `n` of a block that its side allows, or None."""
    document, block, whole = place.document, place.block, place.spans[n]
    if whole is None or (n == 0 and block.heading_path and whole.quote.rstrip(".").endswith(block.heading_path[-1])):
        return None  # what its document takes back, or the heading that its paragraph opens with
    unnumbered = spans.cut(whole, readings.label(whole.quote))
    rest = _rest(place, n, subjects, members)
    question = hygiene.question(block.heading_path[-1]) if block.heading_path else ""
    for use, part in _uses(unnumbered, document.language, block.kind, question, quoted=attached):
        card = _card(place, part, subjects, members, attached)
        if document.damaged and re.search(r"\d", card.text):
            return None
        if use in ("led", "phrase") and (card.under is None or (use == "led" and _clause(place))):
            continue  # only what a heading tells the subject of may lack it, where no other words introduce it
        words = hygiene.placed(card.text) if card.article else card.text
        if use == "piece" and not _led(place, n, card):
            continue
        directs = use == "sentence" and block.kind == "paragraph" and hygiene.only_commands(words, card.language)
        unfit = rest is None or _bounded(place) or (hygiene.chaff(words, card.language) and not directs)
        if use != "phrase" and unfit:
            continue
        relation = "verbatim" if part == whole else "trim"
        following = rest if use == "sentence" or hygiene.purpose(card.text, document.language) else ()
        return replace(
            card, phrase=use == "phrase", piece=use == "piece", relation=relation, rest=following, directs=directs,
        )  # fmt: skip
    return None


def _led(place: _Place, n: int, card: Card) -> bool:
    """Tell whether what stands above a piece can say what it is said of: a heading below which it is its side's.

    A pronoun is for what the heading names that opens with it, which is near. What only says what something is for is
    of its document, whatever that is.
    """
    if hygiene.purpose(card.text, card.language) and card.headings and place.opens and n == 0:
        return bool(hygiene.above(card.headings[-1], card.language))
    if card.side is None or card.via not in ("heading", "document") or not card.headings or _clause(place):
        return False
    if hygiene.of_above(card.text, card.language):
        near = card.under is not None and card.under >= len(card.headings) - 2
        return near and place.opens and n == 0
    further = n > 0 and not re.search(r"\d", card.text)  # it goes on in what stands before it in its paragraph
    return not further and bool(hygiene.above(card.headings[-1], card.language))


def bounded(document: Document, chunk: Chunk, start: int) -> bool:
    """Tell whether a point of a list that begins there holds only with what introduces the list: “owners must not:”."""
    block = chunk.block_at(start)
    if block and (introducing := lists.introducing(chunk, block)):
        return not hygiene.concludes(introducing, chunk.text[block.start : block.end])
    introduced = context.lead_in(document, chunk, block) if block and block.kind == "item" else None
    return block is not None and _binds(introduced, chunk.text[block.start : block.end], document.language)


def _binds(introduced: str | None, point: str, language: str) -> bool:
    """Tell whether a clause introduces a point of a list and holds for it."""
    return bool(introduced) and not hygiene.named(introduced, language) and hygiene.bounds(introduced, point, language)


def _bounded(place: _Place) -> bool:
    """Tell whether an item holds only with the words that introduce its list."""
    at = place.chunk.blocks.index(place.block)
    before = place.chunk.blocks[at - 1] if at else None
    words = [place.chunk.text[block.start : block.end] if block else "" for block in (place.block, before)]
    language = place.document.language
    introducing = lists.introducing(place.chunk, place.block)
    if hygiene.torn(*words) or (introducing and not hygiene.concludes(introducing, words[0])):
        return True
    if not place.introduced or not _clause(place):
        return False
    return _binds(place.introduced, words[0], language) or any(
        hygiene.subjectless(hygiene.clean(point), language, led=True)
        for point in lists.beside(place.chunk, place.block)
    )


def _clause(place: _Place) -> bool:
    """Tell whether a clause introduces an item, which goes on in it; a mere name is as a heading is."""
    return place.introduced is not None and not hygiene.named(place.introduced, place.document.language)


def _rest(
    place: _Place, n: int, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span]
) -> tuple[Span, ...] | None:
    """Return the sentences that come with the sentence `n` of a block: those that lean on it, of its side.

    None where what turns against it cannot be quoted: then it does not stand either.
    """

    def side(span: Span) -> str | None:
        words = hygiene.sentence(span.quote, language)
        return sides.side_at(place.document, place.chunk, place.block, span.start, words, subjects, members).name

    language, kept = place.document.language, []
    unit, length = text.UNIT[language], text.count(place.spans[n].quote, text.UNIT[language])
    for span in place.spans[n + 1 : n + 1 + REST]:
        words = hygiene.opened(hygiene.clean(span.quote), language) if span else ""
        against = hygiene.rebuts(words, language)
        if span is None or not hygiene.carried(words, language):
            break
        length += text.count(words, unit)
        unfit = hygiene.fault(words, language, place.block.kind, after=True) or hygiene.chaff(
            words, language, after=True
        )
        other = side(span) != side(place.spans[n])
        if unfit or other or hygiene.has_person(words, language) or length > PASSAGE[language]:
            return None if against else tuple(kept)
        kept.append(span)
    return tuple(kept)


def _card(
    place: _Place, span: Span, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span], attached: bool
) -> Card:
    """Return the card of a piece of a document."""
    document, block, language = place.document, place.block, place.document.language
    cleaned = hygiene.clean(span.quote)
    told = hygiene.by_name(cleaned, language) if attached else cleaned
    words = hygiene.sentence(span.quote, language)
    find = sides.attached_at if attached else sides.side_at
    side = find(document, place.chunk, block, span.start, words, subjects, members)
    article = readings.article(document, place.chunk, span.start) if language == "zh" else ""
    opening = place.chunk.text[block.start : block.end]
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
        person=told != cleaned
        or hygiene.has_person(cleaned, language)
        or attributing.defined(document).search(cleaned) is not None,
        attached=attached,
        item=block.kind == "item",
        headings=block.heading_path,
        closing=closes(" ".join((*block.heading_path, cleaned))),
        opens=place.opens and span.start <= block.start + OPENING,
        leads=span.start <= block.start + OPENING and (not article or readings.label(opening) > 0),
        article=article,
    )


def _uses(span: Span, language: str, kind: str, question: str, *, quoted: bool) -> Iterator[tuple[str, Span]]:
    """Yield what a sentence may be used as, the best first, with the part that is used.

    "sentence": as it stands, but for a connective before it. "led": an item that opens with its verb. "piece": what
    needs the heading above it, `question` where that is one. "phrase": an item that is none. `quoted`: it will stand
    with its source's name, so it may speak of “this report”.
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
    cleaned = hygiene.clean(bare.quote)
    answers = bool(question) and why in ("fragment", "length", "unfinished")
    told = why in ("fragment", "length", "unfinished") or (why == "opener" and hygiene.of_above(cleaned, language))
    if told and hygiene.piece(cleaned, language, answers=answers):
        yield "piece", bare
    if kind == "item" and hygiene.phrase(hygiene.clean(bare.quote), language):
        yield "phrase", bare


def figure(card: Card) -> Span | None:
    """Return a card's sentence as a table of figures shows it, or None where it is too long or holds no amount."""
    shortest, longest = FIGURE[card.language]
    quote = card.span.quote.rstrip(readings.ENDS)
    cleaned = hygiene.clean(quote)
    fits = shortest <= text.count(cleaned, text.UNIT[card.language]) <= longest
    return spans.cut(card.span, 0, len(quote)) if fits and amounts.found(cleaned) and hygiene.balanced(quote) else None


def cell(card: Card, side: Subject, *, home: bool) -> Span | None:
    """Return a card's sentence as a cell about `side`, or None where it is too long.

    It opens with the name or the class of the side, or its lead introduces it, or its document is about the side
    (`home`).
    """
    shortest, longest = CELL[card.language]
    longest = AT_HOME[card.language] if home else longest
    quote = card.span.quote.rstrip(readings.ENDS)
    cleaned = hygiene.clean(quote)
    opens = any(
        (m := words.search(cleaned)) and m.start() <= sides.CLASS_FOREMOST
        for words in (naming.known_as(side), classes.qualified(side))
    )
    if (card.named and not (opens or home)) or not shortest <= text.count(cleaned, text.UNIT[card.language]) <= longest:
        return None
    tagged = tokens.tagged(cleaned) if card.language == "zh" else ()
    if _REPORTING.search(cleaned) or (tagged and not any(tag in ("v", "a", "vd", "ad") for _, tag in tagged)):
        return None
    return spans.cut(card.span, 0, len(quote))
