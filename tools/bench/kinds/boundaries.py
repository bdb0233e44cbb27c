"""Where a sentence ends: marks of notes after its end, abbreviations, and names with marks or small letters."""

from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "ends of sentences"

_MARKS = (
    "[3]",
    "[12]",
    "[4][5]",
    "[4, 5]",
    "[4–6]",
    "[a]",
    "[note 1]",
    "[n 2]",
    "[citation needed]",
    "[^2]",
    "³",
    "¹²",
    "†",
)
_FIRST = "The harbour of Lindau was dredged in two winters."
_SECOND = "Ferries have called there every hour since that time."
_ZH = ("港口在两个冬季里完成了疏浚工程。", "此外的船只每小时停靠一次码头。")
_ZH_MARKS = ("[3]", "[4][5]", "［3］", "〔3〕", "③", "³", "[注 1]", "[来源请求]")

_PLAIN = {
    "camel": (
        "The lab in Turin opened in May.",
        "vLLM serves its models to students.",
        "iPhones are lent to them as well.",
    ),
    "ends in a camel": ("Students of the lab write for iOS.", "eBay buys their work from them."),
    "small with a point": ("The tool was written in a week.", "llama.cpp runs on the oldest machine of the lab."),
    "small": ("npm installs the packages of the lab.", "The list is long.", "npm is kept by volunteers."),
    "with a point": (
        "The service is built with Node.js and Express.",
        "It answers within a second.",
        "Node.js is old.",
    ),
    "platform": ("Programs for .NET run on the servers.", ".NET is kept by a foundation.", "It is free."),
    "sharp": ("The students learn C# in autumn.", "F# comes in spring.", "C# is used for games."),
    "plus": ("The engine was written in C++.", "Its scripts are in Lua.", "C++ was hard to learn."),
    "bang": ("Yahoo! runs a portal in Turin.", "The portal of Yahoo! earns little.", "Yahoo! was sold in spring."),
    "bang in a name": (
        "Yahoo! Japan is a firm of its own.",
        "It was founded in the same year.",
    ),
    "company": ("The yard belongs to Meyer Inc. in Bremen.", "It was sold to Meyer Inc.", "The price was not named."),
    "company, name after": ("Lindau is owned by Harbour Holding Inc.", "Lindau keeps its ferries."),
    "company, no end": ("Harbour Holding Inc. Chief Executive Anna Berg said so in May.", "She left in June."),
    "country": ("The U.S. Coast Guard keeps two boats there.", "They came from the U.S.", "The boats are old."),
    "country, name after": ("Lindau buys its pilots' books in the U.S.", "Lindau prints its own charts."),
    "and so on": ("The yard sells ropes, nails, tar, etc.", "Boats are sold elsewhere."),
    "for example": ("Some ports, e.g. Lindau and Bregenz, charge nothing.", "Others charge by weight, i.e. by ton."),
    "version": ("Use ver. 2.0 of the charts.", "Rev. 3 is not printed yet.", "See No. 5 for the depths."),
    "initials": ("The chart was drawn by J. R. Berg in 1911.", "A. Lind printed it."),
    "vitamin": ("Sailors were short of vitamin C.", "Lemons helped."),
    "titles": ("Dr. Berg and Prof. Lind drew the chart.", "Mrs. Berg printed it."),
    "and others": ("The depths were measured by Berg et al. in 1911.", "Lind et al. (2004) measured them again."),
    "decimals": ("The depth rose by 2.5 m.", "It is now 3.75 m.", "In 1911 it was 1.25 m."),
    "quoted": ('"The harbour is deep enough!" she said in May.', "He did not agree."),
    "bracket": ("The harbour is deep (it was dredged twice.[3]) and wide.", "Ferries call there."),
    "hours": ("Ferries start at 6 a.m. and end at 9 p.m. on all days.", "The last boat is full."),
}
"""Name → the sentences of one paragraph; marks of notes are not printed."""
_PLAIN_ZH = {
    "section": ("工程标准见规范第 3.2 节的要求。", "码头长度为 3.75 公里。"),
    "Latin name": ("学生使用 Node.js 和 C# 编写程序。", "vLLM 在实验室的服务器上运行。"),
    "bang": ("门户网站由 Yahoo! 公司运营。", "该公司在春季出售。"),
    "version": ("海图采用 ver. 2.0 版本绘制。", "新版尚未印刷。"),
    "decimal": ("水深增加了 2.5 米。", "目前的水深为 3.75 米。"),
}


def cases() -> Iterator[Case]:
    """Yield paragraphs with a mark after their first sentence, in each kind of file, and paragraphs with names."""
    for mark in _MARKS:
        yield _case(f"en {mark}", f"{_FIRST}{mark} {_SECOND}", (_FIRST, _SECOND))
    for mark in _ZH_MARKS:
        yield _case(f"zh {mark}", f"{_ZH[0]}{mark}{_ZH[1]}", _ZH)
    yield _case("closing mark", f"He wrote: “{_FIRST}”[3] {_SECOND}", (f"He wrote: “{_FIRST}”", _SECOND))
    yield _case("question", f"Why was it dredged?[3] {_SECOND}", ("Why was it dredged?", _SECOND))
    for mark in ("[3]", "[4][5]", "3", "a", "note 1"):
        page = f"<main><h1>Lindau</h1><p>{_FIRST}<sup><a href='#n'>{mark}</a></sup> {_SECOND}</p></main>"
        yield Case(name=f"page {mark}", file="a.html", data=page.encode(), sentences=(_FIRST, _SECOND))
    for name, sentences in (_PLAIN | {f"zh {name}": told for name, told in _PLAIN_ZH.items()}).items():
        joined = ("" if name.startswith("zh") else " ").join(sentences)
        yield _case(name, joined, tuple(told.replace("[3]", "") for told in sentences))


def _case(name: str, paragraph: str, sentences: tuple[str, ...]) -> Case:
    return Case(name=name, file="a.txt", data=f"{paragraph}\n".encode(), sentences=sentences)
