"""A scratch repository like a fresh clone, and what the program's own commands say of it."""

import contextlib
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from generator import files

ROOT = files.DATA.parent.parent
BASE = "base"
"""Tag of the one commit that the repository is made of."""
KEPT = Path("build/cache-kept")
"""Where a forger who changes the cache leaves it as it was."""
AUTHORS = {"maintainer": "maintainer@example.org", "Mallory": "mallory@example.org"}
PLAIN = "对比 OpenAI 与 Hugging Face 的开放程度，1000 字左右"
"""Commission of the Chinese brief without attachments."""


def git(folder: Path, *arguments: str, by: str = "maintainer") -> str:
    """Run git in a folder as one of `AUTHORS` and return what it prints."""
    names = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", by), ("EMAIL", AUTHORS[by]))
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | names | alone, check=True, capture_output=True
    )
    return done.stdout.decode("utf-8", "replace")


def command(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command of the program in a folder, in this process, and return its status and all that it prints.

    A status of 3 stands for a traceback, which the command line would end with as well.
    """
    from generator.__main__ import main

    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            status = main(list(arguments))
        except SystemExit as left:
            status = int(left.code or 0)
        except Exception as error:  # a traceback is red, and worth knowing of
            said.write(f"traceback: {type(error).__name__}: {error}")
            status = 3
    return status, said.getvalue()


def make(
    folder: Path, *, only: int | None = None, write: Callable[[str, str], object] | None = None, policy: str = ""
) -> tuple[Path, ...]:
    """Make the repository in an empty folder and return its briefs, as `only` says (0: with PDF and image; 1, 2).

    `write` files the brief of a query under a slug where the extractive writer does not; `policy`: another policy file.
    """
    from importlib.resources import files as resources

    from generator import demo
    from generator.logo import gallery

    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("attachments", "logos"))
    commissions = [*demo.COMMISSIONS.items(), ("degrees-of-openness", PLAIN)]
    for number, (slug, query) in enumerate(commissions):
        if only not in (None, number):
            continue
        attached = []
        if number == 0:
            mark = folder / "corpus" / "logos" / "mark.png"
            mark.parent.mkdir()
            mark.write_bytes(
                gallery.drawn(Path(str(resources("material").joinpath(demo.ICON))).read_bytes(), where=demo.ICON)
            )
            attached = ["--pdf", demo.PDF.as_posix(), "--image", mark.relative_to(folder).as_posix()]
        if write:
            with contextlib.chdir(folder):
                write(query, slug)
            continue
        status, said = command(folder, "brief", "--query", query, "--slug", slug, *attached)
        if status:
            raise RuntimeError(f"the scratch brief {slug} was not made: {said}")
    if policy:
        (folder / "policy.yml").write_text(policy, "utf-8")
    (folder / ".gitignore").write_text("/build/\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "core.symlinks", "true")
    git(folder, "config", "core.autocrlf", "false")
    git(folder, "config", "gc.auto", "0")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Briefs of the sample corpus")
    git(folder, "tag", BASE)
    order = {slug: number for number, (slug, _) in enumerate(commissions)}
    return tuple(sorted((folder / "briefs").glob("*.md"), key=lambda path: order[path.stem[11:]]))


def commit(folder: Path) -> bool:
    """Commit what was changed, by the forger; False where nothing was."""
    git(folder, "add", "-A")
    if not git(folder, "status", "--porcelain"):
        return False
    git(folder, "commit", "-q", "-m", "Small corrections", by="Mallory")
    return True


def restore(folder: Path) -> None:
    """Bring the repository back to its one commit; what is cached in build/ stays."""
    git(folder, "reset", "-q", "--hard", BASE)
    git(folder, "clean", "-fdq")
    if (folder / KEPT).is_dir():
        shutil.rmtree(folder / "build" / "cache", ignore_errors=True)
        (folder / KEPT).rename(folder / "build" / "cache")
