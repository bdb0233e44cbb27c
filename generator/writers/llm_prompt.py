"""What a model is told and how its answers are read. Text from outside is data: JSON, one object a line, in marks."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.gate.checking import Messages, framed, read, words
from generator.gate.retelling import Fault

LONGEST = 600
"""Characters of a sentence that is sent back."""
SHOWN = 20_000
"""Characters of a reply that are shown to the model again with what is wrong with it."""

Turn = tuple[str, Sequence[str]]
"""A reply, and the lines that it is answered with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the outline."""

    question: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What a model says that the sources have nothing on."""

    section: int
    """That it belongs to."""
    side: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a model plans to write."""

    sections: Mapping[int, tuple[Point, ...]]
    missing: tuple[tuple[int, str], ...] = ()
    """(section, words to search for)."""
    silent: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of a reply."""

    point: int
    """Of the outline of its section, from 1."""
    text: str
    passages: tuple[str, ...]
    side: str = ""
    """Below whose name it stands, "" for none: it need not name that side itself."""

    def plain(self) -> dict[str, Any]:
        """Return it as it is sent back."""
        below = {"side": self.side} if self.side else {}
        return {"point": self.point, "passages": list(self.passages)} | below | {"text": self.text[:LONGEST]}

    @property
    def place(self) -> int:
        """Where it stands: its point."""
        return self.point

    @property
    def names(self) -> tuple[str, ...]:
        """What it rests on, each once."""
        return tuple(dict.fromkeys(self.passages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """A takeaway of a reply, or a finding."""

    section: int
    """That it closes, 0 for a finding."""
    text: str
    rests: tuple[str, ...]
    """Ids of sentences of the brief."""

    def plain(self) -> dict[str, Any]:
        """Return it as it is sent back."""
        head = {"takeaway": self.section} if self.section else {"finding": True}
        return head | {"rests": list(self.rests), "text": self.text[:LONGEST]}

    @property
    def place(self) -> int:
        """Where it stands: its section, 0 for a finding."""
        return self.section

    @property
    def names(self) -> tuple[str, ...]:
        """What it rests on, each once."""
        return tuple(dict.fromkeys(self.rests))


def messages(
    language: str, kind: str, lines: Iterable[Mapping[str, Any]], turns: Sequence[Turn] = (), **slots: Any
) -> Messages:
    """Return a conversation: the rules of `kind` ("plan", "write" or "conclude"), the task with what comes from
    outside, and each earlier reply with what it is answered with."""
    told = words(language)
    task = told[{"plan": "planned", "write": "written", "conclude": "concluded"}[kind]].format(mark="{mark}", **slots)
    found = [
        {"role": "system", "content": told[kind].format()},
        {"role": "user", "content": framed(task, tuple(lines))},
    ]
    for reply, answer in turns:
        found += [{"role": "assistant", "content": reply[:SHOWN]}, {"role": "user", "content": "\n".join(answer)}]
    return found


def line(value: Any) -> str:
    """Return a value from outside as it stands in a line of a prompt."""
    return json.dumps(value, ensure_ascii=False)


def told(faults: Iterable[Fault], language: str) -> str:
    """Return what is wrong, each with the words that it is about."""
    known = words(language)["faults"]
    return "; ".join(known[f.code] + (f": {line(f.words)}" if f.words else "") for f in faults)


def returned(said: Mapping[str, Any], faults: Iterable[Fault], language: str) -> str:
    """Return the line that sends a sentence back."""
    return f"- {line(said)}: {told(faults, language)}"


def outline(reply: str) -> Outline | None:
    """Read an outline, None when a reply does not have the form."""
    try:
        data = read(reply)
        sections = {
            _whole(one["section"]): tuple(
                Point(question=_text(p["question"]), passages=tuple(map(_text, p["passages"]))) for p in one["points"]
            )
            for one in data["sections"]
        }
        missing = tuple((_whole(one["section"]), _text(one["search"])) for one in data.get("missing") or ())
        silent = tuple(
            Silence(section=_whole(one["section"]), side=_text(one["side"]), on=" ".join(_text(one["on"]).split()))
            for one in data.get("silent") or ()
        )
    except (TypeError, KeyError, AttributeError, ValueError):
        return None
    return Outline(sections=sections, missing=missing, silent=silent)


def sentences(reply: str) -> tuple[Said, ...] | None:
    """Read the sentences of a section, None when a reply does not have the form."""
    try:
        return tuple(
            Said(
                point=_whole(one["point"]), text=_text(one["text"]), passages=tuple(map(_text, one["passages"])),
                side=_text(one.get("side") or ""),
            )
            for one in read(reply)["sentences"]
        )  # fmt: skip
    except (TypeError, KeyError, AttributeError, ValueError):
        return None


def conclusions(reply: str) -> tuple[Concluded, ...] | None:
    """Read findings and takeaways, None when a reply does not have the form."""
    try:
        data = read(reply)
        found = [(0, one) for one in data["findings"]]
        found += [(_whole(one["section"]), one) for one in data["takeaways"]]
        return tuple(
            Concluded(section=n, text=_text(one["text"]), rests=tuple(map(_text, one["rests"]))) for n, one in found
        )
    except (TypeError, KeyError, AttributeError, ValueError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(value)
    return value
