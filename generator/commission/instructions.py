"""Every instruction of a commission, with what becomes of it: done by the text's structure, checked by a rule, or not
something this tool does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from generator.commission import clauses, closing
from generator.commission.candidates import STRUCTURE
from generator.commission.phrases import flatten, hide, one_line, trim
from generator.commission.runs import ANSWERED

MOST_UNREAD = 20
"""Sentences nothing was read from that are recorded; a commission has a few, a pasted book has thousands."""
_RULES = {
    "title": "title",
    "length": "length-long",
    "section": "sections",
    "register": "register",
    "period": "source-forbidden",
}
"""The rule that holds what was understood under a key; the others are done by structure, or not at all."""
_NOT_DONE = ("deadline", "reader", "closing", "unenforced", "unsaid")
_JUDGED = ("recommendation", "recommendations")
"""A choice between the sides: the brief holds what the sources say for and against each, and a person judges."""
UNMADE = ("chart", "swot", "keywords", "glossary", "timeline", "list")
"""Extras that no writer makes."""
_OTHER = {
    "recommendation": r"推荐(?:其中)?(?:一|哪|你|最)|(?:给出|提出|提供)(?:你的)?(?:建议|推荐|结论性意见)|"
    r"(?:最后|末尾|结尾)[^。;\n]{0,12}(?:哪|谁|怎么选)[^。;\n]{0,20}|"
    r"\b(?:end(?:ing)?|clos(?:e|ing)|finish(?:ing)?) with (?:which|what|who)\b[^.;\n]{0,60}|"
    r"\brecommend(?!ed by|s? about\b|s? on\b)\w*|\bwhich (?:one )?(?:should|would) (?:we|i|you)|\bmake a decision",
    "tone": r"(?:语气|口吻|文风|笔调)[^,。;\n]{0,10}|幽默|风趣|生动|\b(?:be |a )?(?:witty|humorous|funny|engaging|"
    r"friendly|persuasive|upbeat|neutral)\b(?: tone)?|\btone ?(?::|should be|must be) ?\w+",
    "citation": r"\b(?:APA|MLA|Chicago|Harvard|IEEE|Vancouver)(?: style| format|(?=[,.;]))|GB/?T ?7714",
    "format": r"\b(?:Markdown|LaTeX|Word document|docx|PowerPoint|PDF format)\b|字体|字号|行距|宋体|仿宋|\bfont\b|"
    r"\bspacing\b",
    "count": r"(?:excluding|not counting|without counting|including) (?:the )?(?:tables?|references|bibliography|"
    r"appendix|abstract)|(?:不含|不包括|不计|含)(?:表格?|参考文献|参考资料|附录|摘要|图表)|(?:表格?|参考文献|"
    r"附录)(?:不计入|除外|不算)",
    "role": r"\b(?:act as|you are|imagine you are|as) an? (?:senior |experienced )?(?:\w+ ){0,2}"
    r"(?:analyst|expert|consultant|researcher|journalist|engineer|assistant)|(?:假设|假如)?"
    r"(?:请)?你(?:是|作为|扮演)[^,。;\n]{2,24}|作为[^,。;\n]{2,16}(?:研究员|专家|分析师|顾问|记者)",
    "dialogue": r"(?:不要|别|不用|无需)(?:再)?问我|(?:do not|don't) ask (?:me|any|us)|ask me (?:if|first)",
    "injection": r"ignore (?:all |the )?previous instructions|(?:print|reveal) your (?:system )?prompt|忽略(?:以上|"
    r"之前|此前)",
    "relief": r"(?:不必|不用|无需|无须|不需要?)(?!问|谢|客气)[^,。;\n]{1,20}|\b(?:no need (?:for|to)|don't need|"
    r"do not need) [^,.;\n]{1,40}",
}
_HELD = {
    "claim-uncited": r"(?:每一?[句段节点项条处]|各[点项条节段]|所有|全部|一切)"
    r"[^,。;\n]{0,10}(?:注明|标注|标明|写明|附|给出|有)[^,。;\n]{0,4}"
    r"(?:出处|来源|依据|引用)|(?:注明|标注|标明)(?:出处|来源)|"
    r"\b(?:every|each|all)\b[^.;\n]{0,40}\b(?:sourced?|sources|cited?|citations?|references?)\b|"
    r"\bcite (?:all |your |the |every )?sources?\b",
    "support": r"(?:不要|不得|不能|不可|切勿|请勿|勿|别|禁止|严禁)(?:随意|自行|凭空)?"
    r"(?:编造|杜撰|虚构|捏造|臆造|瞎编|编数据)[^,。;\n]{0,8}|"
    r"\b(?:do not|don't|never|no) (?:invent|fabricat|mak(?:e|ing) (?:\w+ )?up|made-up|invented)\w*[^.,;\n]{0,20}",
}
"""Rule → demands that it holds in every brief."""
_GAPS = (
    r"(?:没有|查不到|找不到|不清楚|不知道|不确定|缺少)[^,。;\n]{0,10}(?:就|请|也|要|都)?(?:直说|说明|写明|注明|指出|说出来)|"
    r"(?:没有|没提|没写|查不到|找不到)[^,。;\n]{0,10}(?:写|标|说)(?:查不到|没有|没写|没提)|"
    r"\b(?:where(?:ver)?|if|when(?:ever)?)\b[^.;:\n]{0,60}\b(?:silent|nothing|don't (?:say|know|cover)|(?:not|no) "
    r"[a-z ]{0,16})\b[^.;:\n]{0,40}[, ] ?(?:please |just |simply )*(?:say so|tell us|tell me|note it|say that)"
    r"[^.;:\n]{0,24}|"
    r"\b(?:say|state|tell|note|flag|list|mention)\b[^.;\n]{0,24}\b(?:is|are|was|were) (?:not|un)\s?"
    r"(?:known|clear|covered|answered|found|said|there|certain)"
)
"""A wish that what is not known be said: the gap list does."""
_REQUEST = (
    r"(?:^|(?<=[.!?\n] ))(?:so |and )?(?:please )?(?:can|could|would|will) you (?:please |kindly )*"
    r"(?:write|draft|prepare|make|do|put together)(?: (?:me|us|up))? (?:an?|some|something)\b[^.,;:?\n]{0,80}\?|"
    r"(?:(?:可不)?可以|可否|能否|能不能|麻烦)(?:请|麻烦)?[你您]?(?:们)?[帮给替]我?们?[写做整出]?[写理]?[一个份篇][^,。;:?\n]{0,20}\?"
)
"""A request for the text that says no more of it."""
_MET = tuple(
    (rule, re.compile(pattern, re.IGNORECASE)) for rule, pattern in (*_HELD.items(), ("", _GAPS), ("", _REQUEST))
)
_OTHER_PATTERNS = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _OTHER.items()}
_COURTESY = re.compile(
    r"^\W*(?:hi|hello|hey|dear \w+|thanks?(?: you)?|thank you(?: very much)?|many thanks|cheers|best(?: regards)?|"
    r"regards|您好|你好|谢谢|多谢|辛苦(?:了)?|麻烦(?:了|您)?|拜托(?:了)?)\b|@|\+?\d[\d -]{6,}|^\W*$",
    re.IGNORECASE,
)
"""Greetings, thanks, addresses and numbers of telephones are no instructions, and are left alone."""


class Read(Protocol):
    """What was understood, from which words."""

    key: str
    value: str
    words: str


class Placed(Read, Protocol):
    """What was understood, and where it stands in the query."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One thing that a commission says, and what becomes of it."""

    words: str
    """The commission's words, on one line."""
    key: str
    """What it is about: a key of `Understood`, or "recommendation", "tone", "citation", "format", "count" (what a
    length leaves out), "role", "dialogue", "injection", "relief" (what need not be), "met" (what every brief does),
    "unread" (a sentence nothing was read from)."""
    understood: str
    """What was understood: "1500–2000 字"; "" for what was seen and is not something this tool does."""
    status: str
    """"structure": the text is built so; "checked": `rule` holds it; "person": the brief has what the sources say for
    and against, and a person judges; "not_done": nothing sees to it."""
    rule: str = ""
    """The gate's rule that holds it, a key of `gate.rules.RULES`; "" where none does."""


def instructions(query: str, flat: str, understood: Iterable[Placed]) -> tuple[Instruction, ...]:
    """Return every instruction of the commission, in its order."""
    read = list(understood)
    found = [(one.start, became(one)) for one in read]
    rest = hide(flat, [(one.start, one.end) for one in read if one.key not in ("register", "extra", "prohibition")])
    seen = [*((one.start, one.end) for one in read), *clauses.letter(flat)]
    for rule, pattern in _MET:
        for match in islice(pattern.finditer(rest), MOST_UNREAD):
            if not any(one.start < match.end() and match.start() < one.end for one in read):
                words = one_line(query[slice(*trim(query, *match.span()))])
                status = "checked" if rule else "structure"
                found.append(
                    (match.start(), Instruction(words=words, key="met", understood="", status=status, rule=rule))
                )
                seen.append(match.span())
    for key, pattern in _OTHER_PATTERNS.items():
        for match in islice(pattern.finditer(rest), MOST_UNREAD):
            if key == "recommendation" and _told(read, *match.span()):
                continue
            words = one_line(query[slice(*trim(query, *match.span()))])
            status = "person" if key in _JUDGED else "not_done"
            found.append((match.start(), Instruction(words=words, key=key, understood="", status=status)))
            seen.append(match.span())
    outline = [(one.start, one.end) for one in read if one.key == "section"]
    for start, end in islice(_left(flat, seen), MOST_UNREAD):
        done = _announces(flat, start, end, outline)
        found.append((start, _structure(query[start:end]) if done else _unread(query[start:end])))
    return tuple(one for _, one in sorted(found, key=lambda item: (item[0], item[1].key)))


def _told(read: list[Placed], start: int, end: int) -> bool:
    """Tell whether a wish for a recommendation is read as one already."""
    return any(one.value in _JUDGED and one.start < end and start < one.end for one in read)


def wishes(found: Iterable[Instruction]) -> tuple[str, ...]:
    """Return what a commission asks for that no rule sees to and a writer may: for whom, how it is to read, what to
    leave out."""
    return tuple(dict.fromkeys(one.words for one in found if wished(one.key, one.status, one.words)))


def wished(key: str, status: str, words: str) -> bool:
    """Tell whether an instruction is such a wish: of what nothing sees to, not what comes of a closing."""
    return status == "not_done" and key in _WISHED and not closing.closes(key, words)


_WISHED = ("reader", "register", "extra", "prohibition", "tone", "unenforced", "unread")


def became(one: Read) -> Instruction:
    """Return what was read as an instruction, with what becomes of it."""
    rule = _RULES.get(one.key, "")
    kind = one.value.split(":")[0]
    if one.key == "prohibition":
        rule = {"source": "source-forbidden", "person": "register"}.get(kind, "")
    undone = one.key in _NOT_DONE or (one.key == "extra" and one.value in UNMADE)
    if one.key == "register" and one.value != "formal":  # no rule tells whether words are plain
        rule, undone = "", True
    if one.key == "prohibition" and kind == "other":
        rule = next((name for name, pattern in _MET if name and pattern.search(flatten(one.words))), "")
        undone = not rule
    status = "not_done" if undone else "checked" if rule else "structure"
    status = "person" if one.key == "extra" and one.value in _JUDGED else status
    return Instruction(words=one_line(one.words), key=one.key, understood=one.value, status=status, rule=rule)


def _unread(words: str) -> Instruction:
    return Instruction(words=one_line(words), key="unread", understood="", status="not_done")


def _structure(words: str) -> Instruction:
    return Instruction(words=one_line(words), key="section", understood="", status="structure")


def _announces(flat: str, start: int, end: int, outline: list[tuple[int, int]]) -> bool:
    """Tell whether a sentence stands before the first section that is asked for or behind the last one, and speaks of
    structure: "use these as the headings"."""
    if not outline or not (STRUCTURE.search(flat, start, end) or ANSWERED.search(flat, start, end)):
        return False
    between = flat[end : outline[0][0]] if end <= outline[0][0] else flat[outline[-1][1] : start]
    return not any(character.isalpha() for character in between)


def _left(flat: str, seen: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences from which nothing was read."""
    places = sorted(seen)
    index = 0
    for start, end in clauses.sentences(flat):
        while index < len(places) and places[index][1] <= start:
            index += 1
        read = index < len(places) and places[index][0] < end
        start, end = trim(flat, start, end)
        letters = sum(character.isalpha() for character in flat[start:end])
        if not read and letters > 3 and not _COURTESY.search(flat[start:end]):
            yield start, end
