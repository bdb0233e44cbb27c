"""The commissions, with the documents and pictures that come with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import yaml_text
from generator.files import read_bytes, write_atomically
from generator.logo import gallery

BENCH = Path("bench")
OUT = Path("build/bench/writer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A commission and what comes with it."""

    name: str
    query: str
    corpus: Path
    documents: tuple[Path, ...] = ()
    images: tuple[Path, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    """(expression for a section's heading, expression for what belongs into such a section)."""
    key_points: Path | None = None


def tasks() -> Iterator[Task]:
    for item in yaml_text.load((BENCH / "commissions.yml").read_text(encoding="utf-8"), "bench/commissions.yml"):
        yield Task(
            name=item["name"],
            query=item["query"],
            corpus=Path("corpus") if item["topic"] == "sample" else BENCH / "corpora" / item["topic"],
            documents=(typeset(item["document"]),) if "document" in item else (),
            images=(drawn(item["image"]),) if "image" in item else (),
            about=tuple(item.get("about", {}).items()),
        )
    folder = os.environ.get("BRIEFPROOF_INPUTS")
    if not folder or not Path(folder).is_dir():
        print("real inputs: skipped (set BRIEFPROOF_INPUTS to their folder)")
        return
    inputs = Path(folder)
    yield Task(
        name="real",
        query=(inputs / "commission.txt").read_text(encoding="utf-8"),
        corpus=inputs / "corpus",
        documents=tuple(sorted(inputs.glob("*.pdf"))),
        images=(inputs / "logo.png",),
        key_points=inputs / "key_points.yml",
    )


def typeset(name: str) -> Path:
    """Make a PDF of a text in bench/attachments; needs reportlab (extra `test`)."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from tools.make_sample_pdf import blocks

    lines = [line for line in (BENCH / "attachments" / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]
    target = OUT / f"{name}.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    title = lines[0].removeprefix("# ")
    SimpleDocTemplate(str(target), pagesize=A4, title=title, invariant=1).build(blocks(lines, 480))
    return target


def drawn(icon: str) -> Path:
    """Draw an icon of mkdocs-material (MIT; Simple Icons CC0) as a picture."""
    from importlib.resources import files

    source = Path(str(files("material").joinpath("templates", ".icons", f"{icon}.svg")))
    target = OUT / f"{icon.replace('/', '-')}.png"
    write_atomically(target, gallery.drawn(read_bytes(source), where=icon))
    return target
