"""Lines of text in a picture: PP-OCR's detector and recogniser, whose models rapidocr carries in its wheel.

Of rapidocr only the models are used. Its own code reads the same lines, but takes half a second to import settings,
downloaders and drawing; what it does for these two models is below, step by step. Nothing is fetched.
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.logo import models as stored

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime

DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
"""Files in rapidocr/models. Other versions of the models read other lines."""
SIDE = 512
"""Pixels of the longer side at which lines are sought; larger costs seconds and reads small print."""
STEP = 32
"""Pixels; the detector takes multiples of it."""
LEAST_SIDE = 30
"""Pixels; a narrower picture is enlarged, one of just this height gets a black edge of half as much."""
INK = 0.3
"""The detector's probability from which a pixel belongs to a line."""
LEAST_FOUND = 0.5
"""Mean of that probability over a line."""
GROWTH = 1.6
"""The detector marks the core of a line; its edge lies this many times area over perimeter further out."""
LEAST_CORE, LEAST_LINE = 3, 5
"""Pixels of the shorter side, before and after growing."""
MAX_FOUND = 1000
SAME_ROW = 10
"""Pixels between the tops of neighbours in one row, less than."""
LINE_HEIGHT, LINE_WIDTH = 48, 320
"""Pixels of a line as the recogniser takes it; longer lines are wider."""
UPRIGHT = 1.5
"""Height over width from which a line is turned."""
TOGETHER = 6
"""Lines that are filled up to the width of the widest of them; what is read depends a little on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A line of text."""

    text: str
    sure: float
    """The recogniser's mean probability of a character, 0 to 1."""
    box: np.ndarray
    """float32, 4 × 2: corners, pixels of the picture."""


class Reader:
    """Detector and recogniser; the recogniser is loaded when there is something to read."""

    def __init__(self, models: Path):
        self._models = models
        self._detector = stored.session(models / DETECTOR)

    @functools.cached_property
    def _recogniser(self) -> tuple[onnxruntime.InferenceSession, tuple[str, ...]]:
        """The recogniser, and its characters by number; number 0 stands for none."""
        session = stored.session(self._models / RECOGNISER)
        return session, ("", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " ")

    def read(self, picture: np.ndarray) -> tuple[Found, ...]:
        """Return the lines in `picture` (uint8, h × w × 3, blue first), by rows from the top."""
        import numpy as np

        image, ratio, top = _enlarged(picture)
        boxes = _in_rows(self._boxes(image))
        lines = [_cut(image, box) for box in boxes]
        height, width = picture.shape[:2]
        found = []
        for (text, sure), box in zip(self._texts(lines), boxes, strict=True):
            place = (box - np.float32([0, top])) * np.float32(ratio)
            if text.strip():
                found.append(Found(text=text, sure=sure, box=place.clip(0, np.float32([width, height]))))
        return tuple(found)

    def _boxes(self, image: np.ndarray) -> list[np.ndarray]:
        """Return the corners of the lines in `image` (float32, 4 × 2, clockwise from top left), in no order."""
        import cv2
        import numpy as np

        height, width = image.shape[:2]
        ratio = min(1.0, SIDE / max(height, width))
        size = [round(int(side * ratio) / STEP) * STEP for side in (width, height)]
        values = cv2.resize(image, size).astype(np.float32) * (1 / 255)
        ink = _run(self._detector, ((values - 0.5) / 0.5).transpose(2, 0, 1)[None])[0, 0]
        core = cv2.dilate((ink > INK).astype(np.uint8), np.ones((2, 2), dtype=np.uint8))
        outlines, _ = cv2.findContours(core * 255, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        scale = np.float32([size[0], size[1]])
        boxes = []
        for outline in outlines[:MAX_FOUND]:
            box, side = _rectangle(outline)
            if side < LEAST_CORE or _mean(ink, box) < LEAST_FOUND:
                continue
            box, side = _rectangle(_grown(box))
            if side < LEAST_LINE:
                continue
            box = np.round(box / scale * np.float32([width, height])).clip(0, [width, height]).astype(np.int32)
            box = np.minimum(_clockwise(box), np.float32([width - 1, height - 1]))
            if min(int(np.linalg.norm(box[0] - box[1])), int(np.linalg.norm(box[0] - box[3]))) > 3:
                boxes.append(box)
        return boxes

    def _texts(self, lines: list[np.ndarray]) -> list[tuple[str, float]]:
        """Return (text, probability) of each line."""
        import numpy as np

        ratios = np.array([line.shape[1] / line.shape[0] for line in lines])
        order = np.argsort(ratios, kind="stable")
        texts = [("", 0.0)] * len(lines)
        for start in range(0, len(lines), TOGETHER):
            group = order[start : start + TOGETHER]
            width = int(LINE_HEIGHT * max(LINE_WIDTH / LINE_HEIGHT, ratios[group[-1]]))
            session, characters = self._recogniser
            for index in group:  # one by one: the same answers, a sixth of the memory
                texts[index] = _decoded(_run(session, _levelled(lines[index], width)[None])[0], characters)
        return texts


@functools.cache
def reader() -> Reader | None:
    """Return the reader, None where rapidocr, its models or pyclipper are not installed."""
    spec = importlib.util.find_spec("rapidocr")
    for folder in spec.submodule_search_locations or () if spec else ():
        models = Path(folder) / "models"
        if all((models / name).is_file() for name in (DETECTOR, RECOGNISER)) and importlib.util.find_spec("pyclipper"):
            return Reader(models)
    return None


def _run(session: onnxruntime.InferenceSession, values: np.ndarray) -> np.ndarray:
    return session.run(None, {"x": values})[0]


def _enlarged(picture: np.ndarray) -> tuple[np.ndarray, tuple[float, float], int]:
    """Return (picture as it is read, its pixels per pixel of that across and down, pixels added above)."""
    import cv2

    height, width = picture.shape[:2]
    if min(height, width) < LEAST_SIDE:
        ratio = LEAST_SIDE / min(height, width)
        across, down = (round(int(side * ratio) / STEP) * STEP for side in (width, height))
        return cv2.resize(picture, (across, down)), (width / across, height / down), 0
    if height == LEAST_SIDE:
        edge = LEAST_SIDE // 2
        return cv2.copyMakeBorder(picture, edge, edge, 0, 0, cv2.BORDER_CONSTANT, value=(0, 0, 0)), (1.0, 1.0), edge
    return picture, (1.0, 1.0), 0


def _rectangle(points: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the least rectangle around `points` (float32, 4 × 2, clockwise from top left) and its shorter side."""
    import cv2
    import numpy as np

    found = cv2.minAreaRect(points)
    corners = sorted(cv2.boxPoints(found), key=lambda corner: corner[0])
    left, right = sorted(corners[:2], key=lambda corner: corner[1]), sorted(corners[2:], key=lambda corner: corner[1])
    return np.array([left[0], right[0], right[1], left[1]]), min(found[1])


def _mean(ink: np.ndarray, box: np.ndarray) -> float:
    """Return the mean of `ink` (float32, h × w) in `box`."""
    import cv2
    import numpy as np

    limit = [ink.shape[1] - 1, ink.shape[0] - 1]
    low = np.floor(box.min(axis=0)).astype(np.int32).clip(0, limit)
    high = np.ceil(box.max(axis=0)).astype(np.int32).clip(0, limit)
    mask = np.zeros((high - low + 1)[::-1], dtype=np.uint8)
    cv2.fillPoly(mask, (box - low).astype(np.int32)[None], 1)
    return cv2.mean(ink[low[1] : high[1] + 1, low[0] : high[0] + 1], mask)[0]


def _grown(box: np.ndarray) -> np.ndarray:
    """Return the outline (int32, n × 2) that lies outside `box` as GROWTH says, its corners round."""
    import numpy as np
    import pyclipper

    x, y = box.astype(np.float64).T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    perimeter = np.hypot(x - np.roll(x, -1), y - np.roll(y, -1)).sum()
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(box, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    return np.array(offset.Execute(area * GROWTH / perimeter)[0], dtype=np.int32)


def _clockwise(box: np.ndarray) -> np.ndarray:
    """Return the corners (float32) clockwise from top left."""
    import numpy as np

    by_x = box[np.argsort(box[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1], kind="stable")], right[np.argsort(right[:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)


def _in_rows(boxes: list[np.ndarray]) -> list[np.ndarray]:
    """Return the boxes from top to bottom, those of a row from left to right."""
    boxes = sorted(boxes, key=lambda box: box[0, 1])
    rows: list[list[np.ndarray]] = []
    for box in boxes:
        if rows and box[0, 1] - rows[-1][-1][0, 1] < SAME_ROW:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda box: box[0, 0])]


def _cut(image: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Return what stands in `box`, level; tall lines are turned a quarter to the left."""
    import cv2
    import numpy as np

    width = int(max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3])))
    height = int(max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2])))
    turn = cv2.getPerspectiveTransform(box, np.float32([[0, 0], [width, 0], [width, height], [0, height]]))
    line = cv2.warpPerspective(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    return np.rot90(line) if height / width >= UPRIGHT else line


def _levelled(line: np.ndarray, width: int) -> np.ndarray:
    """Return the line as the recogniser takes it: float32, 3 × LINE_HEIGHT × `width`, −1 to 1, grey on its right."""
    import cv2
    import numpy as np

    across = min(width, int(np.ceil(LINE_HEIGHT * (line.shape[1] / line.shape[0]))))
    values = np.zeros((3, LINE_HEIGHT, width), dtype=np.float32)
    resized = cv2.resize(line, (across, LINE_HEIGHT)).astype(np.float32)
    values[:, :, :across] = (resized.transpose(2, 0, 1) / 255 - 0.5) / 0.5
    return values


def _decoded(likely: np.ndarray, characters: tuple[str, ...]) -> tuple[str, float]:
    """Return (text, mean probability of its characters) from the probabilities (places × characters).

    Neighbouring places with the same character are one; between two of a kind stands a place with none.
    """
    import numpy as np

    best = likely.argmax(axis=1)
    kept = best != 0
    kept[1:] &= best[1:] != best[:-1]
    sure = [round(value, 5) for value in likely.max(axis=1)[kept].tolist()]
    return "".join(characters[number] for number in best[kept]), float(np.mean(sure or [0]).round(5))
