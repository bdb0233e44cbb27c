"""Lists of names in English clauses, and where they end: "A, B and C in terms of …"."""

import re

from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, trim

_I = re.IGNORECASE
_MEDIUM = r"(?:image|picture|photo|photograph|screenshot|logo|pdf|document|paper|report|attachment|file)s?(?![a-z])"
_NOT_AT_HAND = (
    r"(?! (?:the|my|our|this|these|those|your) (?:\w+ ){0,2}(?:folder|corpus|articles?|documents?|guides|sources|"
    r"materials?|texts|pages)\b)"
)
AXIS_PREP = (
    r"(?:in terms of|as to|with respect to|with regards? to|regarding|as regards|concerning|when it comes to|"
    r"along the (?:axes|dimensions) of|from the (?:perspectives?|viewpoints?|standpoints?|point of view) of|"
    rf"(?:with a |and )?focus(?:ing|es|sed|ed)? on|looking at|covering|on the basis of{_NOT_AT_HAND}|based on their|"
    r"(?:on|across|along|by|in)(?! (?:order|about|at|an?|no|under|english|chinese|plain|formal|simple|british|"
    rf"american|particular|general|detail|depth|brief|short|return|full|\d|{HIDDEN})\b)"
    rf"(?! (?:the |my |our |this |an? )?(?:\w+ ){{0,2}}{_MEDIUM})"
    rf"(?! (?:the )?(?:basis|strength|evidence|grounds?) of\b){_NOT_AT_HAND})(?: the(?:ir)?)?"
)
_STOP = re.compile(
    r"(?<! and)(?<! or)(?<! vs)(?<! vs\.)(?<! versus)(?<! a)(?<! an)(?<! the),? (?!(?:in|on|from|with) "
    rf"(?:the |my |our |this |an? )?(?:\w+ ){{0,2}}{_MEDIUM})(?:(?P<axes>{AXIS_PREP})|"
    r"(?P<purpose>for|as(?! (?:well|a service)\b)|when|where|after|before|so that|which|that|who|at|during|"
    r"because|given|if|since|from|using|citing|drawing on|based on|according to|via|"
    r"under|within|without|including|excluding|quickly|in|on|(?-i:by)|until|while|please|then|offer|"
    r"(?<!logo )is|are|was|"
    r"were|has|have|will|would|should|can|do|does|did)) |, ?and (?:an?|the|no|references|sources|key)\b|, with "
    r"(?:an?|the|no|references|examples|sources|key|tables?|charts?|citations|figures)\b|, ?(?:i|we|you|it|no|max|"
    r"roughly|about) |,? (?:and|then|to|please) (?=(?:write|produce|answer|explain|discuss|recommend|give|provide|"
    r"summari|highlight|draft|say|tell|prepare|deliver|suggest|propose|analy|describe|conclude|identify|list|show|state|"
    r"include|add|how|what|why|which|compar|contrast|rank|judge|weigh|do (?:we|i|you)\b|(?:do|does|is) (?:it|there|"
    r"either|any|each|one|both|this|that)\b|"
    r"(?:put|set|hold|place|lay|line) (?:it|them|this|that)\b|"
    rf"should (?:we|i)\b)\w*)|(?P<colon>:)| (?:quickly|briefly|please|pls|asap|thx|thanks)\b| -+ |[?!]| ?{HIDDEN}"
    rf"(?!{HIDDEN}*,? ?(?:and|or|vs\.?|versus|with|to|against)\b)(?!{HIDDEN}*,)|, (?=\d)",
    _I,
)
_SEPARATOR = re.compile(
    r",? (?:and also|and|or|versus|vs\.?|with|to|against|as well as|from|over|than|instead of|rather than)(?: with| "
    r"of| between| on| for| in| about)?(?= )|,(?!\d)(?: and| or)?|;| & |\s?(?<![\w(])\(?[a-j\d]\)(?= )|"
    r"\n\s*(?:[-*•]|\d{1,2}[.)])?",
    _I,
)
_WITHOUT_AMPERSAND = re.compile(_SEPARATOR.pattern.replace("| & |", "|"), _I)
_EITHER = re.compile(_SEPARATOR.pattern.replace("|with|to|", "|").replace("|from|over|", "|from|"), _I)
_AGAINST = re.compile(
    r" (?:against|versus|vs\.?|with(?! (?:no|references|examples|sources|key|tables?|charts?|citations|figures)\b)) ",
    _I,
)
"""What leads to the other side, though more is said of the first: "codes by SMS against apps"."""
_WORD_JOINT = re.compile(r" (?:and|or|versus|vs\.?|with|to|against)(?= )|,", _I)
_CLAUSE = re.compile(r",(?! ?(?:and|or|with|versus|vs|to|against)\b| ?[A-Z\d(]| ?[^,]{1,40},? (?:and|or) )")
_BARE_HEAD = re.compile(
    r"^(?:(?:the|an?|both|between|of|either|do|does|did|can|about|on|our|their|my|with|and|or|that|some|those of|"
    r"(?:do|should|must) (?:we|i|you|they) (?:also |still |really |only )?(?:need|want|use|have)|that of|(?:current|"
    r"top|main|recently released|(?-i:new))(?= (?-i:[A-Z]))) |\(?[a-j1-9]\) )+",
    _I,
)
_PLACEHOLDER = re.compile(
    r"(?:them|it|they|these|those|both|each|each other|one another|this|that|you|we|i|one|us|everything|something|"
    r"anyone|our (?:own )?(?:product|tool|app|company|service|platform|system)|the company|the following|following|"
    r"below|above|(?:the )?(?:two|three|four|five|six)(?: (?:of them|\w+))?|"
    r"(?:the )?(?:differences?|similarities|comparison|attached|enclosed))$",
    _I,
)
_COUNTED = re.compile(r"(?:the )?(?:two|three|four|five|six|\d) ", _I)
_FIRST = re.compile(
    r"\s?(?:(?:after|at|before|by|for|from|in|of|on|since|to|under|until|with|within) )?"
    r"(?:what|which|how|why|who|where|when)\b|\s?(?:please|write|compare|that)\b",
    _I,
)


def operands(
    bare: str, start: int, end: int, *, stop: bool = True
) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[tuple[Span, ...], ...]]:
    """Return the names of a list, the axes that follow it, and other ways to part the names."""
    axes: tuple[Span, ...] = ()
    halt = _STOP.search(bare, start, end) if stop else None
    later = _AGAINST.search(bare, halt.end(), end) if halt else None
    if later and halt["purpose"] and not re.search(r"[,;]| (?:and|or|with) ", bare[start : later.start()]):
        halt = _STOP.search(bare, later.end(), end)  # "codes by SMS against apps"
    limit = halt.start() if halt else end
    if halt and halt["colon"] and _PLACEHOLDER.match(bare[start:limit].strip() or "these"):
        return operands(bare, halt.end(), end)
    if halt and (halt["colon"] or halt[0].startswith(" -")) and _COUNTED.match(bare[start:limit].strip()):
        close = None if halt["colon"] else re.compile(r" -+ ").search(bare, halt.end(), end)
        return operands(bare, halt.end(), close.start() if close else end)  # "three apps - A, B and C - for privacy"
    if halt:
        dash = halt[0].startswith(" -") and bare[start:limit].count(" ") > 1
        axes = ((halt.end(), end),) if halt["axes"] or halt["colon"] or dash else ()
        axes = axes or (after(bare, halt.end() - 1, end) if halt["purpose"] else ())
    words = bare[start:limit]
    joint = _WORD_JOINT.search(words)
    if joint and joint[0] != "," and (clause := _CLAUSE.search(words, joint.end())):
        limit = start + clause.start()
        axes = axes or after(bare, limit, end)
    parted = joint and joint[0].strip(" .").casefold() in ("and", "or", "vs", "versus", "with", "against")
    if parted and (to := re.compile(r" (?:to|from|than) ").search(bare, start + joint.end(), limit)):
        axes, limit = axes or ((to.end(), end),), to.start()
    spans = _parts(bare, start, limit, _SEPARATOR)
    if re.search(r" (?:or|vs\.?|versus) ", words) and re.search(" (?:with|over) ", words):  # "A or e-mail with B"
        spans = _parts(bare, start, limit, _EITHER)
    if " & " in words and joint:  # "Johnson & Johnson and Procter & Gamble"
        spans = _parts(bare, start, limit, _WITHOUT_AMPERSAND)
    others = []
    if len(spans) > 2 and words.count(",") == 0:  # "black and white film and digital film"
        cuts = list(_SEPARATOR.finditer(bare, start, limit))
        others = [tuple(_named(bare, [trim(bare, start, cut.start()), trim(bare, cut.end(), limit)])) for cut in cuts]
    return tuple(_named(bare, spans)), axes, tuple(others)


_ON_THESE = re.compile(
    r",? (?:on|in|by|along|as to|regarding|under|with (?:regard|respect) to)(?: each of)? (?:these|those|the following)"
    r"(?: \w+)?(?: \w+)? ?:$",
    _I,
)
"""What leads, behind two names, to a list of what they are compared in: "compare A with B on these points:"."""


def above(bare: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the names that a clause before a list sets against each other, of which the list says in what; () where
    the list holds the names."""
    along = _ON_THESE.search(bare, start, end)
    both = operands(bare, start, along.start() if along else end - 1)[0]
    against = along or re.compile(r" (?:with|against|versus|vs\.?|to) ", _I).search(bare, start, end)
    return both if len(both) > 1 and against else ()


def _parts(bare: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    edges = [start, *(edge for cut in separator.finditer(bare, start, end) for edge in cut.span()), end]
    spans = [trim(bare, a, b, " \n,;:-*•“”\"'") for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if span[0] < span[1]]


def places(bare: str, items: tuple[Span, ...], axes: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return items and topics of "drug policy in Spain and Portugal": places are compared, along what stands before."""
    if len(items) != 1 or not axes or not bare[: axes[0][0]].endswith((" in ", " in the ", " across ", " between ")):
        return items, ()
    spans = _named(bare, _parts(bare, axes[0][0], _cut(bare, *axes[0]), _SEPARATOR))
    if len(spans) > 1 and all(bare[a].isupper() for a, _ in spans) and bare[items[0][0]].islower():
        return tuple(spans), items
    return items, ()


def _cut(bare: str, start: int, end: int) -> int:
    stop = _STOP.search(bare, start, end)
    return stop.start() if stop else end


def _named(bare: str, spans: list[Span]) -> list[Span]:
    """Return the spans without articles and marks, those left out that are no names."""
    found = []
    for start, end in spans:
        if head := _BARE_HEAD.match(bare[start:end]):
            start += head.end()
        if (
            start < end
            and not (is_placeholder(bare[start:end]) and len(spans) > 1)
            and not _FIRST.match(bare[start:end])
        ):
            found.append((start, end))
    return found


def is_placeholder(words: str) -> bool:
    """Tell whether words stand for names said elsewhere: "them", "the two"."""
    return _PLACEHOLDER.match(words.strip()) is not None and not words.strip().isupper()  # "US", "IT"


def after(bare: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the axes that a sentence names from `start` on: after a preposition or a colon."""
    for stop in re.compile(rf",? (?:{AXIS_PREP}) |: (?=\S)", _I).finditer(bare, start, end):
        within = _IN_CLAUSE.search(bare, start, stop.start()) and re.fullmatch(r" (?:on|across|along|by|in) ", stop[0])
        if not within:  # "for someone who wants to stay in touch" says for whom
            return ((stop.end(), end),)
    return ()


_IN_CLAUSE = re.compile(r"\b(?:who|that|which|to|where|when)\b|, (?:i|we|he|she|they|my|our|his|her|their) ", _I)
