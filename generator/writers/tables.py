"""What a brief shows besides the sentences of its sections: the table, the key figures, the summaries.

Their length is known before the sentences are chosen, so they are put together first and take part of the room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.brief import wording
from generator.brief.draft import Passage, Statement
from generator.evidence import Card, hygiene
from generator.writers import contrasts, figures, pairing
from generator.writers.contrasts import Contrast
from generator.writers.desk import Desk
from generator.writers.figures import Figure
from generator.writers.offering import Offer
from generator.writers.pairing import Pair

DRAWN = 6
"""Rows of the table (0 to pairing.ROWS) that show contrasts which a source draws itself, at most. Set by hand on
bench/commissions.yml."""
EXTRAS_SHARE = 0.25
"""Part of the room for evidence (0 to 1) that table and summaries may take together. Set by hand on
bench/commissions.yml."""
FIGURES_SHARE = (0.14, 0.3)
"""Part of the room for evidence (0 to 1) that key figures may take: unasked, asked for. Set by hand on
bench/commissions.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What is shown besides the sentences of the sections."""

    pairs: tuple[Pair, ...] = ()
    """For the table and the summaries, best first."""
    drawn: tuple[Contrast, ...] = ()
    """For the table."""
    figures: tuple[Figure, ...] = ()
    fewest: int = 0
    """Below how many figures there is no table of them."""

    def __bool__(self) -> bool:
        return bool(self.pairs or self.drawn or self.figures)

    def fewer(self) -> "Extras":
        """Return it without the last part of the kind that has most; the fewest figures of a table go at once."""
        most = max(len(self.pairs), len(self.drawn), len(self.figures) - self.fewest)
        if self.pairs and len(self.pairs) == most:
            return replace(self, pairs=self.pairs[:-1])
        if self.drawn and len(self.drawn) == most:
            return replace(self, drawn=self.drawn[:-1])
        return replace(self, figures=self.figures[:-1] if len(self.figures) > self.fewest else ())


def extras(desk: Desk, offer: Offer, room: int) -> Extras:
    """Return what fits into the parts of the room for evidence that tables and summaries may take.

    `room`: most length of the evidence, in the commission's unit.
    """
    if not desk.sides:
        return Extras()
    tables = not any(p.kind == "element" and p.value == "table" for p in desk.commission.prohibitions)
    found, fewest = _figures(desk, room) if tables and desk.compared else ((), 0)
    drawn = _drawn(desk) if tables and desk.table_at else ()
    shown = {number for contrast in drawn for number in contrast.cards}
    pairs = tuple(p for p in pairing.pairs(desk, offer) if not shown & {option.card for option in p.options})
    fitting = Extras(pairs=pairs if desk.concludes else _tabled(pairs, drawn), drawn=drawn)
    while length(desk, fitting) > EXTRAS_SHARE * room:
        fitting = fitting.fewer()
    return replace(fitting, figures=found, fewest=fewest)


def _tabled(pairs: tuple[Pair, ...], drawn: tuple[Contrast, ...]) -> tuple[Pair, ...]:
    """Return the pairs that the table has room for: without a conclusion nothing sums up the others."""
    return tuple(pair for pair in pairs if pair.aspect)[: max(0, pairing.ROWS - len(drawn))]


def _figures(desk: Desk, room: int) -> tuple[tuple[Figure, ...], int]:
    """Return the key figures that have room, and below how many there is no table of them."""
    cards, fits, asked = desk.evidence.cards, desk.evidence.fits, "key_figures" in desk.commission.extras
    found = figures.figures(cards, fits, desk.language, desk.compared, asked=asked)
    fewest = figures.fewest(found, cards, asked=asked)
    while found and length(desk, Extras(figures=found)) > FIGURES_SHARE[asked] * room:
        found = found[:-1] if len(found) > fewest else ()
    return found, fewest


def _drawn(desk: Desk) -> tuple[Contrast, ...]:
    cards, fits = desk.evidence.cards, desk.evidence.fits
    return contrasts.contrasts(cards, fits, desk.commission.subjects, desk.language, desk.compared)[:DRAWN]


def length(desk: Desk, shown: Extras) -> int:
    """Return what tables and summaries add to the length, in the commission's unit."""
    passages = (*comparison(desk, shown), *summary(desk, shown), *key_figures(desk, shown))
    return sum(desk.count(s.text) for passage in passages for s in passage.statements)


def apart(desk: Desk, shown: Extras) -> tuple[tuple[str, int], ...]:
    """Return how much of each side the tables show, in the commission's unit."""
    cells = [s for p in (*comparison(desk, shown), *key_figures(desk, shown)) for s in p.statements]
    return tuple((side, sum(desk.count(s.text) for s in cells if s.side == side)) for side in desk.sides)


# --- the table of the sides


def rows(desk: Desk, shown: Extras) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    """Return the rows of the table, each with its label: what a source sets side by side, then what we do."""
    drawn = [(c.label, tuple(_item(desk, desk.evidence.cards[n]) for n in c.cards)) for c in shown.drawn]
    pairs = sorted((pair for pair in shown.pairs[: pairing.ROWS] if pair.aspect), key=lambda pair: pair.section)
    labels = {label for label, _ in drawn}
    met = [(pair.aspect, _cells(desk, pair)) for pair in pairs if pair.aspect not in labels]
    return tuple((*drawn, *met)[: pairing.ROWS])


def _item(desk: Desk, card: Card) -> Statement:
    """Return a list item as a cell."""
    quote = card.span.quote.rstrip("。.；;，, ")
    return desk.cell(card, replace(card.span, end=card.span.start + len(quote), quote=quote))


def _cells(desk: Desk, pair: Pair, words: Callable[[str, str], str] = wording.class_cell) -> tuple[Statement, ...]:
    return tuple(cell for option in pair.options if (cell := desk.clause(option, words)))


def comparison(desk: Desk, shown: Extras) -> tuple[Passage, ...]:
    """Return the table that sets side against side below its heading; () without rows."""
    found = rows(desk, shown)
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


# --- key figures


def key_figures(desk: Desk, shown: Extras) -> tuple[Passage, ...]:
    """Return the key figures, side by side, each document's as they run; () without any."""
    if not shown.figures:
        return ()
    head = desk.words["figures_head"]
    cells = _meta(head)
    for figure in sorted(shown.figures, key=lambda f: (desk.sides.index(f.side), f.span)):
        words = hygiene.clean(figure.span.quote)
        spans = ((figure.span, "cell"),)
        cells += _meta((figure.side, figure.amounts))
        cells.append(Statement(kind="figure", text=words, side=figure.side, spans=spans))
    return _table(desk.words["figures_heading"], cells, len(head))


def home(desk: Desk, shown: Extras) -> int | None:
    """Return the section that the key figures stand in, None when there are none."""
    return figures.home(shown.figures, desk.evidence.fits, desk.compared)


# --- summaries


def summary(desk: Desk, shown: Extras) -> tuple[Passage, ...]:
    """Sum up each section by its first pair that the table does not show."""
    in_table = {cell.text for _, cells in rows(desk, shown) for cell in cells}
    first: dict[int, Pair] = {}
    for pair in shown.pairs:
        if not in_table & {cell.text for cell in _cells(desk, pair)}:
            first.setdefault(pair.section, pair)
    statements = tuple(_summed(desk, pair) for _, pair in sorted(first.items()))
    return (Passage(kind="paragraph", statements=statements),) if statements else ()


def _summed(desk: Desk, pair: Pair) -> Statement:
    cells = _cells(desk, pair, wording.class_lead)
    said = [(side, cell.text) for side, cell in zip(desk.sides, cells, strict=True)]
    return Statement(
        kind="summary",
        text=wording.summary(desk.language, desk.headings[pair.section], said),
        spans=tuple(span for cell in cells for span in cell.spans),
    )
