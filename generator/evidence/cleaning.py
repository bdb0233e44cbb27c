"""The sentence that a quote makes: without the marks of its place, with its capital letter and its full stop.

Of words alone, as all of hygiene: nothing here knows a subject, a chunk or a document.
"""

import re
from functools import lru_cache

from generator.language import boundaries, notes, text

_SAYING = "✅✓✔☑✗✘✕✖❌❎☒❓❔⛔🚫🆗👍👎⚠☐"
SIGN = re.compile(f"[{_SAYING}]")
"""A pictogram that says something: yes, no, allowed, forbidden. It is no ornament, and none is dropped."""
PICTOGRAM = re.compile(f"(?:(?![{_SAYING}])[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d•■□◆●▪])+ ?")
_FIGURE = re.compile(
    r"\s?[(（](?:see |cf\. )?(?:Figures?|Fig\.|Tables?|Section|Appendix) ?[A-Z]?[\d.]*[)）]"
    r"|\s?[(（][见参如]?[图表] ?\d+[)）]"
)
"""Brackets that lead to a figure or a table of the source."""
_NARROW = str.maketrans(",:;()?!", "，：；（）？！")
_BESIDE_HAN = re.compile(
    rf"(?<=[{text.HAN}”》）)]) ?[,:;()?!] ?|[,:;(] ?(?=[{text.HAN}“《])|(?<=[^\s])[)](?=[{text.HAN}，。；])"
)
DEBRIS = re.compile(
    r"https?://|www\.|[{}<>|=\ufffd→⇒➜]|(?<!\b[A-Z])\\|\\(?![A-Z]\b)|(?<![A-Z])#|#(?=\w)|\.\.\.|…|~~|@|"
    r"\$\\?[A-Za-z(\[{\\][^$]*\$|\$\d+ ?\.(?!\d)|\d[$€£]\d"
)
"""Markup, addresses and what could not be read; the sign of C# and the strokes of “A\\B\\C” are none."""
_LOWERED = re.compile(r"(?:The|An?|In|On|At|By|For|From|With|Under|Each|All|Most|Many|Some)\b")
"""English words that lose their capital letter behind a connective."""


@lru_cache(maxsize=1 << 14)
def clean(quote: str) -> str:
    """Return the words of a quote: note marks, emphasis marks, list marks and pictograms dropped."""
    while (cleaned := _cleaned(quote)) != quote:  # what was dropped may have parted two halves of a mark
        quote = cleaned
    return cleaned


def _cleaned(quote: str) -> str:
    quote = PICTOGRAM.sub("", _FIGURE.sub("", notes.without(quote))).replace("**", "").replace("`", "")
    quote = re.sub(r"^(?:[-*+•]\s+|[（(]?\d{1,2}[)）、]\s*|\d{1,2}\.\s+|[①-⑳]\s*)", "", quote)
    quote = " ".join(quote.split())
    return text.space(_widen(quote)) if text.language(quote) == "zh" else quote


def _widen(quote: str) -> str:
    """Make ASCII marks beside Han characters the Chinese ones that were meant; brackets only in pairs."""
    widened = _BESIDE_HAN.sub(lambda m: m[0].strip().translate(_NARROW), quote)
    if widened.count("（") != widened.count("）"):
        widened = re.sub(r"\(([^()（）]*)）", r"（\1）", re.sub(r"（([^()（）]*)\)", r"（\1）", widened))
    return widened


def finish(sentence: str, language: str) -> str:
    """Return the sentence with a full stop in place of a missing or weaker end mark."""
    sentence = sentence.rstrip(" ;；,，:：")
    if re.search(r"[。.!?！？][”’」』）)\"']?$", sentence):
        return sentence
    return sentence + ("。" if language == "zh" else ".")


_INCHES = re.compile('(?<=\\d)[”"″]')
"""The mark of inches behind a number, which closes no quotation."""


def balanced(sentence: str) -> bool:
    if sentence.count("“") != sentence.count("”") or sentence.count('"') % 2:
        sentence = _INCHES.sub("", sentence)
    if sentence.count('"') % 2:
        return False
    stack = []
    pairs = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」", "[": "]", "【": "】", "『": "』"}
    for character in sentence:
        if character in pairs:
            stack.append(pairs[character])
        elif (
            character in pairs.values()
            and character != "’"
            and (not stack or (stack.pop() != character and character not in ")）"))
        ):
            return False
    return not [mark for mark in stack if mark != "’"]


def opened(cleaned: str, language: str) -> str:
    """Return an English sentence with the capital letter that it needs when what stood before it is left off.

    A name keeps its small letter: xAI, npm.
    """
    if language != "en" or boundaries.opens_small(cleaned):
        return cleaned
    return text.capital(cleaned)


def sentence(quote: str, language: str) -> str:
    """Return the sentence that a quote makes in a brief: cleaned, with its first letter and its full stop."""
    return finish(opened(clean(quote), language), language)


def lowered(words: str) -> str:
    """Return an English sentence as it stands behind a connective: “the …”; others as they are."""
    return words[0].lower() + words[1:] if _LOWERED.match(words) else words
