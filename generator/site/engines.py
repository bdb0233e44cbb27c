"""The programs that build the pages, as they stand beside this Python: MkDocs, Zensical, and mike for versions."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.errors import BriefproofError

NAMES = ("mkdocs", "zensical")
"""What can build the pages."""
CONFIGURATION = ("mkdocs.yml", "mkdocs.yaml")
"""Where it looks for what the site is to be."""


@contextlib.contextmanager
def as_mkdocs(engine: str) -> Iterator[str]:
    """Yield a PATH on which mike, which builds with `mkdocs`, finds `engine` by that name; "" where that is so already.

    Zensical reads what mike tells MkDocs: its configuration and the version in the environment.
    """
    if engine == NAMES[0]:
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, NAMES[0]).symlink_to(tool(engine))
        yield f"{folder}{os.pathsep}{environment()['PATH']}"


def check_folder() -> None:
    """Raise BriefproofError where the current folder has nothing that says how its site is built."""
    if not any(Path(name).is_file() for name in CONFIGURATION):
        raise BriefproofError(
            "no {name} here, so there is no site to build; go to the folder that briefproof init made, or make one",
            name=CONFIGURATION[0],
        )


def check_port(port: int) -> None:
    """Raise BriefproofError where nothing can be served on a port of this machine."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")  # one just left may be had
            probe.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise BriefproofError(
            "port {port} cannot be had ({reason}); choose another with --port", port=port, reason=reason
        ) from None


def tool(name: str) -> str:
    """Return the tool of this environment, whatever else is on the path; raises BriefproofError where it has none."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        raise BriefproofError(
            "{name} is not installed here (pip install 'briefproof[browser]' brings zensical)", name=name
        )
    return found


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a tool: mike calls mkdocs by name, so this environment's programs come first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", **more}


def run(name: str, *arguments: str, **more: str) -> None:
    """Run a tool to its end; raises BriefproofError, after what it said, where it refuses."""
    result = subprocess.run(
        [tool(name), *arguments], env=environment(**more), check=False, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    if result.returncode:
        print(result.stdout, file=sys.stderr)
    refused(name, arguments[0], result.returncode)


def refused(name: str, command: str, status: int) -> None:
    """Raise BriefproofError where a tool, which has said why, ended with another status than 0."""
    if status:
        raise BriefproofError(
            "{name} {command} ended with status {status}; its messages stand above",
            name=name,
            command=command,
            status=status,
        )
