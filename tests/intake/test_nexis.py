"""Downloads from a news database: many articles in one Word document, RTF or plain text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from briefing.intake import articles_in, read
from briefing.intake.readers.nexis import author_of
from briefing.model import Article, Origin, ParagraphKind

_NB = "\u00a0"
_HARBOUR = (
    "The harbour will be deepened next year, the council said on Tuesday.",
    "“It is done,” said the harbour master, who had asked for it since she took office.",
)
_MILL = (
    "ASHFORD -- The old mill will not be sold after all, its owners said.",
    "Graphic scenes of flooding had put off the buyers; notes on the sale were kept.",
    "Language: that is what divides the two villages, the mayor said in a long talk about what is to come now.",
)


@dataclass(frozen=True)
class _Item:
    title: str = "Harbour to be deepened"
    outlet: str = "The Ashford Courier (Kent)"
    date: str = "March 3, 2021 Wednesday 9:20 AM GMT"
    head: tuple[str, ...] = ("Section: NEWS; Pg. 4", "Length: 355 words", "Byline: BY ANN LEE; Staff Reporter")
    body: tuple[str, ...] = _HARBOUR
    foot: tuple[str, ...] = ("Load-Date: March 4, 2021",)


_ITEMS = (
    _Item(),
    _Item(
        "2. division; a mill stays",
        "Ashford Mail",
        "May 2, 2002, Thursday,, FINAL EDITION",
        ("Length: 1,200 words", "Byline: Bo Kim (now), Cy Roe (earlier)", "Dateline: ASHFORD", "Highlight: No sale."),
        _MILL[:2],
        ("Graphic", "PHOTO, the mill in 1901", "Classification", "Language: ENGLISH", "Load-Date: May 3, 2002"),
    ),
    _Item("Letters", "Ashford Mail", "January 9, 2007 Tuesday", ("Length: 80 words",), _HARBOUR[:1], ()),
)


def _download(items: tuple[_Item, ...], announced: int | None = None) -> list[tuple[str, int]]:
    """The paragraphs of a download, each with the level of the heading that it is."""
    lines: list[tuple[str, int]] = [("Date and Time: Friday, 5. July 2019 09:31:00 CEST", 0), ("Job Number: 1", 0)]
    lines.append((f"Documents ({len(items) if announced is None else announced})", 0))
    for number, item in enumerate(items, start=1):
        lines += [(f"{number}. {item.title}", 0), ("Client/Matter: -None-", 0), ("Search Terms: harbour or mill", 0)]
        lines += [("Search Type: Natural Language ", 0), ("Narrowed by: ", 0), ("Content Type", 0), ("Narrowed by", 0)]
        lines += [("News", 0), ("Sources: Ashford Mail; Content Type: News", 0), ("", 0)]
    for item in items:
        lines += [("", 0), (item.title, 1), (item.outlet, 0), (item.date, 0), ("", 0)]
        lines += [("\nCopyright 2021 Ashford Media All Rights Reserved", 0), ("\n", 0)]
        lines += [(field.replace(": ", f":{_NB}"), 0) for field in item.head]
        lines += [("Body", 0), ("", 0), *((text, 0) for text in item.body), ("", 0)]
        lines += [("\n" + field.replace(": ", f":{_NB}"), 0) for field in item.foot]
        lines += [("", 0), ("\nEnd of Document", 0)]
    return lines


def _docx(path: Path, lines: list[tuple[str, int]], *, headings: bool = True) -> Path:
    document = Document()
    for text, level in lines:
        document.add_paragraph(text, style=f"Heading {level}" if level and headings else None)
    document.save(str(path))
    return path


def _rtf(path: Path, lines: list[tuple[str, int]]) -> Path:
    body = "".join(
        "\\pard"
        + (f"\\outlinelevel{level - 1} " if level else " ")
        + "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text.strip())
        + "\\par\n"
        for text, level in lines
    )
    path.write_text("{\\rtf1\\ansi " + body + "}", encoding="ascii")
    return path


def _lines(article: Article) -> list[tuple[ParagraphKind, str]]:
    return [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs]


@pytest.mark.parametrize("form", ["docx", "docx without headings", "rtf"])
def test_every_article_of_a_download_is_found(tmp_path: Path, form: str) -> None:
    items = _ITEMS if form != "docx without headings" else (_ITEMS[0], *_ITEMS[2:])
    lines = _download(items)
    if form == "rtf":
        found = read(_rtf(tmp_path / "a.rtf", lines))
    else:
        found = read(_docx(tmp_path / "a.docx", lines, headings=form == "docx"))
    assert [article.title for article in found] == [item.title for item in items]
    assert [article.outlet for article in found] == [item.outlet for item in items]
    days = {item.title: day for item, day in zip(_ITEMS, [(2021, 3, 3), (2002, 5, 2), (2007, 1, 9)], strict=True)}
    assert [article.published for article in found] == [dt.date(*days[item.title]) for item in items]
    assert [article.part for article in found] == [f"document {number + 1}" for number in range(len(items))]
    assert {origin for article in found for origin in article.origins.values()} == {Origin.ARCHIVE}


def test_an_articles_parts_have_their_kinds_and_what_classifies_it_is_left_out(tmp_path: Path) -> None:
    first, second, third = read(_docx(tmp_path / "a.docx", _download(_ITEMS)))
    assert _lines(first) == [
        (ParagraphKind.TITLE, "Harbour to be deepened"),
        (ParagraphKind.BYLINE, "BY ANN LEE; Staff Reporter"),
        *((ParagraphKind.BODY, text) for text in _HARBOUR),
    ]
    assert (first.author, first.published_from) == ("ANN LEE", "March 3, 2021")
    assert _lines(second) == [
        (ParagraphKind.TITLE, "2. division; a mill stays"),
        (ParagraphKind.STANDFIRST, "No sale."),
        (ParagraphKind.BYLINE, "Bo Kim (now), Cy Roe (earlier)"),
        *((ParagraphKind.BODY, text) for text in _MILL[:2]),
        (ParagraphKind.CAPTION, "PHOTO, the mill in 1901"),
    ]
    assert (second.author, second.place) == ("Bo Kim, Cy Roe", "ASHFORD")
    assert third.author is None
    assert first.paragraphs[0].place.startswith("paragraph ")


def test_a_download_without_its_list_of_articles_is_read(tmp_path: Path) -> None:
    lines = _download(_ITEMS[:1])
    start = next(number for number, (_, level) in enumerate(lines) if level)
    (article,) = read(_docx(tmp_path / "a.docx", lines[start:], headings=False))
    assert (article.title, article.outlet) == ("Harbour to be deepened", "The Ashford Courier (Kent)")


def test_a_day_that_is_not_understood_costs_only_the_day(tmp_path: Path) -> None:
    item = _Item(date="3 mars 2021")
    (article,) = read(_docx(tmp_path / "a.docx", _download((item,)), headings=False))
    assert (article.title, article.outlet, article.published) == (item.title, item.outlet, None)


def test_an_abstract_is_the_standfirst(tmp_path: Path) -> None:
    item = _Item(body=("ABSTRACT", "Ten years of talks end.", "FULL TEXT", *_HARBOUR))
    (article,) = read(_docx(tmp_path / "a.docx", _download((item,))))
    assert _lines(article)[1:] == [
        (ParagraphKind.BYLINE, "BY ANN LEE; Staff Reporter"),
        (ParagraphKind.STANDFIRST, "Ten years of talks end."),
        *((ParagraphKind.BODY, text) for text in _HARBOUR),
    ]


def test_lines_of_an_old_article_are_joined(tmp_path: Path) -> None:
    body = (
        "The harbour will be deepened next year, the council said",
        "on Tuesday, after ten years of talks that many had given",
        "up on.",
        "“It is done,” said the harbour master, who had asked for",
        "it since she took office.",
    )
    (article,) = read(_docx(tmp_path / "a.docx", _download((_Item(body=body),))))
    assert [text for _, text in _lines(article)[2:]] == [" ".join(body[:3]), " ".join(body[3:])]


def test_missing_and_unshown_documents_are_told(tmp_path: Path) -> None:
    broken = _Item(body=("We are sorry but there is an error in this document and it is not possible to display it.",))
    path = _docx(tmp_path / "a.docx", _download((_ITEMS[0], broken, _ITEMS[2]), announced=5))
    found = list(articles_in(path))
    sentences = [problem.sentence for problem in found if not isinstance(problem, Article)]
    assert len(found) - len(sentences) == 2
    assert sentences[0].startswith("document 2 of “")
    assert sentences[0].endswith("download it again.")
    assert "announces 5 documents on its first page and holds 3; compare" in sentences[1]


def test_a_last_article_that_breaks_off_is_kept(tmp_path: Path) -> None:
    lines = _download(_ITEMS[:2])[:-2]
    found = read(_docx(tmp_path / "a.docx", lines))
    assert [article.title for article in found] == [item.title for item in _ITEMS[:2]]


def test_an_ordinary_document_that_speaks_of_the_end_of_one_is_no_download(tmp_path: Path) -> None:
    document = Document()
    for text in ("A report", *_HARBOUR, "End of Document"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    (article,) = read(tmp_path / "a.docx")
    assert article.part == ""


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ann Lee and Bo Kim", "Ann Lee and Bo Kim"),
        ("Ann Lee in Brussels", "Ann Lee"),
        ("Ann Lee (now), Bo Kim (earlier)", "Ann Lee, Bo Kim"),
        ("BY ANN LEE; Staff Reporter", "ANN LEE"),
        ("Ann Lee, example.com", "Ann Lee"),
    ],
)
def test_bylines_are_names(byline: str, author: str) -> None:
    assert author_of(byline) == author


_TEXT = """\ufeff


Download Request: Selected Items: 1-3
Time Of Request: Friday, March 20, 2018  16:51:31


Terms: (DATE(>=2009-12-01 and <=2010-05-11) and (harbour))



                               1 of 12 DOCUMENTS



                                Ashford Courier

                            March 3, 2021 Wednesday
                                   Edition 1;
                                      Kent

Harbour to be deepened after ten years in which nobody had believed that it
would come to pass

BYLINE: Ann Lee

SECTION: NEWS; Pg. 3

LENGTH: 453 words

HIGHLIGHT: Ten years of talks
end.


The harbour will be deepened next year, the council said on Tuesday, after ten
years of talks.
NOTE: this line begins with a word in capitals and is a paragraph of its own.

"It is done," said the harbour master, who had asked for it since she took
office.

LOAD-DATE: March 4, 2021

LANGUAGE: ENGLISH

GRAPHIC: The harbour at low tide
ASHFORD COURIER

PUBLICATION-TYPE: Newspaper


                        Copyright 2021 Ashford Media Ltd
                              All Rights Reserved

                               2 of 12 DOCUMENTS



                     Copyright 2001 The Ashford Mail Company
                                The Ashford Mail

                      Monday, January 8, 2001, Final Edition

SECTION: METRO; Pg. B1

LENGTH: 80 words

HEADLINE: Mill not to be sold

BYLINE: By BO KIM and CY ROE

DATELINE: ASHFORD

BODY:
The old mill will not be sold after all, its owners said.

                               9 of 383 DOCUMENTS


                                 Ashford Letters

                            January 10, 2010

A title and a body

And a standfirst

LENGTH: 12 words

Short line one.
Short line two.

LOAD-DATE: January 10, 2010
"""


def _text_file(path: Path, text: str = _TEXT, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_every_article_of_a_text_download_is_found(tmp_path: Path, encoding: str) -> None:
    text = _TEXT if encoding == "utf-8" else _TEXT.removeprefix("\ufeff")
    found = read(_text_file(tmp_path / "a.txt", text, encoding))
    assert [(a.part, a.title, a.outlet, a.published) for a in found] == [
        (
            "document 1",
            "Harbour to be deepened after ten years in which nobody had believed that it would come to pass",
            "Ashford Courier",
            dt.date(2021, 3, 3),
        ),
        ("document 2", "Mill not to be sold", "The Ashford Mail", dt.date(2001, 1, 8)),
        ("document 3", "A title and a body", "Ashford Letters", dt.date(2010, 1, 10)),
    ]
    assert [article.author for article in found] == ["Ann Lee", "BO KIM and CY ROE", None]


def test_a_text_downloads_paragraphs_are_unwrapped_with_their_kinds(tmp_path: Path) -> None:
    first, second, third = read(_text_file(tmp_path / "a.txt"))
    assert _lines(first)[1:] == [
        (ParagraphKind.STANDFIRST, "Ten years of talks end."),
        (ParagraphKind.BYLINE, "Ann Lee"),
        (
            ParagraphKind.BODY,
            "The harbour will be deepened next year, the council said on Tuesday, after ten years of talks.",
        ),
        (ParagraphKind.BODY, "NOTE: this line begins with a word in capitals and is a paragraph of its own."),
        (ParagraphKind.BODY, '"It is done," said the harbour master, who had asked for it since she took office.'),
        (ParagraphKind.CAPTION, "The harbour at low tide ASHFORD COURIER"),
    ]
    assert [text for _, text in _lines(second)] == [
        "Mill not to be sold",
        "By BO KIM and CY ROE",
        "The old mill will not be sold after all, its owners said.",
    ]
    assert second.place == "ASHFORD"
    assert [text for _, text in _lines(third)] == [
        "A title and a body",
        "And a standfirst",
        "Short line one.",
        "Short line two.",
    ]
    title = next(n for n, line in enumerate(_TEXT.splitlines(), start=1) if line.startswith("Harbour to be"))
    assert first.paragraphs[0].place == f"line {title}"


def test_german_text_downloads_are_known(tmp_path: Path) -> None:
    text = (
        "Dokument 1 von 1\n\nAshforder Bote\n\n3. März 2021\n\nHafen wird tiefer\n\nAUTOR: Ann Lee\n\n"
        "LÄNGE: 12 Wörter\n\nDer Hafen wird im nächsten Jahr tiefer.\n\nSPRACHE: DEUTSCH\n"
    )
    (article,) = read(_text_file(tmp_path / "a.txt", text))
    assert (article.title, article.author, article.part) == ("Hafen wird tiefer", "Ann Lee", "document 1")
    assert "DEUTSCH" not in article.text


def test_ordinary_text_that_counts_documents_is_no_download(tmp_path: Path) -> None:
    (article,) = read(_text_file(tmp_path / "a.txt", "A title\n\nHe showed 1 of 10 DOCUMENTS to us.\n"))
    assert article.part == ""


def test_empty_documents_in_a_text_download_cost_nothing_but_themselves(tmp_path: Path) -> None:
    text = "1 of 2 DOCUMENTS\n\nLENGTH: 3 words\n\n" + _TEXT[_TEXT.index("        2 of 12") :]
    found = list(articles_in(_text_file(tmp_path / "a.txt", text)))
    assert [isinstance(item, Article) for item in found] == [False, True, True]
