"""Names that share a part: 中美两国 is 中国 and 美国, "the French and American revolutions" are two revolutions."""

import re
from collections.abc import Callable

from generator.language import tokens

_SHORT = {
    "中": "中国", "美": "美国", "英": "英国", "法": "法国", "德": "德国", "日": "日本", "韩": "韩国", "俄": "俄罗斯",
    "印": "印度", "澳": "澳大利亚", "加": "加拿大", "意": "意大利", "泰": "泰国", "越": "越南", "欧": "欧盟",
    "京": "北京", "沪": "上海", "津": "天津", "渝": "重庆", "穗": "广州", "深": "深圳", "杭": "杭州", "苏": "苏州",
    "粤": "广东", "浙": "浙江", "鲁": "山东", "川": "四川", "港": "香港", "台": "台湾",
}  # fmt: skip
"""One character for a country, city or province, and what it stands for."""
_RUN = re.compile(f"[{''.join(_SHORT)}]{{2,4}}")
_COUNTED = re.compile("[两二三四](?:国|地|市|省|方|岸)")
_ADJECTIVE = (
    r"(?:[A-Z][a-z]+(?:ish|an|ese|ch)|Dutch|Greek|Swiss|Thai|Czech|"
    r"[a-z-]+(?:ic|al|ous|ive|ern|based|driven|electric)|open|closed)"
)
_LONE = re.compile(_ADJECTIVE)
_HEADED = re.compile(rf"(?P<own>{_ADJECTIVE}|[a-z]+-[a-z-]+) (?P<head>[a-z]+(?: [a-z]+)?)")


def short_forms(words: str) -> int:
    """Return how many characters at the head of `words` each stand for a place of their own, 0 for none: 2 for
    中美两国 and, where the dictionary knows no longer word there, for 日韩半导体."""
    run = _RUN.match(words)
    if not run:
        return 0
    if _COUNTED.match(words, run.end()):
        return run.end()
    place = 0
    for word in tokens.words(words):
        if place + len(word) > run.end():
            break
        place += len(word)
    return place if place > 1 else 0


def long_form(words: str) -> str:
    """Return the place that a single character stands for, "" where it stands for none."""
    return _SHORT.get(words, "")


def with_head(names: list[str]) -> list[str]:
    """Return the names, each with the noun that only the last one has: French, American revolutions.

    Only adjectives want one; of those of countries each has its own: "French revolution".
    """
    last = _HEADED.fullmatch(names[-1]) if len(names) > 1 else None
    if not last or not all(_LONE.fullmatch(name) for name in names[:-1]):
        return names
    head = last["head"]
    if names[0][0].isupper() and head.endswith("s") and not head.endswith(("ss", "ics")):
        head = f"{head[:-3]}y" if head.endswith("ies") else head[:-1]
    return [f"{name} {head}" for name in [*names[:-1], last["own"]]]


_MODEL = re.compile(r"(?=.*\d)(?!v ?\d).*[A-Za-z].*", re.IGNORECASE)
"""The name of a model: letters and a number; a number alone is a version (`versions`)."""
_BRAND_END = re.compile(r" |(?<=[㐀-鿿])(?=[A-Za-z\d])")


def brands(name: str) -> list[str]:
    """Return what may be said once before several models, the longest first: of Alder Pro 5A "Alder Pro " and "Alder ";
    [] where the name has no number."""
    ends = [match.end() for match in _BRAND_END.finditer(name)] if re.search(r"\d", name) else []
    return [name[:end] for end in reversed(ends)]


def branded(names: tuple[str, ...], is_held: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the names, those of models with the brand that only the first has, where sources hold them so."""
    full = []
    for name in names:
        model = name != names[0] and _MODEL.fullmatch(name)
        longer = (f"{brand}{name}" for brand in (brands(names[0]) if model else ()) if not name.startswith(brand))
        full.append(next(filter(is_held, longer), name))
    return tuple(full)


_LATIN = r"[A-Z][A-Za-z\d.+#&-]*(?: [A-Z\d][A-Za-z\d.+#&-]*)*"
_LATIN_FIRST = re.compile(rf"(?:.*[㐀-鿿])?{_LATIN}")
_LATIN_THING = re.compile(rf"(?P<name>{_LATIN}) ?(?:(?<=\w)[㐀-鿿]{{2,}}|(?<= )[a-z][a-z ]+)")


def verb(first: str, second: str) -> int:
    """Return the characters of a verb at the end of `second` that says what of both is meant, 0 where it ends in none,
    or `first` in one too: the last two of 羊绒, 棉布保暖."""
    (_, kind), (word, tag) = (next(reversed(tokens.tagged(name)), ("", "")) for name in (first, second))
    own = tokens.tagged(second[: -len(word)]) if tag == "v" and len(word) > 1 else ()
    return len(word) if own and own[-1][1].startswith("n") and kind.startswith("n") else 0


_NAMES = ("nr", "ns", "nrt", "nrfg", "t")
"""Tags of the dictionary: people, places and times."""


def surplus(first: str, second: str) -> int:
    """Return how many characters at the end of `second` say what of both is meant: of 碱性电解槽, PEM电解槽制氢路线 the
    last four, of "Basel II", "Basel III capital rules" the last two words; 0 where `second` is a name to its end."""
    if _LATIN_FIRST.fullmatch(first):
        thing = _LATIN_THING.fullmatch(second)
        return len(second) - thing.end("name") if thing else 0
    if not re.fullmatch("[㐀-鿿]{2,}", first):
        return 0
    for size in range(len(first) - 1, 1, -1):
        place = second.find(first[-size:])
        if place > 0:
            return len(second) - place - size
    if not re.match("[㐀-鿿]{3}", second):
        return 0
    (one, tag), (other, other_tag) = (next(iter(tokens.tagged(name)), ("", "")) for name in (first, second))
    alike = tag in _NAMES and other_tag in _NAMES
    whole = other and one == first and second.startswith(other) and len(second) > len(other) + 1
    return len(second) - len(other) if whole and alike else 0
