"""The demonstration: the briefs that the README shows, from what a clone and its installed packages hold."""

from pathlib import Path

from generator import pipeline
from generator.errors import BriefproofError
from generator.files import read_bytes, write_atomically

ICON = "templates/.icons/simple/huggingface.svg"
"""Inside mkdocs-material (Simple Icons, CC0); drawn into build/, never committed."""
PDF = Path("corpus/reading-the-gpt-4-technical-report.pdf")
COMMISSIONS = {
    "open-hub-and-managed-api": (
        "请依托我提供的 PDF 文档《Reading the GPT-4 Technical Report》与语料库，"
        "并参考附图中所呈现平台的标识，"
        "对比 OpenAI 与图中平台在技术路线、社区治理、产品体系、安全责任上的差异，"
        "形成一篇《开放平台与受控接口：两大 AI 生态对比简报》。"
        "全文采用正式书面语，1500–2000 字，结构包含：（1）引言；（2）研究方法与材料；（3）技术路线对比；"
        "（4）社区治理与开放策略对比；"
        "（5）产品体系与成本；（6）安全与责任；（7）总结与展望；（8）参考资料。"
    ),
    "hub-and-api": (
        'Compare Hugging Face and OpenAI. Write a formal report titled "Open Hub, Managed API" of 700 to 900 words '
        "with these sections: 1. Introduction 2. Method and sources 3. Openness of models and documentation "
        "4. Governance and safety 5. Products and access 6. Conclusions 7. References."
    ),
}
"""Slug → commission; the first comes with the PDF and the picture."""


def run(build: Path) -> tuple[pipeline.Outcome, ...]:
    """Write the briefs into briefs/; raises BriefproofError outside a clone."""
    if not PDF.is_file():
        raise BriefproofError("{pdf} is not here; run the demonstration in a clone of the repository", pdf=PDF)
    image = _mark(build)
    outcomes = []
    for number, (slug, query) in enumerate(COMMISSIONS.items()):
        attached = {"documents": (PDF,), "images": (image,)} if number == 0 else {}
        request = pipeline.Request(query=query, slug=slug, attach=False, **attached)
        outcomes.append(pipeline.make(request, build=build))
    return tuple(outcomes)


def _mark(build: Path) -> Path:
    """Draw the picture that the commission speaks of, as a person would have cut it from a page."""
    from importlib.resources import files

    from generator.logo import gallery

    svg = read_bytes(Path(str(files("material").joinpath(ICON))))
    target = build / "demo" / "mark.png"
    write_atomically(target, gallery.drawn(svg, where=ICON))
    return target
