"""A small corpus, attachment, brief and ledger, made by hand through the types between the stages."""

import hashlib
import struct
import zlib
from dataclasses import replace
from pathlib import Path

from generator.brief import Block, Brief, Section, Sentence
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger, Support
from generator.corpus import Block as CorpusBlock, Chunk, Corpus, Document
from generator.gate import Finding

STEM = "2026-11-22-open-and-closed"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chunk(number: int, *texts: str, path: tuple[str, ...] = (), pages=(), kinds=(), levels=()) -> Chunk:
    blocks, start = [], 0
    for index, text in enumerate(texts):
        kind = kinds[index] if index < len(kinds) else "paragraph"
        level = levels[index] if index < len(levels) else 0
        blocks.append(CorpusBlock(kind=kind, start=start, end=start + len(text), heading_path=path, level=level))
        start += len(text) + 1
    whole = "\n".join(texts)
    return Chunk(number=number, text=whole, blocks=tuple(blocks), heading_path=path, pages=pages, sha256=sha(whole))


def document(path: str, title: str, *chunks: Chunk, language="zh", kind="markdown", **metadata: str) -> Document:
    return Document(
        path=path,
        sha256=sha(path + "".join(one.text for one in chunks)),
        kind=kind,
        title=title,
        language=language,
        metadata=tuple(sorted(metadata.items())),
        chunks=chunks,
        reader="markdown 1",
    )


HUB = document(
    "articles/hub.md",
    "模型社区的开放之道：谁来维护？",
    chunk(
        1,
        "北斗社区把模型、数据集和演示放在同一个平台上。任何人都可以提交改进。",
        "社区的讨论公开进行，决定写在仓库里。",
        path=("社区",),
    ),
    chunk(
        2,
        "平台由三部分组成：",
        "模型仓库，存放权重和说明卡片",
        "数据集仓库，带有版本记录",
        "演示空间，可以直接在浏览器里试用",
        "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。",
        path=("产品", "组成"),
        kinds=("paragraph", "item", "item", "item", "paragraph"),
    ),
    chunk(3, "这一段没有被任何简报引用，因此在摘录发布时不显示。", path=("附录",)),
    author="林一舟",
    date="2024-05-02",
    url="https://example.org/hub?a=1&b=2",
    licence="CC BY 4.0",
    publish="excerpt",
)
CLOSED = document(
    "articles/closed.md",
    "Notes on a hosted model",
    chunk(
        1,
        "The company offers its model through a paid interface. It does not publish the weights.",
        "Access rules are reviewed every quarter.",
        path=("Access",),
    ),
    language="en",
    author="M. Weaver",
    date="2023-11",
    publish="full",
)
LOCKED = document(
    "articles/locked.md",
    "仅供查阅的年度综述",
    chunk(1, "综述指出，两类平台的差距正在缩小。"),
    date="2021",
    publish="none",
)
UNUSED = document(
    "articles/unused.md", "未被引用的文章", chunk(1, "没有人引用这一篇，它讲的是大规模与模仿。"), publish="full"
)
REPORT = document(
    "north report.pdf",
    "North Star Technical Report",
    chunk(
        1,
        "North Star is a large model that accepts images and text.",
        "On the internal exam it scores in the top 10% of test takers.",
        pages=((0, 1),),
    ),
    chunk(
        2,
        "Given the competitive landscape, this report contains no further details about the architecture.",
        "We spent six months making the model safer.",
        pages=((0, 1), (97, 2)),
    ),
    language="en",
    kind="pdf",
    date="2023-03",
)


def support(source: str, where: Chunk, quote: str, relation: str = "verbatim") -> Support:
    start = where.text.index(quote)
    return Support(
        source=source,
        chunk=where.number,
        page=where.page_at(start),
        chunk_sha256=where.sha256,
        start=start,
        end=start + len(quote),
        quote=quote,
        relation=relation,
    )


_HUB, _PDF = "模型社区的开放之道：谁来维护？", "north report.pdf"


def _corpus(title: str, number: int) -> Citation:
    return Citation(kind="corpus", title=title, number=number)


def _page(number: int) -> Citation:
    return Citation(kind="document", title=_PDF, number=number)


_PICTURE = Citation(kind="image", title="logo.png")
# (section, kind, side, text, citations, supports)
SAID = [
    (1, "framing", None, "本节说明比较的对象与目的。", (), ()),
    (
        1,
        "meta",
        "北斗社区",
        "图像中的标识经识别为北斗社区。",
        (_PICTURE,),
        (),
    ),
    (
        1,
        "claim",
        "北斗社区",
        "北斗社区把模型、数据集和演示放在同一个平台上。",
        (_corpus(_HUB, 1),),
        (support("S1", HUB.chunks[0], "北斗社区把模型、数据集和演示放在同一个平台上。"),),
    ),
    (
        2,
        "claim",
        "North Star",
        "North Star 的技术报告称，出于竞争考虑，不再公布架构的更多细节。",
        (_page(1),),
        (support("S3", REPORT.chunks[1], REPORT.chunks[1].text.split("\n")[0], "membership"),),
    ),
    (
        2,
        "claim",
        "North Star",
        "该模型在内部考试中位于前 10%。",
        (_page(1), _corpus("Notes on a hosted model", 1)),
        (
            support("S3", REPORT.chunks[0], "On the internal exam it scores in the top 10% of test takers."),
            support("S2", CLOSED.chunks[0], "It does not publish the weights."),
        ),
    ),
    (
        2,
        "quotation",
        "北斗社区",
        "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。",
        (_corpus(_HUB, 2),),
        (
            support("S1", HUB.chunks[1], "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。"),
            support("S1", HUB.chunks[1], "众多贡献者，大模型", "membership"),
        ),
    ),
    (3, "claim", None, "维度", (), ()),
    (3, "claim", None, "北斗社区", (), ()),
    (3, "claim", None, "North Star", (), ()),
    (3, "claim", None, "访问", (), ()),
    (
        3,
        "claim",
        "北斗社区",
        "演示空间，可以直接在浏览器里试用",
        (_corpus(_HUB, 2),),
        (support("S1", HUB.chunks[1], "演示空间，可以直接在浏览器里试用"),),
    ),
    (
        3,
        "claim",
        "North Star",
        "The company offers its model through a paid interface.",
        (_corpus("Notes on a hosted model", 1),),
        (support("S2", CLOSED.chunks[0], "The company offers its model through a paid interface."),),
    ),
    (
        3,
        "claim",
        None,
        "综述指出，两类平台的差距正在缩小。",
        (_corpus("仅供查阅的年度综述", 1),),
        (support("S4", LOCKED.chunks[0], "综述指出，两类平台的差距正在缩小。"),),
    ),
]


def png(width: int = 48, height: int = 48) -> bytes:
    """A plain two-colour PNG."""
    rows = b"".join(
        b"\x00" + b"".join(b"\x10\x80\x70" if (x // 12 + y // 12) % 2 else b"\xf2\xc1\x4e" for x in range(width))
        for y in range(height)
    )

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def front(title: str = "开放与封闭：两类平台对比") -> dict:
    return {
        "brief": 3,
        "title": title,
        "date": "2026-11-22",
        "commission": {
            "query": "请对比两类平台。\n全文 200–400 字，采用正式书面语。",
            "language": "zh",
            "length": {"min": 200, "max": 400, "unit": "字", "counted": 263},
            "register": "formal",
            "sections": [
                {"heading": "（1）引言", "title": "引言", "role": "introduction"},
                {"heading": "（2）技术路线对比", "title": "技术路线对比", "role": "body"},
                {"heading": "（3）产品与开放策略", "title": "产品与开放策略", "role": "body"},
                {"heading": "（4）参考资料", "title": "参考资料", "role": "references"},
            ],
            "subjects": [{"name": "North Star", "from": "document"}, {"name": "北斗社区", "from": "image"}],
            "axes": ["技术路线", "开放策略"],
            "defaulted": ["register"],
            "not_enforced": ["资料须权威"],
        },
        "logos": [{
            "image": "logo.png",
            "sha256": hashlib.sha256(png()).hexdigest(),
            "verdict": "named",
            "name": "北斗社区",
            "rule": "mark",
            "model": {"name": "shapes 1", "sha256": sha("model")},
            "confidence": 0.98,
            "threshold": 0.95,
            "margin": 0.41,
            "candidates": [
                {"name": "北斗社区", "score": 0.93},
                {"name": "Other Hub", "score": 0.52},
                {"name": "Third", "score": 0.31},
            ],
        }],
        "sources": [
            {"id": "S1", "kind": "corpus", "title": HUB.title, "path": f"corpus/{HUB.path}", "sha256": HUB.sha256,
             "chunks": {str(n.number): n.sha256 for n in HUB.chunks[:2]}, "cited": 3, "url": HUB.get("url")},
            {"id": "S2", "kind": "corpus", "title": CLOSED.title, "path": f"corpus/{CLOSED.path}",
             "sha256": CLOSED.sha256, "cited": 2},
            {"id": "S3", "kind": "document", "title": REPORT.title, "file": REPORT.path, "path": f"corpus/attachments/1234-{REPORT.path}",
             "sha256": REPORT.sha256, "pages": [1], "cited": 2},
            {"id": "S4", "kind": "corpus", "title": LOCKED.title, "path": f"corpus/{LOCKED.path}",
             "sha256": LOCKED.sha256, "cited": 1},
            {"id": "S5", "kind": "image", "title": "logo.png", "file": "logo.png", "path": "corpus/attachments/5678-logo.png",
             "sha256": hashlib.sha256(png()).hexdigest(), "cited": 1},
        ],
        "corpus": {"path": "corpus", "documents": 4, "zh": 3, "en": 1, "chunks": 6},
        "evidence": {"cited": 4, "earliest": "2021", "latest": "2024-05-02"},
        "balance": {"North Star": 52, "北斗社区": 48},
        "gaps": [{"code": "source", "source": "官网", "searched": "http://"}],
        "writer": {"name": "extractive", "version": "1"},
    }  # fmt: skip


FINDINGS = {STEM: (Finding(code="foreign-share", message="61 of 263 字"),), "2026-10-01-open": ()}
"""What the gate is taken to have found in the briefs, by file stem."""


def brief(said=None, title: str = "开放与封闭：两类平台对比") -> tuple[Brief, Ledger]:
    said = SAID if said is None else said
    spoken = [Sentence(text=text, citations=cited) for _, _, _, text, cited, _ in said]
    by_section = {n: [s for s, row in zip(spoken, said, strict=True) if row[0] == n] for n in (1, 2, 3)}
    table = tuple(by_section[3][:6])
    sections = (
        Section(number=1, heading="（1）引言", blocks=(Block(kind="paragraph", rows=(tuple(by_section[1]),)),)),
        Section(
            number=2,
            heading="（2）技术路线对比",
            blocks=(Block(kind="bullets", rows=tuple((one,) for one in by_section[2])),),
        ),
        Section(
            number=3,
            heading="（3）产品与开放策略",
            blocks=(
                Block(kind="table", rows=(table[:3], table[3:])),
                Block(kind="paragraph", rows=(tuple(by_section[3][6:]),)),
            ),
        ),
        Section(
            number=4,
            heading="（4）参考资料",
            blocks=(
                Block(
                    kind="bullets",
                    rows=((Sentence(text=f"S1. 林一舟. {HUB.title}[EB/OL]. (2024-05-02)."),),),
                ),
            ),
        ),
    )
    entries = tuple(
        Entry(id=f"s-{sha(text)[:10]}", section=n, kind=kind, text=text, side=side, supports=supports)
        for n, kind, side, text, _, supports in said
    )
    return (
        Brief(front=front(title), title=title, sections=sections),
        Ledger(brief=f"{STEM}.md", reader="readers 1", entries=entries),
    )


def english() -> tuple[Brief, Ledger]:
    """A short English brief on the same corpus."""
    text = "The company offers its model through a paid interface."
    said = Sentence(text=text, citations=(_corpus(CLOSED.title, 1),))
    more = Sentence(text="It does not publish the weights.", citations=(_corpus(CLOSED.title, 1),))
    values = front("Open and closed platforms")
    values["date"] = "2026-10-01"
    values["commission"] = {**values["commission"], "language": "en", "query": "Compare the two.", "axes": []}
    values["logos"] = []
    values["sources"] = values["sources"][1:2]
    entries = tuple(
        Entry(id=f"s-{sha(one.text)[:10]}", section=1, kind="claim", text=one.text, side="North Star",
              supports=(support("S2", CLOSED.chunks[0], one.text),))
        for one in (said, more)
    )  # fmt: skip
    both = Sentence(text="Its rules are reviewed.", citations=(_corpus(CLOSED.title, 1),))
    quote = "It does not publish the weights.\nAccess rules"
    entries += (
        Entry(id=f"s-{sha(both.text)[:10]}", section=1, kind="claim", text=both.text, side="North Star",
              supports=(support("S2", CLOSED.chunks[0], quote, "edited"),)),
    )  # fmt: skip
    section = Section(number=1, heading="1. Access", blocks=(Block(kind="paragraph", rows=((said, more, both),)),))
    return (
        Brief(front=values, title="Open and closed platforms", sections=(section,)),
        Ledger(brief="2026-10-01-open.md", reader="readers 1", entries=entries),
    )


def corpus(*extra: Document) -> Corpus:
    return Corpus(root=Path("corpus"), documents=(HUB, CLOSED, LOCKED, UNUSED, *extra))


def briefs():
    return ((STEM, *brief()), ("2026-10-01-open", *english()))


__all__ = ["REPORT", "briefs", "corpus", "png", "replace"]


def gate(judge=lambda item, shelf: (), commit: str = "", steps=lambda filed: {}):
    """Return whom the site asks what may be shown; unless told, someone who finds nothing."""
    from generator.site.publishing import Gate

    return Gate(judge=judge, steps=steps, commit=commit)
