"""A brief made again from what it records of its commission and inputs, to see whether the same comes out.

The gate judges each sentence by itself. Which of them a run of the program chose and put where, only a run can tell.
What came out is kept in the cache, by all that went in.
"""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from generator import brief as briefs
from generator.brief import Brief, front as fronts
from generator.brief.draft import VERSIONS
from generator.brief.ledger import Ledger
from generator.corpus import SIDECAR
from generator.errors import BriefproofError, NotKept
from generator.files import DATA, digest_of, read_bytes, write_atomically
from generator.gate import Filed, Finding, Shelf
from generator.gate.searched import held
from generator.messages import say
from generator.review import former, history, repairing, unseen
from generator.review.standing import Piece, evidence, pieces

MISSING = ("source-absent", "unverifiable", "unchecked", "corpus")
"""Rules whose findings say that an input is not here."""
CHANGED = ("source-changed", "chunk-changed")
"""Rules whose findings say that an input is another now; git may hold what it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of the program made."""

    sha256: str
    """Of the brief's bytes."""
    front: Mapping[str, Any]
    evidence: str
    """Hash of what its ledger records."""
    pieces: tuple[Piece, ...]


def again(item: Filed, shelf: Shelf) -> tuple[Run, ...]:
    """Make a brief again of its inputs as they were; where they are others now, also as `repair` leaves that then.

    Raises NotKept where an input of it is not to be had, BriefproofError where the program refuses them.
    """
    from generator import pipeline  # writing is slow to import, and checking does not need it

    build = shelf.cache.parent
    try:
        build.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BriefproofError(
            "cannot write into {build}: {strerror} (check its permissions)", build=build, strerror=error.strerror
        ) from None
    with tempfile.TemporaryDirectory(prefix="verify-", dir=build) as name:
        folder = Path(name)
        for path in (item.path, item.beside):  # its place gives name and date
            write_atomically(folder / "out" / path.name, read_bytes(path))
        request = _request(item, shelf, folder, build / "replies")
        made, ledger = pipeline.again(request, build=build)
    made = replace(made, front=dict(made.front) | {"sources": _recorded_paths(made.front, item.brief.front)})
    as_it_was = _run(made, ledger, item)
    if not (request.former or item.ledger.given):
        return (as_it_was,)
    run, sources = briefs.parse(briefs.render(made), str(item.path)), shelf.sources(item.brief, item.ledger)
    mended = repairing.repair(run, ledger, sources)
    return as_it_was, _run(mended.brief, mended.ledger, item)


def _run(made: Brief, ledger: Ledger, item: Filed) -> Run:
    rendered = briefs.render(made)
    found = pieces(briefs.parse(rendered, item.path.name), ledger)
    sha256 = hashlib.sha256(rendered.encode()).hexdigest()
    return Run(sha256=sha256, front=made.front, evidence=evidence(ledger), pieces=found)


def remembered(item: Filed, shelf: Shelf) -> tuple[Run, ...]:
    """Return `again`, from the cache where the same inputs were used before; raises as it does."""
    path = shelf.cache / "again" / f"{_key(item, shelf)}.json"
    if known := _read(path):
        return known
    runs = again(item, shelf)
    kept = [
        {"sha256": run.sha256, "front": run.front, "evidence": run.evidence, "pieces": list(map(astuple, run.pieces))}
        for run in runs
    ]
    with contextlib.suppress(BriefproofError):  # a cache that cannot be written costs time, and nothing else
        write_atomically(path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
    return runs


def _read(path: Path) -> tuple[Run, ...]:
    """Return runs from their file, () where there is none or it is damaged."""
    try:
        return tuple(map(_plain_run, json.loads(path.read_bytes())))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def _plain_run(kept: Mapping[str, Any]) -> Run:
    names = [field.name for field in fields(Piece)]
    found = [dict(zip(names, values, strict=True)) for values in kept["pieces"]]
    tuples = [
        piece | {"citations": tuple(piece["citations"]), "spans": tuple(map(tuple, piece["spans"]))} for piece in found
    ]
    made = tuple(Piece(**piece) for piece in tuples)
    return Run(sha256=str(kept["sha256"]), front=dict(kept["front"]), evidence=str(kept["evidence"]), pieces=made)


def _key(item: Filed, shelf: Shelf) -> str:
    """Return the hash of everything that a run depends on; the name of the file does not enter it, its date does."""
    front, ledger = item.brief.front, item.ledger
    folder = str(front["corpus"]["path"])
    corpus, logos = shelf.corpus(folder, ledger.searched), shelf.found(f"{folder}/logos")
    documents = held(ledger.searched, corpus).there if corpus else ()
    attached = [{k: v for k, v in s.items() if k not in ("cited", "chunks", "pages")} for s in _attached(front)]
    model = sorted(p.name for p in (shelf.cache.parent / "replies").glob("*")) if front["writer"].get("model") else []
    content = [
        _program(), item.stem[:10], front["commission"]["query"], _asserted(front), attached, front["writer"], model,
        folder, [(d.path, d.sha256, d.beside) for d in documents], ledger.searched, ledger.given,
        unseen.logos(item, shelf),
        digest_of(logos) if logos and any(source["kind"] == "image" for source in attached) else "",
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, default=str).encode()).hexdigest()


@cache
def _program() -> str:
    return digest_of(DATA.parent)


def _attached(front: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [source for source in front["sources"] if source["kind"] != "corpus"]


def _asserted(front: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the platform that a person asserted, with `name` and `by`; empty where none did.

    Where the query names it as well its subject is from the text, and the image alone says so.
    """
    images = [logo for logo in front.get("logos", ()) if logo["verdict"] == "asserted"]
    return next((s for s in (*front["commission"]["subjects"], *images) if s.get("from", "asserted") == "asserted"), {})


def _request(item: Filed, shelf: Shelf, folder: Path, replies: Path) -> Any:
    """Return what the pipeline is asked, with copies of the attachments in `folder`."""
    from generator import pipeline
    from generator.writers import llm_client

    front, where = item.brief.front, str(item.brief.front["corpus"]["path"])
    corpus = shelf.corpus(where)
    if corpus is None:
        raise NotKept("{where}: no corpus that is there and that policy.yml lists", where=where)
    return pipeline.Request(
        query=front["commission"]["query"],
        documents=tuple(_copies(item, shelf, "document", folder / "document")),
        images=tuple(_copies(item, shelf, "image", folder / "image")),
        platform=_asserted(front).get("name"), by=_asserted(front).get("by"), slug=item.stem[11:],
        corpus=shelf.root / where, read=corpus,
        recorded=unseen.matches(item, shelf), searched=item.ledger.searched,
        former=former.corpus(item, shelf, folder / "corpus"), out=folder / "out",
        force=True, writer=front["writer"]["name"],
        model=llm_client.replayer(front["writer"], replies) if front["writer"].get("model") else None,
    )  # fmt: skip


def _copies(item: Filed, shelf: Shelf, kind: str, folder: Path) -> Iterator[Path]:
    """Copy the attachments of a kind under the names that they were given by; raises NotKept without them."""
    given = fronts.filed(item.ledger.given)
    for source in item.brief.front["sources"]:
        if source["kind"] == kind:
            if kind == "image" and unseen.excused(source, shelf):
                yield folder / source["file"]  # what it shows is on record
                continue
            if not source.get("path"):
                raise NotKept("{file} was not kept (ATTACH=no), so the brief cannot be made again", file=source["file"])
            if source["file"] != Path(source["file"]).name:
                raise BriefproofError(
                    "{file} is no file name, so the brief cannot be made again", file=repr(source["file"])
                )
            there = shelf.found(source["path"])
            if there is None:
                raise NotKept("{path} is not there, or lies outside of this folder", path=source["path"])
            was = given.get(source["file"], source["sha256"])
            write_atomically(folder / source["file"], former.attachment(source["path"], was, shelf))
            if stated := source.get("metadata_sha256"):
                beside = former.attachment(f"{source['path']}{SIDECAR}", stated, shelf)
                write_atomically(folder / f"{source['file']}{SIDECAR}", beside)
            yield folder / source["file"]


def _recorded_paths(made: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources as made, with the paths that were recorded for the attachments, in their order of keys."""
    paths = {s.get("file"): s.get("path") for s in recorded["sources"] if s["kind"] != "corpus"}
    found = []
    for source in made["sources"]:
        path = paths.get(source["file"]) if "file" in source else source["path"]
        found.append({key: path if key == "path" else value for key, value in source.items() if key != "path" or path})
    return found


def left_in_store(item: Filed, shelf: Shelf) -> Iterator[str]:
    """Yield that of the corpus only what the brief lists was brought here."""
    folder = str(item.brief.front["corpus"]["path"])
    corpus = shelf.corpus(folder)
    if corpus and corpus.partial:
        where = shelf.policy.store(folder, shelf.root)
        yield say(
            "of {folder}, at {where}, only what is cited was read, so what is said of the rest was not checked; check "
            "with BASE and briefproof verify read it all",
            folder=folder,
            where=where,
        )


def never_there(item: Filed, shelf: Shelf) -> Iterator[str]:
    """Yield what a brief says was searched, cited or given with bytes that, as git knows, it never had.

    Whoever writes another hash into a brief would have it that its inputs are others now.
    """
    folder = Path(str(item.brief.front["corpus"]["path"]))
    corpus = shelf.corpus(folder.as_posix(), item.ledger.searched)
    here = not shelf.policy.store(folder.as_posix(), shelf.root)  # git knows no store
    searched = fronts.filed(item.ledger.searched) if corpus and here and not corpus.partial else {}
    lines = {str(folder / path): sha256 for path, sha256 in searched.items()}
    listed = [source for source in item.brief.front["sources"] if source["kind"] == "corpus" and here]
    cited = [(str(source["path"]), str(source["sha256"])) for source in listed]
    cited += [(f"{s['path']}{SIDECAR}", str(s["metadata_sha256"])) for s in listed if "metadata_sha256" in s]
    documents = corpus.documents if corpus else ()
    today = {str(folder / d.path): d.sha256 for d in documents}
    today |= {str(folder / f"{d.path}{SIDECAR}"): d.beside for d in documents}
    paths = {s["file"]: str(s.get("path", "")) for s in item.brief.front["sources"] if s["kind"] == "document"}
    given = {paths[name]: sha256 for name, sha256 in fronts.filed(item.ledger.given).items() if name in paths}
    for path, sha256 in (*lines.items(), *cited, *given.items()):
        lost = not today.get(path, "").startswith(sha256) and former.found(Path(path), sha256, shelf) is None
        if lost and history.knows(Path(path)):
            yield path


def missing_inputs(item: Filed, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what a brief was made from that is not here: sources, by its findings, and its writer.

    What a picture that need not be here was found to show is on record.
    """
    pictures = tuple(f"{s['id']} " for s in item.brief.front["sources"] if s["kind"] == "image")
    needed = (f for f in findings if f.code != "unchecked" or not f.message.startswith(pictures or ("-",)))
    yield from _told(needed, MISSING)
    wrote = item.brief.front["writer"]
    have = VERSIONS.get(wrote["name"], "none")
    if wrote["version"] != have:
        yield say(
            "the writer {name} is version {have}; it was {version}",
            name=wrote["name"],
            have=have,
            version=wrote["version"],
        )


def changed_inputs(item: Filed, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what a brief was made from that is another now, or not here."""
    yield from (*_told(findings, CHANGED), *missing_inputs(item, findings))


def _told(findings: Iterable[Finding], codes: Iterable[str]) -> Iterator[str]:
    yield from (say("{code}: {message}", code=one.code, message=one.message) for one in findings if one.code in codes)
