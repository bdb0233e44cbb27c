"""The two files of a filed brief as a forger edits them: read, changed, and written so that all their counts agree."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import brief as briefs, yaml_text
from generator.brief import filing, ledger as ledgers, voices

_SPECIAL = re.compile(r"[\\`*<\[&~]|(?<!\w)_|_(?!\w)")
_HAN, _MARKS = "㐀-䶿一-鿿\uf900-\ufaff𠀀-𳑏〇々", "、。〈-】〔-〟！-／：-＠［-｀｛-･“”‘’—…·"
_ZI = re.compile(rf"[{_HAN}{_MARKS}]|[^\W_{_HAN}](?:[^\W_{_HAN}]|[.,'’_/&@:+%°-](?=[^\W_{_HAN}])|[%‰°+])*")
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:[.,'’&/-][^\W_{_HAN}]+)*")
_CITATION = re.compile(r"\[(?:long_context|文档|document|图片|image)[:：].*$")


def escaped(words: str) -> str:
    """Return plain text as it stands in the Markdown of a brief."""
    return _SPECIAL.sub(r"\\\g<0>", words)


@dataclass(slots=True, kw_only=True)
class Place:
    """A sentence of the brief, where it stands and its entry of the ledger."""

    at: int
    """Line of the body, from 0."""
    entry: dict[str, Any]
    block: str
    column: int
    row: int


@dataclass(slots=True, kw_only=True)
class Pair:
    """A brief and its ledger, taken apart. `body` and `entries` may be changed, then `write` files both."""

    path: Path
    front: dict[str, Any]
    body: list[str]
    ledger: dict[str, Any]
    places: list[Place]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries of the ledger."""
        return self.ledger["entries"]

    @property
    def chinese(self) -> bool:
        """Tell whether the brief is written in Chinese."""
        return self.front["commission"]["language"] == "zh"

    @property
    def names(self) -> list[str]:
        """The subjects."""
        return [subject["name"] for subject in self.front["commission"]["subjects"]]

    def sourced(self, *kinds: str) -> list[Place]:
        """Return the places of sentences that rest on sources."""
        wanted = kinds or ("claim", "quotation", "cell", "figure")
        return [place for place in self.places if place.entry["kind"] in wanted and place.entry.get("supports")]

    def shuffled(self, rule: str, places: list[Place]) -> list[Place]:
        """Return the places in an order that depends on brief and rule alone."""
        places = list(places)
        random.Random(f"{rule} {self.path.stem[11:]}").shuffle(places)
        return places

    def say(self, place: Place, words: str, **changes: Any) -> bool:
        """Put other words in a place, in text and ledger; False where nothing changes."""
        old = place.entry["text"]
        line = self.body[place.at]
        changed = line.replace(escaped(old), escaped(words), 1)
        if words == old or changed == line:
            return False
        self.body[place.at] = changed
        place.entry.update(changes, text=words)
        return True

    def reword(self, old: str, new: str, *, kinds: tuple[str, ...] = ("meta", "framing")) -> None:
        """Replace words in all sentences of some kinds, as whoever changes the front matter would."""
        edge = r"(?<![\w.-])" if old[:1].isascii() else ""
        pattern = re.compile(edge + re.escape(old) + (r"(?![\w-])" if old[-1:].isascii() else ""))
        for place in self.places:
            if place.entry["kind"] in kinds:
                self.say(place, pattern.sub(lambda _: new, place.entry["text"]))

    def everywhere(self, old: str, new: str) -> None:
        """Replace words in every line of the body, the reference section too, and in the ledger."""
        self.body = [line.replace(old, new) for line in self.body]
        for entry in self.entries:
            for key in ("text", "lead"):
                if key in entry:
                    entry[key] = entry[key].replace(old, new)

    def reference(self, source: str) -> int:
        """Return the line of the reference section that lists a source."""
        return next(at for at, line in enumerate(self.body) if line.startswith(f"- {source}. "))

    def section(self, role: str) -> int:
        """Return the line of the heading of the first section of a role."""
        wanted = [s["heading"] for s in self.front["commission"]["sections"] if s["role"] == role]
        return next(at for at, line in enumerate(self.body) if line[3:] in wanted and line.startswith("## "))

    def paragraphs(self) -> list[list[int]]:
        """Return the runs of lines that hold nothing but claims and quotations, in order."""
        told = {p.at for p in self.places if p.block == "paragraph" and p.entry["kind"] in ("claim", "quotation")}
        runs: list[list[int]] = []
        for at in sorted(told):
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        return runs

    def on(self, at: int) -> list[Place]:
        """Return the places on a line."""
        return [place for place in self.places if place.at == at]

    def reorder(self, order: list[int]) -> None:
        """Put the lines of the body in another order (`order`: old positions), and the entries with them."""
        new = {old: at for at, old in enumerate(order)}
        self.body = [self.body[old] for old in order]
        self.places = [place for place in self.places if place.at in new]
        for place in self.places:
            place.at = new[place.at]
        self.places.sort(key=lambda place: (place.at, place.column))
        self.ledger["entries"] = [place.entry for place in self.places]
        self.sections()

    def sections(self) -> None:
        """Record anew in which section each entry stands."""
        number, of = 0, {}
        for at, line in enumerate(self.body):
            number += line.startswith("## ")
            of[at] = number
        for place in self.places:
            place.entry["section"] = of[place.at]

    def places_again(self) -> None:
        """Record anew where in its section each entry stands."""
        front = f"---\n{yaml_text.dump(self.front, sort_keys=False)}---\n"
        standing = {one[:2]: one[2:] for one in _standing(front + "\n".join(self.body), front.count("\n") + 1)}
        for place in self.places:
            paragraph, kind, row = standing.get((place.at, place.column), (0, "", 0))
            for key in ("row", "column"):
                place.entry.pop(key, None)
            place.entry["paragraph"] = paragraph
            if kind in ("bullets", "table"):
                place.entry["row"] = row + 1
            if kind == "table":
                place.entry["column"] = place.column + 1

    def write(self, *, counts: bool = True) -> bool:
        """File both, and tell whether that changes them; with `counts`, what follows from the text is made anew."""
        entries = self.entries
        for entry, name in zip(entries, ledgers.ids(entry["text"] for entry in entries), strict=True):
            entry["id"] = name
        self.places_again()
        if counts:
            self._recount()
        front = yaml_text.dump(self.front, sort_keys=False).rstrip("\n")
        content = f"---\n{front}\n---\n" + "\n".join(self.body)
        before = self.path.read_bytes(), beside(self.path).read_bytes()
        self.path.write_bytes(content.encode())
        self.ledger["generated"] = filing.said(content)
        beside(self.path).write_bytes(yaml_text.dump(self.ledger, sort_keys=True).encode())
        return before != (self.path.read_bytes(), beside(self.path).read_bytes())

    def _recount(self) -> None:
        length = self.front["commission"]["length"]
        word = _ZI if length["unit"] == "字" else _WORD
        length["counted"] = sum(len(word.findall(piece)) for piece in self._pieces())
        for source in self.front["sources"]:
            spans = [s for e in self.entries for s in e.get("supports", ()) if s["source"] == source["id"]]
            if source["kind"] != "image" and spans:
                source["chunks"] = {str(s["chunk"]): s["chunk_sha256"] for s in sorted(spans, key=lambda s: s["chunk"])}
                key = source["title"] if source["kind"] == "corpus" else source["file"]
                mark = f'"{key}"' if source["kind"] == "corpus" else f" {key},"
                source["cited"] = sum(mark in cited for cited in self._cited())
                if source["kind"] == "document":
                    source["pages"] = sorted({s["page"] for s in spans if "page" in s})
        told = [e for e in self.entries if e["kind"] in ("claim", "quotation", "cell", "figure")]
        sides = voices.of(self.front)
        said = (
            voices.lengths(
                e["text"], e.get("side"), {s["relation"] for s in e.get("supports", ())}, sides, length["unit"]
            )
            for e in told
        )
        totals = voices.total(said, self.names)
        whole = sum(totals.values()) or 1
        self.front["balance"] = {name: round(100 * value / whole) for name, value in totals.items()}
        edited = sum(any(s["relation"] in ("edited", "retold") for s in e.get("supports", ())) for e in self.entries)
        if edited:
            self.front["evidence"]["edited"] = edited

    def _cited(self) -> Iterator[str]:
        """Yield the citations of each sentence."""
        for line in self.body:
            for cell in line.split(" | ") if line.startswith("|") else [line]:
                if found := _CITATION.search(cell):
                    yield found[0]

    def _pieces(self) -> Iterator[str]:
        references = [s["heading"] for s in self.front["commission"]["sections"] if s["role"] == "references"]
        text = "---\n" + yaml_text.dump(self.front, sort_keys=False) + "---\n" + "\n".join(self.body)
        parsed = briefs.parse(text, "forged")
        yield parsed.title
        for section in parsed.sections:
            yield section.heading
            if section.heading not in references:
                for block in section.blocks:
                    for row in block.rows:
                        yield from (sentence.text for sentence in row)


def beside(path: Path) -> Path:
    """Return the ledger of a brief."""
    return path.with_suffix(".ledger.yml")


def parts(path: Path) -> tuple[str, str]:
    """Return the front matter and the body of a brief as they stand."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return front, body


def put(path: Path, front: str, body: str) -> bool:
    """Write a brief from its two parts and note its hash in the ledger; True where that changes it."""
    content = f"---\n{front}---\n{body}".encode()
    if content == path.read_bytes():
        return False
    ledger = beside(path).read_text("utf-8")
    was = filing.said(path.read_text("utf-8"))
    beside(path).write_text(ledger.replace(was, filing.said(content.decode())), "utf-8")
    path.write_bytes(content)
    return True


def _standing(text: str, offset: int) -> list[tuple[int, int, int, str, int]]:
    """Return line of the body, column, block of its section from 1, its kind, and row of each sentence with an entry."""
    parsed = briefs.parse(text, "forged")
    roles = {section["heading"]: section["role"] for section in parsed.front["commission"]["sections"]}
    return [
        (sentence.line - offset, column, number, block.kind, row)
        for section in parsed.sections
        if roles.get(section.heading) != "references"
        for number, block in enumerate(section.blocks, start=1)
        if block.kind != "heading"
        for row, sentences in enumerate(block.rows)
        for column, sentence in enumerate(sentences)
    ]


def read(path: Path) -> Pair:
    """Take a brief apart; its ledger must be the one that was written with it."""
    front, body = parts(path)
    text = path.read_text("utf-8")
    parsed = briefs.parse(text, path.name)
    ledger = yaml_text.load(beside(path).read_text("utf-8"), path.name)
    found = _standing(text, front.count("\n") + 3)
    places = [
        Place(at=at, entry=entry, block=kind, row=row, column=column)
        for (at, column, _, kind, row), entry in zip(found, ledger["entries"], strict=True)
    ]
    return Pair(path=path, front=dict(parsed.front), body=body.split("\n"), ledger=ledger, places=places)


Edit = Callable[[Path, Path], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgery:
    """One edit of a repository that says otherwise than its sources or its record do."""

    name: str
    kind: str
    """"sentence", "front", "place", "file", "ledger", "refresh" or "corpus"; "harmless" for an edit that is none."""
    about: str
    edit: Edit
    """(folder, path of the brief in it) → False where this brief holds nothing to edit so."""
    open_to: str = "nobody"
    """Who may do so openly, so that `check` may stay green and only the review must show it: "nobody" or "authors"."""


def text_alone(change: Callable[[Pair], bool | None]) -> Edit:
    """Return the edit that changes the text and its counts, and leaves the entries of the ledger as they were."""

    def edit(folder: Path, brief: Path) -> bool:
        pair, ledger = read(brief), beside(brief).read_text("utf-8")
        was = pair.ledger["generated"]
        if change(pair) is False or not pair.write():
            return False
        now = filing.said(brief.read_text("utf-8"))
        beside(brief).write_text(ledger.replace(was, now), "utf-8")
        return True

    return edit


def of_pair(change: Callable[[Pair], bool | None]) -> Edit:
    """Return the edit that takes the pair apart, changes it, and files it again; `change` says False for nothing."""

    def edit(folder: Path, brief: Path) -> bool:
        pair = read(brief)
        return change(pair) is not False and pair.write()

    return edit
