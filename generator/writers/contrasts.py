"""Contrasts that a source draws itself: what stands below parallel headings, one for each side.

“Governance: closed models – central moderation; open models – moderation by the community” sets side against side by
the author's own order, which no shared word can promise.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.brief import wording
from generator.commission import Subject
from generator.evidence import Card, Fit, best_fits, classes
from generator.language import text, tokens

FROM_DOCUMENT = 6
"""Most rows from one document (1 or more). Set by hand on bench/commissions.yml."""
SAME = 0.5
"""Share of common 5-grams (0 to 1) above which two cells say the same. Set by hand on bench/commissions.yml."""
LONGEST = {"zh": 30, "en": 20}
"""Longest item that fits a cell, 字 or words (1 or more). Set by hand on bench/commissions.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One item for each side below parallel headings."""

    label: str
    """What the headings are about, as they say it."""
    cards: tuple[int, ...]
    """Positions in `Evidence.cards`, in the commission's order of sides."""
    score: float
    """0 to 1: how well its worst item fits a section of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """An item below a heading that says which side it speaks of."""

    card: int
    side: str
    about: str
    """What that heading says besides the side: “的风险”."""
    below: tuple[str, ...]
    """Headings between it and the item."""
    score: float


def contrasts(
    cards: Sequence[Card], fits: Iterable[Fit], subjects: tuple[Subject, ...], language: str, sections: frozenset[int]
) -> tuple[Contrast, ...]:
    """Return the contrasts found, best first; `sections`: those that compare."""
    best = best_fits(fits, sections)
    places: dict[tuple[str, tuple[str, ...]], list[_Item]] = {}
    by_name = {subject.name: subject for subject in subjects}
    for number, card in enumerate(cards):
        if card.under is None or card.side is None or number not in best or not _fits_cell(card, language):
            continue
        heading = card.headings[card.under]
        item = _Item(
            card=number,
            side=card.side,
            about=classes.aspect_of(heading, by_name[card.side]),
            below=card.headings[card.under + 1 :],
            score=best[number],
        )
        places.setdefault((card.span.document, card.headings[: card.under]), []).append(item)
    found: list[Contrast] = []
    for (_, above), items in sorted(places.items()):
        found += _of_place(above, items, cards, tuple(by_name), language)
    return _distinct(sorted(found, key=lambda c: (-c.score, c.cards)), cards)


def _fits_cell(card: Card, language: str) -> bool:
    length = text.count(card.text, text.UNIT[language])
    return card.language == language and not card.person and length <= LONGEST[language]


def _of_place(
    above: tuple[str, ...], items: list[_Item], cards: Sequence[Card], sides: tuple[str, ...], language: str
) -> list[Contrast]:
    """Return the contrasts of the items below one heading, each of which stands below a heading of its side."""
    abouts = {side: {item.about for item in items if item.side == side} for side in sides}
    found = []
    keys = sorted({(item.about, item.below) for item in items})
    for about, below in keys:
        same = [item for item in items if (item.about, item.below) == (about, below)]
        label = below[-1] if below else about or (above[-1] if above else "")
        found.append((label, same))
    for about in sorted({item.about for item in items} - {""}):
        found.append((about, [item for item in items if item.about == about]))
    if above and all(len(abouts[side]) == 1 for side in sides):  # one heading for each side: they were meant as a pair
        found.append((above[-1], items))
    made = []
    for label, group in found:
        words = _label(label, language)
        chosen = [_best(group, side, cards, words) for side in sides]
        found_items = [item for item in chosen if item]
        if words and len(found_items) == len(sides):
            made.append(
                Contrast(label=words, cards=tuple(i.card for i in found_items), score=min(i.score for i in found_items))
            )
    return made


def _best(items: Iterable[_Item], side: str, cards: Sequence[Card], label: str) -> _Item | None:
    """Return the item of a side that says most besides the label, of those the one that fits the report best."""
    said = set(tokens.content_tokens(label))

    def rank(item: _Item) -> tuple[int, float, int]:
        return -len(set(tokens.content_tokens(cards[item.card].text)) - said), -item.score, item.card

    return min((item for item in items if item.side == side), key=rank, default=None)


def _label(heading: str, language: str) -> str:
    """Return the words of a heading that name what is compared, without its number."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", heading)
    bare = re.sub(r"^(?:第[\d一二三四五六七八九十]+[部分章节篇]+[:：]?|[\d.、（()）\s]+|的)", "", bare)
    return wording.topic(re.sub(r"^(?:的|of |and )", "", bare.strip()), language) if bare.strip(" 的") else ""


def _distinct(found: Iterable[Contrast], cards: Sequence[Card]) -> tuple[Contrast, ...]:
    """Leave out what repeats a label or an item, and more than FROM_DOCUMENT of one document."""
    kept: list[Contrast] = []
    used: set[int] = set()
    for contrast in found:
        document = cards[contrast.cards[0]].span.document
        if (
            not used & set(contrast.cards)
            and contrast.label not in {k.label for k in kept}
            and sum(cards[k.cards[0]].span.document == document for k in kept) < FROM_DOCUMENT
            and all(
                text.overlap(cards[a].text, cards[b].text) <= SAME
                for k in kept for a, b in zip(k.cards, contrast.cards, strict=True)
            )
        ):  # fmt: skip
            kept.append(contrast)
            used |= set(contrast.cards)
    return tuple(kept)
