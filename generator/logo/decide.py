"""The decision: from likenesses and words to a name, to “unknown”, or to “conflict”."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.files import read_bytes
from generator.logo.gallery import DATA, Gallery, key

if TYPE_CHECKING:
    import numpy as np

    from generator.logo.proposals import Crop
    from generator.logo.words import Line

CANDIDATES = 5
MODEL = "aligned shapes (histograms of oriented gradients)"

WORDS_SURE = 0.97
"""Confidence of a name that is written in the image and that no mark contradicts; 61 of 61 in the first trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A brand that the image may show."""

    name: str
    """Canonical name, e.g. "Hugging Face"."""
    score: float
    """Likeness above the cohort's, fused over the parts, 0 to 1."""
    parts: tuple[tuple[str, float], ...]
    """Likeness by kind, each 0 to 1: "clip", "shape" and "words"."""
    source: str
    """The gallery image that is most alike, e.g. "mkdocs-material simple/huggingface"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What the shapes say."""

    ranked: tuple[Candidate, ...]
    """One candidate a brand, best first."""
    groups: tuple[str, ...]
    """The group of each of `ranked`."""
    crop: Crop
    confidence: float
    """Probability that the first of `ranked` is right, from the shapes alone, 0 to 1."""
    margin: float
    """Score of the first less that of the first of another group."""


@cache
def calibration() -> dict[str, float]:
    """Return the weights of the logistic that turns scores into confidence, and the threshold.

    Fitted by tools/bench_logo.py on one half of the brands, reported on the other.
    """
    return json.loads(read_bytes(DATA / "calibration.json"))


def confidence(score: float, margin: float, above: float, whole: bool) -> float:
    """Return the probability that the best candidate is right, 0 to 1.

    `score` and `margin` as in Candidate and Likeness; `above`: how far it is more like the best brand than like
    the most alike drawing of the cohort; `whole`: the crop is the whole mark, not a part of the picture.
    """
    weights = calibration()
    logit = (weights["bias"] + weights["score"] * score + weights["margin"] * min(margin, 0.3)
             + weights["above"] * above + weights["part"] * (not whole))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def likeness(crops: tuple[Crop, ...], features: np.ndarray, gallery: Gallery) -> Likeness | None:
    """Return what is most alike over all crops, None without a crop; `features`: n crops × shape.LENGTH."""
    import numpy as np

    best: Likeness | None = None
    near = features @ gallery.shape.T
    cohort = np.sort(features @ gallery.cohort_shape.T, axis=1)
    for index, crop in enumerate(crops):
        if crop.aspect > 2.4:
            continue
        ranked = _ranked(near[index], gallery)
        first = ranked[0]
        rival = next((item for item in ranked if item[1] != first[1]), (0.0, "", 0))
        margin = first[0] - rival[0]
        sure = confidence(first[0], margin, first[0] - float(cohort[index, -1]), crop.kind in ("mark", "whole"))
        if best is None or sure > best.confidence:
            best = Likeness(
                ranked=tuple(Candidate(name=gallery.entries[row].name, score=round(score, 4),
                                       parts=(("shape", round(score, 4)),), source=gallery.entries[row].source)
                             for score, _, row in ranked),
                groups=tuple(group for _, group, _ in ranked), crop=crop, confidence=sure, margin=margin)
    return best


def _ranked(scores: np.ndarray, gallery: Gallery) -> list[tuple[float, str, int]]:
    """Return (score, group, row) of the best image of each brand, best first; at least CANDIDATES and two groups."""
    import numpy as np

    found: dict[str, tuple[float, str, int]] = {}
    for row in np.argsort(-scores, kind="stable")[:400]:
        entry = gallery.entries[row]
        found.setdefault(entry.name, (float(scores[row]), entry.group, int(row)))
    return list(found.values())[:40]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the evidence comes to."""

    outcome: str
    """"named", "unknown" or "conflict"."""
    name: str | None
    confidence: float
    rule: str
    """A key of generator.logo.RULES."""
    candidates: tuple[Candidate, ...]


def verdict(alike: Likeness | None, lines: tuple[Line, ...] | None, gallery: Gallery) -> Verdict:
    """Weigh the marks' likeness against the words; `lines` is None where words were not read."""
    from generator.logo import words

    said = words.named(lines or (), gallery.words)
    ranked = _with_words(alike.ranked if alike else (), said)
    threshold = calibration()["threshold"]
    sure = alike.confidence if alike else 0.0
    shown = alike.ranked[0].name if alike and sure >= threshold else None
    group_of = {entry.name: entry.group for entry in gallery.entries}
    groups = {group_of.get(name, key(name)) for name in said}
    if shown is not None:
        if not said:
            return Verdict(outcome="named", name=shown, confidence=sure, rule="mark", candidates=ranked)
        if alike.groups[0] in groups:
            return Verdict(outcome="named", name=shown, confidence=max(sure, WORDS_SURE), rule="mark-and-words",
                           candidates=ranked)
        return Verdict(outcome="conflict", name=None, confidence=sure, rule="words-contradict", candidates=ranked)
    if len(groups) == 1:
        first = said[0]
        return Verdict(outcome="named", name=first, confidence=WORDS_SURE, rule="words",
                       candidates=tuple(sorted(ranked, key=lambda item: item.name != first)))
    if groups:
        return Verdict(outcome="conflict", name=None, confidence=sure, rule="words-differ", candidates=ranked)
    if alike is None:
        return Verdict(outcome="unknown", name=None, confidence=0.0, rule="blank", candidates=ranked)
    rule = "close-call" if alike.margin < 0.02 and alike.ranked[0].score > 0.9 else "not-alike"
    return Verdict(outcome="unknown", name=None, confidence=sure, rule=rule, candidates=ranked)


def _with_words(ranked: tuple[Candidate, ...], said: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Return the candidates with the part that words have in them, brands known by words alone at the end."""
    from dataclasses import replace

    marked = tuple(replace(item, parts=(*item.parts, ("words", 1.0 if item.name in said else 0.0)))
                   for item in ranked)
    missing = tuple(Candidate(name=name, score=0.0, parts=(("shape", 0.0), ("words", 1.0)), source="words")
                    for name in said if all(item.name != name for item in ranked))
    return (*marked[: CANDIDATES - len(missing)], *missing)


@cache
def model_sha256() -> str:
    """Return the hash of what takes the features, hex."""
    import hashlib

    from generator.logo import proposals, shape

    described = f"{shape.CELLS} {shape.BINS} {proposals.SIDE} {proposals.MARGIN}"
    return hashlib.sha256(described.encode()).hexdigest()
