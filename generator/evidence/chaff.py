"""What is no matter of a report: instructions, cross-references, options, what all know, what none can read."""

import re

from generator.evidence import cleaning, hygiene_rules, persons

_POINTS = re.compile(r"\b[Tt]h(?:is|ese|ose)\b")


def found(sentence: str, language: str, *, after: bool = False) -> str | None:
    """Return the words by which a sentence instructs, points elsewhere, names an option or says what all know, or None.

    `after`: it will stand behind the sentence that it leans on, to which “this” may point.
    """
    sentence = persons.unpointed(sentence, language)
    if after and language == "en":
        sentence = _POINTS.sub("", sentence)
    rules = hygiene_rules.of(language)
    match = rules["chaff"].search(sentence) or rules["chaff_opening"].search(sentence)
    return match[0] if match else None


def refers(sentence: str, language: str) -> bool:
    """Tell whether a sentence points elsewhere, names an option or says what all know, whatever it opens with."""
    return hygiene_rules.of(language)["chaff"].search(persons.unpointed(sentence, language)) is not None


def commands(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with a word by which its reader is told what to do or not."""
    return hygiene_rules.of(language)["commands"].search(sentence) is not None


def only_commands(sentence: str, language: str) -> bool:
    """Tell whether it is only by telling its reader what to do that a sentence is none for a report of statements."""
    return commands(sentence, language) and hygiene_rules.of(language)["chaff"].search(sentence) is None


def unreadable(words: str, language: str) -> bool:
    """Tell whether cleaned words hold what no reader of a brief can use: markup, code, signs, half a pair of
    brackets."""
    technical = hygiene_rules.of(language)["technical"].search(words)
    debris = cleaning.DEBRIS.search(re.sub(r"\.{3,}|…", "", words))
    return bool(technical or debris or cleaning.SIGN.search(words) or not cleaning.balanced(words))
