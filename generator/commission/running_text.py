"""Candidates for the outline in running text: "包括引言、方法和结论", "with an introduction, … and a conclusion"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator.commission.candidates import (
    ASKS,
    LONGEST_TITLE,
    MOST_CUES,
    STRUCTURE,
    Candidate,
    Item,
    announces,
    listed,
)
from generator.commission.lengths import Asked
from generator.commission.phrases import HIDDEN, JOINT, Found, outside_brackets, split_list, trim
from generator.commission.roles import role
from generator.language import tokens
from generator.language.text import has_han

QUOTED = 1.0
"""Added to the score of a list each title of which stands in quotation marks. Set by hand."""
_INLINE_CUE = re.compile(
    r"(?:包括|包含|涵盖|分成|分(?=[“【])|(?:(?<=[请(。;,:])|^)分(?=[^,。;:\n]{2,24}、)|按(?=[“【])|分(?=[^。;:\n]{4,60}[两三四五六七八九十\d]个?大?(?:部分|章|节|"
    r"块))|分为|标题(?:分别|依次|就|直接|请)*(?:(?:用|为|是|叫|写):?|(?=[“【]))|要求(?=[^。;:\n]{4,60}[两三四五六七八九十\d]个?大?(?:部分|章|节|块))|依次(?:为|是|讲|写|说|谈|介绍|比较|交代|回答)|如下|应有|须有|需有|应含|需含|含有|划分为|由|设|(?:结构|章节|框架|目录|提纲|大纲|"
    r"部分)(?:为|是|有)|(?:结构|章节|框架|目录|提纲|大纲|部分|小标题|顺序|sections?|structure|outline|chapters?|parts|"
    r"headings|contents):|\b(?:includ(?:e|es|ing)|contain(?:s|ing)?|compris(?:e|es|ing)|consist(?:s|ing)? of|"
    r"(?:sections?|headings?)(?: are| titled| called| named| on| for)?|with|"
    r"has|have|having|needs?|covering|parts|chapters|as follows|"
    r"structured as|organi[sz]ed (?:as|into)|split into|divided into|cover|include|address)\b|【|"
    r"(?<!格式)(?<!要求)(?<!形式)(?<!注意)(?<!维度)(?<!资料)(?<!来源):(?= ?[^\n。:]{2,60}[,、/;]))[ :-]{0,3}(?:的)?",
    re.IGNORECASE,
)
_ASKS_ON = r"[!?](?! ?(?:[|;/→⇒>]|->))"
"""A mark that ends a list, and not one of its titles: "Why? | How?"."""
_LIST_STOP = re.compile(rf"[。\n;]|(?<!\d)\)|\.(?=\s|$)|{_ASKS_ON}")
_LIST_STOP_SEMICOLON = re.compile(rf"[。\n]|\.(?=\s|$)|{_ASKS_ON}")
_TAIL = re.compile(
    r"(?:等)?(?:这)?(?:[一二三四五六七八九十两几]|\d{1,2})?个?(?:大|主要)?(?:部分|章节|板块|模块|小节|内容|方面|章|"
    r"节)?(?:组成|构成|来?[写讲说谈])?$"
)
_ZH_HEAD = re.compile(
    r"(?:以下|下列|如下)?(?:[一二三四五六七八九十两几]|\d{1,2})?个?(?:大|主要)?(?:部分|章节|小标题|板块|模块|小节|内容|方面|"
    r"章|节)?: ?"
)
_ZH_TURN = re.compile("(?:先|再|然后|接着|最后)(?:讲讲?|写写?|说说?|谈谈?|列|给)(?:一下|出|个)?(?=.{2})")
"""What says that an item is told next: 先讲区别."""
_EN_HEAD = re.compile(
    r"(?:(?:(?:the )?(?:following )?(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) )?"
    r"(?:sections?|parts|chapters|headings)(?: on| titled| called)?[ :]+)|"
    r"(?:two|three|four|five|six|seven) (?:points|aspects|questions|topics|things): ?|an? |the |one |its )",
    re.IGNORECASE,
)
_EN_TAIL = re.compile(
    r" (?:sections?|parts?|chapters?|if (?:you can|possible|there(?:'s| is) (?:room|space|time)))$", re.IGNORECASE
)
_NO_ITEM = re.compile(
    r"(?:in|of|at|within|using|no|not|each|all|total|please|written|must|should|about|keep|use|"
    r"which(?! (?:one|of|do|does|should|suits?|is (?:best|better|right))\b)|that|全文|字数|"
    r"共(?!同|享|性|识)|篇幅|总(?=计|共|字|长|篇|体字)|并(?!购|发|网|行|联)|且|比较(?=[^,、。]{2,}[与和])|"
    r"对比(?=[^,、。]{2,}[与和])|要求|采用(?!情况|率)|使用(?!体验|场景|方法|情况|成本|率|单位|者|人|权|费|年限)|请(?!求|愿)|以(?!及|太|色)|"
    r"需(?!求|量)|须|应(?!用|急|对|收)|控制(?=在))(?:\b|(?=[㐀-鿿\d]))",
    re.IGNORECASE,
)
_ARROWS = re.compile(r"\s?(?:→|->|=>|➜|⇒|>|\|)\s?")


def inline(flat: str, lengths: list[Found[Asked]]) -> Iterator[Candidate]:
    """Yield the lists in running text: "包括引言、方法和结论", "with an introduction, … and a conclusion"."""
    starts = {found.start for found in lengths}
    last_end = 0
    for match in islice(_SLASHES.finditer(flat), MOST_CUES):
        spans = [_bare_title(flat, *span) for span in split_list(flat, *match.span("x"), "/")]
        if sum(role(flat[a:b]) != "body" for a, b in spans) >= 2:
            yield listed(flat, [Item(start=a, title_start=a, title_end=b, end=b) for a, b in spans if a < b], True)
    for match in islice(_BEFORE_LENGTH.finditer(flat), MOST_CUES):
        spans = [_bare_title(flat, *span) for span in split_list(flat, *match.span("x"), "、,")]
        if sum(role(flat[a:b]) != "body" for a, b in spans) >= 2:
            yield listed(flat, [Item(start=a, title_start=a, title_end=b, end=b) for a, b in spans if a < b], True)
    for cue in islice(_INLINE_CUE.finditer(flat), MOST_CUES):
        if cue.start() < last_end:
            continue
        window = flat[cue.end() : cue.end() + 400]
        if not re.search("[、,;/→>|-]|[和与及]|and|】【|”“", window[:80], re.IGNORECASE):
            continue
        start = cue.end()
        if aside := re.match(r"\([^()\n]{0,60}\):? ?", window):
            start, window = start + aside.end(), window[aside.end() :]
        if lead := re.match(r" ?(?:should be|must be|shall be|will be|are to be|would be)[ :]", window):
            start, window = start + lead.end(), window[lead.end() :]
        if lead := _PER_SECTION.match(window):
            start += lead.end()  # "each section about 200 words: introduction, …"
        bare = outside_brackets(flat, start, min(len(flat), start + 400))
        stop = _LIST_STOP.search(bare)
        semicolons = False
        if stop and stop[0] == ";" and not re.search("[、,/→>|-]", bare[: stop.start()]):
            stop, semicolons = _LIST_STOP_SEMICOLON.search(bare), True
        end = start + (stop.start() if stop else len(bare))
        if cue[0].endswith("- ") and (close := re.search(" -+ ", bare[: end - start])):
            end = start + close.start()  # "three parts - arrivals, departures - and a table"
        quoted = _enclosed(flat, cue.end() - (flat[cue.end() - 1] == "【"))
        spans = quoted or _inline_spans(flat, start, _list_end(flat, start, end, starts), semicolons)
        items = []
        for item_start, item_end in spans:
            if quoted:  # is a title as it stands
                item_start, item_end = trim(flat, item_start, item_end)
            else:
                item_start, item_end = _bare_title(flat, item_start, item_end)
            title = flat[item_start:item_end]
            said = outside_brackets(flat, item_start, item_end).replace(HIDDEN, "")
            if not title or len(said) > (LONGEST_TITLE if semicolons or ASKS.search(title) else 40):
                break
            items.append(Item(start=item_start, title_start=item_start, title_end=item_end, end=item_end))
        items = [*_opening(flat, cue.start()), *items] if items else items
        roles = sum(role(flat[item.title_start : item.title_end]) != "body" for item in items)
        structure = bool(STRUCTURE.search(flat[max(0, start - 24) : start])) or bool(
            items and STRUCTURE.search(flat[items[-1].end : items[-1].end + 8])
        )
        structure = structure or bool(quoted) or _imperative(flat, cue)
        if roles >= 2 or (structure and (roles or len(items) > 2 or announces(flat[:start], len(items)))):
            last_end = items[-1].end
            candidate = listed(flat, items, structure)
            yield replace(candidate, score=candidate.score + QUOTED * bool(quoted))


_OPENING = re.compile(
    r"(?:(?:begin|start|open|lead)(?:s|ning|ing)? with (?:an? |the )?(?P<x>[^.;:,\d\n]{3,40}?)(?= of \d|[.;,(\n])"
    r"|(?:以|先写?|开头(?:是|写)?)(?P<y>[^。;:,\d\n]{2,12}?)(?:开头|开篇|打头|,|。|\())[^\n]{0,60}?[.,;。] ?"
    r"(?:and )?(?:then|next|followed by|after that|然后|接着|随后|再|其后)(?:依次)?(?:写|是)?$",
    re.IGNORECASE,
)
"""What a text opens with, before the list of what follows: "Begin with a summary of 100 words. Then: a; b; c"."""


def _opening(flat: str, cue: int) -> list[Item]:
    match = _OPENING.search(flat, max(0, cue - 140), cue)
    if not match:
        return []
    start, end = match.span("x" if match["x"] else "y")
    return [Item(start=start, title_start=start, title_end=end, end=match.end())]


_NONE = re.compile("(?!)")
_SLASHES = re.compile(r"(?:^|[,;:。\n] ?)(?P<x>[^,;:/。.\n]{2,30}(?: ?/ ?[^,;:/。.\n]{2,30}){2,12})(?=[,;。.\n]|$)")
_BEFORE_LENGTH = re.compile(
    r"(?:^|[.。\n] ?)(?P<x>[^.。:\n]{10,160}): ?(?:about |around |max\.? |~|约|各|每)?\d[\d,]* ?"
    r"(?:words|字|个字)[^.。\n]{0,12}(?:each|apiece|per section|左右|以内|$|[.。\n])"
)
"""A list before its length: "Introduction, cost, conclusion: about 150 words each"."""
_PER_SECTION = re.compile(r"[^,;。.\n、:]{0,20}\d[^,;。.\n、:]{0,20}: ?")
_ENCLOSED = re.compile(r"(?:\s?[、,和与及]?\s?(?:【([^【】\n]{1,40})】|“([^“”\n]{1,40})”|\"([^\"\n]{1,40})\")){2,20}")
_PIECE = re.compile(r"[【“\"]([^【】“”\"\n]{1,40})[】”\"]")
_WHOLE = re.compile(r"“([^“”\n]{4,160})”(?=[一二两三四五六七八九十\d]{1,2}个?(?:节|部分|章|块|大部分|段))")
_IMPERATIVE = re.compile(r"(?:^|[.;,!?\n。,)]\s?|it (?:should|must) |please |and )$", re.IGNORECASE)


def _enclosed(flat: str, start: int) -> list[tuple[int, int]]:
    """Return the items of a list in which each stands in quotes or 【】, or all of it in one pair of quotes."""
    if match := _ENCLOSED.match(flat, start):
        return [piece.span(1) for piece in _PIECE.finditer(flat, *match.span())]
    if match := _WHOLE.match(flat, start):
        return split_list(flat, *match.span(1), "、,;")
    return []


def _imperative(flat: str, cue: re.Match[str]) -> bool:
    """Tell whether a cue asks what the report should hold: "Cover: a; b; c", "…，包括安全性、易用性"."""
    if cue[0].startswith("标题"):
        return True
    if re.match(r"(?:cover|include|address)\b", cue[0], re.IGNORECASE):
        return flat[cue.start()].isupper() or bool(_IMPERATIVE.search(flat[max(0, cue.start() - 12) : cue.start()]))
    before = flat[max(0, cue.start() - 12) : cue.start()]
    if cue[0].startswith(":") and re.search(
        r"\b(?:then|next|followed by|after that|contents?|parts)$|然后|接着|"
        r"内容$",
        before,
        re.IGNORECASE,
    ):
        return True
    if cue[0] == "分":
        return tokens.words(flat[cue.start() : cue.end() + 8])[0] == "分"
    return bool(re.match(r"包括|包含|涵盖|依次[讲写说谈介比交回]", cue[0])) and bool(
        _IMPERATIVE.search(flat[max(0, cue.start() - 2) : cue.start()])
    )


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
        joint = _NONE if bare.count(";") > 1 else JOINT  # of "a; b; c and d" the last is one
        spans = split_list(flat, start, end, ";", joint)
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
    if joint := re.match(
        r"(?:and|以及|和|与|及|最后是?|finally|(?:and )?(?:then|lastly)(?= [a-z])) ?"
        r"(?:给出?|提出|附上|写出?|列出)?(?=\S)",
        flat[start:end],
        re.IGNORECASE,
    ):
        start += joint.end()
    if head := _ZH_HEAD.match(flat[start:end]) or _ZH_TURN.match(flat[start:end]):
        start += head.end()
    while head := _EN_HEAD.match(flat[start:end]):
        start += head.end()
    if tail := _EN_TAIL.search(flat[start:end]):
        end = start + tail.start()
    if has_han(flat[start:end]) and (tail := _TAIL.search(flat[start:end])) and tail.start():
        end = start + tail.start()
    return trim(flat, start, end, " \n\t,;:、.*_“”\"'")
