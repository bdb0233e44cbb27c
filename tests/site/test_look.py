"""What a folder has in site_overrides stands in the place of the program's files, and nothing from outside does."""

from pathlib import Path

import pytest

from generator.errors import BriefproofError
from generator.site import look


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "inside"
    (inside / look.OVERRIDES / "assets").mkdir(parents=True)
    (tmp_path / "secret.css").write_text("secret")
    return inside


def test_without_overrides_it_is_the_programs(tmp_path):
    look.stage(tmp_path)
    ours = {path.relative_to(look.OWN): path.read_bytes() for path in look.OWN.rglob("*") if path.is_file()}
    theme = tmp_path / look.THEME
    assert {path.relative_to(theme): path.read_bytes() for path in theme.rglob("*") if path.is_file()} == ours
    assert Path("main.html") in ours and Path(look.STYLE) in ours


def test_an_own_file_replaces_or_joins(folder):
    (folder / look.OVERRIDES / look.STYLE).write_text("body {}")
    (folder / look.OVERRIDES / "assets" / "mark.svg").write_text("<svg/>")
    look.stage(folder)
    assert (folder / look.THEME / look.STYLE).read_text() == "body {}" == look.style(folder)
    assert (folder / look.THEME / "assets" / "mark.svg").is_file() and (folder / look.THEME / "main.html").is_file()
    (folder / look.OVERRIDES / "assets" / "mark.svg").unlink()
    look.stage(folder)
    assert not (folder / look.THEME / "assets" / "mark.svg").exists()


@pytest.mark.parametrize("target", ["../../../secret.css", "/dev/zero", "../../nothing.css"])
def test_a_link_out_of_the_folder_is_not_followed(folder, target):
    (folder / look.OVERRIDES / look.STYLE).symlink_to(target)
    assert look.style(folder) == look.files(folder.parent / "elsewhere")[look.STYLE].decode()


@pytest.mark.parametrize("target", ["../../../secret.css", "../../.git/config"])
def test_no_link_out_of_the_programs_own_folder_is_followed_either(folder, target, monkeypatch):
    """In a clone of the program the two folders are one."""
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("secret")
    (folder / look.OVERRIDES / "main.html").write_text("{}")
    monkeypatch.setattr(look, "OWN", folder / look.OVERRIDES)
    (folder / look.OVERRIDES / "assets" / "x.txt").symlink_to(target)
    assert set(look.files(folder)) == {"main.html"}


def test_what_cannot_be_staged_is_said_in_a_line(folder):
    odd = folder / look.OVERRIDES / "a\\b.css"
    odd.write_text("body {}")
    with pytest.raises(BriefproofError, match="backslash"):
        look.stage(folder)
    odd.unlink()
    (folder / look.THEME).parent.mkdir()
    (folder / look.THEME).symlink_to(folder.parent)
    with pytest.raises(BriefproofError, match="is a link"):
        look.stage(folder)
    assert (folder.parent / "secret.css").read_text() == "secret"
