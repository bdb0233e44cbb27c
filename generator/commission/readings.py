"""What a commission is about, of all the ways to read it: that for which words and corpus speak most."""

from dataclasses import dataclass

from generator.commission import rows, terms, weighing
from generator.commission.clauses import Span
from generator.commission.held import Lookup
from generator.commission.subjects import Compared
from generator.commission.weighing import Names
from generator.language import text

FRAMED = {3: 0.5, 2: 0.4, 1: 0.35}
CHOSEN, JOINED, PARALLEL, SET_OFF = 0.1, 0.35, 0.2, 0.05
FITTING = 0.5
LEAST = 0.1
NAMES = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    spans: tuple[Span, ...]
    score: float
    kind: str = ""


def ranked(flat: str, body: str, title: Span | None, compared: Compared, lookup: Lookup) -> list[Reading]:
    names = Names(flat, body, title, lookup)
    several = compared.comparing or weighing.chooses(body)
    found: dict[tuple[str, ...], Reading] = {}

    def offer(spans: tuple[Span, ...], trust: float, kind: str) -> None:
        spans = distinct(names, spans)
        if lopsided(names, spans) or not spans or all(names.is_left_out(span) for span in spans):
            return
        spans = tuple(span for span in spans if not names.is_left_out(span))
        fit = FITTING if len(spans) > 1 and several else 0.0
        score = trust + fit + support(names, spans)
        key = tuple(names.name(span) for span in spans)
        if key not in found or found[key].score < score:
            found[key] = Reading(spans=spans, score=score, kind=kind)

    own = tuple((one.start, one.end) for one in compared.subjects)
    cut = own
    for rank, spans in (*compared.framed, (2 if len(own) > 1 else 1, own)):
        cut = tuple(
            mended(names, span, first=not n, last=n == len(spans) - 1) for n, span in enumerate(spans)
        )
        cut = tuple(
            o if any(names.name(c) in names.name(x) for x in spans if x != o) else c
            for c, o in zip(cut, spans, strict=True)
        )
        offer(cut, FRAMED[rank] + (CHOSEN if spans == own else 0), f"frame{rank}")
    for row in rows.joined(names):
        more = len(cut) > 1 and set(cut) < set(row)
        offer(row, (FRAMED[2] + CHOSEN + 0.1 if more else JOINED) + NAMES * all(weighing.is_proper(flat, [s]) for s in row) - rows.aspects(names, row), 'row')
    if several:
        for row, shared in rows.parallel(names):
            offer(row, PARALLEL if shared else SET_OFF, 'parallel')
    for span in names.known()[:16]:
        offer((span,), 0.0, 'single')
    if not any(names.held(span).told for one in found.values() for span in one.spans):
        return []
    return sorted(found.values(), key=lambda one: (-one.score, one.spans))


EVERYWHERE = 0.8


def lopsided(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether nearly every document holds one name, and not the other: the field's own beside a subject."""
    held = [names.held(span) for span in spans]
    shares = [one.told / one.documents for one in held if one.documents > 4]
    return len(shares) == 2 and max(shares) > EVERYWHERE and min(shares) < EVERYWHERE / 2


def distinct(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple({names.name(span): span for span in reversed(sorted(spans))}.values())[::-1]


def support(names: Names, spans: tuple[Span, ...]) -> float:
    weights = [names.weight(span) for span in spans]
    if len(spans) == 1:
        return weights[0]
    if max(weights) > 0:
        weights = [weight if weight > 0 else weight / 3 for weight in weights]
    unlike = 0.0 if rows.alike(names.flat, spans) else 0.15
    return 0.5 * max(weights) + 0.5 * min(weights) - unlike


def mended(names: Names, span: Span, *, first: bool = True, last: bool = True) -> Span:
    """Return the name that the corpus has of a frame's words: they, what they are part of, or a part of them, in a row
    where it adjoins its neighbours."""
    a, b = span
    if longer := [run for run in names.longest(near(names, span)) if run[0] <= a and b <= run[1]]:
        best = max(longer, key=names.weight)
        return rows.product(names, best) or best
    if names.held(span).told:
        return span
    parts = names.longest(names.within(a, b))
    if terms.is_noun_phrase(names.flat, span):
        han = text.has_han(names.flat[a:b])
        parts = tuple(p for p in parts if (p[1] == b if han else weighing.is_proper(names.flat, [p])))
    adjoining = tuple(p for p in parts if not last and p[1] == b or not first and p[0] == a)
    best = max(adjoining or parts, key=lambda run: (round(names.weight(run), 1), run[1] - run[0]), default=span)
    return rows.product(names, best) or best


def near(names: Names, span: Span) -> list[Span]:
    around = names.within(max(0, span[0] - 40), span[1] + 40)
    return [run for run in around if run[0] < span[1] and span[0] < run[1] and not rows.JOINT.search(names.flat[slice(*run)])]
