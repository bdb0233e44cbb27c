"""The picture that a link to a brief shows elsewhere, and the tags that name it."""

from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from PIL import Image

from generator import brief as briefs, site
from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.files import write_atomically
from generator.site import findings, publishing, social_card
from generator.site.walk import follow, places
from tests.helpers import site_fixture as fixture
from tests.helpers.site_build import Page, build

LATIN = (str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), 0)
"""A font without Chinese that is wherever the tests run."""
EN, ZH = "2026-10-01-open", fixture.STEM
HOSTILE = "\"><script>XSS</script> {{ 7 * 7 }} '"


def walk_of(stem, brief, ledger):
    walk = follow(stem, brief, ledger, places((fixture.corpus(),), (fixture.REPORT,)), ())
    return replace(walk, finding=findings.gist(walk, findings.points(walk)))


def english(title="Open and closed platforms"):
    brief, ledger = fixture.english()
    front = {**brief.front, "commission": {**brief.front["commission"], "subjects": [{"name": "North Star"}]}}
    return replace(brief, title=title, front=front), ledger


def test_a_picture_has_the_size_that_readers_show_and_the_same_bytes_each_time():
    walk = walk_of(EN, *english())
    first = social_card.render(walk, (LATIN,))
    shown = Image.open(BytesIO(first))
    assert (shown.format, shown.size) == ("PNG", (1200, 630))
    assert social_card.render(walk, (LATIN,)) == first
    assert social_card.render(walk_of(EN, *english("Another title")), (LATIN,)) != first
    for words in ("Open and closed platforms", "North Star", "paid interface", "2026-10-01"):
        assert words in social_card.told(walk)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Open, “closed” – 20 %", True),
        ("开放", False),
        ("Open 开", False),
        ("שלום", False),
        ("\u0f40", False),
        ("", True),
    ],
)
def test_a_font_without_a_character_is_known_as_such(text, covered):
    assert social_card.covers(LATIN, text) is covered


def test_no_boxes_a_brief_whose_characters_no_font_has_gets_no_picture():
    assert social_card.render(walk_of(ZH, *fixture.brief()), (LATIN,)) is None
    assert social_card.render(walk_of(EN, *english()), ()) is None


def test_chinese_is_drawn_with_a_font_that_has_it():
    known = social_card.faces()
    if not any(social_card.covers(face, "研究简报") for face in known):
        pytest.skip("no font with Chinese")
    walk = walk_of(ZH, *fixture.brief())
    drawn = social_card.render(walk, (LATIN, *known))
    assert drawn == social_card.render(walk, known[:1] if social_card.covers(known[0], "研究简报") else known)
    assert len(Image.open(BytesIO(drawn)).convert("L").getcolors()) > 50  # strokes, not an empty sheet


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("平台" * 15 + "，开放。", None),
        ("word " * 60, None),
        ("x" * 400, None),
        ("《" + "长" * 60 + "》", None),
        ("one line", ["one line"]),
    ],
)
def test_lines_fit_and_none_begins_with_a_mark_that_belongs_to_the_last(text, lines):
    face = next(iter(social_card.faces()), LATIN)
    broken = social_card._broken(face, 34, text, 4)
    assert lines is None or broken == lines
    assert 1 <= len(broken) <= 4
    assert all(social_card._width(face, 34, line) <= 1200 - 2 * social_card.MARGIN for line in broken)
    assert not any(line[0] in "，。》 " for line in broken)


@pytest.mark.parametrize("engine", ["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
def test_pages_name_picture_and_finding_by_absolute_addresses(tmp_path, engine):
    if not find_spec(engine):
        pytest.skip(f"{engine} is not installed")
    both = ((ZH, *fixture.brief()), (EN, *english(HOSTILE)))
    tree = site.pages(both, (fixture.corpus(),), (fixture.REPORT,), faces=(LATIN,))
    there = build(tree, tmp_path, engine, SITE_URL="https://example.org/base")

    def tags(name):
        elements = [one for tag, one in Page(there / name).elements if tag == "meta"]
        return {one.get("property") or one.get("name"): one["content"] for one in elements if "content" in one}

    drawn, bare = tags(f"briefs/{EN}.html"), tags(f"briefs/{ZH}.html")
    assert drawn["og:image"] == f"https://example.org/base/assets/cards/{EN}.png"
    assert (there / f"assets/cards/{EN}.png").read_bytes().startswith(b"\x89PNG")
    assert drawn["og:title"] == HOSTILE and drawn["og:image:alt"].startswith(HOSTILE)
    assert "paid interface" in drawn["og:description"] and drawn["og:type"] == "article"
    assert drawn["og:url"] == f"https://example.org/base/briefs/{EN}.html"
    assert (drawn["og:locale"], drawn["twitter:card"]) == ("en_US", "summary_large_image")
    assert (bare["og:locale"], bare["twitter:card"]) == ("zh_CN", "summary")
    assert not {"og:image", "og:image:alt"} & bare.keys() and bare["og:url"].endswith(f"{ZH}.html")


def test_pictures_are_made_where_the_site_has_an_address_and_what_has_none_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr("generator.commands.publishing.gate", fixture.gate)
    for stem, (brief, ledger) in ((ZH, fixture.brief()), (EN, english())):
        write_atomically(Path("briefs") / f"{stem}.md", briefs.render(brief))
        write_atomically(Path("briefs") / f"{stem}.ledger.yml", ledgers.render(ledger))
    cards = publishing.DOCS / "assets" / "cards"
    monkeypatch.setattr(social_card, "faces", lambda: (LATIN,))
    assert main(["stage"]) == 0
    assert not cards.exists() and capsys.readouterr().err == ""
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    for _ in range(2):  # the second time nothing is made, and the line stands all the same
        assert main(["stage"]) == 0
        assert [path.name for path in cards.iterdir()] == [f"{EN}.png"]
        assert "no picture for links to 1 of 2 briefs" in capsys.readouterr().err


def test_a_published_version_names_its_own_address(tmp_path, monkeypatch):
    """An alias holds redirects for pages only: there is no picture below it, and no tag to be read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", "https://example.org/base")
    told = []
    monkeypatch.setattr(publishing.engines, "run", lambda *command, **more: told.append(more))
    monkeypatch.setattr(publishing.wrong_address, "commit", lambda page, day: None)
    publishing.publish("1.0", "latest", Path("briefs"), Path("build/cache"), fixture.gate(), push=False)
    assert {one["BRIEFPROOF_ADDRESS"] for one in told} == {"https://example.org/base/1.0/"}
