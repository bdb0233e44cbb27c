"""What of a card a table takes: its sentence as a cell about a side, or as a row of a table of figures."""

import re

from generator.commission import Subject
from generator.evidence import amounts, classes, cleaning, naming, readings, sides, spans
from generator.evidence.cards import Card
from generator.evidence.spans import Span
from generator.language import text, tokens

FIGURE = {"zh": (8, 60), "en": (5, 44)}
"""Shortest and longest sentence that a table of figures takes, 字 or words. Set by hand, as is CELL."""
CELL = {"zh": (5, 44), "en": (4, 26)}
"""Shortest and longest sentence that a table takes, 字 or words."""
AT_HOME = {"zh": 80, "en": 36}
"""Longest one from a document that is about its side, 字 or words."""
_REPORTING = re.compile(r"(?:表示|说明|指出|认为|宣布|称|写道|介绍|声明|强调|透露|显示|表明|可见)$")


def figure(card: Card) -> Span | None:
    """Return a card's sentence as a table of figures shows it, or None where it is too long or holds no amount."""
    shortest, longest = FIGURE[card.language]
    quote = card.span.quote.rstrip(readings.ENDS)
    cleaned = cleaning.clean(quote)
    fits = shortest <= text.count(cleaned, text.UNIT[card.language]) <= longest
    return spans.cut(card.span, 0, len(quote)) if fits and amounts.found(cleaned) and cleaning.balanced(quote) else None


def cell(card: Card, side: Subject, *, home: bool) -> Span | None:
    """Return a card's sentence as a cell about `side`, or None where it is too long.

    It opens with the name or the class of the side, or its lead introduces it, or its document is about the side
    (`home`).
    """
    shortest, longest = CELL[card.language]
    longest = AT_HOME[card.language] if home else longest
    quote = card.span.quote.rstrip(readings.ENDS)
    cleaned = cleaning.clean(quote)
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
