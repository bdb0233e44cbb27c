"""The decision: from likenesses and words to a name, to “unknown”, or to “conflict”."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.files import read_bytes
from generator.logo.gallery import DATA, Entry, Gallery, key
from generator.logo.proposals import MAX_ASPECT

if TYPE_CHECKING:
    import numpy as np

    from generator.logo.proposals import Crop
    from generator.logo.words import Line

CANDIDATES = 5
DIGITS = 3
"""Decimal places of recorded scores; run times of the model, and processors, differ from the sixth place on."""
SHAPE_SHARE = 0.25
"""Weight of the shape beside the embedding in a candidate's score; the embedding has the rest."""
NEAREST = 150
"""Gallery images, nearest by embedding, whose shapes are compared too."""
MOST = 0.4
"""Margin over the next brand, and over the cohort, from which more says nothing more."""
BARE = 0.9
"""Likeness of a brand's drawing to one that is no brand, from which it counts as a plain shape."""
AS_PLAIN = 0.05
"""A crop that is less than this more like the brand than like what is no brand is probably none."""
SAME_SCORE = 0.02
"""Scores of two brands that differ by less are one drawing: of one group the better known name is taken, else none."""
SAME_HOUSE = 0.15
"""Scores that differ by less are one drawing where the one brand's name holds the other's."""

CLOSE, ALIKE = 0.05, 0.75
"""Margin below which, and score above which, an unknown mark is said to be between two brands."""
BACKED = 0.3
"""Confidence from which a mark is named when words in the image hold its brand's name or a part of it."""
WORDS_SURE = 0.97
"""Confidence of a name that is written in the image and that no mark contradicts."""


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
    """What the shapes say of one crop."""

    ranked: tuple[Candidate, ...]
    """One candidate a brand, best first."""
    groups: tuple[str, ...]
    """The group of each of `ranked`."""
    crop: Crop
    confidence: float
    """Probability that the first of `ranked` is right, from the shapes alone, 0 to 1."""
    margin: float
    """Score of the first less that of the first of another group."""
    measured: dict[str, float]
    """What the confidence was computed from."""


@cache
def calibration() -> dict:
    """Return the weights of three logistics, each with its threshold where it has one.

    "mark": whole marks and glyphs of tiles; "part": parts of a picture; "threshold" is of both. "shape": the shape
    alone, with a threshold of its own, for a CLIP that nothing was fitted to. Fitted by tools/bench/logo on one half
    of the brands, reported on the other.
    """
    return json.loads(read_bytes(DATA / "calibration.json"))


def threshold(gallery: Gallery) -> float:
    """Return the confidence from which a mark is named."""
    return calibration()["threshold" if gallery.calibrated else "shape_threshold"]


def confidence(measured: dict[str, float]) -> float:
    """Return the probability that the best candidate is right, 0 to 1, from what was measured; 0 between equals."""
    if measured["margin"] < SAME_SCORE:
        return 0.0
    weights = calibration()[kind_of(measured)]
    logit = weights["bias"] + sum(weight * measured[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def kind_of(measured: dict[str, float]) -> str:
    """Return which of the logistics judges this."""
    if "clip" not in measured:
        return "shape"
    return "part" if measured["block"] else "mark"


def likeness(crops: tuple[Crop, ...], clip: np.ndarray, shape: np.ndarray, gallery: Gallery) -> Likeness | None:
    """Return what is most surely alike over all crops, None where no crop can be compared.

    `clip` and `shape`: the crops' features, row by row.
    """
    return max(compared(crops, clip, shape, gallery), key=lambda found: found.confidence, default=None)


def compared(crops: tuple[Crop, ...], clip: np.ndarray, shape: np.ndarray, gallery: Gallery) -> tuple[Likeness, ...]:
    """Return what each crop is most alike; crops too wide to be compared are left out."""
    return tuple(
        _compared(crop, clip[index], shape[index], gallery, place(crop, crops))
        for index, crop in enumerate(crops)
        if crop.aspect <= MAX_ASPECT
    )


def place(crop: Crop, crops: tuple[Crop, ...]) -> dict[str, float]:
    """Return how a crop stands among the others: marks are large and tall, and stand left of their words."""
    left, right = min(other.box[0] for other in crops), max(other.box[2] for other in crops)
    tallest = max((other.box[3] - other.box[1] for other in crops if other.kind == "block"), default=1)
    return {
        "share": math.log(max(crop.share, 0.001)),
        "tall": (crop.box[3] - crop.box[1]) / max(1, tallest),
        "left": (crop.box[0] - left) / max(1, right - left),
    }


def _compared(crop: Crop, clip: np.ndarray, shape: np.ndarray, gallery: Gallery, at: dict[str, float]) -> Likeness:
    """Return what one crop is most alike."""
    import numpy as np

    near = gallery.clip @ clip
    rows = np.argsort(-near, kind="stable")[:NEAREST]
    close = gallery.shape[rows] @ shape
    fused = (1 - SHAPE_SHARE) * near[rows] + SHAPE_SHARE * close
    found: dict[str, tuple[float, int]] = {}
    for row in np.argsort(-fused, kind="stable"):
        found.setdefault(gallery.entries[rows[row]].name, (float(fused[row]), int(row)))
    ranked = list(found.values())
    groups = [gallery.entries[rows[spot]].group for _, spot in ranked]
    twins = [
        item
        for item, group in zip(ranked, groups, strict=True)
        if group == groups[0] and item[0] > ranked[0][0] - SAME_SCORE
    ]
    best = max(twins, key=lambda item: gallery.entries[rows[item[1]]].rank)
    ranked.remove(best)
    ranked.insert(0, best)
    entries = [gallery.entries[rows[spot]] for _, spot in ranked]
    own = {entries[0].group}
    if (kin := _kin(ranked, entries)) is not None:
        own.add(entries[kin].group)
        if len(entries[kin].name) < len(entries[0].name):
            ranked.insert(0, ranked.pop(kin))
            entries.insert(0, entries.pop(kin))
    groups = [entry.group for entry in entries]
    rival = next((item[0] for item, group in zip(ranked, groups, strict=True) if group not in own), 0.0)
    margin = best[0] - rival
    if gallery.calibrated:
        row = rows[best[1]]
        above = float(near[row]) - float((gallery.cohort @ clip).max())
        plain = float((gallery.cohort @ gallery.clip[row]).max())
        measured = {
            "clip": -math.log(1.02 - min(1.0, float(near[row]))),
            "shape": -math.log(1.01 - min(1.0, float(close[best[1]]))),
            "margin": min(MOST, margin),
            "above": min(MOST, above),
            "as_plain": max(0.0, AS_PLAIN - above),
            "plain": plain,
            "bare": max(0.0, plain - BARE),
            "spread": _spread(gallery.shape[row]),
            "size": math.log(max(1, min(crop.box[2] - crop.box[0], crop.box[3] - crop.box[1]))),
            "glyph": float(crop.kind == "glyph"),
            "block": float(crop.kind == "block"),
            "whole": float(crop.kind == "whole"),
            **at,
        }
        sure = confidence(measured)
    else:
        # Nothing was fitted to this CLIP: named only where it and the shape, each alone, have the same brand first.
        group, measured = by_shape(crop, shape, gallery, at)
        agreed = group == groups[0] == gallery.entries[rows[0]].group
        sure = confidence(measured) if agreed else 0.0
    if not groups[0]:  # nearest to a drawing that is no brand
        sure = 0.0
    return Likeness(
        ranked=tuple(
            Candidate(
                name=gallery.entries[rows[spot]].name,
                score=_share(score),
                source=gallery.entries[rows[spot]].source,
                parts=(("clip", _share(near[rows[spot]])), ("shape", _share(close[spot]))),
            )
            for score, spot in ranked[:CANDIDATES]
        ),
        groups=tuple(groups[:CANDIDATES]),
        crop=crop,
        confidence=sure,
        margin=margin,
        measured=measured,
    )


def _kin(ranked: list[tuple[float, int]], entries: list[Entry]) -> int | None:
    """Return the place of the runner-up where it and the best are house and product that share a drawing, else None.

    Of "Acme" and "Acme Cloud" the house is named, which is less than could be said and not wrong.
    """
    best = entries[0]
    second = next((place for place, entry in enumerate(entries) if entry.group != best.group), None)
    if second is None or ranked[second][0] < ranked[0][0] - SAME_HOUSE:
        return None
    one, other = (f" {entry.name.casefold()} " for entry in (best, entries[second]))
    kin = best.group and entries[second].group and (one in other or other in one)
    return second if kin else None


def by_shape(crop: Crop, shape: np.ndarray, gallery: Gallery, at: dict[str, float]) -> tuple[str, dict[str, float]]:
    """Return (group of the brand whose shape is most alike, what was measured), without any embedding."""
    close = gallery.shape @ shape
    row = int(close.argmax())
    group = gallery.entries[row].group
    rival = max(
        (float(value) for value, entry in zip(close, gallery.entries, strict=True) if entry.group != group), default=0.0
    )
    return group, {
        "shape": -math.log(1.01 - min(1.0, float(close[row]))),
        "margin": float(close[row]) - rival,
        "spread": _spread(gallery.shape[row]),
        "glyph": float(crop.kind == "glyph"),
        "block": float(crop.kind == "block"),
        **at,
    }


def _spread(shape: np.ndarray) -> float:
    """Return the entropy of a gallery drawing's shape, nats: low for a bar or a disc, which much is like."""
    import numpy as np

    power = shape * shape
    return float(-(power * np.log(power + 1e-12)).sum())


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, float(value))), DIGITS)


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
    enough = threshold(gallery)
    sure = alike.confidence if alike else 0.0
    backed = alike is not None and words.supports(lines or (), alike.ranked[0].name)
    shown = alike.ranked[0].name if alike and (sure >= enough or (backed and sure >= BACKED)) else None
    group_of = {entry.name: entry.group for entry in gallery.entries}
    groups = {group_of.get(name, key(name)) for name in said}
    if shown is not None:
        if not said and not backed:
            return Verdict(outcome="named", name=shown, confidence=sure, rule="mark", candidates=ranked)
        if backed or alike.groups[0] in groups:
            return Verdict(
                outcome="named", name=shown, confidence=max(sure, WORDS_SURE), rule="mark-and-words", candidates=ranked
            )
        return Verdict(outcome="conflict", name=None, confidence=sure, rule="words-contradict", candidates=ranked)
    if len(groups) == 1:
        first = said[0]
        return Verdict(
            outcome="named",
            name=first,
            confidence=WORDS_SURE,
            rule="words",
            candidates=tuple(sorted(ranked, key=lambda item: item.name != first)),
        )
    if groups:
        return Verdict(outcome="conflict", name=None, confidence=sure, rule="words-differ", candidates=ranked)
    if alike is None:
        return Verdict(outcome="unknown", name=None, confidence=0.0, rule="blank", candidates=ranked)
    rule = "close-call" if alike.margin < CLOSE and alike.ranked[0].score > ALIKE else "not-alike"
    return Verdict(outcome="unknown", name=None, confidence=sure, rule=rule, candidates=ranked)


def _with_words(ranked: tuple[Candidate, ...], said: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Return the candidates with the part that words have in them, brands known by words alone at the end."""
    from dataclasses import replace

    marked = tuple(replace(item, parts=(*item.parts, ("words", 1.0 if item.name in said else 0.0))) for item in ranked)
    missing = tuple(
        Candidate(name=name, score=0.0, source="words", parts=(("clip", 0.0), ("shape", 0.0), ("words", 1.0)))
        for name in said
        if all(item.name != name for item in ranked)
    )
    return (*marked[: CANDIDATES - len(missing)], *missing)
