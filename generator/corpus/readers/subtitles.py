"""Transcripts with times (.srt, .vtt): their words as running text, a paragraph for each speaker or silence."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.corpus.readers.decoding import decode
from generator.corpus.readers.joining import join
from generator.corpus.readers.reading import Builder, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError
from generator.language.text import normalise

NAME = "subtitles"
VERSION = 4

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
_SOUND = re.compile(
    r"(?:(?:^|(?<=^- )|(?<=^-)|(?<=[.!?。！？] ))(?P<first>{0}) ?|(?<=[.!?。！？,，\w]) ?(?P<last>{0})$)".format(
        r"\[(?!\s*_|inaudible|unclear|indistinct|crosstalk|听不清)[^\W\d_][^\]\d]{0,40}\]|【[^】]{1,20}】"
    ),
    re.IGNORECASE,
)
"""A sound told in brackets at the edge of a line or sentence, where nothing of the words is missing."""
_TURN = re.compile(r"(?:[-–] ?|>> ?)(?=[\"“¿¡A-Z]|[^\x00-\x7f–])")
"""A dash at the start of a line with which another person begins."""
_END = re.compile(r"[.。!！?？…][”’」』）)\"']*$")


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a transcript; each caption knows its time. Who speaks stands above the words, where the file says it."""
    decoded = decode(data, name)
    text = decoded.text
    builder = Builder()
    cues = [cue for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
            if (told := _cue(block, builder)) for cue in _turns(told)]  # fmt: skip
    if not cues:
        raise BriefproofError(
            "{name}: no line with times (00:01 --> 00:02); give a transcript, or save it as .txt", name=name
        )
    for paragraph in _paragraphs(cues):
        builder.add("paragraph", paragraph.words, label=paragraph.speaker, pages=tuple(paragraph.times))
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
        for sound in _SOUND.finditer(line):
            builder.drop("sound", sound["first"] or sound["last"])
        line = _SOUND.sub("", line)
        named = None if voice else _NAMED.match(line)
        if named and (named[1][0].isupper() or not named[1].isascii()):
            voice, line = named[1], line[named.end() :]
        elif _TURN.match(line):
            words, line = f"{words}\n", _TURN.sub("", line)
        words = join(words, line) if words.strip() and not words.endswith("\n") else words + line
    words = "\n".join(" ".join(part.split()) for part in normalise(words).split("\n"))
    return (_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), voice, words) if words.strip() else None


def _turns(cue: tuple[float, float, str, str]) -> Iterator[tuple[float, float, str, str]]:
    """Yield what each of several people says in a caption; a line end leads the words of one who begins."""
    start, end, voice, words = cue
    first, *others = words.split("\n")
    yield from ((start, end, voice, part) for part in (first, *(f"\n{other}" for other in others)) if part.strip())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return 3600 * int(hours) + 60 * int(minutes) + int(seconds) + float(f"0.{fraction}")


@dataclass(slots=True)
class _Paragraph:
    speaker: str
    words: str = ""
    times: list[tuple[int, str]] = field(default_factory=list)
    """(character offset into the words, time as the name of a place) of each caption."""

    def add(self, words: str, seconds: float) -> None:
        self.words = join(self.words, words) if self.words else words
        whole = int(seconds)
        time = f"at {whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
        self.times.append((len(self.words) - len(words), time))


def _paragraphs(cues: list[tuple[float, float, str, str]]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    before, shown = 0.0, ""
    for start, end, voice, words in cues:
        if words.lstrip("\n") == shown or (found and found[-1].words.endswith(words) and start - before < PAUSE):
            before = end  # captions that roll repeat the line above
            continue
        turn, words = words.startswith("\n"), words.lstrip("\n")
        shown, words = words, _unrolled(shown, words) if start - before < ROLLS else words
        speaker = voice or (found[-1].speaker if found else "")
        full = found and len(found[-1].words) > LONGEST and _END.search(found[-1].words)
        ended = found and start - before > PAUSE and _END.search(found[-1].words)
        if not found or speaker != found[-1].speaker or full or ended or turn:
            found.append(_Paragraph(speaker))
        found[-1].add(words, start)
        before = end
    return found


def _unrolled(shown: str, words: str) -> str:
    """Return what is new of a caption whose first words, three or more, end the one before it."""
    old, new = shown.split(" "), words.split(" ")
    for size in range(min(len(old), len(new) - 1), 2, -1):
        if old[-size:] == new[:size]:
            return " ".join(new[size:])
    return words
