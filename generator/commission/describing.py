"""A commission as it was understood, for people and as JSON."""

from dataclasses import asdict
from typing import Any

from generator.commission.commission import Commission, Subject
from generator.commission.periods import period_words
from generator.commission.phrases import one_line
from generator.messages import column, columns, say, shown


def to_json(commission: Commission) -> dict[str, Any]:
    """Return the commission as plain dicts, lists and strings, ready for `json.dumps`."""
    return asdict(commission)


def describe(commission: Commission) -> str:
    """Return a table of what was understood and from which words, for `briefproof commission`."""
    default = set(commission.defaulted)
    rows = [
        (say("title"), commission.title, "title" in default),
        (say("language"), commission.language, "language" in default),
        (say("length"), str(commission.length), "length" in default),
        (say("register"), commission.register, "register" in default),
    ]
    for subject in commission.subjects:
        rows.append((say("subject"), _subject(subject), False))
    rows += [(say("axis"), axis, False) for axis in commission.axes]
    for section in commission.sections:
        length = f", {section.length}" if section.length else ""
        rows.append((say("section"), f"{section.heading}  [{section.role}{length}]", "sections" in default))
    rows += [(say("extra"), extra, False) for extra in commission.extras]
    rows += [(say("prohibition"), f"{item.kind}: {item.value}", False) for item in commission.prohibitions]
    rows += [(say("period"), period_words(period), False) for period in commission.periods]
    rows += [(say("deadline"), commission.deadline, False)] if commission.deadline else []
    rows += [(say("reader"), commission.reader, False)] if commission.reader else []
    rows += [(say("source"), source, False) for source in commission.named_sources]
    rows += [(say("not enforced"), words, False) for words in commission.unenforced]
    width = max(columns(value) for _, value, _ in rows)
    lines = []
    used: set[int] = set()
    for key, value, defaulted in rows:
        words = shown(say("default")) if defaulted else _words_for(commission, key, value, used)
        lines.append(f"{column(key, 13)} {value}{' ' * (width - columns(value))}  {words}".rstrip())
    return "\n".join(lines)


def _subject(subject: Subject) -> str:
    """Return a subject, where it is named, and what else it is called, for a terminal."""
    told = {"text": say("in the text"), "document": say("in the document"), "image": say("in the image")}
    name, place = subject.name or say("? (to be identified)"), told.get(subject.origin, subject.origin)
    known = say(", read as {names}", names=", ".join(subject.aliases)) if subject.aliases else ""
    return shown(say("{name}, named {place}{known}", name=name, place=place, known=known))


def _words_for(commission: Commission, key: str, value: str, used: set[int]) -> str:
    """Return the words that a row of the table was read from; each is shown once."""
    key = {"not enforced": "unenforced"}.get(key, key)
    left = [i for i, item in enumerate(commission.understood) if item.key == key and i not in used]
    if key in (say("section"), "extra"):  # those added by default were read from no words
        left = [i for i in left if value.startswith(commission.understood[i].value)]
    if not left:
        return ""
    exact = [i for i in left if value in (commission.understood[i].value, one_line(commission.understood[i].words))]
    chosen = (exact or left)[0]
    used.add(chosen)
    words = one_line(commission.understood[chosen].words)
    return f"← “{words if len(words) <= 60 else words[:59] + '…'}”"
