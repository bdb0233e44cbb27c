"""What has to be, otherwise something does not hold, and what does not hold unless that is: one condition, two builds.

Only where the same words stand in the case, and the same in what comes of it: told the other way round it is another.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.gate.clauses import Clause

_ELSE = re.compile(r"(?:and |or )?(?:otherwise|or else)\b", re.I)
_UNLESS = re.compile(r"(?:and |but |or )?unless\b", re.I)
_IF = re.compile(r"(?:and |but |or )?if\b", re.I)


def told(mine: Sequence[Clause], theirs: Sequence[Clause]) -> frozenset[Clause]:
    """Return the clauses in which a sentence puts as a case what a source says has to be, with what comes of it where
    it is not, and those of the source."""
    return frozenset(
        clause
        for has, comes in pairwise(theirs)
        if (has.source, has.part) == (comes.source, comes.part) and _ELSE.match(comes.words)
        for one, other in pairwise(mine)
        for case, then in ((one, other), (other, one))
        if _same(case, then, has, comes)
        for clause in (case, then, has, comes)
    )


def _same(case: Clause, then: Clause, has: Clause, comes: Clause) -> bool:
    """Tell whether a case is what has to be, or its denial, and what comes of it the same as in the source."""
    denied = 0 if _UNLESS.match(case.words) else 1 if _IF.match(case.words) else None
    if denied is None or case.negations != has.negations + denied or then.negations != comes.negations:
        return False
    own, after = has.content - comes.content, comes.content - has.content
    put = len(case.content & own) > 1 and not case.content & after
    return put and bool(then.content & after) and not then.content & own
