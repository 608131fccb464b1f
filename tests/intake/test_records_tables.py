"""Tables in every dialect become articles, a row each."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from briefing.intake import IntakeProblem, articles_in, read
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.readers.tables import TableReader
from briefing.intake.source import Source
from tests.intake.sentences import sentence

STORY = "The harbour board met on Monday.\n\nIts chair, Ada Quill, said: “We will dredge, and we will do it soon.”"
HEADER = ["Title", "Date", "Author", "Outlet", "Text"]
ROW = ["Board backs dredging", "2019-03-04", "Jane Doe", "The Gazette", STORY]


def table(rows: list[list[str]], delimiter: str = ",", **how: object) -> str:
    """Rows as a program writes them."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, **how).writerows(rows)  # type: ignore[arg-type]
    return written.getvalue()


def put(folder: Path, content: str | bytes, name: str = "stories.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["stories.csv", "stories.tsv"])
def test_a_row_says_what_it_is(tmp_path: Path, delimiter: str, name: str) -> None:
    first, second = read(put(tmp_path, table([HEADER, ROW, ROW], delimiter), name))
    assert first.title == "Board backs dredging"
    assert (str(first.published), first.author, first.outlet) == ("2019-03-04", "Jane Doe", "The Gazette")
    assert first.text == f"Board backs dredging\n\n{STORY}"
    assert (first.part, second.part) == ("record 1", "record 2")
    assert {paragraph.place for paragraph in second.paragraphs} == {"line 5"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    (article,) = read(put(tmp_path, table([HEADER, ROW]).encode(encoding)))
    assert "“We will dredge" in article.text
    assert article.title == "Board backs dredging"


def test_a_spreadsheet_says_its_sign(tmp_path: Path) -> None:
    assert len(read(put(tmp_path, "sep=;\n" + table([HEADER, ROW], ";")))) == 1


def test_backslashes_before_quotation_marks(tmp_path: Path) -> None:
    rows = [HEADER, [*ROW[:4], 'She said: "No, never", and left.']]
    written = table(rows, quoting=csv.QUOTE_ALL, doublequote=False, escapechar="\\")
    (article,) = read(put(tmp_path, written))
    assert article.text.endswith('She said: "No, never", and left.')


def test_without_names_the_longest_column_is_the_text(tmp_path: Path) -> None:
    long = STORY.replace("\n\n", " ") * 2
    rows = [
        ["1", "2019-03-04", "https://gazette.example/a", long],
        ["2", "2019-03-05", "https://gazette.example/b", long],
    ]
    articles = read(put(tmp_path, table(rows)))
    assert [str(article.published) for article in articles] == ["2019-03-04", "2019-03-05"]
    assert [article.url for article in articles] == ["https://gazette.example/a", "https://gazette.example/b"]
    assert articles[0].text == long


def test_names_in_other_languages_are_told(tmp_path: Path) -> None:
    path = put(tmp_path, table([["Nr", "Kopf", "Meldung"], ["1", "Titel hier", "Ada Quill spoke."]]))
    said = sentence(path)
    assert "“Nr”, “Kopf”, “Meldung”" in said
    (tmp_path / "stories.csv.columns.toml").write_text('title = "Kopf"\ntext = "Meldung"\n')
    (article,) = read(path)
    assert article.text == "Titel hier\n\nAda Quill spoke."


def test_an_open_quotation_mark_costs_no_other_row(tmp_path: Path) -> None:
    lines = ["title,date,text"] + [f"Title {number},2019-03-04,Ada Quill spoke." for number in range(6)]
    lines[3] = 'Title 2,2019-03-04,"Ada Quill spoke.'
    articles = read(put(tmp_path, "\n".join(lines)))
    assert [article.title for article in articles] == [f"Title {number}" for number in range(6)]
    assert articles[2].text.endswith("Ada Quill spoke.")


def test_a_huge_row_is_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path, table([HEADER, ROW, [*ROW[:4], "x" * 5_000], ROW]))
    found = list(TableReader(largest=2_000).read(Source.of_file(path)))
    assert [type(item) for item in found] == [Clipping, Flaw, Clipping]
    assert "more than 2,000 characters" in next(item.sentence for item in found if isinstance(item, Flaw))


def test_a_huge_row_of_many_lines_is_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path, table([HEADER, ROW, [*ROW[:4], "word\n" * 1_000], ROW]))
    found = list(TableReader(largest=2_000).read(Source.of_file(path)))
    assert next(item.part for item in found if isinstance(item, Clipping)) == "record 1"
    assert isinstance(found[1], Flaw)
    assert len(found) < 30


def test_a_field_may_be_larger_than_the_library_allows(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, table([HEADER, [*ROW[:4], "word " * 60_000]])))
    assert len(article.text) > 250_000


def test_short_and_long_rows(tmp_path: Path) -> None:
    path = put(tmp_path, table([HEADER, ROW[:2], ROW, [*ROW, "more", "more"], []]))
    assert len(read(path)) == 2
    assert [found.sentence.startswith("Record 1 of") for found in articles_in(path) if isinstance(found, IntakeProblem)]


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, table([["text", "text", ""], ["", "Ada Quill spoke.", "x"]])))
    assert article.text == "Ada Quill spoke."


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n3,4\n",
        "title,date,text\n",
        "",
        "\n\n",
        ",".join(f"c{number}" for number in range(100_000)) + "\n" + "1," * 99_999 + "1\n",
        b"PK\x03\x04" + bytes(500),
        b"title,text\n\0\0\0,\0\n",
        '"' * 10_001,
    ],
    ids=["numbers", "heading", "empty", "blank", "wide", "zip", "nul", "quotes"],
)
def test_what_holds_no_article_is_one_sentence(tmp_path: Path, content: str | bytes) -> None:
    sentence(put(tmp_path, content))


def test_nuls_late_in_a_table_are_shown(tmp_path: Path) -> None:
    rows = [HEADER, *[ROW] * 400, [*ROW[:4], "Ada\0 Quill spoke."]]
    assert read(put(tmp_path, table(rows)))[-1].text.endswith("Ada␀ Quill spoke.")
