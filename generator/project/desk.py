"""The commands for a team's folder and for the installation. `__main__` calls them with its options."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.errors import BriefproofError
from generator.messages import column, language, say, shown, tell
from generator.project import doctor as doctors, starting, templates, upgrading

EXAMPLE = {
    "zh": "对比文本笔记与关系数据库，600 字左右",
    "en": "Compare plain text files and relational databases, about 400 words",
}
"""A commission on the example that lies in a new folder, by the language of who reads."""
FATES = {
    "new": say("new since this folder was made; --yes writes it"),
    "outdated": say("nobody edited it; --yes brings it up to date"),
    "edited": say("edited here, kept as it is; --yes and its name take the template in its place"),
    "removed": say("removed here, stays away; --yes and its name bring it back"),
}
"""What becomes of a file that differs from its template."""


def init(options: Any) -> int:
    """Write a new folder and say what to do next."""
    if not options.folder.strip():
        raise BriefproofError("init: no name of a folder; briefproof init . makes one of the current folder")
    root = Path(options.folder)
    written = starting.init(root, bare=options.bare)
    tell("{folder}: {number} files written", folder=root, number=len(written))
    if templates.from_file():
        _row(
            say("program"),
            say(
                "installed from this machine: make, and others, get it from {folder} once it is there: {command}",
                folder=root / templates.WHEELS,
                command=templates.putting(root),
            ),  # fmt: skip
        )
    if options.bare:
        _row(
            say("next"),
            say("put your sources into {folder}, then: briefproof brief --query '…'", folder=root / "corpus"),
        )
    else:
        _row(say("next"), say("cd there, and try: briefproof brief --query '{query}'", query=EXAMPLE[language()]))
        _row("", say("then put your own sources into corpus/ in the place of the example"))
    return 0


def _row(label: str, said: str) -> None:
    print(f"  {column(label, 12)} {shown(said)}")


def upgrade(options: Any) -> int:
    """Show what the templates of this program would change here; with --yes, change it."""
    root = Path()
    found = upgrading.changes(root)
    written = upgrading.upgrade(root, options.paths) if options.yes else ()
    if options.json:
        _print_json([asdict(one) | {"diff": one.diff, "written": one in written} for one in found])
        return 0
    for one in found:
        print(f"{one.diff}{one.path}: {shown(say('written') if one in written else FATES[one.kind])}")
    if not found:
        tell("nothing to change")
    elif not options.yes:
        tell("nothing was changed; briefproof upgrade --yes does it")
    return 0


def doctor(options: Any) -> int:
    """Say what is installed and what is not; 1 where something is missing without which nothing works."""
    found = doctors.checks(Path())
    if options.json:
        _print_json([asdict(one) for one in found])
    else:
        print(doctors.report(found))
    return 1 if any(one.needed and not one.found for one in found) else 0


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
