"""Every command's text and JSON on the packaged articles, word for word.

After a change that is meant: BRIEFING_GOLDEN=write pytest tests/cli/test_golden.py, and read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli import bridge
from tests.cli.conftest import GOLDEN, SEEDS, Briefing, Outcome

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
    "actors-show": ["actors", "show", "Ismail Demir"],
    "actors-unnamed": ["actors", "unnamed"],
    "actors-unnamed-by-outlet": ["actors", "unnamed", "--by-outlet"],
    "timeline": ["timeline"],
    "timeline-json": ["timeline", "--json", "--actor", "Akar"],
    "show": ["show", "003_fd1aee54e6a12c6a.txt"],
    "show-json": ["show", "--json", "000_a9858641a3ed4081.txt"],
    "show-marked": ["show", "--marked", "000_a9858641a3ed4081.txt"],
    "why": ["why", "003_fd1aee54e6a12c6a.txt", "3"],
    "wordings": ["wordings", "003_fd1aee54e6a12c6a.txt", "1"],
    "cite": ["cite", "003_fd1aee54e6a12c6a.txt", "3", "4"],
    "cite-plain": ["cite", "--form", "plain", "003_fd1aee54e6a12c6a.txt", "3"],
    "statements-csv": ["statements", "--actor", "Akar", "--form", "csv"],
    "review": ["review"],
    "plain": ["--plain"],
    "tags": ["tags"],
    "tags-list": ["tags", "list", "defence"],
    "tags-json": ["tags", "list", "--json"],
    "note": ["note"],
    "note-json": ["note", "--json"],
    "show-noted": ["show", "003_fd1aee54e6a12c6a.txt"],
    "search-tag": ["search", "tag:defence"],
    "add": ["add", str(SEEDS / "003_fd1aee54e6a12c6a.txt"), "--json"],
}
ARTICLE = "003_fd1aee54e6a12c6a.txt"
MARGIN = [
    ["actors"],  # finds the statements first
    ["tags", "add", ARTICLE, "defence", "S-400"],
    ["tags", "add", f"{ARTICLE}:31", "Defence"],
    ["note", f"{ARTICLE}:31", "Who else says so? [sic]\nAsk."],
]
EVALUATIONS = {
    "eval": ["eval", "bridge.jsonl", "--errors", "1"],
    "eval-json": ["eval", "bridge.jsonl", "--errors", "1", "--json"],
}


@pytest.mark.parametrize("name", CASES)
def test_golden(briefing: Briefing, name: str) -> None:
    for words in MARGIN if "tag" in name or "note" in name else ():
        assert briefing(*words).code == 0
    _check(name, briefing(*CASES[name]))


@pytest.mark.parametrize("name", EVALUATIONS)
def test_golden_evaluation(briefing: Briefing, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bridge.build(tmp_path, monkeypatch)
    _check(name, briefing(*EVALUATIONS[name]))


def _check(name: str, outcome: Outcome) -> None:
    """Compare what a command said with what is kept of it."""
    assert outcome.code == 0
    seen = f"{outcome.out.replace(str(SEEDS), 'SEEDS')}-- stderr\n{outcome.err.replace(str(SEEDS), 'SEEDS')}"
    seen = re.sub(r'"score":[0-9.]+', '"score":0', seen)
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("BRIEFING_GOLDEN") == "write":
        kept.write_text(seen, "utf-8")
    assert seen == kept.read_text("utf-8")


def test_every_golden_file_belongs_to_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*CASES, *EVALUATIONS}
