"""Who says so: everything that a person signs or asserts in a brief, or answers for in the policy, and what proves it.

A name that someone typed proves nothing. What does is the author of the commit that added it, or an SSH signature by a
key that the repository lists for that person; the policy says which, and who may say what.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from generator import brief as briefs, clock
from generator.brief import ledger as ledgers
from generator.brief.ledger import Checked, Signature
from generator.errors import BriefproofError
from generator.gate import Filed, Finding, Shelf, policy as policies
from generator.gate.policy import Absent, unnamed
from generator.gate.sentences import paired
from generator.gate.sources import listing
from generator.messages import say
from generator.review import history, keys, signing
from generator.review.history import Author, Past

SLACK = datetime.timedelta(days=1)
"""By how much the day of a signature may differ from that of its commit, and run ahead of today: clocks, time zones."""

SAID = {
    "pending": say("signed"),
    "judgement": say("answers for the judgement"),
    "adopted": say("answers for the whole text"),
}
"""What a signature of a kind that the policy knows says."""

Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a person says."""

    by: str
    said: str
    """What they did: "signed", "asserted Hugging Face"."""
    sentence: str = ""
    """Of a signature under a sentence, that."""
    line: int = 0
    """Line in the brief, from 1; 0 for all of it."""
    proof: str = ""
    """What proves it: "commit 0a1b2c3d4e of 2026-11-22"; "not committed yet" where nothing does so far."""
    fault: str = ""
    """Why nothing does."""
    unknown: bool = False
    """Whether nobody can tell, since no git is there, of what is no signature."""


def check(item: Filed, shelf: Shelf) -> Iterator[Finding]:
    """Yield what is said in a name and not proven, on another day, or by someone the policy does not name."""
    adopted = item.ledger.adopted
    if adopted and not signing.adopted(item):
        message = say("{by} adopted another text; who answers for this one signs it: sign --whole", by=adopted.by)
        yield Finding(code="signature", message=message)
    for word in words(item, shelf):
        if word.fault:
            code = "unproven" if word.unknown else "signature"
            quoted = say("{said} “{sentence}”", said=word.said, sentence=_plain(word.sentence[:40]))
            what = quoted if word.sentence else word.said
            who = repr(word.by) if word.by.strip() else say("someone who is not named")
            yield Finding(
                code=code, message=say("{who} {what}: {fault}", who=who, what=what, fault=word.fault), line=word.line
            )


def words(item: Filed, shelf: Shelf) -> tuple[Word, ...]:
    """Return what people say in a brief that keeps the schema, in its ledger and, of its sources, in the policy."""
    judge = _Judge(item, shelf)
    return (*judge.signatures(), *judge.readings(), *judge.assertions(), *judge.excuses())


def told(item: Filed, shelf: Shelf, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return a line for each person, what they did and the proof of it; () where the front matter breaks the schema."""
    found = () if any(finding.code == "schema" for finding in findings) else words(item, shelf)
    groups = Counter(
        (
            word.by,
            word.said,
            bool(word.sentence),
            say("not proven: {fault}", fault=word.fault) if word.fault else word.proof,
        )
        for word in found
    )
    return tuple(
        say("{by} {said} ({proof})", by=_plain(by), said=_times(said, n) if sentence else said, proof=proof)
        for (by, said, sentence, proof), n in groups.items()
    )


def _times(said: str, number: int) -> str:
    """Return what someone said of so many sentences, 1 and up."""
    if said == SAID["judgement"]:
        several = say("answers for {number} judgements", number=number)
        return say("answers for 1 judgement") if number == 1 else several
    one, several = say("{said} 1 sentence", said=said), say("{said} {number} sentences", said=said, number=number)
    return one if number == 1 else several


def _plain(words: str) -> str:
    """Return words of a file as a line that may be printed."""
    return "".join(character if character.isprintable() else "�" for character in words)


class _Judge:
    """Holds what is said in one brief against the policy."""

    def __init__(self, item: Filed, shelf: Shelf) -> None:
        self.item, self.shelf, self.policy = item, shelf, shelf.policy
        self.day = str(item.brief.front["date"])
        self.brief, self.ledger = Past(item.path), Past(item.beside)

    def signatures(self) -> Iterator[Word]:
        accepted = [entry for entry in self.item.ledger.entries if entry.accepted]
        lines = {i.entry.id: i.sentence.line for i in paired(self.item.brief, self.item.ledger) if i.entry}
        for entry in accepted:
            if entry.signed:
                yield self._signed(entry.signed, signing.said(entry), lines.get(entry.id, 0), entry.text)
        if self.item.ledger.adopted and signing.adopted(self.item):
            yield self._signed(self.item.ledger.adopted, "adopted", 0)

    def _signed(self, signed: Signature, what: str, line: int, sentence: str = "") -> Word:
        made = partial(Word, by=signed.by, said=SAID[what], line=line, sentence=sentence)
        fault = unnamed(signed.by) or signing.barred(signed.by, what, self.policy) or self._dated(signed, what)
        if not fault and self.policy.signatures == "ssh":
            return made(proof=say("SSH key"), fault=self._keyed(signed))
        author = self.ledger.adder(lambda text: signed.of in text and _key(signed) in _signed_in(text))
        if not fault and isinstance(author, Author):
            fault = signing.unlike(signed.by, author) or _days_apart(signed, author)
        elif not fault:
            fault = say("{author}, or sign with keys (signatures: ssh in policy.yml)", author=author)
        return made(proof=_proof(author), fault=fault)

    def _dated(self, signed: Signature, what: str) -> str:
        on = _day(signed.on)
        if on is None:
            return say("signed on {on}, which is no day (YYYY-MM-DD)", on=repr(signed.on))
        if on < (_day(self.day) or on):
            return say("signed on {on}, before the brief, which is of {day}", on=signed.on, day=self.day)
        today = clock.today()
        if on > datetime.date.fromisoformat(today) + SLACK:
            return say("signed on {on}, and today is {today}", on=signed.on, today=today)
        if signing.expired(signed, what, self.policy) and "withdrawn" not in self.item.brief.front:
            lasts = self.policy.days[what]
            return say(
                "signed on {on}, and policy.yml lets that last {lasts} days; read it again, and sign",
                on=signed.on,
                lasts=lasts,
            )
        return ""

    def _keyed(self, signed: Signature) -> str:
        if not signed.proof:
            return say("policy.yml wants SSH signatures; sign again")
        known = self.shelf.keys is not None and keys.verified(
            signing.message(signed), signed.proof, by=signed.by, on=signed.on, signers=self.shelf.keys
        )
        return (
            ""
            if known
            else say(
                "no SSH signature by a key that {file} lists under that name",
                file=self.policy.allowed_signers,
            )
        )

    def readings(self) -> Iterator[Word]:
        """Yield who filed what a second reader answered, where a sentence stands by that alone: the gate can tell that
        the answer fits, and not who gave it."""
        own = [e for e in self.item.ledger.entries if e.checked and not e.accepted]
        for entry in own if "checked" in self.policy.unsigned else ():
            said = (entry.text, entry.checked)
            author = self.ledger.adder(lambda text, said=said: said in _checked_in(text))
            yield self._filed(author, entry.text)

    def _filed(self, author: Author | str, sentence: str) -> Word:
        """Return the word of whoever filed an answer under a sentence, by the commit that added both."""
        made = partial(Word, said=say("filed the second reader’s answer to"), sentence=sentence, line=1)
        if isinstance(author, str):
            return made(by="", fault=author, unknown=author == history.NOWHERE)
        by = author.name
        if self.policy.signatures == "ssh" and author.commit:
            by = history.sealed(author.commit, self.shelf.keys or b"")
        return made(by=by, proof=_proof(author), fault=unnamed(by) or signing.barred(by, "checked", self.policy))

    def assertions(self) -> Iterator[Word]:
        """Yield who asserted what the pictures show; all that one person asserted has to come from them."""
        found = asserted(self.item.brief.front)
        for by in dict.fromkeys(one[0] for one in found):
            own = frozenset(one for one in found if one[0] == by)
            names = ", ".join(dict.fromkeys(one[1] for one in found if one[0] == by))
            said = say("asserted {names}", names=_plain(names))
            yield self._typed(by, "asserted", said, self.brief, lambda text, own=own: own <= _asserted_in(text))

    def excuses(self) -> Iterator[Word]:
        """Yield who answers for the sources of which no copy is here."""
        if not self.policy.absent:
            return
        listed = listing(self.item.brief.front, self.shelf.sources(self.item.brief, self.item.ledger))
        past = Past(Path(policies.FILE), at=self.shelf.ruled.commit if self.shelf.ruled else "")
        for source in listed.by_id.values():
            if (excuse := listed.excuse(source)) and (excuse.by or "absent" in self.policy.signers):
                said = say("answers for {file}, of which no copy is here", file=excuse.file)
                yield self._typed(excuse.by, "absent", said, past, lambda text, one=excuse: one in _absent_in(text))

    def _typed(self, by: str, what: str, said: str, past: Past, holds: Holds) -> Word:
        """Return the word of a person whose name stands in a file, where the commit that added it is the proof."""
        fault = unnamed(by) or signing.barred(by, what, self.policy)
        author = past.adder(holds)
        if isinstance(author, str):
            unknown = not fault and author == history.NOWHERE
            return Word(by=by, said=said, line=1, fault=fault or author, unknown=unknown)
        fault = fault or signing.unlike(by, author)
        if not fault and self.policy.signatures == "ssh" and author.commit:
            signer = history.sealed(author.commit, self.shelf.keys or b"")
            if signer.casefold() != by.casefold():
                fault = say(
                    "policy.yml wants keys, and none that is listed for them signed commit {commit}",
                    commit=author.commit[:10],
                )
        return Word(by=by, said=said, line=1, proof=_proof(author), fault=fault)


def asserted(front: dict[str, Any] | Any) -> tuple[tuple[str, ...], ...]:
    """Return (who, what, of which picture) for each assertion that a front matter holds, whatever else it holds."""
    front = front if isinstance(front, dict) else {}
    commission = front.get("commission")
    subjects = commission.get("subjects") if isinstance(commission, dict) else ()
    found = [("from", one) for one in subjects or () if isinstance(one, dict)]
    found += [("verdict", one) for one in front.get("logos") or () if isinstance(one, dict)]
    return tuple(
        tuple(str(one.get(key, "")) for key in ("by", "name", "image", "sha256"))
        for key, one in found
        if one.get(key) == "asserted"
    )


def _key(signed: Signature) -> tuple[str, str, str]:
    return signed.by, signed.on, signed.of


@lru_cache(maxsize=64)
def _signed_in(text: str) -> frozenset[tuple[str, str, str]]:
    try:
        ledger = ledgers.parse(text, "")
    except BriefproofError:
        return frozenset()
    signed = (*(entry.signed for entry in ledger.entries), ledger.adopted)
    return frozenset(_key(one) for one in signed if one)


@lru_cache(maxsize=64)
def _checked_in(text: str) -> frozenset[tuple[str, Checked | None]]:
    try:
        return frozenset((entry.text, entry.checked) for entry in ledgers.parse(text, "").entries)
    except BriefproofError:
        return frozenset()


@lru_cache(maxsize=64)
def _asserted_in(text: str) -> frozenset[tuple[str, ...]]:
    try:
        return frozenset(asserted(briefs.parse(text, "").front))
    except BriefproofError:
        return frozenset()


def _absent_in(text: str) -> tuple[Absent, ...]:
    try:
        return policies.parse(text, "").absent
    except BriefproofError:
        return ()


def _proof(author: Author | str) -> str:
    if isinstance(author, str):
        return ""
    return (
        say("commit {commit} of {on}", commit=author.commit[:10], on=author.on)
        if author.commit
        else say("not committed yet")
    )


def _days_apart(signed: Signature, author: Author) -> str:
    day = author.on or clock.today()
    if abs(datetime.date.fromisoformat(signed.on) - datetime.date.fromisoformat(day)) > SLACK:
        if author.on:
            return say("signed on {on}, and committed {day}", on=signed.on, day=day)
        return say("signed on {on}, and today is {day}", on=signed.on, day=day)
    return ""


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None
