"""Whether a commission wants what it comes to at the end: 最后给一句明白话, “end with a recommendation”."""

import re

from generator.commission.phrases import one_line

LONGEST = 120
"""Most characters (1 or more) of the words that ask for it."""
_ENDS = re.compile(r"[,，。;；！？!?\n]|\.(?!\w)|就行|即可")
_WHAT_ZH = "明白话|大白话|实话|一句话|结论|建议|总结|小结|判断|看法|要点|答案"
_WHAT_EN = (
    r"(?:plain |short |single |one[- ])?(?:sentences?|words?|lines?|conclusions?|recommendations?|findings?|verdict|"
    r"takeaways?|answer|judge?ment|advice|bottom line|summary|choice)"
)
_TELLS_ZH = r"(?:说|讲|写|点)(?:清楚|明白|明)|[说讲](?:一下|一句|一说)?|告诉|总结|归纳|概括|回答"
_WHICH_ZH = r"哪[一种个款类方边家者]|谁|什么样的|什么人|怎么[选挑办]|如何选|是否|该不该|适合"
_WHICH_EN = r"which|who(?:m|se)?|whether|what to"
_LAST = re.compile(
    rf"(?:最后|末尾|结尾|文末|最末|收尾)[^。；！？\n]{{0,12}}?(?:{_WHAT_ZH})|"
    rf"(?:最后|末尾|结尾|文末|最末|收尾)[^。；！？\n]{{0,12}}?(?:{_TELLS_ZH})[^。；！？\n]{{0,12}}?(?:{_WHICH_ZH})|"
    rf"(?:{_WHAT_ZH})(?:都|要|请)?(?:放|写|留)[在到]?(?:最后|末尾|结尾|文末)|"
    rf"\b(?:end|close|finish|conclude) (?:it |this |the \w+ )?(?:with|by|on|in)\b[^.;!?\n]{{0,40}}?\b{_WHAT_EN}\b|"
    rf"\b(?:end|close|finish|conclude) (?:it |this |the (?!section|list|part|table)\w+ )?(?:with|by|on|in)\b"
    rf"[^.;!?\n]{{0,40}}?\b(?:{_WHICH_EN})\b|"
    rf"\b(?:finally|lastly|at the (?:very )?end),? [^.;!?\n]{{0,40}}?\b{_WHAT_EN}\b|"
    rf"\b(?:closing|concluding|final|last) (?:paragraphs?|lines?|words?|sections?)\b"
    rf"[^.;!?\n]{{0,40}}?\b{_WHAT_EN}\b|"
    rf"\b{_WHAT_EN} (?:\w+ )?(?:last|at the (?:very )?end)\b",
    re.I,
)
_FIRST = re.compile(
    rf"(?:开头|开篇|先|首先)[^，,。；！？\n]{{0,6}}?(?:{_WHAT_ZH})|"
    rf"\b(?:start|begin|open) (?:it |this |the \w+ )?(?:with|by)\b[^.,;!?\n]{{0,40}}?\b{_WHAT_EN}\b|"
    rf"\b{_WHAT_EN} (?:\w+ )?(?:first|up front|at the top)\b",
    re.I,
)


def asked(query: str) -> str:
    """Return the words by which a commission asks for its findings, or a plain word on the choice, at the end and not
    at the top; "" where it does not."""
    found = _LAST.search(query)
    if found is None or _FIRST.search(query):
        return ""
    end = _ENDS.search(query, found.end())
    return one_line(query[found.start() : end.start() if end else len(query)])[:LONGEST].rstrip()


def closes(key: str, words: str) -> bool:
    """Tell whether an instruction asks for what all comes to at the end: judgement, which no source makes and the model
    writer does."""
    return key == "closing" or bool(asked(words))
