"""Models made of a few rules: an honest one that rewords lightly, and others that do what models should not."""

import random
import re
from pathlib import Path
from typing import Any

from generator.writers.llm_cache import Reply
from generator.writers.llm_client import Client
from generator.writers.llm_settings import Settings
from tests.helpers import loaded
from tests.helpers.model_server import answer, cards

EDITS = loaded("gate/rewordings.yml")["kept"]


class Fake(Client):
    """A client that asks a function in this process; `calls` holds the conversations."""

    def __init__(self, model: Any, folder: Path, **more: Any) -> None:
        super().__init__(Settings(model="fake-1"), folder, **more)
        self.model, self.calls = model, []

    def _fresh(self, body: Any) -> Reply:
        self.sent += 1
        self.calls.append(body["messages"])
        said = self.model(body["messages"])
        return said if isinstance(said, Reply) else Reply(text=said, tokens_in=10, tokens_out=5)


def light(sentence: str) -> str:
    """Return a sentence with the first light edit that changes it, or as it is."""
    rules = EDITS["zh" if re.search("[一-鿿]", sentence) else "en"]
    for kind in ("function words", "other words"):
        for find, put in rules[kind]:
            if (edited := re.sub(find, put, sentence, count=1)) != sentence:
                return edited
    return sentence


def asked(messages: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the cards that the last message asks for: all at first, then those that went back."""
    known = cards(messages)
    if len(messages) == 2:
        return known
    return [card for card in known if f'"{card["id"]}"' in messages[-1]["content"]]


def fluent(messages: list[dict[str, str]]) -> str:
    """Join the last two cards of a side that follow each other, reword the rest lightly; give back what is foreign."""
    said, left, joined = [], asked(messages), False
    while left:
        card = left.pop(0)
        side = card.get("side")
        ends = bool(left) and side == left[0].get("side") and (len(left) == 1 or side != left[1].get("side"))
        if not joined and side and ends and "about" not in card:
            other = left.pop(0)
            mark = "；" if re.search("[一-鿿]", card["text"]) else "; "
            said.append((card["text"].rstrip("。.") + mark + other["text"], [card["id"], other["id"]]))
            joined = True
        else:
            said.append((light(card["text"]), [card["id"]]))
    return answer(messages, said)


def stubborn(change: Any) -> Any:
    """Return a model that says every card as `change` makes it, and keeps to it when it comes back."""
    return lambda messages: answer(messages, [change(card) for card in asked(messages)])


def careless(seed: str) -> Any:
    """Return a model that joins, cuts, shuffles, mixes up and embroiders as chance has it, the same for one seed."""
    chance = random.Random(seed)

    def say(messages: list[dict[str, str]]) -> str:
        known, left, said = cards(messages), asked(messages), []
        while left:
            card = left.pop(0)
            words, names = card["text"], [card["id"]]
            comma, stop = ("，", "。") if re.search("[一-鿿]", words) else (", ", ".")
            kind = chance.randrange(10)
            if kind == 0 and left:
                other = left.pop(0)
                words, names = words.rstrip("。.") + comma + other["text"], [*names, other["id"]]
            elif kind == 1:
                words = light(words)
            elif kind == 2:
                words = chance.choice(known)["text"]
            elif kind == 3:
                parts = words.rstrip("。.").split(comma)
                chance.shuffle(parts)
                words = comma.join(parts) + stop
            elif kind == 4:
                words = words.rstrip("。.")[: max(5, int(len(words) * chance.uniform(0.5, 1)))] + stop
            elif kind == 5:
                words = card.get("side", "") + words
            elif kind == 6:
                words = chance.choice(("相比之下，", "By contrast, ", "因此，", "However, ")) + words
            elif kind == 7:
                words = re.sub(r"\d", lambda digit: str(chance.randrange(10)), words)
            elif kind == 8:
                names = [chance.choice(known)["id"]]
            said.append((words, names))
        return answer(messages, said)

    return say
