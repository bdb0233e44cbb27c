"""The commands that check, review and mend briefs that lie in files. `__main__` calls them with its options."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import brief as briefs, yaml_text
from generator.brief import Brief, filing, ledger as ledgers
from generator.errors import BriefproofError
from generator.files import read_bytes, sha256_of, write_atomically
from generator.gate import reports, shelf as library, validation
from generator.gate.shelf import Filed, Shelf
from generator.review import comment as review, history, impact, mending

FOLDER = Path("briefs")
METADATA = ("author", "date", "url", "accessed", "licence")
"""What a brief records of a document besides its title."""


def check(options: Any, build: Path) -> int:
    """Validate briefs; return 1 when one has an error."""
    shelf = Shelf(root=Path(), cache=build / "cache")
    base = _base(options)
    filed: Sequence[Filed] = [library.read(Path(path)) for path in options.paths] or library.briefs_in(FOLDER)
    notes: list[str] = []
    if base:
        lost = impact.losses(filed, shelf, base.changed)
        notes = [f"evidence: {impact.describe(loss)}" for loss in lost]
        filed = [item for item in filed if _changed(item, base) or impact.cites(item, base.changed)]
    results = [(item.path, _findings(item, shelf)) for item in filed]
    kind = "json" if options.json else options.format
    print(reports.FORMATS[kind](results, notes))
    allow = ("pending",) if options.allow_pending else ()
    return 0 if all(validation.passed(findings, allow=allow) for _, findings in results) else 1


def _findings(item: Filed, shelf: Shelf) -> tuple[validation.Finding, ...]:
    return validation.validate(item.brief, item.ledger, shelf.sources(item.brief))


def _base(options: Any) -> history.Base | None:
    name = options.base or (os.environ.get("BASE") if options.from_env else None)
    return history.since(name) if name else None


def _changed(item: Filed, base: history.Base) -> bool:
    beside = item.path.with_suffix(".ledger.yml")
    return bool({item.path.as_posix(), beside.as_posix()} & base.changed)


def write_review(options: Any, build: Path) -> int:
    """Print the review of what changed in the briefs since BASE, or write it to a file."""
    base = _base(options)
    if base is None:
        raise BriefproofError("review compares with a commit: give BASE=origin/main")
    shelf = Shelf(root=Path(), cache=build / "cache")
    filed = library.briefs_in(FOLDER)
    items = [
        review.Reviewed(
            path=item.path,
            old=_then(base, item.path),
            new=review.Version(brief=item.brief, ledger=item.ledger),
            findings=_findings(item, shelf),
        )
        for item in filed
        if _changed(item, base)
    ]
    here = {item.path.as_posix() for item in filed}
    gone = sorted(
        Path(name) for name in base.changed if Path(name).parent == FOLDER and name.endswith(".md") and name not in here
    )
    items += [review.Reviewed(path=path, old=old, new=None) for path in gone if (old := _then(base, path))]
    others = [item for item in filed if not _changed(item, base)]
    notes = [impact.describe(loss) for loss in impact.losses(others, shelf, base.changed)]
    page = review.render(items, notes, link=review.forge_link(options.link_base) if options.link_base else None)
    if options.output:
        write_atomically(Path(options.output), page)
        print(options.output)
    else:
        sys.stdout.write(page)
    return 0


def _then(base: history.Base, path: Path) -> review.Version | None:
    """Return the brief as it was at the base, None where it was not there or could not be read."""
    text = history.text_then(base, path)
    ledger = history.text_then(base, path.with_suffix(".ledger.yml"))
    if text is None or ledger is None:
        return None
    try:
        return review.Version(
            brief=briefs.parse(text, f"{base.name}:{path}"), ledger=ledgers.parse(ledger, f"{base.name}:{path}")
        )
    except BriefproofError:
        return None


def show_impact(options: Any, build: Path) -> int:
    """List the sentences of published briefs that lose their evidence by what happened to some files; 1 if any do."""
    shelf = Shelf(root=Path(), cache=build / "cache")
    paths = [Path(os.path.relpath(path)).as_posix() for path in options.paths]
    inside = {f"{path}.yml": path for path in paths} | {path.removesuffix(".yml"): path for path in paths}
    lost = impact.losses(library.briefs_in(FOLDER), shelf, [*paths, *inside])
    for loss in lost:
        print(impact.describe(loss))
    hit = len({loss.path for loss in lost})
    said = f"{'1 sentence loses its' if len(lost) == 1 else f'{len(lost)} sentences lose their'} evidence"
    print(f"{said}, in {hit} {'brief' if hit == 1 else 'briefs'}" if lost else "no sentence loses its evidence")
    return 1 if lost else 0


def sign(options: Any, build: Path) -> int:
    """Record that a person accepts the sentences that wait for it, or those of some lines."""
    item, shelf = library.read(Path(options.brief)), Shelf(root=Path(), cache=build / "cache")
    if options.line:
        texts = {i.sentence.text for i in validation.items(item.brief) if i.sentence.line in options.line}
        chosen = [entry for entry in item.ledger.entries if entry.text in texts]
        if len({i.sentence.line for i in validation.items(item.brief)} & set(options.line)) < len(set(options.line)):
            raise BriefproofError(f"{item.path}: no sentence with a ledger entry on each of these lines; run refresh")
    else:
        chosen = list(mending.pending(item.brief, item.ledger, _findings(item, shelf)))
    ledger = mending.sign(item.ledger, [entry.id for entry in chosen], by=options.by, on=filing.today())
    _settle(item, shelf, item.brief, ledger)
    for entry in chosen:
        print(f"signed by {options.by}: “{entry.text[:60]}”")
    print(f"{len(chosen)} {'sentence' if len(chosen) == 1 else 'sentences'} signed")
    return 0


def refresh(options: Any, build: Path) -> int:
    """Rebuild the ledger of an edited brief; 1 when a sentence needs evidence or a signature."""
    item, shelf = library.read(Path(options.brief)), Shelf(root=Path(), cache=build / "cache")
    return _mend(item, shelf, mending.refresh(item.brief, item.ledger, shelf.sources(item.brief)))


def repair(options: Any, build: Path) -> int:
    """Point a brief to where its quotes stand now; 1 when a person has to decide."""
    item, shelf = library.read(_named(options)), Shelf(root=Path(), cache=build / "cache")
    return _mend(item, shelf, mending.repair(item.brief, item.ledger, shelf.sources(item.brief)))


def _mend(item: Filed, shelf: Shelf, mended: mending.Mended) -> int:
    """Write a mended brief and print what there is to say about it; 1 when it has an error."""
    findings = _settle(item, shelf, mended.brief, mended.ledger)
    lines = {i.sentence.text: i.sentence.line for i in validation.items(library.read(item.path).brief)}
    for sentence, note in mended.notes:
        print(f"{item.path}:{lines[sentence]}: {note}" if sentence in lines else f"{item.path}: {note}")
    print(reports.text([(item.path, findings)], ()))
    return 0 if validation.passed(findings) else 1


def _settle(item: Filed, shelf: Shelf, brief: Brief, ledger: ledgers.Ledger) -> tuple[validation.Finding, ...]:
    """Write a brief with the findings that it now has noted in its front matter, and return them."""
    sources = shelf.sources(brief)
    findings = validation.validate(briefs.parse(briefs.render(brief), item.path.name), ledger, sources)
    noted = [{"code": f.code, "message": f.message} for f in findings]
    checked = {"passed": validation.passed(findings), "findings": noted}
    _write(item, replace(brief, front=dict(brief.front) | {"validation": checked}), ledger)
    written = library.read(item.path)
    return validation.validate(written.brief, written.ledger, sources)


def _write(item: Filed, brief: Brief, ledger: ledgers.Ledger) -> None:
    """Write both files; a brief that nobody had edited still counts as generated."""
    rendered = briefs.render(brief)
    if sha256_of(item.path) == item.ledger.generated:
        ledger = filing.as_generated(ledger, rendered)
    filing.write(item.path, rendered, ledger)


def withdraw(options: Any, build: Path) -> int:
    """Mark a brief as withdrawn; it stays where it is."""
    item = library.read(Path(options.brief))
    _write(item, mending.withdraw(item.brief, why=options.why, on=filing.today()), item.ledger)
    print(f"{item.path}: withdrawn")
    return 0


def verify(options: Any, build: Path) -> int:
    """Write a brief again from its recorded commission and inputs; 1 when other bytes come out."""
    from generator import pipeline  # writing is slow to import, and checking does not need it
    from generator.writers import llm_client

    item = library.read(_named(options))
    front = item.brief.front
    differs = list(_changed_inputs(item, Shelf(root=Path(), cache=build / "cache")))
    with tempfile.TemporaryDirectory(prefix="verify-", dir=_made(build)) as name:
        folder = Path(name)
        inputs = {kind: tuple(_copies(front, kind, folder / kind)) for kind in ("document", "image")}
        asserted = next((s["name"] for s in front["commission"]["subjects"] if s["from"] == "asserted"), None)
        out = folder / "out"
        for path in (item.path, item.path.with_suffix(".ledger.yml")):  # its place gives name and date
            write_atomically(out / path.name, path.read_bytes())
        request = pipeline.Request(
            query=front["commission"]["query"], documents=inputs["document"], images=inputs["image"],
            platform=asserted, slug=item.stem[11:], corpus=Path(front["corpus"]["path"]), out=out, force=True,
            writer=front["writer"]["name"],
            model=llm_client.replayer(front["writer"], build / "replies") if front["writer"].get("model") else None,
        )  # fmt: skip
        outcome = pipeline.make(request, build=folder / "build")
        again = dict(outcome.brief.front) | {"sources": _recorded_paths(outcome.brief.front, front)}
        rendered = briefs.render(replace(outcome.brief, front=again))
    same = hashlib.sha256(rendered.encode()).hexdigest() == item.ledger.generated
    edited = sha256_of(item.path) != item.ledger.generated
    if same:
        print(f"{item.path}: the same bytes come out again" + ("; the file was edited by hand since" if edited else ""))
        return 0
    unknown = "the recorded inputs are unchanged; the program or its libraries are not, or the brief was mended since"
    for line in differs or [unknown]:  # repair and refresh record the inputs as they find them
        print(f"{item.path}: {line}")
    print(f"{item.path}: other bytes come out")
    return 1


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _copies(front: Mapping[str, Any], kind: str, folder: Path) -> Iterator[Path]:
    """Copy the attachments of a kind under the names that they were given by; raises BriefproofError without them."""
    for source in front["sources"]:
        if source["kind"] == kind:
            if not source.get("path"):
                raise BriefproofError(
                    f"{source['file']} was not kept (ATTACH=no), so the brief cannot be written again"
                )
            write_atomically(folder / source["file"], read_bytes(Path(source["path"])))
            stated = {key: source[key] for key in ("title", *METADATA) if key in source}
            if kind == "document":  # what stood beside the file is kept in the front matter only
                write_atomically(folder / f"{source['file']}.yml", yaml_text.dump(stated, sort_keys=True))
            yield folder / source["file"]


def _recorded_paths(made: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources as made, with the paths that were recorded for the attachments, in their order of keys."""
    paths = {s.get("file"): s.get("path") for s in recorded["sources"] if s["kind"] != "corpus"}
    return [dict(s) | ({"path": paths[s["file"]]} if paths.get(s.get("file")) else {}) for s in made["sources"]]


def _changed_inputs(item: Filed, shelf: Shelf) -> Iterator[str]:
    front = item.brief.front
    for finding in _findings(item, shelf):
        if finding.code in ("source-changed", "source-absent", "chunk-changed", "unverifiable"):
            yield f"{finding.code}: {finding.message}"
    corpus = shelf.corpus(str(front["corpus"]["path"]))
    if corpus is not None:
        held = front["corpus"]
        documents, chunks = len(corpus.documents), sum(len(document.chunks) for document in corpus.documents)
        if documents != held["documents"] or chunks != held["chunks"]:
            yield (
                f"the corpus has {documents} documents and {chunks} chunks; it had {held['documents']} and "
                f"{held['chunks']}"
            )
    from generator.writers import WRITERS

    writer = WRITERS.get(front["writer"]["name"])
    if writer is None or front["writer"]["version"] != writer.VERSION:
        have = writer.VERSION if writer else "none"
        yield f"the writer {front['writer']['name']} is version {have}; it was {front['writer']['version']}"


def _named(options: Any) -> Path:
    name = options.brief or (os.environ.get("BRIEF") if options.from_env else None)
    if not name:
        raise BriefproofError("no brief: give BRIEF=briefs/….md")
    return Path(name)
