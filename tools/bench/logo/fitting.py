"""The confidence fitted on one half of the brands: weights of the logistics, and thresholds."""

from __future__ import annotations

import hashlib

import numpy as np

from generator.logo import decide, gallery
from tools.bench.logo.measuring import same

FOLDS = 5
LEAST_THRESHOLD = 0.92
"""However few mistakes the fitting half has: fresh brands have more."""
WRONG_ALLOWED, UNKNOWN_ALLOWED = 0.001, 0.006
"""Shares named wrong on the fitting half that set the threshold; the goals on the other half are 0.005 and 0.01, but a
brand has several queries and one that is mistaken is mistaken in most."""
FEATURES = {
    "mark": ("clip", "shape", "margin", "above", "plain", "bare", "spread", "glyph", "whole"),
    "part": ("clip", "shape", "margin", "above", "as_plain", "plain", "spread", "size", "share", "tall", "left"),
    "shape": ("shape", "margin", "spread", "glyph", "block", "share", "tall"),
}


def fit(records: list[dict], book: gallery.Gallery) -> dict:
    """Return the weights of the logistics and their thresholds, from records of the fitting half."""
    groups = {entry.name: entry.group for entry in book.entries}
    marks = [
        [({**trial}, same(trial["top"], record["brand"], book)) for trial in record["trials"]] for record in records
    ]
    shapes = [
        [
            ({**trial}, bool(record["brand"]) and trial["group"] == groups.get(record["brand"]))
            for trial in record["shapes"]
        ]
        for record in records
    ]
    known_ = np.array([record["kind"] == "known" for record in records])
    folds = np.array(
        [
            hashlib.sha256(f"fold {record['brand'] or record['source']}".encode()).digest()[0] % FOLDS
            for record in records
        ]
    )
    result: dict = {}
    for name, trials in (("threshold", marks), ("shape_threshold", shapes)):
        # Weights know the brands that they were fitted on: the threshold is set on what other folds' weights say.
        logits, right = np.zeros(len(trials)), np.zeros(len(trials), dtype=bool)
        for fold in range(FOLDS):
            weights = fitted([crops for crops, at in zip(trials, folds, strict=True) if at != fold])
            for place in np.nonzero(folds == fold)[0]:
                logits[place], right[place] = surest(trials[place], weights)
        least = lowest(1 / (1 + np.exp(-logits.clip(-30, 30))), right, known_)
        print(f"{name}: {least} by the fitting half, {LEAST_THRESHOLD} at the least")
        result[name] = max(LEAST_THRESHOLD, least)
        result |= {
            kind: {key: round(float(value), 4) for key, value in zip(("bias", *FEATURES[kind]), found, strict=True)}
            for kind, found in fitted(trials).items()
        }
    return result


def fitted(trials: list[list[tuple[dict, bool]]]) -> dict[str, np.ndarray]:
    """Return weights by kind from the (measurements, whether right) of every query's crops."""
    weights: dict[str, np.ndarray] = {}
    for kind in dict.fromkeys(decide.kind_of(trial) for crops in trials for trial, _ in crops):
        chosen = [(trial, right) for crops in trials for trial, right in crops if decide.kind_of(trial) == kind]
        design = np.array([[1.0, *(trial[name] for name in FEATURES[kind])] for trial, _ in chosen])
        mean, spread = design.mean(axis=0), design.std(axis=0) + 1e-9
        mean[0], spread[0] = 0.0, 1.0
        found = logistic((design - mean) / spread, np.array([float(right) for _, right in chosen]), ridge=1.0) / spread
        found[0] -= float(found[1:] @ mean[1:])
        weights[kind] = found
    # One image has several crops and the surest counts: bring the maximum back to a probability.
    logits, right = np.array([surest(crops, weights) for crops in trials]).T
    shift, scale = logistic(np.stack([np.ones_like(logits), logits], axis=1), right, ridge=0.01)
    scaled = {kind: found * scale for kind, found in weights.items()}
    for found in scaled.values():
        found[0] += shift
    return scaled


def surest(crops: list[tuple[dict, bool]], weights: dict[str, np.ndarray]) -> tuple[float, bool]:
    """Return (logit of the confidence, whether right) of the crop that decides."""
    logits = [
        (float(weights[kind] @ [1.0, *(trial[name] for name in FEATURES[kind])]), right)
        for trial, right in crops
        for kind in [decide.kind_of(trial)]
    ]
    return max(logits, key=lambda item: item[0], default=(-30.0, False))


def lowest(sure: np.ndarray, right: np.ndarray, is_known: np.ndarray) -> float:
    """Return the lowest threshold that keeps to what may be wrong."""
    threshold = 0.999
    for value in np.round(np.arange(0.998, 0.5, -0.002), 3):
        wrong = ((sure >= value) & is_known & ~right).sum() / is_known.sum()
        false = ((sure >= value) & ~is_known).sum() / (~is_known).sum()
        if wrong > WRONG_ALLOWED or false > UNKNOWN_ALLOWED:
            break
        threshold = float(value)
    return threshold


def logistic(design: np.ndarray, wanted: np.ndarray, ridge: float) -> np.ndarray:
    """Return the weights of a logistic regression by Newton's method; the first column is the constant."""
    weights = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 0
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(design @ weights).clip(-30, 30)))
        gradient = design.T @ (chance - wanted) + penalty * weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty + 1e-9)
        weights = weights - np.linalg.solve(curve, gradient)
    return weights
