"""Which key points of the real inputs a text makes, and which the sources hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator import corpus as corpora, yaml_text
from tools.bench.writer.baselines import sentences_of
from tools.bench.writer.tasks import BENCH
from tools.bench.writer.texts import Line, Text

PLACES = 4
"""Places named for a key point that the sources hold and the brief lacks."""


class Judge:
    """The rules of bench/key_points_rules.yml."""

    def __init__(self, points: Path) -> None:
        rules = yaml_text.load((BENCH / "key_points_rules.yml").read_text(encoding="utf-8"), "key_points_rules.yml")
        self.words = {side: re.compile(words, re.I) for side, words in rules["sides"].items()}
        self.of_document = rules["documents"]
        self.points = yaml_text.load(points.read_text(encoding="utf-8"), str(points))
        missing = {point["id"] for point in self.points} ^ set(rules["points"])
        if missing:
            raise SystemExit(f"key points without rules, or rules without key points: {', '.join(sorted(missing))}")
        self.rules = rules["points"]

    def sides(self, line: Line) -> set[str]:
        """Return the sides that a sentence speaks of: the recorded one, else those that it names or lies under."""
        if line.side:
            found = {side for side, words in self.words.items() if words.search(line.side)}
            if found:
                return found
        found = {side for side, words in self.words.items() if words.search(line.text)}
        if not found:
            found = {side for name, side in self.of_document.items() if name in line.documents}
        return found or {side for side, words in self.words.items() if words.search(line.place)}

    def met(self, point: dict[str, str], lines: Sequence[Line]) -> list[Line]:
        """Return the sentences by which the point is made; none when it is not."""
        found: dict[Line, None] = {}
        for rule in self.rules[point["id"]]:
            fits = [
                line
                for line in lines
                if all(re.search(part, line.own, re.I) for part in rule["all"])
                and not any(re.search(part, line.own, re.I) for part in rule.get("not", ()))
            ]
            if point["side"] in self.words:
                fits = [line for line in fits if point["side"] in self.sides(line)]
            elif rule.get("each"):
                if set().union(*map(self.sides, fits)) < set(self.words):
                    fits = []
            elif not rule.get("any"):
                fits = [line for line in fits if self.named(line) == set(self.words)]
            found |= dict.fromkeys(fits)
        return list(found)

    def named(self, line: Line) -> set[str]:
        return {side for side, words in self.words.items() if words.search(line.text)}

    def sentences(self, made: Text) -> str:
        """Return, for every point, the sentences of a text that were judged to make it."""
        told = [x for x in made.lines if x.documents and x.kind != "meta"]
        return "".join(
            f"{point['id']} {point['point']}\n" + "".join(f"  - {x.text}\n" for x in self.met(point, told))
            for point in self.points
        )

    def report(self, texts: Sequence[Text], documents: Sequence[corpora.Document]) -> str:
        held = [
            Line(
                text=sentence, section=0, role="", kind="", own=sentence, side=None, documents=(document.path,),
                place=f"{document.title} {' '.join(chunk.blocks[0].heading_path) if chunk.blocks else ''}"
                f"\n{document.path}, chunk {chunk.number}",
            )
            for document in documents for chunk in document.chunks for sentence in sentences_of(chunk)
        ]  # fmt: skip
        out = ["| point | side | " + " | ".join(t.maker for t in texts) + " | the sources hold it |"]
        out.append("|---" * (len(texts) + 3) + "|")
        counts: Counter[str] = Counter()
        for point in self.points:
            marks = []
            for made in texts:
                hit = bool(self.met(point, [x for x in made.lines if x.documents and x.kind != "meta"]))
                counts[made.maker] += hit
                marks.append("yes" if hit else "no")
            found = self.met(point, held)
            counts["sources"] += bool(found)
            by_name = sorted(found, key=lambda line: not self.named(line))
            places = list(dict.fromkeys(line.place.rpartition("\n")[2] for line in by_name))
            shown = "; ".join(places[:PLACES]) + (f" and {len(places) - PLACES} more" if len(places) > PLACES else "")
            out.append(f"| {point['id']} | {point['side']} | {' | '.join(marks)} | {shown or 'no'} |")
        sums = " | ".join(f"{counts[made.maker]} of {len(self.points)}" for made in texts)
        out.append(f"| all | | {sums} | {counts['sources']} of {len(self.points)} |")
        return "\n".join(out) + "\n"
