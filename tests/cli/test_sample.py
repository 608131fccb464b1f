"""`briefing sample`: every file of it is read, and read right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import IntakeError
from briefing.services.sample import write_sample
from tests.cli.conftest import Briefing, Outcome

POST, WIRE, COURIER, GAZETTE = "Northbank Post", "Meridian Wire", "The Tressau Courier", "Low Marsh Gazette"
PAGE, RECORD, NEWS = "page metadata", "record", "news metadata"

# File, part, outlet, day, where the day was read, the first words of the title.
EXPECTED = [
    ("2025-10-14-dam-gates-update.txt", "", WIRE, "2025-10-14", "text", "UPDATE 1 - Halvene Ready to Open"),
    ("2025-10-14-dam-gates.txt", "", WIRE, "2025-10-14", "text", "Halvene Ready to Open Brennock Dam Gates by"),
    ("archive.jsonl", "record 1", WIRE, "2025-09-11", RECORD, "River at lowest level since records began"),
    ("archive.jsonl", "record 2", WIRE, "2025-09-19", RECORD, "Brask: Korvenia is looking for someone to blame"),
    ("archive.jsonl", "record 3", COURIER, "2025-09-26", RECORD, "Parliament asks for publication of draft treaty"),
    ("archive.jsonl", "record 4", POST, "2025-10-02", RECORD, "Hospital postpones operations because of water"),
    ("archive.jsonl", "record 5", POST, "2025-10-08", RECORD, "Low water strands grain barges"),
    ("clippings.csv", "record 1", GAZETTE, "2025-10-09", RECORD, "Beet growers count their losses"),
    ("clippings.csv", "record 2", GAZETTE, "2025-10-11", RECORD, "School closes after pipe bursts"),
    ("clippings.csv", "record 3", WIRE, "2025-10-13", RECORD, "Talks on Arvel water to resume on Tuesday - Sources"),
    ("council-vote.html.gz", "", POST, "2025-10-10", PAGE, "Council votes for second footbridge"),
    ("courier-treaty.html", "", COURIER, "2025-10-15", "JSON-LD", "No water treaty before winter, says Vask"),
    ("ferry-strike.md", "", POST, "2025-10-15", "front matter", "Ferry crews will strike on Monday unless pay offer"),
    ("hospital-statement.rtf", "", None, None, "none", "Operations to resume on Monday, hospital says"),
    ("interview.docx", "", None, None, "none", "Amadi Lund: The river forgets nothing"),
    ("newsletter.eml", "", "Harbour Weekly", "2025-10-17", "mail header", "Harbour Weekly: Pilots say the new channel"),
    ("northbank.rss", "entry 1", POST, "2025-10-16", "feed", "Thede: We will not be blackmailed"),
    ("northbank.rss", "entry 2", POST, "2025-10-16", "feed", "Mayor offers her office for ferry talks"),
    ("northbank.rss", "entry 3", POST, "2025-10-16", "feed", "Ferry timetable for Monday published"),
    (
        "saved-pages.zip",
        "pages/gates-open.html",
        COURIER,
        "2025-10-17",
        PAGE,
        "Water arrives as gates open at Brennock",
    ),
    (
        "saved-pages.zip",
        "pages/pilots.html",
        COURIER,
        "2025-10-18",
        PAGE,
        "Brandt rejects pilots' warning over channel",
    ),
    ("wire-marenholt.xml", "", WIRE, "2025-10-15", NEWS, "Marenholt and Halvene's premier agree to meet"),
]
BROKEN = "minutes-cut-off.docx"


@pytest.fixture
def sample(briefing: Briefing, tmp_path: Path) -> Path:
    """The sample, written."""
    assert briefing("sample", tmp_path / "sample").code == 0
    return tmp_path / "sample"


@pytest.fixture
def read(briefing: Briefing, sample: Path) -> Outcome:
    """What `briefing read` makes of it."""
    return briefing("read", sample)


def articles(outcome: Outcome) -> dict[tuple[str, str], dict[str, Any]]:
    found = [json.loads(line) for line in outcome.out.splitlines()]
    return {(Path(article["path"]).name, article["part"]): article for article in found}


def test_every_article_is_found_with_its_outlet_and_day(read: Outcome) -> None:
    found = articles(read)
    assert sorted(found) == sorted((name, part) for name, part, *_ in EXPECTED)
    for name, part, outlet, day, where, title in EXPECTED:
        article = found[name, part]
        assert article["title"].startswith(title), name
        assert (article["outlet"], article["published"], article["origins"]["published"]) == (outlet, day, where), name
        assert article["language"] == "en", name
        assert article["title_is_own"], name


def test_the_broken_file_is_told_in_one_sentence(read: Outcome) -> None:
    assert read.code == 4
    problem, closing = read.err.splitlines()
    assert BROKEN in problem
    assert problem.endswith(".")
    assert closing == "briefing: Not everything could be read: see above."


def test_what_pages_and_mails_have_around_an_article_is_left_out(read: Outcome) -> None:
    found = articles(read)
    everything = "\n".join(article["text"] for article in found.values())
    for junk in (
        "Subscribe",
        "Related articles",
        "Ferry talks collapse",
        "All rights reserved",
        "tracker",
        "<p>",
        "&ldquo;",
    ):
        assert junk not in everything, junk
    assert "“how much of their river is being given away”" in found["archive.jsonl", "record 3"]["text"]
    assert found["northbank.rss", "entry 3"]["caution"] == "only a summary"
    assert found["courier-treaty.html", ""]["author"] == "Hester Vaughn-Lisk"
    assert found["interview.docx", ""]["author"] == "Edda Rowntree"


def test_the_same_words_stand_in_two_outlets(read: Outcome) -> None:
    texts = {name: article["text"] for (name, _), article in articles(read).items()}
    for name in ("2025-10-14-dam-gates.txt", "2025-10-14-dam-gates-update.txt", "courier-treaty.html"):
        assert "A gate that is open on Friday can be shut on Saturday" in texts[name]


def test_it_says_what_it_wrote_and_what_to_type_next(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = briefing("sample")
    assert outcome.code == 0
    told = [line.partition(" – ")[0] for line in outcome.out.splitlines()]
    assert sorted(told) == sorted(f"briefing-sample/{path.name}" for path in Path("briefing-sample").iterdir())
    assert outcome.err == "briefing: 14 files written; now type: briefing briefing-sample\n"


@pytest.mark.parametrize(
    ("name", "typed"), [("search", "./search"), ("two words", "'two words'"), ("-x", "./-x"), ("a/b", "a/b")]
)
def test_the_next_command_can_be_typed_as_it_stands(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = briefing("sample", "--", name)
    assert outcome.err == f"briefing: 14 files written; now type: briefing {typed}\n"


def test_it_is_the_same_every_time(briefing: Briefing, sample: Path, tmp_path: Path) -> None:
    assert briefing("sample", tmp_path / "again").code == 0
    for path in sample.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_an_empty_folder_will_do_and_nothing_is_ever_overwritten(briefing: Briefing, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    assert briefing("sample", folder).code == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "archive.jsonl").write_text("mine", "utf-8")
    outcome = briefing("sample", folder)
    assert outcome.code == 4
    assert outcome.out == ""
    assert outcome.err == f"briefing: “{folder}” is not empty, and nothing in it is overwritten; name a new folder.\n"
    assert (folder / "archive.jsonl").read_text("utf-8") == "mine"
    assert {path.name for path in folder.iterdir()} == set(before)


def test_a_hidden_file_is_something_too(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / ".notes").write_text("mine", "utf-8")
    assert briefing("sample", tmp_path / "there").code == 4
    assert [path.name for path in (tmp_path / "there").iterdir()] == [".notes"]


def test_where_nothing_can_be_written(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")

    def told(folder: str, part: str) -> None:
        outcome = briefing("sample", folder)
        assert (outcome.code, outcome.out) == (4, "")
        assert part in outcome.err
        assert outcome.err.count("\n") == 1

    told(str(tmp_path / "file"), "is no folder; name a new one.")
    told(str(tmp_path / "file" / "below"), "is no folder; name a new one.")
    with pytest.raises(IntakeError, match="“a␀b” is no possible folder name"):
        write_sample(Path("a\0b"))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    told(str(tmp_path / "new"), "(no space left on device); name another folder.")
