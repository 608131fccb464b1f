"""A folder as it lies about: articles known by what is in them, and what lies beside them and is none."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from briefing.intake import SUFFIXES, IntakeProblem, scan
from briefing.intake.passed_over import NO_ARTICLES, is_leftover
from briefing.intake.source import Source

PAGE = "<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>The ferry sailed.</p></body></html>"
NEWS = (
    '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" standard="NewsML-G2">'
    "</newsItem>"
)


def write(root: Path, *names: str, text: str = PAGE) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names_in(root: Path) -> list[str]:
    found = list(scan([root]))
    assert not [each for each in found if isinstance(each, IntakeProblem)]
    return [each.relative_to(root).as_posix() for each in found if isinstance(each, Path)]


@pytest.mark.parametrize(
    "name", ["story", "www.paper.example", "index.php", "story.html@page=2", "story.html.1", "a.b c"]
)
def test_a_page_is_known_whatever_its_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    assert names_in(tmp_path) == [name]


def test_a_news_item_is_known_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, "20251015_kv-1015", text=NEWS)
    assert names_in(tmp_path) == ["20251015_kv-1015"]


def test_plain_text_is_no_article_unless_its_name_says_so(tmp_path: Path) -> None:
    write(tmp_path, "README", "Makefile", "notes.text", "a.txt", "empty", text="The ferry sailed.\n")
    (tmp_path / "empty").write_bytes(b"")
    assert names_in(tmp_path) == ["a.txt"]
    assert list(scan([tmp_path / "README"])) == [tmp_path / "README"]


def test_what_is_well_known_to_be_no_article_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a.jpg", "b.JS", "c.css", "d.sqlite", "e.woff2", "f.mp4", "g.py", "h.rar", "i.ipynb", "j.xlsx", "k.svg"]
    write(tmp_path, *names)
    write(tmp_path, "z.txt")

    def opened(path: Path) -> Source:
        raise AssertionError(path)

    monkeypatch.setattr(Source, "of_file", opened)
    assert names_in(tmp_path) == ["z.txt"]


def test_no_format_that_is_read_counts_as_none() -> None:
    """A reader of such a format would be found all the same, but the two lists should not quarrel."""
    assert not {".php", ".asp", ".aspx", ".jsp", ".cgi", ".example"} & NO_ARTICLES
    assert {suffix for suffix in SUFFIXES if suffix not in NO_ARTICLES} == SUFFIXES


def test_only_a_little_of_a_large_file_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.write(b"x" * 100)
        file.truncate(1 << 31)
    assert "holds no article" in str(list(scan([tmp_path])))


@pytest.mark.parametrize("ending", ["_files", ".files", "_file", "-Dateien", "_fichiers", "_archivos"])
@pytest.mark.parametrize("page", ["Ferry.html", "Ferry.htm", "Ferry.HTM"])
def test_what_belongs_to_a_saved_page_is_skipped(tmp_path: Path, ending: str, page: str) -> None:
    write(tmp_path, page, f"Ferry{ending}/frame.html", f"Ferry{ending}/deeper/frame.html")
    assert names_in(tmp_path) == [page]


def test_a_folder_that_only_sounds_like_it_is_walked(tmp_path: Path) -> None:
    write(tmp_path, "case_files/a.html", "Ferry.html", "Fleet_files/b.html", "_files/c.html", ".html")
    assert names_in(tmp_path) == ["Ferry.html", "Fleet_files/b.html", "_files/c.html", "case_files/a.html"]
    (tmp_path / "case.html").mkdir()
    assert "case_files/a.html" in names_in(tmp_path)


def test_the_parts_of_a_page_are_found_when_they_are_named(tmp_path: Path) -> None:
    write(tmp_path, "Ferry.html", "Ferry_files/frame.html")
    assert list(scan([tmp_path / "Ferry_files"])) == [tmp_path / "Ferry_files" / "frame.html"]


def test_what_programs_leave_behind_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "~$talks.txt", "a.txt~", "#a.txt#", "a.html.part", "b.html.crdownload", "c.html.tmp", "Thumbs.db")
    write(tmp_path, "d.html.download", "e.html.bak", "__MACOSX/a.txt", "node_modules/x/a.html", "desktop.ini", "f.htm~")
    write(tmp_path, "#MeToo.txt", "~notes.txt", "part.txt", "a.tmp.txt")
    assert sorted(names_in(tmp_path)) == ["#MeToo.txt", "a.tmp.txt", "part.txt", "~notes.txt"]
    assert not is_leftover("talks.docx")


def test_a_compressed_file_is_skipped_for_what_is_in_it(tmp_path: Path) -> None:
    write(tmp_path, "a.txt.gz", "page.html.GZ", "dump.sql.gz", "song.mp3.gz", "all.tar.xz", "unnamed.gz", "v1.2.gz")
    assert names_in(tmp_path) == ["a.txt.gz", "page.html.GZ", "unnamed.gz", "v1.2.gz"]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_names_that_differ_only_in_how_they_are_composed(tmp_path: Path) -> None:
    twins = [unicodedata.normalize(form, "Café.txt") for form in ("NFC", "NFD")]
    write(tmp_path, *twins)
    if len(list(tmp_path.iterdir())) != 2:
        pytest.skip("this file system holds them for one")
    assert sorted(names_in(tmp_path)) == sorted(twins)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_is_no_file_is_not_looked_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "story")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "page").symlink_to(tmp_path / "kept" / "saved")
    write(tmp_path, "kept/saved", "a.txt")
    assert names_in(tmp_path) == ["a.txt", "kept/saved", "page"]


def test_a_file_that_may_not_be_read_is_passed_over_unless_its_name_is_an_article_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "secret", "a.txt")
    real = os.open

    def guarded(path: Path, flags: int) -> int:
        if Path(path).name == "secret":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr("briefing.intake.files.os.open", guarded)
    assert names_in(tmp_path) == ["a.txt"]
