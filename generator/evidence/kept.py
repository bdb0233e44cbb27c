"""What an excerpt keeps of the blocks below a heading, and where it must end for what it leaves out.

It passes over links, addresses, code and names. What is passed over may have been what the next sentence leans on, or
may turn against the one before: there it ends. A name that stands above something, as a heading does, is said before
that.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.corpus import Block, Chunk, Document
from generator.evidence import (
    chaff,
    cleaning,
    cohesion,
    context,
    headings as of_headings,
    lists,
    persons,
    readings,
    spans,
)
from generator.language import text, tokens

KINDS = ("paragraph", "item", "note", "quote", "table")
"""Kinds of blocks that an excerpt has; it passes over the others."""
POINTS = ("item", "table")
"""Kinds that are points of a list: rows of a table, each value behind its head, are too."""
NAME = {"zh": 12, "en": 8}
"""Longest paragraph without a full stop that is a mere name, as a heading or the words below a picture, 字 or words."""
EXAMINES = 0.5
"""Part (0 to 1) of the sentences of a part, its lists aside, from which on it asks its reader."""
COLON = {"zh": "：", "en": ": "}
_URL = re.compile(r"https?://|www\.")
_END = re.compile(r"[.。!！?？:：;；…][”’」』）)\"']*$")
_ASKED = re.compile(r"[?？][”’」』）)\"']*$")
_ANNOUNCES = re.compile(
    r"\b(?:as follows|following|these|below|(?:two|three|four|five|several) \w+)\b[^,]{0,40}[.:]?$"
    r"|(?:如下|以下|下列|下面|[几两三四五六七八九]\w{0,2}[个种类点项方])[^，]{0,12}[。：]?$"
)
"""A sentence that announces what comes behind it."""
_DENIES = re.compile(
    r"\b(?:not|\w+n['’]t|never|no(?!\.)|nor|without|avoid\w*|prohibit\w*|forbid\w*|except\w*|unless|mistakes?|wrong|"
    r"exclu\w+|exempt\w*|former\w*|obsolete|outdated|old|limit\w*|lacks?|missing)\b"
    r"|[不勿禁忌误未]|避免|除外|除非|无需|(?<![类级区特性个分])别|免责|排除|例外|废止|缺[点陷少]",
    re.I,
)
_CASE = re.compile(
    r"^(?:if|when|where|unless|in case|for|after|before|once|until|while|during|with|without)\b"
    r"|^(?:如果|假如|若|当|对于|遇到|发生|一旦|除非)|(?:时|情况下|的话)$",
    re.I,
)
_OTHERWISE = re.compile(
    r"\b(?:alleged\w*|claim(?:s|ed)|rumou?r\w*|critics?|hypothe\w+|propos\w+|drafts?|plan(?:s|ned|ning)?|roadmaps?|visions?|"
    r"upcoming|coming soon|ideas|betas?|previews?|retired|discontinued|deprecated|legacy|historical|"
    r"previous\w*|earlier|ago|phased out|examples?|samples?|case stud\w+|scenarios?|competitors?|rivals?|competition)\b"
    r"|据[称说]|传闻|批评|质疑|设想|提[议案]|草案|计划|规划|路线图|愿景|将来|即将|测试版|预览|以前|之前|当年|"
    r"停产|下架|退役|[示案]例|例子|样例|竞品|对手",
    re.I,
)
"""What is doubted, planned, proposed, of another time, another party's or an example."""
_UNSURE = re.compile(
    r"\b(?:should|could|might|may(?! \d)|would|can|must|will|shall|next|goals?|trials?|pilots?|alternatives?|others?|"
    r"optional|only|once|past|future|history|on request|experimental|(?:19|20)\d\d)\b"
    r"|^(?:in|at|on|by|under|outside|among|as)\b"
    r"|[?？]|未来|展望|目标|过去|历史|试[点行验]|其[他它]|可选|建议|\d{4} ?年",
    re.I,
)
"""A heading that asks, or says when, where or for whom, or that something may be."""
_MODAL = frozenset("应能会可将拟曾旧仅只")
"""Chinese words for the same that are parts of many others: 可 of 许可."""
_PART = re.compile(
    r"\W*(?:第?[一二三四五六七八九十百零〇\d]{1,4}(?:部分|[章节条篇编、.．)） ])|[（(][一二三四五六七八九十\d]"
    r"{1,3}[)）]|(?:part|chapter|section|article) [\divxlc]+\b|[IVXLC]{1,5}[.)])",
    re.I,
)
"""The number of a part of a document."""
_TOGETHER = re.compile(
    r"(?<!terms and )\bconditions?\b|\bcriteria\b|\bsteps?\b|\ball of\b|条件|步骤|程序|顺序|同时", re.I
)
"""What stands above points that hold only together."""
_BACK = re.compile(r"\s*[\^↑↩]+$")
"""The mark at the end of a note or a term that leads back to where it is used."""
_NUMBER = re.compile(r"^[\d一二三四五六七八九十.、)）(（ ]+(?=\S)")


def bare(words: str) -> str:
    """Return the words of a block without marks and what labels its article."""
    return cleaning.clean(_BACK.sub("", words[readings.label(words) :]))


@lru_cache(maxsize=1 << 14)
def headings(chunk: Chunk, block: Block) -> tuple[str, ...]:
    """Return the headings above a block, without the lines that introduce the list that it stands in."""
    path = block.heading_path
    for before in reversed(chunk.blocks[: chunk.blocks.index(block)]) if block.kind == "item" else ():
        words = chunk.text[before.start : before.end].rstrip()
        if path and words.endswith((":", "：")) and words.rstrip(" :：").endswith(path[-1]):
            path = path[:-1]
        if before.kind != "item" and not words.endswith((":", "：")):
            break
    return path


def bears(heading: str) -> bool:
    """Tell whether what stands below a heading, and below others within it, holds only with it: it denies something, or
    says in which case."""
    return bool(_DENIES.search(heading) or _CASE.search(heading))


def otherwise(title: str) -> bool:
    """Tell whether what stands in a document of that title is not simply so: it is doubted, planned, proposed, of
    another time, another party's, or an example."""
    return _OTHERWISE.search(title) is not None


def turns(heading: str) -> bool:
    """Tell whether what stands below a heading holds only with it: it denies something or says in which case (`bears`),
    tells of what is not simply so (`otherwise`), asks, or says when, where, for whom or that something may be."""
    modal = not _MODAL.isdisjoint(tokens.words(heading))
    return bears(heading) or otherwise(heading) or modal or _UNSURE.search(heading) is not None


def topic(heading: str, told: str) -> bool:
    """Tell whether a heading is a mere topic of what stands below it, which holds without it (`turns`): it has the
    number of a part of its document, or says nothing more than what is `told` anyhow."""
    own = set(tokens.content_tokens(of_headings.bare(heading)))
    return bool(own) and not turns(heading) and (bool(_PART.match(heading)) or own <= set(tokens.tokens(told)))


def together(heading: str) -> bool:
    """Tell whether points below a heading hold only together."""
    return _TOGETHER.search(heading) is not None


def announces(words: str) -> bool:
    """Tell whether a sentence announces what comes behind it."""
    return words.endswith((":", "：")) or _ANNOUNCES.search(words) is not None


def name(chunk: Chunk, block: Block, language: str) -> bool:
    """Tell whether a block is a mere name: short, and without a mark at its end."""
    words = chunk.text[block.start : block.end].rstrip()
    short = text.count(words, text.UNIT[language]) <= NAME[language]
    return block.kind in KINDS and block.kind not in POINTS and short and not _END.search(words)


def label(passed: Sequence[str], language: str) -> str:
    """Return headings that are passed as they stand before what is below them, outermost first."""
    told = ""
    for heading in passed:
        words = of_headings.above(heading, language) or cleaning.clean(_NUMBER.sub("", heading)).rstrip(" :：")
        if re.search(r"[^\W\d]", words):
            asks = words.endswith(("?", "？"))
            told += words + (" " if asks and language == "en" else "" if asks else COLON[language])
    return told


def passed(above: Sequence[str], own: Sequence[str]) -> Sequence[str]:
    """Return the headings of a block that what stands before it does not have above it."""
    same = next((n for n, (a, b) in enumerate(zip(above, own, strict=False)) if a != b), min(len(above), len(own)))
    return own[same:]


def stands(words: str, language: str) -> bool:
    """Tell whether words can be read, and are nobody's who talks of themselves."""
    return not (chaff.unreadable(words, language) or persons.author_speaks(words, language))


def kept(chunk: Chunk, blocks: Sequence[Block], above: Sequence[str], language: str) -> tuple[Block, ...]:
    """Return what an excerpt below the headings `above` may have of some blocks, from where it can begin."""
    own: list[Block] = []
    gap, over = False, tuple(above)
    for n, block in enumerate(blocks):
        path = headings(chunk, block)
        if any(chaff.unreadable(one, language) for one in passed(over, path)):
            break  # a heading that cannot be said
        if not _holds(chunk, blocks[n : n + 2], language):
            if block.kind in KINDS and _binds(chunk, block, language) and (own or block.kind not in POINTS):
                break
            while own and _last(chunk, own[-1]).endswith((":", "：")):
                own.pop()  # it introduces what is passed over
            gap = gap or not (block.kind in POINTS or name(chunk, block, language))
            continue
        first = _first(chunk, block)
        if not own and not _begins(chunk, blocks[n:], language):
            if _binds(chunk, block, language):
                return ()
            gap = True
            continue
        leans = gap and block.kind not in POINTS and (cohesion.carried(first, language) or _dangling(first, language))
        if leans and own:
            break
        if leans:
            continue
        own.append(block)
        gap, over = False, path
    return tuple(own)


def ends(chunk: Chunk, block: Block) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a block begins and ends, offsets into the chunk's text; a row of a table is one."""
    return ((block.start, block.end),) if block.kind == "table" else spans.ends(chunk, block)


def read(chunk: Chunk, block: Block, start: int, end: int, language: str) -> str:
    """Return the words of a sentence of a block as they are said, of a row of a table each value behind its head."""
    quote = chunk.text[start:end]
    return readings.row(quote, language) if block.kind == "table" else bare(quote)


@lru_cache(maxsize=256)
def _rows(chunk: Chunk) -> frozenset[int]:
    return frozenset(block.start for block in lists.rows(chunk))


def _first(chunk: Chunk, block: Block) -> str:
    if block.kind == "table":
        return readings.row(chunk.text[block.start : block.end], "en")
    found = spans.ends(chunk, block)
    return cleaning.opened(bare(chunk.text[slice(*found[0])]), "en") if found else ""


def _last(chunk: Chunk, block: Block) -> str:
    return chunk.text[block.start : block.end].rstrip()


def _dangling(words: str, language: str) -> bool:
    return cohesion.opener(words, language) is not None


def _binds(chunk: Chunk, block: Block, language: str) -> bool:
    """Tell whether what stands beside a block that is left out says something else without it."""
    first, last = _first(chunk, block), _last(chunk, block)
    turns = cohesion.limits(first, language) or (name(chunk, block, language) and bears(last))
    return turns or (block.kind not in POINTS and announces(last))


def _holds(chunk: Chunk, blocks: Sequence[Block], language: str) -> bool:
    """Tell whether the first of some blocks says something: it is no address, no link to somewhere else, no mere name
    but of the list behind it, or one without which what is behind it would say something else."""
    block, *rest = blocks
    words = _last(chunk, block)
    if block.kind == "table" and block.start not in _rows(chunk):
        return False
    if block.kind not in KINDS or block.leads_away or _URL.search(words):
        return False
    if not name(chunk, block, language):
        return True
    above = bool(rest) and headings(chunk, rest[0]) == headings(chunk, block)
    above = above and (rest[0].kind in POINTS or (rest[0].kind in KINDS and bears(words)))
    return above and re.match(r"[^\W_]", words) is not None


def _begins(chunk: Chunk, blocks: Sequence[Block], language: str) -> bool:
    """Tell whether an excerpt may begin with the first of some blocks: it introduces a list, or has no word on where to
    look and nobody who talks."""
    block, *rest = blocks
    words = _first(chunk, block)
    leads = block.kind in POINTS or bool(rest and rest[0].kind in POINTS)
    if not leads and rest[1:] and announces(_last(chunk, block)) and announces(_last(chunk, rest[0])):
        leads = rest[1].kind in POINTS  # what it says stands below stands in the excerpt
    if name(chunk, block, language) and not leads and not bears(words):
        return False  # who wrote it, or when
    if cohesion.leans(words, language):
        return False
    return bool(words) and (leads or not chaff.refers(words, language)) and stands(words, language)


def examines(chunk: Chunk, blocks: Sequence[Block], language: str) -> bool:
    """Tell whether a part puts questions or tasks to its reader, as exercises do."""
    told = [bare(chunk.text[a:b]) for block in blocks if block.kind not in POINTS for a, b in spans.ends(chunk, block)]
    asking = sum(bool(_ASKED.search(words)) or chaff.commands(words, language) for words in told)
    return asking > EXAMINES * len(told)


def goes_on(document: Document, chunk: Chunk, block: Block) -> Block | None:
    """Return the block behind a point if that is of the same list, wherever it stands in the document."""
    found = context.following(document, chunk, block)
    if block.kind not in POINTS or found is None or found[1].kind != block.kind:
        return None
    where, after = found
    same = after.heading_path == block.heading_path or headings(where, after) == headings(chunk, block)
    return after if same else None


def turned(document: Document, chunk: Chunk, block: Block, end: int) -> bool:
    """Tell whether the sentence after a place in a block turns against what stands before it, or excepts from it."""
    rest = [(a, b) for a, b in spans.ends(chunk, block) if a >= end]
    if not rest and (found := context.following(document, chunk, block)):
        chunk, block = found
        rest = list(spans.ends(chunk, block)) if block.kind in KINDS else []
    return bool(rest) and cohesion.limits(bare(chunk.text[slice(*rest[0])]), document.language)


def torn(chunk: Chunk, points: Sequence[Block], *, cut: bool) -> bool:
    """Tell whether a list has points that are passed over; `cut`: it ends before its last, which is said anyhow."""
    at, to = chunk.blocks.index(points[0]), chunk.blocks.index(points[-1])
    kind, path = points[0].kind, headings(chunk, points[0])

    def same(n: int) -> bool:
        return 0 <= n < len(chunk.blocks) and chunk.blocks[n].kind == kind and headings(chunk, chunk.blocks[n]) == path

    while same(at - 1):
        at -= 1
    while not cut and same(to + 1):
        to += 1
    whole = (one for one in chunk.blocks[at : to + 1] if kind != "table" or one.start in _rows(chunk))
    return any(one not in points for one in whole)
