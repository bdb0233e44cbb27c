"""The state of a brief for its head, and how it was checked: badge, logo card, sources, commission."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from generator.brief import ledger as ledgers, outcomes, wording
from generator.gate import Finding
from generator.site.check_words import CHECKS
from generator.site.markup import (
    bar,
    block,
    bullets,
    clean,
    definitions,
    details,
    esc,
    esc_lines,
    facts,
    items,
    link,
    mapping,
    quoted,
    relative,
)
from generator.site.walk import Note, Place, Walk
from generator.site.words import WORDS

Rules = Mapping[str, tuple[str, str]]
"""Code of a check → (severity, what holds when it is kept)."""
_SEARCHED = ("documents", "chunks")
UNASKED = {"schema", "withdrawn", "unchecked"}
"""Rules after which others are not asked, or not of all that is said, so that none counts as kept."""
SOURCES_SHOWN = 5
"""Sources listed in the panel before the rest folds away."""
_YEAR_MONTH = re.compile(r"(\d{4})(?:\D{1,2}(\d{1,2}))?")


def summary(walk: Walk) -> str:
    """Return one plain line about the brief, for the page description."""
    return WORDS[walk.language]["comma"].join([walk.date, *counts(walk)])


def described(walk: Walk) -> str:
    """Return the line by which others show the brief, plain: its finding, behind the state of one that is withdrawn or
    breaks rules."""
    kind, said = state(walk)
    told = walk.finding or summary(walk)
    return f"{said}{WORDS[walk.language]['colon']}{told}" if kind == "bad" else told


def counts(walk: Walk) -> list[str]:
    """Return "42 cited statements", "12 sources" as plain text."""
    words = WORDS[walk.language]
    stated = sum(1 for one in walk.stated if one.entry and one.entry.kind in ledgers.SOURCED and one.notes)
    return [words["claims"].format(n=stated), sources_counted(walk)]


def sources_counted(walk: Walk) -> str:
    """Return "12 sources" as plain text."""
    found = len(sources(walk))
    return WORDS[walk.language]["sources_one" if found == 1 else "sources_n"].format(n=found)


def sources(walk: Walk) -> list[Mapping[str, Any]]:
    """Return the sources of the front matter."""
    return [mapping(source) for source in items(walk.brief.front.get("sources"))]


def length(walk: Walk) -> str:
    """Return the counted length with its unit, plain text, "" if unknown."""
    measure = mapping(mapping(walk.brief.front.get("commission")).get("length"))
    if "counted" not in measure:
        return ""
    return clean(f"{measure['counted']} {measure.get('unit', '')}")


def status(walk: Walk) -> str:
    """Return date, length, sources, who signed, and the state as a link to how it was checked, markup."""
    kind, said = state(walk)
    checked = link("#checked", esc(said), f"chip chip-{kind}")
    known = map(esc, (walk.date, length(walk), sources_counted(walk), *signers(walk)))
    return f"{facts(known)} {checked}"


def version(walk: Walk) -> str:
    """Return which text of the brief this is, plain: its date and the start of the hash of what was generated."""
    return " ".join(filter(None, (walk.date, clean(walk.ledger.generated)[:8])))


def state(walk: Walk) -> tuple[str, str]:
    """Return (class, plain words) of the badge: what the gate found."""
    words = WORDS[walk.language]
    if walk.brief.front.get("withdrawn"):
        return "bad", words["withdrawn"]
    if walk.findings is None:
        return "open", words["unchecked"]
    errors = [finding.code for finding in walk.findings if finding.severity == "error"]
    if set(errors) == {"pending"}:
        return "warn", words["unsigned"].format(n=len(errors))
    if errors:
        return "bad", words["failed"].format(n=len(errors))
    if absent := unchecked(walk):
        return "warn", words["partly"].format(n=absent)
    found = len(walk.findings)
    return ("warn", words["warned"].format(n=found)) if found else ("ok", words["passed"])


def unchecked(walk: Walk) -> int:
    """Return how many sentences cite a source that is not here to be compared with."""
    absent = {note.number for note in walk.notes if _absent(note)}
    return sum(not absent.isdisjoint(stated.notes) for stated in walk.stated)


def _absent(note: Note) -> bool:
    return not note.source.get("path") if note.kind == "image" else note.place is None


def signers(walk: Walk) -> list[str]:
    """Return who signed how many sentences as they stand, plain text."""
    accepted = (entry.signed.by for entry in walk.ledger.entries if entry.signed and entry.accepted)
    said = WORDS[walk.language]["signed"]
    return [clean(said.format(by=by, n=count)) for by, count in sorted(Counter(accepted).items())]


def worded(walk: Walk) -> list[str]:
    """Return which language model worded the brief, plain text; nothing where none did."""
    model = clean(mapping(walk.brief.front.get("writer")).get("model", ""))
    return [WORDS[walk.language]["worded"].format(model=model)] if model else []


def notices(walk: Walk) -> str:
    """Return what a reader must know first, markup: that the brief is withdrawn, or waits for signatures."""
    words, shown = WORDS[walk.language], ""
    if withdrawn := mapping(walk.brief.front.get("withdrawn")):
        told = words["withdrawn_on"].format(date=clean(withdrawn.get("date")), why=quoted(withdrawn.get("why")))
        shown += block("p", "withdrawn", esc(told), role="note")
    broken = [finding for finding in walk.findings or () if finding.severity == "error"]
    if broken:
        shown += block("p", "withdrawn", esc(words["broken"].format(n=len(broken))), role="note")
        shown += bullets((_found(walk, finding) for finding in broken), "findings")
    if waiting := sum(finding.code == "pending" for finding in broken):
        shown += block("p", "notice", esc(words["waiting"].format(count=waiting)), role="note")
    checked = [entry for entry in walk.ledger.entries if entry.checked and not entry.accepted]
    if checked and not broken and walk.findings is not None:
        shown += block("p", "notice", esc(words["unsigned_checked"].format(count=len(checked))), role="note")
    return shown


def _found(walk: Walk, finding: Finding) -> str:
    """Return a finding with its rule and line, markup."""
    at = f"{esc(WORDS[walk.language]['line'].format(n=finding.line))} " if finding.line else ""
    return at + block("code", "", esc(finding.code)) + " " + _english(walk, finding.message)


def chip(walk: Walk) -> str:
    """Return the badge as a short label, markup."""
    kind, said = state(walk)
    return block("span", f"chip chip-{kind}", esc(said))


def badge(walk: Walk, rules: Rules) -> str:
    """Return the badge; a click shows the findings and every check with its code."""
    words = WORDS[walk.language]
    kind, said = state(walk)
    found = walk.findings or ()
    said_so = CHECKS.get(walk.language, {})

    def rule(code: str, holds: str) -> str:
        return block("span", "small", esc(said_so[code])) if code in said_so else _english(walk, holds)

    absent = unchecked(walk) if walk.findings is not None else 0
    lacking = words["partly"].format(n=absent) if absent else ""
    none = lacking or words["unchecked" if walk.findings is None else "no_findings"]
    inside = bullets((_found(walk, one) for one in found), "findings") or f"<p>{esc(none)}</p>"
    failed = {one.code for one in found}
    kept = "–" if absent or failed & UNASKED else "✓"
    checks = bullets(
        (
            f"{'!' if code in failed else kept} <code>{esc(code)}</code> {rule(code, holds)}"
            for code, (_, holds) in rules.items()
        ),
        "checks",
    )
    checked = rules and walk.findings is not None
    every = details(f"{esc(words['checks'])} ({len(rules)})", checks) if checked else ""
    known = [*([lacking] if lacking not in ("", said) else []), *counts(walk), *worded(walk), *signers(walk)]
    top = " ".join((block("strong", "", esc(said)), *(block("span", "fact", esc(fact)) for fact in known)))
    why = f"<p>{esc(words['provenance'])}</p>"
    return block("div", "", details(top, inside, every, why, classes=f"badge badge-{kind}"))


def _english(walk: Walk, text: object) -> str:
    """Mark text that the checks give in English, for fonts and screen readers."""
    return block("span", "small", esc(text), **({} if walk.language == "en" else {"lang": "en"}))


def evidence(walk: Walk, images: Mapping[str, str], rules: Rules) -> str:
    """Return the evidence panel: cards for the images, the sources and the commission."""
    logos = [_logo(walk, logo, number, images) for number, logo in enumerate(identified(walk), 1)]
    return block(
        "section",
        "evidence",
        *logos,
        _sources(walk),
        _commission_card(walk, rules),
        aria_label=WORDS[walk.language]["evidence"],
    )


def identified(walk: Walk) -> list[Mapping[str, Any]]:
    """Return what the images were found to show, from the front matter."""
    return [mapping(logo) for logo in items(walk.brief.front.get("logos"))]


def identity(walk: Walk, file: str) -> list[str]:
    """Return what the image `file` was found to show, and how surely, as plain text."""
    words = WORDS[walk.language]
    logo = next((logo for logo in identified(walk) if logo.get("image") == file), {})
    if logo.get("verdict") == "asserted":
        return [clean(logo.get("name")), words["asserted"]]
    if logo.get("verdict") == "named":
        return [clean(logo.get("name")), words["sure"].format(n=_of_hundred(logo.get("confidence")))]
    return []


def _logo(walk: Walk, logo: Mapping[str, Any], number: int, images: Mapping[str, str]) -> str:
    words = WORDS[walk.language]
    verdict = logo.get("verdict")
    known = verdict in ("named", "asserted") and clean(logo.get("name") or "")
    said = known or words["conflict" if verdict == "conflict" else "unknown"]
    picture = images.get(str(logo.get("sha256")), "")
    shown = ""
    if picture:
        described = f"{words['logo']}{words['colon']}{said}"
        source = relative(walk.path, picture)
        shown = f'<img src="{esc(source)}" alt="{esc(described)}" width="64" height="64" loading="lazy">'
    name = block("strong", "verdict", esc(said))
    asserted = f"<p>{esc(words['asserted'])}</p>" if verdict == "asserted" else ""
    model = mapping(logo.get("model"))
    scores = {key: _of_hundred(logo.get(key)) for key in ("confidence", "threshold", "margin")}
    told = bar(_number(logo.get("confidence")) or 0.0, _number(logo.get("threshold"))) if scores["confidence"] else ""
    told += "".join(
        block("p", "small", esc(words[f"score_{key}"].format_map(scores)))
        for key in ("confidence", "margin")
        if scores[key]
    )
    identity = definitions(
        [
            (words["rule"], esc(words.get(f"rule_{logo.get('rule')}", ""))),
            (words["model"], esc(model.get("name", ""))),
            (words["model_hash"], _hash(model.get("sha256"))),
            (words["file"], esc(logo.get("image", ""))),
            (words["hash"], _hash(logo.get("sha256"))),
        ]
    )
    ranked = [mapping(one) for one in items(logo.get("candidates"))]
    rows = "".join(
        f'<tr><th scope="row">{esc(one.get("name", ""))}</th><td>{bar(_number(one.get("score")) or 0.0)}</td>'
        f'<td class="figure">{esc(_of_hundred(one.get("score")))}</td></tr>'
        for one in ranked
    )
    caption = f"<caption>{esc(words['likeness'])}</caption>"
    table = f'<table class="candidates">{caption}<tbody>{rows}</tbody></table>'
    return block(
        "div",
        "card",
        f"<h3>{esc(words['logo'])}</h3>",
        block("div", "identified", shown, f"<div>{name}{asserted}{told}</div>"),
        details(esc(words["candidates"]), table) if rows else "",
        details(esc(words["model"]), identity) if "<dt>" in identity else "",
        id=f"logo-{number}",
    )


def _sources(walk: Walk) -> str:
    words = WORDS[walk.language]
    pages = {str(note.source.get("id")): note.place for note in walk.notes if note.place}
    listed = []
    for source in sources(walk):
        place = pages.get(str(source.get("id")))
        title = esc(source.get("title") or source.get("file") or clean(source.get("path", "")).rsplit("/", 1)[-1])
        shown = link(relative(walk.path, place.path), title) if place else title
        date = clean(source.get("date") or (place.document.get("date") if place else ""))
        known = [kind_of(source.get("kind"), place, words)]
        if source.get("kind") != "image":
            known += [date or words["no_date"], age(date, walk.date, words)]
        if isinstance(source.get("cited"), int):
            known.append(words["cited_n"].format(n=source["cited"]))
        listed.append(f"{shown}{block('span', 'small', facts(map(esc, known)))}")
    if not listed:
        return ""
    more = block("p", "more", link(relative(walk.path, walk.references), esc(words["to_references"])))
    rest = bullets(listed[SOURCES_SHOWN:], "sources")
    if rest:
        rest = details(esc(words["more_sources"].format(n=len(listed) - SOURCES_SHOWN)), rest)
    return block(
        "div",
        "card",
        f"<h3>{esc(words['sources'])}</h3>",
        bullets(listed[:SOURCES_SHOWN], "sources"),
        rest,
        more,
    )


def kind_of(kind: object, place: Place | None, words: Mapping[str, str]) -> str:
    """Return what sort of thing a source is, as people say it: "article", "attachment, PDF"."""
    if kind == "image":
        return words["kind_image"]
    named = words.get(f"type_{place.document.kind}", words["type_text"]) if place else words["type_text"]
    return words["comma"].join([words["kind_document"], named]) if kind == "document" else named


def age(date: str, against: str, words: Mapping[str, str]) -> str:
    """Return how much older than `against` a source dated `date` is, plain text; "" if unknown."""
    then, now = _YEAR_MONTH.match(date), _YEAR_MONTH.match(against)
    if not then or not now:
        return ""
    if not then[2]:
        months = 12 * (int(now[1]) - int(then[1]))
    else:
        months = 12 * (int(now[1]) - int(then[1])) + int(now[2] or 1) - int(then[2])
    if months < 1:
        return words["age_new"]
    if months < 24 and then[2]:
        return words["age_month" if months == 1 else "age_months"].format(n=months)
    years = max(1, round(months / 12))
    return words["age_year" if years == 1 else "age_years"].format(n=years)


def _commission_card(walk: Walk, rules: Rules) -> str:
    words = WORDS[walk.language]
    commission = mapping(walk.brief.front.get("commission"))
    subjects = []
    for subject in map(mapping, _commission(walk, "subjects")):
        origin = words.get(f"from_{clean(subject.get('from', ''))}", "")
        subjects.append(f"{esc(subject.get('name', ''))} {block('span', 'small', esc(origin))}")
    sections = [mapping(section).get("heading", "") for section in _commission(walk, "sections")]
    names = {**mapping(wording.words(walk.language)["default_names"]), "language": words["languages"]}
    defaulted = [clean(names[key]) for key in map(str, _commission(walk, "defaulted")) if key in names]
    corpus = mapping(walk.brief.front.get("corpus"))
    searched = words["searched_value"].format_map({key: clean(corpus.get(key, "?")) for key in _SEARCHED})
    searched = words["uncounted"] if walk.uncounted else searched
    balance = mapping(walk.brief.front.get("balance"))
    understood = definitions(
        [
            (words["subjects"], bullets(subjects)),
            (words["balance"], " · ".join(f"{esc(name)} {esc(share)} %" for name, share in balance.items())),
            (words["length"], esc(_asked(walk))),
            (words["sections"], bullets(esc(section) for section in sections)),
            (words["searched"], esc(searched) if corpus else ""),
            (words["defaulted"], esc(", ".join(defaulted))),
        ]
    )
    open_points = [
        (words["instructions"], [_became(walk, mapping(one), rules) for one in _commission(walk, "instructions")]),
        (words["not_enforced"], [clean(one) for one in _commission(walk, "not_enforced")]),
        (words["gaps"], _gaps(walk) if items(walk.brief.front.get("gaps")) else []),
    ]
    return block(
        "div",
        "card",
        f"<h3>{esc(words['task'])}</h3>",
        details(esc(words["commission"]), block("blockquote", "given", esc_lines(commission.get("query", "")))),
        details(esc(words["understood"]), understood),
        *(
            details(f"{esc(name)} ({len(found)})", bullets(esc(one) for one in found))
            for name, found in open_points
            if found
        ),
    )


def _gaps(walk: Walk) -> list[str]:
    """Return the gap list, plain text; what only all of a corpus could tell as not checked where it was not read."""
    mark = f" ({WORDS[walk.language]['uncounted']})"
    return [gap + mark * (gap in walk.uncounted) for gap in wording.gaps(walk.brief.front)]


def _became(walk: Walk, instruction: Mapping[str, Any], rules: Rules) -> str:
    """Return an instruction of the commission with what became of it, the rule in its words."""
    words, code = WORDS[walk.language], clean(instruction.get("rule", ""))
    holds = CHECKS.get(walk.language, {}).get(code) or rules.get(code, ("", ""))[1]
    said = words.get(f"did_{clean(outcomes.of(walk.brief.front, instruction))}", "").format(rule=holds)
    return f"“{clean(instruction.get('words', ''))}”: {said}"


def _asked(walk: Walk) -> str:
    words = WORDS[walk.language]
    measure = mapping(mapping(walk.brief.front.get("commission")).get("length"))
    if "min" not in measure and "max" not in measure:
        return length(walk)
    limits = [clean(measure.get(key, "")) for key in ("min", "max")]
    return words["length_value"].format(counted=length(walk), min=limits[0], max=limits[1])


def _commission(walk: Walk, key: str) -> tuple[Any, ...]:
    return items(mapping(walk.brief.front.get("commission")).get(key))


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _of_hundred(value: Any) -> str:
    """Return a score from 0 to 1 as people read it, from 0 to 100."""
    number = _number(value)
    return "" if number is None else f"{100 * number:.0f}"


def _hash(value: Any) -> str:
    text = clean(value or "")
    return block("code", "", esc(text[:16]), title=text) if text else ""
