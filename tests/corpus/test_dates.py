"""Dates of documents: in what form, and from where."""

import pytest

from generator import corpus
from generator.corpus.readers import dates
from tests.helpers import loaded

TEXT = "The probes were set on the slope in spring, and the gateway stood in the valley of the river until autumn.\n"


@pytest.mark.parametrize("case", loaded("corpus/dates.yml"), ids=lambda case: case[0])
def test_dates_are_read_in_the_forms_that_people_write(case):
    text, month_first, day_first = case if len(case) == 3 else (*case, case[1])
    assert (dates.iso_date(text) or "") == month_first
    assert (dates.iso_date(text, day_first=True) or "") == day_first


@pytest.mark.parametrize(
    ("name", "source", "wanted"),
    [
        ("slope.md", "---\ndate: March 9, 2023\n---\n\n" + TEXT, "2023-03-09"),
        ("2021-01-02-slope.md", "---\ndate: 20230309\n---\n\n" + TEXT, "2023-03-09"),
        ("slope.md", "# Slope\n\n9 March 2023\n\n" + TEXT, "2023-03-09"),
        ("slope.md", "# Slope\n\nPublished March 9, 2023\n\n" + TEXT, "2023-03-09"),
        ("2023-03-09-slope.md", "# Slope\n\n" + TEXT, "2023-03-09"),
        ("slope_20230309.txt", TEXT, "2023-03-09"),
        ("slope-2023.txt", TEXT, ""),
        ("slope.md", "---\ndate: 03/09/2023\n---\n\n" + TEXT, "2023-03-09"),
        ("slope.md", "---\ndate: 03/09/2023\n---\n\n" + TEXT + "It was read again on 25/10/2023.\n", "2023-09-03"),
        ("hang.md", "---\ndate: 03/09/2023\n---\n\nDer Hang und die Rinne sind nass, und das Wasser der Quelle steht.\n",
         "2023-09-03"),
        ("slope.html", '<html><head><meta property="article:published_time" content="2023-03-09T10:00:00Z"></head>'
         f"<body><article><h1>Slope</h1><p>{TEXT}</p></article></body></html>", "2023-03-09"),
    ],
)  # fmt: skip
def test_a_document_has_the_date_of_its_front_matter_its_byline_or_its_name(tmp_path, name, source, wanted):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / name).write_text(source, encoding="utf-8")
    (document,) = corpus.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    assert document.get("date") == wanted
