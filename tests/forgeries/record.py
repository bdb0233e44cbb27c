"""Forged ledgers: the text stays, and what is recorded of its evidence changes."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.forgeries.pair import Forgery, Pair, Place, of_pair

Change = Callable[[Pair], bool | None]


def _stated(place: Place) -> str:
    """Return the hash that a signature of this entry needs, as the program makes it."""
    entry = place.entry
    spans = [[s["chunk_sha256"], s["start"], s["end"], s["quote"], s["relation"]] for s in entry.get("supports", ())]
    stated = [entry["text"], entry.get("lead", ""), entry.get("side"), entry["kind"], entry["section"], spans]
    content = json.dumps(stated, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _relation(to: str, number: int) -> Change:
    def change(pair: Pair) -> bool | None:
        places = pair.shuffled("relation", pair.sourced("claim"))
        if number >= len(places) or places[number].entry["supports"][0]["relation"] == to:
            return False
        places[number].entry["supports"][0]["relation"] = to
        return None

    return change


def _kind(old: str, to: str, number: int, *, bare: bool = False) -> Change:
    def change(pair: Pair) -> bool | None:
        places = [p for p in pair.places if p.entry["kind"] == old]
        if number >= len(places):
            return False
        places[number].entry["kind"] = to
        if bare:
            for key in ("supports", "side", "lead"):
                places[number].entry.pop(key, None)
        return None

    return change


def _signed(
    number: int, *, words: tuple[str, str] | None = None, by: str = "Ada Example", on: str = "2026-11-22"
) -> Change:
    """Type a signature, with the hash that it needs, under a sentence; with `words`, under one that was changed."""

    def change(pair: Pair) -> bool | None:
        places = pair.shuffled("signed", pair.sourced("claim"))
        usable = [p for p in places if len(p.entry["supports"]) == 1 and p.entry["text"].endswith(("。", "."))]
        if number >= len(usable):
            return False
        place = usable[number]
        if words:
            place.entry["supports"][0]["relation"] = "retold" if words[0] == "retold" else "edited"
            added = words[1] if pair.chinese else f", {words[1]}."
            text = place.entry["text"][:-1] + (f"，{added}。" if pair.chinese else added)
            if not pair.say(place, text):
                return False
            _promise(pair)
        place.entry["signed"] = {"by": by, "on": on, "of": _stated(place)}
        return None

    return change


def _promise(pair: Pair) -> None:
    """Let the introduction say that a sentence is reworded, as refresh would."""
    pair.reword(
        "文中每一句事实陈述均取自所列资料的原句，并在句末注明出处。",
        "文中每一句事实陈述均取自所列资料，并在句末注明出处；除经人改写的 1 句外，均为资料原句。",
    )
    old = "Every factual sentence is taken from a listed source as it stands there, and cites it."
    new = "Every factual sentence is taken from a listed source and cites it; all but 1 that a person reworded stand there as they are."
    for place in pair.places:
        if place.entry["text"] == old:
            pair.say(place, new)


def _lead(to: str, number: int) -> Change:
    """Call words of the source's own a lead, or a lead the source's own."""

    def change(pair: Pair) -> bool | None:
        places = [p for p in pair.sourced("claim") if len(p.entry["supports"]) == 1]
        if number >= len(places):
            return False
        entry = places[number].entry
        text, span = entry["text"], entry["supports"][0]
        if to == "subject":
            words = text[: max(4, len(text) // 4)]
            if entry.get("lead") or not span["quote"].startswith(words):
                return False
            entry["lead"] = words
            span.update(quote=span["quote"][len(words) :], start=span["start"] + len(words))
        elif to == "put":
            entry["lead"] = "众所周知，" if pair.chinese else "As everyone knows, "
            pair.say(places[number], entry["lead"] + text)
        elif to == "class":
            entry["lead"] = "就不可信的模型而言，" if pair.chinese else "For untrustworthy models, "
            pair.say(places[number], entry["lead"] + text)
        return None

    return change


def _span(to: str, number: int) -> Change:
    """Point a span elsewhere: another source, chunk, page, offset, hash; or cite one that says nothing of the kind."""

    def change(pair: Pair) -> bool | None:
        places = pair.sourced("claim", "quotation", "figure")
        if number >= len(places):
            return False
        entry, other = places[number].entry, places[number - 1].entry
        span: dict[str, Any] = entry["supports"][0]
        if to == "page":
            span["page"] = span.get("page", 0) + 1
        elif to == "source":
            span["source"] = "S1" if span["source"] != "S1" else "S2"
        elif to == "hash":
            span["chunk_sha256"] = "0" * 64
        elif to == "offset":
            span.update(start=span["start"] + 1, end=span["end"] + 1)
        elif to == "twice":
            entry["supports"] = [span, dict(span)]
        elif to == "member":
            entry["supports"] = [span, dict(span, relation="membership")]
        elif to == "other":
            entry["supports"] = [dict(other["supports"][0], relation="membership"), span]
        elif to == "blank":
            span.update(quote="", end=span["start"])
        return None

    return change


def _head(key: str, value: Any) -> Change:
    def change(pair: Pair) -> None:
        pair.ledger[key] = value

    return change


def _written(pair: Pair) -> None:
    """Say that a model's sentence was accepted where no model wrote."""
    pair.sourced("claim")[0].entry["written"] = "accepted"


def _origins(to: int, kind: str) -> Change:
    """Count more sources than say a sentence."""

    def change(pair: Pair) -> None:
        pair.sourced(kind)[0].entry["origins"] = to

    return change


def _order(pair: Pair) -> bool | None:
    """Put the entries in another order than the sentences."""
    first, *rest = pair.entries
    pair.ledger["entries"] = [*rest, first]
    return None


def _orphan(pair: Pair) -> bool | None:
    """Add an entry with no sentence."""
    entry = dict(pair.sourced("claim")[0].entry, text="Nobody reads this.", id="s-ffffffffff")
    pair.ledger["entries"] = [*pair.entries, entry]
    return None


def _section(pair: Pair) -> None:
    pair.sourced("claim")[0].entry["section"] = 7


def _unsigned(pair: Pair) -> bool | None:
    """Call a claim a sentence about the brief and put its words into the gap list."""
    place = next((p for p in pair.sourced("claim") if p.at), None)
    if place is None:
        return False
    pair.front["gaps"] = [*pair.front["gaps"], place.entry["text"]]
    place.entry["kind"] = "meta"
    for key in ("supports", "side", "lead"):
        place.entry.pop(key, None)
    return None


def forgeries() -> Iterator[Forgery]:
    """Yield the forgeries of ledgers."""
    made: list[tuple[str, Change]] = []
    for number in range(2):
        made += [
            (f"relation {to} {number + 1}", _relation(to, number))
            for to in ("edited", "retold", "membership", "background", "refutes")
        ]
        made += [(f"{old} called {to} {number + 1}", _kind(old, to, number, bare=to in ("meta", "framing"))) for old, to in (
            ("claim", "meta"), ("claim", "framing"), ("claim", "quotation"), ("claim", "figure"), ("claim", "cell"), ("claim", "summary"), ("quotation", "claim"),
            ("cell", "figure"), ("figure", "cell"), ("cell", "claim"), ("figure", "claim"), ("meta", "framing"), ("framing", "meta"), ("claim", "fact"),
        )]  # fmt: skip
        made += [(f"lead {to} {number + 1}", _lead(to, number)) for to in ("subject", "put", "class")]
        made += [
            (f"span {to} {number + 1}", _span(to, number))
            for to in ("page", "source", "hash", "offset", "twice", "member", "other", "blank")
        ]
        made += [(f"signed as it stands {number + 1}", _signed(number))]
    lies = (
        ("edited", "这一点已被独立机构证实"),
        ("retold", "这一点已被独立机构证实"),
        ("edited", "which regulators confirmed"),
        ("retold", "which regulators confirmed"),
    )
    for number, words in enumerate(lies):
        if words[1].isascii():
            made += [(f"signed by typing, {words[0]}, en", _english(_signed(number, words=words), wanted=True))]
        else:
            made += [(f"signed by typing, {words[0]}, zh", _english(_signed(number, words=words), wanted=False))]
    made += [
        ("signed in a head's name", _signed(2, by="Linus Torvalds")), ("signed in look-alike letters", _signed(2, by="Маllory")), ("signed ages ago", _signed(3, on="1999-12-31")), ("signed tomorrow", _signed(4, on="2099-01-01")),
        ("signed on no day", _signed(5, on="yesterday")), ("signed by nobody", _signed(6, by=" ")), ("signed by markup", _signed(7, by="<b>Editor</b>")),
        ("other reader", _head("reader", "markdown-it 99")), ("other brief", _head("brief", "2020-01-01-other.md")), ("dropped lines", _head("dropped", ["section 1: cards"])),
        ("written by a model", _written), ("entries in another order", _order), ("entry without a sentence", _orphan), ("other section", _section), ("two origins", _origins(2, "claim")), ("nine origins", _origins(9, "claim")), ("claim as a gap", _unsigned),
    ]  # fmt: skip
    for name, change in made:
        yield Forgery(name=name, kind="ledger", about=(change.__doc__ or name).rstrip("."), edit=of_pair(change))


def _english(change: Change, *, wanted: bool) -> Change:
    """Keep a change to briefs in its language."""
    return lambda pair: False if pair.chinese == wanted else change(pair)
