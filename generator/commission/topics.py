"""What a commission is about where it names no subject: its first clause without the words of asking; and what it says
of several before their names: "Night trains: A vs B"."""

import re

from generator.commission import clauses, terms
from generator.commission.candidates import ASKS
from generator.commission.chinese_lists import HEAD
from generator.commission.clauses import Span
from generator.commission.phrases import one_line
from generator.commission.subject import Subject

LONGEST = 60
"""Characters of a topic; the rest is cut at a word."""
_ASKING = re.compile(
    r"^(?:\s|(?:in|at|from|for|under|with) (?=which|what)|"
    r"(?:is|was|would) it (?:be )?\w+ to|please|kindly|could you|can you|i need|i want|we need|we want|give me|"
    r"give us|write|prepare|draft|produce|summari[sz]e|explain|describe|outline|review|brief me on|an?|the|short|brief|"
    r"briefing|overview|summary|report|note|of|on|about|for|what(?:'?s)?|which|why|how|when|who|is|are|was|were|do|does|"
    r"did|should|would|can|may|might|must|(?:have|need|want|plan|going|trying|able) to|"
    r"to|i|we|you|there|it|a new hire|(?:the )?[\w' ]{1,30} says? about)\b[\s,:]*",
    re.IGNORECASE,
)
_THERE = re.compile(r" (?:is|are|was|were) there(?= )", re.IGNORECASE)
_FURTHER = re.compile(r"(?: works?)?,? (?:and|but) (?:what|how|why|who|when|where|which)\b.*$", re.IGNORECASE)
"""What is asked of it too, “autoclaving works and what it can't kill”."""
_INVERTED = re.compile(r"(?<=\w{4}) (?:do|does|did|can|could|should|would|will|may|might|must) .*$", re.IGNORECASE)
_WHAT_THING = re.compile(
    r"(?:what|which|how (?:much|many)) "
    r"(?!(?:is|are|was|were|do|does|did|can|could|should|would|will|may|might|must)\b)",
    re.IGNORECASE,
)
"""What a question has behind the thing that it asks about, “benefits and perks does the company offer”, and how one
opens that asks about a thing."""
_LEFT = re.compile(r"(?: (?:with|without|to|of|in|on|at|for|from|by|and|or|the|an?))+$", re.IGNORECASE)
"""What a topic that was cut does not end in."""
_ASKING_ZH = re.compile(
    r"^(?:请|帮我|帮忙|麻烦|我想|我们想|需要|写|撰写|准备|形成|做|一份|一篇|一个|关于|有关|对于|总结|概述|简述|梳理|"
    r"介绍|说明|分析|解释|了解|一下|如何|怎么|怎样|为什么|什么是|哪些|什么)+"
)
_ASKED_ZH = re.compile(r"(?:的?(?:简报|报告|综述|介绍|规定|情况)|有?(?:哪些|什么|何)|是什么|怎么做|吗|呢)+$")
_QUOTED = re.compile(r"[“\"](?P<x>[^“”\"]{2,60})[”\"] ?\w")
_LIST = re.compile(r"\s*(?P<x>[^.?!:;\n]{3,60}(?: and |和|与|及)[^.?!:,;\n]{2,40})[:：]")
"""What a commission opens with before its question: "Vacation, sabbaticals and holidays: …"."""
_ASIDE = re.compile(r" ?(?:\([^()\n]*\)|（[^（）\n]*）)")
"""What is said of a thing in brackets, which is no part of its name."""
_CLAUSE = re.compile(r"[.?!](?=\s|$)|[。？！:：,，;；\n]")


_HEAD = re.compile(
    r"(?:^|(?<=[.。!?;\n])) ?(?P<x>[^,.;:!?。、\n]{2,40})(?P<colon>:| --?) ?(?:compare |对比|比较)?[“《\"]?$",
    re.IGNORECASE,
)


def head(body: str, place: int) -> Span | None:
    """Return where the noun phrase stands that opens a sentence, before a colon and the names at `place`."""
    found = _HEAD.search(body, max(0, place - LONGEST), place)
    if not found or clauses.LEAD.match(found[0]).end() >= found.end("colon") - found.start():
        return None
    start, end = found.span("x")
    asking = HEAD.match(found["x"])
    start += asking.end() if asking else 0
    return (start, end) if start < end and terms.is_noun_phrase(body, (start, end)) else None


_OWN = re.compile(r"(?:我们?|咱们?|俺|家里|I|we|my|our|I've|we've|I'm|we're)(?![a-z])", re.IGNORECASE)
"""What opens a clause in which somebody tells of themselves."""
_HAS = re.compile(
    r"(?:买|有|养|租|开|收到?|拿到?|捡|换)[了过]?(?:一|两|几)?[台只条个辆套架部间家款头匹件艘](?P<x>[㐀-鿿A-Za-z]{2,10})$|"
    r"\b(?:bought|have|got|own|rent|keep|run|inherited|adopted|ordered|acquired) (?:an?|some|two) "
    r"(?P<y>[\w-]+(?: [\w-]+){0,2})$",
    re.IGNORECASE,
)
"""What they have, which is what they ask about."""
_OUTLINE = re.compile(
    r"(?:in |under )?(?:the following )?(?:two|three|four|five|six|seven|\d) (?:[a-z]+ )?"
    r"(?:parts|sections|headings|paragraphs|chapters|points)\b|分?[两二三四五六七八九\d]个?(?:部分|小?节|段|章|块)",
    re.IGNORECASE,
)
"""What opens a clause that says how the text is parted."""


def listed(query: str, place: int) -> bool:
    """Tell whether a commission opens with a list before its question, in which `place` is: it is about that list."""
    head = _LIST.match(query)
    return head is not None and head.end() <= place


def topic(query: str) -> Subject | None:
    """Return what a commission is about as its one subject, None where nothing is left."""
    query = _ASIDE.sub("", query)
    head = _LIST.match(query)
    clauses_in = tuple(_CLAUSE.split(query))
    for number, clause in enumerate(((head["x"],) if head else ()) + clauses_in):
        words = one_line(clause)
        if _OUTLINE.match(words):
            continue
        if _OWN.match(words) and not ASKS.search(words) and any(map(ASKS.search, clauses_in[number + 1 :])):
            if not (thing := _HAS.search(words)):
                continue  # what somebody tells of themselves before they ask
            words = thing["x"] or thing["y"]
        while (bare := _ASKING.sub("", _ASKED_ZH.sub("", _ASKING_ZH.sub("", words))).strip()) != words:
            words = bare
        words = _THERE.sub("", _FURTHER.sub("", words))
        words = _INVERTED.sub("", words) if _WHAT_THING.match(one_line(clause)) else words
        if re.search(r"[^\W_]{2}", words):
            if quoted := _QUOTED.match(words):
                words = quoted["x"]
            words = words.rstrip("?!.,;: ")
            short = words if len(words) <= LONGEST else _LEFT.sub("", words[:LONGEST].rsplit(" ", 1)[0])
            return Subject(name=short, origin="text", words=short)
    return None
