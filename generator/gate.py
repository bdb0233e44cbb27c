"""The commands that check, review and mend briefs that lie in files. `__main__` calls them with its options."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator import brief as briefs
from generator import history, impact, library, reports, review, validation
from generator import ledger as ledgers
from generator.errors import BriefproofError
from generator.library import Filed, Shelf

FOLDER = Path("briefs")


def check(options: Any, cache: Path) -> int:
    """Validate briefs; return 1 when one has an error."""
    shelf = Shelf(root=Path(), cache=cache)
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
    return 0 if all(validation.passed(findings) for _, findings in results) else 1


def _findings(item: Filed, shelf: Shelf) -> tuple[validation.Finding, ...]:
    return validation.validate(item.brief, item.ledger, shelf.sources(item.brief))


def _base(options: Any) -> history.Base | None:
    name = options.base or (os.environ.get("BASE") if options.from_env else None)
    return history.since(name) if name else None


def _changed(item: Filed, base: history.Base) -> bool:
    beside = item.path.with_suffix(".ledger.yml")
    return bool({item.path.as_posix(), beside.as_posix()} & base.changed)


def write_review(options: Any, cache: Path) -> int:
    """Print the review of what changed in the briefs since BASE, or write it to a file."""
    base = _base(options)
    if base is None:
        raise BriefproofError("review compares with a commit: give BASE=origin/main")
    shelf = Shelf(root=Path(), cache=cache)
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
        from generator.files import write_atomically

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


def show_impact(options: Any, cache: Path) -> int:
    """List the sentences of published briefs that lose their evidence by what happened to some files; 1 if any do."""
    shelf = Shelf(root=Path(), cache=cache)
    paths = [Path(os.path.relpath(path)).as_posix() for path in options.paths]
    inside = {f"{path}.yml": path for path in paths} | {path.removesuffix(".yml"): path for path in paths}
    lost = impact.losses(library.briefs_in(FOLDER), shelf, [*paths, *inside])
    for loss in lost:
        print(impact.describe(loss))
    briefs_hit = len({loss.path for loss in lost})
    print(
        f"{len(lost)} sentences in {briefs_hit} briefs lose their evidence"
        if lost
        else "no sentence loses its evidence"
    )
    return 1 if lost else 0
