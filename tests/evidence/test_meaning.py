"""Nearness in meaning: it tells what answers a question where no word is shared, in and across both languages."""

import numpy as np
import pytest

from generator.evidence import meaning

TEXTS = (
    "Members pay thirty euros a year.",
    "The hall seats two hundred people.",
    "Children under five fall ill most often.",
    "会费每年三十欧元。",
)


QUESTIONS = ("What it costs to join", "The building and its rooms", "Who is most at risk")


def test_what_answers_is_nearest_without_a_shared_word(tmp_path):
    near = meaning.nearness(QUESTIONS, TEXTS[:3], [""] * 3, tmp_path)
    assert near.argmax(axis=0).tolist() == near.argmax(axis=1).tolist() == [0, 1, 2]


def test_an_english_question_is_near_to_a_chinese_answer(tmp_path):
    near = meaning.nearness(["Fees", "Rooms"], ["会费每年三十欧元。", "礼堂有两百个座位。"], ["", ""], tmp_path)
    assert near[0, 0] > near[1, 0] and near[1, 1] > near[0, 1]


def test_the_nearest_heading_counts(tmp_path):
    texts = ["Dirty hands.", "Dirty hands."]
    near = meaning.nearness(["How it spreads", "Opening hours"], texts, ["Transmission", "Visitors"], tmp_path)
    assert near[0, 0] > near[1, 0]


def test_vectors_are_kept_and_the_same_when_read_again(tmp_path, monkeypatch):
    first = meaning.vectors(TEXTS, tmp_path)
    assert (tmp_path / meaning.KEPT).is_file()
    monkeypatch.setattr(meaning, "_known", {})
    monkeypatch.setattr(meaning, "_encoder", lambda: pytest.fail("encoded again"))
    assert np.array_equal(meaning.vectors(TEXTS, tmp_path), first)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no such", b"\x93NUMPY"])
def test_a_broken_file_of_vectors_is_none(content, tmp_path):
    (tmp_path / meaning.KEPT).write_bytes(content)
    assert meaning.vectors(TEXTS[:1], tmp_path).shape == (1, meaning.SIZE)


def test_a_file_of_vectors_of_another_shape_is_none(tmp_path, monkeypatch):
    meaning.vectors(TEXTS[:1], tmp_path)
    key = meaning._key(TEXTS[0])
    np.savez(tmp_path / meaning.KEPT, keys=np.array([key]), rows=np.full((1, 3), np.inf, dtype=np.float16))
    monkeypatch.setattr(meaning, "_known", {})
    assert np.isfinite(meaning.vectors(TEXTS[:1], tmp_path)).all()


def test_work_shows_its_progress_and_no_text_is_no_work(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(meaning, "_known", {})
    meaning.vectors([f"number {n}" for n in range(3)], tmp_path, lambda done, whole, what: said.append((done, whole)))
    assert said == [(0, 3)]
    assert meaning.nearness(["a"], [], [], tmp_path).shape == (0, 1)


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


def test_a_heading_answers_that_means_the_question_in_other_words(tmp_path):
    told = meaning.answering(ASKED, HEADINGS, tmp_path)
    assert [max(told[question], key=told[question].get) for question in ASKED] == list(HEADINGS[:4])
    assert all(0 < worth <= 1 for found in told.values() for worth in found.values())


@pytest.mark.parametrize(("asked", "headings"), [(ASKED, HEADINGS[:3]), (ASKED[:1], HEADINGS), (ASKED, ())])
def test_of_few_headings_or_questions_nothing_is_usual(asked, headings, tmp_path):
    assert meaning.answering(asked, headings, tmp_path) == {question: {} for question in asked}
