"""What a commission leaves out: a word for leaving out, and what it is said of, which names documents or a topic."""

import re
from collections.abc import Iterable, Iterator

from generator.commission import left_out
from generator.commission.phrases import HIDDEN, Found, one_line, split_list
from generator.commission.prohibitions import Prohibition
from generator.commission.subject import Subject

# Each of the next three stands for one thing, in either language: to leave out; not to be part of it; to speak of.
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
_HAN_OUT = "略去|略过|跳过|排除|剔除|撇开|抛开|忽略|无视|去掉|删去"
_HAN_NOT_IN = (
    r"不在[^,。;\n]{0,6}(?:范围|之列)[之以]?内?|不在其[列内]|不(?:予|做|作|再|去)?(?:考虑|涉及|讨论|展开|收录|计入)|"
    r"(?:除外|略去|略过|跳过|排除在外|免谈)|(?:(?<!谈)不谈|(?<!提)不提|(?<!讲)不讲|(?<!写)不写|(?<!管)不管|(?<!比)不比|(?<!说)不说)(?!清|到|出|上)|不用管"
)
_HAN_SPEAK = (
    "写|用|引用|引|参考|采用|使用|采信|提|扯|提到|提及|讲|谈|涉及|管|考虑|讨论|展开|介绍|掺|掺入|混入|出现|收录|写到"
)
_LEAD = r"(?:^|[,.;:!?()\n\"•*-] ?|\b(?:please|and|but|so|just|can|may|also|should|could|to|then|you) )"
_TAIL = (
    r"(?= ?(?:[.;:!?\n]| - |, ?(?:but|which|that|this|it|they|we|i|he|she|those|these|some(?:one|body)|thanks?|please|"
    r"and (?:also|then|please|keep|use|write|say))\b|"
    r"\b(?:because|since|unless|except|which|where|when|until|if|for (?:now|this|the)|please|entirely|"
    r"altogether|completely|here|it's|they're|that's)\b|$))"
)
_HAN_LEAD, _HAN_TAIL = r"(?:^|[,。;:!?(\n])", r"(?=[,。;!?\n)]|$)"
_HAN_DO_NOT = "不要|请勿|(?<![区差特分级类性个判识鉴辨告派])别"
_HAN_NOR_SPEAK = f"(?:别|不要)(?:{_HAN_SPEAK}|看)(?:进[来去])?"
_ENGLISH = (
    # leave out the pricing pages
    rf"{_LEAD}(?P<whole>(?:{_OUT}) (?P<listed>[^.;:!?\n]{{2,160}}?)){_TAIL}",
    # leave the folder out
    rf"{_LEAD}(?P<whole>(?:leave|keep) (?P<listed>[^.;:!?\n]{{2,100}}?) (?:out|aside)\b(?! ?of (?:the|my|our|your)))",
    # nothing on fonts
    r"(?:^|[,.;:!?()\n•*-] ?|\b(?:please|but|so) |\band (?=nothing (?:from|by)))"
    r"(?P<whole>(?:nothing (?:about|on|from|by)|not about|(?:I'm |we're )?not interested in|(?:stay|steer) clear of) "
    rf"(?P<listed>[^,.;:!?\n]{{2,60}}?|[^.;:!?\n]{{2,100}}, (?:or|and) [^,.;:!?\n]{{2,40}}?)){_TAIL}",
    # out of scope: fonts, binding
    rf"{_LEAD}(?P<whole>out of scope ?:? (?P<listed>[^.;:!?\n]{{2,160}}?)){_TAIL}",
    # don't use anything from the blog
    rf"(?P<whole>\b(?:do not|don't|never|without|must not|mustn't|shouldn't|should not) (?P<said>{_SPEAK}) "
    rf"(?P<listed>[^.;:!?\n]{{2,100}}?)){_TAIL}",
    # I don't want the typography stuff
    r"(?P<whole>\bI don't want (?P<listed>(?:the|any) [^,.;:!?\n]{2,40} (?:stuff|part|bits?|business))\b)",
    # Fonts come next week, so leave them out
    r"(?:^|[.;:!?\n] ?)(?P<whole>(?P<listed>[A-Z][^.;:!?,\n]{1,60}?) (?:come|comes|follows?|are|is|were|was|have|"
    r"has|can|will|belongs?)\b[^.;:!?\n]{0,60}?(?:,| so| and) (?:so |please )*(?:leave|keep) "
    r"(?:them|it|those|that|these) (?:out|aside))(?=[ .;:!?\n]|$)",
    # I would rather not read about fonts
    r"(?P<whole>\b(?:I|we)(?:'d| would) rather not (?:read|hear|see|have) (?:anything )?(?:about|on|of) "
    rf"(?P<listed>[^,.;:!?\n]{{2,60}}?)){_TAIL}",
    # Fonts are a separate ticket
    r"(?:^|[.;:!?\n] ?| - )(?P<whole>(?P<listed>[A-Z](?:[^.;:!?\n]|\.(?=[,)])){1,100}?) "
    rf"(?:(?:is|are|stays?|remains?) (?:{_NOT_IN})|(?:isn't|aren't) (?:in|within|part of) (?:the )?scope|"
    r"(?:can|should|must|may) be (?:left out|ignored|skipped|omitted|excluded)))(?=[,.;:!?\n]| - |$)",
)
_CHINESE = (
    # 请忽略旧文件夹
    rf"(?:{_HAN_LEAD}|请)(?P<whole>(?:{_HAN_OUT})(?P<listed>[^,。;:!?\n]{{2,40}})){_HAN_TAIL}",
    # 不要写花茶
    rf"(?P<whole>(?:{_HAN_DO_NOT}|不得)(?:再)?(?P<said>{_HAN_SPEAK})(?:任何|到)?"
    rf"(?P<listed>(?!进[来去])[^,。;:!?\n]{{2,40}})){_HAN_TAIL}",
    # 不评价花茶
    rf"{_HAN_LEAD}(?P<whole>不(?:评价|评论|谈|讲|讨论|涉及|介绍|展开)(?P<listed>[^,。;:!?\n]{{2,40}})){_HAN_TAIL}",
    # 网格交易那些先不管
    rf"{_HAN_LEAD}(?P<whole>(?P<listed>[^,。;:!?\n]{{2,60}}?)(?:都|也|就|先|一律|均|暂时?|统统)?"
    rf"(?:{_HAN_NOT_IN}|{_HAN_NOR_SPEAK}|(?<![要可])不要)了?){_HAN_TAIL}",
    # 别把庄子也写进来
    rf"(?P<whole>(?:{_HAN_DO_NOT})(?:再)?把(?P<listed>[^,。;:!?\n]{{2,30}}?)(?:也)?"
    rf"[写放掺加拉扯算混带](?:进[来去]?|在内)){_HAN_TAIL}",
    # 庄子的东西文件夹里也有，别掺进来
    rf"{_HAN_LEAD}(?P<whole>(?P<listed>[^,。;:!?\n]{{2,40}}?)(?:的东西|那些|什么的|这些|那[部篇份本])"
    rf"[^,。;:!?\n]{{0,12}},{_HAN_NOR_SPEAK}){_HAN_TAIL}",
)
_FRAMES = (*(re.compile(one, re.IGNORECASE) for one in _ENGLISH), *map(re.compile, _CHINESE))
"""`whole`: the words of leaving out; `listed`: what they are said of; `said`: what is not to be done with it."""
_CITED = re.compile("us|cit|quot|rely|draw|用|引用|参考|采用|使用|采信", re.IGNORECASE)
"""How that begins where it is done with documents, and not with a topic."""
_TITLE = re.compile("《(?P<x>[^《》\n]{1,60})》")
_JOINT = re.compile(r",? (?:and|or|nor|&) |\s?(?:以及|及|和|与|或者?)\s?", re.IGNORECASE)


def find(plain: str, query: str) -> list[tuple[tuple[int, int], tuple[Found[Prohibition], ...]]]:
    """Return where a commission says to leave things out, in its order, each with what is left out.

    In `plain`, flattened, what was read already is hidden. What is no part of the sources, such as a table, is not
    among them.
    """
    found: list[tuple[tuple[int, int], tuple[Found[Prohibition], ...]]] = []
    for frame in _FRAMES:
        for match in frame.finditer(plain):
            whole = match.span("whole")
            if any(whole[0] < end and start < whole[1] for (start, end), _ in found):
                continue
            if items := tuple(_items(plain, query, match)):
                found.append((whole, items))
    return sorted(found, key=lambda one: one[0])


def _items(plain: str, query: str, match: re.Match[str]) -> Iterator[Found[Prohibition]]:
    """Yield what is left out, each as documents or as a topic; nothing where one of them is no name."""
    spans = split_list(plain, *match.span("listed"), "、,/", _JOINT)
    titled = [_TITLE.fullmatch(query, *span) for span in spans]
    papers = any(titled) or any(left_out.is_paper(plain[slice(*span)]) for span in spans)
    if not papers and _CITED.match(match.groupdict().get("said") or ""):
        return
    kind, words = "source" if papers else "topic", one_line(query[slice(*match.span("whole"))])
    items: list[Found[Prohibition]] = []
    for title, (start, end) in zip(titled, spans, strict=True):
        for value, a, b in [(title["x"], start, end)] if title else left_out.named(plain, query, start, end):
            if HIDDEN in plain[a:b] and not title or left_out.is_no_name(value):
                return
            items.append(Found(value=Prohibition(kind=kind, value=one_line(value), words=words), start=a, end=b))
    yield from items


def spared(found: Iterable[Found[Prohibition]], subjects: Iterable[Subject]) -> list[Found[Prohibition]]:
    """Return the prohibitions without those that would leave out a subject, or what its name is made of."""
    names = [f" {subject.name.casefold()} " for subject in subjects if subject.name]
    return [one for one in found if one.value.kind != "topic" or not any(_within(one.value, name) for name in names)]


def _within(one: Prohibition, name: str) -> bool:
    value = one.value.casefold()
    return value in name if re.search("[㐀-鿿]", value) else f" {value} " in name
