"""The one place that runs MkDocs and mike: stage, build, serve, publish. What breaks a rule is not published."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import locks, site
from generator.brief import ledger as ledgers
from generator.commission import form
from generator.corpus import Corpus, Document
from generator.errors import BriefproofError, last_line
from generator.files import digest_of, read_bytes, write_atomically
from generator.gate import RULES, SCHEMA, Filed, Finding, Shelf, brief_at, briefs_in, passed, policy, readable, strays
from generator.messages import say, shown
from generator.site import engines, export, look, social_card, wrong_address
from generator.site.changes_page import Step
from generator.site.markup import items, mapping
from generator.site.words import WORDS

DOCS = Path("build/docs")
STAGED = Path("build/staged.json")
"""Digests of what build/docs was made from, and of what it and the theme then held."""
OWN = Path("corpus")
RULED = (Path(policy.FILE), Path(policy.Policy().allowed_signers), look.OVERRIDES)
"""What a verdict, or the look of a page, depends on besides briefs and sources."""
PROGRAM = Path(__file__).parents[1]
SITE = Path("build/site")
LOCK = Path("build/locks/site.lock")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?!\.|$)){0,99}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending."""
_ROOT = ("index.html", "versions.json", "404.html", "cname")
"""What mike and the forge keep beside the versions."""
_COUNTS = ("shown", "uncarded")
POLL = 1.0
"""Seconds between looks for changes while serving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whom the site asks what may be shown; it lies below the room that knows."""

    judge: Callable[[Filed, Shelf], tuple[Finding, ...]]
    """Returns all that is found in a brief."""
    steps: Callable[[Iterable[Filed]], dict[str, tuple[Step, ...]]]
    """Returns what changed in briefs from version to version, by their stems, newest first."""
    commit: str
    """Where the history stands that signatures are read from, "" without one: the verdicts depend on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What a staging did."""

    written: int
    removed: int
    shown: int
    """Briefs that have their pages."""
    left_out: tuple[str, ...]
    """A line for each brief that has none: it breaks a rule, or cannot be read."""
    uncarded: int = 0
    """Briefs that have no picture for links, though the site has an address: no font here has their characters."""


def stage(folder: Path, cache: Path, gate: Gate, *, drafts: bool = False, exports: bool = False) -> Staged:
    """Write the pages for the briefs of `folder` that break no rule to build/docs.

    With `drafts` those that break one get their pages too, marked. One that cannot be read has none. With `exports`
    each is there as files as well, in every form that can be made here. The documents that a brief lists get theirs.
    When nothing that the pages are made from has changed, nothing is read, made or touched.
    """
    inputs = _digests((folder, OWN, PROGRAM, *RULED))  # before they are read: a change meanwhile counts as one
    endings = export.available() if exports else ()
    inputs |= {"commit": gate.commit, "drafts": str(drafts), "exports": " ".join(endings), "language": _language()}
    faces = social_card.faces() if os.environ.get("SITE_URL") else None  # a picture is named by an absolute address
    inputs |= {"faces": str(faces)}
    stores = policy.read(Path()).stores  # what changed there, only asking tells
    if not stores and (before := _before(inputs)):
        return before
    with locks.held(LOCK, say("the site")):
        return _stage(folder, cache, gate, inputs, endings, faces, drafts=drafts)


def _stage(
    folder: Path, cache: Path, gate: Gate, inputs: dict[str, str], exports: tuple[str, ...],
    faces: tuple[social_card.Face, ...] | None, *, drafts: bool,
) -> Staged:  # fmt: skip
    filed, unread = readable(folder)
    inputs |= _digests(sorted(_named(filed) - {OWN, folder}))
    shelf = Shelf(root=Path(), cache=cache)
    findings = {item.stem: gate.judge(item, shelf) for item in filed}
    shown = [item for item in filed if drafts or passed(findings[item.stem])]
    left_out = (*(_why(item, findings[item.stem]) for item in filed if item not in shown), *unread)
    tree = _tree(shown, shelf, findings, exports, gate.steps(shown), faces or ())
    look.stage(Path())
    done = site.stage(tree | _handed_over(shown, shelf, findings, exports), DOCS)
    bare = 0 if faces is None else sum(social_card.path(item.stem) not in tree for item in shown)
    kept = {"inputs": inputs, "pages": _pages(), "shown": len(shown), "left_out": left_out, "uncarded": bare}
    write_atomically(STAGED, json.dumps(kept, indent=1))
    return Staged(written=done[0], removed=done[1], shown=len(shown), left_out=left_out, uncarded=bare)


def _tree(
    filed: Iterable[Filed],
    shelf: Shelf,
    findings: dict[str, tuple[Finding, ...]],
    exports: tuple[str, ...],
    steps: dict[str, tuple[Step, ...]],
    faces: tuple[social_card.Face, ...],
) -> dict[str, str | bytes]:
    """Return all pages of the site, and the schemas for editors, which have addresses of their own."""
    corpora, attachments, images = _sources(filed, shelf)
    tree = site.pages(
        [(item.stem, item.brief, item.ledger) for item in filed],
        corpora.values(),
        attachments.values(),
        images=images,
        rules=RULES,
        findings=findings,
        exports=exports,
        steps=steps,
        language=_language(),
        faces=faces,
    )
    return tree | {schema.name: read_bytes(schema) for schema in (SCHEMA, ledgers.SCHEMA, form.SCHEMA)}


def _language() -> str:
    """Return the language of the site from SITE_LANGUAGE, "" for that of its briefs."""
    asked = os.environ.get("SITE_LANGUAGE", "")
    if asked and asked not in WORDS:
        raise BriefproofError(
            "SITE_LANGUAGE={asked}: allowed are {words}, or nothing", asked=repr(asked[:20]), words=" and ".join(WORDS)
        )
    return asked


def _why(item: Filed, findings: Iterable[Finding]) -> str:
    """Return in one line that a brief breaks rules, the first of them, and what to do next."""
    broken = [finding for finding in findings if finding.severity == "error"]
    first = say("{code}: {message}", code=broken[0].code, message=broken[0].message).on_one_line()
    more = say(", and {number} more", number=len(broken) - 1) if len(broken) > 1 else ""
    where = f"{item.path}:{broken[0].line}" if broken[0].line else item.path
    return say("{where}: {first}{more} (briefproof check {path})", where=where, first=first, more=more, path=item.path)


def _pages() -> str:
    return digest_of(DOCS) + digest_of(look.THEME)


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {str(path): digest_of(path) for path in paths}


def _before(inputs: dict[str, str]) -> Staged | None:
    """Return the last staging if build/docs holds what was made from the same `inputs` and what their briefs name."""
    kept = _kept()
    if kept is None or not inputs.keys() <= kept["inputs"].keys():
        return None
    named = (path for path in kept["inputs"] if path not in inputs)
    if inputs | _digests(map(Path, named)) != kept["inputs"] or kept["pages"] != _pages():
        return None
    return Staged(
        written=0, removed=0, shown=kept["shown"], left_out=tuple(kept["left_out"]), uncarded=kept["uncarded"]
    )


def _kept() -> dict[str, Any] | None:
    """Return the record of the last staging, None if there is none or it is damaged."""
    try:
        kept = json.loads(STAGED.read_bytes())
        whole = (
            isinstance(kept["inputs"], dict) and all(isinstance(kept[name], int) for name in _COUNTS) and kept["pages"]
        )
        return kept if whole and all(isinstance(line, str) for line in kept["left_out"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _named(filed: Iterable[Filed]) -> set[Path]:
    """Return the corpora, attachments and images of this folder that the briefs name, there or not."""
    named = set()
    for item in filed:
        sources, corpus = item.brief.front.get("sources"), item.brief.front.get("corpus")
        listed = [*(sources if isinstance(sources, list) else ()), corpus]
        named |= {Path(str(one["path"])) for one in listed if isinstance(one, dict) and one.get("path")}
    allowed = policy.read(Path())
    return {path for path in named if not path.is_relative_to(OWN) and allowed.allows(path, Path())}


def _sources(filed: Iterable[Filed], shelf: Shelf) -> tuple[dict[Path, Corpus], dict[str, Document], dict[str, Path]]:
    """Return what the briefs rest on and is there: corpora by folder, attachments and images by SHA-256."""
    corpora: dict[Path, Corpus] = {}
    attachments: dict[str, Document] = {}
    images: dict[str, Path] = {}
    for item in filed:
        named = mapping(item.brief.front.get("corpus")).get("path")
        if named and (corpus := shelf.corpus(str(named))):
            corpora[corpus.root.resolve()] = corpus  # its pages have the names of today
        if any(mapping(one).get("kind") != "corpus" for one in items(item.brief.front.get("sources"))):
            given = shelf.sources(item.brief, item.ledger).attachments
            attachments |= {document.sha256: document for document in given.values()}
            images |= shelf.images(item.brief)
    return corpora, attachments, images


def hand_over(path: Path, target: Path, cache: Path, gate: Gate) -> tuple[Path, ...]:
    """Write the brief at `path` as one HTML file into `target`, and as PDF and .docx where the programs are present.

    Returns what was written. Raises BriefproofError for a brief that cannot be read or breaks a rule, and a conversion
    that fails.
    """
    item, shelf = brief_at(path), Shelf(root=Path(), cache=cache)
    findings = gate.judge(item, shelf)
    if not passed(findings):
        raise BriefproofError("{why}; it is not handed over while it breaks a rule", why=_why(item, findings))
    return _made(item, target, shelf, findings)


def _handed_over(
    filed: Iterable[Filed], shelf: Shelf, findings: dict[str, tuple[Finding, ...]], exports: tuple[str, ...]
) -> dict[str, str | bytes]:
    """Return the files of each brief, as they lie in the site."""
    with tempfile.TemporaryDirectory() as folder:
        made = [path for item in filed if exports for path in _made(item, Path(folder), shelf, findings[item.stem])]
        return {f"exports/{path.name}": read_bytes(path) for path in made}


def _made(item: Filed, target: Path, shelf: Shelf, findings: tuple[Finding, ...]) -> tuple[Path, ...]:
    corpora, attachments, images = _sources([item], shelf)
    html = target / f"{item.stem}.html"
    page = site.one_file(
        item.stem, item.brief, item.ledger, corpora.values(), attachments.values(),
        css=look.style(Path()), images=images, rules=RULES, findings=findings,
    )  # fmt: skip
    write_atomically(html, page)
    made = [html]
    for convert, ending in ((export.pdf, ".pdf"), (export.docx, ".docx")):
        if convert(html, html.with_suffix(ending)):
            made.append(html.with_suffix(ending))
    return tuple(made)


def build(engine: str = engines.NAMES[0]) -> None:
    """Build build/docs into build/site, strictly; raises BriefproofError when `engine` refuses.

    It is built aside and takes its place when it is whole: until then the site of the last time stands there.
    """
    with locks.held(LOCK, say("the site")):
        for left in SITE.parent.glob(f".{SITE.name}-*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{SITE.name}-", dir=SITE.parent))
        try:
            fresh = aside / "new"
            # not --quiet: it hides warnings from --strict
            engines.run(engine, "build", "--strict", BRIEFPROOF_SITE_DIR=str(fresh.resolve()))
            if os.path.lexists(SITE):
                SITE.rename(aside / "old")
            fresh.rename(SITE)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def pictures() -> str:
    """Take the README's pictures of build/site into docs/pictures; return what was made, or why nothing was."""
    if not importlib.util.find_spec("playwright") or not export.chromium():
        return say("no pictures: they need an installed Chromium and the extra browser (pip install -e '.[browser]')")
    done = subprocess.run([sys.executable, "-m", "tools.screenshots"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BriefproofError("tools.screenshots: {reason}", reason=last_line(done.stderr) or say("no message"))
    return done.stdout.strip()


def serve(folder: Path, cache: Path, gate: Callable[[], Gate], port: int) -> None:
    """Serve the site on 127.0.0.1 and stage it again whenever a brief or the corpus changes; until interrupted.

    What breaks a rule is shown, marked: its author wants to see it. `gate` is asked anew each time.
    """
    server = subprocess.Popen(
        [engines.tool("mkdocs"), "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}"],
        env=engines.environment(BRIEFPROOF_SERVE="1"),
    )
    try:
        seen = _stamps(folder)
        while server.poll() is None:
            time.sleep(POLL)
            now = _stamps(folder)  # with what the briefs name by now
            if now != seen:
                seen = now
                try:
                    briefs_in(folder)  # half-edited files are normal while writing: the page stays as it was
                    stage(folder, cache, gate(), drafts=True)
                except BriefproofError as error:
                    print(f"briefproof: {shown(error)}", file=sys.stderr)
        engines.refused("mkdocs", "serve", server.returncode)
    finally:
        server.terminate()
        server.wait(timeout=10)


def publish(
    version: str, alias: str, folder: Path, cache: Path, gate: Gate, *, push: bool, exports: bool = False,
    engine: str = engines.NAMES[0],
) -> None:  # fmt: skip
    """Stage the site and commit it as `version` (and `alias`) to the local branch gh-pages; push it if told to.

    Raises BriefproofError for a name that git or a web server would take amiss, before anything is made, and while a
    brief breaks a rule or cannot be read, or a file lies among the briefs that is none. The date of the last commit is
    the date of the build, so that the same commit gives the same tree.
    """
    _check_name("VERSION", version)
    _check_name("ALIAS", alias)
    for path, finding in strays(folder):
        raise BriefproofError(
            "{path}: {message}; nothing is published while it lies there", path=path, message=finding.message
        )
    if left_out := stage(folder, cache, gate, exports=exports).left_out:
        raise BriefproofError(
            "{left_out}; nothing is published while {number} a rule", left_out=left_out[0], number=_number(left_out)
        )
    epoch = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    ).stdout.strip()
    more = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or epoch or "0", "BRIEFPROOF_VERSIONS": "mike"}
    home = os.environ.get("SITE_URL", "")
    more |= {"BRIEFPROOF_ADDRESS": f"{home.rstrip('/')}/{version}/"} if home else {}
    pushed = ["--push"] if push else []
    with locks.held(LOCK, say("the site")), engines.as_mkdocs(engine) as found_first:
        more |= {"PATH": found_first} if found_first else {}
        engines.run("mike", "deploy", "--update-aliases", "--alias-type=redirect", *pushed, version, alias, **more)
        wrong_address.commit(
            wrong_address.page(alias, home if home.startswith("http") else "/"), more["SOURCE_DATE_EPOCH"]
        )
        engines.run("mike", "set-default", *pushed, alias, **more)


def _number(left_out: tuple[str, ...]) -> str:
    return say("a brief breaks") if len(left_out) == 1 else say("{number} briefs break", number=len(left_out))


def _check_name(variable: str, name: str) -> None:
    if not _NAME.fullmatch(name) or _DEVICES.fullmatch(name) or name.casefold() in _ROOT:
        raise BriefproofError(
            "{variable}={name}: allowed are 100 letters a–z, digits and . - _ +, a letter or digit "
            "first, no dot last, no two dots together, and no name that is taken (CON, index.html, …)",
            variable=variable,
            name=repr(name[:60]),
        )


def _stamps(folder: Path) -> dict[str, int]:
    known = _kept()
    roots = {folder, OWN, *RULED, *map(Path, known["inputs"] if known else ())} - {PROGRAM}
    paths = [path for root in roots for path in (root.rglob("*") if root.is_dir() else (root,))]
    return {str(path): path.stat().st_mtime_ns for path in paths if path.is_file()}
