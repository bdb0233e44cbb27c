"""Whether a commission says plainly who is meant, of all the ways to read it."""

from generator.commission.readings import Reading

SURE, CLEAR, OFFERED = 1.5, 0.7, 3
"""Score from which several names are plainly meant; part (0 to 1) of the best score from which another way is about as
likely; ways that are offered where neither is so. Of 40 commissions that were looked at only once 22 of the 23 misread
were below the first or had such a rival, and 6 of the 17 that were read right."""


def unsure(found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the likeliest ways to read a commission where none is plainly meant, the best first, else ()."""
    best, *others = found or (None,)
    if best is None:
        return ()
    rivals = [one for one in others if not (set(one.spans) <= set(best.spans) or set(best.spans) <= set(one.spans))]
    rival = rivals[0].score if rivals else 0.0
    open_ = rival >= CLEAR * best.score or (len(best.spans) > 1 and best.score < SURE)
    return (best, *rivals[: OFFERED - 1]) if open_ else ()
