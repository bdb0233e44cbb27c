"""Measure the extractive writer against two baselines: `make bench-writer`.

Commissions of bench/commissions.yml over the small corpora of bench/corpora/, and the real inputs in the folder that
BRIEFPROOF_INPUTS names, where it is set. The baselines fill the same sections to the same lengths from the same
corpora: leading sentences of the chunks that BM25 ranks first, and LexRank (Erkan & Radev 2004, JAIR 22, 457–479) over
the chunks that BM25 finds. Briefs and the table go to build/bench/writer/.

What is measured here has its own word lists and rules, so that the writer is not judged by what it was made with.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from generator import (
    brief as briefs,
    corpus as corpora,
    pipeline,
    yaml_text,
)
from generator.errors import BriefproofError
from generator.files import (
    read_bytes,
    write_atomically,
)
from generator.language import text, tokens

BENCH = Path("bench")
OUT = Path("build/bench/writer")
COMPARED = ("comparison", "body")
FILLED = ("introduction", *COMPARED, "conclusion")
"""Roles of the sections that hold evidence."""
K1, B = 1.2, 0.75
"""BM25's usual constants."""
CHUNKS = 20
"""Chunks of a section's query that LexRank ranks the sentences of."""
LEADS = 3
"""Sentences at the head of a chunk that the BM25 baseline takes."""
THRESHOLD, DAMPING, ALIKE = 0.1, 0.85, 0.5
"""LexRank: cosine that makes an edge, damping factor, and cosine above which a sentence repeats a chosen one."""
PLACES = 4
"""Places named for a key point that the sources hold and the brief lacks."""

DANGLING = {
    "zh": re.compile(
        r"(?:这|那|它|他们|她|其(?!他|中央)|此(?!次)|该|上述|前者|后者|同时|另外|然而|但|而且|因此|所以|于是|不过|例如|比如|"
        r"总之|首先|其次|再次|最后|随后|接着|另一方面|一方面|与此|由此|相反|具体来说|换言之|也就是|即使如此|尽管如此|两者|二者)"
    ),
    "en": re.compile(
        r"(?:this|that|these|those|it|its|they|their|he|she|his|her|such|however|but|and|so|therefore|thus|hence|also|"
        r"moreover|furthermore|besides|then|for example|for instance|in addition|additionally|in contrast|instead|"
        r"nevertheless|the former|the latter|both of (?:them|these)|here|there|for that reason|as a result)\b",
        re.I,
    ),
}
"""How a sentence opens that leans on one before it. What the writer itself puts in front, named as such in the ledger,
is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a text that is measured."""

    text: str
    section: int
    role: str
    kind: str
    own: str
    """The text without what the writer put in front."""
    side: str | None
    documents: tuple[str, ...]
    """Names of what it cites."""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A brief, or what a baseline made in its place."""

    task: str
    maker: str
    asked: dict[str, Any]
    """The commission as the brief states it."""
    language: str
    subjects: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[Line, ...]
    seconds: float
    constraints: str
    aspects: tuple[int, int] | None = None
    """Aspects with both sides and all aspects, where the brief has a comparison table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A commission and what comes with it."""

    name: str
    query: str
    corpus: Path
    documents: tuple[Path, ...] = ()
    images: tuple[Path, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    """(expression for a section's heading, expression for what belongs into such a section)."""
    key_points: Path | None = None


# --- commissions


def tasks() -> Iterator[Task]:
    for item in yaml_text.load((BENCH / "commissions.yml").read_text(encoding="utf-8"), "bench/commissions.yml"):
        yield Task(
            name=item["name"],
            query=item["query"],
            corpus=Path("corpus") if item["topic"] == "sample" else BENCH / "corpora" / item["topic"],
            documents=(typeset(item["document"]),) if "document" in item else (),
            images=(drawn(item["image"]),) if "image" in item else (),
            about=tuple(item.get("about", {}).items()),
        )
    folder = os.environ.get("BRIEFPROOF_INPUTS")
    if not folder or not Path(folder).is_dir():
        print("real inputs: skipped (set BRIEFPROOF_INPUTS to their folder)")
        return
    inputs = Path(folder)
    yield Task(
        name="real",
        query=(inputs / "commission.txt").read_text(encoding="utf-8"),
        corpus=inputs / "corpus",
        documents=tuple(sorted(inputs.glob("*.pdf"))),
        images=(inputs / "logo.png",),
        key_points=inputs / "key_points.yml",
    )


def typeset(name: str) -> Path:
    """Make a PDF of a text in bench/attachments; needs reportlab (extra `test`)."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from tools.make_sample_pdf import blocks

    lines = [line for line in (BENCH / "attachments" / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]
    target = OUT / f"{name}.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    title = lines[0].removeprefix("# ")
    SimpleDocTemplate(str(target), pagesize=A4, title=title, invariant=1).build(blocks(lines, 480))
    return target


def drawn(icon: str) -> Path:
    """Draw an icon of mkdocs-material (MIT; Simple Icons CC0) as a picture."""
    from importlib.resources import files

    from generator.logo import gallery

    source = Path(str(files("material").joinpath("templates", ".icons", f"{icon}.svg")))
    target = OUT / f"{icon.replace('/', '-')}.png"
    write_atomically(target, gallery.drawn(read_bytes(source), where=icon))
    return target


# --- ours


def ours(task: Task) -> Text | str:
    """Return the brief that the writer makes, or why there is none."""
    start = time.perf_counter()
    try:
        outcome = pipeline.make(
            pipeline.Request(
                query=task.query, documents=task.documents, images=task.images, slug=task.name, corpus=task.corpus,
                out=OUT / "briefs", attach=False, force=True,
            ),
            build=Path("build"),
        )  # fmt: skip
    except BriefproofError as error:
        return str(error)
    seconds = time.perf_counter() - start
    front = outcome.brief.front
    asked = front["commission"]
    roles = [section["role"] for section in asked["sections"]]
    told = [
        (section, block, sentence)
        for section, block, sentence in outcome.brief.sentences
        if block.kind != "heading" and roles[section.number - 1] != "references"
    ]
    entries = {}
    for entry in outcome.ledger.entries:
        entries.setdefault((entry.section, entry.text), entry)
    lines = []
    for section, _, sentence in told:
        entry = entries.get((section.number, sentence.text))
        if entry is None:
            continue  # a table's head
        lines.append(
            Line(
                text=sentence.text,
                section=section.number,
                role=roles[section.number - 1],
                kind=entry.kind,
                own=sentence.text[len(entry.lead) :],
                side=entry.side,
                documents=tuple(cited.title for cited in sentence.citations),
            )
        )
    errors = Counter(finding.code for finding in outcome.findings if finding.severity == "error")
    warned = Counter(finding.code for finding in outcome.findings if finding.severity == "warning")
    constraints = "all" if outcome.passed else "no: " + ", ".join(errors)
    if warned:
        constraints += f" ({', '.join(warned)})"
    relaxed = front["writer"].get("notes", ())
    if relaxed:
        constraints += f" [{'; '.join(relaxed)}]"
    return Text(
        task=task.name,
        maker="ours",
        asked=asked,
        language=asked["language"],
        subjects=tuple((item["name"], (item["name"], *item.get("aliases", ()))) for item in asked["subjects"]),
        lines=tuple(lines),
        seconds=seconds,
        constraints=constraints,
        aspects=tabled(outcome.brief, [item["name"] for item in asked["subjects"]]),
    )


def tabled(brief: briefs.Brief, subjects: list[str]) -> tuple[int, int] | None:
    """Return how many rows of the comparison table cite something on every side, and how many rows it has."""
    rows = [
        row
        for section in brief.sections
        for block in section.blocks
        if block.kind == "table" and [cell.text for cell in block.rows[0][1:]] == subjects
        for row in block.rows[1:]
    ]
    if not rows:
        return None
    return sum(all(cell.citations for cell in row[1:]) for row in rows), len(rows)


# --- baselines


@dataclass(slots=True)
class Pool:
    """The sentences of a corpus in one language, by chunk, with BM25 over the chunks."""

    chunks: list[tuple[str, int, list[str]]] = field(default_factory=list)
    words: list[Counter[str]] = field(default_factory=list)

    def add(self, documents: Sequence[corpora.Document], language: str) -> None:
        for document in documents:
            for chunk in document.chunks if document.language == language else ():
                sentences = list(sentences_of(chunk))
                if sentences:
                    self.chunks.append((document.path, chunk.number, sentences))
                    self.words.append(Counter(tokens.content_tokens(chunk.text)))

    def ranked(self, query: str) -> list[tuple[str, int, list[str]]]:
        """Return the chunks that hold a word of the query, best first, by BM25."""
        import math

        total = len(self.chunks)
        mean = sum(map(Counter.total, self.words)) / max(1, total)
        scores = [0.0] * total
        for word in dict.fromkeys(tokens.content_tokens(query)):
            holders = [n for n in range(total) if word in self.words[n]]
            rarity = math.log(1 + (total - len(holders) + 0.5) / (len(holders) + 0.5))
            for n in holders:
                times = self.words[n][word]
                scores[n] += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * self.words[n].total() / mean))
        return [self.chunks[n] for n in sorted(range(total), key=lambda n: (-scores[n], n)) if scores[n] > 0]


def sentences_of(chunk: corpora.Chunk) -> Iterator[str]:
    for block in chunk.blocks:
        if block.kind in ("paragraph", "item"):
            for start, end in text.sentences(chunk.text[block.start : block.end]):
                yield " ".join(chunk.text[block.start + start : block.start + end].split())


def lead(pool: Pool, query: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence, document): the leading sentences of each chunk, best chunk first."""
    for title, _, sentences in pool.ranked(query):
        for sentence in sentences[:LEADS]:
            yield sentence, title


def lexrank(pool: Pool, query: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence, document) by LexRank: the stationary distribution of a random walk over the graph of similar
    sentences (tf-idf cosine above THRESHOLD), leaving out those that repeat a sentence yielded before.

    Erkan, G. & Radev, D. R. (2004). LexRank: Graph-based Lexical Centrality as Salience in Text Summarization.
    Journal of Artificial Intelligence Research 22, 457–479.
    """
    import numpy as np

    told = [(sentence, title) for title, _, sentences in pool.ranked(query)[:CHUNKS] for sentence in sentences]
    bags = [Counter(tokens.content_tokens(sentence)) for sentence, _ in told]
    vocabulary = {word: n for n, word in enumerate(sorted(set().union(*bags)))}
    if not vocabulary:
        return
    weights = np.zeros((len(told), len(vocabulary)))
    for row, bag in enumerate(bags):
        for word, times in bag.items():
            weights[row, vocabulary[word]] = times
    weights *= np.log(len(told) / np.count_nonzero(weights, axis=0)) + 1e-9
    weights /= np.linalg.norm(weights, axis=1, keepdims=True) + 1e-12
    cosine = weights @ weights.T
    edges = (cosine > THRESHOLD).astype(float)
    np.fill_diagonal(edges, 1.0)
    walk = DAMPING * edges / edges.sum(axis=1, keepdims=True) + (1 - DAMPING) / len(told)
    rank = np.full(len(told), 1 / len(told))
    for _ in range(100):
        rank = rank @ walk
    chosen: list[int] = []
    for n in sorted(range(len(told)), key=lambda n: (-rank[n], n)):
        if not chosen or cosine[n, chosen].max() <= ALIKE:
            chosen.append(n)
            yield told[n]


BASELINES = {"BM25 lead": lead, "LexRank": lexrank}


def baseline(maker: str, ours: Text, pool: Pool) -> Text:
    """Fill the sections of our brief with as much text as it has there, by one of BASELINES."""
    start = time.perf_counter()
    asked = ours.asked
    unit = asked["length"]["unit"]
    lines: list[Line] = []
    taken: set[str] = set()
    names = [name for name, _ in ours.subjects]
    for number, section in enumerate(asked["sections"], start=1):
        if section["role"] not in FILLED:
            continue
        wanted = sum(text.count(x.text, unit) for x in ours.lines if x.section == number and x.kind != "meta")
        query = " ".join((section["title"], *names, *(asked["axes"] if section["role"] not in COMPARED else ())))
        for sentence, title in BASELINES[maker](pool, query):
            size = text.count(sentence, unit)
            if wanted < size / 2:
                break
            if sentence in taken or size < 5:
                continue
            taken.add(sentence)
            wanted -= size
            lines.append(
                Line(
                    text=sentence, section=number, role=section["role"], kind="claim", own=sentence, side=None,
                    documents=(title,),
                )
            )  # fmt: skip
    lines = [replace(line, side=named(line.own, ours.subjects)) for line in lines]
    return replace(
        ours, maker=maker, lines=tuple(lines), seconds=time.perf_counter() - start, constraints="–", aspects=None
    )


def named(sentence: str, subjects: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    """Return the one subject that a sentence names, or None."""
    found = [
        name
        for name, aliases in subjects
        if any(re.search(rf"(?<![A-Za-z0-9]){re.escape(alias)}(?![A-Za-z0-9])", sentence, re.I) for alias in aliases)
    ]
    return found[0] if len(found) == 1 else None


# --- figures


def row(made: Text, about: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the cells of the table for one text."""
    outside = [x for x in made.lines if x.role in (*COMPARED, "conclusion") and x.kind != "meta"]
    evidence = [x for x in made.lines if x.kind not in ("meta", "framing")]
    whole = [x for x in evidence if x.kind not in ("cell", "figure")]
    cited = sum(bool(x.documents) for x in outside)
    framing = sum(x.kind == "framing" for x in outside)
    return [
        made.task,
        made.maker,
        made.constraints,
        percent(cited, len(outside)),
        percent(framing, len(outside)),
        balance(made, lambda x: x.side),
        balance(made, lambda x: named(x.own, made.subjects)),
        str(len({title for x in evidence for title in x.documents})),
        "{} of {}".format(*sided(made)),
        "{} of {}".format(*made.aspects) if made.aspects else "–",
        fitting(made, about),
        f"{redundancy([x.own for x in whole], made.language):.2f}",
        f"{mean(text.count(x.text, 'words' if made.language == 'en' else '字') for x in whole):.0f}",
        percent(sum(bool(DANGLING[made.language].match(x.own)) for x in whole), len(whole)),
        str(len(whole)),
        f"{made.seconds:.1f}",
    ]


HEAD = (
    "commission", "maker", "constraints", "cited", "framing", "balance", "by names", "documents", "both sides",
    "aspects", "on topic", "overlap", "length", "dangling", "sentences", "s",
)  # fmt: skip


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def mean(values: Iterator[int]) -> float:
    known = list(values)
    return sum(known) / max(1, len(known))


def balance(made: Text, side: Any) -> str:
    """Return the least side's share of the sentences of one side, against an even share."""
    counts = Counter(side(x) for x in made.lines if x.kind not in ("meta", "framing", "summary"))
    sums = [counts[name] for name, _ in made.subjects]
    return percent(min(sums) * len(sums), sum(sums))


def sided(made: Text) -> tuple[int, int]:
    """Return in how many comparison sections every side speaks, and how many there are."""
    sections = [n for n, section in enumerate(made.asked["sections"], start=1) if section["role"] in COMPARED]
    full = [
        number
        for number in sections
        if {name for name, _ in made.subjects} <= {x.side for x in made.lines if x.section == number}
    ]
    return len(full), len(sections)


def fitting(made: Text, about: tuple[tuple[str, str], ...]) -> str:
    """Return the share of the cited sentences in sections that `about` knows that speak of the section's topic."""
    found = []
    for number, section in enumerate(made.asked["sections"], start=1):
        wanted = next((words for heading, words in about if re.search(heading, section["title"], re.I)), None)
        if wanted and section["role"] in COMPARED:
            own = [x.own for x in made.lines if x.section == number and x.documents and x.kind != "meta"]
            found += [re.search(wanted, sentence, re.I) is not None for sentence in own]
    return percent(sum(found), len(found))


def grams(sentence: str, language: str) -> set[Any]:
    units = re.findall(r"\w+", sentence.casefold()) if language == "en" else re.sub(r"\W+", "", sentence)
    return {tuple(units[n : n + 5]) for n in range(len(units) - 4)}


def redundancy(sentences: list[str], language: str) -> float:
    """Return the highest share of common 5-grams (characters in Chinese, words in English) of two sentences."""
    sets = [found for sentence in sentences if (found := grams(sentence, language))]
    return max((len(a & b) / min(len(a), len(b)) for a, b in combinations(sets, 2)), default=0.0)


# --- key points


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


# --- all of it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="commissions to run; all by default")
    options = parser.parse_args()
    start = time.perf_counter()
    rows: list[list[str]] = []
    failed: list[str] = []
    points = ""
    for task in tasks():
        if options.names and task.name not in options.names:
            continue
        print(f"{task.name} …", file=sys.stderr, flush=True)
        own = ours(task)
        if isinstance(own, str):
            failed.append(f"{task.name}: {own}")
            continue
        cache = Path("build/cache")
        documents = [*corpora.read(task.corpus, cache=cache).documents]
        documents += [corpora.read_attachment(path, cache=cache) for path in task.documents]
        pool = Pool()
        pool.add(documents, own.language)
        texts = [own, *(baseline(maker, own, pool) for maker in BASELINES)]
        rows += [row(made, task.about) for made in texts]
        for made in texts:
            plain = "\n".join(f"{x.section} [{x.side or '·'}] {x.text}  ({', '.join(x.documents)})" for x in made.lines)
            write_atomically(OUT / f"{task.name}.{made.maker.replace(' ', '-')}.txt", plain + "\n")
        if task.key_points:
            judge = Judge(task.key_points)
            points = judge.report(texts, documents)
            for made in texts:
                write_atomically(OUT / f"{task.name}.{made.maker.replace(' ', '-')}.points.txt", judge.sentences(made))
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in (HEAD, ["---"] * len(HEAD), *rows)) + "\n"
    whole = table + "".join(f"\nno brief: {line}\n" for line in failed) + ("\n" + points if points else "")
    write_atomically(OUT / "table.md", whole)
    print(whole)
    print(f"{time.perf_counter() - start:.0f} s; briefs and baselines lie in {OUT}")


if __name__ == "__main__":
    main()
