"""What every stage of the extractive writer looks at: the commission, its evidence, and what a card makes here.

A card becomes whole sentences (`Desk.statements`) or a clause in a cell (`Desk.cell`); all say what they rest on.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.brief import excerpted, outline, wording
from generator.brief.draft import Statement
from generator.commission import Commission
from generator.evidence import (
    COMPARED,
    Card,
    Evidence,
    Fit,
    Span,
    answers,
    aspects,
    attributing,
    cells,
    classes,
    cleaning,
    cohesion,
    fitting,
    headings,
    hygiene,
    meaning,
    naming,
    parts,
    persons,
    placing,
    predicates,
    voicing,
)
from generator.evidence.cards import LISTED
from generator.evidence.sides import ELSEWHERE, FOREMOST, HEADING_REST
from generator.language import text, tokens

SERVES = 1.2
"""Serving (0 and up) from which a passage is used. Of 800 passages that two readers marked for the headings they were
offered under (five corpora, both languages), three in ten were of no use there from 1.6 up, and four in ten were wanted
as they stood; below 1.2 six in ten were of no use."""
AT_HOME, SHORT = 0.4, 0.4
"""What a passage serves more (0 and up) in a document that its title or folder makes its side's, and less where it is
no longer than a remark: the readers marked these 1.06 and 0.59 of 2, others 0.62 and 1.02. They saw no difference
between what gives figures, limits or definitions, opens a document or stands in its lead, and what does not."""
OWN_VOICE, POINT, INSIDE = 0.6, 0.4, 0.2
"""What it serves less (0 and up) in the first or second person, as a point that stands without its list, and where it
does not open its paragraph: of such 4 % each were what analysts named, of others 8 to 9 % (twelve corpora)."""
LONGER, ROW = 0.8, 0.6
"""What it serves less where it names its side only as a part of a longer name, and as the row of a table: readers had
use for 0 of 8 and 2 of 15."""
DEFINES = 1.0
"""What it serves less where it only says in what sense a contract or a law uses another word than is asked for: readers
had use for none (“User” means …)."""
NEARER = 0.6
"""What a passage must serve more (0 and up) where nearness in meaning counts, which adds to most of what fits."""
_GOES_ON = re.compile(r" [A-Z][\w-]|-[A-Z\d]| \d+[A-Za-z]?\b(?! ?%)")
"""What follows a name that goes on."""
REMARK = {"字": 12, "words": 10}
"""Length of a remark."""
ENOUGH = 2
"""Usable text in the report's own language, as a multiple of the wanted length (above 0), from which it is plenty. Set
by hand on bench/commissions.yml."""


class Desk:
    """What the writer works with: a commission, its evidence and the front matter so far."""

    def __init__(self, commission: Commission, evidence: Evidence, front: Mapping[str, Any]) -> None:
        self.commission, self.evidence, self.front = commission, evidence, front
        self.language, self.unit = commission.language, commission.length.unit
        self.script = commission.script
        self.subjects = {subject.name: subject for subject in commission.sides}
        self.sides = tuple(self.subjects)
        self.titles = {document.path: document.title for document in evidence.documents}
        offered = {card.span.document for card in evidence.cards}  # a corpus may hold many more
        told = (
            (one.path, attributing.about(one, commission.sides)) for one in evidence.documents if one.path in offered
        )
        self.about = {path: about.subject for path, about in told if about and about.titled}
        """The subject that a document speaks for by its title or its folder, by the document's path."""
        self.words = wording.words(self.script)
        self.asked = {section.number: section.title for section in commission.sections}
        self.portraits = frozenset(s.number for s in commission.sections if not placing.asks(s, commission))
        """Sections whose titles ask nothing."""
        self.matter = frozenset(
            name for title in (*self.asked.values(), *commission.axes) for name in aspects.asked(title)
        )
        """The aspects that the sections ask for."""
        above = {(part.document, part.headings[-1]) for part in evidence.parts if part.headings}
        self.common = frozenset(head for head, often in Counter(head for _, head in above).items() if often > 1)
        """Headings that several documents have: “Overview” names no part, no variant and no case."""
        self.compared = frozenset(section.number for section in commission.sections if section.role in COMPARED)
        closing = [section.number for section in commission.sections if section.role == "conclusion"]
        self.opening = frozenset(closing[:-1])
        """Sections that say first what a later one concludes."""
        self.table_at = outline.table_at([section.role for section in commission.sections])
        self.names = frozenset(
            token
            for subject in commission.subjects
            for name in (subject.name, *subject.aliases, *subject.classes)
            for token in tokens.tokens(name)
        )
        """Tokens of the subjects' names and classes."""
        self.abroad = bool(wording.abroad(front))
        """True when the sources on a subject are in the other language, all or nearly all."""
        own = [card.person for card in evidence.cards if card.language == self.language]
        self.usual = sum(own) / max(1, len(own))
        """Share of the passages (0 to 1) that speak in the first or second person: where most do, it says nothing."""
        self.scarce = self._scarce()
        """True when the report's own language has too little to choose from."""

    def _scarce(self) -> bool:
        own = sum(self.count(c.text) for c in self.evidence.cards if c.language == self.language and c.via != "none")
        length = self.commission.length
        return own < ENOUGH * (length.maximum or length.minimum or 0)

    def home(self, card: Card) -> bool:
        """Tell whether title or folder of a card's document names its side, or the one subject."""
        title = self.titles[card.span.document]
        own = (self.subjects[card.side],) if card.side else () if self.sides else self.commission.subjects
        about = self.about.get(card.span.document)
        return any(naming.known_as(subject).search(title) or subject == about for subject in own)

    def serving(self, fit: Fit) -> float:
        """Return how well a passage answers a question, 0 and up: by its fit, and by what readers saw besides."""
        card = self.evidence.cards[fit.card]
        if card.excerpt is not None:
            return fit.score
        remark = self.count(parts.whole(card)) < REMARK[self.unit]
        alone = card.item and card.relation not in LISTED
        own = card.person and card.language == self.language
        less = SHORT * remark + OWN_VOICE * own * (1 - self.usual) + POINT * alone + INSIDE * (not card.leads)
        less += DEFINES * self._defines(card, fit) + LONGER * self._of_longer(card) + ROW * (card.relation == "row")
        return max(0.0, fit.score + AT_HOME * self.home(card) - less)

    def _defines(self, card: Card, fit: Fit) -> bool:
        """Tell whether a passage says in what sense its document uses a word that is not asked for."""
        term = set(tokens.content_tokens(answers.term(hygiene.placed(card.text))))
        return bool(term) and not term & (
            self.names | set(tokens.content_tokens(fit.question or self.asked[fit.section]))
        )

    def _of_longer(self, card: Card) -> bool:
        """Tell whether an English sentence names its side only as a part of a longer name: Acme of “Acme Pro is …”."""
        if card.via != "name" or not card.side or card.language != "en":
            return False
        named = list(naming.known_as(self.subjects[card.side]).finditer(card.text))
        return bool(named) and all(_GOES_ON.match(card.text, match.end()) for match in named)

    @property
    def dearer(self) -> float:
        """How much more (0 and up) a passage must serve than by words alone, as far as nearness is believed."""
        return NEARER * meaning.believed(len(self.evidence.cards)) if meaning.there() else 0.0

    def opens(self, card: Card) -> bool:
        """Tell whether a sentence opens with the name of a subject."""
        return any(naming.foremost(card.text, naming.known_as(s), FOREMOST) for s in self.commission.subjects)

    def speaks(self, card: Card, question: str) -> bool:
        """Tell whether a passage, or a heading above it, speaks of a question, so that it can stand below that."""
        return fitting.speaks(question, (*card.headings, self.titles[card.span.document]), card.text)

    def count(self, sentence: str) -> int:
        """Return the length of a sentence in the commission's unit."""
        return text.count(sentence, self.unit)

    # --- what a card makes

    def statements(self, card: Card) -> tuple[Statement, ...]:
        """Return the sentences that a passage makes in this brief, () when it can make none.

        What only its place tells of whom it speaks has no words for that yet (`arranging`).
        """
        if card.loose or card.via in ("before", "background") or (card.via == "none" and self.sides) or card.phrase:
            return ()
        if card.excerpt is not None and card.language != self.language:
            return ()
        if card.piece and (card.language != self.language or card.person):
            return ()
        if card.language != self.language or card.person or card.via == "title" or card.directs:
            quoted = self._quotation(card)
            torn = any(cohesion.rebuts(span.quote, card.language) for span in card.rest)
            return (quoted,) if quoted and not torn else ()
        lead = wording.class_lead(self.script, card.group) if card.via == "class" and not card.named else ""
        lead = lead or self._part(card) or self._below(card) or self._whose(card) or self._under(card)
        spans = _spans(card, card.span, card.relation)
        first = Statement(kind="claim", text=lead + card.text, side=card.side, lead=lead, spans=spans)
        return (first, *(self._following(card, span) for span in card.rest))

    def _whose(self, card: Card) -> str:
        """Return the words that say of whom a piece speaks, and what stands above it."""
        if not card.piece:
            return ""
        above = headings.above(card.headings[-1], card.language)
        if not card.side:
            where = wording.headed(self.script, above)
            return wording.placed_lead(self.script, self.titles[card.span.document], where)
        subject = self.subjects[card.side]
        named = naming.known_as(subject).search(above) and len(classes.aspect_of(above, subject)) <= HEADING_REST
        if above and not named:
            return wording.answered_lead(self.script, card.side, above)
        return wording.class_lead(self.script, card.group)

    def _under(self, card: Card) -> str:
        """Return the words that say below which heading a sentence stands that names neither what this commission is
        about nor what the heading is about: a part, a variant, a case. “Acme (“Volumes”): It keeps …”."""
        heading = card.headings[-1] if card.headings and not card.article else ""
        above = headings.above(heading, card.language)
        known = [naming.known_as(one) for one in self.commission.subjects]
        if not above or card.relation not in ("verbatim", "trim") or any(one.search(card.text) for one in known):
            return ""
        if card.side and card.via not in ("document", "heading"):
            return ""  # of a class it says which
        title = self.titles[card.span.document]
        told = self.names | set(tokens.tokens(" ".join((title, card.text, *self.asked.values()))))
        matter = aspects.named((heading,)) & self.matter
        said = set(tokens.content_tokens(heading)) <= told
        said = said and not predicates.subjectless(card.text, card.language, led=True)
        if matter or heading in self.common or headings.question(heading) or said:
            return ""
        if card.side:
            return wording.answered_lead(self.script, card.side, above)
        return wording.placed_lead(self.script, title, wording.headed(self.script, above))

    def _part(self, card: Card) -> str:
        """Return the words that say where a source has an excerpt."""
        if card.excerpt is None:
            return ""
        side = self.subjects[card.side] if card.side in self.sides else None
        leads = excerpted.leads(self.script, self.titles[card.span.document], card.excerpt, card.text, side)
        if voicing.speaks(card.text, card.language) or (side is None and not self.opens(card)):
            return leads[0]
        addressed = not leads[-1] and persons.person(card.text, card.language)
        return leads[-2] if addressed else leads[-1]

    def _below(self, card: Card) -> str:
        """Return the words that say below which heading a source has a list that nothing introduces, or a table."""
        title = self.titles[card.span.document]
        if one := card.told:
            return wording.steps_lead(self.script, title, one.heading, ordered=one.ordered, part=one.part)
        first, *points = card.span.quote.split("\n")
        bare = card.relation in ("list", "opening") and points and not first.endswith((":", "："))
        if not bare and card.relation != "row":
            return ""
        where = wording.headed(self.script, card.headings[-1])
        return wording.placed_lead(self.script, title, where)

    def _following(self, card: Card, span: Span) -> Statement:
        words = cleaning.sentence(span.quote, card.language)
        return Statement(kind="claim", text=words, side=card.side, spans=((span, "verbatim"),))

    def place(self, card: Card) -> str:
        """Return what must be said of where a source has a passage: an article of a law, a question that it answers."""
        if card.article or not card.side or card.via not in ELSEWHERE or not card.headings:
            return card.article
        return headings.question(card.headings[-1])

    def led(self, card: Card, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """Return the sentences of a passage with words before them that say of whom they speak, or what they answer."""
        first, *following = statements
        if (
            card.excerpt is not None
            or first.kind != "claim"
            or first.lead
            or not (card.article or card.via in ELSEWHERE)
        ):
            return statements
        if card.article:
            side = self.subjects.get(card.side or "")
            lead = excerpted.articles(self.script, self.titles[card.span.document], card.article, side)[-1]
        elif card.side and (question := self.place(card)):
            lead = wording.answered_lead(self.script, card.side, question)
        else:
            lead = wording.class_lead(self.script, card.group)
        own = cleaning.lowered(first.text) if self.language == "en" else first.text
        return (replace(first, text=lead + own, lead=lead), *following)

    def _quotation(self, card: Card) -> Statement | None:
        # its document, which is about the matter, stands in the sentence
        told = card.via in ("title", "document") or not self.sides or self.home(card)
        told = told or (card.via in ("name", "heading") and persons.addresses(card.text, card.language))
        if card.person and persons.author_speaks(card.text, card.language):
            return None
        if card.person and not told and not persons.own_voice(card.text, card.language):
            return None
        said = told or (card.via == "name" and card.foremost) or card.attached
        if card.person and card.language == self.language and not said:
            return None  # an organisation's own voice counts only where it says its name
        page = card.span.page if card.attached else None
        before, after = wording.attribution(self.script, self.titles[card.span.document], page)
        words = before + card.text + after
        spans = _spans(card, card.span, card.relation)
        return Statement(kind="quotation", text=words, side=card.side, lead=before, spans=spans)

    def going_on(self, statement: Statement) -> Statement:
        """Return a quotation as it stands right behind another from the same source."""
        before, after = wording.goes_on(self.script)
        own = statement.text[len(statement.lead) : len(statement.text) - len(after)]
        return replace(statement, text=before + own + after, lead=before)

    def clause(self, card: Card) -> Statement | None:
        """Return a sentence as a table cell, or None where it does not fit one."""
        if card.side is None or card.language != self.language or card.person or card.instructs or card.rest:
            return None
        if card.via == "class" or card.relation in LISTED or card.piece:
            return None
        span = cells.cell(card, self.subjects[card.side], home=self.home(card))
        return self.cell(card, span) if span else None

    def cell(self, card: Card, span: Span) -> Statement:
        """Return a part of a card as a table cell."""
        spans = _spans(card, span, "cell")
        return Statement(kind="cell", text=cleaning.clean(span.quote), side=card.side, spans=spans)


def _spans(card: Card, span: Span, relation: str) -> tuple[tuple[Span, str], ...]:
    """Return what a sentence rests on: the words themselves, and what places its side in the class it speaks of."""
    return ((span, relation), *(((card.membership, "membership"),) if card.membership else ()))
