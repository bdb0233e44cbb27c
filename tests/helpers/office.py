"""Small files of office programs, made by hand: what is in them is what a test is about."""

import io
import zipfile

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, str]) -> bytes:
    """Return an archive of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """Return a part that names the targets (kind, path) as r1, r2 …"""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, 1)
    )
    return f"<Relationships>{rows}</Relationships>"


def docx(body: str, styles: str = "", **parts: str) -> bytes:
    """Return a document of Word; `styles` beside the usual ones, `parts` further ones of word/ by their names."""
    styles += (
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>'
        '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    )
    space = 'xmlns:w="w" xmlns:m="m"'
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
            "docProps/core.xml": "<c><title>Walls</title><creator>Ada Hill</creator><created>2013-12-23</created></c>",
        }
        | {f"word/{name}.xml": f"<w:{name} {space}>{content}</w:{name}>" for name, content in parts.items()}
    )


def paragraph(text: str, style: str = "", marks: str = "") -> str:
    """Return a paragraph of one run."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def pptx(*slides: str) -> bytes:
    """Return a presentation of these trees of shapes; one that begins with ! is hidden."""
    numbered = list(enumerate(slides, 1))
    parts = {
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/_rels/presentation.xml.rels": relations(*(("slide", f"slides/slide{n}.xml") for n, _ in numbered)),
    }
    parts["ppt/presentation.xml"] = (
        '<p xmlns:x="x">' + "".join(f'<sldId number="{n}" x:id="r{n}"/>' for n, _ in numbered) + "</p>"
    )
    for number, shapes in numbered:
        shown = ' show="0"' if shapes.startswith("!") else ""
        tree = shapes.removeprefix("!")
        parts[f"ppt/slides/slide{number}.xml"] = f"<sld{shown}><cSld><spTree>{tree}</spTree></cSld></sld>"
    return zipped(parts)


def shape(*paragraphs: str, kind: str = "body") -> str:
    """Return a shape; a paragraph is text or the XML of its runs."""
    runs = "".join(f"<p>{text if text.startswith('<') else f'<r><t>{text}</t></r>'}</p>" for text in paragraphs)
    return f'<sp><nvSpPr><nvPr><ph type="{kind}"/></nvPr></nvSpPr><txBody>{runs}</txBody></sp>'


def xlsx(sheets: dict[str, list[list[str]]], *, hidden: tuple[str, ...] = (), columns: str = "") -> bytes:
    """Return a workbook; a cell is XML (`<c …>`) or text, `columns` what is said of the columns of each sheet."""
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)), ("styles", "styles.xml")
        ),
        "xl/styles.xml": (
            '<s><numFmts><numFmt numFmtId="164" formatCode="[$€-407] #,##0.00"/></numFmts><cellXfs>'
            '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></s>'
        ),
    }
    names = "".join(
        f'<sheet name="{name}" x:id="r{n}" state="{"hidden" if name in hidden else "visible"}"/>'
        for n, name in enumerate(sheets, 1)
    )
    parts["xl/workbook.xml"] = f'<w xmlns:x="x">{names}</w>'
    for number, rows in enumerate(sheets.values(), 1):
        cells = "".join(
            f'<row r="{at}">' + "".join(map(_cell, row)) + "</row>" for at, row in enumerate(rows, 1) if row
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet>{columns}{cells}</worksheet>"
    return zipped(parts)


def _cell(value: str) -> str:
    return value if value.startswith("<") else f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def odt(body: str, *, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return a text document of OpenDocument."""
    content = f"<c><automatic-styles>{styles}</automatic-styles><body><text>{body}</text></body></c>"
    return zipped({"content.xml": content, "meta.xml": "<m><title>Walls</title></m>", **(parts or {})})


def epub(*chapters: str, extra: dict[str, str] | None = None) -> bytes:
    """Return a book of these chapters."""
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n, _ in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n, _ in enumerate(chapters))
    book = (
        "<package><metadata><title>Walls</title><creator>Ada Hill</creator><date>2024-05-06</date></metadata>"
        f'<manifest>{items}<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'</manifest><spine><itemref idref="nav"/>{order}</spine></package>'
    )
    return zipped(
        {
            "META-INF/container.xml": '<c><rootfile full-path="OPS/book.opf"/></c>',
            "OPS/book.opf": book,
            "OPS/nav.xhtml": "<nav><a href='c%200.xhtml'>Contents</a></nav>",
            **{f"OPS/c {n}.xhtml": f"<html><body>{text}</body></html>" for n, text in enumerate(chapters)},
            **(extra or {}),
        }
    )
