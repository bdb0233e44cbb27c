"""Metadata of a document: front matter, sidecar files and their dialects, as the few keys that are known."""

import re
from contextlib import suppress
from typing import Any

from generator import yaml_text
from generator.corpus.readers import dates
from generator.errors import BriefproofError
from generator.language.text import normalise

KEYS = ("accessed", "author", "date", "licence", "publish", "source", "title", "url")
PUBLISH = ("full", "excerpt", "none")
MAX_BYTES = 65_536
"""A front matter or sidecar above this size is refused."""
MAX_VALUE = 500
"""Characters kept of one value."""
_ALIASES = {
    "authors": "author",
    "creator": "author",
    "writer": "author",
    "byline": "author",
    "作者": "author",
    "published": "date",
    "pubdate": "date",
    "publish_date": "date",
    "publishdate": "date",
    "date_published": "date",
    "created": "date",
    "日期": "date",
    "link": "url",
    "canonical": "url",
    "canonical_url": "url",
    "original_url": "url",
    "source_url": "url",
    "license": "licence",
    "copyright": "licence",
    "retrieved": "accessed",
    "access_date": "accessed",
    "publisher": "source",
    "site": "source",
    "来源": "source",
    "标题": "title",
}
_CREDITS = {
    "date": re.compile(
        r"(?:^|发布|发表|时间|日期|published|posted)\D{0,12}((?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2})",
        re.IGNORECASE,
    ),
    "author": re.compile(
        r"(?:作者|撰文|\bauthor|\bby)\s?[:：/ ]\s?([^|·,，:：/\d]{2,60}?)(?=\s{2}|\s[^\sA-Z]|[|·,，]|$)", re.IGNORECASE
    ),
    "source": re.compile(r"(?:来源|\bsource)\s?[:：]\s?([^|·,，:：\s]{2,60})", re.IGNORECASE),
    "url": re.compile(r"(?:原文|出处|original)[^:：]{0,10}[:：]\s?(https?://\S+)", re.IGNORECASE),
}
_CHANGED = re.compile(r"updated|modified|edited|retrieved|更新|修改|编辑|访问", re.IGNORECASE)
_NAME_KEYS = ("name", "fullname", "title", "user", "login")
_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?\r?\n)?(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE = re.compile(r"^([^\s:#][^:\n]{0,40}?)\s*[:=]\s+?(.*)$", re.MULTILINE)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the known keys of the front matter (YAML between ---, or simple TOML between +++) and the rest.

    A block that is no valid YAML is read line by line as `key: value`; one without any such line is no front
    matter and stays in the text.
    """
    match = _FRONT.match(text)
    if not match or not match[2] or len(match[2]) > MAX_BYTES:
        return {}, text
    loaded: Any = None
    if match[1] == "---":
        with suppress(BriefproofError):
            loaded = yaml_text.load(match[2], "front matter")
    if not isinstance(loaded, dict):
        loaded = {key: value.strip().strip("\"'") for key, value in _LINE.findall(match[2])}
        if not loaded:
            return {}, text
    return known(loaded), text[match.end() :]


def sidecar(data: bytes, name: str) -> dict[str, str]:
    """Return the known keys of a sidecar file; raises BriefproofError if it is no mapping of YAML."""
    if len(data) > MAX_BYTES:
        raise BriefproofError(f"{name}: larger than {MAX_BYTES} bytes; a sidecar holds a few lines of metadata")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BriefproofError(f"{name}: not UTF-8; save it as UTF-8") from None
    loaded = yaml_text.load(text, name)
    if loaded in (None, ""):
        return {}
    if not isinstance(loaded, dict):
        raise BriefproofError(f"{name}: not valid YAML; write one `key: value` a line ({', '.join(KEYS)})")
    found = known(loaded)
    check(found, name)
    return found


def check(found: dict[str, str], name: str) -> None:
    """Raise BriefproofError for a value that would be misunderstood."""
    if found.get("publish", "excerpt") not in PUBLISH:
        raise BriefproofError(f"{name}: publish: {found['publish']!r} is not one of {', '.join(PUBLISH)}")


def known(loaded: dict[Any, Any]) -> dict[str, str]:
    """Return the entries of `loaded` that have a known key, as strings of one line."""
    found: dict[str, str] = {}
    for key, value in loaded.items():
        name = str(key).strip().lower().replace("-", "_")
        name = _ALIASES.get(name, name)
        if name not in KEYS or found.get(name):
            continue
        words = " ".join(normalise(_as_text(value)).split())[:MAX_VALUE].strip()
        if name in ("date", "accessed"):
            words = words if dates.is_ambiguous(words) else dates.iso_date(words) or ""
        if name == "publish":
            words = words.lower()
        if words:
            found[name] = words
    return found


def from_credits(line: str) -> dict[str, str]:
    """Return what a byline of a saved page says: "2024-05-06 10:20 来源：示例网 作者：王某"."""
    found = {}
    for key, pattern in _CREDITS.items():
        match = pattern.search(line)
        if match:
            found[key] = match[1].strip(" |·,，;；")
    day = dates.iso_date(line)
    if day and len(day) > len("2024") and not _CHANGED.search(line):
        found.setdefault("date", day)
    return known(found)


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        return next((str(value[key]) for key in _NAME_KEYS if isinstance(value.get(key), str)), "")
    if isinstance(value, list):
        names = [_as_text(item) for item in value[:50] if not isinstance(item, list)]
        return ("; " if any("," in name for name in names) else ", ").join(name for name in names if name)
    return "" if value is None else str(value)
