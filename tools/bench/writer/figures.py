"""The figures of one text, as the cells of a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from generator.language import text
from tools.bench.writer.baselines import named
from tools.bench.writer.texts import COMPARED, Text

DANGLING = {
    "zh": re.compile(
        r"(?:这|那|它|他们|她|其(?!他|中央)|此(?!次)|该|上述|前者|后者|同时|另外|然而|但|而且|因此|所以|于是|不过|例如|比如|"
        r"总之|首先|其次|再次|最后|随后|接着|另一方面|一方面|与此|由此|相反|具体来说|换言之|也就是|即使如此|尽管如此|两者|二者)"
    ),
    "en": re.compile(
        r"(?:this|that|these|those|it|its|they|their|he|she|his|her|such|however|but|and|so|therefore|thus|hence|also|"
        r"moreover|furthermore|besides|then|for example|for instance|in addition|additionally|in contrast|instead|"
        r"nevertheless|the former|the latter|both of (?:them|these)|here|there|for that reason|as a result)\b",
        re.I,
    ),
}
"""How a sentence opens that leans on one before it. What the writer itself puts in front, named as such in the ledger,
is not looked at."""


def row(made: Text, about: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the cells of the table for one text."""
    outside = [x for x in made.lines if x.role in (*COMPARED, "conclusion") and x.kind != "meta"]
    evidence = [x for x in made.lines if x.kind not in ("meta", "framing")]
    whole = [x for x in evidence if x.kind not in ("cell", "figure")]
    cited = sum(bool(x.documents) for x in outside)
    framing = sum(x.kind == "framing" for x in outside)
    return [
        made.task,
        made.maker,
        made.constraints,
        percent(cited, len(outside)),
        percent(framing, len(outside)),
        balance(made, lambda x: x.side),
        balance(made, lambda x: named(x.own, made.subjects)),
        str(len({title for x in evidence for title in x.documents})),
        "{} of {}".format(*sided(made)),
        "{} of {}".format(*made.aspects) if made.aspects else "–",
        fitting(made, about),
        f"{redundancy([x.own for x in whole], made.language):.2f}",
        f"{mean(text.count(x.text, 'words' if made.language == 'en' else '字') for x in whole):.0f}",
        percent(sum(bool(DANGLING[made.language].match(x.own)) for x in whole), len(whole)),
        str(len(whole)),
        f"{made.seconds:.1f}",
    ]


HEAD = (
    "commission", "maker", "constraints", "cited", "framing", "balance", "by names", "documents", "both sides",
    "aspects", "on topic", "overlap", "length", "dangling", "sentences", "s",
)  # fmt: skip


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def mean(values: Iterator[int]) -> float:
    known = list(values)
    return sum(known) / max(1, len(known))


def balance(made: Text, side: Any) -> str:
    """Return the least side's share of the sentences of one side, against an even share."""
    counts = Counter(side(x) for x in made.lines if x.kind not in ("meta", "framing"))
    sums = [counts[name] for name, _ in made.subjects]
    return percent(min(sums) * len(sums), sum(sums))


def sided(made: Text) -> tuple[int, int]:
    """Return in how many comparison sections every side speaks, and how many there are."""
    sections = [n for n, section in enumerate(made.asked["sections"], start=1) if section["role"] in COMPARED]
    full = [
        number
        for number in sections
        if {name for name, _ in made.subjects} <= {x.side for x in made.lines if x.section == number}
    ]
    return len(full), len(sections)


def fitting(made: Text, about: tuple[tuple[str, str], ...]) -> str:
    """Return the share of the cited sentences in sections that `about` knows that speak of the section's topic."""
    found = []
    for number, section in enumerate(made.asked["sections"], start=1):
        wanted = next((words for heading, words in about if re.search(heading, section["title"], re.I)), None)
        if wanted and section["role"] in COMPARED:
            own = [x.own for x in made.lines if x.section == number and x.documents and x.kind != "meta"]
            found += [re.search(wanted, sentence, re.I) is not None for sentence in own]
    return percent(sum(found), len(found))


def grams(sentence: str, language: str) -> set[Any]:
    units = re.findall(r"\w+", sentence.casefold()) if language == "en" else re.sub(r"\W+", "", sentence)
    return {tuple(units[n : n + 5]) for n in range(len(units) - 4)}


def redundancy(sentences: list[str], language: str) -> float:
    """Return the highest share of common 5-grams (characters in Chinese, words in English) of two sentences."""
    sets = [found for sentence in sentences if (found := grams(sentence, language))]
    return max((len(a & b) / min(len(a), len(b)) for a, b in combinations(sets, 2)), default=0.0)
