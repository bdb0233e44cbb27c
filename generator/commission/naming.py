"""Names of subjects: an item of a list to the name that it holds, without the words around it."""

import re
from dataclasses import replace

from generator import platforms
from generator.commission import chinese_lists, english_lists, pointers, shared
from generator.commission.clauses import BANG, DOT, Span
from generator.commission.phrases import HIDDEN, Found, number, split_list, trim
from generator.commission.subject import LONGEST_NAME, NO_ALIAS, Subject, called
from generator.language import tokens
from generator.language.text import has_han

_COUNTED = re.compile(
    r"^(?:这|上述|该|以上|以下|下列|如下)?(?:(?P<n>[两二三四五六七八九]|\d)(?:大|个|种|家|款|类|者|套|方|座|项))|"
    r"^(?:(?:the|these|those|all|following) ){0,3}(?P<e>two|three|four|five|six|both)\b",
    re.IGNORECASE,
)
_ZH_TAIL = re.compile(
    r"(?:(?<=[㐀-鿿]{2})作为.*|为代表的.*|(?<!《)(?:这)?(?:两|三|四|五|几)(?:者|个(?!月)|种|家|大|款|类|国(?![演志])|套|条|派|部|门).*|之间.*|各自.*|"
    r"[吧呢吗啊呀]+|等.{0,6}|进行.*|展开.*|哪个.*|谁.*|有(?:何|什么|哪些).*|更.*|方面.*|(?:选型|对比|比较|选择|的区别|"
    r"做)+|之争|之间|路线之争|这一?个?(?:主题|话题|问题|议题)|到底|究竟|(?:是不是|是否|会不会|能不能|真的).*|"
    r"(?<=..)[会能][^,。]{1,8}[吗嘛]|"
    r"(?<=[㐀-鿿a-z])(?:更?好|更?合适|更?划算|更?便宜|好[用吃喝看使]))$",
    re.IGNORECASE,
)
_EN_ADVERB = re.compile(
    r" (?:really|actually|currently|still|generally|today|now|nowadays|quickly|each|both|handles?|ones?|first)$",
    re.IGNORECASE,
)
_SUCH_ONE = re.compile(r"(?:an? |the )?[\w-]+(?: [\w-]+)? ones?", re.IGNORECASE)
"""Another of the kind that was just named, by what it is like: "a harmless one"."""
_IN_FIELD = re.compile(r"(?<=[㐀-鿿a-z0-9])在[^在]{2,12}(?:中|里|上|领域|方面)$", re.IGNORECASE)
_ZH_HEAD = re.compile(r"^(?:以|如|像|我们?(?:公司|司)?的?|咱们(?:公司)?的?|我司的?|本公司的?|消息队列选型)(?=[^的]{2})")
_EN_HEAD = re.compile(
    r"^(?:(?:the|an?|both|between|of|either|do|does|did|is|are|our(?: company's| own)?|my|recently released|"
    r"(?-i:can|would|should|will|could|might|may|was|were|has|have)|"
    r"(?:us(?:e|ing)|buy(?:ing)?|choosing|adopt(?:ing)?)(?! of)) )+(?=\S)",
    re.IGNORECASE,
)
_EN_TAIL = re.compile(
    r"(?:'s)?\s(?:ecosystems?|platforms?|models?|companies|databases?|frameworks?|languages?|systems?|approach(?:es)?|"
    r"clouds?|tools?|protocols?|library|libraries|standards?)$"
)
_AFFIX = re.compile(
    r"^(?:以|如|像|开源|闭源|开放|封闭|国产|国内|国外|美国的?|中国的?|法国的?|人工智能|AI|大模型|平台|公司|厂商|企业|"
    r"社区|生态|的|商业|旗下|\s)+"
    r"|(?:\s|公司|平台|生态(?:系统|体系|圈)?|社区|大?模型|系列|官方|集团|实验室|的)+$|"
    r"(?:\s(?:ecosystems?|platforms?|models?|company|companies|community))+$",
    re.IGNORECASE,
)
_KIND = re.compile(r"[㐀-鿿]{2,10} (?=[A-Za-z])")
_POSSESSIVE = re.compile(r"^(?P<owner>.+?)(?:'s|(?<=s)')(?: (?P<thing>.+))?$")
_KIND_BEHIND = re.compile("(?<=[㐀-鿿]{2})(?P<n>[两二三四五六七八九])(?![边侧])[㐀-鿿](?=[㐀-鿿]{2,8}$)")
"""How many of what kind stands behind a row, with its measure word."""
_CLOSED = re.compile(r"(?P<x>[^“”\"]{2,40})[”\"](?:[㐀-鿿]{4}| \w+ \w)")
"""A quoted name before what is said or asked of it."""
_MADE = re.compile(r"[^的]{2,20}的 ?(?=[A-Z][\w.-]*(?: [\w.-]+){0,2}$)")
"""A maker before its product: "Agility 的 Digit"."""
_NO_NAME = re.compile(
    r"^(?:怎|如何|哪|谁|什么|为何|为什么|多久|多少|是否|能不能|有没有|(?-i:who|where|when)\b)|"
    r"^(?:doi:|cit(?:e|ing)\b|https?:|\d+$|\[|(?:write|please|give|use|include|which|what|how|why|when)\b)|"
    r"^[^\w《“]*$",
    re.IGNORECASE,
)


def named(flat: str, bare: str, items: tuple[Span, ...]) -> tuple[list[tuple[Found[Subject], Span | None]], int]:
    """Return the subjects that the items of a list name, each with where it says what of it is compared, and the
    number of subjects that it says there are."""
    found: list[tuple[Found[Subject], Span | None]] = []
    bare = bare.replace(DOT, ".").replace(BANG, "!")
    expected = 0
    owners = any((owner := _POSSESSIVE.match(bare[a:b])) and not owner["thing"] for a, b in items)
    if len(items) == 1 and (inside := _in_brackets(flat, bare, *items[0])):
        items, bare = inside, flat
    ascii_after = len(items) > 1 and all(bare[slice(*span)].isascii() for span in items[1:])
    items = tuple(span for span in items if not _SUCH_ONE.fullmatch(bare, *span)) or items
    for position, (start, end) in enumerate(items):
        if position == 0 and ascii_after and (kind := _KIND.match(bare[start:end])):
            start += kind.end()  # "开源许可证 GPL、MIT": the kind is no name
        words = bare[start:end]
        if (counted := _COUNTED.match(words)) and (is_generic(words) or counted.end() == len(words)):
            count = counted["n"] or counted["e"]
            expected = max(expected, {"both": 2}.get(count.casefold()) or number(count))
            continue
        if is_generic(words):
            continue
        if len(items) > 1 and position == len(items) - 1 and (kind := _KIND_BEHIND.search(words)):
            end = start + kind.start() if number(kind["n"]) == len(items) else end  # 甲、乙、丙三座国家公园
        one = _subject(flat, bare, start, end, owners=owners, lone=len(items) == 1)
        if one and not any(_alike(one[0], other) for other, _ in found):
            found.append(one)
    return _in_full(bare, found), expected


def _in_full(bare: str, found: list[tuple[Found[Subject], Span | None]]) -> list[tuple[Found[Subject], Span | None]]:
    """Return the subjects with the names that they have in full: 中, 美; French, American revolutions."""
    names = [one.value.name for one, _ in found]
    long = [shared.long_form(name) for name in names]
    full = long if len(long) > 1 and all(long) else shared.with_head(names)
    asked = len(names) == 2 and re.match(" ?[哪谁]", bare[found[1][0].end :][:2])
    cut = shared.surplus(*names) or (shared.verb(*names) if asked else 0) if len(names) == 2 else 0
    if full == names and cut:
        one, topic = found[1]
        found[1] = replace(one, value=replace(one.value, words=names[1][:-cut]), end=one.end - cut), topic
        full = [names[0], names[1][:-cut]]
    return [
        (replace(one, value=replace(one.value, name=name)), topic)
        for (one, topic), name in zip(found, full, strict=True)
    ]


def _in_brackets(flat: str, bare: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the names in the brackets after a kind: "三种储能技术（抽水蓄能、锂电池、压缩空气）"."""
    place = bare.find(HIDDEN, start, end + 1)
    aside = re.compile(r"\(([^()\n]{3,120})\)").match(flat, place) if place > start else None
    if (
        not aside
        or not re.search("[、,/]", aside[1])
        or not re.search(r"[㐀-鿿]|[A-Z]", aside[1])
        or NO_ALIAS.search(aside[1])
    ):
        return ()
    spans = split_list(flat, *aside.span(1), "、,/")
    return tuple(spans) if len(spans) > 1 and all(b - a <= 24 for a, b in spans) else ()


def is_generic(words: str) -> bool:
    """Tell whether words stand for names said elsewhere."""
    return chinese_lists.is_generic(words) or english_lists.is_placeholder(words)


def _alike(one: Found[Subject], other: Found[Subject]) -> bool:
    a, b = one.value, other.value
    if not a.name or not b.name:
        return not a.name and not b.name and a.origin == b.origin
    return a.name.casefold() == b.name.casefold()


def _subject(
    flat: str, bare: str, start: int, end: int, *, owners: bool, lone: bool
) -> tuple[Found[Subject], Span | None] | None:
    words = bare[start:end]
    if pointers.shows_image(flat[start:end]) and not platform_in(words):
        subject = Subject(name="", origin="image", words=words)
        return Found(value=subject, start=start, end=end), None
    document = pointers.document(flat, start, min(len(flat), end + _AFTER))
    if document and document.start < end:
        aside = HIDDEN in words and words[: words.index(HIDDEN)].strip()
        if not aside:  # "Flask (see the attached document)" is named
            return document, None
    if made := _MADE.match(words):
        start += made.end()
    topic = None
    if lone and (of := re.search(r"^(?:[^的]{2,30})的(?=[^的]{2,16}$)", words)) and re.search("[㐀-鿿]", words):
        topic = (start + of.end(), end)
        end = start + of.end() - 1
    if owner := _POSSESSIVE.match(bare[start:end]):
        thing = owner["thing"] or ""
        if thing and re.search(r"[A-Z\d]", thing) and not owners or owner["owner"].casefold() in _OURS:
            start += owner.start("thing")
        else:
            topic = (start + owner.start("thing"), end) if thing else topic
            end = start + owner.end("owner")
    return _bare(flat, bare, start, end, topic)


_AFTER = 60
"""Characters after an item that are looked at for the end of a document's name."""
_OURS = ("our company", "the company", "our team", "our own company")


def _bare(flat: str, bare: str, start: int, end: int, topic: Span | None) -> tuple[Found[Subject], Span | None] | None:
    """Return the subject without the words around its name, with aliases from the brackets after it."""
    aliases: tuple[str, ...] = ()
    if (aside := bare.find(HIDDEN, start, end)) >= 0:
        if aside == start and "《" in flat[start:end]:
            bare = flat
        else:
            aliases = called(flat[start:end])
            end = aside
    words = bare[start:end]
    for head in (_EN_HEAD, _ZH_HEAD):
        if match := head.match(bare[start:end]):
            start += match.end()
    if mark := re.match(r"\(?[a-j\d]\) ?", bare[start:end]):
        start += mark.end()
    for tailing in (_EN_ADVERB, _IN_FIELD, _ZH_TAIL):
        if (tail := tailing.search(bare[start:end])) and tail.start():
            end = start + tail.start()
    if (tail := _EN_TAIL.search(bare[start:end])) and (
        bare[start].isupper() and not bare[start : start + tail.start()].count(" ")
    ):
        end = start + tail.start()
    marked = bare[start:end].rstrip().endswith("!")  # "Yahoo!"; what ends a sentence was cut off before
    start, end = trim(bare, start, end, " \n,;:、.-*•“”\"'?!()")
    end += marked and bare.startswith("!", end)
    if bare[start - 1 : start] in ("“", '"') and (closed := _CLOSED.match(bare, start, end)):
        end = closed.end("x")  # "“守株待兔”原本想说明什么道理"
    words = bare[start:end]
    if "《" in words and "》" not in words or "》" in words and "《" not in words:
        return None
    if mention := platform_in(words):
        start, end = start + mention[0], start + mention[1]
    if "”" in bare[start:end] and "“" not in bare[start:end] and bare[start - 1 : start] == "“":
        start -= 1  # “双减”政策
    end = _before_modal(bare, start, end)
    name = bare[start:end]
    if (
        not name
        or len(name) > LONGEST_NAME
        or not re.search(r"[^\W_]", name)
        or _NO_NAME.match(name)
        or HIDDEN in name
        or is_generic(name)
        or _is_function(name)
    ):
        return None
    subject = Subject(name=name, origin="text", words=name, aliases=aliases)
    return Found(value=subject, start=start, end=end), topic


def _is_function(name: str) -> bool:
    """Tell whether a Chinese name is one word that only links or allows: 要, 会, 因为."""
    if not has_han(name) or len(name) > 2:
        return False
    tagged = tokens.tagged(name)
    return len(tagged) == 1 and (name in _MODALS or name in "会想不没" or tagged[0][1][0] in "uc")


def _before_modal(bare: str, start: int, end: int) -> int:
    """Return where Chinese words end before what may or must be done, which is asked of what stands before it: 养殖场要
    办."""
    if not has_han(bare[start:end]):
        return end
    place = start
    for word, tag in tokens.tagged(bare[start:end]):
        if word in _MODALS and tag[0] in "vrd" and place + len(word) < end:
            return place
        place += len(word)
    return end


_MODALS = frozenset("能 能够 可以 要 应 应该 应当 该 须 必须 得".split())  # noqa: SIM905


def platform_in(words: str) -> Span | None:
    """Return the span of the platform that `words` are about, if nothing but general words stand around it."""
    mentions = platforms.mentions(words)
    if not mentions or len({mention.platform.name for mention in mentions}) > 1:
        return None
    start, end = mentions[0].start, mentions[-1].end
    for rest in (words[:start].strip(), words[end:].strip()):
        if rest and _AFFIX.sub("", rest) and not rest.startswith("为代表"):
            return None
    return start, end
