"""`briefproof doctor`: what is there on this machine and in this folder, and what to do about what is not."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import packages
from generator.corpus import store
from generator.errors import BriefproofError
from generator.gate import policy, stored
from generator.messages import column, say, shown
from generator.project import upgrading
from generator.site import engines, export, social_card

PYTHONS = ((3, 11), (3, 14))
"""The first version that will do, and the first that will not."""
ROOM = 500_000_000
"""Free space below which a corpus and its site may not fit, bytes."""
FONTS = "Noto Sans CJK (Debian, Ubuntu: apt install fonts-noto-cjk)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked for."""

    name: str
    found: str
    """What is there, "" for nothing, or too little."""
    use: str
    """What it is for."""
    cure: str
    """What to do where it is not there."""
    needed: bool = False
    """Whether nothing works without it."""


def checks(root: Path) -> tuple[Check, ...]:
    """Return all that is looked for, in the order in which people need it."""
    return (
        _python(),
        _core(),
        _site(),
        *_extras(),
        *_programs(),
        _fonts(),
        _space(root),
        *_stores(root),
        *_folder(root),
    )


def report(found: tuple[Check, ...]) -> str:
    """Return a line for each check, and below what is not there how to get it, for a terminal."""
    lines = []
    for one in found:
        mark = say("ok") if one.found else say("MISSING") if one.needed else "–"
        lines.append(f"{column(mark, 8)}{column(one.name, 18)}{shown(one.found or one.use)}")
        if not one.found:
            lines.append(f"{'':<26}{shown(one.cure)}")
    return "\n".join(lines)


def _python() -> Check:
    first, beyond = (".".join(map(str, version)) for version in PYTHONS)
    good = PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]
    there = say("{version} in {folder}", version=platform.python_version(), folder=sys.prefix)
    found = there if good else ""
    cure = say("install briefproof with a Python from {first} on, below {beyond}", first=first, beyond=beyond)
    return Check(name="Python", found=found, use=say("everything"), cure=cure, needed=True)


def _core() -> Check:
    gone = [package for package in packages.CORE if not packages.version(package)]
    found = "" if gone else say("{number} packages", number=len(packages.CORE))
    cure = say("pip install --upgrade --force-reinstall briefproof (not there: {gone})", gone=", ".join(gone))
    return Check(name=say("packages"), found=found, use=say("everything"), cure=cure, needed=True)


def _site() -> Check:
    try:
        found = ", ".join(Path(engines.tool(name)).name for name in ("mkdocs", "mike"))
    except BriefproofError:
        found = ""
    cure = say("pip install --force-reinstall mkdocs mike, where briefproof is installed")
    return Check(name=say("site"), found=found, use="briefproof site, serve, publish", cure=cure, needed=True)


def _extras() -> Iterator[Check]:
    for extra, (names, use) in packages.EXTRAS.items():
        found = ", ".join(f"{name} {packages.version(name)}" for name in names) if packages.have(extra) else ""
        yield Check(name=say("extra {extra}", extra=extra), found=found, use=use, cure=packages.how(extra))


def _programs() -> Iterator[Check]:
    listed = (
        ("Chromium", export.chromium(), say("briefs as PDF (--exports)"),
         say("install it, or name it in BRIEFPROOF_CHROMIUM")),
        ("pandoc", shutil.which("pandoc"), say("briefs as .docx (--exports)"),
         say("install it: pandoc.org/installing")),
        ("git", shutil.which("git"), say("what changed, who signed, publish"), say("install it: git-scm.com")),
        ("ssh-keygen", shutil.which("ssh-keygen"), say("signatures: ssh in policy.yml"), say("install OpenSSH")),
        ("make", shutil.which("make"), say("the targets of the Makefile"), say("nothing: briefproof does all of it")),
    )  # fmt: skip
    for name, path, use, cure in listed:
        yield Check(name=name, found=path or "", use=use, cure=cure)


def _fonts() -> Check:
    faces = social_card.faces()
    found = say("{number}, first {name}", number=len(faces), name=Path(faces[0][0]).name) if faces else ""
    return Check(
        name=say("fonts"),
        found=found,
        use=say("the picture that a link to a brief shows"),
        cure=say("install {fonts}", fonts=FONTS),
    )


def _space(root: Path) -> Check:
    free = shutil.disk_usage(root).free
    found = f"{free / 1e9:.1f} GB" if free >= ROOM and os.access(root, os.W_OK) else ""
    cure = say(
        "{free} GB are free; make room for {room} GB, in a folder that you may write",
        free=f"{free / 1e9:.1f}",
        room=f"{ROOM / 1e9:g}",
    )
    return Check(
        name=say("free space"), found=found, use=say("index, cache and site in build/"), cure=cure, needed=True
    )


def _stores(root: Path) -> Iterator[Check]:
    """Yield whether the object stores answer that the policy names."""
    try:
        known = policy.read(root)
    except BriefproofError as error:
        yield Check(name=policy.FILE, found="", use=say("what briefs may rest on"), cure=error.message, needed=True)
        return
    for folder, address in known.stores.items():
        found, cure = say("in a store that answers: {address}", address=address), ""
        try:
            stored.address_of(folder, known, root)
            store.reachable(address, cache=root / "build" / "cache")
        except BriefproofError as error:
            found, cure = "", error.message
        yield Check(name=folder, found=found, use=say("the documents of the corpus"), cure=cure, needed=True)


def _folder(root: Path) -> Iterator[Check]:
    """Yield what is to be said of a folder that `init` made."""
    try:
        behind = [change.path for change in upgrading.changes(root) if change.kind in ("new", "outdated")]
    except BriefproofError:
        return
    found = "" if behind else say("templates are up to date")
    yield Check(
        name=say("folder"),
        found=found,
        use=say("not up to date: {files}", files=", ".join(behind)),
        cure="briefproof upgrade",
    )
