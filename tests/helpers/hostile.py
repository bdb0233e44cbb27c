"""Files made to hang, crash or bloat a reader; bytes by file name."""

import zlib
from functools import cache


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """Return a PDF of the given objects with a correct cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets.get(number, 0)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(content: bytes, *, media: bytes = b"[0 0 595 842]") -> dict[int, bytes]:
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
        % media,
        4: content,
        5: FONT,
    }


@cache
def files() -> dict[str, bytes]:
    """Small and medium files."""
    text = b"BT /F1 12 Tf 72 700 Td (Tea grows on slopes.) Tj ET"
    good = pdf(page(stream(text)))
    deep = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, 4000):
        deep[number] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1)
    deep[4000] = b"<< /Type /Page /MediaBox [0 0 10 10] >>"
    rectangles = b"".join(b"0 0 500 800 re f\n" for _ in range(200_000))
    return {
        "good.pdf": good,
        "length-loop.pdf": pdf(page(b"<< /Length 6 0 R >>\nstream\nBT ET\nendstream") | {6: b"6 0 R"}),
        "length-ring.pdf": pdf(page(b"<< /Length 6 0 R >>\nstream\nBT ET\nendstream") | {6: b"7 0 R", 7: b"6 0 R"}),
        "media-loop.pdf": pdf(page(stream(text), media=b"6 0 R") | {6: b"6 0 R"}),
        "tree-loop.pdf": pdf(
            {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}
        ),
        "deep-tree.pdf": pdf(deep),
        "many-rectangles.pdf": pdf(page(stream(text + b"\n" + rectangles))),
        "nested-arrays.pdf": pdf(page(stream(b"[" * 100_000))),
        "no-pages.pdf": pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        "no-text.pdf": pdf(page(stream(b"0 0 100 100 re f"))),
        "truncated.pdf": good[: len(good) // 2],
        "text.pdf": b"Tea grows on slopes.\n",
        "empty.pdf": b"",
        "zeros.pdf": bytes(10_000),
        "program.txt": b"\x7fELF" + bytes(range(256)) * 20,
        "empty.md": b"",
        "deep.html": b"<div>" * 200_000 + b"<p>Tea grows on slopes.</p>",
        "unclosed.html": b"<a <b <c " * 50_000,
        "deep-quotes.md": b">" * 100_000 + b" Tea grows on slopes.",
        "brackets.md": b"[" * 50_000 + b"tea",
        "emphasis.md": b"*a **b " * 20_000,
        "links.md": b"[a](" * 30_000,
        "backticks.md": b"".join(b"`" * n + b" " for n in range(1, 1500)),
        "lists.md": b"\n".join(b" " * (2 * n) + b"- tea" for n in range(2000)),
        "yaml-aliases.md": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(98, 110))
        + b"author: *m\n---\nTea grows on slopes.\n",
        "open-brackets.txt": "（茶。".encode() * 100_000,
        "one-line.txt": b"tea " * 2_000_000,
        "many-lines.txt": b"tea\n" * 300_000,
        "hyphens.txt": b"-\n" * 200_000,
    }


@cache
def bombs() -> dict[str, bytes]:
    """Files of some kilobytes that unpack to hundreds of megabytes; they take a second to make."""
    bomb = zlib.compress(b" " * 400_000_000, 9)
    return {
        "bomb.pdf": pdf(page(stream(bomb, b"/Filter /FlateDecode"))),
        "double-bomb.pdf": pdf(page(stream(zlib.compress(bomb, 9), b"/Filter [/FlateDecode /FlateDecode]"))),
    }
