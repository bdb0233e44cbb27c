"""Text: the only normalisation, the only count of 字, the only sentence splitter.

Everything here is a pure function of its arguments.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.language import boundaries

BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
"""What stands in brackets, with them."""
UNIT = {"zh": "字", "en": "words"}
"""Language → the unit in which its length is counted, see `count`."""
HAN = "㐀-䶿一-鿿\uf900-\ufaff𠀀-𳑏〇々"
CJK_MARKS = "、。〈-】〔-〟！-／：-＠［-｀｛-･“”‘’—…·"
_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")

# Only these are folded: NFKC on everything would turn ， into an ASCII comma and ① into 1.
_FOLD = re.compile("[０-９Ａ-Ｚａ-ｚﬀ-ﬆ⼀-⿕\uf900-\ufaff％．＋－／＆＠＃\U0001d400-\U0001d7ff]")
_KEPT_WIDE = frozenset("．－／＋＆＠＃％")
_UNSEEN = (
    "\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ud800-\udfff\U000e0000-\U000e007f"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_ODD_ENDS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[\r{_ODD_ENDS}]")
INVISIBLE = re.compile(f"[{_UNSEEN}{_ODD_ENDS}]")
"""A character that is not seen or that turns the order of others; `normalise` removes it, or makes it a line end."""
_LIKE_A_SPACE = re.compile(f"[{_UNSEEN}\u00a0\u2000-\u200a\u202f\u205f]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# CJK Radicals Supplement (U+2E80–2EFF) to the ideograph that is meant; NFKC knows only two of them.
# Source: Unicode Character Database, EquivalentUnifiedIdeograph.txt.
RADICALS = {
    "⺀": "冫", "⺁": "厂", "⺃": "乚", "⺅": "亻", "⺇": "几", "⺈": "刀", "⺉": "刂", "⺋": "㔾", "⺍": "小",
    "⺎": "兀", "⺏": "尣", "⺐": "尢", "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄", "⺗": "心",
    "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺜": "日", "⺝": "月", "⺞": "歺", "⺟": "母", "⺠": "民", "⺡": "氵",
    "⺢": "氺", "⺣": "灬", "⺤": "爫", "⺥": "爫", "⺦": "丬", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "目",
    "⺬": "示", "⺭": "礻", "⺯": "糹", "⺰": "纟", "⺱": "罓", "⺲": "罒", "⺳": "冈", "⺶": "羊", "⺷": "羊",
    "⺹": "耂", "⺺": "肀", "⺻": "聿", "⺼": "肉", "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹", "⻁": "虎",
    "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角", "⻈": "讠", "⻉": "贝", "⻊": "足", "⻋": "车",
    "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "阝", "⻐": "钅", "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门",
    "⻖": "阝", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻞": "食", "⻟": "飠",
    "⻠": "饣", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄",
    "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜", "⻰": "龙", "⻱": "龜", "⻲": "亀",
    "⻳": "龟",
}  # fmt: skip
_RADICALS = str.maketrans(RADICALS)


def unified(text: str) -> str:
    """Return `text` with one form for what editors, formatters and git change in a file without changing its words.

    No byte order mark, line feeds as line ends, no spaces or tabs at the end of a line, NFC.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip(" \t") for line in lines))


def capital(words: str) -> str:
    """Return words with their first letter as a capital; "" stays ""."""
    return words[:1].upper() + words[1:]


def within_quotes(text: str) -> str:
    """Return words to be put between quotation marks: those within are single ones, so that they end no quotation."""
    return re.sub('[“”„‟«»"「」『』]', "’", text)


def visible(text: str) -> str:
    """Return `text` without invisible characters, every line end a line feed."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def named(text: str) -> str:
    """Return `text` with a name in the place of each character that is not seen, or looks like a space and is none."""
    return _LIKE_A_SPACE.sub(lambda m: f"⟨U+{ord(m[0]):04X} {unicodedata.name(m[0], 'control character')}⟩", text)


_WIDE_STOP = re.compile(rf"(?<=[{HAN}”’」』）)\w$%])．(?!\d)")
"""The full stop of mathematical texts in Chinese, which ends a sentence as 。 does."""


def normalise(text: str) -> str:
    """Return `text` as the project stores and hashes it.

    NFC; compatibility forms folded for full-width and mathematical letters and digits, Latin ligatures, Kangxi and
    CJK radicals only; invisible and control characters (bidirectional overrides among them) removed; runs of white
    space made one space, line ends one newline. CJK punctuation and circled digits stay as they are, but ．, which
    becomes 。.
    """
    text = visible(text)
    text = unicodedata.normalize("NFC", text).translate(_RADICALS)
    text = _FOLD.sub(lambda m: m[0] if m[0] in _KEPT_WIDE else unicodedata.normalize("NFKC", m[0]), text)
    text = unicodedata.normalize("NFC", text)  # a folded letter may take the accent that follows it
    text = _WIDE_STOP.sub("。", _SPACES.sub(" ", text))
    return re.sub(r" ?\n ?", "\n", text).strip()


def space(text: str) -> str:
    """Set one space between Han characters and Latin letters or digits, and none between Han characters."""
    text = re.sub(rf"(?<=[{HAN}，。；：]) +(?=[{HAN}“《（])|(?<=[”》）]) +(?=[{HAN}])", "", text)
    text = re.sub(rf"(?<=[{HAN}])(?=[A-Za-z0-9])", " ", text)
    return re.sub(rf"(?<=[A-Za-z0-9%])(?=[{HAN}])", " ", text)


_BESIDE_HAN = re.compile(rf" ?([{HAN}{CJK_MARKS}]) ?")


@lru_cache(maxsize=1 << 14)
def match_key(text: str) -> str:
    """Return what must be equal for a sentence to count as verbatim.

    What editors and formatters change without changing a word: NFC, runs of white space one space, none beside a Han
    character or a wide mark. Nothing else: every letter, digit and mark stays as it is, in its case and width.
    """
    return _BESIDE_HAN.sub(r"\1", " ".join(unicodedata.normalize("NFC", text).split()))


@lru_cache(maxsize=1 << 14)
def letters(text: str) -> str:
    """Return the letters, digits and Han characters of `text`, normalised and case folded: for likeness, not proof."""
    return "".join(character for character in normalise(text).casefold() if character.isalnum())


_COUNTED = re.compile(
    rf"[{HAN}{CJK_MARKS}]"
    rf"|[^\W_{HAN}](?:[^\W_{HAN}]|[.,'’_/&@:+%°-](?=[^\W_{HAN}])|[%‰°+])*"
)
_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:[.,'’&/-][^\W_{HAN}]+)*")


def count(text: str, unit: str) -> int:
    """Return the length of `text` in `unit`, "字" or "words".

    字, as word processors count: each Han character one, each CJK punctuation mark one, each run of Latin
    letters, digits and the marks that join them one ("GPT-4", "0.73%"). words: each run of letters and digits
    with its inner apostrophes, hyphens and points one, each Han character one.
    """
    if unit not in ("字", "words"):
        raise ValueError(f"unit {unit!r}: 字 or words")
    return len((_COUNTED if unit == "字" else _WORD).findall(text))


def language(text: str) -> str:
    """Return "zh" when at least a tenth of the letters are Han, else "en"."""
    han = len(_HAN.findall(text))
    letters = len(_LETTER.findall(text))
    return "zh" if han and han >= 0.1 * letters else "en"


_SINOGRAPHIC = frozenset(("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"))


def alphabets(text: str) -> frozenset[str]:
    """Return the alphabets of the letters, as Unicode names them: {"LATIN", "CYRILLIC"}; East Asian writing is none."""
    names = (unicodedata.name(letter, "unnamed") for letter in text if unicodedata.category(letter).startswith("L"))
    return frozenset(name.partition(" ")[0] for name in names) - _SINOGRAPHIC


def has_han(text: str) -> bool:
    """Tell whether `text` holds a Han character."""
    return _HAN.search(text) is not None


_OPEN_TO_CLOSE = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", "【": "】"}


@lru_cache(maxsize=1 << 14)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) character offsets of each sentence in `text`, outer white space left out.

    Ends: 。！？!?… with the closing quotes, brackets and marks of notes that follow, a full stop with these before
    white space, and every newline; `boundaries` says which of them are none (abbreviations, initials, names). An end
    inside an open bracket or book title is none: 《…？》 is not cut. Citations must be masked before (see
    `citation.mask`).
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in boundaries.END.finditer(text):
        if end.start() < start or not boundaries.is_end(text, start, end):
            continue
        if end[0] != "\n" and _inside_brackets(text, start, end.end()):
            continue
        span = _trim(text, start, end.end())
        if span:
            yield span
        start = end.end()
    span = _trim(text, start, len(text))
    if span:
        yield span


def _inside_brackets(text: str, start: int, end: int) -> bool:
    """Tell whether `end` lies in a bracket opened since `start` and closed before the line ends."""
    stack: list[str] = []
    for character in text[start:end]:
        if character in _OPEN_TO_CLOSE:
            stack.append(_OPEN_TO_CLOSE[character])
        elif stack and character == stack[-1]:
            stack.pop()
    if not stack:
        return False
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    return stack[-1] != "”" and stack[-1] in rest[:120]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def shingles(text: str, size: int = 5) -> frozenset[str]:
    """Return the character `size`-grams of the letters, digits and Han characters of `text`, case folded."""
    bare = letters(text)
    return frozenset(bare[i : i + size] for i in range(max(1, len(bare) - size + 1)))


def overlap(first: str, second: str, size: int = 5) -> float:
    """Return the share of 5-grams of the shorter text that the other holds too, 0 to 1."""
    a, b = shingles(first, size), shingles(second, size)
    return len(a & b) / max(1, min(len(a), len(b)))


def contained(sentence: str, other: str, size: int = 5) -> float:
    """Return the share of 5-grams of a text that another holds, 0 to 1."""
    own = shingles(sentence, size)
    return len(own & shingles(other, size)) / len(own)


def pinyin(text: str) -> list[str]:
    """Return how each Han character is read, without tones; what stands between them as it is."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def slug(title: str, limit: int = 60) -> str:
    """Return an ASCII file-name stem for `title`, Han characters as pinyin, at most `limit` characters."""
    spoken = title if title.isascii() else " ".join(pinyin(title))
    words = re.findall(r"[a-z0-9]+", spoken.casefold())
    stem = ""
    for word in words:
        if len(stem) + len(word) + 1 > limit:
            break
        stem = f"{stem}-{word}" if stem else word
    return stem or "brief"
