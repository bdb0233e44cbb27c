"""Front matter: what stands before the text of a file, in the dialects of the programs that write such files.

YAML between `---` (Jekyll, Docusaurus, Obsidian, Quarto; Hexo leaves out the first line), TOML between `+++` (Hugo,
Zola), JSON (Hugo, gray-matter), title blocks of pandoc, headers of MultiMarkdown and Pelican, `.. key: value` of
Nikola, `key:: value` of Logseq. A dialect is a function from a text to its mapping and the rest, None where it is
another one.

What it says of its document in whole sentences (`description`, `summary`, `why` …) is text that a site shows above the
rest, and is read as such.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from generator import yaml_text
from generator.corpus.readers import metadata
from generator.corpus.readers.reading import Element
from generator.errors import BriefproofError
from generator.language.text import UNIT, count, language, normalise

_FENCED = re.compile(
    r"\s*?(?P<fence>---|\+\+\+|;;;)(?P<kind>yaml|yml|toml|json)?[ \t]*\r?\n(?P<body>.*?\r?\n)??"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_LINE = re.compile(r"^([^\s:#：=][^:\n：=]{0,40}?)[ \t]*(?:[:=][ \t]+|：[ \t]*)(.*)$", re.MULTILINE)
_HEADER = re.compile(r"([^\W\d_][\w -]{0,30})[ \t]*(?:：|::?(?=[ \t]|$))[ \t]*(.{0,200})")
_NIKOLA = re.compile(r"\s*(?:<!--\s*\n)?((?:\.\. [\w-]+:.*\n)+)(?:-->[ \t]*\n)?")
_NESTED = ("params", "extra", "metadata")
"""Tables in which Hugo and Zola keep what is not theirs."""
_LEAD = re.compile(
    r"(?:meta_?|short_?|page_?)?(?:description|summary|excerpt|abstract|lead|intro|introduction|blurb|tagline|subtitle|"
    r"tl_?dr|desc|what)|描述|简介|摘要|导语|概述|简述|副标题",
    re.IGNORECASE,
)
"""Keys of what stands above a text as its lead; any other is the heading of what it says."""
_BESIDE = re.compile(
    r"(?:^|_)(?:alt|captions?|credits?|comments?|notes?|todo|prompt|images?|sources?|references?|citations?)(?:_|$)",
    re.IGNORECASE,
)
"""Keys of what is said of a picture, to who edits the text, or of where another value is from."""
SENTENCE = {"zh": 8, "en": 5}
"""Length of a value that can be a sentence, 字 or words, at least."""
_MARKUP = re.compile(r"[<>{}|\\`]|\]\(|https?://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A text, parted from its front matter."""

    metadata: dict[str, str]
    """The known keys."""
    said: tuple[Element, ...] = ()
    """What it says of its document in whole sentences, a paragraph for each value."""
    body: str


def split(text: str, name: str) -> Head:
    """Part a text from its front matter.

    Raises BriefproofError where the front matter marks the text as a draft, or says something else of publishing than
    a corpus knows.
    """
    text = text.removeprefix("\ufeff")
    for dialect in _DIALECTS:
        found = dialect(text)
        if found is not None:
            loaded, rest = found
            metadata.refuse_draft(loaded, name)
            known = metadata.known(_flat(loaded))
            metadata.check(known, name)
            return Head(metadata=known, said=tuple(_said(_flat(loaded), rest)), body=rest)
    return Head(metadata={}, body=text)


def _said(loaded: dict[Any, Any], body: str) -> Iterator[Element]:
    """Yield what is said in whole sentences, each once: nothing that another value or the text below says as well."""
    told = [_bare(body)]
    found = ((str(key), " ".join(normalise(value).split())) for key, value in loaded.items() if isinstance(value, str))
    sentences = [(key, words) for key, words in found if _is_said(key, words)]
    for key, words in sorted(sentences, key=lambda pair: not _LEAD.fullmatch(pair[0])):
        if not any(_bare(words) in other for other in told):
            told.append(_bare(words))
            yield Element(kind="paragraph", text=words, label="" if _LEAD.fullmatch(key) else _label(key))


def _is_said(key: str, words: str) -> bool:
    """Tell whether a value is text: one or several sentences that end, of the document and not of how it is kept."""
    own = language(words)
    return (
        not metadata.is_kept(key)
        and not _BESIDE.search(_label(key).replace(" ", "_"))
        and count(words, UNIT[own]) >= SENTENCE[own]
        and re.search(r"(?<![.…])[.。!?！？][”’」』）)\"']*$", words) is not None
        and not _MARKUP.search(words)
    )


def _label(key: str) -> str:
    """Return a key as a heading: “time required” of `timeRequired`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", key).strip().lower()


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _flat(loaded: dict[Any, Any]) -> dict[Any, Any]:
    inner = [loaded[key] for key in _NESTED if isinstance(loaded.get(key), dict)]
    return {key: value for one in (*reversed(inner), loaded) for key, value in one.items()}


def _fenced(text: str) -> tuple[dict[Any, Any], str] | None:
    match = _FENCED.match(text)
    if not match or not match["body"] or len(match["body"]) > metadata.MAX_BYTES:
        return None
    body = match["body"]
    kind = match["kind"] or {"---": "yaml", "+++": "toml", ";;;": "json"}[match["fence"]]
    loaded = _LOADERS[kind](body)
    if not isinstance(loaded, dict):
        loaded = {key: value.strip().strip("\"'") for key, value in _LINE.findall(body)}
    return (loaded, text[match.end() :]) if loaded else None


def _yaml(body: str) -> Any:
    with suppress(BriefproofError):
        return yaml_text.load(body, "front matter")
    return None


def _toml(body: str) -> Any:
    import tomllib

    with suppress(ValueError, RecursionError):
        return tomllib.loads(body.replace("\r\n", "\n"))
    return None


def _json(body: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(body if body.lstrip().startswith("{") else "{" + body + "}")
    return None


_LOADERS: dict[str, Callable[[str], Any]] = {"yaml": _yaml, "yml": _yaml, "toml": _toml, "json": _json}


def _object(text: str) -> tuple[dict[Any, Any], str] | None:
    """Read a JSON object with which a text begins (Hugo)."""
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "{" or not re.match(r"\{\s*\"", text[start:]):
        return None
    with suppress(ValueError, RecursionError):
        loaded, end = json.JSONDecoder().raw_decode(text, start)
        rest = text[end:]
        if isinstance(loaded, dict) and rest.strip() and not rest.split("\n", 1)[0].strip():
            return loaded, rest
    return None


def _title_block(text: str) -> tuple[dict[Any, Any], str] | None:
    """Read up to three lines that begin with %: title, authors and date (pandoc)."""
    lines = text.split("\n")
    fields: list[str] = []
    position = 0
    while position < len(lines) and len(fields) < 4:
        line = lines[position].rstrip()
        if re.match(r"%(?:\s|$)", line):
            fields.append(line[1:].strip())
        elif fields and re.match(r"\s+\S", line):
            fields[-1] += ("; " if len(fields) == 2 else " ") + line.strip()
        else:
            break
        position += 1
    if not fields or len(fields) > 3 or (position < len(lines) and lines[position].strip()):
        return None
    title, authors, date = (*fields, "", "")[:3]
    names = [author.strip() for author in authors.split(";") if author.strip()]
    return {"title": title, "author": names, "date": date}, "\n".join(lines[position:])


def _nikola(text: str) -> tuple[dict[Any, Any], str] | None:
    match = _NIKOLA.match(text)
    if not match:
        return None
    pairs = re.findall(r"^\.\. ([\w-]+):[ \t]*(.*)$", match[1], re.MULTILINE)
    return (dict(pairs), text[match.end() :]) if any(map(metadata.is_known, dict(pairs))) else None


def _header(text: str) -> tuple[dict[Any, Any], str] | None:
    """Read lines `Key: value` down to the first empty line; Hexo ends them with ---, Logseq writes two colons."""
    lines = text.split("\n")
    found: dict[str, str] = {}
    last, position = "", 0
    while position < len(lines) and lines[position].strip():
        line = lines[position].rstrip()
        match = _HEADER.fullmatch(line)
        if match:
            last = match[1].strip()
            found[last] = match[2].strip()
        elif last and re.match(r"[ \t]+\S|- ", line):
            found[last] += " " + line.strip()
        elif found and re.fullmatch(r"-{3,}", line):
            exact = _yaml("\n".join(lines[:position]))
            found = exact if isinstance(exact, dict) else found
            position += 1
            break
        else:
            return None
        position += 1
    keys = list(map(str, found))
    if not keys or not metadata.is_known(keys[0]) or 2 * sum(map(metadata.is_known, keys)) < len(keys):
        return None
    return found, "\n".join(lines[position:])


_DIALECTS = (_fenced, _object, _title_block, _nikola, _header)
