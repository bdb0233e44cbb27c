"""Furniture of web pages: navigation, related links, calls for likes; dropped by general rules and kept for review.

The rules look at position (before the first and after the last prose of a text), link density, repetition and
the words and patterns of `generator/data/boilerplate.yml`; they know no site.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from generator import files, yaml_text
from generator.corpus.readers.reading import Element
from generator.language.text import count

DATA = files.DATA / "boilerplate.yml"
PROSE = 40
"""字 from which a finished paragraph counts as prose."""
SHORT = 100
"""字 up to which one pattern is enough to drop a paragraph."""
LONGEST = 600
"""Characters above which no paragraph is furniture."""
HEAD = 12
"""Elements at the start in which a repeated title, a byline and a breadcrumb are looked for."""
_FINISHED = re.compile(r"[。！？!?.…][”’」』）)\"'\]]*$")
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\u2764\U0001f300-\U0001faff]")
_SEPARATOR = re.compile(r"\s*[>»›→]\s*")
_REFERENCES = re.compile(
    r"参考|引用|文献|资料|链接|references?|bibliography|sources|citations?|further reading|resources", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The data file, ready to match."""

    contents: frozenset[str]
    related: frozenset[str]
    navigation: frozenset[str]
    breadcrumb: tuple[re.Pattern[str], ...]
    calls: tuple[re.Pattern[str], ...]
    advertisements: tuple[re.Pattern[str], ...]
    credits: tuple[re.Pattern[str], ...]
    copyright: tuple[re.Pattern[str], ...]


@cache
def lexicon() -> Lexicon:
    """Return the words and patterns of the data file."""
    data = yaml_text.load(DATA.read_text("utf-8"), DATA.name)
    words = {name: frozenset(map(_word, map(str, data[name]))) for name in ("contents", "related", "navigation")}
    patterns = {
        name: tuple(re.compile(str(pattern), re.IGNORECASE) for pattern in data[name])
        for name in ("breadcrumb", "calls", "advertisements", "credits", "copyright")
    }
    return Lexicon(**words, **patterns)


def _word(text: str) -> str:
    return re.sub(r"[\s:：.…>»»\-—|【】\[\]《》#*]+", "", text).casefold()


def bare(text: str) -> str:
    """Return the letters and digits of `text` without case: what makes two titles the same."""
    return re.sub(r"[\W_]+", "", text).casefold()


def sift(elements: list[Element]) -> tuple[list[Element], list[tuple[str, str]]]:
    """Return the elements that are text, and (reason, text) of those that are furniture, both in order."""
    reasons: list[str] = [""] * len(elements)
    for rule in (_contents, _related, _menus, _lines, _quotes, _link_lists, _lonely_headings):
        rule(elements, reasons)
    return _parted(elements, reasons)


def without_titles(elements: list[Element], title: str) -> tuple[list[Element], list[tuple[str, str]]]:
    """Return the elements without repetitions of the title near the start, and those as (reason, text)."""
    wanted = bare(title)
    reasons = [
        "repeated title" if wanted and position < HEAD and bare(element.text) == wanted else ""
        for position, element in enumerate(elements)
    ]
    return _parted(elements, reasons)


def _parted(elements: list[Element], reasons: list[str]) -> tuple[list[Element], list[tuple[str, str]]]:
    kept = [element for element, reason in zip(elements, reasons, strict=True) if not reason]
    dropped = [(reason, element.text) for element, reason in zip(elements, reasons, strict=True) if reason]
    return kept, dropped


def _prose(element: Element) -> bool:
    return (
        element.kind in ("paragraph", "item")
        and element.linked < 0.5
        and (
            len(element.text) > LONGEST
            or (
                count(element.text, "字") >= PROSE
                and _FINISHED.search(element.text) is not None
                and not any(pattern.search(element.text) for pattern in lexicon().calls)
            )
        )
    )


def _edges(elements: list[Element]) -> tuple[int, int]:
    """Return the positions of the first and the last prose; the ends of the text without any."""
    prose = [position for position, element in enumerate(elements) if _prose(element)]
    return (prose[0], prose[-1]) if prose else (len(elements), -1)


def _run(elements: list[Element], start: int, belongs: Callable[[Element], bool]) -> int:
    end = start
    while end < len(elements) and belongs(elements[end]):
        end += 1
    return end


def _contents(elements: list[Element], reasons: list[str]) -> None:
    headings = {bare(element.text) for element in elements if element.kind == "heading"}

    def listed(element: Element) -> bool:
        return element.kind == "item" or (element.kind == "quote" and element.linked > 0.5)

    def points(element: Element) -> bool:
        return (element.local and element.linked > 0.5) or bare(element.text) in headings

    position = 0
    while position < len(elements):
        element = elements[position]
        named = _word(element.text) in lexicon().contents and element.kind in ("heading", "paragraph", "item")
        start = position + 1 if named else position
        end = _run(elements, start, listed)
        entries = elements[start:end]
        pointing = sum(points(entry) for entry in entries)
        brief = all(count(entry.text, "字") <= 30 and not _FINISHED.search(entry.text) for entry in entries)
        named = named and (not entries or brief or pointing >= 0.3 * len(entries))
        if entries and (named or (len(entries) >= 3 and pointing >= 0.8 * len(entries))):
            if not named and start and _introduces(elements[start - 1]):
                reasons[start - 1] = "contents"
            for number in range(position, end):
                reasons[number] = "contents"
        elif named and element.kind == "heading":
            reasons[position] = "contents"
        position = max(end, position + 1)


def _introduces(element: Element) -> bool:
    return element.kind == "paragraph" and element.text.endswith((":", "：")) and count(element.text, "字") <= 40


def _related(elements: list[Element], reasons: list[str]) -> None:
    def linklike(element: Element) -> bool:
        if element.kind == "item" and not _prose(element):
            return True
        if element.linked > 0.5:
            return True
        return not _prose(element) and element.kind != "heading" and not _FINISHED.search(element.text)

    for position, element in enumerate(elements):
        if reasons[position] or element.kind not in ("heading", "paragraph", "item", "quote"):
            continue
        name, _, rest = element.text.partition("：" if "：" in element.text else ":")
        labelled = _word(name) in lexicon().related and (element.linked > 0.5 or len(rest) < 60)
        if _word(element.text) not in lexicon().related and not labelled:
            continue
        end = position + 1
        while end < len(elements) and (
            linklike(elements[end]) or (elements[end].kind == "heading" and _only_links_below(elements, end, linklike))
        ):
            end += 1
        if end > position + 1 or labelled:
            for number in range(position, end):
                reasons[number] = "related links"


def _only_links_below(elements: list[Element], position: int, linklike: Callable[[Element], bool]) -> bool:
    """Tell whether a heading in a tail of links is one of them: nothing but such lines to the end."""
    return all(linklike(element) or element.kind == "heading" for element in elements[position + 1 :]) and (
        elements[position].level == 0 or elements[position].linked > 0.5
    )


def _menus(elements: list[Element], reasons: list[str]) -> None:
    """Drop lines made of menu words only, and runs of short lines with many of them at both ends of the text."""
    words = lexicon().navigation

    def parts(text: str) -> list[str]:
        pieces = [piece for piece in re.split(r"\s*[|/·•,，、]\s*|\s{2,}", text) if piece.strip()]
        if len(pieces) == 1 and _word(text) not in words:
            pieces = text.split()
        return pieces

    menu = []
    for position, element in enumerate(elements):
        pieces = parts(element.text)
        known = sum(_word(piece) in words for piece in pieces)
        full = bool(pieces) and known == len(pieces)
        menu.append(full)
        if full and not reasons[position] and element.kind != "heading" and element.kind not in ("table", "code"):
            single = len(pieces) == 1
            if not single or element.linked > 0.5:
                reasons[position] = "navigation"
        if position < HEAD and not reasons[position]:
            trail = _SEPARATOR.split(element.text)
            crumbs = len(trail) >= 3 and all(len(piece) <= 20 for piece in trail)
            crumbs = crumbs and any(_word(piece) in words for piece in trail)
            if crumbs or any(pattern.search(element.text) for pattern in lexicon().breadcrumb):
                reasons[position] = "breadcrumb"
    first, last = _edges(elements)
    for start, end in ((0, first), (last + 1, len(elements))):
        position = start
        while position < end:
            stop = position
            while stop < end and count(elements[stop].text, "字") <= 8 and not _FINISHED.search(elements[stop].text):
                stop += 1
            if stop - position >= 3 and sum(menu[position:stop]) >= (stop - position) / 3:
                for number in range(position, stop):
                    reasons[number] = reasons[number] or "navigation"
            position = max(stop, position + 1)


def _lines(elements: list[Element], reasons: list[str]) -> None:
    words = lexicon()
    first, last = _edges(elements)
    for position, element in enumerate(elements):
        if reasons[position] or element.kind in ("table", "code", "note", "heading") or len(element.text) > LONGEST:
            continue
        text = element.text
        length = count(text, "字")
        outside = position < first or position > last
        calls = sum(1 for pattern in words.calls if pattern.search(text))
        if calls and (length <= SHORT or (outside and calls + (len(_EMOJI.findall(text)) >= 3) >= 2)):
            reasons[position] = "call to the visitor"
        elif length <= SHORT and any(pattern.search(text) for pattern in words.copyright):
            reasons[position] = "copyright"
        elif length <= 60 and any(pattern.search(text) for pattern in words.advertisements):
            reasons[position] = "advertisement"
        elif length <= 60 and (position < HEAD or outside) and any(p.search(text) for p in words.credits):
            reasons[position] = "credits"
        elif outside and len(_EMOJI.findall(text)) >= 3 and length <= SHORT and element.kind in ("quote", "paragraph"):
            reasons[position] = "call to the visitor"
        elif not re.search(r"\w", text):
            reasons[position] = "ornament"


def _quotes(elements: list[Element], reasons: list[str]) -> None:
    """Drop a whole quotation at either end of the text when it speaks to the visitor."""
    first, last = _edges(elements)
    position = 0
    while position < len(elements):
        end = _run(elements, position, lambda element: element.kind == "quote")
        if end > position:
            spoken = any(reason in ("call to the visitor", "credits") for reason in reasons[position:end])
            if spoken and (end <= first or position > last):
                for number in range(position, end):
                    reasons[number] = reasons[number] or "call to the visitor"
        position = max(end, position + 1)


def _link_lists(elements: list[Element], reasons: list[str]) -> None:
    """Drop runs of three and more lines that are nothing but links, before the first and after the last prose."""
    first, last = _edges(elements)
    heading = ""
    position = 0
    while position < len(elements):
        if elements[position].kind == "heading":
            heading = elements[position].text
        end = _run(elements, position, lambda element: element.linked >= 0.9 and element.kind != "heading")
        outside = end <= first or position > last
        if end - position >= 3 and outside and not _REFERENCES.search(heading):
            for number in range(position, end):
                reasons[number] = reasons[number] or "links"
        position = max(end, position + 1)


def _lonely_headings(elements: list[Element], reasons: list[str]) -> None:
    """Drop a heading when everything below it was dropped."""
    for position in range(len(elements) - 1, -1, -1):
        element = elements[position]
        if element.kind != "heading" or reasons[position]:
            continue
        below = position + 1
        lost = kept = False
        while below < len(elements):
            other = elements[below]
            if other.kind == "heading" and (other.level <= element.level or not element.level):
                break
            kept = kept or not reasons[below]
            lost = lost or bool(reasons[below])
            below += 1
        if lost and not kept:
            reasons[position] = "heading of what was dropped"
