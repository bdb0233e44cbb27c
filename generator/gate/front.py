"""What the front matter says of the text, of a model's part in it, of tables and of pictures."""

from collections.abc import Callable, Iterator
from functools import cache

from generator.brief import ledger as ledgers
from generator.evidence import naming
from generator.gate.rules import Finding
from generator.gate.view import View
from generator.language import tokens


def check(view: View) -> Iterator[Finding]:
    """Yield where the front matter says other than text, ledger and sources."""
    stated, edited = view.front["evidence"].get("edited", 0), ledgers.edited(view.ledger)
    if stated != edited:  # the introduction promises the sources' own words, or says how many are not
        yield Finding(code="meta", message=f"reworded sentences: {edited}; the front matter says {stated}")
    yield from _written(view)
    if aspects := view.front.get("aspects", ()):
        yield from _aspects(view, aspects)
    yield from _logos(view)


def _written(view: View) -> Iterator[Finding]:
    """Compare what is said of a model's sentences with the sentences."""
    for item in view.items:
        entry = item.entry
        if entry is None or not entry.written:
            continue
        own = any(span.relation in ("edited", "retold") for span in entry.supports)
        if not ledgers.WRITTEN_FORM.fullmatch(entry.written) or (own and entry.written.startswith("replaced")):
            message = f"{entry.id}: “{entry.written[:40]}” is not what became of it"
            yield Finding(code="meta", message=message, line=item.sentence.line)
    for line in view.ledger.dropped:
        if not ledgers.DROPPED_FORM.fullmatch(line):
            yield Finding(code="meta", message=f"“{line[:40]}” in the ledger says not what was dropped")
    found = ledgers.written(view.ledger)
    if view.front["writer"].get("sentences", dict.fromkeys(found, 0)) != found:
        yield Finding(code="meta", message="the ledger counts a model’s sentences otherwise than the front matter")


def _aspects(view: View, aspects: tuple[str, ...]) -> Iterator[Finding]:
    """Compare the labels of tables with the commission and with the chunks that the brief cites."""
    places = [" ".join((view.commission["query"], *view.commission.get("axes", ()))), *_cited_texts(view)]
    told = cache(lambda number: frozenset(tokens.tokens(places[number])))  # once, and only if a label needs it
    for aspect in aspects:
        if not _spoken_of(aspect, places, told):
            yield Finding(code="meta", message=f"neither the commission nor a cited chunk speaks of “{aspect}”")


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


def _logos(view: View) -> Iterator[Finding]:
    """Yield subjects that come from a picture and that no identification names."""
    logos = view.front.get("logos", ())
    named = {
        logo["name"]
        for logo in logos
        if logo["verdict"] == "asserted" or (logo["verdict"] == "named" and logo["confidence"] >= logo["threshold"])
    }
    for subject in view.commission["subjects"]:
        if logos and subject["from"] in ("image", "asserted") and subject["name"] not in named:
            message = f"{subject['name']} comes from the image, and no identification supports it"
            yield Finding(code="logo", message=message)
