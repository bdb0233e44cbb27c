"""make hands every variable on as data: intact, and never executed."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from generator.project import templates
from tests.helpers import ROOT, loaded

CASES = loaded("make/hostile.yml")
DUMP = "import json, os, sys; json.dump({k: os.environ.get(k, '') for k in sys.argv[1:]}, sys.stdout)"

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture(scope="module", params=["a clone", "a team's own"])
def folder(request, tmp_path_factory):
    """A folder in which make finds everything installed already."""
    folder = tmp_path_factory.mktemp("make")
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder / name)
    if request.param != "a clone":
        for name in ("Makefile", "requirements.txt"):
            (folder / name).write_text(templates.filled(name, "team"), "utf-8")
    (folder / ".venv").mkdir()
    (folder / ".venv" / ".ready").touch()
    for name in (".ready-llm", ".ready-logo"):
        (folder / ".venv" / name).touch()
    (folder / "dump.py").write_text(DUMP, "utf-8")
    return folder


def call(folder, target, *arguments, **environment):
    names = "QUERY QUERY_FILE PDF IMAGE PLATFORM SLUG CORPUS OUT WRITER DRY_RUN"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        ["make", target, *arguments, f"RUN={sys.executable} dump.py {names} #"],
        cwd=folder, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("value", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("variable", ["QUERY", "PDF", "PLATFORM", "WRITER"])
def test_a_variable_arrives_intact_and_runs_nothing(folder, variable, value):
    for given in ({"arguments": (f"{variable}={value}",)}, {"environment": {variable: value}}):
        result = call(folder, "brief", *given.get("arguments", ()), **given.get("environment", {}))
        assert result.returncode == 0, result.stderr
        assert json.loads(result.stdout)[variable].strip() == value.strip()
        assert not (folder / "PWNED").exists()


def test_the_model_writer_installs_what_it_needs(folder):
    (folder / ".venv" / ".ready-llm").unlink()
    try:
        result = call(folder, "brief", "WRITER=extractive", "DRY_RUN=1")
        assert json.loads(result.stdout)["DRY_RUN"] == "1"
        assert "pip" in call(folder, "brief", "-n", "WRITER=llm").stdout
    finally:
        (folder / ".venv" / ".ready-llm").touch()
    assert json.loads(call(folder, "brief", "WRITER=llm", "QUERY=x").stdout)["WRITER"] == "llm"


def test_a_long_commission_fits(folder):
    value = "汉" * 40_000
    assert json.loads(call(folder, "brief", f"QUERY={value}").stdout)["QUERY"] == value


def test_help_names_every_target(folder):
    result = call(folder, "help")
    for target in ("brief", "check", "site", "serve", "publish", "clean"):
        assert f"\n{target} " in f"\n{result.stdout}"


def test_a_picture_installs_what_it_needs_in_a_folder_of_ones_own(folder):
    if not (folder / "requirements.txt").exists():
        pytest.skip("a clone has it from the start")
    (folder / ".venv" / ".ready-logo").unlink()
    try:
        assert "briefproof[logo]" in call(folder, "brief", "-n", "IMAGE=a b.png").stdout
        assert "pip" not in call(folder, "brief", "-n").stdout
    finally:
        (folder / ".venv" / ".ready-logo").touch()
