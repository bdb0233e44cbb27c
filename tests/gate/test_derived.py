"""What a front matter records is derived anew: nothing of it can be typed."""

import contextlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import pipeline
from generator.__main__ import main
from generator.brief import ledger as ledgers, page as briefs
from generator.gate import Shelf, identity, validate
from tests.helpers import COMMISSIONS, loaded

pytestmark = pytest.mark.filterwarnings("error")
OTHER = "# 另一份资料\n\n这是一份后来加入的资料，没有任何简报引用过它。\n"


@pytest.fixture
def place(workplace, made, tmp_path):
    """A folder with the sample corpus, the briefs made from it and what was read, as current folder."""
    for name in ("corpus", "briefs", "build/cache"):
        shutil.copytree(workplace / name, tmp_path / name)
    with contextlib.chdir(tmp_path):
        yield tmp_path


def judged(path, **changes):
    """Return the findings for a filed brief whose front matter or ledger is changed."""
    brief = briefs.parse(path.read_text("utf-8"), path.name)
    ledger = ledgers.parse(path.with_suffix(".ledger.yml").read_text("utf-8"), "l")
    brief = replace(brief, front=changes.get("front", brief.front))
    ledger = replace(ledger, searched=changes.get("searched", ledger.searched))
    return validate(brief, ledger, Shelf(root=Path(), cache=Path("build/cache")).sources(brief, ledger))


def told(findings, code):
    return [finding.message for finding in findings if finding.code == code]


def with_value(front, path, value):
    """Return a copy of the front matter with a value at a dotted path."""
    copy = json.loads(json.dumps(front))
    *way, last = path.split(".")
    held = copy
    for key in way:
        held = held[int(key)] if isinstance(held, list) else held[key]
    assert held.get(last) != value
    held[last] = value
    return copy


@pytest.mark.parametrize("case", loaded("gate/derived.yml"), ids=lambda case: case["set"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_follows_cannot_be_typed(place, made, case, language):
    outcome = made[language][0]
    value = case["value"][language] if case["set"] == "commission.language" else case["value"]
    if outcome.brief.front["evidence"]["foreign"] and case["set"] == "evidence.foreign":
        value = False
    found = told(judged(outcome.path, front=with_value(outcome.brief.front, case["set"], value)), "derived")
    assert any(message.startswith(case.get("at", case["set"])) for message in found), found


def test_a_count_cannot_change_in_text_and_front_matter_together(place, made, number="documents"):
    path, front = made["en"][0].path, made["en"][0].brief.front
    text = path.read_text("utf-8").replace(f"{number}: {front['corpus'][number]}", f"{number}: 9876")
    path.write_text(re.sub(rf"\b{front['corpus'][number]} {number}", f"9876 {number}", text), "utf-8")
    assert f"9876 {number}" in path.read_text("utf-8")
    assert any("9876" in message for message in told(judged(path), "derived"))


def test_the_day_is_the_one_of_the_file_also_of_a_withdrawn_brief(place, made):
    path, front = made["en"][0].path, dict(made["en"][0].brief.front)
    other = path.rename(path.with_name("2020-01-01-other.md"))
    path.with_suffix(".ledger.yml").rename(other.with_suffix(".ledger.yml"))
    withdrawn = front | {"withdrawn": {"date": front["date"], "why": "replaced"}}
    for changed in (front, withdrawn):
        assert any(message.startswith("date is") for message in told(judged(other, front=changed), "derived"))
    undated = other.rename(other.with_name("other.md"))
    other.with_suffix(".ledger.yml").rename(undated.with_suffix(".ledger.yml"))
    assert any("open with the day" in message for message in told(judged(undated), "derived"))


def test_a_withdrawn_brief_cannot_get_another_commission(place, made):
    path, front = made["en"][0].path, dict(made["en"][0].brief.front)
    front["withdrawn"] = {"date": front["date"], "why": "replaced"}
    assert not [f for f in judged(path, front=front) if f.severity == "error"]
    assert told(judged(path, front=with_value(front, "commission.axes", ["trust"])), "derived")
    assert told(judged(path, front=with_value(front, "corpus.documents", 99)), "meta")


def test_documents_that_came_later_are_no_finding(place, made):
    (place / "corpus" / "zz-later.md").write_text(OTHER, "utf-8")
    assert main(["check"]) == 0


def test_a_document_that_was_searched_has_to_be_there(place, made, capsys):
    path = made["en"][0].path
    cited = {source["path"] for source in made["en"][0].brief.front["sources"]}
    gone = next(p for p in sorted(Path("corpus").glob("*.md")) if p.as_posix() not in cited)
    gone.unlink()
    assert any(
        "no more in the corpus" in message and gone.name in message for message in told(judged(path), "source-changed")
    )
    capsys.readouterr()
    main(["refresh", str(path)])
    count = made["en"][0].brief.front["corpus"]["documents"]
    assert f"front matter: corpus.documents: {count} → {count - 1}" in capsys.readouterr().out
    assert f"{count - 1} documents" in path.read_text("utf-8")
    assert not [f for f in judged(path) if f.severity == "error"]


@pytest.mark.parametrize("forged", [(), ("0000000000000000 no.md",), ("not a line",), ("twice", "twice")])
def test_what_was_searched_cannot_be_invented(place, made, forged):
    outcome = made["en"][0]
    lines = (*outcome.ledger.searched, *forged) if forged else ()
    assert told(judged(outcome.path, searched=lines), "derived")


def test_metadata_of_a_document_is_taken_over_by_refresh_alone(place, made, capsys):
    path, source = made["en"][0].path, made["en"][0].brief.front["sources"][0]
    Path(f"{source['path']}.yml").write_text("author: Ada Example\n", "utf-8")
    assert any("S1.author" in message and "Ada Example" in message for message in told(judged(path), "derived"))
    capsys.readouterr()
    assert main(["refresh", str(path)]) == 0
    assert "front matter: sources.1.author: " in capsys.readouterr().out
    assert "Ada Example" in path.read_text("utf-8") and main(["check", str(path)]) == 0


def test_refresh_derives_the_commission_anew(place, made, capsys):
    path, brief = made["zh"][0].path, made["zh"][0].brief
    wrong = with_value(brief.front, "commission.axes", ["社会信任"])
    said = [s.text for s in brief.sections[0].blocks[0].rows[0]][0]
    changed = with_value(wrong, "commission.sections.2.title", "胜负")
    path.write_text(
        briefs.render(replace(brief, front=changed)).replace(said, "本报告受托对比两家在社会信任上的异同。"), "utf-8"
    )
    assert main(["check", str(path)]) == 1
    main(["refresh", str(path)])
    out = capsys.readouterr().out
    assert (
        "front matter: commission.axes: ['社会信任'] → " in out
        and "front matter: commission.sections.3.title: 胜负" in out
    )
    assert not told(judged(path), "derived")


def test_a_corpus_elsewhere_is_none(place, made):
    path, front = made["en"][0].path, made["en"][0].brief.front
    shutil.copytree("corpus", "reviewed")
    found = judged(path, front=with_value(front, "corpus.path", "reviewed"))
    assert told(found, "corpus") and not told(found, "source-absent")


@pytest.fixture(scope="module")
def pictured(workplace, made, tmp_path_factory):
    """A folder with a brief that has a picture and a document from outside, as they are kept."""
    from importlib.resources import files

    from generator import demo
    from generator.logo import gallery

    folder, outside = tmp_path_factory.mktemp("pictured"), tmp_path_factory.mktemp("outside")
    shutil.copytree(workplace / "corpus", folder / "corpus")
    shutil.copytree(workplace / "build" / "cache", folder / "build" / "cache")
    svg = Path(str(files("material").joinpath(demo.ICON))).read_bytes()
    (outside / "mark.png").write_bytes(gallery.drawn(svg, where=demo.ICON))
    pdf = folder / demo.PDF
    shutil.move(pdf, outside / "report.pdf")
    shutil.move(f"{pdf}.yml", outside / "report.pdf.yml")
    with contextlib.chdir(folder):
        outcome = pipeline.make(
            pipeline.Request(
                query=demo.COMMISSIONS["open-hub-and-managed-api"],
                documents=(outside / "report.pdf",), images=(outside / "mark.png",),
            ),
            build=Path("build"),
        )  # fmt: skip
    assert outcome.passed
    return folder, outside, outcome


def test_pictures_and_documents_are_checked_as_they_are_kept(pictured):
    folder, _, outcome = pictured
    kept = {source["kind"]: source["path"] for source in outcome.brief.front["sources"] if source["kind"] != "corpus"}
    with contextlib.chdir(folder):
        assert main(["check"]) == 0
        assert Path(f"{kept['document']}.yml").is_file()  # what it says of itself is checked too
        before = list(Path("build/cache").glob("identified-*.json"))
        assert len(before) == 1 and main(["check"]) == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [("verdict", "conflict"), ("name", "OpenAI"), ("confidence", 1.0), ("threshold", 0.1), ("margin", 0.9), ("rule", "words"),
     ("size", [9, 9]), ("sha256", "0" * 64), ("candidates", []), ("crop", [0, 0, 1, 1]), ("verdict", "asserted"),
     ("model", {"name": "clip-logo-large", "sha256": "1" * 64, "index": "2" * 64})],
)  # fmt: skip
def test_an_identification_cannot_be_typed(pictured, key, value):
    folder, _, outcome = pictured
    logo = outcome.brief.front["logos"][0] | {key: value}
    with contextlib.chdir(folder):
        found = told(judged(outcome.path, front=dict(outcome.brief.front) | {"logos": [logo]}), "derived")
    assert any(message.startswith("logos.mark.png") for message in found), found


def test_another_processor_may_round_otherwise(pictured):
    folder, _, outcome = pictured
    logo = outcome.brief.front["logos"][0]
    near = logo | {"margin": logo["margin"] + 0.01}
    with contextlib.chdir(folder):
        assert not told(judged(outcome.path, front=dict(outcome.brief.front) | {"logos": [near]}), "derived")


def test_a_damaged_cache_is_no_answer(pictured, tmp_path):
    folder, outside, outcome = pictured
    found = identity.of(outside / "mark.png", None, tmp_path)
    (kept,) = tmp_path.glob("identified-*.json")
    kept.write_text('{"verdict": "named"}')
    assert identity.of(outside / "mark.png", None, tmp_path) == found and found["name"] == "Hugging Face"


def test_what_is_not_kept_is_an_error_unless_the_policy_names_it(pictured):
    folder, outside, outcome = pictured
    with contextlib.chdir(folder):
        request = pipeline.Request(
            query=outcome.brief.front["commission"]["query"], slug="bare", attach=False,
            documents=(outside / "report.pdf",), images=(outside / "mark.png",),
        )  # fmt: skip
        bare = pipeline.make(request, build=Path("build"))
        assert bare.passed and len(told(bare.findings, "unverifiable")) == 2
        assert main(["check", str(bare.path)]) == 1
        listed = [
            {"file": s["file"], "sha256": s["sha256"], "by": "Ada", "why": "not ours"}
            for s in bare.brief.front["sources"] if s["kind"] != "corpus"
        ]  # fmt: skip
        Path("policy.yml").write_text(json.dumps({"absent": listed}), "utf-8")
        found = judged(bare.path)
        assert len(told(found, "unchecked")) == 2 and not [f for f in found if f.severity == "error"]
        assert any("1 sentence rests on it" in message for message in told(found, "unchecked"))
        Path("policy.yml").unlink()


def test_a_picture_that_may_be_absent_is_believed_and_the_text_is_still_a_runs(pictured, capsys):
    folder, _, outcome = pictured
    (source,) = (s for s in outcome.brief.front["sources"] if s["kind"] == "image")
    with contextlib.chdir(folder):
        away = Path(source["path"]).rename("away")
        excuse = {"file": source["file"], "sha256": source["sha256"], "why": "not ours"}
        Path("policy.yml").write_text(json.dumps({"absent": [excuse]}), "utf-8")
        text = outcome.path.read_text("utf-8")
        try:
            assert main(["check", str(outcome.path)]) == 0
            said = capsys.readouterr().out
            assert "as that it shows Hugging Face" in said and "not-reproduced" not in said
            lines = text.split("\n")
            at = next(
                n
                for n, line in enumerate(lines)
                if "[long_" in line and "[long_" in lines[n + 1] and line[0] not in "|-"
            )
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
            outcome.path.write_text("\n".join(lines), "utf-8")
            assert main(["check", str(outcome.path)]) == 1
            assert "error placed: no run" in capsys.readouterr().out
        finally:
            outcome.path.write_text(text, "utf-8")
            Path("policy.yml").unlink()
            away.rename(source["path"])


def test_who_asserts_a_platform_is_recorded(place):
    query = COMMISSIONS["zh"].replace("对比 Hugging Face 与 OpenAI 在", "对比 OpenAI 与附图所示平台在")
    request = pipeline.Request(query=query, platform="Hugging Face", by="Ada Example", slug="asserted")
    outcome = pipeline.make(request, build=Path("build"))
    subject = outcome.brief.front["commission"]["subjects"][1]
    assert (subject["from"], subject["by"]) == ("asserted", "Ada Example")
    assert not [f for f in judged(outcome.path) if f.severity == "error"]
    nobody = json.loads(json.dumps(outcome.brief.front))
    del nobody["commission"]["subjects"][1]["by"]
    assert any("who asserted" in message for message in told(judged(outcome.path, front=nobody), "derived"))
