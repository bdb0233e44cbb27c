"""Lines of the reference section."""

import pytest

from generator.brief import references
from tests.helpers import loaded

ONLINE = {"url": "https://example.org/slope", "accessed": "2025-02-03"}


@pytest.mark.parametrize(("said", "wanted"), loaded("brief/authors.yml"))
def test_three_authors_are_named(said, wanted):
    assert references.authors(said) == wanted


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ({"author": "Berg T"}, "S1. Berg T. Water[Z]. 2024-05-06."),
        ({"author": "Berg, T."}, "S1. Berg, T. Water[Z]. 2024-05-06."),
        (ONLINE, "S1. Water[EB/OL]. (2024-05-06)[2025-02-03]. https://example.org/slope."),
        ({"url": "https://example.org/a."}, "S1. Water[EB/OL]. (2024-05-06). https://example.org/a."),
        ({"kind": "document", "file": "w.pdf"}, "S1. Water[R]. 2024-05-06. w.pdf."),
        ({"kind": "document", "file": "w.pdf", **ONLINE}, "S1. Water[R/OL]. (2024-05-06)[2025-02-03]. "
         "https://example.org/slope. w.pdf."),
    ],
)  # fmt: skip
def test_a_carrier_is_online_only_with_an_address(source, wanted):
    given = {"id": "S1", "kind": "corpus", "title": "Water", "date": "2024-05-06", **source}
    assert references.line(given, "en") == wanted
