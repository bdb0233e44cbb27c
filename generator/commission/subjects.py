"""What a commission compares or tells of, along which axes, and where each subject is named.

Sentences are read as frames (`english`, `chinese`); the frame trusted most names the subjects. What no frame names is
looked for in turn: lines such as "Subject A: …", pointers to the document and the image, platforms named, the title.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from generator import platforms
from generator.commission import chinese, chinese_lists, clauses, english, english_lists, naming, pointers
from generator.commission.clauses import Frame, Span
from generator.commission.phrases import HIDDEN, Found, trim
from generator.commission.subject import Subject, names_of, subject_at

MOST_FRAMES = 100
"""Frames that are looked at; a commission has a few, a pasted book has thousands."""
MOST_SENTENCES = 400
_LABEL = re.compile(
    r"(?:(?:^|[\n,:。]) ?(?:我方|本方|对方|竞品|对手)(?:产品|分别)?是|(?:^|\n)[ \t*-]*(?:(?:subject|option|"
    r"product|candidate|side|alternative|item|platform)s?(?: [A-E1-5])?|"
    r"(?:我方|对方|竞品)?(?:主体|对象|产品|竞品|方案|平台|选项)(?:[一二三甲乙丙A-E1-5])?|竞品|我方)"
    r" ?: ?)(?P<x>[^\n。;]{1,80}?)(?=[\n。;]|, ?(?:竞品|对方|对手|我方)|$)",
    re.IGNORECASE,
)
Named = list[Found[Subject]]
_STATED = re.compile(r"(?:^|\n)[ \t]*(?:subjects|主体|主體)[ \t]*:[ \t]*(?P<x>[^\n]{1,400}?)[ \t]*\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Who is compared or told of."""

    subjects: tuple[Found[Subject], ...]
    axes: tuple[Span, ...] = ()
    """Where the frame lists axes, that trusted most first."""
    topics: tuple[Span, ...] = ()
    """Where it says what of the subjects is asked, for want of axes."""
    commas: bool = True
    """Whether commas part the axes."""
    others: tuple[tuple[str, ...], ...] = ()
    """Other ways to read the names."""
    framed: tuple[tuple[int, tuple[Span, ...]], ...] = ()
    """The rank of each frame, and where it has its names."""
    comparing: bool
    """Whether a comparison is asked for, which needs two."""
    led: bool = False
    """Whether the corpus named them, not the words around them."""
    unsure: tuple[tuple[str, ...], ...] = ()
    """Where neither words nor corpus say plainly who is meant: these names, and those of the next likely ways."""


def stated(flat: str) -> tuple[Found[Subject], ...]:
    """Return the subjects that the last line of a commission states, “Subjects: A; B”: they are who is meant, whatever
    stands before; () where it states none."""
    match = _STATED.search(flat)
    if match is None:
        return ()
    edges = [match.start("x"), *(n for m in re.finditer(";", match["x"]) for n in
             (match.start("x") + m.start(), match.start("x") + m.end())), match.end("x")]  # fmt: skip
    spans = (trim(flat, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
    named = (span for span in spans if any(map(str.isalnum, flat[slice(*span)])))
    return tuple({flat[slice(*span)]: subject_at(flat, span) for span in named}.values())


def find(
    flat: str, title: Span | None, hidden: str, everywhere: str, weight: Callable[[tuple[str, ...]], float]
) -> Compared:
    """Return the subjects in the order of the text.

    `flat` is the flattened commission; in `hidden` title, sections, lengths, sources and prohibitions are hidden,
    in `everywhere` all of them but the sections. `weight` tells what speaks for names where they can be
    parted in several ways.
    """
    inside = " " * title[0] + flat[title[0] : title[1]] if title else ""
    read = [_best(flat, passage, weight) for passage in (hidden, inside, everywhere)]
    here = read[0]
    if read[0] and read[0].subjects:
        read[2] = None  # what stands in the outline is no subject beside one that is named
    comparing = any(one is not None and one.comparing for one in read)
    labelled = _labelled(flat, hidden)
    if here and len(here.subjects) > 1 and len(here.subjects) >= len(labelled):
        return _with_images(hidden, here)
    if len(labelled) > 1:
        return Compared(subjects=tuple(labelled), comparing=True)
    pointed = pointers.pointers(flat, hidden)
    known = list(here.subjects) if here else []
    known = [
        one
        for one in known
        if not any(p.start < one.end and one.start < p.end and one.value.origin == "text" for p in pointed)
    ]
    if comparing or not known:
        for more in (pointed, _mentioned(hidden)):
            known = _merge(known, more) if len(known) < 2 else known
    for one in read[1:] if len(known) < 2 else ():
        if one and len(one.subjects) > 1:
            kept = here or one
            return replace(one, axes=kept.axes or one.axes, topics=kept.topics or one.topics, comparing=True)
        if title and (pair := _pair_in_title(flat, inside, title)):
            return Compared(subjects=tuple(pair), axes=here.axes if here else (), comparing=True)
    if len(known) < 2 and (comparing or not known):
        for passage in (inside, everywhere):
            known = _merge(known, _mentioned(passage)) if len(known) < 2 else known
    if not known:
        known = list(next((one.subjects for one in read[1:] if one and one.subjects), ()))
    if not known and title:
        known = _told_by_title(flat, title)
    base = here or Compared(subjects=(), comparing=comparing)
    several = comparing or len(known) > 1
    found = replace(base, subjects=tuple(sorted(known, key=lambda item: item.start)), comparing=several)
    return _with_images(hidden, found)


def _with_images(hidden: str, found: Compared) -> Compared:
    return replace(found, subjects=tuple(pointers.several_images(hidden, list(found.subjects))))


def _frames(bare: str) -> Iterator[Frame]:
    for start, end in islice(clauses.sentences(bare), MOST_SENTENCES):
        yield from chinese.frames(bare, start, end)
        yield from english.frames(bare, start, end)
        if _TOPIC_LABEL.search(bare[max(0, start - 12) : start]):
            yield _about(bare, start, end)


_TOPIC_LABEL = re.compile(r"(?:topic|subject|theme|主题|议题|选题|题材) ?: ?$", re.IGNORECASE)


def _about(bare: str, start: int, end: int) -> Frame:
    """Return the frame of what a label says the report is about."""
    if re.search("[㐀-鿿]", bare[start:end]) and (frame := chinese_lists.operands(bare, start, end, 1, start)):
        return frame
    return english.about(bare, start, end)


_SINGULAR = re.compile(r"(?:它|其|it|this|that)$", re.IGNORECASE)
_PLURAL = re.compile(
    r"(?:这?[两二三四](?:者|个|种)?|双方|[它他]们|彼此|them|they|both|these|the two|"
    r"each other)$",
    re.IGNORECASE,
)


def _meant(bare: str, frame: Frame, read: list[tuple[Frame, tuple[Found[Subject], ...]]]) -> Named:
    """Return what the pronouns of a frame stand for: "介绍光伏；介绍风电；比较两者", "an overview of OPC
    UA and how it relates to MQTT"."""
    words = [bare[start:end] for start, end in frame.items]
    told = [one for one in read if one[0].rank == 1 and len(one[1]) == 1 and one[1][0].start < frame.start]
    told.sort(key=lambda one: one[1][0].start)
    if frame.elided or any(_SINGULAR.match(one) for one in words):
        told = told[-1:]
    elif not any(_PLURAL.match(one) for one in words):
        return []
    meant: Named = []
    for _, subjects in told:
        meant = _merge(meant, list(subjects))
    return meant


def _best(flat: str, hidden: str, weight: Callable[[tuple[str, ...]], float]) -> Compared | None:
    """Return what the frame trusted most says, with what the others add where it leaves names open."""
    bare = clauses.without_asides(hidden)
    read: list[tuple[Frame, Compared, int]] = []
    for frame in islice(_frames(bare), MOST_FRAMES):
        named, count = naming.named(flat, bare, frame.items)
        topics = (*(span for _, span in named if span), *frame.topics)
        subjects = tuple(subject for subject, _ in named)
        read.append((frame, Compared(
            subjects=subjects, axes=frame.axes, topics=topics, commas=frame.comma, comparing=frame.rank > 1,
        ), count))  # fmt: skip
    if not read:
        return None
    comparing = any(frame.rank > 1 for frame, _, _ in read)
    several = [one for one in read if len(one[1].subjects) > 1]
    certain = [one for one in read if one[0].rank > 1 and one[1].subjects]
    generic = [one for one in read if one[0].rank > 1]  # "对比两大平台在…上的差异": named elsewhere
    frame, best, _ = max(
        several or certain or generic or [one for one in read if one[1].subjects] or read,
        key=lambda one: (one[0].rank, -one[0].start),
    )
    expected = max((count for _, _, count in read), default=0)
    subjects = list(best.subjects)
    if len(subjects) < 2 and comparing:
        subjects = _merge(_meant(bare, frame, [(one[0], one[1].subjects) for one in read]), subjects)
    for _, other, _ in read if len(subjects) < max(expected, 2) and comparing else ():
        subjects = _merge(subjects, list(other.subjects)) if len(other.subjects) > 1 or other.comparing else subjects
    unnamed = [one for one in read if not one[1].subjects and (one[0].axes or one[0].topics)]
    alike = [one for one in read if one[0].axes and names_of(one[1].subjects) == names_of(best.subjects)]
    axes = best.axes or next((one[0].axes for one in (*alike, *unnamed)), ())
    topics = best.topics or next((one[0].topics for one in unnamed), ())
    framed = tuple((one[0].rank, tuple((s.start, s.end) for s in one[1].subjects)) for one in read if one[1].subjects)
    best = replace(
        best, subjects=tuple(subjects), axes=axes, topics=topics, framed=framed,
        comparing=comparing or len(subjects) > 1,
    )  # fmt: skip
    return _parted(flat, bare, frame, best, weight)


def _parted(flat: str, bare: str, frame: Frame, best: Compared, weight: Callable[[tuple[str, ...]], float]) -> Compared:
    """Return the frame's names parted in the way that most speaks for, with the other ways to part them."""
    ways = [best.subjects]
    for items in frame.others:
        named, _ = naming.named(flat, bare, items)
        way = tuple(subject for subject, _ in named)
        if len(way) > 1 and names_of(way) not in [names_of(one) for one in ways]:
            ways.append(way)
    ways.sort(key=lambda way: -weight(names_of(way)))
    return replace(best, subjects=ways[0], others=tuple(map(names_of, ways[1:])))


def _labelled(flat: str, hidden: str) -> Named:
    """Return the subjects of lines such as "Subject A: Hetzner"."""
    found: Named = []
    for match in islice(_LABEL.finditer(hidden), MOST_FRAMES):
        start, end = trim(hidden, *match.span("x"))
        if HIDDEN not in hidden[start:end] and start < end:
            several = chinese_lists.items_of(hidden, start, end) if re.search("[㐀-鿿]", hidden[start:end]) else ()
            named, _ = naming.named(flat, hidden, several or ((start, end),))
            found = _merge(found, [subject for subject, _ in named])
    return found


def _pair_in_title(flat: str, inside: str, title: Span) -> Named:
    """Return the pair of a title such as "Two roads to orbit: SpaceX and Blue Origin"."""
    start = max(title[0], inside.rfind(":") + 1)
    if re.search("[㐀-鿿]", inside[start:]):
        report = _REPORT_WORDS.search(inside, start, title[1])
        end = report.start() if report else title[1]
        frame = chinese_lists.operands(inside, start, end, 2, start)
        items = frame.items if frame else ()
    else:
        items, _, _ = english_lists.operands(inside, start, title[1])
    named, _ = naming.named(flat, inside, items)
    return [subject for subject, _ in named] if len(named) > 1 else []


_REPORT_WORDS = re.compile(
    r"(?:的)?(?:利弊|现状|对比|比较|综合|优缺点)?(?:分析|研究|报告|概览|一览|简报|综述|述评|探析|调研|概述|指南|白皮书|介绍)+$|"
    r"^(?:an? |the )?(?:report|brief|overview|introduction|guide|analysis|study) (?:on|of|to|about) ",
    re.IGNORECASE,
)


def _told_by_title(flat: str, title: Span) -> Named:
    """Return the subject of a title that names one: 《远程办公利弊分析》."""
    words = flat[slice(*title)]
    match = _REPORT_WORDS.search(words)
    start, end = title
    if match and match.start():
        end = start + match.start()
    elif match:
        start += match.end()
    named, _ = naming.named(flat, flat, ((start, end),)) if end - start < 40 else ([], 0)
    return [subject for subject, _ in named] if not match or named else []


def _merge(found: Named, more: Named) -> Named:
    """Add what is not there yet: one pointer to the image, one to the document, each name once."""
    merged = list(found)
    for item in more:
        if not any(_same(item.value, other.value) for other in merged):
            merged.append(item)
    return merged


def _same(one: Subject, other: Subject) -> bool:
    if not (one.name and other.name):
        return not one.name and not other.name and one.origin == other.origin
    first, second = platforms.find(one.name), platforms.find(other.name)
    if one.origin != other.origin and first and first is second:
        return True
    return (
        one.name.casefold() == other.name.casefold() or other.name in one.name.split() or one.name in other.name.split()
    )


def _mentioned(passage: str) -> Named:
    """Return each platform that the passage names, once, where it is named first."""
    found: dict[str, Found[Subject]] = {}
    for mention in platforms.mentions(passage):
        subject = Subject(name=mention.words, origin="text", words=mention.words)
        found.setdefault(mention.platform.name, Found(value=subject, start=mention.start, end=mention.end))
    return list(found.values())
