"""What is left out, in the words of a commission: documents or a topic, by their names without what leads to these."""

import re
from collections.abc import Iterator

from generator.commission.phrases import trim
from generator.commission.prohibitions import ELEMENT, PERSON
from generator.commission.roles import role

LONGEST, LONGEST_HAN = 5, 12
"""Words of what is left out, and characters of it in Chinese; what is longer is a clause."""
_PAPER = "pages?|posts?|articles?|files?|documents?|docs|materials?|texts?|entries|sources"
_NAMED_PAPER = "notes|papers?|reports?|guides?|polic(?:y|ies)|manuals?|blogs?|changelogs?|minutes|regulations?|laws?"
"""Documents whose kind is part of what they are called by: release notes."""
_HAN_PAPER = "规定|条例|办法|法规|材料|文章|资料|页面|网页|文件|文档|帖子|博客|报道|公告|文本|书|说法"
_HAN_STUFF = "内容|东西|部分|情况|问题|事|话题"
_HEAD = re.compile(
    rf"(?:(?:any|all|the|those|these|both|even|other|an|a|our|your|my) )*"
    rf"(?:(?:(?P<folder>(?:sub)?folder|directory)|(?P<any>anything|everything|whatever|{_PAPER}|"
    rf"[a-z]+ (?:{_PAPER})(?= (?:from|by|in|inside|under|written|published|posted) ))) )?"
    r"(?:(?:that (?:is|are|comes?) )?(?:written |published |made |posted )?"
    r"(?P<link>from|by|in|inside|under|about|on|of|called|named|titled|labelled) )?"
    r"(?:the (?P<in_folder>(?:sub)?folder |directory )?(?:called |named )?)?",
    re.IGNORECASE,
)
_FOOT = re.compile(
    rf"(?: (?P<folder>folder|directory)|(?:(?:^| )(?P<kind>{_NAMED_PAPER}))|(?: (?P<paper>{_PAPER})| stuff|"
    r" part| bits?| business)|,? etc\.?|,? and so on)$",
    re.IGNORECASE,
)
_HAN_HEAD = re.compile(
    r"(?:任何|所有|那些|这些|其[他它]|来自|关于|有关|至于|另外|其中|但是?|而且?|诸如|像|例如|如|那个|(?P<folder>文件夹(?![里中下]))|文件夹[里中下]|叫做?|名[为叫]|和)+"
)
_HAN_FOOT = re.compile(
    rf"(?:这个|那个|的)?(?P<folder>文件夹|目录)(?:[里下中内]|里面)?(?:的?(?:{_HAN_PAPER}|{_HAN_STUFF}))?$|"
    rf"[里中下]面?的?(?:{_HAN_PAPER}|{_HAN_STUFF})$|(?:这种|那种|这类|之类)[^,]{{1,8}}$|(?:等等?|之类|这类|什么|那些|这些|这种|那种)?(?:地|方面|相关|有关|家|人)?(?:的?(?P<paper>(?:[那这][几两三四些]?[篇本份个]?)?(?:{_HAN_PAPER})|[那这][几两三四][篇本份])|"
    rf"的?(?:{_HAN_STUFF})|那些|这些|什么的|的)?(?:也有|里也有)?$"
)
_PRONOUN = re.compile(
    r"(?:it|them|this|that|these|those|anything|everything|nothing|all|one|me|us|you|he|she|they|what|who|the|"
    r"here|there|else|jury|time|way|.*\b(?:instructions?|prompt)|.*(?<![\w-])(?:you|we|i|they|it|is|are|was|can|will)(?![\w-]).*)",
    re.IGNORECASE,
)
_NOT_NAMED = re.compile(
    "^除|^(?:正文|全文|本文|文中|这里)$|[的了我你您咱哪谁]|什么|怎么|不|一[句个条]|太|这些?$|那些?$|这种|自己"
)
_TIME = re.compile(r"(?:in |before |after |since )?(?:19|20)\d\d")
"""Of when a source is: `periods` reads it."""


def is_paper(words: str) -> bool:
    """Tell whether words say that documents are meant."""
    foot, han, head, led = _FOOT.search(words), _HAN_FOOT.search(words), _HEAD.match(words), _HAN_HEAD.match(words)
    return bool(
        foot and (foot["folder"] or foot["kind"] or foot["paper"])
        or han and (han["folder"] or han["paper"])
        or led and led["folder"]
        or head and (head["folder"] or head["any"] and head["link"] in ("from", "by", "in", "inside", "under"))
    )  # fmt: skip


def named(plain: str, query: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the names that an item says, without what leads to them, and where each stands.

    The name of a folder ends in "/". A name in brackets is another of it.
    """
    start, end = trim(plain, start, end)
    if bracket := re.search(r" ?\((?P<x>[^()]{2,40})\)", plain[start:end]):
        yield from named(plain, query, start + bracket.start("x"), start + bracket.end("x"))
        end = start + bracket.start() if bracket.end() == end - start else end
    words = plain[start:end]
    folder = plain[end : end + 1] == "/" and not plain[end + 1 : end + 2].isalnum()
    for head in (_HEAD, _HAN_HEAD):
        if match := head.match(words):
            folder |= bool(match["folder"] or match.groupdict().get("in_folder"))
            start, words = start + match.end(), words[match.end() :]
    if foot := _FOOT.search(words):
        folder |= foot["folder"] is not None
        end = start + (foot.end() if foot["kind"] else foot.start())
    elif han := _HAN_FOOT.search(words):
        folder |= han["folder"] is not None
        end = start + han.start() if re.search("[㐀-鿿]", words) else end
    start, end = trim(plain, start, end, " \n,;:。、.*_`“”\"'《》")
    if start < end:
        yield query[start:end] + "/" * folder, start, end


def is_no_name(value: str) -> bool:
    """Tell whether words are no name of documents or of a topic: a pronoun, a clause, a part of the report."""
    words = value.rstrip("/")
    han = re.search("[㐀-鿿]", words) is not None
    long = len(words) > LONGEST_HAN if han else words.count(" ") >= LONGEST
    part = role(words) != "body" or ELEMENT.search(words) or PERSON.search(words)
    other = _NOT_NAMED.search(words) if han else _PRONOUN.fullmatch(words)
    return bool(len(words) < 2 or long or part or other or _TIME.match(words) or not words[0].isalnum())
