"""The sources that a brief lists: they are there, they are allowed, and they are those that its sentences cite."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.brief import Section, Sentence, filing, front as fronts, references
from generator.commission import Named, Period, Prohibition, breach
from generator.corpus.locators import in_order
from generator.gate import differing, sentences
from generator.gate.policy import FILE
from generator.gate.rules import Finding
from generator.gate.sources import named
from generator.gate.view import View
from generator.messages import say

CITED = ("id", "cited", "chunks", "pages", "sha256", "metadata_sha256")
"""What a source says of its place in the brief, and its hashes, which have rules of their own."""


def check(view: View) -> Iterator[Finding]:
    """Yield sources that are not what the brief says of them."""
    listing = [section for section, role in zip(view.brief.sections, view.roles, strict=True) if role == "references"]
    for section in listing[:1]:
        lines = [row[0] for block in section.blocks if block.kind == "bullets" for row in block.rows]
        yield from _references(view, lines, section.line)
        yield from _besides(section)
    for section in listing[1:]:
        yield Finding(
            code="unread",
            message=say("a second reference section: {heading}", heading=section.heading),
            line=section.line,
        )
    yield from _forbidden(view)
    for source in view.listed.by_id.values():
        yield from _counts(view, source)
        yield from _file(view, source)
        yield from _facts(view, source)


def _references(view: View, lines: list[Sentence], head: int) -> Iterator[Finding]:
    """Compare the reference section, whose head stands at a line, with the front matter and with what is cited."""
    wanted = {references.line(source, view.script): name for name, source in view.listed.by_id.items()}
    for sentence, times in Counter(line.text for line in lines).items():
        at = next(line.line for line in lines if line.text == sentence)
        if sentence not in wanted:
            yield Finding(
                code="references", message=say("no such source: “{sentence}”", sentence=sentence[:60]), line=at
            )
        elif times > 1:
            yield Finding(
                code="references",
                message=say("{wanted} is listed {times} times", wanted=wanted[sentence], times=times),
                line=at,
            )
    found = {line.text for line in lines}
    for sentence, source_id in wanted.items():
        if sentence not in found:
            yield Finding(
                code="references", message=say("{source_id} is cited and not listed", source_id=source_id), line=head
            )
    for source_id, source in view.listed.by_id.items():
        if not sentences.citing(view.items, named(source)) and not fronts.names_side(view.front, source):
            yield Finding(
                code="references",
                message=say("{source_id} is listed and nowhere cited", source_id=source_id),
                line=head,
            )


def _besides(section: Section) -> Iterator[Finding]:
    """Yield what the reference section holds besides its list, and besides the words of a line."""
    for block in section.blocks:
        for sentence in (sentence for row in block.rows for sentence in row):
            if block.kind != "bullets" or sentence.citations:
                message = say("“{text}” stands among the references and is none", text=sentence.text[:60])
                yield Finding(code="unread", message=message, line=sentence.line)


def _counts(view: View, source: Mapping[str, Any]) -> Iterator[Finding]:
    """Compare what the front matter says of a source with the sentences that cite it."""
    supports = [s for entry in view.ledger.entries for s in entry.supports if s.source == source["id"]]
    chunks = {str(support.chunk): support.chunk_sha256 for support in supports}
    pages = in_order(support.page for support in supports)
    stated = (source["cited"], dict(source.get("chunks", {})), list(source.get("pages", ())))
    times = sentences.citing(view.items, named(source))
    if stated != (times, chunks, pages if source["kind"] == "document" else []):
        message = say("{id}: the sentences cite it otherwise than the front matter says", id=source["id"])
        yield Finding(code="meta", message=message)


def _forbidden(view: View) -> Iterator[Finding]:
    asked = view.commission
    prohibitions = [Prohibition(**item) for item in asked.get("prohibitions", ())]
    periods = [Period(**item) for item in asked.get("periods", ())]
    subjects = [name for one in asked["subjects"] for name in (one["name"], *one.get("aliases", ()))]
    for source_id, source in view.listed.by_id.items():
        if source["kind"] == "corpus":
            document = view.listed.document(source_id)
            publisher = document.get("source") if document else ""
            others = (source.get("url", ""), publisher or "")
            named = Named(title=source["title"], path=source["path"], others=others)
            dated = source.get("date", "")
            if words := breach(prohibitions, periods, named, dated, view.front["date"], subjects):
                yield Finding(
                    code="source-forbidden",
                    message=say(
                        "{source_id} {title}: “{words}”", source_id=source_id, title=source["title"], words=words
                    ),
                )


def _file(view: View, source: Mapping[str, Any]) -> Iterator[Finding]:
    """Compare a source with the file that lies there now; that the whole corpus is not there, `searched` says."""
    sources = view.listed.sources
    if source["kind"] == "corpus" and sources.corpus is None:
        return
    have, where = view.listed.digest(source), source.get("path")
    name = f"{source['id']} {where or source['file']}"
    if where and source["kind"] != "corpus":
        hashes = (source["sha256"], *(line[:16] for line in view.ledger.given if line[17:] == source["file"]))
        names = (source["file"], *(filing.kept_name(source["file"], sha256) for sha256 in hashes))
        if PurePosixPath(where).name not in names:
            yield differing.finding(
                say("{name} is no copy of a file that was named {file}", name=name, file=repr(source["file"]))
            )
    if excuse := view.listed.excuse(source):
        one, more = say("1 sentence rests on it"), say("{number} sentences rest on it", number=source["cited"])
        times = one if source["cited"] == 1 else more
        shown = _recorded(view, source)
        message = say(
            "{name} is not kept here; {times} unchecked{shown}, and {by} answers for it: {why}",
            name=name,
            times=times,
            shown=shown,
            by=excuse.by or FILE,
            why=excuse.why,
        )
        yield Finding(code="unchecked", message=message)
    elif where is None:
        message = say("{name} is not kept here: keep a copy, or name it under absent in policy.yml", name=name)
        yield Finding(
            code="unverifiable", message=say("{message} (sha256 {sha256})", message=message, sha256=source["sha256"])
        )
    elif have is None:
        yield Finding(
            code="source-absent" if _inside(where) else "unverifiable",
            message=say("{name} {lost}", name=name, lost=_lost(view, source)),
        )
    elif have != source["sha256"] and source["kind"] == "corpus":
        yield Finding(code="source-changed", message=say("{name} has other bytes than were cited", name=name))
    elif have != source["sha256"]:  # what a brief was given stays as it was given
        yield differing.finding(
            say("{name} has other bytes than were given; restore it, or run briefproof refresh", name=name)
        )
    yield from _beside(view, source, name)


def _lost(view: View, source: Mapping[str, Any]) -> str:
    """Say that a source is not there, or what its document is called now."""
    called = view.listed.sources.called(source)
    return (
        say("is called “{called}” now; restore its title, or make brief anew", called=called)
        if called
        else say("is not there")
    )


def _recorded(view: View, source: Mapping[str, Any]) -> str:
    """Return what is believed of a picture that nobody can look at here, "" for another source."""
    logo = next((one for one in view.front.get("logos", ()) if one["image"] == source["file"]), None)
    return (
        say(
            ", as that it shows {name} ({confidence})",
            name=logo["name"] or say("no brand"),
            confidence=f"{logo['confidence']:.2f}",
        )
        if logo
        else ""
    )


def _beside(view: View, source: Mapping[str, Any], name: str) -> Iterator[Finding]:
    """Compare the metadata beside a source with what lay there."""
    document = view.listed.document(source["id"])
    if document is None or document.beside == source.get("metadata_sha256", ""):
        return
    if source["kind"] == "corpus":
        yield Finding(
            code="source-changed", message=say("{name} has other metadata beside it than was cited", name=name)
        )
    else:
        yield differing.finding(
            say("{name} has other metadata beside it than was given; restore it, or refresh the brief", name=name)
        )


def _inside(path: str) -> bool:
    return not path.startswith(("../", "/"))


def _facts(view: View, source: Mapping[str, Any]) -> Iterator[Finding]:
    """Compare what is recorded of a source with what its document says of itself."""
    document = view.listed.document(source["id"])
    if document is None:
        return
    if source["kind"] == "corpus":
        want = fronts.corpus_source(document, str(view.front["corpus"]["path"]))
    else:
        want = fronts.attached_source(document, source.get("path"))
    have = {key: value for key, value in source.items() if key not in CITED}
    want = {key: value for key, value in want.items() if key not in CITED}
    yield from differing.findings(have, want, source["id"], say("the document"))
