"""Making claim cards: of the sentences, lists and rows of the corpus that can stand alone, and of what comes with them.

A passage is a sentence and what leans on it: the sentence that turns against it, and those that open with “this”.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.commission import Subject
from generator.corpus import Block, Chunk, Document
from generator.evidence import (
    attributing,
    blocks,
    chaff,
    classes,
    cleaning,
    cohesion,
    context,
    headings as of_headings,
    hygiene,
    lead_ins,
    lists,
    naming,
    persons,
    predicates,
    readings,
    sides,
    spans,
    steps,
)
from generator.evidence.cards import Card, closes
from generator.evidence.spans import Span
from generator.language import text, tokens

LOOSE = 5
"""Fewest content words (1 or more) of a sentence that may only be told in other words."""
REST = 2
"""Most sentences that come with one (0 and up). Set by hand, as are the two below."""
PASSAGE = {"zh": 150, "en": 75}
"""Longest passage of several sentences, 字 or words."""
OPENING = 12
"""Characters from the start of a paragraph within which a sentence opens it: a mark of order may stand before."""


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
        for place in blocks.found(document, chunk)
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
        for place in blocks.found(document, chunk)
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
        or not all(hygiene.point(cleaning.clean(point), language) for point in points)
        or (listed.intro and not lead_ins.introduces(words.partition("\n")[0], language))
        or blocks.shows(document, block)
        or any(context.fault(document, chunk, start) for start in starts)
        or document.damaged
        or not (listed.intro or block.heading_path)
    ):
        return None
    opens = chunk.block_at(span.start) or block
    place = blocks.Place(document=document, chunk=chunk, block=opens, spans=(span,), introduced=None, opens=False)
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
    place = blocks.Place(document=document, chunk=chunk, block=block, spans=(span,), introduced=None, opens=False)
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
        or blocks.shows(document, block)
        or context.fault(document, chunk, block.start)
        or document.damaged
        or not block.heading_path
    ):
        return None
    span = Span(
        document=document.path, chunk=chunk.number, start=block.start, end=block.end, quote=quote,
        page=chunk.page_at(block.start),
    )  # fmt: skip
    place = blocks.Place(document=document, chunk=chunk, block=block, spans=(span,), introduced=None, opens=False)
    card = _card(place, span, subjects, members, attached)
    return None if card.person else replace(card, text=words, relation="row", item=False)


def _pointed(quote: str, language: str) -> str:
    return readings.pointed((quote,), language)


def _first_card(
    place: blocks.Place, n: int, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span], attached: bool
) -> Card | None:
    """Return the card for the best use of the sentence `n` of a block that its side allows, or None."""
    document, block, whole = place.document, place.block, place.spans[n]
    if whole is None or (n == 0 and block.heading_path and whole.quote.rstrip(".").endswith(block.heading_path[-1])):
        return None  # what its document takes back, or the heading that its paragraph opens with
    unnumbered = spans.cut(whole, readings.label(whole.quote))
    rest = _rest(place, n, subjects, members)
    question = of_headings.question(block.heading_path[-1]) if block.heading_path else ""
    for use, part in _uses(unnumbered, document.language, block.kind, question, quoted=attached):
        card = _card(place, part, subjects, members, attached)
        if document.damaged and re.search(r"\d", card.text):
            return None
        if use in ("led", "phrase") and (card.under is None or (use == "led" and blocks.clause(place))):
            continue  # only what a heading tells the subject of may lack it, where no other words introduce it
        words = hygiene.placed(card.text) if card.article else card.text
        if use == "piece" and not _led(place, n, card):
            continue
        directs = use == "sentence" and block.kind == "paragraph" and chaff.only_commands(words, card.language)
        unfit = rest is None or blocks.dependent(place) or (chaff.found(words, card.language) and not directs)
        if use != "phrase" and unfit:
            continue
        relation = "verbatim" if part == whole else "trim"
        following = rest if use == "sentence" or predicates.purpose(card.text, document.language) else ()
        return replace(
            card, phrase=use == "phrase", piece=use == "piece", relation=relation, rest=following, directs=directs,
        )  # fmt: skip
    return None


def _led(place: blocks.Place, n: int, card: Card) -> bool:
    """Tell whether what stands above a piece can say what it is said of: a heading below which it is its side's.

    A pronoun is for what the heading names that opens with it, which is near. What only says what something is for is
    of its document, whatever that is.
    """
    if predicates.purpose(card.text, card.language) and card.headings and place.opens and n == 0:
        return bool(of_headings.above(card.headings[-1], card.language))
    if card.side is None or card.via not in ("heading", "document") or not card.headings or blocks.clause(place):
        return False
    if cohesion.of_above(card.text, card.language):
        near = card.under is not None and card.under >= len(card.headings) - 2
        return near and place.opens and n == 0
    further = n > 0 and not re.search(r"\d", card.text)  # it goes on in what stands before it in its paragraph
    return not further and bool(of_headings.above(card.headings[-1], card.language))


def _rest(
    place: blocks.Place, n: int, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span]
) -> tuple[Span, ...] | None:
    """Return the sentences that come with the sentence `n` of a block: those that lean on it, of its side.

    None where what turns against it cannot be quoted: then it does not stand either.
    """

    def side(span: Span) -> str | None:
        words = cleaning.sentence(span.quote, language)
        return sides.side_at(place.document, place.chunk, place.block, span.start, words, subjects, members).name

    language, kept = place.document.language, []
    unit, length = text.UNIT[language], text.count(place.spans[n].quote, text.UNIT[language])
    for span in place.spans[n + 1 : n + 1 + REST]:
        words = cleaning.opened(cleaning.clean(span.quote), language) if span else ""
        against = cohesion.rebuts(words, language)
        if span is None or not cohesion.carried(words, language):
            break
        length += text.count(words, unit)
        unfit = hygiene.fault(words, language, place.block.kind, after=True) or chaff.found(words, language, after=True)
        other = side(span) != side(place.spans[n])
        if unfit or other or persons.has_person(words, language) or length > PASSAGE[language]:
            return None if against else tuple(kept)
        kept.append(span)
    return tuple(kept)


def _card(
    place: blocks.Place, span: Span, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span], attached: bool
) -> Card:
    """Return the card of a piece of a document."""
    document, block, language = place.document, place.block, place.document.language
    cleaned = cleaning.clean(span.quote)
    told = persons.by_name(cleaned, language) if attached else cleaned
    words = cleaning.sentence(span.quote, language)
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
        or persons.has_person(cleaned, language)
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
        cleaned = cleaning.opened(cleaning.clean(part.quote), language)
        return hygiene.fault(persons.by_name(cleaned, language) if quoted else cleaned, language, kind, led=led)

    bare = spans.cut(span, cohesion.connective(span.quote, language))
    why = wrong(bare)
    if why is None:
        yield "sentence", bare
        return
    if why == "fragment" and wrong(bare, led=True) is None:
        yield "led", bare
    cleaned = cleaning.clean(bare.quote)
    answers = bool(question) and why in ("fragment", "length", "unfinished")
    told = why in ("fragment", "length", "unfinished") or (why == "opener" and cohesion.of_above(cleaned, language))
    if told and hygiene.piece(cleaned, language, answers=answers):
        yield "piece", bare
    if kind == "item" and hygiene.phrase(cleaning.clean(bare.quote), language):
        yield "phrase", bare
