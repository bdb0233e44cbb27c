"""What a reviewer needs to see of changed briefs, as Markdown for a comment on a pull request.

Everything that comes from briefs and sources is text (`plain`): it cannot become markup, a link or a mention.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote as url_quote

from generator.brief import Brief
from generator.brief.ledger import SOURCED, WORD_FOR_WORD, Entry, Ledger
from generator.gate import Finding

MARK = "<!-- briefproof review -->"
"""First line, by which a workflow finds the comment to update."""
LONGEST = 60_000
"""Characters that a comment may have; GitHub refuses more than 65,536."""
CAPS = (40, 12, 4, 1)
"""Items shown of each list: the first that keeps the comment below `LONGEST` counts."""
SHOWN = 280
"""Characters shown of a sentence or quote."""
ALIKE = 0.5
"""Likeness (`difflib` ratio, 0 to 1) from which a removed and an added sentence are one that was reworded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A brief and its ledger at one time."""

    brief: Brief
    ledger: Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one sentence."""

    kind: str
    """"added", "removed", "reworded", "recited" (other citations), "moved" (other place or chunk hash) or "signed" (by
    other people, or no longer)."""
    old: Entry | None
    new: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One brief of a review."""

    path: Path
    old: Version | None
    """None for a new brief."""
    new: Version | None
    """None for a removed one."""
    findings: tuple[Finding, ...] = ()


HEADS = {
    "added": "Added",
    "removed": "Removed",
    "reworded": "Reworded",
    "recited": "Cited otherwise",
    "moved": "Evidence moved",
    "signed": "Signatures",
}


def changes(old: Version | None, new: Version | None) -> tuple[Change, ...]:
    """Return what happened to the sentences that rest on sources, in the order of the brief, removed ones last."""
    before = _sourced(old)
    after = _sourced(new)
    gone = {name: entry for name, entry in before.items() if name not in after}
    found = []
    for name, entry in after.items():
        if name not in before:
            former = _former(entry, gone.values())
            if former:
                del gone[former.id]
            found.append(Change(kind="reworded" if former else "added", old=former, new=entry))
        elif _places(before[name], old) != _places(entry, new):
            found.append(Change(kind="recited", old=before[name], new=entry))
        elif [s.chunk_sha256 for s in before[name].supports] != [s.chunk_sha256 for s in entry.supports] or [
            (s.start, s.end) for s in before[name].supports
        ] != [(s.start, s.end) for s in entry.supports]:
            found.append(Change(kind="moved", old=before[name], new=entry))
        elif before[name].signed != entry.signed:
            found.append(Change(kind="signed", old=before[name], new=entry))
    return (*found, *(Change(kind="removed", old=entry, new=None) for entry in gone.values()))


def _sourced(version: Version | None) -> dict[str, Entry]:
    entries = version.ledger.entries if version else ()
    return {entry.id: entry for entry in entries if entry.kind in (*SOURCED, "summary")}


def _former(entry: Entry, gone: Iterable[Entry]) -> Entry | None:
    """Return the removed sentence that this one was made of, if there is one."""
    best, likeness = None, ALIKE
    for other in gone:
        matcher = difflib.SequenceMatcher(None, other.text, entry.text, autojunk=False)
        if matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
            best, likeness = other, ratio
    return best


def _sources(version: Version | None) -> dict[str, Mapping[str, Any]]:
    return {source["id"]: source for source in version.brief.front.get("sources", ())} if version else {}


def _places(entry: Entry, version: Version | None) -> tuple[tuple[str, int], ...]:
    sources = _sources(version)
    return tuple((str(sources.get(s.source, {}).get("title", s.source)), s.chunk) for s in entry.supports)


# --- Markdown


def render(
    items: Sequence[Reviewed], notes: Sequence[str] = (), *, link: Callable[[str, int], str] | None = None
) -> str:
    """Return the review; `link` turns a path and a line (0 for none) into an address, without it nothing is linked."""
    for cap in CAPS:
        page = _page(items, notes, cap, link or (lambda path, line: ""))
        if len(page) <= LONGEST:
            return page
    return page[:LONGEST].rsplit("\n", 1)[0] + "\n\n… (cut: the comment would be too long)\n"


def forge_link(base: str) -> Callable[[str, int], str]:
    """Return a function that makes addresses below `base`, as forges have them: BASE/path#L12."""
    root = base.rstrip("/")
    return lambda path, line: f"{root}/{url_quote(path)}" + (f"#L{line}" if line else "")


def _page(items: Sequence[Reviewed], notes: Sequence[str], cap: int, link: Callable[[str, int], str]) -> str:
    errors = sum(f.severity == "error" for item in items for f in item.findings)
    lines = [MARK, "## Briefs in this change", ""]
    if not items:
        lines += ["No brief was added, changed or removed.", ""]
    else:
        state = f"**{errors} errors**" if errors else "no errors"
        lines += [f"{len(items)} {'brief' if len(items) == 1 else 'briefs'}, {state}.", ""]
    for item in items[:cap]:
        lines += _brief(item, cap, link)
    if len(items) > cap:
        lines += [f"… and {len(items) - cap} more briefs.", ""]
    if notes:
        lines += [
            "### Sentences elsewhere that lose their evidence",
            "",
            *_capped([f"- {plain(n)}" for n in notes], cap),
            "",
        ]
    lines += ["A quote shows where a sentence comes from, not that it is true.", ""]
    return "\n".join(lines)


def _brief(item: Reviewed, cap: int, link: Callable[[str, int], str]) -> list[str]:
    version = item.new or item.old
    assert version is not None
    state = "new" if item.old is None else "removed" if item.new is None else "changed"
    lines = [
        f"### {plain(version.brief.title)} ({state})",
        "",
        _linked(item.path.as_posix(), link(item.path.as_posix(), 0)),
        "",
    ]
    if item.new:
        lines += [*_figures(item.old, item.new), ""]
    at = {s.text: s.line for _, _, s in item.new.brief.sentences} if item.new else {}
    for severity, head in (("error", "Errors"), ("warning", "Warnings to sign off")):
        found = [f for f in item.findings if f.severity == severity]
        if found:
            listed = [
                f"- [ ] {_linked(f'line {f.line}', link(item.path.as_posix(), f.line))} `{f.code}`: {plain(f.message)}"
                for f in found
            ]
            lines += [f"**{head} ({len(found)})**", "", *_capped(listed, cap), ""]
    for logo in item.new.brief.front.get("logos", ()) if item.new else ():
        lines += [*_logo(logo), ""]
    changed = changes(item.old, item.new)
    for kind, head in HEADS.items():
        own = [change for change in changed if change.kind == kind]
        if own:
            shown = [line for change in own[:cap] for line in _change(change, item, at, link)]
            more = [f"- … and {len(own) - cap} more"] if len(own) > cap else []
            lines += ["<details>", f"<summary>{head}: {len(own)}</summary>", "", *shown, *more, "", "</details>", ""]
    if not changed:
        lines += ["No sentence that rests on a source changed.", ""]
    return lines


def _figures(old: Version | None, new: Version) -> list[str]:
    rows = ["| | before | now |", "|---|---|---|"]
    for name, value in _measures(new).items():
        before = _measures(old).get(name, "–") if old else "–"
        rows.append(f"| {plain(name)} | {plain(before)} | {plain(value)} |")
    return rows


def _measures(version: Version) -> dict[str, str]:
    front = version.brief.front
    length = front["commission"]["length"]
    kinds = [entry.kind for entry in version.ledger.entries]
    stated = [entry for entry in version.ledger.entries if entry.kind in (*SOURCED, "summary")]
    evidenced = sum(bool(entry.supports) for entry in stated)
    return {
        "length": f"{length['counted']} {length['unit']} ({length.get('min', '–')} to {length.get('max', '–')})",
        "sentences": f"{len(kinds)}, of them {len(stated)} from sources",
        "coverage": f"{evidenced} of {len(stated)} with evidence",
        "sources": str(len(front.get("sources", ()))),
        "balance": ", ".join(f"{name} {share} %" for name, share in front.get("balance", {}).items()) or "–",
    }


def _logo(logo: Mapping[str, Any]) -> list[str]:
    near = ", ".join(f"{plain(c['name'])} {c['score']:.2f}" for c in logo.get("candidates", ())[:3])
    return [
        f"**Picture** {plain(logo['image'])}: {plain(logo['verdict'])} {plain(logo.get('name') or '')} – confidence "
        f"{logo['confidence']:.2f} against {logo['threshold']:.2f}, margin {logo['margin']:.2f}"
        + (f"; nearest: {near}" if near else "")
    ]


def _change(change: Change, item: Reviewed, at: Mapping[str, int], link: Callable[[str, int], str]) -> list[str]:
    entry = change.new or change.old
    assert entry is not None
    line = at.get(entry.text, 0) if change.new else 0
    where = _linked(f"line {line}", link(item.path.as_posix(), line)) + " " if line else ""
    if change.kind == "reworded" and change.old and change.new:
        lines = [f"- {where}{_difference(change.old.text, change.new.text)}"]
    else:
        lines = [f"- {where}{plain(entry.text)}"]
    if change.kind == "recited" and change.old:
        lines += [f"  - before: {place}" for place in _evidence(change.old, item.old, link)]
    lines += [f"  - {place}" for place in _evidence(entry, item.new if change.new else item.old, link)]
    if entry.signed and change.new:
        state = "signed" if entry.accepted else "signature lapsed"
        lines.append(f"  - {state}: {plain(entry.signed.by)}, {plain(entry.signed.on)}")
    return lines


def _difference(old: str, new: str) -> str:
    """Return the new sentence with what went struck out and what came in bold."""
    pieces = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(plain(old[i1:i2], SHOWN * 2))
            continue
        if old[i1:i2].strip():
            pieces.append(f"<del>{plain(old[i1:i2])}</del>")
        if new[j1:j2].strip():
            pieces.append(f"<ins>{plain(new[j1:j2])}</ins>")
    return "".join(pieces)


def _evidence(entry: Entry, version: Version | None, link: Callable[[str, int], str]) -> list[str]:
    sources = _sources(version)
    found = []
    for span in entry.supports:
        source = sources.get(span.source, {})
        name = plain(str(source.get("title", span.source)))
        path = str(source.get("path") or "")
        place = f"page {span.page}" if span.page else f"chunk {span.chunk}"
        said = "" if span.relation in WORD_FOR_WORD else f" ({plain(span.relation)})"
        found.append(
            f"{_linked(name, link(path, 0) if path else '', escaped=True)}, {place}{said}: “{plain(span.quote)}”"
        )
    return found


def _linked(words: str, address: str, *, escaped: bool = False) -> str:
    shown = words if escaped else plain(words)
    return f"[{shown}](<{address}>)" if re.match(r"https?://[^<>\s]+$", address) else shown


def _capped(lines: list[str], cap: int) -> list[str]:
    return lines if len(lines) <= cap else [*lines[:cap], f"- … and {len(lines) - cap} more"]


def plain(words: str, most: int = SHOWN) -> str:
    """Return text as Markdown that shows it and nothing else, on one line, cut to `most` characters.

    Every ASCII mark is escaped, so that it makes no markup, HTML or address; a zero-width space after @ and # keeps
    forges from reading mentions and references.
    """
    line = " ".join(words.split())
    if len(line) > most:
        line = line[: most - 1] + "…"
    if words[:1].isspace() and line:
        line = " " + line
    if words[-1:].isspace() and line.strip():
        line += " "
    line = re.sub(r"([@#])(?=\w)", "\\1\u200b", line)
    return (
        re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )
