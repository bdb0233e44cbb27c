"""Every name that the words of a commission may hold, and where each stands: what the corpus is asked about."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN
from generator.language import tokens

LONGEST, LONGEST_HAN = 5, 14
"""Words of an English name; characters of a Chinese one."""
MENTIONS = 8
"""Places at which a name is looked at; said more often it is no surer."""
MOST = 4000
"""Characters of a commission in which names are looked for: more would be a document, pasted in."""
_PASSAGE = re.compile(rf"[^,;:。!?、()\[\]|\n“”\"《》{HIDDEN}]+")
_PIECE = re.compile(r"[㐀-鿿]+|(?<!')[A-Za-z0-9](?:[\w+#&-]|[.'](?=\w)(?!s(?!\w)))*", re.ASCII)
"""Han, or a Latin word without the ’s of who owns something."""
_STOP = frozenset(
    """
    a an the of in on at by for from to with and or than over against is are was were be been being do does did doing
    done has have had having can could may might must shall should will would its it they them their he him his she her
    we our ours us you your i my me this that these those which who whom whose what when where why how not no nor only
    one two three four five six both either each every all any some many more most less few much other others another
    else if because so then as whether between please about into out up down off just very too also again still yet now
    here there like don't doesn't didn't can't won't i'm i'd we're we'd they're it's that's what's within under per
    """.split()  # noqa: SIM905
)
"""Words that open and close no name."""
_PLAIN = frozenset(
    """
    want wants wanted need needs needed know knows say says said tell tells told ask asks asked think write writes
    explain compare choose pick use uses used using get gets got go goes going make makes made give gives given take
    takes took put let see look looks page pages word words short long half report brief briefing note memo section
    sections heading headings thanks thank hi hello dear work works thing things way ways good better best bad worse
    same different difference people someone somebody everyone anybody nobody something anything nothing prepare cover
    check describe draft show set find help keep read start come part parts time times day days week month year years
    table list point points question questions answer summary overview guide topic subject text
    matter matters enough plain
    """.split()  # noqa: SIM905
)
"""Words that open no name and are none."""
_HAN_WORDS = frozenset(
    """
    内容 工作 材料 报告 问题 条件 影响 分析 资料 方面 部分 情况 公司 老板 时间 事情 东西 意思 说法
    什么 为什么 怎么 怎样 如何 场合 大家 我们 他们 还是 哪个 哪种 哪家 哪些 应该 或者 以及 两者 之间
    """.split()  # noqa: SIM905
)
_HAN_STOP = frozenset("的了是我你他她它这那都也又还再就才在到给跟和与及或而但很太个么吗呢吧啊把被让请想要会能可以")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A name that the commission may mean."""

    name: str
    """As it is written where it stands first."""
    mentions: tuple[Span, ...]


def terms(flat: str) -> tuple[Term, ...]:
    """Return the runs of words in the flattened text that may be names, each once, in the order of the text."""
    found: dict[str, list[Span]] = defaultdict(list)
    for start, end in _spans(flat[:MOST]):
        spans = found[flat[start:end].casefold()]
        if len(spans) < MENTIONS:
            spans.append((start, end))
    return tuple(Term(name=flat[slice(*spans[0])], mentions=tuple(spans)) for spans in found.values())


def may_name(words: str) -> bool:
    """Tell whether words may be a name, and are no plain ones of a commission."""
    folded = words.casefold()
    edges = {*folded.split()[:1], *folded.split()[-1:]}
    return (
        len(words) > 1
        and not edges & _STOP
        and not ({folded} & (_STOP | _PLAIN | _HAN_WORDS) or {words[0], words[-1]} & _HAN_STOP)
    )


def _spans(flat: str) -> Iterator[Span]:
    for passage in _PASSAGE.finditer(flat):
        start, end = passage.span()
        words = list(_words(flat, start, end))
        for first, (a, _) in enumerate(words):
            for last in range(first, min(len(words), first + LONGEST + 2)):
                b = words[last][1]
                if _may_name(flat, words[first : last + 1]):
                    yield a, b


def _words(flat: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words of a passage, Han by the dictionary; what stands in it beyond letters parts nothing."""
    place = start
    for piece in _PIECE.finditer(flat[start:end]):
        place = start + piece.start()
        for word in tokens.words(piece[0]) if re.match("[㐀-鿿]", piece[0]) else (piece[0],):
            yield place, place + len(word)
            place += len(word)


def _may_name(flat: str, words: list[Span]) -> bool:
    (a, first_end), (last_start, b) = words[0], words[-1]
    name, first, last = flat[a:b], flat[a:first_end], flat[last_start:b]
    if re.search("[㐀-鿿]", name):
        return 1 < b - a <= LONGEST_HAN and not {first, last, name} & (_HAN_STOP | _HAN_WORDS)
    stopped = [(words[0], _STOP | _PLAIN), (words[-1], _STOP)]
    if any(flat[x:y].casefold() in stop and not _capital(flat, x, y) for (x, y), stop in stopped):
        return False
    if len(words) > LONGEST or len(name) < 2 or name.isdigit():
        return False
    return all(flat[e:s] in (" ", "") for (_, e), (s, _) in zip(words, words[1:], strict=False))


def _capital(flat: str, start: int, end: int) -> bool:
    """Tell whether a word is written as a name within a sentence: "IT", "Go"."""
    return flat[start].isupper() and end - start > 1 and flat[start:end].isupper()
