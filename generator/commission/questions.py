"""The questions that a commission asks, each of which a section answers."""

import re
from itertools import islice

from generator.commission import points
from generator.commission.candidates import ASKS
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, Found, trim
from generator.commission.subject import Subject, names_of
from generator.language import tokens
from generator.language.text import has_han

_QUESTION = re.compile(r"(?:^|(?<=[.。!?;\n:]))(?P<x>[^.。!?;:\n]{4,200})\?", re.MULTILINE)
_AT = re.compile(r" (?:at|in|on|for|of|by|with|from|under)(?: the)? $", re.IGNORECASE)
_LED = re.compile(
    r"(?:^|\s)(?:at|in|on|for|of|by|with|from|under|between|to|the|an?|is|are|does|do)\s*$|[用选对在和与把从]$",
    re.IGNORECASE,
)
"""What leads to the name of a side."""
_WISH = re.compile(
    r"(?:please )?(?:can|could|would|will) (?:you|u)\b|"
    r"(?:(?:可不)?可以|可否|能否|能不?能?|方便|麻烦)(?:请|麻烦)?[你您]?(?:们)?(?=[帮给替写做整出])",
    re.IGNORECASE,
)
"""What opens a question that only asks for a text: 可以帮我写一份说明吗."""
_ASKS_POLITELY = re.compile(
    "(?:你好|您好|请问|想问|问)(?:一?下)?,? ?|what (?:i|we) (?:\\w+ )?(?:need|want|wish|would like) to \\w+ is ",
    re.IGNORECASE,
)
"""What opens a question and is none of it."""
_WITHIN = ("的", "里", "中")
MOST_QUESTIONS = 5
"""Questions that get a section of their own."""


def find(hidden: str, subjects: tuple[Found[Subject], ...]) -> list[Found[str]]:
    """Return the questions that are asked, each but for a subject at its end: "Which gates close at night (at Alder)?";
    what asks nothing but what the subjects are is none. Of a comparison it is what stands before the first that it
    names: "What is expected (of a senior programmer compared with a junior one)?"."""
    named = set(tokens.content_tokens(" ".join(names_of(subjects))))
    sides = {one.start for one in subjects}
    found = []
    for start, end in _asked(hidden):
        start = polite.end() if (polite := _ASKS_POLITELY.match(hidden, start, end)) else start
        inside = [one for one in subjects if start <= one.start < end]
        if len(subjects) > 1 and inside:
            last = inside[-1].end
            if hidden[last : last + 1] in (",", ":"):  # A 和 B，多少钱？
                start, end = trim(hidden, last, end)
            elif has_han(hidden[start:end]):
                continue  # what stands before Chinese names says which are meant: 2021年的《…》
            else:
                start, end = trim(hidden, start, inside[0].start)
            while lead := _LED.search(hidden, start, end):
                end = lead.start()
        for one in subjects:
            if one.end == end and (lead := _AT.search(hidden[start : one.start])):
                end = start + lead.start()
            elif one.start == start and has_han(hidden[start:end]) and _ends_word(hidden[start:end], one.end - start):
                after = hidden[one.end : one.end + 1]
                start = one.end + (after in _WITHIN or after == "," or one.end + 1 in sides)
                start, end = trim(hidden, start, end)
        words = hidden[start:end]
        if (wish := _WISH.match(words)) and not ASKS.search(words[wish.end() :].rstrip("吗么")):
            continue
        if HIDDEN not in words and not points.asks_nothing(words) and set(tokens.content_tokens(words)) - named:
            found.append(Found(value=words, start=start, end=end))
    return found


def _ends_word(words: str, place: int) -> bool:
    """Tell whether a word of the dictionary ends there: none does behind 颱風 of 颱風天."""
    return any(end == place for _, end in tokens.word_spans(words))


def _asked(hidden: str) -> list[Span]:
    """Return where the questions stand: up to their marks, and where there are several without one too; two that “and”
    or a comma joins are two."""
    marked = [match.span("x") for match in islice(_QUESTION.finditer(hidden), MOST_QUESTIONS)]
    bare = [match.span("x") for match in islice(_UNMARKED.finditer(hidden), MOST_QUESTIONS)]
    bare = [
        span
        for span in bare
        if (ASKS.search(words := hidden[slice(*span)].strip()) or _TOLD.match(words))
        and not points.tells_or_demands(words)
        and not any(a < span[1] and span[0] < b for a, b in marked)
    ]
    bare = [(a, shown.start() if (shown := _SHOWN.search(hidden, a, b)) else b) for a, b in bare]
    parted = [part for span in sorted((*marked, *bare)) for part in _apart(hidden, *span)]
    if len(parted) == 1 and not marked:
        return []
    return [trim(hidden, *span) for span in parted][:MOST_QUESTIONS]


def _apart(hidden: str, start: int, end: int) -> list[Span]:
    """Return the questions that stand in one sentence."""
    found = []
    whole = start, end
    if told := _TOLD.match(hidden, start, end):
        start = told.end()
    for joint in _FURTHER.finditer(hidden, start, end):
        first = hidden[start : joint.start()].strip()
        inner = not joint["wh"] or re.search(rf" {joint['wh']}\b", first[1:], re.IGNORECASE) is None
        joined = not joint[0].startswith(",") or " " in joint[0]
        if not joined and not (has_han(first) and ASKS.search(hidden[joint.end() : end])):
            continue
        if (ASKS.search(first) or told) and inner and not (has_han(first) and points.tells_or_demands(first)):
            found.append((start, joint.start()))
            start = joint.end()
    parts = [*found, (start, end)] if found else [whole]
    return [(a, polite.start() if (polite := _PLEASE.search(hidden, a, b)) else b) for a, b in parts]


_OPENS = r"(?:(?:please )?(?:explain|describe|set out|tell (?:me|us))|what|how|why|which|who|when|where)\b"
_UNMARKED = re.compile(
    rf"(?:^|(?<=[.。!?;\n])) ?(?P<x>(?:{_OPENS}[^.。!?;:\n]{{8,160}}|"
    r"(?=[^.。!?;:\n]*[㐀-鿿])[^.。!?;:\n]{3,60}))(?=[.。;\n]|$)",
    re.IGNORECASE,
)
_WH = r"(?:what|how|why|which|who|when|where)\b"
_AUX = r"(?:do|does|did|is|are|was|were|can|could|should|would|will|has|have|must|may)\b"
_FURTHER = re.compile(
    rf",? (?:and|but|plus) (?=(?P<wh>{_WH})(?:(?: \w+){{0,3}}? {_AUX}| to |(?<=what|.who|hich)(?:'s| \w+))|"
    rf"{_AUX}(?: [\w']+){{2}})|, (?={_WH}(?: \w+){{0,2}}? {_AUX})|,(?=[^,]{{2,20}}$)",
    re.IGNORECASE,
)
"""Between two questions."""
_TOLD = re.compile(
    r" ?(?:(?:can|could|would|will) you (?:please |kindly |be so kind as to )?|(?:please|kindly) )?"
    r"(?:explain|describe|set out|tell (?:me|us)) (?:to (?:me|us|\w+ \w+) )?",
    re.IGNORECASE,
)
"""What asks to tell what stands behind it."""
_SHOWN = re.compile(f", ?[^,{HIDDEN}]*{HIDDEN}.*$")
"""A last clause of which something was read: how long the text is to be."""
_PLEASE = re.compile(r",? ?(?:please|pls|thanks?|thank you)$", re.IGNORECASE)
