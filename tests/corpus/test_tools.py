"""Listing, showing, checking and adding to a corpus."""

import json
import os
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest
import yaml

from generator import corpus
from generator.corpus import adding, fetching, tools as corpus_tools
from generator.errors import BriefproofError
from tests.helpers.local_server import running

TEA = (
    "山地茶园的土壤水分随坡位和季节变化明显，因此需要长期观测。下坡的传感器比上坡多测得百分之四的水分。"
    "每个传感器每十五分钟写下一个数值，由网关汇总。雷击或停电使网关停机的几个小时里，数据会缺失。"
)
PAGE = f"""<html><head><meta charset="utf-8"><title>茶园水分 - 示例站</title></head><body>
<nav><a href="/">首页</a></nav><article><h1>茶园水分</h1><p>{TEA}</p><p>{TEA[::-1]}</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "tea.md").write_text(
        f"---\nauthor: 某人\ndate: 2024-01-02\n---\n# 茶\n\n## 节\n\n{TEA}\n\n- 甲\n\n![图](x.png)\n", encoding="utf-8"
    )
    (folder / "team.txt").write_text("The team meets on Monday.\n\nNobody writes minutes.\n", encoding="utf-8")
    (folder / "broken.pdf").write_text("x", encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def read(folder, cache):
    return corpus.read(folder, cache=cache)


@pytest.mark.parametrize(
    ("name", "path"), [("tea.md", "tea.md"), ("茶", "tea.md"), ("tea.", "tea.md"), ("team", "team.txt")]
)
def test_a_document_is_found_by_path_title_or_beginning(read, name, path):
    assert corpus_tools.find(read, name).path == path


@pytest.mark.parametrize(
    ("name", "wanted"), [("te", "several"), ("coffee", "no document"), ("", "no document"), ("broken.pdf", "not a PDF")]
)
def test_what_is_not_found_is_said(read, name, wanted):
    with pytest.raises(BriefproofError, match=wanted):
        corpus_tools.find(read, name)


def test_show_prints_what_was_kept_and_what_was_left_out(read):
    document = corpus_tools.find(read, "茶")
    shown = corpus_tools.show(document)
    assert "author: 某人" in shown
    assert "[节]" in shown
    assert TEA in shown
    assert "• 甲" in shown
    assert "image" not in shown
    assert "image: 图" in corpus_tools.show(document, dropped=True)
    values = corpus_tools.data(document, dropped=True)
    assert json.loads(json.dumps(values)) == values
    (chunk,) = values["chunks"]
    assert [chunk["text"][b["start"] : b["end"]] for b in chunk["blocks"]] == [TEA, "甲"]
    assert values["dropped"] == [{"reason": "image", "text": "图"}]


def test_listing_counts_documents_and_problems(read):
    text = corpus_tools.listing(read)
    assert "2 documents, 2 chunks, 1 not read" in text
    assert "not read: not a PDF" in text
    values = corpus_tools.list_data(read)
    assert [document["path"] for document in values["documents"]] == ["tea.md", "team.txt"]
    assert values["problems"][0]["path"] == "broken.pdf"


def test_doctor_finds_copies_unreadable_files_and_missing_metadata(folder, cache):
    (folder / "copy.txt").write_text(TEA + "\n\n甲。\n", encoding="utf-8")
    (folder / "half.txt").write_text(
        TEA[:70] + "另外还有一段完全不同的文字，讲的是采摘、杀青和揉捻的顺序，以及各地不同的做法。", encoding="utf-8"
    )
    findings = corpus_tools.doctor(corpus.read(folder, cache=cache))
    by_code = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding.path)
    assert by_code["unreadable"] == ["broken.pdf"]
    assert by_code["same-text"] == ["copy.txt"]
    assert set(by_code["near-duplicate"]) <= {"half.txt", "tea.md"}
    assert "near-duplicate" in by_code
    assert by_code["no-title"] == ["copy.txt", "half.txt", "team.txt"]
    assert [finding.code for finding in findings][0] == "unreadable"
    missing = next(
        finding.message for finding in findings if finding.code == "no-metadata" and finding.path == "tea.md"
    )
    assert missing.startswith("no url, licence;")


def test_doctor_says_once_what_many_documents_share(tmp_path, cache):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(5):
        author = "author: Ada Berg\n" if number == 2 else ""
        text = f"The plot {number} lies on the slope number {number} and was planted in the year {1990 + number}."
        (folder / f"plot{number}.md").write_text(
            f"---\ntitle: Plot {number}\n{author}---\n\n{text}\n", encoding="utf-8"
        )
    (folder / "broken.pdf").write_bytes(b"no PDF")
    findings = corpus_tools.doctor(corpus.read(folder, cache=cache))
    lines = [line for line in corpus_tools.report(findings, verbose=False).splitlines() if "near-dup" not in line]
    assert lines[0].startswith("broken.pdf: unreadable: ")
    assert lines[1:] == [
        "5 documents: no-metadata: 4 without author, 5 without date, 5 without url, 5 without licence; "
        "write it into their front matter or sidecars; list with -v"
    ]
    assert corpus_tools.report(findings, verbose=True).count(": no-metadata: ") == 5


def test_adding_a_file_writes_what_is_known_and_says_what_is_missing(folder, cache, tmp_path):
    new = tmp_path / "水 与 茶.html"
    new.write_text(
        PAGE.replace(TEA, "采摘之后先要杀青，再揉捻，最后干燥；各地的顺序不同，火候也不同，这里只写一种做法。"),
        encoding="utf-8",
    )
    added = adding.add(str(new), folder, cache=cache)
    assert added.path == folder / "水 与 茶.html"
    assert added.path.read_bytes() == new.read_bytes()
    assert added.document.title == "茶园水分"
    assert added.missing == ("author", "date", "url", "licence")
    sidecar = yaml.safe_load((folder / "水 与 茶.html.yml").read_text(encoding="utf-8"))
    assert sidecar["title"] == "茶园水分"
    assert len(sidecar["sha256"]) == 64
    assert corpus_tools.find(corpus.read(folder, cache=cache), "茶园水分").path == "水 与 茶.html"


def test_adding_refuses_the_same_text_and_the_same_name(folder, cache, tmp_path):
    copy = tmp_path / "other.txt"
    copy.write_text(TEA, encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(BriefproofError, match=r"holds this text already, as tea\.md"):
        adding.add(str(copy), folder, cache=cache)
    same = tmp_path / "team.txt"
    same.write_text("Something else.", encoding="utf-8")
    with pytest.raises(BriefproofError, match="is there already"):
        adding.add(str(same), folder, cache=cache)
    (folder.parent / "x.doc").write_text("x", "utf-8")
    with pytest.raises(BriefproofError, match="not a kind of file"):
        adding.add(str(folder.parent / "x.doc"), folder, cache=cache)
    with pytest.raises(BriefproofError, match="no such file"):
        adding.add(str(tmp_path / "missing.md"), folder, cache=cache)
    assert sorted(path.name for path in folder.iterdir()) == before


# -- fetching --------------------------------------------------------------------------------------------------


@pytest.fixture
def site():
    """A web server on this machine; yields its address and the list of paths that were asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            answers = {
                "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private/\n"),
                "/tea.html": (200, "text/html; charset=utf-8", PAGE.encode()),
                "/big": (200, "text/html", b"x" * 300_000),
                "/image": (200, "image/png", b"\x89PNG"),
                "/loop": (302, "/loop", b""),
                "/to-file": (302, "file:///etc/passwd", b""),
                "/moved": (301, "/tea.html", b""),
            }
            status, kind, body = answers.get(self.path, (404, "text/plain", b"no"))
            self.send_response(status)
            self.send_header("Location" if status in (301, 302) else "Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with running(Handler) as address:
        yield address, asked


def test_a_page_is_fetched_into_the_corpus(folder, cache, site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    address, asked = site
    for path in folder.iterdir():
        path.unlink()
    added = adding.add(f"{address}/moved", folder, cache=cache, allow_private=True)
    assert added.path.suffix == ".html"
    assert added.path.read_bytes() == PAGE.encode()
    assert added.document.get("url") == f"{address}/tea.html"
    assert added.document.get("accessed") == "2023-11-14"
    assert "/robots.txt" in asked


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/private/tea.html", "robots.txt"),
        ("/nothing", "answers 404"),
        ("/loop", "redirects"),
        ("/to-file", "only http"),
        ("/big", "larger than"),
    ],
)
def test_what_is_not_fetched(site, monkeypatch, path, wanted):
    monkeypatch.setattr(fetching, "MOST_BYTES", 200_000)
    with pytest.raises(BriefproofError, match=wanted):
        fetching.fetch(site[0] + path, allow_private=True)


def test_an_image_is_no_document(site, folder, cache):
    with pytest.raises(BriefproofError, match="image/png is not a kind"):
        adding.add(f"{site[0]}/image", folder, cache=cache, allow_private=True)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://127.0.0.1:9/", "not a public address"),
        ("http://localhost/", "not a public address|no such host"),
        ("http://[::1]/", "not a public address|no such host"),
        ("http://10.0.0.1/", "not a public address"),
        ("http://169.254.169.254/latest/", "not a public address"),
        ("http://[::ffff:10.0.0.1]/", "not a public address|no such host"),
        ("http://[64:ff9b::7f00:1]/", "not a public address|no such host"),
        ("http://[64:ff9b::a00:1]/", "not a public address|no such host"),
        ("http://[64:ff9b:1::808:808]/", "not a public address|no such host"),
        ("http://[2002:7f00:1::]/", "not a public address|no such host"),
        ("http://[2002:c0a8:101::1]/", "not a public address|no such host"),
        ("http://[::7f00:1]/", "not a public address|no such host"),
        ("http://[::ffff:0:7f00:1]/", "not a public address|no such host"),
        ("http://[2001:0:808:808::80ff:fffe]/", "not a public address|no such host"),
        ("http://2130706433/", "not a public address|no such host"),
        ("ftp://example.org/", "only http"),
        ("file:///etc/passwd", "only http"),
        ("http://", "only http"),
        ("http://a:b@example.org/", "user name"),
        ("http://example.org:99999/", "not a web address"),
        ("http://example.org/a b", "%-encoding"),
        ("http://example.org/\r\nHost: x", "%-encoding|not a public|no such"),
    ],
)
def test_addresses_that_are_never_asked(url, wanted, monkeypatch):
    def never(*args, **more):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(fetching.socket, "create_connection", never)
    with pytest.raises(BriefproofError, match=wanted):
        fetching.fetch(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b::169.254.169.254", False),
        ("64:ff9b:1::8.8.8.8", False),
        ("2002:7f00:1::", False),
        ("2002:a00:1::1", False),
        ("2001:0:808:808::80ff:fffe", False),
        ("2001:0:7f00:1::f7f7:f7f7", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("224.0.0.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_an_address_is_as_private_as_the_one_it_carries(address, public):
    assert fetching._public(address) is public


@contextmanager
def wire(answer):
    """A server that hands each connection to `answer`, which writes what it likes; yields the address."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked = connection.recv(65_536)
                try:
                    if b"/robots.txt" in asked:
                        connection.sendall(b"HTTP/1.0 404 no\r\n\r\n")
                    else:
                        answer(connection)
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/tea.html"
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


def trickle(first):
    def answer(connection):
        connection.sendall(first)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"],
    ids=["headers", "body"],
)
def test_the_limit_of_time_holds_for_the_whole(monkeypatch, first):
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.5)
    began = time.monotonic()
    with wire(trickle(first)) as address, pytest.raises(BriefproofError, match=r"not complete after 0\.5 s"):
        fetching.fetch(address, allow_private=True)
    assert time.monotonic() - began < 7  # the server's own five seconds are over then


def test_the_limit_of_time_holds_for_names(monkeypatch):
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.3)
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *a, **k: time.sleep(3) or [])
    began = time.monotonic()
    with pytest.raises(BriefproofError, match="not complete after"):
        fetching.fetch("http://example.org/")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>half",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n<p>half",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>h\r\n",
    ],
    ids=["length", "inside a piece", "after a piece"],
)
def test_an_answer_that_was_cut_off_is_not_kept(folder, cache, answer):
    before = sorted(folder.iterdir())
    with (
        wire(lambda connection: connection.sendall(answer)) as address,
        pytest.raises(BriefproofError, match="before all"),
    ):
        adding.add(address, folder, cache=cache, allow_private=True)
    assert sorted(folder.iterdir()) == before


def test_a_redirect_to_no_address_is_one_line():
    said = b"HTTP/1.1 302 x\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n"
    with (
        wire(lambda connection: connection.sendall(said)) as address,
        pytest.raises(BriefproofError, match="not a web address"),
    ):
        fetching.fetch(address, allow_private=True)


def test_only_regular_files_of_a_size_that_is_read_are_added(folder, cache, tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        with pytest.raises(BriefproofError, match="device, pipe or socket"):
            adding.add(str(tmp_path / name), folder, cache=cache)
        with pytest.raises(BriefproofError, match="device, pipe or socket"):
            corpus.read_attachment(tmp_path / name, cache=cache)
    with pytest.raises(BriefproofError, match="is a folder"):
        adding.add(str(tmp_path), folder, cache=cache)
    large = tmp_path / "large.txt"
    with large.open("wb") as handle:
        handle.truncate(corpus.library.MOST_BYTES + 1)  # sparse
    with pytest.raises(BriefproofError, match="allowed are 200,000,000"):
        adding.add(str(large), folder, cache=cache)


def test_special_files_in_a_folder_are_hashed_as_empty(tmp_path):
    from generator.files import digest_of

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert digest_of(tmp_path) == digest_of(tmp_path)
