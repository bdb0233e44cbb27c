"""Excel's .xlsx: row by row, each value behind the name of its column; without hidden sheets, rows and columns."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from generator.corpus.locators import quoted
from generator.corpus.readers import metadata
from generator.corpus.readers.office import drawing, package
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import collected
from generator.corpus.readers.tables import headed

NAME = "xlsx"
VERSION = 4

LONGEST = 2000
"""Characters of hidden columns that are recorded."""
MOST_COLUMNS = 500
"""Columns that are read of a sheet."""
_DATES = frozenset((14, 15, 16, 17, 22, 27, 30, 36, 50, 57))
"""Built-in formats that show a day (ECMA-376, 18.8.30)."""
_PERCENT = frozenset((9, 10))
_CURRENCY = re.compile(r"[$€£¥₹₩]")
_MAIN = "xl/workbook.xml"


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a workbook; each row knows its sheet and number, a sheet is a heading."""
    archive = package.opened(data, name)
    main = archive.first("", "officeDocument", _MAIN)
    parts = archive.related(main)
    book = archive.tree(main)
    by_kind = dict(parts.values())
    shared = [_rich(item) for item in archive.optional(by_kind.get("sharedStrings", ""))]
    values = _Values(shared, _formats(archive.optional(by_kind.get("styles", ""))), _first_day(book))
    builder = Builder()
    for sheet in book.iter("sheet"):
        kind, path = parts.get(sheet.get("id", ""), ("", ""))
        if kind != "worksheet":
            continue
        if sheet.get("state", "visible") != "visible":
            builder.drop("hidden sheet", sheet.get("name", ""))
            continue
        _sheet(builder, sheet.get("name", ""), archive.tree(path), values)
    found = metadata.known(package.facts(archive.optional("docProps/core.xml")))
    return collected(builder, reader=version(), metadata=found, damaged=builder.unreadable())


def _sheet(builder: Builder, name: str, root: Element, values: "_Values") -> None:
    builder.add("heading", name, level=1)
    numbers: list[int] = []
    rows: list[list[str]] = []
    hidden = _hidden_columns(root)
    unseen: list[str] = []
    for position, row in enumerate(root.iter("row"), 1):
        unseen += [values.text(cell) for number, cell in _numbered(row) if number in hidden]
        texts = [text for number, text in enumerate(values.row(row), 1) if number not in hidden]
        if row.get("hidden", "0") not in drawing.OFF or _zero(row.get("ht")):
            builder.drop("hidden row", " | ".join(filter(None, texts)))
        elif any(texts):
            numbers.append(int(row.get("r", position)))
            rows.append(texts)
    builder.drop("hidden columns", " | ".join(filter(None, unseen))[:LONGEST])
    for position, head, row in headed(rows):
        builder.row(head, row, pages=((0, f"sheet {quoted(name)}, row {numbers[position]}"),))


def _zero(size: str | None) -> bool:
    """Tell whether a row's height or a column's width is given as nothing."""
    return size is not None and re.fullmatch(r"0+(?:\.0*)?", size) is not None


def _hidden_columns(root: Element) -> set[int]:
    found: set[int] = set()
    for column in root.iter("col"):
        if column.get("hidden", "0") not in drawing.OFF or _zero(column.get("width")):
            found.update(range(int(column.get("min", "1")), min(int(column.get("max", "1")), MOST_COLUMNS) + 1))
    return found


def _formats(root: Element) -> list[str]:
    """Return, for each style of a cell, "date", "percent", "gone" (struck out, not shown), a sign of currency or ""."""
    codes = {fmt.get("numFmtId"): fmt.get("formatCode", "") for fmt in root.iter("numFmt")}
    cells = root.find("cellXfs")
    fonts = root.find("fonts")
    struck = [drawing.on(font, "strike") for font in (() if fonts is None else fonts)]
    return [
        "gone" if _of(struck, style.get("fontId", "0")) else _format(style.get("numFmtId", "0"), codes)
        for style in (() if cells is None else cells)
    ]


def _of(found: list[bool], number: str) -> bool:
    return number.isdigit() and int(number) < len(found) and found[int(number)]


def _format(number: str, codes: dict[str | None, str]) -> str:
    if number in codes:
        if not codes[number].strip(";"):
            return "gone"  # ;;; shows nothing
        code = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", codes[number])
        bare = re.sub(r"\"[^\"]*\"|\\.|\[[^\]]*\]", "", code)
        if "%" in bare:
            return "percent"
        if re.search(r"[yd]|mmm", bare, re.IGNORECASE):
            return "date"
        sign = _CURRENCY.search(code)
        return sign[0] if sign else ""
    if number.isdigit() and int(number) in _DATES:
        return "date"
    return "percent" if number.isdigit() and int(number) in _PERCENT else ""


def _first_day(book: Element) -> datetime:
    properties = book.find("workbookPr")
    later = properties is not None and properties.get("date1904", "0") not in drawing.OFF
    return datetime(1904, 1, 1, tzinfo=UTC) if later else datetime(1899, 12, 30, tzinfo=UTC)


def _rich(item: Element) -> str:
    """Return the text of a cell without the runs that are struck out and without readings of characters."""
    pieces = []
    for child in item:
        if child.tag == "t":
            pieces.append(child.text or "")
        elif child.tag == "r" and not drawing.on(child.find("rPr"), "strike"):
            pieces.append("".join(text.text or "" for text in child.iter("t")))
    return " ".join("".join(pieces).split())


class _Values:
    """What the cells of a workbook show."""

    def __init__(self, shared: list[str], formats: list[str], first: datetime) -> None:
        self.shared, self.formats, self.first = shared, formats, first

    def row(self, row: Element) -> list[str]:
        texts: list[str] = []
        for number, cell in _numbered(row):
            if number <= MOST_COLUMNS:
                texts += [""] * (number - len(texts))
                texts[number - 1] = self.text(cell)
        return texts

    def text(self, cell: Element) -> str:
        """Return what a cell shows: its text, its day, its number with % or currency."""
        kind, style = cell.get("t", "n"), cell.get("s", "0")
        if (self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else "") == "gone":
            return ""
        if kind == "inlineStr":
            inline = cell.find("is")
            return "" if inline is None else _rich(inline)
        value = cell.find("v")
        raw = (value.text or "").strip() if value is not None else ""
        if kind == "s":
            return self.shared[int(raw)] if raw.isdigit() and int(raw) < len(self.shared) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "e":
            return ""
        return self._number(raw, cell.get("s", "0")) if kind == "n" and raw else raw

    def _number(self, raw: str, style: str) -> str:
        shown = self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else ""
        try:
            number = float(raw)
            if shown == "date":
                moment = self.first + timedelta(days=number)
                return moment.date().isoformat() if number == int(number) else moment.strftime("%Y-%m-%d %H:%M")
            if shown == "percent":
                return f"{number * 100:.10g}%"
        except (ValueError, OverflowError):
            return raw
        return (shown if shown else "") + f"{number:.15g}"


def _numbered(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with the numbers of their columns, from 1."""
    number = 0
    for cell in row.iter("c"):
        letters = re.match(r"[A-Z]{1,3}", cell.get("r", ""))
        number = number + 1
        if letters:
            number = 0
            for letter in letters[0]:
                number = 26 * number + ord(letter) - 64
        yield number, cell
