"""Where a brief is filed: its name and date, its two files, and the copies of what was attached."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from generator import clock, locks, together
from generator.brief import ledger as ledgers, page
from generator.brief.ledger import Ledger
from generator.brief.page import Brief
from generator.commission import Commission
from generator.errors import BriefproofError
from generator.files import read_bytes, relative, write_atomically
from generator.language import text

MOST_SLUG = 255 - len("2026-01-01-") - len(".findings.txt")
"""Characters of a slug: the longest of a brief's file names fits into the 255 bytes that file systems allow."""


def place(out: Path, slug: str | None, commission: Commission) -> tuple[Path, str]:
    """Return the brief's path and date: those of the file that the same commission has, else new ones.

    Raises BriefproofError for a slug that is no file name.
    """
    if slug is not None and (len(slug) > MOST_SLUG or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)):
        raise BriefproofError(
            "SLUG={slug}: allowed are lower-case letters a–z, digits and single hyphens, {most} characters",
            slug=repr(slug[:60]),
            most=MOST_SLUG,
        )
    together.recover(out)
    stem = slug or text.slug(commission.title)
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        existing = sorted(
            path
            for path in out.glob(f"*-{name}.md")
            if re.fullmatch(rf"\d{{4}}-\d\d-\d\d-{re.escape(name)}", path.stem)
        )
        if not existing:
            date = clock.today()
            return out / f"{date}-{name}.md", date
        front = page.parse(read_bytes(existing[0]).decode("utf-8", "replace"), str(existing[0])).front
        same = front.get("commission", {}).get("query") == commission.query
        if same or slug is not None:
            return existing[0], existing[0].name[:10]
        number += 1


@contextmanager
def reserved(out: Path, slug: str | None, commission: Commission, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the brief's path and date, and keep other runs from that path until the block ends.

    The lock lies in `folder`. Raises BriefproofError when another run has the path for longer than `locks.WAIT`.
    """
    while True:
        path, date = place(out, slug, commission)
        with locked(path, folder):
            if place(out, slug, commission)[0] == path:  # else another run has just filed its own there
                yield path, date
                return


def locked(path: Path, folder: Path) -> AbstractContextManager[None]:
    """Return a block in which no other run writes the brief at `path`; the lock lies in `folder`."""
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]
    return locks.held(folder / f"{name}.lock", str(path))


def check_writable(out: Path) -> None:
    """Raise BriefproofError where no brief can be written into the folder, before the work is done."""
    if ".git" in (part.casefold() for part in (*out.parts, *out.resolve().parts)):
        raise BriefproofError("OUT={out}: git's own folder is no place for briefs; give another", out=out)
    if any(len(os.fsencode(part)) > 255 for part in out.parts):
        raise BriefproofError("OUT={out}…: file names have 255 bytes at most; give a shorter one", out=str(out)[:60])
    if os.path.lexists(out) and not out.is_dir():
        raise BriefproofError("cannot write into {out}: it is a file; give a folder", out=out)
    folder = next(parent for parent in (out, *out.resolve().parents) if os.path.exists(parent))  # noqa: PTH110
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise BriefproofError("cannot write into {out}: no folder that may be written (check its permissions)", out=out)


def signed(ledger: Ledger, path: Path) -> Ledger:
    """Return the ledger with what people signed in the file that it replaces, where it still holds."""
    beside = path.with_suffix(".ledger.yml")
    if not beside.is_file():
        return ledger
    return ledgers.carried(ledgers.parse(read_bytes(beside).decode("utf-8", "replace"), str(beside)), ledger)


def keep_hands_off(path: Path) -> None:
    """Refuse to overwrite a brief that a person changed after it was generated."""
    beside = path.with_suffix(".ledger.yml")
    if not path.exists() or not beside.exists():
        return
    known = ledgers.parse(read_bytes(beside).decode("utf-8", "replace"), str(beside)).generated
    if known and said(read_bytes(path).decode("utf-8", "replace")) != known:
        raise BriefproofError(
            "{path} was edited by hand since it was generated; give FORCE=1 to overwrite it, or "
            "SLUG=… to write another",
            path=path,
        )


def at_home(out: Path) -> bool:
    """Tell whether briefs are filed where they are published from; anything else is a trial and leaves no trace."""
    return out.resolve() == Path("briefs").resolve()


def kept_path(path: Path, sha256: str, out: Path, *, attach: bool) -> str | None:
    """Return where an attachment lies: in the repository already, among its attachments, or None if not kept."""
    here = relative(path)
    if not here.startswith(("../", "build/")):  # build/ goes with `make clean`
        return here
    if not attach:
        return None
    home = Path("corpus") if at_home(out) else out
    return relative(home / "attachments" / kept_name(path.name, sha256))


def kept_name(name: str, sha256: str) -> str:
    """Return the file name of the copy that is kept of an attachment."""
    safe = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "file"
    return f"{sha256[:12]}-{safe}"


def copy_attachments(brief: Brief, given: Iterable[Path]) -> None:
    """Copy the attachments that were `given`, with their sidecars, to where the brief says that they lie."""
    originals = {path.name: path for path in given}
    for source in brief.front["sources"]:
        if source["kind"] in ("document", "image") and (kept := source.get("path")):
            original = originals[source["file"]]
            if Path(kept).resolve() != original.resolve():
                write_atomically(Path(kept), read_bytes(original))
                beside = original.with_name(f"{original.name}.yml")
                if source["kind"] == "document" and beside.is_file():
                    write_atomically(Path(f"{kept}.yml"), read_bytes(beside))


def as_generated(ledger: Ledger, rendered: str) -> Ledger:
    """Return the ledger with the hash of what the brief says as the program wrote it: another was edited by hand."""
    return replace(ledger, generated=said(rendered))


def said(text: str) -> str:
    """Return the SHA-256 of what a brief says, however its file is laid out; "" for one that cannot be read whole."""
    try:
        brief = page.parse(text, "")
    except BriefproofError:
        return ""
    front = json.loads(json.dumps(brief.front, sort_keys=True, default=str))
    plain = page.render(replace(brief, front=front))
    return "" if brief.flaws else hashlib.sha256(plain.encode()).hexdigest()


def write(path: Path, rendered: str, ledger: Ledger) -> bool:
    """Write a brief and, beside it, its ledger, or neither; return whether anything changed.

    Raises BriefproofError if they cannot be written.
    """
    return together.write({path.with_suffix(".ledger.yml"): ledgers.render(ledger), path: rendered})
