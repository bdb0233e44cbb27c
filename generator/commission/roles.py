"""The role that a section plays, told from its title."""

import re

from generator.commission.phrases import flatten
from generator.language.text import has_han

_ROLES = {  # tried in this order on English titles; in Chinese the word that stands last decides
    "abstract": "摘要|内容提要|提要|要点速览|abstract|executive summary|synopsis|key takeaways",
    "references": "参考(?:资料|文献|来源|书目)|文献列表|引用列表|^(?:参考|文献|资料来源)$|references|bibliography|"
    "works cited|sources cited|^sources$",
    "gaps": "资料(?:未覆盖|缺口|不足|局限)|(?:数据|证据)缺口|研究(?:局限|不足)|局限性?说明|^(?:主要)?局限性?$|"
    "evidence gaps|^gaps\\b|\\blimitations\\b|open questions|what is not covered",
    "conclusion": "总结|结论|结语|小结|展望|结束语|启示|建议|"
    "(?:该|应该|到底)(?:怎么|如何)?(?:选|办|走|做)(?:哪个|谁)?$|"
    "conclu\\w+|outlook|recommend(?:ations?|ed)?\\b|closing remarks|takeaways|"
    "way forward|summary|^which (?:one|to choose)\\b|"
    "^in (?:short|brief)$|short version|bottom line",
    "introduction": "^intro$|引言|绪论|前言|导言|导论|引语|开篇|问题的提出|^(?:研究|项目|写作|委托|调研|报告|问题)?背景"
    "(?:介绍|说明|[与和及].{0,4}(?:意义|目[的标]|问题|动机|范围|方法))?$|introduc\\w+|"
    "^(?:the )?background(?: and (?:aims?|purpose|scope|context))?$|preface|"
    "foreword|^overview$|^概述$",
    "method": "方法|(?:材料|资料|数据)来源|材料与|研究设计|method\\w*|data sources|materials|sources and|approach and",
    "comparison": "对比|比较|对照|差异|异同|区别|优劣|之争|compar\\w+|contrast\\w*|differences?|versus|\\bvs\\b|"
    "trade-?offs|head[- ]to[- ]head",
}
ROLES = (*_ROLES, "body")
_ROLE_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ROLES.items())


def role(title: str, position: int = 0) -> str:
    """Return the role of a section from its title; `position`, from 1, tells a first "概述" or "Summary"."""
    bare = re.sub(r"\([^)]*\)", "", flatten(title)).strip() or title
    hits = [(name, matches[-1].end()) for name, p in _ROLE_PATTERNS if (matches := list(p.finditer(bare)))]
    if position == 1 and re.fullmatch(r"(?:概述|概览|综述|overview)", bare, re.IGNORECASE):
        return "introduction"
    if position == 1 and re.fullmatch(r"summary|summary of findings", bare, re.IGNORECASE):
        return "abstract"
    if not hits:
        return "body"
    return max(hits, key=lambda hit: hit[1])[0] if has_han(bare) else hits[0][0]
