"""Gold files as they are read, and what is said when they cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.services.evaluation.gold import GoldArticle, Said, read_gold

GOOD = '{"id": 1, "text": "So.", "statements": []}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def test_articles_stand_on_lines_of_their_own(file: Path) -> None:
    row = {"id": "bridge", "text": "It rained.\u2028", "statements": [{"content": [[0, 2]], "cue": None}]}
    file.write_text(f"\ufeff{json.dumps(row, ensure_ascii=False)}\n\n{GOOD}\n", encoding="utf-8")
    assert read_gold(file) == [
        GoldArticle("bridge", "It rained.\u2028", (Said(((0, 2),)),)),
        GoldArticle("1", "So.", ()),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is no JSON"),
        ("[]", "it is in another form"),
        ("[" * 100_000, "it is in another form"),
        ('{"text": "", "statements": []}', 'it has no "id"'),
        ('{"id": null, "text": "", "statements": []}', '"id" is neither text nor a number'),
        ('{"id": 1, "text": 1, "statements": []}', "it is in another form"),
        ('{"id": 1, "text": "\\ud800", "statements": []}', "it is in another form"),
        ('{"id": 1, "text": "", "statements": {}}', '"statements" are no list'),
        ('{"id": 1, "text": "", "statements": [{}]}', 'it has no "content"'),
        ('{"id": 1, "text": "So.", "statements": [{"content": [[0]]}]}', "a span in it is no pair of numbers"),
        ('{"id": 1, "text": "So.", "statements": [{"content": ["ab"]}]}', "a span in it is no pair of numbers"),
        ('{"id": 1, "text": "So.", "statements": [{"content": [[0, 4]]}]}', "does not lie inside its text"),
        ('{"id": 1, "text": "So.", "statements": [{"content": [[0, 1]], "cue": [[2, 1]]}]}', "does not lie inside"),
        ('{"id": 1, "text": "So.", "statements": [], "discard": [[-1, 2]]}', "does not lie inside its text"),
    ],
)
def test_a_line_that_is_no_gold_article_is_named(file: Path, line: str, reason: str) -> None:
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(IntakeError, match=r"line 2 of .*gold\.jsonl") as raised:
        read_gold(file)
    assert reason in str(raised.value)


def test_two_articles_of_one_id_are_named(file: Path) -> None:
    file.write_text(f"{GOOD}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(IntakeError, match=r"Line 2 of .* has the id of an earlier article"):
        read_gold(file)


def test_a_missing_file_and_a_folder_are_named(file: Path) -> None:
    for path in (file, file.parent):
        with pytest.raises(IntakeError, match="cannot be read"):
            read_gold(path)


def test_a_file_without_articles_is_named(file: Path) -> None:
    file.write_text("\n\n", encoding="utf-8")
    with pytest.raises(IntakeError, match="holds no article"):
        read_gold(file)
