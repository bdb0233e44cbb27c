"""Why no brief can be written, in one line: how the subjects were read, what the corpus says of each, what to ask."""

from collections.abc import Iterable

from generator.brief import wording
from generator.commission import Commission
from generator.errors import NoEvidence
from generator.evidence import Evidence, naming, short_forms
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
    told = joined((_held(s.name, usable, desk) for s in commission.subjects), "; ")
    return NoEvidence(
        "no evidence: the corpus holds nothing that can stand alone on {subjects}. It holds: {told}. "
        "{instead}; look with: briefproof search {first}",
        lacking=tuple(lacking), subjects=_all(lacking), told=told,
        instead=_instead(commission, usable, desk), first=_quoted(lacking[0]),
    )  # fmt: skip


def _held(name: str, usable: dict[str, int], desk: Desk) -> str:
    """Return what the corpus holds of a subject: documents, where, and how much can be used."""
    subject = next(one for one in desk.commission.subjects if one.name == name)
    names = (name, *subject.aliases)
    found = list({d.path: d for one in names for d in naming.holding(one, desk.evidence.documents)}.values())
    if not found:
        near = ", ".join(short_forms.nearest(name, desk.evidence.documents)[:SHOWN])
        there = say(" (nearest there: {titles})", titles=near) if near else ""
        return say("“{name}” in no document{there}", name=name, there=there)
    titles = some([document.title for document in found], SHOWN)
    amount = say(", {usable} {unit} usable", usable=usable[name], unit=desk.unit) if name in usable else ""
    return say(
        "“{name}” in {number} of {all} documents ({titles}){amount}",
        name=name, number=len(found), all=len(desk.evidence.documents), titles=titles, amount=amount,
    )  # fmt: skip


def _instead(commission: Commission, usable: dict[str, int], desk: Desk) -> str:
    """Return what to ask instead, or what else to do."""
    told = [name for name, amount in usable.items() if amount]
    zh = commission.language == "zh"
    if foreign := _foreign(commission, desk):
        language = {"zh": say("Chinese"), "en": say("English")}
        listed = wording.listing(foreign, "en" if zh else "zh").replace("'", "’")
        asked = f"{'Compare ' if zh else '对比'}{listed}" if len(foreign) > 1 else _brief_on(foreign[0], zh=not zh)
        own, other = language[commission.language], language["en" if zh else "zh"]
        return say(
            "The sources on it are {other}, of which a brief in {own} quotes nothing; ask in their language: "
            "QUERY='{asked}'",
            other=other, own=own, asked=asked,
        )  # fmt: skip
    if len(told) > 1:
        asked = f"{'对比' if zh else 'Compare '}{wording.listing(told, commission.language)}".replace("'", "’")
        return say("If the subjects were misread, name them: QUERY='{asked}'", asked=asked)
    if told:
        asked = _brief_on(told[0], zh=zh)
        return say("It can answer: QUERY='{asked}'; for the comparison add sources on the other side", asked=asked)
    if near := _near(desk.evidence):
        asked, listed = _brief_on(near[0], zh=zh), ", ".join(near)
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


def _near(evidence: Evidence) -> list[str]:
    """Return the titles of the documents that fit the sections best."""
    paths = dict.fromkeys(evidence.cards[fit.card].span.document for fit in evidence.fits)
    titles = {document.path: document.title for document in evidence.documents}
    listed = [titles[path] for path in paths] or [document.title for document in evidence.documents]
    return listed[:SHOWN]


def _all(names: list[str]) -> str:
    if len(names) == 1:
        return _quoted(names[0])
    return say("{names} and {last}", names=", ".join(map(_quoted, names[:-1])), last=_quoted(names[-1]))


def _quoted(name: str) -> str:
    return f"“{name}”"
