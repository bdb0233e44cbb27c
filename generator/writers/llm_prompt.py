"""What a model is told and how its answers are read. Text of sources is data: one JSON object a line between marks."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator import files, yaml_text
from generator.brief import wording

DATA = files.DATA / "prompts.yml"
SHOWN = 4000
"""Characters of a reply that are shown to the model again with what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A claim card as the model sees it."""

    name: str
    """Its id in the section: "c1"."""
    side: str | None
    words: str
    """The source's sentence, without citation."""
    about: str = ""
    """What its heading or class says that it speaks of, where the sentence does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One section to write."""

    language: str
    section: str
    sides: tuple[str, ...]
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of a reply."""

    text: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A sentence that goes back, or a card without one (`said` is then empty), and why."""

    said: Said
    faults: tuple[str, ...]
    """Keys of `faults` in the data file."""


@cache
def _data() -> dict[str, Any]:
    return yaml_text.load(DATA.read_text(encoding="utf-8"), str(DATA))


def messages(job: Job, form: str, history: Sequence[tuple[str, Sequence[Returned]]] = ()) -> list[dict[str, str]]:
    """Return the conversation: the rules, the cards, and each earlier reply with what is wrong with it."""
    data = _data()
    language = data["languages"][job.language]
    connectives = " ".join(f"“{words.strip()}”" for words in wording.words(job.language)["connective"])
    system = data["system"].format(language=language, connectives=connectives, form=data[form].format())
    cards = "\n".join(_card(slip) for slip in job.slips)
    mark = f"=== {hashlib.sha256(cards.encode()).hexdigest()[:16]} ==="  # no text can hold the hash of itself
    task = data["task"].format(section=_line(job.section), sides=_line(", ".join(job.sides)), mark=mark)
    found = [{"role": "system", "content": system}, {"role": "user", "content": f"{task}\n{mark}\n{cards}\n{mark}"}]
    for reply, returned in history:
        told = [data["again"], *(_told(one) for one in returned)]
        found += [{"role": "assistant", "content": reply[:SHOWN]}, {"role": "user", "content": "\n".join(told)}]
    return found


def _card(slip: Slip) -> str:
    known = {"id": slip.name, "side": slip.side, "about": slip.about, "text": slip.words}
    return json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False)


def _line(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _told(returned: Returned) -> str:
    why = "; ".join(_data()["faults"][fault] for fault in returned.faults)
    said = {"cards": list(returned.said.cards), "text": returned.said.text[:400]}
    return f"- {json.dumps({k: v for k, v in said.items() if v}, ensure_ascii=False)}: {why}"


_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.S)
_FENCE = re.compile(r"\A```(?:json)?\n(.*?)\n?```\Z", re.S)
_ROW = re.compile(r"\[\s*([A-Za-z0-9]+(?:\s*,\s*[A-Za-z0-9]+)*)\s*\]\s*(\S.*)")


def parse(reply: str, form: str) -> tuple[Said, ...] | None:
    """Read a reply, None when it does not have the form. What a model thinks aloud before it is left out."""
    reply = _THOUGHT.sub("", reply).strip()
    return _json(_FENCE.sub(r"\1", reply)) if form == "json" else _lines(reply)


def _json(reply: str) -> tuple[Said, ...] | None:
    try:
        said = [(one["text"], one["cards"]) for one in json.loads(reply)["sentences"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not all(isinstance(t, str) and isinstance(c, list) and all(isinstance(n, str) for n in c) for t, c in said):
        return None
    return tuple(Said(text=words, cards=tuple(names)) for words, names in said) or None


def _lines(reply: str) -> tuple[Said, ...] | None:
    found = []
    for line in filter(None, map(str.strip, reply.splitlines())):
        match = _ROW.fullmatch(line)
        if not match:
            return None
        found.append(Said(text=match[2], cards=tuple(card.strip() for card in match[1].split(","))))
    return tuple(found) or None
