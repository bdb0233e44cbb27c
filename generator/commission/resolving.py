"""Subjects that only the attachments of a commission name."""

import re
from dataclasses import replace

from generator import platforms
from generator.commission import pointers
from generator.commission.commission import Commission, complete
from generator.commission.phrases import one_line
from generator.commission.subject import Subject
from generator.errors import BriefproofError
from generator.messages import say


def resolve(
    commission: Commission,
    *,
    documents: tuple[str, ...] = (),
    platform: str | tuple[str, ...] | None = None,
    asserted: bool = False,
) -> Commission:
    """Return the commission with every subject named.

    `documents` are the titles of the attached documents, `platform` what the image shows (several images: a tuple in
    their order), `asserted` whether a person said so. A subject pointed to is named by them; when the text
    names fewer than two subjects they fill up. A commission that compares nothing and names no subject has one: what
    it is about (`topics`). Raises BriefproofError when a subject stays unknown, and for a comparison of fewer than
    two.
    """
    shown = [platform] if isinstance(platform, str) else list(platform or ())
    titled = [_from_title(title) for title in documents]
    named: list[Subject] = []
    waiting = [subject for subject in commission.subjects if subject.name]
    for subject in commission.subjects:
        if not subject.name and subject.origin == "image":
            if not shown:
                raise BriefproofError(
                    "the commission compares with what an image shows (“{words}”), but no image was "
                    "identified; give the image, or name the platform yourself (PLATFORM='…')",
                    words=one_line(subject.words),
                )
            subject = replace(subject, name=shown.pop(0), origin="asserted" if asserted else "image")
        elif not subject.name:
            if not titled:
                raise BriefproofError(
                    "the commission compares with what a document tells (“{words}”), but no document was "
                    "given; give the PDF, or name the subject in the text",
                    words=one_line(subject.words),
                )
            subject = replace(subject, name=titled.pop(0))
        if not any(_side(subject.name) == _side(other.name) for other in named if other is not subject):
            named.append(subject)
    wanted = 2 if commission.comparing or not named or commission.completed else 1
    more = [(name, "asserted" if asserted else "image") for name in shown] + [(name, "document") for name in titled]
    for name, origin in more:
        if len(named) < wanted and all(_side(name) != _side(other.name) for other in (*named, *waiting)):
            named.append(Subject(name=name, origin=origin, words=""))
    if not named and commission.about:
        named.append(commission.about)
    if not named or (commission.comparing and len(named) < 2):
        known = say("only {name}", name=named[0].name) if named else "none"
        raise BriefproofError(
            "a comparison needs two subjects, and the commission names {known}; name them (“对比 A 与 "
            "B”, “compare A and B”), or attach the document or image that shows the other",
            known=known,
        )
    sides = [platforms.find(subject.name) or _platform_in(subject.name) for subject in named]
    full = []
    for subject, side in zip(named, sides, strict=True):
        alone = side is not None and sides.count(side) == 1
        names = (
            *subject.aliases,
            *(side.names if side and alone else ()),
            *_variants(subject.name),
            *_bare(subject.name),
            *numbers(subject.name),
        )
        aliases = tuple(name for name in dict.fromkeys(names) if name != subject.name)
        full.append(replace(subject, aliases=aliases, classes=side.classes if side else ()))
    return complete(replace(commission, subjects=tuple(full)))


def _side(name: str) -> str:
    """Return what two names of one subject share; two products of one maker are two subjects."""
    platform = platforms.find(name)
    return platform.name if platform and platform.name.casefold() == name.casefold() else name.casefold()


def _platform_in(name: str) -> platforms.Platform | None:
    """Return the platform that a longer name belongs to: "OpenAI GPT-4"."""
    mentioned = {mention.platform.name: mention.platform for mention in platforms.mentions(name)}
    return next(iter(mentioned.values())) if len(mentioned) == 1 else None


def _bare(name: str) -> tuple[str, ...]:
    """Return a name that stands in 《》 without them, and one with an article, The Hague, without that: sources write
    it either way."""
    if article := re.fullmatch("[Tt]he (?P<x>[A-Z].+)", name):
        return (article["x"],)
    return (name[1:-1],) if re.fullmatch("《[^《》]+》", name) else ()


def numbers(name: str) -> tuple[str, ...]:
    """Return the plural of an English common noun, or its singular: "counter notices", "personas"."""
    last = re.search(r"(?<![^\s-])[a-z]{3,}$|(?<=\w )(?<![Tt]he )[A-Z][a-z]{3,}$", name)
    if last is None:
        return ()
    if last[0].endswith("s") and not last[0].endswith(("ss", "us", "is")):
        return (f"{name[:-3]}y" if last[0].endswith("ies") else name[:-1],)
    ending = "es" if re.search("(?:s|x|z|ch|sh)$", name) else "s"
    return (f"{name[:-1]}ies" if re.search("[^aeiou]y$", name) else f"{name}{ending}",)


def _variants(name: str) -> tuple[str, ...]:
    """Return shorter names of "OpenAI GPT-4": its product alone."""
    mentioned = platforms.mentions(name)
    return tuple(mention.words for mention in mentioned if mention.words != name)


def _from_title(title: str) -> str:
    """Return the subject that a document's title stands for."""
    mentioned = platforms.mentions(title)
    if mentioned:
        return pointers.document_name(mentioned[0])
    kind = (
        r"\s*(?:技术报告|研究报告|白皮书|报告|technical report|white ?paper|system card|report|documentation|"
        r"manual)\s*$"
    )
    return one_line(re.sub(kind, "", re.split(r"[:：—]", title)[0], flags=re.IGNORECASE)) or one_line(title)
