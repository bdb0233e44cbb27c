"""Briefproof for other programs: read a corpus, search it, hold a brief against its sources (docs/api.md).

What is named here stays: it changes only with the first number of the version. Everything else, the package
`generator` above all, may change any day. Like the commands, the functions work in the current folder: what they keep
lies in build/ there, and a brief is judged in its repository.
"""

from pathlib import Path

from generator import __version__
from generator.corpus import Chunk, Corpus, Document
from generator.errors import BriefproofError
from generator.evidence import Passage, search as _search
from generator.gate import Finding, Shelf, brief_at, passed, policy as _policy, stored as _stored

__all__ = [
    "BriefproofError", "Chunk", "Corpus", "Document", "Finding", "Passage", "__version__", "passed", "read_corpus",
    "search", "validate",
]  # fmt: skip

BUILD = Path("build")
"""Where the command line keeps what can be made again."""


def read_corpus(folder: str | Path = "corpus") -> Corpus:
    """Read every readable file of a folder, or of its store in policy.yml; `Corpus.problems` names the others.

    Raises BriefproofError for a folder that is missing, a store that does not answer, and where no file can be read.
    """
    return _stored.read(Path(folder), _policy.read(Path()), cache=BUILD / "cache")


def search(query: str, corpus: Corpus, *, limit: int = 10) -> tuple[Passage, ...]:
    """Return the chunks that answer a query in Chinese or English, best first, as `briefproof search` does.

    Scores go from 0 to 1. The index is made, or brought up to date, on the way.
    """
    return _search(query, corpus, BUILD / "index", limit)


def validate(path: str | Path) -> tuple[Finding, ...]:
    """Return all that `briefproof check PATH` finds in a brief, by lines; `passed` says whether it may stand.

    Raises BriefproofError for a brief, or a policy, that cannot be read.
    """
    from generator.review.judging import judged

    return judged(brief_at(Path(path)), Shelf(root=Path(), cache=BUILD / "cache"))
