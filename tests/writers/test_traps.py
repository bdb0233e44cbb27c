"""Traps: nothing that its source takes back, jokes about or only supposes gets into a brief."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.brief import page as briefs
from tests.helpers import CASES

QUERIES = {
    "zh": "请对比 OpenAI 与 Hugging Face 在技术路线、社区治理、产品与成本上的差异，撰写《开放程度简报》，正式书面语，300-700 字，"
    "分为：一、引言；二、技术路线；三、社区治理；四、产品与成本；五、参考资料。",
    "en": 'Compare OpenAI and Hugging Face. Write a formal report titled "Two platforms" of 150 to 450 words with these '
    "sections: 1. Introduction 2. Openness of models 3. Governance and safety 4. Products and access 5. References.",
}
TRAPS = (
    "任何研究者都可以自由下载", "从来不保存", "全体用户投票", "只对付费企业开放", "某银行", "每年一亿元", "表情符号", "月球", "永久免费",
    "独家运营", "every model that it ever trained", "after thirty days", "vote on every change", "charges every author",
    "memory stick", "single laptop", "within a single week", "both platforms merged",
)  # fmt: skip


@pytest.mark.parametrize("language", sorted(QUERIES))
def test_a_brief_quotes_no_trap(language, tmp_path, monkeypatch):
    shutil.copytree(CASES / "writers" / "traps", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    outcome = pipeline.make(pipeline.Request(query=QUERIES[language]), build=Path("build"))
    written = briefs.render(outcome.brief)
    assert sum(e.kind in ("claim", "quotation", "cell") for e in outcome.ledger.entries) >= 2
    assert not [words for words in TRAPS if words in written]
