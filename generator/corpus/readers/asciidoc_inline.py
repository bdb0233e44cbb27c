"""Marks inside a line of AsciiDoc: what they show, and what they leave out."""

import re

from generator.corpus.readers.reading import Plain
from generator.language import notes

_MARKS = re.compile(
    r"""
    (?P<comment> ^//(?!/).*$ )
  | (?P<pass> (?:pass:[a-z,]*\[(?P<passed>[^\]]*)\])
            | (?<![\w+])\+{1,3}(?=\S)(?P<plus>[^+\n]+?)(?<=\S)\+{1,3}(?![\w+]) )
  | (?P<math> (?:stem|latexmath|asciimath):\[(?P<tex>(?:[^\]\\]|\\.)*)\] )
  | (?P<note> \s?footnote(?:ref)?:[\w-]*\[(?P<noted>(?:[^\[\]]|\[[^\]]*\])*)\] )
  | (?P<image> (?:image|icon|video|audio|anchor|indexterm):[^\s\[\]:]*\[[^\]]*\]
            | \[\[[^\]\n]*\]\] | \(\(\([^)\n]*\)\)\) )
  | (?P<index> \(\((?P<indexed>[^()\n]+)\)\) )
  | (?P<struck> \[\.?(?:line-through|strike|del|strikethrough)[^\]\n]*\](?P<hash>\#{1,2})(?P<gone>.+?)(?P=hash) )
  | (?P<link> (?:(?:link|xref|mailto):[^\s\[\]]*|(?:https?|ftp)://[^\s\[\]<>]+)\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\] )
  | (?P<cross> <<(?P<id>[^<>,\n]+)(?:,\s*(?P<said>[^<>\n]+))?>> )
  | (?P<ui> (?:kbd|btn|menu):(?P<menu>[^\[\]\s]*)\[(?P<keys>[^\]]*)\] )
  | (?P<quoted> "`(?P<double>[^`]+)`" | '`(?P<single>[^`]+)`' )
  | (?P<raised> \^(?P<above>[^\s^]{1,30})\^ )
  | (?P<lowered> (?<![~\w/])~(?P<below>[^\s~]{1,30})~(?!~) | (?<=\w)~(?P<index_>[^\s~/]{1,12})~ )
  | (?P<role> (?:\[[^\]\n]*\])?(?P<set>\*\*|__|``|\#\#|\*|_|`|\#)(?=\S)(?P<inner>[^\n]*?\S)(?P=set) )
  | (?P<attribute> \{(?P<name>[\w-]+)\} )
  | (?P<break> [ \t]\+$ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_KNOWN = {"nbsp": " ", "empty": "", "sp": " ", "zwsp": "", "wj": "", "apos": "'", "quot": '"', "lt": "<", "gt": ">",
          "amp": "&", "plus": "+", "asterisk": "*", "vbar": "|", "startsb": "[", "endsb": "]", "caret": "^",
          "tilde": "~", "backslash": "\\", "backtick": "`", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
          "deg": "°", "cpp": "C++", "pp": "++"}  # fmt: skip


def plain(text: str, attributes: dict[str, str]) -> Plain:
    """Return what a text shows; `attributes` are the values that the document gives to names."""
    found = Plain("")
    found.text = _shown(text, attributes, found, 0)
    return found


def _shown(text: str, attributes: dict[str, str], found: Plain, depth: int) -> str:
    def replacement(match: re.Match[str]) -> str:
        kind = (
            match.lastgroup if match.lastgroup in _KINDS else next(name for name in _KINDS if match[name] is not None)
        )
        inside = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if kind == "role" and len(match["set"]) == 1 and any(side.isalnum() or side == "_" for side in inside):
            return match[0]  # a mark inside a word is none
        shown = _KINDS[kind](match, attributes, found)
        return _shown(shown, attributes, found, depth + 1) if kind in _DEEPER and depth < 5 else shown

    return _MARKS.sub(replacement, text)


def _note(match: re.Match[str], attributes: dict[str, str], found: Plain) -> str:
    if match["noted"].strip():
        found.notes.append(plain(match["noted"], attributes).text)
    return ""


def _struck(match: re.Match[str], attributes: dict[str, str], found: Plain) -> str:
    found.dropped.append(("struck out", match["gone"]))
    return ""


def _link(match: re.Match[str], attributes: dict[str, str], found: Plain) -> str:
    words = re.sub(r",?\s*(?:window|role|opts|title)=.*$", "", match["words"]).rstrip("^").strip('" ')
    return words or re.sub(r"^(?:link|xref|mailto):", "", match[0].partition("[")[0])


def _attribute(match: re.Match[str], attributes: dict[str, str], found: Plain) -> str:
    return attributes.get(match["name"], _KNOWN.get(match["name"], match[0]))


_KINDS = {
    "comment": lambda match, attributes, found: "",
    "pass": lambda match, attributes, found: match["passed"] or match["plus"] or "",
    "math": lambda match, attributes, found: f"${match['tex']}$",
    "note": _note,
    "image": lambda match, attributes, found: "",
    "index": lambda match, attributes, found: match["indexed"],
    "struck": _struck,
    "link": _link,
    "cross": lambda match, attributes, found: match["said"] or match["id"].lstrip("#").replace("_", " ").strip(),
    "ui": lambda match, attributes, found: " > ".join(filter(None, (match["menu"], match["keys"]))),
    "quoted": lambda match, attributes, found: f"“{match['double']}”" if match["double"] else f"‘{match['single']}’",
    "raised": lambda match, attributes, found: notes.superscript(
        match["above"], match.string[max(0, match.start() - 60) : match.start()]
    ),
    "lowered": lambda match, attributes, found: notes.lower(match["below"] or match["index_"]),
    "role": lambda match, attributes, found: match["inner"],
    "attribute": _attribute,
    "break": lambda match, attributes, found: "",
}
_DEEPER = ("index", "link", "quoted", "role")
