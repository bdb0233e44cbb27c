"""Forged places: every sentence stays what its source says, and stands where it says something else."""

from collections.abc import Callable, Iterator

from tests.forgeries import tables
from tests.forgeries.pair import Forgery, Pair, Place, escaped, of_pair, text_alone


def _runs(pair: Pair) -> list[tuple[list[int], str | None]]:
    """Return the runs of claims within a paragraph that speak of one side, each with that side."""
    found: list[tuple[list[int], str | None]] = []
    for paragraph in pair.paragraphs():
        for at in paragraph:
            side = next((place.entry.get("side") for place in pair.on(at)), None)
            if found and found[-1][0][-1] == at - 1 and found[-1][1] == side:
                found[-1][0].append(at)
            else:
                found.append(([at], side))
    return found


def _moved(pair: Pair, at: int, to: int) -> None:
    """Move a line so that it stands before another; what was alone in its paragraph leaves no empty one."""
    order = [line for line in range(len(pair.body)) if line != at]
    order.insert(order.index(to), at)
    pair.reorder(
        [
            line
            for line, before in zip(order, [-1, *order], strict=False)
            if pair.body[line] or before < 0 or pair.body[before]
        ]
    )


def _section_of(pair: Pair, at: int) -> int:
    return sum(line.startswith("## ") for line in pair.body[: at + 1])


def _to_another(number: int, *, same_section: bool, same_side: bool) -> Callable[[Pair], bool | None]:
    """Move a sentence into another paragraph: of the other side, or under another heading."""

    def change(pair: Pair) -> bool | None:
        runs = _runs(pair)
        pairs = [
            (run[-1], other[-1])
            for run, side in runs
            for other, theirs in runs
            if run != other and len(run) > 1 and side and theirs and (same_side or len(other) > 1)
            if (side == theirs) == same_side
            and (_section_of(pair, run[0]) == _section_of(pair, other[0])) == same_section
        ]
        if number >= len(pairs):
            return False
        at, to = pairs[(number * 7) % len(pairs)]
        _moved(pair, at, to)
        return None

    return change


def _swapped(number: int) -> Callable[[Pair], bool | None]:
    """Exchange two sentences that follow each other."""

    def change(pair: Pair) -> bool | None:
        found = [(a, b) for run in pair.paragraphs() for a, b in zip(run, run[1:], strict=False)]
        if number >= len(found):
            return False
        a, b = found[number]
        order = list(range(len(pair.body)))
        order[a], order[b] = b, a
        pair.reorder(order)
        return None

    return change


def _paragraphs(number: int) -> Callable[[Pair], bool | None]:
    """Exchange two paragraphs, those of two sides or of two sections."""

    def change(pair: Pair) -> bool | None:
        runs = pair.paragraphs()
        found = [(a, b) for a, b in zip(runs, runs[1:], strict=False)]
        if number >= len(found):
            return False
        a, b = found[number]
        order = [*range(a[0]), *b, *range(a[-1] + 1, b[0]), *a, *range(b[-1] + 1, len(pair.body))]
        pair.reorder(order)
        return None

    return change


def _split(number: int) -> Callable[[Pair], bool | None]:
    """Cut a paragraph in two, so that a sentence loses what stood before it."""

    def change(pair: Pair) -> bool | None:
        found = [run for run in pair.paragraphs() if len(run) > 1]
        if number >= len(found):
            return False
        at = found[number][1]
        pair.body.insert(at, "")
        for place in pair.places:
            place.at += place.at >= at
        return None

    return change


def _dropped(number: int) -> Callable[[Pair], bool | None]:
    """Leave a sentence out."""

    def change(pair: Pair) -> bool | None:
        cited: dict[str, int] = {}
        for place in pair.sourced():
            for span in place.entry["supports"]:
                cited[span["source"]] = cited.get(span["source"], 0) + 1
        alone = [
            p for p in pair.sourced("claim", "quotation") if all(cited[s["source"]] > 1 for s in p.entry["supports"])
        ]
        alone = [p for p in alone if any(p.at in run and len(run) > 1 for run in pair.paragraphs())]
        if number >= len(alone):
            return False
        pair.reorder([at for at in range(len(pair.body)) if at != alone[number].at])
        return None

    return change


def _twice(pair: Pair) -> bool | None:
    """Say one sentence in two sections."""
    run = next((run for run in pair.paragraphs() if _section_of(pair, run[0]) > 2), None)
    places = pair.sourced("claim")
    if run is None or not places:
        return False
    last = pair.paragraphs()[-1][-1]
    copy = dict(places[0].entry, id=places[0].entry["id"] + "-2")
    pair.body.insert(last + 1, pair.body[places[0].at])
    for place in pair.places:
        place.at += place.at > last
    at = next((n for n, place in enumerate(pair.places) if place.at > last), len(pair.places))
    pair.places.insert(at, Place(at=last + 1, entry=copy, block="paragraph", column=0, row=0))
    pair.ledger["entries"] = [place.entry for place in pair.places]
    pair.sections()
    return None


def _subheading(words: dict[str, str], *, before: str) -> Callable[[Pair], bool | None]:
    """Put a ### heading where there was none."""

    def change(pair: Pair) -> bool | None:
        said = words["zh" if pair.chinese else "en"]
        run = pair.paragraphs()[{"first": 0, "middle": len(pair.paragraphs()) // 2, "last": -1}[before]]
        pair.body[run[0] : run[0]] = [f"### {said}", ""]
        for place in pair.places:
            place.at += 2 * (place.at >= run[0])
        return None

    return change


def _subheadings(find: str, new: str) -> Callable[[Pair], bool | None]:
    """Reword the ### headings that are there."""

    def change(pair: Pair) -> bool | None:
        before = list(pair.body)
        heads = [line for line in pair.body if line.startswith("### ")]
        if find == "turned" and len(heads) > 1:
            pair.body = [{heads[0]: heads[-1], heads[-1]: heads[0]}.get(line, line) for line in pair.body]
        elif find == "all":
            pair.body = [f"### {new}" if line.startswith("### ") else line for line in pair.body]
        elif find == "none":
            gone = {at for at, line in enumerate(pair.body) if line.startswith("### ")}
            pair.reorder([at for at in range(len(pair.body)) if at not in gone and at - 1 not in gone])
        return None if pair.body != before else False

    return change


def _side(number: int, *, to: str) -> Callable[[Pair], bool | None]:
    """Drop a side from an entry, or give it the other, to bend the balance."""

    def change(pair: Pair) -> bool | None:
        places = [p for p in pair.sourced("claim", "quotation") if p.entry.get("side")]
        named = [p for p in places if to != "other" or all(n in p.entry["text"] for n in pair.names[:2])]
        if number >= len(named):
            return False
        entry = named[number].entry
        if to == "none":
            del entry["side"]
        else:
            entry["side"] = next(name for name in pair.names if name != entry["side"])
        return None

    return change


def _all_sides(pair: Pair) -> None:
    """Drop the side of every entry that is on the longer one, but three."""
    heavy = max(pair.front["balance"], key=pair.front["balance"].get)
    for place in [p for p in pair.sourced("claim", "quotation") if p.entry.get("side") == heavy][3:]:
        del place.entry["side"]


CONNECTIVES = {
    "zh": ("相比之下，", "与之相对，", "另一侧，"),
    "en": ("By contrast, ", "In comparison, ", "On the other side, "),
}


def _connective(number: int) -> Callable[[Pair], bool | None]:
    """Say that a sentence contrasts with the one before, which it does not."""

    def change(pair: Pair) -> bool | None:
        seconds = {at for run in pair.paragraphs() for at in run[1:]}
        places = [p for p in pair.sourced("claim") if p.at in seconds and not p.entry.get("lead")]
        if number >= len(places):
            return False
        lead = CONNECTIVES["zh" if pair.chinese else "en"][number % 3]
        text = places[number].entry["text"]
        text = text[0].lower() + text[1:] if text.startswith(("The ", "Any ", "Some ", "A ")) else text
        old = escaped(places[number].entry["text"])
        places[number].entry.update(lead=lead, text=lead + text)
        pair.body[places[number].at] = pair.body[places[number].at].replace(old, escaped(lead + text), 1)
        return None

    return change


def _connective_gone(pair: Pair) -> bool | None:
    """Leave out a connective, or put another of the list in its place."""
    place = next(
        (p for p in pair.sourced("claim") if p.entry.get("lead") in CONNECTIVES["zh" if pair.chinese else "en"]), None
    )
    if place is None:
        return False
    text = place.entry["text"].removeprefix(place.entry.pop("lead"))
    return pair.say(place, text)


def _class(pair: Pair) -> bool | None:
    """Let a sentence on one side speak of its whole class: “就闭源模型而言，”."""
    for place in pair.sourced("claim"):
        for group in ("闭源模型", "开放权重模型", "开源模型") if pair.chinese else ("closed models", "open models"):
            if group in place.entry["text"] and not place.entry.get("lead"):
                lead = f"就{group}而言，" if pair.chinese else f"As for {group}, "
                return pair.say(place, lead + place.entry["text"], lead=lead)
    return False


def _framing(pair: Pair) -> bool | None:
    """Put the opening of one section before the paragraphs of another."""
    found = [p for p in pair.places if p.entry["kind"] == "framing"]
    if len(found) < 2:
        return False
    order = list(range(len(pair.body)))
    order[found[0].at], order[found[-1].at] = found[-1].at, found[0].at
    pair.reorder(order)
    return None


def _framing_gone(pair: Pair) -> bool | None:
    """Leave out the sentence that says what a section does."""
    found = [p for p in pair.places if p.entry["kind"] == "framing"]
    if not found:
        return False
    pair.reorder([at for at in range(len(pair.body)) if at not in (found[0].at, found[0].at + 1)])
    return None


def _meta_gone(number: int) -> Callable[[Pair], bool | None]:
    """Leave out a sentence about the brief: its limits, its search, its identification."""

    def change(pair: Pair) -> bool | None:
        found = [
            p
            for p in pair.places
            if p.entry["kind"] == "meta" and p.block == "paragraph" and "[" not in pair.body[p.at]
        ]
        if number >= len(found):
            return False
        pair.reorder([at for at in range(len(pair.body)) if at != found[number].at])
        return None

    return change


IN_STEP = (
    "into ", "two ", "paragraph split", "openings exchanged", "table 1: rows", "table 2: rows", "table 2: heads", "table 2: labels",
)  # fmt: skip
"""What is also tried in the text alone, with a ledger that stays as it was."""
OPENLY = (
    "into another section 1", "into another section 2", "into another section 3", "into another section 4", "two sentences", "two paragraphs",
    "paragraph split", "sentence left out", "connective gone", "cell emptied", "table 1: row gone", "table 2: row gone", "table 1: rows turned", "table 2: rows turned",
)  # fmt: skip
"""What an author may well do, text and ledger in step: it leaves out or reorders, and the review has to show it."""


def forgeries() -> Iterator[Forgery]:
    """Yield the forgeries of places."""
    made: list[tuple[str, Callable[[Pair], bool | None]]] = []
    for n in range(4):
        made += [(f"into the other side's paragraph {n + 1}", _to_another(n, same_section=True, same_side=False))]
        made += [(f"into another section {n + 1}", _to_another(n, same_section=False, same_side=True))]
        made += [
            (f"two sentences exchanged {n + 1}", _swapped(n)),
            (f"two paragraphs exchanged {n + 1}", _paragraphs(n * 2)),
        ]
        made += [(f"connective added {n + 1}", _connective(n)), (f"side dropped {n + 1}", _side(n, to="none"))]
        made += [(f"sentence left out {n + 1}", _dropped(n * 2))]
    for n in range(2):
        made += [(f"into another section and side {n + 1}", _to_another(n, same_section=False, same_side=False))]
        made += [(f"paragraph split {n + 1}", _split(n)), (f"other side {n + 1}", _side(n, to="other"))]
    made += tables.changes()
    heads = {
        "failures": {"zh": "被否定的结论", "en": "Claims that were refuted"}, "fiction": {"zh": "虚构示例", "en": "Fictional examples"},
        "verdict": {"zh": "OpenAI 的失败", "en": "Where OpenAI fails"}, "tables' own": {"zh": "关键数据", "en": "Key figures"},
    }  # fmt: skip
    for name, words in heads.items():
        made += [
            (f"heading put {before}: {name}", _subheading(words, before=before))
            for before in ("first", "middle", "last")
        ]
    made += [
        ("headings exchanged", _subheadings("turned", "")),
        ("headings reworded", _subheadings("all", "已被证伪")),
        ("headings gone", _subheadings("none", "")),
    ]
    made += [(f"sentence about the brief left out {n + 1}", _meta_gone(n)) for n in range(4)]
    made += [
        ("sides dropped from the longer", _all_sides), ("connective gone", _connective_gone), ("class put before", _class),
        ("openings exchanged", _framing), ("opening gone", _framing_gone), ("a sentence twice", _twice),
    ]  # fmt: skip
    for name, change in made:
        about = (change.__doc__ or name).rstrip(".")
        openly = "authors" if name.startswith(OPENLY) else "nobody"
        yield Forgery(name=name, kind="place", about=about, edit=of_pair(change), open_to=openly)
        if name.startswith(IN_STEP):
            yield Forgery(name=f"{name}, in the text alone", kind="place", about=about, edit=text_alone(change))
