"""What was understood of a commission, shown before the work is done, and the ways to read it that are open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import commission as commissions
from generator.commission import Commission, closing
from generator.commission.commission import complete
from generator.commission.parsing import LED
from generator.evidence import naming, outlining, products, vocabulary
from generator.gate import policy as policies, stored
from generator.messages import column, joined, say, shown
from generator.pipeline import inputs
from generator.pipeline.request import Request
from generator.writers import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A commission as it is read, and the ways to read it between which nothing decides."""

    commission: Commission
    open: tuple[tuple[str, ...], ...] = ()
    """Names of the subjects in each way, that taken first; () where one is clear."""
    unsure: tuple[tuple[str, ...], ...] = ()
    """Where neither words nor corpus say plainly who is meant: the names taken, and those of the next likely ways."""
    unnamed: tuple[str, ...] = ()
    """What is to be said of each subject that no document names."""


def understand(
    request: Request, *, build: Path, progress: Callable[[int, int, str], None] | None = None
) -> Understanding:
    """Read the commission; where it can be read in several ways, let the names that the corpus holds decide."""
    commissions.read(request.query)  # refused before a corpus is read
    corpus = stored.read(request.corpus, policies.read(Path()), cache=build / "cache", progress=progress)
    occurs = vocabulary.lookup(corpus.documents)
    commission = inputs.understood(request, occurs)
    commission = products.named(commission, corpus.documents)
    asked = [one for one in commission.subjects if one.name and not (request.documents or request.images)]
    unnamed = tuple(
        say("“{name}”: {why}", name=one.name, why=refusing.why(one.name, corpus.documents))
        for one in asked
        if not any(naming.holding(name, corpus.documents) for name in (one.name, *one.aliases))
    )
    if request.taken or not commission.readings:
        unsure = commission.unsure if not request.taken and asked else ()
        return Understanding(commission=commission, unsure=unsure, unnamed=unnamed)
    held = [commissions.share(names, occurs) for names in commission.readings]
    ways = tuple(names for names, share in zip(commission.readings, held, strict=True) if share == held[0])
    return Understanding(commission=commission, open=ways if len(ways) > 1 else (), unnamed=unnamed)


def lines(request: Request, found: Understanding) -> tuple[str, ...]:
    """Return six lines: subjects, sections, length, language, attachments, and what will not be done; before them one
    for each subject that the sources do not name."""
    commission = found.commission
    commission = complete(commission)
    named = [subject.name or _from(subject.origin) for subject in commission.subjects]
    asked = joined(named) if named else say("what the words ask")
    about = say("compares {subjects}", subjects=asked) if len(named) > 1 else say("is about {subjects}", subjects=asked)
    attached = [path.name for path in (*request.documents, *request.images)]
    judged = request.writer == "llm"  # which closes with judgement
    left = [
        one
        for one in commission.instructions
        if one.status == "not_done" and not (judged and closing.closes(one.key, one.words))
    ]
    undone, unread = (_quoted(one.words for one in left if (one.key == "unread") == told) for told in (False, True))
    undone = undone or say("nothing that was read")
    language = {"zh": say("Chinese"), "en": say("English")}[commission.language]
    default = dict.fromkeys(commission.defaulted, say(" (default)"))
    rows = {
        say("subjects"): (about, _by_corpus(commission)),
        say("sections"): (_sections(commission), default.get("sections", "")),
        say("length"): (str(commission.length), default.get("length", "")),
        say("language"): (
            language,
            default.get("language", ""),
        ),
        say("attached"): (", ".join(attached) or say("nothing"),),
        say("not done"): (say("{undone}; not read: {unread}", undone=undone, unread=unread) if unread else undone,),
    }
    told = [(say("not there"), one) for one in found.unnamed]
    told += [(label, joined(parts, "")) for label, parts in rows.items()]
    return tuple(f"  {column(label)} {shown(words)}" for label, words in told)


def _quoted(words: Iterable[str]) -> str:
    return "; ".join(f"“{one}”" for one in words)


def _from(origin: str) -> str:
    return say("from the image") if origin == "image" else say("from the document")


def _by_corpus(commission: Commission) -> str:
    """Return what is said of subjects that the corpus named, and not the words around them, or has in another form."""
    led = any(one.key == "subject" and one.value.endswith(f"({LED})") for one in commission.understood)
    other = [
        say("“{name}” read as {alias}, which the corpus names", name=subject.name, alias=alias)
        for subject in commission.subjects
        for alias in subject.aliases
        if alias not in commission.query
    ]
    said = [*([say("read as the names that the corpus has for it")] if led else []), *other]
    return say(" ({known})", known=joined(said, "; ")) if said else ""


def _sections(commission: Commission) -> str:
    if outlining.undivided(commission):
        return say("one for each aspect that the sources hold enough on")
    return "; ".join(section.title for section in commission.sections)
