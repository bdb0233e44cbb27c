"""How much of the text each side has, and how much of it is quoted in another language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.brief import ledger as ledgers, wording
from generator.brief.ledger import Entry, Ledger
from generator.gate.rules import Finding
from generator.gate.view import View
from generator.language import text
from generator.messages import say

BALANCE = ((0.5, "balance"), (0.7, "balance-uneven"))
"""(share that a side may fall to, as a part of an even share, 0 to 1; rule). Above by the same distance."""
FOREIGN_SHARE = 0.20
"""Part of the text's length, 0 to 1, that quotations in another language may make up."""


def check(view: View) -> Iterator[Finding]:
    """Yield sides that have too little or too much, and too much in another language."""
    yield from _balance(view)
    unit = view.commission["length"]["unit"]
    foreign = sum(text.count(entry.text, unit) for entry in view.ledger.entries if _foreign(view, entry))
    if foreign > FOREIGN_SHARE * view.counted:
        yield Finding(
            code="foreign-share",
            message=say("{foreign} of {counted} {unit}", foreign=foreign, counted=view.counted, unit=unit),
        )


def balance(ledger: Ledger, front: Mapping[str, Any]) -> dict[str, int]:
    """Return for each subject its share, in per cent, of the length of the sentences that speak of one side."""
    unit = front["commission"]["length"]["unit"]
    totals = dict.fromkeys(wording.sides(front), 0)
    for entry in ledger.entries:
        if entry.side in totals and entry.kind in ledgers.SOURCED:
            totals[entry.side] += text.count(entry.text, unit)
    whole = sum(totals.values())
    return {name: round(100 * value / whole) if whole else 0 for name, value in totals.items()}


def _balance(view: View) -> Iterator[Finding]:
    told = (item.entry for item in view.items if item.entry)
    own = tuple(replace(e, side=view.spoken[e.id].name) if e.id in view.spoken else e for e in told)
    shares = balance(replace(view.ledger, entries=own), view.front)  # whose a sentence is follows from its source
    even = 100 / max(1, len(shares))
    for name, share in shares.items() if any(shares.values()) else ():  # where none speaks none has more
        code = next((code for part, code in BALANCE if not even * part <= share <= even * (2 - part)), None)
        if code:
            yield Finding(
                code=code,
                message=say("{name} has {share} % of the text that speaks of one side", name=name, share=share),
            )
    stated = dict(view.front["balance"])
    if stated != shares:
        yield Finding(
            code="meta",
            message=say(
                "balance in the front matter is {stated}, by the sentences {shares}", stated=stated, shares=shares
            ),
        )


def _foreign(view: View, entry: Entry) -> bool:
    """Tell whether an entry quotes a source in another language."""
    documents = (view.listed.document(span.source) for span in entry.supports)
    return entry.kind == "quotation" and any(d is None or d.language != view.language for d in documents)
