"""Metadata of a document: front matter, sidecar files and their dialects, as the few keys that are known."""

import re
from typing import Any

from generator import yaml_text
from generator.corpus.readers import dates
from generator.errors import BriefproofError
from generator.language.text import normalise

KEYS = ("accessed", "author", "date", "licence", "publish", "source", "title", "url")
STATED = ("status", "version")
"""Further keys that are kept where they stand in front matter; lines of a text are none by them."""
FLAGS = ("created", "draft", "published")
"""Further keys that say something of a document."""
_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")
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
    "pubdate": "date",
    "publish_date": "date",
    "publishdate": "date",
    "date_published": "date",
    "date_created": "created",
    "created_at": "created",
    "datecreated": "created",
    "发布日期": "date",
    "发布时间": "date",
    "链接": "url",
    "原文链接": "url",
    "网址": "url",
    "许可": "licence",
    "许可证": "licence",
    "版权": "licence",
    "publishing_date": "date",
    "posted": "date",
    "post_date": "date",
    "pub_date": "date",
    "permalink_url": "url",
    "rights": "licence",
    "accessed_on": "accessed",
    "date_saved": "accessed",
    "saved": "accessed",
    "clipped": "accessed",
    "site_name": "source",
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
    "状态": "status",
    "版本": "version",
}
_CREDITS = {
    "date": re.compile(
        r"(?:^|发布|发表|时间|日期|published|posted)\D{0,12}((?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?)",
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
_WIKI = re.compile(r"\[\[(?:[^\]|\n]*\|)?([^\]\n]*)\]\]")


def is_known(key: str) -> bool:
    """Tell whether a key of front matter, in any dialect, says something that is kept."""
    name = _key(key)
    return name in KEYS or name in FLAGS


def is_kept(key: str) -> bool:
    """Tell whether a key says something of how a document is kept, known of any text or of front matter alone."""
    return is_known(key) or _key(key) in STATED


def _key(key: Any) -> str:
    name = re.sub(r"[- ]", "_", str(key).strip().lower())
    return _ALIASES.get(name, name)


def sidecar(data: bytes, name: str) -> dict[str, str]:
    """Return the known keys of a sidecar file; raises BriefproofError if it is no mapping of YAML."""
    if len(data) > MAX_BYTES:
        raise BriefproofError(
            "{name}: larger than {most} bytes; a sidecar holds a few lines of metadata",
            name=name,
            most=MAX_BYTES,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BriefproofError("{name}: not UTF-8; save it as UTF-8", name=name) from None
    loaded = yaml_text.load(text, name)
    if loaded in (None, ""):
        return {}
    if not isinstance(loaded, dict):
        raise BriefproofError(
            "{name}: not valid YAML; write one `key: value` a line ({keys})", name=name, keys=", ".join(KEYS)
        )
    refuse_draft(loaded, name)
    found = known(loaded)
    check(found, name)
    return found


_SHOWN = ("publish", "published", "public", "inherit", "已发布", "发布")
"""What a status says of a page that a site shows, and not of what stands in it."""
_TAKEN_BACK = ("draft", "retracted", "withdrawn", "rejected", "草稿", "撤回", "已撤回")
"""What a status says of a document that its author does not stand by yet, or no more."""


def refuse_draft(loaded: dict[Any, Any], name: str) -> None:
    """Raise BriefproofError for a document that its author calls a draft, or has taken back."""
    for key, value in loaded.items():
        at, said = str(key).strip().lower(), str(value).strip().lower()
        if (at in _TAKEN_BACK and said in _YES) or (at in ("status", "状态") and said in _TAKEN_BACK):
            raise BriefproofError(
                "{name}: its front matter says `{key}: {value}`; take that away to have it read",
                name=name,
                key=key,
                value=value,
            )


def check(found: dict[str, str], name: str) -> None:
    """Raise BriefproofError for a value that would be misunderstood."""
    if found.get("publish", "excerpt") not in PUBLISH:
        raise BriefproofError(
            "{name}: publish: {publish} is not one of {allowed}",
            name=name,
            publish=repr(found["publish"]),
            allowed=", ".join(PUBLISH),
        )


def known(loaded: dict[Any, Any]) -> dict[str, str]:
    """Return the entries of `loaded` that have a known key, as strings of one line."""
    found: dict[str, str] = {}
    kept = False
    for key, value in loaded.items():
        name = _key(key)
        words = " ".join(normalise(_WIKI.sub(r"\1", _as_text(value))).split())[:MAX_VALUE].strip()
        if name in ("publish", "published"):  # a flag says whether a site may show the text, not whether it is read
            name, words = _flag(name, words)
        elif name == "source" and re.match(r"https?://\S+$", words):
            name, kept = "url", True
        if name not in (*KEYS, *STATED, "created") or found.get(name):
            continue
        if name == "status" and words.lower() in _SHOWN:
            continue
        if name in ("date", "accessed", "created"):
            words = words if dates.is_ambiguous(words) else dates.iso_date(words) or ""
        if words:
            found[name] = words
    made = found.pop("created", "")
    if made:  # of a kept page it is the day on which somebody kept it
        found.setdefault("accessed" if kept or "date" in found else "date", made)
    return found


def _flag(key: str, words: str) -> tuple[str, str]:
    """Return key and value of `publish` or `published`, which may be a flag, a word of ours or a day."""
    if words.lower() in _YES:
        return "publish", ""
    if words.lower() in _NO:
        return "publish", "none"
    return ("date", words) if key == "published" else ("publish", words.lower())


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
