"""What several commands do: take an option or the environment's, read the commission, show progress, print JSON."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from generator.errors import BriefproofError
from generator.messages import column, say, shown

BUILD = Path("build")
"""Everything that can be made again: caches, indexes, drafts, the site."""
MOST_QUERY = 1_000_000
"""Length of a commission, bytes."""


def row(label: str, template: str, /, *, file: TextIO | None = None, **values: Any) -> None:
    """Print a line of a summary: what it is about, and a message."""
    print(f"  {column(label)} {shown(say(template, **values))}", file=file)


def print_json(value: Any) -> None:
    """Print a value as JSON, the same in every language."""
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str))


def as_text(given: str) -> str:
    """Return an argument or the value of a variable; raises BriefproofError where its bytes are no UTF-8."""
    try:
        given.encode()
    except UnicodeEncodeError:
        told = given.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        raise BriefproofError(
            "“{told}” is not UTF-8: type it where the terminal writes UTF-8, or rename the file that is called so",
            told=told[:200],
        ) from None
    return given


def environment(options: argparse.Namespace, name: str) -> str | None:
    """Return an environment variable where the command was told to read them; empty counts as absent."""
    return (as_text(os.environ.get(name, "")) or None) if getattr(options, "from_env", False) else None


def switched(options: argparse.Namespace, name: str) -> bool:
    """Tell whether an environment variable switches something on, where the command was told to read them."""
    return (environment(options, name) or "") not in ("", "0", "no")


def query(options: argparse.Namespace) -> str:
    """Return the commission that was given; raises BriefproofError where there is none, or no text."""
    from generator.commission.form import is_form

    given = options.query if options.query is not None else environment(options, "QUERY")
    path = options.query_file or environment(options, "QUERY_FILE")
    if given is not None and path:
        raise BriefproofError("give the commission once: as QUERY='…' or as QUERY_FILE=path")
    if given is None and not path:
        raise BriefproofError(
            "no commission: give --query '…', --query-file PATH, or --query - for standard input; with make "
            "QUERY='…' or QUERY_FILE=PATH"
        )
    raw = _raw(path or "-") if path or given == "-" else None
    try:
        query = given if raw is None else raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefproofError(
            "{path}: not UTF-8 at byte {byte}; save it as UTF-8", path=path or say("standard input"), byte=error.start
        ) from None
    if path and Path(path).suffix in (".yml", ".yaml") and not is_form(query):
        raise BriefproofError(
            "{path}: a commission in YAML opens with commission: 1 (briefproof commission --yaml)", path=path
        )
    return query


def corpus_folder(options: argparse.Namespace) -> Path:
    """Return the folder of the corpus that was given, else the environment's, else ./corpus."""
    return Path(options.corpus or environment(options, "CORPUS") or "corpus")


def _raw(path: str) -> bytes:
    """Return what stands in a file or comes from a pipe, "-" being standard input; never more than MOST_QUERY."""
    from generator.files import read_bytes

    if path == "-":
        raw = sys.stdin.buffer.read(MOST_QUERY + 1)
    elif Path(path).is_fifo() or Path(path).is_char_device():
        with Path(path).open("rb") as handle:
            raw = handle.read(MOST_QUERY + 1)
    else:
        return read_bytes(Path(path), most=MOST_QUERY)
    if len(raw) > MOST_QUERY:
        raise BriefproofError(
            "{path}: more than {most} bytes; a commission is a page or two",
            path=path,
            most=f"{MOST_QUERY:,}",
        )
    return raw


def paths(options: argparse.Namespace, given: list[str], name: str) -> tuple[Path, ...]:
    """Return the paths that were given, else the lines of an environment variable."""
    listed = given or [line.strip() for line in (environment(options, name) or "").splitlines()]
    return tuple(Path(line) for line in listed if line)


def progress(what: str) -> Callable[[int, int, str], None] | None:
    """Return what shows on a terminal how far `what` is, None where there is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, name: str) -> None:
        end = "\n" if done == total else ""
        print(f"\r\x1b[K{shown(what)} {done}/{total} {name[:60]}", end=end, file=sys.stderr, flush=True)

    return show
