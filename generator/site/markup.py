"""Where text becomes markup: the only place that escapes.

Generated pages use a small subset of Markdown on which Python-Markdown and CommonMark agree: front matter,
`#` headings with an explicit id, and HTML blocks without a blank line inside. Whatever comes from a corpus, a
commission, an image or a model stands only inside these, escaped, and is never parsed.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from generator.language.text import within_quotes

# Control characters (STX and ETX are Python-Markdown's placeholders), direction overrides, surrogates.
_UNSAFE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e"
                     "\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]")  # fmt: skip
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
LONGEST_WORD = 20
"""Characters that are given up at the end of a text that is cut, for the sake of a whole word."""
LONGEST_SUMMARY = 160
"""Characters of a page description."""
LONGEST_HEADING = 200
"""Characters of a heading or page title; the rest is cut, since a long run of marks takes Markdown seconds."""


def clean(value: object) -> str:
    """Return `value` as text on one line, without control characters and direction overrides."""
    return " ".join(_UNSAFE.sub("", str(value)).split())


def quoted(value: object) -> str:
    """Return `value` as `clean` does, to stand between quotation marks: those within it are single ones."""
    return within_quotes(clean(value))


def cut(value: object, limit: int) -> str:
    """Return `value` on one line, at most `limit` characters, cut between words where there are any nearby."""
    text = clean(value)
    if len(text) <= limit:
        return text
    kept, following = text[: limit - 1], text[limit - 1]
    between = kept.rfind(" ", max(0, limit - LONGEST_WORD))
    inside = kept[-1].isascii() and kept[-1].isalnum() and following.isascii() and following.isalnum()
    return (kept[:between] if inside and between > 0 else kept).rstrip(" ,;，；") + "…"


def whole_words(text: str, at: int, *, back: bool = False) -> int:
    """Return a place in `text` near `at` that cuts no Latin word: behind the one that it lies in, or before it."""
    for _ in range(LONGEST_WORD):
        if not 0 < at < len(text) or not (_latin(text[at - 1]) and _latin(text[at])):
            break
        at += -1 if back else 1
    return at


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum() or character in "'’-"


def esc(value: object) -> str:
    """Return `value` as HTML text or attribute value; braces too, so that no template language sees them."""
    return _escaped(str(value))


@lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> str:
    text = html.escape(clean(text), quote=True)
    return text.replace("{", "&#123;").replace("}", "&#125;")


def esc_part(text: str) -> str:
    """Escape a piece of a line and keep the single space at either end; between two marks it is all there is."""
    if text.isspace():
        return " "
    inner = esc(text)
    before = " " if text[:1].isspace() and inner else ""
    after = " " if text[-1:].isspace() and inner else ""
    return before + inner + after


def esc_lines(value: object) -> str:
    """Return text of several lines as HTML, each line end a <br>."""
    lines = str(value).replace("\r\n", "\n").strip().split("\n")
    return "<br>".join(esc(line) for line in lines)


def esc_code(value: str) -> str:
    """Return `value` for <pre>: spaces kept, line ends as character references (no blank line in a block)."""
    text = html.escape(_UNSAFE.sub("", value.replace("\t", "    ")), quote=True)
    return text.replace("{", "&#123;").replace("}", "&#125;").replace("\n", "&#10;")


def plain(value: object) -> str:
    """Return `value` as Markdown inline text: every ASCII mark a character reference."""
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", clean(value))


def heading(level: int, text: object, anchor: str, *, classes: str = "") -> str:
    """Return a Markdown heading with an explicit id; `anchor` is made by us, never taken from outside."""
    mark = f" .{classes}" if classes else ""
    return f"{'#' * level} {plain(cut(text, LONGEST_HEADING)) or '&#8203;'} {{ #{anchor}{mark} }}"


def front_matter(title: object, description: object, language: str, **extra: Any) -> str:
    """Return YAML front matter; title and description escaped, since the theme inserts them as they are.

    What is empty of `extra` is left out.
    """
    shown = {"title": esc(cut(title, LONGEST_HEADING)), "description": esc(cut(description, LONGEST_SUMMARY))}
    values = {**shown, "language": language, **{key: value for key, value in extra.items() if value}}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def page(front: str, parts: Iterable[str]) -> str:
    """Join the parts of a page with blank lines, so that each is a block of its own."""
    return "\n\n".join([front, *(part for part in parts if part)]) + "\n"


def block(tag: str, classes: str, *inner: str, **attributes: str) -> str:
    """Return an HTML block; `inner` is markup already, attribute values are escaped here."""
    opened = f'{tag} class="{classes}"' if classes else tag
    for name, value in attributes.items():
        opened += f' {name.replace("_", "-")}="{esc(value)}"'
    return f"<{opened}>{''.join(inner)}</{tag}>"


def relative(page_path: str, target: str, anchor: str = "") -> str:
    """Return the link from one staged page ("briefs/a.md") to another ("corpus/b.md"), as served."""
    fragment = f"#{quote(anchor)}" if anchor else ""
    if page_path == target and anchor:
        return fragment
    folder = page_path[: page_path.rfind("/") + 1]
    served = _served(target)
    if served.startswith(folder):
        return served[len(folder) :] + fragment
    return "../" * folder.count("/") + served + fragment


@lru_cache(maxsize=1 << 14)
def _served(target: str) -> str:
    return quote(target.removesuffix(".md") + ".html" if target.endswith(".md") else target)


def link(href: str, label: str, classes: str = "", **attributes: str) -> str:
    """Return a link inside the site; `label` is markup already."""
    return block("a", classes, label, href=href, **attributes)


def outside(url: object, label: str | None = None) -> str:
    """Return a link to an http(s) address, or the bare escaped text for any other scheme."""
    text = clean(url)
    try:
        parts = urlsplit(text)
    except ValueError:
        return esc(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in text:
        return esc(text)
    return block("a", "outside", esc(label or text), href=text, rel="noopener noreferrer nofollow")


def definitions(rows: Iterable[tuple[str, str]]) -> str:
    """Return a definition list of (label, markup); rows without a value are left out."""
    return block("dl", "facts", *(f"<div><dt>{esc(name)}</dt><dd>{value}</dd></div>" for name, value in rows if value))


def facts(parts: Iterable[str]) -> str:
    """Return pieces of markup with dots between them, none of which breaks over two lines where it can be helped."""
    return "&#160;· ".join(f'<span class="nb">{part}</span>' for part in parts if part)


def bullets(items: Iterable[str], classes: str = "") -> str:
    """Return a list of markup items, "" when there is none."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return block("ul", classes, listed) if listed else ""


def details(summary: str, *inner: str, classes: str = "") -> str:
    """Return a part that opens on a click; `summary` and `inner` are markup already."""
    classed = f' class="{classes}"' if classes else ""
    return f"<details{classed}><summary>{summary}</summary>{''.join(inner)}</details>"


def bar(share: float, mark: float | None = None) -> str:
    """Return a bar as SVG, decoration only: the figure stands beside it as text. `share`, `mark`: 0 to 1."""
    width = round(100 * min(1.0, max(0.0, share)), 1)
    line = ""
    if mark is not None:
        at = round(100 * min(1.0, max(0.0, mark)), 1)
        line = f'<line x1="{at}" y1="0" x2="{at}" y2="8" class="bar-mark"/>'
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-ground" width="100" height="8"/>'
        f'<rect class="bar-value" width="{width}" height="8"/>'
        f"{line}</svg>"
    )


def mapping(value: Any) -> Mapping[str, Any]:
    """Return `value` if it is a mapping, else an empty one: front matter is edited by hand."""
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> tuple[Any, ...]:
    """Return `value` as a tuple if it is a list, else () for nothing and (value,) for anything else."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return () if value in (None, "", {}) else (value,)
