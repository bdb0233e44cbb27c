"""The prose of a section: the model writes it from the passages of its points, the gate's rules judge each sentence.

A sentence may join passages, leave things out and set sides against each other. What fails goes back with what is wrong
and the words that it is about (`llm_rounds`); after the last round the words of one of its passages stand in its place,
or nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.brief import wording
from generator.brief.draft import Statement
from generator.brief.ledger import Checked
from generator.evidence import COMPARED, Card, classes, cleaning, cohesion, naming, parts, persons, readings
from generator.gate import checking, retelling, rewording, style, support
from generator.gate.retelling import Fault
from generator.gate.rewording import Judgement
from generator.language import text, tokens
from generator.writers import llm_context, llm_prompt, llm_rounds, llm_wishes
from generator.writers.desk import Desk
from generator.writers.llm_client import Client
from generator.writers.llm_offered import Offered
from generator.writers.llm_passages import Pool
from generator.writers.llm_prompt import Point, Said, Turn
from generator.writers.llm_rounds import Slot
from generator.writers.selection import DUPLICATE

LONGEST = {"字": 160, "words": 65}
"""Longest sentence, in the commission's unit."""
ASKED = {"字": 40, "words": 18}
"""Length of a sentence as an author is asked for them: those of two analysts had 30 字 and 16 words, those of authors
who were not asked for short ones twice that."""
MOST = 12
"""Most passages that one sentence rests on: a law's conditions are a passage each."""
NO_ANSWER = Fault(code="form")
"""What a second reader's answer is that does not have the form."""
MARKUP = re.compile(
    r"[\[\]<>{}|\\`~]|(?<!\d)\*|\*(?!\d)|(?<!\w)[_#]|_(?!\w)|\w@(?!\d\w*(?![\w.]))|@(?!\w)|https?:|www\.|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What no plain sentence holds; 5.5*2.5 mm and IMG-32@819MHz are names and sizes, and are escaped where they stand."""

_CLAUSE = re.compile(r"as (?:a|an|the|[a-z]+s) (?!result|consequence|whole)[^.;]{8,120}, ", re.I)
"""An opening that leans on nothing though its first word may: As a carbon price rises, ...."""
_ITSELF = re.compile(r"this (?:report|brief)\b|本(?:报告|简报)", re.I)
"""How a conclusion says what the brief does not quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands in a section: a sentence of the model, or a passage in its source's words."""

    point: int
    """Of the outline, from 1; 0 for what belongs to none."""
    statements: tuple[Statement, ...]
    own: bool
    """Whether the model worded it."""
    names: tuple[str, ...] = ()
    """Of a sentence of the model: the ids of the passages that it rests on."""
    doubted: bool = False
    """Whether rules doubt it."""
    why: tuple[str, ...] = ()
    """Of a passage in the place of a sentence: the codes of what was wrong with that."""

    @property
    def text(self) -> str:
        """Its words, without the name of the side that it stands below."""
        return " ".join(s.text.removeprefix(s.lead) if s.below else s.text for s in self.statements)

    @property
    def label(self) -> str:
        """The side below whose name it stands, "" for none."""
        return self.statements[0].below


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A section as it was written."""

    pieces: tuple[Piece, ...]
    dropped: tuple[tuple[str, ...], ...] = ()
    """Of each sentence that nothing can stand for: the codes of what was wrong."""
    why: tuple[str, ...] = ()
    """Where it has no sentence of the model: the codes of what was wrong."""


def labels(sections: Mapping[int, Iterable[Piece]], unit: str) -> int:
    """Return the length of the names of sides below which sentences stand, each once in a section."""
    called = {(n, piece.label): piece.statements[0].lead for n, own in sections.items() for piece in own if piece.label}
    return sum(text.count(lead, unit) for lead in called.values())


def unsure(statement: Statement) -> int:
    """Return how far a sentence is from standing by itself: 0 in its source's words, 1 near them, 2 retold with words
    that a second reader found, 3 retold without."""
    relations = {relation for _, relation in statement.spans}
    if "retold" in relations:
        return 2 if statement.checked else 3
    return int("edited" in relations)


class Writer:
    """Writes the sections of one brief."""

    def __init__(self, pool: Pool, desk: Desk, model: Client) -> None:
        self.pool, self.desk, self.model = pool, desk, model
        self.language, self.unit = desk.language, desk.unit
        self.titles = {section.number: section.title for section in pool.commission.sections}
        self.compared = frozenset(s.number for s in pool.commission.sections if s.role in COMPARED)
        """Sections in which each sentence says whose what it says is."""
        self._shorts = llm_wishes.shorts(pool.commission, pool.evidence.documents)

    def messages(self, section: int, points: Sequence[Point], room: int, turns: Sequence[Turn] = ()) -> list:
        """Return the request for a section, or the next one of it; `room`: its length, in the commission's unit."""
        lines: list[dict[str, Any]] = [
            {"commission": self.desk.commission.query},
            *llm_wishes.lines(self.pool.commission),
        ]
        lines += self._shorts
        lines += [
            {"point": n, "question": p.question, "passages": self.pool.parts.folded(p.passages)}
            for n, p in enumerate(points, start=1)
        ]
        lines += self.pool.plain(list(dict.fromkeys(name for point in points for name in point.passages)))
        return llm_prompt.messages(
            self.language, "write", lines, turns, section=llm_prompt.line(self.titles[section]), unit=self.unit,
            sides=llm_prompt.line(list(self.desk.sides)), room=room, many=max(1, round(room / ASKED[self.unit])),
        )  # fmt: skip

    def section(self, section: int, points: Sequence[Point], room: int) -> Prose:
        """Ask until every sentence is fit, or the rounds are used up."""
        known = self.pool.known(name for point in points for name in point.passages)
        slots, refused = llm_rounds.until_fit(
            lambda turns: self.model.ask(self.messages(section, points, room, turns), "sentences"),
            self.read,
            lambda slot, told, written: self.judge(slot, section, known, told, written),
            self.language,
            "written_again",
        )
        return self._prose(slots, ("refused",) if refused else ("form",))

    def read(self, reply: str) -> tuple[Said, ...] | None:
        """Read the sentences of a section, each with the passages that it rests on; None when a reply does not have the
        form."""
        said = llm_prompt.sentences(reply)
        return said and tuple(replace(one, passages=self.pool.parts.resolved(one.text, one.passages)) for one in said)

    def judge(self, slot: Slot[Said], section: int, known: set[str], told: list[str], written: str) -> None:
        """Judge a sentence that is not found fit yet."""
        found, slot.faults = self.judged(slot.said, section, known, told)
        left = ()
        if found and not slot.faults and written == "accepted":
            offered = [self.pool.offered[name] for name in slot.said.names]
            left = llm_context.dropped(
                found.text, [(parts.whole(one.card), one.card.headings, one.limited) for one in offered]
            )
        if found and not left:
            found, missing = self._checked(found, slot)
            slot.faults = (*slot.faults, *missing)
            slot.statement = replace(found, written=written) if found else None
        slot.faults = (*slot.faults, *left)

    def _checked(self, statement: Statement, slot: Slot[Said]) -> tuple[Statement | None, tuple[Fault, ...]]:
        """Ask a second reader about a sentence that rules alone do not let stand; return it with what it answered, or
        None and what it found no words for. What rules doubt stands where it finds words for all of it: of 21 such
        doubts of two careful authors three were right (docs/writer-llm.md). One that gives no usable answer changes
        nothing: what rules doubt does not stand then."""
        names = slot.said.names
        sources = self.pool.sources(names)
        own = statement.text.removeprefix(statement.lead)
        edit = self._edit([self.pool.offered[name] for name in names], own)
        if edit is not None and edit.verdict == "passes" and not slot.faults:
            return statement, ()
        asked = checking.messages(statement.text, sources, self.language)
        reply = self.model.ask(asked, "statements")
        faults = checking.faults(reply.text, statement.text, sources) if reply.finish == "stop" else (NO_ANSWER,)
        if NO_ANSWER in faults:
            return None if slot.faults else statement, ()
        if faults:
            return None, faults
        prompt = checking.prompt(statement.text, sources, self.language)
        return replace(statement, checked=Checked(model=self.model.judge, prompt=prompt, reply=reply.text)), ()

    def _prose(self, slots: list[Slot[Said]], why: tuple[str, ...]) -> Prose:
        """Return the sentences that are fit, and a passage's own words for those that are not."""
        used = {n for slot in slots if slot.statement for n in slot.said.passages}
        pieces: list[Piece] = []
        dropped: list[tuple[str, ...]] = []
        for slot in slots:
            codes = tuple(dict.fromkeys(fault.code for fault in slot.faults))
            if slot.statement:
                pieces.append(
                    Piece(
                        point=slot.said.point, statements=(slot.statement,), own=True, names=slot.said.names,
                        doubted=bool(codes),
                    )
                )  # fmt: skip
                continue
            names = [n for n in slot.said.passages if n in self.pool.offered and n not in used]
            cards = map(self.pool.quotable, names)
            if found := next((p for card in cards if (p := self.passage(card, "replaced", codes))), None):
                used.update(names)
                pieces.append(replace(found, point=slot.said.point, why=codes))
            else:
                dropped.append(codes)
        found = tuple(dict.fromkeys(fault.code for slot in slots for fault in slot.faults))
        silent = not any(piece.own for piece in pieces)
        return Prose(pieces=tuple(pieces), dropped=tuple(dropped), why=(found or why) if silent else ())

    def passage(self, card: Card, became: str, why: Iterable[str]) -> Piece | None:
        """Return a card in its source's own words, None where it cannot stand so; `became` and `why` say in the ledger
        that it stands in the place of a sentence ("replaced"), or fills the brief up ("added")."""
        statements = self.desk.statements(card) if card.via != "row" else ()
        if not statements or (card.language != self.language and not card.attached):
            return None
        written = f"{became} ({', '.join(why)})"
        led = tuple(replace(s, written=written) for s in self.desk.led(card, statements))
        return Piece(point=0, statements=led, own=False)

    # --- one sentence

    def judged(
        self, said: Said, section: int, known: set[str], told: list[str]
    ) -> tuple[Statement | None, tuple[Fault, ...]]:
        """Return the statement that a sentence of a section makes, None for none, and what is wrong with it; of a
        statement that is what a person may overrule."""
        names = said.names
        if not names or (unknown := [name for name in names if name not in known]):
            return None, (Fault(code="passages", words=", ".join(unknown if names else ())),)
        if len(names) > MOST:
            return None, (Fault(code="crowded"),)
        if not said.text.strip() or MARKUP.search(said.text.strip()):
            return None, (Fault(code="markup" if said.text.strip() else "single"),)
        sentence = self.finished(said.text)
        offered = [self.pool.offered[name] for name in names]
        lead, below = self._label(said.side, offered), said.side
        faults = [*self.form_faults(sentence, told, led=lead), *self._side_faults(lead + sentence, offered)]
        itself = persons.of_itself(sentence, self.language)
        owned = section in self.compared or itself
        faults += self._owner_faults(lead + sentence, offered) if owned and not faults else ()
        doubts = () if faults else retelling.faults(sentence, self.pool.sources(names))
        if faults or not retelling.doubted(doubts):
            return None, (*faults, *doubts)
        spans = [(span, "retold") for one in offered for span in one.spans]
        if not doubts and self._edit(offered, sentence) is not None:
            spans = [(offered[0].card.span, "edited")]
        spans += [(one.card.membership, "membership") for one in offered if one.card.membership]
        spans = list({span: (span, relation) for span, relation in reversed(spans)}.values())[::-1]
        heard = {one.card.side for one in offered}
        side = heard.pop() if len(heard) == 1 else None
        words = {"text": lead + sentence, "lead": lead, "below": below if lead else ""}
        return Statement(kind="claim", side=side, spans=tuple(spans), **words), doubts

    def _label(self, name: str, offered: Sequence[Offered]) -> str:
        """Return the words that name the side below which a sentence stands, "" where not all its passages speak of it
        alone: then it names whom it speaks of itself."""
        whose = {one.whose if one.card.side is None else one.card.side for one in offered}
        alone = name in self.desk.sides and whose == {name} and all(one.card.via != "class" for one in offered)
        return wording.whose_lead(self.desk.script, name) if alone else ""

    def finished(self, said: str) -> str:
        """Return the words of a reply as a sentence of the brief."""
        sentence = " ".join(said.split())
        return cleaning.finish(text.space(sentence) if self.language == "zh" else sentence, self.language)

    def form_faults(self, sentence: str, told: list[str], *, led: str = "", judged: bool = False) -> Iterable[Fault]:
        """Yield what is wrong with a sentence whatever it rests on; `led`: the name of the side that it stands below,
        `told`: what it must not repeat. A judgement may hold a short sentence that it weighs."""
        shared = text.contained if judged else text.overlap
        person = persons.person(sentence, self.language) if self.desk.commission.register == "formal" else None
        sides = self.desk.commission.sides
        checks = {
            "single": len(text.sentences(sentence)) != 1,
            "language": text.language(sentence) != self.language,
            "long": text.count(sentence, self.unit) > LONGEST[self.unit],
        }
        yield from (Fault(code=code) for code, wrong in checks.items() if wrong)
        said = led + sentence
        again = (o for o in told if shared(said, o) > DUPLICATE and not style.parallel(said, o, sides))
        yield from (Fault(code="repeats", words=other) for other in [*again][:1])
        if person:
            yield Fault(code="person", words=person)
        leans = not (_CLAUSE.match(sentence) or _ITSELF.match(sentence))
        if leans and (opener := cohesion.opener(sentence, self.language)):
            yield Fault(code="opener", words=opener)

    def _side_faults(self, sentence: str, offered: Sequence[Offered]) -> Iterable[Fault]:
        """Yield the sides that a sentence's passages speak of and that it does not name: by their name, or by the class
        that they are spoken of as."""
        for name in dict.fromkeys(one.card.side for one in offered if one.card.side):
            side = self.desk.subjects[name]
            group = any(one.card.via == "class" for one in offered if one.card.side == name)
            if not support.names_side(sentence, side) and not (group and classes.group_in(sentence, side)):
                yield Fault(code="side", words=name)

    def _owner_faults(self, sentence: str, offered: Sequence[Offered]) -> Iterable[Fault]:
        """Yield whose documents speak in a sentence that names no side for what they say; or, where none is a side's
        own, the sides that are set side by side there, of which it names none."""
        sides = self.desk.commission.sides
        named = {one.name for one in naming.mentioned(sentence, sides)}
        named |= {one.name for one in sides if classes.group_in(sentence, one)}
        told = {one.name: [s.name for s in naming.spoken_of(one.words, sides)] for one in offered}
        silent = [one for one in offered if not one.card.side and not told[one.name]]
        missing = [one.whose for one in silent if one.whose and one.whose not in named]
        if not missing and not named:
            missing = [name for one in offered for name in told[one.name]]
        if missing:
            yield Fault(code="whose", words=", ".join(dict.fromkeys(missing)))

    def _edit(self, offered: Sequence[Offered], sentence: str) -> Judgement | None:
        """Return how a sentence stands to the one whole sentence of a source that it is an edit of, None for no edit.

        What an edit leaves out does not show, so one that drops a content word of it is none.
        """
        card = offered[0].card
        if (
            len(offered) > 1
            or card.rest
            or card.via == "row"
            or card.loose
            or card.relation != "verbatim"
            or card.language != self.language
        ):
            return None
        span, chunk = card.span, offered[0].chunk(card.span)
        if readings.relation(chunk, card.language, span.start, span.end) != "verbatim":
            return None
        source = cleaning.clean(span.quote)
        judged = rewording.judge(sentence, source, chunk.headings_at(span.start))
        dropped = set(tokens.content_tokens(source)) - set(tokens.content_tokens(sentence))
        return None if judged.verdict == "refused" or dropped else judged
