"""What speaks for each name that a commission holds: what the corpus knows of it, and where it stands in the text."""

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.commission import shared, terms
from generator.commission.clauses import Span
from generator.commission.held import TITLED, Held, Lookup, worth
from generator.commission.subject import LONGEST_NAME
from generator.language import tokens

# The numbers of this module, of `rows` and of `readings` were set by hand on bench/asked.yml.
MOST = 1.0
"""What the corpus says for a name (0 and up) from which more says no more."""
SIDELINED = 0.5
"""Factor (0 to 1) for a name that stands only in brackets, where people, places and sources around the matter do, or
that is an aspect."""
PROPER = 0.25
"""What a name weighs more for being written as one: with a capital within a sentence, or within itself."""
UNTOLD, CLAUSE = -0.1, -0.6
"""What a noun phrase weighs that no document holds, and what is none."""
NUMBERED = 0.01
"""What a name with its number weighs more than without."""
PART = 0.5
"""What a noun phrase weighs of which the corpus has a part for a name, as a share (0 to 1) of that."""
WHOLE = 0.7
"""Weight of a longer name, as a share (0 and up) of that of its part, from which the longer one is meant."""
WITHIN = 0.8
"""Share (0 to 1) of the times that a name is said within a longer one, from which that is the name."""
LEAST = 0.1
"""Weight (0 and up) below which a word is no name of anything in the corpus."""
MENTIONS, NEAR = 8, 60
"""Places at which a name is looked at; characters around one in which a longer one is looked for."""
SPOKEN = 3
"""Times that a document says a name from which that is no accident."""
_AND = re.compile(
    r"(?<![\w-])(?:[A-Za-z]{2,20} (?:and|&) (?P<part>[A-Za-z]{2,20} [A-Za-z]{2,20})|"
    r"[A-Z][\w-]{1,20}(?:'s|(?<=s)') (?P<thing>[A-Z][\w-]*(?: (?:(?:of|for|the|and|in) )?[A-Z][\w-]*){0,5}))(?![\w-])"
)
EDGES = frozenset("的了是和与在把被要")
"""Characters that open and end no Chinese name."""
_HAN = re.compile("[㐀-鿿]{2,}")
_REQUEST = re.compile(
    r"请|麻烦|帮|写|讲|介绍|说明|整理|准备|解释|想知道|想讲|材料|报告|什么是|是什么|怎么|[?]|"
    r"\b(?:please|write|explain|report|briefing|what|how|why|which|should|draft|guide|about|note|segment|handout)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(
    r"(?:依据|根据|结合|参照|参考|按照?)(?!这|上|下|资料)|\b(?:based on|according to|using|citing) ", re.IGNORECASE
)
"""Before the sources that a text should rest on."""
VERB_BEFORE = re.compile(
    r"(?:\b(?:I|we|you|he|she|it|they|who|what|how|to|don't|doesn't|not|can|could|will|would|should|must|may|might)|"
    r"'(?:m|re|ll|d)|to \w+,? (?:and|or)) $",
    re.IGNORECASE,
)
"""Before a verb, an adjective or a participle."""
_LEADS_TO = re.compile(r"(?:[a-z-]+ ){1,2}(?:to|with|for|from|through|via|on|in|at) (?=[A-Z])")
_OWNS = re.compile(" [a-z]")
_AROUND = re.compile(
    r"\b(?:my|our|his|her|their|for (?:an?|the|my|our|one)|(?:in|at|from|by) (?:an?|the|my|our)|"
    r"(?:readers?|audience) (?:is|are) (?:an?|the)?(?: \w+)?) $|"
    r"[我咱俺][们家]?的?$|(?:给|跟|替|(?P<at>在))$",
    re.IGNORECASE,
)
"""Before who asks or is told, or where they are."""
_ACTS = re.compile(
    r"(?: ?\([^()\n]*\))?(?:[们 ]?(?:又|也|还|都|总|老|非)?(?:说|问|想|要求|要我|让我|叫我|催|开会|里|看不懂)|"
    r" (?:says?|said|wants?|asks?|asked|thinks?|told|keeps?|needs?|insists?|swears?)\b)"
)
"""After who says something."""
_AGAINST = re.compile(r" (?:vs\.?|versus|(?:as )?against|or|over|than|compared (?:to|with)) ", re.IGNORECASE)
_AGAINST_END = re.compile(rf"{_AGAINST.pattern}$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<bare>[A-Z][\w.'’&-]*(?: [A-Z\d][\w.'’&-]*)*) \d{1,4}[A-Za-z]{0,2}")
_NAME_ENDS = re.compile(
    r"['’]s\b|\s*(?:$|[,;.?!:)\n]|(?:and|or|vs|versus|with|against|to|from|und|for|in|on)\b|[和与跟同及对的、，。])"
)
"""What follows a name with a number that is none of how many."""
_OPEN, _CLOSE = frozenset("“《'\""), frozenset("”》'\"")
_ENDS = re.compile(r"[。!?;\n]|\.(?:\s|$)")
CLAUSE_END = re.compile(r"[,;:。!?()\n]|\.(?=\s|$)")


class Names:
    """The names of a commission, each weighed once; `body` is the text without what names no subject."""

    def __init__(self, flat: str, body: str, title: Span | None, lookup: Lookup) -> None:
        self.flat, self.body, self.title, self.lookup = flat, body, title, lookup
        self._weights: dict[str, float] = {}
        self._ends = frozenset(_word_ends(body))
        self.mentions: dict[str, list[Span]] = defaultdict(list)
        self.wholes = frozenset(self._wholes())
        parts = (run for run in terms.runs(body) if not any(a < run[1] and run[0] < b for a, b in self.wholes))
        for run in map(self._owner, (*parts, *self.wholes)):
            for span in dict.fromkeys((run, self._extended(run))):
                places = self.mentions[self.name(span)]
                if len(places) < MENTIONS and span not in places:
                    places.append(span)
        self._spans = sorted({span for spans in self.mentions.values() for span in spans})

    def name(self, span: Span) -> str:
        """Return the words there, as names are compared."""
        return self.flat[slice(*span)].casefold()

    def held(self, span: Span) -> Held:
        """Return what the corpus has for the words there, or for what they stand for: 京."""
        words = self.flat[slice(*span)]
        held = self.lookup(shared.long_form(words) or words)
        return held if held.told or " and " not in words else self.lookup(words.replace(" and ", " & "))

    def _wholes(self) -> Iterator[Span]:
        """Yield the names that hold an “and” or whose a thing is: the corpus has “shares ISA” of “stocks and shares
        ISA” nowhere else, or a title is of the whole: “Dependents' Educational Assistance”."""
        for match in _AND.finditer(self.body):
            whole = self.held(match.span())
            part = self.held(match.span("part" if match["part"] else "thing"))
            entitled = match["thing"] and whole.share > max(TITLED, part.share)
            if entitled or whole.spoken >= SPOKEN and whole.spoken >= WITHIN * part.spoken:
                yield match.span()

    def is_known(self, span: Span) -> bool:
        """Tell whether the corpus has the words there for a name."""
        return worth(self.held(span)) > 0

    def is_name(self, span: Span) -> bool:
        """Tell whether words are written as a name here, or throughout by the corpus: "borda"."""
        return is_proper(self.flat, [span]) or self.held(span).named

    def weight(self, span: Span) -> float:
        """Return what speaks for a name, from `UNTOLD` to about 1.5."""
        name = self.name(span)
        if name not in self._weights:
            self._weights[name] = self._weigh(span, tuple(self.mentions.get(name) or (span,)))
        return self._weights[name]

    def _owner(self, span: Span) -> Span:
        """Return an English name without the "s" of who owns something, where the corpus writes it only without:
        "basecamps sick leave"."""
        a, b = span
        bare = (a, b - 1)
        words = self.flat[a:b]
        owns = words.islower() and words.endswith("s") and " " not in words and _OWNS.match(self.flat, b)
        return bare if owns and self.held(bare).named and not self.held(span).named else span

    def owner_of(self, start: int, end: int) -> Span | None:
        """Return the name that owns the rest of a passage by an "s" without its apostrophe: "basecamps sick leave"."""
        first = re.compile(r"[a-z\d-]+(?= )").match(self.flat, start, end)
        owner = self._owner(first.span()) if first else (start, end)
        return owner if first and owner != first.span() else None

    def _extended(self, span: Span) -> Span:
        """Return where a Chinese name stands with the characters that the dictionary cut off: 可 of 可转换债券."""
        if not _HAN.fullmatch(self.body, *span) or not (own := worth(self.held(span))):
            return span
        for before, after in ((1, 0), (0, 1), (2, 0), (0, 2)):
            longer = max(0, span[0] - before), min(len(self.body), span[1] + after)
            name = self.body[slice(*longer)]
            if (
                longer != span
                and (longer[1] == span[1] or longer[1] in self._ends)
                and not self.body[longer[0] - 1 : longer[0]].isdigit()
                and len(name) <= LONGEST_NAME
                and _HAN.fullmatch(name)
                and not {*name[:before], *name[len(name) - after :]} & EDGES
            ):
                more = self.held(longer)
                told = more.spoken or more.share > self.held(span).share  # a law calls itself 本法
                if more.share and told and (worth(more) > own or more.spoken >= WITHIN * self.held(span).spoken):
                    return self._extended(longer)
        return span

    def mixed(self, span: Span) -> Span | None:
        """Return the Chinese word that Latin letters are the beginning of, A股 for A, None where they are none."""
        following = re.compile("[㐀-鿿]{1,2}").match(self.flat, span[1])
        if not (following and _LETTERS.fullmatch(self.flat, *span)):
            return None
        longer = ((span[0], span[1] + n) for n in range(len(following[0]), 0, -1))
        return next((one for one in longer if _is_mixed(self.flat[slice(*one)])), None)

    def _weigh(self, span: Span, mentions: tuple[Span, ...]) -> float:
        held, proper = self.held(span), is_proper(self.flat, (*mentions, span))
        known = worth(held)
        if self.mixed(span):
            return CLAUSE
        whole = self._is_run(span) or _HAN.fullmatch(self.flat, *span) or _is_mixed(self.flat[slice(*span)])
        if not known and (numbered := self._numbered(span)):
            return numbered
        if not known or not whole:
            if proper and self._is_run(span) or not re.search(r"[^\W\d_]", self.name(span)):
                return 0.0  # what the corpus has not, or a version: 1.2
            lone = " " not in self.name(span) and not self._is_run(span) and not self._is_owned(span)
            phrase = terms.is_noun_phrase(self.flat, span) or self._is_owned(span) or self.is_compound(span)
            if (lone or not phrase) and not self.is_quoted(span):
                return CLAUSE
            parts = (part for part in self.within(*span) if part != span)
            return max(UNTOLD, PART * max(map(self.weight, parts), default=0.0) or UNTOLD)
        if not (proper or held.named) and (not held.thing or all(self._is_verb(one) for one in mentions)):
            return 0.0
        aside = all(self._is_aside(one) for one in mentions)
        aspect = held.asked and " " not in self.name(span)
        if aside or not proper and (aspect or all(self._in_brackets(one) for one in mentions)):
            known *= SIDELINED
        return min(known, MOST) * self._place(mentions) + PROPER * proper

    def _numbered(self, span: Span) -> float:
        """Return what speaks for a name with a number behind it that the corpus has only without: a number makes it
        another model, so it stays whole. 0 for any other, and for how many of something."""
        match = _NUMBERED.fullmatch(self.flat, *span)
        if match is None or not _NAME_ENDS.match(self.flat, span[1]) or not is_proper(self.flat, [span]):
            return 0.0
        bare = match.span("bare")
        return self.weight(bare) + NUMBERED if self.is_known(bare) else 0.0

    def is_compound(self, span: Span) -> bool:
        """Tell whether words are two of a kind of which one says how both are, and which no source calls so: "liquid
        disinfectants and sterilants"."""
        one, joint, other = self.flat[slice(*span)].partition(" and ")
        several = joint and one.islower() and " " in one and " " not in other
        return bool(several) and not self.held((span[0], span[0] + len(one))).told

    def _is_owned(self, span: Span) -> bool:
        """Tell whether Chinese words end in a thing that the corpus knows, and say whose or what kind: 园游会的摊位."""
        of = self.flat.find("的", *span)
        thing = of + 1, span[1]
        listed = self.flat[span[0] - 1 : span[0]] == "、" and terms.is_noun_phrase(self.flat, thing)
        return of > span[0] + 1 and (listed or self.is_known(thing))

    def is_predicate(self, span: Span) -> bool:
        """Tell whether a word stands only where verbs and adjectives do: "is he right"."""
        return all(self._is_verb(one) for one in self.mentions.get(self.name(span)) or (span,))

    def _is_run(self, span: Span) -> bool:
        """Tell whether words may be a name by their ends, or are one in a title; a single Chinese character may."""
        if self.name(span) in self.mentions or span[1] - span[0] == 1 or span in terms.runs(self.flat, *span):
            return True
        share = self.held(span).share
        heads = self.held(span).heads
        about = heads and (self.held(span).named or heads > 1 and self._is_set_against(span))  # as a weekday is called
        return share >= TITLED or bool(about) or share > 0 and terms.is_closed(self.flat, span)

    def _is_set_against(self, span: Span) -> bool:
        """Tell whether a name with a capital stands right beside a word that sets it against another."""
        beside = _AGAINST.match(self.flat, span[1]) or _AGAINST_END.search(self.flat, max(0, span[0] - 16), span[0])
        return self.flat[span[0]].isupper() and beside is not None

    def _place(self, mentions: tuple[Span, ...]) -> float:
        """Return what the places of a name in the text speak for it, 1 and up."""
        flat, title = self.flat, self.title
        asked = any(_REQUEST.search(flat[slice(*around(flat, span, _ENDS))]) for span in mentions)
        quoted = any(flat[a - 1 : a] in ("“", "《", '"') for a, _ in mentions)
        entitled = title is not None and any(title[0] <= a < title[1] for a, _ in mentions)
        opens = any(a < 8 and not flat[:a].strip(" #*“\"'《") for a, _ in mentions)
        often = min(1.5, 1 + 0.2 * (len(mentions) - 1))
        return (
            often * (1.25 if asked else 1) * (1.2 if quoted else 1) * (1.6 if entitled else 1) * (1.3 if opens else 1)
        )

    def _is_verb(self, span: Span) -> bool:
        """Tell whether a small English word stands where a verb, an adjective or a participle does."""
        word = self.flat[slice(*span)]
        small = word.isascii() and word.islower() and " " not in word
        return small and bool(VERB_BEFORE.search(self.flat[max(0, span[0] - 24) : span[0]]))

    def _is_aside(self, span: Span) -> bool:
        """Tell whether a name stands where people and places around the matter do, or what the text should rest on."""
        start, _ = around(self.flat, span, CLAUSE_END)
        based = _BASIS.search(self.flat, start, span[0]) and self.flat[span[1] : span[1] + 1] not in ("哪", "什")
        beside = _AROUND.search(self.flat[max(0, span[0] - 32) : span[0]])
        if beside and beside["at"] and tokens.tagged(self.flat[slice(*span)])[0][1] == "ns":
            beside = None  # 在重庆能不能…
        within = self.flat.startswith("里", span[1]) and self.held(span).share >= TITLED  # what a law says: 条例里
        return bool(beside or _ACTS.match(self.flat, span[1]) and not within or based)

    def is_quoted(self, span: Span) -> bool:
        """Tell whether a passage stands in quotation marks or 《》, and nothing else does."""
        return self.flat[span[0] - 1 : span[0]] in _OPEN and self.flat[span[1] : span[1] + 1] in _CLOSE

    def _in_brackets(self, span: Span) -> bool:
        before = self.flat[max(0, span[0] - 120) : span[0]]
        return before.rfind("(") > before.rfind(")")

    def within(self, start: int, end: int) -> list[Span]:
        """Return the names in a passage."""
        first = bisect.bisect_left(self._spans, (start, 0))
        return [span for span in itertools.takewhile(lambda span: span[0] < end, self._spans[first:]) if span[1] <= end]

    def longest(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return the names among these, in order, that the corpus knows, none that is meant only as a part of a longer
        one."""
        known = sorted(
            (span, weight) for span in spans if (weight := self.weight(span)) >= LEAST and not self._leads_to(span)
        )
        kept = []
        for span, weight in known:
            near = known[bisect.bisect(known, ((span[0] - NEAR, 0), 0)) : bisect.bisect(known, ((span[1], 0), 0))]
            if not any(_covers(other, span, more, weight) for other, more in near):
                kept.append(span)
        return tuple(kept)

    def _leads_to(self, span: Span) -> bool:
        """Tell whether words in small letters lead by a preposition to what is written as a name: "submit to JOSS"."""
        lead = _LEADS_TO.match(self.flat, *span)
        return lead is not None and self.is_known((lead.end(), span[1]))

    def known(self) -> tuple[Span, ...]:
        """Return where each name of the text stands that the corpus knows, the heaviest first, none that is said only
        within a longer one."""
        free: dict[str, Span] = {}
        for span in self.longest(self._spans):
            free.setdefault(self.name(span), span)
        return tuple(sorted(free.values(), key=lambda span: (-self.weight(span), span)))


def _word_ends(body: str) -> Iterator[int]:
    """Yield where the words of Chinese passages end."""
    for passage in _HAN.finditer(body):
        yield from (passage.start() + end for _, end in tokens.word_spans(passage[0]))


def _covers(other: Span, span: Span, weight: float, own: float) -> bool:
    """Tell whether a name that is no worse is longer there, or a better one reaches into it."""
    if other == span or other[1] <= span[0] or span[1] <= other[0]:
        return False
    longer = other[0] <= span[0] and span[1] <= other[1]
    return weight >= (WHOLE if longer else 1 / WHOLE) * own


_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_CLASS = re.compile("[A-Z][类型级款档组]")
"""One of several of a kind that letters tell apart: A类."""
_MIXED = re.compile(r"[A-Za-z]{1,3}[㐀-鿿]{1,2}")


def _is_mixed(name: str) -> bool:
    """Tell whether Latin letters and Chinese characters are one word of the dictionary: A股, T恤, X光."""
    if _CLASS.fullmatch(name):
        return True
    return _MIXED.fullmatch(name) is not None and tuple(tokens.words(name)) == (name,)


def is_proper(flat: str, mentions: Iterable[Span]) -> bool:
    """Tell whether a name is written as one where it stands within a sentence, or within itself: "fMRI", "X 3"; a
    common word in capitals, "ACTION", is only loud."""
    return any(
        re.search(r"[A-Z\d]", words[1:])
        or words[:1].isupper()
        and re.search(r"[^\s.?!:>*-]\s?$", flat[max(0, a - 2) : a])
        for words, a in ((_quiet(flat[a:b]), a) for a, b in mentions)
    )


def _quiet(words: str) -> str:
    return " ".join(word.casefold() if terms.is_loud(word) else word for word in words.split(" "))


def around(flat: str, span: Span, ends: re.Pattern[str]) -> Span:
    """Return the span between the marks around a name."""
    start = max(0, span[0] - 200)
    before = [match.end() for match in ends.finditer(flat, start, span[0])]
    after = ends.search(flat, span[1])
    return (before[-1] if before else start), min(len(flat), after.start() if after else len(flat), span[1] + 200)


def chooses(flat: str) -> bool:
    """Tell whether the text sets things against each other, but for what it quotes of somebody."""
    return _CHOICE.search(_SAYING.sub("", flat)) is not None


_SAYING = re.compile(r"“(?=[^“”\n]*[㐀-鿿])[^“”\n]{6,60}”")


_CHOICE = re.compile(
    r"对[比照]|比较|比一?比|一比|来比|还是|抉择|[二两三四五]选一|挑一|选一|仨|也可以|还可以|另一[个种]|怎么选|"
    r"选[哪择]|该[选走用]|哪[个种家款条边样类]|哪一|哪里[一不]样|差在哪|差别|差异|区别|不同|异同|一样|一回事|"
    r"分清|弄混|分别|各自|各[是有管适]|"
    r"(?<!其)[两俩三](?:者|个|种|条|样|家|款|边|块|项|类|份|套|位|方(?!面))|俩|双方|"
    r"一块儿|摆[一在]|放在?一起|并排|利弊|谁(?!都)|它们|有没有关系|不就是|"
    r"\b(?:or (?:is|are|do|does|should|will)|compar\w*|versus|vs?|which|choos\w*|choice|decid(?:e|ing)|either|instead|"
    r"rather|prefer\w*|replac\w*|mov\w+ (?:from|to)|stay\w* (?:on|with)|switch\w*|migrat\w*|both|"
    r"(?:two|three|same|first)(?!-)|each|differ\w*|between|better|worth|pick|identical|the other|"
    r"side by side|next to each other|one on|than|also (?:take|use|go|run|choose))\b",
    re.IGNORECASE,
)
_OF = r"(?:边|地|头|国|省|市|校|院|者|种|条|样|家|款|类|份|套|方(?!面)|所|部|个(?=[办方选东概名]))"
_COUNTED = (
    (2, re.compile(rf"俩|[两二](?!三){_OF}|双方|\b(?:both|the two|two (?!of|or)|either|the other)\b", re.IGNORECASE)),
    (3, re.compile(rf"仨|三(?:{_OF}|选一)|\bthree\b", re.IGNORECASE)),
    (4, re.compile(rf"四{_OF}|\bfour\b", re.IGNORECASE)),
)


def counted(flat: str) -> set[int]:
    """Return how many sides the text says that there are, by each of its words for it."""
    return {count for count, words in _COUNTED if words.search(flat)}
