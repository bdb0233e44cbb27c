"""Everything that is found in a filed brief: by the rules of the gate, and by what only git and a run can tell.

Check, review and site ask here, so that all of them say the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator import brief as briefs, clock
from generator.brief import front as fronts, ledger as ledgers
from generator.corpus import store
from generator.errors import BriefproofError, NotKept
from generator.files import relative
from generator.gate import Filed, Finding, Shelf, schema, validate
from generator.messages import say, some
from generator.review import history, placing, reproduction, signing, vouching
from generator.review.standing import evidence, pieces

SHOWN = 2
"""Changed inputs, or documents, named in a finding; the rest are counted."""


def judged(item: Filed, shelf: Shelf, base: history.Base | None = None) -> tuple[Finding, ...]:
    """Return every finding, sorted by line and code; what stood in the version at `base` counts as put there.

    Raises BriefproofError for a policy that cannot be read.
    """
    found = set(validate(item.brief, item.ledger, shelf.sources(item.brief, item.ledger)))
    if not any(finding.code == "schema" for finding in found):
        found |= set(vouching.check(item, shelf))
        found |= set(_backdated(item))
        if not signing.adopted(item):  # who adopted the text answers for it
            found |= set(_unsearched(item, shelf))
            found |= set(_placed(item, found, shelf, base))
    return tuple(sorted(found, key=lambda f: (f.line, f.code, f.message)))


def _placed(item: Filed, findings: Iterable[Finding], shelf: Shelf, base: history.Base | None) -> Iterator[Finding]:
    """Hold the text against what a run makes, or what was filed before; a model's without its replies is nobody's."""
    try:
        made, changed = _run(item, findings, shelf)
    except BriefproofError as error:
        told = say(
            "the program makes no brief of what this was made of: {error}; make brief, or briefproof sign --whole",
            error=error,
        )
        yield Finding(code="placed", message=told, line=1)
        return
    for path in () if made else sorted(set(reproduction.never_there(item, shelf))):
        yield Finding(
            code="placed",
            message=say("{path} never had the bytes that the brief says, as git knows", path=path),
            line=1,
        )
    before = _before(item, base)
    if there := [*made, *([before] if before else ())]:
        yield from placing.check(item, *there)
    elif item.brief.front["writer"]["name"] == "llm" or (base and base.touches(item.path, item.beside)):
        told = say(
            "{changed}; so no run can tell who put this text together: make brief, or briefproof sign --whole",
            changed=changed,
        )
        yield Finding(code="placed", message=told)
    if not made:
        yield Finding(code="not-reproduced", message=changed)


def _unsearched(item: Filed, shelf: Shelf) -> Iterator[Finding]:
    """Yield that a brief passed over documents which were there when it was filed, as git or a store knows."""
    corpus = shelf.corpus(str(item.brief.front["corpus"]["path"]), item.ledger.searched)
    folder = relative(corpus.root) if corpus else ""  # however the brief spells it
    searched = fronts.filed(item.ledger.searched)
    left = [document.path for document in corpus.documents if document.path not in searched] if corpus else []
    filed = _filed(item) if left and searched and "withdrawn" not in item.brief.front else ""
    then = _held_then(item, shelf, folder, filed) if filed else frozenset()
    older = [path for path in left if path in then]
    if older:
        message = say("in the corpus when this was filed, and not searched: {older}", older=some(older, SHOWN))
        yield Finding(code="unsearched", message=say("{message}; make brief anew", message=message), line=1)


def _held_then(item: Filed, shelf: Shelf, folder: str, commit: str) -> frozenset[str]:
    """Return the paths in the corpus, which lies in `folder`, of the files that were there at a commit."""
    if address := shelf.policy.store(str(item.brief.front["corpus"]["path"]), shelf.root):
        return store.before(address, history.moment(commit), cache=shelf.cache)
    there = (path for path in history.files_at(commit, Path(folder)) if path.startswith(f"{folder}/"))
    return frozenset(path.removeprefix(f"{folder}/") for path in there)


def _backdated(item: Filed) -> Iterator[Finding]:
    """Yield that a brief is dated before a source that it cites, unless git had it before that source was.

    A brief that is made again keeps its first day. Sources that are dated after today say nothing.
    """
    day, today = str(item.brief.front["date"]), clock.today()
    dated = [(str(source["date"]), source["id"]) for source in item.brief.front["sources"] if source.get("date")]
    later = [(on, name) for on, name in dated if day[: len(on)] < on <= today[: len(on)]]
    if not later:
        return
    (on, name), first = max(later), history.first_day(item.path)
    if not first or first[: len(on)] >= on:
        message = say(
            "date: {day}, and {name} is of {on}; name the file by the day on which it was made, and refresh it",
            day=day,
            name=name,
            on=on,
        )
        yield Finding(code="derived" if first else "unproven", message=message, line=1)


def _filed(item: Filed) -> str:
    """Return the commit that a brief's list of what was searched came with, "" where git cannot tell."""

    def holds(text: str) -> bool:
        try:
            return ledgers.parse(text, "").searched == item.ledger.searched
        except BriefproofError:
            return False

    author = history.Past(item.beside).adder(holds)
    return (author.commit or history.head()) if isinstance(author, history.Author) else ""


def _run(item: Filed, findings: Iterable[Finding], shelf: Shelf) -> tuple[tuple[reproduction.Run, ...], str]:
    """Return what a run makes of the inputs, or why there is none; of a withdrawn brief the gate finds too little.

    Raises BriefproofError where the inputs are here, and the program makes nothing of them.
    """
    if "withdrawn" in item.brief.front:
        front = {key: value for key, value in item.brief.front.items() if key != "withdrawn"}
        item = replace(item, brief=replace(item.brief, front=front))
        findings = validate(item.brief, item.ledger, shelf.sources(item.brief, item.ledger))
    changed = [*reproduction.left_in_store(item, shelf), *reproduction.missing_inputs(item, findings)]
    if changed:
        return (), some(changed, SHOWN, "; ")
    try:
        return reproduction.remembered(item, shelf), ""
    except NotKept as error:
        return (), error.message


def _before(item: Filed, base: history.Base | None) -> reproduction.Run | None:
    """Return the version at the base; without one, of a withdrawn brief, the last before it was withdrawn."""
    if base:
        return _version(history.text_then(base.commit, item.path), history.text_then(base.commit, item.beside))
    if item.brief.front.get("withdrawn"):
        for commit in history.commits(item.path):
            found = _version(history.text_then(commit, item.path), history.text_then(commit, item.beside))
            if found and not found.front.get("withdrawn"):
                return found
    return None


def _version(text: str | None, ledger: str | None) -> reproduction.Run | None:
    """Return a version of a brief, None where it was not there or cannot be read."""
    if text is None or ledger is None:
        return None
    try:
        brief = briefs.parse(text, "")
        if any(schema.check(brief)):
            return None
        read = ledgers.parse(ledger, "")
    except BriefproofError:
        return None
    return reproduction.Run(sha256="", front=brief.front, evidence=evidence(read), pieces=pieces(brief, read))
