"""Words: the only tokeniser, for the index, for queries and for the writer's hygiene.

Chinese by jieba's dictionary (rjieba), traditional folded to simplified (OpenCC); English stemmed (Snowball),
British spelling read as American.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from generator.language import text as texts

VERSION = "2"
"""Enters the index's name: other tokens, other index."""

_PIECE = re.compile(rf"[{texts.HAN}]+|[^\W_{texts.HAN}]+(?:[.'’-][^\W_{texts.HAN}]+)*")

# Words that ask or that every commission holds; they only cost time and blur the ranking.
STOP_WORDS = frozenset(
    """
    的 了 和 与 及 或 是 在 对 为 以 于 上 中 下 有 等 将 把 被 从 到 由 向 让 使 就 都 而 且 并 其 之 这 那 该
    此 个 种 一 二 两 大 我 你 您 他 她 它 我们 你们 他们 请 什么 怎么 如何 哪些 哪个 为什么 多少 是否 以及 进行
    关于 对于 通过 根据 方面 问题 情况 相关 对比 比较 差异 区别 异同 分析 报告 研究 介绍 说明 概述 总体 综合 the
    a an of and or to in on for with by from at as is are was were be been being this that these those it its
    their his her our your my we you they he she i what which who how why when where do does did can could
    should would may might will shall not no than then there here into over between among about vs versus
    compare comparison difference differences analysis report study overview section using use based
    """.split()  # noqa: SIM905
)


@cache
def _jieba() -> Any:
    import rjieba

    rjieba.cut("预热", True)
    return rjieba


@cache
def _converter(kind: str) -> Any:
    import opencc

    return opencc.OpenCC(kind)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


_SPELLINGS = tuple(
    (re.compile(f"^{pattern}$"), replacement)
    for pattern, replacement in (
        (r"(\w{3,})isation(s|al)?", r"\1ization\2"),
        (
            r"(?!(?:adverti|appri|chasti|compri|compromi|conci|demi|enterpri|exci|exerci|experti|franchi|inci|merchandi|"
            r"paradi|preci|premi|promi|repri|surpri|treati)s)(\w{2,}[^\Waouvw])is(e|es|ed|er|ers|ing)",
            r"\1iz\2",
        ),
        (r"(anal|paral|catal)ys(e|es|ed|er|ers|ing)", r"\1yz\2"),
        (r"(\w{3,})our(s|ed|er|ers|ing|al|able|ful|ite|ites|hood|ly)?", r"\1or\2"),
        (r"(lic|def|off|pret)ence(s|d)?", r"\1ense\2"),
        (r"(\w*(?:cent|met|lit|fib|theat|calib))re(s)?", r"\1er\2"),
        (r"(program)me(s)?", r"\1\2"),
        (r"((?:cata|dia|ana|mono)log)ue(s)?", r"\1\2"),
        (
            r"(cancel|channel|counsel|fuel|label|level|marshal|model|panel|signal|total|travel|tunnel)l(ed|er|ers|ing)",
            r"\1\2",
        ),
    )
)
"""British endings and the American ones that they are read as; a corpus has both and a query one."""


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return _stemmer().stemWord(word)


def stem(word: str) -> str:
    """Return the search token of one Latin word, whatever its capital letters."""
    folded = word.casefold()
    return folded if folded[-1:].isdigit() else _stem(folded)  # figures have no ending, and would fill the cache


def simplify(text: str) -> str:
    """Return `text` with traditional characters made simplified."""
    return _converter("t2s").convert(text) if texts.has_han(text) else text


@lru_cache(maxsize=1 << 14)
def traditional(text: str) -> str:
    """Return words of ours, in simplified characters, in traditional ones, as Taiwan writes them."""
    return str(_converter("s2tw").convert(text)) if texts.has_han(text) else text


def simplify_each(text: str) -> str:
    """Return `text` with traditional characters made simplified, character for character: of the same length."""
    return text.translate({ord(c): _simple(c) for c in set(text) if "㐀" <= c <= "鿿"})


@lru_cache(maxsize=1 << 14)
def _simple(character: str) -> str:
    simple = simplify(character)
    return simple if len(simple) == 1 else character


def words(text: str) -> tuple[str, ...]:
    """Cut `text` into words as written, punctuation included, Chinese by dictionary."""
    return tuple(_jieba().cut(text, True))


@lru_cache(maxsize=1 << 14)
def known_words(word: str) -> tuple[str, ...]:
    """Cut what may be a guess of the cutter into words of its dictionary: 应先 → 应, 先."""
    return tuple(_jieba().cut(word, False))


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each of `words` stands, as offsets of its start and end."""
    ends = tuple(accumulate(map(len, words(text))))
    return tuple(zip((0, *ends), ends, strict=False))


def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Cut `text` into (word, part of speech), the tags those of jieba: n noun, v verb, a adjective, x mark."""
    return tuple(_jieba().tag(text, True))


# An English noun without a tagger: after a determiner or preposition, before a mark or a word that ends a noun phrase.
_NOUN = re.compile(
    r"\b(?:the|an?|of|its|their|for|in|on|no|any|and|to|by|through|with)\s+(?:[a-z-]+\s+)?([a-z]{4,})"
    r"(?=[,.;:)]|\s+(?:of|and|or|in|for|to|on|with|that|which|is|are|was|at|from|by|as)\b)"
)


def topics(text: str) -> tuple[tuple[str, str], ...]:
    """Return (key, word) of the nouns that say what a text is about; the key is the same for all forms of a word."""
    if texts.has_han(text):
        kinds = ("n", "vn", "an", "nz")
        cut = tagged(simplify(text))
        after = [tag for _, tag in cut[1:]] + ["x"]  # of 旅客公里 only 公里 is what is spoken of
        found = (
            (w, w)
            for (w, tag), following in zip(cut, after, strict=True)
            if tag in kinds and len(w) > 1 and following not in kinds
        )
    else:
        found = ((stem(word), word) for word in _NOUN.findall(text))
    return tuple(dict.fromkeys(pair for pair in found if pair[0] not in STOP_WORDS and pair[1] not in STOP_WORDS))


def tokens(text: str) -> tuple[str, ...]:
    """Return the search tokens of `text`, in order: Han words and their parts, stemmed lower-case Latin words."""
    return tuple(token for _, token in _cut(text))


def content_tokens(text: str) -> tuple[str, ...]:
    """Return `tokens` without stop words and without single Han characters."""
    return tuple(token for _, token in content_words(text))


def content_words(text: str) -> tuple[tuple[str, str], ...]:
    """Return (word as written, token) of what `content_tokens` returns."""
    return tuple(
        (word, token)
        for word, token in _cut(text)
        if word not in STOP_WORDS and not (len(word) == 1 and texts.has_han(word))
    )


def query_tokens(text: str) -> tuple[str, ...]:
    """Return `tokens` without stop words, or all of them if nothing else is left."""
    return tuple(token for word, token in _cut(text) if word not in STOP_WORDS) or tokens(text)


def _cut(text: str) -> list[tuple[str, str]]:
    """Return (word, token) pairs: stop words are known by the word, since stems of others may look like them."""
    found: list[tuple[str, str]] = []
    for piece in _PIECE.findall(simplify(text)):
        if texts.has_han(piece):
            found.extend((word, word) for word in _jieba().cut_for_search(piece, True))
        else:
            word = piece.casefold().replace("’", "'").removesuffix("'s")
            found.append((word, stem(word)))
            parts = re.split(r"[.'-]", word)
            if len(parts) > 1:
                found.extend((part, stem(part)) for part in parts if len(part) > 1)
    return found
