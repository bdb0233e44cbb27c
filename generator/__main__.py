"""The command line: `python -m generator …` or `briefproof …`."""

import argparse
import errno
import gc
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from generator.arguments import completion, parser
from generator.commands import publishing, reading, writing
from generator.commands.options import BUILD, as_text
from generator.errors import BriefproofError
from generator.messages import say, shown, tell

SURROUNDINGS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""Errors of the system that are never the program's: folders that may not be read or written, and full disks."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 for what a person can mend (one line) and for findings that are errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal cannot write ends no command
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(50_000, 20, 20)  # a run is short and keeps what it reads: a third less time on many briefs
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its products here are small: a second thread waits, busily
    try:
        options = parser(shown).parse_args([as_text(one) for one in given])
        return COMMANDS[options.command](options) or 0
    except BriefproofError as error:
        print(f"briefproof: {shown(error)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        if error.errno not in SURROUNDINGS:
            raise
        print(f"briefproof: {error.filename or shown(say('a file'))}: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        tell("briefproof: stopped", file=sys.stderr)
        return 130


def _desk(options: argparse.Namespace) -> int:
    from generator.review import desk

    commands = {
        "check": desk.check, "review": desk.write_review, "impact": desk.show_impact, "sign": desk.sign,
        "judge": desk.judge, "refresh": desk.refresh, "repair": desk.repair, "verify": desk.verify,
        "withdraw": desk.withdraw,
    }  # fmt: skip
    return commands[options.command](options, BUILD)


def _project(options: argparse.Namespace) -> int:
    from generator.project import desk

    return {"init": desk.init, "upgrade": desk.upgrade, "doctor": desk.doctor}[options.command](options)


def _completion(options: argparse.Namespace) -> None:
    print(completion(options.shell))


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int | None]] = {
    "brief": writing.brief, "check": _desk, "review": _desk, "impact": _desk, "sign": _desk, "judge": _desk,
    "refresh": _desk, "repair": _desk, "verify": _desk, "withdraw": _desk, "commission": reading.commission,
    "corpus": reading.corpus, "logo": reading.logo, "search": reading.search, "stage": publishing.stage,
    "site": publishing.site, "serve": publishing.serve, "publish": publishing.publish, "export": publishing.export,
    "demo": publishing.demo, "init": _project, "upgrade": _project, "doctor": _project, "completion": _completion,
}  # fmt: skip
"""What runs each command of `arguments`; each imports what it needs, so that start-up stays light."""


if __name__ == "__main__":
    sys.exit(main())
