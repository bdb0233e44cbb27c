"""Forged texts that `briefproof refresh` is then asked to take up: reversals, function words, parts left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator import yaml_text
from tests.forgeries.pair import Edit, Forgery, escaped, parts, put, read
from tests.forgeries.sources import run_in

CASES = Path(__file__).resolve().parent.parent / "cases" / "forgeries" / "refreshed.yml"
RULES: dict[str, list[list[str]]] = yaml_text.load(CASES.read_text("utf-8"), CASES.name)
"""What is done to a sentence of the text → the first rule that changes it; nothing else is touched before `refresh`."""
MOST = 2


def _edited(rules: list[list[str]], name: str, number: int) -> Edit:
    def put_in(words: str) -> str:
        for find, new in rules:
            changed = re.sub(find, new, words, count=1)
            if changed != words:
                return changed
        return words

    def edit(folder: Path, brief: Path) -> bool:
        pair = read(brief)
        wanted = name.split(" ")[0]
        own = {"zh": "zh", "en": "en"}.get(wanted)
        found = []
        for place in pair.shuffled(name, pair.sourced("claim")):
            lead = place.entry.get("lead", "")
            text = place.entry["text"].removeprefix(lead)
            changed = lead + put_in(text).strip()
            if changed != place.entry["text"] and len(changed) > 8 and (own is None or pair.chinese == (own == "zh")):
                found.append((place, changed))
        if number >= len(found):
            return False
        place, changed = found[number]
        front, body = parts(brief)
        line = pair.body[place.at]
        put(brief, front, body.replace(line, line.replace(escaped(place.entry["text"]), escaped(changed), 1), 1))
        return run_in(folder, "refresh", brief)

    return edit


def forgeries() -> Iterator[Forgery]:
    """Yield the edits of the text that `refresh` then takes up."""
    for name, rules in RULES.items():
        for number in range(MOST):
            about = f"{name}, then briefproof refresh"
            yield Forgery(
                name=f"refresh: {name} {number + 1}", kind="refresh", about=about, edit=_edited(rules, name, number)
            )
