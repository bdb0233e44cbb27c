"""From commission to filed brief, and every way in which a person's input can be wrong."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pipeline
from generator.__main__ import main
from generator.brief import page as briefs
from generator.errors import BriefproofError
from generator.gate import Finding
from generator.site.words import WORDS
from generator.writers import selection
from tests.helpers import COMMISSIONS, ROOT, loaded

pytestmark = pytest.mark.filterwarnings("error")
PAGELESS = loaded("pipeline/pageless.yml")


@pytest.fixture
def place(workplace, tmp_path):
    """A fresh folder with the sample corpus and the caches of the session, as current folder."""
    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    if (workplace / "build" / "cache").exists():
        shutil.copytree(workplace / "build" / "cache", tmp_path / "build" / "cache")
    with contextlib.chdir(tmp_path):
        yield tmp_path


def make(query=COMMISSIONS["zh"], **options):
    return pipeline.make(pipeline.Request(query=query, **options), build=Path("build"))


def draw(path, text="?"):
    """Draw a picture that is no brand's logo."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (240, 240), "white")
    pen = ImageDraw.Draw(image)
    pen.polygon([(20, 200), (60, 30), (130, 170), (210, 60), (180, 220), (90, 190)], fill="navy")
    pen.line([(10, 20), (230, 100), (30, 140)], fill="teal", width=9)
    image.save(path)
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_brief_has_what_the_commission_asks(made, language):
    outcome, text, _ = made[language]
    front = outcome.brief.front
    length = front["commission"]["length"]
    assert outcome.passed and outcome.path.parent == Path("briefs")
    assert length["min"] <= length["counted"] <= length["max"]
    assert [s.heading for s in outcome.brief.sections] == [s["heading"] for s in front["commission"]["sections"]]
    assert set(front["balance"]) == {"Hugging Face", "OpenAI"}
    assert min(front["balance"].values()) >= 35
    assert front["brief"] == 3 and "validation" not in front
    kinds = [entry.kind for entry in outcome.ledger.entries]
    assert kinds.count("claim") >= 12  # an excerpt has several sentences
    assert kinds.count("framing") <= 0.25 * len(kinds)
    assert str(Path.cwd()) not in text and "/tmp" not in text


def test_a_shared_index_gives_the_same_brief_and_its_ledger_says_which_version(place, monkeypatch):
    """Whichever engine is asked; a run over the same documents says the same, whatever others added meanwhile."""
    pytest.importorskip("lance", reason="the extra lance is not installed")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    by_whoosh = make()
    text, beside = by_whoosh.path.read_text("utf-8"), by_whoosh.path.with_suffix(".ledger.yml")
    ledger = beside.read_text("utf-8")
    monkeypatch.setenv("BRIEFPROOF_INDEX", "lance")
    monkeypatch.setenv("BRIEFPROOF_INDEX_URI", str(place / "shelf"))
    by_lance = make()
    assert by_lance.passed and by_lance.path.read_text("utf-8") == text
    said = beside.read_text("utf-8")
    (line,) = set(said.splitlines()) - set(ledger.splitlines())
    assert re.fullmatch("index: lance [0-9]+", line) and said.replace(f"{line}\n", "") == ledger
    main(["search", "许可证", "--corpus", "corpus"])
    (place / "corpus" / "added.md").write_text("# 别的\n\n别人添加的一份资料，谈到许可证。\n", encoding="utf-8")
    main(["search", "许可证", "--corpus", "corpus"])
    (place / "corpus" / "added.md").unlink()
    assert not make().changed
    assert main(["check"]) == 0
    beside.write_text(said.replace(line, f"{line} of all the world"), encoding="utf-8")
    assert main(["check"]) != 0


def test_the_same_commission_gives_the_same_bytes(place, made, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    first = make()
    text, beside = first.path.read_bytes(), first.path.with_suffix(".ledger.yml").read_bytes()
    assert first.path.name.startswith("2026-01-01-")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # a later day finds the same file
    again = make()
    assert again.path == first.path and not again.changed
    assert again.path.read_bytes() == text
    shutil.rmtree("build")
    shutil.rmtree("briefs")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    fresh = make()
    assert fresh.path.read_bytes() == text
    assert fresh.path.with_suffix(".ledger.yml").read_bytes() == beside


def test_a_brief_edited_by_hand_is_not_overwritten(place):
    outcome = make()
    edited = outcome.path.read_text("utf-8").replace("\n\n## ", "\n\n## 0. ", 1)
    outcome.path.write_text(edited, "utf-8")
    with pytest.raises(BriefproofError, match="edited by hand"):
        make()
    assert outcome.path.read_text("utf-8") == edited
    assert make(force=True).changed


def test_another_commission_of_the_same_title_gets_a_name_of_its_own(place):
    first = make()
    second = make(query=COMMISSIONS["zh"] + "请务必客观。")
    assert second.path != first.path and second.path.stem.endswith("-2")
    assert make(slug="my-brief").path.stem.endswith("-my-brief")


@pytest.mark.parametrize("slug", ["../x", "A B", "x--y", "", "a/b", "-a"])
def test_a_slug_is_no_path(place, slug):
    with pytest.raises(BriefproofError, match="SLUG"):
        make(slug=slug)


def test_an_attachment_is_cited_by_page_and_kept(place, tmp_path):
    (place / "in").mkdir()
    pdf = place / "in" / "GPT-4 report (copy).pdf"
    shutil.move(place / "corpus" / "reading-the-gpt-4-technical-report.pdf", pdf)
    elsewhere = place.parent / f"{place.name} elsewhere"
    shutil.move(place / "in", elsewhere)
    outcome = make(documents=(elsewhere / pdf.name,))
    source = outcome.brief.front["sources"][0]
    assert source["kind"] == "document" and source["file"] == pdf.name and source["pages"]
    assert re.fullmatch(r"corpus/attachments/[0-9a-f]{12}-GPT-4-report-copy-.pdf", source["path"])
    assert Path(source["path"]).read_bytes() == (elsewhere / pdf.name).read_bytes()
    text = outcome.path.read_text("utf-8")
    assert f"[文档: {pdf.name}, p. 1]" in text
    quoted = [entry for entry in outcome.ledger.entries if entry.kind == "quotation"]
    assert quoted and all(support.page for entry in quoted for support in entry.supports)
    kept = make(documents=(elsewhere / pdf.name,), attach=False, out=Path("trial"))
    assert "path" not in kept.brief.front["sources"][0]
    assert not (place / "trial" / "attachments").exists()


def test_a_pdf_with_a_cover_without_text_is_cited_by_its_first_page_of_text(place):
    from pypdf import PdfReader, PdfWriter

    pdf = place / "corpus" / "reading-the-gpt-4-technical-report.pdf"
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    for page in PdfReader(pdf).pages:
        writer.add_page(page)
    pdf.unlink()
    writer.write(place / "covered.pdf")
    outcome = make(documents=(place / "covered.pdf",))
    source = outcome.brief.front["sources"][0]
    assert outcome.passed and (source["page_count"], source["first_page"]) == (2, 2)
    assert "可读正文共 2 页。[文档: covered.pdf, p. 2]" in outcome.path.read_text("utf-8")


def as_file(case, suffix, filler=0):
    """Write a case as a file of that kind; `filler` sentences of its own stand in a section before the others."""
    gap = "" if re.search("[一-鿿]", case["title"]) else " "
    sections = ({"0": [case["filler"]] * filler} if filler else {}) | case["sections"]
    if suffix == ".html":
        inner = "".join(f"<h2>{name}</h2><p>{gap.join(said)}</p>" for name, said in sections.items())
        return f"<html><body><article><h1>{case['title']}</h1>{inner}</article></body></html>"
    marks = ("# ", "## ") if suffix == ".md" else ("", "")
    parts = [marks[0] + case["title"]]
    for name, said in sections.items():
        parts += [marks[1] + name, gap.join(said)]
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_attachment_without_pages_is_cited_by_chunk_all_the_way(place, language, suffix, capsys):
    case = PAGELESS[language]
    path = place / "in" / f"notes, p. 2{suffix}"  # a name that looks like a page
    path.parent.mkdir()
    path.write_text(as_file(case, suffix), "utf-8")
    outcome = make(query=case["query"], documents=(path,))
    word = {"zh": "文档", "en": "document"}[language]
    cites = f"[{word}: {path.name}, chunk 1]"
    text = outcome.path.read_text("utf-8")
    held = [said for section in case["sections"].values() for said in section if f"{said}{cites}" in text]
    assert outcome.passed and held  # an excerpt of several sentences ends with one citation
    assert "None" not in text.replace("- None: every section", "")
    assert "pages" not in outcome.brief.front["sources"][0]
    assert main(["check"]) == 0

    assert main(["stage"]) == 0  # from the sentence to the span in its source, and back
    brief_page = Path("build/docs/briefs", outcome.path.name).read_text("utf-8")
    source_page = Path("build/docs/attachments/notes-p-2.md").read_text("utf-8")
    links = re.findall(r'href="\.\./attachments/notes-p-2\.html#(c1-\d+-\d+)"', brief_page)
    assert len(set(links)) >= len(held) and all(f'id="{link}"' in source_page for link in links)
    entry = next(entry for entry in outcome.ledger.entries if entry.text.endswith(held[0]))
    assert f'href="../briefs/{outcome.path.stem}.html#{entry.id}"' in source_page
    assert WORDS[language]["chunk"].format(n=1) in brief_page

    before = text.replace(f"{held[0]}{cites}", f"{held[0]}{cites.replace('chunk 1', 'chunk 9')}")
    outcome.path.write_text(before, "utf-8")
    assert main(["check"]) == 1
    assert "cite-unresolved" in capsys.readouterr().out
    outcome.path.write_text(text.replace(held[0], f"{held[0][:-1]} !"), "utf-8")
    assert main(["refresh", str(outcome.path)]) == 1  # the edited sentence is looked for in the chunk that it cites
    alone = entry.text == held[0]  # what was edited in an excerpt is no one sentence's
    assert ("needs a signature (changed: " if alone else "retold: needs a signature") in capsys.readouterr().out
    assert f"{held[0][:-1]} !{cites}" in outcome.path.read_text("utf-8")


def test_repair_follows_an_attachment_without_pages_to_other_chunks(place, capsys):
    case = PAGELESS["zh"]
    path = place / "in" / "notes.md"
    path.parent.mkdir()
    path.write_text(as_file(case, ".md"), "utf-8")
    outcome = make(query=case["query"], documents=(path,))
    assert outcome.brief.front["sources"][0]["path"] == "in/notes.md"
    assert main(["verify", str(outcome.path)]) == 0
    path.write_text(as_file(case, ".md", filler=30), "utf-8")
    assert main(["check"]) == 1
    capsys.readouterr()
    main(["repair", str(outcome.path)])
    errors = [line for line in capsys.readouterr().out.splitlines() if " error " in line]
    assert all(" error placed: " in line for line in errors)  # given another file, a run might write another text
    cited = {c for _, _, s in briefs.parse(outcome.path.read_text("utf-8"), "b").sentences for c in s.citations}
    chunks = {c.number for c in cited if c.kind == "document"}
    assert max(chunks) > 1 and all(c.chunked for c in cited if c.kind == "document")


def test_an_asserted_platform_is_recorded_as_asserted(place):
    query = COMMISSIONS["zh"].replace("对比 Hugging Face 与 OpenAI 在", "对比 OpenAI 与附图所示平台在")
    outcome = make(query=query, images=(draw(place / "mark.png"),), platform="Hugging Face", attach=False)
    logo = outcome.brief.front["logos"][0]
    assert (logo["verdict"], logo["name"]) == ("asserted", "Hugging Face")
    assert [s["from"] for s in outcome.brief.front["commission"]["subjects"]] == ["text", "asserted"]
    assert "由委托方指定为 Hugging Face" in outcome.path.read_text("utf-8")


def test_a_platform_that_is_asserted_and_named_in_the_query_comes_out_again(place):
    outcome = make(images=(draw(place / "mark.png"),), platform="Hugging Face")
    assert outcome.brief.front["logos"][0]["verdict"] == "asserted"
    assert [s["from"] for s in outcome.brief.front["commission"]["subjects"]] == ["text", "text"]
    assert main(["verify", str(outcome.path)]) == 0


def hostile(place):
    """(what, options, words of the message)."""
    from pypdf import PdfReader, PdfWriter

    pdf = place / "corpus" / "reading-the-gpt-4-technical-report.pdf"
    fake = place / "fake.pdf"
    fake.write_text("This is a text file.\n" * 20, "utf-8")
    locked = place / "locked.pdf"
    writer = PdfWriter()
    for page in PdfReader(pdf).pages:
        writer.add_page(page)
    writer.encrypt("secret")
    writer.write(locked)
    whole = draw(place / "whole.png").read_bytes()
    cut = place / "cut.png"
    cut.write_bytes(whole[: len(whole) // 2])
    (place / "empty").mkdir()
    (place / "off-topic").mkdir()
    (place / "off-topic" / "soup.md").write_text(
        "# 汤\n\n番茄汤需要慢火煮四十分钟，并在最后加入盐与罗勒叶。\n", "utf-8"
    )
    image = COMMISSIONS["zh"].replace("对比 Hugging Face 与 OpenAI 在", "对比 OpenAI 与附图所示平台在")
    yield "missing PDF", {"documents": (place / "none.pdf",)}, "no such file"
    yield "text named .pdf", {"documents": (fake,)}, "fake.pdf"
    yield "encrypted PDF", {"documents": (locked,)}, "locked.pdf"
    yield "truncated image", {"query": image, "images": (cut,)}, "cut.png"
    yield "no known logo", {"query": image, "images": (draw(place / "odd.png"),)}, "odd.png"
    yield "no image where one is needed", {"query": image}, "IMAGE"
    yield "empty corpus", {"corpus": place / "empty"}, "empty corpus"
    yield "corpus without evidence", {"corpus": place / "off-topic"}, "evidence"
    yield "no corpus", {"corpus": place / "nowhere"}, "no such corpus"
    yield "empty commission", {"query": " \n"}, "empty"
    yield "contradictory commission", {"query": COMMISSIONS["zh"].replace("1200-1600字", "3000–2000字")}, "2000"


def test_each_wrong_input_is_one_line_and_files_nothing(place):
    for what, options, words in hostile(place):
        with pytest.raises(BriefproofError, match=re.escape(words)) as caught:
            make(**options)
        assert "\n" not in str(caught.value), what
        assert not list((place / "briefs").glob("*")) if (place / "briefs").exists() else True, what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_said_before_the_work(place):
    (place / "briefs").mkdir(mode=0o500)
    with pytest.raises(BriefproofError, match="briefs"):
        make()


def test_a_file_in_place_of_the_folder_is_said_before_the_work(place):
    (place / "briefs").write_text("no folder", "utf-8")
    with pytest.raises(BriefproofError, match="briefs"):
        make()


def test_a_draft_that_fails_is_kept_aside(place, monkeypatch):
    finding = Finding(code="support", message="planted", line=3)
    monkeypatch.setattr(pipeline.validation, "validate", lambda *_: (finding,))
    outcome = make()
    assert not outcome.passed
    assert outcome.path.parent == Path("build/drafts")
    assert "planted" in outcome.path.with_suffix(".findings.txt").read_text("utf-8")
    assert not Path("briefs").exists()


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_line_prints_one_line_and_ends_with_1(place):
    result = run("brief", "--query", "", "--corpus", "nowhere")
    assert result.returncode == 1
    assert result.stderr.startswith("briefproof: ") and result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_check_names_file_line_and_code(place):
    outcome = make()
    assert run("check").returncode == 0
    text = outcome.path.read_text("utf-8")
    claim = next(e for e in outcome.ledger.entries if e.kind == "claim")
    number = next(s.line for _, _, s in briefs.parse(text, "b").sentences if s.text == claim.text)
    outcome.path.write_text(
        text.replace("\n" + briefs.markdown.escape(claim.text)[:8], "\n篡改后的文字如此", 1) if number else "", "utf-8"
    )
    result = run("check")
    assert result.returncode == 1
    assert re.search(rf"^{re.escape(str(outcome.path))}:\d+: error ledger-missing: ", result.stdout, re.M)
    listed = run("check", "--json")
    assert '"ledger-missing"' in listed.stdout and listed.returncode == 1


def test_search_and_commission_answer_in_json(place):
    import json

    found = json.loads(run("search", "模型许可证与社区治理", "--json").stdout)
    assert found and {"document", "chunk", "score", "text"} <= set(found[0])
    understood = json.loads(run("commission", "--query", COMMISSIONS["en"], "--json").stdout)
    assert understood["title"] == "Open Hub, Managed API"


def test_search_says_that_a_damaged_index_was_built_anew(place):
    before = run("search", "模型许可证", "--json")
    (manifest,) = Path("build/index").glob("corpus-*/*/manifest.json")
    manifest.write_text("{", "utf-8")
    after = run("search", "模型许可证", "--json")
    assert after.stdout == before.stdout
    assert before.stderr == ""
    assert after.stderr.startswith("note: the search index was damaged") and after.stderr.count("\n") == 1


@pytest.mark.slow
def test_the_real_commission(inputs, tmp_path):
    """The main job on real inputs: seven sections, the length asked for, the PDF cited by page, the same bytes twice."""
    with contextlib.chdir(tmp_path):
        options = {
            "query": (inputs / "commission.txt").read_text("utf-8"),
            "documents": (inputs / "gpt-4 technical report.pdf",),
            "images": (inputs / "logo.png",),
            "corpus": inputs / "corpus",
        }
        outcome = make(**options)
        assert outcome.passed, outcome.findings
        assert not [f for f in outcome.findings if f.severity == "error"]
        front = outcome.brief.front
        assert len(outcome.brief.sections) == 7
        assert 1500 <= front["commission"]["length"]["counted"] <= 2000
        assert (front["logos"][0]["verdict"], front["logos"][0]["name"]) == ("named", "Hugging Face")
        assert front["sources"][0]["kind"] == "document" and front["sources"][0]["pages"]
        before = outcome.path.read_bytes()
        assert not make(**options).changed
        assert outcome.path.read_bytes() == before


def test_a_forbidden_source_and_a_period_are_kept_to(place):
    forbidden = make(query=COMMISSIONS["zh"] + "不得使用《接口调用与本地部署：大模型的成本结构》。", slug="a")
    assert forbidden.passed
    assert all("成本结构" not in s["title"] for s in forbidden.brief.front["sources"])
    since = make(query=COMMISSIONS["zh"] + "资料限于 2026 年 10 月 15 日以后。", slug="b")
    periods = since.brief.front["commission"]["periods"]
    if periods:  # the words were understood as a period
        assert all(s.get("date", "9") >= periods[0]["since"] for s in since.brief.front["sources"])
    with pytest.raises(BriefproofError, match="forbids every document"):
        make(query=COMMISSIONS["zh"] + "资料限于 2030 年以后。", slug="c")


def test_a_short_brief_has_room_for_evidence(place):
    outcome = make(query="对比 Hugging Face 与 OpenAI 在开放程度与许可证上的差异，400-600字，形成《开放程度短评》。")
    assert outcome.passed, outcome.findings
    assert 400 <= outcome.brief.front["commission"]["length"]["counted"] <= 600
    assert sum(entry.kind in ("claim", "quotation", "figure") for entry in outcome.ledger.entries) >= 3


def test_what_the_sources_say_little_of_is_said_to_be_little(tmp_path, monkeypatch):
    monkeypatch.setattr(selection, "BALANCES", (0.1, 0.0))
    told = {
        "kea": [
            "The Kea club accepts new members after a trial of three months.",
            "The board of the Kea club has five members who serve for two years.",
            "The Kea club spends more than 500 dollars only after a vote of its members.",
            "A member of the Kea club may be expelled by a vote of two thirds.",
            "The treasurer of the Kea club reports to the members every month.",
            "Dues of the Kea club are 40 dollars a month and payable in advance.",
        ],
        "tui": ["The Tui club accepts new members after a vote of the board."],
    }
    (tmp_path / "corpus").mkdir()
    for name, lines in told.items():
        text = f"# Rules of the {name.title()} club\n\n" + "\n\n".join(
            f"## Point {n}\n\n{x}" for n, x in enumerate(lines)
        )
        (tmp_path / "corpus" / f"{name}.md").write_text(text)
    query = (
        "Compare the Kea club and the Tui club in 200 words. Sections: Members and dues; The board; Money and votes."
    )
    with contextlib.chdir(tmp_path):
        outcome = make(query)
        assert outcome.passed and max(outcome.brief.front["balance"].values()) > 75
        assert "balance-exhausted" in {finding.code for finding in outcome.findings}
        gap = next(gap for gap in outcome.brief.front["gaps"] if gap["code"] == "balance")
        assert gap["subject"] == next(n for n, share in outcome.brief.front["balance"].items() if share < 25)
        text = outcome.path.read_text("utf-8")
        said = next(line for line in text.splitlines() if line.startswith("- Less") and gap["subject"] in line)
        assert main(["check"]) == 0
        outcome.path.write_text(text.replace(f"\n{said}", "", 1), "utf-8")
        assert main(["check"]) == 1
        hidden = "".join(
            f"{line}\n" for line in text.replace(f"\n{said}", "", 1).splitlines() if "code: balance" not in line
        )
        outcome.path.write_text(hidden, "utf-8")
        assert main(["check"]) == 1
