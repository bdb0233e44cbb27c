"""Whom a sentence names: subjects by their names and aliases, and platforms that are no subject."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self

from generator import platforms
from generator.commission import Subject
from generator.corpus import Document
from generator.language import tokens

MOSTLY = 0.5
"""Part of a title's characters (0 to 1) that a subject's name takes up where the title is about it, whatever else it
names: “GitHub Marketplace Developer Agreement”. Set by hand on bench/first_try.yml."""


_BORDER = re.compile(r"(?<=[㐀-鿿])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[㐀-鿿])")
"""Between Chinese and Latin letters, where one writes a space and another none."""
_AND = re.compile(r"\[\\s-\]\?(?:and|\\&)\[\\s-\]\?")
"""“and” in an escaped name, which others write as “&”: stocks and shares."""


_PLURAL = re.compile(r"(?:(?<=ch)|(?<=sh)|(?<=[sxz]))es$|(?<=[a-z])s$")


_GAP = r"[®™©]?[\s-]?"
"""What stands between the words of a name."""
_OR = r"(?:[a-z]{2,}/)?"
"""What a source calls the same before the last of them: purchase cards/accounts, of the purchase account."""


def pattern(names: Iterable[str], longer: Iterable[str] = ()) -> re.Pattern[str]:
    """Return an expression that finds any of the names, longest first, Latin ones as whole words, but within `longer`
    ones.

    Hyphens may join the words: a document may have the name of its file for a title.
    """
    longer = tuple(longer)
    parts = []
    for name in sorted(set(filter(None, names)), key=lambda n: (-len(n), n)):
        escaped = _BORDER.sub(r"\\s?", re.escape(name).replace(r"\ ", _GAP))
        escaped = _AND.sub(r"\\s?(?:and|&)\\s?", escaped)
        if re.fullmatch("[A-Za-z]{1,5}", name):  # "Go" is a name, "go" is not; who types "eth" means ETH too
            cases = (escaped, name.upper(), name.capitalize()) if name.islower() else (escaped,)
            escaped = f"(?-i:{'|'.join(cases)})"
        before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", name) else ""
        after = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", name) else ""
        if " " in name and re.search("[A-Za-z]$", name) and not name.endswith("ss"):
            one = _PLURAL.sub("", name)  # workplace pensions, Lifetime ISAs, nicotine patches
            escaped = escaped.removesuffix(name[len(one) :])
            after = "(?:e?s)?" + after
            head, gap, tail = escaped.rpartition(_GAP)
            escaped = f"{head}{gap}{_OR if gap else ''}{tail}"
        found = f"{before}{escaped}{after}"
        for other in longer:
            found = _but_within(found, name, other)
        parts.append(found)
    return re.compile("|".join(parts) or r"(?!)", re.I)


def _but_within(found: str, name: str, longer: str) -> str:
    """Return an expression that finds what `found` does, a name, but where it is a part of a longer one."""
    at = longer.casefold().find(name.casefold())
    if at < 0 or len(longer) == len(name):
        return found
    before, after = re.escape(longer[:at]), re.escape(longer[at + len(name) :])
    ways = ([f"(?<!{before}){found}"] if before else []) + ([f"{found}(?!{after})"] if after else [])
    return f"(?:{'|'.join(ways)})"


@cache
def known_as(subject: Subject) -> re.Pattern[str]:
    """Return an expression that finds the subject by its name or an alias, where that is no part of another's."""
    return pattern((subject.name, *subject.aliases), subject.longer)


@lru_cache(maxsize=1 << 14)
def mentioned(sentence: str, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects that a sentence names."""
    return tuple(subject for subject in subjects if known_as(subject).search(sentence))


def heard(title: str, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return whose section one with this title is: the only side that it names, else all of them."""
    named = mentioned(title, subjects)
    return named if len(named) == 1 else subjects


def alone(title: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a title is the name of one side and nothing more, that asks anything."""
    named = mentioned(title, subjects)
    return len(named) == 1 and not tokens.content_tokens(known_as(named[0]).sub(" ", title))


_PLAIN = r"(?:(?:the|an?|with|for|in|at|on|that|those|of|any|most|other|ordinary|standard|plain) )*"
_ORDINARY = "(?:普通|标准|传统|一般)?的?"
_BESIDE = (
    r"\b(?:than|unlike|compared (?:to|with)|(?:in )?(?:comparison|contrast) (?:to|with)|as opposed to|relative to|"
    r"as [a-z]+ as|(?:similar|comparable|competitive|equivalent|identical|equal|close|on (?:a )?par|in line) "
    rf"(?:to|with)) {_PLAIN}|^like {_PLAIN}|"
    r"(?:(?<![对相])比起?|(?<!比)较|相比于?|相较于?|相对于?|不同于|区别于|不像|不如|[高低优劣好差强弱大小多少快慢贵早晚]于)\s?"
    rf"{_ORDINARY}"
)
"""Words before what a sentence only compares with."""
_SET_BESIDE = r"\s?(?:的[^，。；]{1,8})?(?:相比|相较|比较|比起来|不同|一样|相同|类似)"
"""Words behind it, where 与 stands before it."""


@cache
def _compared_with(subjects: tuple[Subject, ...]) -> re.Pattern[str]:
    """Return an expression that finds names of subjects, one or several, where a sentence compares with them."""
    name = pattern(name for subject in subjects for name in (subject.name, *subject.aliases)).pattern
    several = rf"(?:{name})(?:\s?(?:, ?(?!and |or )|and |or |/|、|和|与|及|或)\s?(?:{name}))*"
    return re.compile(rf"(?:{_BESIDE})\s?{several}|[与和跟同]\s?{_ORDINARY}{several}{_SET_BESIDE}", re.I)


@lru_cache(maxsize=1 << 14)
def compared(sentence: str, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects that a sentence names only to compare with them what it speaks of: stiffer than A, 与 A 相比.

    () where it names one otherwise: A may then be as much spoken of.
    """
    named = mentioned(sentence, subjects)
    return named if named and not mentioned(_compared_with(subjects).sub(" ", sentence), subjects) else ()


def spoken_of(sentence: str, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects that a sentence names, none where it names them only to compare with them."""
    return () if compared(sentence, subjects) else mentioned(sentence, subjects)


@lru_cache(maxsize=1 << 14)
def others(sentence: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a platform that is no subject is named before any subject."""
    firsts = [match.start() for subject in subjects if (match := known_as(subject).search(sentence))]
    first = min(firsts, default=len(sentence))
    names = {subject.name for subject in subjects}
    return any(
        mention.start < first and mention.platform.name not in names and mention.platform.organisation not in names
        for mention in platforms.mentions(sentence)
    )


def strangers(sentence: str, title: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a sentence names another platform before any subject, and the document's title does not."""
    return others(sentence, subjects) and not {m.platform.name for m in platforms.mentions(sentence)} <= {
        m.platform.name for m in platforms.mentions(title)
    }


def holding(name: str, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents that hold a name, in their title or their text."""
    words = pattern((name,))
    return tuple(
        document
        for document in documents
        if words.search(document.title) or any(words.search(chunk.text) for chunk in document.chunks)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a document, to look many names up in."""

    parts: tuple[str, ...]
    """Its title, headings and chunks."""
    close: str
    """All of them without spaces and capitals: what does not stand there stands nowhere."""

    @classmethod
    def of(cls, document: Document, form: Callable[[str], str] = str) -> Self:
        """Return the words of a document, each part in a form."""
        headings = dict.fromkeys(head for chunk in document.chunks for head in chunk.heading_path)
        parts = tuple(map(form, (document.title, *headings, *(chunk.text for chunk in document.chunks))))
        return cls(parts=parts, close="\n".join(map(_close, parts)))


def _close(words: str) -> str:
    return "".join(words.split()).casefold()


def told(names: tuple[str, ...], documents: Iterable[Words]) -> int:
    """Return how many documents hold one of the forms of a name."""
    words, close = pattern(names), tuple(map(_close, names))
    held = (d for d in documents if any(name in d.close for name in close))
    return sum(any(map(words.search, document.parts)) for document in held)


def titled(title: str, sentence: str, subjects: tuple[Subject, ...]) -> Subject | None:
    """Return the subject that a document is about by its title, where the sentence names no other subject or platform.

    What such a document says of “the model” or “we” is said of that subject, if it is quoted with the title.
    """
    named = mentioned(title, subjects)
    if len(named) != 1 or not heads(title, named[0]) or _platforms(sentence, named[0]) - _platforms(title, named[0]):
        return None
    return named[0] if all(subject in named for subject in mentioned(sentence, subjects)) else None


def heads(title: str, subject: Subject) -> bool:
    """Tell whether a title is about a subject: it names no other platform, or holds little else than the subject."""
    found = known_as(subject).search(title)
    return not _platforms(title, subject) or (found is not None and len(found[0]) >= MOSTLY * len(title))


def _platforms(words: str, subject: Subject) -> set[str]:
    """Return the platforms that are named there besides a subject."""
    mentions = (mention.platform for mention in platforms.mentions(words))
    return {p.name for p in mentions if subject.name not in (p.name, p.organisation) and p.name not in subject.aliases}


_ASIDE = re.compile(
    r"随着|相比|除了|比起|围绕|通过|根据|依托|借助|继|\b(?:after|since|unlike|besides|with|following)\b", re.I
)


def foremost(sentence: str, names: re.Pattern[str], within: int) -> bool:
    """Tell whether a sentence, or a clause in it, opens with one of the names; `within`: characters from its start."""
    return any(
        (match.start() <= within and not _ASIDE.search(sentence[: match.start()]))
        or sentence[match.start() - 1 : match.start()] in tuple("，；,;")
        for match in names.finditer(sentence)
    )
