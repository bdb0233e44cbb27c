"""What was understood of a commission, shown before the work is done, and the ways to read it that are open."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator import commission as commissions
from generator.commission import Commission
from generator.commission.commission import complete
from generator.commission.parsing import LED
from generator.evidence import outlining
from generator.gate import policy as policies, stored
from generator.pipeline import inputs
from generator.pipeline.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A commission as it is read, and the ways to read it between which nothing decides."""

    commission: Commission
    open: tuple[tuple[str, ...], ...] = ()
    """Names of the subjects in each way, that taken first; () where one is clear."""


def understand(
    request: Request, *, build: Path, progress: Callable[[int, int, str], None] | None = None
) -> Understanding:
    """Read the commission; where it can be read in several ways, let the names that the corpus holds decide."""
    commissions.read(request.query)  # refused before a corpus is read
    corpus = stored.read(request.corpus, policies.read(Path()), cache=build / "cache", progress=progress)
    occurs = inputs.lookup(corpus)
    commission = inputs.understood(request, occurs)
    if request.taken or not commission.readings:
        return Understanding(commission=commission)
    held = [commissions.share(names, occurs) for names in commission.readings]
    ways = tuple(names for names, share in zip(commission.readings, held, strict=True) if share == held[0])
    return Understanding(commission=commission, open=ways if len(ways) > 1 else ())


def lines(request: Request, commission: Commission) -> tuple[str, ...]:
    """Return six lines: subjects, sections, length, language, attachments, and what will not be done."""
    commission = complete(commission)
    named = [subject.name or f"from the {subject.origin}" for subject in commission.subjects]
    kind = "compares" if len(named) > 1 else "is about"
    attached = [path.name for path in (*request.documents, *request.images)]
    undone = [one.words for one in commission.instructions if one.status == "not_done"]
    default = dict.fromkeys(commission.defaulted, " (default)")
    rows = {
        "subjects": f"{kind} {', '.join(named) or 'what the words ask'}{_by_corpus(commission)}",
        "sections": _sections(commission) + default.get("sections", ""),
        "length": f"{commission.length}{default.get('length', '')}",
        "language": {"zh": "Chinese", "en": "English"}[commission.language] + default.get("language", ""),
        "attached": ", ".join(attached) or "nothing",
        "not done": "; ".join(f"“{words}”" for words in undone) or "nothing that was read",
    }
    return tuple(f"  {key:<12} {value}" for key, value in rows.items())


def _by_corpus(commission: Commission) -> str:
    """Return what is said of subjects that the corpus named, and not the words around them."""
    led = any(one.key == "subject" and one.value.endswith(f"({LED})") for one in commission.understood)
    return " (read as the names that the corpus has for it)" if led else ""


def _sections(commission: Commission) -> str:
    if outlining.undivided(commission):
        return "one for each aspect that the sources hold enough on"
    return "; ".join(section.title for section in commission.sections)
