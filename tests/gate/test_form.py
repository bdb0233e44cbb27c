"""The files of a brief: nothing stands in them or beside them that nobody reads, and formatting costs nothing."""

import contextlib
import re
import unicodedata

import pytest
import yaml

from generator import gate, yaml_text
from generator.brief import ledger as ledgers, page as briefs
from generator.errors import BriefproofError
from tests.helpers import dated, loaded

CASES = loaded("gate/files.yml")
SAID = "OpenAI 已承认其模型不安全。"


@pytest.fixture(scope="module")
def found(workplace):
    """A function from the texts of brief and ledger to what is found in them."""
    shelf = gate.Shelf(root=workplace, cache=workplace / "build" / "cache")

    def check(text, ledger_text):
        brief, ledger = briefs.parse(text, dated(text)), ledgers.parse(ledger_text, "b.ledger.yml")
        with contextlib.chdir(workplace):
            return gate.validate(brief, ledger, shelf.sources(brief, ledger))

    return check


@pytest.fixture(params=["zh", "en"])
def true(request, made):
    """(text, ledger text) of a brief that passed."""
    return made[request.param][1:]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_brief_does_not_hold_is_found_on_its_line(found, true, case):
    changed = list(true)
    which = case.get("of") == "ledger"
    changed[which], times = re.subn(
        case["find"], lambda m: m.expand(case["put"]).replace("@", SAID), true[which], count=1, flags=re.M
    )
    assert times, "the case does not fit the brief"
    findings = [finding for finding in found(*changed) if finding.code in case["code"]]
    assert findings and all(finding.severity == "error" for finding in findings)
    if SAID in changed[0]:
        assert changed[0][: changed[0].index(SAID)].count("\n") + 1 in {finding.line for finding in findings}


def restyled(text, **options):
    return yaml.dump(
        yaml_text.load(text, "x"), Dumper=yaml.SafeDumper, **{"allow_unicode": True, "width": 60} | options
    )


def in_front(change):
    def edit(text):
        _, front, body = text.split("---\n", 2)
        return f"---\n{change(front)}---\n{body}"

    return edit


FILES = {
    "byte order mark": lambda t: "\ufeff" + t,
    "CRLF": lambda t: t.replace("\n", "\r\n"),
    "CR": lambda t: t.replace("\n", "\r"),
    "trailing spaces": lambda t: re.sub(r"(?m)(?<=\S)$", "  ", t),
    "trailing tabs": lambda t: re.sub(r"(?m)(?<=\S)$", "\t", t),
    "no final newline": lambda t: t.rstrip("\n"),
    "more final newlines": lambda t: t + "\n\n",
    "NFD": lambda t: unicodedata.normalize("NFD", t),
}
YAML = {
    "sorted and wrapped": restyled,
    "other order": lambda t: restyled(t, sort_keys=False),
    "flow style": lambda t: restyled(t, default_flow_style=True),
    "indented": lambda t: restyled(t, indent=4),
    "escaped": lambda t: restyled(t, allow_unicode=False),
    "schema for editors": lambda t: f"# yaml-language-server: $schema=ledger.schema.json\n{t}",
}


def in_body(change):
    def edit(text):
        opened, front, body = text.split("---\n", 2)
        return f"{opened}---\n{front}---\n{change(body)}"

    return edit


BODY = {
    "aligned tables": lambda t: re.sub(r"(?m)(?<=[^|\n-]) \|", "     |", t),
    "tight tables": lambda t: re.sub(r"(?m)^\| (.*) \|$", lambda m: "|" + m[1].replace(" | ", "|") + "|", t),
    "no outer pipes": lambda t: re.sub(r"(?m)^\| ?(.*?) ?\|$", r"\1", t),
    "rules with colons": lambda t: t.replace(" --- ", ":---:"),
    "asterisks": lambda t: re.sub(r"(?m)^- (?=\S)", "* ", t),
    "plus signs": lambda t: re.sub(r"(?m)^- (?=\S)", "+   ", t),
    "loose lists": lambda t: re.sub(r"(?m)^(- .*)\n(?=- )", r"\1\n\n", t),
    "indented lists": lambda t: re.sub(r"(?m)^- (?=\S)", "  - ", t),
    "blank lines": lambda t: t.replace("\n\n", "\n\n\n\n"),
    "closed headings": lambda t: re.sub(r"(?m)^(#+) (.*)$", r"\1   \2 \1", t),
    "underlined title": lambda t: re.sub(r"(?m)^# (.*)$", r"\1\n=====", t),
    "underlined headings": lambda t: re.sub(r"(?m)^## (.*)$", r"\1\n---", t),
    "escapes dropped": lambda t: t.replace("\\[", "["),
    "escapes added": lambda t: re.sub(r"(?m)^([^-|#\n][^\[\n]*?)([.!()_+])(?=[^\n]*\[long)", r"\1\\\2", t),
    "spaces before citations": lambda t: re.sub(r"(?<=[^ ])(?=\[long_context)", "  ", t),
    "other spelling of citations": lambda t: t.replace("[long_context: ", "[long_context："),
}


HARMLESS = [
    *((f"brief, {name}", change, None) for name, change in FILES.items()),
    *((f"ledger, {name}", None, change) for name, change in (*FILES.items(), *YAML.items())),
    *((f"front matter, {name}", in_front(change), None) for name, change in YAML.items()),
    *((f"body, {name}", in_body(change), None) for name, change in BODY.items()),
    ("both, NFD", FILES["NFD"], FILES["NFD"]),
]


@pytest.mark.parametrize(("change", "of_ledger"), [two for _, *two in HARMLESS], ids=[name for name, *_ in HARMLESS])
def test_what_an_editor_or_a_formatter_changes_breaks_no_rule(found, made, change, of_ledger):
    for outcome, text, ledger_text in made.values():
        changed = change(text) if change else text
        assert found(changed, of_ledger(ledger_text) if of_ledger else ledger_text) == outcome.findings


@pytest.fixture
def folder(tmp_path, made):
    """A folder with one brief and its ledger."""
    outcome, text, ledger_text = made["en"]
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / outcome.path.name).write_text(text, "utf-8")
    (tmp_path / "briefs" / outcome.path.with_suffix(".ledger.yml").name).write_text(ledger_text, "utf-8")
    return tmp_path / "briefs"


@pytest.mark.parametrize(
    "name",
    ["old/2026-01-01-a.md", ".drafts/a.md", "a.MD", "a.markdown", "a.md.txt", "a.ledger.yml", "a.ledger.yaml", "note.txt",
     "index.html", "style.css", ".gitkeep"],
)  # fmt: skip
def test_a_file_that_nobody_reads_is_astray(folder, name):
    assert gate.strays(folder) == ()
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(SAID, "utf-8")
    assert [(where, finding.code) for where, finding in gate.strays(folder)] == [(path, "stray-file")]


def test_an_empty_file_may_keep_the_folder(folder):
    (folder / ".gitkeep").touch()
    assert gate.strays(folder) == ()


def test_links_are_astray_and_refused(folder, tmp_path):
    brief = next(folder.glob("*.md"))
    outside = tmp_path / "outside.md"
    outside.write_bytes(brief.read_bytes())
    (folder / "2026-01-01-linked.md").symlink_to(outside)
    (folder / "2026-01-01-linked.ledger.yml").write_bytes(brief.with_suffix(".ledger.yml").read_bytes())
    (folder / "more").symlink_to(tmp_path)
    assert {where.name for where, _ in gate.strays(folder)} == {"2026-01-01-linked.md", "more"}
    with pytest.raises(BriefproofError, match="linked.md is a link"):
        gate.briefs_in(folder)
    (folder / "2026-01-01-linked.md").unlink()
    ledger = brief.with_suffix(".ledger.yml")
    ledger.rename(tmp_path / "outside.yml")
    ledger.symlink_to(tmp_path / "outside.yml")
    with pytest.raises(BriefproofError, match="is a link"):
        gate.briefs_in(folder)
