"""Markdown keeps its words; what the file says about itself is believed, and never costs the article."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.intake import read
from briefing.model import Article

STORY = "The harbour board met on Monday. It will dredge the channel, its chair said, before the winter comes."


def article(folder: Path, text: str, name: str = "story.md") -> Article:
    """The article in a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (only,) = read(path)
    return only


def test_front_matter(tmp_path: Path) -> None:
    given = (
        "---\ntitle: 'Board: dredge it'\ndate: 2021-03-03\nauthor: [Jane Doe, John Roe]\nsource: Harbour Gazette\n"
        "url: https://harbour.example/1\nlang: en-GB\ntags: [a, b]\n---\n\n"
    )
    read_back = article(tmp_path, given + STORY)
    assert read_back.text == STORY
    assert read_back.title == "Board: dredge it"
    assert read_back.title_is_own
    assert (read_back.published, read_back.published_from) == (dt.date(2021, 3, 3), "2021-03-03")
    assert read_back.author == "Jane Doe, John Roe"
    assert read_back.outlet == "Harbour Gazette"
    assert read_back.url == "https://harbour.example/1"
    assert read_back.language == "en"


def test_a_source_that_is_an_address(tmp_path: Path) -> None:
    read_back = article(tmp_path, f"---\nsource: https://www.harbour.example/1\n---\n{STORY}")
    assert (read_back.url, read_back.outlet) == ("https://www.harbour.example/1", "harbour.example")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "http://", "ftp://x.y/z"])
def test_only_web_addresses_are_addresses(tmp_path: Path, url: str) -> None:
    assert article(tmp_path, f"---\ntitle: x\nurl: {url}\n---\n{STORY}").url is None


@pytest.mark.parametrize(
    "block",
    [
        "title: Board: dredge [it\ndate: 2021-03-03",
        "\ttitle: Board: dredge [it\ndate: 2021-03-03",
        "title: Board: dredge [it\n  - x\n date: {\ndate: 2021-03-03",
    ],
)
def test_broken_yaml_still_says_what_it_can(tmp_path: Path, block: str) -> None:
    read_back = article(tmp_path, f"---\n{block}\n---\n{STORY}")
    assert read_back.text == STORY
    assert read_back.title == "Board: dredge [it"
    assert read_back.published == dt.date(2021, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{STORY}\n---\n",
        f"---\ntitle: never closed\n\n{STORY}",
        f"---\n---\n{STORY}",
        f"---\n- a\n- list\n---\n{STORY}",
        f"---\n{'[' * 30_000}\n---\n{STORY}",
        f"---\n&a [*a, *a]: *b\n---\n{STORY}",
    ],
)
def test_what_is_no_front_matter_is_text(tmp_path: Path, text: str) -> None:
    assert STORY in article(tmp_path, text).text


def test_aliases_do_not_multiply(tmp_path: Path) -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{this}: &{this} [{','.join([f'*{before}'] * 9)}]" for before, this in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    read_back = article(tmp_path, "---\ntitle: Bomb\n" + "\n".join(lines) + f"\n---\n{STORY}")
    assert read_back.title == "Bomb"


def test_headings(tmp_path: Path) -> None:
    text = f"# Board to *dredge* channel #\n\n{STORY}\n\n## What crews say\n{STORY}\n\n---\n\n#hashtag is no heading.\n"
    read_back = article(tmp_path, text)
    assert read_back.text == text
    assert read_back.title == "Board to *dredge* channel"
    assert [p.kind.value for p in read_back.paragraphs] == ["title", "body", "heading", "body", "boilerplate", "body"]


def test_front_matter_and_heading_agree_or_the_heading_is_only_a_title_again(tmp_path: Path) -> None:
    read_back = article(tmp_path, f"---\ntitle: Board to dredge\n---\n# Board to Dredge\n\nBy Jane Doe\n\n{STORY}")
    assert read_back.title == "Board to dredge"
    assert read_back.author == "Jane Doe"
    assert [p.kind.value for p in read_back.paragraphs] == ["title", "byline", "body"]


def test_a_lower_heading_is_no_title(tmp_path: Path) -> None:
    read_back = article(tmp_path, f"## Section\n\n{STORY}\n")
    assert not read_back.title_is_own
    assert read_back.title == "The harbour board met on Monday."


def test_marks_in_plain_text_are_text(tmp_path: Path) -> None:
    read_back = article(tmp_path, f"---\ntitle: x\n---\n# {STORY}", "story.txt")
    assert read_back.text == f"---\ntitle: x\n---\n# {STORY}"


def test_paragraphs_know_the_lines_of_the_file_that_they_begin_on(tmp_path: Path) -> None:
    story = "# Board to dredge\r\n\r\nIt met on Monday.\n\n\nIt will dredge the channel.\n"
    text = f"---\ntitle: Board to dredge\n---\n\n{story}"
    read_back = article(tmp_path, text)
    assert [paragraph.place for paragraph in read_back.paragraphs] == ["line 5", "line 7", "line 10"]
    plain = article(tmp_path, "It met on Monday.\n\nIt will dredge the channel.\n", "story.txt")
    assert [paragraph.place for paragraph in plain.paragraphs] == ["line 1", "line 3"]
