"""No word of a closed class can be exchanged, dropped, added or moved in a sentence that then still stands at once."""

import re
from itertools import cycle, permutations

import pytest

from generator import corpus, yaml_text
from generator.evidence import cleaning
from generator.gate import function_words, rewording
from generator.language import text, tokens
from tests.helpers import ROOT, loaded

LANGUAGES = ("zh", "en")
DATA = yaml_text.load(function_words.DATA.read_text("utf-8"), str(function_words.DATA))
CLASSES = [(language, name) for language in LANGUAGES for name in (*DATA[language]["classes"], "negation")]
RULES = loaded("gate/rewordings.yml")


def listed(language, name):
    """Return the words of a class."""
    own = DATA[language]
    return own["negation"] if name == "negation" else [word for row in own["classes"][name] for word in row]


@pytest.fixture(scope="module")
def pools(tmp_path_factory):
    """Language → sentences of the sample corpus, each cut into words."""
    found = {language: [] for language in LANGUAGES}
    for document in corpus.read(ROOT / "corpus", cache=tmp_path_factory.mktemp("cache")).documents:
        for chunk in document.chunks:
            for block in chunk.blocks:
                part = chunk.text[block.start : block.end]
                found[document.language] += [cleaning.clean(part[a:b]) for a, b in text.sentences(part)]
    fit = {name: [s for s in own if 20 < len(s) < 160 and text.language(s) == name] for name, own in found.items()}
    assert all(len(own) > 100 for own in fit.values())
    return {
        "zh": [list(tokens.words(sentence)) for sentence in fit["zh"]],
        "en": [re.findall(r"[\w.'’-]*\w|\s+|[^\w\s]", sentence) for sentence in fit["en"]],
    }


def with_word(language, cut, word):
    """Return a sentence with the word in its middle, between two others, and where it stands."""
    at = next((n for n in range(len(cut) // 2, len(cut)) if cut[n][0].isalpha()), len(cut) // 2)
    put = [word] if language == "zh" else [word, " "]
    return [*cut[:at], *put, *cut[at:]], at


def alike(language):
    """Return the pairs of words of which one may stand for the other."""
    rows = [*DATA[language]["alike"], ["于", "在"]]  # these before the date behind a subject
    return {frozenset(pair) for row in rows for pair in permutations(row, 2)}


@pytest.mark.parametrize(("language", "name"), CLASSES)
def test_an_exchange_within_a_class_never_stands_at_once(pools, language, name):
    words = listed(language, name)
    pool, harmless = cycle(pools[language]), alike(language)
    for word, other in permutations(words, 2):
        source, at = with_word(language, next(pool), word)
        edited = [*source[:at], other, *source[at + 1 :]]
        same = function_words.same("".join(edited), "".join(source), language)
        assert not same or frozenset((word, other)) in harmless, (word, other, "".join(source))


@pytest.mark.parametrize(("language", "name"), CLASSES)
def test_an_exchange_of_a_word_where_the_corpus_has_it_never_stands_at_once(pools, language, name):
    words, harmless = listed(language, name), alike(language)
    for cut in pools[language]:
        for at, word in enumerate(cut):
            for other in words if word in words else ():
                edited = "".join([*cut[:at], other, *cut[at + 1 :]])
                if other != word and frozenset((word, other)) not in harmless:
                    assert not function_words.same(edited, "".join(cut), language), (word, other, "".join(cut))


@pytest.mark.parametrize(("language", "name"), CLASSES)
def test_a_word_that_comes_goes_or_moves_never_stands_at_once(pools, language, name):
    pool = cycle(pools[language])
    for word in listed(language, name):
        cut = next(pool)
        source, at = with_word(language, cut, word)
        moved = [*([word] if language == "zh" else [word, " "]), *cut]
        for one, two in ((cut, source), (source, cut), (moved, source), (source, moved)):
            assert not function_words.same("".join(one), "".join(two), language), (word, "".join(source))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_has_one_class_and_what_is_alike_stands_in_one_row(language):
    words = [word for name in DATA[language]["classes"] for word in listed(language, name)]
    assert len(words) == len(set(words)) > 250
    rows = {word: row for rows in function_words.classes(language).values() for row in rows for word in row}
    for row in DATA[language]["alike"]:
        assert len({rows.get(word) for word in row}) == 1, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_edit_of_the_bench_that_alters_a_relation_stands_at_once(pools, language):
    for cut in pools[language]:
        source = "".join(cut)
        for find, put in RULES["closed"][language]:
            edited = re.sub(find, put, source, count=1)
            assert edited == source or rewording.judge(edited, source).verdict != "passes", (source, edited)
