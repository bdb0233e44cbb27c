"""Transcripts with times (.srt, .vtt): their words as running text, a paragraph for each speaker or silence."""

import html
import re
from collections.abc import Callable

from generator.corpus.readers.decoding import decode
from generator.corpus.readers.joining import join
from generator.corpus.readers.reading import Builder, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError

NAME = "subtitles"
VERSION = 2

PAUSE = 4.0
"""Seconds of silence after which a paragraph begins."""
ROLLS = 0.5
"""Seconds between two captions of which the second repeats the end of the first."""
LONGEST = 600
"""Characters after which a paragraph ends with its sentence."""
_TIMES = re.compile(
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[\w.]*)?\s+([^>]+)>")
_NAMED = re.compile(r"(?:>>\s*|-\s+)?([^\W\d_][\w .'’-]{0,40}?)\s?[:：]\s+(?=\S)")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<[\d:.]+>|\{\\[^}]*\}")
_NOISE = re.compile(r"^\s*(?:\[[^\]]*\]|\([^)]*\)|♪.*♪?|[♪#\s]+)\s*$")
_END = re.compile(r"[.。!！?？…][”’」』）)\"']*$")


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a transcript; who speaks stands above the words as a heading would, where the file says it."""
    decoded = decode(data, name)
    text = decoded.text
    builder = Builder()
    cues = [cue for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
            if (cue := _cue(block, builder))]  # fmt: skip
    if not cues:
        raise BriefproofError(f"{name}: no line with times (00:01 --> 00:02); give a transcript, or save it as .txt")
    for speaker, words in _paragraphs(cues):
        builder.add("paragraph", words, label=speaker)
    return finish(builder, reader=version(), metadata={}, damaged=unreadable(text), decoded=decoded)


def _cue(block: str, builder: Builder) -> tuple[float, float, str, str] | None:
    """Return start and end in seconds, speaker and words of a block of lines, None for one that is no cue."""
    lines = block.strip().split("\n")
    at = next((number for number, line in enumerate(lines[:2]) if _TIMES.search(line)), None)
    if at is None or lines[0].startswith(("NOTE", "STYLE", "REGION")):
        return None
    times = _TIMES.search(lines[at])
    voice, words = "", ""
    for line in lines[at + 1 :]:
        spoken = _VOICE.search(line)
        voice = spoken[1].strip() if spoken else voice
        line = html.unescape(_TAG.sub("", line)).strip()
        if _NOISE.match(line):
            builder.drop("sound", line)
            continue
        named = None if voice else _NAMED.match(line)
        if named and (named[1][0].isupper() or not named[1].isascii()):
            voice, line = named[1], line[named.end() :]
        words = join(words, line) if words else line
    return (_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), voice, words) if words else None


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return 3600 * int(hours) + 60 * int(minutes) + int(seconds) + float(f"0.{fraction}")


def _paragraphs(cues: list[tuple[float, float, str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    before, shown = 0.0, ""
    for start, end, voice, words in cues:
        if words == shown or (found and found[-1][1].endswith(words) and start - before < PAUSE):
            before = end  # captions that roll repeat the line above
            continue
        shown, words = words, _unrolled(shown, words) if start - before < ROLLS else words
        speaker = voice or (found[-1][0] if found else "")
        full = found and len(found[-1][1]) > LONGEST and _END.search(found[-1][1])
        if not found or speaker != found[-1][0] or full or (start - before > PAUSE and _END.search(found[-1][1])):
            found.append((speaker, words))
        else:
            found[-1] = (speaker, join(found[-1][1], words))
        before = end
    return found


def _unrolled(shown: str, words: str) -> str:
    """Return what is new of a caption whose first words, three or more, end the one before it."""
    old, new = shown.split(" "), words.split(" ")
    for size in range(min(len(old), len(new) - 1), 2, -1):
        if old[-size:] == new[:size]:
            return " ".join(new[size:])
    return words
