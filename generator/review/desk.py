"""The commands that check, review and mend briefs that lie in files. `__main__` calls them with its options."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from generator import brief as briefs, clock
from generator.brief import Brief, filing, ledger as ledgers
from generator.errors import BriefproofError
from generator.files import inside, read_bytes, sha256_of, write_atomically
from generator.gate import Filed, Finding, Shelf, brief_at, briefs_in, items, passed, reports, strays, validate
from generator.messages import say, shown, tell
from generator.review import (
    comment,
    concluding,
    edited,
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
        notes = [say("evidence: {loss}", loss=impact.describe(loss)) for loss in lost]
        if not bench.changed:  # who may sign, and what may be absent, holds for every brief
            filed = [
                item
                for item in filed
                if base.touches(item.path, item.beside)
                or impact.searches(item, base.changed)
                or _in_store(item, bench.shelf)
            ]
    judged_all = [(item, bench.judge(item)) for item in _shown(filed)]
    notes += bench.notes()
    for item, findings in judged_all:
        notes += [
            say("{path}: {line}", path=item.path, line=line) for line in vouching.told(item, bench.shelf, findings)
        ]
    results = [(item.path, edited.told(item, findings, bench.judge)) for item, findings in judged_all]
    results += [(path, (finding,)) for path, finding in bench.findings()]
    if not options.paths:
        results += [(path, (finding,)) for path, finding in strays(FOLDER)]
        results += [(path, (finding,)) for path, finding in _links(filed, bench.shelf)]
        results += [(path, (finding,)) for path, finding in _committed(build)]
    kind = "json" if options.json else options.format
    print(reports.FORMATS[kind](results, notes))
    allow = ("pending",) if options.allow_pending else ()
    return 0 if all(passed(findings, allow=allow) for _, findings in results) else 1


def _in_store(item: Filed, shelf: Shelf) -> bool:
    """Tell whether a brief's corpus lies in a store, whose changes git does not know."""
    corpus = item.brief.front.get("corpus")
    return isinstance(corpus, dict) and bool(shelf.policy.store(str(corpus.get("path")), shelf.root))


def _links(filed: Sequence[Filed], shelf: Shelf) -> Iterator[tuple[Path, Finding]]:
    """Yield the links in the corpora of briefs that lead out of them: no reader follows one, and git knows no more."""
    folders = {str(corpus.get("path")) for item in filed if isinstance(corpus := item.brief.front.get("corpus"), dict)}
    for read in filter(None, map(shelf.corpus, sorted(folders))):
        for path in (read.root / problem.path for problem in read.problems):
            if path.is_symlink() and not inside(path, read.root):
                told = say("a link that leads out of its corpus; put a copy in its place")
                yield path, Finding(code="stray-file", message=told)


def _committed(build: Path) -> Iterator[tuple[Path, Finding]]:
    """Yield what was made and is committed: a cache that came with a branch would be believed."""
    if found := history.tracked(build):
        told = say(
            "what lies below {build}/ is made here, never committed: git rm -r --cached {build}, and delete it",
            build=build,
        )
        yield Path(found[0]), Finding(code="stray-file", message=told)


def _shown(filed: Sequence[Filed]) -> Iterator[Filed]:
    """Yield the briefs, and say on a terminal which is looked at: one that is made again takes some seconds."""
    for number, item in enumerate(filed, start=1):
        if sys.stderr.isatty():
            what = shown(say("checking"))
            print(f"\r\x1b[K{what} {number}/{len(filed)} {item.stem[:60]}", end="", file=sys.stderr, flush=True)
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
        print(shown(impact.describe(loss)))
    hit = len({loss.path for loss in lost})
    said = say("{number} sentences lose their evidence", number=len(lost))
    said = say("1 sentence loses its evidence") if len(lost) == 1 else said
    briefs_hit = say("in 1 brief") if hit == 1 else say("in {number} briefs", number=hit)
    print(
        shown(say("{said}, {briefs}", said=said, briefs=briefs_hit) if lost else say("no sentence loses its evidence"))
    )
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
        tell("{path}: {by} answers for the whole text", path=item.path, by=who.by)
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
        tell("{id} signed by {by}: “{text}”", id=entry.id, by=who.by, text=entry.text[:60])
    print(shown(say("1 sentence signed") if len(chosen) == 1 else say("{number} sentences signed", number=len(chosen))))
    for entry in (entry for entry in ledger.entries if entry.id in doubted - set(names)):
        tell("{id} left: rules doubt “{text}”; compare it, and sign it with --sentence {id}", id=entry.id,
             text=entry.text[:60])  # fmt: skip
    return 0


def judge(options: Any, build: Path) -> int:
    """Put a person's own judgement into a brief: the one that is given, or what they answer section by section."""
    path, shelf = Path(options.brief), Shelf(root=Path(), cache=build / "cache", whole=True)
    item = brief_at(path)
    one = (options.section, options.text, options.rests_on)
    if any(one) and not all(one):
        raise BriefproofError("judge: give --section, --text and --rests-on together, or none of them to be asked")
    if not (by := options.by or history.myself().name):
        raise BriefproofError("judge: git has no name of yours: give --by NAME, or git config user.name NAME")
    who = signing.signer(by, "judgement", key=options.key, policy=shelf.policy)
    sources = shelf.sources(item.brief, item.ledger)
    before = validate(item.brief, item.ledger, sources)
    held = [sha256_of(path), sha256_of(item.beside)]

    def take(views: Mapping[int, concluding.View]) -> None:
        mended = concluding.judged(item.brief, item.ledger, views.values(), who, sources)
        if found := concluding.refused(before, mended, sources):
            raise BriefproofError("{code}: {message}", code=found[0].code, message=found[0].message)
        with _alone(path, build):
            if held != [sha256_of(path), sha256_of(item.beside)]:
                raise BriefproofError("{path}: someone else wrote it meanwhile; start again", path=path)
            _write(item, mended.brief, mended.ledger, by_hand=True)
            held[:] = sha256_of(path), sha256_of(item.beside)

    if all(one):
        given = concluding.view(item.brief, item.ledger, options.section, options.text, options.rests_on)
        views = {given.section: given}
        take(views)
    else:
        tell("{path}: your view, {by}, in your own words, with no figure or name that its sentences lack", path=path,
             by=who.by)  # fmt: skip
        views = concluding.walk(item.brief, item.ledger, _asked, take)
    one = say("1 judgement by {by}", by=who.by)
    print(shown(one if len(views) == 1 else say("{number} judgements by {by}", number=len(views), by=who.by)))
    return 0


def _asked(question: str) -> str | None:
    """Return what a person answers in a line, None at the end of all."""
    print(shown(question), end="", flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else None


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
        place = f"{item.path}:{lines[sentence]}" if sentence in lines else item.path
        print(f"{place}: {shown(note)}")
    print(reports.text([(item.path, findings)], ()))
    return 0 if passed(findings) else 1


def _settle(item: Filed, shelf: Shelf, brief: Brief, ledger: ledgers.Ledger) -> tuple[Finding, ...]:
    """Write a brief and return the findings that it now has."""
    _write(item, brief, ledger)
    return judged(brief_at(item.path), shelf)


def _write(item: Filed, brief: Brief, ledger: ledgers.Ledger, *, by_hand: bool = False) -> None:
    """Write both files; a brief that nobody had edited still counts as generated, unless a person now wrote `by_hand`.

    Raises BriefproofError where words in them would be lost.
    """
    for path, flaws in ((item.path, item.brief.flaws), (item.beside, item.ledger.flaws)):
        if lost := next((flaw for flaw in flaws if flaw.code == "unread"), None):
            raise BriefproofError(
                "{path}:{line}: “{said}” is no part of the brief and would be lost; make it a sentence of a section, "
                "or remove it", path=path, line=lost.line, said=lost.said[:60],
            )  # fmt: skip
    rendered = briefs.render(brief)
    if not by_hand and filing.said(read_bytes(item.path).decode("utf-8", "replace")) == item.ledger.generated:
        ledger = filing.as_generated(ledger, rendered)
    filing.write(item.path, rendered, ledger)


def withdraw(options: Any, build: Path) -> int:
    """Mark a brief as withdrawn; it stays where it is."""
    with _alone(Path(options.brief), build):
        item = brief_at(Path(options.brief))
        _write(item, signing.withdraw(item.brief, why=options.why, on=clock.today()), item.ledger)
    tell("{path}: withdrawn", path=item.path)
    return 0


def verify(options: Any, build: Path) -> int:
    """Make a brief again from its recorded commission and inputs; 1 when a line of it is not what comes out."""
    item, shelf = brief_at(_named(options)), Shelf(root=Path(), cache=build / "cache", whole=True)
    runs = reproduction.again(item, shelf)
    if sha256_of(item.path) in {run.sha256 for run in runs}:
        tell("{path}: the same bytes come out again", path=item.path)
        return 0
    filed, run = pieces(item.brief, item.ledger), runs[-1]
    strange, left = placing.unlike(filed, run.pieces), placing.unlike(run.pieces, filed)
    keys = placing.differing(item, filed, run)
    if not (strange or left or keys):
        tell("{path}: the same text comes out again, in a file of another form", path=item.path)
        return 0
    findings = validate(item.brief, item.ledger, shelf.sources(item.brief, item.ledger))
    unknown = say(
        "the recorded inputs are unchanged; the program or its libraries are not, or the brief was edited since"
    )
    for line in list(reproduction.changed_inputs(item, findings)) or [unknown]:
        print(f"{item.path}: {shown(line)}")
    for key in keys:
        tell("{path}:1: this run says otherwise: {key}", path=item.path, key=key)
    for piece in strange:
        tell(
            "{path}:{line}: not written here by this run: “{text}”",
            path=item.path,
            line=piece.line,
            text=piece.text[:60],
        )
    tell("{path}: {strange} lines are not this run’s, {left} of its lines are not here", path=item.path,
         strange=len(strange), left=len(left))  # fmt: skip
    return 1


def _named(options: Any) -> Path:
    name = options.brief or (os.environ.get("BRIEF") if options.from_env else None)
    if not name:
        raise BriefproofError("no brief: give its path, briefs/….md; with make BRIEF=briefs/….md")
    return Path(name)
