"""Statements in the forms in which they leave the library."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from briefing.citation import FORMS as CITED
from briefing.errors import UsageError
from briefing.services.desk import Desk
from briefing.services.exports import ENDINGS, FORMS, form_of, put, written


def test_every_form_holds_every_statement(desk: Desk) -> None:
    cards = desk.statements()
    assert len(cards) > 1
    for name in FORMS:
        text = written(cards, name, desk.cite)
        assert all(card.content.split()[-1] in text for card in cards), name
    rows = list(csv.DictReader(written(cards, "csv", desk.cite).splitlines()))
    assert [row["content"] for row in rows] == [card.content for card in cards]
    lines = [json.loads(line) for line in written(cards, "jsonl", desk.cite).splitlines()]
    assert [(line["id"], line["number"]) for line in lines] == [(card.id, card.number) for card in cards]
    assert written(cards[:1], "verbatim", desk.cite) == cards[0].content


def test_whatever_can_be_cited_can_be_written() -> None:
    assert FORMS.keys() == {*CITED, "jsonl"}
    assert {form_of(Path(f"x{ending.upper()}")) for ending in ENDINGS} == {*FORMS.values()} - {FORMS["verbatim"]}


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    put(file, "one\n")
    with pytest.raises(UsageError, match="already: give another name"):
        put(file, "two\n")
    assert file.read_text("utf-8") == "one\n"
    with pytest.raises(UsageError, match=r"cannot be written \(no such file or directory\)"):
        put(tmp_path / "none" / "a.md", "x")
    with pytest.raises(UsageError, match=r"says no form: it could be \.md for Markdown"):
        form_of(tmp_path / "a.doc")
