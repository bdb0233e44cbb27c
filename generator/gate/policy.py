"""The policy of a repository: what its briefs may rest on, what need not be there, and who answers for what.

`policy.yml` in the repository's root; without it the strict defaults hold. It is the one place where a person excuses
what the gate cannot check, by name, and a review shows each change of it. See docs/policy.md.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import yaml_text
from generator.errors import BriefproofError
from generator.files import inside, read_text, relative, write_atomically
from generator.language import text as language_text
from generator.messages import say

FILE = "policy.yml"
"""Name of the policy, in the repository's root."""
KINDS = ("author", "ssh")
"""How a signature is proven: by the author of the commit that adds it, or by an SSH key."""
UNSIGNED = ("checked",)
"""Kinds of sentences in other words than their sources' that a policy may let stand without a signature."""
SIGNED = ("pending", "adopted", "judgement", "asserted", "absent", "checked")
"""What people sign or say; "checked": that a second reader gave the answers that a ledger holds."""
LASTING = ("pending", "judgement", "adopted")
"""Of those, what lapses with time where the policy says after how many days."""
LONGEST_NAME = 80
"""Characters of the name of a person."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A source that may be cited though no copy of it is kept: a person, or the policy as such, answers for it."""

    file: str
    """File name of an attachment, or path of a document as briefs list it."""
    sha256: str
    why: str
    by: str = ""
    """Who answers for it, as who adds the name proves; "" where whoever may change the policy does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a repository allows."""

    corpora: tuple[str, ...] = ("corpus",)
    """Folders that briefs may rest on, relative to the repository; they may lie outside it."""
    absent: tuple[Absent, ...] = ()
    signatures: str = "author"
    """One of `KINDS`."""
    allowed_signers: str = ".allowed_signers"
    """File of the keys that may sign, as `ssh-keygen` reads it, relative to the repository."""
    unsigned: tuple[str, ...] = ()
    """Of `UNSIGNED`: what stands without a signature; by default nothing that is in other words does."""
    signers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """One of `SIGNED` → who may sign it; a kind that is not there may be signed by anyone whose signature is proven."""
    days: Mapping[str, int] = field(default_factory=dict)
    """One of `LASTING` → days (1 and up) that such a signature lasts; a kind that is not there does not lapse."""

    @property
    def files(self) -> frozenset[str]:
        """The files that the policy stands in, relative to the repository."""
        return frozenset((FILE, self.allowed_signers))

    def lists(self, path: str, root: Path) -> bool:
        """Tell whether the folder at `path`, links resolved, is a corpus of the policy; both are relative to `root`."""
        pairs = [(root / path, root / known) for known in self.corpora if path and self.allows(root / path, root)]
        return any(inside(one, other) and inside(other, one) for one, other in pairs)

    def allows(self, path: Path, root: Path) -> bool:
        """Tell whether a file that a brief names may be read: links resolved, it lies in `root`, or in a corpus outside
        of it that the policy names.

        Where a corpus of the repository is a link, its target counts: who committed the link did not name that.
        """
        outside = (folder for folder in self.corpora if Path(folder).is_absolute() or ".." in Path(folder).parts)
        return any(inside(path, root / folder) for folder in ("", *outside))

    def excuses(self, source: Mapping[str, Any]) -> Absent | None:
        """Return what lets a source, as a brief lists it, be absent, None where nothing does."""
        named = (source.get("file"), source.get("path"))
        return next((a for a in self.absent if a.file in named and a.sha256 == source["sha256"]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A policy that counts in the place of the one that lies there."""

    policy: Policy
    keys: bytes | None
    """What its file of keys held, None where there was none."""
    commit: str
    """Where both stood."""


def unnamed(by: str) -> str:
    """Return why words are no name that a person can be held to, "" for a name.

    One that mixes alphabets, or letters with look-alikes of them, would be read as another's.
    """
    if not by.strip() or len(by) > LONGEST_NAME or not by.isprintable():
        return say("no name of a person, at most {most} characters", most=LONGEST_NAME)
    if len(mixed := language_text.alphabets(by)) > 1:
        return say(
            "letters of {number} alphabets ({alphabets}) in one name; write it in one",
            number=len(mixed),
            alphabets=", ".join(sorted(mixed)),
        )
    if unicodedata.normalize("NFKC", by) != by:
        return say("letters in another form than they are typed in; write the name in plain ones")
    return ""


def read(root: Path) -> Policy:
    """Return the policy of a repository; raises BriefproofError with one line for a file that is no policy."""
    path = root / FILE
    if path.is_symlink():
        raise BriefproofError(
            "{path} is a link; who may change what it says, git cannot tell: put the file itself there", path=path
        )
    return parse(read_text(path), str(path)) if path.exists() else Policy()


def parse(text: str, where: str) -> Policy:
    """Read a policy; `where` names the file in errors. Raises BriefproofError that names the key that is off."""
    data = yaml_text.load(text, where)
    data = {} if data is None else data
    _check(isinstance(data, dict), where, say("no mapping of keys to values"))
    unknown = sorted(str(key) for key in data if key not in Policy.__slots__)
    _check(
        not unknown,
        where,
        say("unknown key {key}; allowed: {allowed}", key=unknown[:1], allowed=", ".join(Policy.__slots__)),
    )
    default = Policy()
    signatures = data.get("signatures", default.signatures)
    _check(
        signatures in KINDS,
        where,
        say("signatures: {signatures}; allowed: {allowed}", signatures=repr(signatures), allowed=", ".join(KINDS)),
    )
    unsigned = _names(
        data.get("unsigned", []), where, say("unsigned: a list; allowed: {allowed}", allowed=", ".join(UNSIGNED))
    )
    _check(
        set(unsigned) <= set(UNSIGNED),
        where,
        say("unsigned: {unsigned}; allowed: {allowed}", unsigned=", ".join(unsigned), allowed=", ".join(UNSIGNED)),
    )
    known = _signers(data.get("signers", {}), where)
    _check(
        not unsigned or bool(known.get("checked")),
        where,
        say("unsigned: [checked] needs signers.checked: who may file it"),
    )
    allowed_signers = data.get("allowed_signers", default.allowed_signers)
    _check(_said(allowed_signers), where, say("allowed_signers: the path of a file"))
    return Policy(
        corpora=_names(data.get("corpora", list(default.corpora)), where, say("corpora: a list of folders")),
        absent=_absences(data.get("absent", []), where), signatures=signatures, allowed_signers=allowed_signers,
        unsigned=unsigned, signers=known, days=_days(data.get("days", {}), where),
    )  # fmt: skip


def _check(holds: bool, where: str, wrong: str) -> None:
    if not holds:
        raise BriefproofError("{where}: {wrong} (docs/policy.md)", where=where, wrong=wrong)


def _said(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != "" and value.isprintable()


def _names(value: Any, where: str, wrong: str) -> tuple[str, ...]:
    _check(isinstance(value, list) and all(map(_said, value)), where, wrong)
    return tuple(value)


def _absences(value: Any, where: str) -> tuple[Absent, ...]:
    wanted = set(Absent.__slots__) - {"by"}
    _check(isinstance(value, list), where, say("absent: a list"))
    for number, item in enumerate(value, start=1):
        whole = isinstance(item, dict) and set(item) - {"by"} == wanted and all(map(_said, item.values()))
        _check(
            whole, where, say("absent, item {number}: file, sha256, why and perhaps by, each as text", number=number)
        )
        _check(
            _SHA256.fullmatch(item["sha256"]) is not None,
            where,
            say("absent, item {number}: sha256: 64 hex digits", number=number),
        )
        if "by" in item:
            _check_name(item["by"], where, say("absent, item {number}: by", number=number))
    return tuple(Absent(**item) for item in value)


def _signers(value: Any, where: str) -> dict[str, tuple[str, ...]]:
    allowed = isinstance(value, dict) and all(key in SIGNED for key in value)
    _check(allowed, where, say("signers: a mapping; allowed keys: {allowed}", allowed=", ".join(SIGNED)))
    found = {key: _names(names, where, say("signers.{key}: a list of names", key=key)) for key, names in value.items()}
    for key, names in found.items():
        for name in names:
            _check_name(name, where, say("signers.{key}", key=key))
    return found


def _days(value: Any, where: str) -> dict[str, int]:
    holds = isinstance(value, dict) and all(key in LASTING for key in value)
    _check(holds, where, say("days: a mapping; allowed keys: {allowed}", allowed=", ".join(LASTING)))
    for key, number in value.items():
        _check(type(number) is int and number > 0, where, say("days.{key}: a whole number of days, 1 or more", key=key))
    return dict(value)


def _check_name(by: str, where: str, key: str) -> None:
    fault = unnamed(by)
    _check(not fault, where, say("{key}: {by}: {fault}", key=key, by=repr(by), fault=fault))


def add_corpus(folder: Path, root: Path) -> None:
    """Add a folder to the corpora of the policy, and leave what else stands there, comments too, as it is.

    Raises BriefproofError where the file cannot be written, or is laid out so that a person has to add it.
    """
    path, name = root / FILE, relative(folder)
    text = read_text(path) if path.exists() else ""
    wanted = (*parse(text, str(path)).corpora, name)
    changed = _with_corpus(text, wanted)
    if parse(changed, str(path)).corpora != wanted:
        raise BriefproofError(
            "{path}: add {name} to corpora yourself; its layout is not one that is changed here", path=path, name=name
        )
    write_atomically(path, changed)


def _with_corpus(text: str, wanted: tuple[str, ...]) -> str:
    """Return the text of a policy with the last of `wanted` at the end of its corpora."""
    last = json.dumps(wanted[-1], ensure_ascii=False)
    if block := re.search(r"(?m)^corpora:[^\S\n]*\n(?:[^\S\n]*- .*\n)*([^\S\n]*)- .*(?:\n|\Z)", text):
        end = block[0].rstrip("\n")
        return f"{text[: block.start()]}{end}\n{block[1]}- {last}\n{text[block.end() :]}"
    if flow := re.search(r"(?m)^corpora:[^\S\n]*\[([^\[\]\n]*)\]", text):
        listed = f"{flow[1].strip()}, {last}" if flow[1].strip() else last
        return f"{text[: flow.start()]}corpora: [{listed}]{text[flow.end() :]}"
    return (
        text
        + ("" if text.endswith("\n") or not text else "\n")
        + yaml_text.dump({"corpora": list(wanted)}, sort_keys=False)
    )
