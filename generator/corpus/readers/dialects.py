"""Dialects of Markdown: what one program shows and CommonMark does not know, made plain before the parser sees it.

Here what stands inside a line or says itself where it ends: comments, links of wikis, editorial marks, formulas, ids.
`containers` does the same for blocks. Both leave code alone. A formula keeps its TeX, escaped, so that no mark in it is
taken for emphasis: a sentence with one is whole or unusable, never cut in two.
"""

import re
from collections.abc import Iterator

from generator.corpus.readers.reading import Plain

_ATTRIBUTE = r"(?:[#.][^\s{}#.]+|-(?=[\s}]))"
_FURTHER = rf"(?:[ \t]*(?:{_ATTRIBUTE}|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}}\"']+)))*[ \t]*\}}"
_ATTRIBUTES = rf"(?:\{{:?[ \t]*{_ATTRIBUTE}{_FURTHER}|\{{:[^}}\n]*\}}|(?<=[\])`])\{{(?=[^}}\n]*=){_FURTHER})"
_ANY = r"(?:(?!\n[ \t]*\n)(?s:.))+?"
"""What a mark may span: anything but an empty line."""
_MARKS = re.compile(
    rf"""
    (?P<code> ^[ \t>]*(?P<fence>`{{3,}}(?=[^`\n]*\n)|~{{3,}})(?P<info>.*)\n
                (?P<inner>(?:.*\n)*?)[ \t>]*(?P=fence)[`~]*[ \t]*$
            | ^[ \t>]*(?:`{{3,}}(?=[^`\n]*\n)|~{{3,}})(?s:.)*\Z
            | (?<![\\`])(?P<ticks>`+)(?!`){_ANY}(?<!`)(?P=ticks)(?!`) )
  | (?P<comment> <!--(?:-?>|(?s:.)*?(?:-->|\Z)) | (?<![\d%])%%(?!%)(?s:.)+?%% | ^[ \t]*%%(?!%).*$
            | \{{>>(?s:.)*?<<\}} | \{{--(?s:.)*?--\}} | \{{/\*(?s:.)*?\*/\}} | \{{\#\s(?s:.)*?\s\#\}}
            | (?<=\n\n)%[ \t].*(?=\n\n|\n?\Z)
            | \{{%-?\s*comment\s(?s:.)*?\{{%-?\s*endcomment\s*-?%\}}
            | \{{\{{[<%]\s*comment\s*[>%]\}}\}}(?s:.)*?\{{\{{[<%]\s*/\s*comment\s*[>%]\}}\}} )
  | (?P<include> ^[ \t]*(?:-+8<-+.*|\{{!.*!\}}|!include\b.*|<<<[ \t]*@?/.*|@import[ \t]".*|@\[toc\].*
            |(?i:\[toc\]|\[\[_?toc_?\]\])
            |:::(?:image|video|code)\b.*:::|\[!(?:INCLUDE|VIDEO|code\S*)[ \t].*\])[ \t]*$ | !\[\[[^\]\n]*\]\] )
  | (?P<shortcode> ^[ \t]*\{{\{{[<%](?![ \t]*/?[ \t]*highlight\b)(?:(?!\}}\}})(?s:.))*\}}\}}[ \t]*$
            | ^[ \t]*\{{%(?!-?\s*(?:end)?highlight\b)(?:(?!%\}})(?s:.))*%\}}[ \t]*$
            | ^[ \t]*\{{\{{(?![<%])(?:(?!\}}\}}).)*\}}\}}[ \t]*$ | \{{%-?[ \t]*(?:end)?raw[ \t]*-?%\}}
            | \{{\{{(?P<brace>[<%])[ \t]*(?!highlight\b)(?P<called>[\w-]+)[^{{}}\n]*[>%]\}}\}}
              (?=[^\n]*\{{\{{[<%][ \t]*/[ \t]*(?P=called)\b)
            | \{{\{{[<%][ \t]*/[ \t]*(?!highlight\b)[\w-]+[ \t]*[>%]\}}\}}
            | (?<=\]\()\{{\{{[<%][^{{}}\n]*[>%]\}}\}}(?=\)) )
  | (?P<changed> \{{~~(?P<old>(?s:.)*?)~>(?P<new>(?s:.)*?)~~\}} )
  | (?P<kept> \{{\+\+(?P<added>(?s:.)*?)\+\+\}} | \{{==(?P<lit>(?s:.)*?)==\}}
            | (?<!=)==(?=[^\s=])(?P<marked>[^=\n]+?)(?<=\S)==(?!=)
            | \^\^(?=\S)(?P<inserted>[^\^\n]+?)\^\^ | (?<![\]!\\])\[(?P<span>[^\]\[\n]+)\]{_ATTRIBUTES} )
  | (?P<math> (?<!\\)\$\${_ANY}\$\$ | (?<!\\)\\\[(?=[^\]]*[\\^_=]){_ANY}\\\] | (?<!\\)\\\((?=[^)]*[\\^_=]){_ANY}\\\)
            | (?<![\\$\w])\$(?=[^\s$])(?:[^$\n\\]|\\.)+?(?<=[^\s\\])\$(?![\d$]) )
  | (?P<wiki> \[\[(?P<target>[^\]\[|\\\n]+)(?:\\?\|(?P<words>[^\]\n]*))?\]\](?!\() )
  | (?P<cited> [ \t]?\[(?:[^\]\[\n]*[ ;])?-?@[\w:.\#$%&+?<>~/-]+[^\]\[\n]*\](?![(\[]) )
  | (?P<permalink> [ \t]*\[[¶§🔗\#]\]\([^)\n]*\) | [ \t]*¶[ \t]*$ )
  | (?P<note> \^\[(?P<noted>[^\]\n]+)\] )
  | (?P<id> [ \t]*{_ATTRIBUTES} | (?:^|[ \t])\^(?=[\d-]*[A-Za-z])[A-Za-z0-9-]+[ \t]*$
            | (?<=\S[ \t]):[a-z][a-z0-9_+-]*:(?!\S)
            | :(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:[ \t]? )
  | (?P<label> ^\([A-Za-z][\w:.-]*\)=[ \t]*$
            | ^[ \t]*(?:[-*+][ \t]+)?\w[\w -]{{0,30}}::[ \t].*$ | ^\*\[[^\]\n]+\]:[ \t].*$
            | ^[ \t]*\#[^\s\#]+(?:[ \t]+\#[^\s\#]+)+[ \t]*$ | ^[ \t]*\#[a-z][\w-]*(?:/[\w-]+)*[ \t]*$
            | ^import[ \t]+(?:.*\bfrom[ \t]+)?["'][^"'\n]+["'];?[ \t]*$
            | ^export[ \t]+(?:const|let|var|default|function|async)\b.*(?:\n(?=.*\S).*)* )
    """,
    re.VERBOSE | re.MULTILINE,
)
_REASONS = {
    "comment": "comment",
    "include": "embedded file",
    "shortcode": "shortcode",
    "label": "metadata in the text",
}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> Plain:
    """Return a text without the marks of its dialect that stand inside lines."""
    found = Plain("")
    found.text = "".join(_pieces(text.replace("\r\n", "\n"), found))
    return found


def _pieces(text: str, found: Plain) -> Iterator[str]:
    position = 0
    for match in _MARKS.finditer(text):
        yield text[position : match.start()]
        yield _replacement(match, found)
        position = match.end()
    yield text[position:]


def _replacement(match: re.Match[str], found: Plain) -> str:
    kind = next(name for name in _KINDS if match[name] is not None)
    whole = match[0]
    if kind == "code":
        if not (match["info"] or "").lstrip().startswith("{"):
            return whole
        start, end = (place - match.start() for place in match.span("inner"))
        return whole[:start] + "".join(_pieces(match["inner"], found)) + whole[end:]  # a directive may hold text
    if kind in _REASONS:
        found.dropped.append((_REASONS[kind], whole))
        return ""
    if kind == "changed":
        found.dropped.append(("struck out", match["old"]))
        return "".join(_pieces(match["new"], found))
    if kind == "kept":
        inner = next(match[name] for name in ("added", "lit", "marked", "inserted", "span") if match[name] is not None)
        return "".join(_pieces(inner, found))
    if kind == "math":
        return _PUNCTUATION.sub(r"\\\1", " ".join(whole.split()))
    if kind == "wiki":
        return _link(match)
    if kind == "note":
        found.notes.append(match["noted"])
    return ""


_KINDS = (
    "code", "comment", "include", "shortcode", "changed", "kept", "math", "wiki", "cited", "permalink", "note", "id",
    "label",
)  # fmt: skip


def _link(match: re.Match[str]) -> str:
    target = match["target"].strip()
    if target.isdigit():
        return match[0]  # a number in two brackets is the mark of a note
    name = target.lstrip("#^").split("#")[0].strip() or target
    words = (match["words"] or "").strip() or name
    return f"[{words}](<{_PUNCTUATION.sub('', name)}>)"
