"""Classes: the words for a kind of subject, and where the corpus says that a subject belongs to one.

A sentence about a class (“闭源模型…”) counts for a member only when the corpus itself says that the member belongs to
the class.
"""

import re
from collections.abc import Iterable
from functools import cache

from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import context
from generator.evidence.cleaning import clean
from generator.evidence.naming import known_as
from generator.evidence.spans import Span
from generator.language import text

CLASS_HEADING = {"zh": 10, "en": 4}
"""What a heading may hold besides a class, if the items below it are to speak of that class, 字 or words. Set by
hand."""
MEMBER_GAP = 24
"""Characters that may stand between a class and its member in a sentence that says they belong together. Set by
hand."""


_NOUN = (
    r"(?:的? ?(?:人工智能|AI ?)?(?:大语言|语言|大)?"
    r"(?:模型|平台|生态|社区|阵营|路线|模式|体系|软件|系统| ?LLMs?(?![A-Za-z]))"
    r"|[ -](?:weights? |source )?(?:AI |language |large language )*"
    r"(?:models?|platforms?|ecosystems?|software|systems?|LLMs?(?![A-Za-z])))"
)


@cache
def qualified(subject: Subject) -> re.Pattern[str]:
    """Find a class of the subject together with the noun it qualifies: 闭源大模型, open-source models."""
    bare = {re.sub(f"{_NOUN}$", "", word) for word in subject.classes} - {""}
    words = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in sorted(bare, key=lambda w: (-len(w), w)))
    joined = r"(?=\s?(?:与|和|及|、|/|还是|或|vs\.?|and|or)\s?[\w-]{2,14})"  # 开源与闭源大模型
    return re.compile(rf"(?:{words})(?:{_NOUN}|{joined})" if words else r"(?!)", re.I)


def group_in(sentence: str, subject: Subject) -> str | None:
    """Return the first class of the subject that the sentence names, or None."""
    match = qualified(subject).search(sentence)
    return match[0] if match else None


def kin(first: str, second: str) -> bool:
    """Tell whether two class words name the same kind of thing: 闭源大模型 and 闭源模型, not 开源社区."""
    return _bare(first) == _bare(second)


def _bare(group: str) -> str:
    plain = re.sub(r"人工智能|AI|大语言|语言|大|的|large|language|[\s-]", "", group, flags=re.I)
    plain = plain.casefold().removesuffix("s")
    return re.sub("llm$", "模型" if text.has_han(plain) else "model", plain)


def plain(heading: str) -> str:
    """Return a heading without its number and what stands in brackets."""
    return re.sub(r"[（(][^）)]*[）)]|^[\d.、（()）\s]+", "", heading).strip()


def heads(heading: str, subject: Subject, language: str) -> bool:
    """Tell whether a heading is about a class of the subject: it names it, says little else, and asks nothing."""
    rest = aspect_of(heading, subject)
    return not re.search("[?？]", heading) and text.count(rest, text.UNIT[language]) <= (CLASS_HEADING[language])


def aspect_of(heading: str, subject: Subject) -> str:
    """Return what a heading says besides the name or the class of the subject: “的风险” of 开源模型的风险."""
    known = f"{known_as(subject).pattern}|{qualified(subject).pattern}"
    return re.sub(known, "", plain(heading), flags=re.I).strip()


_NEGATION = re.compile(r"不|非|未|没|无|\bnot\b|\bno\b|n't|\bnever\b", re.I)
_EXAMPLES = (
    r"[，,]?\s?[（(]?(?:如|例如|比如|包括|代表|以|有|such as|like|including|e\.g\.)[^。；;.]{0,"
    f"{MEMBER_GAP}}}?"
)
_BELONGS = (
    r"[^。；;，,.]{0,12}?(?:为代表的|等|是|属于|作为|代表了?|为首的|系列|is an?|are|as an?|belongs? to)[^。；;.]{0,"
    f"{MEMBER_GAP}}}?"
)
_OFFERED = (
    r"[^，。；;,.]{0,16}?(?:"
    r"(?:托管|提供|发布|推出|部署|共享|分享|开发|维护|收录|承载)(?!的)[^，。；;,.与和对比像]{0,12}?|"
    r"\b(?:hosts?|offers?|provides?|publish(?:es)?|releases?|maintains?|serves?|distributes?|deploys?) "
    r"(?:[\w'-]+ ){0,3}|"
    r"(?<!以)上(?:的|所有的?|有|全部)?[^，。；;,.与和对比像]{0,8}?)"
)
"""Between a name and a class, where the sentence says that the one offers or holds things of the other."""
_PLACED = (
    r"[^，。；;,.]{0,16}?(?:部署到|部署在|托管在|托管于|发布在|发布于|发布到|上传到|"
    r"\b(?:hosted|published|released|deployed|distributed) (?:on|by|through) )\s?(?:the )?"
)
"""Between a class and a name, to the same effect."""


def memberships(pairs: Iterable[tuple[Document, Chunk]], subjects: tuple[Subject, ...]) -> dict[tuple[str, str], Span]:
    """Return for (subject, class words) the shortest sentence of the corpus that says the one belongs to the other.

    Read as such: "闭源模型（如 GPT-4）", "以 GPT-4 为代表的闭源模型", "OpenAI is a closed platform"; of a platform what
    it offers, "the Hub hosts open models"; and a list item that opens with the name below a heading of the class.
    The plainest of these comes before the shortest. Sentences with a negation are not read.
    """
    found: dict[tuple[str, str], tuple[int, int, Span]] = {}
    for document, chunk in pairs:
        for block, span in context.quotable(document, chunk):
            if _NEGATION.search(span.quote) or len(span.quote) > 160:
                continue
            for subject in subjects:
                grounds = _grounds(span.quote, block.heading_path if block.kind == "item" else (), subject)
                if grounds is None:
                    continue
                group, rank = grounds
                key, weighed = (subject.name, group), (rank, len(span.quote), span)
                if key not in found or weighed[:2] < found[key][:2]:
                    found[key] = weighed
    return {key: span for key, (*_, span) in sorted(found.items(), key=lambda item: (item[1][:2], item[0]))}


def belongs(sentence: str, headings: tuple[str, ...], subject: Subject) -> str | None:
    """Return the class words when the sentence (below these headings) says that the subject belongs to the class."""
    grounds = _grounds(sentence, headings, subject)
    return grounds[0] if grounds else None


@cache
def _ways(subject: Subject) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the expressions that put a subject into a class, each with its rank in `_grounds`."""
    name, group = known_as(subject).pattern, qualified(subject).pattern
    ways = (
        (0, f"({group}){_EXAMPLES}(?:{name})"),
        (0, f"(?:{name}){_BELONGS}({group})"),
        (1, f"(?:{name}){_OFFERED}({group})"),
        (1, f"({group}){_PLACED}(?:{name})"),
    )
    return tuple((rank, re.compile(way, re.I)) for rank, way in ways)


def _grounds(sentence: str, headings: tuple[str, ...], subject: Subject) -> tuple[str, int] | None:
    """Return the class words, and 0 where the sentence says that it is one, 1 that it offers such, 2 its heading."""
    for rank, way in _ways(subject):
        if (match := way.search(sentence)) and not _NEGATION.search(match[0]):
            return match[1], rank
    opening = known_as(subject).search(clean(sentence)[:40])
    if opening and opening.start() <= 8:
        for heading in reversed(headings):
            if match := qualified(subject).search(heading):
                return match[0], 2
    return None
