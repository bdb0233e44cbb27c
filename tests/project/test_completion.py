"""The scripts for shells know every command and option, and the shells take them."""

import argparse
import shutil
import subprocess

import pytest

from generator.__main__ import COMMANDS, main
from generator.arguments import SHELLS, completion, parser


def options():
    (commands,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return {
        name: [o for action in one._actions for o in action.option_strings] for name, one in commands.choices.items()
    }


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_there(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for command, listed in options().items():
        assert command in script
        for option in listed:
            assert (_in_fish(option) if shell == "fish" else option) in script


def _in_fish(option):
    return f"-l {option[2:]} " if option.startswith("--") else f"-s {option[1:]} "


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ch"], ["check"]),
        (["check", "--al"], ["--allow-pending"]),
        (["completion", "z"], ["zsh"]),
        (["check", "--format", "sa"], ["sarif"]),
        (["sign", "here"], ["here.md"]),
    ],
)
def test_bash_completes(tmp_path, typed, offered):
    (tmp_path / "here.md").touch()
    (tmp_path / "script").write_text(completion("bash"), "utf-8")
    words = " ".join(["briefproof", *typed])
    asked = f'. ./script; COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _shtab_briefproof; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_takes_its_script(tmp_path, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(completion(shell), "utf-8")
    subprocess.run([shell, "-n", "script"], cwd=tmp_path, check=True)


def test_all_commands_are_completed():
    assert options().keys() == COMMANDS.keys()
