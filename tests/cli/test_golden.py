"""Every command's text and JSON on the packaged articles, word for word.

After a change that is meant: BRIEFING_GOLDEN=write pytest tests/cli/test_golden.py, and read the difference.
"""

from __future__ import annotations

import os
import re

import pytest

from tests.cli.conftest import GOLDEN, SEEDS, Briefing

CASES = {
    "search": ["search", "sanctions"],
    "search-statements": ["search", "--wait", '"air defense" speaker:Demir'],
    "search-json": ["search", "--wait", "--json", "patriot"],
    "statements": ["statements"],
    "statements-actor": ["statements", "--actor", "Akar", "--kind", "direct"],
    "statements-article-all": ["statements", "--article", "003_fd1aee54e6a12c6a.txt", "--all"],
    "statements-json": ["statements", "--json", "--actor", "Ibrahim Kalin"],
    "actors": ["actors"],
    "actors-prefix": ["actors", "Tur", "--order", "name"],
    "actors-json": ["actors", "--json"],
    "show": ["show", "003_fd1aee54e6a12c6a.txt"],
    "show-json": ["show", "--json", "000_a9858641a3ed4081.txt"],
    "plain": ["--plain"],
    "add": ["add", str(SEEDS / "003_fd1aee54e6a12c6a.txt"), "--json"],
}


@pytest.mark.parametrize("name", CASES)
def test_golden(briefing: Briefing, name: str) -> None:
    outcome = briefing(*CASES[name])
    assert outcome.code == 0
    seen = f"{outcome.out.replace(str(SEEDS), 'SEEDS')}-- stderr\n{outcome.err.replace(str(SEEDS), 'SEEDS')}"
    seen = re.sub(r'"score":[0-9.]+', '"score":0', seen)
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("BRIEFING_GOLDEN") == "write":
        kept.write_text(seen, "utf-8")
    assert seen == kept.read_text("utf-8")


def test_every_golden_file_belongs_to_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CASES)
