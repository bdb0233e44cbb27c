"""Signatures: a person accepts a sentence on its evidence. And the end of a brief: a person withdraws it."""

from collections.abc import Iterable
from dataclasses import replace

from generator.brief import Brief, ledger as ledgers
from generator.brief.ledger import Entry, Ledger, Signature
from generator.errors import BriefproofError
from generator.gate import Finding, items


def sign(ledger: Ledger, names: Iterable[str], *, by: str, on: str) -> Ledger:
    """Return the ledger with the entries of these ids signed by a person on a day (ISO 8601)."""
    if not by.strip() or len(by) > 80 or not by.isprintable():
        raise BriefproofError(f"--by {by!r}: give the name of a person, at most 80 characters")
    wanted = set(names)
    return replace(
        ledger,
        entries=tuple(
            replace(e, signed=Signature(by=by.strip(), on=on, of=ledgers.content_hash(e))) if e.id in wanted else e
            for e in ledger.entries
        ),
    )


def pending(brief: Brief, ledger: Ledger, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return the entries that wait for a signature."""
    lines = {finding.line for finding in findings if finding.code == "pending"}
    texts = {item.sentence.text for item in items(brief) if item.sentence.line in lines}
    return tuple(entry for entry in ledger.entries if entry.text in texts)


def withdraw(brief: Brief, *, why: str, on: str) -> Brief:
    """Return the brief marked as withdrawn on a day (ISO 8601)."""
    if not why.strip():
        raise BriefproofError("--why: say in a line why the brief is withdrawn")
    return replace(brief, front=dict(brief.front) | {"withdrawn": {"date": on, "why": " ".join(why.split())}})
