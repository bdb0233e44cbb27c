"""What was edited by hand since a brief was filed, told once, where it stands.

An edited sentence has no entry in the ledger, its entry no sentence, and the front matter counts what is no longer
there. A person changed one word: that is the finding, and what else follows from it goes when it is undone.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.brief import Brief, ledger as ledgers
from generator.brief.ledger import Entry
from generator.gate import Filed, Finding, places
from generator.gate.sentences import Item, paired
from generator.language import text
from generator.messages import say, some

ALIKE = 0.5
"""Part of its characters, 0 to 1, that a sentence shares with the one filed; half where it stands where that did."""
SHOWN, CHANGES = 60, 2
"""Characters shown of what was changed; changes shown of a sentence."""
FOLLOW = frozenset(
    {"ledger-extra", "meta", "balance", "balance-uneven", "balance-exhausted", "length-counted", "length-exhausted",
     "left-out"}
)  # fmt: skip
"""Rules that an edited sentence alone can break for the file as a whole."""
_PIECES = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_HAN = re.compile(r"[\u2e80-\u9fff\U00020000-\U0003ffff]")


def told(
    item: Filed, findings: Iterable[Finding], judge: Callable[[Filed], tuple[Finding, ...]]
) -> tuple[Finding, ...]:
    """Return the findings with one for each edited sentence, in place of all that its edit alone brings about.

    `judge` finds what there is in the brief as it would be with these edits undone.
    """
    found = tuple(findings)
    edits = [(now, was) for now, was in _edits(item) if places.missing(now.sentence) in found]
    if not edits:
        return found
    undone = judge(replace(item, brief=_with(item.brief, {id(now.sentence): was.text for now, was in edits})))
    own = {places.missing(now.sentence): _said(item, now, was) for now, was in edits}
    kept = {own.get(finding, finding) for finding in found if not _follows(finding)} | set(filter(_follows, undone))
    return tuple(sorted(kept, key=lambda f: (f.line, f.code, f.message)))


def _follows(finding: Finding) -> bool:
    return finding.code in FOLLOW and finding.line <= 1


def _edits(item: Filed) -> Iterator[tuple[Item, Entry]]:
    """Yield the sentences without an entry, each with the entry that it had: that of its place, else the likest."""
    all_items = paired(item.brief, item.ledger)
    used = {one.entry.id for one in all_items if one.entry}
    free = [entry for entry in item.ledger.entries if entry.id not in used]
    left = [one for one in all_items if one.entry is None]
    for near in (_same_place, _alike):
        for one in tuple(left):
            best = max(free, key=lambda entry: near(one, entry), default=None)
            if best is not None and near(one, best) > ALIKE:
                yield one, best
                free.remove(best)
                left.remove(one)


def _same_place(one: Item, entry: Entry) -> float:
    """Return a rank above `ALIKE` where an entry stands where the sentence does, 0 elsewhere."""
    there = one.section.number == entry.section and one.place == entry.place
    return 1 + _alike(one, entry) if there and _alike(one, entry) > ALIKE / 2 else 0


def _alike(one: Item, entry: Entry) -> float:
    return difflib.SequenceMatcher(None, entry.text, one.sentence.text, autojunk=False).ratio()


def _with(brief: Brief, words: Mapping[int, str]) -> Brief:
    """Return the brief with other words in some sentences, by their identity."""
    return replace(
        brief,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    replace(
                        block,
                        rows=tuple(
                            tuple(replace(one, text=words.get(id(one), one.text)) for one in row) for row in block.rows
                        ),
                    )
                    for block in section.blocks
                ),
            )
            for section in brief.sections
        ),
    )


def _said(item: Filed, now: Item, was: Entry) -> Finding:
    word_for_word = was.kind in ledgers.SOURCED and all(s.relation in ledgers.AS_IT_STANDS for s in was.supports)
    whose = say("the source has") if word_for_word else say("it was filed with")
    changes = [_change(whose, old, new) for old, new in _changes(was.text, now.sentence.text)]
    message = say(
        "edited: {changes}; undo it, or run briefproof refresh {path}, then sign what waits for it",
        changes=some(changes, CHANGES, "; "), path=item.path,
    )  # fmt: skip
    return Finding(code="ledger-missing", message=message, line=now.sentence.line)


def _change(whose: str, old: str, new: str) -> str:
    if not old:
        return say("“{new}” was added", new=_cut(new))
    if not new:
        return say("“{old}” was left out", old=_cut(old))
    return say("{whose} “{old}” where the sentence has “{new}”", whose=whose, old=_cut(old), new=_cut(new))


def _changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return what was there and what is there instead, whole words, changes beside each other as one."""
    before, after = _pieces(old), _pieces(new)
    found: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and not "".join(before[found[-1][1] : i1]).strip():
            i1, j1 = found[-1][0], found[-1][2]
            found.pop()
        found.append((i1, i2, j1, j2))
    return [("".join(before[i1:i2]).strip(), "".join(after[j1:j2]).strip()) for i1, i2, j1, j2 in found]


def _pieces(said: str) -> list[str]:
    """Return words, figures, single Han characters, marks and spaces, in order; put together they are the text."""
    return [p for piece in _PIECES.findall(said) for p in (piece if _HAN.search(piece) else (piece,))]


def _cut(said: str) -> str:
    """Return words on one line, what is between quotation marks of their own, and the middle of long ones left out."""
    line = text.within_quotes(" ".join(said.split()))
    return line if len(line) <= SHOWN else f"{line[: SHOWN // 2]}…{line[-SHOWN // 2 :]}"
