"""What a review is about: the briefs, rules, sources and other files that differ from a commit, read with care.

Everything here is looked for by the names of the files that changed, so that what cannot be read is shown as well.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import brief as briefs, corpus as corpora
from generator.brief import ledger as ledgers
from generator.errors import BriefproofError
from generator.files import places, read_bytes, write_atomically
from generator.gate import Filed, Finding, Shelf, brief_at
from generator.language.text import match_key
from generator.review import bearing, comparing, history, vouching
from generator.review.comparing import Edit, Version
from generator.review.ruling import Bench

FOLDER = Path("briefs")
CONFIGURATION = (Path("mkdocs.yml"), Path("mkdocs.yaml"))
"""What MkDocs reads."""
TEXTS = (".md", ".markdown", ".txt", ".html", ".htm", ".yml", ".yaml")
"""Endings of files that are compared as they stand; others as their reader reads them."""
OPENING = 3
"""Sentences shown of a new document that no brief cites."""
MOST_BYTES = 5_000_000
"""A larger file is not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One brief of a review."""

    path: Path
    old: Version | None
    """None for a new brief, and for one that could not be read then."""
    new: Version | None
    """None for a removed one, and for one that cannot be read now."""
    findings: tuple[Finding, ...] = ()
    texts: tuple[str | None, str | None] = (None, None)
    """What its file held then and holds now."""
    ledgers: tuple[str | None, str | None] = (None, None)
    was: Path | None = None
    """Its path then, where it was renamed."""
    error: str = ""
    """Why it cannot be read now."""
    vouched: tuple[str, ...] = ()
    """Who says what in it, and by which proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """Sentences of a brief that rest on a document."""

    path: Path
    quotes: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A file that is no brief and changed: of a corpus, an attachment, a picture, a rule, or a stray."""

    path: str
    kind: str
    """"new", "gone" or "changed"."""
    edits: tuple[Edit, ...]
    citing: tuple[Citing, ...] = ()
    cited: tuple[tuple[int, str], ...] = ()
    """(number of an edit, the cited sentence that it changes or stands beside)."""
    was: str = ""
    """Its path then, where it has the same bytes under another name now."""
    digests: tuple[str, str] = ("", "")
    """Starts of the SHA-256 then and now, for what was not compared word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A changed file that is neither brief, rule, source nor stray."""

    group: str
    """One of `bearing.GROUPS`."""
    touched: Touched
    """Compared only in the group "site"."""
    lines: tuple[int, int]
    """Lines that came and that went, as git counts; 0 and 0 for what is no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What changed beside the briefs."""

    ruling: tuple[Touched, ...] = ()
    ruled: str = ""
    """Whose policy counts."""
    faults: tuple[str, ...] = ()
    """What is wrong with the policy that the change brings."""
    sources: tuple[Touched, ...] = ()
    strays: tuple[Touched, ...] = ()
    bearing: tuple[Bearing, ...] = ()


def gather(base: history.Base, bench: Bench) -> tuple[tuple[Reviewed, ...], Around, tuple[Filed, ...]]:
    """Return the briefs that changed, what changed around them, and the briefs that did not and can be read."""
    held = {path: _held(path) for path in sorted(FOLDER.glob("*.md"))}
    touched = {path for path in held if base.touches(path, _beside(path))}
    gone = [p for name in sorted(base.changed) if (p := Path(name)).parent == FOLDER and p.suffix == ".md"]
    left = [path for path in gone if path not in held and history.text_then(base.commit, path) is not None]
    reviewed = []
    for path in sorted(touched):
        then = path
        if history.text_then(base.commit, path) is None and (former := _former(base, path, left)):
            left.remove(former)
            then = former
        reviewed.append(_reviewed(base, path, then, held[path], bench))
    reviewed += [_removed(base, path) for path in left]
    others = tuple(item for path, item in held.items() if isinstance(item, Filed) and path not in touched)
    return tuple(reviewed), _around(base, _known(reviewed, others), bench), others


def _around(base: history.Base, known: dict[str, list[Citing]], bench: Bench) -> Around:
    sources = tuple(_sources(base, known, bench.shelf))
    strays = [name for name in sorted(base.changed) if _stray(base, name)]
    shown = {*bench.changed, *strays, *(name for source in sources for name in (source.path, source.was))}
    left = [name for name in base.changed if name not in shown and not name.startswith(f"{FOLDER}/")]
    return Around(
        ruling=tuple(_touched(base, name, ()) for name in bench.changed),
        ruled=base.name,
        faults=tuple(finding.message for _, finding in bench.findings()),
        sources=sources,
        strays=tuple(_touched(base, name, ()) for name in strays),
        bearing=tuple(_bearing(base, left)),
    )


def _bearing(base: history.Base, names: Iterable[str]) -> Iterator[Bearing]:
    site = "\n".join(f"{_text(path) or ''}\n{history.text_then(base.commit, path) or ''}" for path in CONFIGURATION)
    counts, before = history.counts(base), history.files_at(base.commit, Path())
    for group, name in bearing.grouped(names, site):
        kind = "new" if name not in before else "changed" if os.path.lexists(name) else "gone"
        plain = Touched(path=name, kind=kind, edits=())
        touched = _touched(base, name, ()) if group == "site" else plain
        yield Bearing(group=group, touched=touched, lines=counts.get(name, (0, 0)))


def _beside(path: Path) -> Path:
    return path.with_suffix(".ledger.yml")


def _held(path: Path) -> Filed | str:
    """Return the brief at a path, or why it cannot be read."""
    try:
        return brief_at(path)
    except BriefproofError as error:
        return str(error)


def _reviewed(base: history.Base, path: Path, then: Path, item: Filed | str, bench: Bench) -> Reviewed:
    readable = isinstance(item, Filed)
    findings = bench.judge(item) if readable else ()
    return Reviewed(
        path=path,
        old=_then(base, then),
        new=Version(brief=item.brief, ledger=item.ledger) if readable else None,
        findings=findings,
        vouched=vouching.told(item, bench.shelf, findings) if readable else (),
        texts=(history.text_then(base.commit, then), _text(path)),
        ledgers=(history.text_then(base.commit, _beside(then)), _text(_beside(path))),
        was=then if then != path else None,
        error="" if readable else item,
    )


def _removed(base: history.Base, path: Path) -> Reviewed:
    texts = (history.text_then(base.commit, path), None)
    return Reviewed(path=path, old=_then(base, path), new=None, texts=texts)


def _then(base: history.Base, path: Path) -> Version | None:
    """Return the brief as it was at the base, None where it was not there or could not be read."""
    text, ledger = history.text_then(base.commit, path), history.text_then(base.commit, _beside(path))
    if text is None or ledger is None:
        return None
    try:
        where = f"{base.name}:{path}"
        return Version(brief=briefs.parse(text, where), ledger=ledgers.parse(ledger, where))
    except BriefproofError:
        return None


def _former(base: history.Base, path: Path, gone: Iterable[Path]) -> Path | None:
    """Return the brief that is gone and that this one shares most of its lines with, if that is the half of them."""
    now = _said(_text(path))
    shares = [(len(now & _said(history.text_then(base.commit, other))), other) for other in gone]
    share, best = max(shares, default=(0, path))
    return best if share and share >= comparing.ALIKE * len(now) else None


def _said(text: str | None) -> set[str]:
    return {line.text for line in comparing.lines(comparing.parts(text or "")[1])}


def _text(path: Path) -> str | None:
    try:
        return read_bytes(path, most=MOST_BYTES).decode("utf-8", "replace") if path.is_file() else None
    except BriefproofError:
        return None


def _stray(base: history.Base, name: str) -> bool:
    """Tell whether a file lies where briefs lie and is none, or is one of those that are made again."""
    path = Path(name)
    if name.startswith("build/"):
        return True
    if not name.startswith(f"{FOLDER}/"):
        return False
    stem = name.removesuffix(".md").removesuffix(".ledger.yml")
    paired = path.parent == FOLDER and stem != name
    brief = Path(f"{stem}.md")
    return not (paired and (brief.is_file() or history.text_then(base.commit, brief) is not None))


# --- sources


def _known(reviewed: Iterable[Reviewed], others: Iterable[Filed]) -> dict[str, list[Citing]]:
    """Return what briefs rest on, then or now: path of a source → who cites it with which quotes."""
    versions = [(item.path, version) for item in reviewed for version in (item.new, item.old) if version]
    versions += [(item.path, Version(brief=item.brief, ledger=item.ledger)) for item in others]
    found: dict[str, list[Citing]] = {}
    for path, version in versions:
        for name, source in comparing.sources(version).items():
            spans = [(s.quote, e.text) for e in version.ledger.entries for s in e.supports if s.source == name]
            quotes, texts = (tuple(dict.fromkeys(one)) for one in zip(*spans, strict=True)) if spans else ((), ())
            for place in places(str(source["path"])) if source.get("path") else ():
                found.setdefault(place, []).append(Citing(path=path, quotes=quotes, texts=texts))
        corpus = version.brief.front.get("corpus")
        for place in places(str(corpus["path"])) if isinstance(corpus, dict) and corpus.get("path") else ():
            found.setdefault(f"{place}/", [])
    return found


def _sources(base: history.Base, known: dict[str, list[Citing]], shelf: Shelf) -> Iterator[Touched]:
    """Yield the files of corpora and the attachments that changed, cited ones first, metadata with their document."""
    folders = tuple({"corpus/", *(name for name in known if name.endswith("/"))})
    names = [name for name in sorted(base.changed) if name.startswith(folders) or _of(name) in known]
    names = [name for name in names if not name.startswith(f"{FOLDER}/")]
    renamed = _renamed(base, names)
    for name in sorted({*names} - {*renamed.values()}, key=lambda name: (not known.get(_of(name)), name)):
        if was := renamed.get(name):
            citing = (*known.get(_of(name), ()), *known.get(_of(was), ()))
            yield Touched(path=name, kind="renamed", edits=(), was=was, citing=citing)
        else:
            yield _touched(base, name, tuple(known.get(_of(name), ())), cache=shelf.cache)


def _renamed(base: history.Base, names: Iterable[str]) -> dict[str, str]:
    """Return path now → path then of the files that have only another name."""
    gone: dict[bytes, list[str]] = {}
    found: dict[str, str] = {}
    pairs = [(name, history.bytes_then(base.commit, Path(name)), _bytes(Path(name))) for name in names]
    for name, then, now in pairs:
        if now is None and then:
            gone.setdefault(then, []).append(name)
    for name, then, now in pairs:
        if then is None and now and gone.get(now):
            found[name] = gone[now].pop(0)
    return found


def _of(name: str) -> str:
    """Return the document that a sidecar belongs to; another file is its own."""
    return name.removesuffix(".yml")


def _touched(base: history.Base, name: str, citing: tuple[Citing, ...], *, cache: Path | None = None) -> Touched:
    """Compare a file with what it was."""
    path = Path(name)
    then, now = history.bytes_then(base.commit, path), _bytes(path)
    kind = "new" if then is None else "gone" if now is None else "changed"
    compared = [_compared(name, data, cache) for data in (then, now)]
    whole = comparing.edits(*compared)
    if kind == "new" and cache and not citing and path.suffix != ".yml":
        whole = whole[:OPENING]  # a document that nobody cites yet proves nothing yet
    return Touched(
        path=name, kind=kind, edits=whole, citing=citing, cited=tuple(_cited(whole, compared, citing)),
        digests=tuple(hashlib.sha256(data).hexdigest()[:16] if data is not None else "" for data in (then, now)),
    )  # fmt: skip


def _bytes(path: Path) -> bytes | None:
    """Return what lies at a path; of a link, where it leads."""
    if path.is_symlink():
        return f"-> {path.readlink()}".encode()
    try:
        return read_bytes(path, most=MOST_BYTES) if path.is_file() else None
    except BriefproofError:
        return b""


def _compared(name: str, data: bytes | None, cache: Path | None) -> tuple[comparing.Line, ...]:
    """Return what a file says sentence by sentence; nothing of one that no reader reads."""
    if not data or len(data) > MOST_BYTES:
        return ()
    if Path(name).suffix.lower() in TEXTS or not cache:
        return () if b"\0" in data else comparing.sentences(data.decode("utf-8", "replace"))
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        path = Path(folder) / Path(name).name
        write_atomically(path, data)
        try:
            document = corpora.read_attachment(path, cache=cache)
        except BriefproofError:
            return ()
    return comparing.sentences("\n".join(chunk.text for chunk in document.chunks))


def _cited(
    edits: Iterable[Edit], compared: list[tuple[comparing.Line, ...]], citing: Iterable[Citing]
) -> Iterator[tuple[int, str]]:
    """Yield the number of each edit that changes a cited sentence, or stands beside one, with that sentence."""
    quotes = [key for one in citing for quote in one.quotes if (key := match_key(quote))]
    if not quotes:
        return
    for number, edit in enumerate(edits):
        own = [line for line in (edit.old, edit.new) if line]
        beside = [all_[line.at + step] for line, all_ in ((edit.old, compared[0]), (edit.new, compared[1])) if line
                  for step in (-1, 1) if 0 <= line.at + step < len(all_)]  # fmt: skip
        if hit := next((line for line in (*own, *beside) if _quoted(match_key(line.text), quotes)), None):
            yield number, hit.text


def _quoted(key: str, quotes: Iterable[str]) -> bool:
    return bool(key) and any(quote in key or (len(key) > 5 and key in quote) for quote in quotes)
