"""What leads to a point and is none of it: “as to”, 再说说, 每种请告诉我."""

import re
from dataclasses import replace

from generator.commission.phrases import Found

TELLS = (
    r"(?:说说|讲讲|谈谈|写写|看看|比比|聊聊|讲清楚?|说清楚?|写清楚?|说明|介绍|讲|说|谈|比较|对比|包括|涵盖|关心|"
    r"看重|在意|在乎|关注|"
    r"想?知道|了解|想问|想看|问|看|比|列出?|覆盖|重点|主要|着重|尤其|特别|比如|就是)"
)
_AGAIN = re.compile(
    r"(?:in|as to|about) (?=(?:the|how|what|its|their|\w+ (?:and|or)) |\w+$)|"
    rf"(?:还有|再|最后|另外|然后|接着|以及)+(?:请|给我|帮我)?(?:{TELLS})?(?:一下)?(?=[㐀-鿿]{{3}})|"
    r"每[种个条家样款](?:都|再)?请?(?:告诉我|讲讲?|说说?|写)(?=[㐀-鿿]{2})",
    re.IGNORECASE,
)
"""What leads to a further point once more: in quality, in cost and time; 再说说工资."""
UP_TO = re.compile(r"(?:[a-z]+(?:'[a-z]+)? ){1,8}?(?=(?:what|how|who|where|why|whether|which|when)\b)", re.IGNORECASE)
GOES_ON = re.compile(r", ?(?:and |or )?(?:what|how|who|where|why|whether|which|when)\b", re.IGNORECASE)
"""What stands before the first of several questions, and how the next goes on: “It should become clear what …, how”."""


def bare(flat: str, points: list[Found[str]]) -> list[Found[str]]:
    """Return points without what leads to them once more."""
    led = [_AGAIN.match(flat, point.start, point.end) for point in points]
    return [
        replace(point, start=lead.end()) if lead and lead.end() < point.end - 1 and (n or "每" in lead[0]) else point
        for n, (point, lead) in enumerate(zip(points, led, strict=True))
    ]
