"""Why no brief can be written, in one line: how the subjects were read, what the corpus says of each, what to ask."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from generator.brief import wording
from generator.commission import Commission, Subject
from generator.corpus import Document
from generator.errors import NoEvidence
from generator.evidence import Evidence, naming, short_forms
from generator.language import dictionary, text, tokens
from generator.messages import joined, say, some
from generator.writers.desk import Desk
from generator.writers.selection import Option

SHOWN = 3
"""Documents named in a message (1 or more); the rest are counted."""


def nothing(desk: Desk, offered: Iterable[Option]) -> NoEvidence:
    """Return the error for a commission on whose subjects, or one of them, no sentence can be used."""
    options, commission = {option.cards: option for option in offered}.values(), desk.commission
    usable = {s.name: sum(o.length for o in options if o.side == s.name) for s in commission.sides}
    lacking = [name for name, amount in usable.items() if not amount] or [s.name for s in commission.subjects]
    unnamed = not any(_holding(subject, desk) for subject in commission.subjects if subject.name in lacking)
    told = joined((_held(s.name, usable, desk) for s in commission.subjects), "; ")
    if unnamed:
        return NoEvidence(
            "no evidence: no document of the corpus names {subjects}. It holds: {told}. "
            "{instead}; look with: briefproof search {first}",
            lacking=tuple(lacking), subjects=_all(lacking), told=told,
            instead=_instead(commission, usable, desk), first=_quoted(lacking[0]),
        )  # fmt: skip
    return NoEvidence(
        "no evidence: the corpus holds nothing that can stand alone on {subjects}. It holds: {told}. "
        "{instead}; look with: briefproof search {first}",
        lacking=tuple(lacking), named=True, subjects=_all(lacking), told=told,
        instead=_instead(commission, usable, desk), first=_quoted(lacking[0]),
    )  # fmt: skip


def why(name: str, documents: Sequence[Document]) -> str:
    """Return why nothing is said of a subject: no document names it, with the nearest names there; or none usably."""
    if held := naming.holding(name, documents):
        titles = some([document.title for document in held], SHOWN)
        return say("no sentence on it could be quoted; it is named in {titles}", titles=titles)
    return say("no document of the corpus names it{there}", there=_nearest(name, documents))


def _nearest(name: str, documents: Sequence[Document]) -> str:
    """Return what stands behind a name that no document holds: the nearest names there, "" for none."""
    near = ", ".join(short_forms.nearest(name, documents)[:SHOWN])
    return say(" (nearest there: {titles})", titles=near) if near else ""


def _held(name: str, usable: dict[str, int], desk: Desk) -> str:
    """Return what the corpus holds of a subject: documents, where, and how much can be used."""
    subject = next(one for one in desk.commission.subjects if one.name == name)
    found = _holding(subject, desk)
    if not found:
        return say("“{name}” in no document{there}", name=name, there=_nearest(name, desk.evidence.documents))
    titles = some([document.title for document in found], SHOWN)
    amount = say(", {usable} {unit} usable", usable=usable[name], unit=desk.unit) if name in usable else ""
    return say(
        "“{name}” in {number} of {all} documents ({titles}){amount}",
        name=name, number=len(found), all=len(desk.evidence.documents), titles=titles, amount=amount,
    )  # fmt: skip


def _holding(subject: Subject, desk: Desk) -> list[Document]:
    """Return the documents that name a subject, by any of its names."""
    names = (subject.name, *subject.aliases)
    return list({d.path: d for one in names for d in naming.holding(one, desk.evidence.documents)}.values())


def _instead(commission: Commission, usable: dict[str, int], desk: Desk) -> str:
    """Return what to ask instead, or what else to do."""
    told = [name for name, amount in usable.items() if amount]
    zh = commission.language == "zh"
    if foreign := _foreign(commission, desk):
        listed = wording.listing(foreign, "en" if zh else "zh").replace("'", "’")
        asked = f"{'Compare ' if zh else '对比'}{listed}" if len(foreign) > 1 else _brief_on(foreign[0], zh=not zh)
        return say(
            "The sources on it are {other}; ask in their language: QUERY='{asked}'",
            other=say("English") if zh else say("Chinese"), asked=asked,
        )  # fmt: skip
    if len(told) > 1:
        asked = f"{'对比' if zh else 'Compare '}{wording.listing(told, commission.language)}".replace("'", "’")
        return say("If the subjects were misread, name them: QUERY='{asked}'", asked=asked)
    if told:
        asked = _brief_on(told[0], zh=zh)
        return say("It can answer: QUERY='{asked}'; for the comparison add sources on the other side", asked=asked)
    if near := _near(commission, desk.evidence):
        asked = _brief_on(near[0].title, zh=near[0].language == "zh")
        listed = ", ".join(document.title for document in near)
        return say(
            "If the subject was misread, name it as the sources do; they are about {titles}: QUERY='{asked}'",
            titles=listed, asked=asked,
        )  # fmt: skip
    return say("Add sources on it")


def _foreign(commission: Commission, desk: Desk) -> list[str]:
    """Return the names of the subjects that the corpus holds, where all of it is in the other language."""
    names, languages = [], set[str]()
    for subject in commission.subjects:
        called = {one: naming.holding(one, desk.evidence.documents) for one in (subject.name, *subject.aliases)}
        names += [one for one in reversed(called) if called[one]][:1]
        languages |= {document.language for found in called.values() for document in found}
    return names if languages and commission.language not in languages else []


def _brief_on(name: str, *, zh: bool) -> str:
    """Return a question that a shell takes as it stands between single quotation marks."""
    return (f"写一份关于{name}的简报" if zh else f"Write a brief on {name}").replace("'", "’")


def _near(commission: Commission, evidence: Evidence) -> list[Document]:
    """Return the documents whose titles and headings hold most of the words asked, in either language, the rarer the
    more; where none does, those that fit the sections best; [] where nothing does."""
    heads = {one.path: _heads(one) for one in evidence.documents}
    holding = Counter(token for found in heads.values() for token in found)
    worth = Counter[str]()
    asked = [*(s.name for s in commission.subjects), *commission.axes]
    words = frozenset(token for one in asked for token in tokens.content_tokens(one))
    for token in sorted(words):
        if text.has_han(token):
            meant = dictionary.translate(token)
        else:
            meant = dictionary.chinese(token, words, holding.__contains__)
        for one in {token, *meant} & holding.keys():
            worth[one] = math.log(1 + len(heads) / holding[one])
    scores = {path: sum(worth[token] for token in found) for path, found in heads.items()}
    fitting = dict.fromkeys(evidence.cards[fit.card].span.document for fit in evidence.fits)
    order = sorted((path for path in scores if scores[path]), key=lambda path: (-scores[path], path)) or [*fitting]
    documents = {one.path: one for one in evidence.documents}
    return [documents[path] for path in order[:SHOWN]]


def _heads(document: Document) -> frozenset[str]:
    headings = {heading for chunk in document.chunks for heading in chunk.heading_path}
    return frozenset(tokens.content_tokens(" ".join((document.title, *sorted(headings)))))


def _all(names: list[str]) -> str:
    if len(names) == 1:
        return _quoted(names[0])
    return say("{names} and {last}", names=", ".join(map(_quoted, names[:-1])), last=_quoted(names[-1]))


def _quoted(name: str) -> str:
    return f"“{name}”"
