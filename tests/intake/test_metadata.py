"""What pages say about themselves, in the shapes that pages have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.intake import read
from briefing.intake.metadata import Metadata, describe
from briefing.intake.paragraphs import paragraph_spans
from briefing.model import Article, ParagraphKind

SEEDS = Path(__file__).parents[2] / "seeds"
BODY = (
    "The harbour board will dredge the northern channel before winter, its chair said on Monday. "
    "Fishing crews had asked for the work since spring."
)


def described(*paragraphs: str) -> Metadata:
    """The metadata of paragraphs with blank lines between."""
    text = "\n\n".join(paragraphs)
    return describe(text, paragraph_spans(text))


def kinds_of(*paragraphs: str) -> list[str]:
    """The kinds of paragraphs with blank lines between."""
    return [paragraph.kind.value for paragraph in described(*paragraphs).paragraphs]


def words_of(article: Article, kind: ParagraphKind) -> list[str]:
    """The paragraphs of one kind."""
    return [article.text[p.start : p.end] for p in article.paragraphs if p.kind is kind]


def test_the_seed_without_title_and_date() -> None:
    (article,) = read(SEEDS / "000_a9858641a3ed4081.txt")
    assert article.text == (SEEDS / "000_a9858641a3ed4081.txt").read_text(encoding="utf-8")
    assert article.title.startswith("A US State Department official said that Washington’s position")
    assert article.title.endswith("and may not use it.")
    assert not article.title_is_own
    assert (article.published, article.published_from, article.outlet, article.author) == (None, None, None, None)
    assert (article.place, article.agency, article.url) == (None, None, None)
    assert article.language == "en"
    assert words_of(article, ParagraphKind.HEADING) == ["Akar's statements", "Previous model"]
    assert [caption[:25] for caption in words_of(article, ParagraphKind.CAPTION)] == ["Akar: We are open to nego"]
    assert len(words_of(article, ParagraphKind.BODY)) == 13


def test_the_seed_with_everything() -> None:
    (article,) = read(SEEDS / "003_fd1aee54e6a12c6a.txt")
    assert article.text == (SEEDS / "003_fd1aee54e6a12c6a.txt").read_text(encoding="utf-8")
    assert article.title == "Turkey In Negotiations With Russia On Second Batch Of S-400 Missile Systems - Official"
    assert article.title_is_own
    assert article.outlet == "UrduPoint.com"
    assert article.author == "Faizan Hashmi"
    assert article.published == dt.date(2021, 3, 3)
    assert article.published_from == "2021-03-03"
    assert article.place == "MOSCOW"
    assert article.agency == "UrduPoint News / Sputnik"
    assert [p.kind.value for p in article.paragraphs] == ["dateline", "title", "byline", "title", *["body"] * 6]
    filed = article.paragraphs[5]
    assert article.text[filed.start : filed.dateline] == "MOSCOW (UrduPoint News / Sputnik - 03rd March, 2021)"
    assert all(p.dateline == p.start for p in article.paragraphs if p is not filed)


@pytest.mark.parametrize(
    ("line", "author", "published", "words"),
    [
        ("By Jane Doe", "Jane Doe", None, None),
        ("By JANE DOE, Staff Writer", "JANE DOE", None, None),
        ("by Jane Doe and John Roe", "Jane Doe and John Roe", None, None),
        ("By Ann Lee, Bo Kim and Cy Roe in Paris", "Ann Lee, Bo Kim and Cy Roe", None, None),
        ("By Jane Doe, Harbour Gazette", "Jane Doe", None, None),
        ("By Jane Doe | March 3, 2021", "Jane Doe", dt.date(2021, 3, 3), "March 3, 2021"),
        ("By María de la Cruz-O'Neil", "María de la Cruz-O'Neil", None, None),
        ("By Natalie d'Arbeloff", "Natalie d'Arbeloff", None, None),
        ("By J. R. Doe Health editor", "J. R. Doe Health editor", None, None),
        ("By Gazette readers", "Gazette readers", None, None),
        ("Author: Jane Doe", "Jane Doe", None, None),
        ("Jane Doe 2 hours ago Tue 02nd March 2021 | 11:30 AM", "Jane Doe", dt.date(2021, 3, 2), None),
        ("Jane Doe - 3 March 2021", "Jane Doe", dt.date(2021, 3, 3), "3 March 2021"),
        ("Jane Doe · 4 min read · 2021-03-03", "Jane Doe", dt.date(2021, 3, 3), "2021-03-03"),
    ],
)
def test_bylines(line: str, author: str, published: dt.date | None, words: str | None) -> None:
    known = described("Harbour board to dredge channel", line, BODY, BODY)
    assert known.title == "Harbour board to dredge channel"
    assert known.author == author
    assert known.published == published
    assert words is None or known.published_from == words
    assert known.paragraphs[1].kind is ParagraphKind.BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the ships had gone",
        "By the time rescuers came, nobody was left",
        "By contrast, prices fell",
        "By all accounts a quiet man",
    ],
)
def test_what_only_begins_like_a_byline(line: str) -> None:
    assert described("Harbour board to dredge channel", line, BODY).author is None


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("date 2019-11-05 harbour-gazette.example", dt.date(2019, 11, 5), "harbour-gazette.example"),
        ("Published: 3 March 2021", dt.date(2021, 3, 3), None),
        ("Published on Wednesday, 3 March 2021 at 10:15 GMT", dt.date(2021, 3, 3), None),
        ("March 3, 2021", dt.date(2021, 3, 3), None),
        ("2021-03-03T10:15:00+01:00", dt.date(2021, 3, 3), None),
        ("Date: 13/04/2021", dt.date(2021, 4, 13), None),
        ("The Harbour Gazette, 3 March 2021", dt.date(2021, 3, 3), "The Harbour Gazette"),
        ("3 March 2021 | Harbour Radio", dt.date(2021, 3, 3), "Harbour Radio"),
        ("Source: The Harbour Gazette", None, "The Harbour Gazette"),
        ("https://www.harbour.example/news/1", None, "harbour.example"),
        ("Published: 03/04/2021", None, None),
        ("Published: 31 February 2021", None, None),
        ("4 minutes ago", None, None),
    ],
)
def test_lines_about_the_article(line: str, published: dt.date | None, outlet: str | None) -> None:
    known = described(line, "Harbour board to dredge channel", BODY)
    assert known.published == published
    assert (known.published_from is None) == (published is None)
    assert known.outlet == outlet
    assert known.title == "Harbour board to dredge channel"
    assert known.paragraphs[0].kind is ParagraphKind.DATELINE


def test_a_later_change_is_not_the_day_of_publication() -> None:
    known = described("Harbour board to dredge", "Updated 5 March 2021", "Published 3 March 2021", BODY)
    assert known.published == dt.date(2021, 3, 3)
    assert described("Harbour board to dredge", "Updated 5 March 2021", BODY).published == dt.date(2021, 3, 5)


def test_a_name_signs_under_the_title_when_a_day_follows() -> None:
    known = described("Harbour board to dredge channel", "Jane Doe", "3 March 2021", BODY)
    assert (known.author, known.published) == ("Jane Doe", dt.date(2021, 3, 3))
    assert described("Harbour board to dredge channel", "Jane Doe", BODY).author is None


@pytest.mark.parametrize(
    ("start", "place", "agency", "published"),
    [
        ("LONDON, March 3 (Reuters) - ", "LONDON", "Reuters", None),
        ("WASHINGTON (AP) — ", "WASHINGTON", "AP", None),
        ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP", None),
        ("PARIS — ", "PARIS", None, None),
        ("PARIS -- ", "PARIS", None, None),
        ("NEW YORK, Sept. 3, 2021 /PRWire/ -- ", "NEW YORK", "PRWire", dt.date(2021, 9, 3)),
        ("Ankara (Anadolu) - ", "Ankara", "Anadolu", None),
        ("GENEVA/PARIS, 3 March (Wire Service) – ", "GENEVA/PARIS", "Wire Service", None),
        ("MOSCOW (Coast News / Wire - 03rd March, 2021) ", "MOSCOW", "Coast News / Wire", dt.date(2021, 3, 3)),
        ("Tunis, 3 March 2021 (Wire) - ", "Tunis", "Wire", dt.date(2021, 3, 3)),
        ("SÃO PAULO — ", "SÃO PAULO", None, None),
    ],
)
def test_datelines(start: str, place: str, agency: str | None, published: dt.date | None) -> None:
    known = described("Harbour board to dredge channel", start + BODY)
    assert (known.place, known.agency, known.published) == (place, agency, published)
    body = known.paragraphs[1]
    assert body.dateline - body.start == len(start.rstrip())


@pytest.mark.parametrize(
    "start",
    [
        "BREAKING — ",
        "UPDATE - ",
        "NATO (North Atlantic Treaty Organisation) members met. ",
        "The minister (a lawyer) - who resigned - said so. ",
        "Akar: ",
        "RUSSIA-made missiles arrived. ",
        "AFTER ALL THESE LONG AND BITTER YEARS — ",
        "PARIS — where it rained — slept. ",
    ],
)
def test_what_only_looks_like_a_dateline(start: str) -> None:
    known = described("Harbour board to dredge channel", start + BODY)
    assert (known.place, known.agency) == (None, None)


def test_the_better_date_wins() -> None:
    filed = "OSLO (Wire - 1st March, 2021) " + BODY
    assert described("Harbour board to dredge", "Published: 3 March 2021", filed).published == dt.date(2021, 3, 3)
    assert described("Harbour board to dredge", filed).published == dt.date(2021, 3, 1)


def test_a_title_is_short_and_no_sentence() -> None:
    assert described("Harbour board to dredge channel", BODY).title_is_own
    assert described("Turkey in talks with U.S.", BODY).title == "Turkey in talks with U.S."
    assert described("Will the harbour freeze?", BODY).title_is_own
    assert not described("The harbour board met.", BODY).title_is_own
    assert not described("Harbour board").title_is_own
    assert described("Harbour board").title == "Harbour board"


def test_a_title_directly_over_the_story() -> None:
    text = f"Harbour board to dredge channel\n{BODY}\n{BODY}"
    known = describe(text, paragraph_spans(text))
    assert known.title == "Harbour board to dredge channel"
    assert [p.kind.value for p in known.paragraphs] == ["title", "body", "body"]


def test_the_first_sentence_stands_in() -> None:
    known = described("PARIS (AP) — Gen. J. Doe of the U.S. Army spoke. He left at once.")
    assert known.title == "Gen. J. Doe of the U.S. Army spoke."
    assert not known.title_is_own
    assert described('"Stop!" he cried. Nobody did.').title == '"Stop!" he cried.'
    assert len(described("word " * 100_000).title) <= 310


def test_headings_and_captions() -> None:
    assert kinds_of(BODY, "What crews say", BODY, "Photo: the northern channel", BODY) == [
        "body",
        "heading",
        "body",
        "caption",
        "body",
    ]
    assert kinds_of(BODY, "Crews waiting in the harbour on Monday (Coast Wire)", BODY)[1] == "caption"
    assert kinds_of(BODY, "Chair: We will dredge before winter (Coast Wire)", BODY)[1] == "caption"
    assert kinds_of(BODY, "FILE PHOTO: A trawler leaves. REUTERS/Jane Doe", BODY)[1] == "caption"
    assert kinds_of(BODY, "A trawler leaves on Monday. (Photo by Jane Doe/Wire)", BODY)[1] == "caption"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Nobody came.",
        "Except during the storms of 2013;",
        '"We will dredge"',
        "the rest of it",
        "- Go to the harbour",
        "He asked:",
    ],
)
def test_what_is_no_heading(paragraph: str) -> None:
    assert kinds_of(BODY, paragraph, BODY)[1] == "body"


def test_an_abbreviation_in_brackets_is_no_credit() -> None:
    assert kinds_of(BODY, "They met under the Harbour Dredging Act (HDA)", BODY)[1] != "caption"


def test_an_agency_signs_the_last_paragraph() -> None:
    assert kinds_of(BODY, BODY + " (Wire)")[1] == "body"


def test_closing_lines() -> None:
    known = described(BODY, BODY, "(Reporting by Jane Doe and John Roe; Editing by Cy Lee)", "© 2021 Harbour Gazette")
    assert known.author == "Jane Doe and John Roe"
    assert [p.kind.value for p in known.paragraphs] == ["body", "body", "byline", "boilerplate"]


def test_the_title_again() -> None:
    paragraphs = ("Harbour Board To Dredge Channel", "By Jane Doe", "Harbour board to dredge channel!", BODY)
    assert kinds_of(*paragraphs) == ["title", "byline", "title", "body"]


def test_outside_text_in_fields_is_one_clean_line() -> None:
    known = described("Title: Harbour \x1b[31mboard  [sic]", BODY)
    assert known.title == "Harbour ␛[31mboard [sic]"
