"""Findings name their cause: what differs is shown, and what is not seen is named."""

import pytest

from generator.errors import BriefproofError
from generator.gate import brief_at, differing

LONG = "Compare the two at length, and do so in every respect that anybody might ask for, "


@pytest.mark.parametrize(
    ("have", "want", "told"),
    [
        ("a\u00a0b", "a b", "title is a⟨U+00A0 NO-BREAK SPACE⟩b; the query gives a b"),
        (LONG + "twice.", LONG + "once.", "…ery respect that anybody might ask for, twice.; the query gives …ery respect that anybody might ask for, once."),
        ([1, 2, 3], [1, 3], "title is [2]; the query gives nothing"),
        ([1], [1, 4], "title is nothing; the query gives [4]"),
        ([1, 1], [1], "title is [1, 1]; the query gives [1]"),
    ],
)  # fmt: skip
def test_what_differs_is_shown(have, want, told):
    (finding,) = differing.findings(have, want, "title", "the query")
    assert finding.message.endswith(told.removeprefix("title is ")) and finding.message.startswith("title is ")


def test_a_note_among_the_briefs_is_called_no_brief(tmp_path):
    (tmp_path / "note.md").write_text("# A note\n", "utf-8")
    with pytest.raises(BriefproofError, match="no brief: it opens with no front matter"):
        brief_at(tmp_path / "note.md")
    (tmp_path / "lost.md").write_text("---\nbrief: 3\n---\n\n# A brief\n", "utf-8")
    with pytest.raises(BriefproofError, match=r"its ledger lost\.ledger\.yml is missing"):
        brief_at(tmp_path / "lost.md")
