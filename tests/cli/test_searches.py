"""Saved searches from the command line, as a person and as a cron job use them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Briefing


def test_nothing_new_until_something_comes(briefing: Briefing, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("Harbour closed\n\nThe harbour was closed on Monday.\n", "utf-8")
    assert briefing("--plain", folder).code == 0
    assert briefing("alerts").code == 3
    assert briefing("search", "--save", "ships", "harbour").code == 0
    nothing = briefing("alerts")
    assert (nothing.code, nothing.out) == (3, "")
    assert "None of your saved searches finds anything new" in nothing.err
    (folder / "two.txt").write_text("Harbour open\n\nThe harbour is open again.\n", "utf-8")
    told = briefing("alerts", "--json")
    assert told.code == 0
    assert {key: json.loads(told.out)[key] for key in ("name", "query", "found", "new")} == {
        "name": "ships",
        "query": "harbour",
        "found": 2,
        "new": 1,
    }
    assert briefing("alerts", "--seen").out == "     1 new of      2 found  ships  harbour\n"
    assert briefing("alerts").code == 3


def test_a_saved_search_is_made_again_and_counts_as_seen(briefing: Briefing) -> None:
    assert briefing("search", "--save", "S", "sanctions").code == 0
    again = briefing("search", "--saved", "S", "--json")
    assert again.code == 0
    assert all(json.loads(line)["snippet"] for line in again.out.splitlines())
    assert briefing("search", "--saved", "T").code == 3
    assert briefing("search").code == 2
    assert briefing("search", "--saved", "S", "more").code == 2


def test_searches_are_listed_and_let_go(briefing: Briefing) -> None:
    assert briefing("searches").code == 3
    briefing("search", "--save", "S", "sanctions")
    briefing("search", "patriot")
    assert briefing("searches").out.endswith("  S  sanctions\n")
    assert briefing("searches", "--history").out.splitlines()[:2] == ["patriot", "sanctions"]
    assert briefing("searches", "--forget", "S").code == 0
    assert briefing("searches").code == 3
    assert briefing("searches", "--forget", "S").code == 3


def test_only_articles_and_what_was_meant(briefing: Briefing) -> None:
    found = briefing("search", "--only", "articles", "--json", "sanctions")
    assert {json.loads(line)["type"] for line in found.out.splitlines()} == {"article"}
    nothing = briefing("search", "sanctoins")
    assert nothing.code == 3
    assert "Did you mean sanctions" in nothing.err
