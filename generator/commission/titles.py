"""Works that a commission names: the title of the report, and the sources that it should rest on."""

import re
from itertools import islice

from generator.commission import periods, pointers, prohibitions
from generator.commission.phrases import HIDDEN, JOINT, STRONG_JOINT, Found, hide, one_line, split_list, trim

LONGEST_SOURCE = 40
"""Characters of a source in a list; what is longer is a clause. Set by hand."""
_SENTENCE = 120
"""Characters before a kind of source in which its clause begins."""
MOST_NAMES = 500
"""Names in 《》 that are looked at."""
_TITLE_BEFORE = re.compile(
    r"(?:题为|题目为?|标题为?|名为|命题为?|题名为?|取名为?|形成|撰写|编写|写|写成|写出|完成|输出|生成|起草|提交|产出|"
    r"制作|出具|拟|准备|交付|titled|entitled|called|named|headed|title(?: is| of)?|headline|(?:brief(?:ing)?|report|"
    r"memo|paper|article|note)(?=,))(?:了)?(?:一)?(?:篇|份|个)?(?:[^,。;:\n《》“”\"]{0,12}?(?:的|题为|名为|"
    r"为))?[ :,是为]{0,3}$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(r"^(?:为题|为标题|为题目|作题|的(?:对比|比较|分析|研究)?(?:报告|简报|文章|综述|论文|稿))")
_SOURCE_BEFORE = re.compile(
    r"(?:参考|参照|参阅|依据|依照|基于|根据|引用|引自|结合|按照|遵循|阅读|使用|采用|依托|附件|来自|出自|见|查阅|援引|"
    r"利用|围绕|以及|摘自|cit(?:e|ing)|based on|draw(?:ing)? on|according to|using|see|from|consult|read|"
    r"quote)[^,。;\n《》“”\"]{0,16}$",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"(?:不得|不要|不能|不可|禁止|严禁|请勿|勿|避免|do not|don't|never|"
    r"avoid)[^。;\n]{0,24}$",
    re.IGNORECASE,
)
_REPORTISH = re.compile(
    r"报告|分析|简报|综述|研究|对比|比较|评估|述评|report|brief|analysis|comparison|review|versus|\bvs\b",
    re.IGNORECASE,
)
_BOOK = re.compile(r"《([^《》]{1,120}(?:《[^《》]{1,80}》[^《》]{0,80})?)》")
_QUOTED = re.compile(r"“([^“”\n]{2,120})”|\"([^\"\n]{2,120})\"|(?<!\w)'([^'\n]{2,120})'(?!\w)")
_TITLE_LINE = re.compile(
    r"(?:^|\n)[ \t#*]{0,6}(?:报告|文章|简报)?(?:标题|题目|题名|title|headline)\**[ \t]*(?::|"
    r"为(?=\s))\**[ \t]*(?P<t>[^\n《“\"]{2,120})",
    re.IGNORECASE,
)
_FIRST_HEADING = re.compile(r"(?:^|\n)# +(?P<t>[^\n#]{2,120})")
_NO_TITLE = re.compile(
    r"(?:task|instructions?|brief|request|assignment|goal|context|background|requirements?|outline|任务|要求|需求|说明|"
    r"指令|背景|提纲|大纲|结构)\W*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"对比|比较|区别|差异|异同|不同|之争|compar|differ|versus|\bvs\b", re.IGNORECASE)
_SOURCE_LIST = re.compile(
    r"(?:资料|来源|文献|材料|数据|信源|证据|sources?|materials?|literature|evidence)(?:来源)?[^,。;\n()]{0,6}[ (,]{0,2}"
    r"(?:如|例如|比如|包括|包含|限于|仅限|such as|for example|for instance|e\.g\.|including|namely|"
    r"like)[ :,]{0,2}(?P<list>[^。;\n()]{2,160})",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(
    r"(?:^|[\n.。;] ?)(?:sources|资料来源|参考来源|信息来源|信源) ?: ?(?P<list>[^\n。;.]{2,160})", re.IGNORECASE
)
_SOURCE_WORDS = re.compile(
    r"官网|官方网站|官方文档|官方博客|统计年鉴|年报|财报|招股书|arXiv(?= ?(?:论文|预印本|上的|papers?|preprints?))|"
    r"GitHub(?: ?(?:生态|仓库|社区|星标|公开))? ?(?:数据|统计|指标)"
    r"|official (?:web ?)?sites?|official documentation|official docs|annual reports?|white ?papers?|GitHub "
    r"(?:data|statistics|metrics)"
    r"|peer-reviewed (?:papers|studies|articles)|analyst reports?|government statistics|行业(?:分析)?报告|学术论文|"
    r"同行评审(?:论文|文献)|白皮书",
    re.IGNORECASE,
)
_SOURCE_QUOTED = re.compile(
    r"(?:cit(?:e|ing)|based on|draw(?:ing)? on|according to|consult|参考|引用|依据|根据) ?(?:the )?(?:report |paper |"
    r"article )?(?:“([^“”\n]{3,120})”|\"([^\"\n]{3,120})\")",
    re.IGNORECASE,
)
_AT_HAND = re.compile(
    r"(?:(?:文件夹|资料夹|资料库|语料库|附件|(?:这[些批份]|手头的?|现有的?|[攒收搜]?集的|整理的)[^,。;\n]{0,4}"
    r"(?:资料|材料|文件|文章|文档))"
    r"(?:里面?|中|内)?(?:大多|多数|主要|基本|全|都|也|只)?\s?(?:[(]|是|有|来自|来源|收|装|[大多]半)|"
    r"\b(?:folder|corpus|attachments?|(?:the|these|those|my|our) (?:\w+ )?(?:documents?|articles?|files?|sources|"
    r"material|texts|pages)(?: in (?:it|the folder|this folder))?)"
    r"(?: is| are| was| were| holds?| has| have| contains?| comes?| came| consists?| includes?|,? mostly| ?\())"
    r"(?:(?!请|引用|参考|依据|须|必须|例如|比如|[(]如|such as|e\.g|\bcite|\buse\b|please|should|must|compare)"
    r"[^。!?;\n])*$",
    re.IGNORECASE,
)
"""Before what the sources at hand are, which is no wish for others: "the folder holds annual reports"."""

TOLD_FROM = re.compile(
    r"(?:依据|依照|根据|按照?|结合)《(?P<told>[^《》\n]{2,40})》(?:的规定)?,? ?请?"
    r"(?:[讲说写列答]|介绍|解释|说明|整理|梳理|回答)(?:清楚?|明白|一下|[下出明])?:"
)
"""A work that is to be told from, and of which nothing but points is asked: 依据《条例》讲清楚：."""


def find(flat: str) -> tuple[Found[str] | None, list[Found[str]]]:
    """Return the title, if one is given, and the names in 《》 that are sources."""
    title: Found[str] | None = None
    sources: list[Found[str]] = []
    loose: list[re.Match[str]] = []
    paired = 0  # end of the last book that is compared: "对《甲》与《乙》进行比较"
    chained = 0  # end of the last source: "参考《甲》《乙》和《丙》" names three
    for book in islice(_BOOK.finditer(flat), MOST_NAMES):
        before, after = flat[max(0, book.start() - 40) : book.start()], flat[book.end() : book.end() + 16]
        if pointers.points_to_document(before) or _FORBIDDEN.search(before):
            continue
        pair = re.match(r"\s?(?:与|和|跟|同|及|、|vs)", after) is not None  # "写一份《甲法》与《乙法》的对比"
        joined = paired and re.fullmatch(r"\s?(?:与|和|跟|同|及|、|vs\.?)\s?", flat[paired : book.start()])
        to_write, source = _TITLE_BEFORE.search(before), _SOURCE_BEFORE.search(before)
        compares = _COMPARED.search(flat[max(0, book.start() - 40) : book.end() + 80])
        if joined or (pair and compares and not chained and not source):
            paired = book.end()
            continue
        # "依据语料库撰写《…》" names what is to be written, "撰写一份依据《…》的" a source
        names_source = source is not None and (to_write is None or source.start() >= to_write.start())
        if title is None and (_TITLE_AFTER.match(after) or (to_write and not names_source and not pair)):
            title = Found(value=book[1], start=book.start(1), end=book.end(1))
        elif source or (chained and re.fullmatch(r"[、,和与及以]{0,3}", flat[chained : book.start()])):
            sources.append(Found(value=book[1], start=book.start(), end=book.end()))
            chained = book.end()
        else:
            loose.append(book)
    for pattern in (_QUOTED, _TITLE_LINE, _FIRST_HEADING):
        if title is None:
            title = _other_title(pattern, flat)
    for book in loose:
        if title is None and _REPORTISH.search(book[1]):
            title = Found(value=book[1], start=book.start(1), end=book.end(1))
        elif re.match(
            r"(?:的)?(?:数据|报告|白皮书|一文|论文|文档|中)", flat[book.end() : book.end() + 4]
        ) or _REPORTISH.search(book[1]):
            sources.append(Found(value=book[1], start=book.start(), end=book.end()))
    return title, sources


def told_from(flat: str) -> list[tuple[int, int]]:
    """Return where the works stand, with their 《》, that are to be told from point by point."""
    return [(one.start("told") - 1, one.end("told") + 1) for one in TOLD_FROM.finditer(flat)]


_ANOTHER = re.compile('(?:[,、]|,? (?:and|or))? ?[“"]')


def _other_title(pattern: re.Pattern[str], flat: str) -> Found[str] | None:
    matches = list(pattern.finditer(flat))
    if pattern is _FIRST_HEADING and len(matches) != 1:
        return None  # several headings of the first level are sections
    for match in matches:
        if pattern is _FIRST_HEADING and _NO_TITLE.match(match["t"].strip()):
            continue
        if pattern is _QUOTED:
            before = flat[max(0, match.start() - 40) : match.start()]
            if not _TITLE_BEFORE.search(before) and not _TITLE_AFTER.match(flat[match.end() : match.end() + 8]):
                continue
            if _ANOTHER.match(flat, match.end()):
                continue  # 分别写“甲”“乙”“丙”
            group = next(index for index in (1, 2, 3) if match[index])
        else:
            group = 1
        start, end = trim(flat, *match.span(group), " \t\n*#。;,")
        if end - start >= 2:
            return Found(value=flat[start:end], start=start, end=end)
    return None


def sources(flat: str) -> list[Found[str]]:
    """Return the sources that are named without 《》: in lists, as kinds of material, in quotation marks."""
    found: list[Found[str]] = []
    for match in _SOURCE_LIST.finditer(flat):
        joint = STRONG_JOINT if "、" in match["list"] else JOINT
        for start, end in split_list(flat, *match.span("list"), joint=joint):
            words = flat[start:end]
            other = periods.dated(words) or prohibitions.NOT.match(words)
            if end - start <= LONGEST_SOURCE and HIDDEN not in words and not other:
                tail = re.search(r"(?:等.{0,8}|进行.*|中的?.*)$", words)
                end = start + tail.start() if tail and tail.start() else end
                found.append(Found(value=flat[start:end], start=start, end=end))
    for match in _SOURCE_LABEL.finditer(flat):
        spans = split_list(flat, *match.span("list"), "、,;")
        found += [Found(value=flat[a:b], start=a, end=b) for a, b in spans if HIDDEN not in flat[a:b] and b - a <= 60]
    rest = hide(flat, [(item.start, item.end) for item in found])
    found += [
        Found(value=match[0], start=match.start(), end=match.end())
        for match in _SOURCE_WORDS.finditer(rest)
        if not _AT_HAND.search(flat, max(0, match.start() - _SENTENCE), match.start())
    ]
    for match in _SOURCE_QUOTED.finditer(rest):
        group = 1 if match[1] else 2
        found.append(Found(value=match[group], start=match.start(group), end=match.end(group)))
    return found


def own_words(query: str, work: Found[str]) -> str:
    """Return the name of a source as the query writes it, without 《》."""
    words = query[work.start : work.end]
    return work.value if work.value in words else one_line(words.strip('《》“”"「」'))
