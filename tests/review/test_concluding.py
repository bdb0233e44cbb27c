"""A person adds a judgement of their own: given by options, or asked for section by section."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.brief import ledger as ledgers, page as briefs
from generator.gate import Shelf, brief_at, validate
from tests.helpers import loaded

CASES = loaded("review/judgements.yml")


def text(path):
    return path.read_bytes() + path.with_suffix(".ledger.yml").read_bytes()


def own(path):
    return [entry for entry in brief_at(path).ledger.entries if entry.kind == "judgement"]


def judge(path, section, words, *rests, by="Ada Example"):
    named = [one for name in rests for one in ("--rests-on", str(name))]
    return main(["judge", str(path), "--by", by, "--section", str(section), "--text", words, *named])


def errors(path):
    item = brief_at(path)
    sources = Shelf(root=Path(), cache=Path("build/cache")).sources(item.brief, item.ledger)
    return {f.code for f in validate(item.brief, item.ledger, sources) if f.severity == "error"}


@pytest.mark.parametrize("filed", ["zh", "en"], indirect=True)
def test_a_judgement_closes_its_section_and_is_signed(filed, request, capsys):
    zh = request.node.callspec.params["filed"] == "zh"
    before = brief_at(filed)
    cited = [e for e in before.ledger.entries if e.kind in ledgers.SOURCED]
    section = cited[3].section
    words = "两者的取向不同。看重开放的应偏向后者" if zh else "The two aim at different readers. Weigh openness first"
    assert judge(filed, section, words, 2, cited[3].id) == 0
    first, second = own(filed)
    assert first.text.startswith("研判：" if zh else "Assessment: ") and second.text.endswith("。" if zh else ".")
    assert first.rests == second.rests == (cited[1].id, cited[3].id)
    assert first.accepted and second.accepted and first.signed.by == "Ada Example"
    later = [e for e in brief_at(filed).ledger.entries if e.section == section and e.paragraph > first.paragraph]
    assert all(entry.kind == "meta" for entry in later)  # the gap list
    capsys.readouterr()
    assert main(["check"]) == 0, capsys.readouterr().out
    assert "Ada Example answers for 2 judgements" in capsys.readouterr().out
    assert main(["stage"]) == 0
    page = (Path("build/docs") / filed).read_text("utf-8")
    assert f'href="#{cited[1].id}"' in page and ("Ada Example 于" if zh else "the view of Ada Example") in page


def test_a_brief_with_a_judgement_is_not_written_over(filed, capsys):
    query = brief_at(filed).brief.front["commission"]["query"]
    assert judge(filed, 3, "两者的取向不同", 1) == 0
    assert main(["brief", "--query", query, "--slug", filed.stem[11:]]) == 1
    assert "edited by hand" in capsys.readouterr().err


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_the_gate_would_not_let_stand_is_refused_and_nothing_is_written(filed, capsys, case):
    before = text(filed)
    words = case.get("words", "两者的取向不同") * case.get("times", 1)
    assert judge(filed, case.get("section", 3), words, *case.get("rests", [1]), by=case.get("by", "Ada Example")) == 1
    assert case["says"] in capsys.readouterr().err
    assert text(filed) == before


def test_options_are_given_together(filed, capsys):
    assert main(["judge", str(filed), "--section", "3"]) == 1
    assert "--rests-on together" in capsys.readouterr().err


def answer(monkeypatch, *lines):
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_sections_are_asked_for_one_after_the_other(filed, monkeypatch, capsys):
    answer(
        monkeypatch, "", "两者的取向不同", "99", "两者的取向不同", "1 2", "b", "取向之别大于高下之别", "10", "l", "q"
    )
    before = brief_at(filed)
    asked = sorted({entry.section for entry in before.ledger.entries if entry.supports})[1:]
    assert main(["judge", str(filed)]) == 0
    said = capsys.readouterr().out
    assert "not taken: 99: no cited sentence" in said and "1 judgement by Ada Example" in said
    (entry,) = own(filed)
    assert entry.text == "研判：取向之别大于高下之别。" and entry.section in asked
    assert not errors(filed) - {"unverifiable"}
    answer(monkeypatch, "d", "两者的取向不同", "1", "b", "d", "q")
    after = text(filed)
    assert main(["judge", str(filed)]) == 0
    assert text(filed) == after and len(before.ledger.entries) + 1 == len(brief_at(filed).ledger.entries)


@pytest.mark.parametrize("lines", [[], [""], ["两者的取向不同"], ["q"], ["", "", "b", "b", "b", "q"]], ids=str)
def test_who_stops_anywhere_leaves_the_brief_as_it_is(filed, monkeypatch, lines):
    answer(monkeypatch, *lines)
    before = text(filed)
    assert main(["judge", str(filed)]) == 0
    assert text(filed) == before


def test_a_brief_that_someone_writes_meanwhile_is_not_written_over(filed, monkeypatch, capsys):
    class Slow(io.StringIO):
        def readline(self):
            line = super().readline()
            if line.startswith("1"):
                filed.write_text(filed.read_text("utf-8") + "\n", "utf-8")
            return line

    monkeypatch.setattr(sys, "stdin", Slow("两者的取向不同\n1\n"))
    assert main(["judge", str(filed)]) == 0
    assert "meanwhile" in capsys.readouterr().out and not own(filed)


QUERY = ("Compare Hugging Face and OpenAI in 400 to 900 words, formal. Sections: 1. Openness of models "
         "2. Recommendation 3. References")  # fmt: skip


def test_where_the_report_makes_no_choice_a_persons_takes_the_place_of_saying_so(workplace, monkeypatch, capsys):
    monkeypatch.chdir(workplace)
    assert main(["brief", "--query", QUERY, "--out", "build/choice", "--json"]) == 0
    (path,) = Path("build/choice").glob("*.md")
    item = brief_at(path)
    (framing,) = (entry for entry in item.ledger.entries if entry.kind == "framing")
    assert "does not choose" in framing.text and framing.section == 2
    monkeypatch.setattr("generator.review.signing.unlike", lambda by, author: "")
    assert judge(path, 2, "Take the open one where staff can run it", 1) == 0
    (entry,) = own(path)
    assert entry.section == 2 and "does not choose" not in path.read_text("utf-8")
    assert not errors(path)
    both = replace(item.ledger, entries=(*item.ledger.entries, entry))
    said = briefs.render(item.brief).replace(framing.text, f"{framing.text}\n\n{entry.text}")
    sources = Shelf(root=Path(), cache=Path("build/cache")).sources(item.brief, both)
    assert "framing" in {f.code for f in validate(briefs.parse(said, str(path)), both, sources)}


@pytest.mark.parametrize("filed", ["en"], indirect=True)
def test_whose_judgement_it_is_git_says(filed, capsys):
    given = ["--section", "3", "--text", "Both are in use today", "--rests-on", "1"]
    assert main(["judge", str(filed), *given]) == 0
    assert own(filed)[0].signed.by == "Ada Example"
    capsys.readouterr()
    main(["check", str(filed)])
    assert "Ada Example answers for 1 judgement (" in capsys.readouterr().out
    subprocess.run(["git", "config", "user.name", ""], check=True)
    assert main(["judge", str(filed), *given]) == 1 and "give --by NAME" in capsys.readouterr().err
