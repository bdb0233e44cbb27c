"""What in a file of a brief is no part of the brief: text that it does not hold, and characters that are not seen."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import yaml_text
from generator.language import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A place in a file that says, or may say, something that the brief does not."""

    code: str
    """"unread" or "invisible"."""
    line: int
    """Line in the file, from 1."""
    said: str
    """The text that is not read, or the name of the character."""


def unread(line: int, said: str) -> Flaw:
    """Return the flaw that what stands in a line is read as nothing."""
    return Flaw(code="unread", line=line, said=" ".join(said.split()))


def of_yaml(source: str, value: Any, first: int) -> Iterator[Flaw]:
    """Yield the comments of YAML, which begins in line `first`, and the invisible characters that it escapes."""
    for line, said in yaml_text.comments(source):
        yield unread(first + line - 1, said)
    if "\\" in source:
        seen = {character: None for words in _strings(value) for character in text.INVISIBLE.findall(words)}
        yield from (_invisible(character, first) for character in seen if character not in source)


def invisible(source: str) -> Iterator[Flaw]:
    """Yield the characters of a file's text that are not seen, one for each line and character."""
    if text.INVISIBLE.search(source):
        for number, line in enumerate(source.split("\n"), start=1):
            yield from (_invisible(character, number) for character in dict.fromkeys(text.INVISIBLE.findall(line)))


def _invisible(character: str, line: int) -> Flaw:
    name = unicodedata.name(character, "control character")
    return Flaw(code="invisible", line=line, said=f"U+{ord(character):04X} {name}")


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a value of YAML, the keys of mappings too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
