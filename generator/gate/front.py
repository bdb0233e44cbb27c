"""What the front matter says of the text and its evidence, of the writer and a model's part, of gaps and of tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from generator.brief import front as fronts, headings, ledger as ledgers, wording
from generator.brief.draft import VERSIONS
from generator.commission import Commission
from generator.corpus import Document
from generator.errors import BriefproofError
from generator.evidence import excluding, naming
from generator.gate import asked, differing, searched, shares, structure
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import View
from generator.language import tokens
from generator.messages import say


def check(view: View) -> Iterator[Finding]:
    """Yield where the front matter says other than text, ledger and sources."""
    stated, edited = view.front["evidence"].get("edited", 0), ledgers.edited(view.ledger)
    if stated != edited:  # the introduction promises the sources' own words, or says how many are not
        yield Finding(
            code="meta",
            message=say("reworded sentences: {edited}; the front matter says {stated}", edited=edited, stated=stated),
        )
    recorded = {key: value for key, value in view.front["evidence"].items() if key != "edited"}
    evidence = {
        k: v
        for k, v in fronts.evidence(view.listed.by_id.values(), view.ledger, view.language).items()
        if k != "edited"
    }
    yield from differing.findings(recorded, evidence, "evidence", say("the text"))
    yield from _gaps(view)
    yield from _writer(view)
    yield from _written(view)
    yield from _aspects(view, tuple(view.front.get("aspects", ())))


def _gaps(view: View) -> Iterator[Finding]:
    """Compare the gap list with what commission, corpus and sentences give."""
    corpus = view.listed.sources.corpus
    if corpus is None:
        return  # `searched` says so
    try:
        commission = asked.derived(view.front, view.listed, view.ledger.searched)
    except BriefproofError:
        return  # `asked` says so
    there = None if corpus.partial else searched.held(view.ledger.searched, corpus).there
    if there is None:  # what no document of it speaks of, only all of them tell
        known = [
            gap
            for gap in view.front["gaps"]
            if gap["code"] in ("language", *(code for code in wording.OF_ALL if code != "absent"))
        ]
    else:
        known = fronts.gaps(commission, there)
        if any(gap["code"] in ("side", "section", "axis") for gap in view.front["gaps"]):
            known += fronts.looks(commission, excluding.permitted(there, commission, str(view.front["date"])))
    gaps = fronts.lacking(commission, view.ledger.entries, headings(view.brief), known, view.listed.documents)
    if not view.listed.whole:  # what stands above a sentence of a source that is not here, nobody can tell
        gaps = [gap for gap in gaps if gap["code"] != "axis" or gap in view.front["gaps"]]
    if structure.says_short(view):
        gaps.insert(0, fronts.shortfall(commission))
    if any(gap["code"] == "balance" for gap in view.front["gaps"]):
        gaps += fronts.uneven(shares.heard(view), view.script)
    if view.front["writer"]["name"] == "llm":  # what a model found no answer to, nobody can derive
        gaps += fronts.unanswered(view.front["gaps"], commission)
        gaps += fronts.absent(view.front["gaps"], commission, _read(view, commission, there))
    yield from differing.findings(view.front["gaps"], gaps, "gaps", say("what was asked and found"))


def _read(view: View, commission: Commission, there: Sequence[Document] | None) -> tuple[Document, ...] | None:
    """Return the documents that were searched, without those that the commission forbids; None where not all of them
    are there."""
    attached = [document for name, document in view.listed.documents.items() if view.listed.attached(name)]
    return None if there is None else (*excluding.permitted(there, commission, str(view.front["date"])), *attached)


def _writer(view: View) -> Iterator[Finding]:
    """Compare the writer with those of this program."""
    name, version = view.front["writer"]["name"], view.front["writer"]["version"]
    if name not in VERSIONS:
        yield differing.finding(
            say("writer.name is {name}; allowed: {allowed}", name=name, allowed=", ".join(VERSIONS))
        )
    elif name == "extractive" and (more := view.front["writer"].keys() - {"name", "version"}):
        yield differing.finding(
            say("writer.{key}: no model was asked, so there is nothing to say of one", key=min(more))
        )
    elif version != VERSIONS[name]:
        yield differing.finding(
            say(
                "writer.version is {version}; today’s is {today}: make brief writes it anew, and "
                "briefproof refresh holds the text as it is against today’s rules",
                version=version,
                today=VERSIONS[name],
            )
        )


def _written(view: View) -> Iterator[Finding]:
    """Compare what is said of a model's sentences with the sentences."""
    for item in view.items:
        entry = item.entry
        if entry is None or not entry.written:
            continue
        own = any(span.relation in ("edited", "retold") for span in entry.supports)
        replaced = entry.written.startswith(("replaced", "added"))
        if not ledgers.WRITTEN_FORM.fullmatch(entry.written) or (own and replaced):
            message = say("{id}: “{written}” is not what became of it", id=entry.id, written=entry.written[:40])
            yield Finding(code="meta", message=message, line=item.sentence.line)
    for line in view.ledger.dropped:
        if not ledgers.DROPPED_FORM.fullmatch(line):
            yield Finding(code="meta", message=say("“{line}” in the ledger says not what was dropped", line=line[:40]))
    found = ledgers.written(view.ledger)
    if view.front["writer"].get("sentences", dict.fromkeys(found, 0)) != found:
        yield Finding(code="meta", message=say("the ledger counts a model’s sentences otherwise than the front matter"))


def _aspects(view: View, aspects: tuple[str, ...]) -> Iterator[Finding]:
    """Compare the labels of tables with those that stand there, the commission and the chunks that the brief cites."""
    labels = rows(view.items, view.script)
    if set(labels) != set(aspects):
        yield differing.finding(
            say(
                "aspects are {aspects}; the rows of tables are {labels}",
                aspects=", ".join(aspects),
                labels=", ".join(labels),
            )
        )
    titles = (str(section["title"]) for section in view.commission["sections"])
    asked = " ".join((view.commission["query"], *view.commission.get("axes", ()), *titles))
    places = [asked, *_cited_texts(view)]
    told = cache(lambda number: frozenset(tokens.tokens(places[number])))  # once, and only if a label needs it
    for aspect in aspects:
        if not any(_spoken_of(words, places, told) for words in wording.respects(view.script, aspect)):
            yield Finding(
                code="meta", message=say("neither the commission nor a cited chunk speaks of “{aspect}”", aspect=aspect)
            )


def rows(items: Iterable[Item], script: str) -> tuple[str, ...]:
    """Return the labels of the rows of tables, each once; those of key figures have sides in their place."""
    found = (
        item.sentence.text
        for item in items
        if item.row and not item.column and item.headers and item.headers != wording.figures_head(script)
    )
    return tuple(dict.fromkeys(found))


def _cited_texts(view: View) -> Iterator[str]:
    """Yield each chunk that the brief cites, with its document's title and the headings above it."""
    for source_id, number in sorted({(s.source, s.chunk) for entry in view.ledger.entries for s in entry.supports}):
        document, chunk = view.listed.document(source_id), view.listed.chunk(source_id, number)
        if document and chunk:
            paths = {heading for block in chunk.blocks for heading in block.heading_path}
            yield " ".join((document.title, *sorted(paths), chunk.text))


def _spoken_of(aspect: str, places: list[str], told: Callable[[int], frozenset[str]]) -> bool:
    """Tell whether a label stands in one of the texts, as it is written or with all its words in another form.

    `told` gives the words of a text by its position.
    """
    written = naming.pattern((aspect,))
    if any(written.search(place) for place in places):
        return True
    wanted = set(tokens.content_tokens(aspect)) or set(tokens.tokens(aspect))
    return bool(wanted) and any(wanted <= told(number) for number in range(len(places)))
