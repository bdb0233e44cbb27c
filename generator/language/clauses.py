"""When a part of a sentence can stand alone as a clause: one definition, for writers and for the gate."""

import re

TURNS = re.compile(r"[不未无非没若]|除非|如果|只有|仅当|n['’]t\b|\b(?:not?|never|unless|if|only)\b", re.I)
"""Words elsewhere in a sentence that may turn one of its clauses round: negations and conditions."""
_OPENS = "，；：,;:"
_CLOSES = "。；，,;.!！?？"
_PAIRS = (("（", "）"), ("(", ")"), ("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("【", "】"), ("[", "]"))


def fault(sentence: str, start: int, end: int) -> str | None:
    """Return why sentence[start:end] cannot stand alone as a clause, or None when it can.

    A clause starts with its sentence or after one of ，；：,;: and ends before a mark or with its sentence. It stands
    in no bracket or quotation that it does not hold whole, and the rest of its sentence has no negation or condition
    (`TURNS`; single characters count wherever they stand, so 非常 is refused as well).
    """
    before, inside, after = sentence[:start].rstrip(), sentence[start:end], sentence[end:].lstrip()
    if before and (before[-1] not in _OPENS or _within_number(sentence, len(before) - 1)):
        return "it starts inside a clause"
    if after and (after[0] not in _CLOSES or _within_number(sentence, len(sentence) - len(after))):
        return "it ends inside a clause"
    for piece in (before, inside):
        if any(piece.count(opening) != piece.count(closing) for opening, closing in _PAIRS) or piece.count('"') % 2:
            return "it cuts a bracket or a quotation"
    turn = TURNS.search(f"{before} … {after}")
    return f"the rest of its sentence says “{turn[0]}”" if turn else None


def _within_number(sentence: str, at: int) -> bool:
    """Tell whether the mark at `at` joins digits: 1,000, 3.5, 10:30."""
    return sentence[at - 1 : at].isdigit() and sentence[at + 1 : at + 2].isdigit()
