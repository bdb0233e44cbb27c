"""What differs between two versions of a text (by lines), of front matter (by keys) and of a ledger (by entries)."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from generator import yaml_text
from generator.brief import Brief
from generator.brief.ledger import SOURCED, Entry, Ledger
from generator.errors import BriefproofError
from generator.language import text as language_text

ALIKE = 0.5
"""Likeness (`difflib` ratio, 0 to 1) from which something removed and something added are one that was changed."""
HEAVY = 400
"""Lines removed and added, each, above which no pairs are sought: that would take minutes."""
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A brief and its ledger at one time."""

    brief: Brief
    ledger: Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a brief, or a sentence of a document."""

    number: int
    """Line in the file, from 1."""
    text: str
    """Without what editors and formatters change: white space at its ends and in runs, Unicode's way of composing."""
    under: str
    """The heading that it stands under."""
    after: str
    """The line before it that says something, "" for the first."""
    opens: bool
    """Whether it opens a paragraph, or anything else than the line before it."""
    at: int
    """Position among the lines that say something, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What happened to one line: "changed", "moved" (to another place), "added", "removed", "split" or "joined" (it is
    the same, and no longer in the paragraph of the line before it, or newly so)."""

    kind: str
    old: Line | None
    new: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one entry of a ledger."""

    kind: str
    """"added", "removed", "reworded", "recited" (other citations), "moved" (other place or chunk hash), "signed" (by
    other people, or no longer) or "recorded" (anything else that it says)."""
    old: Entry | None
    new: Entry | None


def parts(text: str) -> tuple[str, str, int]:
    """Return front matter, body and how many lines precede the body; without front matter all is body."""
    text = unified(text)
    match = _FRONT.match(text)
    return (match[1], text[match.end() :], match[0].count("\n")) if match else ("", text, 0)


def unified(text: str) -> str:
    """Return a file's text without its byte order mark, with one kind of line end, composed."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def lines(text: str, before: int = 0) -> tuple[Line, ...]:
    """Return the lines of a text that say something; `before` lines precede it in its file."""
    return tuple(_numbered((number, line) for number, line in enumerate(text.split("\n"), before + 1)))


def sentences(text: str) -> tuple[Line, ...]:
    """Return the sentences of a document, heading by heading and line by line."""
    return tuple(
        _numbered(
            (number, line[start:end])
            for number, line in enumerate(unified(text).split("\n"), 1)
            for start, end in language_text.sentences(line)
        )
    )


def _numbered(found: Iterable[tuple[int, str]]) -> Iterator[Line]:
    at, under, after, blank = 0, "", "", True
    for number, raw in found:
        said = re.sub(r"[ \t]+", " ", raw).strip(" \t")
        if said.startswith("|"):
            said = re.sub(r" ?(?<!\\)\| ?", " | ", said).strip()
        if not said or _RULE.fullmatch(re.sub(r"\s", "", said)):
            blank = blank or not said
            continue
        said = re.sub(r"^[*+] ", "- ", said)
        if re.match(r"#{1,6} ", said):
            under = said.lstrip("# ")
        opens = blank or _sort(said) != _sort(after)
        yield Line(number=number, text=said, under=under, after=after, opens=opens, at=at)
        at, after, blank = at + 1, said, False


def _sort(said: str) -> str:
    return said[:1] if said[:1] in "#|" or said.startswith("- ") else ""


def edits(old: tuple[Line, ...], new: tuple[Line, ...]) -> tuple[Edit, ...]:
    """Return what happened between two texts, in the order of the new one, what was removed last."""
    matcher = difflib.SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    gone, come, found = [], [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            gone += old[i1:i2]
            come += new[j1:j2]
            continue
        both = zip(old[i1:i2], new[j1:j2], strict=True)
        found += [Edit(kind="split" if b.opens else "joined", old=a, new=b) for a, b in both if a.opens != b.opens]
    for line in come:
        same = next((other for other in gone if other.text == line.text), None)
        if same:
            gone.remove(same)
            found.append(Edit(kind="moved", old=same, new=line))
        else:
            found.append(Edit(kind="added", old=None, new=line))
    if max(len(gone), len(come)) <= HEAVY:
        for number, edit in enumerate(found):
            if edit.kind == "added" and edit.new and (former := _alike(edit.new.text, gone)):
                gone.remove(former)
                found[number] = Edit(kind="changed", old=former, new=edit.new)
    found.sort(key=lambda edit: edit.new.at if edit.new else 0)
    return (*found, *(Edit(kind="removed", old=line, new=None) for line in gone))


def _alike(text: str, among: Iterable[Line]) -> Line | None:
    return max(((r, -one.at, one) for one in among if (r := likeness(one.text, text)) > ALIKE), default=(0, 0, None))[2]


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1; 0 at once where they cannot reach `ALIKE`."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    enough = matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE
    return matcher.ratio() if enough else 0.0


# --- front matter


def keys(old: str, new: str) -> tuple[tuple[str, str, str], ...] | None:
    """Return (key, old, new) for each value of two front matters that differs, "" for none.

    None where one of them cannot be read. What is written and read as no value (a comment) has the key "".
    """
    try:
        before, now = _flat(yaml_text.load(old, "old")), _flat(yaml_text.load(new, "new"))
    except BriefproofError:
        return None
    differing = [name for name in dict.fromkeys([*now, *before]) if before.get(name) != now.get(name)]
    differing.sort(key=lambda name: "sha256" in name or ".chunks" in name)  # hashes last
    held = yaml_text.dump(yaml_text.load(new, "new"), sort_keys=False)
    return (*((name, before.get(name, ""), now.get(name, "")) for name in differing), *hidden(old, new, held))


def hidden(old: str, new: str, held: str) -> tuple[tuple[str, str, str], ...]:
    """Return the new lines of a file that say what is not in `held`, the file as it is read, as keys without a name."""
    known, before = _bare(held), set(old.split("\n"))
    return tuple(("", "", line) for line in new.split("\n") if line not in before and _bare(line) not in known)


def _bare(words: str) -> str:
    return "".join(character for character in words if character.isalnum())


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """Return the values of a nested one by their keys: "commission.subjects[1].name"."""
    if isinstance(value, Mapping):
        pairs = [(f"{name}.{key}" if name else str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        named = [item.get("id") if isinstance(item, Mapping) else None for item in value]
        marks = named if all(named) and len(set(map(str, named))) == len(named) else range(1, len(value) + 1)
        pairs = [(f"{name}[{mark}]", item) for mark, item in zip(marks, value, strict=True)]
    else:
        return {name: unicodedata.normalize("NFC", str(value))}
    return {key: said for part, item in pairs for key, said in _flat(item, part).items()}


# --- ledgers


def changes(old: Version | None, new: Version | None) -> tuple[Change, ...]:
    """Return what happened to the entries, in the order of the brief, removed ones last.

    Of a brief that is new or gone these are the sentences that rest on sources, and judgements.
    """
    before, after = _entries(old, new), _entries(new, old)
    gone = {name: entry for name, entry in before.items() if name not in after}
    found = []
    for name, entry in after.items():
        if name not in before:
            former = _former(entry, gone.values())
            if former:
                del gone[former.id]
            found.append(Change(kind="reworded" if former else "added", old=former, new=entry))
        elif kind := _kind(before[name], entry, old, new):
            found.append(Change(kind=kind, old=before[name], new=entry))
    return (*found, *(Change(kind="removed", old=entry, new=None) for entry in gone.values()))


def _entries(version: Version | None, other: Version | None) -> dict[str, Entry]:
    entries = version.ledger.entries if version else ()
    return {entry.id: entry for entry in entries if other or entry.kind in (*SOURCED, "judgement")}


def _kind(old: Entry, new: Entry, before: Version | None, now: Version | None) -> str:
    if places(old, before) != places(new, now):
        return "recited"
    if _spans(old) != _spans(new):
        return "moved"
    if old.signed != new.signed:
        return "signed"
    return "recorded" if old != new else ""


def _spans(entry: Entry) -> list[tuple[str, int, int]]:
    return [(span.chunk_sha256, span.start, span.end) for span in entry.supports]


def _former(entry: Entry, gone: Iterable[Entry]) -> Entry | None:
    """Return the removed sentence that this one was made of, if there is one."""
    best = max(((r, one.id) for one in gone if (r := likeness(one.text, entry.text)) > ALIKE), default=(0, ""))[1]
    return next((one for one in gone if one.id == best), None) if best else None


def sources(version: Version | None) -> dict[str, Mapping[str, Any]]:
    """Return the sources of a brief by their ids, as far as its front matter lists any."""
    listed = version.brief.front.get("sources") if version else ()
    return {str(s["id"]): s for s in listed if isinstance(s, dict) and "id" in s} if isinstance(listed, list) else {}


def places(entry: Entry, version: Version | None) -> tuple[tuple[str, int], ...]:
    """Return (title, chunk) of what an entry rests on."""
    named = sources(version)
    return tuple((str(named.get(s.source, {}).get("title", s.source)), s.chunk) for s in entry.supports)


def recorded(old: Entry, new: Entry) -> tuple[tuple[str, str, str], ...]:
    """Return (field, old, new) for what two entries say differently, the ids left out, which follow from the text."""
    before, now = (_flat({k: _listed(v) for k, v in asdict(entry).items()}) for entry in (old, new))
    names = (name for name in dict.fromkeys([*now, *before]) if name != "id" and not name.endswith(".of"))
    empty = {"None": ""}
    return tuple(
        (name, empty.get(a, a), empty.get(b, b))
        for name in names
        if (a := before.get(name, "")) != (b := now.get(name, ""))
    )


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def heads(old: Ledger, new: Ledger) -> tuple[tuple[str, str, str], ...]:
    """Return (key, old, new) for what two ledgers say differently beside their entries, and of their order."""
    plain = [{k: _listed(v) for k, v in asdict(ledger).items() if k != "entries"} for ledger in (old, new)]
    before, now = map(_flat, plain)
    names = (name for name in dict.fromkeys([*now, *before]) if before.get(name, "") != now.get(name, ""))
    found = [(name, before.get(name, ""), now.get(name, "")) for name in names]
    moved = edits(*(tuple(_numbered((0, entry.text) for entry in ledger.entries)) for ledger in (old, new)))
    return (*found, *((f"{e.new.text} – after", e.old.after, e.new.after) for e in moved if e.kind == "moved"))
