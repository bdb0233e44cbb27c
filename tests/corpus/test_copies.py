"""Copies of one source."""

import random

import pytest

from generator import corpus
from generator.corpus import copies
from generator.corpus.copies import originals

SLOPE = " ".join(
    f"Probe {number} on the {place} slope shows {number + 3} percent of water in the {layer} layer after {season} rain."
    for number, (place, layer, season) in enumerate(
        (p, y, s) for p in ("upper", "lower", "eastern") for y in ("first", "second") for s in ("spring", "autumn")
    )
)
FOOTER = "This text appeared first in the bulletin of the tea growers and is given here with their leave."
KNOWN = "---\ntitle: {title}\nauthor: Ada Berg\ndate: {date}\n---\n\n"


def standing(tmp_path, files):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return originals(corpus.read(folder, cache=tmp_path / "cache").documents)


def test_the_one_with_an_author_stands_for_the_family(tmp_path):
    files = {
        "a.md": f"# Slope\n\n{SLOPE}\n\n{FOOTER}\n",
        "b.md": KNOWN.format(title="Slope", date="2024-05-06") + SLOPE,
        "c.txt": SLOPE,
        "other.md": "# Valley\n\nThe gateway stands in the valley and collects what the probes have written.\n",
    }
    assert standing(tmp_path, files) == {"a.md": "b.md", "c.txt": "b.md"}


def test_the_oldest_of_those_with_authors_stands(tmp_path):
    files = {
        "new.md": KNOWN.format(title="Slope", date="2024-05-06") + SLOPE,
        "old.md": KNOWN.format(title="Slope", date="2023-01-02") + SLOPE,
    }
    assert standing(tmp_path, files) == {"new.md": "old.md"}


def test_an_excerpt_never_stands_for_the_whole(tmp_path):
    part = SLOPE[: len(SLOPE) // 2].rsplit(".", 1)[0] + "."
    files = {"part.md": KNOWN.format(title="Slope", date="2023-01-02") + part, "whole.md": f"# Slope\n\n{SLOPE}\n"}
    assert standing(tmp_path, files) == {"part.md": "whole.md"}


@pytest.mark.parametrize("titles", [("Manual 2.0", "Manual 3.0"), ("Report 2022", "Report 2023")])
def test_versions_are_no_copies(tmp_path, titles):
    files = {f"{n}.md": KNOWN.format(title=title, date="2024-05-06") + SLOPE for n, title in enumerate(titles)}
    assert standing(tmp_path, files) == {}


NAMES = [f"{first}{second}.txt" for first in "abcdef" for second in "ghijklm"][: copies.CROWD + 8]


def test_a_family_larger_than_a_crowd_is_one(tmp_path):
    files = {name: f"{SLOPE} Seen by {name[0]} and {name[1]}." for name in NAMES}
    assert standing(tmp_path, files) == dict.fromkeys(NAMES[1:], NAMES[0])


def test_what_every_document_says_hides_no_copy(tmp_path):
    def own(name):
        dice = random.Random(name)
        return " ".join("".join(dice.choices("abcdefghijklmnoprstuvwy", k=6)) for _ in range(60)) + "."

    files = {name: f"{own(name)}\n\n{FOOTER * 12}" for name in NAMES}
    files["again.txt"] = f"{files['ag.txt']} Read twice."
    assert standing(tmp_path, files) == {"again.txt": "ag.txt"}
