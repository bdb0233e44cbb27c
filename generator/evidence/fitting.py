"""How well a passage answers a section: a heading is a question, or several, and each is answered on its own.

A passage is judged by the headings above it, by what the part of its source says that it stands in, and by its own
words (`parts`).
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.commission import SectionSpec
from generator.evidence import answers, aspects, meaning
from generator.evidence.cards import Card
from generator.evidence.meaning import Nearness
from generator.evidence.parts import Asked, Scale
from generator.language import text, tokens

PART, OWN = 0.35, 0.3
"""What the words of its part, and its own, are worth (0 and up) against the headings above it (1). Set by hand on
corpora of both languages, as are the numbers below."""
GIVES = {"time": 0.3, "money": 0.3, "who": 0.2, "size": 0.3, "what": 0.3, "must": 0.05, "how": 0.6, "why": 0.3}
"""What it is worth (0 to 1) that a passage gives the kind of answer that is asked for (`answers`)."""
ALIKE = 0.7
"""Fit (0 to 1) to “Purpose” or “Steps”, which name a kind of answer and no matter, of what stands below a heading that
asks for the same kind: “Why”, “How to do it”."""
TITLED = 0.2
"""Worth of the headings above instructions (0 to 1) from which they are on what is asked."""
TOPIC = 0.7
"""What it is worth (0 to 1) to speak of what only announces the questions: costs, of “Costs: fees, rent”."""
NAMED = 0.6
"""What it is worth (0 to 1) that a passage names a thing that the title names in brackets, by how rare that is."""
LONGEST = 8
"""字 or words of such a thing (1 and up), at most."""
SURE = 0.5
"""Fit (above 0) from which that counts in full: a sum of money alone answers nothing."""
OPENING = 0.5
"""Fit (0 to 1) to “what is it” of what opens a document and defines, whatever words it has."""
MEANT = 0.4
"""What nearness in meaning (standard deviations, `meaning.nearness`) to the question and to the whole title is worth (0
and up), of what its words and headings make fit: by sentences that analysts named, on six corpora of twelve."""
NEAR = 2.5
"""Nearness (standard deviations) from which on a passage is looked at that shares no word with the question."""
WEAK = 0.3
"""Least fit (0 and up) of a passage that is looked at."""
ABROAD = 0.5
"""Nearness (standard deviations), among many passages, from which what is in another language is looked at."""
GIVEN = 0.36
"""Least fit (0 to 1) of what an attachment says, to every section: a document that was handed over is to be used."""
_COUNTED = re.compile(r"(?<=[^\d\W])(?:等|[一二两三四五六七八九十几]+[类种个项方]).*$")
"""What counts the questions before it: “顺序、延时、事务三类消息”."""
_COMPARING = re.compile(
    r"(?:的)?(?:对比|比较|对照|差异|异同|区别|不同)(?:分析|研究)?|"
    r"\b(?:comparisons?|compar(?:ed?|es|ing)|differ(?:ences?)?|side by side|head[- ]to[- ]head)\b"
    r"(?: (?:of|in|between))?",
    re.I,
)
"""Words by which a title says that it compares."""
_THEM = re.compile(
    r"(?:\b(?:how|do|does|the|two|three|four|both|all|they|them|each other|between|of|and|sides?|options?|vs|versus)\b|"
    r"[两二三四五几各]者|[双各两三四]方|彼此|它们|之间|之|总体|整体|横向|综合|直接|与|和|的|[\s,、&:：.])*",
    re.I,
)
"""Words by which it says of whom: of all that are compared."""
_ANNOUNCED = re.compile("^[^：:]{1,40}[：:]")
_AND = re.compile(r"[、，,;；/+]|\s(?:and|or|&)\s")
_SUCH = re.compile(
    r"(?:这类|这些|之类|等等?|一类).*$|^.*?(?:比如|例如|如|特别是|尤其是|"
    r"\be\.?g\.?,?|\bsuch as|\bespecially|\bincluding)\s*|\betc\.?$"
)
_ASKING = re.compile(
    r"多少|多久|多长|几|哪|谁|怎么|什么|是否|吗|\b(?:how|what|who|which|where|when|whether|why|not|no)\b", re.I
)
_LEANS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|so)\b", re.I)
"""What a question has that leans on the one before it: “when must it go back”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a card serves a section."""

    card: int
    """Position in `Evidence.cards`."""
    section: int
    score: float
    """0 and up."""
    question: str = ""
    """Which of the section's questions it answers, in the section's own words; "" where it has one alone."""


_EACH = re.compile(
    r"^[^、；，,;]{1,10}[和與与及跟][^、；，,;]{1,8}?(?:各自?(?=[^种種類类国國地个個])|分别|分別)[^、；，,;]+$"
)
"""A question that is asked of two things at once."""


def questions(title: str) -> tuple[str, ...]:
    """Return the questions that the title of a section asks, in its words; () where it is one.

    Of “Costs: fees, wages and rent” they are what the colon announces. Of what stands in brackets the things that are
    named there are asked for, each on its own; the rest only explains.
    """
    named = things(title)
    title = _bare(title)
    if _EACH.search(title):
        return ()  # what is asked of each is asked of both: 战前和战后各遇到什么
    for words in (_ANNOUNCED.sub("", title), title):
        told = [one.strip(" ?？") for one in aspects.questions(words)]
        bare = [_COMPARING.sub("", _COUNTED.sub("", one)).strip(" ?？") for one in told]
        found = [text.capital(one if len(one) > 1 else full) for one, full in zip(bare, told, strict=True) if one]
        if len(found) > 1 or (found and named):
            return tuple(dict.fromkeys((*found, *map(text.capital, named))))
    return ()


def things(title: str) -> tuple[str, ...]:
    """Return the things that a title names in brackets, several of them: bicycles and dogs, not “how much of each”."""
    pieces = (_SUCH.sub("", piece).strip("（）() ") for piece in _AND.split(" 、".join(text.BRACKETS.findall(title))))
    found = tuple(dict.fromkeys(p for p in pieces if p and not _ASKING.search(p) and text.count(p, "字") <= LONGEST))
    return found if len(found) > 1 else ()


def _bare(title: str) -> str:
    """Return a title without what stands in brackets, unless it has no more."""
    return text.BRACKETS.sub("", title).strip() or title


def fits(
    section: SectionSpec,
    questions: Mapping[str, Asked],
    cards: Sequence[Card],
    scale: Scale,
    near: Nearness,
    language: str,
    *,
    how: bool = False,
) -> list[Fit]:
    """Return the fits of a section, best first; `near`: to the words of its questions, and to its title. `how`: the
    commission asks how something is done, whatever the title asks.

    What is in another language than the report's (`language`) shares few words with a question, and may mean it.
    """
    found: dict[tuple[int, str], Fit] = {}
    announced = len(questions) > 1
    least = ABROAD * meaning.believed(len(cards))
    for label, asked in questions.items():
        kinds = answers.asked(asked.words if announced else section.title)
        alone = _alone(asked.words or section.title, kinds, scale.names)
        heads, bodies, own = scale.weigh(asked, near.headings.get(asked.words, {}))
        named = scale.named(asked.named)
        for n, part in enumerate(scale.parts):
            for card in (card for card in part.cards if cards[card].excerpt is None):
                score = heads[card] + PART * bodies[n] + OWN * own[card] + NAMED * named.get(card, 0.0)
                given = kinds & answers.given(scale.texts[card])
                if cards[card].instructs:
                    if not (how or "how" in kinds or _heads(asked, cards[card])):
                        continue
                    whose = cards[card].side is not None or heads[card] >= TITLED
                    given |= kinds & {"how"} if whose else frozenset()
                if alone & (given | answers.asked(cards[card].headings[-1] if cards[card].headings else "")):
                    score = max(score, ALIKE)
                what = "what" in given or "overview" in asked.aspects
                if what and cards[card].opens and cards[card].span.chunk == 1:
                    score = max(score, OPENING)
                if announced and not label:
                    score *= TOPIC
                if score:
                    score += min(1.0, score / SURE) * max((GIVES[kind] for kind in given), default=0.0)
                if asked.words:
                    meant = near.passages[asked.words][card]
                    if meant >= (NEAR if cards[card].language == language else least):
                        score = max(score, WEAK)
                    if score >= WEAK:
                        score += MEANT * (meant + near.passages[section.title][card]) / 2
                if cards[card].attached:
                    score = max(score, GIVEN)
                if score >= WEAK:
                    fit = Fit(card=card, section=section.number, score=round(score, 4), question=label)
                    found[card, label] = fit
    best = _lists(found.values(), cards)
    told = (replace(fit, score=best.get(_list(fit, cards), fit.score)) for fit in found.values())
    return sorted(told, key=lambda fit: (-fit.score, fit.card, fit.question))


_List = tuple[str, str, tuple[str, ...]] | None


def _list(fit: Fit, cards: Sequence[Card]) -> _List:
    """Return the list of instructions that a passage is a part of, with the question, None for any other passage."""
    card = cards[fit.card]
    return (fit.question, card.span.document, card.headings) if card.told is not None else None


def _lists(found: Iterable[Fit], cards: Sequence[Card]) -> dict[_List, float]:
    """Return how well each list of instructions answers: as well as the part of it that does best, since it is told
    from its beginning."""
    best: dict[_List, float] = {}
    for fit in found:
        if (one := _list(fit, cards)) is not None:
            best[one] = max(best.get(one, 0.0), fit.score)
    return best


def _alone(question: str, kinds: frozenset[str], names: Collection[str]) -> frozenset[str]:
    """Return the kinds of answers that a question asks for with no word of any matter but the names: how, why, how
    much. What is asked by “when” alone, a date in passing does not answer."""
    return frozenset(
        kind
        for kind in kinds & {"how", "why", "money", "size"}
        if not set(tokens.content_tokens(answers.bare(question, kind))) - names
    )


def _heads(asked: Asked, card: Card) -> bool:
    """Tell whether what stands right above a passage is what is asked for."""
    own = set(tokens.content_tokens(asked.words))
    return bool(card.headings) and not own.isdisjoint(tokens.content_tokens(card.headings[-1]))


def question(words: str, own: frozenset[str]) -> Asked:
    """Return words as one question, whatever they join; `own` as for `asked`."""
    return Asked(words=_COMPARING.sub("", _bare(words)), aspects=_without(aspects.asked(words), own))


def compares_all(title: str, named: re.Pattern[str]) -> bool:
    """Tell whether a title says that sides are compared, and not in what; `named`: what finds their names."""
    return (
        _COMPARING.search(title) is not None and _THEM.fullmatch(_COMPARING.sub("", named.sub("", title))) is not None
    )


def asked(title: str, own: frozenset[str]) -> dict[str, Asked]:
    """Return the questions of a title by their labels; `own`: aspects that the subjects' names themselves speak of."""
    parts = questions(title)
    if not parts:
        return {"": question(title, own)}
    named = {text.capital(thing): thing for thing in things(title)}
    announced = _ANNOUNCED.match(_bare(title))
    alone = announced[0] if announced and len(aspects.questions(announced[0])) == 1 else ""
    first = {"": Asked(words=alone, aspects=_without(aspects.asked(alone), own))} if alone else {}
    return first | {
        label: Asked(
            words=label,
            within=announced[0] if announced else parts[0] if _LEANS.search(label) and label != parts[0] else "",
            named=named.get(label, ""),
            aspects=_without(aspects.asked(label), own),
        )
        for label in parts
    }


def _without(asked: Mapping[str, float], own: frozenset[str]) -> dict[str, float]:
    return {name: worth for name, worth in asked.items() if name not in own}


def speaks(question: str, headings: Sequence[str], said: str) -> bool:
    """Tell whether headings or a text speak of a question: by a word of it, or by an aspect that it asks for."""
    words = set(tokens.content_tokens(question))
    told = " ".join((*headings, said))
    if words & set(tokens.tokens(told)) or any(word in tokens.simplify(told) for word in words):
        return True
    spoken = aspects.named(headings) | aspects.spoken(said).keys()
    return not spoken.isdisjoint(aspects.asked(question))
