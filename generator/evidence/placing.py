"""How well each passage serves each section: as an answer to its title, or as a portrait of a side where that asks
nothing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.commission import Commission, SectionSpec
from generator.evidence import answers, aspects, excerpts, fitting, meaning, naming
from generator.evidence.answering import Pool
from generator.evidence.cards import Card
from generator.evidence.fitting import Fit
from generator.evidence.parts import Asked, Scale
from generator.language import text, tokens

CHUNK_GAIN = 0.5
"""Weight of the chunk's strength, which is 0 to 1, beside the rare words of a sentence; ≥ 0."""
PORTRAIT, BESIDE = 1.8, 0.8
"""Worth (0 and up) of the best passage of a section that only names a side or compares in nothing named, against one
that answers a question: all that is said of the sides may stand there. And of one such as 双方概况, but for what says
what a side is. Set by hand, as is the next."""
USUAL, AIMED, SIZED = 1.5, 0.3, 1.0
"""Worth (0 and up) of the usual passage of such a section, what it is worth to be nearer to the commission (by a
standard deviation, `meaning.portrayal`), and to be longer (in natural logarithms, against the nearness)."""
ALONE, WORDS = 0.5, 1.0
"""Worth (0 and up) of the usual passage on the one subject of a commission that answers no question by its words, and
what is added where it has more of the commission's words than any other."""
LONG = 0.7
"""Twice the usual length, in natural logarithms: what is longer, as a list, is worth no more for that."""
DECLARES = 0.5
"""What a passage is worth less there that only says what a state wishes (`answers.declares`)."""
FIRST = 0.3
"""What a passage that says what a side is, or speaks of several, is worth more, 0 and up, where nothing is named."""
LEADS = 1.0
"""Least fit (0 and up), to what asks nothing, of what says first what a subject is, or how that is done."""
ALIKE = 4
"""Letters (1 and up) in which words that open alike are of one stem: store, storage."""
HEADED = 1.0
"""Nearness of a heading to a question (standard deviations) from which on a whole list below it is an answer."""
MEANT = 0.7
"""Nearness (standard deviations, as far as it is believed) from which on a part may answer a question that shares no
word with it."""
NEAREST = 6
"""Parts (1 or more) of a side's sources that portray it, besides what its document opens with."""
PICTURED, FURTHER = 0.9, 0.85
"""Worth (0 to 1) of the first of them, and of each against the one before."""
TOLD = ("comparison", "body")
COMPARED = (*TOLD, "abstract")
"""Roles of the sections that set side against side; and without what sums them up."""
CHOOSING = ("recommendation", "strengths", "limits", "use-cases", "risks")
"""Aspects that the last conclusion asks for: what speaks for and against each side, and for whom it is."""
POSED = ("introduction", *COMPARED, "conclusion")
"""Roles of the sections that are filled from the corpus."""


def asks(section: SectionSpec, commission: Commission) -> bool:
    """Tell whether a section's title is a question to the sources: no summary's, and none that we gave to all."""
    title = section.title.casefold()
    named = section.title in commission.aspects or any(axis.casefold() in title for axis in commission.axes)
    ours = "sections" in commission.defaulted and not named
    named = naming.pattern(name for side in commission.sides for name in (side.name, *side.aliases))
    unasked = naming.alone(section.title, commission.sides) or fitting.compares_all(section.title, named)
    return section.role in COMPARED and section.role != "abstract" and not ours and not unasked


def compares(section: SectionSpec, commission: Commission) -> bool:
    """Tell whether a section of ours compares in all that the commission names: more than which to choose."""
    named = (aspects.asked(axis) for axis in commission.axes)
    chosen = all(asked and max(asked, key=asked.__getitem__) in CHOOSING for asked in named)
    return section.role == "comparison" and not chosen and not asks(section, commission)


def _questions(section: SectionSpec, commission: Commission, own: frozenset[str]) -> dict[str, Asked]:
    """Return what a section asks; a conclusion, what speaks for and against each side; one of ours, what is compared.

    `own`: aspects that the subjects' names speak of: all that is said of a lawsuit speaks of disputes.
    """
    if compares(section, commission):
        return {"": fitting.question("、".join(commission.axes), own)}
    if section.role == "conclusion" and commission.sides:
        return {"": Asked(words="", aspects={name: 1.0 for name in CHOOSING if name not in own})}
    asked = fitting.asked(section.title, own)
    about = commission.about.name if commission.about else ""
    unnamed = about in [subject.name for subject in commission.subjects]
    if unnamed and not set(tokens.content_tokens(about)) <= set(tokens.content_tokens(section.title)):
        # a question leans on what was said before it: "We may have to recover an account. What are the options?"
        return {label: replace(one, words=f"{about} {one.words}") for label, one in asked.items()}
    return asked


def sized(sizes: Sequence[float]) -> list[float]:
    """Return what lengths, in natural logarithms, are worth against the usual one."""
    usual = sum(sizes) / max(1, len(sizes))
    return [SIZED * min(size - usual, LONG) for size in sizes]


def placed(
    commission: Commission,
    answering: Collection[int],
    cards: tuple[Card, ...],
    scale: Scale,
    queries: Mapping[int, Mapping[str, float]],
    strength: Mapping[tuple[int, str, int], float],
    rarity: Callable[[str], float],
    names: Collection[str],
    titles: Mapping[str, str],
    near: Callable[[Sequence[str]], meaning.Nearness],
    portrayed: Callable[[], Sequence[float]],
    pool: Pool,
) -> tuple[Fit, ...]:
    """Score every card against every section, best first within a section.

    `answering`: the sections whose title asks; `names` of the sides; `rarity`: of a word; `near`: how
    near each card is to each question; `portrayed`: how well each card serves what asks nothing.
    """
    own_aspects = frozenset(name for one in names for name in aspects.spoken(one)) | _common(cards, titles)
    posed = [section for section in commission.sections if section.role in POSED]
    asked = {s.number: _questions(s, commission, own_aspects) for s in posed if s.number in answering}
    words = list(dict.fromkeys(q.words for one in asked.values() for q in one.values() if q.words))
    words += [s.title for s in posed if s.number in answering and s.title not in words]
    told = near(words)
    portraits = {s.number for s in posed if commission.sides and s.role in (*TOLD, "introduction")} - set(answering)
    single = [s.number for s in posed if not commission.sides and s.role == "body"]
    aimed = portrayed() if portraits or single else []
    how = answers.asks_how(commission.query)
    leading = frozenset(
        n for n, card in enumerate(cards)
        if _leads(card, titles, commission)
        or (card.told and (how or card.handbook) and _named_above(card, titles, commission, 1.0))
    )  # fmt: skip
    found: list[Fit] = []
    told_of = _answering(commission, {s.number: asked[s.number] for s in posed if s.number in asked}, posed, pool)
    portrayed_by = [s for s in posed if s.number in portraits and s.role in TOLD]
    told_of |= _portraying(commission, portrayed_by, pool)
    one_question = sum(section.role == "body" for section in posed) == 1
    for section in posed:

        def placed(card: Card, number: int = section.number) -> float:
            return strength.get((number, card.span.document, card.span.chunk), 0.0)

        def beside(fit: Fit) -> float:
            """What a passage is worth that answers nothing; of one subject all that is said may stand."""
            near = aimed[fit.card] if aimed and not commission.sides and meaning.there() else None
            return BESIDE * fit.score if near is None else max(0.0, ALONE + AIMED * near + WORDS * fit.score)

        general: list[Fit] = []
        whole = compares(section, commission) or (not commission.sides and section.role == "body" and one_question)
        if section.number not in answering or whole:
            weights = {token: weight * rarity(token) for token, weight in queries[section.number].items()}
            general = _general(section, cards, weights, placed, leading)
            general = [fit for fit in general if cards[fit.card].excerpt is None]
            general = [fit for fit in general if _told_unasked(cards[fit.card], titles, commission)]
        if section.number in answering:
            fits = fitting.fits(section, asked[section.number], cards, scale, told, commission.language, how=how)
            met = {fit.card for fit in fits}  # what answers nothing may still speak of what would not be heard
            own = (fit for fit in general if cards[fit.card].language == commission.language)
            fits += told_of.get(section.number, [])
            fits += [replace(fit, score=beside(fit)) for fit in own if fit.card not in met]
        elif section.number in portraits:
            alone = naming.alone(section.title, commission.sides)
            fits = _portrayed(section, cards, general, aimed, alone=alone) + told_of.get(section.number, [])
        elif section.number in single:
            fits = [replace(fit, score=beside(fit)) for fit in general]
        else:
            fits = general
        whose = {side.name for side in naming.heard(section.title, commission.sides)}
        found += [fit for fit in fits if not (side := cards[fit.card].side) or side in whose]
    return tuple(found)


def _answering(
    commission: Commission, asked: Mapping[int, Mapping[str, Asked]], posed: Sequence[SectionSpec], pool: Pool
) -> dict[int, list[Fit]]:
    """Return the fits of the excerpts to the sections that ask something, but for conclusions."""
    told = [
        (section, label, one)
        for section in posed
        if section.role in TOLD
        for label, one in asked.get(section.number, {}).items()
        if one.words
    ]
    scores = pool.scores([(section.title, one.words) for section, _, one in told])
    found: dict[int, list[Fit]] = {}
    for (n, at, side), score in scores.items():
        section, label, _ = told[at]
        place = pool.places[n]
        words = told[at][2].words
        if pool.headed[n, at] < HEADED and _mixed(place.card, words):
            continue
        meant = max(pool.headed[n, at], pool.near[n, at]) * meaning.believed(len(pool.places)) >= MEANT
        if not (meant or fitting.speaks(words, place.card.headings, place.card.matter)):
            continue  # the best of what does not speak of it
        if place.card.language != commission.language or (side and place.card.side not in (side, None)):
            continue
        if side and place.card.side is None and not place.card.headings:
            continue  # all that is said of all sides answers no one question: its sentences do
        worth = round(score, 4)
        found.setdefault(section.number, []).extend(
            Fit(card=card, section=section.number, score=worth, question=label) for card in place.cards
        )
    return found


def _portraying(commission: Commission, sections: Sequence[SectionSpec], pool: Pool) -> dict[int, list[Fit]]:
    """Return the fits of the excerpts to sections that ask nothing: of each side what its own document opens with, and
    the parts that are nearest to all that is asked for."""
    scores = pool.scores([(commission.query, commission.query)]) if sections else {}
    ranked: dict[str, list[int]] = {}
    for n, _, side in sorted(scores, key=lambda one: (-scores[one], one[0])):
        place = pool.places[n]
        if place.card.language == commission.language and place.card.side == side and place.owner in (None, side):
            ranked.setdefault(side, []).append(n)
    found: dict[int, list[Fit]] = {section.number: [] for section in sections}
    for side, own in ranked.items():
        opening = [n for n in own if pool.places[n].opens and pool.places[n].owner == side]
        for at, n in enumerate(dict.fromkeys((*opening[:1], *own[:NEAREST]))):
            for section in sections:
                worth = round(PICTURED * FURTHER**at, 4)
                found[section.number] += [
                    Fit(card=card, section=section.number, score=worth) for card in pool.places[n].cards
                ]
    return found


def _mixed(card: Card, question: str) -> bool:
    """Tell whether an excerpt has a long list of which the headings do not speak of the question: its points are on one
    thing and another."""
    points = (
        sum(block.kind in excerpts.POINTS and not block.level for block in card.excerpt.blocks) if card.excerpt else 0
    )
    return points >= excerpts.MIXED and not fitting.speaks(question, card.headings, "")


def _portrayed(
    section: SectionSpec, cards: Sequence[Card], fits: Iterable[Fit], aimed: Sequence[float], *, alone: bool
) -> list[Fit]:
    """Return the fits of a section that asks nothing; `aimed`: how near each card is to the commission, 0 to 1;
    `alone`: one side has it for itself."""

    def worth(fit: Fit) -> float:
        card = cards[fit.card]
        defines = (card.foremost or card.span.chunk == 1) and "what" in answers.given(card.text)
        if not (alone or section.role == "comparison" or defines):
            return BESIDE * fit.score
        first = FIRST * ((defines or card.via == "all") and not alone)
        if not meaning.there():
            return PORTRAIT * fit.score + first
        return USUAL + AIMED * aimed[fit.card] + first - DECLARES * answers.declares(card.text, card.headings)

    return [replace(fit, score=worth(fit)) for fit in fits]


def _leads(card: Card, titles: Mapping[str, str], commission: Commission) -> bool:
    """Tell whether a passage opens a document that is called as a subject is: its lead, which says what that is."""
    title = titles[card.span.document].casefold()
    called = any(title == name.casefold() for one in commission.subjects for name in (one.name, *one.aliases))
    return called and card.opens and card.span.chunk == 1 and not card.headings


def _told_unasked(card: Card, titles: Mapping[str, str], commission: Commission) -> bool:
    """Tell whether a passage may stand where a title asks nothing: instructions on the subject, where the commission
    asks for such, or where their document holds little else."""
    if not card.instructs:
        return True
    return _named_above(card, titles, commission) and (card.handbook or answers.asks_how(commission.query))


def _named_above(card: Card, titles: Mapping[str, str], commission: Commission, least: float = 0.5) -> bool:
    """Tell whether what stands above a passage, or its side, makes it a subject's: at least so many (0 to 1) of the
    words of its name."""
    above = {_stem(token) for token in tokens.tokens(" ".join((titles[card.span.document], *card.headings)))}
    names = [
        {_stem(token) for token in tokens.content_tokens(name)}
        for one in commission.subjects
        for name in (one.name, *one.aliases)
    ]
    return card.side is not None or any(name and len(name & above) >= least * len(name) for name in names)


def _stem(token: str) -> str:
    return token if text.has_han(token) else token[:ALIKE]


def _common(cards: Sequence[Card], titles: Mapping[str, str]) -> frozenset[str]:
    """Return the aspects that most titles speak of, of documents that hold passages on a side: they tell none apart."""
    told = [titles[path] for path in sorted({card.span.document for card in cards if card.side})]
    spoken = Counter(name for title in told for name in aspects.spoken(title))
    return frozenset(name for name, times in spoken.items() if len(told) > 2 and times > len(told) / 2)


def _general(
    section: SectionSpec,
    cards: Sequence[Card],
    weights: Mapping[str, float],
    placed: Callable[[Card], float],
    leading: Collection[int],
) -> list[Fit]:
    """Score every card against an introduction or a conclusion, which speaks of everything; `weights` of its words.

    `leading`: the cards that say first of a subject what it is, which serve as well as any.
    """
    raw = []
    for number, card in enumerate(cards):
        words = set(tokens.content_tokens(card.text))
        gain = sum(weight for token, weight in weights.items() if token in words) / (4 + len(words)) ** 0.5
        raw.append((gain + CHUNK_GAIN * placed(card), number))
    most = max((score for score, _ in raw), default=0.0) or 1.0
    ranked = sorted(raw, key=lambda pair: (-pair[0], pair[1]))
    scores = [(max(score / most, LEADS * (number in leading)), number) for score, number in ranked]
    return [Fit(card=number, section=section.number, score=round(score, 4)) for score, number in scores]
