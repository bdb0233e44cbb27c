"""The ledger of a brief: for each sentence its kind and the exact spans it rests on.

`briefs/<date>-<slug>.ledger.yml`; one entry per sentence in the order of the brief, sorted keys, no time
stamps, so that a line diff is a claim diff.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from generator import yaml_text
from generator.errors import BriefproofError

KINDS = ("claim", "quotation", "figure", "cell", "summary", "meta", "framing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One span of a source that a sentence rests on."""

    source: str
    """Id of the source in the brief's front matter: "S1"."""
    chunk: int
    """Chunk within the source, from 1."""
    page: int | None = None
    """Page the span starts on, from 1, where the source has pages."""
    chunk_sha256: str
    start: int
    """Character offset into the chunk's text; 0 with `end` 0 for an image."""
    end: int
    quote: str
    """The chunk's text from `start` to `end`, verbatim."""
    relation: str
    """What the span does for the sentence: "verbatim", "part" (the sentence is a piece of the span or joins
    label and item), "membership" (says that a member belongs to a class), "identity" (an image), "grey"."""
    score: float = 1.0
    """0 to 1; 1 for a verbatim span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sentence of the brief."""

    id: str
    """"s-" and 10 hex digits of the SHA-256 of the sentence's text; "-2", "-3" for repetitions."""
    section: int
    kind: str
    """One of `KINDS`."""
    text: str
    """The sentence as in the brief, without citations."""
    side: str | None = None
    """The subject it speaks of, a name from `commission.subjects`; None when it speaks of none or of several."""
    lead: str = ""
    """Words put before the source's own: a connective or attribution from a closed list."""
    supports: tuple[Support, ...] = ()
    rests_on: tuple[str, ...] = ()
    """For a summary: ids of the earlier entries it repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All entries of one brief."""

    brief: str
    """File name of the brief."""
    reader: str
    """Version of the readers that made the offsets."""
    entries: tuple[Entry, ...]


def ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return an id for each sentence text, in order; a repeated text gets "-2", "-3", …"""
    seen: dict[str, int] = {}
    result = []
    for text in texts:
        stem = "s-" + hashlib.sha256(text.encode()).hexdigest()[:10]
        seen[stem] = seen.get(stem, 0) + 1
        result.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return tuple(result)


def render(ledger: Ledger) -> str:
    """Write the ledger as YAML, keys sorted; empty fields are left out."""
    entries = [_plain(entry) for entry in ledger.entries]
    return yaml_text.dump({"brief": ledger.brief, "entries": entries, "reader": ledger.reader}, sort_keys=True)


def _plain(value: Entry | Support) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if item in (None, "", ()):
            continue
        if isinstance(item, tuple):
            item = [_plain(part) if isinstance(part, Support) else part for part in item]
        plain[field.name] = item
    return plain


def parse(text: str, where: str) -> Ledger:
    """Read a ledger; `where` names the file in errors. Raises BriefproofError naming the entry that is off."""
    data = yaml_text.load(text, where)
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise BriefproofError(f"{where}: no ledger; expected the keys brief, entries and reader")
    entries = tuple(_entry(item, number, where) for number, item in enumerate(data["entries"], start=1))
    return Ledger(brief=str(data.get("brief", "")), reader=str(data.get("reader", "")), entries=entries)


def _entry(item: Any, number: int, where: str) -> Entry:
    try:
        supports = tuple(Support(**_typed(Support, support)) for support in item.get("supports", ()))
        rest = {key: value for key, value in item.items() if key not in ("supports", "rests_on")}
        return Entry(**_typed(Entry, rest), supports=supports, rests_on=tuple(map(str, item.get("rests_on", ()))))
    except (TypeError, AttributeError, ValueError) as error:
        name = item.get("id", "?") if isinstance(item, dict) else "?"
        raise BriefproofError(f"{where}, entry {number} ({name}): {error}") from None


def _typed(kind: type, item: dict[str, Any]) -> dict[str, Any]:
    """Check the scalar fields of `item` against the annotations of `kind`; raises ValueError."""
    allowed = {field.name: str(field.type) for field in fields(kind)}
    for key, value in item.items():
        expected = allowed.get(key, "")
        if not expected:
            raise ValueError(f"unknown key {key!r}; allowed: {', '.join(sorted(allowed))}")
        if expected.startswith("int | None" if value is None else "int") and (
            value is None or type(value) is int
        ):
            continue
        if expected.startswith("float") and type(value) in (int, float):
            continue
        if expected.startswith("str") and (isinstance(value, str) or (value is None and "None" in expected)):
            continue
        raise ValueError(f"{key}: {value!r} is not of type {expected}")
    return item
