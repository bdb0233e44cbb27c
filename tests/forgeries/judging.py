"""What the program says of each forgery: `check`, and `review --base`, on a copy that holds nothing else."""

import difflib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.forgeries import repository
from tests.forgeries.pair import Forgery

CODE = re.compile(r": (?:error|warning) ([a-z-]+): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One forgery on one brief."""

    forgery: Forgery
    brief: str
    """Stem of the brief."""
    red: bool
    """True when `check` ends with another status than 0."""
    codes: tuple[str, ...]
    """Rules that it broke, or "traceback" or "refused" (a line that says what cannot be read)."""
    shown: bool
    """True when the review names an error, or some of the words that changed."""


def judged(folder: Path, brief: Path, forgeries: Iterable[Forgery], *, review: bool = True) -> Iterator[Verdict]:
    """Apply each forgery to a fresh copy and yield what the commands say; those that find nothing are left out."""
    neutral = _neutral(folder, brief) if review else frozenset()
    for forgery in forgeries:
        repository.restore(folder)
        if not forgery.edit(folder, brief):
            continue
        changed = _changed(folder) if review else ()
        repository.commit(folder)
        status, said = repository.command(folder, "check")
        shown = review and _shown(repository.command(folder, "review", "--base", repository.BASE), neutral, changed)
        yield Verdict(forgery=forgery, brief=brief.stem[11:], red=status != 0, codes=_codes(status, said), shown=shown)
    repository.restore(folder)


def _codes(status: int, said: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(CODE.findall(said)))
    return found or (("traceback",) if status == 3 else ("refused",) if status else ())


def _neutral(folder: Path, brief: Path) -> frozenset[str]:
    """Return the lines of a review that shows nothing: of a brief with a blank line more, and of no change at all."""
    repository.restore(folder)
    lines = set(repository.command(folder, "review", "--base", repository.BASE)[1].split("\n"))
    brief.write_bytes(brief.read_bytes() + b"\n")
    lines |= set(repository.command(folder, "review", "--base", repository.BASE)[1].split("\n"))
    return frozenset(lines)


def _bare(words: str) -> str:
    """Return the letters and digits of a line, by which Markdown of the review and text of a file are compared."""
    return "".join(character for character in words if character.isalnum())


def _changed(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return (old, new) of the pieces of lines that the forgery changed, "" for what was not there."""
    diff = repository.git(folder, "add", "-A", "-N") or repository.git(
        folder, "-c", "core.quotepath=off", "diff", "--no-color", "--no-renames", "-U0", repository.BASE
    )
    found, old, new = [], [], []
    for line in [*diff.split("\n"), "@@"]:
        if line.startswith("-") and not line.startswith("---"):
            old.append(line[1:])
        elif line.startswith("+") and not line.startswith("+++"):
            new.append(line[1:])
        elif line.startswith(("@@", "diff")):
            found += _pieces(old, new)
            old, new = [], []
            if line.startswith("diff"):
                found.append(("", Path(line.rpartition(" b/")[2]).name))
    return tuple(dict.fromkeys(found))


def _pieces(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(old), len(new))):
        a, b = old[at] if at < len(old) else "", new[at] if at < len(new) else ""
        if re.match(r"\s*(?:- )?(?:\w*sha256|generated|id|start|end|'?\d+'?|counted|of|brief):", b or a):
            continue
        a, b = (re.sub(r"^\s*(?:- )?[a-z_]+: ", "", line) for line in (a, b))
        yield _citeless(a), _citeless(b)


def _citeless(line: str) -> str:
    return re.split(r"\[(?:long_context|文档|document|图片|image)[:：]", line)[0].strip(" '\"")


def _shown(reviewed: tuple[int, str], neutral: frozenset[str], changed: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether the review holds, beside what it says anyway, an error or the words that changed."""
    status, page = reviewed
    told = [line for line in page.split("\n") if line not in neutral]
    if status or any(re.match(r"- \[ \] .*`[a-z-]+`", line) for line in told):
        return True
    bare = [_bare(html.unescape(line)) for line in told]
    return any(_held(old, new, bare) for old, new in changed)


def _held(old: str, new: str, told: list[str]) -> bool:
    one, two = _bare(old), _bare(new)
    for words, other in ((two, one), (one, two)):
        if len(words) >= 12 and any(words[:200] in line for line in told):
            return True
        if words and other and len(words) < 12 and any(words in line and other in line for line in told):
            return True
    return len(one) >= 4 and len(two) >= 4 and _difference(one, two, told)


def _difference(one: str, two: str, told: list[str]) -> bool:
    """Tell whether the place where two lines differ is told, with what stands around it."""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag != "equal":
            around = two[max(0, c - 8) : d + 8] if d > c else one[max(0, a - 8) : b + 8]
            if len(around) >= 8 and any(around in line for line in told):
                return True
    return False
