"""What introduces a list, and whether its points hold only with that, only together, or each for itself."""

import re
from collections.abc import Sequence

from generator.evidence import chaff, cleaning, cohesion, hygiene, hygiene_rules, persons, predicates
from generator.language import text, tokens


def leads(words: str, language: str) -> bool:
    """Tell whether what introduces a list can stand before its points elsewhere: it points at nothing, and nobody
    speaks of themselves in it."""
    bare, rules = cleaning.clean(words), hygiene_rules.of(language)
    return (
        text.count(bare, text.UNIT[language]) <= 3 * hygiene.HEADING[language]
        and not (rules["anywhere"].search(bare) or rules["pointing"].search(bare) or cohesion.opener(bare, language))
        and not (persons.has_person(bare, language) and not persons.addresses(bare, language))
        and not chaff.unreadable(bare, language)
    )


_ENUMERATED = re.compile(r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[)）]")
_CONCLUDES = re.compile(
    r"(?:结论|结果|表明|发现|认为|看出|启示|建议)[^。；]{0,6}[：:]\s*$|\b(?:conclu\w+|findings?|results?)\b[^.;]{0,30}:\s*$",
    re.I,
)
"""The end of what introduces whole statements, each of which stands alone."""


def concludes(lead_in: str, point: str) -> bool:
    """Tell whether what introduces an enumeration announces whole statements, and a point of it is one."""
    return _CONCLUDES.search(lead_in) is not None and point.rstrip().endswith(("。", "."))


def torn(paragraph: str, before: str) -> bool:
    """Tell whether a paragraph is an item of an enumeration that its lead-in or its neighbours bind: “（七）…；”.

    `before`: the paragraph before it, "" where there is none.
    """
    if not _ENUMERATED.match(paragraph) or concludes(before, paragraph):
        return False
    return not before or paragraph.rstrip()[-1:] in "；;" or before.rstrip()[-1:] in "；;：:"


def bounds(lead_in: str, point: str, language: str) -> bool:
    """Tell whether a point of a list holds only with the words that introduce it: not what these announce, and no whole
    sentence behind another."""
    rules = hygiene_rules.of(language)
    whole = point.rstrip().endswith((".", "。")) and _OPEN[language].search(lead_in) is None
    apart = rules["announces"].search(lead_in) is not None or whole
    return not apart or rules["conditioned"].search(lead_in) is not None


_OPEN = {
    "en": re.compile(
        r"\b(?:is|are|was|were|be|will|must|shall|should|may|can|cannot|could|would|not|to|has|have|by|also|still)\s*:$"
    ),
    "zh": re.compile(r"(?:应当?|可以?|不得|必须|须|将|会|能够?|要|是|由|为|有权)[：:]$"),
}
"""The end of what introduces a list whose points each go on in it: “the chair will:”, “申请人应当：”."""
_OR = re.compile(r"\bor[.,;]?$|或者?[；;，,]?$")


def severs(lead_in: str, points: Sequence[str], language: str) -> bool:
    """Tell whether each point of the list that a sentence introduces holds for itself: what is forbidden, or what
    someone will do, say; not where the points are a choice."""
    rules = hygiene_rules.of(language)
    apart = rules["severs"].search(lead_in) or (
        _OPEN[language].search(lead_in) and not any(_OR.search(point.rstrip()) for point in points)
    )
    return bool(apart) and not joins(lead_in, language)


def named(lead_in: str, language: str) -> bool:
    """Tell whether what introduces a list is a mere name, as a heading is, and no clause that its items go on in."""
    bare = lead_in.rstrip(" :：")
    if bare == lead_in:
        return False  # a line that nothing marks may be anything
    if language == "en":
        return not (predicates.PREDICATE.search(bare) or _HELPING.search(bare))
    words = tokens.words(bare)
    return not (_HELPING_ZH & set(words)) and not (words and words[-1] in ("时", "的", "后", "前"))


_HELPING = re.compile(
    r"\b(?:is|are|was|were|will|must|shall|should|may|can|cannot|could|would|has|have|do|does|to|when|if|because|by|both|and)$"
    r"|\b(?:if|when|because|unless|in order)\b", re.I
)  # fmt: skip
_HELPING_ZH = frozenset(
    (
        "应",
        "应当",
        "须",
        "必须",
        "不得",
        "可",
        "可以",
        "需",
        "需要",
        "将",
        "由",
        "是",
        "有",
        "为",
        "会",
        "能",
        "能够",
        "如果",
        "若",
        "如",
    )
    + ("以", "在", "向", "把", "被", "对", "其")
)


def joins(lead_in: str, language: str) -> bool:
    """Tell whether the items of the list that a sentence introduces hold only together: conditions, steps."""
    return hygiene_rules.of(language)["joins"].search(lead_in) is not None


def introduces(words: str, language: str) -> bool:
    """Tell whether a cleaned sentence with a colon at its end can open the sentence of a list."""
    bare = re.split("[:：]", words)[0]
    elsewhere = hygiene_rules.of(language)["anywhere"].search(_AHEAD.sub("", bare))
    return text.count(bare, text.UNIT[language]) >= hygiene.PHRASE[language][0] and not (
        elsewhere or cohesion.opener(bare, language)
    )


_AHEAD = re.compile(r"\b(?:[Ff]ollowing|[Bb]elow)\b|如下|以下|下列")
"""How what introduces a list points at that."""
