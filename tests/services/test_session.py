"""Where the reader was: it comes back, and whatever stands in its file is no reason not to start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.services.session import VERSION, Session, SessionFile

WHERE = Session(query="é [sic]", finding=True, statement="a:1", at=7)


def test_it_comes_back(tmp_path: Path) -> None:
    SessionFile(tmp_path).keep(WHERE)
    assert SessionFile(tmp_path).load() == (WHERE, "")
    assert [path.name for path in tmp_path.iterdir()] == ["session.json"]


def test_without_one_nothing_is_said(tmp_path: Path) -> None:
    assert SessionFile(tmp_path / "nowhere").load() == (Session(), "")
    SessionFile(tmp_path / "nowhere").keep(WHERE)  # there is no folder to keep it in


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"version":1,"at":-1}',
        b'{"version":1,"query":7}',
        b'{"version":"x"}',
    ],
)
def test_a_damaged_one_costs_a_sentence(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "session.json").write_bytes(written)
    kept = SessionFile(tmp_path)
    session, sentence = kept.load()
    assert session == Session()
    assert sentence.endswith("begin anew.")
    kept.keep(WHERE)
    assert SessionFile(tmp_path).load() == (WHERE, "")


def test_one_of_a_newer_briefing_is_left_as_it_is(tmp_path: Path) -> None:
    newer = json.dumps({"version": VERSION + 1, "query": {"words": []}})
    (tmp_path / "session.json").write_text(newer, encoding="utf-8")
    kept = SessionFile(tmp_path)
    session, sentence = kept.load()
    assert session == Session()
    assert "newer briefing" in sentence
    kept.keep(WHERE)
    assert (tmp_path / "session.json").read_text(encoding="utf-8") == newer


def test_what_a_later_briefing_adds_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "session.json").write_text('{"version":1,"query":"a","colour":"red"}', encoding="utf-8")
    assert SessionFile(tmp_path).load() == (Session(query="a"), "")
