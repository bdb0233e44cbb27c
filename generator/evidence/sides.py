"""Sides: of which subject a sentence speaks, and how that is known.

A side is taken from the sentence itself, from the headings above it, from the class that it speaks of, from the
sentence that it leans on, or from its document. With whom a sentence only compares, of them it does not speak.
"""

import re
from dataclasses import dataclass, replace

from generator.commission import Subject
from generator.corpus import Block, Chunk, Document
from generator.evidence import aspects, attributing, classes, cleaning, cohesion, lists, persons, rows, spans
from generator.evidence.naming import compared, foremost, known_as, mentioned, others, spoken_of, strangers, titled
from generator.evidence.spans import Span
from generator.language import text, tokens

FOREMOST = 12
"""Characters within which a sentence opens with the subject that it names. Set by hand, as are the two below."""
CLASS_FOREMOST = 4
"""Characters within which a sentence, or a clause after a comma, opens with the name or class it speaks of."""
HEADING_REST = 4
"""Characters that a heading may hold besides the name of what the items below it speak of."""
_NAME_OPENS = re.compile(r"[A-Z][a-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Of whom a sentence speaks. `claims.Card` has the same fields and says what each means."""

    name: str | None = None
    via: str = "none"
    group: str = ""
    membership: Span | None = None
    named: bool = True
    foremost: bool = False
    under: int | None = None


NOBODY = Side()
ELSEWHERE = ("before", "heading", "document", "row")
"""Ways to find a side that are not in a sentence's own words: the sentence it leans on, a heading, its document."""


def side_at(
    document: Document,
    chunk: Chunk,
    block: Block,
    start: int,
    sentence: str,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
) -> Side:
    """Return the side of a sentence where it stands: by its words, else by what it leans on, else by its document.

    `start`: where it begins in the chunk's text, in characters. `sentence`: its words, cleaned. `members` holds where
    the corpus puts a subject into a class.
    """
    if block.kind == "table" and start == block.start:
        return _of_row(document, chunk, block, sentence, subjects)
    if block.kind == "table":
        told = {fact.side for fact in rows.facts(document, chunk, block, subjects) if fact.span.start == start}
        return Side(name=told.pop(), via="row", named=False) if told else NOBODY
    found = _side_at(document, chunk, block, start, sentence, subjects, members)
    apart = any(found.name == one.name for one in compared(sentence, subjects))
    return NOBODY if apart or _in_passing(document, block, sentence, found, subjects) else found


def _in_passing(document: Document, block: Block, sentence: str, side: Side, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a sentence names its side for another's sake: it sets it against one that is no subject, as title or
    headings do (“Acme vs. Bolt”), or stands in a document that is another subject's own and names that one nowhere."""
    if side.name is None:
        return False
    against = (attributing.rivals(heading, subjects) for heading in (document.title, *block.heading_path))
    if any(names is not None and names.search(sentence) for names in against):
        return True
    told = attributing.about(document, subjects) if side.via == "name" else None
    if told is None or not told.titled or told.subject.name == side.name:
        return False
    named = {one.name for words in (sentence, *block.heading_path) for one in mentioned(words, subjects)}
    return told.subject.name not in named


def _side_at(
    document: Document,
    chunk: Chunk,
    block: Block,
    start: int,
    sentence: str,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
) -> Side:
    side = side_of(sentence, document.language, block, subjects, members)
    if side.via != NOBODY.via or side.under is not None or not _open(sentence, document.title, subjects):
        return side
    if cohesion.carried(sentence, document.language) and (before := _before(document, chunk, block, start)):
        led = side_at(document, chunk, *before, subjects, members)
        leans = led.name is not None or not subjects
        return Side(name=led.name, via="before", group=led.group, named=False) if leans else NOBODY
    if subjects and (persons.generic(sentence, document.language) or attributing.unmet(document, sentence, subjects)):
        return NOBODY
    about_it = attributing.about(document, subjects)
    own = about_it.subject if about_it and about_it.titled else None
    if (nested := _within(chunk, block, start, sentence, document.title, subjects)) is not None:
        return nested
    if (inside := _above(document, block, sentence, subjects, own)) is not None:
        return inside
    if about_it is None or _rival(sentence, about_it.subject):
        return NOBODY
    known = known_as(about_it.subject)
    if not (about_it.titled or known.search(chunk.text[block.start : block.end])):
        return NOBODY
    return Side(name=about_it.subject.name, via="document", group=about_it.subject.name, named=False)


def _of_row(document: Document, chunk: Chunk, block: Block, sentence: str, subjects: tuple[Subject, ...]) -> Side:
    """Return the side of a whole row of a table: of whom its first value names, else of whom heading or document is.

    Who is named further on is what the row compares with, and may be anybody's.
    """
    first = chunk.text[block.start : block.end].split(" | ")[0]
    named = mentioned(first, subjects)
    if len(named) == 1 and not others(first, subjects):
        return Side(name=named[0].name, via="name")
    if not _open(sentence, document.title, subjects):
        return NOBODY
    if (inside := _above(document, block, sentence, subjects)) is not None:
        return inside
    subject = rows.whose(document, block, subjects)
    return Side(name=subject.name, via="document", named=False) if subject else NOBODY


def of_part(document: Document, above: tuple[str, ...], words: str, subjects: tuple[Subject, ...]) -> Side:
    """Return the side that all that stands below some headings speaks of, by the nearest heading that names one, else
    by the document, else by its `words`: title and heading stand before a part of a source."""
    told = {one.name for one in mentioned(words, subjects)}
    found = attributing.about(document, subjects)
    own = found.subject if found and found.titled else None
    for under, heading in reversed(tuple(enumerate(above))):
        named = mentioned(heading, subjects)
        if strangers(heading, document.title, subjects):
            return NOBODY
        if named and (attributing.apart(heading) or attributing.another(heading, named[0], document)):
            return NOBODY
        if named and (len(named) > 1 or attributing.side_by_side(heading)):
            return Side(via="all") if len(told) > 1 else NOBODY
        if named and own not in (None, named[0]) and not _wholly(heading, named[0]):
            return NOBODY  # what whose document it is says of itself beside another: “Why we left Acme”
        if named:
            return Side(name=named[0].name, via="heading", group=named[0].name, named=False, under=under)
    opening = words[slice(*text.sentences(words)[0])]
    if found and (own or found.subject.name in told) and not (told and found.subject.name not in told):
        if found.subject.name not in told and strangers(opening, document.title, subjects):
            return NOBODY
        return Side(name=found.subject.name, via="document", group=found.subject.name, named=False)
    outside = text.BRACKETS.sub(" ", opening)  # data sets (including Acme's) are not on Acme
    first = spoken_of(outside, subjects) if len(told) == 1 else ()
    if first and own in (None, first[0]):
        return Side(name=first[0].name, via="name")
    return Side(via="all") if len(told) > 1 else NOBODY


def _wholly(heading: str, subject: Subject) -> bool:
    """Tell whether a heading is the name of a subject, or that and an aspect of it."""
    rest = classes.aspect_of(heading, subject).strip(" /-–:：")
    return len(rest) <= HEADING_REST or bool(aspects.asked(rest)) or chosen(heading, subject)


def attached_at(
    document: Document,
    chunk: Chunk,
    block: Block,
    start: int,
    sentence: str,
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
) -> Side:
    """Return the side of a sentence of an attachment: as `side_at`, else by its title, with which it is quoted."""
    side = side_at(document, chunk, block, start, sentence, subjects, members)
    if side.via in (NOBODY.via, "document") and (subject := titled(document.title, sentence, subjects)):
        return replace(side, name=subject.name, via="title", group="", named=True)
    return side


def _rival(sentence: str, subject: Subject) -> bool:
    """Tell whether a sentence names another of the subject's kind: 股份有限公司 where 有限责任公司 is meant."""
    kind = subject.name[-2:]
    if not text.has_han(kind):
        return False
    known = known_as(subject)
    return any(w.endswith(kind) and len(w) > len(kind) + 1 and not known.search(w) for w in tokens.words(sentence))


def _open(sentence: str, title: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a sentence names nobody but to compare with, and no class, so that another place may tell of whom it
    speaks."""
    return not (
        spoken_of(sentence, subjects)
        or strangers(sentence, title, subjects)
        or any(classes.qualified(subject).search(sentence) for subject in subjects)
    )


def _before(document: Document, chunk: Chunk, block: Block, start: int) -> tuple[Block, int, str] | None:
    """Return the sentence before one: its block, where it begins in the chunk, its cleaned words; None for a block's
    first, unless that stands behind the points of a list."""
    earlier = [(a, b) for a, b in spans.ends(chunk, block) if b <= start]
    at = chunk.blocks.index(block) - 1
    point, path = chunk.blocks[at] if at >= 0 else block, block.heading_path
    below = point.heading_path[: len(path)] == path  # of the same heading, but for what introduces the list
    if not earlier and block.kind == "paragraph" and point.kind == "item" and below:
        block = point
        earlier = list(spans.ends(chunk, block))
    if not earlier:
        return None
    a, b = earlier[-1]
    return block, a, cleaning.sentence(chunk.text[a:b], document.language)


def _within(
    chunk: Chunk, block: Block, start: int, sentence: str, title: str, subjects: tuple[Subject, ...]
) -> Side | None:
    """Return the side that the nearest of what a sentence is nested in gives it, of what names somebody: the label that
    its block opens with, the points of a list above its own.

    NOBODY where that does not open with the name, or names others as well, None where none names anybody.
    """
    label = _LABEL.match(chunk.text, block.start, min(block.end, start))
    for parent in (*((label[0],) if label else ()), *reversed(lists.parents(chunk, block))):
        named = mentioned(parent, subjects)
        if not named and not strangers(parent, title, subjects):
            continue
        if len(named) != 1 or strangers(parent, title, subjects) or _rival(sentence, named[0]):
            return NOBODY
        known = known_as(named[0])
        if not foremost(cleaning.clean(parent), known, CLASS_FOREMOST):
            return NOBODY
        return Side(name=named[0].name, via="heading", group=known.search(parent)[0], named=False)
    return None


_LABEL = re.compile(r"[A-Z\d\u3400-\u9fff][^.。:：;；!?！？\n]{1,60}[:：](?=\s|[\u3400-\u9fff])")
"""What a paragraph opens with that says what it is about: “Harbour fees: …”."""
_CHOSEN = (
    r"(?:\b(?:choos(?:e|ing)|pick(?:ing)?|select(?:ing)?|opt(?:ing)? for|go(?:ing)? (?:for|with)|consider(?:ing)?|"
    r"us(?:e|ing)|buy(?:ing)?|try(?:ing)?|prefer(?:ring)?) (?:the )?|(?:选择?|选用|选购|考虑|推荐|首选)\s?)"
)
"""Words of choosing, before what is chosen."""


def chosen(heading: str, subject: Subject) -> bool:
    """Tell whether a heading has its reader choose a subject, in the case that the points below it say."""
    names = known_as(subject).pattern
    found = re.search(rf"^(?:[^.:：]{{0,30}}[:：] )?{_CHOSEN}(?:{names})", classes.plain(heading), re.I)
    return found is not None and not _DENIED.search(heading)


_DENIED = re.compile(r"\b(?:not|never|avoid|instead of|rather than|over)\b|不|别|而非", re.I)


def _above(
    document: Document, block: Block, sentence: str, subjects: tuple[Subject, ...], own: Subject | None = None
) -> Side | None:
    """Return the side that the nearest heading that names one gives a sentence: its name, or an aspect of it.

    NOBODY below a heading that says something else of it, None below headings that name no one. `own`: whose
    document it is; a heading of it may say more of that one, as of a kind of it.
    """
    for under, heading in reversed(tuple(enumerate(block.heading_path))):
        named = mentioned(heading, subjects)
        if not named and not strangers(heading, document.title, subjects):
            continue
        if len(named) != 1 or strangers(heading, document.title, subjects):
            return NOBODY
        if _rival(sentence, named[0]):
            return NOBODY
        if attributing.opposed(heading) or attributing.another(heading, named[0], document):
            return NOBODY  # to whom no subject is, or of another thing
        if not _wholly(heading, named[0]):
            if named[0] == own and not attributing.side_by_side(heading):
                continue
            return NOBODY
        group = known_as(named[0]).search(heading)[0]
        return Side(name=named[0].name, via="heading", group=group, named=False, under=under)
    return None


def side_of(
    sentence: str, language: str, block: Block, subjects: tuple[Subject, ...], members: dict[tuple[str, str], Span]
) -> Side:
    """Return the side that a sentence of `block` has by its own words and, for an item, the headings above it."""
    named = spoken_of(sentence, subjects)
    grouped = tuple(
        s for s in subjects if s not in mentioned(sentence, subjects) and classes.qualified(s).search(sentence)
    )
    opens = len(named) == 1 and foremost(sentence, known_as(named[0]), FOREMOST)
    if len(named) + len(grouped) > 1 and not opens:
        return Side(via="all")
    if named and not others(sentence, subjects):
        under = _class_above(language, block, named[0], subjects) if len(named) == 1 else None
        return Side(name=named[0].name, via="name", foremost=opens, under=under)
    if named or others(sentence, subjects):
        return NOBODY
    if grouped and foremost(sentence, classes.qualified(grouped[0]), CLASS_FOREMOST):
        return _of_class(grouped[0], sentence, members) or (NOBODY if block.kind == "item" else Side(via="background"))
    if block.kind != "item":
        return NOBODY  # a class may be spoken of, but the sentence may be about another
    if _NAME_OPENS.match(sentence) and language == "zh":
        return NOBODY  # it opens with a name that is no subject's
    return _from_headings(language, block, grouped, subjects, members)


def _from_headings(
    language: str,
    block: Block,
    grouped: tuple[Subject, ...],
    subjects: tuple[Subject, ...],
    members: dict[tuple[str, str], Span],
) -> Side:
    """Return the side that the nearest telling heading above a list item gives it.

    `grouped`: the subjects whose class the item speaks of without opening with it.
    """
    for under, heading in reversed(tuple(enumerate(block.heading_path))):
        inside = mentioned(heading, subjects)
        above = tuple(s for s in subjects if classes.qualified(s).search(heading))
        if len(inside) == 1 and not above:
            group = known_as(inside[0]).search(heading)[0]
            if len(classes.plain(heading)) > len(group) + HEADING_REST:
                return NOBODY  # below a heading that says more than the name, an item may speak of anything
            return Side(name=inside[0].name, via="heading", group=group, named=False, under=under)
        if grouped and above != grouped:
            return NOBODY  # the sentence and its heading speak of different things
        if not inside and len(above) == 1 and classes.heads(heading, above[0], language):
            return _of_class(above[0], heading, members, under=under) or Side(under=under)
        if inside or above or others(heading, subjects):
            return NOBODY
    return NOBODY


def _of_class(
    subject: Subject, words: str, members: dict[tuple[str, str], Span], *, under: int | None = None
) -> Side | None:
    """Return the side of a sentence that its own `words`, or a heading's (at `under`), say to be about a class."""
    group = classes.group_in(words, subject) or ""
    span = next((s for (name, kind), s in members.items() if name == subject.name and classes.kin(kind, group)), None)
    if span is None:
        return None  # true of a class that no source puts the subject into
    return Side(name=subject.name, via="class", group=group, membership=span, named=under is None, under=under)


def _class_above(language: str, block: Block, side: Subject, subjects: tuple[Subject, ...]) -> int | None:
    """Return the place of the nearest heading above an item that is about a class of its side and of no other."""

    def speaks_of(heading: str, subject: Subject) -> bool:
        return bool(known_as(subject).search(heading) or classes.qualified(subject).search(heading))

    for under in reversed(range(len(block.heading_path))) if block.kind == "item" else ():
        heading = block.heading_path[under]
        if any(speaks_of(heading, subject) for subject in subjects):
            alone = not any(speaks_of(heading, subject) for subject in subjects if subject != side)
            return under if alone and classes.heads(heading, side, language) else None
    return None
