"""Numbers in running text, read to the same form however they are written.

"1,200", "1200" and "一千二百" are one number; so are "30%", "30 percent" and "百分之三十", and "1.2 亿" and
"120 million". Digits that belong to a name (GPT-4, A100) are no number. A blank behind the comma of thousands, as pages
turned into text have it, is read over where nothing else can be meant: "$1, 500", "5, 000".
"""

import re
from decimal import Decimal

from generator.language import notes

LARGEST_POWER = 99
"""Base and exponent up to which a power is worked out."""
_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_HAN = "〇零一二两三四五六七八九十百千万亿"
_UNIT = "年月日号个家项种倍份篇名人次类层级代天周小分秒元款条位页章字点成半余多美公千万亿岁届轮批台张所国座亩吨米克"
_BECOME = "为立本功员果熟长就型品分交份色年套章"
"""What 成 makes another word with: 三成 are 30%, 三成员 are three members."""
_TORN = r"(?<=[$€£¥￥])\d{1,3}(?:, ?\d{3}(?!\d))+|\d{1,3}(?:, ?\d{3}(?!\d))*, 0\d\d(?!\d)(?:, ?\d{3}(?!\d))*"
"""An amount of money, or a number of which a group opens with 0, with blanks behind its commas: no two numbers."""
_BLANK = re.compile(rf"(?<![A-Za-z0-9.])(?:{_TORN})")
_NUMBER = re.compile(
    rf"(?P<percent>百分之(?:[{_HAN}点]+|\d+(?:\.\d+)?))"
    rf"|(?<![{_HAN}\d.])(?P<tenths>[一二两三四五六七八九](?:点五|半)?|\d(?:\.\d)?)\s?成(?![{_BECOME}])"
    r"|(?<![A-Za-z0-9.])(?<![A-Za-z]-)"
    rf"(?P<digits>(?:{_TORN}|\d{{1,3}}(?:[,，]\d{{3}})+)(?:\.\d+)?|\d+(?:\.\d+)?)(?![A-Za-z]*\d)"
    r"(?P<power>[⁺⁻]?[⁰¹²³⁴-⁹]{1,3})?"
    r"(?:\s?(?P<sign>%|％|‰|percent\b|per cent\b|个百分点))?"
    r"(?:\s?(?P<scale>千万|百万|万亿|万|亿|thousand\b|million\b|billion\b|trillion\b|[KMB]\b))?"
    rf"|(?!(?<=第)[二三四]人)(?P<han>[{_HAN}]+(?:点[〇零一二三四五六七八九]+)?)(?P<unit>[{_UNIT}])?"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b(?:\s(?P<word_scale>thousand|million|billion|trillion)\b)?",
    re.I,
)
_FACTOR = {
    "千万": 10**7, "百万": 10**6, "万亿": 10**12, "万": 10**4, "亿": 10**8, **_SCALES,
    "k": 10**3, "m": 10**6, "b": 10**9,
}  # fmt: skip


def numbers(sentence: str) -> tuple[str, ...]:
    """Return the numbers of `sentence` in order, in plain decimal notation, per cents with "%".

    A single Chinese numeral counts only before a unit or measure word, since 一 and 万 stand in many words; 第三人 is a
    party.
    """
    found = []
    for match in _NUMBER.finditer(notes.without(sentence)):
        value, percent = _value(match)
        if value is not None:
            found.append(f"{value.normalize():f}{percent}")
    return tuple(found)


def closed(sentence: str) -> str:
    """Return a sentence without the blanks behind the commas of thousands: "$1, 500" as "$1,500"."""
    return _BLANK.sub(lambda match: match[0].replace(", ", ","), sentence)


def plain(sentence: str, *, spelled: bool = False) -> str:
    """Return a sentence with its numbers in digits: 1 万元, 一千元 as 10000元, 1000元; those in English words left, but
    for `spelled`."""

    def digits(match: re.Match[str]) -> str:
        value, percent = _value(match)
        if value is None or match["word"] and not spelled:
            return match[0]
        return f"{value.normalize():f}{percent}{match['unit'] or ''}"

    return _NUMBER.sub(digits, notes.without(sentence))


_ORDINALS = (
    re.compile(r"第?一(阶段|步|期|轮|层|部分).*第?二\1(?!.*第?三\1)", re.S),
    re.compile(r"\bfirst (phase|stage|step|part)\b.*\bsecond \1\b(?!.*\bthird \1)", re.I | re.S),
)


def told(sentence: str) -> tuple[str, ...]:
    """Return the count of what a sentence goes through one by one: 一阶段 … 二阶段 are two."""
    return ("2",) if any(pattern.search(sentence) for pattern in _ORDINALS) else ()


_SMALL_WORDS = {**{word: str(n) for word, n in _WORDS.items() if n < 10}, "两": "2", "三": "3", "四": "4", "五": "5"}
_COUNTED = re.compile(
    rf"\b(?P<en>{'|'.join(word for word, n in _WORDS.items() if n < 10)}) (?P<noun>[a-z]+)[^:.;]{{0,40}}: (?P<list>.+)"
    r"|(?P<zh>[两三四五])(?:种|类|项|个|条|方面)(?P<han>[^：。；0-9]{0,12})：(?P<rest>.+)",
    re.I | re.S,
)
_BETWEEN = (r"[;；]", r",? or\b|或者?", r",? and\b|和|与|以及|[,、，]")
"""What parts the items of a list, from the strongest on."""


def uncounted(sentence: str, sources: str) -> str:
    """Return a sentence without the number of items that it says it lists, where it does list them: two ways: …, or …

    The number stays where the sources count such things otherwise: three ways.
    """
    match = _COUNTED.search(sentence)
    if match is None or _MEASURE.match(match["noun"] or ""):
        return sentence
    word, items = match["en"] or match["zh"], match["list"] or match["rest"]
    number = _SMALL_WORDS[word.casefold()]
    things = (
        rf"(\w+) {match['noun'][:4]}"
        if match["noun"]
        else rf"([两三四五六七八九]|\d+)\s?[种类项个条方]{{1,2}}{match['han'][:2]}"
    )
    others = {_SMALL_WORDS.get(other.casefold(), other) for other in re.findall(things, sources, re.I)}
    told = (len([part for part in re.split(mark, items) if part.strip(" 。.")]) for mark in _BETWEEN)
    otherwise = any(other.isdigit() and other != number for other in others)
    if otherwise or next((n for n in told if n > 1), 0) != int(number):
        return sentence
    return sentence[: match.start()] + sentence[match.start() + len(word) :]


_MEASURE = re.compile(
    r"\s?-?(个月|年|月|日|天|周|小时|分钟|秒|美元|欧元|英镑|日元|元|[KMGT]B\b|公里|米|吨|倍"
    r"|[A-Za-zµμ]{1,3}(?:[²³⁴]|⁻[¹²³⁴])(?![¹²³⁰⁴-⁹])|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|seconds?\b|dollars?\b|euros?\b|times\b)",
    re.I,
)


def measured(sentence: str) -> tuple[str, ...]:
    """Return the numbers of `sentence` with the unit of time, money, size or length that follows: "3 年", "16 GB"."""
    found, sentence = [], notes.without(sentence)
    for match in _NUMBER.finditer(sentence):
        value, percent = _value(match)
        if value is None:
            continue
        unit = _MEASURE.match(sentence, match.end("han") if match["han"] else match.end())
        named = unit[1].casefold().removesuffix("s") if unit else ""
        found.append(f"{value.normalize():f}{percent} {named}".rstrip())
    return tuple(found)


def _value(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """Return the number and "%" or "‰" for a share."""
    if match["percent"]:
        rest = match["percent"][3:]
        return (Decimal(rest) if rest[0].isdigit() else _han(rest)), "%"
    if match["tenths"]:
        whole = match["tenths"].replace("半", "点五")
        return (Decimal(whole) if whole[0].isdigit() else _han(whole) or Decimal(0)) * 10, "%"
    if match["digits"]:
        value = Decimal(re.sub("[,，] ?", "", match["digits"]))
        if match["power"]:
            value = _power(value, int(notes.flat(match["power"])))
        return value * _FACTOR.get((match["scale"] or "").casefold(), 1), (
            "‰" if match["sign"] == "‰" else "%" if match["sign"] else ""
        )
    if match["word"]:
        return Decimal(_WORDS[match["word"].casefold()] * _SCALES.get((match["word_scale"] or "").casefold(), 1)), ""
    plain = all(character in _DIGITS for character in match["han"])
    if match["unit"] is None and plain and len(match["han"]) < 4 or match["han"] in _FACTOR or match["han"] in _SMALL:
        return None, ""
    return _han(match["han"]), ""


def _power(base: Decimal, exponent: int) -> Decimal:
    """Return a power; of a large exponent something that differs from every other one."""
    if not base:
        return base
    if abs(exponent) <= LARGEST_POWER and base <= LARGEST_POWER:
        return base**exponent
    return Decimal(f"{base}.{abs(exponent)}7") if "." not in str(base) else base + exponent


def _han(written: str) -> Decimal | None:
    """Read a Chinese numeral: 二〇二三, 一千二百, 三点五, 三万五; None for one that is none (万一)."""
    whole, _, part = written.partition("点")
    if whole and all(character in _DIGITS for character in whole):
        value = Decimal("".join(str(_DIGITS[character]) for character in whole))
    else:
        total = section = digit = 0
        for character in whole:
            if character in _DIGITS:
                digit = _DIGITS[character]
            elif character in _SMALL:
                section += (digit or 1) * _SMALL[character]
                digit = 0
            elif section + digit:
                total = (total + section + digit) * _LARGE[character]
                section = digit = 0
            else:
                return None
        value = Decimal(total + section + digit)
    if part:
        value += Decimal("0." + "".join(str(_DIGITS[character]) for character in part))
    return value
