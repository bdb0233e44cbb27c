"""What stands between a brief's title and its text: badge, logo card, sources, commission."""

import re
from collections.abc import Mapping
from typing import Any

from generator.site.markup import (
    bar,
    block,
    bullets,
    clean,
    definitions,
    details,
    esc,
    esc_lines,
    items,
    link,
    mapping,
    relative,
)
from generator.site.walk import Walk
from generator.site.words import WORDS

CLAIMS = ("claim", "quotation")
"""Ledger kinds that state something about the subjects."""
SOURCES_SHOWN = 5
"""Sources listed in the panel before the rest folds away."""
_YEAR_MONTH = re.compile(r"(\d{4})(?:\D{1,2}(\d{1,2}))?")


def summary(walk: Walk) -> str:
    """Return one plain line about the brief, for the page description."""
    words = WORDS[walk.language]
    return words["comma"].join([walk.date, *counts(walk)])


def counts(walk: Walk) -> list[str]:
    """Return "42 cited statements", "12 sources" as plain text."""
    words = WORDS[walk.language]
    stated = sum(1 for one in walk.stated if one.entry and one.entry.kind in CLAIMS and one.notes)
    return [words["claims"].format(n=stated), words["sources_n"].format(n=len(sources(walk)))]


def sources(walk: Walk) -> list[Mapping[str, Any]]:
    """Return the sources of the front matter."""
    return [mapping(source) for source in items(walk.brief.front.get("sources"))]


def length(walk: Walk) -> str:
    """Return the counted length with its unit, plain text, "" if unknown."""
    measure = mapping(mapping(walk.brief.front.get("commission")).get("length"))
    if "counted" not in measure:
        return ""
    return clean(f"{measure['counted']} {measure.get('unit', '')}")


def byline(walk: Walk) -> str:
    """Return date, subjects and length, markup."""
    names = [clean(mapping(subject).get("name", "")) for subject in _commission(walk, "subjects")]
    parts = [walk.date, " / ".join(name for name in names if name), length(walk)]
    return " · ".join(esc(part) for part in parts if part)


def state(walk: Walk) -> tuple[str, str]:
    """Return (class, plain words) of the badge: what the last validation said, in its own terms."""
    words = WORDS[walk.language]
    if walk.brief.front.get("withdrawn"):
        return "bad", words["withdrawn"]
    validation = mapping(walk.brief.front.get("validation"))
    if "passed" not in validation:
        return "open", words["unchecked"]
    findings = [_finding(one) for one in items(validation.get("findings"))]
    errors = sum(1 for one in findings if one["severity"] == "error")
    if validation["passed"] is not True:
        return "bad", words["failed"].format(n=errors or len(findings))
    return ("warn", words["warned"].format(n=len(findings))) if findings else ("ok", words["passed"])


def signed(walk: Walk) -> str:
    """Return who signed the brief off, plain text."""
    names = [mapping(one).get("by", one) for one in items(walk.brief.front.get("signed"))]
    return ", ".join(clean(name) for name in names)


def chip(walk: Walk) -> str:
    """Return the badge as a short label, markup."""
    kind, said = state(walk)
    return block("span", f"chip chip-{kind}", esc(said))


def badge(walk: Walk) -> str:
    """Return the badge; a click shows every finding with its code."""
    words = WORDS[walk.language]
    kind, said = state(walk)
    facts = counts(walk)
    if signed(walk):
        facts.append(words["signed"].format(by=signed(walk)))
    findings = [_finding(one) for one in items(mapping(walk.brief.front.get("validation")).get("findings"))]
    lines = (
        block("code", "", esc(one["code"]))
        + " "
        + esc(one["message"])
        + (f" ({esc(words['line'].format(n=one['line']))})" if one["line"] else "")
        for one in findings
    )
    inside = bullets(lines, "findings") or f"<p>{esc(words['no_findings'])}</p>"
    top = block("strong", "", esc(said)) + "".join(block("span", "fact", esc(fact)) for fact in facts)
    return details(top, inside, f"<p>{esc(words['provenance'])}</p>", classes=f"badge badge-{kind}")


def evidence(walk: Walk, images: Mapping[str, str]) -> str:
    """Return the evidence panel: cards for the image, the sources and the commission."""
    cards = [_logo(walk, images), _sources(walk), _commission_card(walk)]
    return block(
        "section",
        "evidence",
        *(card for card in cards if card),
        aria_label=WORDS[walk.language]["evidence"],
        data_search_exclude="",
    )


def _logo(walk: Walk, images: Mapping[str, str]) -> str:
    logo = mapping(walk.brief.front.get("logo"))
    if not logo:
        return ""
    words = WORDS[walk.language]
    verdict = clean(logo.get("verdict", ""))
    known = verdict not in ("", "unknown", "conflict")
    picture = images.get(str(logo.get("sha256")), "")
    shown = ""
    if picture:
        described = f"{words['logo']}{words['colon']}{verdict if known else words['unknown']}"
        source = relative(walk.path, picture)
        shown = f'<img src="{esc(source)}" alt="{esc(described)}" width="64" height="64" loading="lazy">'
    name = block("strong", "verdict", esc(verdict if known else words["unknown"]))
    asserted = f"<p>{esc(words['asserted'])}</p>" if logo.get("asserted") or verdict == "asserted" else ""
    model = mapping(logo.get("model"))
    facts = definitions(
        [
            (words["confidence"], _measured(logo.get("confidence"), logo.get("threshold"))),
            (words["threshold"], esc(_figure(logo.get("threshold")))),
            (words["margin"], esc(_figure(logo.get("margin")))),
        ]
    )
    identity = definitions(
        [
            (words["model"], esc(model.get("name", ""))),
            (words["hash"], _hash(model.get("sha256"))),
            (words["file"], esc(logo.get("image", ""))),
            (words["hash"], _hash(logo.get("sha256"))),
        ]
    )
    ranked = [mapping(one) for one in items(logo.get("candidates"))]
    rows = "".join(
        f'<tr><th scope="row">{esc(one.get("name", ""))}</th><td>{bar(_number(one.get("score")) or 0.0)}</td>'
        f'<td class="figure">{esc(_figure(one.get("score")))}</td></tr>'
        for one in ranked
    )
    table = f'<table class="candidates"><caption>{esc(words["candidates"])}</caption><tbody>{rows}</tbody></table>'
    return block(
        "div",
        "card",
        f"<h3>{esc(words['logo'])}</h3>",
        block("div", "identified", shown, f"<div>{name}{asserted}{facts}</div>"),
        table if rows else "",
        details(esc(words["model"]), identity) if identity != definitions([]) else "",
        id="logo",
    )


def _sources(walk: Walk) -> str:
    words = WORDS[walk.language]
    pages = {str(note.source.get("id")): note.place for note in walk.notes if note.place}
    listed = []
    for source in sources(walk):
        place = pages.get(str(source.get("id")))
        title = esc(source.get("title") or source.get("file") or source.get("path", ""))
        shown = link(relative(walk.path, place.path), title) if place else title
        kind = source.get("kind") if source.get("kind") in ("corpus", "document", "image") else "corpus"
        date = clean(source.get("date") or (place.document.get("date") if place else ""))
        facts = [words[f"kind_{kind}"], date or words["no_date"], age(date, walk.date, words)]
        if kind == "image":
            facts = [words["kind_image"]]
        if isinstance(source.get("cited"), int):
            facts.append(words["cited_n"].format(n=source["cited"]))
        listed.append(f"{shown}{block('span', 'small', ' · '.join(esc(fact) for fact in facts if fact))}")
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


def age(date: str, against: str, words: Mapping[str, str]) -> str:
    """Return how much older a source dated `date` is than a brief dated `against`, plain text; "" if unknown."""
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
        return words["age_months"].format(n=months)
    return words["age_years"].format(n=max(1, round(months / 12)))


def _commission_card(walk: Walk) -> str:
    words = WORDS[walk.language]
    commission = mapping(walk.brief.front.get("commission"))
    if not commission:
        return ""
    measure = mapping(commission.get("length"))
    asked = ""
    if measure:
        asked = words["length_value"].format(
            counted=clean(measure.get("counted", "?")),
            unit=clean(measure.get("unit", "")),
            min=clean(measure.get("min", "")),
            max=clean(measure.get("max", "")),
        )
    subjects = []
    for subject in map(mapping, _commission(walk, "subjects")):
        origin = words.get(
            f"from_{clean(subject.get('from', '')).split(' ')[0]}", clean(subject.get("from", ""))
        )
        subjects.append(f"{esc(subject.get('name', ''))} {block('span', 'small', esc(origin))}")
    understood = definitions(
        [
            (words["subjects"], bullets(subjects)),
            (words["sections"], bullets(esc(_named(one)) for one in _commission(walk, "sections"))),
            (words["defaulted"], esc(", ".join(clean(one) for one in _commission(walk, "defaulted")))),
        ]
    )
    given = block("blockquote", "given", esc_lines(commission.get("query", "")))
    open_points = "".join(
        f"<h4>{esc(words[key])}</h4>{bullets(esc(_named(one)) for one in found)}"
        for key in ("not_enforced", "gaps")
        if (found := items(commission.get(key)) or items(walk.brief.front.get(key)))
    )
    return block(
        "div",
        "card",
        f"<h3>{esc(words['task'])}</h3>",
        block("p", "", esc(asked)) if asked else "",
        details(esc(words["commission"]), given),
        details(esc(words["understood"]), understood),
        open_points,
    )


def _commission(walk: Walk, key: str) -> tuple[Any, ...]:
    return items(mapping(walk.brief.front.get("commission")).get(key))


def _named(value: Any) -> str:
    if isinstance(value, Mapping):
        return clean(
            value.get("name")
            or value.get("heading")
            or value.get("text")
            or " ".join(map(str, value.values()))
        )
    return clean(value)


def _finding(value: Any) -> dict[str, str]:
    found = mapping(value)
    if not found:
        return {"code": "", "severity": "error", "message": clean(value), "line": ""}
    return {
        "code": clean(found.get("code", "")),
        "severity": clean(found.get("severity", "error")),
        "message": clean(found.get("message", "")),
        "line": clean(found.get("line") or ""),
    }


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _figure(value: Any) -> str:
    number = _number(value)
    return "" if number is None else f"{number:.2f}"


def _measured(value: Any, threshold: Any) -> str:
    number = _number(value)
    if number is None:
        return ""
    return block("span", "measured", bar(number, _number(threshold)), esc(_figure(number)))


def _hash(value: Any) -> str:
    text = clean(value or "")
    return block("code", "", esc(text[:16]), title=text) if text else ""
