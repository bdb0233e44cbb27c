"""Markup of wikis (MediaWiki) in a plain text: its marks made plain before the reader of plain text sees them.

Links, bold and italic marks, headings between equals signs, lists of stars and number signs; notes, templates, files
and categories are left out. What is inside tables stays as it is.
"""

import re

from generator.corpus.readers.reading import Plain

LEAST = 3
"""Fewest marks (1 or more) by which a text is one of a wiki: two brackets may be anybody's. Set by hand."""
_SIGNS = re.compile(r"\[\[[^\[\]\n]+\]\]|'''[^'\n]+'''|^={2,6}[^=\n]+={2,6}[ \t]*$", re.MULTILINE)
_DEEPEST = 4
"""Templates within templates that are taken out, and links within the words below a picture."""
_DROPPED = (
    ("comment", re.compile(r"<!--(?:(?!<!--)(?s:.))*?-->")),
    ("note", re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>(?:(?!<ref\b)(?s:.))*?</ref>", re.IGNORECASE)),
    *(("template", re.compile(r"\{\{(?:[^{}]|(?<!\{)\{(?!\{)|(?<!\})\}(?!\}))*\}\}")),) * _DEEPEST,
    ("metadata in the text", re.compile(r"\[\[(?:Category|分类|分類)\s*:[^\[\]]*\]\]|__[A-Z]+__", re.IGNORECASE)),
    ("metadata in the text", re.compile(r"^#REDIRECT\b", re.IGNORECASE | re.MULTILINE)),
)
_PICTURE = re.compile(r"\[\[(?:File|Image|文件|图像)\s*:(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_ADDRESS = re.compile(r"\[(?:https?:)?//[^\s\[\]]+(?:[ \t]+([^\[\]\n]+))?\]")
_EMPHASIS = re.compile(r"'{2,5}")
_TAG = re.compile(r"</?(?:p|br|h[1-6]|div|span|small|big|center|i|b|u|em|strong|blockquote|nowiki)\b[^<>\n]*>", re.I)
_HEADING = re.compile(r"^[ \t]*(={2,6})[ \t]*([^=\n]+?)[ \t]*\1[ \t]*$", re.MULTILINE)
_MARK = re.compile(r"^([*#:;]+)[ \t]*(?=\S)", re.MULTILINE)


def is_one(text: str) -> bool:
    """Tell whether a text holds enough marks of a wiki to be read as one."""
    return sum(1 for _, _ in zip(_SIGNS.finditer(text), range(LEAST), strict=False)) == LEAST


def plain(text: str) -> Plain:
    """Return a text of a wiki without its marks, and what was left out."""
    found = Plain("")
    for reason, pattern in (*_DROPPED, ("picture", _PICTURE)):
        found.dropped += [(reason, match[0]) for match in pattern.finditer(text)]
        text = pattern.sub("", text)
    text = _MARK.sub(_marked, text)  # before headings get theirs
    text = _HEADING.sub(lambda match: f"\n{'#' * len(match[1])} {match[2]}\n", _TAG.sub("", text))
    text = _ADDRESS.sub(lambda match: match[1] or "", _LINK.sub(r"\1", text))
    found.text = _EMPHASIS.sub("", text)
    return found


def _marked(match: re.Match[str]) -> str:
    """Return the mark of a list as a plain text has it; what is only indented has none."""
    marks = match[1]
    if marks[-1] in ":;":
        return ""
    return "  " * (len(marks) - 1) + ("* " if marks[-1] == "*" else "1. ")
