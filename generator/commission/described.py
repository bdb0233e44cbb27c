"""Sides that a phrase describes: "a pump that needs no tubing and one that does", 比较甲和要充电的乙.

The phrase is kept, or what stands for it is said of it; its verb opens no other name.
"""

import re
from itertools import islice

from generator.commission import chinese_lists, weighing
from generator.commission.candidates import MOST_CUES
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, trim
from generator.language import tokens
from generator.language.text import has_han

LONGEST = 40
"""Characters of a side in Chinese."""
Side = tuple[Span, str, tuple[str, ...]]
"""Where a side is named, what it is called, and what else."""
_HAN_VERB = re.compile(r"(?:对比|比较|对照|比一[下比])(?:一下|了)?(?=[^的,。;:?!\n])")
_HAN_STOP = re.compile(
    rf"[,。;:?!\n({HIDDEN}]|(?<=.)(?:之间|各自|各有|分别|到底|究竟|有(?:什么|何|哪些|啥)|在(?=[^,。;\n]{{1,20}}(?:方面|上|里))|"
    r"的?(?:主要)?(?:区别|差[别异]|不同|异同|优缺点|优劣|利弊))"
)
_HAN_ACTS = re.compile(r"(?:[要能会]|可以?|必?须|需要?|不[用能会需要可]?|无需|没有?|未|免)+")
"""Modals and negations, which open a phrase that describes."""
_ELIDED = re.compile(r"的(?:那?一?[种款个台类些]|)$")
"""The end of a phrase that leaves out the noun named before: 要充电的那种."""
_NOUNS = ("n", "vn", "j", "l", "eng", "zg")
"""Tags of words that may close a name."""
_JOINT = r" (?:and|or|with|to|versus|vs\.?|against|than|from|rather than) (?:(?:an?|the|another) )?"
_WHO = r"(?:that|which|who)"
_ANOTHER = re.compile(rf"{_JOINT}(?P<x>(?:[\w-]+ )?ones?) (?P<z>{_WHO} [^,.;:?!()\n]{{2,80}})", re.IGNORECASE)
"""Another of the kind, by what it does."""
_AGAIN = re.compile(
    rf"\b(?P<x>[a-z][\w-]*(?: [\w-]+)?) (?P<y>{_WHO} [^,.;:?!()\n]{{2,80}}?)(?= (?:and|or|with|to|versus|vs\.?) "
    rf"(?:(?:an?|the) )?(?P=x) {_WHO} ){_JOINT}(?P<again>(?P=x)) (?P<z>{_WHO} [^,.;:?!()\n]{{2,80}})",
    re.IGNORECASE,
)
"""The same noun twice, each time with what it does: "plywood that is rated and plywood that isn't"."""
_FIRST = re.compile(
    rf"\b(?:an?|the|any) (?P<x>[a-z][\w' -]{{1,38}}?) (?P<y>(?:{_WHO}|with|without) [^\n]+)$", re.IGNORECASE
)
_COMPARE = re.compile(
    r"\b(?:compar(?:e|es|ing|isons? (?:of|between))|contrast|between) (?P<x>[^.;:?!()\n]{2,160})", re.IGNORECASE
)
_SECOND = re.compile(
    rf" (?:and|with|to|versus|vs\.?|against) (?:an?|the) (?P<x>[a-z][\w'-]*(?: [\w'-]+){{0,3}}?) "
    rf"(?P<z>{_WHO} (?!i\b|we\b|you\b|they\b|he\b|she\b|it\b|my\b|our\b|is better|are better)[^,.;:?!()\n]{{2,80}})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r" (?:in terms of|in (?=(?:about|under|around|plain|at most|\d))|for (?:an?|my|our|the|people|someone)|so that|"
    r"because|when|if|on (?=cost|price))\b",
    re.IGNORECASE,
)
"""What no longer describes the second side."""
_ARTICLE = re.compile(r"(?:both |an? |the |any )+", re.IGNORECASE)
_DOES = re.compile(
    rf"{_WHO} (?P<does>(?:does|do|has|have|is|are|can|will)(?P<not>n't| not)?)(?: (?:so|it))?", re.IGNORECASE
)
_ACT = re.compile(
    rf"{_WHO} (?:(?P<not>(?:does|do)(?:n't| not)) )?(?P<verb>[a-z]+) (?P<no>no )?(?P<rest>.+)", re.IGNORECASE
)


def sides(body: str) -> tuple[Side, Side] | None:
    """Return the two sides of which a phrase describes one at least, in the order of the text; None without them."""
    return _chinese(body) or _english(body)


def _chinese(body: str) -> tuple[Side, Side] | None:
    for verb in islice(_HAN_VERB.finditer(body), MOST_CUES):
        start = verb.end()
        while body.startswith(" ", start):
            start += 1
        stop = _HAN_STOP.search(body, start, start + 2 * LONGEST)
        if found := _pair(body, start, stop.start() if stop else min(len(body), start + 2 * LONGEST)):
            return found
    for asked in islice(chinese_lists.DIFFER.finditer(body), MOST_CUES):
        left = max(body.rfind(mark, 0, asked.start()) for mark in ",。;:?!\n" + HIDDEN) + 1
        left += head.end() if (head := chinese_lists.HEAD.match(body[left : asked.start()])) else 0
        stop = _HAN_STOP.search(body, left, asked.start())
        end = stop.start() if stop else asked.start() + asked[0].startswith("的")
        if asked.start() - left <= 2 * LONGEST and (found := _pair(body, left, end)):
            return found
    return None


def _pair(body: str, start: int, end: int) -> tuple[Side, Side] | None:
    """Return the two sides of a Chinese list of which one at least is described."""
    joints = chinese_lists.joint_spans(body, start, end)
    if len(joints) != 1 or not has_han(body[start:end]):
        return None
    first, second = trim(body, start, joints[0][0]), trim(body, joints[0][1], end)
    if body[slice(*second)].endswith("的") and (body.count("的", *second) > 1 or "的" not in body[slice(*first)]):
        second = second[0], second[1] - 1
    words = body[slice(*first)], body[slice(*second)]
    if not all(1 < len(one) <= LONGEST for one in words):
        return None
    elided = _ELIDED.search(words[1])
    heads = _head(words[0], "" if elided else words[1]), _head(words[1], words[0])
    if elided and heads[0] and _is_act(words[1][: elided.start()]):
        name = f"{words[1][: elided.start()]}的{heads[0]}"
        return (first, words[0], _called(words[0], "")), (second, name, _called(name, ""))
    if not any(heads) or not all(head or _is_noun(one) for head, one in zip(heads, words, strict=True)):
        return None
    called = [_called(one, other) if head else () for one, other, head in zip(words, words[::-1], heads, strict=True)]
    return (first, words[0], called[0]), (second, words[1], called[1])


def _is_act(words: str) -> bool:
    """Tell whether words open with a modal, a negation or a verb that goes on."""
    tagged = tokens.tagged(words)
    return _HAN_ACTS.match(words) is not None or len(tagged) > 1 and tagged[0][1] == "v"


def _is_noun(words: str) -> bool:
    """Tell whether words end in a noun."""
    *others, (_, last) = tokens.tagged(words)
    return last.startswith(_NOUNS) or last == "v" and any(tag.startswith(_NOUNS) for _, tag in others)  # 婴儿推车


def _head(words: str, other: str) -> str:
    """Return the noun that a phrase describes; "" where it is none, or what stands behind 的 is asked of the act."""
    clause, of, head = (one.strip() for one in words.rpartition("的"))
    if not of or not head or not _is_act(clause) or chinese_lists.is_topic(head):
        return ""
    if not _is_noun(head):
        return ""
    acts = other and "的" not in other and (_HAN_ACTS.match(other) or other in clause)  # 做手术和不做手术的风险
    modal = _HAN_ACTS.match(clause) and not acts
    return head if modal or len(tokens.tagged(head)) > 1 or head[-2:] in other else ""


def _called(words: str, other: str) -> tuple[str, ...]:
    """Return what else a described thing is called: what it has or needs, and its noun where nothing of that is in the
    name of the other side."""
    clause, _, head = words.rpartition("的")
    acts = _HAN_ACTS.match(clause)
    tagged = tokens.tagged(clause[acts.end() if acts else 0 :])
    thing = "".join(word for word, _ in tagged[tagged[:1] != [] and tagged[0][1] == "v" :])
    denied = acts is not None and re.search("[不无没未免]", acts[0])
    own = [word for word, _ in tokens.tagged(head) if len(word) > 1]
    apart = other and own and not any(word in other for word in own)
    return tuple(filter(None, (clause if denied else thing if len(thing) > 1 else "", head if apart else "")))


def _english(body: str) -> tuple[Side, Side] | None:
    for another in islice(_ANOTHER.finditer(body), MOST_CUES):
        left = max(body.rfind(mark, 0, another.start()) for mark in ".,;:?!()\n") + 1
        first = _FIRST.search(body[max(left, another.start() - 140) : another.start()])
        if not first or not weighing.chooses(body):
            continue
        left = max(left, another.start() - 140)
        end = _end(body, *another.span("z"))
        x, y, z = first["x"], first["y"], body[another.start("z") : end]
        return (
            ((left + first.start("x"), another.start()), f"{x} {y}", ()),
            ((another.start("x"), end), f"{x} {_spelled(y, z)}", ()),
        )
    if (again := _AGAIN.search(body)) and weighing.chooses(body):
        end, x = _end(body, *again.span("z")), again["x"]
        second_name = f"{x} {_spelled(again['y'], body[again.start('z') : end])}"
        return (
            (again.span("x")[:1] + again.span("y")[1:], f"{x} {again['y']}", ()),
            ((again.start("again"), end), second_name, ()),
        )
    for verb in islice(_COMPARE.finditer(body), MOST_CUES):
        if second := _SECOND.search(body, verb.start("x"), verb.end("x")):
            start = verb.start("x") + (head.end() if (head := _ARTICLE.match(verb["x"])) else 0)
            end = _end(body, *second.span("z"))
            span, first_span = (second.start("x"), end), trim(body, start, second.start())
            words = body[slice(*first_span)]
            if words and "," not in words and HIDDEN not in body[start:end] and not re.search(r" (?:and|or) ", words):
                return (first_span, words, ()), (span, body[slice(*span)], ())
    return None


def _end(body: str, start: int, end: int) -> int:
    """Return where a clause ends that describes, before what is asked of both sides."""
    cut = _CUT.search(body, start, end)
    return trim(body, start, cut.start() if cut else end)[1]


def _spelled(y: str, z: str) -> str:
    """Return what the second does where it only says that it does, or does not: "that needs tubing" of "does"."""
    does, act = _DOES.fullmatch(z), _ACT.fullmatch(y)
    if does and does["not"] and (be := re.match(rf"{_WHO} (?:is|are|can|will) (?!not\b)", y, re.IGNORECASE)):
        return f"{be[0]}not {y[be.end() :]}"
    if not does or not act or does["does"].casefold()[:2] not in ("do", "ha"):
        return z
    base = act["verb"] if act["not"] else _base(act["verb"])
    if does["not"]:
        return f"that does not {base} {act['rest']}"
    return f"that {act['verb'] if act['no'] else base + 's'} {act['rest']}"


def _base(verb: str) -> str:
    """Return a verb without the ending of the third person: needs, has, carries."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return {"has": "have"}.get(verb) or re.sub(r"(?<=sh|ch|ss)es$|(?<=[^s])s$", "", verb)
