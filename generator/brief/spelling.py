"""Marks that editors exchange: a brief as its ledger and front matter spell it.

Typographic quotation marks and apostrophes for plain ones, or the other way round, are the same words.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.brief import page, references
from generator.brief.citation import Citation
from generator.brief.ledger import Ledger
from generator.brief.page import Brief, Section, Sentence
from generator.language import text

SAID = ("author", "date", "url", "accessed")
"""What else the line of a source says."""
_PLAIN = str.maketrans("‘’ʼ“”„‟", '\'\'\'""""')


def read(text: str, where: str, ledger: Ledger) -> Brief:
    """Read a brief as its ledger has it, with a sentence on a line or in filled paragraphs; raises as `parse` does."""
    brief, known = as_recorded(page.parse(text, where), ledger), {entry.text for entry in ledger.entries}
    strange = _strange(brief, known)
    if not strange:
        return brief
    filled = as_recorded(page.parse(text, where, filled=True), ledger)
    return filled if _strange(filled, known) < strange else brief


def _strange(brief: Brief, known: Collection[str]) -> int:
    """Return how many sentences of paragraphs are not recorded, and lines not read."""
    said = (one.text for _, block, one in brief.sentences if block.kind == "paragraph")
    return sum(words not in known for words in said) + len(brief.flaws)


def as_recorded(brief: Brief, ledger: Ledger) -> Brief:
    """Return the brief with the marks that are recorded for its words, and with its query as the program reads it."""
    front = _front(brief.front)
    commission = front.get("commission") if isinstance(front.get("commission"), dict) else {}
    sources = [source for source in _items(front.get("sources")) if _listed(source)]
    language = "zh" if commission.get("language") == "zh" else "en"
    lines = (references.line(source, language) for source in sources)
    said = _Known((*(entry.text for entry in ledger.entries), *lines))
    titles = _Known(str(source.get(key, "")) for source in sources for key in ("title", "file"))
    heads = _Known((str(front.get("title")), *(str(s.get("heading")) for s in _items(commission.get("sections")))))
    sections = tuple(_section(section, said, titles, heads) for section in brief.sections)
    return replace(brief, front=front, title=heads.spelled(brief.title), sections=sections)


def _items(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _listed(source: Mapping[str, Any]) -> bool:
    """Tell whether a source has a line in the reference section; the schema is not checked yet."""
    needed = {"id", "kind", "title", "sha256", *(() if source.get("kind") == "corpus" else ("file",))}
    return needed <= source.keys() and all(isinstance(source.get(key, ""), str) for key in (*needed, *SAID))


def _front(front: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter with the query as it is read: a space at its end is no word."""
    commission = front.get("commission")
    if not isinstance(commission, dict) or not isinstance(commission.get("query"), str):
        return dict(front)
    return {**front, "commission": {**commission, "query": text.unified(text.visible(commission["query"]))}}


class _Known:
    """Spellings that are recorded, by the words without what editors exchange."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._plain: dict[str, str] | None = None

    def spelled(self, words: str) -> str:
        """Return the recorded spelling of words, themselves where there is none, or several."""
        if words in self.words:
            return words
        if self._plain is None:
            found: dict[str, str] = {}
            for one in self.words:
                plain = one.translate(_PLAIN)
                found[plain] = "" if plain in found else one
            self._plain = found
        return self._plain.get(words.translate(_PLAIN)) or words

    def opening(self, words: str) -> str:
        """Return the longest recorded words that these open with, "" where none do."""
        return max((one for one in self.words if one and words.startswith(one)), key=len, default="")


def _section(section: Section, said: _Known, titles: _Known, heads: _Known) -> Section:
    blocks = []
    for block in section.blocks:
        rows = (tuple(_sentence(one, said, titles) for one in row) for row in block.rows)
        if block.kind == "paragraph":
            rows = (tuple(part for one in row for part in _parts(one, said)) for row in rows)
        blocks.append(replace(block, rows=tuple(rows)))
    return replace(section, heading=heads.spelled(section.heading), blocks=tuple(blocks))


def _parts(sentence: Sentence, said: _Known) -> tuple[Sentence, ...]:
    """Return the recorded sentences that an editor put into one line, that sentence where it is none of such."""
    found, rest = [], sentence.text
    while rest and rest not in said.words:
        if not (one := said.opening(rest)):
            return (sentence,)
        found.append(Sentence(text=one, line=sentence.line))
        rest = rest[len(one) :].lstrip()
    return (*found, replace(sentence, text=rest)) if rest else (sentence,)


def _sentence(sentence: Sentence, said: _Known, titles: _Known) -> Sentence:
    words = said.spelled(sentence.text)
    citations = tuple(_cited(one, titles) for one in sentence.citations)
    same = words == sentence.text and citations == sentence.citations
    return sentence if same else replace(sentence, text=words, citations=citations)


def _cited(cited: Citation, titles: _Known) -> Citation:
    title = titles.spelled(cited.title)
    return cited if title == cited.title else replace(cited, title=title)
