"""The form of the two files: what is in them is part of the brief, and what is part of it can be seen."""

from collections.abc import Iterator

from generator.brief import Brief
from generator.brief.form import Flaw
from generator.brief.ledger import Ledger
from generator.gate.rules import Finding
from generator.messages import say

SHOWN = 80
"""Characters shown of what is not read."""


def check(brief: Brief, ledger: Ledger) -> Iterator[Finding]:
    """Yield what the files hold besides the brief; a heading holds no citation."""
    for flaw in brief.flaws:
        title = flaw.code == "unread" and flaw.said.startswith("# ")
        yield Finding(code=flaw.code, message=_second(flaw) if title else _told(flaw), line=flaw.line)
    for flaw in ledger.flaws:
        yield Finding(
            code=flaw.code, message=say("line {line} of the ledger: {told}", line=flaw.line, told=_told(flaw))
        )
    for _, block, sentence in brief.sentences:
        if block.kind == "heading" and sentence.citations:
            yield Finding(
                code="unread", message=say("a citation in the heading “{text}”", text=sentence.text), line=sentence.line
            )


def _told(flaw: Flaw) -> str:
    return flaw.said if flaw.code == "invisible" else say("“{said}” is no part of the brief", said=flaw.said[:SHOWN])


def _second(flaw: Flaw) -> str:
    return say("a second title: “{said}”; a brief has one, above its first section", said=flaw.said[2:SHOWN])
