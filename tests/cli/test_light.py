"""Commands that only read a library load neither the app's toolkit nor the language model."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import Briefing

HEAVY = {"textual", "onnxruntime", "numpy", "tokenizers", "torch", "rich"}
PROBE = """
import json, sys
from briefing.cli.running import run
code = run(sys.argv[1:])
print()
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["search", "sanctions"],
        ["search", "sanctions", "--json"],
        ["statements", "--actor", "Akar"],
        ["statements", "--json"],
        ["actors"],
        ["show", "003_fd1aee54e6a12c6a.txt"],
        ["--plain"],
        ["add", "seeds"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_command_loads_nothing_heavy(briefing: Briefing, words: list[str]) -> None:
    assert briefing("statements").code == 0  # nothing is left to be attributed
    ran = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", PROBE, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    code, modules = json.loads(ran.stdout.splitlines()[-1])
    assert code == 0, ran.stderr
    searched = {"numpy"} if words[0] == "search" else set()  # lists are joined and cut with it
    assert HEAVY & set(modules) == searched


def test_help_loads_no_library() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, "search", "--help"], capture_output=True, text=True, timeout=60, check=False
    )
    _, modules = json.loads(ran.stdout.splitlines()[-1])
    assert not {"sqlite3", "whoosh"} & set(modules)
