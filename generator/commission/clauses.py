"""A clause of a commission as a frame: what it says is compared or told of, and along which axes, as spans of the text.

`english` and `chinese` know the words; this module holds the frame, and where a clause begins and ends.
"""

import re
from dataclasses import dataclass

from generator.commission.phrases import HIDDEN

Span = tuple[int, int]

DOT, BANG = "\u2024", "\u01c3"
"""Stand for a dot and for an exclamation mark within a name."""
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)")
LONGEST_SENTENCE = 600
"""Characters of a sentence that are read."""
LONGEST_LIST = 240
"""Characters in which a list of subjects or axes must end."""
_INNER_BANG = re.compile(r"(?<=[A-Z][a-z]{4})!(?= ?(?:'s|[㐀-鿿、]|,|(?:and|or|vs|versus|with|to|against)\b))")
_MARKER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-jA-J])"
_ASIDE = re.compile(
    rf"(?<![A-Za-z$`])\((?!{_MARKER}\))[^()\n]{{0,200}}\)|\((?=[^()\n]{{0,60}}[㐀-鿿])(?!{_MARKER}\))[^()\n]{{0,200}}\)|\[[^\[\]\n]{{0,200}}\]"
)
_END = re.compile(
    r"[。!?\n]|;(?! ?\(?[a-j\d]{1,2}[.)])|(?<!vs)(?<!e\.g)(?<!i\.e)(?<!etc)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)"
    r"(?<!\bNo)(?<!\d)\.(?=\s|$|”)|(?<=\d)\.(?=\s[A-Z]|\s?$|\n)"
)
LEAD = re.compile(
    r"^[\s,:]*(?:(?:task|topic|subject|question|research question|goal|title|任务|主题|问题|内容|需求|背景|题目|"
    r"标题)\s?:\s?)?",
    re.IGNORECASE,
)
"""A label before what is asked: "Task:"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a clause is about."""

    items: tuple[Span, ...]
    """What is compared or told of; one for a clause about a single subject."""
    axes: tuple[Span, ...] = ()
    """Where axes are listed, each list one span, that trusted most first."""
    topics: tuple[Span, ...] = ()
    """What of the items is compared or told, where no axes are listed: "the cost" of A and B."""
    rank: int
    """Trust: 3 for what is said to be compared, 2 for what is set side by side, 1 for what a report is about."""
    start: int
    others: tuple[tuple[Span, ...], ...] = ()
    """Other ways to part the items."""
    elided: bool = False
    """Whether one side is what was told of before: "什么是 A？与 B 相比…"."""
    comma: bool = True
    """Whether a comma parts the axes."""


_MAIL_HEAD = re.compile(
    r"^[> \t]*(?:from|to|cc|bcc|date|sent|subject|发件人|收件人|寄件人|抄送|日期|时间|发送时间|主题)[ \t]?:[^\n]*",
    re.I | re.M,
)
_SENDER = re.compile(r"^[> \t]*(?:from|发件人|寄件人)", re.IGNORECASE)


_GREETING = re.compile(
    r"\s*(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|to) [^\n,.:;!?]{1,40}[,:!]?[ \t]*(?=\n)|"
    r"dear [^\n,.:;!?]{1,40},|"
    r"(?:尊敬的|亲爱的|各位)?[㐀-鿿]{1,12}(?:老师|同事|先生|女士|小姐|主任|经理|同学|领导)(?:们)?(?:您好|你好|好)?[,:!](?=\s*\n))",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|(?<=[.!?。!] )|(?<=[.!?。!]))(?:(?:with )?(?:(?:kind|kindest|best|warm|warmest|many|much|my)(?: \w+)? "
    r"(?:regards|wishes|thanks)|thanks(?: \w+){0,4}|thank you(?: \w+){0,3})|best|cheers|yours(?: \w+)?|sincerely|"
    r"regards|love|此致|敬礼|谢谢|祝好|顺祝商祺)"
    r"(?:[,.!][ \t]*\n?|[ \t]*\n)[^\n?？]{0,60}\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
SIGNATURE = 140
"""Characters at the end of a letter in which its writer takes leave."""


def letter(flat: str) -> list[Span]:
    """Return where a letter addresses whom it is to, and where its writer takes leave and signs."""
    head, foot = _GREETING.match(flat), _SIGNED.search(flat, max(0, len(flat) - SIGNATURE))
    return [found.span() for found in (head, foot) if found]


def mail_heads(flat: str) -> list[Span]:
    """Return where the head of a quoted mail stands, and where a letter greets and is signed; a line "Subject: …" alone
    is no head."""
    heads = list(_MAIL_HEAD.finditer(flat))
    sent = [head.span() for head in heads] if any(_SENDER.match(head[0]) for head in heads) else []
    return [*sent, *letter(flat)]


def without_asides(hidden: str) -> str:
    """Return the text, as long as it was, with what stands in brackets hidden; marks such as (a) stay.

    A dot within a name or number ("TLS 1.3", "Copy.ai") becomes `DOT` and the mark of "Yahoo! and Google" `BANG`, so
    that they end no clause.
    """
    hidden = _INNER_BANG.sub(BANG, hidden)
    return _INNER_DOT.sub(DOT, _ASIDE.sub(lambda match: HIDDEN * len(match[0]), hidden))


def sentences(bare: str) -> list[Span]:
    """Return the sentences and lines of a text, without labels such as "Task:" before them."""
    found, start = [], 0
    for end in [*(match.start() for match in _END.finditer(bare)), len(bare)]:
        if end > start:
            lead = LEAD.match(bare[start:end])
            begin = start + (lead.end() if lead else 0)
            if begin < end:
                found.append((begin, min(end, begin + LONGEST_SENTENCE)))
        start = end + 1
    return found


def sentence_end(bare: str, start: int) -> int:
    """Return where the sentence ends that holds `start`, not farther than a list reaches."""
    match = _END.search(bare, start, start + LONGEST_LIST)
    return match.start() if match else min(len(bare), start + LONGEST_LIST)


_LINE_MARK = re.compile(r"[ \t]*(?:[-*•]|\(?\d{1,2}[.)、]|[①-⑨])[ \t]*")
_LINES = re.compile(rf"\s*?((?:\n{_LINE_MARK.pattern}[^。\n]{{1,80}}){{2,12}})")


def listed_lines(bare: str, start: int) -> tuple[Span, ...]:
    """Return the items of a list with marks, one to a line, that begins in the line after `start`."""
    match = _LINES.match(bare, start)
    if not match:
        return ()
    found = []
    for line in re.finditer(r"[^\n]+", match[1]):
        begin, end = match.start(1) + line.start(), match.start(1) + line.end()
        mark = _LINE_MARK.match(bare, begin, end)
        found.append((mark.end() if mark else begin, end))
    return tuple(found)
