"""Search tokens: forms and spellings of one word meet, words that only look alike do not."""

import pytest

from generator.language import tokens

SAME = [
    "licence licences licensed license licensing",
    "organisation organization organised organizing organisers",
    "behaviour behavioral behaviours",
    "centre center centres",
    "kilometre kilometers",
    "analyse analyzed analysing",
    "programme program programs",
    "modelling model modeled",
    "defence defense",
    "catalogue catalogs",
    "colour colors",
    "precise precisely",
    "noise noises",
    "exercise exercises",
    "enterprise enterprises",
    "source sources",
    "wise wisely",
    "supervise supervised",
    "rise rises",
    "hour hours",
]
APART = [("four", "for"), ("tour", "tor"), ("metre", "met"), ("promise", "prom"), ("rise", "rize"), ("our", "or")]


@pytest.mark.parametrize("forms", SAME)
def test_forms_and_spellings_of_a_word_are_one_token(forms):
    assert len(set(tokens.tokens(forms))) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_only_look_alike_are_two(one, other):
    assert tokens.tokens(one) != tokens.tokens(other)


@pytest.mark.parametrize("figure", ["1990", "3.1", "gpt4", "ISO-9001", "x86", "co2", "term12345", "1e-9"])
def test_figures_are_tokens_as_they_stand_and_fill_no_cache(figure):
    kept = tokens._stem.cache_info().currsize
    assert tokens.stem(figure) == figure.casefold() == tokens._stem.__wrapped__(figure.casefold())
    assert tokens._stem.cache_info().currsize == kept
