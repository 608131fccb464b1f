"""The same article twice is one, whose versions can be compared; outlets go by the names that the reader gives them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefing.cli.plain import versions_compared
from briefing.services.desk import Desk
from tests.services.conftest import OpenDesk

STORY = (
    "The harbour board will dredge the northern channel before winter, its chair said on Monday. "
    "Fishing crews had asked for the work since spring, when two boats ran aground on a bank that no chart shows. "
    'The work costs four million. "We have waited long enough," said Hulusi Akar. '
    "The city will pay a third of it, and the crews nothing at all, if the council agrees next week."
)
FIRST = f"Board to dredge channel\n\nPublished: 3 March 2021\n\nSource: Harbour Gazette\n\n{STORY}\n"
SECOND = FIRST.replace("four million", "forty million") + "\nThe council meets on Tuesday.\n"


def put(folder: Path, text: str, name: str, *, seconds: int = 0) -> Path:
    """A file, written so many seconds after the others."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000 + seconds, 1_700_000_000 + seconds))
    return path


def read(desk: Desk) -> Desk:
    """The desk, when everything has been read and looked at."""
    desk.start()
    assert desk.wait(60)
    return desk


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_an_updated_article_is_one_with_two_versions(
    open_desk: OpenDesk, tmp_path: Path, names: tuple[str, str]
) -> None:
    put(tmp_path / "in", FIRST, names[0])
    put(tmp_path / "in", SECOND, names[1], seconds=60)
    desk = read(open_desk(tmp_path / "in"))
    (card,) = desk.articles()
    assert Path(card.path).name == names[1]
    view = desk.article(card.id)
    newest, earlier = view.versions
    assert newest == card
    assert [(line.mark, line.text[:20]) for line in desk.compare(earlier.id, newest.id)][1:] == [
        ("-", STORY[:20]),
        ("+", STORY[:20]),
        ("+", "The council meets on"),
    ]
    assert [hit.article.id for hit in desk.finding.find("dredge").hits if hit.statement is None] == [card.id]
    assert desk.summary().statements == len(view.statements) == 1
    assert desk.article(names[0]).article.text.count("four million") == 1
    printed = list(versions_compared(view, desk.compare))
    assert printed[0] == f"From 2021-03-03 {names[0]} ({earlier.id}) to 2021-03-03 {names[1]} ({newest.id}):"
    assert any(line.startswith("now: The council") for line in printed)


def test_a_file_that_is_written_over_keeps_what_it_said(open_desk: OpenDesk, tmp_path: Path) -> None:
    path = put(tmp_path / "in", FIRST, "a.txt")
    desk = read(open_desk(tmp_path / "in"))
    (before,) = desk.articles()
    put(tmp_path / "in", SECOND, "a.txt", seconds=60)
    read(desk)
    (after,) = desk.articles()
    assert [card.id for card in desk.article(after.id).versions] == [after.id, before.id]
    assert desk.article(before.id).card == after, "whoever knows the earlier one finds it as it is now"
    path.write_text("Another article altogether\n\nNothing of the kind was ever said here.\n", encoding="utf-8")
    read(desk)
    (other,) = desk.articles()
    assert [card.id for card in desk.article(other.id).versions] == [other.id]


def test_the_earlier_version_comes_back_when_the_newer_one_is_dropped(open_desk: OpenDesk, tmp_path: Path) -> None:
    put(tmp_path / "in", FIRST, "a.txt")
    newer = put(tmp_path / "in", SECOND, "b.txt", seconds=60)
    desk = read(open_desk(tmp_path / "in"))
    newer.unlink()
    read(desk)
    desk.prune()
    read(desk)
    (card,) = desk.articles()
    assert Path(card.path).name == "a.txt"
    assert [hit.article.id for hit in desk.finding.find("dredge").hits if hit.statement is None] == [card.id]


def test_two_outlets_with_the_same_words_are_two_articles(open_desk: OpenDesk, tmp_path: Path) -> None:
    put(tmp_path / "in", FIRST, "a.txt")
    put(tmp_path / "in", FIRST.replace("Harbour Gazette", "Coastal Herald"), "b.txt")
    desk = read(open_desk(tmp_path / "in"))
    assert [len(desk.article(card.id).versions) for card in desk.articles()] == [1, 1]


def test_an_outlet_goes_by_the_name_that_the_reader_gives_it(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", FIRST, "a.txt")
    put(tmp_path / "in", FIRST.replace("Harbour Gazette", "www.harbourgazette.com").replace("winter", "May"), "b.md")
    desk = read(open_desk(tmp_path / "in"))
    assert len(desk.articles()) == 1, "one outlet, and so one article"
    assert (
        desk.finding.find("outlet:harbourgazette.com").articles
        == desk.finding.find('outlet:"harbour gazette"').articles
        == 1
    )
    desk.close()
    monkeypatch.setenv("BRIEFING_OUTLETS", json.dumps({"Harbour Gazette": "The Paper"}))
    desk = read(open_desk(tmp_path / "in"))
    (card,) = desk.articles()
    assert card.outlet == "The Paper"
    assert desk.finding.find('outlet:"the paper"').articles == 1
    (statement,) = desk.statements()
    assert "The Paper" in desk.cite(statement)
