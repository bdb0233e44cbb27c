"""No valid commission fails by what the program writes: outlines of any roles, numbering, extras and attachments."""

import contextlib
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from generator import pipeline
from generator.brief import wording
from generator.errors import BriefproofError

TITLES = {
    "introduction": ("引言", "Introduction"),
    "method": ("研究方法", "Method and sources"),
    "comparison": ("开放策略对比", "Openness compared"),
    "body": ("产品与定价", "Products and pricing"),
    "voice": ("我们的看法", "What we should do"),
    "governance": ("治理与安全", "Governance and safety"),
    "abstract": ("摘要", "Abstract"),
    "gaps": ("资料未覆盖", "Evidence gaps"),
    "conclusion": ("总结", "Conclusions"),
    "references": ("参考资料", "References"),
}
FILLED = {"introduction", "comparison", "body", "voice", "governance", "abstract", "conclusion"}
TABLED = ("质保期限", "Warranty period")
TABLES = {
    "terms-at-a-glance.md": ("en", "Terms at a glance", "Warranty period", "{} months", "Warranty period in days"),
    "条款一览.md": ("zh", "条款一览", "质保期限", "{} 个月", "质保期限（天）"),
}
"""Documents that hold a table and no sentence, which alone speaks of the section `TABLED`."""
MARKS = {
    "han": [f"{digit}、" for digit in "一二三四五六七八九十"],
    "digits": [f"{number}. " for number in range(1, 11)],
    "brackets": [f"({number}) " for number in range(1, 11)],
    "none": [""] * 10,
}
ASKED = {
    0: ("对比 Hugging Face 与 OpenAI。", ("", "600字左右。", "1500字。"), ("", "附表格。", "列出关键数据。"), "结构："),
    1: ("Compare Hugging Face and OpenAI.", ("", " About 400 words.", " 900 words."), ("", " Include a table.", " Show key figures."), "\nSections:"),
}  # fmt: skip


@st.composite
def commissions(draw) -> str:
    language = draw(st.sampled_from((0, 1)))
    roles = draw(
        st.lists(st.sampled_from(sorted(TITLES)), min_size=1, max_size=10, unique=True).filter(FILLED.intersection)
    )
    marks = draw(st.sampled_from(sorted(MARKS)))
    opening, lengths, extras, lead = ASKED[language]
    outline = "\n".join(mark + TITLES[role][language] for mark, role in zip(MARKS[marks], roles, strict=False))
    return f"{opening}{draw(st.sampled_from(lengths))}{draw(st.sampled_from(extras))}{lead}\n{outline}\n"


@pytest.fixture(scope="module")
def clone(workplace, tmp_path_factory):
    """A clone whose PDF lies outside the corpus, to be attached, and whose corpus holds `TABLES`."""
    folder = tmp_path_factory.mktemp("outlines")
    shutil.copytree(workplace / "corpus", folder / "corpus")
    for name, (language, title, respect, value, other) in TABLES.items():
        head = f"---\ntitle: {title}\nlanguage: {language}\nlicence: CC0-1.0\npublish: full\n---\n\n# {title}\n\n"
        rows = ["| | Hugging Face | OpenAI |", "|---|---|---|"]
        rows += [f"| {respect} | {value.format(12)} | {value.format(24)} |", f"| {other} | 360 | 720 |"]
        (folder / "corpus" / name).write_text(head + "\n".join(rows) + "\n", "utf-8")
    shutil.move(folder / "corpus" / "reading-the-gpt-4-technical-report.pdf", folder / "attached.pdf")
    return folder


@settings(
    max_examples=int(os.environ.get("OUTLINES", "12")),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(query=commissions(), attached=st.booleans())
def test_what_is_written_passes_its_gate(clone, query, attached):
    documents = (Path("attached.pdf"),) if attached else ()
    with contextlib.chdir(clone):
        try:
            outcome = pipeline.make(
                pipeline.Request(query=query, slug="outline", documents=documents, out=Path("out"), force=True),
                build=Path("build"),
            )
        except BriefproofError as error:  # the user's own words leave no room, or ask for what is said of one side only
            assert re.search("ask for a longer report or fewer sections|^no evidence: ", str(error)), query
        else:
            assert outcome.passed, (query, [f for f in outcome.findings if f.severity == "error"])


@pytest.mark.parametrize("language", (0, 1))
def test_a_section_of_a_table_alone_is_not_said_to_be_empty(clone, language):
    opening, _, _, lead = ASKED[language]
    query = f"{opening}{lead}\n1. {TABLED[language]}\n2. {TITLES['body'][language]}\n"
    with contextlib.chdir(clone):
        request = pipeline.Request(query=query, slug="tabled", out=Path("out"), force=True)
        outcome = pipeline.make(request, build=Path("build"))
    first = outcome.brief.sections[0]
    assert outcome.passed, [f for f in outcome.findings if f.severity == "error"]
    assert any(block.kind == "table" for block in first.blocks)
    empty = wording.framing(outcome.brief.front, TABLED[language], "body", 0)
    assert not {s.text for b in first.blocks for row in b.rows for s in row} & {*empty}
