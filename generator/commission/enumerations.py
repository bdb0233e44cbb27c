"""Candidates for the outline that are marked as lists: numbered, headed, bulleted, or one to a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from generator.commission.candidates import (
    ASKED,
    ASKS,
    LONGEST_TITLE,
    MOST_CUES,
    STRUCTURE,
    Candidate,
    Item,
    counts,
    cue_before,
    is_question,
    item_at,
    line_start,
    listed,
)
from generator.commission.phrases import JOINT, number, trim

FEWEST = 3
"""Fewest numbered items (1 or more) in running text that are what is to be told, behind words that say so."""
NUMBERED = 1.5
"""Added to the score of a list with numbers, which outlines have more often than other lists. Set by hand."""
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\((?P<n>\d{1,2})\)[.、:,]?",
        rf"\((?P<n>{_HAN_NUMBER})\)[.、:,]?",
        r"(?<![\w.,$%-])(?P<n>\d{1,2})(?:\ufe0f?\u20e3|[.、)](?![\d)])|(?=\s[^\W\d]))",
        rf"(?<![第一二三四五六七八九十\w])(?P<n>{_HAN_NUMBER})[、.:](?!\d)",
        rf"(?<=[,。;:\n ])(?P<n>{_HAN_NUMBER})(?:是|要|、是)(?!\d|为了|因为|由于|想|怕|我|他|她)",
        r"(?P<n>[①-⑳⑴-⒇])[.、:]?",
        rf"(?<![㐀-鿿])(?P<n>[{_STEMS}])[、.:]",
        rf"第(?P<n>{_HAN_NUMBER}|\d{{1,2}})(?:个?(?:大)?部分|章|节|篇)?[ :、,.\n-]",
        r"(?i:\b(?:section|part|chapter) )(?P<n>\d{1,2}|[IVX]{1,4}|(?i:one|two|three|four|five|six|seven|eight|nine|"
        r"ten))\b[:.,)-]?",
        r"(?<![\w(])(?P<n>[IVX]{1,4})[.、)](?!\w)",
        r"(?:\(|(?<![\w.(]))(?P<n>[a-jA-J])[.)、](?!\w\.)",
        r"(?:(?<=[.;:\n] )|(?<=\n)|\b(?=[A-Za-z]+[,:]))"
        r"(?P<n>(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?:ly)?"
        r"(?:[,:]|(?= (?:what|how|who|why|which|where|when|whether|an?|the)\b))",
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
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t]{0,8}(?:[-*–+][ \t]+|[•·‣●○■□▪◆・‧][ \t]*)(?=\S)")
_SENTENCES = re.compile(r":[ \n]{1,2}(?P<all>(?:[^\W\d_][^.!?:\n]{2,60}[.?](?: |$)){3,12})", re.MULTILINE)
_SENTENCE = re.compile(r"[^.?\s][^.?]*[.?]")
"""Headings that end as sentences do: "under these heads: What it costs. Who pays. When."."""
_HASH = re.compile(r"[ \t]{0,3}(?P<level>#{1,5})[ \t]+(?=\S)")
_LISTED = re.compile(rf"{_BULLET.pattern}|\(?(?:\d{{1,2}}|{_HAN_NUMBER})[.、)]")
_PART = re.compile(r"section|part|chapter|部分|章|节|篇", re.IGNORECASE)


def numbered(flat: str) -> Iterator[Candidate]:
    for style in _STYLES:
        for run in _runs(style, flat):
            items = _run_items(flat, run)
            start = run[0].start()
            cue = cue_before(flat, start) or _PART.search(run[0][0]) is not None
            cue = cue or (len(items) >= FEWEST and (_is_content(flat, start, items) or _is_lined(flat, run, items)))
            candidate = listed(flat, items, cue)
            yield replace(candidate, score=candidate.score + NUMBERED)


def _ordinal(sign: str) -> int:
    if len(sign) == 1 and "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    if len(sign) == 1 and "⑴" <= sign <= "⒇":
        return ord(sign) - ord("⑴") + 1
    if sign in _STEMS:
        return _STEMS.index(sign) + 1
    if sign in _ROMAN:
        return _ROMAN[sign]
    if sign.casefold() in _ORDINALS:
        return _ORDINALS.index(sign.casefold()) + 1
    if len(sign) == 1 and sign.isascii() and sign.isalpha():
        return ord(sign.casefold()) - ord("a") + 1
    return number(sign)


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
    running = sum(flat[line_start(flat, match.start()) : match.start()].strip() == "" for match in run) <= len(run) / 2
    for match, following in zip(run, [*run[1:], None], strict=True):
        limit = following.start() if following else min(len(flat), match.end() + 300)
        if not following and running and all(is_question(flat[item.title_start : item.title_end]) for item in items):
            mark = ASKED.search(flat, match.end(), limit)
            limit = mark.end() if mark else limit  # "3. Who pays? 700 words"
        if not following and running and (demand := _DEMAND_BEHIND.search(flat, match.end(), limit)):
            limit = demand.start()
        items.append(
            item_at(
                flat, match.start(), match.end(), limit, cut_commas=commas and following is None,
                wrapped=running and following is not None,
            )
        )  # fmt: skip
    return items


_DEMAND_BEHIND = re.compile(
    r", ?(?:and |but )?(?:keep|please|make it|write|all in|"
    r"(?:no|not) more than|at most|max)\b|,(?=[请共别]|不超过|字数|全文)",
    re.IGNORECASE,
)
"""What opens another demand behind the last item in running text: "3) who pays, and keep to 400 words"."""
_CONTENT = re.compile(
    r"\b(?:cover\w*|needs?|includ\w+|address\w*|answer\w*|wants?|would like|know|see|deal with|look at|tell (?:me|us)|"
    r"following|these|points?|questions?|topics?|themes?)\b[^\n.]*:\s*$|"
    r"\b(?:says?|know|tell|read|write) (?:about|on|of)\s*$|"
    r"(?:写|讲|说|谈|看|了解|知道|包括|包含|(?:须|需|要|应)含|涵盖|回答|覆盖|"
    r"以下|下面|下列|如下|这些|这几|几点|几个|方面|问题|内容)[^\n。]*:\s*$",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"\n|[,，。!?]|\. ")
_AGAINST = re.compile(r"\b(?:with|against|versus|vs)\b", re.IGNORECASE)
_OF_THESE = re.compile(
    r"\b(?:of|between|among|(?<!these |those )(?:following|below))\s?:?$|(?:的|以下|下列)[^,]{0,6}:?$", re.I
)
"""What leads to the things themselves."""
_COMPARED = re.compile(
    r"\b(?:compar\w+|between|options?|candidates?|choices?|versus)\b|对比|比较|候选|备选|二选一|之间", re.IGNORECASE
)


_TEXT = re.compile(
    r"\b(?:write|draft|prepare|put together)\b[^.!?:\n]{0,160}:\s*$|"
    r"(?:写|起草|整理|准备|做)[一个份篇][^。!?:\n]{0,60}:\s*$",
    re.IGNORECASE,
)
"""A sentence that asks for a text and ends in a colon."""


_NAME = re.compile(r"(?:[A-Z][\w.+#]*[ -])+[A-Z\d]\S*|\S*[A-Z\d]\S*[A-Z]\S*")
"""Words with capitals throughout: STAR, Approval Voting."""


def _bulleted(flat: str, items: list[Item]) -> Candidate:
    """Return a list with marks; words before it may announce sections, or what the text is to say, but no things."""
    start = line_start(flat, items[0].start)
    return listed(flat, items, _is_content(flat, start, items) or cue_before(flat, start) or _is_along(flat, start))


def _is_along(flat: str, start: int) -> bool:
    """Tell whether the clause before a list says what is compared, so that the list says in what: “Compare A and B:”"""
    before = _CLAUSES.split(flat[max(0, start - 200) : start].rstrip()[-120:])[-1]
    compared = _COMPARED.search(before)
    joined = compared and (JOINT.search(before, compared.end()) or _AGAINST.search(before, compared.end()))
    return bool(joined and not _OF_THESE.search(before))


def _is_content(flat: str, start: int, items: Sequence[Item]) -> bool:
    """Tell whether what stands before a list at `start` says that its items are what is to be told, and they ask or
    are no names."""
    lead = flat[max(0, start - 200) : start].rstrip()
    before = _CLAUSES.split(lead[-120:])[-1]
    content = (_CONTENT.search(before) or _TEXT.search(lead)) and not _COMPARED.search(before)
    asked = sum(ASKS.search(flat[item.title_start : item.title_end]) is not None for item in items) > len(items) / 2
    content = content or asked  # bullets that ask are what is to be answered
    return bool(content and not _are_things(flat, lead, items))


def _are_things(flat: str, lead: str, items: Sequence[Item]) -> bool:
    """Tell whether the words before a list count its items as things, or most are written as names."""
    names = sum(_NAME.fullmatch(flat[item.title_start : item.title_end]) is not None for item in items)
    return counts(lead, len(lead) - 1, len(items)) or names > len(items) / 2


def _is_lined(flat: str, run: list[re.Match[str]], items: Sequence[Item]) -> bool:
    """Tell whether each number of a list opens a line of its own, and what stands before it is no choice of things."""
    own = all(flat[line_start(flat, match.start()) : match.start()].strip() == "" for match in run)
    lead = flat[max(0, items[0].start - 200) : items[0].start].rstrip()
    before = _CLAUSES.split(lead)[-1]
    chosen = _COMPARED.search(before) and not JOINT.search(before)  # "compare A and B: 1. …" has named them
    return own and not chosen and not _are_things(flat, lead, items)


def sentences(flat: str) -> Iterator[Candidate]:
    """Yield the sentences of a line that a word for structure and a colon announce."""
    for row in _SENTENCES.finditer(flat):
        items = [
            item_at(flat, one.start(), one.start(), one.end()) for one in _SENTENCE.finditer(flat, *row.span("all"))
        ]
        if cue_before(flat, row.start()):
            yield listed(flat, items, True)


def marked_lines(flat: str) -> Iterator[Candidate]:
    """Yield the lists of Markdown headings of one level and of bullets in adjacent lines."""
    yield from _headed(flat)
    bullets: list[Item] = []
    for line in _LINE.finditer(flat):
        if mark := _BULLET.match(flat, *line.span()):
            item = item_at(flat, mark.end(), mark.end(), line.end())
            bullets.append(
                Item(
                    start=item.title_start,
                    title_start=item.title_start,
                    title_end=item.title_end,
                    end=item.end,
                )
            )
        elif bullets:
            yield _bulleted(flat, bullets)
            bullets = []
    if bullets:
        yield _bulleted(flat, bullets)


def _headed(flat: str) -> Iterator[Candidate]:
    """Yield the Markdown headings of each level, and those below one that announces an outline.

    Where a heading speaks of structure and has a list below it, and the others of its level have text below them, these
    head the parts of the commission and not those of the report.
    """
    marks = [(mark, line.end()) for line in _LINE.finditer(flat) if (mark := _HASH.match(flat, *line.span()))]
    levels = [len(mark["level"]) for mark, _ in marks]
    heads: list[Item] = []
    texts: list[str] = []
    for n, (mark, line_end) in enumerate(marks):
        start, end = trim(flat, mark.end(), line_end, " #*_")
        heads.append(Item(start=start, title_start=start, title_end=end, end=end))
        following = marks[n + 1][0].start() if n + 1 < len(marks) else len(flat)
        texts.append(flat[line_end:following].strip())
    for level in dict.fromkeys(levels):
        alike = [n for n, own in enumerate(levels) if own == level]
        empty = [n for n in alike if not texts[n]]
        announcing = [
            n for n in alike
            if len(alike) > 1 and empty in ([], [n])
            and (levels[n + 1 : n + 2] > [level] or _LISTED.match(texts[n]))
            and STRUCTURE.search(flat, heads[n].title_start, heads[n].title_end)
        ]  # fmt: skip
        for n in announcing:
            deeper = takewhile(lambda m, level=level: levels[m] > level, range(n + 1, len(levels)))
            if outer := [heads[m] for m in deeper if levels[m] == levels[n + 1]]:
                candidate = listed(flat, outer, True)
                yield replace(candidate, score=candidate.score + 2 * NUMBERED)
        yield listed(flat, [heads[n] for n in alike], not announcing)


_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]+)$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+$")
_SECTION_COLUMN = re.compile(r"section|part\b|chapter|heading|章|节|部分|标题|板块|内容", re.IGNORECASE)


def tabled(flat: str) -> Iterator[Candidate]:
    """Yield the rows of each table with a column of sections: "| 章节 | 字数 |"."""
    column, items, last = -1, [], -2
    for row in _ROW.finditer(flat):
        if row.start() > last + 1 or column < 0:
            if items:
                yield _table(flat, items)
            header = [cell[0] for cell in re.finditer(r"[^|]+", row["cells"])]
            column = next((i for i, cell in enumerate(header) if _SECTION_COLUMN.search(cell)), -1)
            items = []
        elif not _RULE.match(row["cells"]):
            cells = [cell.span() for cell in re.finditer(r"[^|]+", row["cells"])]
            if column < len(cells):
                start, end = trim(flat, *(row.start("cells") + place for place in cells[column]))
                item = item_at(flat, start, start, end)
                items.append(replace(item, end=row.end()))
        last = row.end()
    if items:
        yield _table(flat, items)


def _table(flat: str, items: list[Item]) -> Candidate:
    candidate = listed(flat, items, True)
    return replace(candidate, score=candidate.score + 2 * NUMBERED)


_NUMBER_MARK = re.compile(rf"(?:\((?:{_HAN_NUMBER}|\d{{1,2}})\)|(?:{_HAN_NUMBER}|\d{{1,2}})[、.)])[、.:]? ?(?=\D)")
"""A number at the head of a line: "（一）", "2."."""


_ENDS = tuple("。,•")


def bare_lines(flat: str) -> Iterator[Candidate]:
    """Yield the short lines that follow a line with a word for structure and a colon or a dash at its end."""
    items: list[Item] = []
    collecting = bulleted = False
    last_end = 0
    for line in _LINE.finditer(flat):
        start, end = trim(flat, *line.span(), " \t*_;。,•·・-●○■□▪")
        blank_before = "\n\n" in flat[last_end : line.start()].replace(" ", "")
        last_end = line.end()
        if (
            collecting
            and flat[start : start + 1] != "|"
            and 0 < end - start <= (LONGEST_TITLE if flat[end : end + 1] in _ENDS else 2 * LONGEST_TITLE)
            and not (items and blank_before)
            and not (items and bulleted and not _BULLET.match(flat, *line.span()))
        ):
            bulleted = _BULLET.match(flat, *line.span()) is not None
            mark = _NUMBER_MARK.match(flat, start, end)
            items.append(item_at(flat, start, mark.end() if mark else start, end))
            continue
        if items:
            yield listed(flat, items, True)
        items = []
        opens = re.search(r"(?::| -)[\s*_]*$", line[0]) is not None
        collecting = opens and bool(STRUCTURE.search(flat[max(start, end - 60) : end]))
    if items:
        yield listed(flat, items, True)


_BELOW = re.compile(
    r"^(?P<lead>[^\n]*):[ \t*_]*\n(?:[ \t]*\n)?(?P<lines>(?:[ \t]*[^\s|#>*•-][^\n]*(?:\n|$)){3,10})(?=[ \t]*\n|\s*\Z)",
    re.MULTILINE,
)
_PROSE = re.compile(r"[。.!]\s*$|[。!?] ?(?=\S)|\. |:\s*$")
"""What ends or parts a sentence: no line of a list has it."""


def below(flat: str) -> Iterator[Candidate]:
    """Yield the lines without marks that are all of the paragraph below a line that ends in a colon, where they are
    no sentences: what each asks keeps its commas."""
    for match in islice(_BELOW.finditer(flat), MOST_CUES):
        lines = [trim(flat, *line.span(), " \t*_;,•·") for line in _LINE.finditer(flat, *match.span("lines"))]
        odd = any(not 1 < b - a <= 2 * LONGEST_TITLE or _NUMBER_MARK.match(flat, a, b) for a, b in lines)
        if odd or any(_PROSE.search(flat[a:b]) for a, b in lines):
            continue
        items = [item_at(flat, a, a, b) for a, b in lines]
        lead = match["lead"]
        chosen = _COMPARED.search(_CLAUSES.split(lead)[-1]) and not JOINT.search(lead)
        if not chosen and not _are_things(flat, f"{lead}:", items):
            candidate = listed(flat, items, True)
            yield replace(candidate, score=candidate.score + NUMBERED)
