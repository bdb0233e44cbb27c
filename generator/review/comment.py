"""What a reviewer needs to see of changed briefs and of what they rest on, as Markdown for a comment on a pull request.

Everything that comes from briefs and sources is text (`marks.plain`): it cannot become markup, a link or a mention.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.brief import ledger as ledgers
from generator.brief.ledger import SOURCED, WORD_FOR_WORD, Entry
from generator.corpus.locators import said
from generator.gate import origins
from generator.review import comparing, surroundings
from generator.review.comparing import Change, Edit, Line, Version
from generator.review.gathering import Around, Reviewed
from generator.review.marks import Link, became, capped, folded, linked, plain
from generator.review.phrases import NEXT, PHRASES

MARK = "<!-- briefproof review -->"
"""First line, by which a workflow finds the comment to update."""
LONGEST = 60_000
"""Characters that a comment may have; GitHub refuses more than 65,536."""
CAPS = (40, 12, 4, 1)
"""Items shown of each list: the first that keeps the comment below `LONGEST` counts."""
KINDS = ("added", "removed", "reworded", "recited", "moved", "signed", "recorded")
"""In the order in which changes of entries are listed; see `comparing.Change`."""
_HASH = re.compile(r"\b([0-9a-f]{16})[0-9a-f]{48}\b")
_FOLLOWS = ("text", "supports", "signed", "written")
"""Fields of an entry that are shown in another way."""

Words = Mapping[str, str]


def render(
    items: Sequence[Reviewed],
    notes: Sequence[str] = (),
    *,
    around: Around | None = None,
    link: Link | None = None,
    preview: str = "",
) -> str:
    """Return the review; without `link` nothing is linked. `notes` name the sentences elsewhere that lose evidence."""
    for cap in CAPS:
        page = _page(items, notes, around or Around(), cap, link or (lambda path, line: ""), preview)
        if len(page) <= LONGEST:
            return page
    return page[:LONGEST].rsplit("\n", 1)[0] + f"\n\n{PHRASES[_language(items)]['cut']}\n"


def _language(items: Sequence[Reviewed]) -> str:
    """Return the language of what is said of all: English unless every brief is Chinese."""
    return "zh" if items and all(_spoken(item) == "zh" for item in items) else "en"


def _spoken(item: Reviewed) -> str:
    version = item.new or item.old
    asked = version.brief.front.get("commission") if version else None
    return "zh" if isinstance(asked, dict) and asked.get("language") == "zh" else "en"


def _page(items: Sequence[Reviewed], notes: Sequence[str], around: Around, cap: int, link: Link, preview: str) -> str:
    words = PHRASES[_language(items)]
    errors = len(around.faults) + sum(bool(item.error) for item in items)
    errors += sum(finding.severity == "error" for item in items for finding in item.findings)
    lines = [MARK, f"## {words['head']}", "", *surroundings.ruling(around, cap, link, words)]
    lines += surroundings.bearing(around, cap, link, words)
    state = f"**{words['errors'].format(n=errors)}**" if errors else words["no_errors"]
    lines += [words["briefs"].format(n=len(items), state=state) if items else words["none"], ""]
    if preview:
        lines += [words["preview"].format(link=linked("site", preview)), ""]
    for item in items[:cap]:
        lines += _brief(item, cap, link)
    if len(items) > cap:
        lines += [words["more_briefs"].format(n=len(items) - cap), ""]
    lines += surroundings.rest(around, cap, link, words)
    if notes:
        lines += [f"### {words['losses']}", "", *capped([f"- {plain(note)}" for note in notes], cap, words), ""]
    lines += [words["provenance"], ""]
    return "\n".join(lines)


def _brief(item: Reviewed, cap: int, link: Link) -> list[str]:
    words = PHRASES[_spoken(item)]
    path = item.path.as_posix()
    parts = [_findings(item, cap, link, words), _next(item, words), _vouched(item, cap, words), _logos(item, words)]
    told = [*_text(item, cap, link, words), *_front(item, cap, words), *_ledger(item, cap, link, words)]
    if not told and not item.error:
        told = [words["identical" if item.texts[0] == item.texts[1] else "same"], ""]
    head = [*_head(item, link(path, 0), words), *(_figures(item.old, item.new, words) if item.new else [])]
    return [*head, *(line for part in parts for line in part), *told]


def _head(item: Reviewed, address: str, words: Words) -> list[str]:
    version, path = item.new or item.old, item.path.as_posix()
    before = item.old is not None or item.texts[0] is not None
    gone = item.new is None and not item.error
    state = words["gone" if gone else "changed" if before else "new"]
    title = plain(version.brief.title) if version else plain(path)
    renamed = f" – {words['renamed'].format(path=plain(item.was.as_posix()))}" if item.was else ""
    lines = [f"### {title} ({state})", "", linked(path, address) + renamed, ""]
    return [*lines, f"**{words['unreadable'].format(why=plain(item.error))}**", ""] if item.error else lines


def _figures(old: Version | None, new: Version, words: Words) -> list[str]:
    rows = [f"| | {words['before']} | {words['now']} |", "|---|---|---|"]
    earlier = _measures(old, words) if old else {}
    rows += [f"| {plain(k)} | {plain(earlier.get(k, '–'))} | {plain(v)} |" for k, v in _measures(new, words).items()]
    return [*rows, ""]


def _measures(version: Version, words: Words) -> dict[str, str]:
    front = version.brief.front
    length, balance = _mapping(_mapping(front.get("commission")).get("length")), _mapping(front.get("balance"))
    entries = version.ledger.entries
    stated = [entry for entry in entries if entry.kind in SOURCED]
    known = {key: str(length.get(key, "–")) for key in ("counted", "unit", "min", "max")}
    evidenced = sum(bool(entry.supports) for entry in stated)
    return {
        words["length"]: words["length_value"].format_map(known),
        words["sentences"]: words["sentences_value"].format(n=len(entries), stated=len(stated)),
        words["coverage"]: words["coverage_value"].format(n=evidenced, stated=len(stated)),
        words["n_sources"]: str(len(comparing.sources(version))),
        words["balance"]: words["comma"].join(f"{name} {share} %" for name, share in balance.items()) or "–",
    }


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _findings(item: Reviewed, cap: int, link: Link, words: Words) -> list[str]:
    lines = []
    for severity, head in (("error", "Errors"), ("warning", "Warnings")):
        found = [f for f in item.findings if f.severity == severity]
        if found:
            listed = [
                f"- [ ] {_at(f.line, item, link, words)}`{f.code}`{words['colon']}{plain(f.message)}" for f in found
            ]
            lines += [f"**{words[head]} ({len(found)})**", "", *capped(listed, cap, words), ""]
    return lines


def _at(line: int, item: Reviewed, link: Link, words: Words) -> str:
    return linked(words["line"].format(n=line), link(item.path.as_posix(), line)) + " " if line else ""


def _next(item: Reviewed, words: Words) -> list[str]:
    """Return what to run: for rules that are not kept, and for a text that changed without its ledger."""
    path = item.path.as_posix()
    wanted = [NEXT[finding.code] for finding in item.findings if finding.severity == "error" and finding.code in NEXT]
    lines, same = [], item.ledgers[0] is not None and item.ledgers[0] == item.ledgers[1]
    if same and item.new and _edits(item):
        lines += [f"**{words['not_refreshed']}**", ""]
        wanted.insert(0, NEXT["ledger-missing"])
    commands = dict.fromkeys(f"`{command.format(path=path)}`" for command in wanted if "`" not in path)
    return [*lines, *([words["next"].format(commands=words["comma"].join(commands)), ""] if commands else [])]


def _vouched(item: Reviewed, cap: int, words: Words) -> list[str]:
    listed = [f"- {plain(line)}" for line in item.vouched]
    return [f"**{words['vouched']}**", "", *capped(listed, cap, words), ""] if listed else []


def _logos(item: Reviewed, words: Words) -> list[str]:
    logos = item.new.brief.front.get("logos") if item.new else ()
    listed = logos if isinstance(logos, list) else ()
    return [line for logo in listed if isinstance(logo, dict) for line in (_logo(logo, words), "")]


def _logo(logo: Mapping[str, Any], words: Words) -> str:
    def number(value: Any) -> float:
        return float(value) if isinstance(value, (int, float)) else 0.0

    ranked = [_mapping(one) for one in logo.get("candidates") or ()][:3]
    near = words["comma"].join(f"{plain(str(one.get('name')))} {number(one.get('score')):.2f}" for one in ranked)
    sure = words["confidence"].format(
        c=number(logo.get("confidence")), t=number(logo.get("threshold")), m=number(logo.get("margin"))
    )
    said = " ".join(plain(str(logo.get(key) or "")) for key in ("image", "verdict", "name"))
    return f"**{words['picture']}** {said} – {sure}" + (f"; {words['nearest'].format(near=near)}" if near else "")


# --- text


def _edits(item: Reviewed) -> tuple[Edit, ...]:
    """Return what happened to the lines of the body, and of the whole file where there is no front matter to tell."""
    return comparing.edits(*(_lines(text) for text in item.texts)) if None not in item.texts else ()


def _lines(text: str) -> tuple[Line, ...]:
    _, body, before = comparing.parts(text)
    return comparing.lines(body, before)


def _text(item: Reviewed, cap: int, link: Link, words: Words) -> list[str]:
    if item.error and item.texts[0] is None:
        found = comparing.edits((), _lines(item.texts[1] or ""))
    else:
        found = _edits(item)
    if not found:
        return []
    shown = [line for edit in found[:cap] for line in _edit(edit, item, link, words)]
    more = [f"- {words['more'].format(n=len(found) - cap)}"] if len(found) > cap else []
    return [f"**{words['text'].format(n=len(found))}**", "", *shown, *more, ""]


def _edit(edit: Edit, item: Reviewed, link: Link, words: Words) -> list[str]:
    line = edit.new or edit.old
    assert line is not None
    where = _at(line.number, item, link, words) if edit.new else ""
    told = surroundings.said(edit, f"- {where}{words[f'edit_{edit.kind}']}{words['colon']}", words)
    under = f"  - {words['under'].format(heading=plain(line.under))}"
    if edit.kind == "changed":
        return told
    if edit.old and (place := surroundings.came_from(edit, words)):
        stood = f"  - {words['after'].format(old=plain(edit.old.after) or '–', new=plain(line.after) or '–')}"
        return [*told, f"{under}{words['comma']}{place}", stood]
    if edit.kind in ("split", "joined"):
        return [*told, f"  - {words['before_it'].format(said=plain(line.after))}"]
    return [*told, under]


# --- front matter


def _front(item: Reviewed, cap: int, words: Words) -> list[str]:
    if None in item.texts:
        return []
    old, new = (comparing.parts(text)[0] for text in item.texts if text is not None)
    if old == new:
        return []
    found = comparing.keys(old, new)
    if found is None:
        raw = comparing.edits(comparing.lines(old, 1), comparing.lines(new, 1))
        shown = [line for edit in raw[:cap] for line in _edit(edit, item, lambda path, line: "", words)]
        return [f"**{words['raw'].format(n=len(raw))}**", "", *shown, ""] if raw else []
    return _fields(words["front"].format(n=len(found)), found, cap, words) if found else []


def _fields(head: str, found: Iterable[tuple[str, str, str]], cap: int, words: Words) -> list[str]:
    listed = list(found)
    shown = []
    for name, old, new in listed[:cap]:
        first, *more = became(*(_HASH.sub(r"\1…", said) for said in (old, new)), words)
        shown += [f"- {plain(name) or words['hidden']}{words['colon']}{first}", *more]
    more = [f"- {words['more'].format(n=len(listed) - cap)}"] if len(listed) > cap else []
    return [f"**{head}**", "", *shown, *more, ""]


# --- ledger


def _ledger(item: Reviewed, cap: int, link: Link, words: Words) -> list[str]:
    if item.error:
        raw = comparing.edits(*(comparing.lines(text or "") for text in item.ledgers))
        shown = [line for edit in raw[:cap] for line in _edit(edit, item, lambda path, line: "", words)]
        more = [f"- {words['more'].format(n=len(raw) - cap)}"] if len(raw) > cap else []
        return [f"**{words['raw_ledger'].format(n=len(raw))}**", "", *shown, *more, ""] if raw else []
    changed = comparing.changes(item.old, item.new)
    at = {s.text: s.line for _, _, s in item.new.brief.sentences} if item.new else {}
    lines = []
    for kind in KINDS:
        own = [change for change in changed if change.kind == kind]
        if own:
            shown = [line for change in own[:cap] for line in _change(change, item, at, link, words)]
            more = [f"- {words['more'].format(n=len(own) - cap)}"] if len(own) > cap else []
            lines += folded(f"{words[kind]}{words['colon']}{len(own)}", [*shown, *more])
    found = _besides(item)
    return [*lines, *(_fields(words["record"].format(n=len(found)), found, cap, words) if found else [])]


def _besides(item: Reviewed) -> tuple[tuple[str, str, str], ...]:
    """Return what two ledgers say differently beside their entries, and what stands in the new one unread."""
    if not (item.old and item.new):
        return ()
    texts = [text or "" for text in item.ledgers]
    unread = () if texts[0] == texts[1] else comparing.hidden(*texts, ledgers.render(item.new.ledger))
    return (*comparing.heads(item.old.ledger, item.new.ledger), *unread)


def _change(change: Change, item: Reviewed, at: Mapping[str, int], link: Link, words: Words) -> list[str]:
    entry = change.new or change.old
    assert entry is not None
    where = _at(at.get(entry.text, 0), item, link, words) if change.new else ""
    lines = [f"- {where}{plain(entry.text)}"]
    if change.old and change.new:
        if change.old.text != change.new.text:
            first, *more = became(change.old.text, change.new.text, words)
            lines = [f"- {where}{first}", *more]
        lines += [
            f"  - {plain(name)}{words['colon']}{plain(a) or '–'} → {plain(b) or '–'}"
            for name, a, b in comparing.recorded(change.old, change.new)
            if not name.startswith(_FOLLOWS) or name.endswith(".relation")
        ]
        if change.kind in ("recited", "moved", "recorded", "reworded"):
            gone = [place for place in _evidence(change.old, item.old, link, words)
                    if place not in _evidence(change.new, item.new, link, words)]  # fmt: skip
            lines += [f"  - {words['before']}{words['colon']}{place}" for place in gone]
    lines += [f"  - {place}" for place in _evidence(entry, item.new if change.new else item.old, link, words)]
    return lines + [f"  - {line}" for line in _signed(change, words)]


def _signed(change: Change, words: Words) -> list[str]:
    old, new = (entry.signed if entry else None for entry in (change.old, change.new))
    if change.new and new:
        said = words["said_signed"].format(by=plain(new.by), on=plain(new.on)) if change.new.accepted else (
            f"{words['lapsed']}{words['colon']}{plain(new.by)}")  # fmt: skip
        return [f"{said}{words['comma']}{words['proof' if new.proof else 'no_proof']}"]
    return [words["unsigned"].format(by=plain(old.by))] if old and change.new else []


def _evidence(entry: Entry, version: Version | None, link: Link, words: Words) -> list[str]:
    named = comparing.sources(version)
    found = []
    for span in entry.supports:
        source = named.get(span.source, {})
        path = str(source.get("path") or "")
        name = linked(plain(str(source.get("title", span.source))), link(path, 0) if path else "", escaped=True)
        place = said(span.page, words["spoken"]) if span.page else words["chunk"].format(n=span.chunk)
        how = "" if span.relation in WORD_FOR_WORD else f" ({plain(span.relation)})"
        found.append(f"{name}{words['comma']}{plain(place)}{how}{words['colon']}“{plain(span.quote)}”")
    told = {one.id: one.text for one in version.ledger.entries} if version else {}
    if entry.origins or origins.alone(entry):
        found.append(words["independent"].format(n=entry.origins) if entry.origins else words["alone"])
    return [*found, *(f"rests on {plain(name)}{words['colon']}“{plain(told.get(name, '–'))}”" for name in entry.rests)]
