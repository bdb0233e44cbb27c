"""The commission: read anew from the query that the front matter records, and compared with how it was understood."""

import contextlib
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator import clock, commission as commissions
from generator.brief import front as fronts
from generator.commission import Commission
from generator.corpus import Document
from generator.errors import BriefproofError
from generator.evidence import aspects, first_words, outlining, products, short_forms, vocabulary
from generator.gate import differing, searched
from generator.gate.rules import Finding
from generator.gate.sources import Listed
from generator.gate.view import View
from generator.messages import say

TOLD = say("the query")


def check(view: View) -> Iterator[Finding]:
    """Yield where the front matter records the commission, its title or the day otherwise than they are."""
    yield from (*_date(view), *_withdrawn(view))
    try:
        commission = derived(view.front, view.listed, view.ledger.searched)
    except BriefproofError as error:
        yield differing.finding(say("commission: {error}", error=error))
        return
    yield from differing.findings(view.front["title"], commission.title, "title", TOLD)
    recorded = {**view.commission, "length": {k: v for k, v in view.commission["length"].items() if k != "counted"}}
    understood = fronts.understood(commission, by=asserter(view.front))
    del understood["length"]["counted"]
    yield from differing.findings(recorded, understood, "commission", TOLD)
    if any(s["from"] == "asserted" for s in view.commission["subjects"]) and not asserter(view.front):
        yield differing.finding(say("commission.subjects: by does not say who asserted what the image shows"))


def derived(front: Mapping[str, Any], listed: Listed, lines: Sequence[str]) -> Commission:
    """Return the commission as it is read today; `lines` of the ledger say what was searched.

    What its attachments name is taken from those that are there, else from the record. Raises BriefproofError for a
    query that cannot be read, or names no two subjects.
    """
    attached = [source for source in front["sources"] if source["kind"] == "document"]
    documents = (listed.document(source["id"]) for source in attached)
    titles = tuple(d.title if d else str(s["title"]) for s, d in zip(attached, documents, strict=True))
    asserted = next((str(s["name"]) for s in front["commission"]["subjects"] if s["from"] == "asserted"), None)
    shown = (asserted,) if asserted else tuple(_shown(front, listed))
    recorded = tuple(str(s["name"]) for s in front["commission"]["subjects"])
    query, given = str(front["commission"]["query"]), any(s["kind"] != "corpus" for s in front["sources"])
    there = _unchanged(listed, lines)
    known = _Known(documents=there, lines=tuple(lines)) if there and not given else NOTHING
    unsaid = tuple(str(one["words"]) for one in front["commission"]["instructions"] if one["key"] == "unsaid")
    found = read(query, titles, shown, asserted is not None, recorded, given=given, known=known, unsaid=unsaid)
    found = _named(found, front, there)
    return _divided(found, front, there) if outlining.undivided(found) else found


def _unchanged(listed: Listed, lines: Sequence[str]) -> tuple[Document, ...] | None:
    """Return the documents that were searched, None where they are not all there as they were."""
    corpus = listed.sources.corpus
    known = searched.held(lines, corpus) if corpus else None
    return known.there if known and not (corpus.partial or known.changed or known.gone) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Documents, told from others by the lines of a ledger."""

    documents: tuple[Document, ...] = field(compare=False)
    lines: tuple[str, ...]


NOTHING = _Known(documents=(), lines=())


def _named(found: Commission, front: Mapping[str, Any], there: tuple[Document, ...] | None) -> Commission:
    """Return the commission with its subjects called by their products, as the corpus has them.

    Where that is not there as it was searched, for which `there` is None, as the record has them, if they can be.
    """
    if there is not None:
        return products.named(found, there)
    recorded = {str(s["name"]): s.get("aliases", ()) for s in front["commission"]["subjects"]}
    known = {
        s.name: next((p for _, p in products.parts(s.name) if p in recorded.get(s.name, ())), "")
        for s in found.subjects
    }
    folders = {str(source.get("path", "")).split("/", 1)[0] for source in front.get("sources", ())}
    spelt = {
        s.name: tuple(alias for alias in recorded.get(s.name, ()) if _short(alias, s.name) or alias in folders)
        for s in found.subjects
    }
    return products.called(found, known, spelt)


def _short(alias: str, name: str) -> bool:
    """Tell whether one of two names may be short for the other, whatever a corpus holds."""
    first = first_words.is_form(alias, name)
    return first or short_forms.is_short_for(name, alias) or short_forms.shortens(alias, name)


def _divided(found: Commission, front: Mapping[str, Any], there: tuple[Document, ...] | None) -> Commission:
    """Return the commission with the sections that the corpus gives it.

    Where that is not there as it was searched, for which `there` is None, those of the record, if each is an aspect's.
    """
    if there is not None:
        return commissions.divided(found, outlining.held(found, there, str(front["date"])))
    recorded = tuple(str(s["title"]) for s in front["commission"]["sections"] if s["role"] == "body")
    labels = {aspects.label(name, found.language) for name in aspects.known()}
    return commissions.divided(found, recorded) if labels.issuperset(recorded) else found


def _shown(front: Mapping[str, Any], listed: Listed) -> Iterator[str]:
    """Yield the names of the platforms that the images show, in their order."""
    for logo in front.get("logos", ()):
        found = logo if logo["verdict"] == "asserted" else listed.sources.logos.get(logo["image"], logo)
        if found["verdict"] in ("named", "asserted") and found.get("name"):
            yield str(found["name"])


@cache
def read(
    query: str,
    titles: tuple[str, ...],
    platforms: tuple[str, ...],
    asserted: bool,
    recorded: tuple[str, ...],
    *,
    given: bool,
    known: _Known = NOTHING,
    unsaid: tuple[str, ...] = (),
) -> Commission:
    """Return the commission with every subject named, as the pipeline reads it; raises as `commission` does.

    Of several ways to read the names that is taken which ends with the `recorded` ones, if one does. Where something
    was `given`, which names subjects too, only ways to part the names of the query's own frames are open. Else the
    corpus names the subjects as it did then; where it is not there as it was, those of the record are taken that the
    text holds. `unsaid` are those that are recorded as left out.
    """
    resolved = partial(commissions.resolve, documents=titles, platform=platforms, asserted=asserted)
    if not given:
        occurs = _vocabulary(known) if known.documents else None
        return resolved(commissions.read(query, occurs=occurs, taken=recorded, without=unsaid))
    own = commissions.read(query, attached=True).readings
    for taken in (recorded, *own) if own else ():
        with contextlib.suppress(BriefproofError):  # said below, of the way that counts without a record
            found = resolved(commissions.read(query, taken=taken, attached=True))
            if tuple(subject.name for subject in found.subjects) == recorded:
                return found
    return resolved(commissions.read(query, attached=True))


@cache
def _vocabulary(known: _Known) -> commissions.Lookup:
    """Return what the documents have names for, counted once for all briefs that rest on them."""
    return vocabulary.lookup(known.documents)


def asserter(front: Mapping[str, Any]) -> str:
    """Return who asserted what the image shows, "" where nobody is named."""
    named = (str(one.get("by", "")) for one in (*front["commission"]["subjects"], *front.get("logos", ())))
    return next((name for name in named if name.strip()), "")


def _date(view: View) -> Iterator[Finding]:
    """Compare the date with the name of the file."""
    name = Path(view.brief.where).name
    dated = re.match(r"(\d{4}-\d\d-\d\d)-.", name)
    if name and dated is None:
        yield differing.finding(
            say("the file is named {name}; its name must open with the day: 2026-01-31-x.md", name=name)
        )
    elif dated:
        yield from differing.findings(view.front["date"], dated[1], "date", say("the file’s name"))
        if of := view.ledger.brief:  # it has none before it is filed
            yield from differing.findings(of[:10], dated[1], "day of the ledger’s brief", say("the file’s name"))
            if of != name and Path(view.brief.where).with_name(of).is_file():
                yield differing.finding(
                    say("the ledger names another brief, {of}; its own is {name}", of=of, name=name)
                )
        if not _past(dated[1]):
            yield differing.finding(say("date: {day} is no day, or one to come", day=dated[1]))


def _withdrawn(view: View) -> Iterator[Finding]:
    """Yield a day of withdrawal before that of the brief, or one to come."""
    on = str(view.front.get("withdrawn", {}).get("date", view.front["date"]))
    if on < str(view.front["date"]) or not _past(on):
        yield differing.finding(
            say(
                "withdrawn.date: {on} is before the brief, which is of {date}, or to come",
                on=on,
                date=view.front["date"],
            )
        )


def _past(day: str) -> bool:
    """Tell whether it is a day that has begun, somewhere on earth, by the clock or by SOURCE_DATE_EPOCH."""
    today = max(datetime.date.fromisoformat(clock.today()), datetime.date.today())
    try:
        return datetime.date.fromisoformat(day) <= today + datetime.timedelta(days=1)
    except ValueError:
        return False
