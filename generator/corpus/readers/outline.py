"""Headings that carry no mark: numbering styles and what a short line must look like."""

import re

from generator.language.text import UNIT, count, has_han, sentences

LONGEST = {"zh": 40, "en": 16}
"""Length above which a line without a mark is no heading, 字 and words."""
_CHINESE = "一二三四五六七八九十百零〇两"
_UNITS = (
    "年|月|日|号|时|点|分|秒|周|天|岁|个|人|名|位|家|款|种|项|次|倍|元|美元|万|亿|千|百|余|多|%|％|°|℃|届|场|期|部|篇|条"
    "|GB|MB|KB|TB|kg|km|cm|mm|ms|Hz|million|billion|percent|per cent|years?|months?|days?|hours?|minutes?|seconds?"
)
_NUMBERINGS = (
    (1, re.compile(rf"第\s?[{_CHINESE}\d]+\s?(?:部分|章|篇|编|讲|部|课)(?![{_CHINESE}\d])\s?[：:、.]?\s*")),
    (2, re.compile(rf"第\s?[{_CHINESE}\d]+\s?节\s?[：:、.]?\s*")),
    (1, re.compile(rf"[{_CHINESE}]{{1,3}}\s?[、.．]\s*(?=\S)")),
    (2, re.compile(rf"[（(][{_CHINESE}]{{1,3}}[）)]\s*(?=\S)")),
    (1, re.compile(r"(?:Chapter|Part|Section|Appendix|Annex)\s+(?:\d+|[IVXLC]+|[A-Z])\b[.:]?\s*")),
    (1, re.compile(r"(?=[IVX])(?:X{0,2}(?:IX|IV|V?I{0,3}))[.、]\s+(?=\S)")),
)
_DECIMAL = re.compile(
    rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:[.．、](?!\d)\s*|\s+)(?!(?:{_UNITS})(?![A-Za-z]))(?=[^\W\d_]|[“「《\"(（])"
)
_STANDARD = re.compile(
    r"(?:引\s?言|前\s?言|导\s?言|导\s?论|绪\s?论|序\s?言|背\s?景|概\s?述|摘\s?要|结\s?论|总\s?结|小\s?结|结\s?语|结束语"
    r"|后\s?记|展\s?望|总结与展望|结论与展望|参考文献|参考资料|致\s?谢|附\s?录|目\s?录"
    r"|abstract|introduction|background|overview|summary|conclusions?|discussion|outlook|conclusions? and future work"
    r"|related work|references|bibliography|acknowledge?ments?|appendix|contents)[:：]?",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[。！!；;，,、…：:．]$|(?<!\b[A-Z])\.$|\w[-\u2010]$")
_INNER = re.compile(r"[；;]|，.*，")


def numbered(text: str) -> int | None:
    """Return the depth, from 1, that the numbering of a heading shows, None without numbering.

    Quantities and dates ("3 月 1 日", "40 个") are no numbering.
    """
    match = _DECIMAL.match(text)
    if match:
        return match[1].count(".") + 1
    for depth, pattern in _NUMBERINGS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            return depth
    return None


def standard(text: str) -> bool:
    """Tell whether a line is the usual name of a section: 引言, Conclusion."""
    return _STANDARD.fullmatch(text.strip()) is not None


_RUN_IN = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]? )?(?P<title>(?!(?:Mrs?|Ms|Dr|St|No|Prof|Vs)\.)[A-Z][\w’'&/-]*"
    r"(?:,? (?:[A-Z][\w’'&/-]*|and|or|of|the|to|for|in|by|on|with|from|an?)){0,8})\.\s+(?=[“\"]?[A-Z]|\([a-z\d])"
)


def run_in(text: str) -> str:
    """Return the heading that a paragraph or a numbered clause opens with, in capitals and with a full stop of its own,
    “Term and Termination. This agreement starts …”; "" where it has none."""
    match = _RUN_IN.match(text)
    return match["title"] if match else ""


def could_be_heading(text: str) -> bool:
    """Tell whether a line, standing alone, has the shape of a heading: short, no sentence, not only figures."""
    text = text.strip()
    if not text or not re.search(r"[^\W\d_]", text):
        return False
    tongue = "zh" if has_han(text) else "en"
    if count(text, UNIT[tongue]) > LONGEST[tongue]:
        return False
    number = _DECIMAL.match(text)
    words = text[number.end() :] if number else text
    if _ENDS.search(text) or _INNER.search(text) or len(sentences(words)) > 1:
        return False
    return not re.search(r"https?://|www\.|@\w", text)


def squeezed(text: str) -> str:
    """Return a heading without the spaces that stretch two characters: 摘 要, 引　言."""
    return re.sub(r"^(\w)\s(\w)$", r"\1\2", text) if has_han(text) else text


def level_style(text: str) -> str:
    """Return the name of a heading's numbering style ("decimal2" for 1.2), "" without numbering."""
    match = _DECIMAL.match(text)
    if match:
        return f"decimal{match[1].count('.') + 1}"
    for position, (_, pattern) in enumerate(_NUMBERINGS):
        match = pattern.match(text)
        if match and match.end() < len(text):
            return f"style {position}"
    return ""
