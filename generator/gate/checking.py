"""What a second reader found: a model that sees one sentence and its passages, and copies out the words that say it.

Its answer is recorded in the ledger and held against the passages: a statement without words that stand there has no
support, whatever the model says. That shows that someone looked, and where; it proves nothing, and by default a person
signs such a sentence as any other in other words.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator import files, yaml_text
from generator.brief.ledger import Checked
from generator.gate.retelling import Fault, Source
from generator.language import numerals, text, tokens

DATA = files.DATA / "prompts.yml"
LEAST = {"zh": 4, "en": 2}
"""Content characters (zh), or words (en), that a quote has at least: less stands anywhere. Characters of a whole
Chinese clause, between two marks, with a content word among them, are as good."""
COVERED = 0.75
"""Share of a sentence's content words (0 to 1) that its statements hold, at least."""

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement that a second reader parted from a sentence."""

    text: str
    supported: bool
    quotes: tuple[tuple[str, str], ...]
    """(id of a passage, words copied from it)."""
    differs: str = ""
    """Words of the sentence that no passage says."""


@cache
def words(language: str) -> Mapping[str, Any]:
    """Return what a model is told in a language."""
    return yaml_text.load(DATA.read_text(encoding="utf-8"), str(DATA))[language]


def framed(task: str, lines: Sequence[Mapping[str, Any]]) -> str:
    """Return a task ({mark} is filled in) with what comes from outside: JSON, one object a line, between marks."""
    data = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    mark = f"=== {hashlib.sha256(data.encode()).hexdigest()[:16]} ==="  # no text can hold the hash of itself
    return f"{task.replace('{mark}', mark)}\n{mark}\n{data}\n{mark}"


def messages(sentence: str, sources: Sequence[Source], language: str) -> Messages:
    """Return what a second reader is asked."""
    told = words(language)
    lines: list[Mapping[str, Any]] = [{"sentence": sentence}]
    for name, source in _named(sources):
        shown = (*source.under, source.document, source.status)
        known = {
            "id": name, "about": source.side.name if source.side else "", "document": source.document,
            "of": source.whose, "we": source.party, "status": source.status, "under": list(source.under),
            "article": source.article, "text": source.words,
            "around": [words for words in source.around if words not in shown],
        }  # fmt: skip
        lines.append({key: value for key, value in known.items() if value})
    return [
        {"role": "system", "content": told["judge"].format()},
        {"role": "user", "content": framed(told["judged"], lines)},
    ]


def _named(sources: Sequence[Source]) -> Iterator[tuple[str, Source]]:
    return ((f"p{number}", source) for number, source in enumerate(sources, start=1))


def prompt(sentence: str, sources: Sequence[Source], language: str) -> str:
    """Return the SHA-256 of what a second reader is asked."""
    asked = json.dumps(messages(sentence, sources, language), ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()


def checked(found: Checked, sentence: str, sources: Sequence[Source], language: str) -> bool:
    """Tell whether what is recorded was asked of this sentence and these sources, and the answer supports all of it."""
    return found.prompt == prompt(sentence, sources, language) and faults(found.reply, sentence, sources) == ()


_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.S)
_FENCE = re.compile(r"\A```(?:json)?\n(.*?)\n?```\Z", re.S)


def read(reply: str) -> Any:
    """Return the JSON of a reply, None where it is none. What a model thinks aloud before it is left out."""
    try:
        return json.loads(_FENCE.sub(r"\1", _THOUGHT.sub("", reply).strip()))
    except (ValueError, RecursionError):
        return None


def statements(reply: str) -> tuple[Statement, ...] | None:
    """Read the answer of a second reader, None where it does not have the form."""
    try:
        found = tuple(
            Statement(
                text=one["text"], supported=one["supported"] is True, differs=str(one.get("differs") or ""),
                quotes=tuple((quote["passage"], quote["words"]) for quote in one["quotes"]),
            )
            for one in read(reply)["statements"]
        )  # fmt: skip
    except (TypeError, KeyError, AttributeError):
        return None
    whole = all(isinstance(w, str) for s in found for w in (s.text, *(part for quote in s.quotes for part in quote)))
    return found if found and whole else None


def faults(reply: str, sentence: str, sources: Sequence[Source]) -> tuple[Fault, ...]:
    """Return what of a sentence an answer does not support, () for nothing.

    The statements have to hold the sentence: its numbers, and most of its words. Each has words of a passage that are
    found there, and its numbers stand in those. What stands above a passage, or says little, may be quoted beside
    words that say something, not alone.
    """
    found = statements(reply)
    if found is None:
        return (Fault(code="form"),)
    passages = dict(_named(sources))
    wrong = [Fault(code="unsupported", words=one.differs or one.text) for one in found if not _holds(one, passages)]
    if missed := _missed(sentence, " ".join(one.text for one in found), sources):
        wrong.append(Fault(code="unsupported", words=", ".join(missed)))
    return tuple(wrong)


def _holds(one: Statement, passages: Mapping[str, Source]) -> bool:
    if not one.supported or not one.quotes:
        return False
    if not all(name in passages for name, _ in one.quotes):
        return False
    own = [_stands(words, passages[name]) for name, words in one.quotes]
    beside = [_stands_there(words, passages[name]) for name, words in one.quotes]
    if not any(own) or not all(beside):
        return False
    words = [words for _, words in one.quotes] + [
        w for name, _ in one.quotes for w in (*passages[name].around, passages[name].article)
    ]
    quoted = " ".join(words)
    return set(numerals.numbers(one.text)) - {"1"} <= {*numerals.numbers(quoted), *numerals.told(quoted)}


def _stands(quote: str, source: Source) -> bool:
    """Tell whether words stand in a passage, but for spaces and marks, and are enough to say something."""
    language = text.language(source.words)
    content = tokens.content_tokens(quote)
    size = sum(map(len, content)) if language == "zh" else len(content)
    enough = size >= LEAST[language] or (language == "zh" and bool(content) and _clause(quote, source.words))
    return enough and text.letters(quote) in text.letters(source.words)


_MARKS = re.compile(r"[，,；;：:。.！!？?（）()\n]")


def _clause(quote: str, words: str) -> bool:
    """Tell whether a short quote is all that stands between two marks, which says something by itself: 选费率低的."""
    said = text.letters(quote)
    return len(said) >= LEAST["zh"] and any(text.letters(part) == said for part in _MARKS.split(words))


def _stands_there(quote: str, source: Source) -> bool:
    """Tell whether words stand in a passage, a heading above it or the title of its document, but for spaces and marks,
    however little they say: “we feel that”, beside what is felt."""
    above = (source.words, *source.around, *source.under, source.document, source.status, source.article)
    return bool(text.letters(quote)) and any(text.letters(quote) in text.letters(one) for one in above)


def _missed(sentence: str, told: str, sources: Sequence[Source]) -> list[str]:
    """Return what of a sentence no statement holds: any number, or too many of its words."""
    numbers = [n for n in numerals.numbers(sentence) if n not in numerals.numbers(told)]
    known = set(tokens.tokens(told)) | {t for s in sources if s.side for t in tokens.tokens(s.side.name)}
    pairs = tokens.content_words(sentence)
    lost = [word for word, token in pairs if token not in known]
    return numbers or (lost if len(lost) > (1 - COVERED) * len(pairs) else [])
