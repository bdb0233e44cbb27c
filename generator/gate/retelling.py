"""Whether a sentence retells its sources freely, or from another language, without contradicting what rules can see.

It may join several sources, leave things out and set sides against each other. So each of its clauses is held against
the clauses of the sources that share most with it (`aligning`); numbers and names against all of them, and in a clause
about one side against what the sources say of that side. That is no proof: such a sentence waits for a signature.
"""

import re
import string
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from generator import platforms
from generator.commission import Subject
from generator.evidence import classes, naming
from generator.gate import abroad, aligning, clauses, quantities, relating, rewording, wordforms
from generator.language import numerals, text, tokens

DOUBTS = frozenset(
    (
        "negation",
        "modality",
        "certainty",
        "causality",
        "condition",
        "scope",
        "degree",
        "comparison",
        "tense",
        "time",
        "coordination",
    )
)
"""Codes of faults that rules find by holding a clause against the one that shares most with it: where a sentence says
the same in another build they err. It may stand where a second reader finds words for all of it, and a person signs."""
KNOWN = 0.5
"""Least share of a sentence's content words that its sources have, where both are in one language."""
_LETTERS = tuple(f"X{letter}" for letter in string.ascii_lowercase)
"""What sides are called while clauses are compared."""
_PRONOUNS = frozenset(tokens.tokens("them they it one ones"))
"""Words for what another clause names: no side's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A sentence of a source that is retold, and what stands around it."""

    words: str
    """Without note marks and emphasis."""
    around: tuple[str, ...] = ()
    """What may name what the sentence leaves out: headings above it, the title of its document, the names of whom it
    speaks of."""
    side: Subject | None = None
    """Whom it speaks of, None for several sides and for none."""
    sides: tuple[Subject, ...] = ()
    """All sides of the brief."""
    under: tuple[str, ...] = ()
    """The headings above it, and the points of a list that it is nested in, for who reads it."""
    document: str = ""
    """The title of its document, for who reads it."""
    whose: str = ""
    """The name of the side that its document speaks for, "" for none."""
    status: str = ""
    """What its document says of its own standing: draft, version, day."""
    party: str = ""
    """Where it says we: who that is, as its document says, "" where it does not."""
    throughout: frozenset[str] = frozenset()
    """Names, case folded, that its document has all through: what it is about, whoever else it speaks of."""
    article: str = ""
    """Of a law, the article that it stands in, which a sentence may name."""


def doubted(found: Sequence["Fault"]) -> bool:
    """Tell whether faults are such as a person may overrule, with words of the sources before their eyes."""
    return all(fault.code in DOUBTS for fault in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What disagrees."""

    code: str
    """A key of `faults` in the prompts: "number", "name", "subject", "far", one of `aligning`."""
    words: str = ""
    """The words of the sentence that it is about, "" where there are none to name."""

    def __str__(self) -> str:
        return f"{self.code}: {self.words}" if self.words else self.code


def faults(sentence: str, sources: Sequence[Source]) -> tuple[Fault, ...]:
    """Return what disagrees between a sentence and the sentences of its sources, () when nothing does.

    Across languages only numbers, names, negation and the concepts of `relating` can be compared.
    """
    sources = [replace(one, words=numerals.closed(_MISREAD.sub("1", one.words))) for one in sources]
    sentence = _undated(_unplaced(sentence, sources), sources)
    sentence = numerals.uncounted(numerals.closed(sentence), " ".join(_all(sources)))
    language = text.language(_unnamed(sentence, sources))
    bare = _unnamed(sentence, sources)
    foreign = text.language(sentence) != language  # names in another language make most of it
    found = [*lacking(bare if foreign else sentence, sources), *_subjects(sentence, sources)]
    if all(text.language(source.words) == language for source in sources):
        found += _aligned(sentence, sources, language)
        found += _far(sentence, sources)
    else:
        told = [source.words for source in sources]
        found += [Fault(code="negation")] if abroad.denies_otherwise(sentence, told) else []
        if all(text.language(words) != language for words in told):
            found += [Fault(code=code, words=words) for code, words in relating.foreign(sentence, told)]
    return tuple(dict.fromkeys(found))


_MISREAD = re.compile(r"(?<![A-Za-z0-9])[lI](?=\d{2,}(?![A-Za-z0-9]))")
"""A letter that a scan was read as, in the place of a 1: l000."""


_ARTICLE = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十])?|(?:Article|Section|§) ?\d+[a-z]?"
)


def _unplaced(sentence: str, sources: Sequence[Source]) -> str:
    """Return a sentence without the articles that its sources stand in, each said of the side whose article it is."""
    sides = {side.name: side for source in sources for side in source.sides}.values()

    def left(match: re.Match[str]) -> str:
        named = [(m.end(), s.name) for s in sides for m in naming.known_as(s).finditer(sentence, 0, match.start())]
        told = max(named)[1] if named else ""
        own = {_numbered(s.article) for s in sources if s.article and (not s.side or not told or s.side.name == told)}
        return "" if _numbered(match[0]) in own else match[0]

    return _ARTICLE.sub(left, sentence)


_DAY = re.compile(
    r"((?:1[89]|20)\d\d)(?:-|\s?年\s?)(\d{1,2})(?:(?:-|\s?月\s?)(\d{1,2})(?:\s?日|(?!\d))|\s?月|(?![\d-]))"
)
"""A day or a month in numbers, in either writing."""
_WRITTEN = re.compile(
    rf"(?:(\d{{1,2}}) )?\b({'|'.join(map(str.capitalize, quantities.MONTHS))}) (?:(\d{{1,2}}), )?((?:1[89]|20)\d\d)\b"
)
"""The same in English words."""


def _undated(sentence: str, sources: Sequence[Source]) -> str:
    """Return a sentence without the day or month that one of its documents says it is of, but for the year."""
    days = {tuple(int(n) for n in m.groups() if n) for one in sources for m in _DAY.finditer(one.status)}

    def told(*date: str | None) -> bool:
        said = tuple(int(n) for n in date if n)
        return any(day[: len(said)] == said for day in days)

    sentence = _DAY.sub(lambda m: m[1] if told(*m.groups()) else m[0], sentence)

    def bare(m: re.Match[str]) -> str:
        month = str(quantities.MONTHS.index(m[2].casefold()) + 1)
        return m[4] if told(m[4], month, m[1] or m[3]) else m[0]

    return _WRITTEN.sub(bare, sentence)


def _numbered(article: str) -> str:
    return numerals.plain(article.replace("条", "个"))


def lacking(sentence: str, sources: Sequence[Source]) -> tuple[Fault, ...]:
    """Return the numbers and the names of a sentence that its sources lack."""
    around = " ".join(_all(sources))
    alike = all(text.language(source.words) == text.language(sentence) for source in sources)
    numbers = quantities.lost(sentence, around, dated=alike) + (quantities.spelled(sentence, around) if alike else [])
    names = _names_lost(sentence, around, _foreign(sources))
    lost = ("number", numbers), ("name", names)
    return tuple(Fault(code=code, words=", ".join(words)) for code, words in lost if words)


def _unnamed(sentence: str, sources: Sequence[Source]) -> str:
    """Return a sentence without the names of sides, which may be in another language than it is."""
    for side in {side.name: side for source in sources for side in source.sides}.values():
        sentence = naming.known_as(side).sub(" ", sentence)
    return sentence


def _aligned(sentence: str, sources: Sequence[Source], language: str) -> Iterator[Fault]:
    """Yield what disagrees between the clauses, the sides called by a letter: 首次 in 首次公开募股 says nothing."""
    sides = {side.name: side for source in sources for side in (*source.sides, source.side) if side}.values()

    def lettered(words: str) -> str:
        for number, side in enumerate(sides):
            words = naming.known_as(side).sub(f" {_LETTERS[number % len(_LETTERS)]} ", words)
        return words

    given = {number for source in sources for words in source.around for number in numerals.numbers(words)}
    given |= {number for source in sources for number in numerals.told(source.words)}
    told = tuple(lettered(source.words) for source in sources)
    above = tuple(tuple(map(lettered, filter(_states, source.around))) for source in sources)
    letters = {side.name: _LETTERS[number % len(_LETTERS)] for number, side in enumerate(sides)}
    whose = [letters[source.side.name] if source.side else "" for source in sources]
    for code, words in aligning.faults(lettered(sentence), told, language, above, whose):
        for number, side in enumerate(sides):
            words = words.replace(_LETTERS[number % len(_LETTERS)], side.name)
        if code == "number" and set(words.split(", ")) <= given:
            continue
        yield Fault(code=code, words=words)


def _states(heading: str) -> bool:
    """Tell whether what stands above a source says something of it, and does not ask."""
    return not heading.rstrip().endswith(("?", "？"))


def _far(sentence: str, sources: Sequence[Source]) -> list[Fault]:
    """Return that most words of the sentence are none of its sources', and which."""
    known = set(tokens.tokens(" ".join(_all(sources))))
    pairs = tokens.content_words(sentence)
    new = [word for word, token in pairs if token not in known]
    return [Fault(code="far", words=", ".join(dict.fromkeys(new[:8])))] if len(new) > (1 - KNOWN) * len(pairs) else []


def _all(sources: Iterable[Source]) -> Iterator[str]:
    return (words for source in sources for words in (source.words, *source.around))


def _foreign(sources: Iterable[Source]) -> str:
    """Return the words of the sources that have no Chinese character."""
    return " ".join(source.words for source in sources if not text.has_han(source.words))


def _names_lost(sentence: str, around: str, foreign: str) -> list[str]:
    """Return the names that do not stand in the sources as they are written, and are no platform that they name.

    Parts of a name with a hyphen may stand apart: Rust-based, where the source has Rust. `foreign`: what of the sources
    may have a Chinese name in its own writing.
    """
    language = text.language(sentence)
    known = {mention.platform.name for mention in platforms.mentions(around)}
    mentioned = platforms.mentions(sentence)
    lost = [mention.words for mention in mentioned if mention.platform.name not in known]
    rest = sentence
    for mention in reversed(mentioned):
        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    held = rewording.names(around, text.language(around), everything=True)
    held |= {part for name in held for part in name.split("-")} | set(quantities.MONTHS)
    if text.has_han(rest):
        plain = tokens.simplify(around)
        held |= {name for name in rewording.names(rest, "zh") if text.has_han(name) and _placed(name, held, plain)}
    words = set(tokens.tokens(around))
    own = [name for name in sorted(rewording.names(rest, language)) if not _known(name, held, words)]
    own = [name for name in own if not _in_number(name, rest, around)]
    return lost + (_unwritten(own, rest, foreign) if foreign else own)


def _unwritten(lost: list[str], sentence: str, around: str) -> list[str]:
    """Return the names of `lost` that cannot be a Chinese writing of one in sources without a Chinese character.

    Each needs a name of the sources that the sentence does not write as they do; what may be no name at all needs none.
    """
    han = [name for name in lost if text.has_han(name)]
    bodies = [name for name in han if name in rewording.bodies(sentence)]
    theirs = rewording.names(around, "en") - rewording.names(sentence, "en", everything=True)
    return [name for name in lost if name not in han] + (bodies if len(bodies) > len(theirs) else [])


def _known(name: str, held: frozenset[str] | set[str], words: set[str]) -> bool:
    parts = [part for part in re.split("-", name) if part]
    several = f"{name}s" in held or (name.endswith("s") and name[:-1] in held)
    return (
        name in held or several or (len(parts) > 1 and all(p in held or set(tokens.tokens(p)) <= words for p in parts))
    )


def _placed(name: str, held: Collection[str], around: str) -> bool:
    """Tell whether a Chinese name stands in the sources, or there without the name of its place: 市图书馆 of 北京."""
    return name in around or any(name[:at] in held and name[at:] in around for at in range(2, len(name) - 2))


def _in_number(name: str, sentence: str, around: str) -> bool:
    """Tell whether a name is the last word of a longer one that the sources have in the other number: Bus Drivers."""
    bare = name.removesuffix("s")
    before = re.findall(rf"\b([\w-]+) {re.escape(name)}\b", sentence.casefold())
    wanted = (rf"\b{re.escape(word)} {re.escape(bare)}s?\b" for word in before)
    return len(bare) > 3 and any(re.search(one, around.casefold()) for one in wanted)


# --- who is spoken of


def _subjects(sentence: str, sources: Sequence[Source]) -> Iterator[Fault]:
    """Yield sides that are named though no source speaks of them, and what a clause about one side says with a number,
    a name or words that the sources say of another only."""
    around = " ".join(_all(sources))
    heard = {source.side.name for source in sources if source.side}
    for side in {side.name: side for source in sources for side in source.sides}.values():
        known = naming.known_as(side)
        told = side.name in heard or known.search(around) or classes.qualified(side).search(around)
        if known.search(sentence) and not told:
            yield Fault(code="subject", words=side.name)
    sides = list({source.side.name: source.side for source in sources if source.side}.values())
    if len(sides) < 2:
        return
    if joined := _joined(sentence, sides):
        sentence, named = joined
        yield from _of_each(sentence, named, sources, sides)
        return
    told: Subject | None = None
    parted = clauses.clauses(sentence, text.language(sentence), sides=True)
    of_whom = [
        [side for side in sides if naming.known_as(side).search(clause)]
        or [side for side in sides if classes.qualified(side).search(clause)]
        for clause in parted
    ]
    for at, clause in enumerate(parted):
        named = of_whom[at]
        if not named and _SETS.match(clause) and len(next(filter(None, of_whom[at:]), [])) == 1:
            told = None  # while in the poorer countries, B …: it opens what is said of the side that comes
        told = named[0] if len(named) == 1 else None if named else told
        if told is None:
            continue
        own = [source for source in sources if source.side is None or source.side.name == told.name]
        others = [source for source in sources if source not in own]
        if wrong := _of_others(clause, own, others, sides):
            yield Fault(code="subject", words=f"{told.name}: {', '.join(wrong)}")


_SETS = re.compile(r"(?:while|whereas|but|yet|而|但是?|然而)(?:\b|(?<=[而但是然]))", re.I)
"""How a clause opens that sets another side against the one before."""


def _joined(sentence: str, sides: list[Subject]) -> tuple[str, list[Subject]] | None:
    """Return a sentence without the sides that it joins, and these, if it names none elsewhere: … of A and B."""
    names = [f"(?:{naming.known_as(side).pattern})" for side in sides]
    for pair in permutations(range(len(sides)), 2):
        one, other = (names[n] for n in pair)
        match = re.search(rf"(?:\bboth )?{one}\s?(?:and|as well as|和|与|及)\s?(?:the )?{other}", sentence, re.I)
        rest = f"{sentence[: match.start()]} {sentence[match.end() :]}" if match else ""
        if match and not any(naming.known_as(side).search(rest) for side in sides):
            return rest, [sides[n] for n in pair]
    return None


def _of_each(words: str, named: list[Subject], sources: Sequence[Source], sides: list[Subject]) -> Iterator[Fault]:
    """Yield those of some sides of which the sources do not say what is said of all of them: a number, a name, or most
    of the words."""
    content = tokens.content_tokens(words)
    for side in named:
        own = [source for source in sources if source.side is None or source.side.name == side.name]
        wrong = _of_others(words, own, [source for source in sources if source not in own], sides)
        ours = set(tokens.tokens(" ".join(_all(own))))
        told = sum(token in ours for token in content) >= KNOWN * len(content)
        exact = any(one[0].isdigit() or one in rewording.names(words, text.language(words)) for one in wrong)
        if wrong and (exact or not told):
            yield Fault(code="subject", words=f"{side.name}: {', '.join(wrong)}")


def _of_others(clause: str, own: list[Source], others: list[Source], sides: list[Subject]) -> list[str]:
    """Return the numbers, names and words of a clause that only the sources on other sides have.

    Of words only where all sources are in its language.
    """
    mine, theirs = " ".join(_all(own)), " ".join(_all(others))
    mine = " ".join((mine, *wordforms.unfolded(mine, f"{clause} {mine} {theirs}")))
    numbers = [value for value in quantities.lost(clause, mine) if value not in quantities.lost(clause, theirs)]
    lost = _names_lost(clause, theirs, _foreign(others))
    names = [name for name in _names_lost(clause, mine, _foreign(own)) if name not in lost]
    names = [name for name in names if not (own and all(name in one.throughout for one in (*own, *others)))]
    if numbers or names or {text.language(source.words) for source in (*own, *others)} != {text.language(clause)}:
        return [*numbers, *names]
    known = {token for side in sides for name in (side.name, *side.aliases) for token in tokens.tokens(name)}
    ours, alien = set(tokens.tokens(mine)) - known, set(tokens.tokens(theirs)) - known
    pairs = [(word, token) for word, token in tokens.content_words(clause) if token not in _PRONOUNS]
    pairs = [pair for at, pair in enumerate(pairs) if not wordforms.made(pairs, at, ours)]
    wrong = [w for w, token in pairs if token in alien - ours and not (text.has_han(w) and set(w) <= set(mine))]
    right = [w for w, token in pairs if token in ours - alien]
    return wrong if len(wrong) > min(1, len(right)) else []
