"""Commissions in one language over sources in the other: filed as quotations, and said so; never where it is not so."""

import contextlib
import re
from pathlib import Path

import pytest

from generator import commission as commissions, pipeline
from generator.__main__ import main
from generator.errors import NoEvidence
from generator.evidence import languages
from generator.language import dictionary, text
from tests.helpers import loaded
from tests.helpers.retrieval_cases import document

CASES = {case["language"]: case for case in loaded("abroad.yml")}
SAID = {"en": "are in Chinese; they are quoted in the original, untranslated", "zh": "为英文，文中引用原文，未经翻译"}


@pytest.fixture(params=["en", "zh"])
def case(request, tmp_path):
    """A case, with its corpus in the current folder."""
    case = CASES[request.param]
    (tmp_path / "corpus").mkdir()
    for name, words in case["corpus"].items():
        (tmp_path / "corpus" / f"{name}.md").write_text(words, "utf-8")
    with contextlib.chdir(tmp_path):
        yield case


def make(query):
    return pipeline.make(pipeline.Request(query=query), build=Path("build"))


def test_it_is_filed_as_quotations_and_says_so(case):
    outcome = make(case["query"])
    assert outcome.passed, outcome.findings
    sourced = [entry for entry in outcome.ledger.entries if entry.kind in ("claim", "quotation")]
    assert sourced and {entry.kind for entry in sourced} == {"quotation"}
    assert {entry.side for entry in sourced} == set(case["subjects"])
    for section, words in case["answers"].items():  # headings are met, and sides found, in the other script
        told = "".join(entry.text for entry in sourced if entry.section == section).casefold()
        assert all(word in told for word in words), (section, told)
    assert outcome.path.read_text("utf-8").count(SAID[case["language"]]) == 1
    assert any("in the original, untranslated" in note and "WRITER=llm" in note for note in outcome.notes)
    assert "foreign-share" not in {finding.code for finding in outcome.findings}
    assert not [gap for gap in outcome.brief.front["gaps"] if gap["code"] == "axis"]
    assert main(["check"]) == 0


def test_that_the_sources_are_in_another_language_is_derived(case):
    path = make(case["query"]).path
    whole = path.read_text("utf-8")
    said = next(line for line in whole.splitlines() if SAID[case["language"]] in line)
    path.write_text(whole.replace(f"{said}\n", "", 1), "utf-8")
    assert main(["check"]) == 1


def test_with_sources_in_the_briefs_own_language_nothing_changes(case):
    for name, words in case["own"].items():
        Path("corpus", f"{name}.md").write_text(words, "utf-8")
    outcome = make(case["query"])
    assert outcome.passed, outcome.findings
    assert "language" not in {gap["code"] for gap in outcome.brief.front["gaps"]}
    length = outcome.brief.front["commission"]["length"]
    quoted = sum(text.count(e.text, length["unit"]) for e in outcome.ledger.entries if e.kind == "quotation")
    assert quoted <= 0.2 * length["counted"]
    assert not any("untranslated" in note for note in outcome.notes)


def test_a_read_me_does_not_make_a_corpus_one_in_the_briefs_own_language():
    commission = commissions.read("Compare Qingdao and Dalian")

    def abroad(*told):
        return languages.abroad(
            commission, [document(f"{n}.md", words, language=code) for n, (words, code) in enumerate(told)]
        )

    away = [(f"Qingdao 的轮渡每天开 {n} 班。", "zh") for n in range(30)]
    assert abroad(*away) == ("Qingdao",)
    assert abroad(*away, ("Qingdao has a port.", "en")) == ("Qingdao",)
    assert abroad(*away[:10], ("Qingdao has a port.", "en")) == ()
    assert abroad(("Dalian has a port.", "en")) == abroad() == ()


@pytest.mark.parametrize(
    "token, beside, held, words",
    [
        ("cash", (), {"现金", "日本"}, ("现金",)),
        ("regist", (), {"登记", "登陆"}, ("登记",)),
        ("give", ("give", "up"), {"放弃", "给予"}, ("放弃",)),
        ("give", (), {"放弃", "给予"}, ("给予",)),
        ("dog", (), {"犬", "犬只"}, ("犬",)),
        ("xyzzy", (), {"犬"}, ()),
    ],
)
def test_english_words_are_put_in_chinese_by_what_the_sources_hold(token, beside, held, words):
    assert dictionary.chinese(token, beside, held.__contains__)[: len(words)] == words


@pytest.mark.parametrize("case", ["zh"], indirect=True)
def test_of_what_no_document_has_the_nearest_title_is_advised_and_that_is_filed(case):
    Path("corpus", "README.md").write_text("# All about this folder\n\nPlain files.\n", "utf-8")
    with pytest.raises(NoEvidence) as refused:
        make("写一份关于轮渡开放数据的简报")
    advice = re.search("QUERY='([^']+)'", str(refused.value))
    assert advice and advice[1] == "Write a brief on Ferries of Boston"
    assert make(advice[1]).passed
