"""What the program says to people: in English, and on a terminal in Chinese for those who read that.

A message is its English text, a string like any other: whatever is written to a file, as JSON or into a page holds
that, the same on every machine. Only `shown` translates, and only what goes to a terminal passes through it. The
catalogue is TOML, which Python reads by itself; gettext's would have to be compiled before the program could run.
"""

import os
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TextIO

CATALOGUE = Path(__file__).with_name("data") / "messages.zh.toml"
"""English template → Chinese template, with the same names in braces."""
VARIABLE = "BRIEFPROOF_LANG"
LOCALE = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables that say which language a person reads, the first that is set."""
CHINESE = 0x04
"""Primary language of Windows' identifiers, their lowest ten bits."""
HEADS = ("name", "where", "path", "file")
"""What names a file at the head of a message."""
LABEL = 12
"""Width of what a line of a summary is about, columns of a terminal."""
_FIELD = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r"\s+")


class Message(str):
    """A text in English that knows its template and what was filled in, so that it can be said in Chinese."""

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, values: Mapping[str, str]) -> "Message":
        made = super().__new__(cls, _filled(template, values))
        made.template, made.values = template, values
        return made

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:
        return self.template, self.values

    def on_one_line(self) -> "Message":
        """Return the message with every run of white space as one space."""
        values = {name: _on_one_line(value) for name, value in self.values.items()}
        return Message(_SPACES.sub(" ", self.template), values)

    def after(self, name: str) -> "Message":
        """Return the message without the `name` and colon that it opens with, if it does."""
        for head in HEADS:
            if self.template.startswith(f"{{{head}}}: ") and self.values.get(head) == name:
                return Message(self.template.removeprefix(f"{{{head}}}: "), self.values)
        return self


def say(template: str, /, **values: Any) -> Message:
    """Return a message: a template of the catalogue, and what stands for the names in its braces.

    A value that is a message or an error is translated with it; everything else stands as its text.
    """
    return Message(template, {name: _value(value) for name, value in values.items()})


def joined(parts: Iterable[str], between: str = ", ") -> Message:
    """Return messages one after the other as one."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(between.join(f"{{{name}}}" for name in values), values)


def some(parts: Sequence[str], most: int, between: str = ", ") -> Message:
    """Return the first of several messages, `most` at the most, and how many more there are."""
    more = say(" and {number} more", number=len(parts) - most) if len(parts) > most else ""
    return joined((joined(parts[:most], between), more), "")


def shown(said: object) -> str:
    """Return a message, an error or a text in the language of who sits at the terminal."""
    text = _value(said)
    if language() == "zh":
        text = _in_chinese(text) if isinstance(text, Message) else _catalogue().get(text, text)
    return " ".join(text.split()) if isinstance(said, Exception) else str(text)


def tell(template: str, /, *, file: TextIO | None = None, **values: Any) -> None:
    """Print a message."""
    print(shown(say(template, **values)), file=file)


def column(label: str, width: int = LABEL) -> str:
    """Return a label in the reader's language, filled up to `width` columns of a terminal; Han characters take two."""
    text = shown(label)
    return text + " " * (width - columns(text))


def columns(text: str) -> int:
    """Return the columns that a text takes in a terminal: Han characters and wide marks two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def language() -> str:
    """Return "zh" or "en": what whoever sits at the terminal reads, and the terminal can write."""
    asked = next((found for name in LOCALE if (found := os.environ.get(name))), "")
    chinese = asked.casefold().startswith("zh") if asked else _chinese_windows()
    return "zh" if chinese and _writable("中", getattr(sys.stderr, "encoding", None) or "utf-8") else "en"


def to_data(message: str) -> Any:
    """Return a message as plain values for JSON; `from_data` makes it again."""
    if not isinstance(message, Message):
        return message
    return [message.template, {name: to_data(value) for name, value in message.values.items()}]


def from_data(data: Any) -> str:
    """Return the message of `to_data`, or plain text; raises TypeError or ValueError for anything else.

    Whoever sent it: nothing in a template but names in braces is filled in.
    """
    if isinstance(data, str):
        return data
    template, values = data
    if not isinstance(template, str):
        raise TypeError("a template is text")
    return Message(template, {name: from_data(value) for name, value in dict(values).items()})


def _value(value: Any) -> str:
    if isinstance(value, Exception):
        told = next((one for one in value.args if isinstance(one, Message)), value)
        value = getattr(value, "message", told)
    return value if isinstance(value, Message) else str(value)


def _in_chinese(message: Message) -> str:
    """Return a message and those in it in Chinese; text of others among its values is never taken for one of ours."""
    values = {name: _in_chinese(one) if isinstance(one, Message) else one for name, one in message.values.items()}
    return _filled(_translated(message.template), values)


def _on_one_line(value: str) -> str:
    return value.on_one_line() if isinstance(value, Message) else _SPACES.sub(" ", value)


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: str(values.get(field[1], field[0])), template)


def _translated(template: str) -> str:
    """Return the Chinese template; that of a message which lost its name is the rest of the whole one's."""
    known = _catalogue()
    if template in known:
        return known[template]
    for head in HEADS:
        if whole := known.get(f"{{{head}}}: {template}"):
            return whole.removeprefix(f"{{{head}}}：")
    return template.replace(", ", "、").replace("; ", "；")  # a row of messages


@cache
def _catalogue() -> Mapping[str, str]:
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def _writable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _chinese_windows() -> bool:
    """Tell whether the surface of Windows is in Chinese; False on other systems."""
    if sys.platform != "win32":
        return False
    import ctypes

    return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == CHINESE
