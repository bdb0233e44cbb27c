"""The reference section: one line per cited source, after GB/T 7714-2025 (Chinese) or its order in English."""

from collections.abc import Mapping
from typing import Any


def line(source: Mapping[str, Any], language: str) -> str:
    """Return the reference of a source of the front matter: id, author, title, carrier, date, access, address."""
    if source["kind"] == "image":
        what = "随附图像" if language == "zh" else "attached image"
        return f"{source['id']}. {source['file']}[{what}]. SHA-256: {source['sha256'][:16]}."
    carrier = "[R/OL]" if source["kind"] == "document" else "[EB/OL]"
    parts = [part for part in (source.get("author"), f"{source['title']}{carrier}") if part]
    if date := source.get("date"):
        parts.append(f"({date})" if not source.get("accessed") else f"({date})[{source['accessed']}]")
    if url := source.get("url"):
        parts.append(url)
    if source["kind"] == "document":
        parts.append(source["file"])
    return f"{source['id']}. " + ". ".join(parts) + "."
