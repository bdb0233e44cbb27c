"""What changed in filed briefs from one committed version to the next, for the site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from generator import brief as briefs
from generator.brief import ledger as ledgers
from generator.brief.ledger import SOURCED, Entry
from generator.errors import BriefproofError
from generator.gate import Filed
from generator.review import comparing, history
from generator.review.comparing import Version
from generator.site.changes_page import Changed, Step

MOST = 5
"""Steps of a brief that are told, the newest."""


def steps(filed: Iterable[Filed]) -> dict[str, tuple[Step, ...]]:
    """Return what changed from commit to commit in each brief that was committed more than once, newest first.

    By stem. A version that cannot be read today, as one of an older format, is passed over.
    """
    items = tuple(filed)
    commits: dict[Path, list[tuple[str, str]]] = defaultdict(list)
    for commit, day, paths in history.log({item.path.parent for item in items}):
        for path in {_brief_of(path) for path in paths}:
            commits[path].append((commit, day))
    again = (item for item in items if len(commits[item.path]) > 1)
    found = {item.stem: tuple(islice(_steps(item.path, commits[item.path]), MOST)) for item in again}
    return {stem: told for stem, told in found.items() if told}


def _brief_of(path: Path) -> Path:
    """Return the brief that a file belongs to: itself, or the one that a ledger lies beside."""
    return path.with_name(path.name.removesuffix(".ledger.yml") + ".md") if path.suffix == ".yml" else path


def _steps(path: Path, commits: Iterable[tuple[str, str]]) -> Iterator[Step]:
    newer = None
    for commit, day in commits:
        version = _then(commit, path)
        if version is None:
            continue
        if newer and (changed := tuple(_changed(version, newer[0]))):
            yield Step(before=day, after=newer[1], changed=changed)
        newer = version, day


def _then(commit: str, path: Path) -> Version | None:
    """Return the brief as it was at a commit, None where it was not there or cannot be read."""
    texts = [history.text_then(commit, place) for place in (path, path.with_suffix(".ledger.yml"))]
    if None in texts:
        return None
    try:
        return Version(brief=briefs.parse(texts[0], str(path)), ledger=ledgers.parse(texts[1], str(path)))
    except BriefproofError:
        return None


def _changed(old: Version, new: Version) -> Iterator[Changed]:
    """Yield the sentences that rest on sources and say something else, or rest on something else."""
    for change in comparing.changes(old, new):
        one = Changed(old=_sourced(change.old), new=_sourced(change.new))
        if (one.old or one.new) and (one.kind != "rested" or one.lost or one.gained):
            yield one


def _sourced(entry: Entry | None) -> Entry | None:
    return entry if entry and entry.kind in SOURCED else None
