"""Traditional characters for the words that a brief adds to its sources, where its commission is written in them.

What a brief adds is kept in simplified characters (`data/wording.yml`) and made traditional here (OpenCC, Taiwan's
forms), always as a template: names, headings and sources' own words, which fill it, stand as they were written.
"""

import re
from functools import lru_cache
from typing import Any

from generator.language import text, tokens

HANT = "zh-Hant"
"""The script of a Chinese brief in traditional characters; else a script is the language itself: "zh", "en"."""

_SAID = re.compile(rf"^language: *['\"]?{HANT}\b", re.MULTILINE)
"""What a form says."""


@lru_cache(maxsize=64)
def of(language: str, query: str) -> str:
    """Return the script in which a brief on a commission is written: "zh", "zh-Hant" or "en".

    Traditional where more of the commission's characters are traditional alone than simplified alone; a form says it.
    """
    if language == "zh" and _SAID.search(query):
        return HANT
    if language != "zh" or not text.has_han(query):
        return language
    written = {c for c in query if "㐀" <= c <= "鿿"}
    old = sum(tokens.simplify_each(c) != c for c in written)
    return HANT if old > sum(tokens.traditional(c) != c for c in written) else language


def made(template: str, script: str) -> str:
    """Return words of ours, in simplified characters or English, in the characters of a script."""
    return tokens.traditional(template) if script == HANT else template


def made_all(values: Any, script: str) -> Any:
    """Return a tree of words of ours in the characters of a script; its keys stand."""
    if isinstance(values, dict):
        return {key: made_all(value, script) for key, value in values.items()}
    if isinstance(values, list):
        return [made_all(value, script) for value in values]
    return made(values, script) if isinstance(values, str) else values
