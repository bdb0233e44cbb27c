"""What a model concludes from a brief's own sentences, and what rules doubt: both stand by a person's name alone."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import pipeline
from generator.__main__ import main
from generator.brief import ledger as ledgers, page as briefs
from generator.gate import Shelf, validate
from generator.site import markup
from tests.helpers import model_fakes
from tests.helpers.model_fakes import Fake, concluding, fluent, named as with_its_side, stubborn, writing
from tests.helpers.model_server import answer, cards, form
from tests.writers.test_llm import codes, commission, made, place, write  # noqa: F401

MODEL = writing(fluent, conclude=concluding)
POLICY = "corpora: [railways]\nunsigned: [checked]\nsigners: {checked: [Ada Example], judgement: [Ada Example]}\n"


def judged(outcome):
    return [e for e in outcome.ledger.entries if e.kind == "judgement"]


def test_findings_open_the_brief_and_takeaways_close_their_sections(place):  # noqa: F811
    outcome = write(MODEL)
    found, sections = judged(outcome), outcome.brief.sections
    assert outcome.passed and codes(outcome) == {"pending"} and len(found) > 2
    told = {e.id: e for e in outcome.ledger.entries}
    assert all(e.rests and all(told[name].kind in ledgers.SOURCED for name in e.rests) for e in found)
    first = next(s for s in sections if any(b.rows[0][0].text.startswith("研判：") for b in s.blocks))
    assert found[0].section == first.number and found[0].text.startswith("研判：")
    for entry in found[1:]:
        assert sections[entry.section - 1].blocks[entry.paragraph - 1].kind == "paragraph"
        later = [e for e in outcome.ledger.entries if e.section == entry.section and e.paragraph > entry.paragraph]
        assert all(e.kind == "meta" for e in later)  # the gap list
    length = outcome.brief.front["commission"]["length"]
    assert length["min"] <= length["counted"] <= length["max"]


def test_findings_close_the_brief_where_the_commission_wants_them_last(place):  # noqa: F811
    def conclude(messages):
        finding = {"text": "据此需要把取舍讲清楚。", "rests": [cards(messages)[0]["id"]]}
        return answer("findings", [finding], takeaways=[])

    asked = commission("railways")
    asked["query"] += "最后给一句明白话。"
    model = Fake(writing(fluent, conclude=conclude), Path("build/replies"))
    request = pipeline.Request(**asked, writer="llm", model=model)
    outcome = pipeline.make(request, build=Path("build"))
    roles = [s["role"] for s in outcome.brief.front["commission"]["sections"]]
    found = judged(outcome)
    last = max(n for n, role in enumerate(roles, start=1) if role not in ("gaps", "method", "references"))
    assert outcome.passed and codes(outcome) == {"pending"} and [e.section for e in found] == [last]
    later = [e for e in outcome.ledger.entries if (e.section, e.paragraph) > (last, found[0].paragraph)]
    assert all(e.kind == "meta" for e in later)


def test_a_judgement_needs_a_name_that_the_policy_lets_sign(place, capsys):  # noqa: F811
    outcome = write(MODEL)
    Path("policy.yml").write_text(POLICY, "utf-8")
    assert main(["check"]) == 1
    waiting = [line for line in capsys.readouterr().out.splitlines() if " pending: " in line]
    assert len(waiting) == len(judged(outcome)) and all("a judgement: " in line for line in waiting)
    Path("policy.yml").write_text(POLICY.replace("judgement: [Ada Example]", "judgement: [Bo]"), "utf-8")
    assert main(["sign", str(outcome.path), "--by", "Ada Example"]) == 1
    Path("policy.yml").write_text(POLICY, "utf-8")
    assert main(["sign", str(outcome.path), "--by", "Ada Example"]) == 0
    assert main(["check"]) == 0
    assert main(["stage"]) == 0
    page = (Path("build/docs") / outcome.path).read_text("utf-8")
    first = ledgers.parse(outcome.path.with_suffix(".ledger.yml").read_text("utf-8"), "l")
    rests = next(e for e in first.entries if e.kind == "judgement").rests
    assert f'href="#{rests[0]}"' in page and markup.esc("Ada Example 于") in page


def test_a_judgement_with_a_figure_or_a_name_of_its_own_goes_back_and_is_left_out(place):  # noqa: F811
    def conclude(messages):
        rests = [cards(messages)[0]["id"]]
        said = ("总体上优势约为 777 亿元。", "华为云在这里更合适。", "由此可见一斑。", "值得权衡 [1]。")
        return answer("findings", [{"text": text, "rests": rests} for text in said] + [{"text": "要权衡。", "rests": []}],
                      takeaways=[{"section": 99, "text": "要权衡。", "rests": rests}])  # fmt: skip

    client = Fake(writing(fluent, conclude=conclude), Path("build/replies"))
    outcome = write(client)
    assert outcome.passed and not judged(outcome)
    asked = [messages for messages in client.calls if form(messages) == "findings"]
    assert [len(messages) for messages in asked] == [2, 4, 6]
    assert all(words in asked[1][-1]["content"] for words in ('"777', "没有这个名称", "没有写出句子编号", "含有标记"))
    assert {"section 0: number", "section 0: name", "section 0: rests", "section 99: rests"} <= set(
        outcome.ledger.dropped
    )


@pytest.mark.parametrize("reply", ["", "no", '{"findings": []}', '{"findings": "x", "takeaways": []}', "[[["])
def test_without_a_conclusion_the_brief_is_one(place, reply):  # noqa: F811
    outcome = write(writing(fluent, conclude=lambda messages: reply))
    assert outcome.passed and codes(outcome) == {"pending"} and not judged(outcome)


def test_a_review_shows_what_a_judgement_rests_on(place, capsys):  # noqa: F811
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "base"], check=True)
    outcome = write(MODEL)
    subprocess.run(["git", "add", "briefs"], check=True)
    subprocess.run(["git", "commit", "-q", "-m", "brief"], check=True)
    capsys.readouterr()
    assert main(["review", "--base", "HEAD~1"]) == 0
    shown, told = capsys.readouterr().out, {e.id: e.text for e in outcome.ledger.entries}
    first = judged(outcome)[0]
    assert first.text.rstrip("。") in shown
    assert f"rests on {escaped(first.rests[0])}" in shown and told[first.rests[0]][:8] in shown


def escaped(name):
    return name.replace("-", "\\-")


CHANGES = {
    "rests on nothing": lambda e, others: replace(e, rests=()),
    "rests on what is no sentence": lambda e, others: replace(e, rests=("s-0123456789",)),
    "rests on another judgement": lambda e, others: replace(e, rests=(others[0].id,)),
    "counts for a side": lambda e, others: replace(e, side="高铁"),
    "has another lead": lambda e, others: replace(e, lead=""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_judgement_that_was_tampered_with_is_an_error(place, change):  # noqa: F811
    outcome = write(MODEL)
    found = judged(outcome)
    own, others = found[0], found[1:]
    sources = Shelf(root=Path(), cache=Path("build/cache")).sources(outcome.brief, outcome.ledger)
    entries = tuple(CHANGES[change](e, others) if e is own else e for e in outcome.ledger.entries)
    read = briefs.parse(briefs.render(outcome.brief), "b")
    errors = {f.code for f in validate(read, replace(outcome.ledger, entries=entries), sources)}
    assert "judgement" in errors


def test_a_signature_lapses_with_what_a_judgement_rests_on(place):  # noqa: F811
    entry = judged(write(MODEL))[0]
    signed = ledgers.Signature(by="Ada Example", on="2026-01-01", of=ledgers.content_hash(entry))
    assert replace(entry, signed=signed).accepted
    assert not replace(entry, rests=(*entry.rests, "s-0123456789"), signed=signed).accepted


# --- what rules doubt


def doubtful(card):
    """Say a passage with a word for what may be: rules find that none of the source's words says so."""
    words = with_its_side(card).rstrip("。")
    return f"{words}，大概如此。" if "大概" not in words else f"{words}。", [card["id"]]


def test_what_rules_doubt_stands_for_a_person_where_a_second_reader_found_words(place, capsys):  # noqa: F811
    outcome = write(stubborn(doubtful))
    doubted = [f for f in outcome.findings if f.code == "pending" and "rules doubt it" in f.message]
    assert outcome.passed and doubted
    Path("policy.yml").write_text(POLICY, "utf-8")
    assert main(["check"]) == 1  # whatever stands alone by the policy, this does not
    assert capsys.readouterr().out.count("rules doubt it") == len(doubted)
    assert main(["sign", str(outcome.path), "--by", "Ada Example"]) == 0
    assert capsys.readouterr().out.count(" left: rules doubt ") == len(doubted)
    assert main(["check"]) == 1  # nor is it signed with all that wait
    assert capsys.readouterr().out.count("rules doubt it") == len(doubted)
    ids = [e.id for e in outcome.ledger.entries if any(f.message.endswith(f"({e.id})") for f in doubted)]
    named = [word for name in ids for word in ("--sentence", name)]
    assert main(["sign", str(outcome.path), "--by", "Ada Example", *named]) == 0
    assert main(["check"]) == 0


@pytest.mark.parametrize("judge", [model_fakes.denying, lambda messages: "", lambda messages: "[[["])
def test_what_rules_doubt_is_not_used_without_words_that_say_it(place, judge):  # noqa: F811
    outcome = write(writing(lambda messages: [doubtful(c) for c in model_fakes.asked(messages)], judge))
    assert outcome.passed
    assert not any("rules doubt it" in f.message or "大概如此" in f.message for f in outcome.findings)
    assert "大概如此" not in json.dumps([e.text for e in outcome.ledger.entries], ensure_ascii=False)


# --- a section that asks for a decision


def undecided(model):
    """Return a model that plans no point for the sections that ask for a decision."""

    def asked(messages):
        if form(messages) != "sections":
            return model(messages)
        told = [
            json.loads(line)
            for line in messages[1]["content"].split("\n")
            if line.startswith("{") and '"decides"' in line
        ]
        deciding = {one["section"] for one in told if one["decides"]}
        assert deciding
        plan = json.loads(model_fakes.plan(messages))
        plan["sections"] = [one for one in plan["sections"] if one["section"] not in deciding]
        return json.dumps(plan, ensure_ascii=False)

    return asked


def deciding(messages):
    """Conclude in the section that asks for it, by sentences of others."""
    told = [
        json.loads(line) for line in messages[1]["content"].split("\n") if line.startswith("{") and '"decides"' in line
    ]
    (number,) = [one["section"] for one in told if one["decides"]]
    rests = [one["id"] for one in cards(messages) if one["section"] != number][:3]
    said = [{"section": number, "text": f"{words}。", "rests": rests} for words in model_fakes.CONCLUSIONS["zh"]]
    return answer("findings", [], takeaways=said)


def test_a_section_that_asks_for_a_decision_holds_judgement_on_the_others(place):  # noqa: F811
    outcome = write(undecided(writing(fluent, conclude=deciding)))
    found = judged(outcome)
    sections = {entry.section for entry in found}
    assert outcome.passed and codes(outcome) == {"pending"}
    assert len(found) == 4 and len(sections) == 1
    (number,) = sections
    assert not [
        e for e in outcome.ledger.entries if e.section == number and e.kind in ("claim", "quotation", "framing")
    ]
    told = {e.id: e for e in outcome.ledger.entries}
    assert all(told[name].section != number for entry in found for name in entry.rests)
    length = outcome.brief.front["commission"]["length"]
    assert length["min"] <= length["counted"] <= length["max"]


def test_without_judgement_such_a_section_says_that_no_choice_is_made(place):  # noqa: F811
    outcome = write(undecided(writing(fluent)))
    assert outcome.passed and codes(outcome) <= {"pending"} and not judged(outcome)
    told = [e for e in outcome.ledger.entries if e.kind == "framing"]
    assert told and all("本报告不作取舍" in e.text for e in told)


def test_a_closing_that_is_ordered_stands_below_a_heading_and_the_model_hears_what_is_wished(place):  # noqa: F811
    asked = commission("railways")
    query = (
        "请对比高铁和民航，写一份简报，按下面几块来写：一、规模与管理体制；二、旅客服务与票价；三、环境与安全。约 1000 字。"
        "名词要解释。结尾用两三句话说清楚什么样的人适合哪一种。"
    )
    heard = []

    def conclude(messages):
        first = cards(messages)[0]["id"]
        return answer("findings", [{"text": "据此需要把取舍讲清楚。", "rests": [first]}], takeaways=[])

    def model(messages):
        heard.append(messages[1]["content"])
        return writing(fluent, conclude=conclude)(messages)

    client = Fake(model, Path("build/replies"))
    request = pipeline.Request(**(asked | {"query": query}), writer="llm", model=client)
    outcome = pipeline.make(request, build=Path("build"))
    assert outcome.passed and codes(outcome) == {"pending"}
    heads = [
        (s.number, at) for s in outcome.brief.sections for at, b in enumerate(s.blocks) if b.rows[0][0].text == "结语"
    ]
    ((number, at),) = heads
    assert outcome.brief.sections[number - 1].blocks[at + 1].rows[0][0].text.startswith("研判：")
    wished = [line for said in heard for line in said.splitlines() if line.startswith('{"wishes"')]
    assert wished and all("名词要解释" in line and "适合哪一种" not in line for line in wished)
