"""Every run of words in a commission that may be a name: what the corpus is asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN
from generator.commission.subject import LONGEST_NAME
from generator.language import english, text, tokens

LONGEST = 6
"""Words of a name."""
LONGEST_ACRONYM = 4
"""Letters up to which a word in capitals is a name even where it is a common word: "AT"."""
MOST = 4000
"""Characters of a commission in which names are looked for: more would be a document, pasted in."""
_PASSAGE = re.compile(rf"[^,;:。!?、()\[\]|\n“”\"《》{HIDDEN}]+")
_PIECE = re.compile(
    r"[㐀-鿿]+|(?:(?<![\w.])\.(?=[A-Z]{2}))?(?<![A-Za-z]')"
    r"(?:St\. (?=[A-Z]))?[A-Za-z0-9](?:[\w+#&-]|/(?=\d)|[.'](?=\w)(?!s(?!\w)))*",
    re.ASCII,
)
"""Han, or a Latin word without the ’s of who owns something."""
_HAN = re.compile("[㐀-鿿]+")
_STOP = frozenset(
    """
    a an the of in on at by for from to with and or than over against is are was were be been being do does did doing
    done has have had having can could may might must shall should will would its it they them their he him his she her
    we our ours us you your i my me this that these those which who whom whose what when where why how not no nor only
    one two three four five six both either each every all any some many more most less few much other others another
    else if because so then as whether between please about into out up down off just very too also again still yet now
    enough here there like within under per before during until since while without
    """.split()  # noqa: SIM905
)
"""Words that open and close no name."""
_VERSUS = ("vs", "versus")
"""Words that no name holds: a title "A vs B" is of two."""
_SHORTENED = re.compile(
    "(?:i|we|you|they|he|she|it|that|what)'[a-z]{1,2}|[a-z]+n't|(?:that|what|who|how|where)s|"
    "(?:ca|do|does|did|is|are|was|were|has|have|wo|should|would|could)nt"
)
"""Small words run together, with their apostrophe or without."""
_PLAIN = frozenset(
    """
    want wants wanted need needs needed know knows say says said tell tells told ask asks asked think write writes
    explain compare choose pick use uses used using get gets got go goes going make makes made give gives given take
    takes took put let see look looks page pages word words short long half report brief briefing note memo section
    sections heading headings thanks thank hi hello dear work works thing things way ways good better best bad worse
    same different difference people someone somebody everyone anybody nobody something anything nothing prepare cover
    check describe draft show set find help keep read start come part parts time times day days week month year years
    table list point points question questions answer summary overview guide topic subject text
    matter matters plain argument arguments rule rules structure criteria sources source budget deadline
    advantage advantages drawback drawbacks pros cons english chinese yes monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december
    """.split()  # noqa: SIM905
)
"""Words that open no name and are none."""
_HAN_WORDS = frozenset(
    """
    明白 清楚 分别 各自 到底 究竟
    内容 工作 材料 报告 问题 条件 影响 分析 资料 方面 部分 情况 公司 老板 时间 事情 东西 意思 说法
    什么 为什么 怎么 怎样 如何 场合 大家 我们 他们 还是 哪个 哪种 哪家 哪些 应该 或者 以及 两者 之间
    """.split()  # noqa: SIM905
)
_INVERTED = re.compile(r"\b(?:do|does|did|can|could|should|would|will|may|must|is|are|was|were) $", re.IGNORECASE)
"""Before whom a question asks about."""
_EDGELESS = re.compile("[rpcuydeoxfqk]")
"""Tags of Chinese words that neither open nor close a name: pronouns, particles, adverbs, marks."""
_COUNT = re.compile("[一两二三四五六七八九十几半]?(?:[个种款家条张样点些份]|下)?|很多|许多")
_HAN_STOP = _HAN_WORDS | set(
    "的了是有我你他她它这那都也又还再就才在到给跟和与及或而但很太个么吗呢吧啊把被让请想要会能可以"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word, Han by the dictionary."""

    start: int
    end: int
    opens: bool
    """Whether it may open a name."""
    closes: bool
    parts: bool = False
    """Whether no name holds it: a Chinese pronoun or particle."""
    verb: bool = False
    """Whether it is a Chinese verb, which no name with Latin letters before it holds."""


def runs(flat: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the runs of words in a passage that may be names: no mark within, no particle at an end."""
    end = min(len(flat) if end is None else end, start + MOST)
    for passage in _PASSAGE.finditer(flat, start, end):
        words = list(_words(flat, *passage.span()))
        for first, opening in enumerate(words):
            place = opening.start
            for last, word in enumerate(words[first : _asked(flat, words, first)], start=first):
                if word.parts or flat[place : word.start].strip(" ") or word.verb and flat[opening.start].isascii():
                    break
                place = word.end
                if opening.opens and word.closes and _may_name(flat[opening.start : place], last > first):
                    yield opening.start, place


def _asked(flat: str, words: list[_Word], first: int) -> int:
    """Return the position after the last word that a name from `first` on may have: where a question asks about it, the
    verb is none of its words: "does GitHub collect", "does Tremlow voting pass the test"."""
    most = first + LONGEST
    place = words[first].start
    if not (flat[place].isupper() and _INVERTED.search(flat, max(0, place - 8), place)):
        return most
    chain = first
    while chain < len(words) and words[chain].closes and not flat[words[chain - 1].end : words[chain].start].strip():
        chain += 1
    return min(most, chain - (chain > first + 1 and flat[words[chain - 1].start].islower()))


def _may_name(name: str, several: bool) -> bool:
    if not re.search(r"[^\W\d_]", name) or len(name) > LONGEST_NAME:
        return False
    if text.has_han(name):
        return len(name) > 1 and name not in _HAN_WORDS
    if len(name) == 1:
        return name.isupper() and name not in "AI"
    return several or name.casefold() not in _PLAIN or name.isupper()


def _words(flat: str, start: int, end: int) -> Iterator[_Word]:
    """Yield the words of a passage."""
    for piece in _PIECE.finditer(flat, start, end):
        a, b = piece.span()
        if not text.has_han(piece[0]):
            word, acronym = piece[0].casefold(), b - a > 1 and piece[0].isupper() and not is_loud(piece[0])
            if word.isdigit() and _is_measured(flat, b, end):
                yield _Word(start=a, end=b, opens=False, closes=False, parts=True)
                continue
            capital = flat[a].isupper() and re.search(r"[^\s.?!]\s?$", flat[max(0, a - 2) : a]) is not None
            closes = acronym or word not in _STOP and not _SHORTENED.fullmatch(word)
            opens = acronym or closes and (capital or word not in _PLAIN)
            yield _Word(start=a, end=b, opens=opens, closes=closes, parts=word in _VERSUS)
            continue
        for word, tag in tokens.tagged(piece[0]):
            alone = tag in ("a", "ad", "m") and len(word) == b - piece.start()
            edgeless = _EDGELESS.match(tag) or _COUNT.fullmatch(word) or word in _HAN_STOP
            bears = not alone and not edgeless
            parts = word in ("的", "在") or tag[0] in "ruy"
            yield _Word(start=a, end=a + len(word), opens=bears, closes=bears, parts=parts, verb=tag == "v")
            a += len(word)


def is_loud(word: str) -> bool:
    """Tell whether a common word is only written in capitals: ACTION; a short one, "AT", is a name."""
    return len(word) > LONGEST_ACRONYM and word.isupper() and english.is_word(word.casefold())


def _is_measured(flat: str, place: int, end: int) -> bool:
    """Tell whether a number ends before a word of measure: 30 of 30天 is how many, and part of no name."""
    han = _HAN.match(flat, place, end)
    return han is not None and tokens.tagged(han[0])[0][1] == "q"


def is_noun_phrase(flat: str, span: Span) -> bool:
    """Tell whether words are a short noun phrase without a particle; a Chinese one ends in a noun, or in a verb that
    a noun leads to: 深度相机, 劳动仲裁."""
    words = flat[slice(*span)]
    if not bears(flat, span) or re.search(rf"[^\w {text.HAN}.+#&'-]", words):
        return False
    if not text.has_han(words):
        return words.count(" ") < 3
    tags = [tag for _, tag in tokens.tagged(words)]
    noun = (
        tags[-1].startswith(("n", "vn", "j", "l", "eng"))
        or len(tags) > 2
        and tags[-1] in ("m", "t")  # 产后前两周
        or len(tags) > 1
        and tags[-1] == "v"
        and tags[0][:2] in ("n", "nz", "vn", "v")
    )
    return len(words) < 10 and noun


def bears(flat: str, span: Span) -> bool:
    """Tell whether every word of a passage may open or close a name: it holds no particle."""
    return all(word.opens or word.closes for word in _words(flat, *span))


def is_closed(flat: str, span: Span) -> bool:
    """Tell whether several Latin words have no particle at an end: "time of use", though "time" opens no name."""
    words = list(_words(flat, *span))
    return len(words) > 2 and not text.has_han(flat[slice(*span)]) and words[0].closes and words[-1].closes
