"""Forged excerpts: headings further up that are left unsaid, what leans on what is not there, edits of one sentence."""

import contextlib
from dataclasses import replace

import pytest

from generator import corpus
from generator.brief import excerpted, ledger as ledgers, page as briefs
from generator.commission import Subject
from generator.evidence import excerpts
from generator.gate import Shelf, validation
from generator.review import refreshing
from tests.helpers import filed_briefs, loaded

CASES = loaded("gate/forged_excerpts.yml")
COUNTED = {"length", "length-counted", "balance", "balance-counted", "meta"}
"""What a forger would count anew: sentences are longer or shorter than those in whose place they stand."""
ACME = """# Acme

Acme is a dishwasher for kitchens that are smaller than eight square metres in all.

## Warranty

The maker repairs an Acme for ten years after it was bought in a shop, except where its owner bent it. However, the \
warranty ends when it is sold on to somebody else. It holds in every country in which the maker has a shop of its own.

## Price

An Acme costs 900 euros, and its first year of service is free of charge. We send one of our own people to each buyer \
in the second year.
"""
BOLT = """# Bolt

Bolt is a dishwasher for hotels, with room for two hundred plates in one load.

## Warranty

The maker repairs a Bolt for two years, and lends another one for as long as that takes.

## Price

A Bolt costs 4,000 euros. It cannot be hired, and there is no service that is free of charge.
"""
JIA = """# 甲机

甲机是一种供小厨房使用的洗碗机，占地不到半个平方米。

## 保修

厂家对甲机保修十年，自购买之日起计算，除门板外，全部零件免费更换。但甲机转售他人以后保修终止。

## 价格

甲机售价九百元，第一年的上门服务免费，但滤网除外。甲机不能租用，旧机也没有人回收。
"""
YI = """# 乙机

乙机是一种供酒店使用的洗碗机，一次可以洗二百个盘子。

## 保修

厂家对乙机保修两年，修理期间另外借给用户一台机器使用。

## 价格

乙机售价四千元，每年另收二百元的上门服务费。
"""
QUERIES = {
    "en": "Compare Acme and Bolt in warranty and price. 250 to 400 words, with the sections: "
    "1. Introduction 2. Warranty 3. Price 4. Conclusion 5. References.",
    "zh": "请比较甲机和乙机的保修与价格，300 到 600 字，包括：1. 引言 2. 保修 3. 价格 4. 总结 5. 参考资料。",
}
PAGES = {"en": {"Acme": ACME, "Bolt": BOLT}, "zh": {"甲机": JIA, "乙机": YI}}


def pages(language):
    """Return the documents of the cases in a language, by their titles."""
    own = [one for one in CASES["placed"] if one.get("language", "en") == language]
    side = next(iter(PAGES[language]))
    made = dict(PAGES[language])
    for case in own:
        below = "".join(f"{'#' * n} {heading}\n\n" for n, heading in enumerate(case["under"], 2))
        made[side] += f"\n{below}{case['said']}\n"
    return made


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """Filed briefs by language."""
    return {
        language: filed_briefs.file(
            tmp_path_factory.mktemp(language),
            {f"{n}.md": words for n, words in enumerate(pages(language).values())},
            QUERIES[language],
        )
        for language in QUERIES
    }


def listed(filed, lead, case):
    """Return the codes where a claim of the brief says what stands below the headings of a case, behind a lead."""
    folder, text, ledger, name = filed
    language = case.get("language", "en")
    title = next(iter(PAGES[language]))
    documents = corpus.read(folder / "corpus", cache=folder / "build" / "cache").documents
    document = next(one for one in documents if one.title == title)
    chunk = next(one for one in document.chunks if case["said"] in one.text)
    start = chunk.text.index(case["said"])
    front = briefs.parse(text, name).front
    ids = {one["title"]: one["id"] for one in front["sources"]}
    entry = next(one for one in ledger.entries if one.kind == "claim" and one.supports[0].source == ids.get(title))
    (old,) = entry.supports
    assert old.chunk == chunk.number
    end = start + len(case["said"])
    span = replace(old, start=start, end=end, quote=case["said"], relation=excerpts.RELATION)
    side = case.get("whose", next(iter(PAGES[language])))
    new = replace(entry, text=lead + case["said"], lead=lead, side=side, supports=(span,))
    entries = [new if one is entry else one for one in ledger.entries]
    ids = ledgers.ids(one.text for one in entries)
    ledger = replace(ledger, entries=tuple(replace(one, id=own) for one, own in zip(entries, ids, strict=True)))
    return filed_briefs.errors(filed, text.replace(entry.text, new.text), ledger) - COUNTED


@pytest.mark.parametrize("case", CASES["placed"], ids=lambda case: case["name"])
def test_what_turns_an_excerpt_stands_before_it(case, filed):
    own = filed[case.get("language", "en")]
    for lead in case.get("stand", ()):
        assert not listed(own, lead, case) - {"place"}, lead
    for lead in case["fall"]:
        assert listed(own, lead, case) & {"lead", "trim", "side"}, lead


def test_a_title_on_a_plan_is_said(tmp_path):
    (tmp_path / "a.md").write_text("# Roadmap of Acme\n\n## Ovens\n\nAn Acme bakes bread in the hour after a dinner.\n")
    (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    (chunk,) = document.chunks
    ((one,),) = excerpts.found(document, chunk)
    side, said = Subject(name="Acme", origin="text", words="Acme"), excerpts.said(chunk, one, "en")
    assert excerpted.leads("en", document.title, one, said, side) == ("“Roadmap of Acme”, “Ovens” – ",)
    assert "Acme (“Ovens”): " in excerpted.leads("en", "Acme", one, said, side)


@pytest.mark.parametrize("case", CASES["edited"], ids=lambda case: f"{case['from']} → {case['to']}")
def test_an_edited_excerpt_is_held_sentence_by_sentence(case, filed):
    own = next(one for one in filed.values() if case["from"] in one[1])
    folder, text, ledger, name = own
    edited = text[: text.rindex(case["from"])] + case["to"] + text[text.rindex(case["from"]) + len(case["from"]) :]
    with contextlib.chdir(folder):
        shelf = Shelf(root=folder, cache=folder / "build" / "cache", whole=True)
        brief = briefs.parse(edited, name)
        mended = refreshing.refresh(brief, ledger, shelf.sources(brief, ledger))
        found = validation.validate(mended.brief, mended.ledger, shelf.sources(mended.brief, mended.ledger))
    errors = [one for one in found if one.severity == "error" and one.code not in COUNTED]
    if why := case.get("refused"):
        assert any(one.code == "support" and why in one.message for one in errors), errors
    else:
        assert {one.code for one in errors} == {"pending"}, errors
