"""How an encoding is found, what is believed of a label, and what is only marked. The kinds are in tools/bench/kinds."""

import pytest

from generator import corpus
from generator.corpus import tools
from generator.corpus.readers.decoding import decode

BIG5 = "碼頭在冬季關閉，渡輪每小時開出一班。"


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "found"),
    [
        (BIG5.encode("utf-8"), None, "utf-8", "utf-8"),
        (BIG5.encode("utf-8"), "utf-8", "utf-8", "declared"),
        (BIG5.encode("utf-8-sig"), "big5", "utf-8", "bom"),
        (BIG5.encode("big5"), "big5", "big5hkscs", "declared"),
        (BIG5.encode("big5"), "utf-8", "big5hkscs", "scored"),
        (BIG5.encode("big5"), "iso-8859-1", "big5hkscs", "scored"),
        (BIG5.encode("big5"), None, "big5hkscs", "scored"),
        (b"A ticket costs \x8020.", "ISO-8859-1", "cp1252", "declared"),
        (BIG5.encode("utf-16-le") + b"\n\0", None, "utf-16-le", "scored"),
        (b"Plain words.", "iso-8859-1", "utf-8", "utf-8"),
    ],
)
def test_the_encoding_and_how_it_was_found(data, declared, encoding, found):
    decoded = decode(data, "a.html", declared)
    assert (decoded.encoding, decoded.found, decoded.doubtful) == (encoding, found, False)


def test_stray_bytes_and_close_readings_are_marked():
    assert decode(BIG5.encode("utf-8") + b" It\x92s far.", "a.txt").doubtful
    assert decode(b"caf\xe9 \xe9\xe8", "a.txt").doubtful


def test_a_file_cut_in_a_character_loses_that_character_only():
    assert decode(BIG5.encode("utf-8")[:-1], "a.txt").text == BIG5[:-1]


def test_the_record_and_the_doctor_say_what_was_found(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "sure.txt").write_bytes((BIG5 * 3).encode("big5"))
    (folder / "mixed.txt").write_bytes(BIG5.encode("utf-8") + b"\n\nIt\x92s 20 km to the port.")
    read = corpus.read(folder, cache=tmp_path / "cache")
    mixed, sure = read.documents
    assert (sure.encoding, sure.encoding_by, sure.damaged) == ("big5hkscs", "scored", False)
    assert mixed.doubtful and mixed.damaged
    assert "encoding: utf-8 (utf-8, in doubt)" in tools.show(mixed)
    assert tools.data(sure)["encoding"] == {"name": "big5hkscs", "by": "scored", "doubtful": False}
    assert [finding.path for finding in tools.doctor(read) if finding.code == "encoding"] == ["mixed.txt"]
