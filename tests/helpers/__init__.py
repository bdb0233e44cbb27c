"""What several tests share: where the repository and the cases lie, the cases read, and the commissions of `made`."""

import re
from pathlib import Path
from typing import Any

import yaml

from generator import platforms
from generator.commission import Subject
from generator.gate import support

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""
CASES = ROOT / "tests" / "cases"
"""Cases as data, in a folder for each room."""


def loaded(name: str) -> Any:
    """Return what a file below CASES holds."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def dated(text: str) -> str:
    """Return a file name with the day that a brief's front matter has, as the gate asks of it."""
    found = re.search(r"date['\"]?\s*:\s*['\"]?(\d{4}-\d\d-\d\d)", text)
    return f"{found[1] if found else '2026-01-01'}-b.md"


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


def subject(name: str) -> Subject:
    """Return the side that a commission that names a platform has."""
    platform = platforms.find(name)
    return support.subject(name, platform.names if platform else ())
