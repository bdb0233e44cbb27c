"""Signing: a person accepts a sentence on its evidence, or a whole text. And the end of a brief: it is withdrawn.

Whether a signature is proven, `vouching` tells.
"""

import datetime
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import clock
from generator.brief import Brief, ledger as ledgers
from generator.brief.ledger import Entry, Ledger, Signature
from generator.errors import BriefproofError
from generator.gate import Filed, Finding
from generator.gate.policy import Policy, unnamed
from generator.gate.sentences import paired
from generator.gate.verdicts import DOUBTED
from generator.messages import say
from generator.review import history, keys, standing

LONGEST_REASON = 200
"""Characters of a reason for withdrawing a brief, as the schema has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A person who signs."""

    by: str
    on: str
    """Day, ISO 8601."""
    key: Path | None
    """SSH key, None where the author of the commit is the proof."""

    def signature(self, of: str) -> Signature:
        """Return the signature of what has a hash."""
        signed = Signature(by=self.by, on=self.on, of=of)
        return replace(signed, proof=keys.sign(message(signed), self.key)) if self.key else signed


def signer(by: str, what: str, *, key: str | None, policy: Policy) -> Signer:
    """Return who signs today what the policy knows as "pending", "judgement" or "adopted".

    Raises BriefproofError where it would prove nothing.
    """
    by, on = by.strip(), clock.today()
    if fault := unnamed(by) or barred(by, what, policy):
        raise BriefproofError("--by {by}: {fault}", by=repr(by), fault=fault)
    if policy.signatures == "author":
        if fault := unlike(by, history.myself()):
            raise BriefproofError(
                "--by {by}: {fault}: git config user.name {name}, or give the name that git has with --by",
                by=repr(by), fault=fault, name=shlex.quote(by),
            )  # fmt: skip
        return Signer(by=by, on=on, key=None)
    found = key or history.signing_key()
    if not found or not Path(found).expanduser().is_file():
        raise BriefproofError(
            "{found}: policy.yml wants SSH signatures: give --key FILE, or set user.signingkey in git",
            found=found or say("no key"),
        )
    return Signer(by=by, on=on, key=Path(found).expanduser())


def sign(ledger: Ledger, names: Iterable[str], who: Signer) -> Ledger:
    """Return the ledger with the entries of these ids signed; raises BriefproofError for an id that it lacks."""
    wanted = list(names)
    if unknown := sorted(set(wanted) - {entry.id for entry in ledger.entries}):
        raise BriefproofError(
            "--sentence {id}: no sentence of {brief} has this id; check names them",
            id=unknown[0],
            brief=ledger.brief,
        )
    return replace(
        ledger,
        entries=tuple(
            replace(e, signed=who.signature(ledgers.content_hash(e))) if e.id in wanted else e for e in ledger.entries
        ),
    )


def expired(signed: Signature, what: str, policy: Policy) -> bool:
    """Tell whether the policy lets a signature of a kind last no longer, by its day; one on no day does not expire."""
    lasts = policy.days.get(what)
    try:
        on = datetime.date.fromisoformat(signed.on)
    except ValueError:
        return False
    today = datetime.date.fromisoformat(clock.today())
    return lasts is not None and today > on + datetime.timedelta(days=lasts)


def lapsed(ledger: Ledger, policy: Policy) -> tuple[Entry, ...]:
    """Return the entries whose signature holds no longer, since the policy lets it last no longer."""
    return tuple(e for e in ledger.entries if e.signed and e.accepted and expired(e.signed, said(e), policy))


def said(entry: Entry) -> str:
    """Return what a signature under a sentence is to the policy."""
    return "judgement" if entry.kind == "judgement" else "pending"


def adopt(brief: Brief, ledger: Ledger, who: Signer) -> Ledger:
    """Return the ledger of a brief that a person answers for as it stands, whoever put its sentences there."""
    return replace(ledger, adopted=who.signature(standing.whole(brief, ledger)))


def pending(brief: Brief, ledger: Ledger, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return the entries that wait for a signature."""
    lines = {finding.line for finding in findings if finding.code == "pending"}
    found = (item.entry for item in paired(brief, ledger) if item.sentence.line in lines)
    other = (e for e in found if e and any(s.relation not in ledgers.AS_IT_STANDS for s in e.supports))
    judged = (e for e in ledger.entries if e.kind == "judgement" and not e.accepted)
    return (*other, *judged)


def doubted(brief: Brief, ledger: Ledger, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return the entries that wait and that rules doubt: whoever signs one names it."""
    return pending(brief, replace(ledger, entries=tuple(e for e in ledger.entries if e.kind != "judgement")),
                   [f for f in findings if f.message.startswith(DOUBTED)])  # fmt: skip


def adopted(item: Filed) -> bool:
    """Tell whether a person adopted the text as it stands; whether the signature is proven, `check` says."""
    signature = item.ledger.adopted
    return signature is not None and signature.of == standing.whole(item.brief, item.ledger)


def barred(by: str, what: str, policy: Policy) -> str:
    """Return what is wrong where a person says what the policy does not let them say, "" for nothing."""
    allowed = policy.signers.get(what)
    if allowed is None or by in allowed:
        return ""
    return say("policy.yml lets {allowed} sign this", allowed=", ".join(allowed) or say("nobody"))


def unlike(by: str, author: history.Author) -> str:
    """Return what is wrong where a person signs and another one is the author, "" for nothing."""
    address = author.email if "@" in author.email else author.name  # git takes a name there too, and shows another
    if by.casefold() in (author.name.casefold(), address.casefold()):
        return ""
    wrote = author.name or "nobody"
    added = (
        say("a commit of {wrote} added it", wrote=wrote)
        if author.on
        else say("it is not committed, and git would name {wrote}", wrote=wrote)
    )
    return say("{added}; who signs commits it in their own name", added=added)


def message(signed: Signature) -> str:
    """Return what an SSH signature signs: hash, name and day."""
    return f"{signed.of}\n{signed.by}\n{signed.on}\n"


def withdraw(brief: Brief, *, why: str, on: str) -> Brief:
    """Return the brief marked as withdrawn on a day (ISO 8601), for a reason that its page gives as unchecked."""
    reason = " ".join(why.split())
    if not 1 < len(reason) <= LONGEST_REASON:
        raise BriefproofError(
            "--why: say in a line why the brief is withdrawn, in at most {most} characters",
            most=LONGEST_REASON,
        )
    return replace(brief, front=dict(brief.front) | {"withdrawn": {"date": on, "why": reason}})
