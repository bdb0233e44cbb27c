"""What is asked instead, where no brief can be written."""

import pytest

from generator import pipeline
from generator.errors import NoEvidence

RULES = "The office in San Francisco publishes its data within thirty days. San Francisco names an officer for data."


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ("Nothing is said here.", "Write a brief on San Francisco"),
        ("Who keeps the data in New York?", "Compare San Francisco and New York"),
    ],
)
def test_sources_in_the_other_language_are_asked_in_theirs_on_all_that_they_hold(tmp_path, monkeypatch, other, asked):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    for name, words in (("San Francisco", RULES), ("New York" if "York" in other else "Other", other)):
        (tmp_path / "corpus" / f"{name}.md").write_text(f"# {name}\n\n{words}\n", encoding="utf-8")
    with pytest.raises(NoEvidence) as caught:
        pipeline.make(pipeline.Request(query="对比旧金山与纽约的数据规定，四百字。"), build=tmp_path / "build")
    assert f"QUERY='{asked}'" in str(caught.value)
