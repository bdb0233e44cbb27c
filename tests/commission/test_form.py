"""The form in YAML says what the text says, and nothing that it does not know."""

import json
from dataclasses import fields, replace

import jsonschema
import pytest
import yaml

from generator import commission
from generator.__main__ import main
from generator.commission import Commission, form
from generator.errors import BriefproofError
from tests.helpers import loaded

FILES = ("zh.yml", "en.yml", "nasty.yml", "resolve.yml", "asked-questions.yml", "asked-commissions.yml")
QUERIES = [case.get("query", case.get("q")) for name in FILES for case in loaded(f"commission/{name}")]
ERRORS = loaded("commission/form-errors.yml")
ATTACHED = ({}, {"documents": ("A Study of Things: Report",), "platform": "OpenAI"})
WORDING = ("query", "understood", "instructions", "readings", "completed", "about")
"""What tells of the words, or is used up once the subjects are known."""


def asked(read: Commission, attached) -> dict | str:
    """What is asked once the attachments are known, however it was worded."""
    try:
        found = commission.resolve(read, **attached)
    except BriefproofError as error:
        return str(error)
    rows = {field.name: getattr(found, field.name) for field in fields(found) if field.name not in WORDING}
    rows["subjects"] = [replace(subject, words="") for subject in found.subjects]
    rows["defaulted"] = set(found.defaulted) - {"language"}  # a form always says it
    rows["comparing"] = found.comparing or len(found.subjects) > 1
    return rows


def test_text_to_form_and_back_is_the_same_commission():
    schema = jsonschema.Draft202012Validator(json.loads(form.SCHEMA.read_text("utf-8")))
    times = 0
    for query in QUERIES:
        try:
            read = commission.read(query)
        except BriefproofError:
            continue
        written = commission.write(read)
        schema.validate(yaml.safe_load(written))
        again = commission.read(written)
        for attached in ATTACHED:
            assert asked(again, attached) == asked(read, attached), query
        assert commission.read(commission.write(again)).sections == again.sections
        times += 1
    assert times > 200


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["name"])
def test_what_a_form_may_not_hold_is_said_in_one_line(case):
    with pytest.raises(BriefproofError) as caught:
        commission.read(case["form"])
    assert case["error"] in str(caught.value) and "\n" not in str(caught.value)


def test_the_schema_for_editors_knows_the_same_keys():
    schema = json.loads(form.SCHEMA.read_text("utf-8"))["properties"]
    assert tuple(schema) == form.KEYS
    for key, known in (("sections", form.OF_SECTION), ("subjects", form.OF_SUBJECT)):
        assert tuple(schema[key]["items"]["anyOf"][1]["properties"]) == known
    assert tuple(schema["periods"]["items"]["properties"]) == form.OF_PERIOD
    assert tuple(schema["bans"]["items"]["properties"]) == (*form.BANS, "words")
    assert tuple(schema["bans"]["items"]["properties"]["element"]["enum"]) == form.NAMED["element"]


def test_every_demand_of_a_form_is_listed_with_what_becomes_of_it():
    read = commission.read(
        "commission: 1\nsubjects: [Rust, Go]\nlength: ≤ 900 words\nextras: [table, chart]\nreader: ops\n"
    )
    told = {one.words: one.status for one in read.instructions}
    assert told == {
        "length: 675–900 words": "checked", "subject: Rust": "structure", "subject: Go": "structure",
        "extra: table": "structure", "extra: chart": "not_done", "reader: ops": "not_done",
    }  # fmt: skip


def test_the_command_prints_a_form_that_the_command_reads(tmp_path, capsys):
    assert main(["commission", "--yaml", "--query", "对比 Rust 与 Go，不超过 900 字，需附表格。"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("commission: 1\n") and "≤ 900 字" in printed
    path = tmp_path / "asked.yml"
    path.write_text(f"# yaml-language-server: $schema=commission.schema.json\n{printed}", "utf-8")
    assert main(["commission", "--query-file", str(path)]) == 0
    assert "675–900 字" in capsys.readouterr().out
    path.write_text("subjects: [Rust, Go]\n", "utf-8")
    assert main(["commission", "--query-file", str(path)]) == 1
    assert "opens with commission: 1" in capsys.readouterr().err


def test_text_that_only_speaks_of_a_commission_is_no_form():
    assert not form.is_form("commission: 1 of 2\nCompare Rust and Go")
    assert not form.is_form("Compare Rust and Go.\ncommission: 1\n")
