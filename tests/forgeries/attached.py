"""Forged attachments and sources: pictures, their identification, documents that are not there, another corpus."""

import hashlib
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.forgeries.pair import Edit, Pair, beside, escaped, parts, put

Change = Callable[[Pair], bool | None]


def _png(side: int = 64) -> bytes:
    """Return a picture of one colour, which shows no mark at all."""
    pieces = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x20\x80\x40" * side) * side)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in pieces)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def logo(key: str, to: Any) -> Change:
    def change(pair: Pair) -> bool | None:
        if not pair.front.get("logos"):
            return False
        logo = pair.front["logos"][0]
        old = logo.get(key)
        logo[key] = to
        if key in ("confidence", "threshold"):
            pair.reword(f"{old:.2f}", f"{to:.2f}")
        return None

    return change


def logo_candidates(pair: Pair) -> bool | None:
    if not pair.front.get("logos"):
        return False
    pair.front["logos"][0]["candidates"] = pair.front["logos"][0]["candidates"][:1]
    return None


def logo_platform(pair: Pair) -> bool | None:
    """Let the picture show another platform, everywhere in the record and the introduction."""
    if not pair.front.get("logos"):
        return False
    logo, other = pair.front["logos"][0], next(n for n in pair.names if n != pair.front["logos"][0]["name"])
    old = logo["name"]
    logo["name"] = logo["candidates"][0]["name"] = other
    for subject in pair.front["commission"]["subjects"]:
        subject["from"] = "image" if subject["name"] == other else "text"
    pair.reword(f"识别为 {old}", f"识别为 {other}")
    return None


def asserted(pair: Pair) -> bool | None:
    """Call what a program recognised a person's word, or the other way round."""
    if not pair.front.get("logos"):
        return False
    logo = pair.front["logos"][0]
    logo["verdict"] = "asserted"
    place = next(p for p in pair.places if "随附图像" in p.entry["text"])
    said = f"随附图像所示平台由委托方指定为 {logo['name']}，并非图像识别的结论。"
    for subject in pair.front["commission"]["subjects"]:
        subject["from"] = "asserted" if subject["from"] == "image" else subject["from"]
    return None if pair.say(place, said) else False


def asserted_by(name: str) -> Change:
    """Let a person whose name is typed have said what the picture shows."""

    def change(pair: Pair) -> bool | None:
        if asserted(pair) is False:
            return False
        pair.front["logos"][0].update(by=name, rule="asserted")
        for subject in pair.front["commission"]["subjects"]:
            if subject["from"] == "asserted":
                subject["by"] = name
        return None

    return change


def excused(name: str) -> Edit:
    """Drop an attachment and let a person whose name is typed answer for it."""

    def edit(folder: Path, brief: Path) -> bool:
        front, body = parts(brief)
        found = re.search(
            r"(?m)^  kind: (?:document|image)\n(?:  .*\n)*?  file: (.+)\n  path: (.+)\n  sha256: (\w+)", front
        )
        if not found:
            return False
        excuse = f"- file: {found[1]}\n  sha256: {found[3]}\n  by: {name}\n  why: licensed to us\n"
        (folder / "policy.yml").write_text(f"absent:\n{excuse}", "utf-8")
        (folder / found[2]).unlink()
        return True

    return edit


def _picture(folder: Path, brief: Path) -> bool:
    """Put another picture in the place of the one that was identified, its hash noted everywhere."""
    front, body = parts(brief)
    image = re.search(r"^  kind: image\n(?:  .*\n)*?  path: (.+)$", front, re.M)
    logo = re.search(r"^- image: .*\n  sha256: (\w+)", front, re.M)
    if not image or not logo:
        return False
    (folder / image[1]).write_bytes(picture := _png())
    new = hashlib.sha256(picture).hexdigest()
    return put(brief, front.replace(logo[1], new), body.replace(logo[1][:16], new[:16]))


def _elsewhere(folder: Path, brief: Path) -> bool:
    """Copy the corpus, change a cited document there, and point the brief to the copy."""
    other = folder / "corpus-reviewed"
    other.mkdir()
    for path in (folder / "corpus").iterdir():
        if path.is_file():
            (other / path.name).write_bytes(path.read_bytes())
    front, body = parts(brief)
    return put(brief, front.replace("path: corpus", "path: corpus-reviewed"), body)


def _backdated(folder: Path, brief: Path) -> bool:
    """Date a brief before what it cites, in its name, its front matter and its ledger."""
    day = brief.name[:10]
    earlier = brief.with_name(brief.name.replace(day, "2020-03-01"))
    earlier.write_text(brief.read_text("utf-8").replace(f"date: '{day}'", "date: '2020-03-01'", 1), "utf-8")
    beside(earlier).write_text(beside(brief).read_text("utf-8").replace(brief.name, earlier.name), "utf-8")
    beside(brief).unlink()
    brief.unlink()
    return True


def _subset(folder: Path, brief: Path) -> bool:
    """Point the corpus to a folder that holds the cited documents alone."""
    front, body = parts(brief)
    cited = re.findall(r"^  path: (corpus/[^\n]+)$", front, re.M)
    (folder / "chosen").mkdir()
    for name in {*cited, *(f"{name}.yml" for name in cited)}:
        if (folder / name).is_file():
            (folder / "chosen" / Path(name).name).write_bytes((folder / name).read_bytes())
    return put(brief, front.replace("path: corpus", "path: chosen"), body)


def unreachable(pair: Pair) -> bool | None:
    """Drop the path of an attachment, so that nothing of it can be checked, and quote it otherwise."""
    quoted = [p for p in pair.sourced("quotation", "figure") if p.entry["supports"][0].get("page")]
    if not quoted:
        return False
    place, span = quoted[0], quoted[0].entry["supports"][0]
    for source in pair.front["sources"]:
        if source["id"] == span["source"]:
            source.pop("path", None)
    new = "OpenAI has disclosed every detail of GPT-4."
    old = span["quote"]
    span.update(quote=new, end=span["start"] + len(new))
    return pair.say(place, place.entry["text"].replace(old, new))


def invented(pair: Pair) -> bool | None:
    """Cite a sentence to an attachment that never was."""
    place = next((p for p in pair.sourced("claim") if len(p.entry["supports"]) == 1), None)
    if place is None:
        return False
    name, digest = "minutes.pdf", hashlib.sha256(b"minutes").hexdigest()
    number = f"S{len(pair.front['sources']) + 1}"
    words = (
        f"{place.entry.get('side', pair.names[0])} 已书面承诺公开全部训练数据。"
        if pair.chinese
        else f"{place.entry.get('side', pair.names[0])} promised in writing to publish all of its training data."
    )
    place.entry.pop("lead", None)
    old = place.entry["text"]
    mark = "文档" if pair.chinese else "document"
    pair.body[place.at] = f"{escaped(words)}[{mark}: {name}, p. 1]"
    place.entry["supports"] = [
        {
            "source": number,
            "chunk": 1,
            "page": 1,
            "chunk_sha256": digest,
            "start": 0,
            "end": len(words),
            "quote": words,
            "relation": "verbatim",
        }
    ]
    place.entry["text"] = words
    pair.front["sources"].append({
        "id": number, "kind": "document", "title": "Minutes", "file": name, "sha256": digest, "language": "zh" if pair.chinese else "en",
        "page_count": 1, "cited": 1, "pages": [1], "chunks": {"1": digest},
    })  # fmt: skip
    last = max(at for at, line in enumerate(pair.body) if line.startswith("- S"))
    pair.body.insert(last + 1, f"- {number}. Minutes\\[R/OL]. {name}.")
    return old != words


FILES: dict[str, Edit] = {
    "picture exchanged": _picture,
    "corpus elsewhere": _elsewhere,
    "backdated": _backdated,
    "corpus of chosen documents": _subset,
}
"""Forgeries that need other files than the pair."""
