"""What a brief shows besides the sentences of its sections: the table of the sides, and key figures.

The table sets like against like: a row is a question of the commission on which every side is quoted, with
the short sentence of each that answers it best and that the text has not yet said.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from generator.brief import wording
from generator.brief.draft import Passage, Statement
from generator.evidence import COMPARED, Span, cleaning
from generator.evidence.fitting import questions
from generator.language import text
from generator.writers import facts, figures
from generator.writers.desk import Desk
from generator.writers.figures import Figure
from generator.writers.selection import Option

ROWS = 6
"""Rows of the table of the sides (1 or more), at most. Set by hand, as are the numbers below."""
FACTS = 4
"""Rows of it (0 and up) that are taken from tables of facts."""
FEWEST = 2
"""Rows (1 or more) below which there is no table of the sides."""
CELLED = 1.2
"""Serving (0 and up) from which a sentence stands in it, and `Desk.dearer` more: there nothing around it says what it
is for."""
ROOM = 0.16
"""Part of the wanted length (0 to 1) that is kept for the tables."""

FIGURES_ROOM = 0.12
"""Part of the wanted length (0 to 1) that is kept for key figures, at most."""
HEAVIEST = 1.35
"""Share of a side, as a multiple of an even one (1 and up), above which no further key figure of it is shown."""

Row = tuple[str, tuple[Statement, ...]]
"""An aspect's label and a cell for each side, in the commission's order."""


def room(desk: Desk) -> int:
    """Return the length that is kept for the table of the sides, in the commission's unit."""
    length, shown = desk.commission.length, _allowed(desk) and desk.sides and desk.table_at
    return round(ROOM * (length.maximum or length.minimum or 0)) if shown else 0


def rows(desk: Desk, chosen: Sequence[Option], made: Sequence[facts.Table]) -> tuple[Row, ...]:
    """Return the rows of the table of the sides that have room, as the sections run; () for too few."""
    left, found = room(desk), []

    def add(label: str, cells: tuple[Statement, ...], most: int) -> None:
        nonlocal left
        length = desk.count(label) + sum(desk.count(cell.text) for cell in cells)
        if len(found) < most and length <= left and label not in dict(found):
            left -= length
            found.append((label, cells))

    asked = "table" in desk.commission.extras  # else they stand in their sections, and are not said a second time
    for label, values in (row for table in made for row in table.rows if asked and all(row[1])):
        add(label, tuple(facts.cell(fact) for fact in values if fact), FACTS)
    told = _told(desk, chosen)
    for section, question, label in _asked(desk):
        shown = [cell.spans[0][0] for _, row in found for cell in row]
        cells = [_best(desk, told, shown, (section, question, label), side) for side in desk.sides]
        if all(cells):
            add(label, tuple(cells), ROWS)
    return tuple(found) if len(found) >= FEWEST else ()


def _told(desk: Desk, chosen: Sequence[Option]) -> set[int]:
    """Return the cards that the text has, those too that stand in one of its excerpts."""
    told = {card for option in chosen for card in option.cards}
    cards = desk.evidence.cards
    spans = [cards[n].span for n in told if cards[n].excerpt is not None]
    return told | {
        n
        for n, card in enumerate(cards)
        if any(
            (card.span.document, card.span.chunk) == (one.document, one.chunk)
            and one.start <= card.span.start < one.end
            for one in spans
        )
    }


def _allowed(desk: Desk) -> bool:
    if wording.is_terse(desk.front) and not {"table", "key_figures"} & set(desk.commission.extras):
        return False
    return not any(p.kind == "element" and p.value == "table" for p in desk.commission.prohibitions)


def _asked(desk: Desk) -> Iterable[tuple[int, str, str]]:
    """Yield the questions that the sides are compared in: section, question, and what it is called in the table."""
    for section in desk.commission.sections:
        if section.role in COMPARED:
            for question in questions(section.title) or ("",):
                label = question or wording.topic(section.title, desk.script)
                yield section.number, question, text.capital(label)


def _best(
    desk: Desk, told: Collection[int], shown: Collection[Span], asked: tuple[int, str, str], side: str
) -> Statement | None:
    """Return the cell of the best passage on a question, one that the text has not yet said; where a table was asked
    for, else one that it has.

    `shown`: what the rows above it say already.
    """
    section, question, label = asked
    found: Statement | None = None
    for fit in desk.evidence.fits:
        card = desk.evidence.cards[fit.card]
        own = fit.section == section and fit.question == question and card.side == side
        if (
            own
            and (found is None or fit.card not in told)
            and desk.serving(fit) >= CELLED + desk.dearer
            and desk.speaks(card, label)
        ):
            cell = desk.clause(card)
            if cell and cell.spans[0][0] not in shown:
                if fit.card not in told:
                    return cell
                found = cell
    return found if "table" in desk.commission.extras else None


def comparison(desk: Desk, found: tuple[Row, ...]) -> tuple[Passage, ...]:
    """Return the table that sets side against side below its heading; () without rows."""
    if not found:
        return ()
    cells = _meta((desk.words["table_corner"], *desk.sides))
    for label, row in found:
        cells += (*_meta((label,)), *row)
    return _table(desk.words["table_heading"], cells, 1 + len(desk.sides))


def _meta(words: Iterable[str]) -> list[Statement]:
    return [Statement(kind="meta", text=word) for word in words]


def _table(heading: str, cells: list[Statement], columns: int) -> tuple[Passage, ...]:
    """Return a table below its heading."""
    return (
        Passage(kind="heading", statements=tuple(_meta((heading,)))),
        Passage(kind="table", statements=tuple(cells), columns=columns),
    )


def key_figures(desk: Desk, chosen: Sequence[Option], shown: Iterable[Row]) -> tuple[int | None, tuple[Passage, ...]]:
    """Return the section that the key figures stand in, and their table; (None, ()) without any.

    They stand side by side, each document's as they run, and repeat no sentence of the text and of the rows `shown`.
    """
    if not (_allowed(desk) and desk.sides and desk.compared):
        return None, ()
    if wording.is_terse(desk.front):  # it has no room that could be kept for them; its gap list says so
        return None, ()
    found = _figures(desk, chosen, tuple(shown))
    if not found:
        return None, ()
    head = desk.words["figures_head"]
    cells = _meta(head)
    for figure in sorted(found, key=lambda f: (desk.sides.index(f.side), f.span)):
        cells += (*_meta((figure.side, figure.amounts)), _figure(figure))
    return figures.home(found, desk.evidence.fits, desk.compared), _table(
        desk.words["figures_heading"], cells, len(head)
    )


def figures_room(desk: Desk) -> int:
    """Return the length that is kept for key figures, in the commission's unit."""
    length, (_, shown) = desk.commission.length, key_figures(desk, (), ())
    most = round(FIGURES_ROOM * (length.maximum or length.minimum or 0))
    return min(most, sum(desk.count(cell.text) for passage in shown for cell in passage.statements))


def _figures(desk: Desk, chosen: Sequence[Option], shown: Sequence[Row]) -> tuple[Figure, ...]:
    """Return the key figures, best first, that the text and the rows have not said, and that tip no balance."""
    celled = {_start(cell.spans[0][0]) for _, row in shown for cell in row}
    told = _told(desk, chosen)
    told |= {n for n, card in enumerate(desk.evidence.cards) if _start(card.span) in celled}
    cards, asked = desk.evidence.cards, "key_figures" in desk.commission.extras
    found = figures.figures(cards, desk.evidence.fits, desk.language, desk.compared, asked=asked, told=told)
    said: Counter[str | None] = Counter()
    for option in chosen:
        said[option.side] += option.length
    kept = []
    for figure in found:
        more = desk.count(figure.span.quote)
        whole = more + sum(said[side] for side in desk.sides)
        if not chosen or said[figure.side] + more <= HEAVIEST / len(desk.sides) * whole:
            said[figure.side] += more
            kept.append(figure)
    return tuple(kept) if len(kept) >= figures.ROWS[0] else ()


def _start(span: Span) -> tuple[str, int, int]:
    return span.document, span.chunk, span.start


def _figure(figure: Figure) -> Statement:
    words = cleaning.clean(figure.span.quote)
    return Statement(kind="figure", text=words, side=figure.side, spans=((figure.span, "cell"),))
