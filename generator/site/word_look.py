"""The look of a .docx: pandoc's own reference document with fonts for Chinese and Latin, A4, page numbers and rules.

What pandoc brings is changed and not replaced, so that every style that it asks for is there, whatever its version.
"""

import re
import zipfile
from pathlib import Path

INK, ACCENT, LINE = "1D2526", "0B6B5D", "B9C3C3"
"""Colours of the site's light scheme."""
BODY = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="宋体" w:cs="Arial"/>'
HEAD = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="黑体" w:cs="Arial"/>'
"""Fonts that come with Word; other programs put their own in the place of those that they lack."""
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="{id}"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
"""A4 with margins of 23 mm, in twentieths of a point."""
_FOOTER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/>'
    '</w:pPr><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr>'
    '<w:sz w:val="18"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr>'
    '<w:sz w:val="18"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
_ID = "rIdBriefproofFooter"
_SIZES = {"Title": 40, "Heading1": 30, "Heading2": 25, "Heading3": 22}
"""Of letters, in half points; the text has 21 (五号), a footnote 18 (小五)."""


def dress(reference: Path) -> None:
    """Change pandoc's reference document at `reference` in place."""
    with zipfile.ZipFile(reference) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in _CHANGES.items():
        parts[name] = change(parts[name].decode("utf-8")).encode("utf-8")
    parts["word/footer1.xml"] = _FOOTER.encode("utf-8")
    with zipfile.ZipFile(reference, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _styles(xml: str) -> str:
    return re.sub(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', _style, _defaults(xml), flags=re.DOTALL)


def _defaults(xml: str) -> str:
    text = f'<w:rPr>{BODY}<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    text += '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    return re.sub(r"(<w:rPrDefault>).*?(</w:rPrDefault>)", rf"\1{text}\2", xml, count=1, flags=re.DOTALL)


def _style(found: re.Match[str]) -> str:
    name, xml = found[1], re.sub(r"<w:rFonts [^>]*Theme=[^>]*/>", HEAD, found[0])
    if name in _SIZES:
        xml = re.sub(r'(<w:(?:sz|szCs) w:val=)"\d+"', rf'\1"{_SIZES[name]}"', xml)
        xml = re.sub(r"<w:color [^>]*/>", f'<w:color w:val="{ACCENT if name == "Heading1" else INK}"/>', xml)
        return xml.replace('<w:jc w:val="center" />', '<w:jc w:val="left" />')
    if name in ("BodyText", "Compact"):
        return re.sub(r"(<w:spacing [^>]*?) ?/>", r'\1 w:line="312" w:lineRule="auto"/>', xml, count=1)
    if name == "FootnoteText":
        small = '<w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        return xml if "<w:rPr>" in xml else xml.replace("</w:style>", f"{small}</w:style>")
    if name == "Hyperlink":
        return re.sub(r"<w:color [^>]*/>", f'<w:color w:val="{ACCENT}"/>', xml)
    if name == "Table":
        rules = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:color="{LINE}"/>' for side in ("top", "bottom", "insideH")
        )
        return re.sub(r"(<w:tblInd [^>]*/>)", rf"\1<w:tblBorders>{rules}</w:tblBorders>", xml, count=1)
    return xml


def _document(xml: str) -> str:
    without = re.sub(r"<w:sectPr\b.*?</w:sectPr>|<w:sectPr\b[^>]*/>", "", xml, flags=re.DOTALL)
    return without.replace("</w:body>", f"{_PAGE.format(id=_ID)}</w:body>")


def _relations(xml: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    return xml.replace(
        "</Relationships>", f'<Relationship Id="{_ID}" Type="{kind}" Target="footer1.xml"/></Relationships>'
    )


def _types(xml: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    return xml.replace("</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/></Types>')


def _settings(xml: str) -> str:
    return re.sub(r"<w:themeFontLang [^>]*/>", '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>', xml)


_CHANGES = {
    "word/styles.xml": _styles,
    "word/document.xml": _document,
    "word/_rels/document.xml.rels": _relations,
    "word/settings.xml": _settings,
    "[Content_Types].xml": _types,
}
