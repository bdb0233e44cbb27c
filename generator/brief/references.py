"""The reference section: one line per cited source, after GB/T 7714-2025 (Chinese) or its order in English."""

import re
from collections.abc import Mapping
from typing import Any

from generator.language import scripts
from generator.language.text import has_han

NAMED = 3
"""Authors that are named; of more than so many the first ones are, and the rest is 等 or et al."""
_FULL_STOP = ("。", ".", "！", "!", "？", "?", "…")
_INITIALS = re.compile(r"(?<=\b[A-Z])\.(?=[\s\-]|$)\s?")
_END = re.compile(r"(?<=[a-z]{4})\.$|。$")
"""The full stop of a title that is a sentence."""
_PAIR = re.compile(r"([^\W\d_][\w’' -]*), ((?:[A-Z]\.(?:[ -](?=[A-Z]\.))?)+)(?:, (?:& |and )?| & | and |$)")
_INVERTED = re.compile(rf"(?:{_PAIR.pattern}){{2,}}")
"""Surnames with their initials behind them, as the APA writes them."""
_ORGANISATION = re.compile(
    r"\b(?:inc|ltd|llc|corp|co|gmbh|plc)\b\.?$|\b(?:of|for|department|university|institute|ministry|office|bureau"
    r"|association|committee|foundation|group|council|cent(?:er|re)|agency|team|staff|contributors)\b",
    re.IGNORECASE,
)


def line(source: Mapping[str, Any], script: str) -> str:
    """Return the reference of a source of the front matter: id, author, title, carrier, date, access, address.

    What lies online has its carrier ([EB/OL], [R/OL]) and when it was read; without an address a report is [R] and
    anything else [Z].
    """
    if source["kind"] == "image":
        what = "attached image" if script == "en" else scripts.made("随附图像", script)
        return f"{source['id']}. {source['file']}[{what}]. SHA-256: {source['sha256'][:16]}."
    url, date = source.get("url"), source.get("date")
    kind = "R" if source["kind"] == "document" else "EB" if url else "Z"
    parts = [authors(source.get("author") or ""), f"{_END.sub('', source['title'])}[{kind}{'/OL' if url else ''}]"]
    if date and url:
        parts.append(f"({date})[{source['accessed']}]" if source.get("accessed") else f"({date})")
    elif date:
        parts.append(date)
    parts.append(url or "")
    if source["kind"] == "document":
        parts.append(source["file"])
    return f"{source['id']}. {_sentence([part for part in parts if part])}"


def authors(said: str) -> str:
    """Return authors as a reference names them: surname first as it was, initials without points, three at most."""
    names = _names(said)
    if len(names) == 1:
        return said
    more = len(names) > NAMED
    rest = ("等" if has_han(names[0]) else "et al") if more else ""
    return ", ".join([*names[:NAMED], *filter(None, (rest,))])


def _names(said: str) -> list[str]:
    """Return the names of several authors one by one, or what was said as one name."""
    apart = [name.strip() for name in re.split(r"\s*[;；、]\s*", said) if name.strip()]
    if len(apart) > 1:  # commas stand inside the names: Gubbi, J.
        return [_INITIALS.sub(" ", name.replace(",", "")).strip() if not has_han(name) else name for name in apart]
    if _INVERTED.fullmatch(said):  # Odin, M., & Wu, L.
        return [f"{name} {_INITIALS.sub(' ', initials).strip()}" for name, initials in _PAIR.findall(said)]
    pairs = said.split(" and ")
    if len(pairs) > 1 and all(re.fullmatch(r"[^,，]+, [^,，]+", pair) for pair in pairs):  # Smith, John and Wu, Lee
        return [pair.replace(",", "") for pair in pairs]
    apart = [name.strip() for name in re.split(r"\s*[,，]\s*(?:and\s|&\s?)?|\s+(?:and|&)\s+", said) if name.strip()]
    organised = any(_ORGANISATION.search(name) for name in apart)
    inverted = len(apart) == 2 and any(" " not in name for name in apart) and not has_han(said)  # Gubbi, J.
    return [said] if organised or inverted or not apart else apart


def _sentence(parts: list[str]) -> str:
    """Return the parts with a full stop after each, and none after one that ends in a mark of its own."""
    text = ""
    for part in parts:
        text += f"{' ' if text else ''}{part}{'' if part.endswith(_FULL_STOP) else '.'}"
    return text
