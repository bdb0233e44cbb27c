"""Platforms: names, aliases and plain facts from `data/platforms.yml`.

The facts resolve the subjects of a commission and widen a search. They are never evidence: nothing that
stands only here may be written into a brief as a claim.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator import files, yaml_text
from generator.errors import BriefproofError

DATA = files.DATA / "platforms.yml"
OPENNESS = ("open", "closed", "mixed")
_KEYS = {
    "name",
    "aliases",
    "exact",
    "homonyms",
    "organisation",
    "parent",
    "site",
    "openness",
    "classes",
    "icons",
}
_LISTS = ("aliases", "exact", "homonyms", "classes", "icons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform, laboratory, cloud or forge."""

    name: str
    """Canonical: "Hugging Face"; unique."""
    aliases: tuple[str, ...]
    """Other names, and products and models that stand for it beyond doubt: "ChatGPT" for OpenAI."""
    exact: tuple[str, ...] = ()
    """Aliases that count in this letter case only: "Llama", "Meta"."""
    homonyms: tuple[str, ...] = ()
    """Phrases that contain an alias but name something else: "百度百科"."""
    organisation: str
    parent: str | None = None
    """The group that owns it, if another; its brands are no rivals when a logo is identified."""
    site: str
    """Official address, https."""
    openness: str
    """"open", "closed" or "mixed": how its main models, or else its software, are offered, broadly."""
    classes: tuple[str, ...] = ()
    """Words a search may be widened with (开源, proprietary); never evidence."""
    icons: tuple[str, ...] = ()
    """File stems in icon sets: "huggingface"."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases, the name first, none twice."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.exact)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A platform named in a text."""

    platform: Platform
    words: str
    """As they stand in the text."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""


@cache
def platforms() -> tuple[Platform, ...]:
    """Return the platforms of `data/platforms.yml`, in its order; raises BriefproofError if it is malformed."""
    return load(DATA)


def load(path: Path) -> tuple[Platform, ...]:
    """Return the platforms that the YAML file at `path` describes; BriefproofError names the entry and key."""
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BriefproofError("cannot read {path}: {strerror}", path=path, strerror=error.strerror) from None
    except UnicodeDecodeError:
        raise BriefproofError("{path}: not UTF-8 text", path=path) from None
    data = yaml_text.load(content, str(path))
    if not isinstance(data, dict) or not isinstance(data.get("platforms"), list):
        raise BriefproofError("{path}: must be a mapping with a list `platforms` and a mapping `classes`", path=path)
    classes = data.get("classes", {})
    if not isinstance(classes, dict) or not all(_is_list(classes.get(kind)) for kind in OPENNESS):
        raise BriefproofError(
            "{path}: `classes` must have a list of words for each of {allowed}",
            path=path,
            allowed=", ".join(OPENNESS),
        )
    found = tuple(_platform(entry, number, classes, path) for number, entry in enumerate(data["platforms"], start=1))
    owners: dict[tuple[str, str], str] = {}
    for platform in found:
        for kind, keys in (("name", {_key(n) for n in platform.names}), ("icon", set(platform.icons))):
            for key in keys:
                other = owners.setdefault((kind, key), platform.name)
                if other != platform.name:
                    raise BriefproofError(
                        "{path}: {name}: {kind} {key} belongs to {other} already",
                        path=path,
                        name=platform.name,
                        kind=kind,
                        key=repr(key),
                        other=other,
                    )
    return found


def _platform(entry: Any, number: int, classes: dict[str, list[str]], path: Path) -> Platform:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise BriefproofError("{path}: platform {number}: must be a mapping with a `name`", path=path, number=number)
    where = f"{path}: platform {number} ({entry['name']})"
    if unknown := sorted(map(str, set(entry) - _KEYS)):
        raise BriefproofError(
            "{where}: unknown key {key}; allowed: {allowed}",
            where=where,
            key=unknown[0],
            allowed=", ".join(sorted(_KEYS)),
        )
    for key in _LISTS:
        if not _is_list(entry.get(key, [])):
            raise BriefproofError(
                "{where}: {key} must be a list of non-empty strings (quote numbers)", where=where, key=key
            )
    for key in ("organisation", "site"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise BriefproofError("{where}: {key} must be a non-empty string", where=where, key=key)
    if not isinstance(entry.get("parent"), str | None):
        raise BriefproofError("{where}: parent must be a string or absent", where=where)
    if not re.fullmatch(r"https://[a-z0-9.-]+(/[\w./-]*)?", entry["site"]):
        raise BriefproofError(
            "{where}: site must be an https address, not {site}", where=where, site=repr(entry["site"])
        )
    if entry.get("openness") not in OPENNESS:
        raise BriefproofError("{where}: openness must be one of {allowed}", where=where, allowed=", ".join(OPENNESS))
    lists = {key: tuple(entry.get(key, ())) for key in _LISTS}
    if "classes" not in entry:
        lists["classes"] = tuple(classes[entry["openness"]])
    return Platform(
        name=entry["name"],
        organisation=entry["organisation"],
        parent=entry.get("parent"),
        site=entry["site"],
        openness=entry["openness"],
        **lists,
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _key(name: str) -> str:
    """Return what two spellings of one name share: width, case, spaces, hyphens and dots between parts gone."""
    return re.sub(r"[\s\-_·]+", "", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _by_key() -> dict[str, Platform]:
    return {_key(name): platform for platform in platforms() for name in platform.names}


def find(name: str) -> Platform | None:
    """Return the platform of that name or alias in any case, width and hyphenation, or None."""
    return _by_key().get(_key(name))


_GAP = r"[ \t\n\-_‑–]?"
_LATIN_END = r"(?:(?<![A-Za-z0-9])|(?![^\W_㐀-鿿])(?!\.\d))"
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
"""Keeps offsets, which str.lower does not; aliases have no other letters with case."""


def _pattern(alias: str) -> str:
    """Return a pattern for `alias`: parts joined loosely."""
    return _GAP.join(re.escape(part) for part in re.split(r"[\s\-_]+", alias))


def _either(names: set[str], after: str = "") -> re.Pattern[str]:
    """Return one pattern for all `names`, the longest first; Latin ones begin and end at a word boundary."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    latin = "|".join(_pattern(name) for name in ordered if name[0].isascii()) or r"(?!)"
    other = "|".join(_pattern(name) for name in ordered if not name[0].isascii()) or r"(?!)"
    return re.compile(rf"(?:(?<![A-Za-z0-9])(?:{latin})|{other}){_LATIN_END}{after}")


@cache
def _matchers() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Return a pattern for the lowered text, one for names in their very case, and the keys of homonyms."""
    exact = {name for platform in platforms() for name in platform.exact}
    homonyms = {name for platform in platforms() for name in platform.homonyms}
    loose = {name for platform in platforms() for name in platform.names} - exact | homonyms
    lowered = {name.translate(_LOWER) for name in loose}
    return _either(lowered), _either(exact, r"(?!-[a-z])"), frozenset(map(_key, homonyms))


def mentions(passage: str) -> tuple[Mention, ...]:
    """Return the platforms that `passage` names, in order; the longest alias wins, homonyms are left out.

    Latin names end at word boundaries ("GPT-4" is not in "GPT-40"); Han characters beside them are none.
    Full-width letters are to be folded before (`text.normalise`).
    """
    loose, exact, homonyms = _matchers()
    spans = [match.span() for match in loose.finditer(passage.translate(_LOWER))]
    spans += [match.span() for match in exact.finditer(passage)]
    found: list[Mention] = []
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        end = stop
        key = _key(passage[start:stop])
        if key not in homonyms:
            found.append(Mention(platform=_by_key()[key], words=passage[start:stop], start=start, end=stop))
    return tuple(found)
