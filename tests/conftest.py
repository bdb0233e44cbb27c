"""Shared by all tests: where the real inputs lie, and a corpus small enough to read in a test."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def inputs() -> Path:
    """The folder of real inputs; the test is skipped where there is none."""
    folder = os.environ.get("BRIEFPROOF_INPUTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no real inputs: set BRIEFPROOF_INPUTS to their folder")
    return Path(folder).resolve()


COMMISSIONS = {
    "zh": (
        "请依据语料库撰写《Hugging Face 与 OpenAI 平台对比简报》，对比 Hugging Face 与 OpenAI 在技术路线、社区治理、产品与成本、"
        "安全责任方面的异同。正式书面语，1200-1600字，分为：一、引言；二、方法与材料；三、技术路线；四、社区治理与开放策略；"
        "五、产品体系与成本；六、安全与责任；七、结论；八、参考资料。"
    ),
    "en": (
        'Compare Hugging Face and OpenAI. Write a formal report titled "Open Hub, Managed API" of 700 to 900 words with these '
        "sections: 1. Introduction 2. Method and sources 3. Openness of models and documentation 4. Governance and safety "
        "5. Products and access 6. Conclusions 7. References."
    ),
}


@pytest.fixture(scope="session")
def workplace(tmp_path_factory):
    """A folder like a fresh clone: the sample corpus and nothing else."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("attachments", "logos"))
    return folder


@pytest.fixture(scope="session")
def made(workplace):
    """Briefs made from the sample corpus: language → (outcome, text of the brief, text of the ledger)."""
    from generator import pipeline

    found = {}
    with contextlib.chdir(workplace):
        for language, query in COMMISSIONS.items():
            outcome = pipeline.make(pipeline.Request(query=query), build=Path("build"))
            beside = outcome.path.with_suffix(".ledger.yml")
            found[language] = (outcome, outcome.path.read_text("utf-8"), beside.read_text("utf-8"))
    return found
