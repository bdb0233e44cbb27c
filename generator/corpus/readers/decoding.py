"""Bytes to text: what the file says of its encoding, where that reads well, else the encoding that reads best."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.corpus.readers import legibility
from generator.errors import BriefproofError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
"""Bytes looked at to tell text from binary data."""
_SCORED = 6_000
"""Bytes from which an encoding is told."""
CLOSE = 10.0
"""Bits by which a reading must be better than any other that differs, or the document is marked. Set by hand."""
TRUST = 20.0
"""Bits by which a declared encoding may read worse than the best one and still be believed."""

_CANDIDATES: dict[str, tuple[tuple[str, ...], float]] = {
    "gb18030": (("chinese",), 0.0),
    "big5hkscs": (("chinese",), 0.0),
    "cp950": (("chinese",), 1.0),
    "cp932": (("japanese",), 0.0),
    "euc-jp": (("japanese",), 2.0),
    "cp949": (("korean",), 0.0),
    "cp1252": (("latin",), 0.0),
    "cp1251": (("russian",), 0.0),
    "cp1250": (("latin",), 3.0),
    "koi8-r": (("russian",), 3.0),
    "cp1253": (("greek",), 3.0),
    "cp1254": (("latin",), 4.0),
    "iso8859-2": (("latin",), 5.0),
    "iso8859-15": (("latin",), 5.0),
    "iso8859-5": (("russian",), 6.0),
    "cp866": (("russian",), 6.0),
    "mac-roman": (("latin",), 6.0),
    "cp850": (("latin",), 8.0),
}
"""Encoding → the languages it is used for, and how seldom it is met, in bits."""
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso88591": "cp1252",
    "iso_8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252", "windows-1252": "cp1252",
    "x-cp1252": "cp1252", "ansi_x3.4-1968": "cp1252", "cp819": "cp1252", "ibm819": "cp1252",
    "gb2312": "gb18030", "gb_2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "cp936": "gb18030", "gb18030": "gb18030", "chinese": "gb18030", "csgb2312": "gb18030", "iso-ir-58": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "csbig5": "big5hkscs",
    "x-x-big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "cp950",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "csshiftjis": "cp932", "ms932": "cp932", "x-euc-jp": "euc-jp",
    "cseucpkdfmtjapanese": "euc-jp",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "korean": "cp949", "ksc5601": "cp949",
    "ksc_5601": "cp949", "windows-949": "cp949", "cseuckr": "cp949", "iso-ir-149": "cp949",
    "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874", "iso-8859-9": "cp1254", "latin5": "cp1254",
    "macintosh": "mac-roman", "x-mac-roman": "mac-roman", "mac": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
    "koi8": "koi8-r", "koi": "koi8-r", "koi8_r": "koi8-r", "koi8-u": "koi8-u", "koi8-ru": "koi8-u",
    "unicode-1-1-utf-8": "utf-8", "utf8": "utf-8", "x-unicode20utf8": "utf-8", "hz-gb-2312": "hz",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8", "ucs-2": "utf-8",
}  # fmt: skip
"""Label → encoding, where browsers take more or another than Python's codec of that name (WHATWG Encoding, 4.2). A page
whose bytes spell a label in ASCII is no UTF-16."""
_SHIFTED = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b[$(][@BIJ(]"), "iso2022_jp_ext"),
    (re.compile(rb"~\{(?:[!-}][!-~]){2,}"), "hz"),
)
"""Encodings that write everything in ASCII bytes, by the marks with which they shift."""
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TAG = re.compile(rb"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file and how it was found."""

    text: str
    encoding: str
    """Name of the encoding as Python has it: "utf-8", "big5hkscs"."""
    found: str
    """"declared", "bom", "utf-8" or "scored"."""
    doubtful: bool = False
    """True where another encoding reads nearly as well: figures of the text must not be quoted."""


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    encoding: str
    bits: float


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Return the text of a file; raises BriefproofError for an empty or a binary one, or one in no known encoding.

    Order: byte order mark, the encoding that the file declares where its bytes read well in it, UTF-8, then the
    encoding in which they read best.
    """
    if not data.strip():
        raise BriefproofError("{name}: empty file; remove it or put text into it", name=name)
    found = _marked(data) or _wide(data, name) or _shifted(data) or _told(data, declared, name)
    if _control_share(found.text) > 0.05:
        raise BriefproofError("{name}: binary data, not text; give it the ending of what it is", name=name)
    return found


def _marked(data: bytes) -> Decoded | None:
    """Return the text of a file that starts with a byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace").lstrip("\ufeff")
            return Decoded(text=text, encoding=encoding, found="bom")
    return None


def _wide(data: bytes, name: str) -> Decoded | None:
    """Return the text of UTF-16 or UTF-32 without a mark; raises BriefproofError for other data with null bytes."""
    if b"\x00" not in data[:_SAMPLE]:
        return None
    readings = []
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        size = int(encoding[4:6]) // 8
        try:
            text = data[: len(data) // size * size].decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:1000]
        bits = legibility.bits(sample, tuple(legibility.TONGUES))
        readings.append(_Reading(text, encoding, bits / max(1, len(sample))))
    readings.sort(key=lambda reading: reading.bits)
    # a page or line of any language costs less than 14 bits a character; random pairs of bytes cost more
    if not readings or readings[0].bits > 14 or "\x00" in readings[0].text:
        raise BriefproofError("{name}: binary data, not text; give it the ending of what it is", name=name)
    return Decoded(text=readings[0].text.lstrip("\ufeff"), encoding=readings[0].encoding, found="scored")


def _shifted(data: bytes) -> Decoded | None:
    if not data.isascii():
        return None
    for mark, encoding in _SHIFTED:
        if mark.search(data):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            sample = "".join(character for character in text if not character.isascii())[:500]
            tongues = ("chinese", "japanese", "korean")
            if sample and legibility.bits(sample, tongues) < 13 * len(sample):
                return Decoded(text=text, encoding=encoding, found="scored")
    return None


def _told(data: bytes, declared: str | None, name: str) -> Decoded:
    """Return the text of a file by what it declares, or in UTF-8, or as it reads best."""
    label = _codec(declared)
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and (label in (None, "utf-8") or data.isascii()):
        return Decoded(text=utf8, encoding="utf-8", found="declared" if label == "utf-8" else "utf-8")
    sample = _sample(data)
    readings = sorted(_readings(data, sample, label, utf8), key=lambda reading: reading.bits)
    torn = None if utf8 is not None else _torn(data)
    if torn and (label in (None, "utf-8") or not readings):
        return torn
    if not readings:
        raise BriefproofError("{name}: not text in a known encoding; save it as UTF-8", name=name)
    best = readings[0]
    said = next((reading for reading in readings if reading.encoding == label), None)
    if said and said.bits <= best.bits + TRUST:
        return Decoded(text=_whole(data, said.encoding), encoding=said.encoding, found="declared")
    if best.encoding == "utf-8":
        return Decoded(text=_whole(data, "utf-8"), encoding="utf-8", found="utf-8")
    rival = next((reading for reading in readings[1:] if reading.text != best.text), None)
    close = rival is not None and rival.bits < best.bits + CLOSE
    return Decoded(text=_whole(data, best.encoding), encoding=best.encoding, found="scored", doubtful=close)


def _codec(label: str | None) -> str | None:
    """Return the encoding that a label means to a browser, None for none or an unknown one."""
    wanted = (label or "").strip().lower()
    try:
        encoding = codecs.lookup(_LABELS.get(wanted, wanted)).name if wanted else None
    except LookupError:
        return None
    return next((name for name in _CANDIDATES if encoding and codecs.lookup(name).name == encoding), encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, AssertionError):
        return None


def _readings(data: bytes, sample: bytes, label: str | None, utf8: str | None) -> Iterator[_Reading]:
    """Yield what the sample is in each encoding in which the whole is valid; the better one of two kinds of Big5."""
    tried = {**({"utf-8": (tuple(legibility.TONGUES), -20.0)} if utf8 is not None else {}), **_CANDIDATES}
    if label and label not in tried and label != "utf-8":
        tried[label] = (tuple(legibility.TONGUES), 0.0)
    for encoding, (tongues, prior) in tried.items():
        if not _nearly(data[: 1 << 20], encoding):
            continue
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        yield _Reading(text, encoding, legibility.bits(text, tongues) + prior)
    if len(data) <= _SCORED and len(data) % 2 == 0:  # longer texts in UTF-16 hold line ends, which hold null bytes
        for encoding in ("utf-16-le", "utf-16-be"):
            if (text := _strict(data, encoding)) is not None:
                yield _Reading(text, encoding, legibility.bits(text, ("chinese", "japanese", "korean")) + 8.0)


def _nearly(data: bytes, encoding: str) -> bool:
    """Tell whether bytes are an encoding but for one character in a thousand: files get cut and pasted."""
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeDecodeError):
        return False
    return text.count("\ufffd") * 1000 <= len(text) or text.find("\ufffd") >= len(text) - 2


def _whole(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace").lstrip("\ufeff")


def _torn(data: bytes) -> Decoded | None:
    """Return the text of UTF-8 with some bytes of another encoding, or cut in a character; None for other data.

    Stray bytes are taken for Windows-1252, what most of them are; a text with any is in doubt.
    """
    good = sum(len(match[0]) - 1 for match in _MULTIBYTE.finditer(data))
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    if good < 2 * bad or good < 4:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return Decoded(text=data[: error.start].decode("utf-8").lstrip("\ufeff"), encoding="utf-8", found="utf-8")
    text = data.decode("utf-8", errors="briefproof-stray")
    return Decoded(text=text.lstrip("\ufeff"), encoding="utf-8", found="utf-8", doubtful=True)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("briefproof-stray", _stray)


def _sample(data: bytes) -> bytes:
    """Return lines without tags, those with other characters than ASCII first, up to `_SCORED` bytes."""
    lines, size = [], 0
    for line in sorted(_TAG.sub(b" ", data[: 1 << 20]).split(b"\n"), key=bytes.isascii):
        lines.append(line[: _SCORED - size])
        size += len(lines[-1]) + 1
        if size >= _SCORED:
            break
    return b"\n".join(lines) + b"\n"


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    odd = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\x0b\x1b")
    odd += sum(1 for character in sample if "\x7f" <= character <= "\x9f" and character != "\x85")
    return odd / max(1, len(sample))
