"""What a brief sets side by side: sentences of its sides that say of each the same matter, the sharpest first."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.brief import Block, Section, ledger as ledgers
from generator.evidence import cohesion, naming
from generator.language import text, tokens
from generator.site.markup import clean, items, mapping
from generator.site.walk import Rows, Stated, Walk

LONGEST = {"zh": 160, "en": 320}
"""Characters of a sentence that a head can carry."""
FIT = 0.3
"""Worth from which a contrast is one. This and the weights below are set by hand on 24 briefs."""
ALIKE, TOGETHER, PLAIN, CUT = 0.3, 0.15, 0.1, 0.2
"""Worth: of likeness, at most; of one heading above both, and of one passage that both rest on; of each sentence that
opens with its side, says what the heading says, holds no figure; what a cell of a few words lacks."""
OPENS = {"zh": 12, "en": 30}
"""Characters within which a sentence opens with its side."""
FEW = {"zh": 15, "en": 40}
"""Characters of a cell below which it is but a few words."""
WEARY = {"zh": 600, "en": 1500}
"""Characters that take a worth of 1 away."""
_QUOTING = re.compile(r"[《“\"]")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A sentence or cell for each side."""

    topic: str
    """What stands above them, or the head of their row, plain text."""
    said: tuple[Stated, ...]
    row: bool
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    stated: Stated
    side: str
    topic: str
    part: tuple[int, int]
    """Section and block of the heading above."""
    pieces: frozenset[str]
    """Of the sentence without the names of the sides."""
    passages: frozenset[tuple[str, int]]
    worth: float


def contrasts(walk: Walk) -> tuple[Contrast, ...]:
    """Return what is set side by side, best first: rows in which every side is quoted, and sentences of sections."""
    known = names(walk)
    if len(known) < 2:
        return ()
    found: list[Contrast] = []
    free: list[_Candidate] = []
    for section, part, topic, piece, rows in _parts(walk):
        if _compares(piece, known):
            found += _rows(walk, known, section, rows)
        elif piece.kind != "table":
            told = (one for row in rows for one in row if _speaks(walk, known, one))
            free += [_candidate(walk, known, one, topic, (section.number, part)) for one in told]
    pairs = [one for one in combinations(free, 2) if _comparable(*one)]
    found += [_with_others(pair, free, list(known)) for pair in pairs]
    return tuple(sorted(found, key=lambda one: -one.worth))


def names(walk: Walk) -> dict[str, re.Pattern[str]]:
    """Return the names of what the commission compares, plain text, in its order, each with how it is called."""
    called = {clean(one.get("name", "")): (one.get("name", ""), *items(one.get("aliases"))) for one in _subjects(walk)}
    return {name: naming.pattern(map(str, aliases)) for name, aliases in called.items()}


def subjects(walk: Walk) -> list[str]:
    """Return the names of what the commission compares, plain text, in its order."""
    return [clean(one.get("name", "")) for one in _subjects(walk)]


def _subjects(walk: Walk) -> list[Mapping[str, Any]]:
    return [mapping(one) for one in items(mapping(walk.brief.front.get("commission")).get("subjects"))]


def stands_alone(walk: Walk, one: Stated) -> bool:
    """Tell whether a head can carry a sentence: short, a source's own words with at most the name of a side before."""
    entry = one.entry
    if not (entry and entry.kind == "claim" and sourced(one)) or walk.wrong(one):
        return False
    if cohesion.opener(one.sentence.text, walk.language):
        return False  # it hangs on the sentence before
    return len(one.sentence.text) <= LONGEST[walk.language] and not _QUOTING.search(entry.lead)


def sourced(one: Stated) -> bool:
    """Tell whether a sentence rests on sources and can be linked to."""
    return bool(one.entry and one.entry.kind in ledgers.SOURCED and one.notes and one.anchor)


def _parts(walk: Walk) -> Iterator[tuple[Section, int, str, Block, Rows]]:
    """Yield the blocks of sections that compare or conclude, with what stands above: the last heading or the title."""
    for section, blocks in walk.sections:
        part, topic = 0, title(walk, section)
        for number, (piece, rows) in enumerate(blocks, 1):
            if piece.kind == "heading":
                part, topic = number, " ".join(clean(one.sentence.text) for row in rows for one in row)
            else:
                yield section, part, topic, piece, rows


def title(walk: Walk, section: Section) -> str:
    """Return a section's name without its number, plain text."""
    outline = map(mapping, items(mapping(walk.brief.front.get("commission")).get("sections")))
    named: Mapping[str, object] = next((one for one in outline if one.get("heading") == section.heading), {})
    return clean(named.get("title") or section.heading)


def _compares(piece: Block, known: Iterable[str]) -> bool:
    heads = [clean(one.text) for one in piece.rows[0][1:]] if piece.kind == "table" else []
    return len(heads) > 1 and set(heads) <= set(known)


def _speaks(walk: Walk, known: Mapping[str, re.Pattern[str]], one: Stated) -> bool:
    """Tell whether a sentence says by itself whom it speaks of: it names the side, or speaks of its class."""
    own = known.get(side(one))
    return bool(own and stands_alone(walk, one) and (one.belonging or own.search(one.sentence.text)))


def _rows(walk: Walk, known: Mapping[str, re.Pattern[str]], section: Section, rows: Rows) -> Iterator[Contrast]:
    for row in rows[1:]:
        if all(sourced(one) and not walk.wrong(one) for one in row[1:]):
            topic = clean(row[0].sentence.text)
            yield _contrast([_candidate(walk, known, one, topic, (section.number, 0)) for one in row[1:]], row=True)


def _candidate(
    walk: Walk, known: Mapping[str, re.Pattern[str]], one: Stated, topic: str, part: tuple[int, int]
) -> _Candidate:
    said, language = one.sentence.text, walk.language
    bare = said.removeprefix(one.entry.lead)
    own = known[side(one)].search(bare) if side(one) in known else None
    opens = bool(one.belonging) or (own is not None and own.start() < OPENS[language])
    for name in known.values():
        bare = name.sub("", bare)
    pieces = _pieces(bare, language)
    named = not pieces.isdisjoint(_pieces(topic, language))
    cell = one.entry.kind == "cell"
    worth = PLAIN * (opens + named + (cell or not _FIGURE.search(bare))) - len(said) / WEARY[language]
    worth -= CUT * (cell and len(said) < FEW[language])
    passages = frozenset((span.source, span.chunk) for span in one.entry.supports if span.relation != "membership")
    return _Candidate(stated=one, side=side(one), topic=topic, part=part, pieces=pieces, passages=passages, worth=worth)


def _pieces(words: str, language: str) -> frozenset[str]:
    """Return what sentences are compared by: pairs of characters, of English the stems of words that tell something."""
    return text.shingles(words, 2) if language == "zh" else frozenset(tokens.content_tokens(words))


def side(one: Stated) -> str:
    """Return the side that a sentence speaks for, plain text, "" for none."""
    return clean(one.entry.side or "") if one.entry else ""


def _comparable(one: _Candidate, other: _Candidate) -> bool:
    return one.side != other.side and (one.part[0] == other.part[0] or not one.passages.isdisjoint(other.passages))


def _pair_worth(one: _Candidate, other: _Candidate) -> float:
    shorter = max(1, min(len(one.pieces), len(other.pieces)))
    alike = min(ALIKE, len(one.pieces & other.pieces) / shorter)
    beside = (one.part == other.part) + (not one.passages.isdisjoint(other.passages))
    return one.worth + other.worth + alike + TOGETHER * beside


def _with_others(pair: tuple[_Candidate, ...], free: list[_Candidate], known: list[str]) -> Contrast:
    """Return a pair with the sentence of each other side that fits both, in the order of the sides."""
    chosen = list(pair)
    for name in known:
        more = [one for one in free if one.side == name and all(_comparable(one, other) for other in pair)]
        fits = [(sum(_pair_worth(one, other) for other in pair) / len(pair), one) for one in more]
        worth, best = max(fits, key=lambda fit: fit[0], default=(0.0, None))
        if best and worth >= FIT:
            chosen.append(best)
    return _contrast(sorted(chosen, key=lambda one: known.index(one.side)), row=False)


def _contrast(chosen: list[_Candidate], *, row: bool) -> Contrast:
    pairs = list(combinations(chosen, 2))
    return Contrast(
        topic=chosen[0].topic if len({one.part for one in chosen}) == 1 else "",
        said=tuple(one.stated for one in chosen),
        row=row,
        worth=sum(_pair_worth(*pair) for pair in pairs) / len(pairs),
    )
