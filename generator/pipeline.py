"""From a commission to a brief that passed every rule, or to a draft and the reasons why not."""

import datetime
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import brief as briefs, commission as commissions, corpus as corpora
from generator.brief import Block, Brief, Section, Sentence, citation, ledger as ledgers, references, wording
from generator.brief.citation import Citation
from generator.brief.draft import Draft, Statement
from generator.brief.ledger import Entry, Ledger, Support
from generator.commission import Commission, requirements
from generator.corpus import Corpus, Document
from generator.errors import BriefproofError
from generator.evidence import Evidence, retrieval
from generator.files import read_bytes, sha256_of, write_atomically
from generator.gate import validation
from generator.language import text
from generator.writers import WRITERS, Client, llm

DEFINITION = {
    "字": "每个汉字与中文标点计一，连续的拉丁字母与数字计一；引注、参考资料不计",
    "words": "runs of letters and digits; citations and references do not count",
}

WAITING = ("pending",)
"""Errors with which a brief is filed: `make check` is red until a person has signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asks for."""

    query: str
    documents: tuple[Path, ...] = ()
    images: tuple[Path, ...] = ()
    platform: str | None = None
    slug: str | None = None
    corpus: Path = Path("corpus")
    out: Path = Path("briefs")
    attach: bool = True
    force: bool = False
    writer: str = "extractive"
    model: Client | None = None
    """Whom the writer "llm" asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    path: Path
    """The brief, or the draft when `findings` hold an error."""
    changed: bool
    brief: Brief
    ledger: Ledger
    findings: tuple[validation.Finding, ...]
    notes: tuple[str, ...]
    seconds: tuple[tuple[str, float], ...]
    """Wall-clock seconds of each stage, in order."""

    @property
    def passed(self) -> bool:
        """Tell whether the brief was filed; sentences may still wait for a signature."""
        return validation.passed(self.findings, allow=WAITING)


@dataclass(slots=True)
class _Clock:
    stages: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.stages.append((name, time.perf_counter() - start))


def make(request: Request, *, build: Path, progress: Callable[[int, int, str], None] | None = None) -> Outcome:
    """Write the brief that `request` asks for; paths in it are relative to the current folder.

    Raises BriefproofError with one line for whatever a person can mend. Nothing is written to `request.out`
    unless every rule passed; a draft that fails lies in `build`/drafts with its findings.
    """
    clock = _Clock()
    found = _gather(request, build, clock, progress)
    commission, evidence, path = found.commission, found.evidence, found.path
    with clock.stage("writing"):
        write = partial(llm.write, model=request.model) if request.writer == "llm" else WRITERS[request.writer].write
        draft = write(*found.asked)
    with clock.stage("validation"):
        brief, ledger = compose(commission, draft, found.front, evidence, request, found.date)
        ledger = _signed(ledger, path)
        sources = validation.Sources(
            corpus=found.corpus,
            attachments={document.path: document for document in found.attachments},
            images={logo.image: logo.sha256 for logo in found.logos},
            root=Path(),
        )
        brief, rendered, findings = _settle(brief, ledger, sources, path)
    notes = (
        *draft.notes,
        *(f"{problem.path} was not read: {problem.reason}" for problem in found.corpus.problems),
        *evidence.rebuilt,
    )
    filed = validation.passed(findings, allow=WAITING)
    if not filed:
        path = build / "drafts" / path.name
        write_atomically(
            path.with_suffix(".findings.txt"), "".join(f"{f.line}: {f.code}: {f.message}\n" for f in findings)
        )
    else:
        _keep_hands_off(path, request)
    ledger = replace(ledger, brief=path.name, generated=hashlib.sha256(rendered.encode()).hexdigest())
    if filed and request.attach:
        _copy_attachments(brief, request)
    changed = write_atomically(path.with_suffix(".ledger.yml"), ledgers.render(ledger))
    changed |= write_atomically(path, rendered)
    return Outcome(
        path=path,
        changed=changed,
        brief=brief,
        ledger=ledger,
        findings=findings,
        notes=notes,
        seconds=tuple(clock.stages),
    )


def asked(request: Request, *, build: Path) -> tuple[dict[str, Any], ...]:
    """Return the requests that the writer "llm" would send first, one for each section; nothing is sent."""
    if request.writer != "llm" or request.model is None:
        raise BriefproofError(f"the writer {request.writer!r} sends nothing; only llm does")
    return llm.requests(*_gather(request, build, _Clock(), None).asked, model=request.model)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What there is before a word is written."""

    commission: Commission
    corpus: Corpus
    attachments: tuple[Document, ...]
    logos: tuple
    evidence: Evidence
    path: Path
    date: str
    front: dict[str, Any]

    @property
    def asked(self) -> tuple[Commission, Evidence, dict[str, Any], tuple[int, int]]:
        """What a writer is given."""
        return self.commission, self.evidence, self.front, _taken(self.commission, self.front)


def _gather(request: Request, build: Path, clock: _Clock, progress: Callable[[int, int, str], None] | None) -> _Found:
    if request.writer not in WRITERS:
        raise BriefproofError(f"no writer {request.writer!r}; allowed: {', '.join(WRITERS)}")
    _writable(request.out)
    with clock.stage("commission"):
        commission = commissions.read(request.query)
    with clock.stage("attachments"):
        attachments = tuple(corpora.read_attachment(path, cache=build / "cache") for path in request.documents)
        _distinct([*(d.path for d in attachments), *(path.name for path in request.images)])
    with clock.stage("logo"):
        logos = tuple(_identify(path, request) for path in request.images)
        platform = _platform(commission, logos, request)
        commission = commissions.resolve(
            commission,
            documents=tuple(document.title for document in attachments),
            platform=platform,
            asserted=request.platform is not None,
        )
    with clock.stage("corpus"):
        corpus = corpora.read(request.corpus, cache=build / "cache", progress=progress)
    with clock.stage("evidence"):
        path, date = _place(request, commission)
        allowed = _allowed(_without(corpus, attachments), commission, date)
        evidence = retrieval.gather(commission, allowed, attachments, build / "index")
    front = _front(commission, request, corpus, attachments, logos, evidence)
    return _Found(
        commission=commission, corpus=corpus, attachments=attachments, logos=logos, evidence=evidence, path=path,
        date=date, front=front,
    )  # fmt: skip


def _signed(ledger: Ledger, path: Path) -> Ledger:
    """Return the ledger with what people signed in the file that it replaces, where it still holds."""
    beside = path.with_suffix(".ledger.yml")
    if not beside.is_file():
        return ledger
    return ledgers.carried(ledgers.parse(read_bytes(beside).decode("utf-8", "replace"), str(beside)), ledger)


def _writable(out: Path) -> None:
    folder = next(parent for parent in (out, *out.resolve().parents) if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise BriefproofError(f"cannot write into {out}: no folder that may be written (check its permissions)")


def _distinct(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BriefproofError(f"two attachments are named {twice[0]!r}; citations name the file, so rename one of them")


def _without(corpus: Corpus, attachments: tuple[Document, ...]) -> Corpus:
    """Leave out of the corpus what is attached as well; citations could not tell another file of that name apart."""
    given = {document.path: document.sha256 for document in attachments}
    for document in corpus.documents:
        if given.get(document.path, document.sha256) != document.sha256:
            raise BriefproofError(f"the corpus holds another file named {document.path!r}; rename the attachment")
    hashes = set(given.values())
    return replace(corpus, documents=tuple(d for d in corpus.documents if d.sha256 not in hashes))


def _allowed(corpus: Corpus, commission: Commission, date: str) -> Corpus:
    """Leave out what the commission forbids as a source; raises BriefproofError when nothing is left."""
    kept = tuple(
        document
        for document in corpus.documents
        if not requirements.breach(
            commission.prohibitions, commission.periods,
            (document.title, document.path, document.get("url"), document.get("source")), document.get("date"), date,
        )
    )  # fmt: skip
    if corpus.documents and not kept:
        words = "; ".join(item.words for item in (*commission.prohibitions, *commission.periods))
        raise BriefproofError(
            f"the commission forbids every document of the corpus (“{words}”); add sources that it allows"
        )
    return replace(corpus, documents=kept)


def _identify(path: Path, request: Request) -> Any:
    from generator import logo

    folder = request.corpus / "logos"
    return logo.identify(path, logos=folder if folder.is_dir() else None, asserted=request.platform)


def _platform(commission: Commission, logos: tuple, request: Request) -> tuple[str, ...]:
    """Return the platforms of the images; raises BriefproofError when the commission needs one and it is not named."""
    if request.platform is not None:
        return (request.platform,)
    named = tuple(logo.name for logo in logos if logo.verdict == "named")
    if len(named) == len(logos) and named or not any(subject.origin == "image" for subject in commission.subjects):
        return named
    if not logos:
        raise BriefproofError(
            "the commission names a subject by an image and none is given: give IMAGE=path, "
            "or PLATFORM='…' to assert it"
        )
    logo = next(logo for logo in logos if logo.verdict != "named")
    near = ", ".join(f"{c.name} {c.score:.2f}" for c in logo.candidates[:5])
    raise BriefproofError(
        f"{logo.image}: the platform is {logo.verdict} (confidence {logo.confidence:.2f}, threshold "
        f"{logo.threshold:.2f}; nearest: {near or 'none'}); give a clearer image, add the logo to corpus/logos/, or "
        "assert it with PLATFORM='…'"
    )


# --- front matter


def _front(
    commission: Commission,
    request: Request,
    corpus: Corpus,
    attachments: tuple[Document, ...],
    logos: tuple,
    evidence: Evidence,
) -> dict[str, Any]:
    """Return the front matter before anything is chosen: no corpus source, the longest form of each sentence."""
    length = commission.length
    limits = {"min": length.minimum, "max": length.maximum}
    sources = [_attached_source(document, request) for document in attachments]
    sources += [_image_source(logo, path, request) for logo, path in zip(logos, request.images, strict=True)]
    return {
        "brief": briefs.SCHEMA_VERSION,
        "title": commission.title,
        "date": "0000-00-00",
        "commission": {
            "query": commission.query,
            "language": commission.language,
            "register": commission.register,
            "length": {
                **{key: value for key, value in limits.items() if value is not None},
                "unit": length.unit,
                "counted": 0,
                "definition": DEFINITION[length.unit],
            },
            "sections": [{"heading": s.heading, "title": s.title, "role": s.role} for s in commission.sections],
            "subjects": [{"name": s.name, "from": s.origin, "aliases": list(s.aliases)} for s in commission.subjects],
            "axes": list(commission.axes),
            "defaulted": list(commission.defaulted),
            "prohibitions": [asdict(item) for item in commission.prohibitions],
            "periods": [_present(asdict(item)) for item in commission.periods],
        },
        "logos": [_logo(logo) for logo in logos],
        "sources": sources,
        "corpus": {
            "path": _relative(request.corpus),
            "documents": len(corpus.documents),
            "zh": sum(document.language == "zh" for document in corpus.documents),
            "en": sum(document.language == "en" for document in corpus.documents),
            "chunks": sum(len(document.chunks) for document in corpus.documents),
        },
        "evidence": {"cited": 0, "earliest": "0000", "latest": "0000", "foreign": True, "classes": True},
        "aspects": [],
        "balance": {},
        "gaps": _gaps(commission, corpus),
        "writer": {"name": request.writer, "version": WRITERS[request.writer].VERSION},
        "validation": {"passed": True, "findings": []},
    }


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _relative(path: Path) -> str:
    return Path(os.path.relpath(path.resolve(), Path.cwd())).as_posix()


def _kept_path(path: Path, sha256: str, request: Request) -> str | None:
    """Return where an attachment lies: in the repository already, among its attachments, or None if not kept."""
    relative = _relative(path)
    if not relative.startswith(("../", "build/")):  # build/ goes with `make clean`
        return relative
    if not request.attach:
        return None
    safe = re.sub(r"[^\w.-]+", "-", path.name).strip("-.") or "file"
    home = Path("corpus") if request.out.resolve() == Path("briefs").resolve() else request.out  # trials leave no trace
    return _relative(home / "attachments" / f"{sha256[:12]}-{safe}")


def _attached_source(document: Document, request: Request) -> dict[str, Any]:
    path = next(path for path in request.documents if path.name == document.path)
    pages = {page for chunk in document.chunks for _, page in chunk.pages}
    found: dict[str, Any] = {"id": "", "kind": "document", "title": document.title, "file": document.path}
    if kept := _kept_path(path, document.sha256, request):
        found["path"] = kept
    found |= {"sha256": document.sha256, "language": document.language, **_metadata(document)}
    if pages:
        found["page_count"] = len(pages)
        if min(pages) > 1:  # a cover without text
            found["first_page"] = min(pages)
    return found | {"cited": 0}


def _image_source(logo: Any, path: Path, request: Request) -> dict[str, Any]:
    found = {"id": "", "kind": "image", "title": logo.image, "file": logo.image}
    if kept := _kept_path(path, logo.sha256, request):
        found["path"] = kept
    return found | {"sha256": logo.sha256, "cited": 0}


def _metadata(document: Document) -> dict[str, str]:
    return {key: value for key in ("author", "date", "url", "accessed", "licence") if (value := document.get(key))}


def _logo(match: Any) -> dict[str, Any]:
    return {
        "image": match.image,
        "sha256": match.sha256,
        "size": list(match.size),
        "verdict": match.verdict,
        "name": match.name,
        "rule": match.rule,
        "confidence": match.confidence,
        "threshold": match.threshold,
        "margin": match.margin,
        "crop": list(match.crop),
        "words": None if match.words is None else list(match.words),
        "candidates": [
            {"name": c.name, "score": c.score, "parts": dict(c.parts), "source": c.source} for c in match.candidates
        ],
        "model": {"name": match.model, "sha256": match.model_sha256, "index": match.index_sha256},
    }


def _gaps(commission: Commission, corpus: Corpus) -> list[dict[str, str]]:
    """Return what the commission asks for and the corpus does not hold, as far as it shows before writing."""
    found: list[dict[str, str]] = []
    hosts = " ".join(document.get("url") for document in corpus.documents).casefold()
    for named in commission.named_sources:
        if (re.search("github", named, re.I) and "github.com" not in hosts) or (
            re.search("官网|官方网站|official (?:web)?site", named, re.I) and not hosts.strip()
        ):
            found.append({"code": "source", "source": named})
    return found + [{"code": "rule", "rule": rule} for rule in _unenforced(commission)]


def _silent(commission: Commission, draft: Draft) -> list[dict[str, str]]:
    """Return the sections in which a side does not speak."""
    filled = dict(draft.sections)
    found = []
    for section in commission.sections:
        if section.role in retrieval.COMPARED:
            sides = {s.side for passage in filled.get(section.number, ()) for s in passage.statements}
            silent = [subject.name for subject in commission.subjects if subject.name not in sides]
            found += [{"code": "side", "section": section.title, "subject": name} for name in silent]
    return found


def _unenforced(commission: Commission) -> tuple[str, ...]:
    """Return the commission's demands that no rule checks, in its words."""
    return (
        *(item.words for item in commission.prohibitions if item.kind in ("element", "other")),
        *commission.unenforced,
    )


# --- from draft to brief


def _taken(commission: Commission, front: Mapping[str, Any]) -> tuple[int, int]:
    """Return the least and the most length that is used before a sentence is chosen.

    Title, headings, the brief about itself, framing and gap list; some of its sentences depend on what is chosen.
    """
    bare = {**front, "evidence": {"cited": 0}}
    silent = [{"code": "side", "section": s.title, "subject": commission.subjects[0].name} for s in commission.sections]
    full = {**front, "gaps": [*front["gaps"], *silent[:2]]}
    return _fixed_length(commission, bare, min), _fixed_length(commission, full, max)


def _fixed_length(commission: Commission, front: Mapping[str, Any], choose: Callable[..., str]) -> int:
    pieces = [commission.title]
    for section in commission.sections:
        pieces.append(section.heading)
        pieces += [sentence for sentence, _ in wording.about(front, section.role)]
        if section.role in (*retrieval.COMPARED, "conclusion"):
            pieces.append(choose(wording.openings(front, section.title), key=len))
    pieces += [wording.words(commission.language)["gap_heading"], *wording.gaps(front)]
    return sum(text.count(piece, commission.length.unit) for piece in pieces)


def compose(
    commission: Commission,
    draft: Draft,
    front: dict[str, Any],
    evidence: Evidence,
    request: Request,
    date: str,
) -> tuple[Brief, Ledger]:
    """Put a draft into the form of a brief, with its sources numbered in order of citation, and its ledger."""
    documents = {document.path: document for document in evidence.documents}
    attached = {source["file"] for source in front["sources"] if source["kind"] == "document"}
    filled = dict(draft.sections)
    used = [s for passages in filled.values() for p in passages for s in p.statements]
    sources = _sources(used, front, documents, attached, request)
    numbers = {source.get("file") or source["title"]: source["id"] for source in sources}
    cited_dates = sorted(source["date"] for source in sources if source.get("date"))
    edited = sum(any(relation not in ledgers.AS_IT_STANDS for _, relation in s.spans) for s in used)
    front = front | {
        "date": date,
        "sources": sources,
        "evidence": {
            "cited": sum(source["kind"] != "image" for source in sources),
            **({"earliest": cited_dates[0], "latest": cited_dates[-1]} if cited_dates else {}),
            "foreign": any(statement.kind == "quotation" for statement in used),
            "classes": any(relation == "membership" for statement in used for _, relation in statement.spans),
            **({"edited": edited} if edited else {}),
        },
        "aspects": list(draft.aspects),
        "gaps": [*_silent(commission, draft), *front["gaps"]],
        "writer": front["writer"] | ({"notes": list(draft.notes)} if draft.notes else {}),
    }

    def entry_of(section: int, sentence: Sentence, kind: str, statement: Statement | None = None) -> Entry:
        supports: tuple[Support, ...] = ()
        if statement:
            supports = tuple(
                Support(
                    source=numbers[span.document if span.document in attached else documents[span.document].title],
                    chunk=span.chunk,
                    page=span.page,
                    chunk_sha256=documents[span.document].chunks[span.chunk - 1].sha256,
                    start=span.start,
                    end=span.end,
                    quote=span.quote,
                    relation=relation,
                )
                for span, relation in statement.spans
            )
        return Entry(
            id="",
            section=section,
            kind=kind,
            text=sentence.text,
            side=statement.side if statement else None,
            lead=statement.lead if statement else "",
            supports=supports,
            written=statement.written if statement else "",
        )

    sections, entries = [], []
    homes = ("gaps", "conclusion", "method")  # where the gap list goes, best first
    gap_at = next((s.number for role in homes for s in commission.sections if s.role == role), None)
    for spec in commission.sections:
        blocks: list[Block] = []
        about = wording.about(front, spec.role)
        if about:
            row = tuple(Sentence(text=words, citations=citations) for words, citations in about)
            blocks.append(Block(kind="paragraph", rows=(row,)))
            entries += [entry_of(spec.number, sentence, "meta") for sentence in row]
        for passage in filled.get(spec.number, ()):
            row = tuple(Sentence(text=s.text, citations=_citations(s, documents, attached)) for s in passage.statements)
            if passage.kind != "heading":  # a heading has no entry: it says nothing
                entries += [
                    entry_of(spec.number, sentence, statement.kind, statement)
                    for sentence, statement in zip(row, passage.statements, strict=True)
                ]
            rows = tuple(batched(row, passage.columns)) if passage.columns else (row,)
            blocks.append(Block(kind=passage.kind, rows=rows))
        if spec.number == gap_at:
            heading = Sentence(text=wording.words(commission.language)["gap_heading"])
            rows = tuple((Sentence(text=gap),) for gap in wording.gaps(front))
            blocks += [Block(kind="heading", rows=((heading,),)), Block(kind="bullets", rows=rows)]
            entries += [entry_of(spec.number, row[0], "meta") for row in rows]
        if spec.role == "references":
            lines = tuple((Sentence(text=references.line(s, commission.language)),) for s in sources)
            blocks.append(Block(kind="bullets", rows=lines))
        sections.append(Section(number=spec.number, heading=spec.heading, blocks=tuple(blocks)))
    ids = ledgers.ids(entry.text for entry in entries)
    entries = [replace(entry, id=new) for entry, new in zip(entries, ids, strict=True)]
    entries = [replace(e, rests_on=_rests_on(e, entries)) if e.kind == "summary" else e for e in entries]
    reader = ", ".join(sorted({documents[span.document].reader for s in used for span, _ in s.spans}))
    ledger = Ledger(brief="", reader=reader, entries=tuple(entries), dropped=draft.dropped)
    if draft.record:
        front["writer"] = front["writer"] | {**draft.record, "sentences": ledgers.written(ledger)}
    front["balance"] = validation.balance(ledger, front)
    brief = Brief(front=front, title=commission.title, sections=tuple(sections))
    front["commission"] = front["commission"] | {
        "length": front["commission"]["length"] | {"counted": validation.counted(brief)}
    }
    return brief, ledger


def _rests_on(summary: Entry, entries: list[Entry]) -> tuple[str, ...]:
    """Return the ids of the claims and quotations whose spans hold those of a summary."""

    def holds(entry: Entry, part: Support) -> bool:
        return any(
            (s.source, s.chunk) == (part.source, part.chunk) and s.start <= part.start and part.end <= s.end
            for s in entry.supports
        )

    told = [entry for entry in entries if entry.kind in ("claim", "quotation")]
    return tuple(
        entry.id
        for entry in told
        if any(holds(entry, part) for part in summary.supports if part.relation == "verbatim")
    )


def batched(cells: tuple[Sentence, ...], size: int) -> Iterator[tuple[Sentence, ...]]:
    """Yield the rows of a table, `size` cells each."""
    for start in range(0, len(cells), size):
        yield cells[start : start + size]


def _sources(
    used: list[Statement],
    front: Mapping[str, Any],
    documents: Mapping[str, Document],
    attached: set[str],
    request: Request,
) -> list[dict[str, Any]]:
    """Number the sources: attachments and images as given, then corpus documents in order of first citation."""
    cited: dict[str, dict[int, str]] = {}
    pages: dict[str, set[int]] = {}
    times: dict[str, int] = {}
    for statement in used:
        for path in {span.document: None for span, _ in statement.spans}:
            times[path] = times.get(path, 0) + 1
        for span, _ in statement.spans:
            cited.setdefault(span.document, {})[span.chunk] = documents[span.document].chunks[span.chunk - 1].sha256
            if span.page:
                pages.setdefault(span.document, set()).add(span.page)
    sources: list[dict[str, Any]] = []
    mentioned = [c.title for role in ("introduction", "method") for _, cs in wording.about(front, role) for c in cs]
    for source in front["sources"]:
        path = source["file"]
        if path not in cited and path not in mentioned:
            continue
        extra: dict[str, Any] = {}
        if path in cited:
            paged = {"pages": sorted(pages[path])} if path in pages else {}
            extra = paged | {"chunks": _chunks(cited[path])}
        sources.append({**source, **extra, "cited": times.get(path, 0) + mentioned.count(path)})
    for path in [path for path in cited if path not in attached]:
        document = documents[path]
        sources.append(
            {
                "id": "",
                "kind": "corpus",
                "title": document.title,
                "path": _relative(request.corpus / path),
                "sha256": document.sha256,
                "language": document.language,
                **_metadata(document),
                "chunks": _chunks(cited[path]),
                "cited": times[path],
            }
        )
    return [source | {"id": f"S{number}"} for number, source in enumerate(sources, start=1)]


def _chunks(cited: Mapping[int, str]) -> dict[str, str]:
    return {str(number): cited[number] for number in sorted(cited)}


def _citations(statement: Statement, documents: Mapping[str, Document], attached: set[str]) -> tuple[Citation, ...]:
    found = []
    for span, _ in statement.spans:
        if span.document in attached:
            found.append(citation.attached(span.document, span.page, span.chunk))
        else:
            found.append(Citation(kind="corpus", title=documents[span.document].title, number=span.chunk))
    return tuple(dict.fromkeys(found))


def _settle(brief: Brief, ledger: Ledger, sources: validation.Sources, path: Path) -> tuple[Brief, str, tuple]:
    """Validate what will lie in the file, not what is in memory, and note the findings in its front matter."""
    rendered = briefs.render(brief)
    findings = validation.validate(briefs.parse(rendered, path.name), ledger, sources)
    noted = [{"code": f.code, "message": f.message} for f in findings]
    front = dict(brief.front) | {"validation": {"passed": validation.passed(findings), "findings": noted}}
    brief = replace(brief, front=front)
    rendered = briefs.render(brief)
    return brief, rendered, validation.validate(briefs.parse(rendered, path.name), ledger, sources)


# --- where it goes


def _place(request: Request, commission: Commission) -> tuple[Path, str]:
    """Return the brief's path and date: those of the file that the same commission has, else new ones."""
    if request.slug is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", request.slug):
        raise BriefproofError(f"SLUG={request.slug!r}: allowed are lower-case letters a–z, digits and single hyphens")
    stem = request.slug or text.slug(commission.title)
    number = 1
    while True:
        slug = stem if number == 1 else f"{stem}-{number}"
        existing = sorted(
            path
            for path in request.out.glob(f"*-{slug}.md")
            if re.fullmatch(rf"\d{{4}}-\d\d-\d\d-{re.escape(slug)}", path.stem)
        )
        if not existing:
            date = today()
            return request.out / f"{date}-{slug}.md", date
        front = briefs.parse(read_bytes(existing[0]).decode("utf-8", "replace"), str(existing[0])).front
        same = front.get("commission", {}).get("query") == commission.query
        if same or request.slug is not None:
            return existing[0], str(front.get("date") or existing[0].name[:10])
        number += 1


def today() -> str:
    """Return the day, ISO 8601: of SOURCE_DATE_EPOCH where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdigit():
        raise BriefproofError(f"SOURCE_DATE_EPOCH={epoch!r}: must be a whole number of seconds since 1970")
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now()
    return moment.date().isoformat()


def _keep_hands_off(path: Path, request: Request) -> None:
    """Refuse to overwrite a brief that a person changed after it was generated."""
    beside = path.with_suffix(".ledger.yml")
    if request.force or not path.exists() or not beside.exists():
        return
    known = ledgers.parse(read_bytes(beside).decode("utf-8", "replace"), str(beside)).generated
    if known and sha256_of(path) != known:
        raise BriefproofError(
            f"{path} was edited by hand since it was generated; give FORCE=1 to overwrite it, "
            "or SLUG=… to write another"
        )


def _copy_attachments(brief: Brief, request: Request) -> None:
    given = {path.name: path for path in (*request.documents, *request.images)}
    for source in brief.front["sources"]:
        if source["kind"] in ("document", "image") and (kept := source.get("path")):
            original = given[source["file"]]
            if Path(kept).resolve() != original.resolve():
                write_atomically(Path(kept), read_bytes(original))
