"""Models made of a few rules: an honest one that rewords lightly, and others that do what models should not."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.writers.llm_cache import Reply
from generator.writers.llm_client import Client
from generator.writers.llm_settings import Settings
from tests.helpers import loaded
from tests.helpers.model_server import answer, cards, form, lines

EDITS = loaded("gate/rewordings.yml")["kept"]
Messages = list[dict[str, str]]
Sentence = tuple[str, list[str]]
"""Words, and the ids of the passages."""


class Fake(Client):
    """A client that asks a function in this process, one request at a time; `calls` holds the conversations."""

    def __init__(self, model: Any, folder: Path, **more: Any) -> None:
        super().__init__(Settings(model="fake-1"), folder, **more)
        self.model, self.calls, self.threads = model, [], 1

    def _fresh(self, body: Any) -> Reply:
        self.sent += 1
        self.calls.append(body["messages"])
        said = self.model(body["messages"])
        return said if isinstance(said, Reply) else Reply(text=said, tokens_in=10, tokens_out=5)


def plan(messages: Messages) -> str:
    """Answer with an outline: two points a section, of the passages that come first, until its length is used up."""
    known, found = cards(messages), []
    for line in messages[1]["content"].split("\n"):
        if not line.startswith('{"section": ') or '"length"' not in line:
            continue
        section, names, left = json.loads(line), [], json.loads(line)["length"]
        for card in (card for card in known if card["section"] == section["section"]):
            if left > 0:
                names.append(card["id"])
                left -= len(card["text"] if re.search("[一-鿿]", card["text"]) else card["text"].split())
        half = (len(names) + 1) // 2
        points = [{"question": "?", "passages": part} for part in (names[:half], names[half:]) if part]
        found.append({"section": section["section"], "points": points})
    return answer("sections", found, missing=[])


def quoting(messages: Messages) -> str:
    """Answer as a second reader who finds everything: a statement for each passage, with all its words."""
    (sentence, *passages) = lines(messages)
    quotes = [{"passage": p["id"], "words": p["text"]} for p in passages]
    told = {"text": sentence["sentence"], "supported": True, "quotes": quotes, "differs": ""}
    return answer("statements", [told])


def denying(messages: Messages) -> str:
    """Answer as a second reader who finds nothing."""
    told = {"text": lines(messages)[0]["sentence"], "supported": False, "quotes": [], "differs": "all of it"}
    return answer("statements", [told])


def silent(messages: Messages) -> str:
    """Answer as an author who concludes nothing."""
    return answer("findings", [], takeaways=[])


CONCLUSIONS = {
    "zh": ("整体来看应当先权衡这些方面", "这一节说明差异不在表面", "据此需要把取舍讲清楚", "由上述内容看宜分情况决定",
           "决策者最好同时顾及各种代价", "读者可以把这里当作起点"),
    "en": ("On balance these points have to be weighed first", "Here the difference lies below the surface",
           "A choice needs its price said aloud", "Cases differ, so the decision should follow them",
           "Whoever decides does well to mind every cost", "Readers may take this part as a start"),
}  # fmt: skip
"""Sentences that conclude nothing from whatever they rest on."""


def concluding(messages: Messages) -> str:
    """Answer with a finding on the first sentence, and a takeaway of each section on its first."""
    known = cards(messages)
    said = CONCLUSIONS["zh" if re.search("[一-鿿]", known[0]["text"]) else "en"]
    first = {one["section"]: one for one in reversed(known)}
    told = [
        {"section": n, "text": f"{words}。" if said is CONCLUSIONS["zh"] else f"{words}.", "rests": [first[n]["id"]]}
        for n, words in zip(sorted(first), said[1:], strict=False)
    ]
    return answer("findings", [{"text": said[0], "rests": [known[0]["id"]]}], takeaways=told)


def writing(
    write: Callable[[Messages], list[Sentence] | str | Reply],
    judge: Callable[[Messages], str | Reply] = quoting,
    conclude: Callable[[Messages], str | Reply] = silent,
) -> Callable[[Messages], Any]:
    """Return a model that plans with `plan`, and says what `write` makes of the passages of a section."""

    def model(messages: Messages) -> Any:
        if form(messages) == "sections":
            return plan(messages)
        if form(messages) == "statements":
            return judge(messages)
        if form(messages) == "findings":
            return conclude(messages)
        said = write(messages)
        return said if isinstance(said, str | Reply) else sentences(messages, said)

    return model


def sentences(messages: Messages, said: list[Sentence]) -> str:
    """Write sentences down, each for the point that its first passage is in."""
    points = {name: line["point"] for line in lines(messages) if "point" in line for name in line["passages"]}
    told = [{"point": points.get(n[0] if n else "", 1), "text": t, "passages": n} for t, n in said]
    return answer("sentences", told)


def light(sentence: str) -> str:
    """Return a sentence with the first light edit that changes it, or as it is."""
    rules = EDITS["zh" if re.search("[一-鿿]", sentence) else "en"]
    for kind in ("function words", "other words"):
        for find, put in rules[kind]:
            if (edited := re.sub(find, put, sentence, count=1)) != sentence:
                return edited
    return sentence


def asked(messages: Messages) -> list[dict[str, Any]]:
    """Return the passages that the last message asks about: all at first, then those that went back."""
    known = cards(messages)
    if len(messages) == 2:
        return known
    return [card for card in known if f'"{card["id"]}"' in messages[-1]["content"]]


def named(card: dict[str, Any]) -> str:
    """Return the words of a passage, its side named."""
    side, mark = card.get("side", ""), "：" if re.search("[一-鿿]", card["text"]) else ": "
    return card["text"] if side.casefold() in card["text"].casefold() else f"{side}{mark}{card['text']}"


def fluent(messages: Messages) -> list[Sentence]:
    """Reword lightly; join two passages of different sides, and two of one, where they follow each other."""
    said: list[Sentence] = []
    left = asked(messages)
    while left:
        card = left.pop(0)
        third = len(said) % 3 == 0 or left and card.get("side") != left[0].get("side")
        if left and third and card.get("side") and len(card["text"] + left[0]["text"]) < 300:
            other = left.pop(0)
            mark = "；" if re.search("[一-鿿]", card["text"]) else "; "
            said.append((named(card).rstrip("。.") + mark + named(other), [card["id"], other["id"]]))
        else:
            said.append((light(card["text"]), [card["id"]]))
    return said


def stubborn(change: Callable[[dict[str, Any]], Sentence]) -> Callable[[Messages], Any]:
    """Return a model that says every passage as `change` makes it, and keeps to it when it comes back."""
    return writing(lambda messages: [change(card) for card in asked(messages)])


def careless(seed: str) -> Callable[[Messages], Any]:
    """Return a model that joins, cuts, shuffles, mixes up and embroiders as chance has it, the same for one seed."""
    chance = random.Random(seed)

    def say(messages: Messages) -> list[Sentence]:
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
        return said

    return writing(say)
