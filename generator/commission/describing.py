"""A commission as it was understood, for people and as JSON."""

import unicodedata
from dataclasses import asdict
from typing import Any

from generator.commission.commission import Commission
from generator.commission.periods import period_words
from generator.commission.phrases import one_line


def to_json(commission: Commission) -> dict[str, Any]:
    """Return the commission as plain dicts, lists and strings, ready for `json.dumps`."""
    return asdict(commission)


def describe(commission: Commission) -> str:
    """Return a table of what was understood and from which words, for `briefproof commission`."""
    default = set(commission.defaulted)
    rows = [
        ("title", commission.title, "title" in default),
        ("language", commission.language, "language" in default),
        ("length", str(commission.length), "length" in default),
        ("register", commission.register, "register" in default),
    ]
    for subject in commission.subjects:
        known = f", read as {', '.join(subject.aliases)}" if subject.aliases else ""
        rows.append(
            ("subject", f"{subject.name or '? (to be identified)'}, named in the {subject.origin}{known}", False)
        )
    rows += [("axis", axis, False) for axis in commission.axes]
    for section in commission.sections:
        length = f", {section.length}" if section.length else ""
        rows.append(("section", f"{section.heading}  [{section.role}{length}]", "sections" in default))
    rows += [("extra", extra, False) for extra in commission.extras]
    rows += [("prohibition", f"{item.kind}: {item.value}", False) for item in commission.prohibitions]
    rows += [("period", period_words(period), False) for period in commission.periods]
    rows += [("deadline", commission.deadline, False)] if commission.deadline else []
    rows += [("reader", commission.reader, False)] if commission.reader else []
    rows += [("source", source, False) for source in commission.named_sources]
    rows += [("not enforced", words, False) for words in commission.unenforced]
    width = max(_width(value) for _, value, _ in rows)
    lines = []
    used: set[int] = set()
    for key, value, defaulted in rows:
        words = "default" if defaulted else _words_for(commission, key, value, used)
        lines.append(f"{key:<13} {value}{' ' * (width - _width(value))}  {words}".rstrip())
    return "\n".join(lines)


def _words_for(commission: Commission, key: str, value: str, used: set[int]) -> str:
    """Return the words that a row of the table was read from; each is shown once."""
    key = {"not enforced": "unenforced"}.get(key, key)
    left = [i for i, item in enumerate(commission.understood) if item.key == key and i not in used]
    if key in ("section", "extra"):  # those added by default were read from no words
        left = [i for i in left if value.startswith(commission.understood[i].value)]
    if not left:
        return ""
    exact = [i for i in left if value in (commission.understood[i].value, one_line(commission.understood[i].words))]
    chosen = (exact or left)[0]
    used.add(chosen)
    words = one_line(commission.understood[chosen].words)
    return f"← “{words if len(words) <= 60 else words[:59] + '…'}”"


def _width(words: str) -> int:
    """Return the columns that `words` take in a terminal: Han characters and wide marks two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)
