"""PDFs: paragraphs out of lines, hyphens, running headers, and hostile files."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import read
from briefing.intake.readers.pdf_lines import Line, blocks_of
from briefing.model import Article, Origin, ParagraphKind

Placed = tuple[int, int, int, str]  # x, y, size, text


def _drawn(lines: list[Placed]) -> bytes:
    shown = (
        b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n" % (size, x, y, text.encode("cp1252").replace(b"(", rb"\("))
        for x, y, size, text in lines
    )
    return b"BT " + b"".join(shown) + b"ET"


def _pdf(pages: list[bytes], info: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of pages as they are drawn, with one font."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, drawn in enumerate(pages):
        resources = b"/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (resources, 5 + 2 * number))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    objects.append(b"<<" + info + b">>")
    out = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for number, body in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n%s" % (len(objects) + 1, table)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n" % (len(objects) + 1, len(objects), trailer)
    return out + b"startxref\n%d\n%%%%EOF" % start


def _article(tmp_path: Path, data: bytes) -> Article:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (article,) = read(path)
    return article


def _lines(article: Article) -> list[tuple[ParagraphKind, str, str]]:
    return [(p.kind, p.place, article.text[p.start : p.end]) for p in article.paragraphs]


_STORY: list[Placed] = [
    (72, 760, 22, "Harbour deal is signed at last"),
    (72, 736, 11, "By Ann Lee"),
    (72, 700, 11, "The harbour will be deepened next year, the council said on Tues-"),
    (72, 686, 11, "day, after ten years of talks with the owners of the port, which con-"),
    (72, 672, 11, "tinue."),
    (72, 644, 11, "A second paragraph stands below a gap, and it is long enough to be"),
    (72, 630, 11, "broken in the middle."),
    (84, 616, 11, "A third is only indented, as papers do it, and goes on for one more"),
    (72, 602, 11, "line."),
]


def test_lines_become_paragraphs_under_the_title_that_is_set_largest(tmp_path: Path) -> None:
    article = _article(tmp_path, _pdf([_drawn(_STORY)], b"/Title(Microsoft Word - x.doc)/CreationDate(D:20200101)"))
    assert _lines(article) == [
        (ParagraphKind.TITLE, "page 1", "Harbour deal is signed at last"),
        (ParagraphKind.BYLINE, "page 1", "By Ann Lee"),
        (
            ParagraphKind.BODY,
            "page 1",
            "The harbour will be deepened next year, the council said on Tuesday, after ten years of talks with the "
            "owners of the port, which continue.",
        ),
        (
            ParagraphKind.BODY,
            "page 1",
            "A second paragraph stands below a gap, and it is long enough to be broken in the middle.",
        ),
        (
            ParagraphKind.BODY,
            "page 1",
            "A third is only indented, as papers do it, and goes on for one more line.",
        ),
    ]
    assert (article.title, article.author, article.published) == ("Harbour deal is signed at last", "Ann Lee", None)
    assert article.caution == "from a PDF: paragraphs and line ends are guessed"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(72, 700 - 14 * n, 11, f"left column line {'abcdefgh'[n]} goes on") for n in range(8)]
    right = [(320, 700 - 14 * n, 11, f"right column line {'abcdefgh'[n]} goes on") for n in range(8)]
    text = _article(tmp_path, _pdf([_drawn(left + right)])).text
    assert text.index("left column line h") < text.index("right column line a")
    assert "\n" not in text


def test_running_headers_and_page_numbers_go_and_paragraphs_cross_pages(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 4):
        body = [
            (72, 800, 9, "The Harbour Review, spring issue"),
            (
                72,
                700,
                11,
                f"{'Begins' if number == 1 else 'goes on'} here and runs to the end of the page, where it breaks",
            ),
            (72, 686, 11, "and is continued on the page that follows it without any stop at all"),
            (72, 40, 9, str(number)),
        ]
        pages.append(_drawn(body))
    article = _article(tmp_path, _pdf(pages))
    assert "Review" not in article.text
    assert len(article.paragraphs) == 1
    assert not any(char.isdigit() for char in article.text)


def test_a_document_whose_pages_are_all_alike_keeps_its_text(tmp_path: Path) -> None:
    pages = [_drawn([(72, 700, 11, f"Notice number {number} of the council.")]) for number in range(3)]
    assert _article(tmp_path, _pdf(pages)).text.count("Notice") == 3


def _text(*lines: str) -> str:
    return " ".join(block.text for block in blocks_of([[Line(line, 1) for line in lines]]))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("they con-", "tinue"), "they continue"),
        (("a state-", "owned firm"), "a state-owned firm"),
        (("a well-known man; a well-", "known woman"), "a well-known man; a well-known woman"),
        (("the hand-made, a hand-", "made one"), "the hand-made, a hand-made one"),
        (("a self-", "made man"), "a self-made man"),
        (("a handmade, a hand-", "made one"), "a handmade, a handmade one"),
        (("sea wall or wall and sea, the sea-", "wall"), "sea wall or wall and sea, the sea-wall"),
        (("it went halfway, half-", "way"), "it went halfway, halfway"),
        (("the Anglo-", "American talks"), "the Anglo-American talks"),
        (("a 30-", "year plan"), "a 30-year plan"),
        (("soft\u00ad", "ware and hard\u00adware"), "software and hardware"),
        (("they said -", "again"), "they said - again"),
        (("the ﬁrst ofﬁce ﬂoor", "eﬃcient"), "the first office floor efficient"),
    ],
)
def test_hyphens_at_line_ends_are_mended(lines: tuple[str, ...], text: str) -> None:
    assert _text(*lines) == text


def _starts(*steps: tuple[int, int]) -> list[int]:
    """At which lines paragraphs begin, for full lines that are so many points further right and down."""
    x, y, lines = 72, 700, [Line("a line without any stop that fills it 0", 1, 72, 700, 11)]
    for number, (right, down) in enumerate(steps, start=1):
        x, y = x + right, y - down
        lines.append(Line(f"A line without any stop that fills it {number}", 1, x, y, 11))
    return [int(block.text.split("it ")[1].split()[0]) for block in blocks_of([lines])]


def test_a_gap_begins_a_paragraph_even_below_a_full_line() -> None:
    assert _starts((0, 14), (0, 14), (0, 24), (0, 14), (0, 14), (0, 14)) == [0, 3]


def test_an_indent_begins_a_paragraph_even_below_a_full_line() -> None:
    assert _starts((0, 14), (12, 14), (-12, 14), (0, 14), (12, 14), (-12, 14)) == [0, 2, 5]


def test_a_page_number_goes_even_from_a_single_page(tmp_path: Path) -> None:
    drawn = [*_STORY, (300, 40, 11, "1")]
    assert _article(tmp_path, _pdf([_drawn(drawn)])).text.endswith("for one more line.")
    drawn = [*_STORY, (300, 40, 11, "1917")]
    assert _article(tmp_path, _pdf([_drawn(drawn)])).text.endswith("1917")


@pytest.mark.parametrize(("proper", "origin"), [(b"Harbour deal signed", Origin.DOCUMENT), (b"scan0001.pdf", None)])
def test_a_pdfs_own_title_counts_when_it_is_plausible(tmp_path: Path, proper: bytes, origin: Origin | None) -> None:
    drawn = _drawn([(72, 700, 11, "The harbour will be deepened next year, the council said on Tuesday.")])
    article = _article(tmp_path, _pdf([drawn], b"/Title(%s)/Author(Cy Roe)" % proper))
    assert article.origins.get("title") == origin
    assert article.author == "Cy Roe"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_pdf([]), "has no pages; "),
        (_pdf([b"q 1 0 0 1 0 0 cm Q"]), "holds only pictures of pages, no text; run OCR over it"),
        (_pdf([_drawn(_STORY)])[:300], "damaged or cut short; "),
        (b"%PDF-1.7\n" + b"junk " * 4000, "damaged or cut short; "),
        (_pdf([_drawn(_STORY)]).replace(b"Kids[4 0 R]", b"Kids[2 0 R]"), "damaged or cut short; "),
        (_pdf([b"BT /F1 1 Tf " + b"[" * 50_000 + b"(x)" + b"]" * 50_000 + b"TJ ET"]), "damaged or cut short; "),
        (_pdf([b"BT (x) Tj ET " + b"0 0 m " * 400_000]), "too full of drawing"),
        (b"only words", "no PDF; save it from its program again"),
        (
            _pdf(
                [_drawn(_STORY)],
                trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]"
                % (b"41" * 32, b"42" * 32),
            ),
            "locked with a password; ",
        ),
    ],
    ids=["no pages", "pictures", "truncated", "junk", "loop of pages", "deep", "drawing", "no pdf", "locked"],
)
def test_a_pdf_that_cannot_be_read_is_one_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(IntakeError, match=sentence) as caught:
        _article(tmp_path, data)
    assert "\n" not in str(caught.value)


def test_a_broken_table_of_objects_is_rebuilt(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged = _pdf([_drawn(_STORY)]).replace(b"startxref\n", b"startxref\n9")
    with caplog.at_level(logging.WARNING):
        assert _article(tmp_path, damaged).title == "Harbour deal is signed at last"


def test_warnings_do_not_reach_the_screen(tmp_path: Path) -> None:
    for _ in range(2):
        _article(tmp_path, _pdf([_drawn(_STORY)]))
    (handler,) = logging.getLogger("pypdf").handlers  # without one, Python writes to the screen itself
    assert isinstance(handler, logging.NullHandler)


def test_of_a_thousand_pages_and_more_the_first_are_read_and_the_reader_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.intake.readers.pdf._MOST_PAGES", 3)
    pages = [_drawn([(72, 700, 11, f"Page {'abcde'[number]} of the report has words.")]) for number in range(5)]
    article = _article(tmp_path, _pdf(pages))
    assert article.caution == "from a PDF, only 3 of its 5 pages: paragraphs and line ends are guessed"
    assert "Page c" in article.text
    assert "Page d" not in article.text
