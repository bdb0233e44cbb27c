"""What a sentence leans on: the connective or pronoun that opens it and ties it to the one before or its heading."""

import re

from generator.evidence import hygiene_rules, persons
from generator.language import tokens


def opener(sentence: str, language: str) -> str | None:
    """Return the dangling connective or pronoun that opens a sentence, or None."""
    rules = hygiene_rules.of(language)
    if language == "zh":
        first = next(iter(tokens.words(sentence[:16])), "")
    else:
        first = (re.match(r"[A-Za-z]+", sentence) or [""])[0].casefold()
        lowered = sentence.casefold()
        for opening in rules["opening"]:
            if lowered.startswith(opening):
                return opening
    return first if first in rules["first"] else None


ALSO = re.compile(r"(?:[^\s,]+ ){1,6}also\b")
"""An English sentence that adds to the one before."""


def _opens_with(sentence: str, language: str, listed: tuple[str, ...]) -> bool:
    if language == "zh":
        return next(iter(tokens.words(sentence[:16])), "") in listed
    lowered = sentence.casefold()
    return any(lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalnum() for word in listed)


def rebuts(sentence: str, language: str) -> bool:
    """Tell whether a sentence turns against the one right before it: neither stands without the other."""
    return _opens_with(sentence, language, hygiene_rules.of(language)["rebuts"])


def limits(sentence: str, language: str) -> bool:
    """Tell whether a sentence takes back a part of what the one right before it says: it turns against that, or excepts
    something from it."""
    return rebuts(sentence, language) or _opens_with(sentence, language, hygiene_rules.of(language)["limits"])


def carried(sentence: str, language: str) -> bool:
    """Tell whether a sentence leans on the one right before it, and may stand behind that one."""
    sentence = persons.unpointed(sentence, language)
    return (
        rebuts(sentence, language)
        or _opens_with(sentence, language, hygiene_rules.of(language)["carried"])
        or (language == "en" and ALSO.match(sentence) is not None)
    )


def leans(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with what leans on one before it, whatever heading stands above: Until then, …
    否则……"""
    lowered = sentence.casefold()
    listed = hygiene_rules.of(language)["leans"]
    if language == "zh":
        return tokens.simplify_each(sentence).startswith(listed) or rebuts(sentence, language)
    return any(lowered.startswith(one) and not lowered[len(one) : len(one) + 1].isalnum() for one in listed)


def of_above(words: str, language: str) -> bool:
    """Tell whether a sentence opens with a pronoun for what its heading names."""
    return opener(words, language) in OF_ABOVE[language]


OF_ABOVE = {"zh": ("它", "其"), "en": ("it", "its")}


def connective(sentence: str, language: str) -> int:
    """Return the characters of a word that only adds a sentence to the one before: 此外，… or Moreover, …"""
    match = hygiene_rules.of(language)["connective"].match(sentence)
    return match.end() if match else 0
