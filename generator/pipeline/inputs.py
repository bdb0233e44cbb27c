"""What a commission may use: the attachments, the platform that the images show, and the part of the corpus."""

import getpass
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import commission as commissions, corpus as corpora
from generator.commission import Commission
from generator.corpus import Corpus, Document, uniquely_titled
from generator.errors import BriefproofError
from generator.evidence import excluding
from generator.gate.searched import as_named, held
from generator.messages import say
from generator.pipeline.request import Request

NAMED = 5
"""So many files that could not be read are named one by one."""


def check_names(names: list[str]) -> None:
    """Raise BriefproofError where two attachments have one name."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BriefproofError(
            "two attachments are named {twice}; citations name the file, so rename one of them", twice=repr(twice[0])
        )


def without(corpus: Corpus, attachments: tuple[Document, ...]) -> Corpus:
    """Leave out of the corpus what is attached as well; citations could not tell another file of that name apart.

    Raises BriefproofError where it holds one.
    """
    given = {document.path: document.sha256 for document in attachments}
    for document in corpus.documents:
        if given.get(document.path, document.sha256) != document.sha256:
            raise BriefproofError(
                "the corpus holds another file named {path}; rename the attachment", path=repr(document.path)
            )
    hashes = set(given.values())
    return replace(corpus, documents=tuple(d for d in corpus.documents if d.sha256 not in hashes))


def searched(corpus: Corpus, lines: tuple[str, ...] | None, former: Corpus | None, cache: Path) -> Corpus:
    """Leave in the corpus what the lines of a ledger name, all of it for None; `former` documents go before others."""
    corpus = as_named(lines, corpus, cache) if lines else corpus
    if former:
        known = {document.path: document for document in (*corpus.documents, *former.documents)}
        corpus = replace(corpus, documents=uniquely_titled(known[path] for path in sorted(known)))
    return corpus if lines is None else replace(corpus, documents=held(lines, corpus).there)


def understood(request: Request, occurs: commissions.Lookup) -> Commission:
    """Return what a request asks for, as the corpus decides where the words leave it open, or a person did.

    What is attached names subjects too, so there only ways to part the names are weighed.
    """
    attached = bool(request.documents or request.images)
    return commissions.read(
        request.query, occurs=occurs, taken=request.taken, attached=attached, without=request.without
    )


def allowed(corpus: Corpus, commission: Commission, date: str) -> Corpus:
    """Leave out what the commission forbids as a source; raises BriefproofError when nothing is left."""
    kept = excluding.permitted(corpus.documents, commission, date)
    if corpus.documents and not kept:
        words = "; ".join(item.words for item in (*commission.prohibitions, *commission.periods))
        raise BriefproofError(
            "the commission forbids every document of the corpus (“{words}”); add sources that it allows", words=words
        )
    return replace(corpus, documents=kept)


def unread(corpus: Corpus) -> list[str]:
    """Return what is said of the files of a corpus that were not read, a few by name."""
    failed = [problem for problem in corpus.problems if not problem.foreign]
    told = [say("{path} was not read: {reason}", path=one.path, reason=one.reason) for one in failed[:NAMED]]
    if len(failed) > NAMED:
        more = say("{number} more files were not read; `briefproof corpus list` says why", number=len(failed) - NAMED)
        told.append(more)
    others = corpora.others(corpus.problems)
    return [*told, say("not read: {others}", others=others)] if others else told


def asserter() -> str:
    """Return who runs the program, and so asserts what is asserted: as git knows them, else by their login."""
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False)
        name = " ".join(asked.stdout.decode("utf-8", "replace").split())
        return name or getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise BriefproofError(
            "PLATFORM: nobody is known to assert it; say who you are: git config user.name 'Ada Example'"
        ) from None


def identify(path: Path, request: Request) -> Any:
    """Return what the image shows, or was found to show; the folder logos/ of the corpus joins the gallery."""
    if known := next((one for one in request.recorded if one.image == path.name), None):
        return known
    from generator import logo

    folder = request.corpus / "logos"
    return logo.identify(path, logos=folder if folder.is_dir() else None, asserted=request.platform)


def unasked(commission: Commission, logos: tuple) -> tuple[str, ...]:
    """Return a note on each image of which no words of the commission speak: none goes unused unsaid."""
    if any(subject.origin == "image" for subject in commission.subjects):
        return ()
    return tuple(
        say(
            "{image} is attached, and no words of the commission speak of it: the brief does not use it; ask for “the "
            "platform in the attached image”, or leave IMAGE away",
            image=logo.image,
        )
        for logo in logos
    )


def platforms(commission: Commission, logos: tuple, asserted: str | None) -> tuple[str, ...]:
    """Return the platforms of the images; raises BriefproofError when the commission needs one and it is not named."""
    if asserted is not None:
        return (asserted,)
    named = tuple(logo.name for logo in logos if logo.verdict == "named")
    if len(named) == len(logos) and named or not any(subject.origin == "image" for subject in commission.subjects):
        return named
    if not logos:
        raise BriefproofError(
            "the commission names a subject by an image and none is given: give IMAGE=path, "
            "or PLATFORM='…' to assert it"
        )
    logo = next(logo for logo in logos if logo.verdict != "named")
    near = ", ".join(f"{c.name} {c.score:.2f}" for c in logo.candidates[:5])
    raise BriefproofError(
        "{image}: the platform is {verdict} (confidence {confidence}, threshold {threshold}; "
        "nearest: {near}); give a clearer image, add the logo to corpus/logos/, or assert it "
        "with PLATFORM='…'",
        image=logo.image,
        verdict=logo.verdict,
        confidence=f"{logo.confidence:.2f}",
        threshold=f"{logo.threshold:.2f}",
        near=near or say("none"),
    )
