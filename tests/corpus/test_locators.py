import pytest

from generator.brief import citation
from generator.corpus import locators
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("corpus/locators.yml"))
def test_a_place_is_named_and_cited(case):
    place, zh, en, cited = case
    assert [locators.said(place, language) for language in ("zh", "en")] == [zh, en]
    written = citation.render(citation.attached("a.bin", place, 1), "en")
    (found,), malformed = citation.parse(f"It holds. {written}")
    assert (written, found.citation.where, malformed) == (cited, place, ())


@pytest.mark.parametrize("place", ["slide", "slide x", 'sheet "a" row 1', "row 1]", 'chapter ""', "at 1:2", "page 4"])
def test_what_is_no_place_is_no_citation(place):
    _, malformed = citation.parse(f"It holds. [document: a.bin, {place}]")
    assert malformed or place == "row 1]"
    assert not locators.NAMED.fullmatch(place)


def test_a_file_that_is_named_like_a_place():
    cited = citation.attached("a, slide 3.pptx", "slide 4", 1)
    (found,), _ = citation.parse(citation.render(cited, "zh"))
    assert found.citation == cited


def test_places_are_in_order():
    assert locators.in_order(["slide 10", None, "slide 2", "slide 2"]) == ["slide 2", "slide 10"]
    assert locators.in_order([10, 9, 10]) == [9, 10]
    assert locators.in_order([2, "slide 1"]) == [2, "slide 1"]
