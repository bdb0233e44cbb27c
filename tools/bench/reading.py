"""Measure the readers on the real inputs: what is kept and dropped, order in the PDF, time cold and warm.

    BRIEFPROOF_INPUTS=… python -m tools.bench.reading

Figures depend on the machine; the shares do not.
"""

import os
import re
import tempfile
import time
from pathlib import Path

from generator import corpus
from generator.corpus.readers import front_matter
from generator.language.text import (
    UNIT,
    count,
    normalise,
)


def bare(text: str) -> str:
    """Return the letters and digits of `text`, note marks left out."""
    return re.sub(r"[\W_①-⑳]+", "", normalise(text))


def whole(document: corpus.Document) -> str:
    """Return title, headings and text of a document in order."""
    pieces = [document.title]
    above: tuple[str, ...] = ()
    for chunk in document.chunks:
        for block in chunk.blocks:
            if block.heading_path != above:
                pieces += [heading for heading in block.heading_path if heading not in above]
                above = block.heading_path
            pieces.append(chunk.text[block.start : block.end])
    return "\n".join(pieces)


def lines_kept(document: corpus.Document, source: str) -> tuple[int, int, int]:
    """Return how many lines of the source were kept, dropped and lost."""
    kept = bare(whole(document))
    dropped = bare(" ".join(text for _, text in document.dropped))
    found = [0, 0, 0]
    for line in front_matter.split(source, "")[1].split("\n"):
        words = re.sub(r"^\d+", "", bare(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)))
        if words:
            found[0 if words in kept else 1 if words in dropped else 2] += 1
    return found[0], found[1], found[2]


def recall(document: corpus.Document, truth: str, size: int = 5) -> float:
    """Return the share of the truth's word 5-grams that the document holds, 0 to 1."""
    words, wanted = whole(document).split(), re.sub(r"^#+ ", "", truth, flags=re.M).split()
    grams = {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
    hits = sum(tuple(wanted[i : i + size]) in grams for i in range(len(wanted) - size + 1))
    return hits / (len(wanted) - size + 1)


def main() -> int:
    folder = Path(os.environ.get("BRIEFPROOF_INPUTS", ""))
    if not (folder / "corpus").is_dir():
        print("set BRIEFPROOF_INPUTS to the folder of real inputs")
        return 1
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name)
        seconds = []
        for _ in range(2):
            started = time.perf_counter()
            read = corpus.read(folder / "corpus", cache=cache)
            seconds.append(time.perf_counter() - started)
        print(f"{len(read.documents)} documents: {seconds[0]:.2f} s cold, {seconds[1]:.3f} s warm")
        for document in read.documents:
            if document.path.startswith("open-"):
                source = (folder / "corpus" / document.path).read_text(encoding="utf-8")
                kept, dropped, lost = lines_kept(document, source)
                share = kept / max(1, kept + lost)
                print(f"{document.path}: {kept} lines kept ({share:.1%}), {dropped} dropped, {lost} lost")
        for tongue in ("zh", "en"):
            sizes = sorted(
                count(chunk.text, UNIT[tongue])
                for document in read.documents
                if document.language == tongue
                for chunk in document.chunks
            )
            if sizes:
                tenth = len(sizes) // 10
                print(
                    f"chunks ({tongue}): {len(sizes)}; {sizes[0]}, {sizes[tenth]}, {sizes[len(sizes) // 2]}, "
                    f"{sizes[-1 - tenth]}, {sizes[-1]} {UNIT[tongue]} (least, 10 %, median, 90 %, most)"
                )
        report = corpus.read_attachment(folder / "gpt-4 technical report.pdf", cache=cache)
        truth = (folder / "tools" / "gpt4_report_excerpt.txt").read_text(encoding="utf-8")
        print(f"{report.path}: 5-gram recall {recall(report, truth):.4f}, read by {report.reader}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
