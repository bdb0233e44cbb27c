"""Whom a document is about: it speaks for that subject without naming it in each sentence.

Read from the title, the path and the text alone, so that the gate finds the same. A document that sets things side by
side speaks for none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from generator.commission import Subject
from generator.corpus import Document
from generator.evidence import naming

NAMED_IN = 0.4
"""Least part (0 to 1) of the chunks of a document that name a subject which neither title nor path names. Set by hand,
as are the two below."""
ALONE = 0.85
"""Least part (0 to 1) of all mentions of subjects that are of that one."""
LEAST_FIRST = 5
"""Fewest characters of a first word that stands for a name (1 or more)."""
LEAST_NAME = 3
"""Fewest characters (1 or more) of a name that a heading sets against a subject's."""
OFTEN = 3
"""Fewest mentions of it (1 or more)."""
WHOLLY = (20, 0.9)
"""Fewest mentions of a subject, and their least part (0 to 1) of all, by which a document speaks of hardly anything
else. Set by hand."""
COUNTED = 2
"""Times (1 or more) that a document counts things of a name, or of a longer one: then it is no firm's. Set by hand."""
OUTSPOKEN = 3.0
"""Times (1 and up) that another subject may be named for each time of the one that alone heads a title."""
_SIDE_BY_SIDE = re.compile(
    r"\b(?:vs\.?|versus|compared|comparison|comparing|alternatives?|migrat\w+)\b|对比|比较|对照|差异|区别|迁移", re.I
)
_OPPOSED = re.compile(r"\b(?:vs|versus)\b", re.I)
_APART = re.compile(
    r"^(?:before|other than|instead of|rather than|apart from|without|alternatives? to)\b"
    r"|(?:之前|以前|以外|之外)$|替代",
    re.I,
)
"""A heading on what is not what it names: “Other than Acme”, 甲之前."""
_OPENING_NAME = re.compile(
    r"(?:The )?(?:(?:[A-Z][a-z]+ ){0,2}(?P<name>[A-Z][\w-]*[A-Za-z])\b|(?:[a-z]+ ){1,2}?(?P<short>[A-Z]{2,})\b)"
)
_EVERYDAY = frozenset("API APIs SDK CLI UI GUI SQL HTTP HTTPS URL ID IT AI GPU CPU EU UN US UK GDPR".split())  # noqa: SIM905
"""Acronyms that every reader has met."""
_PEOPLE = re.compile(r"(?:ish|ian|ean|ese|can|German|Nordic|French|Dutch|Swiss)$")
"""How names of peoples end: in “Finnish researchers” no name is the subject."""
_PART = re.compile(r"[\W_]+")
_GOES_ON = re.compile(r" [A-Z][\w-]|[-_][A-Za-z\d]| \d+[A-Za-z]?\b(?! ?%)")
"""What follows a name that goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The one subject that a document is about."""

    subject: Subject
    titled: bool
    """True when title or path name it, or the document names it often and hardly another (`WHOLLY`): then it may go
    unnamed for whole paragraphs."""


@lru_cache(maxsize=4096)
def about(document: Document, subjects: tuple[Subject, ...]) -> About | None:
    """Return the subject that a document speaks for, or None."""
    if side_by_side(document.title) or side_by_side(_PART.sub(" ", PurePosixPath(document.path).stem)):
        return None
    counts = _counts(document, subjects)
    filed = document.title == PurePosixPath(document.path).stem  # a file called by a thing, “acme-manual”, is its own
    named = naming.mentioned(document.title, subjects)
    if named or (filed and (named := naming.mentioned(document.title.title(), subjects))):
        title = document.title.title() if filed else document.title
        alone = len(named) == 1 and naming.heads(title, named[0])
        alone = alone and not another(title, named[0], document)
        told = alone and (filed or called(document.title, named[0]) or _mostly(named[0], counts, subjects, OUTSPOKEN))
        return About(subject=named[0], titled=True) if told else None
    named = placed(document.path, subjects)
    if len(named) == 1 and _mostly(named[0], counts, subjects):
        return About(subject=named[0], titled=True)
    most = max(range(len(subjects)), key=lambda n: counts[n], default=None)
    if most is None or counts[most] < OFTEN or counts[most] < ALONE * sum(counts):
        return None
    if counts[most] >= WHOLLY[0] and counts[most] >= WHOLLY[1] * sum(counts):
        return About(subject=subjects[most], titled=True)
    known = naming.known_as(subjects[most])
    holding = sum(known.search(chunk.text) is not None for chunk in document.chunks)
    if holding < NAMED_IN * len(document.chunks):
        return None
    return About(subject=subjects[most], titled=False)


def called(title: str, subject: Subject) -> bool:
    """Tell whether a title is a subject's name and no more: then the document is about it, whatever else it names."""
    return _squeezed(title) in {_squeezed(name) for name in (subject.name, *subject.aliases)}


def goes_on(title: str, subject: Subject) -> bool:
    """Tell whether a title has a subject's name only as the beginning of a longer one: Acme of “Acme 2”, “Acme Go”."""
    found = list(naming.known_as(subject).finditer(title))
    return bool(found) and all(_GOES_ON.match(title, match.end()) for match in found)


@lru_cache(maxsize=1 << 12)
def another(words: str, subject: Subject, document: Document) -> bool:
    """Tell whether a title or heading names another thing than a subject, by a longer name: “Acme Mini” where the
    document counts Acmes. What belongs to a subject that nobody counts, as “Acme Cloud” to a firm, is its own."""
    return goes_on(words, subject) and _counted(document, subject)


_ONE = r"(?:\b(?:an?|each|every|one|two|three) |[一两三每这]\s?[台辆部款件架艘只]\s?)"
_SO = (
    r"(?=[.,;:!?)。，；：]| (?:is|are|was|has|had|can|cannot|will|must|may|does|that|which|costs?|needs?)\b"
    r"|\s?[是有可能会需重])"
)
"""What stands before a thing that is counted, and behind it where the name is all of it: no “a GitHub account”."""


@lru_cache(maxsize=1 << 12)
def _counted(document: Document, subject: Subject) -> bool:
    told = re.compile(f"{_ONE}(?:{naming.known_as(subject).pattern})(?-i: [A-Z][\\w-]*)?{_SO}", re.I)
    return sum(len(told.findall(chunk.text)) for chunk in document.chunks) >= COUNTED


def side_by_side(title: str) -> bool:
    """Tell whether a title or heading says that things are compared, or one is left for another."""
    return _SIDE_BY_SIDE.search(title) is not None


def apart(heading: str) -> bool:
    """Tell whether a heading is on what is not what it names."""
    return _APART.search(heading) is not None


def opposed(heading: str) -> bool:
    """Tell whether a heading sets one against another, by whatever name."""
    return _OPPOSED.search(heading) is not None


@lru_cache(maxsize=1 << 12)
def rivals(heading: str, subjects: tuple[Subject, ...]) -> re.Pattern[str] | None:
    """Return what finds the names that a heading sets a subject against, which are none of the subjects': of “Acme vs.
    Bolt: costs” Bolt, where Acme is one; None where there are none."""
    halves = _OPPOSED.split(heading)
    if len(halves) < 2 or not naming.mentioned(heading, subjects):
        return None
    bare = [re.split("[:：–—|(（]", half)[-1 if n == 0 else 0].strip(" .,") for n, half in enumerate(halves)]
    names = [name for name in bare if len(name) >= LEAST_NAME and not naming.mentioned(name, subjects)]
    return naming.pattern(names) if names else None


@lru_cache(maxsize=4096)
def placed(path: str, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects that folders of a path, or its file, are called by, however they write it: thelab-ms/ for
    TheLab.ms, or by a first word that no other has: heatsync/ for HeatSync Labs; where none is, those that the path
    names."""
    folders = {_squeezed(part) for part in (*PurePosixPath(path).parts[:-1], PurePosixPath(path).stem)}
    firsts = [_squeezed(one.name.split()[0]) if " " in one.name else "" for one in subjects]
    found = []
    for one, first in zip(subjects, firsts, strict=True):
        own = len(first) >= LEAST_FIRST and firsts.count(first) == 1
        names = {_squeezed(name) for name in (one.name, *one.aliases)} | ({first} if own else set())
        if names & folders - {""}:
            found.append(one)
    return tuple(found) or naming.mentioned(_PART.sub(" ", path), subjects)


def _squeezed(name: str) -> str:
    return _PART.sub("", name).casefold()


def _counts(document: Document, subjects: tuple[Subject, ...]) -> tuple[int, ...]:
    """Return how often a document names each subject."""
    return tuple(sum(len(naming.known_as(one).findall(chunk.text)) for chunk in document.chunks) for one in subjects)


def _mostly(one: Subject, counts: tuple[int, ...], subjects: tuple[Subject, ...], times: float = 1.0) -> bool:
    """Tell whether no other subject is named more than so many `times` as often as this one."""
    own = counts[subjects.index(one)]
    return all(count <= times * own for count in counts)


def unmet(document: Document, sentence: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether an English sentence opens with a name that its reader has not met: no subject's, and not explained.

    A name is a word that the document never writes in lower case; what says “X is a …” or “X, a …” explains it, and
    an acronym in a document that title or path give to a subject is of that: “AF ADC” of Archerfield's.
    """
    match = _OPENING_NAME.match(sentence) if document.language == "en" else None
    name = match and (match["name"] or match["short"])
    if not name or name in _EVERYDAY or _PEOPLE.search(name) or naming.mentioned(match[0], subjects):
        return False
    if (
        name.isupper() and (told := about(document, subjects)) and told.titled
    ):  # an acronym of what the document is about
        return False
    if re.match(r",? (?:\([^)]*\) )?(?:is|are|was)? ?(?:an?|the|one)\b", sentence[match.end() :]):
        return False
    return _a_name(document, name)


@lru_cache(maxsize=1 << 10)
def defined(document: Document) -> re.Pattern[str]:
    """Return an expression that finds the terms that an English document defines for itself, (“Recipient”), (the “Cover
    Page”): who reads them elsewhere has to be told whose they are."""
    terms = {term for chunk in document.chunks for term in _DEFINED.findall(chunk.text)}
    found = "|".join(map(re.escape, sorted(terms))) if document.language == "en" else ""
    return re.compile(rf"\b(?:{found})\b" if found else "(?!)")


_DEFINED = re.compile(r"\((?:each,? |the |an? |collectively,? |together,? )*[“\"]([A-Z][\w’' -]{2,30})[”\"]\)")


@lru_cache(maxsize=1 << 14)
def _a_name(document: Document, word: str) -> bool:
    """Tell whether a word stands within sentences of a document with its capital letter, and never without."""
    lower = re.compile(rf"\b{re.escape(word[0].lower() + word[1:])}")
    within = re.compile(rf"[a-z,] {re.escape(word)}\b")
    texts = [chunk.text for chunk in document.chunks]
    if any(re.search(rf"[“\"(]{re.escape(word)}[”\")]", words) for words in texts):
        return False  # a term that the document defines: (“Recipient”)
    return not any(map(lower.search, texts)) and (word.isupper() or any(map(within.search, texts)))
