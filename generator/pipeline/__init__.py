"""From a commission to a brief that passed every rule, or to a draft and the reasons why not: the order of the stages.

`inputs` says what a commission may use; everything else is done in the rooms below.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import brief as briefs, commission as commissions, corpus as corpora, gate as validation
from generator.brief import Brief, composing, filing, front as fronts, wording
from generator.brief.draft import VERSIONS, Draft, told
from generator.brief.ledger import Ledger
from generator.commission import Commission
from generator.corpus import Corpus, Document
from generator.errors import BriefproofError, NoEvidence
from generator.evidence import (
    Card,
    Evidence,
    about,
    bounding,
    claims,
    excluding,
    gathering,
    held,
    outlining,
    products,
    retrieval,
    vocabulary,
)  # fmt: skip
from generator.files import relative, write_atomically
from generator.gate import origins, policy as policies, stored
from generator.language import text, tokens
from generator.messages import say
from generator.pipeline import inputs
from generator.pipeline.request import Request
from generator.pipeline.understanding import Understanding, lines, understand
from generator.writers import WRITERS, llm, refusing

__all__ = ["Outcome", "Request", "Understanding", "again", "asked", "lines", "make", "understand"]

TIMES = 3
"""So often a draft is written anew to fit the length that was asked for (0 and up)."""
WAITING = ("pending", "unverifiable")
"""Errors with which a brief is filed: `make check` is red until a person has signed, or keeps or excuses a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    path: Path
    """The brief, or the draft when `findings` hold an error."""
    changed: bool
    brief: Brief
    ledger: Ledger
    findings: tuple[validation.Finding, ...]
    notes: tuple[str, ...]
    seconds: tuple[tuple[str, float], ...]
    """Wall-clock seconds of each stage, in order."""

    @property
    def passed(self) -> bool:
        """Tell whether the brief was filed; sentences may still wait for a signature."""
        return validation.passed(self.findings, allow=WAITING)


@dataclass(slots=True)
class _Clock:
    stages: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.stages.append((name, time.perf_counter() - start))


def make(request: Request, *, build: Path, progress: Callable[[int, int, str], None] | None = None) -> Outcome:
    """Write the brief that `request` asks for; paths in it are relative to the current folder.

    Raises BriefproofError with one line for whatever a person can mend. Nothing is written to `request.out`
    unless every rule passed; a draft that fails lies in `build`/drafts with its findings.
    """
    clock = _Clock()
    with ExitStack() as held:
        found, written = _made(request, build, clock, progress, held)
        return _write(request, build, clock, found, written)


def again(request: Request, *, build: Path) -> tuple[Brief, Ledger]:
    """Return what `make` would write, and file nothing; raises BriefproofError as it does."""
    clock = _Clock()
    with ExitStack() as held:
        _, written = _made(request, build, clock, None, held)
    return written.brief, written.ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A brief that was written and judged, and not filed."""

    brief: Brief
    rendered: str
    ledger: Ledger
    findings: tuple[validation.Finding, ...]
    notes: tuple[str, ...]


def _made(
    request: Request, build: Path, clock: _Clock, progress: Callable[[int, int, str], None] | None, held: ExitStack
) -> tuple["_Found", _Written]:
    """Return what was found and written: of the sides of a comparison those of which some source tells.

    A run on the same query and corpus leaves out the same ones; the brief says which. Where sources name one and tell
    usably of none, it is about what the commission asks.
    """
    with ExitStack() as tried:
        found = _gather(request, build, clock, progress, tried)
        try:
            written = _written(request, build, clock, found)
        except NoEvidence as error:
            tried_before = set(error.lacking) & set(request.without)  # a form names its subjects, and keeps them
            left = {subject.name for subject in found.commission.subjects} - set(error.lacking)
            known = error.named and found.commission.subjects  # then it is about what the commission asks
            if not (left or known) or found.attachments or found.logos or tried_before:
                raise
            rest, first = replace(request, without=(*request.without, *error.lacking)), error
        else:
            held.push(tried.pop_all())
            return found, written
    try:
        return _made(rest, build, clock, progress, held)
    except NoEvidence:
        raise first from None  # which tells of all that were asked for


def _written(request: Request, build: Path, clock: "_Clock", found: "_Found") -> _Written:
    with clock.stage("writing"):
        write = WRITERS[request.writer].write
        if request.writer == "llm":
            write = partial(llm.write, model=request.model, search=partial(_searched, found, build))
        draft, brief, ledger = _fitted(write, found, *found.asked[-1], times=0 if request.writer == "llm" else TIMES)
    with clock.stage("validation"):
        ledger = replace(ledger, searched=fronts.searched(found.corpus), index=found.evidence.index)
        ledger = origins.recorded(brief.front, filing.signed(ledger, found.path), found.sources)
        brief = _measured(brief, ledger)
        rendered = briefs.render(brief)
        read = briefs.parse(rendered, found.path.name)  # as it will be read
        findings = validation.validate(read, ledger, found.sources)
    return _Written(brief=brief, rendered=rendered, ledger=ledger, findings=findings, notes=draft.notes)


def _searched(found: "_Found", build: Path, words: str) -> tuple[Card, ...]:
    """Return the cards of the chunks that answer a search, best first, those with its words in the documents that speak
    for a side among them; of those that the commission allows.

    Sentences that cannot stand alone are among them: who tells them in other words sees what stands around them.
    """
    allowed = inputs.allowed(inputs.without(found.corpus, found.attachments), found.commission, found.date)
    hits = retrieval.search(words, allowed, build / "index")
    pairs = [(hit.document, hit.document.chunks[hit.chunk - 1]) for hit in hits]
    there = {(document.path, chunk.number) for document, chunk in pairs}
    owned = held.on(words, allowed.documents, found.commission.sides)
    pairs += [(o.document, o.chunk) for o in owned if (o.document.path, o.chunk.number) not in there]
    places = {(document.path, chunk.number): n for n, (document, chunk) in enumerate(pairs)}
    pairs.sort(key=lambda pair: (pair[0].path, pair[1].number))
    read = claims.cards(pairs, found.commission.sides, frozenset())
    cards = excluding.matter((*read, *claims.loose(pairs, found.commission.sides, read)), found.commission)
    own = set(tokens.content_tokens(words))
    rank = {id(c): (-len(own & about.words_of(c, "")), c.loose, places[c.span.document, c.span.chunk]) for c in cards}
    return tuple(sorted(cards, key=lambda card: rank[id(card)]))


def _fitted(
    write: Callable[..., Draft], found: "_Found", least: int, most: int, *, times: int
) -> tuple[Draft, Brief, Ledger]:
    """Return a draft and what it composes to, written anew, so many `times` at most, where what stands around it makes
    it too long or too short: that depends on what is chosen, and was between `least` and `most` as far as known."""
    draft = write(found.commission, found.evidence, found.front, (least, most))
    brief, ledger = composing.compose(found.commission, draft, found.front, found.evidence, date=found.date)
    length = found.commission.length
    counted = briefs.counted(brief)
    if times and not (length.minimum or 0) <= counted <= (length.maximum or counted):
        around = counted - sum(text.count(words, length.unit) for words in told(draft))
        over = counted - (length.maximum or counted)
        wanted = max(around, most + over) if over > 0 else around
        if over > 0 or wanted < most:  # else there is less room than it was written for, and it is too short
            return _fitted(write, found, around, wanted, times=times - 1)
    if draft.roomier and length.maximum and counted > length.maximum:
        return _tighter(draft, found, brief, ledger, counted)
    if draft.roomier and length.maximum and counted < length.maximum:
        fuller = replace(draft.roomier(length.maximum - counted), roomier=None)
        made = composing.compose(found.commission, fuller, found.front, found.evidence, date=found.date)
        if counted < briefs.counted(made[0]) <= length.maximum:
            return fuller, *made
    return draft, brief, ledger


def _tighter(draft: Draft, found: "_Found", brief: Brief, ledger: Ledger, counted: int) -> tuple[Draft, Brief, Ledger]:
    """Return a draft with less in it, where what a brief says of itself left less room than was known."""
    maximum, anew = found.commission.length.maximum or counted, draft.roomier
    for _ in range(TIMES):
        if anew is None or counted <= maximum:
            break
        draft = replace(anew(maximum - counted), roomier=None)
        brief, ledger = composing.compose(found.commission, draft, found.front, found.evidence, date=found.date)
        counted = briefs.counted(brief)
    return draft, brief, ledger


def _write(request: Request, build: Path, clock: "_Clock", found: "_Found", written: _Written) -> Outcome:
    path = found.path
    brief, rendered, ledger, findings = written.brief, written.rendered, written.ledger, written.findings
    notes = [
        *(
            say(
                "“{name}” is left out, as the brief says at its top: {why}",
                name=name,
                why=refusing.why(name, found.corpus.documents),
            )
            for name in found.unsaid
        ),
        *excluding.told(found.commission, found.corpus.documents),
        *bounding.told(found.commission, found.corpus.documents),
        *_original(brief.front),
        *written.notes,
        *inputs.unread(found.corpus),
        *inputs.unasked(found.commission, found.logos),
        *found.evidence.rebuilt,
    ]
    filed = validation.passed(findings, allow=WAITING)
    if not filed:
        path = build / "drafts" / path.name
        write_atomically(
            path.with_suffix(".findings.txt"), "".join(f"{f.line}: {f.code}: {f.message}\n" for f in findings)
        )
    elif not request.force:
        filing.keep_hands_off(path)
    if filed and found.unlisted and filing.at_home(request.out):  # a person named it, and the review shows the change
        policies.add_corpus(request.corpus, Path())
        folder = relative(request.corpus)
        notes.append(
            say("{folder} is now among the corpora of {file}; commit both together", folder=folder, file=policies.FILE)
        )
    ledger = filing.as_generated(replace(ledger, brief=path.name), rendered)
    if filed and request.attach:
        filing.copy_attachments(brief, (*request.documents, *request.images))
    changed = filing.write(path, rendered, ledger)
    return Outcome(
        path=path,
        changed=changed,
        brief=brief,
        ledger=ledger,
        findings=findings,
        notes=tuple(notes),
        seconds=tuple(clock.stages),
    )


def _original(front: dict[str, Any]) -> tuple[str, ...]:
    """Return what is to be said of a brief whose sources are in another language."""
    if front["writer"]["name"] == "llm":
        return ()
    own, other = (say("Chinese"), say("English"))[:: 1 if front["commission"]["language"] == "zh" else -1]
    return tuple(
        say(
            "the sources on {subject} are in {other} and stand in the original, untranslated; with WRITER=llm a "
            "language model retells them in {own}",
            subject=subject, other=other, own=own,
        )
        for subject in wording.abroad(front)
    )  # fmt: skip


def asked(request: Request, *, build: Path) -> tuple[dict[str, Any], ...]:
    """Return what the writer "llm" would send first; nothing is sent."""
    if request.writer != "llm" or request.model is None:
        raise BriefproofError("the writer {writer} sends nothing; only llm does", writer=repr(request.writer))
    with ExitStack() as held:
        found = _gather(request, build, _Clock(), None, held)
        return llm.requests(*found.asked, model=request.model, search=partial(_searched, found, build))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What there is before a word is written."""

    commission: Commission
    corpus: Corpus
    attachments: tuple[Document, ...]
    logos: tuple
    evidence: Evidence
    path: Path
    date: str
    front: dict[str, Any]
    policy: policies.Policy
    """That of the repository, with the corpus that was named."""
    unlisted: bool
    """Whether the policy does not yet list the corpus."""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Names of subjects that were left out."""
        return tuple(one.words for one in self.commission.instructions if one.key == "unsaid")

    @property
    def asked(self) -> tuple[Commission, Evidence, dict[str, Any], tuple[int, int]]:
        """What a writer is given."""
        return self.commission, self.evidence, self.front, fronts.taken(self.commission, self.front)

    @property
    def sources(self) -> validation.Sources:
        """What the brief is judged against."""
        return validation.Sources(
            corpus=self.corpus,
            attachments={document.path: document for document in self.attachments},
            images={logo.image: logo.sha256 for logo in self.logos},
            root=Path(),
            logos={logo["image"]: logo for logo in self.front["logos"]},
            policy=self.policy,
        )


def _gather(
    request: Request, build: Path, clock: _Clock, progress: Callable[[int, int, str], None] | None, held: ExitStack
) -> _Found:
    """Return what there is before a word is written; `held` keeps other runs from the brief's path."""
    if request.writer not in WRITERS:
        raise BriefproofError(
            "no writer {writer}; allowed: {writers}", writer=repr(request.writer), writers=", ".join(WRITERS)
        )
    filing.check_writable(request.out)
    policy, folder = policies.read(Path()), relative(request.corpus)
    unlisted = not policy.lists(folder, Path())
    with clock.stage("commission"):
        commissions.read(request.query)  # refused before a corpus is read
    with clock.stage("corpus"):
        corpus = request.read or stored.read(request.corpus, policy, cache=build / "cache", progress=progress)
        corpus = inputs.searched(corpus, request.searched, request.former, build / "cache")
        commission = inputs.understood(request, vocabulary.lookup(corpus.documents))
    with clock.stage("attachments"):
        attachments = tuple(corpora.read_attachment(path, cache=build / "cache") for path in request.documents)
        inputs.check_names([*(d.path for d in attachments), *(path.name for path in request.images)])
    with clock.stage("logo"):
        logos = tuple(inputs.identify(path, request) for path in request.images)
        commission = commissions.resolve(
            commission,
            documents=tuple(document.title for document in attachments),
            platform=inputs.platforms(commission, logos, request.platform),
            asserted=request.platform is not None,
        )
    with clock.stage("evidence"):
        path, date = held.enter_context(filing.reserved(request.out, request.slug, commission, build / "locks"))
        commission = products.named(commission, corpus.documents)
        if outlining.undivided(commission):
            commission = commissions.divided(commission, outlining.held(commission, corpus.documents, date))
        allowed = inputs.allowed(inputs.without(corpus, attachments), commission, date)
        evidence = gathering.gather(commission, allowed, attachments, build / "index", progress)
    front = fronts.build(
        commission, corpus, attachments, logos, folder=folder,
        kept=_kept(request, attachments, logos),
        writer={"name": request.writer, "version": VERSIONS[request.writer]},
        by="" if request.platform is None else request.by or inputs.asserter(),
    )  # fmt: skip
    front["gaps"] += fronts.looks(commission, excluding.permitted(corpus.documents, commission, date))
    return _Found(
        commission=commission, corpus=corpus, attachments=attachments, logos=logos, evidence=evidence, path=path,
        date=date, front=front, unlisted=unlisted,
        policy=replace(policy, corpora=(*policy.corpora, folder)) if unlisted else policy,
    )  # fmt: skip


def _kept(request: Request, attachments: tuple[Document, ...], logos: tuple) -> dict[str, str]:
    """Return where the attachments that are kept lie, or will lie once the brief is filed, by name."""
    hashes = {document.path: document.sha256 for document in attachments} | {logo.image: logo.sha256 for logo in logos}
    places = {
        path.name: filing.kept_path(path, hashes[path.name], request.out, attach=request.attach)
        for path in (*request.documents, *request.images)
    }
    return {name: place for name, place in places.items() if place is not None}


def _measured(brief: Brief, ledger: Ledger) -> Brief:
    """Note the balance of the sides and the length, as the gate counts them."""
    commission = brief.front["commission"]
    length = commission["length"] | {"counted": validation.counted(brief)}
    return replace(
        brief,
        front={
            **brief.front,
            "balance": fronts.balance(ledger, brief.front),
            "commission": commission | {"length": length},
        },
    )
