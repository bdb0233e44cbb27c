"""Logo identification: which platform's mark an image shows, from its pixels and the words in them alone.

`identify` is the door. Verdicts: "named", "unknown" (nothing is alike enough, or two are), "conflict" (the words
name one brand and the mark another) and "asserted" (a person said so; what the pixels say is recorded beside it).
File name and metadata are never evidence. See docs/logo.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import packages
from generator.errors import BriefproofError
from generator.logo.decide import CANDIDATES, DIGITS, Candidate
from generator.messages import say

__all__ = ["Candidate", "LogoMatch", "identify"]

MOST_SURE = 0.99
"""The highest confidence that is recorded: of the marks that the bench saw named, about one in a hundred was wrong."""

MAX_NAME = 200
"""Characters of an asserted name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoMatch:
    """What an image was found to show, and why."""

    image: str
    """File name only."""
    sha256: str
    """Of the image file's bytes, hex."""
    size: tuple[int, int]
    """Width × height, pixels, upright."""
    verdict: str
    """"named", "unknown", "conflict" or "asserted"."""
    name: str | None
    """The platform; None when unknown or in conflict."""
    confidence: float
    """Calibrated probability that the best candidate is right, 0 to 1; 1.0 for an assertion is not claimed."""
    threshold: float
    """Confidence from which a mark is named."""
    margin: float
    """Score of the best candidate less that of the best of another group."""
    candidates: tuple[Candidate, ...]
    """Up to five, best first."""
    words: tuple[str, ...] | None
    """Lines read in the image; None when words were not read."""
    rule: str
    """The rule that decided: see RULES."""
    model: str
    """What took the features; "uncalibrated" stands in it where the threshold was not fitted to it."""
    model_sha256: str
    """Of its checkpoint, hex."""
    index_sha256: str
    """Of the gallery, the user's images included."""
    crop: tuple[int, int, int, int]
    """Left, top, right, bottom of the part that matched, pixels of the file's picture."""


RULES = {
    "asserted": say("a person named the platform"),
    "mark": say("the mark is like one brand's and no other's"),
    "mark-and-words": say("the mark and the words in the image name the same brand"),
    "words": say("the words in the image name one brand and no mark contradicts them"),
    "not-alike": say("no known mark is alike enough, and no words name a brand"),
    "close-call": say("two brands' marks are about equally alike"),
    "words-contradict": say("the words name another brand than the mark does"),
    "words-differ": say("the words name several brands"),
    "blank": say("nothing stands out from the ground"),
}
"""Rule code → what it means."""


CACHE = Path("build/cache")
"""Where the gallery is kept as another CLIP than the packaged one embeds it."""


def identify(path: Path, *, logos: Path | None = None, asserted: str | None = None, cache: Path = CACHE) -> LogoMatch:
    """Return what the image at `path` shows.

    `logos`: the corpus's own gallery folder (corpus/logos), if it has one. `asserted`: a platform that a person names;
    it becomes the verdict, and what the pixels say stays on record. Same bytes, same gallery → same answer.
    Raises BriefproofError for an image that is missing, unreadable, truncated, too large or no image,
    and where the extra `logo` is not installed.
    """
    from generator.logo import decide, decode, embed, gallery, proposals, regallery, shape, words

    packages.need("logo")
    picture = decode.decode(path)
    tower = embed.tower()
    known = gallery.with_folder(regallery.known(tower, cache), logos, tower)
    crops = proposals.propose(picture.pixels)
    alike = None
    if crops:
        import numpy as np

        stack = np.stack([crop.pixels for crop in crops])
        alike = decide.likeness(crops, tower.describe(stack), shape.describe(stack), known)
    lines = words.read(picture.pixels)
    verdict = decide.verdict(alike, lines, known)
    name, outcome, rule = verdict.name, verdict.outcome, verdict.rule
    if asserted is not None:
        name, outcome, rule = _asserted(asserted), "asserted", "asserted"
    box = alike.crop.box if alike else (0, 0, picture.pixels.shape[1], picture.pixels.shape[0])
    return LogoMatch(
        image=picture.name,
        sha256=picture.sha256,
        size=picture.size,
        verdict=outcome,
        name=name,
        confidence=round(min(MOST_SURE, verdict.confidence), DIGITS),
        threshold=decide.threshold(known),
        margin=round(alike.margin, DIGITS) if alike else 0.0,
        candidates=verdict.candidates[:CANDIDATES],
        words=None if lines is None else tuple(line.text for line in lines),
        rule=rule,
        model=tower.name,
        model_sha256=tower.sha256,
        index_sha256=known.sha256,
        crop=tuple(min(round(edge * picture.scale), limit) for edge, limit in zip(box, picture.size * 2, strict=True)),
    )


def _asserted(name: str) -> str:
    from generator.platforms import find

    plain = " ".join(name.split())
    if not plain or len(plain) > MAX_NAME or not plain.isprintable():
        raise BriefproofError("PLATFORM: want the name of a platform, 1 to {most} characters", most=MAX_NAME)
    platform = find(plain)
    return platform.name if platform else plain
