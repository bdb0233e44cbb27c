"""Parties that a commission only counts, "three companies, one table", 把三个城市的规定列出来: those by which the
corpus is sorted, where it has as many."""

import re
from collections.abc import Callable

from generator.commission import phrases
from generator.commission.clauses import Span
from generator.commission.held import Parties
from generator.commission.phrases import Found
from generator.commission.subject import Subject
from generator.commission.weighing import is_proper
from generator.language import text, tokens

_PLACES = (
    "城市|地方|地区|地(?!方面)|省份?|市|国家|国|县|州",
    "cit(?:y|ies)|towns?|states?|countr(?:y|ies)|provinces?|regions?|count(?:y|ies)",
)
_BODIES = (
    "公司|企业|厂商|供应商|机构|银行|医院|学校|大学|高校|校区|品牌|部门|单位|团队|家(?![人庭])",
    "compan(?:y|ies)|firms?|vendors?|suppliers?|providers?|makers?|manufacturers?|employers?|competitors?|brands?|banks?|"
    "hospitals?|schools?|universit(?:y|ies)|colleges?|agenc(?:y|ies)|departments?|teams?|organi[sz]ations?|councils?",
)
"""In Chinese and English, whom a folder or a title may stand for: places, and bodies of people."""
_COUNT = re.compile(
    rf"(?<!第)(?<![我咱你]们)(?<![我咱你])(?P<n>[两二三四五六七八九]|(?<!\d)[2-9])[个座所份部本家大]?(?=[{text.HAN}])|"
    r"(?<!my )(?<!our )(?<!their )\b(?:(?P<both>both)(?: of)?(?: the)?|"
    r"(?:(?:all|the|these|those) )*(?P<e>two|three|four|five|six|seven|eight|nine)) (?:[a-z-]+ ){0,2}?(?=[a-z])",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?:[的里中上对]|关于|'s?)* ?(?P<x>[^,;:.。!?\n]{2,40})")
_MAKING = re.compile(
    "(?:列|做|写|整理|对比|比较|弄|讲|说|汇总)(?:[个一成出下份]|$)|怎么|怎样|如何|哪|有何|有什么|是什么|各"
)
"""What is to be done with the matter, or asks for it: it ends what is asked."""


def counted(
    body: str, ways: Callable[[], tuple[Parties, ...]]
) -> tuple[tuple[Found[Subject], ...], tuple[Span, ...]] | None:
    """Return the parties of the corpus, sorted in one of these ways, where the text counts as many of their kind and
    names none of them, and where it says what is asked of them; None otherwise."""
    counts = list(_COUNT.finditer(body))
    for way in ways() if counts else ():
        if any(re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", body, re.I) for name in way.names):
            continue
        kinds = _kinds(way)
        for count in counts:
            kind = kinds.match(body, count.end())
            number = 2 if count["both"] else phrases.number(count["n"] or count["e"])
            if kind and number == len(way.names):
                span = count.start(), kind.end()
                words = body[slice(*span)]
                sides = (Subject(name=name, origin="text", words=words) for name in way.names)
                return tuple(Found(value=side, start=span[0], end=span[1]) for side in sides), _asked(body, span[1])
    return None


def is_named(flat: str, spans: tuple[Span, ...], beside: Found[Subject]) -> bool:
    """Tell whether one of several names is that of a place, or written as one, beside the words that count: 城市 of
    三个城市 is none."""
    others = [span for span in spans if not (beside.start <= span[0] and span[1] <= beside.end)]
    return any(is_proper(flat, [span]) or _is_place(flat[slice(*span)]) for span in others)


def _is_place(name: str) -> bool:
    return text.has_han(name) and tokens.tagged(name)[0][1] in ("ns", "nr", "nt")


def _kinds(way: Parties) -> re.Pattern[str]:
    """Return the words for what kind of parties these are: places or bodies, or what all their folders are called."""
    han = all(map(text.has_han, way.names))
    placed = [_PLACES] if not han or all(map(_is_place, way.names)) else []
    bodies = [_BODIES] if not han or not placed else []
    words = [one for kind in (*placed, *bodies) for one in kind]
    if way.shared:
        last = way.shared.split()[-1]
        words.append(f"{re.escape(last)}s?" if not text.has_han(last) else "|".join(_ends(last)))
    return re.compile(rf"(?:{'|'.join(words)})(?![a-z])", re.IGNORECASE)


def _ends(words: str) -> list[str]:
    """Return what Chinese words end with, two characters at least: 地方法规, 法规."""
    return [words[place:] for place in range(len(words) - 1)]


def _asked(body: str, start: int) -> tuple[Span, ...]:
    """Return where the text says what is asked of the parties it counts, right behind them."""
    topic = _TOPIC.match(body, start)
    if not topic:
        return ()
    begin, end = topic.span("x")
    if text.has_han(topic["x"]):
        making = _MAKING.search(body, begin + 1, end)
        end = making.start() if making else end
    elif not topic[0].startswith("'"):
        return ()
    return ((begin, end),)
