"""What the documentation says is so: links, commands, variables, findings, and the README's own example."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.gate import RULES
from tests.helpers import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
VARIABLES = re.search(r"^VARIABLES := (.+)$", MAKEFILE, re.M)[1].split()
TARGETS = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.M)


def prose(page):
    """Return the text of a page without its code."""
    text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(page):
    """Return the anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#{1,6} (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(page):
    """Return the lines of a page's shell examples."""
    blocks = re.findall(r"^( *)```sh\n(.*?)^\1```$", page.read_text(encoding="utf-8"), re.M | re.S)
    return [line.strip() for _, block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (fragment and file.suffix == ".md" and fragment not in anchors(file)):
            broken.append(target)
    assert not broken


def test_every_rule_has_its_section_with_its_severity():
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## `([a-z-]+)`\n\n(Error|Warning): (.+)\.$", text, re.M)
    assert [code for code, _, _ in sections] == list(RULES)
    assert {code: (severity.lower(), says) for code, severity, says in sections} == RULES
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        assert re.search(r"^> .+\n\n[^>]", part, re.M), f"no example, or nothing to do: {part.splitlines()[0]}"


@pytest.mark.parametrize("line", [line for page in PAGES for line in commands(page)])
def test_examples_can_be_typed(line, capsys):
    from generator.arguments import parser

    words = shlex.split(line, comments=True)
    if words[0] == "make":
        given = [word.partition("=")[0] for word in words[1:] if "=" in word]
        assert set(given) <= {*VARIABLES, "SLOW", "ARGS", "EXTRAS", "PYTHON"}
        assert {word for word in words[1:] if "=" not in word} <= set(TARGETS)
    elif words[0] == "briefproof" or words[:3] == ["python", "-m", "generator"]:
        try:
            parser().parse_args(words[1 if words[0] == "briefproof" else 3 :])
        except SystemExit:
            pytest.fail(capsys.readouterr().err)
    else:
        assert words[0] == ".venv/bin/pip"


def test_there_are_examples():
    assert len(commands(ROOT / "README.md")) > 6


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_in_the_table(name):
    assert re.search(rf"^\| `{name}` \| `[a-z]+`(?:, `[a-z]+`)* \| .+ \|$", README, re.M)


def test_the_example_of_the_readme_is_true():
    """The quote stands in the sample corpus at the place that the ledger entry names."""
    from generator import corpus
    from generator.brief import ledger

    entry = yaml.safe_load(re.search(r"```yaml\n(- id: .*?)```", README, re.S)[1])[0]
    title = re.search(re.escape(entry["text"]) + r'\[long_context: "(.+)", chunk (\d+)\]', README)
    support = entry["supports"][0]
    document = corpus.read(ROOT / "corpus", cache=ROOT / "build" / "cache").by_title(title[1])
    chunk = document.chunks[support["chunk"] - 1]
    assert support["chunk"] == int(title[2])
    assert chunk.sha256 == support["chunk_sha256"]
    assert chunk.text[support["start"] : support["end"]] == support["quote"]
    assert ledger.ids([entry["text"]]) == (entry["id"],)


def test_the_commissions_of_the_readme_give_briefs(workplace, monkeypatch, capsys):
    """Both commissions that the README tells people to type pass every rule on the sample corpus."""
    from generator import pipeline
    from generator.__main__ import main

    monkeypatch.chdir(workplace)
    queries = [
        word[6:] for line in commands(ROOT / "README.md") for word in shlex.split(line) if word.startswith("QUERY=")
    ]
    assert len(queries) == 2
    for query in queries:
        outcome = pipeline.make(pipeline.Request(query=query, out=Path("readme")), build=Path("build"))
        assert outcome.passed, outcome.findings
        assert outcome.path.is_file()
    old, new = re.search(r"make “([^”]+)” in its introduction “([^”]+)”", README).groups()
    text = outcome.path.read_text("utf-8")
    assert text.count(old) == 1
    outcome.path.write_text(text.replace(old, new), "utf-8")
    assert main(["check", str(outcome.path)]) == 1
    told = re.search(r"\.md:\d+(: error .*)", capsys.readouterr().out)[1].replace(str(outcome.path), "briefs/….md")
    assert told in README, "what the README shows of a broken brief is what comes out"


@pytest.mark.slow
def test_the_documentation_is_a_site_with_a_gallery():
    """MkDocs is strict: every link of it leads somewhere, and every page is in the navigation."""
    from tools import documentation

    subprocess.run(
        [sys.executable, "-m", "tools.documentation"], cwd=ROOT, check=True, capture_output=True, timeout=600
    )
    site = documentation.BUILD / "site"
    assert {path.name for path in (ROOT / "docs").glob("*.md")} == {
        f"{p.stem}.md" for p in (site / "docs").glob("*.html")
    }
    links = re.findall(r'href="(gallery/briefs/[^"]+)"', (site / "gallery.html").read_text("utf-8"))
    assert len(set(links)) == len(documentation.COMMISSIONS) and all((site / link).is_file() for link in links)
