"""Whether the sentences of a brief stand where a run of the program put them, or a person answers for it.

What the gate judges by itself may differ: a sentence that was edited in its place, and the sentences about the brief,
which follow from the front matter. What was left out may be. The rest is `placed`: by whom, nobody can tell.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.brief import wording
from generator.gate import Filed, Finding
from generator.messages import say
from generator.review.reproduction import Run
from generator.review.standing import Piece, evidence, pieces

OTHER_WORDS = ("edited", "retold")
"""Relations of a sentence that the gate, or a person whom the gate asks, holds against its source."""
OF_A_RUN = ("aspects",)
"""Keys of the front matter that only a run can tell, however the text was edited."""
OF_A_FILE = ("logos", "withdrawn", "writer")
"""Keys that are not compared where the text is the run's: scores differ with the machine, the rest came later."""


def check(item: Filed, *there: Run) -> Iterator[Finding]:
    """Yield what is not signed, and stands in none of some texts (a run's, an earlier version's) as it stands here."""
    filed = pieces(item.brief, item.ledger)
    signed = {entry.id for entry in item.ledger.entries if entry.accepted}
    withdrawn = "withdrawn" in item.brief.front
    for at in sorted(set.intersection(*(strays(filed, run.pieces) for run in there))):
        piece = filed[at]
        if (piece.kind or withdrawn) and piece.id not in signed:  # else the gate finds one without an entry
            yield Finding(code="placed", message=_message(item, piece), line=piece.line)
    for text in sorted(set.intersection(*(_untold(item, filed, run) for run in there))):
        became = say("stands elsewhere here") if any(piece.text == text for piece in filed) else say("is left out")
        yield Finding(
            code="placed",
            message=say("a run of the program says “{text}”, which {became}", text=text[:60], became=became),
            line=1,
        )
    for piece in min((_left_out(filed, run) for run in there), key=len):
        message = say(
            "what a run says in section {section} is left out: “{text}”", section=piece.section, text=piece.text[:60]
        )
        yield Finding(code="left-out", message=message, line=1)
    if keys := set.intersection(*(set(differing(item, filed, run)) for run in there)):
        message = say(
            "a run of the program says otherwise: {keys}; restore it, or make brief", keys=", ".join(sorted(keys))
        )
        yield Finding(code="placed", message=message, line=1)


def _left_out(filed: Sequence[Piece], run: Run) -> list[Piece]:
    """Return the cited sentences of a run that this text has less often, edited or not; an edit stands for one."""
    here = Counter(piece.text for piece in filed)
    here.subtract(Counter(piece.text for piece in run.pieces))
    edited = [piece for piece in filed if any(span[3] in OTHER_WORDS for span in piece.spans)]
    found = []
    for at in sorted(strays(run.pieces, filed)):
        piece = run.pieces[at]
        if not piece.spans or here[piece.text] >= 0:
            continue
        if (edit := next((one for one in edited if _in_place(one, piece)), None)) is not None:
            edited.remove(edit)
        else:
            found.append(piece)
        here[piece.text] += 1
    return found


def _untold(item: Filed, filed: Sequence[Piece], run: Run) -> set[str]:
    """Return what a run says of the brief itself and this text leaves out.

    The labels of rows that are gone are none, nor is what no longer holds of a text with fewer sentences. What opens a
    section may go where that reads otherwise now: the gate holds an opening to what follows.
    """
    gone = [run.pieces[at] for at in sorted(strays(run.pieces, filed))]
    said = {piece.text for piece in gone if piece.kind == "meta"}
    other = {piece.section for piece in (*unlike(filed, run.pieces), *gone) if piece.kind != "framing"}
    said |= {piece.text for piece in gone if piece.kind == "framing" and piece.section not in other}
    return said - set(_rows_gone(item.brief.front, run.front)) - (_about(run.front) - _about(item.brief.front))


def _about(front: Mapping[str, Any]) -> set[str]:
    """Return the sentences that a front matter says of its brief."""
    told = (words for role in ("introduction", "method") for words, _ in wording.about(front, role, first=True))
    return {*told, *wording.gaps(front)}


def _rows_gone(front: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """Return the aspects of a run that this front matter leaves out, none where it says or orders any otherwise."""
    here, there = list(front.get("aspects") or ()), list(made.get("aspects") or ())
    return [aspect for aspect in there if aspect not in here] if here == [a for a in there if a in here] else []


def _message(item: Filed, piece: Piece) -> str:
    which = f"--sentence {piece.id}" if piece.id else "--whole"
    return say(
        "no run of the program put “{text}” here; undo it, or answer for it: briefproof sign {path} --by NAME {which}",
        text=piece.text[:60],
        path=item.path,
        which=which,
    )


def differing(item: Filed, text: Sequence[Piece], run: Run) -> list[str]:
    """Return the keys of the front matter that a run writes otherwise, and "the ledger"; few if the text is not its."""
    filed, made = _plain(item.brief.front), _plain(run.front)
    same = list(map(_stand, text)) == list(map(_stand, run.pieces))
    keys = [key for key in {**made, **filed} if key not in OF_A_FILE] if same else OF_A_RUN
    found = [key for key in keys if filed.get(key) != made.get(key)]
    if not same and _rows_gone(filed, made):
        found.remove("aspects")  # a row was left out, which its author may do; the gate holds the rest to the table
    return [*found, "the ledger"] if same and evidence(item.ledger) != run.evidence else found


def _plain(front: Mapping[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(front, default=str))


def unlike(filed: Sequence[Piece], made: Sequence[Piece]) -> list[Piece]:
    """Return every piece of one text that does not stand in another one as it stands here."""
    together = _aligned(list(map(_stand, filed)), list(map(_stand, made)))
    return [piece for at, piece in enumerate(filed) if at not in together]


def strays(filed: Sequence[Piece], made: Sequence[Piece]) -> set[int]:
    """Return the positions of those of `unlike` that are no edit, in its place, of what the other text has there."""
    together = _aligned(list(map(_stand, filed)), list(map(_stand, made)))
    ends, end = [0] * len(filed), len(made)
    for at in reversed(range(len(filed))):
        ends[at] = end
        end = together.get(at, end)
    found, start = set(), 0
    for at, piece in enumerate(filed):
        if at in together:
            start = together[at] + 1
            continue
        near = next((n for n in range(start, ends[at]) if _in_place(piece, made[n])), None)
        if near is None:
            found.add(at)
        else:
            start = near + 1
    return found


def _stand(piece: Piece) -> tuple:
    return piece.section, piece.under, piece.block, piece.kind, piece.text, piece.citations


def _in_place(piece: Piece, was: Piece) -> bool:
    """Tell whether a piece is one that the gate judges by itself, and stands for what was there."""
    if (piece.section, piece.under, piece.block, piece.kind) != (was.section, was.under, was.block, was.kind):
        return False
    if piece.kind == "meta":
        return True
    own = [span for span in piece.spans if span[3] in OTHER_WORDS]
    return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in own for b in was.spans)


def _aligned(one: Sequence[tuple], two: Sequence[tuple]) -> dict[int, int]:
    """Return positions in `one` → in `two` of a longest common subsequence."""
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    found = {at: at for at in range(head)}
    found |= {len(one) - 1 - n: len(two) - 1 - n for n in range(tail)}
    a, b = one[head : len(one) - tail], two[head : len(two) - tail]
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            longest[i][j] = longest[i + 1][j + 1] + 1 if a[i] == b[j] else max(longest[i + 1][j], longest[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found[head + i] = head + j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
