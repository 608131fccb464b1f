"""The manual page and the shell's completions are made from the command line, so they know all of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from briefing.cli.manual import manual
from briefing.cli.root import briefing as root
from tests.cli.conftest import Briefing


def test_every_command_and_option_is_in_the_manual() -> None:
    page = "\n".join(manual(root))
    for name, command in root.commands.items():
        if command.hidden:
            continue
        assert f".SS briefing {name}".replace("-", r"\-") in page
        for param in command.params:
            for option in param.opts if isinstance(param, click.Option) else ():
                assert option.replace("-", r"\-") in page


def test_nothing_in_the_manual_is_an_order_by_accident() -> None:
    known = (".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".br", ".B ")
    assert all(line.startswith(known) for line in manual(root) if line.startswith((".", "'")))


@pytest.mark.skipif(shutil.which("man") is None, reason="no man here")
def test_man_understands_it(briefing: Briefing, tmp_path: Path) -> None:
    page = tmp_path / "briefing.1"
    page.write_text(briefing("man").out, encoding="utf-8")
    words = ["man", "--warnings", "-l", str(page)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "MANPAGER": "cat"})
    assert done.returncode == 0
    assert "warning" not in done.stderr
    assert "briefing search" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_told_how_to_ask(briefing: Briefing, shell: str) -> None:
    done = briefing("completion", shell)
    assert done.code == 0
    assert f"_BRIEFING_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("briefing se", "plain,search"), ("briefing ./ne", "file,./ne"), ("briefing add --da", "plain,--data-dir")],
)
def test_what_a_shell_asks_for(briefing: Briefing, monkeypatch: pytest.MonkeyPatch, words: str, wanted: str) -> None:
    monkeypatch.setenv("_BRIEFING_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    done = briefing()
    assert done.code == 0
    assert wanted in done.out.splitlines()
