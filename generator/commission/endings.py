"""What stands behind the last word of a point and is none of it: 罚则三项对比, "costs, please"."""

import re

from generator.language.text import has_han

TAIL = re.compile(
    r"(?:各(?:自|是|有|怎|多|要)|分别|都|这|那|等)(?:[是个]?怎么[做办样]?的?|[一两三四五六七八几]?[个些]?)?(?:点|"
    r"方面|块|项|条|样|情况|"
    r"问题|个)?(?:上|有|是|要)?(?:什么|啥|哪些)?(?:不同|区别|差别|不一样)?(?:都?[说讲写谈列].{0,3}|怎么.{1,3}|"
    r"如何.{1,3}|吧|呢)?$|"
    r"都?[有是要](?:哪些|什么|啥)(?:要求)?$|各[写占用给]?一[段节章条句部栏][分话]?$|"
    r" ?[两三四五六七八九十几][个样项点条块件](?:就[好行够]了?|即可|都?[说讲写谈列].{0,3})$|"
    r" ?(?:two|three|four|five|six) (?:points|parts|aspects|things|headings)$|就(?:[好行]了?|可以了?)$|"
    r"是?(?:怎么|如何)规定的?$|"
    r"[吧呢啊呀哈]$",
    re.IGNORECASE,
)
"""What ends a list: what is asked of all its points, or how many they are."""
RULES = re.compile("的?(?:规定|要求|差异|区别|不同|异同|情况|表现|问题|方面)(?:上?的?(?:比较|对比|不同|区别|差异))?$")
"""The same, of the last of a list: what is asked of all, 年限、费用的要求."""
ONLY = re.compile(
    r"(?<=[a-z]) (?:only|(?:both |all )?(?:compared|covered|explained|discussed|set out|side by side)"
    r"(?: side by side)?)$",
    re.IGNORECASE,
)
"""What says that nothing else is asked than what stands before it, "levels and expectations only", or to tell of it."""
TOLD = re.compile(
    r",? (?:please|pls|plz|thanks|thx)$|"
    r" ?这?[两三四五六七八九几](?:[个样项点条块]|个?方面|件事情?)(?:就(?:[好行够]了?|可以了?)|即可)?$|"
    rf"都[要得]?[讲说写列谈提][^,]{{0,3}}$|{ONLY.pattern}|(?:都?|也)?(?:[讲说写列谈]一?[下讲说清]楚?|(?:讲|说|写|"
    r"列|理|弄)(?:清楚|明白)|[列做画][个张成]{0,2}表格?|对比一?下|比较一?下|比一比|对比|比较)$"
)
"""The same, what says to tell of it: 都说下, 写清楚."""


def cut(words: str, *, last: bool) -> int:
    """Return where a point ends that may be the `last` of its list, without what ends that."""
    end = len(words)
    han = (TOLD, TOLD, TAIL, *((RULES,) if last else ()))
    for ending in han if has_han(words) else (TOLD,):
        if tail := ending.search(words[:end]):
            end = tail.start()
    return end
