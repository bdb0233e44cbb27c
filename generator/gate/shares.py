"""How much of the text each side has, and how much of it is quoted in another language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.brief import front as fronts, wording
from generator.brief.ledger import Entry
from generator.gate.rules import Finding
from generator.gate.view import View
from generator.language import text
from generator.messages import say

UNEVEN = 0.7
"""Share that a side may fall to without a warning, as a part of an even share, 0 to 1. Above by the same distance."""
FOREIGN_SHARE = 0.20
"""Part of the text's length, 0 to 1, that quotations in another language may make up."""


def check(view: View) -> Iterator[Finding]:
    """Yield sides that have too little or too much, and too much in another language."""
    yield from _balance(view)
    unit = view.commission["length"]["unit"]
    foreign = sum(text.count(entry.text, unit) for entry in view.ledger.entries if _foreign(view, entry))
    original = wording.abroad(view.front)  # which `front` holds against the corpus
    if foreign > FOREIGN_SHARE * view.counted and not original:
        yield Finding(
            code="foreign-share",
            message=say("{foreign} of {counted} {unit}", foreign=foreign, counted=view.counted, unit=unit),
        )


def heard(view: View) -> dict[str, int]:
    """Return the share of each side, in per cent: whose a sentence is follows from its source."""
    told = (item.entry for item in view.items if item.entry)
    own = tuple(replace(e, side=view.spoken[e.id].name) if e.id in view.spoken else e for e in told)
    return fronts.balance(replace(view.ledger, entries=own), view.front)


def _balance(view: View) -> Iterator[Finding]:
    shares = heard(view)
    says = any(gap["code"] == "balance" for gap in view.front["gaps"])
    rules = ((fronts.EVEN, "balance-exhausted" if says else "balance"), (UNEVEN, "balance-uneven"))
    for name, share in shares.items():
        code = next((code for part, code in rules if not fronts.even(shares, name, part)), None)
        if code:
            yield Finding(
                code=code,
                message=say("{name} has {share} % of what the text says of the sides", name=name, share=share),
            )
    stated = dict(view.front["balance"])
    if stated != shares:
        yield Finding(
            code="meta",
            message=say(
                "balance in the front matter is {stated}, by the sentences {shares}",
                stated=_named(stated),
                shares=_named(shares),
            ),
        )


def _named(shares: Mapping[str, object]) -> str:
    return ", ".join(f"{text.named(str(name))} {share} %" for name, share in shares.items())


def _foreign(view: View, entry: Entry) -> bool:
    """Tell whether an entry quotes a source in another language."""
    documents = (view.listed.document(span.source) for span in entry.supports)
    return entry.kind == "quotation" and any(d is None or d.language != view.language for d in documents)
