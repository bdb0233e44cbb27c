"""The commands that check, review and mend briefs that lie in files. `__main__` calls them with its options."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from generator import brief as briefs
from generator.brief import Brief, filing, ledger as ledgers
from generator.errors import BriefproofError
from generator.files import inside, read_bytes, sha256_of, write_atomically
from generator.gate import Filed, Finding, Shelf, brief_at, briefs_in, items, passed, reports, strays, validate
from generator.review import (
    comment,
    gathering,
    history,
    impact,
    placing,
    refreshing,
    repairing,
    reproduction,
    ruling,
    signing,
    vouching,
)
from generator.review.judging import judged
from generator.review.marks import forge_link
from generator.review.settling import Mended
from generator.review.standing import pieces

FOLDER = Path("briefs")


def check(options: Any, build: Path) -> int:
    """Validate briefs; return 1 when one has an error."""
    base = _base(options)
    bench = ruling.Bench(build / "cache", base)
    filed: Sequence[Filed] = [brief_at(Path(path)) for path in options.paths] or briefs_in(FOLDER)
    notes: list[str] = []
    if base:
        lost = impact.losses(filed, bench.shelf, base.changed)
        notes = [f"evidence: {impact.describe(loss)}" for loss in lost]
        if not bench.changed:  # who may sign, and what may be absent, holds for every brief
            filed = [
                item for item in filed if base.touches(item.path, item.beside) or impact.searches(item, base.changed)
            ]
    results = [(item.path, bench.judge(item)) for item in _shown(filed)]
    notes += bench.notes()
    for item, (_, findings) in zip(filed, results, strict=True):
        notes += [f"{item.path}: {line}" for line in vouching.told(item, bench.shelf, findings)]
    results += [(path, (finding,)) for path, finding in bench.findings()]
    if not options.paths:
        results += [(path, (finding,)) for path, finding in strays(FOLDER)]
        results += [(path, (finding,)) for path, finding in _links(filed, bench.shelf)]
        results += [(path, (finding,)) for path, finding in _committed(build)]
    kind = "json" if options.json else options.format
    print(reports.FORMATS[kind](results, notes))
    allow = ("pending",) if options.allow_pending else ()
    return 0 if all(passed(findings, allow=allow) for _, findings in results) else 1


def _links(filed: Sequence[Filed], shelf: Shelf) -> Iterator[tuple[Path, Finding]]:
    """Yield the links in the corpora of briefs that lead out of them: no reader follows one, and git knows no more."""
    folders = {str(corpus.get("path")) for item in filed if isinstance(corpus := item.brief.front.get("corpus"), dict)}
    for read in filter(None, map(shelf.corpus, sorted(folders))):
        for path in (read.root / problem.path for problem in read.problems):
            if path.is_symlink() and not inside(path, read.root):
                told = "a link that leads out of its corpus; put a copy in its place"
                yield path, Finding(code="stray-file", message=told)


def _committed(build: Path) -> Iterator[tuple[Path, Finding]]:
    """Yield what was made and is committed: a cache that came with a branch would be believed."""
    if found := history.tracked(build):
        told = f"what lies below {build}/ is made here, never committed: git rm -r --cached {build}, and delete it"
        yield Path(found[0]), Finding(code="stray-file", message=told)


def _shown(filed: Sequence[Filed]) -> Iterator[Filed]:
    """Yield the briefs, and say on a terminal which is looked at: one that is made again takes some seconds."""
    for number, item in enumerate(filed, start=1):
        if sys.stderr.isatty():
            print(f"\r\x1b[Kchecking {number}/{len(filed)} {item.stem[:60]}", end="", file=sys.stderr, flush=True)
        yield item
    if filed and sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _base(options: Any) -> history.Base | None:
    name = options.base or (os.environ.get("BASE") if options.from_env else None)
    return history.since(name) if name else None


def write_review(options: Any, build: Path) -> int:
    """Print the review of what changed in briefs and sources since BASE, or write it to a file."""
    base = _base(options)
    if base is None:
        raise BriefproofError("review compares with a commit: give BASE=origin/main")
    bench = ruling.Bench(build / "cache", base)
    reviewed, around, others = gathering.gather(base, bench)
    notes = [impact.describe(loss) for loss in impact.losses(others, bench.shelf, base.changed)]
    link = forge_link(options.link_base) if options.link_base else None
    page = comment.render(reviewed, notes, around=around, link=link, preview=options.preview or "")
    if options.output:
        write_atomically(Path(options.output), page)
        print(options.output)
    else:
        sys.stdout.write(page)
    return 0


def show_impact(options: Any, build: Path) -> int:
    """List the sentences of published briefs that lose their evidence by what happened to some files; 1 if any do."""
    shelf = Shelf(root=Path(), cache=build / "cache")
    paths = [Path(os.path.relpath(path)).as_posix() for path in options.paths]
    inside = {f"{path}.yml": path for path in paths} | {path.removesuffix(".yml"): path for path in paths}
    lost = impact.losses(briefs_in(FOLDER), shelf, [*paths, *inside])
    for loss in lost:
        print(impact.describe(loss))
    hit = len({loss.path for loss in lost})
    said = f"{'1 sentence loses its' if len(lost) == 1 else f'{len(lost)} sentences lose their'} evidence"
    print(f"{said}, in {hit} {'brief' if hit == 1 else 'briefs'}" if lost else "no sentence loses its evidence")
    return 1 if lost else 0


def sign(options: Any, build: Path) -> int:
    """Record that a person accepts the sentences that wait for it, those of some ids, or the text as a whole."""
    with _alone(Path(options.brief), build):
        return _sign(options, build)


def _sign(options: Any, build: Path) -> int:
    item, shelf = brief_at(Path(options.brief)), Shelf(root=Path(), cache=build / "cache")
    if options.whole and options.sentence:
        raise BriefproofError("sign: give --sentence ID for some sentences, or --whole for the text, not both")
    if options.whole:
        who = signing.signer(options.by, "adopted", key=options.key, policy=shelf.policy)
        _write(item, item.brief, signing.adopt(item.brief, item.ledger, who))
        print(f"{item.path}: {who.by} answers for the whole text")
        return 0
    findings = validate(item.brief, item.ledger, shelf.sources(item.brief, item.ledger))
    waiting = *signing.pending(item.brief, item.ledger, findings), *signing.lapsed(item.ledger, shelf.policy)
    doubted = {entry.id for entry in signing.doubted(item.brief, item.ledger, findings)}
    names = options.sentence or [entry.id for entry in waiting if entry.id not in doubted]
    kinds = {signing.said(entry) for entry in item.ledger.entries if entry.id in names} or {"pending"}
    who = [signing.signer(options.by, what, key=options.key, policy=shelf.policy) for what in sorted(kinds)][0]
    ledger = signing.sign(item.ledger, names, who)
    _write(item, item.brief, ledger)
    chosen = [entry for entry in ledger.entries if entry.id in names]
    for entry in chosen:
        print(f"{entry.id} signed by {who.by}: “{entry.text[:60]}”")
    print(f"{len(chosen)} {'sentence' if len(chosen) == 1 else 'sentences'} signed")
    for entry in (entry for entry in ledger.entries if entry.id in doubted - set(names)):
        print(f"{entry.id} left: rules doubt “{entry.text[:60]}”; compare it, and sign it with --sentence {entry.id}")
    return 0


def refresh(options: Any, build: Path) -> int:
    """Rebuild the ledger of an edited brief; 1 when a sentence needs evidence or a signature."""
    with _alone(Path(options.brief), build):
        item, shelf = brief_at(Path(options.brief)), Shelf(root=Path(), cache=build / "cache", whole=True)
        return _mend(item, shelf, refreshing.refresh(item.brief, item.ledger, shelf.sources(item.brief, item.ledger)))


def repair(options: Any, build: Path) -> int:
    """Point a brief to where its quotes stand now; 1 when a person has to decide."""
    with _alone(_named(options), build):
        item, shelf = brief_at(_named(options)), Shelf(root=Path(), cache=build / "cache", whole=True)
        return _mend(item, shelf, repairing.repair(item.brief, item.ledger, shelf.sources(item.brief, item.ledger)))


def _alone(path: Path, build: Path) -> AbstractContextManager[None]:
    """Return a block in which no other run writes the brief at `path`: what it read first still holds at its end."""
    return filing.locked(path, build / "locks")


def _mend(item: Filed, shelf: Shelf, mended: Mended) -> int:
    """Write a mended brief and print what there is to say about it; 1 when it has an error."""
    findings = _settle(item, shelf, mended.brief, mended.ledger)
    lines = {i.sentence.text: i.sentence.line for i in items(brief_at(item.path).brief)}
    for sentence, note in mended.notes:
        print(f"{item.path}:{lines[sentence]}: {note}" if sentence in lines else f"{item.path}: {note}")
    print(reports.text([(item.path, findings)], ()))
    return 0 if passed(findings) else 1


def _settle(item: Filed, shelf: Shelf, brief: Brief, ledger: ledgers.Ledger) -> tuple[Finding, ...]:
    """Write a brief and return the findings that it now has."""
    _write(item, brief, ledger)
    return judged(brief_at(item.path), shelf)


def _write(item: Filed, brief: Brief, ledger: ledgers.Ledger) -> None:
    """Write both files; a brief that nobody had edited still counts as generated.

    Raises BriefproofError where words in them would be lost.
    """
    for path, flaws in ((item.path, item.brief.flaws), (item.beside, item.ledger.flaws)):
        if lost := next((flaw for flaw in flaws if flaw.code == "unread"), None):
            what = f"{path}:{lost.line}: “{lost.said[:60]}” is no part of the brief and would be lost"
            raise BriefproofError(f"{what}; make it a sentence of a section, or remove it")
    rendered = briefs.render(brief)
    if filing.said(read_bytes(item.path).decode("utf-8", "replace")) == item.ledger.generated:
        ledger = filing.as_generated(ledger, rendered)
    filing.write(item.path, rendered, ledger)


def withdraw(options: Any, build: Path) -> int:
    """Mark a brief as withdrawn; it stays where it is."""
    with _alone(Path(options.brief), build):
        item = brief_at(Path(options.brief))
        _write(item, signing.withdraw(item.brief, why=options.why, on=filing.today()), item.ledger)
    print(f"{item.path}: withdrawn")
    return 0


def verify(options: Any, build: Path) -> int:
    """Make a brief again from its recorded commission and inputs; 1 when a line of it is not what comes out."""
    item, shelf = brief_at(_named(options)), Shelf(root=Path(), cache=build / "cache", whole=True)
    runs = reproduction.again(item, shelf)
    if sha256_of(item.path) in {run.sha256 for run in runs}:
        print(f"{item.path}: the same bytes come out again")
        return 0
    filed, run = pieces(item.brief, item.ledger), runs[-1]
    strange, left = placing.unlike(filed, run.pieces), placing.unlike(run.pieces, filed)
    keys = placing.differing(item, filed, run)
    if not (strange or left or keys):
        print(f"{item.path}: the same text comes out again, in a file of another form")
        return 0
    findings = validate(item.brief, item.ledger, shelf.sources(item.brief, item.ledger))
    unknown = "the recorded inputs are unchanged; the program or its libraries are not, or the brief was edited since"
    for line in list(reproduction.changed_inputs(item, findings)) or [unknown]:
        print(f"{item.path}: {line}")
    for key in keys:
        print(f"{item.path}:1: this run says otherwise: {key}")
    for piece in strange:
        print(f"{item.path}:{piece.line}: not written here by this run: “{piece.text[:60]}”")
    print(f"{item.path}: {len(strange)} lines are not this run’s, {len(left)} of its lines are not here")
    return 1


def _named(options: Any) -> Path:
    name = options.brief or (os.environ.get("BRIEF") if options.from_env else None)
    if not name:
        raise BriefproofError("no brief: give BRIEF=briefs/….md")
    return Path(name)
