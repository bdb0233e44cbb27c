"""The sections that a commission asks for, in any usual numbering or none, and their roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from generator import platforms
from generator.commission.lengths import Asked, Length
from generator.commission.phrases import Found, flatten, number, one_line, outside_brackets, split_list, trim
from generator.language.text import has_han, normalise

MOST_SECTIONS = 40
"""A longer list is no outline."""
MOST_CUES = 200
"""Cues for lists that are looked at: a commission has a few, a pasted book has thousands."""
NUMBERED = 1.5
"""Added to the score of a list with numbers, which outlines have more often than other lists."""
LONGEST_TITLE = 60
"""Characters; what is longer is a sentence, not a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """A section that the report must have."""

    number: int
    """Position, from 1."""
    heading: str
    """As the report prints it, with the commission's own numbering: "（1）引言"."""
    title: str
    """Without numbering: "引言"."""
    role: str
    """"abstract", "introduction", "method", "comparison", "conclusion", "references", "gaps" or "body"."""
    length: Length | None = None
    """Asked for this section alone."""
    guidance: str = ""
    """What the commission says the section should hold: "说明背景与问题"; empty if nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A section as it stands in the commission."""

    start: int
    """Offset of its number, or of its title without one."""
    title_start: int
    title_end: int
    end: int
    """Offset after its guidance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list in the commission that may be its outline."""

    items: tuple[Item, ...]
    score: float
    start: int


_ROLES = {  # tried in this order on English titles; in Chinese the word that stands last decides
    "abstract": "摘要|内容提要|提要|要点速览|abstract|executive summary|synopsis|key takeaways",
    "references": "参考(?:资料|文献|来源|书目)|文献列表|引用列表|^(?:参考|文献|资料来源)$|references|bibliography|"
    "works cited|"
    "sources cited|^sources$",
    "gaps": "资料(?:未覆盖|缺口|不足|局限)|(?:数据|证据)缺口|研究(?:局限|不足)|局限性?说明|^(?:主要)?局限性?$|"
    "evidence gaps|^gaps\\b|"
    "\\blimitations\\b|open questions|what is not covered",
    "conclusion": "总结|结论|结语|小结|展望|结束语|启示|建议|conclu\\w+|outlook|recommendations?|closing remarks|"
    "takeaways|"
    "way forward|summary",
    "introduction": "引言|绪论|前言|导言|导论|引语|背景|开篇|问题的提出|introduc\\w+|background|preface|foreword|"
    "^overview$|^概述$",
    "method": "方法|(?:材料|资料|数据)来源|材料与|研究设计|method\\w*|data sources|materials|sources and|approach and",
    "comparison": "对比|比较|对照|差异|异同|区别|优劣|之争|compar\\w+|contrast\\w*|differences?|versus|\\bvs\\b|"
    "trade-?offs|"
    "head[- ]to[- ]head",
}
_ROLE_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ROLES.items())


def role(title: str, position: int = 0) -> str:
    """Return the role of a section from its title; `position`, from 1, tells a first "概述" or "Summary"."""
    bare = re.sub(r"\([^)]*\)", "", flatten(title)).strip() or title
    hits = [(name, matches[-1].end()) for name, p in _ROLE_PATTERNS if (matches := list(p.finditer(bare)))]
    if position == 1 and re.fullmatch(r"(?:概述|概览|综述|overview)", bare, re.IGNORECASE):
        return "introduction"
    if position == 1 and re.fullmatch(r"summary|summary of findings", bare, re.IGNORECASE):
        return "abstract"
    if not hits:
        return "body"
    return max(hits, key=lambda hit: hit[1])[0] if has_han(bare) else hits[0][0]


_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\((?P<n>\d{1,2})\)[.、:,]?",
        rf"\((?P<n>{_HAN_NUMBER})\)[.、:,]?",
        r"(?<![\w.,$%-])(?P<n>\d{1,2})(?:\ufe0f?\u20e3|[.、)](?![\d)])|(?=\s[^\W\d]))",
        rf"(?<![第一二三四五六七八九十\w])(?P<n>{_HAN_NUMBER})[、.:](?!\d)",
        r"(?P<n>[①-⑳⑴-⒇])[.、:]?",
        rf"第(?P<n>{_HAN_NUMBER}|\d{{1,2}})(?:个?(?:大)?部分|章|节|篇)?[ :、,.\n-]",
        r"(?i:\b(?:section|part|chapter) )(?P<n>\d{1,2}|[IVX]{1,4}|(?i:one|two|three|four|five|six|seven|eight|nine|"
        r"ten))\b"
        r"[:.,)-]?",
        r"(?<![\w(])(?P<n>[IVX]{1,4})[.、)](?!\w)",
        r"(?:\(|(?<![\w.(]))(?P<n>[a-jA-J])[.)、](?!\w\.)",
        r"(?i:\b)(?P<n>(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?:ly)?[,:]",
    )
)
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _ordinal(sign: str) -> int:
    if len(sign) == 1 and "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    if len(sign) == 1 and "⑴" <= sign <= "⒇":
        return ord(sign) - ord("⑴") + 1
    if sign in _ROMAN:
        return _ROMAN[sign]
    if sign.casefold() in _ORDINALS:
        return _ORDINALS.index(sign.casefold()) + 1
    if len(sign) == 1 and sign.isascii() and sign.isalpha():
        return ord(sign.casefold()) - ord("a") + 1
    return number(sign)


_STRUCTURE = re.compile(
    r"结构|章节|框架|目录|提纲|大纲|篇章|体例|部分|板块|模块|小节|章$|各节|\b(?:sections?|structured?|outline|"
    r"chapters?|parts|headings|"
    r"table of contents|organi[sz]ed)\b",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"(?:要求|注意|说明|规则|条件|步骤|任务|对比|比较|平台|主体|对象|维度|方面|指标|问题)[^。\n]{0,10}$|"
    r"\b(?:requirements?|rules|notes?|constraints|compare|platforms?|subjects|criteria|dimensions|questions|"
    r"steps)\b[^.\n]{0,12}$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"不得|不要|不能|禁止|避免|请|必须|字数|字体|格式|引用|标注|语言|采用|使用|撰写|提交|截止|"
    r"\b(?:must|should|please|do not|don't|avoid|words?|cite|written|use|write|submit|deadline|language|format)\b",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r"[;。\n)]|\.(?=\s|$)")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t]{0,8}[-*•·‣●○■□–+][ \t]+(?=\S)")
_HASH = re.compile(r"[ \t]{0,3}(?P<level>#{1,5})[ \t]+(?=\S)")


def find(flat: str, lengths: list[Found[Asked]]) -> tuple[Item, ...]:
    """Return the sections that the flattened commission lists, in order, or () if it lists none.

    Every list in it is a candidate; words for structure before it, and titles that name roles, speak for one;
    demands in its items, and words for requirements or subjects before it, against.
    """
    kinds = (_enumerations(flat), _marked_lines(flat), _bare_lines(flat), _inline(flat, lengths))
    candidates = [listed for kind in kinds for listed in islice(kind, MOST_CUES)]
    best = max(candidates, key=lambda listed: (listed.score, -listed.start), default=None)
    return best.items if best and best.score >= 3 else ()


def _score(flat: str, items: list[Item], cue: bool) -> float:
    titles = [flat[item.title_start : item.title_end] for item in items]
    if not 2 <= len(items) <= MOST_SECTIONS or any(not title or len(title) > 4 * LONGEST_TITLE for title in titles):
        return 0
    roles = sum(role(title) != "body" for title in titles)
    demands = sum(bool(_DEMAND.search(title)) for title in titles)
    long = sum(len(title) > LONGEST_TITLE for title in titles)
    before = flat[max(0, items[0].start - 30) : items[0].start]
    other = (not cue or not roles) and bool(_OTHER_LIST.search(before.rstrip(" \n:,")))
    return 3 * cue + 2 * min(roles, 4) + 0.5 * min(len(items), 8) - 3 * demands - 3 * long - 4 * other


def _cue(flat: str, start: int) -> bool:
    """Tell whether a word for structure stands in the sentence or line just before `start`."""
    before = flat[max(0, start - 60) : start].rstrip(" \n:,")
    return bool(_STRUCTURE.search(re.split(r"[。;\n]|\. ", before)[-1]))


def _enumerations(flat: str) -> Iterator[_List]:
    for style in _STYLES:
        for run in _runs(style, flat):
            items = _run_items(flat, run)
            cue = _cue(flat, run[0].start()) or _PART.search(run[0][0]) is not None
            listed = _listed(flat, items, cue)
            yield replace(listed, score=listed.score + NUMBERED)


_PART = re.compile(r"section|part|chapter|部分|章|节|篇", re.IGNORECASE)


def _runs(style: re.Pattern[str], flat: str) -> Iterator[list[re.Match[str]]]:
    """Yield each row of numbers 1, 2, 3, … of one style; a number out of order is passed over."""
    run: list[re.Match[str]] = []
    for match in style.finditer(flat):
        value = _ordinal(match["n"])
        if value == 1:
            if len(run) > 1:
                yield run
            run = [match]
        elif run and value == len(run) + 1:
            run.append(match)
    if len(run) > 1:
        yield run


def _run_items(flat: str, run: list[re.Match[str]]) -> list[Item]:
    items = []
    commas = all(flat[: match.start()].rstrip(" 和与及以andAND")[-1:] in (",", "、") for match in run[1:])
    # In a list within running text a line may end in the middle of a title.
    running = sum(flat[_line_start(flat, match.start()) : match.start()].strip() == "" for match in run) <= len(run) / 2
    for match, following in zip(run, [*run[1:], None], strict=True):
        limit = following.start() if following else min(len(flat), match.end() + 300)
        items.append(
            _item(
                flat, match.start(), match.end(), limit, cut_commas=commas and following is None,
                wrapped=running and following is not None,
            )
        )  # fmt: skip
    return items


def _item(
    flat: str, start: int, title_start: int, limit: int, *, cut_commas: bool = False, wrapped: bool = False
) -> Item:
    """Return the item whose number stands at `start` and whose text ends before `limit`.

    `wrapped`: a single line break is a space.
    """
    while title_start < limit and flat[title_start] in " \n\t:、.*_“-":
        title_start += 1
    bare = outside_brackets(flat, title_start, limit)
    if wrapped:
        bare = re.sub(r"(?<!\n)\n(?!\s*\n)", " ", bare)
    if flat[max(0, start - 1)] == "“" and "”" in flat[title_start:limit]:
        bare = flat[title_start : flat.index("”", title_start)]
    if end := _ITEM_END.search(bare):
        bare = bare[: end.start()]
    stop = len(bare)
    if cut_commas and (comma := re.search("[,、]", bare)):
        stop = comma.start()
    han = has_han(bare)
    # "引言：说明背景", "Introduction - why", in Chinese also "引言，说明背景": the rest is guidance.
    cut = re.search(r":|--+| - |,(?!\s*$)" if han else r": | - | -- |:$", bare[:stop])
    if cut and cut.start() >= 2 and not platforms.mentions(bare[cut.end() : stop]):
        stop = cut.start()  # but "第二章 平台 A：飞桨" is one heading
    title_end = _trim_title(flat, title_start, title_start + stop)
    return Item(start=start, title_start=title_start, title_end=title_end, end=title_start + len(bare))


def _trim_title(flat: str, start: int, end: int) -> int:
    """Return where a title ends, without marks, emphasis and the "and" that leads to the next item."""
    _, end = trim(flat, start, end, " \n\t,;:、.*_”")
    while joint := re.search(
        r"(?:[,;、\s](?:and|以及|和|与|及|最后是?|finally)|以及|及)$", flat[start:end], re.IGNORECASE
    ):
        _, end = trim(flat, start, start + joint.start(), " \n\t,;:、.*_”")
    return end


def _marked_lines(flat: str) -> Iterator[_List]:
    """Yield the lists of Markdown headings of one level and of bullets in adjacent lines."""
    by_level: dict[int, list[Item]] = {}
    bullets: list[Item] = []
    for line in _LINE.finditer(flat):
        if mark := _HASH.match(flat, *line.span()):
            start, end = trim(flat, mark.end(), line.end(), " #*_")
            by_level.setdefault(len(mark["level"]), []).append(
                Item(start=start, title_start=start, title_end=end, end=end)
            )
        if mark := _BULLET.match(flat, *line.span()):
            item = _item(flat, mark.end(), mark.end(), line.end())
            bullets.append(
                Item(
                    start=item.title_start,
                    title_start=item.title_start,
                    title_end=item.title_end,
                    end=item.end,
                )
            )
        elif bullets:
            yield _listed(flat, bullets, _cue(flat, _line_start(flat, bullets[0].start)))
            bullets = []
    if bullets:
        yield _listed(flat, bullets, _cue(flat, _line_start(flat, bullets[0].start)))
    for items in by_level.values():
        yield _listed(flat, items, True)


def _listed(flat: str, items: list[Item], cue: bool) -> _List:
    return _List(items=tuple(items), score=_score(flat, items, cue), start=items[0].start)


def _line_start(flat: str, place: int) -> int:
    return flat.rfind("\n", 0, place) + 1


def _bare_lines(flat: str) -> Iterator[_List]:
    """Yield the short lines that follow a line with a word for structure and a colon at its end."""
    items: list[Item] = []
    collecting = False
    last_end = 0
    for line in _LINE.finditer(flat):
        start, end = trim(flat, *line.span(), " \t*_;。,•·-●○■□▪")
        blank_before = "\n\n" in flat[last_end : line.start()].replace(" ", "")
        last_end = line.end()
        if collecting and 0 < end - start <= LONGEST_TITLE and not (items and blank_before):
            items.append(_item(flat, start, start, end))
            continue
        if items:
            yield _listed(flat, items, True)
        items = []
        collecting = flat[start:end].endswith(":") and bool(_STRUCTURE.search(flat[max(start, end - 60) : end]))
    if items:
        yield _listed(flat, items, True)


_INLINE_CUE = re.compile(
    r"(?:包括|包含|涵盖|分为|依次(?:为|是)|如下|应有|须有|需有|应含|需含|含有|划分为|由|设|(?:结构|章节|框架|目录|"
    r"提纲|大纲|部分)(?:为|是|有)|"
    r"(?:结构|章节|框架|目录|提纲|大纲|部分|顺序|sections?|structure|outline|chapters?|parts|headings|contents):|"
    r"\b(?:includ(?:e|es|ing)|contain(?:s|ing)?|compris(?:e|es|ing)|consist(?:s|ing)? of|sections?(?: are| titled|"
    r" called| named| on)?|"
    r"with|has|have|having|needs?|covering|parts|chapters|as follows|structured as|organi[sz]ed (?:as|into)|"
    r"split into|"
    r"divided into)\b)[ :-]{0,3}(?:的)?",
    re.IGNORECASE,
)
_LIST_STOP = re.compile(r"[。\n;]|\.(?=\s|$)|[!?]")
_LIST_STOP_SEMICOLON = re.compile(r"[。\n]|\.(?=\s|$)|[!?]")
_TAIL = re.compile(
    r"(?:等)?(?:这)?(?:[一二三四五六七八九十两几]|\d{1,2})?个?(?:大|主要)?(?:部分|章节|板块|模块|小节|内容|方面|章|"
    r"节)?(?:组成|构成)?$"
)
_ZH_HEAD = re.compile(
    r"(?:以下|下列|如下)?(?:[一二三四五六七八九十两几]|\d{1,2})?个?(?:大|主要)?(?:部分|章节|板块|模块|小节|内容|方面|"
    r"章|节)?: ?"
)
_EN_HEAD = re.compile(
    r"(?:(?:(?:the )?(?:following )?(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) )?"
    r"(?:sections?|parts|chapters|headings)(?: on| titled| called)?[ :]+)|an? |the |one |its )",
    re.IGNORECASE,
)
_EN_TAIL = re.compile(r" (?:sections?|parts?|chapters?)$", re.IGNORECASE)
_NO_ITEM = re.compile(
    r"(?:in|of|at|within|using|no|not|each|all|total|please|written|must|should|about|keep|use|which|that|全文|字数|"
    r"共|篇幅|"
    r"总|并|且|"
    r"要求|采用|使用|请|以|需|须|应|控制)(?:\b|(?=[㐀-鿿\d]))",
    re.IGNORECASE,
)
_ARROWS = re.compile(r"\s?(?:→|->|=>|➜|⇒|>|\|)\s?")


def _inline(flat: str, lengths: list[Found[Asked]]) -> Iterator[_List]:
    """Yield the lists in running text: "包括引言、方法和结论", "with an introduction, … and a conclusion"."""
    starts = {found.start for found in lengths}
    last_end = 0
    for cue in islice(_INLINE_CUE.finditer(flat), MOST_CUES):
        if cue.start() < last_end:
            continue
        window = flat[cue.end() : cue.end() + 400]
        if not re.search("[、,;/→>|-]|[和与及]|and", window[:80], re.IGNORECASE):
            continue
        start = cue.end()
        bare = outside_brackets(flat, start, min(len(flat), start + 400))
        stop = _LIST_STOP.search(bare)
        semicolons = False
        if stop and stop[0] == ";" and not re.search("[、,/→>|-]", bare[: stop.start()]):
            stop, semicolons = _LIST_STOP_SEMICOLON.search(bare), True
        end = start + (stop.start() if stop else len(bare))
        spans = _inline_spans(flat, start, _list_end(flat, start, end, starts), semicolons)
        items = []
        for item_start, item_end in spans:
            item_start, item_end = _bare_title(flat, item_start, item_end)
            title = flat[item_start:item_end]
            if not title or len(title) > 40:
                break
            items.append(Item(start=item_start, title_start=item_start, title_end=item_end, end=item_end))
        roles = sum(role(flat[item.title_start : item.title_end]) != "body" for item in items)
        structure = bool(_STRUCTURE.search(flat[max(0, start - 24) : start])) or bool(
            items and _STRUCTURE.search(flat[items[-1].end : items[-1].end + 8])
        )
        if roles >= 2 or (structure and (roles or len(items) > 2)):
            last_end = items[-1].end
            yield _listed(flat, items, structure)


def _list_end(flat: str, start: int, end: int, lengths: set[int]) -> int:
    """Return where the list ends: before a comma that opens another demand ("..., in 800 words")."""
    for comma in re.finditer(r"[,;、] ?", flat[start:end]):
        place = start + comma.end()
        if place in lengths or _NO_ITEM.match(flat, place, end):
            return start + comma.start()
    return end


def _inline_spans(flat: str, start: int, end: int, semicolons: bool) -> list[tuple[int, int]]:
    bare = outside_brackets(flat, start, end)
    if _ARROWS.search(bare):
        edges = [0, *(edge for m in _ARROWS.finditer(bare) for edge in m.span()), len(bare)]
        return [trim(flat, start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if re.fullmatch(r"[^-,、;/]{2,20}(?:-{1,2}[^-,、;/]{2,20}){2,}", bare):
        edges = [0, *(edge for m in re.finditer("-{1,2}", bare) for edge in m.span()), len(bare)]
        return [trim(flat, start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if semicolons:
        spans = split_list(flat, start, end, ";")
    elif "、" in bare:
        # after a list with 、 a comma opens the next clause, unless a joint follows it
        if comma := re.search(r",(?!\s?(?:以及|和|及|与|最后))", bare):
            end = start + comma.start()
        spans = split_list(flat, start, end, "、,")
    else:
        spans = split_list(flat, start, end, ",/" if "/" in bare else ",")
    return _rejoin(flat, spans)


def _rejoin(flat: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo the last split where "and" stands inside one title: 总结与展望, "Summary and outlook"."""
    if len(spans) < 2:
        return spans
    (start, first_end), (last_start, end) = spans[-2:]
    joint = flat[first_end:last_start].strip().casefold()
    roles = role(flat[start:first_end]), role(flat[last_start:end])
    same = roles[0] == roles[1] != "body"
    if joint in ("和", "及", "and", "&", "or", "plus") and same:
        return [*spans[:-2], (start, end)]
    if joint == "与" and (same or "body" in roles):
        return [*spans[:-2], (start, end)]
    return spans


def _bare_title(flat: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of an inline item without article, "section", 等 and a count of parts."""
    start, end = trim(flat, start, end, " \n\t,;:、.*_“”\"'")
    if joint := re.match(r"(?:and|以及|和|与|及|最后是?|finally) ?(?=\S)", flat[start:end], re.IGNORECASE):
        start += joint.end()
    if head := _ZH_HEAD.match(flat[start:end]):
        start += head.end()
    while head := _EN_HEAD.match(flat[start:end]):
        start += head.end()
    if tail := _EN_TAIL.search(flat[start:end]):
        end = start + tail.start()
    if has_han(flat[start:end]) and (tail := _TAIL.search(flat[start:end])) and tail.start():
        end = start + tail.start()
    return trim(flat, start, end, " \n\t,;:、.*_“”\"'")


def specify(
    query: str, flat: str, items: tuple[Item, ...], lengths: list[Found[Asked]]
) -> list[tuple[SectionSpec, Item]]:
    """Return the section for each item, with the length said in it; headings as the query has them.

    An item that holds nothing but a length is left out.
    """
    sections: list[tuple[SectionSpec, Item]] = []
    for item in items:
        inside = [found for found in lengths if item.start <= found.start < item.end]
        own = [found for found in inside if is_own(flat, item, found)]
        title_end = min([item.title_end, *(_cut(flat, item, found.start) for found in own)])
        title = _clean(query[item.title_start : title_end])
        if not title:
            continue
        numbered = item.start < item.title_start
        if not numbered and title[0].islower() and title.split()[0].isascii():
            title = title[0].upper() + title[1:]
        guidance = ""
        if not inside:
            guidance_end = _trim_title(flat, item.title_end, item.end)
            guidance = _clean(query[slice(*trim(flat, item.title_end, guidance_end, " \n\t,;:、.*_-”"))])
        position = len(sections) + 1
        section = SectionSpec(
            number=position,
            heading=_heading(query, item, title) if numbered else title,
            title=title,
            role=role(title, position),
            length=own[0].value.length if own else None,
            guidance=guidance,
        )
        sections.append((section, item))
    return sections


def is_own(flat: str, item: Item, found: Found[Asked]) -> bool:
    """Tell whether a length in an item is that of the section and not of the whole report."""
    before = flat[max(item.start, found.start - 12) : found.start]
    return found.value.scope != "other" and not re.search(
        r"全文|总字数|通篇|全篇|whole|total|overall", before, re.IGNORECASE
    )


def _cut(flat: str, item: Item, place: int) -> int:
    """Return where the title ends that is followed by a length at `place`: brackets, 约 and marks go too."""
    words = flat[item.title_start : place]
    words = re.sub(r"[\s(\[,:;、约为限在写字数长度控-]+$|\s(?:of|about|in|at)\s?$", "", words)
    return item.title_start + len(words)


def _heading(query: str, item: Item, title: str) -> str:
    """Return number and title, with a space where the commission has white space between them."""
    between = query[item.start : item.title_start]
    return f"{_clean(between)}{' ' if between[-1:].isspace() else ''}{title}"


def _clean(words: str) -> str:
    """Return `words` on one line, without emphasis marks and invisible characters."""
    kept = "".join(c for c in words if c.isspace() or normalise(c))
    return re.sub(r"\*\*|__|`|^#+\s*", "", one_line(kept)).strip()


_STANDARD = {
    "zh": (
        "引言",
        "研究方法与资料来源",
        "双方概况",
        "对比分析",
        "资料未覆盖的问题",
        "总结与展望",
        "参考资料",
    ),
    "en": (
        "Introduction",
        "Method and sources",
        "Overview of the subjects",
        "Comparison",
        "Evidence gaps",
        "Conclusion",
        "References",
    ),
}
_STANDARD_ROLES = ("introduction", "method", "body", "comparison", "gaps", "conclusion", "references")
_MOST_AXES = 5
_HAN_DIGITS = "一二三四五六七八九十"


def standard(language: str, axes: tuple[str, ...], subjects: int) -> tuple[SectionSpec, ...]:
    """Return the sections used when the commission names none: one comparison per axis where it names axes."""
    rows = list(zip(_STANDARD[language], _STANDARD_ROLES, strict=True))
    if language == "zh" and subjects > 2:
        rows[2] = ("各方概况", "body")
    if 1 < len(axes) <= _MOST_AXES:
        titles = [f"{axis}对比" if language == "zh" else f"Comparison: {axis}" for axis in axes]
        rows[2:4] = [(title, "comparison") for title in titles]
    marks = [f"{_HAN_DIGITS[i]}、" if language == "zh" else f"{i + 1}. " for i in range(len(rows))]
    return tuple(
        SectionSpec(number=i, heading=mark + title, title=title, role=kind)
        for i, ((title, kind), mark) in enumerate(zip(rows, marks, strict=True), start=1)
    )
