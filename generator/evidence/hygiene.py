"""Sentences that can stand alone, and points, values, phrases and pieces that can where something stands before them.

Of words alone: nothing here knows a subject, a chunk or a document. The rules that this asks have a module for each
kind: who speaks (`persons`), what a sentence leans on (`cohesion`), its verb (`predicates`), what is no matter of a
report (`chaff`); `cleaning` makes a sentence of a quote, `lead_ins` and `headings` judge what stands above one. Their
words are in `data/hygiene.yml`.
"""

import re

from generator.evidence import cleaning, cohesion, hygiene_rules, persons, predicates
from generator.language import boundaries, notes, text, tokens

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
_NOTED = re.compile(rf"\d{{1,3}} (?:[该这其]|\d{{4}} ?年|[{text.HAN}]{{2,}}(?:公司|基金))")
"""The number of a note that was left before a sentence."""
_CITATION = re.compile(
    r"[\[［][JMDCNR](?:/OL)?[\]］]|(?:19|20)\d\d[,，] ?\d+ ?[(（][\dZz増增-]+[)）] ?[：:]|，等\s?\\?[.．]|"
    r"\b(?:19|20)\d\d;\d+(?:\(\d+\))?:"
)
"""An entry of a list of references."""
_CALLED = re.compile("[!?！？]")
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


def fault(sentence: str, language: str, kind: str, *, led: bool = False, after: bool = False) -> str | None:
    """Return why a cleaned sentence cannot stand alone, in a word, or None when it can.

    `led`: words before it will say what it speaks of, so that it may open with its verb. `after`: it will stand behind
    the sentence that it leans on.
    """
    if cleaning.SIGN.search(sentence):
        return "sign"  # what it says of the words beside it, no rule can tell
    sentence = persons.unpointed(sentence, language)
    rules = hygiene_rules.of(language)
    unit = text.UNIT[language]
    length = text.count(sentence, unit)
    if language == "zh" and len(re.findall("[A-Za-z]+", sentence)) > len(re.findall(f"[{text.HAN}]", sentence)) / 2:
        return "language"
    if not SHORTEST[language] <= length <= LONGEST[language]:
        return "length"
    if cleaning.DEBRIS.search(sentence):
        return "debris"
    if notes.dangling(sentence) or _NOTED.match(sentence) or _CITATION.search(sentence):
        return "reference"
    if re.search(r"[!?！？:：；;]$|[:;.] [a-z]\. (?=[A-Z])", sentence) or (
        kind == "paragraph" and not re.search(r"[。.][”’」』）)\"']*$", sentence)
    ):
        return "unfinished"
    if any(mark[0] != "!" or not boundaries.is_bang_name(sentence, mark.end()) for mark in _CALLED.finditer(sentence)):
        return "question"
    if not cleaning.balanced(sentence):
        return "brackets"
    if re.search(r"(?:表示|认为|指出|称|写道|说)[：:，,]?[“「]|\b(?:said|says|wrote)\b,? [“\"]", sentence):
        return "speech"
    also = language == "en" and cohesion.ALSO.match(sentence)
    if (cohesion.opener(sentence, language) or also) and not (after and cohesion.carried(sentence, language)):
        return "opener"
    if _ANNOUNCING[language].search(sentence):
        return "announcement"
    if rules["anywhere"].search(sentence):
        return "deixis"
    if not after and rules["pointing"].search(re.split("[，,；;]", sentence)[0]):
        return "deixis"
    if language == "en" and (predicates.subjectless(sentence, language) or predicates.purpose(sentence, language)):
        return "fragment"
    if kind == "item" and language == "zh" and _fragment(sentence, led=led):
        return "fragment"
    if (
        kind == "item"
        and language == "en"
        and (_OPEN_END.search(sentence) or not predicates.PREDICATE.search(sentence))
    ):
        return "fragment"
    if language == "en" and predicates.nominal(sentence):
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
_OPEN_END = re.compile(r"[\w,;)] (?:or|and)[.,;]?$", re.I)
"""The end of a point that goes on in the next: “… on active duty, or”."""


def placed(words: str) -> str:
    """Return words without “this law”: behind the law's name it points at that."""
    return _OWN.sub("", tokens.simplify_each(words))


def point(words: str, language: str) -> bool:
    """Tell whether a cleaned point can stand in the sentence of a list: one sentence, of no person.

    It may tell the reader what to do: of a list that is the matter, of a sentence among others a step.
    """
    rules = hygiene_rules.of(language)
    return (
        2 <= text.count(words, text.UNIT[language]) <= LONGEST[language]
        and len(text.sentences(words)) == 1
        and not cleaning.DEBRIS.search(words)
        and not cleaning.SIGN.search(words)
        and not re.search(r"[!?！？:：]$|[!?！？…]", words)
        and cleaning.balanced(words)
        and not persons.has_person(words, language)
        and not rules["chaff"].search(placed(words))
        and cohesion.opener(words, language) is None
    )


def value(words: str, language: str) -> bool:
    """Tell whether a value of a table, with what heads it, can stand in a sentence: plain words, and of no person."""
    told = cleaning.clean(words)
    return (
        not cleaning.DEBRIS.search(told)
        and not cleaning.SIGN.search(told)
        and not re.search(r"https?://|www\.|[{}\\<>]|\]\(", told)
        and cleaning.balanced(told)
        and not persons.has_person(told, language)
    )


def phrase(item: str, language: str) -> bool:
    """Tell whether a cleaned list item that is no sentence can stand in a cell of a table."""
    shortest, longest = PHRASE[language]
    return (
        shortest <= text.count(item, text.UNIT[language]) <= longest
        and not re.search(r"https?://|www\.|[{}<>|\\=#@!?！？：:…~]|\.\.\.", item)
        and cleaning.SIGN.search(item) is None
        and re.match(r"[^\W_]", item) is not None
        and cleaning.balanced(item)
        and cohesion.opener(item, language) is None
        and not hygiene_rules.of(language)["anywhere"].search(item)
        and not hygiene_rules.of(language)["pointing"].search(item)
    )


def piece(words: str, language: str, *, answers: bool) -> bool:
    """Tell whether cleaned words that are no sentence can stand behind whose they are and what stands above them.

    `answers`: that is a question, so that one word may answer it. Others say something only with a figure, a verb or
    several parts.
    """
    shortest, longest = PIECE[language]
    rules = hygiene_rules.of(language)
    return (
        (ANSWER if answers else shortest) <= text.count(words, text.UNIT[language]) <= longest
        and not cleaning.DEBRIS.search(words)
        and not cleaning.SIGN.search(words)
        and not re.search(r"[!?！？:：;；…]$|[?？]|[{}[\]<>|\\=#@…]|~(?!\d)|\.\.\.|://|\w/\w+/|[\"“「]", words)
        and not (language == "en" and _TORN_END.search(words))
        and re.match(r"[^\W_]|[£$€¥≤≥]\d", words) is not None
        and len(text.sentences(words)) <= 1
        and cleaning.balanced(words)
        and not persons.has_person(words, language)
        and cohesion.opener(words, language) in (None, *cohesion.OF_ABOVE[language])
        and not rules["anywhere"].search(words)
        and not rules["chaff"].search(words)
        and not rules["chaff_opening"].search(words)
        and (answers or not _STEP.match(words))
        and (answers or cohesion.of_above(words, language) or predicates.tells(words, language))
    )


_TORN_END = re.compile(
    r"\b(?:and|or|of|to|the|an?|for|in|with|by|on|at|from|that|if|as|is|are|may|must|shall|will|can|should)[.,;]?$"
)
"""The end of what goes on in the next line."""
_STEP = re.compile("将|把|按(?:住|下)|打开|插入|拔|安装|选择|输入|连接|进入|运行|执行|返回|重启|更新|下载|登录")
"""How a Chinese step opens: what its reader shall do, where a rule says what is to be done."""


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
