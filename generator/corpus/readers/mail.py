"""Messages (.eml) and archives of pages (.mhtml): the part that a reader sees, without what was quoted and attached."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from generator.corpus.readers import html, metadata, plain
from generator.corpus.readers.decoding import decode
from generator.corpus.readers.reading import Reading
from generator.errors import BriefproofError

NAME = "mail"
VERSION = 3

STUB = 200
"""Characters below which the plain part of a message may only point at the other one."""
_QUOTE = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|原始邮件|转发)[\s\S]*|_{10,}\s*"
    r"|(?:on|am|le|el)\b.{5,150}\b(?:wrote|schrieb|écrit|escribió)\b.{0,80}:|在.{5,80}写道\s?[：:]",
    re.IGNORECASE,
)
"""A line from which on a message repeats another."""
_WRAPPED = re.compile(
    r"^((?:On|Am|Le|El)\b(?=.*\d).{10,150}[^\s.!?])\s?\n(.{0,60}\b(?:wrote|schrieb|écrit|escribió)\b.{0,80}:)[ \t]*$",
    re.MULTILINE,
)
"""Such a line that the program for mail broke in two."""
_DEVICE = re.compile(r"(?:Sent from my|Von meinem|Envoyé de mon|发自我的|從我的)[^.!?。！？]{2,40}", re.IGNORECASE)
"""What a telephone writes below a message."""
_FROM = re.compile(r"(?:From|Von|De|Da|发件人|寄件者|差出人)\s?[:：] ?\S")
_SENT = re.compile(
    r"(?:^|\s)(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|发送时间|日期|寄件日期|送信日時)\s?[:：]"
)
_ABOUT = re.compile(r"(?:^|\s)(?:Subject|Betreff|Objet|Asunto|Assunto|Oggetto|主题|主旨|件名)\s?[:：]")
"""Lines that open the message which Outlook repeats below an answer."""


def version() -> str:
    """Return name and version of the reader, with those of what reads its parts."""
    return f"{NAME} {VERSION}+{html.version()}+{plain.version()}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a message, or the page that an archive of one holds."""
    message = message_from_bytes(data, policy=policy.default)
    if "content-type" not in message and "from" not in message:
        raise BriefproofError("{name}: not a message (no header); give a repaired copy", name=name)
    part = _body(message)
    if part is None:
        raise BriefproofError("{name}: no text in this message; save what is attached by itself", name=name)
    decoded = decode(part.get_payload(decode=True) or b"", name, part.get_content_charset())
    stated = _stated(message)
    if part.get_content_type() == "text/html":
        reading = html.of(decoded)
        stated = {**stated, **dict(reading.metadata)}
    else:
        text, quoted = _own(decoded.text)
        reading = plain.of(text, stated, decoded)
        reading = replace(reading, dropped=(*reading.dropped, *quoted))
    reading = _without_answered(reading)
    return replace(
        reading,
        title=stated.pop("title", "") or reading.title,
        metadata=tuple(sorted(stated.items())),
        dropped=(*reading.dropped, *_attached(message)),
        reader=f"{NAME} {VERSION}+{reading.reader}",
    )


def _body(message: EmailMessage) -> EmailMessage | None:
    """Return the part that is read: the plain one, unless it is a stub beside a page."""
    words = message.get_body(preferencelist=("plain",))
    page = message.get_body(preferencelist=("html",)) or next(
        (part for part in message.walk() if part.get_content_type() == "text/html"), None
    )
    if words is None or (page is not None and len((words.get_payload(decode=True) or b"").strip()) < STUB):
        return page or words
    return words


def _stated(message: EmailMessage) -> dict[str, str]:
    """Return what the header says: of a message its day and writer, of an archive the address and the day of saving."""
    page = _header(message, "snapshot-content-location") or (
        _header(message, "content-location") if "multipart/related" in _header(message, "content-type") else ""
    )
    day = ""
    with suppress(ValueError, TypeError, IndexError):
        day = parsedate_to_datetime(_header(message, "date")).date().isoformat()
    if page:
        return metadata.known({"title": _header(message, "subject"), "url": page, "accessed": day})
    author = parseaddr(_header(message, "from"))
    return metadata.known({"title": _header(message, "subject"), "author": author[0] or author[1], "date": day})


def _header(message: EmailMessage, key: str) -> str:
    with suppress(ValueError, TypeError, IndexError, AttributeError, KeyError):  # the parser trips over odd ones
        return " ".join(str(message.get(key, "")).split())
    return ""


def _own(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what the writer of a message wrote, and what is quoted or signed in it."""
    kept: list[str] = []
    dropped: list[tuple[str, str]] = []
    lines = _WRAPPED.sub(r"\1 \2", text.replace("\r\n", "\n")).split("\n")
    quoting = False
    for number, line in enumerate(lines):
        if re.fullmatch(r"-- ?", line):
            dropped.append(("signature", " ".join(lines[number + 1 :])))
            break
        opens = _QUOTE.fullmatch(line.strip()) is not None
        if opens and not next((other for other in lines[number + 1 :] if other.strip()), "").startswith(">"):
            dropped.append(("quoted message", " ".join(lines[number:])))
            break
        if opens or line.startswith(">"):
            before = f"{dropped.pop()[1]} " if quoting else ""
            dropped.append(("quoted message", before + line))
        elif _DEVICE.fullmatch(line.strip()):
            dropped.append(("signature", line))
        else:
            kept.append(line)
        quoting = opens or line.startswith(">") or (quoting and not line.strip())
    return "\n".join(kept), dropped


def _without_answered(reading: Reading) -> Reading:
    """Return the reading up to the head of another message below the writer's own words."""
    words = [element.text for element in reading.elements]
    for at in range(1, len(words)):
        head = "\n".join(words[at : at + 6])
        if _FROM.match(words[at]) and _SENT.search(head) and _ABOUT.search(head):
            quoted = tuple(("quoted message", text) for text in words[at:])
            return replace(reading, elements=reading.elements[:at], dropped=(*reading.dropped, *quoted))
    return reading


def _attached(message: EmailMessage) -> list[tuple[str, str]]:
    return (
        [("attachment", part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]
        if (message.get_content_maintype() == "multipart" and message.get_content_subtype() != "related")
        else []
    )
