"""What a person asks for, with all that they give."""

from dataclasses import dataclass
from pathlib import Path

from generator.corpus import Corpus
from generator.logo import LogoMatch
from generator.writers import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asks for."""

    query: str
    documents: tuple[Path, ...] = ()
    images: tuple[Path, ...] = ()
    platform: str | None = None
    by: str | None = None
    """Who asserts the platform; None for whoever runs the program."""
    slug: str | None = None
    corpus: Path = Path("corpus")
    read: Corpus | None = None
    """All of the corpus where it has been read already."""
    out: Path = Path("briefs")
    attach: bool = True
    force: bool = False
    writer: str = "extractive"
    model: Client | None = None
    """Whom the writer "llm" asks."""
    searched: tuple[str, ...] | None = None
    """The part of the corpus to search, as a ledger lists it; None for all of it."""
    former: Corpus | None = None
    """Documents as they were, to search in place of those of today that have their paths."""
    without: tuple[str, ...] = ()
    """Names that the query sets beside others, and that no source says anything of."""
    recorded: tuple[LogoMatch, ...] = ()
    """What images that are not here were found to show, in place of looking at them."""
    taken: tuple[str, ...] = ()
    """Names of the subjects in the way to read the query that a person chose; () for what the corpus tells."""
