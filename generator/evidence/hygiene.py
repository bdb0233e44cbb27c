"""Sentences that can stand alone: cleaned of the marks of their place, and what keeps one from being a claim.

Of words alone: nothing here knows a subject, a chunk or a document. Openers, persons and words that point elsewhere
are in `data/hygiene.yml`.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from generator import files, yaml_text
from generator.language import boundaries, notes, text, tokens

HYGIENE = files.DATA / "hygiene.yml"
SHORTEST = {"zh": 8, "en": 5}
LONGEST = {"zh": 200, "en": 66}
"""Length of a usable sentence, 字 for Chinese and words for English. Set by hand, as is PHRASE."""
PHRASE = {"zh": (5, 24), "en": (2, 14)}
"""Shortest and longest list item that may stand in a table though it is no sentence, in the same units."""
PIECE = {"zh": (4, 60), "en": (3, 36)}
"""Shortest and longest words that are no sentence and may stand behind a heading, in the same units; ANSWER: shortest
below a question; HEADING: longest heading. Set by hand."""
ANSWER = 2
HEADING = {"zh": 24, "en": 12}
_SAYING = "✅✓✔☑✗✘✕✖❌❎☒❓❔⛔🚫🆗👍👎⚠☐"
SIGN = re.compile(f"[{_SAYING}]")
"""A pictogram that says something: yes, no, allowed, forbidden. It is no ornament, and none is dropped."""
PICTOGRAM = re.compile(f"(?:(?![{_SAYING}])[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d•■□◆●▪])+ ?")
_FIGURE = re.compile(
    r"\s?[(（](?:see |cf\. )?(?:Figures?|Fig\.|Tables?|Section|Appendix) ?[A-Z]?[\d.]*[)）]"
    r"|\s?[(（][见参如]?[图表] ?\d+[)）]"
)
"""Brackets that lead to a figure or a table of the source."""
_NARROW = str.maketrans(",:;()?!", "，：；（）？！")
_BESIDE_HAN = re.compile(
    rf"(?<=[{text.HAN}”》）)]) ?[,:;()?!] ?|[,:;(] ?(?=[{text.HAN}“《])|(?<=[^\s])[)](?=[{text.HAN}，。；])"
)
_DEBRIS = re.compile(
    r"https?://|www\.|[{}<>|=\ufffd→⇒➜]|(?<!\b[A-Z])\\|\\(?![A-Z]\b)|(?<![A-Z])#|#(?=\w)|\.\.\.|…|~~|@|"
    r"\$\\?[A-Za-z(\[{\\][^$]*\$|\$\d+ ?\.(?!\d)|\d[$€£]\d"
)
"""Markup, addresses and what could not be read; the sign of C# and the strokes of “A\\B\\C” are none."""
_NOTED = re.compile(rf"\d{{1,3}} (?:[该这其]|\d{{4}} ?年|[{text.HAN}]{{2,}}(?:公司|基金))")
"""The number of a note that was left before a sentence."""
_CITATION = re.compile(
    r"[\[［][JMDCNR](?:/OL)?[\]］]|(?:19|20)\d\d[,，] ?\d+ ?[(（][\dZz増增-]+[)）] ?[：:]|，等\s?\\?[.．]|"
    r"\b(?:19|20)\d\d;\d+(?:\(\d+\))?:"
)
"""An entry of a list of references."""
_CALLED = re.compile("[!?！？]")
_POINTS = re.compile(r"\b[Tt]h(?:is|ese|ose)\b")
_LOWERED = re.compile(r"(?:The|An?|In|On|At|By|For|From|With|Under|Each|All|Most|Many|Some)\b")
"""English words that lose their capital letter behind a connective."""


@lru_cache(maxsize=1 << 14)
def clean(quote: str) -> str:
    """Return the words of a quote: note marks, emphasis marks, list marks and pictograms dropped."""
    while (cleaned := _cleaned(quote)) != quote:  # what was dropped may have parted two halves of a mark
        quote = cleaned
    return cleaned


def _cleaned(quote: str) -> str:
    quote = PICTOGRAM.sub("", _FIGURE.sub("", notes.without(quote))).replace("**", "").replace("`", "")
    quote = re.sub(r"^(?:[-*+•]\s+|[（(]?\d{1,2}[)）、]\s*|\d{1,2}\.\s+|[①-⑳]\s*)", "", quote)
    quote = " ".join(quote.split())
    return text.space(_widen(quote)) if text.language(quote) == "zh" else quote


def _widen(quote: str) -> str:
    """Make ASCII marks beside Han characters the Chinese ones that were meant; brackets only in pairs."""
    widened = _BESIDE_HAN.sub(lambda m: m[0].strip().translate(_NARROW), quote)
    if widened.count("（") != widened.count("）"):
        widened = re.sub(r"\(([^()（）]*)）", r"（\1）", re.sub(r"（([^()（）]*)\)", r"（\1）", widened))
    return widened


def finish(sentence: str, language: str) -> str:
    """Return the sentence with a full stop in place of a missing or weaker end mark."""
    sentence = sentence.rstrip(" ;；,，:：")
    if re.search(r"[。.!?！？][”’」』）)\"']?$", sentence):
        return sentence
    return sentence + ("。" if language == "zh" else ".")


@cache
def _rules() -> dict[str, Any]:
    data = yaml_text.load(HYGIENE.read_text(encoding="utf-8"), str(HYGIENE))
    return {
        language: {
            "first": frozenset(rules["first"]),
            "opening": tuple(rules.get("opening", ())),
            **{key: re.compile("|".join(rules[key])) for key in ("person", "alone", "reader")},
            "anywhere": re.compile("|".join(rules["anywhere"])),
            "pointing": re.compile("|".join(rules["pointing"])),
            "connective": re.compile("(?:" + "|".join(rules["connective"]) + ")[,，：:] ?(?=.)"),
            "itself": re.compile("|".join(rules["itself"])),
            "carried": tuple(rules["carried"]),
            "rebuts": tuple(rules["rebuts"]),
            "limits": tuple(rules["limits"]),
            "chaff": re.compile("|".join(rules["chaff"])),
            "technical": re.compile(rules["chaff"][0]),
            "commands": re.compile(rules["chaff_opening"][0]),
            "chaff_opening": re.compile("|".join(rules["chaff_opening"])),
            "generic": re.compile(rules["generic"]),
            **{
                place: re.compile(rules[place], re.I)
                for place in ("chaff_headings", "aside_headings", "announces", "conditioned", "severs", "joins")
            },
        }
        for language, rules in data.items()
    }


def by_name(sentence: str, language: str) -> str:
    """Return a sentence with “this report” as “the report”: in an attributed quotation it points at what is quoted."""
    return _rules()[language]["itself"].sub("The" if language == "en" else "", sentence)


def has_person(sentence: str, language: str) -> bool:
    """Tell whether a sentence has a first or second person, or speaks of its document as “this Agreement”."""
    return any(_rules()[language][key].search(sentence) for key in ("person", "reader")) or of_itself(
        sentence, language
    )


def of_itself(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks of its document as “this Agreement”, 本协议: whose it is, nothing in it says."""
    if language == "en":
        return _SELF.search(sentence) is not None
    ends = {0, *(end for _, end in tokens.word_spans(sentence))}  # not of 成本合同
    return any(match.start() in ends for match in _SELF_ZH.finditer(sentence))


_SELF = re.compile(
    r"\b[Tt]h(?:is|ese) (?=(?:[A-Z][\w’'-]* ){0,4}(?:Agreement|Policy|Terms|Notice|Contract|Licen[cs]e|Addendum|Act|"
    r"Regulations?|Directive|Code|Standard|Guidelines?|Statement|Charter|Convention|Treaty|Lease|Bylaws|Ordinance|Rules|"
    r"Handbook|Constitution|Protocol|Order|Declaration|Annex|[A-Z]{2,5})\b|(?:agreement|licen[cs]e|handbook)\b)"
)
"""What a contract, a policy or a law calls itself: the quotation says whose words they are, and what “this” is."""
_SELF_ZH = re.compile("本(?:服务|许可|用户|隐私)?(?:协议|合同|条款|政策|声明|许可证|章程|公约|守则|手册)(?!书)")
"""The same of a contract or a policy; a Chinese law is called by its article before what it says."""


@lru_cache(maxsize=1 << 14)
def unpointed(sentence: str, language: str) -> str:
    """Return a sentence as rules look at it: without the pointing word before what its document calls itself, its
    traditional characters made simplified."""
    return _SELF.sub("The ", sentence) if language == "en" else tokens.simplify_each(sentence)


def own_voice(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks as an organisation does: we, not I or you."""
    return not author_speaks(sentence, language) and _rules()[language]["reader"].search(sentence) is None


def addresses(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks to its reader, and of no other person: whose advice it is, its source tells."""
    rules = _rules()[language]
    bare, times = rules["reader"].subn("", sentence)
    return times > 0 and rules["person"].search(bare) is None


def author_speaks(sentence: str, language: str) -> bool:
    """Tell whether one person speaks of themselves: whose words these are, a reader of a brief cannot tell."""
    return _rules()[language]["alone"].search(sentence) is not None


def person(sentence: str, language: str) -> str | None:
    """Return the word of the first or second person in a sentence, or None. Text in quotation marks is skipped."""
    bare = re.sub(r"“[^”]*”|「[^」]*」|\"[^\"]*\"", "", sentence)
    match = _rules()[language]["person"].search(bare)
    return match[0] if match else None


def opener(sentence: str, language: str) -> str | None:
    """Return the dangling connective or pronoun that opens a sentence, or None."""
    rules = _rules()[language]
    if language == "zh":
        first = next(iter(tokens.words(sentence[:16])), "")
    else:
        first = (re.match(r"[A-Za-z]+", sentence) or [""])[0].casefold()
        lowered = sentence.casefold()
        for opening in rules["opening"]:
            if lowered.startswith(opening):
                return opening
    return first if first in rules["first"] else None


_ALSO = re.compile(r"(?:[^\s,]+ ){1,6}also\b")
"""An English sentence that adds to the one before."""
_ANNOUNCING = {
    "zh": re.compile(
        r"(?:以下|如下|若干|一些|其他|许多|多种|不同|几|两|三|四|五|六|七|八|[2-9]) ?"
        r"(?:个|种|类|大|点|项|方面|条)?[^，。；：、（）]{0,8}"
        r"(?:部分|方面|类型|种类|优势|劣势|优点|缺点|原因|问题|步骤|阶段|特点|风险|因素|方式|方法|条件|途径|形式|要求|要点)"
        r"(?:[以及和与][^，。]{1,6})?[。.]?$"
    ),
    "en": re.compile(
        r"\b(?:several|some|two|three|four|five|various|many|different|other|a (?:number|few) of)\b[^,.;:()]{0,40}"
        r"\b(?:ways?|types?|kinds?|parts?|reasons?|factors?|steps?|options?|advantages?|disadvantages?|benefits?|"
        r"drawbacks?|problems?|risks?|challenges?|requirements?|methods?|forms?|categories|stages?|phases?)\.?$",
        re.I,
    ),
}
"""The end of a sentence that only says that there are some, which the next ones name."""


def _opens_with(sentence: str, language: str, listed: tuple[str, ...]) -> bool:
    if language == "zh":
        return next(iter(tokens.words(sentence[:16])), "") in listed
    lowered = sentence.casefold()
    return any(lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalnum() for word in listed)


def rebuts(sentence: str, language: str) -> bool:
    """Tell whether a sentence turns against the one right before it: neither stands without the other."""
    return _opens_with(sentence, language, _rules()[language]["rebuts"])


def limits(sentence: str, language: str) -> bool:
    """Tell whether a sentence takes back a part of what the one right before it says: it turns against that, or excepts
    something from it."""
    return rebuts(sentence, language) or _opens_with(sentence, language, _rules()[language]["limits"])


def carried(sentence: str, language: str) -> bool:
    """Tell whether a sentence leans on the one right before it, and may stand behind that one."""
    sentence = unpointed(sentence, language)
    return (
        rebuts(sentence, language)
        or _opens_with(sentence, language, _rules()[language]["carried"])
        or (language == "en" and _ALSO.match(sentence) is not None)
    )


def chaff(sentence: str, language: str, *, after: bool = False) -> str | None:
    """Return the words by which a sentence instructs, points elsewhere, names an option or says what all know, or None.

    `after`: it will stand behind the sentence that it leans on, to which “this” may point.
    """
    sentence = unpointed(sentence, language)
    if after and language == "en":
        sentence = _POINTS.sub("", sentence)
    rules = _rules()[language]
    match = rules["chaff"].search(sentence) or rules["chaff_opening"].search(sentence)
    return match[0] if match else None


def refers(sentence: str, language: str) -> bool:
    """Tell whether a sentence points elsewhere, names an option or says what all know, whatever it opens with."""
    return _rules()[language]["chaff"].search(unpointed(sentence, language)) is not None


def commands(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with a word by which its reader is told what to do or not."""
    return _rules()[language]["commands"].search(sentence) is not None


def only_commands(sentence: str, language: str) -> bool:
    """Tell whether it is only by telling its reader what to do that a sentence is none for a report of statements."""
    return commands(sentence, language) and _rules()[language]["chaff"].search(sentence) is None


def unreadable(words: str, language: str) -> bool:
    """Tell whether cleaned words hold what no reader of a brief can use: markup, code, signs, half a pair of
    brackets."""
    technical = _rules()[language]["technical"].search(words)
    debris = _DEBRIS.search(re.sub(r"\.{3,}|…", "", words))
    return bool(technical or debris or SIGN.search(words) or not balanced(words))


def leads(words: str, language: str) -> bool:
    """Tell whether what introduces a list can stand before its points elsewhere: it points at nothing, and nobody
    speaks of themselves in it."""
    bare, rules = clean(words), _rules()[language]
    return (
        text.count(bare, text.UNIT[language]) <= 3 * HEADING[language]
        and not (rules["anywhere"].search(bare) or rules["pointing"].search(bare) or opener(bare, language))
        and not (has_person(bare, language) and not addresses(bare, language))
        and not unreadable(bare, language)
    )


def generic(sentence: str, language: str) -> bool:
    """Tell whether a sentence that names nobody speaks of others or of a whole kind, not of its document."""
    return _rules()[language]["generic"].search(sentence) is not None


_ENUMERATED = re.compile(r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[)）]")


_CONCLUDES = re.compile(
    r"(?:结论|结果|表明|发现|认为|看出|启示|建议)[^。；]{0,6}[：:]\s*$|\b(?:conclu\w+|findings?|results?)\b[^.;]{0,30}:\s*$",
    re.I,
)
"""The end of what introduces whole statements, each of which stands alone."""


def concludes(lead_in: str, point: str) -> bool:
    """Tell whether what introduces an enumeration announces whole statements, and a point of it is one."""
    return _CONCLUDES.search(lead_in) is not None and point.rstrip().endswith(("。", "."))


def torn(paragraph: str, before: str) -> bool:
    """Tell whether a paragraph is an item of an enumeration that its lead-in or its neighbours bind: “（七）…；”.

    `before`: the paragraph before it, "" where there is none.
    """
    if not _ENUMERATED.match(paragraph) or concludes(before, paragraph):
        return False
    return not before or paragraph.rstrip()[-1:] in "；;" or before.rstrip()[-1:] in "；;：:"


def instructs(heading: str, language: str) -> bool:
    """Tell whether a document instructs, shows or lists below a heading, instead of saying how things are."""
    return _heads("chaff_headings", heading, language) or aside(heading, language)


def aside(heading: str, language: str) -> bool:
    """Tell whether what stands below a heading is none of a document's matter: links, tasks, what was changed in it."""
    return _heads("aside_headings", heading, language)


def _heads(kind: str, heading: str, language: str) -> bool:
    found = _rules()[language][kind].finditer(heading)
    if not text.has_han(heading):
        return next(found, None) is not None
    borders = {end for _, end in tokens.word_spans(heading)} | {0}  # 目录 is no word of 项目录取
    return any(match.start() in borders or not text.has_han(match[0]) for match in found)


def question(heading: str) -> str:
    """Return the question that a heading is, without a mark before it, "" where it is none: what stands below one is
    the answer to that alone."""
    bare = _ASKED.sub("", " ".join(heading.split()), count=1) if _ASKED.match(heading) else " ".join(heading.split())
    return bare if bare.endswith(("?", "？")) else ""


_ASKED = re.compile(r"(?:Q|问|问题|Question)? ?\d* ?[:：.、] ?|(?:Q|问)\d+ ")
"""What stands before a question: “Q: ”, “问题 3：”."""


def bounds(lead_in: str, point: str, language: str) -> bool:
    """Tell whether a point of a list holds only with the words that introduce it: not what these announce, and no whole
    sentence behind another."""
    rules = _rules()[language]
    whole = point.rstrip().endswith((".", "。")) and _OPEN[language].search(lead_in) is None
    apart = rules["announces"].search(lead_in) is not None or whole
    return not apart or rules["conditioned"].search(lead_in) is not None


_OPEN = {
    "en": re.compile(
        r"\b(?:is|are|was|were|be|will|must|shall|should|may|can|cannot|could|would|not|to|has|have|by|also|still)\s*:$"
    ),
    "zh": re.compile(r"(?:应当?|可以?|不得|必须|须|将|会|能够?|要|是|由|为|有权)[：:]$"),
}
"""The end of what introduces a list whose points each go on in it: “the chair will:”, “申请人应当：”."""
_OR = re.compile(r"\bor[.,;]?$|或者?[；;，,]?$")


def severs(lead_in: str, points: Sequence[str], language: str) -> bool:
    """Tell whether each point of the list that a sentence introduces holds for itself: what is forbidden, or what
    someone will do, say; not where the points are a choice."""
    rules = _rules()[language]
    apart = rules["severs"].search(lead_in) or (
        _OPEN[language].search(lead_in) and not any(_OR.search(point.rstrip()) for point in points)
    )
    return bool(apart) and not joins(lead_in, language)


def named(lead_in: str, language: str) -> bool:
    """Tell whether what introduces a list is a mere name, as a heading is, and no clause that its items go on in."""
    bare = lead_in.rstrip(" :：")
    if bare == lead_in:
        return False  # a line that nothing marks may be anything
    if language == "en":
        return not (_PREDICATE.search(bare) or _HELPING.search(bare))
    words = tokens.words(bare)
    return not (_HELPING_ZH & set(words)) and not (words and words[-1] in ("时", "的", "后", "前"))


def subjectless(words: str, language: str, *, led: bool = False) -> bool:
    """Tell whether cleaned words open with their predicate, so that whose it is stands somewhere else: “Are managed
    by …”, “Stored securely with …”.

    `led`: they stand in a list that a clause introduces, and may open with a verb as “Keep the …” does.
    """
    if language == "zh":
        opens = next(((word, tag) for word, tag in tokens.tagged(words) if word.strip()), ("", ""))
        return led and (opens[1] == "v" or opens[0] == "基于") and opens[0] not in ("有", "是")
    return _NO_SUBJECT.match(words) is not None or (led and _VERB_FIRST.match(words) is not None)


_PURPOSE = re.compile(r"(?:In order to|To) (?:[a-z]+ly )?[a-z]+\b")
"""How English words open that say what something is for."""


def purpose(words: str, language: str) -> bool:
    """Tell whether a cleaned sentence only says what something is for: “To find out …”, with no clause beside it."""
    opening = _PURPOSE.match(words) if language == "en" else None
    return opening is not None and not re.search(r"[;:]", words) and _MAIN.search(words, opening.end()) is None


_MAIN = re.compile(
    r", (?:then |first |just |simply |always |please )?(?:(?:an?|the|it|this|that|these|those|there|they|we|you|he|she|"
    r"its|their|our|your|all|each|every|any|some|most|both|no|do|be)\b|"
    r"[a-z]+ (?:an?|the|it|your|its|their|this|that|all|any)\b|"
    r"[^,]*\b(?:is|are|was|were|will|must|should|shall|may|can|could|would|has|have|need|needs|do|does)\b)"
    r"|\b(?:is|are|was|were) (?!being\b)",
)
"""A clause behind what says the purpose, by its subject or its verb."""


_NO_SUBJECT = re.compile(
    r"Not (?!all\b|every|only\b|until\b|an?\b|one\b|each\b|many\b|much\b|even\b|just\b)"
    r"|(?:Is|Are|Was|Were|Be|Been|Am|Has|Have|Had|Does|Did|Can|Cannot|Could|Must|Shall|Would|"
    r"(?:Should|May|Will)(?! \d))"
    r" (?![^,]*,)"
    r"|(?:[A-Z][a-z]+[^e\W]ed|Used|Kept|Held|Given|Made|Known|Written|Sent|Built|Paid|Sold|Shown|Taken|Chosen|Grown|Found|"
    r"Led|Bound) (?:[a-z]+ly )?(?:by|with|in|to|as|for|from|on|at|into|under|within|through|via|over)\b(?![^,]*,)"
    r"|(?!Always|Sometimes|Perhaps|Besides|Across|Towards|Unless|Whereas|Plus|Minus|Versus|Thus|Its|This|As)"
    r"[A-Z][a-z]+s "
    r"(?:an?|the|its|their|all|any|both|each|no|up to)\b"
)
"""How an English predicate opens: “not”, a helping verb, a participle with what it goes with, a verb with its object;
but for “Had they …, they” and “Founded in 1990, it …”."""
_VERB_FIRST = re.compile(
    r"(?!(?:In|On|At|By|For|From|With|Under|After|Before|When|While|If|As|Since|Until|Though|Although|Because|Where|Unless|"
    r"Once|Of|To|Into|Over|Through|During|Without|Within|Between|Among|Against|Across|Along|Around|Behind|Beyond|Despite|"
    r"Except|Inside|Outside|Like|Unlike|Near|Only|Even|Both|Half|All|Such|What|Per|Via|Upon|Towards?|Throughout|Whether|"
    r"[A-Z][a-z]+ly)\b)[A-Z][a-z]+ (?:the|an?|any|all|your|their|its|that|each|every|no|not)\b"
)
"""How a point opens that tells what to do: a verb with its object."""
_HELPING = re.compile(
    r"\b(?:is|are|was|were|will|must|shall|should|may|can|cannot|could|would|has|have|do|does|to|when|if|because|by|both|and)$"
    r"|\b(?:if|when|because|unless|in order)\b", re.I
)  # fmt: skip
_HELPING_ZH = frozenset(
    (
        "应",
        "应当",
        "须",
        "必须",
        "不得",
        "可",
        "可以",
        "需",
        "需要",
        "将",
        "由",
        "是",
        "有",
        "为",
        "会",
        "能",
        "能够",
        "如果",
        "若",
        "如",
    )
    + ("以", "在", "向", "把", "被", "对", "其")
)


def joins(lead_in: str, language: str) -> bool:
    """Tell whether the items of the list that a sentence introduces hold only together: conditions, steps."""
    return _rules()[language]["joins"].search(lead_in) is not None


def fault(sentence: str, language: str, kind: str, *, led: bool = False, after: bool = False) -> str | None:
    """Return why a cleaned sentence cannot stand alone, in a word, or None when it can.

    `led`: words before it will say what it speaks of, so that it may open with its verb. `after`: it will stand behind
    the sentence that it leans on.
    """
    if SIGN.search(sentence):
        return "sign"  # what it says of the words beside it, no rule can tell
    sentence = unpointed(sentence, language)
    rules = _rules()[language]
    unit = text.UNIT[language]
    length = text.count(sentence, unit)
    if language == "zh" and len(re.findall("[A-Za-z]+", sentence)) > len(re.findall(f"[{text.HAN}]", sentence)) / 2:
        return "language"
    if not SHORTEST[language] <= length <= LONGEST[language]:
        return "length"
    if _DEBRIS.search(sentence):
        return "debris"
    if notes.dangling(sentence) or _NOTED.match(sentence) or _CITATION.search(sentence):
        return "reference"
    if re.search(r"[!?！？:：；;]$|[:;.] [a-z]\. (?=[A-Z])", sentence) or (
        kind == "paragraph" and not re.search(r"[。.][”’」』）)\"']*$", sentence)
    ):
        return "unfinished"
    if any(mark[0] != "!" or not boundaries.is_bang_name(sentence, mark.end()) for mark in _CALLED.finditer(sentence)):
        return "question"
    if not balanced(sentence):
        return "brackets"
    if re.search(r"(?:表示|认为|指出|称|写道|说)[：:，,]?[“「]|\b(?:said|says|wrote)\b,? [“\"]", sentence):
        return "speech"
    also = language == "en" and _ALSO.match(sentence)
    if (opener(sentence, language) or also) and not (after and carried(sentence, language)):
        return "opener"
    if _ANNOUNCING[language].search(sentence):
        return "announcement"
    if rules["anywhere"].search(sentence):
        return "deixis"
    if not after and rules["pointing"].search(re.split("[，,；;]", sentence)[0]):
        return "deixis"
    if language == "en" and (subjectless(sentence, language) or purpose(sentence, language)):
        return "fragment"
    if kind == "item" and language == "zh" and _fragment(sentence, led=led):
        return "fragment"
    if kind == "item" and language == "en" and (_OPEN_END.search(sentence) or not _PREDICATE.search(sentence)):
        return "fragment"
    if language == "en" and _nominal(sentence):
        return "fragment"
    if language == "zh" and chats(sentence):
        return "speech"
    if re.match(r"[,，、；;)）”」》。\-—:：]|\.(?![A-Z])", sentence) or (
        language == "en" and not re.match(r"[\"“(.]?[A-Z0-9]", sentence) and not boundaries.opens_small(sentence)
    ):
        return "fragment"
    return None


_OWN = re.compile(
    r"(?:依照|根据|按照|符合|违反)?本(?:法|条例|办法|规定|细则|解释|协议|合同|章程|规则|规程|准则|标准|公约)"
)


def chats(sentence: str) -> bool:
    """Tell whether a Chinese sentence is talk: it holds an exclamation, a particle that asks its hearer to agree, or a
    question that it answers itself (“有缺点吗，当然也有”)."""
    if re.search("[吗嗎][，,]", sentence):
        return True
    return bool(_PARTICLE.search(sentence)) and any(
        tag in ("y", "e") and word in _TALK for word, tag in tokens.tagged(sentence)
    )


_TALK = frozenset("吧呢啊嘛呀啦哦喔哈嗯唉哎哇嘿咯噢")
_PARTICLE = re.compile(f"[{''.join(sorted(_TALK))}]")


def _nominal(sentence: str) -> bool:
    """Tell whether an English sentence is only a name for a thing or for what is done, with no verb of its own: “A tool
    for defining …, making it easy”, “Churning cream into butter.”"""
    opening = _NOMINAL.match(sentence)
    main = re.split(r", (?=[a-z]+ing\b|which\b|who\b|where\b)", sentence)[0]
    return opening is not None and not _PREDICATE.search(sentence) and not _FINITE.search(main, opening.end())


_NOMINAL = re.compile(
    r"(?:An?|The) [a-z]|(?!During|Including|Following|According|Depending|Considering)[A-Z][a-z]+ing "
)
_BEFORE_NOUNS = ("the", "a", "an", "of", "and", "or", "for", "with", "by", "in", "to", "between")
_FINITE = re.compile(
    "".join(rf"(?<!\b{word} )" for word in _BEFORE_NOUNS)
    + r"\b(?!(?:its|this|as|less|plus|various|previous|serious|access|process|business)\b)[a-z]{2,}(?:s|ed)\b"
    r"(?! ?[,.;]?$)|\b(?:sat|met|ran|took|made|gave|came|went|saw|won|lost|led|fell|rose|grew|began|became|held|kept|"
    r"built|bought|brought|found|told|left|spent|sent|set|put|cut|hit|let|cost|wrote|spoke|stood|sold|paid|felt|said|"
    r"shut|broke|chose|drew|got|knew|read)\b"
)
"""What may be a verb in the third person or the past, or a plural: enough not to call a sentence a mere name."""
_OPEN_END = re.compile(r"[\w,;)] (?:or|and)[.,;]?$", re.I)
"""The end of a point that goes on in the next: “… on active duty, or”."""
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|cannot|may|might|must|will|would|should|could|shall|do|does|did|need|"
    r"\w+n['’]t)\b|(?<![,(] )\b[a-z]+(?:(?<![sui])s|ed)\b (?:an?|the|to|that|up|its|their|your|you|any|all|more|"
    r"most|no|both|each|every|by|as|with|into|from|only)\b"
)
"""What makes an English point a statement: a helping verb, or a verb with its object."""


def placed(words: str) -> str:
    """Return words without “this law”: behind the law's name it points at that."""
    return _OWN.sub("", tokens.simplify_each(words))


def point(words: str, language: str) -> bool:
    """Tell whether a cleaned point can stand in the sentence of a list: one sentence, of no person.

    It may tell the reader what to do: of a list that is the matter, of a sentence among others a step.
    """
    rules = _rules()[language]
    return (
        2 <= text.count(words, text.UNIT[language]) <= LONGEST[language]
        and len(text.sentences(words)) == 1
        and not _DEBRIS.search(words)
        and not SIGN.search(words)
        and not re.search(r"[!?！？:：]$|[!?！？…]", words)
        and balanced(words)
        and not has_person(words, language)
        and not rules["chaff"].search(placed(words))
        and opener(words, language) is None
    )


def value(words: str, language: str) -> bool:
    """Tell whether a value of a table, with what heads it, can stand in a sentence: plain words, and of no person."""
    told = clean(words)
    return (
        not _DEBRIS.search(told)
        and not SIGN.search(told)
        and not re.search(r"https?://|www\.|[{}\\<>]|\]\(", told)
        and balanced(told)
        and not has_person(told, language)
    )


def introduces(words: str, language: str) -> bool:
    """Tell whether a cleaned sentence with a colon at its end can open the sentence of a list."""
    bare = re.split("[:：]", words)[0]
    elsewhere = _rules()[language]["anywhere"].search(_AHEAD.sub("", bare))
    return text.count(bare, text.UNIT[language]) >= PHRASE[language][0] and not (elsewhere or opener(bare, language))


_AHEAD = re.compile(r"\b(?:[Ff]ollowing|[Bb]elow)\b|如下|以下|下列")
"""How what introduces a list points at that."""


def phrase(item: str, language: str) -> bool:
    """Tell whether a cleaned list item that is no sentence can stand in a cell of a table."""
    shortest, longest = PHRASE[language]
    return (
        shortest <= text.count(item, text.UNIT[language]) <= longest
        and not re.search(r"https?://|www\.|[{}<>|\\=#@!?！？：:…~]|\.\.\.", item)
        and SIGN.search(item) is None
        and re.match(r"[^\W_]", item) is not None
        and balanced(item)
        and opener(item, language) is None
        and not _rules()[language]["anywhere"].search(item)
        and not _rules()[language]["pointing"].search(item)
    )


def piece(words: str, language: str, *, answers: bool) -> bool:
    """Tell whether cleaned words that are no sentence can stand behind whose they are and what stands above them.

    `answers`: that is a question, so that one word may answer it. Others say something only with a figure, a verb or
    several parts.
    """
    shortest, longest = PIECE[language]
    rules = _rules()[language]
    return (
        (ANSWER if answers else shortest) <= text.count(words, text.UNIT[language]) <= longest
        and not _DEBRIS.search(words)
        and not SIGN.search(words)
        and not re.search(r"[!?！？:：;；…]$|[?？]|[{}[\]<>|\\=#@…]|~(?!\d)|\.\.\.|://|\w/\w+/|[\"“「]", words)
        and not (language == "en" and _TORN_END.search(words))
        and re.match(r"[^\W_]|[£$€¥≤≥]\d", words) is not None
        and len(text.sentences(words)) <= 1
        and balanced(words)
        and not has_person(words, language)
        and opener(words, language) in (None, *_OF_ABOVE[language])
        and not rules["anywhere"].search(words)
        and not rules["chaff"].search(words)
        and not rules["chaff_opening"].search(words)
        and (answers or not _STEP.match(words))
        and (answers or of_above(words, language) or _tells(words, language))
    )


def of_above(words: str, language: str) -> bool:
    """Tell whether a sentence opens with a pronoun for what its heading names."""
    return opener(words, language) in _OF_ABOVE[language]


_TORN_END = re.compile(
    r"\b(?:and|or|of|to|the|an?|for|in|with|by|on|at|from|that|if|as|is|are|may|must|shall|will|can|should)[.,;]?$"
)
"""The end of what goes on in the next line."""
_STEP = re.compile("将|把|按(?:住|下)|打开|插入|拔|安装|选择|输入|连接|进入|运行|执行|返回|重启|更新|下载|登录")
"""How a Chinese step opens: what its reader shall do, where a rule says what is to be done."""
_OF_ABOVE = {"zh": ("它", "其"), "en": ("it", "its")}


def _tells(words: str, language: str) -> bool:
    if language == "en":
        return re.search(r"\d|, ", words) is not None or _PREDICATE.search(words) is not None
    return re.search(r"\d", words) is not None or any(tag in ("v", "a", "d", "ad") for _, tag in tokens.tagged(words))


def above(heading: str, language: str) -> str:
    """Return a heading as it stands before words that stand below it: the question that it is, or without its number
    and its colon; "" where it cannot stand there, as one of steps or of what holds only together."""
    if asked := question(heading):
        return asked
    bare = clean(_NUMBER.sub("", heading)).rstrip(" :：")
    short = text.count(bare, text.UNIT[language]) <= HEADING[language]
    leads_on = joins(heading, language) or _rules()[language]["anywhere"].search(bare)
    return bare if short and not leads_on and value(bare, language) and re.search(r"[^\W\d]", bare) else ""


_NUMBER = re.compile(
    r"^(?:[•●-] |第?[一二三四五六七八九十百零〇\d]{1,4}(?:[章节条、.．]| |(?=[（(]))|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|(?:\d+\.)+\d* ?)\s*"
)
"""The number or the mark of a heading."""


def _fragment(item: str, *, led: bool = False) -> bool:
    """Tell whether a Chinese list item is an instruction or a mere noun: no clause that can stand in a report.

    `led`: it opens with its verb, and words before it will say of what.
    """
    bare = re.sub(r"（[^）]*）|\([^)]*\)", "", re.sub(r"^[^：]{1,16}(?<![有为是括含])：", "", item))
    tagged = [(word, tag) for word, tag in tokens.tagged(bare) if word.strip() and tag != "x"]
    if text.count(bare, "字") < SHORTEST["zh"] or not any(tag in ("v", "a", "vd", "ad") for _, tag in tagged):
        return True
    opens = tagged[0][1] == "v" and tagged[0][0] not in ("有", "是")
    if opens and (not led or tagged[0][0] in ("需", "需要", "要求")):
        return True
    words = [word for word, _ in tagged]
    if "，" in bare or re.search("是|为|有|了|可|会|能|将|已|都|均", bare):
        return False
    if "的" in words[-5:]:
        return True
    return "的" in words[1:6] and not any(tag == "v" for _, tag in tagged[: words.index("的")])


_INCHES = re.compile('(?<=\\d)[”"″]')
"""The mark of inches behind a number, which closes no quotation."""


def balanced(sentence: str) -> bool:
    if sentence.count("“") != sentence.count("”") or sentence.count('"') % 2:
        sentence = _INCHES.sub("", sentence)
    if sentence.count('"') % 2:
        return False
    stack = []
    pairs = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」", "[": "]", "【": "】", "『": "』"}
    for character in sentence:
        if character in pairs:
            stack.append(pairs[character])
        elif (
            character in pairs.values()
            and character != "’"
            and (not stack or (stack.pop() != character and character not in ")）"))
        ):
            return False
    return not [mark for mark in stack if mark != "’"]


def opened(cleaned: str, language: str) -> str:
    """Return an English sentence with the capital letter that it needs when what stood before it is left off.

    A name keeps its small letter: xAI, npm.
    """
    if language != "en" or boundaries.opens_small(cleaned):
        return cleaned
    return text.capital(cleaned)


def sentence(quote: str, language: str) -> str:
    """Return the sentence that a quote makes in a brief: cleaned, with its first letter and its full stop."""
    return finish(opened(clean(quote), language), language)


def lowered(words: str) -> str:
    """Return an English sentence as it stands behind a connective: “the …”; others as they are."""
    return words[0].lower() + words[1:] if _LOWERED.match(words) else words


def connective(sentence: str, language: str) -> int:
    """Return the characters of a word that only adds a sentence to the one before: 此外，… or Moreover, …"""
    match = _rules()[language]["connective"].match(sentence)
    return match.end() if match else 0
