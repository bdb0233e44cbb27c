"""Signatures: a person accepts a sentence on its evidence, or a whole text. And the end of a brief: it is withdrawn.

A name that someone typed proves nothing. What does is the author of the commit that added the signature, or an SSH
signature by a key that the repository lists for that person; the policy says which, and who may sign what.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.brief import Brief, filing, ledger as ledgers
from generator.brief.ledger import Entry, Ledger, Signature
from generator.errors import BriefproofError
from generator.files import read_bytes
from generator.gate import Filed, Finding
from generator.gate.policy import Policy
from generator.gate.sentences import paired
from generator.review import history, keys, standing

SLACK = datetime.timedelta(days=1)
"""By how much the day of a signature may differ from that of its commit, and run ahead of today: clocks, time zones."""


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
        return replace(signed, proof=keys.sign(_message(signed), self.key)) if self.key else signed


def signer(by: str, what: str, *, key: str | None, policy: Policy) -> Signer:
    """Return who signs today what the policy knows as "pending" or "adopted".

    Raises BriefproofError where it would prove nothing.
    """
    by, on = by.strip(), filing.today()
    if not _name(by):
        raise BriefproofError(f"--by {by!r}: give the name of a person, at most 80 characters")
    if fault := _barred(by, what, policy):
        raise BriefproofError(f"--by {by!r}: {fault}")
    if policy.signatures == "author":
        if fault := _unlike(by, history.myself()):
            raise BriefproofError(f"--by {by!r}: {fault}")
        return Signer(by=by, on=on, key=None)
    found = key or history.signing_key()
    if not found or not Path(found).expanduser().is_file():
        raise BriefproofError(
            f"{found or 'no key'}: policy.yml wants SSH signatures: give --key FILE, or set user.signingkey in git"
        )
    return Signer(by=by, on=on, key=Path(found).expanduser())


def sign(ledger: Ledger, names: Iterable[str], who: Signer) -> Ledger:
    """Return the ledger with the entries of these ids signed; raises BriefproofError for an id that it lacks."""
    wanted = list(names)
    if unknown := sorted(set(wanted) - {entry.id for entry in ledger.entries}):
        raise BriefproofError(f"--sentence {unknown[0]}: no sentence of {ledger.brief} has this id; check names them")
    return replace(
        ledger,
        entries=tuple(
            replace(e, signed=who.signature(ledgers.content_hash(e))) if e.id in wanted else e for e in ledger.entries
        ),
    )


def adopt(brief: Brief, ledger: Ledger, who: Signer) -> Ledger:
    """Return the ledger of a brief that a person answers for as it stands, whoever put its sentences there."""
    return replace(ledger, adopted=who.signature(standing.whole(brief, ledger)))


def pending(brief: Brief, ledger: Ledger, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return the entries that wait for a signature."""
    lines = {finding.line for finding in findings if finding.code == "pending"}
    found = (item.entry for item in paired(brief, ledger) if item.sentence.line in lines)
    return tuple(e for e in found if e and any(s.relation not in ledgers.AS_IT_STANDS for s in e.supports))


def check(item: Filed, policy: Policy) -> Iterator[Finding]:
    """Yield the signatures that are not proven, lie about their day, or are by someone the policy does not name."""
    ledger = item.ledger
    accepted = [entry for entry in ledger.entries if entry.accepted]
    lines = {i.entry.id: i.sentence.line for i in paired(item.brief, ledger) if i.entry} if accepted else {}
    signed = [(entry.signed, "pending", lines.get(entry.id, 0)) for entry in accepted if entry.signed]
    if ledger.adopted:
        if adopted(item):
            signed.append((ledger.adopted, "adopted", 0))
        else:
            message = f"{ledger.adopted.by} adopted another text; who answers for this one signs it: sign --whole"
            yield Finding(code="signature", message=message)
    if signed:
        judge = _Judge(item, policy)
        for signature, what, line in signed:
            if fault := judge.fault(signature, what):
                yield Finding(code="signature", message=f"{signature.by!r}: {fault}", line=line)


def adopted(item: Filed) -> bool:
    """Tell whether a person adopted the text as it stands; whether the signature is proven, `check` says."""
    signature = item.ledger.adopted
    return signature is not None and signature.of == standing.whole(item.brief, item.ledger)


class _Judge:
    """Holds the signatures of one brief against the policy; the authors of its ledger are asked for once."""

    def __init__(self, item: Filed, policy: Policy) -> None:
        self.policy = policy
        self.day = str(item.brief.front["date"])
        path = item.path.with_suffix(".ledger.yml")
        self.lines = read_bytes(path).decode("utf-8", "replace").split("\n")
        self.authors = history.authors(path) if policy.signatures == "author" else None

    def fault(self, signed: Signature, what: str) -> str:
        """Return what is wrong with a signature of a kind that the policy knows, "" for nothing."""
        if not _name(signed.by):
            return "no name of a person"
        proven = self._keyed if self.policy.signatures == "ssh" else self._authored
        return _barred(signed.by, what, self.policy) or self._dated(signed) or proven(signed)

    def _dated(self, signed: Signature) -> str:
        on = _day(signed.on)
        if on is None:
            return f"signed on {signed.on!r}, which is no day (YYYY-MM-DD)"
        if on < (_day(self.day) or on):
            return f"signed on {signed.on}, before the brief, which is of {self.day}"
        today = filing.today()
        return f"signed on {signed.on}, and today is {today}" if on > datetime.date.fromisoformat(today) + SLACK else ""

    def _keyed(self, signed: Signature) -> str:
        path = Path(self.policy.allowed_signers)
        if not signed.proof:
            return "policy.yml wants SSH signatures; sign again"
        known = path.is_file() and keys.verified(
            _message(signed), signed.proof, by=signed.by, on=signed.on, signers=path
        )
        return "" if known else f"no SSH signature by a key that {path} lists under that name"

    def _authored(self, signed: Signature) -> str:
        if self.authors is None:
            return "only git knows who signed: check it in a clone, or sign with keys (signatures: ssh in policy.yml)"
        found = {self.authors[line] for line in self._where(signed) if line < len(self.authors)}
        if not found or None in found:
            return "git does not know who added this: fetch the whole history (fetch-depth: 0)"
        for author in found:
            assert author is not None
            if fault := _unlike(signed.by, author):
                return fault
            day = author.on or filing.today()
            if abs(datetime.date.fromisoformat(signed.on) - datetime.date.fromisoformat(day)) > SLACK:
                return f"signed on {signed.on}, and {'committed' if author.on else 'today is'} {day}"
        return ""

    def _where(self, signed: Signature) -> set[int]:
        """Return the lines of the ledger, from 0, that make up a signature, found by its hash."""
        found: set[int] = set()
        for at in (at for at, line in enumerate(self.lines) if signed.of in line):
            found.add(at)
            for step in (-1, 1):
                near = at + step
                while 0 <= near < len(self.lines) and re.match(r"[\s'\"]*(?:by|of|on)\b", self.lines[near]):
                    found.add(near)
                    near += step
        return found


def _barred(by: str, what: str, policy: Policy) -> str:
    allowed = policy.signers.get(what)
    if allowed is None or by in allowed:
        return ""
    return f"policy.yml lets {', '.join(allowed) or 'nobody'} sign this"


def _unlike(by: str, author: history.Author) -> str:
    """Return what is wrong where a person signs and another one is the author, "" for nothing."""
    if by.casefold() in (author.name.casefold(), author.email.casefold()):
        return ""
    wrote = author.name or "nobody"
    added = f"a commit of {wrote} added it" if author.on else f"it is not committed, and git would name {wrote}"
    return f"{added}; who signs commits it in their own name"


def _message(signed: Signature) -> str:
    """Return what an SSH signature signs: hash, name and day."""
    return f"{signed.of}\n{signed.by}\n{signed.on}\n"


def _name(by: str) -> bool:
    return by.strip() != "" and len(by) <= 80 and by.isprintable()


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def withdraw(brief: Brief, *, why: str, on: str) -> Brief:
    """Return the brief marked as withdrawn on a day (ISO 8601)."""
    if not why.strip():
        raise BriefproofError("--why: say in a line why the brief is withdrawn")
    return replace(brief, front=dict(brief.front) | {"withdrawn": {"date": on, "why": " ".join(why.split())}})
