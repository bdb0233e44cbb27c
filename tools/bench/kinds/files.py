# ruff: noqa: E501
"""Kinds of files: the same three sentences in each, with something that is not to be read; others are named."""

import json
from collections.abc import Iterator

from tests.helpers import office
from tests.helpers.office import paragraph, shape
from tools.bench.kinds import Case

TITLE = "kinds of files"

_A = "The ferry to Lindau leaves the harbour every hour."
_B = "The ticket is sold on board by the crew."
_C = "The boats are washed in the yard at night."
_GONE = "The old ticket was sold in the town hall."
_TEXTS = {
    "a.txt": f"{_A} {_B}\n\n{_C}\n",
    "a.text": f"{_A} {_B}\n\n{_C}\n",
    "a.md": f"# Ferries\n\n{_A} {_B} ~~{_GONE}~~\n\n{_C}\n",
    "a.mdx": f"import Tabs from '@theme/Tabs'\n\n# Ferries\n\n{{/* {_GONE} */}}\n\n{_A} {_B}\n\n<Tabs>\n\n{_C}\n\n</Tabs>\n",
    "a.qmd": f"---\ntitle: Ferries\n---\n\n{_A} {_B}\n\n::: {{.callout-note}}\n{_C}\n:::\n",
    "a.html": f"<title>Ferries</title><main><p>{_A} {_B}<del>{_GONE}</del></p><p>{_C}</p></main>",
    "a.xhtml": f"<?xml version='1.0'?><html><body><main><p>{_A} {_B}</p><p>{_C}</p></main></body></html>",
    "a.rst": f"Ferries\n=======\n\n{_A} {_B}\n\n.. {_GONE}\n\n.. note:: {_C}\n",
    "proposal.rst": f"PEP: 9999\nTitle: Ferries\nAuthor: Anna Berg\nCreated: 14-Jul-2000\n\n{_A} {_B} [#n]_\n\n{_C}\n",
    "a.adoc": f"= Ferries\n\n{_A} {_B}\n\n// {_GONE}\n\nNOTE: {_C}\n",
    "a.ipynb": json.dumps(
        {"cells": [{"cell_type": "markdown", "source": f"{_A} {_B}"}, {"cell_type": "markdown", "source": [_C]}]}
    ),
    "a.srt": f"1\n00:00:01,000 --> 00:00:03,000\nThe ferry to Lindau leaves\nthe harbour every hour.\n\n2\n00:00:03,000 --> "
    f"00:00:04,000\n{_B}\n\n3\n00:01:03,000 --> 00:01:04,000\n{_C}\n",
    "a.vtt": f"WEBVTT\n\nNOTE {_GONE}\n\n00:01.000 --> 00:03.000\n<v Anna>{_A}\n\n00:03.000 --> 00:04.000\n<v Anna>{_B}\n\n"
    f"00:05.000 --> 00:09.000\n<v Otto>{_C}\n",
    "rolling.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\nThe ferry to Lindau leaves\n\n00:03.000 --> 00:05.000\nThe ferry to Lindau leaves\n"
    f"the harbour every hour.\n\n00:05.000 --> 00:09.000\nthe harbour every hour.\n{_B}\n\n01:09.000 --> 01:12.000\n{_C}\n",
    "a.eml": f"From: Anna Berg <a@example.org>\nSubject: Ferries\nContent-Type: text/plain; charset=utf-8\n\n{_A} {_B}\n\n{_C}\n\n"
    f"On Mon, 6 Nov 2023, Otto Lind wrote:\n> {_GONE}\n",
    "quoted.txt": "> The ferry to Lindau leaves the harbour\n> every hour. The ticket is sold on board\n> by the crew.\n>\n"
    "> The boats are washed in the yard at\n> night.\n",
    "turns.srt": f"1\n00:00:01,000 --> 00:00:03,000\n- The ferry to Lindau leaves the harbour every hour\n- {_B} [applause]\n\n2\n"
    f"00:00:03,000 --> 00:00:04,000\n[music playing] {_C}\n",
    "outlook.eml": f"From: Anna Berg <a@example.org>\nSubject: Ferries\nContent-Type: text/plain; charset=utf-8\n\n{_A} {_B}\n\n{_C}\n\n"
    f"Sent from my iPhone\n\nFrom: Otto Lind <o@example.org>\nSent: Monday, 6 November 2023\nTo: Anna\nSubject: Ferries\n\n{_GONE}\n",
    "outlook-page.eml": f"From: Anna Berg <a@example.org>\nSubject: Ferries\nContent-Type: text/html; charset=utf-8\n\n<p>{_A} {_B}</p><p>{_C}</p>"
    f"<div><p><b>Von:</b> Otto Lind<br><b>Gesendet:</b> Montag<br><b>An:</b> Anna<br><b>Betreff:</b> Boote</p></div><p>{_GONE}</p>",
    "below.eml": f"From: Anna Berg <a@example.org>\nSubject: Ferries\nContent-Type: text/plain; charset=utf-8\n\n{_A} {_B}\n\n"
    f"On Mon, 6 Nov 2023 at 09:00, Otto Lind of the harbour\n<o@example.org> wrote:\n> {_GONE}\n\n{_C}\n",
    "gmail.eml": f"From: Anna Berg <a@example.org>\nSubject: Ferries\nContent-Type: text/html; charset=utf-8\n\n<p>{_A} {_B}</p><p>{_C}</p>"
    f"<div class='gmail_quote'><div class='gmail_attr'>Otto wrote:</div><p>{_GONE}</p></div>",
    "a.mhtml": "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/f\nSubject: Ferries\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; boundary="M"\n\n--M\nContent-Type: text/html; charset=utf-8\n\n'
    f"<main><p>{_A} {_B}</p><p>{_C}</p></main>\n--M--\n",
}
_DOCX = paragraph("Ferries", "T") + paragraph(f"{_A} {_B}") + paragraph(_GONE, marks="<w:strike/>") + paragraph(_C)
_ODT = (
    f"<tracked-changes><deletion><p>{_GONE}</p></deletion></tracked-changes><p>{_A} {_B}</p><list><list-item><p>{_C}</p>"
    "</list-item></list>"
)
_FILES = {
    "a.docx": office.docx(_DOCX),
    "a.pptx": office.pptx(shape("Ferries", kind="title") + shape(f"{_A} {_B}", _C), "!" + shape(_GONE)),
    "a.odt": office.odt(_ODT),
    "a.epub": office.epub(f"<h1>Ferries</h1><p>{_A} {_B}</p>", f"<p hidden>{_GONE}</p><p>{_C}</p>"),
}
_ROWS = ("ort: Lindau | boats: 12", "ort: Bregenz | boats: 7")
_NAMED = ("a.doc", "a.ppt", "a.xls", "a.rtf", "a.zip", "a.tex", "a.org", "a.json", "a.xml", "a.png", "a", "a.tar.gz")


def cases() -> Iterator[Case]:
    """Yield each kind of file, those that are broken, and those of kinds that are not read."""
    for file, text in _TEXTS.items():
        yield Case(name=file, file=file, data=text.encode(), sentences=(_A, _B, _C))
    for file, data in _FILES.items():
        yield Case(name=file, file=file, data=data, sentences=(_A, _B, _C))
        yield Case(name=f"{file}, cut off", file=file, data=data[: len(data) // 2], holds=("not to be read",))
        yield Case(name=f"{file}, of text", file=file, data=_A.encode(), holds=("not to be read",))
    sheet = office.xlsx({"Ports": [["port", "boats"], ["Lindau", "12"], ["Bregenz", "7"]]}, hidden=())
    yield Case(name="a.xlsx", file="a.xlsx", data=sheet, holds=_ROWS)
    for file, mark in (("a.csv", ","), ("semicolons.csv", ";"), ("a.tsv", "\t")):
        rows = (f"port{mark}boats", f"Lindau{mark}12", f"Bregenz{mark}7")
        yield Case(name=file, file=file, data="\n".join(rows).encode(), holds=_ROWS)
    for file in _NAMED:
        yield Case(name=f"{file}, named", file=file, data=_A.encode(), holds=("not to be read",))
