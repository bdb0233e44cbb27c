"""What is too long goes back to its author, once, before the program cuts anything.

The author sees the sentences of a section that hold, each with its length, and how much too long they are together, and
answers with the section anew. What is not sent again is left out; a sentence that was shortened and does not hold as it
is now stands as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.language import text
from generator.messages import say
from generator.writers import llm_prompt
from generator.writers.llm_fit import Fit
from generator.writers.llm_prompt import Point, Said
from generator.writers.llm_prose import Piece, Prose, Writer
from generator.writers.llm_rounds import Slot

LEFT_OUT = ("shortened",)
"""Why a sentence stands nowhere that its author left out here."""


def shortened(writer: Writer, fit: Fit, points: Mapping[int, tuple[Point, ...]]) -> None:
    """Have sections that are too long written shorter by their author.

    Raises BriefproofError when the endpoint cannot be used or a limit is reached.
    """
    beyond = fit.beyond()
    asked = [_Section(writer, n, points[n], fit.written[n], length) for n, length in beyond.items() if n in points]
    for one, prose in zip(asked, writer.model.each(lambda one: one.shorter(), asked), strict=True):
        fit.shortened(one.number, prose)


def told(fit: Fit, points: Mapping[int, Sequence[Point]]) -> Iterator[str]:
    """Yield what the program left out after that, for the person who runs the command, and the points of the outline on
    which no sentence stands now: what its author left out of a section that was too long among them."""
    for number, sentence in fit.cut():
        yield say("left out of section {number} for length: {sentence}", number=number, sentence=sentence)
    for number, own in sorted(fit.pieces.items()):
        standing = {piece.point for piece in own}
        for at, point in enumerate(points.get(number, ()), start=1):
            if at not in standing and not standing >= {0}:
                yield say("no sentence stands on a point of section {number}: {point}", number=number,
                          point=point.question)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Section:
    """A section that is too long."""

    writer: Writer
    number: int
    points: Sequence[Point]
    pieces: Sequence[Piece]
    beyond: int
    """How much it is too long, in the commission's unit."""

    def shorter(self) -> Prose:
        """Return what its author makes of it, or what there was."""
        reply = self.writer.model.ask(self._messages(), "sentences")
        said = self.writer.read(reply.text) if reply.finish == "stop" else None
        if not said:
            return Prose(pieces=tuple(self.pieces))
        left = [piece for piece in self.pieces if piece.point]  # what fills up was nobody's first choice: it goes first
        found = [piece for piece in self.pieces if not piece.point]
        kept = {
            one: piece
            for one in said
            for piece in left
            if piece.text == self.writer.finished(one.text) and one.side in ("", piece.label)
        }
        left = [piece for piece in left if piece not in kept.values()]
        failed: set[tuple[int, str]] = set()
        for one in said:
            old = None if one in kept else _nearest(one, left)
            new = kept.get(one) or self._judged(one, [_text(piece) for piece in (*found, *kept.values())])
            failed |= set() if new else {(one.point, name) for name in one.names}
            left = [piece for piece in left if piece is not old]
            found += [piece for piece in (new or old,) if piece and piece not in found]
        joined = [piece for piece in left if failed & {(piece.point, name) for name in piece.names}]
        if not found and not joined:
            return Prose(pieces=tuple(self.pieces))
        return Prose(pieces=(*found, *joined), dropped=(LEFT_OUT,) * (len(left) - len(joined)))

    def _judged(self, said: Said, told: list[str]) -> Piece | None:
        known = self.writer.pool.known(name for point in self.points for name in point.passages)
        slot = Slot(said=said)
        self.writer.judge(slot, self.number, known, told, "accepted")
        if slot.statement is None:
            return None
        statement = replace(slot.statement, written="repaired")
        return Piece(point=said.point, statements=(statement,), own=True, names=said.names)

    def _messages(self) -> llm_prompt.Messages:
        writer, own = self.writer, [piece for piece in self.pieces if piece.point]
        told = (Said(point=one.point, text=one.text, passages=one.names, side=one.label) for one in own)
        said = [one.plain() for one in told]
        asked = llm_prompt.words(writer.language)["shorten"].format(beyond=self.beyond, unit=writer.unit)
        lines = [
            f"- {llm_prompt.line(one)}: {text.count(piece.text, writer.unit)} {writer.unit}"
            for one, piece in zip(said, own, strict=True)
        ]
        turn = llm_prompt.line({"sentences": said}), [asked, *lines]
        room = sum(text.count(piece.text, writer.unit) for piece in own) - self.beyond
        return writer.messages(self.number, self.points, max(0, room), [turn])


def _text(piece: Piece) -> str:
    return " ".join(statement.text for statement in piece.statements)


def _nearest(said: Said, pieces: Sequence[Piece]) -> Piece | None:
    """Return the sentence that another stands for: on the same point, on a passage of its own, most words alike."""
    near = [piece for piece in pieces if piece.point == said.point and set(piece.names) & set(said.names)]
    return max(near, key=lambda piece: text.overlap(_text(piece), said.text), default=None)
