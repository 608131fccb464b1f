"""The README keeps in step with the program: its commands run, its tables are what is there."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefing.cli.root import briefing
from briefing.keys import GROUPS, Key
from briefing.tui.picture import SCENES, words_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
EXAMPLES = [line for block in BLOCKS for line in block.splitlines() if line.startswith("briefing")]
WRITTEN = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "dollar_sign": "$",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "underscore": "_",
    "equals_sign": "=",
    "escape": "esc",
    "pagedown": "page down",
    "pageup": "page up",
    "vertical_line": "\\|",
    "full_stop": ".",
    "asterisk": "*",
}


def _table(title: str) -> list[str]:
    section = README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def _key_row(key: Key) -> str:
    names = ", ".join(f"`{WRITTEN.get(name, name)}`" for name in key.keys.split(","))
    return f"| {names} | {key.says} |"


def _command_row(command: click.Command) -> str:
    with click.Context(command, info_name=command.name) as context:
        arguments = " ".join(
            param.make_metavar(context) for param in command.params if isinstance(param, click.Argument)
        )
        call = f"briefing {command.name} {arguments}".rstrip()
        return f"| `{call}` | {command.get_short_help_str(200)} |"


def test_the_keys_are_those_of_the_app() -> None:
    rows = []
    for group, keys in GROUPS.items():
        rows += [f"| **{group}** | |", *(_key_row(key) for key in keys.values())]
    assert _table("Keys") == rows


def test_the_commands_are_those_of_the_command_line() -> None:
    rows = [
        "| `briefing` | Open the last library in the app; the first time, the two articles that come with it. |",
        "| `briefing PATH…` | Open a library on files or folders in the app. |",
    ]
    rows += [_command_row(command) for command in briefing.commands.values() if not command.hidden]
    assert _table("Command line") == rows


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_is_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    with briefing.make_context("briefing", words) as context:
        rest = [*context._protected_args, *context.args]
        if not rest:
            return
        name, command, arguments = briefing.resolve_command(context, rest)
        assert command is not None
        assert command.hidden == (words[0] not in briefing.commands)
        command.make_context(name, arguments, parent=context).close()


@pytest.mark.parametrize("name", ["open", "test"])
def test_ci_finds_the_two_commands(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, ".ci/readme_command.py", name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert ran.stdout.strip().endswith({"open": "&& .venv/bin/briefing", "test": "&& .venv/bin/pytest"}[name])


def test_ci_refuses_a_readme_without_them(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# briefing\n", encoding="utf-8")
    script = ROOT / ".ci" / "readme_command.py"
    ran = subprocess.run([sys.executable, script, "open"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "must hold one block" in ran.stderr


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_whatever_it_links_to_is_there() -> None:
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert linked
    assert [target for target in linked if not (ROOT / target).is_file()] == []


def test_its_exit_codes_are_those_of_the_help() -> None:
    codes = re.search(r"Exit codes: (.*?)\.\n", README, re.DOTALL)
    told = re.search(r"Exit codes: (.*?)\.$", briefing.epilog or "", re.DOTALL)
    assert codes
    assert told
    assert codes[1].split() == told[1].split()


@pytest.mark.parametrize("name", SCENES)
def test_its_pictures_show_the_app_and_ask_nobody_for_anything(name: str) -> None:
    assert f"(briefing/tui/pictures/{name}.svg)" in README
    svg = (ROOT / "briefing" / "tui" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert SCENES[name].shows in words_of(svg)
    assert "url(http" not in svg
    assert "@font-face" not in svg


def test_the_model_card_is_of_the_model_that_is_shipped() -> None:
    data = ROOT / "briefing" / "attribution" / "data"
    card = (data / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert hashlib.sha256((data / "encoder.onnx").read_bytes()).hexdigest() in card
    assert re.findall(r"@\w+@", card) == [], "something is still to be filled in"
