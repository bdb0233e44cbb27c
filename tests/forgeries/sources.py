"""Edits of the corpus that briefs rest on, and of what was read of it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from generator import yaml_text
from tests.forgeries import repository
from tests.forgeries.pair import Edit, Forgery, Pair, parts, put, read


def _cited(pair: Pair, number: int) -> tuple[dict, dict, dict] | None:
    """Return (entry, span, source) of a claim on a Markdown document of the corpus."""
    listed = {s["id"]: s for s in pair.front["sources"] if s["kind"] == "corpus" and s["path"].endswith(".md")}
    found = [
        (p.entry, p.entry["supports"][0], listed[p.entry["supports"][0]["source"]])
        for p in pair.sourced("claim")
        if p.entry["supports"][0]["source"] in listed
    ]
    return found[number % len(found)] if found else None


TRIES = 8
"""Claims that are tried: a quote may stand in another form in the file, as one of a list does."""


def _document(change: Callable[[str, str], str], number: int, *, repair: bool = True) -> Edit:
    """Change a cited document around a quote, and let `repair` take up the new hashes."""

    def edit(folder: Path, brief: Path) -> bool:
        pair = read(brief)
        for place in range(number, number + TRIES):
            cited = _cited(pair, place)
            if cited is None:
                return False
            path = folder / cited[2]["path"]
            old = path.read_text("utf-8")
            changed = change(old, cited[1]["quote"])
            if changed != old:
                path.write_text(changed, "utf-8")
                return not repair or _settled(folder, "repair", brief)
        return False

    return edit


def run_in(folder: Path, command: str, brief: Path) -> bool:
    """Run a command of the program on the brief in the folder, whatever it ends with."""
    repository.command(folder, command, brief.relative_to(folder).as_posix())
    return True


def _settled(folder: Path, command: str, brief: Path) -> bool:
    """Run a command on the brief, and repair the others, so that they are no redder than before."""
    run_in(folder, command, brief)
    for other in sorted((folder / "briefs").glob("*.md")):
        if other != brief:
            run_in(folder, "repair", other)
    return True


def _document_and_brief(find: str, new: str, number: int) -> Edit:
    """Change a cited document and the brief together, then refresh."""

    def edit(folder: Path, brief: Path) -> bool:
        pair = read(brief)
        for at in range(30):
            cited = _cited(pair, number + at)
            if cited is None:
                return False
            entry, span, source = cited
            quote = re.sub(find, new, span["quote"], count=1)
            path = folder / source["path"]
            text = path.read_text("utf-8")
            elsewhere = any(span["quote"] in p.read_text("utf-8") for p in brief.parent.glob("*.md") if p != brief)
            if elsewhere or quote == span["quote"] or span["quote"] not in text or len(entry["supports"]) > 1:
                continue
            path.write_text(text.replace(span["quote"], quote), "utf-8")
            front, body = parts(brief)
            put(brief, front, body.replace(span["quote"], quote))
            return _settled(folder, "refresh", brief)
        return False

    return edit


def _new_document(folder: Path, brief: Path) -> bool:
    """Add a document, and cite it at once."""
    pair = read(brief)
    place = next((p for p in pair.sourced("claim") if p.entry.get("side") and not p.entry.get("lead")), None)
    if place is None:
        return False
    words = (
        f"{place.entry['side']} 已于 2026 年公开全部训练数据与安全评估记录。"
        if pair.chinese
        else f"{place.entry['side']} published all of its training data and safety records in 2026."
    )
    title = "独立评估纪要" if pair.chinese else "Minutes of an Independent Review"
    (folder / "corpus" / "zz-new.md").write_text(
        f"---\ntitle: {title}\nauthor: 中国科学院\ndate: 2026-11-20\nlicence: CC0\n---\n\n# {title}\n\n{words}\n",
        "utf-8",
    )
    front, body = parts(brief)
    old = pair.body[place.at]
    put(brief, front, body.replace(old, f'{words}[long_context: "{title}", chunk 1]'))
    return run_in(folder, "refresh", brief)


def _sidecar(key: str, value: str) -> Edit:
    """Put other metadata beside a cited document, and into the brief."""

    def edit(folder: Path, brief: Path) -> bool:
        cited = _cited(read(brief), 0)
        if cited is None:
            return False
        source = cited[2]
        path = folder / source["path"]
        (path.parent / f"{path.name}.yml").write_text(yaml_text.dump({key: value}, sort_keys=True), "utf-8")
        front, body = parts(brief)
        old = str(source.get(key))
        block = re.search(rf"(?ms)^- id: {source['id']}$.*?(?=^- id: |^corpus:)", front)
        if block is None:
            return False
        front = front.replace(
            block[0],
            block[0].replace(f"{key}: {old}", f"{key}: {value}").replace(f"{key}: '{old}'", f"{key}: '{value}'"),
        )
        body = re.sub(rf"(?m)^- {source['id']}\. .*$", lambda m: m[0].replace(old, value), body)
        put(brief, front, body)
        return _settled(folder, "repair", brief)

    return edit


def _head_of(key: str, value: str) -> Edit:
    """Change the head of a cited document."""
    return _document(lambda text, quote: re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text, count=1), 0)


def _gone(folder: Path, brief: Path) -> bool:
    """Remove a document that is not cited, so that the search would have found less."""
    pair = read(brief)
    cited = {s.get("path") for s in pair.front["sources"]}
    other = next(
        (p for p in sorted((folder / "corpus").glob("*.md")) if p.relative_to(folder).as_posix() not in cited), None
    )
    if other is None:
        return False
    other.unlink()
    return True


def _both_gone(folder: Path, brief: Path) -> bool:
    """Remove a brief without a word."""
    brief.unlink()
    brief.with_suffix(".ledger.yml").unlink()
    return True


def _cache(folder: Path, brief: Path) -> bool:
    """Commit a cache in which a cited document says otherwise, and a brief that says the same."""
    for place in read(brief).sourced("claim"):
        quote = place.entry["supports"][0]["quote"]
        forged = re.sub(r"(?<![A-Za-z\d.-])\d", lambda m: "8" if m[0] == "9" else "9", quote, count=1)
        held = [
            path for path in sorted((folder / "build" / "cache").glob("*.json")) if quote in path.read_text("utf-8")
        ]
        if forged == quote or not held or len(place.entry["supports"]) > 1:
            continue
        shutil.copytree(folder / "build" / "cache", folder / repository.KEPT)
        for path in held:
            path.write_text(path.read_text("utf-8").replace(quote, forged), "utf-8")
        front, body = parts(brief)
        put(brief, front, body.replace(quote, forged))
        run_in(folder, "refresh", brief)
        repository.git(folder, "add", "-f", "build/cache")
        return True
    return False


DISQUALIFIED = (
    "next: this is wrong",
    "before: it is false that",
    "under a heading of refuted claims",
    "an April fool",
    "a note on its source",
    "cache forged",
)
"""What the gate has to refuse: a source that takes its sentence back, and one that is not what was read."""


def forgeries() -> Iterator[Forgery]:
    """Yield the edits of the corpus; the gate may let them pass, the review has to show them."""
    refuted = {
        "next: this is wrong": lambda text, quote: text.replace(
            quote, f"{quote}但这是错误的。" if "。" in quote else f"{quote} This is wrong."
        ),
        "before: it is false that": lambda text, quote: text.replace(
            quote, f"以下说法不属实。{quote}" if "。" in quote else f"The following is false. {quote}"
        ),
        "under a heading of refuted claims": lambda text, quote: text.replace(quote, f"\n\n## 被否定的结论\n\n{quote}"),
        "an April fool": lambda text, quote: text.replace(
            quote, f"{quote}以上为愚人节玩笑。" if "。" in quote else f"{quote} April fool."
        ),
        "struck out": lambda text, quote: text.replace(quote, f"~~{quote}~~"),
        "in a comment": lambda text, quote: text.replace(quote, f"<!-- {quote} -->\n\n{quote}"),
        "a note on its source": lambda text, quote: text.replace(quote, f"{quote}（作者已撤回此说。）"),
    }
    made = [(name, _document(change, number)) for number, (name, change) in enumerate(refuted.items())]
    made += [
        (f"{name}, not repaired", _document(change, 1, repair=False)) for name, change in list(refuted.items())[:3]
    ]
    for number, (find, new) in enumerate((
        (r"(?<![A-Za-z\d.-])(\d)(\d+)", r"\g<1>9\2"), (r"不(?=[\u4e00-\u9fff])|\bnot ", ""), ("OpenAI", "Mistral"), (r"可以|支持|提供", r"不\g<0>"), (r"\b(is|are|can|was|has)\b", r"\1 not"),
        ("，", "，据称"), (r"^The ", "Nearly every "),
    )):  # fmt: skip
        made += [(f"document and brief {number + 1}", _document_and_brief(find, new, number))]
    made += [
        ("new document cited at once", _new_document),
        ("document that is not cited gone", _gone),
        ("brief gone", _both_gone),
        ("cache forged", _cache),
    ]
    made += [
        (f"sidecar {key}", _sidecar(key, value))
        for key, value in (
            ("author", "中国科学院"),
            ("date", "2020-01-01"),
            ("title", "权威报告"),
            ("licence", "CC0"),
            ("url", "https://www.gov.cn"),
            ("publish", "none"),
        )
    ]
    made += [
        (f"head of a document: {key}", _head_of(key, value))
        for key, value in (("author", "中国科学院"), ("date", "2020-01-01"), ("title", "权威报告"), ("licence", "CC0"))
    ]
    for name, edit in made:
        openly = "nobody" if name.removesuffix(", not repaired") in DISQUALIFIED else "authors"
        yield Forgery(
            name=name, kind="corpus", about=((edit.__doc__ or "").rstrip(".") or name), edit=edit, open_to=openly
        )
