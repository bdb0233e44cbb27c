"""What belongs into which section of an outline, by the roles and titles of its sections."""

import re
from collections.abc import Sequence

from generator.evidence import COMPARED

GAPS_IN = ("gaps", "conclusion", "method")
"""Roles of the section that holds the gap list, best first."""


def gaps_at(roles: Sequence[str]) -> int | None:
    """Return the number of the section that holds the gap list, from 1, by the roles of all: the last that asks for it,
    else the last but for the references; None where there are only those.

    Nobody wants it in what is read first: a brief that opens with its method, or has its conclusion before what that
    rests on, has it at the end.
    """
    own = [n for n, role in enumerate(roles, start=1) if role != "references"]
    last = max((n for n in own if roles[n - 1] in COMPARED), default=0)
    after = {"gaps": 0, "conclusion": last, "method": own[0] if own else 0}
    asking = (n for role in GAPS_IN for n in reversed(own) if roles[n - 1] == role and n > after[role])
    return next(asking, own[-1] if own else None)


def table_at(roles: Sequence[str]) -> int | None:
    """Return the number of the section that holds the table of the sides: the conclusion, else the last that sets side
    against side; None without one."""
    if "conclusion" in roles:
        return roles.index("conclusion") + 1
    return max((n for n, role in enumerate(roles, start=1) if role in COMPARED), default=None)


_CHOOSES = re.compile(
    r"建议|推荐|怎么[定选]|选哪|哪[个种家]更|取舍|定夺|\b(?:recommend\w*|choose|choice|verdict|pick|"
    r"which (?:one|of|\w+ (?:to|first|should))|what (?:we|i) should)\b", re.I)  # fmt: skip
_DECISION = re.compile(r"决定|决策|\bdecisions?\b", re.I)
_REPORTED = re.compile(
    r"谁|由|何时|什么时候|多久|多长|有权|权在|作出|做出|如何|怎样|流程|程序|能否|能不能|可否|是否|异议|申诉|"
    r"\b(?:who|whom|whose|when|how|can|may|is|are|was|were|made|makes?|mak(?:es|ing)|challeng\w*|appeals?|process|due)\b",
    re.I,
)
"""Words by which a title asks who decides, when, how, or what becomes of it: sources tell that."""


def chooses(title: str) -> bool:
    """Tell whether the title of a section asks for a choice, which no source makes for the reader. Who decides, by when
    and how is a fact."""
    return _CHOOSES.search(title) is not None or (
        _DECISION.search(title) is not None and _REPORTED.search(title) is None
    )
