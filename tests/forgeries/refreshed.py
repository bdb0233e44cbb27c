"""Forged texts that `briefproof refresh` is then asked to take up: reversals, function words, parts left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.forgeries.documents import run_in
from tests.forgeries.pair import Edit, Forgery, escaped, parts, put, read

RULES: dict[str, list[tuple[str, str]]] = {
    # reversals with the same words
    "not A but B turned": [(r"并非(.{2,12})，而是", r"是\1，而并非"), (r"不是(.{2,12})，而是", r"是\1，而不是"), (r"\bnot (.+?) but\b", r"\1 but not")],
    "cause and effect": [(r"因为(.+?)，所以", r"所以\1，因为"), (r"^([^，]+)，(?:从而|因此|因而)([^，。]+)。", r"\2，因此\1。"), (r"^(.+), so (.+)\.$", r"\2, so \1.")],
    "direction": [(r"从(.{2,14}?)(转向|到|改为|扩展到)(.{2,14}?)([，。])", r"从\3\2\1\4"), (r"\bfrom (.{3,40}?) (towards|to) (.{3,40}?)([,. ])", r"from \3 \2 \1\4")],
    "passive for active": [("由(?=[\u4e00-\u9fff A-Za-z]{2,12}承担)", "向"), (r"\bthat hosts models made by\b", "whose models are hosted by"), (r"\bwas accessed\b", "accessed")],
    "licensed to for from": [(r"\bfrom\b", "to"), (r"\bby\b", "to")],
    "before and after": [("先(.+?)再", r"再\1先"), ("之后", "之前"), (r"\bafter\b", "before"), (r"\bthen\b", "first"), (r"\bbefore\b", "after")],
    "more and less": [("高于", "低于"), ("超过", "不足"), (r"\bmore than\b", "less than"), (r"\bover\b", "under"), (r"\bup to\b", "at least")],
    "sides of a comparison": [("(开放权重模型)(.+?)(闭源模型)", r"\3\2\1"), (r"best closed model over the best open-weight model", "best open-weight model over the best closed model")],
    # function words
    "zh 将": [(r"(?<=[\u4e00-\u9fff])将", "")], "zh 将 added": [("(发布|推出|公开|提供|成立)", r"将\1")], "zh 由": [("由", "")], "zh 由 for 对": [("由", "对")],
    "zh 应 added": [("(承担|提供|公开|支持)", r"应\1")], "zh 须 gone": [("须", "")], "zh 须 for 可": [("须", "可")], "zh 可以 for 应": [("可以", "应")], "zh 可 gone": [("可以|可(?=在)", "")],
    "zh 只 gone": [("只", "")], "zh 只 added": [("(训练|提供|公开|支持|用)", r"只\1")], "zh 也 added": [("(提供|公开|支持|允许|包含)", r"也\1")], "zh 才 added": [("(可以|提供|公开)", r"才\1")],
    "zh 就 added": [("(可以|提供|公开)", r"就\1")], "zh 又 added": [("(提供|公开|支持)", r"又\1")], "zh 或 for 与": [("[与和]", "或")], "zh 且 for 或": [("或", "且")], "zh 并 for 或": [("，并", "，或")],
    "zh 都 added": [("(提供|公开|支持|允许|可以)", r"都\1")], "zh 仍 added": [("(提供|公开|支持|属于)", r"仍\1")], "zh 曾 added": [("(提供|公开|支持|属于|以)", r"曾\1")], "zh 被": [("(采用|公开|使用)", r"被\1")],
    "zh 约 gone": [("约", "")], "zh 的 for 和": [("的", "和")], "zh 为 for 向": [("为", "向")], "zh 以 for 按": [("以", "除")], "zh 再 gone": [("再", "")],
    "zh 更 added": [("(公开|开放|安全|稳定)", r"更\1")], "zh 最 added": [("(主要|开放|安全)", r"最\1")], "zh 等 gone": [("等", "")], "zh 但 for 且": [("但", "且")], "zh 初期 gone": [("，?初期", "")],
    "zh 容易 gone": [("容易", "")], "zh 有选择地 gone": [("有选择地", "")], "zh 部分 gone": [("部分", "")], "zh 主要 gone": [("为主，|主要", "")], "zh 集中 gone": [("集中", "")],
    "en of for to": [(r"\bof\b", "to")], "en to for from": [(r"\bto\b", "from")], "en and for or": [(r"\band\b", "or")], "en or for and": [(r"\bor\b", "and")], "en on for by": [(r"\bon\b", "by")],
    "en all added": [(r"\b(users|models|authors)\b", r"all \1")], "en some gone": [(r"\b[Ss]ome ", "")], "en can gone": [(r"\bcan ", "")], "en can for must": [(r"\bcan\b", "must")],
    "en should gone": [(r"\bshould be\b", "is")], "en would gone": [(r"\bwould\b", "will")], "en only added": [(r"\b(uses|lets|hosts|runs|describes|published)\b", r"only \1")], "en only gone": [(r"\bonly ", "")],
    "en also added": [(r"\b(uses|lets|hosts|runs|published)\b", r"also \1")], "en with for without": [(r"\bwith\b", "without")], "en no longer gone": [(r"\bno longer ", "")], "en hardly gone": [("hardly at all", "at all")],
    "en tense": [(r"\bis\b", "was"), (r"\bnames\b", "named"), (r"\bhas moved\b", "is moving")], "en might gone": [(r"\bmight have been\b", "were")], "en unless for if": [(r"\bunless\b", "if")], "en its for their": [(r"\bits\b", "their")],
    "en at for for": [(r"\bin\b", "for")], "en the for any": [(r"\bthe\b", "any")], "en best gone": [(r"\bbest ", "")], "en by dropped": [(r" by [a-z]+(?: [a-z]+)?", "")],
    # parts left out
    "the titles of": [(r"\bthe titles of ", "")], "after misuse": [(r", and the ability to respond to misuse", ""), (r"\brespond to misuse\b", "respond")], "helped to": [(r"\bhelped to\b", "did")],
    "attribution out": [(r"^[^，]{2,30}(?:说明|报告|指出|认为)，?", ""), (r"^.{4,60}?(?:argue|states|explained|announced|disclosed)(?: in a \d+ paper)?(?: on [\w ]+?)?(?: in \w+ \d+)? that ", "")],
    "condition out": [(r"如果[^，]*，", ""), (r" unless [^.]*", ""), (r" if [^.]*", "")], "exception out": [("，?但[^，。]*", ""), (r",? but [^.]*", "")], "last clause out": [(r"，[^，。]*。$", "。"), (r", [^,]*\.$", ".")],
    "first clause out": [(r"^[^，]{2,}，", ""), (r"^[^,]{4,}, ", "")], "purpose out": [("，?用[来于][^，。]*", ""), (r" for [a-z ]+(?=[,.])", ""), (r" to (?:predict|run|test)[^.,]*", "")],
    "object out": [("的(?:计算与存储开销|源代码|参数规模)", ""), (r" of (?:the )?[a-z]+(?=[ ,.])", "")], "time out": [(r"[于在]? ?\d{4} 年(?: ?\d+ 月)?(?: ?\d+ 日)?(?:的|，)? ?", ""), (r" in (?:\w+ )?\d{4}", ""), (r" on \d+ \w+ \d{4}", "")],
    "list shortened": [("、[^、，。]+(?=[与和、])", ""), (r", [a-z -]+(?=, )", "")], "quantity out": [(r"\d+ ?[万亿]?(?=[个种份条])", ""), (r"\b(?:over|more than|up to) \d[\d,]* ", "")],
}  # fmt: skip
"""What is done to a sentence of the text → the first rule that changes it; nothing else is touched before `refresh`."""
MOST = 2


def _edited(rules: list[tuple[str, str]], name: str, number: int) -> Edit:
    def put_in(words: str) -> str:
        for find, new in rules:
            changed = re.sub(find, new, words, count=1)
            if changed != words:
                return changed
        return words

    def edit(folder: Path, brief: Path) -> bool:
        pair = read(brief)
        wanted = name.split(" ")[0]
        own = {"zh": "zh", "en": "en"}.get(wanted)
        found = []
        for place in pair.shuffled(name, pair.sourced("claim")):
            lead = place.entry.get("lead", "")
            text = place.entry["text"].removeprefix(lead)
            changed = lead + put_in(text).strip()
            if changed != place.entry["text"] and len(changed) > 8 and (own is None or pair.chinese == (own == "zh")):
                found.append((place, changed))
        if number >= len(found):
            return False
        place, changed = found[number]
        front, body = parts(brief)
        line = pair.body[place.at]
        put(brief, front, body.replace(line, line.replace(escaped(place.entry["text"]), escaped(changed), 1), 1))
        return run_in(folder, "refresh", brief)

    return edit


def forgeries() -> Iterator[Forgery]:
    """Yield the edits of the text that `refresh` then takes up."""
    for name, rules in RULES.items():
        for number in range(MOST):
            about = f"{name}, then briefproof refresh"
            yield Forgery(name=f"refresh: {name} {number + 1}", kind="refresh", about=about, edit=_edited(rules, name, number))
