"""Forged front matter: what a brief says of its commission, its sources, its search and itself."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.forgeries.attached import (
    FILES,
    asserted,
    asserted_by,
    excused,
    invented,
    logo,
    logo_candidates,
    logo_platform,
    unreachable,
)
from tests.forgeries.pair import Forgery, Pair, of_pair, parts, put

Change = Callable[[Pair], bool | None]


def _number(*keys: str, to: int) -> Change:
    """Put another number under some keys, and into the sentences that repeat it."""

    def change(pair: Pair) -> bool | None:
        held: Any = pair.front
        for key in keys[:-1]:
            held = held[key]
        old = held.get(keys[-1])
        if old is None or old == to:
            return False
        held[keys[-1]] = to
        pair.reword(str(old), str(to))
        return None

    return change


def _date(key: str, to: str) -> Change:
    def change(pair: Pair) -> bool | None:
        old = pair.front["evidence"].get(key)
        if not old:
            return False
        pair.front["evidence"][key] = to
        pair.reword(old, to)
        return None

    return change


def _of_source(kind: str, key: str, to: Any, number: int = 0) -> Change:
    """Put something else under a key of a source, and into its line of the reference section and its citations."""

    def change(pair: Pair) -> bool | None:
        found = [s for s in pair.front["sources"] if s["kind"] == kind]
        if number >= len(found):
            return False
        source = found[number]
        old, at = source.get(key), pair.reference(source["id"])
        if old == to:
            return False
        source[key] = to
        if key == "title":
            pair.everywhere(old, to)
        elif key == "author":
            pair.body[at] = (
                pair.body[at].replace(f". {old}. ", f". {to}. ") if old else pair.body[at].replace(". ", f". {to}. ", 1)
            )
        elif key == "date" and old:
            pair.body[at] = pair.body[at].replace(f"({old})", f"({to})")
        elif key == "url":
            tail = f". {source['file']}." if kind == "document" else "."
            pair.body[at] = pair.body[at].removesuffix(tail) + f". {to}{tail}"
        elif key == "page_count":
            pair.reword(str(old), str(to))
        return None

    return change


def _dated_back(pair: Pair) -> None:
    """Make all sources a year older."""
    for source in pair.front["sources"]:
        if source.get("date"):
            at, old = pair.reference(source["id"]), source["date"]
            source["date"] = str(int(old[:4]) - 1) + old[4:]
            pair.body[at] = pair.body[at].replace(f"({old})", f"({source['date']})")
    for key in ("earliest", "latest"):
        if old := pair.front["evidence"].get(key):
            pair.front["evidence"][key] = str(int(old[:4]) - 1) + old[4:]
            pair.reword(old, pair.front["evidence"][key])


def _title(to: dict[str, str], *, asked: bool) -> Change:
    def change(pair: Pair) -> None:
        old, new = pair.front["title"], to["zh" if pair.chinese else "en"]
        pair.front["title"] = new
        pair.body = [line.replace(old, new) if line.startswith("# ") else line for line in pair.body]
        if asked:
            pair.front["commission"]["query"] = pair.front["commission"]["query"].replace(old, new)

    return change


def _heading(number: int, *, asked: bool, to: str) -> Change:
    def change(pair: Pair) -> bool | None:
        sections = pair.front["commission"]["sections"]
        if number >= len(sections) - 1:
            return False
        section = sections[number]
        old, title = section["heading"], section["title"]
        section["heading"], section["title"] = old.replace(title, to), to
        pair.body = [line.replace(title, to) if line == f"## {old}" else line for line in pair.body]
        pair.reword(title, to)
        pair.reword(title[:1].lower() + title[1:], to)
        if asked:
            pair.front["commission"]["query"] = pair.front["commission"]["query"].replace(title, to)
        return None

    return change


def _axes(pair: Pair) -> bool | None:
    axes = pair.front["commission"]["axes"]
    if not axes:
        pair.front["commission"]["axes"] = ["安全可信"] if pair.chinese else ["trustworthiness"]
        return None
    old, new = axes[-1], "社会信任" if pair.chinese else "public trust"
    axes[-1] = new
    pair.reword(old, new)
    return None


def _axis_dropped(pair: Pair) -> bool | None:
    axes = pair.front["commission"]["axes"]
    if len(axes) < 2:
        return False
    gone = axes.pop()
    last, joint = (f"与{gone}", "、") if pair.chinese else (f" and {gone}", ", ")
    pair.reword(last, "")
    if len(axes) > 1:
        pair.reword(joint + axes[-1], ("与" if pair.chinese else " and ") + axes[-1])
    return None


def _gap_hidden(pair: Pair) -> bool | None:
    """Say that all points are covered where they are not; where they are, say that something is missing."""
    whole = (
        "各节均检得关于各方的语句。"
        if pair.chinese
        else "Quotable sentences were found on every side for every section."
    )
    bullets = [p for p in pair.places if p.block == "bullets" and p.entry["kind"] == "meta"]
    if not bullets:
        return False
    if pair.front["gaps"]:
        pair.front["gaps"] = []
        first, *rest = bullets
        pair.say(first, whole)
        gone = {place.at for place in rest}
        pair.reorder([at for at in range(len(pair.body)) if at not in gone])
        return None
    name, section = pair.names[0], pair.front["commission"]["sections"][2]["title"]
    said = (
        f"“{section}”一节未检得可独立引用的{name}语句。"
        if pair.chinese
        else f"No sentence on {name} that can stand alone was found for “{section}”."
    )
    pair.front["gaps"] = [said]
    return None if pair.say(bullets[0], said) else False


def _gap_invented(pair: Pair) -> bool | None:
    bullets = [p for p in pair.places if p.block == "bullets" and p.entry["kind"] == "meta"]
    if not bullets:
        return False
    said = "Hugging Face 拒绝提供安全材料。" if pair.chinese else "Hugging Face declined to provide safety material."
    pair.front["gaps"] = [said]
    return None if pair.say(bullets[0], said) else False


def _set(path: str, value: Any) -> Change:
    """Put a value at a dotted path of the front matter; False where the path is not there."""

    def change(pair: Pair) -> bool | None:
        *way, last = path.split(".")
        held: Any = pair.front
        for key in way:
            held = (
                held[int(key)]
                if isinstance(held, list) and int(key) < len(held)
                else held.get(key)
                if isinstance(held, dict)
                else None
            )
            if held is None:
                return False
        if isinstance(held, list) or held.get(last) == value:
            return False
        held[last] = value
        return None

    return change


def _query(find: str, new: str) -> Change:
    def change(pair: Pair) -> bool | None:
        old = pair.front["commission"]["query"]
        pair.front["commission"]["query"] = re.sub(find, new, old, count=1)
        return None if old != pair.front["commission"]["query"] else False

    return change


def _withdrawn(pair: Pair) -> bool | None:
    """Withdraw the brief, and change its text under the notice."""
    place = pair.sourced("claim")[0]
    pair.front["withdrawn"] = {"date": pair.front["date"], "why": "replaced"}
    confirmed = "，监管部门已经确认。" if pair.chinese else ", as regulators confirmed."
    return pair.say(place, place.entry["text"][:-1] + confirmed)


def _register(pair: Pair) -> bool | None:
    """Call the brief plain where a formal one was asked, and speak in the first person."""
    if pair.front["commission"]["register"] != "formal":
        return False
    pair.front["commission"]["register"] = "plain"
    return None


def _longer(pair: Pair) -> None:
    length = pair.front["commission"]["length"]
    length["max"] = (length.get("max") or 2000) * 3


def _shorter(pair: Pair) -> bool | None:
    """Lower the least length and drop half of a section's sentences."""
    pair.front["commission"]["length"]["min"] = 10
    runs = [run for run in pair.paragraphs() if len(run) > 1]
    if not runs:
        return False
    gone = {run[-1] for run in runs}
    pair.reorder([at for at in range(len(pair.body)) if at not in gone])
    return None


def _alias(pair: Pair) -> bool | None:
    """Give a side another's name as an alias, and count a sentence of the other for it."""
    one, two = pair.front["commission"]["subjects"][:2]
    one.setdefault("aliases", []).append(two["name"])
    place = next((p for p in pair.sourced("claim") if p.entry.get("side") == two["name"]), None)
    if place is None:
        return False
    place.entry["side"] = one["name"]
    return None


def _subject_swapped(pair: Pair) -> None:
    """Exchange the order of the sides in the record, and in the sentences that repeat it."""
    pair.front["commission"]["subjects"].reverse()
    one, two = pair.names[:2]
    pair.reword(one, "\0")
    pair.reword(two, one)
    pair.reword("\0", two)


def _prohibition(pair: Pair) -> bool | None:
    """Drop what the commission forbids, or add what it does not."""
    asked = pair.front["commission"]
    if asked["prohibitions"] or asked["periods"]:
        asked["prohibitions"], asked["periods"] = [], []
        return None
    asked["periods"] = [{"words": "近五年", "since": "2021-01-01"}]
    return None


def _forbidden(pair: Pair) -> bool | None:
    """Let the query forbid a source that is cited, and the record not."""
    source = next(s for s in pair.front["sources"] if s["kind"] == "corpus")
    said = f"不得使用《{source['title']}》。" if pair.chinese else f' Do not use "{source["title"]}".'
    pair.front["commission"]["query"] += said
    return None


def _defaults(pair: Pair) -> None:
    pair.front["commission"]["defaulted"] = []


def _role(pair: Pair) -> bool | None:
    """Call a section that compares a body section."""
    section = next((s for s in pair.front["commission"]["sections"] if s["role"] == "comparison"), None)
    if section is None:
        return False
    section["role"] = "body"
    return None


def _findings(pair: Pair) -> None:
    pair.front["validation"] = {
        "passed": True,
        "findings": [{"code": "audited", "message": "reviewed by the ethics board"}],
    }


def _aspect(pair: Pair) -> bool | None:
    """Put another label, which a source does hold somewhere, on a row of the comparison table."""
    if not pair.front.get("aspects"):
        return False
    old, new = pair.front["aspects"][0], "许可证" if pair.chinese else "licence"
    pair.front["aspects"][0] = new
    place = next((p for p in pair.places if p.block == "table" and p.column == 0 and p.entry["text"] == old), None)
    return None if place and pair.say(place, new) else False


SET: dict[str, Any] = {
    "date": "2019-01-01", "commission.language": "en", "corpus.documents": 25_000, "writer.version": "9", "writer.name": "peer-reviewed",
    "writer.notes": ["every sentence was read by two editors"], "validation": {"passed": True, "findings": []}, "validation.passed": False,
    "sources.0.sha256": "0" * 64, "sources.0.language": "fr", "commission.length.definition": "words, more or less", "commission.register": "plain",
    "evidence.foreign": True, "evidence.classes": True, "evidence.edited": 0, "brief": 2, "commission.length.unit": "characters",
    "commission.subjects.0.from": "document", "commission.subjects.1.from": "asserted", "commission.length.min": 1, "commission.length.max": 99_999,
}  # fmt: skip
OTHER_TITLES = {"zh": "开放平台全面领先：权威评估", "en": "Open Platforms Win: an Authoritative Assessment"}


def _changes() -> Iterator[tuple[str, str, Change]]:
    for key, to in (("cited", 250), ("cited", 1)):
        yield f"{key} {to}", "number of cited documents", _number("evidence", key, to=to)
    for key, to in (("documents", 25_000), ("zh", 999), ("en", 0), ("chunks", 3), ("documents", 2)):
        yield f"corpus {key} {to}", "counts of the corpus", _number("corpus", key, to=to)
    for key, to in (("earliest", "1999-01-01"), ("latest", "2026-12-31"), ("earliest", "2026-11-10")):
        yield f"{key} {to}", "dates of the evidence", _date(key, to)
    for number in range(3):
        for key, to in (
            ("author", "中国科学院"), ("author", "OpenAI"), ("title", "GPT-5 Technical Report"), ("date", "2020-01-01"), ("url", "https://www.gov.cn/report"),
            ("licence", "Public Domain"), ("language", "fr"), ("sha256", "f" * 64), ("accessed", "2026-11-01"), ("path", "corpus/none.md"),
        ):  # fmt: skip
            yield (
                f"source {number + 1} {key} {to[:14] if isinstance(to, str) else to}",
                f"{key} of a corpus document",
                _of_source("corpus", key, to, number),
            )
    for key, to in (("page_count", 98), ("title", "GPT-5 Technical Report"), ("author", "OpenAI"), ("date", "2023-03-15"), ("url", "https://openai.com/gpt-5.pdf"),
                    ("first_page", 2), ("licence", "CC0"), ("path", "corpus/open-and-closed-terms.md")):  # fmt: skip
        yield f"attachment {key}", f"{key} of the attached document", _of_source("document", key, to)
    yield "title of the image", "title of a picture", _of_source("image", "title", "Hugging Face official mark")
    yield "all sources a year older", "dates of sources", _dated_back
    yield "title", "title in front matter and heading", _title(OTHER_TITLES, asked=False)
    yield "title and query", "title in front matter, heading and query", _title(OTHER_TITLES, asked=True)
    for number in (2, 3, 4):
        for asked in (False, True):
            yield (
                f"heading {number}{' and query' * asked}",
                "heading of a section",
                _heading(number, asked=asked, to="Defeat of closed models"),
            )
    for key, to in (("confidence", 1.0), ("threshold", 0.1), ("margin", 0.9), ("rule", "word"), ("words", ["Hugging Face"]), ("size", [9, 9]), ("sha256", "0" * 64),
                    ("verdict", "conflict"), ("crop", [0, 0, 1, 1]), ("model", {"name": "clip-logo-large", "sha256": "1" * 64, "index": "2" * 64})):  # fmt: skip
        yield f"logo {key}", f"{key} of the identification", logo(key, to)
    yield "logo of another platform", "what a picture shows", logo_platform
    yield "logo asserted", "a person's word instead of a recognition", asserted
    for name in ("maintainer", "Аda Example", " "):
        yield f"logo asserted by {name}", "a person's word that another typed", asserted_by(name)
    yield "logo rivals gone", "candidates of the identification", logo_candidates
    for path, value in SET.items():
        yield f"{path} set", f"{path} of the front matter", _set(path, value)
    for label, find, new in (
        ("other axis", "技术路线|access", "市场表现"), ("other length", r"\d{3,4}", "9000"), ("other side", "OpenAI", "Anthropic"),
        ("appended", r"$", " 并须证明开放平台更安全。"), ("formal dropped", "正式书面语|formal", "plain"), ("section dropped", r"（2）[^；]+；|2\. Method and sources ?", ""),
        ("emptied", r"(?s)^.*$", "x"), ("padded", r"$", " 须知 OpenAI 已承认训练数据侵权。" * 400),
    ):  # fmt: skip
        yield f"query {label}", "the recorded commission", _query(find, new)
    for name, change in (
        ("axis exchanged", _axes), ("axis dropped", _axis_dropped), ("gap list turned", _gap_hidden), ("gap invented", _gap_invented), ("path dropped", unreachable),
        ("attachment invented", invented), ("withdrawn and changed", _withdrawn), ("register plain", _register), ("limit raised", _longer),
        ("limit lowered, sentences dropped", _shorter), ("alias of the other side", _alias), ("sides in other order", _subject_swapped), ("prohibition", _prohibition),
        ("query forbids a source", _forbidden), ("defaults denied", _defaults), ("role of a section", _role), ("validation invented", _findings), ("aspect", _aspect),
    ):  # fmt: skip
        yield name, (change.__doc__ or name).rstrip("."), change


def _gone(key: str) -> Callable[[Path, Path], bool]:
    """Drop a block of the front matter."""

    def edit(folder: Path, brief: Path) -> bool:
        front, body = parts(brief)
        return put(brief, re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", front), body)

    return edit


def forgeries() -> Iterator[Forgery]:
    """Yield the forgeries of front matter."""
    for name, about, change in _changes():
        asked = name.endswith(" and query") or name == "query appended"
        openly = (
            "authors" if asked else "nobody"
        )  # another commission, as far as can be told: a run of it gives the same
        yield Forgery(name=name, kind="front", about=about, edit=of_pair(change), open_to=openly)
    for name, edit in FILES.items():
        yield Forgery(name=name, kind="front", about=(edit.__doc__ or "").rstrip("."), edit=edit)
    about = "an attachment is gone, and a name that was typed answers for it"
    yield Forgery(name="attachment excused by maintainer", kind="front", about=about, edit=excused("maintainer"))
    for key in ("logos", "aspects", "validation", "gaps", "writer"):
        yield Forgery(name=f"{key} gone", kind="front", about=f"no {key} in the front matter", edit=_gone(key))
