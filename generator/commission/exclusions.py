"""What a commission leaves out: a word for leaving out, and what it is said of, which names documents or a topic."""

import re
from collections.abc import Iterable, Iterator

from generator.commission.phrases import HIDDEN, Found, one_line, split_list, trim
from generator.commission.prohibitions import ELEMENT, PERSON, Prohibition
from generator.commission.roles import role
from generator.commission.subject import Subject

LONGEST, LONGEST_HAN = 5, 12
"""Words of what is left out, and characters of it in Chinese; what is longer is a clause."""
# Each of the next four stands for one thing: to leave out; not to be part of it; to speak of; a document.
_OUT = (
    r"leav(?:e|ing) out|forget(?: about)?|ignor(?:e|ing)|skip(?:ping)?|omit(?:ting)?|exclud(?:e|ing)|disregard(?:ing)?"
)
_NOT_IN = (
    r"out|out of (?:the )?scope|off the table|off[- ]limits|excluded|to be (?:ignored|left out|skipped)|"
    r"ruled out|not (?:in|within|part of) (?:the )?scope|"
    r"not (?:wanted|relevant)|irrelevant|of no interest|"
    r"(?:somebody|someone|anybody|another \w+)(?: else)?'s? [^,.;\n]{1,24}|an?(?:other| separate) "
    r"(?:ticket|brief|paper|note|report|job|matter|issue|story)"
)
_SPEAK = (
    r"us(?:e|ing)|cit(?:e|ing)|quot(?:e|ing)|rely(?:ing)? on|draw(?:ing)? on|mention(?:ing)?|discuss(?:ing)?|"
    r"cover(?:ing)?|includ(?:e|ing)|go(?:ing)? into|touch(?:ing)? on|(?:bring|drag)(?:g?ing)? (?:up|in)|"
    r"talk(?:ing)? about|writ(?:e|ing) about|refer(?:ring)? to|bother(?:ing)? with"
)
_PAPER = "pages?|posts?|articles?|files?|documents?|docs|materials?|texts?|entries|sources"
_NAMED_PAPER = "notes|papers?|reports?|guides?|polic(?:y|ies)|manuals?|blogs?|changelogs?|minutes|regulations?|laws?"
"""Documents whose kind is part of what they are called by: release notes."""
_HAN_OUT = "略去|略过|跳过|排除|剔除|撇开|抛开|忽略|无视|去掉|删去"
_HAN_NOT_IN = (
    r"不在[^,。;\n]{0,6}(?:范围|之列)[之以]?内?|不在其[列内]|不(?:予|做|作|再|去)?(?:考虑|涉及|讨论|展开|收录|计入)|"
    r"(?:除外|略去|略过|跳过|排除在外|免谈)|不[谈提讲写管比说](?!清|到|出|上)|不用管"
)
_HAN_SPEAK = (
    "写|用|引用|引|参考|采用|使用|采信|提|扯|提到|提及|讲|谈|涉及|管|考虑|讨论|展开|介绍|掺|掺入|混入|出现|收录|写到"
)
_HAN_PAPER = "规定|条例|办法|法规|材料|文章|资料|页面|网页|文件|文档|帖子|博客|报道|公告|文本|书|说法"
_HAN_STUFF = "内容|东西|部分|情况|问题|事|话题"
_LEAD = r"(?:^|[,.;:!?()\n\"•*-] ?|\b(?:please|and|but|so|just|can|may|also|should|could|to|then|you) )"
_TAIL = (
    r"(?= ?(?:[.;:!?\n]| - |, ?(?:but|which|that|this|it|they|we|i|he|she|those|these|some(?:one|body)|thanks?|please|"
    r"and (?:also|then|please|keep|use|write|say))\b|"
    r"\b(?:because|since|unless|except|which|where|when|until|if|for (?:now|this|the)|please|entirely|"
    r"altogether|completely|here|it's|they're|that's)\b|$))"
)
_ENGLISH = (
    rf"{_LEAD}(?P<a>(?:{_OUT}) (?P<ax>[^.;:!?\n]{{2,160}}?)){_TAIL}",
    rf"{_LEAD}(?P<b>(?:leave|keep) (?P<bx>[^.;:!?\n]{{2,100}}?) (?:out|aside)\b(?! ?of (?:the|my|our|your)))",
    r"(?:^|[,.;:!?()\n•*-] ?|\b(?:please|but|so) |\band (?=nothing (?:from|by)))"
    rf"(?P<c>(?:nothing (?:about|on|from|by)|not about|"
    rf"(?:I'm |we're )?not interested in|(?:stay|steer) clear of) "
    rf"(?P<cx>[^,.;:!?\n]{{2,60}}?|"
    rf"[^.;:!?\n]{{2,100}}, (?:or|and) [^,.;:!?\n]{{2,40}}?)){_TAIL}",
    rf"{_LEAD}(?P<d>out of scope ?:? (?P<dx>[^.;:!?\n]{{2,160}}?)){_TAIL}",
    rf"(?P<e>\b(?:do not|don't|never|without|must not|mustn't|shouldn't|should not) (?P<said>{_SPEAK}) "
    rf"(?P<ex>[^.;:!?\n]{{2,100}}?)){_TAIL}",
    r"(?P<f>\bI don't want (?P<fx>(?:the|any) [^,.;:!?\n]{2,40} (?:stuff|part|bits?|business))\b)",
    rf"(?:^|[.;:!?\n] ?| - )(?P<g>(?P<gx>[A-Z](?:[^.;:!?\n]|\.(?=[,)])){{1,100}}?) (?:(?:is|are|stays?|remains?) "
    rf"(?:{_NOT_IN})|(?:isn't|aren't) (?:in|within|part of) (?:the )?scope|(?:can|should|must|may) be (?:left out|"
    r"ignored|skipped|omitted|excluded)))"
    r"(?=[,.;:!?\n]| - |$)",
)
_CHINESE = (
    rf"(?:^|[,。;:!?(\n请])(?P<h>(?:{_HAN_OUT})(?P<hx>[^,。;:!?\n]{{2,40}}))(?=[,。;!?\n)]|$)",
    rf"(?P<i>(?:不要|不得|请勿|(?<![区差特分级类性个判识鉴辨告派])别)(?:再)?(?P<han_said>{_HAN_SPEAK})(?:任何|到)?"
    r"(?P<ix>(?!进[来去])[^,。;:!?\n]{2,40}))(?=[,。;!?\n)]|$)",
    r"(?:^|[,。;:!?(\n])(?P<n>不(?:评价|评论|谈|讲|讨论|涉及|介绍|展开)(?P<nx>[^,。;:!?\n]{2,40}))(?=[,。;!?\n)]|$)",
    rf"(?:^|[,。;:!?(\n])(?P<j>(?P<jx>[^,。;:!?\n]{{2,60}}?)(?:都|也|就|先|一律|均|暂时?|统统)?(?:{_HAN_NOT_IN}|"
    rf"(?:别|不要)(?:{_HAN_SPEAK}|看)(?:进[来去])?|(?<![要可])不要)了?)(?=[,。;!?\n)]|$)",
    r"(?P<m>(?:不要|(?<![区差特分级类性个判识鉴辨告派])别|请勿)(?:再)?把(?P<mx>[^,。;:!?\n]{2,30}?)(?:也)?"
    r"[写放掺加拉扯算混带](?:进[来去]?|在内))(?=[,。;!?\n)]|$)",
    r"(?:^|[,。;:!?(\n])(?P<k>(?P<kx>[^,。;:!?\n]{2,40}?)(?:的东西|那些|什么的|这些|那[部篇份本])[^,。;:!?\n]{0,12},"
    rf"(?:别|不要)(?:{_HAN_SPEAK}|看)(?:进[来去])?)(?=[,。;!?\n)]|$)",
)
_PATTERNS = [re.compile(one, re.IGNORECASE if one in _ENGLISH else 0) for one in (*_ENGLISH, *_CHINESE)]
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
_TITLE = re.compile("《(?P<x>[^《》\n]{1,60})》")
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
_JOINT = re.compile(r",? (?:and|or|nor|&) |\s?(?:以及|及|和|与|或者?)\s?", re.IGNORECASE)


def find(plain: str, query: str) -> list[tuple[tuple[int, int], tuple[Found[Prohibition], ...]]]:
    """Return where a commission says to leave things out, in its order, each with what is left out.

    In `plain`, flattened, what was read already is hidden. What is no part of the sources, such as a table, is not
    among them.
    """
    found: list[tuple[tuple[int, int], tuple[Found[Prohibition], ...]]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            group = next(name for name in "abcdefghijkmn" if name in pattern.groupindex)
            span, said = match.span(group), match.groupdict().get("said") or match.groupdict().get("han_said") or ""
            if any(span[0] < end and start < span[1] for (start, end), _ in found):
                continue
            items = tuple(_items(plain, query, match.span(f"{group}x"), span, said))
            if items:
                found.append((span, items))
    return sorted(found, key=lambda one: one[0])


def _items(
    plain: str, query: str, listed: tuple[int, int], whole: tuple[int, int], said: str
) -> Iterator[Found[Prohibition]]:
    """Yield what is left out, each as documents or as a topic; nothing where one of them is no name."""
    items: list[Found[Prohibition]] = []
    used = re.match("us|cit|quot|rely|draw|用|引用|参考|采用|使用|采信", said, re.IGNORECASE) is not None
    spans = split_list(plain, *listed, "、,/", _JOINT)
    titled = [_TITLE.fullmatch(query, *span) for span in spans]
    papers = any(titled) or any(_paper(plain[slice(*span)]) for span in spans)
    for title, (start, end) in zip(titled, spans, strict=True):
        for value, a, b in [(title["x"], start, end)] if title else _named(plain, query, start, end):
            if HIDDEN in plain[a:b] and not title or _is_no_name(value):
                return
            if used and not papers:
                return
            kind = "source" if papers else "topic"
            one = Prohibition(kind=kind, value=one_line(value), words=one_line(query[slice(*whole)]))
            items.append(Found(value=one, start=a, end=b))
    yield from items


def _paper(words: str) -> bool:
    """Tell whether words say that documents are meant."""
    foot, han, head, led = _FOOT.search(words), _HAN_FOOT.search(words), _HEAD.match(words), _HAN_HEAD.match(words)
    return bool(
        foot and (foot["folder"] or foot["kind"] or foot["paper"])
        or han and (han["folder"] or han["paper"])
        or led and led["folder"]
        or head and (head["folder"] or head["any"] and head["link"] in ("from", "by", "in", "inside", "under"))
    )  # fmt: skip


def _named(plain: str, query: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the names that an item says, without what leads to them, and where each stands.

    The name of a folder ends in "/". A name in brackets is another of it.
    """
    start, end = trim(plain, start, end)
    if bracket := re.search(r" ?\((?P<x>[^()]{2,40})\)", plain[start:end]):
        yield from _named(plain, query, start + bracket.start("x"), start + bracket.end("x"))
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


def _is_no_name(value: str) -> bool:
    """Tell whether words are no name of documents or of a topic: a pronoun, a clause, a part of the report."""
    words = value.rstrip("/")
    han = re.search("[㐀-鿿]", words) is not None
    long = len(words) > LONGEST_HAN if han else words.count(" ") >= LONGEST
    part = role(words) != "body" or ELEMENT.search(words) or PERSON.search(words)
    other = _NOT_NAMED.search(words) if han else _PRONOUN.fullmatch(words)
    return bool(len(words) < 2 or long or part or other or _TIME.match(words) or not words[0].isalnum())


def spared(found: Iterable[Found[Prohibition]], subjects: Iterable[Subject]) -> list[Found[Prohibition]]:
    """Return the prohibitions without those that would leave out a subject, or what its name is made of."""
    names = [f" {subject.name.casefold()} " for subject in subjects if subject.name]
    return [one for one in found if one.value.kind != "topic" or not any(_within(one.value, name) for name in names)]


def _within(one: Prohibition, name: str) -> bool:
    value = one.value.casefold()
    return value in name if re.search("[㐀-鿿]", value) else f" {value} " in name
