"""A brief made again from what it records of its commission and inputs, to see whether the same comes out."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import brief as briefs, yaml_text
from generator.brief.draft import VERSIONS
from generator.errors import BriefproofError
from generator.files import read_bytes, write_atomically
from generator.gate import Filed, Finding, Shelf, asked, policy

METADATA = ("author", "date", "url", "accessed", "licence")
"""What a brief records of a document besides its title."""
INPUTS = ("source-changed", "source-absent", "chunk-changed", "unverifiable")
"""Rules whose findings say that an input is not what it was."""


def again(item: Filed, build: Path) -> str:
    """Return the brief as it is written today; raises BriefproofError where an input of it was not kept."""
    from generator import pipeline  # writing is slow to import, and checking does not need it

    front = item.brief.front
    _check_inside(front["corpus"]["path"])
    try:
        build.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BriefproofError(f"cannot write into {build}: {error.strerror} (check its permissions)") from None
    with tempfile.TemporaryDirectory(prefix="verify-", dir=build) as name:
        folder = Path(name)
        for path in (item.path, item.path.with_suffix(".ledger.yml")):  # its place gives name and date
            write_atomically(folder / "out" / path.name, read_bytes(path))
        outcome = pipeline.make(_request(item, folder, build / "replies"), build=folder / "build")
    sources = _recorded_paths(outcome.brief.front, front)
    return briefs.render(replace(outcome.brief, front=dict(outcome.brief.front) | {"sources": sources}))


def _request(item: Filed, folder: Path, replies: Path) -> Any:
    """Return what the pipeline is asked, with copies of the attachments in `folder`."""
    from generator import pipeline
    from generator.writers import llm_client

    front = item.brief.front
    asserted = next((s["name"] for s in front["commission"]["subjects"] if s["from"] == "asserted"), None)
    return pipeline.Request(
        query=front["commission"]["query"],
        documents=tuple(_copies(front, "document", folder / "document")),
        images=tuple(_copies(front, "image", folder / "image")),
        platform=asserted, by=asked.asserter(front), slug=item.stem[11:], corpus=Path(front["corpus"]["path"]),
        out=folder / "out", force=True, writer=front["writer"]["name"],
        model=llm_client.replayer(front["writer"], replies) if front["writer"].get("model") else None,
    )  # fmt: skip


def _copies(front: Mapping[str, Any], kind: str, folder: Path) -> Iterator[Path]:
    """Copy the attachments of a kind under the names that they were given by; raises BriefproofError without them."""
    for source in front["sources"]:
        if source["kind"] == kind:
            if not source.get("path"):
                raise BriefproofError(
                    f"{source['file']} was not kept (ATTACH=no), so the brief cannot be written again"
                )
            if source["file"] != Path(source["file"]).name:
                raise BriefproofError(f"{source['file']!r} is no file name, so the brief cannot be written again")
            _check_inside(source["path"])
            write_atomically(folder / source["file"], read_bytes(Path(source["path"])))
            stated = {key: source[key] for key in ("title", *METADATA) if key in source}
            if kind == "document":  # what stood beside the file is kept in the front matter only
                write_atomically(folder / f"{source['file']}.yml", yaml_text.dump(stated, sort_keys=True))
            yield folder / source["file"]


def _check_inside(path: str) -> None:
    """Raise BriefproofError for what a brief names and lies elsewhere: its front matter is anyone's."""
    if not policy.read(Path()).allows(Path(path), Path()):
        raise BriefproofError(
            f"{path} lies outside of this folder and of the corpora of policy.yml, so it is not read; make the brief "
            "from a copy, or add its folder there"
        )


def _recorded_paths(made: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources as made, with the paths that were recorded for the attachments, in their order of keys."""
    paths = {s.get("file"): s.get("path") for s in recorded["sources"] if s["kind"] != "corpus"}
    return [dict(s) | ({"path": paths[s["file"]]} if paths.get(s.get("file")) else {}) for s in made["sources"]]


def changed_inputs(item: Filed, findings: Iterable[Finding], shelf: Shelf) -> Iterator[str]:
    """Yield what a brief was made from that is another now: its sources, by its findings, its corpus, its writer."""
    yield from (f"{finding.code}: {finding.message}" for finding in findings if finding.code in INPUTS)
    held, corpus = item.brief.front["corpus"], shelf.corpus(str(item.brief.front["corpus"]["path"]))
    if corpus is not None:
        documents, chunks = len(corpus.documents), sum(len(document.chunks) for document in corpus.documents)
        if (documents, chunks) != (held["documents"], held["chunks"]):
            yield (
                f"the corpus has {documents} documents and {chunks} chunks; it had {held['documents']} and "
                f"{held['chunks']}"
            )
    wrote = item.brief.front["writer"]
    have = VERSIONS.get(wrote["name"], "none")
    if wrote["version"] != have:
        yield f"the writer {wrote['name']} is version {have}; it was {wrote['version']}"
