"""Claim cards: sentences of the corpus that can stand alone, with the side each one speaks of.

A side is taken from the sentence itself, or from the headings above it; a sentence about a class (“闭源模型…”)
counts for a member only when the corpus itself says that the member belongs to the class.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from generator import files, platforms, yaml_text
from generator.commission import Subject
from generator.corpus import Block, Chunk, Document
from generator.language import clauses, text, tokens

HYGIENE = files.DATA / "hygiene.yml"
SHORTEST = {"zh": 12, "en": 7}
LONGEST = {"zh": 110, "en": 48}
"""Length of a usable sentence, 字 for Chinese and words for English."""
PHRASE = {"zh": (5, 24), "en": (2, 14)}
"""Shortest and longest list item that may stand in a table though it is no sentence, in the same units."""
CLASS_HEADING = {"zh": 10, "en": 4}
"""What a heading may hold besides a class, if the items below it are to speak of that class, in the same units."""
MEMBER_GAP = 24
"""Characters that may stand between a class and its member in a sentence that says they belong together."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A piece of a chunk."""

    document: str
    """Path of the document (`Document.path`)."""
    chunk: int
    start: int
    end: int
    """Character offsets into the chunk's text."""
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A sentence that may become a claim."""

    span: Span
    text: str
    """The quote without note marks and emphasis, with a full stop."""
    language: str
    side: str | None
    """Name of the subject it speaks of, None when it speaks of several or of none."""
    via: str
    """How the side was found: "name", "heading", "class", "title" (an attachment that is about it), "all" (several
    subjects), "background" (a class that the sources put no subject into) or "none"."""
    group: str = ""
    """With "class": the words for the class as the source has them, in the sentence (`named`) or above it."""
    membership: Span | None = None
    """With "class": where the corpus says that the side belongs to it."""
    person: bool = False
    """True when it speaks in the first or second person, or of itself as “this report”: usable as a quotation only."""
    attached: bool = False
    """True when its document is an attachment of the commission."""
    named: bool = True
    """True when the sentence itself names what it speaks of."""
    foremost: bool = False
    """True when it opens with what it speaks of."""
    item: bool = False
    """True for a list item."""
    headings: tuple[str, ...] = ()
    """Above the sentence, outermost first."""
    closing: bool = False
    """True when it stands below a heading such as 结论 or Outlook, or looks ahead itself."""
    phrase: bool = False
    """True for a list item that is no sentence, and for the part of one that holds a figure: for tables only."""
    under: int | None = None
    """Position in `headings` of the one that says what it speaks of, where a heading does."""


def cards(
    documents: Iterable[tuple[Document, Chunk]], subjects: tuple[Subject, ...], attached: frozenset[str]
) -> tuple[Card, ...]:
    """Return the usable sentences of the chunks in document order; `attached` holds paths of attachments."""
    pairs = tuple(documents)
    members = memberships(pairs, subjects)
    found: list[Card] = []
    for document, chunk in pairs:
        for block, span in _usable(document, chunk, subjects):
            for use, part in _uses(span, document.language, block.kind, quoted=document.path in attached):
                card = _card(document, block, part, document.path in attached)
                card = replace(_sided(card, block, subjects, members), phrase=use in ("phrase", "figure"))
                if card.attached and card.via == "none" and (side := titled(document.title, card.text, subjects)):
                    card = replace(card, side=side.name, via="title")
                if document.damaged and re.search(r"\d", card.text):
                    break
                if use in ("led", "phrase") and card.under is None:
                    continue  # only what a heading tells the subject of may lack it
                if use == "cut" and not (card.via == "title" or (card.named and card.foremost)):
                    continue
                found.append(card)
                break
    return tuple(found)


def _card(document: Document, block: Block, span: Span, attached: bool) -> Card:
    """Return the card of a piece of text, before it is known of which side it speaks."""
    cleaned = clean(span.quote)
    told = _by_name(cleaned, document.language) if attached else cleaned
    return Card(
        span=span,
        text=finish(_opened(cleaned, document.language), document.language),
        language=document.language,
        side=None,
        via="none",
        person=told != cleaned or _person(cleaned, document.language),
        attached=attached,
        item=block.kind == "item",
        headings=block.heading_path,
        closing=_CLOSING.search(" ".join((*block.heading_path, cleaned))) is not None,
    )


def _uses(span: Span, language: str, kind: str, *, quoted: bool) -> Iterator[tuple[str, Span]]:
    """Yield what a sentence may be used as, the best first, with the part that is used.

    "sentence": as it stands, but for a connective before it. "cut": what follows an adverbial that leans on the
    sentence before. "led": an item that opens with its verb. "phrase": an item that is none. "figure": its beginning,
    for the figure in it. `quoted`: it will stand with its source's name, so it may speak of “this report”.
    """

    def wrong(part: Span, *, led: bool = False) -> str | None:
        cleaned = _opened(clean(part.quote), language)
        return fault(_by_name(cleaned, language) if quoted else cleaned, language, kind, led=led)

    bare = _without_connective(span, language)
    why = wrong(bare)
    if why is None:
        yield "sentence", bare
        return
    if kind == "paragraph" and (cut := _without_adverbial(bare, language)) and wrong(cut) is None:
        yield "cut", cut
    if why == "fragment" and wrong(bare, led=True) is None:
        yield "led", bare
    if kind == "item" and phrase(clean(bare.quote), language):
        yield "phrase", bare
    if part := _measured(bare, language):
        yield "figure", part


def _opened(cleaned: str, language: str) -> str:
    """Return an English sentence with the capital letter that it needs when what stood before it is left off."""
    return cleaned[:1].upper() + cleaned[1:] if language == "en" else cleaned


_ADVERBIAL = {
    "zh": re.compile(r"(?:为了?|随着|针对)[^，。；：]{2,30}，\s?"),
    "en": re.compile(r"(?:To|As with|Along with|Together with|In addition to|Following) (?:[\w'’-]+ ){0,8}[\w'’-]+, "),
}
"""An adverbial of purpose or company before a comma: what follows is as true without it."""


def _without_adverbial(span: Span, language: str) -> Span | None:
    """Leave off an adverbial that opens a sentence, unless it denies or conditions what follows."""
    match = _ADVERBIAL[language].match(span.quote)
    if match is None or clauses.TURNS.search(match[0]):
        return None
    return replace(span, start=span.start + match.end(), quote=span.quote[match.end() :])


def _without_connective(span: Span, language: str) -> Span:
    """Leave off a word that only ties the sentence to the one before: 例如，… or Moreover, …"""
    match = _rules()[language]["connective"].match(span.quote)
    return replace(span, start=span.start + match.end(), quote=span.quote[match.end() :]) if match else span


def _measured(span: Span, language: str) -> Span | None:
    """Return the beginning of a sentence that cannot stand alone, where that can and holds a figure; else None."""
    for mark in reversed(tuple(_CUT[language].finditer(span.quote))):
        part = replace(span, end=span.start + mark.start(), quote=span.quote[: mark.start()])
        cleaned = clean(part.quote)
        if (
            amounts(cleaned)
            and not clauses.TURNS.search(span.quote[mark.start() :])
            and fault(finish(cleaned, language), language, "paragraph") is None
        ):
            return part
    return None


_PICTOGRAM = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d•■□◆●▪]+ ?")
_TAG = re.compile(rf"(?:{_PICTOGRAM.pattern})?[^，,。；;（(\s]{{1,2}}[：:]\s*(?=\S)")
_LABEL = re.compile(r"[^：:，,。；;（(]{2,16}[：:]\s*")


def _usable(document: Document, chunk: Chunk, subjects: tuple[Subject, ...]) -> Iterator[tuple[Block, Span]]:
    """Yield the sentences of a chunk; a list item's label is left off when the rest names a subject or its class."""
    for block, span in _spans(document, chunk):
        label = _LABEL.match(span.quote) if block.kind == "item" else None
        rest = span.quote[label.end() :] if label else ""
        named = rest and any(_names(s).search(rest) or group_in(rest, s) for s in subjects)
        tag = _TAG.match(span.quote)
        if tag:  # 秋：, a mark of order or time
            span = replace(span, start=span.start + tag.end(), quote=span.quote[tag.end() :])
        elif named and not fault(clean(rest), document.language, "item"):
            span = replace(span, start=span.start + label.end(), quote=rest)
        yield block, span


def _spans(document: Document, chunk: Chunk) -> Iterator[tuple[Block, Span]]:
    for block in chunk.blocks:
        if block.kind not in ("paragraph", "item"):
            continue
        for start, end in text.sentences(chunk.text[block.start : block.end]):
            start, end = start + block.start, end + block.start
            quote = chunk.text[start:end]
            page = chunk.page_at(start)
            yield block, Span(document=document.path, chunk=chunk.number, start=start, end=end, quote=quote, page=page)


_NOTE = re.compile(
    r"\s?\[\^?\d{1,3}(?:\s*[,，–-]\s*\d{1,3})*\]|(?<![0-9¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]+"
    r"|\s?[(（](?:see |cf\. )?(?:Figures?|Fig\.|Tables?|Section|Appendix) ?[A-Z]?[\d.]*[)）]"
    r"|\s?[(（][见参如]?[图表] ?\d+[)）]"
)
"""Marks that lead to a note, a figure or a table of the source."""


def clean(quote: str) -> str:
    """Return the words of a quote: note marks, emphasis marks, list marks and pictograms dropped."""
    while (cleaned := _cleaned(quote)) != quote:  # what was dropped may have parted two halves of a mark
        quote = cleaned
    return cleaned


def _cleaned(quote: str) -> str:
    quote = _PICTOGRAM.sub("", _NOTE.sub("", quote)).replace("**", "").replace("`", "")
    quote = re.sub(r"^(?:[-*+•]\s+|[（(]?\d{1,2}[)）、]\s*|\d{1,2}\.\s+|[①-⑳]\s*)", "", quote)
    quote = " ".join(quote.split())
    return text.space(_widen(quote)) if text.language(quote) == "zh" else quote


_NARROW = str.maketrans(",:;()?!", "，：；（）？！")
_BESIDE_HAN = re.compile(
    rf"(?<=[{text.HAN}”》）)]) ?[,:;()?!] ?|[,:;(] ?(?=[{text.HAN}“《])|(?<=[^\s])[)](?=[{text.HAN}，。；])"
)


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
            "person": re.compile("|".join(rules["person"])),
            "anywhere": re.compile("|".join(rules["anywhere"])),
            "pointing": re.compile("|".join(rules["pointing"])),
            "connective": re.compile("(?:" + "|".join(rules["connective"]) + ")[,，：:] ?(?=.)"),
            "itself": re.compile("|".join(rules["itself"])),
        }
        for language, rules in data.items()
    }


def _by_name(sentence: str, language: str) -> str:
    """Return a sentence with “this report” as “the report”: in an attributed quotation it points at what is quoted."""
    return _rules()[language]["itself"].sub("The" if language == "en" else "", sentence)


def _person(sentence: str, language: str) -> bool:
    return _rules()[language]["person"].search(sentence) is not None


def own_voice(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks as an organisation does: we, not I or you."""
    others = r"[你您咱]|(?<!自)我(?!们)|大家|读者" if language == "zh" else r"\b(?:I|me|my|[Yy]ou\w*)\b"
    return re.search(others, sentence) is None


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


def fault(sentence: str, language: str, kind: str, *, led: bool = False) -> str | None:
    """Return why a cleaned sentence cannot stand alone, in a word, or None when it can.

    `led`: words before it will say what it speaks of, so that it may open with its verb.
    """
    rules = _rules()[language]
    unit = text.UNIT[language]
    length = text.count(sentence, unit)
    if language == "zh" and len(re.findall("[A-Za-z]+", sentence)) > len(re.findall(f"[{text.HAN}]", sentence)) / 2:
        return "language"
    if not SHORTEST[language] <= length <= LONGEST[language]:
        return "length"
    if re.search(r"https?://|www\.|[{}<>|\\=#]|\.\.\.|…|~~|@", sentence):
        return "debris"
    if re.search(r"[!?！？:：；;]$", sentence) or (
        kind == "paragraph" and not re.search(r"[。.][”’」』）)\"']*$", sentence)
    ):
        return "unfinished"
    if re.search(r"[!?！？]", sentence):
        return "question"
    if not _balanced(sentence):
        return "brackets"
    if re.search(r"(?:表示|认为|指出|称|写道|说)[：:，,]?[“「]|\b(?:said|says|wrote)\b,? [“\"]", sentence):
        return "speech"
    if opener(sentence, language):
        return "opener"
    if rules["anywhere"].search(sentence) or rules["pointing"].search(re.split("[，,；;]", sentence)[0]):
        return "deixis"
    if kind == "item" and language == "zh" and _fragment(sentence, led=led):
        return "fragment"
    if re.match(r"[,，、；;)）”」》.。\-—:：]", sentence) or (
        language == "en" and not re.match(r"[\"“(]?[A-Z0-9]", sentence)
    ):
        return "fragment"
    return None


def phrase(item: str, language: str) -> bool:
    """Tell whether a cleaned list item that is no sentence can stand in a cell of a table."""
    shortest, longest = PHRASE[language]
    return (
        shortest <= text.count(item, text.UNIT[language]) <= longest
        and not re.search(r"https?://|www\.|[{}<>|\\=#@!?！？：:…~]|\.\.\.", item)
        and re.match(r"[^\W_]", item) is not None
        and _balanced(item)
        and opener(item, language) is None
        and not _rules()[language]["anywhere"].search(item)
        and not _rules()[language]["pointing"].search(item)
    )


def _fragment(item: str, *, led: bool = False) -> bool:
    """Tell whether a Chinese list item is an instruction or a mere noun: no clause that can stand in a report.

    `led`: it opens with its verb, and words before it will say of what.
    """
    bare = re.sub(r"（[^）]*）|\([^)]*\)", "", re.sub(r"^[^：]{1,16}：", "", item))
    tagged = [(word, tag) for word, tag in tokens.tagged(bare) if word.strip() and tag != "x"]
    if text.count(bare, "字") < SHORTEST["zh"] - 3 or not any(tag in ("v", "a", "vd", "ad") for _, tag in tagged):
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


def _balanced(sentence: str) -> bool:
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


# --- figures

FIGURE_CLAUSE = {"zh": (8, 60), "en": (5, 44)}
"""Shortest and longest clause that a table of figures takes from a sentence, 字 or words."""
_AMOUNT = re.compile(
    r"(?<![A-Za-z0-9.,/-])(?:[$€£¥] ?)?\d[\d,.]*(?:/\d[\d,.]*)?(?<![,.])(?:"
    r"\s?(?:%|％|‰|个百分点|[十百千万亿]*(?:美元|欧元|英镑|日元|元|人次|公里|千米|平方米|立方米|千瓦时|千瓦|兆瓦|吉瓦|吨|"
    r"分贝|小时|分钟|秒|字节|倍|词元|字|个|项|家|人|名|次|台|座|架|条|张|辆|件|种|米|克|度|成)|[万亿]+)"
    r"|\s?(?:percent|per cent|percentage points?|times|(?:US )?dollars|euros|pounds|[KMGT]B|[kMG]W|km|x(?![a-z])|"
    r"(?:million|billion|trillion|thousand)(?:\s(?!and\b|the\b|for\b|with\b|from\b|was\b)[a-z]{3,})?)\b"
    r"|(?:st|nd|rd|th)?\s(?:of \d+ )?(?!and\b|the\b|or\b|in\b|to\b|of\b|on\b|for\b|with\b|is\b|was\b|as\b|at\b|by\b)"
    r"[a-z]{2,}s\b)"
)
"""A number with its unit or what it counts: no year, no number of a page or a version."""
_YEAR = re.compile(r"(?:19|20)\d\d\s[a-z]+s$")
_CUT = {
    "zh": re.compile(r"[，；](?=\D)"),
    "en": re.compile(r", (?=(?:but|while|whereas|and (?:[A-Z]|we\b|it\b|they\b)))"),
}
"""Where a sentence may end earlier than it does: before a clause, not before the last of a list."""


def amounts(words: str) -> tuple[str, ...]:
    """Return the numbers of a text with their units as they stand there: "0.73%", "24 of 26 languages", "30 亿元"."""
    return tuple(m[0] for m in _AMOUNT.finditer(words) if not _YEAR.match(m[0]))


def figure(card: Card) -> Span | None:
    """Return the clause of a card's sentence that says what its numbers measure, or None.

    The whole sentence where it is short enough, else its beginning up to a comma before “and” or “while”, in Chinese
    up to a comma; what is left out must not turn the meaning round.
    """
    shortest, longest = FIGURE_CLAUSE[card.language]
    quote = card.span.quote.rstrip("。.!！；;，, ")
    marks = tuple(_CUT[card.language].finditer(quote))
    for end in (len(quote), *(mark.start() for mark in reversed(marks))):
        part, rest = quote[:end], quote[end:]
        cleaned = clean(part)
        if (
            shortest <= text.count(cleaned, text.UNIT[card.language]) <= longest
            and amounts(cleaned)
            and not clauses.TURNS.search(rest)
            and _balanced(part)
        ):
            return replace(card.span, end=card.span.start + end, quote=part)
    return None


# --- clauses

CLAUSE = {"zh": (5, 30), "en": (4, 20)}
"""Shortest and longest clause that a table or a summary may take from a sentence, 字 or words."""
_REPORTING = re.compile(r"(?:表示|说明|指出|认为|宣布|称|写道|介绍|声明|强调|透露|显示|表明|可见)$")


def clause(card: Card, side: Subject) -> Span | None:
    """Return the part of a card's sentence that says most of `side` in few words; None when no part will do.

    A part runs from a comma to a comma and opens with the name or the class; a sentence that its lead introduces is
    cut at its end only. What is left out must not turn the meaning round (`clauses.fault`). English sentences are not
    cut: their clauses seldom stand.
    """
    shortest, longest = CLAUSE[card.language]
    unit = text.UNIT[card.language]
    quote = card.span.quote.rstrip("。.!！；;，, ")
    marks = [0, *(m.end() for m in re.finditer(r"[，；,;]\s*(?=\D)", quote))] if card.language == "zh" else [0]
    ends = [*(m - 1 for m in marks[1:]), len(quote)]
    for start in marks:
        first = clean(quote[start : min(e for e in ends if e > start)])
        opens = any(
            (m := names.search(first)) and m.start() <= CLASS_FOREMOST for names in (_names(side), _classes(side))
        )
        if not opens and (card.named or start):
            continue
        for end in reversed([e for e in ends if e > start]):
            part = quote[start:end].rstrip("，；,; ")
            cleaned = clean(part)
            if (
                shortest <= text.count(cleaned, unit) <= longest
                and clauses.fault(card.span.quote, start, start + len(part)) is None
                and not _REPORTING.search(cleaned)
                and (card.language == "en" or any(tag in ("v", "a", "vd", "ad") for _, tag in tokens.tagged(cleaned)))
            ):
                at = card.span.start + start
                return replace(card.span, start=at, end=at + len(part), quote=part)
    return None


# --- sides


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return an expression that finds any of the names, longest first, Latin ones as whole words."""
    parts = []
    for name in sorted(set(filter(None, names)), key=lambda n: (-len(n), n)):
        escaped = re.escape(name).replace(r"\ ", r"\s?")
        if re.fullmatch("[A-Za-z]{1,5}", name):
            escaped = f"(?-i:{escaped})"  # "Go" is a name, "go" is not
        before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", name) else ""
        after = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", name) else ""
        parts.append(f"{before}{escaped}{after}")
    return re.compile("|".join(parts) or r"(?!)", re.I)


@cache
def _names(subject: Subject) -> re.Pattern[str]:
    return pattern((subject.name, *subject.aliases))


_NOUN = (
    r"(?:的? ?(?:人工智能|AI ?)?(?:大语言|语言|大)?"
    r"(?:模型|平台|生态|社区|阵营|路线|模式|体系|软件|系统| ?LLMs?(?![A-Za-z]))"
    r"|[ -](?:weights? |source )?(?:AI |language |large language )*"
    r"(?:models?|platforms?|ecosystems?|software|systems?|LLMs?(?![A-Za-z])))"
)


@cache
def _classes(subject: Subject) -> re.Pattern[str]:
    """Find a class of the subject together with the noun it qualifies: 闭源大模型, open-source models."""
    bare = {re.sub(f"{_NOUN}$", "", word) for word in subject.classes} - {""}
    words = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in sorted(bare, key=lambda w: (-len(w), w)))
    joined = r"(?=\s?(?:与|和|及|、|/|还是|或|vs\.?|and|or)\s?[\w-]{2,14})"  # 开源与闭源大模型
    return re.compile(rf"(?:{words})(?:{_NOUN}|{joined})" if words else r"(?!)", re.I)


def _mentioned(sentence: str, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    return tuple(subject for subject in subjects if _names(subject).search(sentence))


def _others(sentence: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a platform that is no subject is named before any subject."""
    firsts = [match.start() for subject in subjects if (match := _names(subject).search(sentence))]
    first = min(firsts, default=len(sentence))
    names = {subject.name for subject in subjects}
    return any(
        mention.start < first and mention.platform.name not in names and mention.platform.organisation not in names
        for mention in platforms.mentions(sentence)
    )


def titled(title: str, sentence: str, subjects: tuple[Subject, ...]) -> Subject | None:
    """Return the subject that a document is about by its title, where the sentence names no other subject or platform.

    What such a document says of “the model” or “we” is said of that subject, if it is quoted with the title.
    """
    named = _mentioned(title, subjects)
    if len(named) != 1 or _others(title, subjects) or _others(sentence, named):
        return None
    return named[0] if all(subject in named for subject in _mentioned(sentence, subjects)) else None


_CLOSING = re.compile(
    r"结论|总结|结语|展望|未来|趋势|前景|长期|共存|\b(?:conclusions?|outlook|future|trends?|long[ -]term|coexist)\b",
    re.I,
)
FOREMOST = 12
HEADING_REST = 4
"""Characters that a heading may hold besides the name of what the items below it speak of."""
CLASS_FOREMOST = 4
"""Characters within which a sentence, or a clause after a comma, opens with the name or class it speaks of."""


_ASIDE = re.compile(
    r"随着|相比|除了|比起|围绕|通过|根据|依托|借助|继|\b(?:after|since|unlike|besides|with|following)\b", re.I
)


def _foremost(sentence: str, names: re.Pattern[str], within: int) -> bool:
    return any(
        (match.start() <= within and not _ASIDE.search(sentence[: match.start()]))
        or sentence[match.start() - 1 : match.start()] in tuple("，；,;")
        for match in names.finditer(sentence)
    )


def _sided(card: Card, block: Block, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span]) -> Card:
    sentence = card.text
    named = _mentioned(sentence, subjects)
    grouped = tuple(subject for subject in subjects if subject not in named and _classes(subject).search(sentence))
    foremost = len(named) == 1 and _foremost(sentence, _names(named[0]), FOREMOST)
    if len(named) + len(grouped) > 1 and not foremost:
        return replace(card, via="all")
    if named and not _others(sentence, subjects):
        under = _class_above(card, block, named[0], subjects) if len(named) == 1 else None
        return replace(card, side=named[0].name, via="name", foremost=foremost, under=under)
    if named or _others(sentence, subjects):
        return replace(card, via="none")
    if grouped and _foremost(sentence, _classes(grouped[0]), CLASS_FOREMOST):
        return _member(card, grouped[0], group_in(sentence, grouped[0]) or "", members, named=True)
    if grouped and block.kind != "item":
        return card  # the class is spoken of, but the sentence may be about another
    if _NAME_OPENS.match(sentence) and block.kind == "item" and card.language == "zh":
        return card  # it opens with a name that is no subject's
    for under in reversed(range(len(block.heading_path))):
        heading = block.heading_path[under]
        inside = _mentioned(heading, subjects)
        classes = tuple(subject for subject in subjects if _classes(subject).search(heading))
        if len(inside) == 1 and not classes and block.kind == "item":
            group = _names(inside[0]).search(heading)[0]
            if len(_plain(heading)) > len(group) + HEADING_REST:
                return card  # below a heading that says more than the name, an item may speak of anything
            return replace(card, side=inside[0].name, via="heading", group=group, named=False, under=under)
        if grouped and classes != grouped:
            return card  # the sentence and its heading speak of different things
        if not inside and len(classes) == 1 and block.kind == "item" and _of_class(heading, classes[0], card.language):
            group = group_in(heading, classes[0]) or ""
            return replace(_member(card, classes[0], group, members, named=False), under=under)
        if inside or classes or _others(heading, subjects):
            return card
    return card


def _class_above(card: Card, block: Block, side: Subject, subjects: tuple[Subject, ...]) -> int | None:
    """Return the place of the nearest heading above an item that is about a class of its side and of no other."""
    for under in reversed(range(len(block.heading_path))) if block.kind == "item" else ():
        heading = block.heading_path[under]
        if any(_names(s).search(heading) or _classes(s).search(heading) for s in subjects):
            alone = not any(_names(s).search(heading) or _classes(s).search(heading) for s in subjects if s != side)
            return under if alone and _of_class(heading, side, card.language) else None
    return None


_NAME_OPENS = re.compile(r"[A-Z][a-z]{2,}")


def _plain(heading: str) -> str:
    """Return a heading without its number and what stands in brackets."""
    return re.sub(r"[（(][^）)]*[）)]|^[\d.、（()）\s]+", "", heading).strip()


def _of_class(heading: str, subject: Subject, language: str) -> bool:
    """Tell whether a heading is about a class of the subject: it names it, says little else, and asks nothing."""
    rest = aspect_of(heading, subject)
    return not re.search("[?？]", heading) and text.count(rest, text.UNIT[language]) <= (
        CLASS_HEADING[language]
    )


def aspect_of(heading: str, subject: Subject) -> str:
    """Return what a heading says besides the name or the class of the subject: “的风险” of 开源模型的风险."""
    plain = _plain(heading)
    return re.sub(f"{_names(subject).pattern}|{_classes(subject).pattern}", "", plain, flags=re.I).strip()


def _member(card: Card, subject: Subject, group: str, members: dict[tuple[str, str], Span], *, named: bool) -> Card:
    span = next((span for (name, kind), span in members.items() if name == subject.name and kin(kind, group)), None)
    if span is None:  # true of a class that no source puts the subject into: background for all sides
        return replace(card, via="background") if named and not card.item else card
    return replace(card, side=subject.name, via="class", group=group, membership=span, named=named)


def group_in(sentence: str, subject: Subject) -> str | None:
    """Return the first class of the subject that the sentence names, or None."""
    match = _classes(subject).search(sentence)
    return match[0] if match else None


def kin(first: str, second: str) -> bool:
    """Tell whether two class words name the same kind of thing: 闭源大模型 and 闭源模型, not 开源社区."""
    return _bare(first) == _bare(second)


def _bare(group: str) -> str:
    plain = re.sub(r"人工智能|AI|大语言|语言|大|的|large|language|[\s-]", "", group, flags=re.I)
    plain = plain.casefold().removesuffix("s")
    return re.sub("llm$", "模型" if text.has_han(plain) else "model", plain)


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
        for block, span in _spans(document, chunk):
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


def _grounds(sentence: str, headings: tuple[str, ...], subject: Subject) -> tuple[str, int] | None:
    """Return the class words, and 0 where the sentence says that it is one, 1 that it offers such, 2 its heading."""
    name, group = _names(subject).pattern, _classes(subject).pattern
    ways = (
        (0, f"({group}){_EXAMPLES}(?:{name})"),
        (0, f"(?:{name}){_BELONGS}({group})"),
        (1, f"(?:{name}){_OFFERED}({group})"),
        (1, f"({group}){_PLACED}(?:{name})"),
    )
    for rank, way in ways:
        if match := re.search(way, sentence, re.I):
            return match[1], rank
    opening = _names(subject).search(clean(sentence)[:40])
    if opening and opening.start() <= 8:
        for heading in reversed(headings):
            if match := _classes(subject).search(heading):
                return match[0], 2
    return None
