"""What a source does with a sentence of its own: one that it takes back, jokes about or only supposes is no evidence.

Looked for in the title and the headings above it, in the line that introduces its list, in what stands before it in
its paragraph and in what follows. The expressions are in `data/context.yml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from generator import files, yaml_text
from generator.corpus import Block, Chunk, Document
from generator.evidence import spans
from generator.evidence.spans import Span
from generator.language import text

CONTEXT = files.DATA / "context.yml"
AHEAD = 2
"""Sentences after one, in its paragraph, that may take it back. Set by hand."""
LONGEST_LABEL = 24
"""Characters of a label before a colon that is read as a heading is. Set by hand."""
LONGEST = 400
"""Characters of a sentence that are looked at, from its beginning and before its end: a hostile one takes no longer."""
_LABEL = re.compile(
    rf"[【\[（(]([^：:，,。；;]{{1,{LONGEST_LABEL}}})[】\])）]|([^：:，,。；;]{{1,{LONGEST_LABEL}}})[：:]"
)
_CLAUSES = re.compile(
    r"[;；:：] ?|[—–]+ ?|, (?=but |yet |though |although |and (?:this|that|it) )"
    r"|[，](?=但|可是|可惜|不过|然而|而这|这|那|如今|现在|后来)",
    re.I,
)
_CLASS = re.compile(r"<(\w+)>")
_OPENING = re.compile(r"(?:\^|<\w+>|\(\?:(?:<\w+>)+(?:\|(?:<\w+>)+)+\))(?![*+?{])")
"""What several expressions may open with: the beginning of a sentence, a class, one of several classes."""
_AGAIN = re.compile(r"(?<=\))([*+])")
MOST = 6
"""Times that a group of an expression repeats: words that can be read in several ways would else take for ever."""
_ANSWER = re.compile(r"(?:答|回答|A|Answer)(?: ?\d+)?[：:.]")


@cache
def _data() -> Mapping[str, Any]:
    return yaml_text.load(CONTEXT.read_text(encoding="utf-8"), str(CONTEXT))


@cache
def _patterns(place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the expressions of a place by class, of both languages: a Chinese page may joke in English."""
    return tuple(
        (kind, re.compile("|".join(_whole(_joined(parts), lang) for lang, parts in listed.items()), re.I))
        for kind, listed in _data()[place].items()
    )


def _joined(parts: list[str]) -> str:
    """Return one expression for several, with what they open with alike written once.

    The words of a class are long: so they are compiled once, and looked for once.
    """
    shared: dict[str, list[str]] = {}
    for part in parts:
        opening = _OPENING.match(part) if _single(part) else None
        shared.setdefault(opening[0] if opening else "", []).append(part)
    return "|".join(
        f"{opening}(?:{_joined([part[len(opening) :] for part in rest])})" if opening and rest[1:] else "|".join(rest)
        for opening, rest in shared.items()
    )


def _single(part: str) -> bool:
    """Tell whether an expression is no row of alternatives."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]])+\]", "", part)
    while (outer := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = outer
    return "|" not in bare


def _whole(part: str, language: str) -> str:
    """Return an expression with the words of a class in the place of its name in angle brackets."""
    words = _data()["classes"][language]
    bounded = _AGAIN.sub(lambda often: f"{{{int(often[1] == '+')},{MOST}}}", part)
    return _CLASS.sub(lambda name: _whole(words[name[1]], language), bounded)


@lru_cache(maxsize=1 << 16)
def _found(place: str, words: str) -> str | None:
    """Return the class and the words of the first expression of a place that `words` hold, or None."""
    ends = (words,) if len(words) <= LONGEST else (words[:LONGEST], words[-LONGEST:])
    for kind, pattern in _patterns(place):
        for part in ends:
            if match := pattern.search(part):
                return f"{kind}: “{match[0].strip()[:40]}”"
    return None


def quotable(document: Document, chunk: Chunk) -> Iterator[tuple[Block, Span]]:
    """Yield the sentences of a chunk that its document stands by, as `spans.sentences` does."""
    for block, span in spans.sentences(document, chunk):
        if fault(document, chunk, span.start) is None:
            yield block, span


def fault(document: Document, chunk: Chunk, start: int) -> str | None:
    """Return by what words the source takes back, jokes about or supposes the sentence at `start`, None if it does not.

    `start`: a character offset into the chunk's text.
    """
    at = next((n for n, block in enumerate(chunk.blocks) if block.start <= start < block.end), None)
    if at is None:
        return None
    block = chunk.blocks[at]
    ends, said = _split(chunk.text[block.start : block.end])
    here = sum(last <= start - block.start for last in ends)
    earlier, own, following = said[:here], said[min(here, len(said) - 1)], said[here + 1 :]
    return (
        _first("heading", (document.title, *block.heading_path, *_label(own)))
        or _found("itself", own)
        or _first("before", (*_introduction(document, chunk, at), *_unanswered(earlier, own)))
        or (None if _found("contrast", own) else _first("previous", earlier[-1:] or _last(document, chunk, at)))
        or _taken_back(document, chunk, at, own, following)
        or next((why for one in document.chunks if (why := _anywhere("whole", one.text))), None)
    )


def _first(place: str, words: Iterable[str]) -> str | None:
    return next((why for one in words if (why := _found(place, one))), None)


def _sentences(chunk: Chunk, block: Block) -> tuple[str, ...]:
    return _split(chunk.text[block.start : block.end])[1]


@lru_cache(maxsize=1 << 14)
def _split(words: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return where each sentence of a block ends, a character offset, and the sentences."""
    cut = text.sentences(words)
    return tuple(last for _, last in cut), tuple(words[first:last] for first, last in cut) or (words,)


def _label(sentence: str) -> tuple[str, ...]:
    """Return the label that a sentence opens with: 误区 of “误区：…”."""
    match = _LABEL.match(sentence)
    return (match[1] or match[2],) if match else ()


def _unanswered(earlier: tuple[str, ...], own: str) -> tuple[str, ...]:
    """Return what stands before a sentence in its paragraph, from the last answer on: that is no premise."""
    answers = [n for n, sentence in enumerate((*earlier, own)) if _ANSWER.match(sentence)]
    return earlier[answers[-1] :] if answers else earlier


def lead_in(document: Document, chunk: Chunk, block: Block) -> str | None:
    """Return what introduces the list that an item stands in: a sentence with a colon, or a mere label; else None.

    A short one is among the item's headings too, so that it may be longer than the path above what introduces it.
    """
    at = chunk.blocks.index(block)
    if block.kind != "item":
        return None
    for where, before in _near(document, chunk, at, -1):
        if before.kind == "item":
            continue
        if before.heading_path != block.heading_path[: len(before.heading_path)] or before.kind != "paragraph":
            return None
        last = _sentences(where, before)[-1]
        if before.heading_path != block.heading_path and not last.endswith((":", "：")):
            return None
        return last if last.endswith((":", "：")) or not re.search(r"[.。!！?？]\W*$", last) else None
    return None


def _introduction(document: Document, chunk: Chunk, at: int) -> tuple[str, ...]:
    """Return the sentence with a colon at its end that introduces a block, the items between them left out."""
    for where, block in _near(document, chunk, at, -1):
        if block.kind != "item" or chunk.blocks[at].kind != "item":
            last = _sentences(where, block)[-1]
            return (last,) if last.endswith((":", "：")) else ()
    return ()


def _clauses(sentence: str) -> tuple[str, ...]:
    """Return a sentence, and what follows in it after a semicolon, a colon, a dash or “but”."""
    return (sentence, *filter(None, _CLAUSES.split(sentence)[1:]))


def _last(document: Document, chunk: Chunk, at: int) -> tuple[str, ...]:
    """Return the last sentence of the block before one."""
    return next((_sentences(where, block)[-1:] for where, block in _near(document, chunk, at, -1)), ())


def _taken_back(document: Document, chunk: Chunk, at: int, own: str, following: tuple[str, ...]) -> str | None:
    """Return what takes a sentence back from behind: one of the next, what follows its list, or one on all above."""
    soon, listed = list(following[:AHEAD]), chunk.blocks[at].kind == "item"
    for n, (where, block) in enumerate(_near(document, chunk, at, 1)):
        if (n == 0 and len(following) < AHEAD) or (listed and block.kind != "item"):
            soon.append(_sentences(where, block)[0])
        listed = listed and block.kind == "item"
        if not listed:
            break
    if why := _first("next", (clause for sentence in soon for clause in _clauses(sentence))):
        return why
    if any(_anywhere("later", one.text) for one in document.chunks[chunk.number - 1 :]):
        behind = (said for where, block in _near(document, chunk, at, 1) for said in _sentences(where, block))
        if why := _first("later", (*following, *behind)):
            return why
    return _found("rebuttal", soon[0]) if soon and _found("said", own) else None


@lru_cache(maxsize=1 << 14)
def _anywhere(place: str, words: str) -> str | None:
    """Return what an expression of a place finds in any sentence of a chunk: so most are asked once, not for each."""
    return _first(place, _split(words)[1])


def following(document: Document, chunk: Chunk, block: Block) -> tuple[Chunk, Block] | None:
    """Return the block after one, in its chunk or the next, None where another section begins there."""
    return next(_near(document, chunk, chunk.blocks.index(block), 1), None)


def _near(document: Document, chunk: Chunk, at: int, step: int) -> Iterator[tuple[Chunk, Block]]:
    """Yield the blocks after one (`step` 1) or before it (-1), nearest first, up to another section."""
    path = chunk.blocks[at].heading_path
    number, position = chunk.number, at + step
    while True:
        while 0 <= position < len(chunk.blocks):
            block = chunk.blocks[position]
            if not (block.heading_path[: len(path)] == path or path[: len(block.heading_path)] == block.heading_path):
                return
            yield chunk, block
            position += step
        number += step
        if not 0 < number <= len(document.chunks):
            return
        chunk = document.chunks[number - 1]
        position = 0 if step > 0 else len(chunk.blocks) - 1
