"""Of whom questions ask, each of one, or the same of another: "Can A …? And what about B?", A的怎么接,B的呢?"""

import re
from collections.abc import Iterator

from generator.commission.clauses import Span
from generator.commission.rows import WHOLE, Row, is_place, joined as joined_names
from generator.commission.weighing import CLAUSE_END, Names, around
from generator.language import tokens

_SENTENCES, _CLAUSES = re.compile(r"[^.。!?;\n]+[.。!?;\n]?"), re.compile(r"[^,.。!?;\n]+[,?]?")
_TOO_ASKED = re.compile(
    r"(?:^|[,\s])(?:what|how) about [^,.?!;]{2,40}[ ?]*$|(?:^|[,\s])(?:the )?same(?: \w+)? for [^,.?!;]{2,40}[ ?]*$|"
    r"(?:^|[,\s])(?:about|for|in) [^,.?!;]{2,40} (?:too|as well)[ ?]*$|呢[ ?]*$",
    re.IGNORECASE,
)
"""What asks the same of another: A的怎么接,B的呢? "… at A, and what about B?"."""


def rows(names: Names) -> Iterator[Row]:
    """Yield those of whom questions ask, each of one that titles or folders have, "Can A …? And what of B?"; and those
    of whom the same is asked as of others before."""
    sentences = list(_SENTENCES.finditer(names.body))
    too = [_TOO_ASKED.search(sentence[0].rstrip(" 。.!;\n")) is not None for sentence in sentences]
    parties: list[Row] = []
    for number, sentence in enumerate(sentences):
        if not (sentence[0].endswith("?") or too[number] or any(too[number + 1 : number + 2])):
            continue
        parted = _CLAUSES if too[number] else _SENTENCES
        for question in parted.finditer(names.body, *sentence.span()):
            known = names.longest(names.within(*question.span()))
            parties.append(tuple(span for span in known if _is_party(names, span)))
    joined = [{*row} for row in joined_names(names)]
    each = [found for question in parties if (found := _like_last(names, question, parties, joined))]
    row = [one for found in each for one in found] if len(each) > 1 else []
    if row and is_place(names, row[-1]):
        row = [_place_of(names, span) for span in row]
    if len({names.name(span) for span in row}) > 1:
        yield tuple(row)


def _like_last(names: Names, question: Row, parties: list[Row], joined: list[set[Span]]) -> Row:
    """Return the only one of whom a question asks, or those of one row; of several those that are called by a name, or
    by none, as is the last of whom one asks."""
    last = next((one[0] for one in reversed(parties) if len(one) == 1), None)
    if len(question) > 1 and last:
        question = tuple(span for span in question if _is_called(names, span) == _is_called(names, last))
    return question if len(question) == 1 or any({*question} <= row for row in joined) else ()


def _is_called(names: Names, span: Span) -> bool:
    """Tell whether words are a name, of a place or another."""
    return names.is_name(span) or is_place(names, span)


def _place_of(names: Names, span: Span) -> Span:
    """Return the place that a name begins with, if the corpus has that: 昆明 of 昆明公园, beside 大理."""
    word, tag = tokens.tagged(names.flat[slice(*span)])[0]
    place = span[0], span[0] + len(word)
    return place if tag == "ns" and names.is_known(place) else span


def is_followed(names: Names, row: Row) -> bool:
    """Tell whether of the last of a row the same is asked as of those before, and all are names, or none is."""
    end = row[-1][1]
    if len({_is_called(names, span) for span in row}) > 1:
        return False  # "Which deposit may be asked in Ghent? What about interest?"
    clause, _ = around(names.body, row[-1], CLAUSE_END)
    behind = re.compile(" ?的?呢| (?:too|as well)\\b").match(names.body, end)
    return _TOO_ASKED.search(names.body, max(0, clause - 1), behind.end() if behind else end) is not None


def _is_party(names: Names, span: Span) -> bool:
    """Tell whether a name is that of a place, or is written as one, and documents are about it, or is all that a folder
    or title says."""
    held = names.held(span)
    return held.share >= WHOLE or held.heads > 0 and _is_called(names, span)
