"""The marks of the review's Markdown. All text of others passes through `plain` here, and nothing else makes a link."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import quote as url_quote

SHOWN = 280
"""Characters shown of a sentence or quote."""
SHORT = 60
"""Characters up to which old and new stand side by side."""
SAME = 80
"""Characters shown of what stands unchanged between two changes: half at its start, half at its end."""

Link = Callable[[str, int], str]
"""Turns a path and a line (0 for none) into an address; "" for none."""


def forge_link(base: str) -> Link:
    """Return a function that makes addresses below `base`, as forges have them: BASE/path#L12."""
    root = base.rstrip("/")
    return lambda path, line: f"{root}/{url_quote(path)}" + (f"#L{line}" if line else "")


def linked(words: str, address: str, *, escaped: bool = False) -> str:
    """Return words that lead to an address, or the words alone where that does not lead to the web."""
    shown = words if escaped else plain(words)
    return f"[{shown}](<{address}>)" if re.match(r"https?://[^<>\s]+$", address) else shown


def difference(old: str, new: str) -> str:
    """Return the new text with what went struck out and what came in bold, what is the same cut in its middle."""
    pieces = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(plain(_cut(old[i1:i2]), SHOWN))
            continue
        if old[i1:i2].strip():
            pieces.append(f"<del>{plain(old[i1:i2])}</del>")
        if new[j1:j2].strip():
            pieces.append(f"<ins>{plain(new[j1:j2])}</ins>")
    return "".join(pieces)


def _cut(same: str) -> str:
    return same if len(same) <= SAME else f"{same[: SAME // 2]} … {same[-SAME // 2 :]}"


def became(old: str, new: str, words: Mapping[str, str]) -> list[str]:
    """Return what a text was and is: side by side where both are short, else marked, with the old one below."""
    if max(len(old), len(new)) <= SHORT or not old or not new:
        return [f"{plain(old) or '–'} → {plain(new) or '–'}"]
    return [difference(old, new), f"  - {words['before']}{words['colon']}{plain(old)}"]


def capped(lines: list[str], cap: int, words: Mapping[str, str]) -> list[str]:
    """Return lines, all but `cap` of them as a count."""
    return lines if len(lines) <= cap else [*lines[:cap], f"- {words['more'].format(n=len(lines) - cap)}"]


def folded(head: str, lines: list[str]) -> list[str]:
    """Return lines that open at a click."""
    return ["<details>", f"<summary>{head}</summary>", "", *lines, "", "</details>", ""]


def plain(words: str, most: int = SHOWN) -> str:
    """Return text as Markdown that shows it and nothing else, on one line, cut to `most` characters.

    Every ASCII mark is escaped, so that it makes no markup, HTML or address; a zero-width space after @ and # keeps
    forges from reading mentions and references. A character that is not seen is named.
    """
    seen = "".join(f"⟨U+{ord(c):04X}⟩" if _unseen(c) else c for c in words)
    line = " ".join(seen.split())
    if len(line) > most:
        line = line[: most - 1] + "…"
    if words[:1].isspace() and line:
        line = " " + line
    if words[-1:].isspace() and line.strip():
        line += " "
    line = re.sub(r"([@#])(?=\w)", "\\1\u200b", line)
    return (
        re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cc", "Cs", "Co") and not character.isspace()
