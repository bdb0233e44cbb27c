"""Forged sentences: cut out of a source's sentence, or with signs put in that normalising may forgive.

Text, span, quote and offsets agree with each other and with the chunk; only the meaning does not.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from generator import yaml_text
from tests.forgeries.pair import Forgery, Pair, Place, of_pair

CASES = Path(__file__).resolve().parent.parent / "cases" / "forgeries" / "cuts.yml"
CUTS: dict[str, dict[str, dict[str, str]]] = yaml_text.load(CASES.read_text("utf-8"), CASES.name)
"""Side that is cut off ("head", "tail") → language of the quote → what → pattern."""
MOST = 4
LEAST = 4
"""Characters that must be left."""


def tongue(words: str) -> str:
    """Return the language a quote is in."""
    return "zh" if len(re.findall(r"[\u4e00-\u9fff]", words)) * 5 > len(words) else "en"


def cut(pair: Pair, place: Place, pattern: str, *, head: bool) -> bool:
    """Cut the head (up to the end of the pattern) or the tail (from its start) off a sentence and its quote."""
    (span, *more) = place.entry["supports"]
    quote = span["quote"]
    at = re.search(pattern, quote)
    if more or not at or place.entry["text"].count(quote) != 1:
        return False
    kept = quote[at.end() :] if head else quote[: at.start()].rstrip()
    kept = kept.lstrip()
    if len(kept) < LEAST or kept == quote:
        return False
    start = span["start"] + (quote.rindex(kept) if head else 0)
    before = dict(span)
    span.update(quote=kept, start=start, end=start + len(kept))
    if pair.say(place, place.entry["text"].replace(quote, kept)):
        return True
    span.update(before)
    return False


def _cutting(name: str, patterns: dict[str, str], number: int, *, head: bool) -> Callable[[Pair], bool]:
    def change(pair: Pair) -> bool:
        left = number
        for place in pair.shuffled(name, pair.sourced()):
            pattern = patterns.get(tongue(place.entry["supports"][0]["quote"]))
            if pattern and _would(place, pattern, head=head):
                if left == 0:
                    return cut(pair, place, pattern, head=head)
                left -= 1
        return False

    return change


def _would(place: Place, pattern: str, *, head: bool) -> bool:
    quote = place.entry["supports"][0]["quote"]
    at = re.search(pattern, quote)
    left = quote[at.end() :] if at and head else quote[: at.start()] if at else ""
    whole = len(place.entry["supports"]) == 1 and place.entry["text"].count(quote) == 1
    return whole and LEAST <= len(left.strip()) < len(quote.rstrip("。.")) - 1


def _cuts() -> Iterator[Forgery]:
    for side, table in CUTS.items():
        for label in dict.fromkeys((*table["zh"], *table["en"])):
            patterns = {language: rules[label] for language, rules in table.items() if label in rules}
            for number in range(MOST):
                name = f"cut {side} {label} {number + 1}"
                change = _cutting(f"{side} {label}", patterns, number, head=side == "head")
                yield Forgery(name=name, kind="sentence", about=f"{side} cut off at {label}", edit=of_pair(change))


def _wide(words: str) -> str:
    return re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), words)


def _inside(sign: str) -> Callable[[str], str]:
    return lambda words: words[: len(words) // 2] + sign + words[len(words) // 2 :]


def _before_stop(sign: str) -> Callable[[str], str]:
    return lambda words: re.sub(r"([。.”]*)$", lambda m: sign + m[0], words, count=1)


def _after_number(sign: str) -> Callable[[str], str]:
    return lambda words: re.sub(r"\d(?!.*\d)", lambda m: m[0] + sign, words, count=1)


def _at_name(sign: str) -> Callable[[str], str]:
    return lambda words: re.sub(r"(?<=[A-Za-z]{4})(?=[ 的 ,])", sign, words, count=1)


SIGNS: dict[str, Callable[[str], str]] = {
    "note 300": _before_stop("[300]"), "note 99": _at_name("[99]"), "note 7 after a number": _after_number("[7]"), "note 1, 2": _before_stop("[1, 2]"),
    "superscript two": _after_number("²"), "superscripts": _after_number("⁹⁹⁹"), "superscript after a word": _at_name("³"),
    "subscripts": _after_number("₀₀"), "zero width space": _inside("\u200b"), "zero width joiner": _inside("\u200d"),
    "word joiner": _inside("\u2060"), "soft hyphen": _inside("\u00ad"), "byte order mark inside": _inside("\ufeff"),
    "bidi override": lambda words: re.sub(r"\d{2,}|[A-Za-z]{4,}", lambda m: f"\u202e{m[0]}\u202c", words, count=1),
    "bidi isolate": lambda words: re.sub(r"\d{2,}|[A-Za-z]{4,}", lambda m: f"\u2067{m[0]}\u2069", words, count=1),
    "right-to-left mark": _inside("\u200f"), "full-width digits": _wide,
    "full-width letters": lambda words: re.sub(r"[A-Z]", lambda m: chr(ord(m[0]) + 0xFEE0), words, count=2),
    "lower case": lambda words: re.sub(r"\b[A-Z]{2,}\b|(?<!^)\b[A-Z]\w+", lambda m: m[0].lower(), words, count=1),
    "upper case": lambda words: re.sub(r"(?<=[ \u4e00-\u9fff])[a-z]{3,}", lambda m: m[0].upper(), words, count=1),
    "all capitals": str.upper, "all small": str.lower,
    "underscores": lambda words: re.sub(r"(?<=[a-z]) (?=[A-Za-z])", "_", words), "emphasis by underscores": lambda words: re.sub(r"[A-Za-z]{4,}", r"_\g<0>_", words, count=1),
    "combining strike": lambda words: re.sub(r"[A-Za-z\u4e00-\u9fff]{4}", lambda m: "".join(c + "\u0336" for c in m[0]), words, count=1),
    "Cyrillic letter": lambda words: re.sub("[aeo]", lambda m: {"a": "а", "e": "е", "o": "о"}[m[0]], words, count=1),
    "hyphens gone": lambda words: re.sub(r"(?<=\w)-(?=\w)", "", words), "hyphen to space": lambda words: re.sub(r"(?<=\w)-(?=\w)", " ", words),
    "number split": lambda words: re.sub(r"(?<=\d)(?=\d)", " ", words, count=1), "number joined": lambda words: re.sub(r"(?<=\d)[.,](?=\d)", "", words, count=1),
    "question mark": lambda words: re.sub(r"[。.]$", lambda m: "？" if m[0] == "。" else "?", words),
    "exclamation": lambda words: re.sub(r"[。.]$", lambda m: "！" if m[0] == "。" else "!", words),
    "ellipsis": lambda words: re.sub(r"[。.]$", "……", words), "commas gone": lambda words: words.replace("，", "").replace(",", ""),
    "scare quotes": lambda words: re.sub(r"[A-Za-z]{5,}", r"“\g<0>”", words, count=1),
    "quotes gone": lambda words: re.sub("[“”‘’']", "", words), "brackets gone": lambda words: re.sub("[（）()]", "", words),
    "brackets put": lambda words: re.sub(r"，([^，。]+)。$", r"（\1）。", words), "list label": lambda words: "1. " + words, "bullet": lambda words: "• " + words,
    "minus before a number": lambda words: re.sub(r"(?<![\w.-])(?=\d)", "-", words, count=1), "tilde": lambda words: re.sub(r"(?<![\w.-])(?=\d)", "~", words, count=1),
    "per cent": _after_number("%"), "plus": _after_number("+"), "enclosed number": _after_number("①"), "fraction": _after_number("½"),
    "HTML comment": _inside("<!-- not -->"), "struck out": lambda words: re.sub(r"[A-Za-z]{5,}", r"~~\g<0>~~", words, count=1),
    "entity": _inside("&nbsp;"), "tag": lambda words: re.sub(r"[A-Za-z]{5,}", r"<del>\g<0></del>", words, count=1),
    "footnote mark": _before_stop("[^1]"), "link": lambda words: re.sub(r"[A-Za-z]{5,}", r"[\g<0>](https://example.org)", words, count=1),
    "Roman numeral": lambda words: re.sub(r"(?<=-)3|(?<=-)4", lambda m: {"3": "Ⅲ", "4": "Ⅳ"}[m[0]], words, count=1),
    "variation selector": lambda words: re.sub(r"[A-Za-z\u4e00-\u9fff]", "\\g<0>\ufe0f", words, count=1), "tag characters": _inside("\U000e006e\U000e006f"),
    "Hangul filler": _inside("\u3164"), "line separator": _inside("\u2028"), "control character": _inside("\x08"),
}  # fmt: skip
"""What is put in, and how."""
WORDS = {
    "number": [(r"(?<![A-Za-z\d.-])(\d)(\d+)", r"\g<1>9\2")],
    "negation added": [("可以|支持|提供|允许|属于", r"不\g<0>"), (r"\b(is|are|can|was|has|does)\b", r"\1 not")],
    "negation dropped": [("不能|没有|不", "能"), (r"\bnot ", "")],
    "sides exchanged": [("OpenAI", "@"), ("Hugging Face", "OpenAI"), ("@", "Hugging Face")],
    "all for some": [("部分|有选择地", "全部"), (r"\bsome\b|\bmany\b", "all")],
    "sentence added": [(r"。$", "。这一做法已获监管部门批准。"), (r"\.$", ". Regulators have approved this.")],
}
"""Plain changes of words, which the gate has long refused: text and quote say the same, the chunk does not."""


def _signed(name: str, put: Callable[[str], str], number: int) -> Callable[[Pair], bool]:
    def change(pair: Pair) -> bool:
        usable = [p for p in pair.shuffled(name, pair.sourced()) if _own(p, put) != p.entry["text"]]
        return number < len(usable) and pair.say(usable[number], _own(usable[number], put))

    return change


def _own(place: Place, put: Callable[[str], str]) -> str:
    """Return the text of a sentence with a change in the source's part of it."""
    quote = place.entry["supports"][0]["quote"]
    return place.entry["text"].replace(quote, put(quote), 1)


def _other_words(name: str, rules: list[tuple[str, str]], number: int) -> Callable[[Pair], bool]:
    def put(words: str) -> str:
        for find, new in rules:
            words = re.sub(find, new, words, count=1)
        return words

    def change(pair: Pair) -> bool:
        usable = [p for p in pair.shuffled(name, pair.sourced("claim")) if _own(p, put) != p.entry["text"]]
        if number >= len(usable):
            return False
        span = usable[number].entry["supports"][0]
        text, quote = _own(usable[number], put), put(span["quote"])
        span.update(quote=quote, end=span["start"] + len(quote))
        return pair.say(usable[number], text)

    return change


def _spread(pair: Pair) -> bool:
    """Let a quote run on into the next sentence of its chunk, half of it."""
    by_place = {(s["source"], s["chunk"], s["start"]): s for p in pair.sourced("claim") for s in p.entry["supports"]}
    for place in pair.sourced("claim"):
        span = place.entry["supports"][0]
        after = by_place.get((span["source"], span["chunk"], span["end"] + (tongue(span["quote"]) == "en")))
        if after is None or after is span:
            continue
        gap = " " if tongue(span["quote"]) == "en" else ""
        more = after["quote"][: len(after["quote"]) // 2]
        text = place.entry["text"] + gap + more
        span.update(quote=span["quote"] + gap + more, end=after["start"] + len(more))
        return pair.say(place, text)
    return False


def forgeries() -> Iterator[Forgery]:
    """Yield the forgeries of sentences."""
    yield from _cuts()
    for name, put in SIGNS.items():
        for number in range(2):
            change = _signed(name, put, number)
            yield Forgery(
                name=f"{name} {number + 1}", kind="sentence", about=f"{name} put into a sentence", edit=of_pair(change)
            )
    for name, rules in WORDS.items():
        for number in range(2):
            change = _other_words(name, rules, number)
            yield Forgery(
                name=f"words: {name} {number + 1}",
                kind="sentence",
                about=f"{name}, in text and quote",
                edit=of_pair(change),
            )
    yield Forgery(
        name="quote runs on", kind="sentence", about="a quote that ends in the next sentence", edit=of_pair(_spread)
    )
