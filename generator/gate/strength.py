"""What may and what must be, in whatever construction it is said: lets members vote, members are entitled to vote.

A language says permission and duty by words for it (may, 必须), which `data/rewording.yml` lists, and by constructions:
a verb of letting or obliging with whom it is about and what they do, a right, a duty. Denied, one turns into the other:
what must not be may not be, what need not be is denied to be a duty.
"""

import re
from collections.abc import Iterator

from generator.language import tokens

MAY, MUST = "may", "must"
KINDS = {"en": {MAY: "may", MUST: "must"}, "zh": {MAY: "允许", MUST: "必须"}}
"""Language → kind → a word of `data/rewording.yml` that has that strength."""
_WHOM = r"(?=(?: [\w'’/-]+){1,8}? (?:not )?to [a-z])"
_VERBS = {
    MAY: r"(?:allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|enabl(?:es?|ed|ing)|authori[sz](?:es?|ed|ing)"
    r"|entitl(?:es?|ed|ing)|empower(?:s|ed|ing)?)",
    MUST: r"(?:requir(?:es?|ed|ing)|oblig(?:es?|ed|ing)|obligat(?:es?|ed|ing)|compel(?:s|led|ling)?|needs?)",
}
_HAVE = r"\b(?:ha(?:s|ve|d)|having|with) (?:an?|the|its|their|his|her|no) (?:\w+ )?"
_DENY = {
    "en": r"\b(?:prohibit(?:s|ed|ing)?|forbid(?:s|den|ding)?)\b|\bbarr?(?:s|ed)(?= (?:[\w'’-]+ ){0,5}?from\b)",
    "zh": "禁止|严禁",
}
DENYING = {language: re.compile(words, re.I) for language, words in _DENY.items()}
"""Verbs that deny that something may be, without a word that negates."""
_SAID = {
    "en": {
        MAY: re.compile(
            r"\b(?:must|shall)(?= not\b|n['’]t\b)"
            r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )\b(?:lets?|letting)"
            r"(?= (?!for\b|to\b|in\b|by\b|at\b|out\b|on\b)[\w'’/-]+ \w)"
            r"|\b(?:allowed|permitted|enabled|authori[sz]ed|entitled|empowered|eligible|at liberty) to\b"
            rf"|\b{_VERBS[MAY]}\b{_WHOM}"
            rf"|{_HAVE}(?:rights?|power|authority|option|permission) to\b"
            r"|\bpossible (?:for (?:[\w'’-]+ ){1,5}?)?to\b"
            rf"|{_DENY['en']}",
            re.I,
        ),
        MUST: re.compile(
            r"\b(?:required|obliged|obligated|compelled|bound) to\b|\bneed(?= not\b|n['’]t\b)"
            rf"|\b{_VERBS[MUST]}\b{_WHOM}|{_HAVE}(?:duty|obligation) to\b|\bunder an? (?:duty|obligation) to\b",
            re.I,
        ),
    },
    "zh": {
        MAY: re.compile(
            "不(?=(?:[得准许能]|可(?!以))(?!不|已|避免|或缺|比|少))[得可准许能]|无权|准许|准予|获准|获许|有资格"
            f"|享?有[^，。；]{{0,12}}的权利|有权|{_DENY['zh']}"
        ),
        MUST: re.compile(
            "(?<![必无毋胡])须(?![知臾经])|不必|无须|无需|毋须|毋需|不得不|[负具]?有[^，。；]{0,8}义务|有责任"
        ),
    },
}
_HINTED = {
    "en": {
        MAY: re.compile(rf"\b{_VERBS[MAY]}\b", re.I),
        MUST: re.compile(
            rf"\b{_VERBS[MUST]}\b|\b(?:mandat(?:es?|ed|ory)|obligat(?:ory|ions?)|compulsory|dut(?:y|ies))\b", re.I
        ),
    },
    "zh": {
        MAY: re.compile("让|授权|许可|支持|供"),
        MUST: re.compile("强制|义务|责令|一定|(?<![重主需必只次想首纲扼摘概])要(?![点求素么是件害闻塞])"),
    },
}
"""What may say so, and often says something else: permits for parking, what a program requires. It does for a word that
gave way to it, and is none that came."""


def parted(words: str, language: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return words without the constructions of permission and duty, and those: (kind, its words)."""
    found: list[tuple[str, str]] = []
    for kind, said in reversed(_SAID[language].items()):
        found += [(kind, match[0]) for match in said.finditer(words)]
        words = said.sub(" ", words)
    if language == "zh" and "得" in words:
        found += [(MAY, "得")] * sum(1 for _ in _allowing(words))
    return words, tuple(found)


def hinted(words: str, language: str) -> frozenset[str]:
    """Return the kinds that words may have by what often says something else."""
    return frozenset(kind for kind, said in _HINTED[language].items() if said.search(words))


def _allowing(words: str) -> Iterator[int]:
    """Yield where 得 stands before what is done: behind a noun, not behind what it says the result of."""
    cut = tokens.tagged(tokens.simplify(words))
    for at, (word, _) in enumerate(cut):
        before, after = cut[at - 1][1] if at else "x", cut[at + 1][1] if at + 1 < len(cut) else "x"
        if word == "得" and before[:1] not in ("v", "a") and after[:1] in ("v", "p", "d"):
            yield at
