"""Bytes to text: byte order marks, UTF-8, and the encodings that older Chinese files use."""

import codecs

from generator.errors import BriefproofError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
"""Bytes looked at to tell text from binary data."""
_LEGACY = ("gb18030", "big5", "cp1252")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of a file; raises BriefproofError for an empty or a binary one.

    Order: byte order mark, the encoding that the file declares, UTF-8, then GB 18030, Big5 and Windows-1252,
    the first that fits without an error and without control characters.
    """
    if not data.strip():
        raise BriefproofError(f"{name}: empty file; remove it or put text into it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(data.decode(encoding, errors="replace"), name)
    if b"\x00" in data[:_SAMPLE]:
        raise BriefproofError(f"{name}: binary data, not text; give it the ending of what it is")
    for encoding in (declared, "utf-8", *_LEGACY):
        if not encoding:
            continue
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding in _LEGACY and _control_share(text) > 0.01:
            continue
        return _clean(text, name)
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") > 0.1 * len(text):
        raise BriefproofError(f"{name}: not text in a known encoding; save it as UTF-8")
    return _clean(text, name)


def _clean(text: str, name: str) -> str:
    if _control_share(text) > 0.05:
        raise BriefproofError(f"{name}: binary data, not text; give it the ending of what it is")
    return text.lstrip("\ufeff")


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    odd = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\x0b\x1b")
    odd += sum(1 for character in sample if "\x7f" <= character <= "\x9f" and character != "\x85")
    return odd / max(1, len(sample))
