"""What the head of a brief says first, and that it is the brief's own."""

import re
from dataclasses import replace

import pytest

from generator.brief import Block, Brief, Section, Sentence
from generator.brief.ledger import Entry, Ledger
from generator.gate.rules import Finding
from generator.site import brief_page, feed, findings
from generator.site.walk import follow, places
from tests.helpers import loaded, site_fixture as fixture

CASES = loaded("site/findings.yml")


def walk_of(case):
    """Return a brief of the case's lines: (section, side, sentence) or (section, head of a row, sentence of each side)."""
    sides = case.get("sides", ["Kea", "Tui"])
    titles = dict.fromkeys(section for section, *_ in case["lines"])
    roles = {"Introduction": "introduction", "Conclusion": "conclusion", "结论": "conclusion", "引言": "introduction"}
    entries, sections = [], []
    for number, title in enumerate(titles, 1):
        blocks: list[Block] = []
        for _, *line in (line for line in case["lines"] if line[0] == title):
            table = len(line) > 2
            said = [Sentence(text=one) for one in line[1:]]
            for column, one in enumerate(said):
                side = sides[column] if table else line[0]
                support = fixture.support("S1", fixture.HUB.chunks[0], "任何人都可以提交改进。")
                entries.append(
                    Entry(id=f"s-{len(entries)}", section=number, kind="cell" if table else case.get("kind", "claim"),
                          text=one.text, side=side, lead=case.get("lead", ""), supports=(support,))
                )  # fmt: skip
            head = tuple(Sentence(text=one) for one in ("Aspect", *sides))
            rows = (head, (Sentence(text=line[0]), *said)) if table else (tuple(said),)
            blocks.append(Block(kind="table" if table else "paragraph", rows=rows))
        sections.append(Section(number=number, heading=title, blocks=tuple(blocks)))
    outline = [{"heading": title, "title": title, "role": roles.get(title, "body")} for title in titles]
    asked = {"language": case.get("language", "en"), "sections": outline, "subjects": [{"name": n} for n in sides]}
    front = fixture.front("Birds")
    front["commission"] = {**front["commission"], **asked}
    brief = Brief(front=front, title="Birds", sections=tuple(sections))
    ledger = Ledger(brief="b.md", reader="readers 1", entries=tuple(entries))
    return follow("b", brief, ledger, places((fixture.corpus(),), ()), ())


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_the_main_finding_is_the_sharpest_thing_that_a_brief_says(case):
    walk = walk_of(case)
    found = findings.points(walk)
    assert [one.sentence.text for one in found[0].said] == case["first"]
    if "gist" in case:
        assert findings.gist(walk, found) == case["gist"]
    said = [one.sentence.text for point in found for one in point.said]
    assert set(said) <= {entry.text for entry in walk.ledger.entries} and len(said) == len(set(said))
    assert len(found) <= findings.MOST


def test_the_main_finding_has_its_citations_and_leads_to_where_it_stands():
    page = brief_page.render(walk_of(CASES[0]), {}, {})
    shown = page[page.index('class="main-finding"') : page.index('class="findings-list"')]
    led = re.findall(r'href="#(s-\d+)"', shown)
    assert len(led) == 1 and f'id="{led[0]}"' in page and len(re.findall('class="cite"', shown)) == 1


def test_a_brief_without_sources_has_no_finding():
    walk = walk_of(CASES[0])
    bare = replace(walk.ledger, entries=tuple(replace(one, kind="framing", supports=()) for one in walk.ledger.entries))
    walk = follow("b", walk.brief, bare, places((fixture.corpus(),), ()), ())
    assert findings.points(walk) == () and findings.gist(walk, ()) == ""
    assert "main-finding" not in brief_page.render(walk, {}, {})


def test_a_withdrawn_brief_is_shown_elsewhere_as_that():
    walk = walk_of(CASES[0])
    walk = replace(walk, finding=findings.gist(walk, findings.points(walk)))
    assert f"<summary>{walk.finding}</summary>" in feed.render((walk,), "en")
    brief = replace(walk.brief, front={**walk.brief.front, "withdrawn": {"date": "2026-12-01", "why": "x"}})
    taken = replace(walk, brief=brief)
    assert f"<summary>Withdrawn: {walk.finding}</summary>" in feed.render((taken,), "en")
    assert f"Withdrawn: {walk.finding[:40]}" in brief_page.render(taken, {}, {}).split("\n---\n")[0]


def test_what_breaks_a_rule_is_no_finding():
    walk = walk_of(CASES[0])
    first = findings.points(walk)[0].said
    stated = tuple(replace(s, sentence=replace(s.sentence, line=n)) for n, s in enumerate(walk.stated, 1))
    at = [s.sentence.line for s in stated if s.sentence.text in {one.sentence.text for one in first}]

    def told(code):
        found = tuple(Finding(code=code, message="", line=n) for n in at)
        return [one.sentence.text for one in findings.points(replace(walk, stated=stated, findings=found))[0].said]

    assert told("pending") == [one.sentence.text for one in first]
    assert not set(told("support")) & {one.sentence.text for one in first}


def test_a_name_is_set_off_as_a_word():
    walk = walk_of(
        {"sides": ["Meta", "Kea"], "lines": [["Licence", "Meta", "Metadata is published with every model."]]}
    )
    said = findings.attributed(walk.stated[0], walk.stated[0].sentence.text)
    assert said == '<span class="who">Meta:</span> Metadata is published with every model.'
