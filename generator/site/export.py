"""Hands a brief over as files: PDF through an installed Chromium, .docx through pandoc, where they are present."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.errors import BriefproofError, last_line
from generator.messages import say
from generator.site import word_look
from generator.site.one_file import for_word

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDE = 1280
"""Pixels of a drawing in a .docx."""
TIMEOUT = 120
"""Seconds for one conversion."""


def chromium() -> str | None:
    """Return the path of a Chromium, from BRIEFPROOF_CHROMIUM or by its usual names."""
    return os.environ.get("BRIEFPROOF_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)


def pdf(html: Path, target: Path) -> bool:
    """Print `html` to `target`; False when there is no Chromium. Raises BriefproofError when it fails."""
    program = chromium()
    if program is None:
        return False
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # Chromium refuses root
    quiet = ["--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run", *sandbox]
    _run([program, *quiet, "--no-pdf-header-footer", f"--print-to-pdf={target}", html.resolve().as_uri()], target)
    return True


def docx(html: Path, target: Path) -> bool:
    """Convert `html` to `target`; False when there is no pandoc. Raises BriefproofError when it fails."""
    program = shutil.which("pandoc")
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / html.name
        page.write_text(for_word(html.read_text(encoding="utf-8"), png), encoding="utf-8")
        reference = Path(folder) / "reference.docx"
        _run([program, f"--output={reference}", "--print-default-data-file=reference.docx"], reference)
        word_look.dress(reference)
        # without --sandbox, which keeps Debian's pandoc from its own templates: `page` names no other file;
        # the page's <title> becomes the title, its h2 the first level
        shape = ["--from=html+epub_html_exts", "--to=docx", "--shift-heading-level-by=-1"]
        _run([program, *shape, f"--reference-doc={reference}", f"--output={target}", str(page)], target)
    return True


def png(svg: str) -> bytes:
    """Return a drawing of ours as PNG, WIDE pixels across, its words in the system's fonts."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDE, background="#fff"))


def available() -> tuple[str, ...]:
    """Return the endings of the files that a brief can be handed over as here, in the order that readers ask for."""
    endings = {"pdf": chromium(), "docx": shutil.which("pandoc"), "html": "-", "bib": "-"}
    return tuple(ending for ending, program in endings.items() if program)


def _run(command: list[str], target: Path) -> None:
    name = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise BriefproofError(
            "{name} did not write {target} within {seconds} s", name=name, target=target, seconds=TIMEOUT
        ) from None
    if done.returncode or not target.is_file():
        last = last_line(done.stderr) or say("no message")
        raise BriefproofError("{name} did not write {target}: {reason}", name=name, target=target, reason=last[:200])
