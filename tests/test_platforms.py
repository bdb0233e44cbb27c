"""Platform facts load, are consistent, and names are found where they stand and nowhere else."""

import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from generator import platforms
from generator.errors import BriefproofError

GOOD = """
classes: {open: [开源], closed: [闭源], mixed: []}
platforms:
  - {name: Alpha, aliases: [阿尔法, Alpha-2], organisation: Alpha e.V., site: "https://alpha.example",
     openness: open, icons: [alpha]}
"""


def names(passage: str) -> list[tuple[str, str]]:
    return [(mention.platform.name, mention.words) for mention in platforms.mentions(passage)]


def test_every_platform_is_found_by_each_of_its_names() -> None:
    assert len(platforms.platforms()) >= 45
    for platform in platforms.platforms():
        assert platform.openness in platforms.OPENNESS
        for name in platform.names:
            assert platforms.find(name) is platform
            assert platforms.find(f" {name.upper()} ") is platform
            assert names(f"关于{name}的说明") == [(platform.name, name)]
            assert names(f"see {name}, too") == [(platform.name, name)]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("ＯｐｅｎＡＩ", "OpenAI"),
        ("gpt4", "OpenAI"),
        ("hugging-face", "Hugging Face"),
        ("hugging_face", "Hugging Face"),
        ("通义千问", "Qwen"),
        ("aws", "Amazon Web Services"),
    ],
)
def test_find_ignores_case_width_and_joints(spelling: str, name: str) -> None:
    found = platforms.find(spelling)
    assert found is not None and found.name == name


def test_find_knows_no_strangers() -> None:
    assert platforms.find("PostgreSQL") is None
    assert platforms.find("") is None


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("使用GPT-4o与GPT-4。", [("OpenAI", "GPT-4o"), ("OpenAI", "GPT-4")]),
        ("GPT-40 and GPT-4.15 and XGPT-4 are none", []),
        ("GPT-4.", [("OpenAI", "GPT-4")]),
        ("Azure OpenAI Service", [("Microsoft Azure", "Azure OpenAI Service")]),
        ("不得使用百度百科，但可用百度。", [("Baidu", "百度")]),
        ("a meta analysis; Meta-analysis; Meta said", [("Meta", "Meta")]),
        ("a perplexity of 3, an azure sky", []),
        ("🤗 Transformers", [("Hugging Face", "🤗 Transformers")]),
        ("Claude Shannon", []),
        ("the HuggingFace site", [("Hugging Face", "HuggingFace")]),
    ],
)
def test_mentions(passage: str, expected: list[tuple[str, str]]) -> None:
    assert names(passage) == expected


@given(st.text(max_size=200) | st.text(alphabet="GPT-4oOpenAI 百度科Claude🤗Transformers库", max_size=60))
def test_offsets_match_words_and_do_not_overlap(passage: str) -> None:
    end = 0
    for mention in platforms.mentions(passage):
        assert passage[mention.start : mention.end] == mention.words
        assert mention.start >= end
        end = mention.end


@pytest.mark.parametrize("unit", ["对比两大生态。", "GPT-", "OpenAI", "g ", "百度百"])
def test_long_text_is_searched_in_linear_time(unit: str) -> None:
    platforms.mentions("warm")
    began = time.process_time()
    platforms.mentions(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("openness: open", "openness: libre", "openness must be one of open, closed, mixed"),
        ("https://alpha.example", "javascript:alert(1)", "site must be an https address"),
        ("organisation: Alpha e.V., ", "", "organisation must be a non-empty string"),
        ("icons: [alpha]", "icons: alpha", "icons must be a list"),
        ("icons: [alpha]", "colour: red", "unknown key colour"),
        ("name: Alpha,", "name: 5,", "must be a mapping with a `name`"),
        ("mixed: []", "other: []", "`classes` must have"),
        ("platforms:", "platform:", "a list `platforms`"),
        ("{name", "{{name", "not readable as YAML"),
    ],
)
def test_a_malformed_file_is_one_readable_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "platforms.yml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BriefproofError, match="platforms.yml") as caught:
        platforms.load(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_name_has_one_owner(tmp_path: Path) -> None:
    path = tmp_path / "platforms.yml"
    second = '  - {name: Beta, aliases: [alpha2], organisation: B, site: "https://b.example", openness: closed}\n'
    path.write_text(GOOD + second, encoding="utf-8")
    with pytest.raises(BriefproofError, match="belongs to Alpha already"):
        platforms.load(path)


def test_classes_follow_openness(tmp_path: Path) -> None:
    path = tmp_path / "platforms.yml"
    path.write_text(GOOD, encoding="utf-8")
    (alpha,) = platforms.load(path)
    assert alpha.classes == ("开源",) and alpha.parent is None
