"""The gate: every rule that a brief must keep. `make brief`, `make check` and CI all call `validate`.

All rules run, all findings are reported, sorted by place. The corpus is the ground truth: text and ledger may
agree with each other and still not pass.
"""

from collections.abc import Iterator

from generator.brief import Brief
from generator.brief.ledger import Ledger
from generator.gate import (
    asked,
    bibliography,
    form,
    framing,
    front,
    judgements,
    layout,
    origins,
    paragraphs,
    pictures,
    places,
    schema,
    searched,
    shares,
    sides,
    structure,
    style,
    view,
    words,
)
from generator.gate.rules import Finding
from generator.gate.sources import Sources
from generator.language import text
from generator.messages import say

FAMILIES = (
    structure, places, layout, paragraphs, framing, judgements, origins, words, sides, shares, style, bibliography,
    asked, pictures, searched, front,
)  # fmt: skip
"""Each has a `check` that yields findings of one view; none knows what another found."""
WITHDRAWN = (structure, framing, asked)
"""Those that hold for a withdrawn brief too: it stays to be read, and is not held to what its sources say today."""


def validate(brief: Brief, ledger: Ledger, sources: Sources) -> tuple[Finding, ...]:
    """Return every finding, sorted by line and code. Raises nothing for what the files hold."""
    found = {*form.check(brief, ledger), *_content(brief, ledger, sources)}
    return tuple(sorted(found, key=lambda f: (f.line, f.code, f.message)))


def _content(brief: Brief, ledger: Ledger, sources: Sources) -> Iterator[Finding]:
    if broken := tuple(schema.check(brief)):  # the other rules read the front matter
        yield from broken
        return
    seen, why = view.of(brief, ledger, sources), brief.front.get("withdrawn")
    for family in WITHDRAWN if why else FAMILIES:
        yield from family.check(seen)
    if why:
        given = text.within_quotes(why["why"])
        yield Finding(
            code="withdrawn",
            message=say("withdrawn on {date}; reason given: “{given}”", date=why["date"], given=given),
            line=1,
        )
