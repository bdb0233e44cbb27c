"""What Chinese clauses compare or tell of: 对比 A 与 B 的…, A 与 B 在…上有何区别, A 相比 B, A 还是 B, 关于 A 的简报."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.commission.chinese_lists import DIFFER, HEAD, items_of, joint_spans, operands, says_which
from generator.commission.clauses import Frame, listed_lines
from generator.commission.phrases import HIDDEN
from generator.language import tokens

_COMPARE = re.compile(
    r"(?<!重点)(?<!着重)(?<!主要)(?:选型对比|对比分析|比较分析|对比研究|比较研究|对比|比较|对照(?!着)|评测|横评|比一下|"
    r"比一比|竞品分析|权衡)(?!的?(?:简报|函|请示|通知|方案|报告|文章|综述|表(?!现|述)|图(?!片|中|里|像|上)|度(?!假)|"
    r"维度|结果|框架|性(?![能价])|内容|部分|章节|方法|对象|项|数据|分析|研究|角度|稿|材料|大的|小的|好|多的|高的|低的|"
    r"划算|合[适算]|适合|容易|便宜|贵|实用|耐用|靠谱))(?:一下|了|下)?(?:以下|下列)?"
)
_ASKING = re.compile(
    r"(?:请|让|帮|给|告诉|想|要|求|问|能|能否|可否|写|弄|做|搞|拟|出|讲|说|谈|聊|查|看|列){1,2}|[你您我]|"
    r"(?:[讲说写弄搞]?)(?:清楚|明白|一下)|一[份篇个下张]|知道|了解|关心|纠结|犹豫|考虑|打算"
)
"""Words by which a person asks for a text: verbs of wanting and telling, who tells whom, and one of what."""
_QUESTION = re.compile(r" ?(?:,|--?|——?|:) ?(?:(?:这|那)?[两三二四]者?[㐀-鿿]?|它们|究竟|到底|我们?|你们?|应?该)*$")
"""Between a list and a question about it: "A 和 B，到底哪个好"."""
_RELATIVE = re.compile(
    r"(?:和|与|跟|同)?(?:相比(?:于|起|较)?|相较(?:于)?|比起|相对于|优于|较之)|"
    rf"(?<![的行做个含附张列并再,: ])(?:{_COMPARE.pattern})(?=\s?[\w《“])(?!一?下?(?:[吧呗啊,。;!?\n]|$))|"
    rf"(?<=[A-Za-z\d]) ?对比 ?(?=[A-Za-z])"
)
_FRONTED = re.compile(
    rf"(?:^|(?<=[。;!?\n])) ?(?P<x>[^,。;:?!\n{HIDDEN}]{{3,50}})[, ] ?[^,。;:?!\n]{{0,8}}?{_COMPARE.pattern} ?"
    r"(?P<axes>[^。;:?!\n、]{1,30}、[^。;:?!\n]{1,80})"
)
"""Names that a sentence opens with, and in what they are to be compared: 跑步机、划船机，比一下价格、噪音."""
LONGEST_FRONTED = 12
"""Characters of a name there. Set by hand."""
_ABOUT = re.compile(
    r"(?:(?P<of>就|针对|关于|围绕)(?![^,。;\n]{3,80}?[三四五六几]点)|对(?![比照])|将|把)(?P<x>[^,。;\n]{3,80}?)(?:[两三四二](?:种|者|个|家|款|类|大|市|国|地|省|校|院|城|方(?!面))(?!角度|"
    r"方面|维度|层面|视角)[^,。;\n]{0,8}|这[两三]|"
    r"进行|展开|加以|作|做|,|(?(of)在(?!线|职)|(?!)))[^。;\n]{0,60}?(?:比较|对比|对照|(?(of)差异|(?!))|(?(of)异同|"
    r"(?!))|(?(of)区别|(?!)))",
)
_TOGETHER = re.compile(
    r"(?:把|将|拿)(?P<x>[^,。;:?!\n]{3,60}?)(?:(?:[放摆搁]?在?一(?:起|块儿?)|并排|对着|对照着|给?我?们?)*"
    r"(?:[讲说写比理弄分捋掰](?:一?[讲说写比理弄分捋掰]|清楚?|明白|透|个?明白|开)|(?<=[起块排着])[讲说写比看摆])|各自?讲)",
)
"""Things that are to be told together: 把 A 和 B 放在一起说清楚, 把 A 和 B 说透, 拿 A 跟 B 对着写."""
_OBJECT = re.compile(
    r"(?:比较|对比|研究|分析|评测)?(?:(?:对象|主体|标的|竞品)(?:分别)?(?:为|是|:|包括)|(?:内容|主题|题目|课题|议题|话题)(?:为|是))(?P<x>[^,。;?!\n]{2,60})"
)
_COUNTED_KIND = re.compile(r"(?:[两二三四五六七八九]|\d)(?:大|个|种|家|款|类|项)[㐀-鿿]{1,8} ?(?=[A-Z《“])")
_RATHER = re.compile(
    r"(?:选择|使用|采用|用|选|买|去)(?P<x>[^,。;?!\n]{1,20}?)而(?:不是|非|不用|不选)(?:选择|使用|采用|用|选|"
    r"买)?(?P<y>[^,。;?!\n]{1,20})"
)
_REPLACED = re.compile(
    r"(?:^|(?<=[,:把将从由拿用]))(?P<x>[^,。;:?!\n、/把将从由]{1,30}?)(?:更?换|替|改|取|切|迁|转|升级?)"
    r"(?:掉|换|成|为|代|用|到|移到)+(?P<y>[^,。;:?!\n]{1,30}?)(?=[,。;:?!\n]|值|划|要|需|有|是|能|会|的|$)"
)
_QUOTED_PAIR = re.compile(
    r"(?P<x>“[^“”\n]{1,40}”\s?(?:与|和|及|、|跟|同|vs\.?|and|or)\s?“[^“”\n]{1,40}”)", re.IGNORECASE
)
_AFTER_TITLE = re.compile(r"》 ?(?::|--?) ?(?P<x>[^。;\n-]{3,80})")
_ELIDED = re.compile(
    r"(?:^|(?<=[,;。?\n]))(?:请|并|再|然后|同时|也|将其|把它){0,3}(?:和|与|跟|同)(?P<x>[^,。;?!\n]{1,30}?)(?:相比|比较|对比|"
    r"对照|作比|做比|比一比|比(?=有|起|,|更|怎|哪)|的?比呢)"
)
_SIMPLE_THAN = re.compile(
    r"比(?=[^,。;?!\n]{1,20}?(?:更|好|快|强|贵|便宜|安全|高|低|多|少|大|小|优)|[^,。;?!\n]{1,12}?[差强好]在哪)"
)
_VERSUS = re.compile(r"\s?(?<![a-z])(?:vs\.?|versus|pk)(?![a-z])\s?|对阵|对决", re.IGNORECASE)
REPORT = r"(?:简报|报告|文章|综述|短文|材料|文稿|文字稿|论文|介绍|分析|研究|调研|说明|概述|稿子?|总结|ppt)"
_TELL = (
    r"(?:介绍|评价|总结|概述|综述|分析|梳理|整理|简述|说明|阐述|解释|调研|研究|探讨|讲讲|说说|谈谈|评述|解读|回顾|归纳|"
    r"概括|讲(?!座)|评估|调查|了解|盘点|论述|剖析|讨论)"
)
ON_ONE = (
    r"(?:写|撰写|做|起草|准备|整理|来)(?:一|个)?(?:篇|份|则|段|个|页)"
    rf"(?P<x>(?!关于|有关|介绍|讲|简短|短|对比|比较)[^,。;:?!\n的与和跟]{{2,20}})的{REPORT}(?=[,。;:?!\n]|$)"
)
"""A text that is to be written on one thing."""
_SINGLE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        ON_ONE,
        rf"(?:关于|有关|介绍|讲述|讨论|探讨|针对|围绕)(?P<x>[^,。;:?!\n]{{2,60}}?)的{REPORT}",
        r"(?:什么是|何谓|何为)(?P<x>[^,。;:?!\n]{1,40})",
        r"(?P<x>[^,。;:?!\n]{1,60}?)都?(?:有哪些|有什么|存在哪些|具有哪些|包括哪些|有何)(?P<axes>[^,。;:?!\n]{1,30})",
        r"(?P<x>[^,。;:?!\n]{1,60}?)(?P<axes>哪些[^,。;:?!\n]{1,40})",
        r"(?P<x>[^,。;:?!\n]{1,60}?)都?(?:有哪些|是什么|有什么|是啥|如何(?!看待|评价|理解)|怎么样|怎样|是怎么|是如何|"
        r"为什么|为何)(?=[,。;:?!\n工运产形实做起发兴衰演能会]|$)",
        rf"(?:把|将)(?P<x>[^,。;:?!\n]{{2,60}}?){_TELL}(?:清楚?|明白|出来|透)",
        rf"{_TELL}(?:一下|下|了|清楚?|明白)?+(?!性)(?P<x>[^,。;:?!\n]{{2,60}})",
        r"(?P<x>[^,。;:?!\n]{2,40}?)(?:能不能|能否|会不会|是否|可不可以|要不要|该不该|算不算|是不是|值不值|靠不靠谱)",
        r"(?:就|围绕|针对|对(?![比照]))(?P<x>[^,。;:?!\n]{2,40}?),?(?:写|撰写|做|起草|准备|形成|出)(?:一|个)",
        rf"(?:写|撰|做|出|准备|整理|起草)[^,。;:?!\n]{{0,12}}?(?:关于|"
        rf"有关)(?P<x>[^,。;:?!\n]{{2,40}}?)(?:的?{REPORT}|[,。;:?!\n]|$)",
        r"(?:关于|有关)(?P<x>[^,。;:?!\n]{2,40}?)(?=:|$)",
        r"(?<![^\n。;!?:])\s?(?P<x>(?![给替为向跟])[^,。;:?!\n]{2,30}的[^,。;:?!\n]{2,20})$",
    )
)


def frames(bare: str, start: int, end: int) -> Iterator[Frame]:
    """Yield what the sentence at bare[start:end] may compare or tell of; offsets are those of `bare`."""
    if not re.search("[㐀-鿿]", bare[start:end]):
        return
    sentence = bare[:end]
    for match in _COMPARE.finditer(sentence, start):
        if frame := _after_verb(bare, match, start, end):
            yield frame
    if match := _FRONTED.search(sentence, start):
        frame = operands(bare, _clause_start(bare, *match.span("x")), match.end("x"), 3, match.start())
        if frame and len(frame.items) > 1 and all(b - a <= LONGEST_FRONTED for a, b in frame.items):
            yield replace(frame, axes=(match.span("axes"),))
    for pattern in (_ABOUT, _TOGETHER, _OBJECT, _QUOTED_PAIR, _AFTER_TITLE):
        for match in pattern.finditer(sentence, start):
            whole = match["x"].count("“") == match["x"].count("”")
            frame = operands(bare, *match.span("x"), 3, match.start()) if whole else None
            if frame and (len(frame.items) > 1 or HIDDEN in match["x"]):
                yield frame
    for instead in (_RATHER, _REPLACED):
        if match := instead.search(sentence, start):
            yield Frame(items=(match.span("x"), match.span("y")), rank=2, start=match.start())
    for pattern, rank in ((_VERSUS, 3), (_RELATIVE, 2), (_SIMPLE_THAN, 2)):
        if (match := pattern.search(sentence, start)) and (frame := _around(bare, match, start, end, rank)):
            yield frame
    for match in _ELIDED.finditer(sentence, start):
        yield Frame(items=(match.span("x"),), rank=3, start=match.start(), elided=True)
    for match in DIFFER.finditer(sentence, start):
        if match["of"] is not None and match[0] == "不同":
            continue  # 不同气温怎么搭配
        fronted = _set_off(bare, match, start)
        if frame := fronted or _before(bare, match, start):
            yield frame
    for pattern in _SINGLE:
        if (match := pattern.search(sentence, start)) and (frame := _single(bare, match)):
            yield frame
            break


def _clause_start(bare: str, start: int, place: int) -> int:
    """Return where the clause begins that leads to `place`, without words such as 请问."""
    for mark in re.compile(rf",(?! ?(?:以及|和|与|及))|[:{HIDDEN}]").finditer(bare, start, place):
        start = mark.end()
    for kind in _COUNTED_KIND.finditer(bare, start, place):
        start = kind.end()  # "三种服务模式 IaaS、PaaS、SaaS"
    if asked := _asked(bare, start, place):
        start = asked
    if head := HEAD.match(bare[start:place]):
        start += head.end()
    return start


def _asked(bare: str, start: int, place: int) -> int:
    """Return the end of the last word of asking before the first joint of bare[start:place], 0 without one: what leads
    up to the names, 王总让我弄一份 or 三句话说清楚, is no part of the first. Words are the dictionary's."""
    joints = joint_spans(bare, start, place)
    limit = joints[0][0] if joints else place
    end, found = start, 0
    for word in tokens.words(bare[start:limit]):
        end += len(word)
        if end < limit and _ASKING.fullmatch(word):
            found = end
    return found


def _after_verb(bare: str, verb: re.Match[str], begins: int, end: int) -> Frame | None:
    """Return the frame of what a verb compares, in a sentence that begins at `begins` and ends at `end`."""
    start = verb.end()
    if bare[start : start + 1] in ("", ",", "。", ";", "、", ")", "\n", "”", "吧", "呗", HIDDEN):
        return None
    if lead := re.compile(r"[ :]+").match(bare, start, end):
        start = lead.end()
        left = _clause_start(bare, begins, verb.start()) if ":" in lead[0] else start
        before = operands(bare, left, verb.start(), 3, left) if joint_spans(bare, left, verb.start()) else None
        if before and len(before.items) > 1:  # A 与 B 对比：价格、服务
            return replace(before, axes=((start, end),))
    colon = bare.find(":", start, end)
    if colon >= 0 and not bare[colon + 1 : end].strip() and (lines := listed_lines(bare, colon + 1)):
        both = operands(bare, start, colon, 3, verb.start()) if joint_spans(bare, start, colon) else None
        if both and len(both.items) > 1:  # 对比 A 与 B：, and below it in what
            return both
        return Frame(items=lines, rank=3, start=verb.start(), comma=False)
    return operands(bare, start, end, 3, verb.start())


def _around(bare: str, joint: re.Match[str], start: int, end: int, rank: int) -> Frame | None:
    """Return the frame of "A 相比 B …": one list on both sides of the joint."""
    left = _clause_start(bare, start, joint.start())
    if joint[0].endswith("比较") and tokens.tagged(bare[joint.end() : end])[:1][0][1].startswith("a"):
        return None  # 乙比较轻松
    if left >= joint.start() or re.search(r"[,:/\"<#]", bare[left : joint.start()]):
        return None
    return operands(bare, left, end, rank, left, joint=joint.span())


def _before(bare: str, match: re.Match[str], start: int) -> Frame | None:
    """Return the frame of "A 与 B 在…上的" that ends before 区别 and the like."""
    either = match[0].startswith("还是")
    end = match.end() if either else match.start()
    if aside := _QUESTION.search(bare, start, match.start()):
        end = aside.start()
    left = _clause_start(bare, start, end)
    if either:
        stop = re.compile(r"[,?!]|(?:比较|更|哪|好|值得|适合)").search(bare, match.end(), match.end() + 40)
        end = stop.start() if stop else min(len(bare), match.end() + 40)
        line = re.compile(r"[\n。;]").search(bare, match.end(), end)
        end = line.start() if line else end
        for asked in re.finditer("到底|究竟", bare[left : match.start()]):
            left += asked.end()
            break
        if re.match("用(?![友户工])|选(?![手举])|是(?=.{1,12}还是)", bare[left:end]):
            left += 1
    words = bare[left:end]
    if re.search("从|就|围绕", bare[start:left]) and re.search("[两三四五六几]个?(?:点|方面|项|角度)", words):
        return None  # what is listed are axes
    if not words.strip() or _COMPARE.search(words) or re.match("围绕|从|就", words):
        return None
    if not either and not joint_spans(bare, left, end):
        return None
    frame = operands(bare, left, end, 2, left)
    return frame if frame and len(frame.items) > 1 else None


def _set_off(bare: str, match: re.Match[str], start: int) -> Frame | None:
    """Return the frame of two names that a sentence opens with, set off from what is asked to differ: 产前和产后，饮食
    有何不同. A clause that tells something is none."""
    comma = bare.rfind(",", start, match.start())
    if comma < 0 or not _ASKS.search(match[0]) or not _ASKED_OF.fullmatch(bare, comma + 1, match.start()):
        return None
    left = _clause_start(bare, start, comma)
    if len(joint_spans(bare, left, comma)) != 1 or not (frame := operands(bare, left, comma, 3, start)):
        return None
    tags = [[tag for _, tag in tokens.tagged(bare[a:b])] for a, b in frame.items]
    told = any(tag[0] in "ry" or tag == "ul" for item in tags for tag in item)
    acts = [item[-1][0] in "vad" for item in tags]
    if len(tags) != 2 or frame.items[-1][1] != comma or told or acts[1] and not acts[0]:
        return None
    asked = bare[match.start()] in "哪谁" and not joint_spans(bare, comma + 1, match.start())
    return replace(frame, axes=((comma + 1, match.end() if asked else match.start()),))


_ASKED_OF = re.compile(rf"[^。;:?!\n、{HIDDEN}]{{2,30}}")
"""What is asked of names right behind them."""
_ASKS = re.compile("不同|不一样|区别|差别|差异|差在|差多少|[哪那谁]")
"""What asks in what names differ, and does not only say that they are compared."""


def _single(bare: str, match: re.Match[str]) -> Frame | None:
    start, end = match.span("x")
    if head := HEAD.match(bare[start:end]):
        start += head.end()
    if start >= end or re.fullmatch(rf"(?:.{{0,4}}){REPORT}", bare[start:end], re.IGNORECASE):
        return None
    axes = [match.span("axes")] if match.groupdict().get("axes") else []
    if told := _told_of(bare, start, end, match.end("axes") if axes else end):
        return Frame(items=((start, told[0]),), topics=((told[1], told[2]),), rank=1, start=match.start(), comma=False)
    words = bare[start:end]
    if (within := re.search(r"(?<=[㐀-鿿])(?:领域|过程)?中的(?=[^的]+$)", words)) and "在" not in words:
        axes.insert(0, (start + within.end(), end))
        end = start + within.start()
        words = ""
    if (
        to := re.search(r"(?<=[㐀-鿿a-z0-9])对(?=.*的(?:影响|作用|治疗|贡献|冲击|意义))", words, re.IGNORECASE)
    ) and to.start():
        axes, end = [(start + to.start(), end)], start + to.start()
    elif (
        (of := words.find("的")) > 0
        and (joints := joint_spans(bare, start, start + of))
        and says_which(bare, start, start + of, joints)
    ):
        pass
    elif (of := words.rfind("的")) > 0 and not re.search("[与和及、]", words[:of]) or (of := words.find("的")) > 0:
        axes.insert(0, (start + of + 1, end))
        end = start + of
    if "在" in words and (frame := operands(bare, start, end, 1, match.start())) and frame.axes and frame.items[1:]:
        return frame
    items = items_of(bare, start, end)
    items = items or ((start, end),)
    return Frame(items=items, topics=tuple(axes), rank=1, start=match.start(), comma=False)


def _told_of(bare: str, start: int, end: int, last: int) -> tuple[int, int, int] | None:
    """Return where the name at the head of bare[start:end] ends of which something is asked, and where that begins and
    ends, at `last` at most: 社会保险法关于工伤保险的规定, 绿茶对健康有什么好处, Dubbo 支持哪些协议."""
    alone = {(start + a, start + b) for a, b in tokens.word_spans(bare[start:last])}
    for link in _LINK.finditer(bare, start + 2, end):
        if (link.span("word") in alone or link["law"]) and not joint_spans(bare, start, link.start()):
            return link.start(), link.end(), last
    if last > end and bare.startswith("哪", end):
        words = tokens.tagged(bare[start:end].rstrip())
        name = start + len(bare[start:end].rstrip()) - len(words[-1][0])
        if len(words) > 1 and words[-1][1].startswith("v") and not joint_spans(bare, start, name):
            return name, name, last
    return None


_LINK = re.compile(
    r"(?P<word>关于|针对|规定|对(?=[^,。;:?!\n]{2}))了?|(?P<law>(?<=[法例定范册则程》])[中里](?=[^的,。;:?!\n]{2,}的))"
)
"""What may lead from a source or a thing to the matter that is asked of it."""
