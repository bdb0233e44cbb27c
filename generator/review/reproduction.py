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
from generator.brief.draft import VERSIONS
from generator.corpus import SIDECAR
from generator.errors import BriefproofError
from generator.files import DATA, digest_of, read_bytes, write_atomically
from generator.gate import Filed, Finding, Shelf
from generator.gate.searched import held
from generator.review import history
from generator.review.standing import Piece, evidence, pieces

INPUTS = ("source-changed", "source-absent", "chunk-changed", "unverifiable", "unchecked", "corpus")
"""Rules whose findings say that an input is not what it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of the program made."""

    sha256: str
    """Of the brief's bytes."""
    front: Mapping[str, Any]
    evidence: str
    """Hash of what its ledger records."""
    pieces: tuple[Piece, ...]


def again(item: Filed, shelf: Shelf) -> Run:
    """Make a brief again; raises BriefproofError where an input of it was not kept or the program refuses them."""
    from generator import pipeline  # writing is slow to import, and checking does not need it

    build = shelf.cache.parent
    try:
        build.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BriefproofError(f"cannot write into {build}: {error.strerror} (check its permissions)") from None
    with tempfile.TemporaryDirectory(prefix="verify-", dir=build) as name:
        folder = Path(name)
        for path in (item.path, item.path.with_suffix(".ledger.yml")):  # its place gives name and date
            write_atomically(folder / "out" / path.name, read_bytes(path))
        made, ledger = pipeline.again(_request(item, shelf, folder, build / "replies"), build=build)
    made = replace(made, front=dict(made.front) | {"sources": _recorded_paths(made.front, item.brief.front)})
    rendered = briefs.render(made)
    found = pieces(briefs.parse(rendered, item.path.name), ledger)
    sha256 = hashlib.sha256(rendered.encode()).hexdigest()
    return Run(sha256=sha256, front=made.front, evidence=evidence(ledger), pieces=found)


def remembered(item: Filed, shelf: Shelf) -> Run:
    """Return `again`, from the cache where the same inputs were used before; raises BriefproofError as it does."""
    path = shelf.cache / "again" / f"{_key(item, shelf)}.json"
    if (known := _read(path)) is not None:
        return known
    run = again(item, shelf)
    kept = {"sha256": run.sha256, "front": run.front, "evidence": run.evidence}
    kept["pieces"] = [astuple(piece) for piece in run.pieces]
    with contextlib.suppress(BriefproofError):  # a cache that cannot be written costs time, and nothing else
        write_atomically(path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
    return run


def _read(path: Path) -> Run | None:
    """Return a run from its file, None where there is none or it is damaged."""
    names = [field.name for field in fields(Piece)]
    try:
        kept = json.loads(path.read_bytes())
        found = [dict(zip(names, values, strict=True)) for values in kept["pieces"]]
        tuples = [
            piece | {"citations": tuple(piece["citations"]), "spans": tuple(map(tuple, piece["spans"]))}
            for piece in found
        ]
        made = tuple(Piece(**piece) for piece in tuples)
        return Run(sha256=str(kept["sha256"]), front=dict(kept["front"]), evidence=str(kept["evidence"]), pieces=made)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _key(item: Filed, shelf: Shelf) -> str:
    """Return the hash of everything that a run depends on; the name of the file does not enter it, its date does."""
    front, ledger = item.brief.front, item.ledger
    folder = str(front["corpus"]["path"])
    corpus, logos = shelf.corpus(folder), shelf.found(f"{folder}/logos")
    documents = held(ledger.searched, corpus).there if corpus else ()
    attached = [{k: v for k, v in s.items() if k not in ("cited", "chunks", "pages")} for s in _attached(front)]
    model = sorted(p.name for p in (shelf.cache.parent / "replies").glob("*")) if front["writer"].get("model") else []
    content = [
        _program(), item.stem[:10], front["commission"]["query"], _asserted(front), attached, front["writer"], model,
        folder, [(d.path, d.sha256, d.beside) for d in documents],
        digest_of(logos) if logos and any(source["kind"] == "image" for source in attached) else "",
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, default=str).encode()).hexdigest()


@cache
def _program() -> str:
    return digest_of(DATA.parent)


def _attached(front: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [source for source in front["sources"] if source["kind"] != "corpus"]


def _asserted(front: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the subject that a person asserted, empty where none did."""
    return next((s for s in front["commission"]["subjects"] if s["from"] == "asserted"), {})


def _request(item: Filed, shelf: Shelf, folder: Path, replies: Path) -> Any:
    """Return what the pipeline is asked, with copies of the attachments in `folder`."""
    from generator import pipeline
    from generator.writers import llm_client

    front, where = item.brief.front, str(item.brief.front["corpus"]["path"])
    corpus = shelf.found(where)
    if corpus is None or not shelf.policy.lists(where, shelf.root):
        raise BriefproofError(f"{where}: no corpus that is there and that policy.yml lists")
    return pipeline.Request(
        query=front["commission"]["query"],
        documents=tuple(_copies(front, shelf, "document", folder / "document")),
        images=tuple(_copies(front, shelf, "image", folder / "image")),
        platform=_asserted(front).get("name"), by=_asserted(front).get("by"), slug=item.stem[11:], corpus=corpus,
        searched=item.ledger.searched, out=folder / "out", force=True, writer=front["writer"]["name"],
        model=llm_client.replayer(front["writer"], replies) if front["writer"].get("model") else None,
    )  # fmt: skip


def _copies(front: Mapping[str, Any], shelf: Shelf, kind: str, folder: Path) -> Iterator[Path]:
    """Copy the attachments of a kind under the names that they were given by; raises BriefproofError without them."""
    for source in front["sources"]:
        if source["kind"] == kind:
            if not source.get("path"):
                raise BriefproofError(f"{source['file']} was not kept (ATTACH=no), so the brief cannot be made again")
            if source["file"] != Path(source["file"]).name:
                raise BriefproofError(f"{source['file']!r} is no file name, so the brief cannot be made again")
            there = shelf.found(source["path"])
            if there is None:
                raise BriefproofError(f"{source['path']} is not there, or lies outside of this folder")
            write_atomically(folder / source["file"], read_bytes(there))
            if beside := shelf.found(f"{source['path']}{SIDECAR}"):
                write_atomically(folder / f"{source['file']}{SIDECAR}", read_bytes(beside))
            yield folder / source["file"]


def _recorded_paths(made: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources as made, with the paths that were recorded for the attachments, in their order of keys."""
    paths = {s.get("file"): s.get("path") for s in recorded["sources"] if s["kind"] != "corpus"}
    return [dict(s) | ({"path": paths[s["file"]]} if paths.get(s.get("file")) else {}) for s in made["sources"]]


def never_there(item: Filed, shelf: Shelf) -> Iterator[str]:
    """Yield what a brief says was searched or cited with bytes that, as git knows, it never had.

    Whoever writes another hash into a brief would have it that its inputs are others now.
    """
    folder = Path(str(item.brief.front["corpus"]["path"]))
    corpus = shelf.corpus(folder.as_posix())
    lines = {str(folder / line[17:]): line[:16] for line in item.ledger.searched} if corpus else {}
    listed = [source for source in item.brief.front["sources"] if source["kind"] == "corpus"]
    cited = [(str(source["path"]), str(source["sha256"])) for source in listed]
    cited += [(f"{s['path']}{SIDECAR}", str(s["metadata_sha256"])) for s in listed if "metadata_sha256" in s]
    documents = corpus.documents if corpus else ()
    today = {str(folder / d.path): d.sha256 for d in documents}
    today |= {str(folder / f"{d.path}{SIDECAR}"): d.beside for d in documents}
    for path, sha256 in (*lines.items(), *cited):
        if not today.get(path, "").startswith(sha256) and history.held(Path(path), sha256) is False:
            yield path


def changed_inputs(item: Filed, findings: Iterable[Finding], shelf: Shelf) -> Iterator[str]:
    """Yield what a brief was made from that is another now: its sources, by its findings, its corpus, its writer."""
    yield from (f"{finding.code}: {finding.message}" for finding in findings if finding.code in INPUTS)
    if corpus := shelf.corpus(str(item.brief.front["corpus"]["path"])):
        gone = held(item.ledger.searched, corpus).gone
        yield from (f"{path} was searched, and is not there" for path in gone)
    wrote = item.brief.front["writer"]
    have = VERSIONS.get(wrote["name"], "none")
    if wrote["version"] != have:
        yield f"the writer {wrote['name']} is version {have}; it was {wrote['version']}"
