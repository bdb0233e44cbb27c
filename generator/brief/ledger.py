"""The ledger of a brief: for each sentence its kind and the exact spans it rests on.

`briefs/<date>-<slug>.ledger.yml`; one entry per sentence in the order of the brief, sorted keys, no time
stamps, so that a line diff is a claim diff.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from generator import files, yaml_text
from generator.brief import form
from generator.brief.form import Flaw
from generator.brief.places import Place
from generator.corpus.locators import NAMED, Locator
from generator.errors import BriefproofError
from generator.evidence.cards import LISTED
from generator.language import text as language_text
from generator.messages import say

SCHEMA = files.DATA / "ledger.schema.json"
"""For editors and other programs; `parse` checks by itself, and says where."""
KEYS = ("adopted", "brief", "dropped", "entries", "generated", "given", "index", "reader", "searched")
"""What a ledger may hold."""
KINDS = ("claim", "quotation", "cell", "figure", "meta", "framing", "judgement")
"""claim: a source's sentence, after a lead from the closed list if need be; quotation: marked as such, in any
language; cell: of a table, a source's sentence; figure: such a sentence that holds a number; meta: about
the brief itself, checked against the front matter; framing: section logic, no fact; judgement: what someone concludes
from sentences of this brief, which a person answers for."""
SOURCED = ("claim", "quotation", "cell", "figure")
"""Kinds whose words are a source's."""
WORD_FOR_WORD = ("verbatim", "trim", *LISTED, "cell")
"""Relations of spans whose words the sentence has: a whole sentence, one trimmed as rules allow, a list, points
of one, one as in a cell."""
AS_IT_STANDS = (*WORD_FOR_WORD, "membership")
"""Relations of spans whose words the sentence has, or needs not have; with any other it is not word for word."""
WRITTEN = ("accepted", "repaired", "replaced", "added")
"""What may become of a sentence of the model writer that has an entry; "added" fills up what it wrote too little of."""
LISTS = ("searched", "given", "dropped")
"""Fields of a ledger that are lines of text."""
WRITTEN_FORM = re.compile(r"accepted|repaired|(?:replaced|added) \([a-z]+(?:, [a-z]+)*\)")
DROPPED_FORM = re.compile(r"section \d{1,4}: [a-z]+(?:, [a-z]+)*")
"""Forms of `Entry.written` and of a line of `Ledger.dropped`: codes of what was wrong, never words of a model."""
INDEX_FORM = re.compile(r"(?:lance [1-9][0-9]{0,11})?")
"""Form of `Ledger.index`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One span of a source that a sentence rests on."""

    source: str
    """Id of the source in the brief's front matter: "S1"."""
    chunk: int
    """Chunk within the source, from 1."""
    page: Locator | None = None
    """Locator or place that the span starts on, where the source has such."""
    chunk_sha256: str
    start: int
    end: int
    """Character offsets into the chunk's text."""
    quote: str
    """The chunk's text from `start` to `end`, verbatim."""
    relation: str
    """What the span does for the sentence: "verbatim" (a whole sentence that says it), "trim" (one without what
    `readings` lists), "list" (a list with what introduces it, as one sentence), "points" (that, of which the sentence
    has some points and the last one), "steps" (points of a list that instructs), "cell" (a sentence or a table's value
    as a cell or a figure shows it, without its full stop), "edited" (says it in other words, near enough to be judged
    by rule), "retold" (says it in other words or another language, for a person to sign) or "membership" (says that the
    side belongs to the class that the sentence speaks of)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A person's acceptance of one sentence on its evidence, or of a whole text."""

    by: str
    """Name of the person."""
    on: str
    """Day, ISO 8601."""
    of: str
    """`content_hash` of the entry that was accepted, or the hash of the whole text: the signature lapses with it."""
    proof: str = ""
    """An armoured SSH signature; "" where the author of the commit that added it is the proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a second reader, a model that sees a sentence and its passages alone, was asked and answered."""

    model: str
    prompt: str
    """SHA-256 of what it was asked (`gate.checking.prompt`)."""
    reply: str
    """Its answer, as it came; the gate reads it anew and finds the quotes in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sentence of the brief."""

    id: str
    """"s-" and 10 hex digits of the SHA-256 of the sentence's text; "-2", "-3" for repetitions."""
    section: int
    paragraph: int = 0
    """Block within the section that it stands in, from 1; 0 before it has a place."""
    row: int | None = None
    """Of a list item or cell: row of its block, from 1."""
    column: int | None = None
    """Of a cell: column, from 1."""
    kind: str
    """One of `KINDS`."""
    text: str
    """The sentence as in the brief, without citations."""
    side: str | None = None
    """The subject it speaks of, a name from `commission.subjects`; None when it speaks of none or of several."""
    lead: str = ""
    """Words put before the source's own: a connective or attribution from a closed list."""
    supports: tuple[Support, ...] = ()
    rests: tuple[str, ...] = ()
    """Of a judgement: ids of the sentences of this brief that it rests on."""
    origins: int | None = None
    """How many independent sources say all of it (`gate.origins`), where there are several."""
    written: str = ""
    """What became of the model writer's words: "accepted", "repaired" (accepted after a finding), "replaced (…)" by
    the source's sentence, with the codes of what was wrong, or "added (…)", a source's sentence where it wrote too
    little; "" where no model wrote."""
    checked: Checked | None = None
    """What a second reader found, where the model writer asked one."""
    signed: Signature | None = None
    """Who accepted it, where someone did."""

    @property
    def place(self) -> Place:
        """Where it stands within its section."""
        return Place(paragraph=self.paragraph, row=self.row, column=self.column)

    def at(self, section: int, place: Place) -> "Entry":
        """Return it at another place."""
        return replace(self, section=section, paragraph=place.paragraph, row=place.row, column=place.column)

    @property
    def accepted(self) -> bool:
        """Tell whether it is signed as it stands."""
        return self.signed is not None and self.signed.of == content_hash(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All entries of one brief."""

    brief: str
    """File name of the brief."""
    reader: str
    """Names and versions of the readers that made the offsets."""
    entries: tuple[Entry, ...]
    generated: str = ""
    """SHA-256 of what the brief said as it was generated: another one there now means that a person edited it."""
    searched: tuple[str, ...] = ()
    """A line for each document of the corpus that was searched, in path order: 16 hex digits of its hash, its path."""
    index: str = ""
    """The version of the shared index that was searched: "lance 42"; "" where none is shared. Nothing rests on it."""
    given: tuple[str, ...] = ()
    """Such a line for each attachment that is another now than when the text was made of it, with its file name."""
    dropped: tuple[str, ...] = ()
    """A line for each sentence of the model writer that stands nowhere, with the codes of why: "section 3: length"."""
    adopted: Signature | None = None
    """Who answers for the whole text, where no run of the program wrote it as it stands."""
    flaws: tuple[Flaw, ...] = field(default=(), compare=False)
    """What its file holds besides; () before it was parsed from one."""


def content_hash(entry: Entry) -> str:
    """Return the SHA-256 of the sentence, its kind, its section and its evidence; no number of a source enters it.

    The ids of what a judgement rests on follow from the words of those sentences: with other words there it lapses.
    """
    evidence = [[s.chunk_sha256, s.start, s.end, s.quote, s.relation] for s in entry.supports]
    said = [entry.text, entry.lead, entry.side, entry.kind, entry.section]
    rests = [list(entry.rests)] if entry.rests else []
    content = json.dumps([*said, evidence, *rests], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def carried(old: Ledger, new: Ledger) -> Ledger:
    """Return `new` with the signatures of `old` that still hold, and its index where that held the same documents."""
    signed = {entry.id: entry.signed for entry in old.entries if entry.accepted}
    entries = (replace(entry, signed=entry.signed or signed.get(entry.id)) for entry in new.entries)
    kept = tuple(entry if entry.accepted else replace(entry, signed=None) for entry in entries)
    same = old.index and new.index and old.searched == new.searched
    return replace(new, entries=kept, index=old.index if same else new.index)


def edited(ledger: Ledger) -> int:
    """Return how many sentences say in other words what their sources say."""
    return sum(any(span.relation not in AS_IT_STANDS for span in entry.supports) for entry in ledger.entries)


def ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return an id for each sentence text, in order; a repeated text gets "-2", "-3", …"""
    seen: dict[str, int] = {}
    result = []
    for text in texts:
        stem = "s-" + hashlib.sha256(text.encode()).hexdigest()[:10]
        seen[stem] = seen.get(stem, 0) + 1
        result.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return tuple(result)


def written(ledger: Ledger) -> dict[str, int]:
    """Return how many sentences of the model writer were accepted, repaired, replaced, added and dropped."""
    found = [entry.written.partition(" ")[0] for entry in ledger.entries]
    return {kind: found.count(kind) for kind in WRITTEN} | {"dropped": len(ledger.dropped)}


def render(ledger: Ledger) -> str:
    """Write the ledger as YAML, keys sorted; empty fields are left out."""
    entries = [_plain(entry) for entry in ledger.entries]
    head = {"brief": ledger.brief, "generated": ledger.generated, "reader": ledger.reader}
    head |= {"index": ledger.index} if ledger.index else {}
    lines = {key: list(held) for key in LISTS if (held := getattr(ledger, key))}
    adopted = {"adopted": _plain(ledger.adopted)} if ledger.adopted else {}
    return yaml_text.dump({**head, **lines, **adopted, "entries": entries}, sort_keys=True)


def _plain(value: Entry | Support | Signature | Checked) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for one in fields(value):
        item = getattr(value, one.name)
        if item in (None, "", ()):
            continue
        if isinstance(item, Signature | Checked):
            item = _plain(item)
        elif isinstance(item, tuple):
            item = [_plain(part) if isinstance(part, Support) else part for part in item]
        plain[one.name] = item
    return plain


def parse(text: str, where: str) -> Ledger:
    """Read a ledger; `where` names the file in errors.

    What is in the file and not in the ledger is among its `flaws`. Raises BriefproofError naming the entry that is off.
    """
    text = language_text.unified(text)
    data = yaml_text.load_plain(text, where)
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise BriefproofError("{where}: no ledger; expected the keys {keys}", where=where, keys=", ".join(KEYS))
    entries = tuple(_entry(item, number, where) for number, item in enumerate(data["entries"], start=1))
    for key, value in data.items():
        if key not in KEYS:
            raise BriefproofError(
                "{where}: unknown key {key}; allowed: {allowed}", where=where, key=repr(key), allowed=", ".join(KEYS)
            )
        if key not in ("adopted", "entries", *LISTS) and not isinstance(value, str):
            raise BriefproofError("{where}: {key}: {value} is no text", where=where, key=key, value=repr(value))
    head = {key: data.get(key, "") for key in ("brief", "generated", "index", "reader")}
    if not INDEX_FORM.fullmatch(head["index"]):
        raise BriefproofError(
            "{where}: index: {index} is no version of an index, such as lance 42",
            where=where,
            index=repr(head["index"]),
        )
    lines = {key: data.get(key, []) for key in LISTS}
    for key, held in lines.items():
        if not isinstance(held, list) or not all(isinstance(line, str) for line in held):
            raise BriefproofError("{where}: {key}: a list of lines", where=where, key=key)
    try:
        adopted = Signature(**_typed(Signature, data["adopted"])) if "adopted" in data else None
    except (TypeError, AttributeError, ValueError) as error:
        raise BriefproofError("{where}: adopted: {error}", where=where, error=error) from None
    flaws = tuple(sorted((*form.invisible(text), *form.of_yaml(text, data, 1)), key=lambda flaw: flaw.line))
    read = {key: tuple(held) for key, held in lines.items()}
    return Ledger(**head, entries=entries, **read, adopted=adopted, flaws=flaws)


def _entry(item: Any, number: int, where: str) -> Entry:
    try:
        supports = tuple(Support(**_typed(Support, support)) for support in _listed(item, "supports", dict))
        signed = Signature(**_typed(Signature, item["signed"])) if "signed" in item else None
        checked = Checked(**_typed(Checked, item["checked"])) if "checked" in item else None
        rest = {key: value for key, value in item.items() if key not in _NESTED}
        rests = tuple(_listed(item, "rests", str))
        return Entry(**_typed(Entry, rest), supports=supports, rests=rests, checked=checked, signed=signed)
    except (TypeError, AttributeError, ValueError) as error:
        name = item.get("id", "?") if isinstance(item, dict) else "?"
        raise BriefproofError(
            "{where}, entry {number} ({name}): {error}", where=where, number=number, name=name, error=error
        ) from None


def _listed(item: dict[str, Any], key: str, kind: type) -> list[Any]:
    """Return a list of an entry, [] where there is none; raises ValueError for anything else."""
    value = item.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
        raise ValueError(
            say("{key}: {wanted}", key=key, wanted=say("a list of ids") if kind is str else say("a list of spans"))
        )
    return value


_NESTED = frozenset(("supports", "rests", "checked", "signed"))
"""Fields of an entry that are no text and no number."""
_NUMBERS = frozenset(("section", "paragraph", "row", "column", "chunk", "start", "end", "origins"))


def _typed(kind: type, item: dict[str, Any]) -> dict[str, Any]:
    """Check the scalar fields of `item`: numbers are whole, the rest is text; raises ValueError."""
    allowed = {one.name for one in fields(kind)}
    for key, value in item.items():
        if key not in allowed:
            raise ValueError(
                say("unknown key {key}; allowed: {allowed}", key=repr(key), allowed=", ".join(sorted(allowed)))
            )
        if key == "page" and type(value) is str and NAMED.fullmatch(value):
            continue
        expected = int if key in _NUMBERS or key == "page" else str
        if type(value) is not expected:
            kind_of = say("whole number") if expected is int else say("text")
            raise ValueError(say("{key}: {value} is no {wanted}", key=key, value=repr(value), wanted=kind_of))
    return item
