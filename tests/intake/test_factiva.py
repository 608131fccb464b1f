"""Factiva's pages and its XML: every article in them, with its own data, in whatever language the page was saved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import IntakeProblem, Source, articles_in, read
from briefing.intake.readers import format_of
from briefing.model import Article, Origin, ParagraphKind
from briefing.model.clean import clean

STYLES = f"<style>{'body{margin:0} ' * 3000}</style>"  # more than is looked at to tell a file's kind


def lines(
    headline: str = "Harbour board <b>votes</b> to dredge",
    *,
    author: str = '<div class="author">By Jane Doe; John Roe </div>',
    credit: str = "",
    count: str = "1,024 words",
    date: str = "3 March 2021",
    text: str = "The board met on Monday.|“We will <span class='companylink'>dredge</span>,” its chair said.",
    code: str = "en",
) -> str:
    """An article as the pages lay it out when codes are off."""
    story = "".join(f'<p class="articleParagraph {code}articleParagraph">{words}</p>\n' for words in text.split("|"))
    return (
        f'<div id="article-KEST000020210303eh3" class="article"><div class="article {code}Article"><p>\n</p>'
        f'<div>News</div>\n<div id="hd"><span class="{code}Headline">{headline}  </span>\n</div>{author}{credit}'
        f"<div>{count}</div><div>{date}</div><div>17:05 GMT</div><div>The Kestrel Gazette</div><div>KEST</div>"
        "<div>1; National</div><div>4,5</div><div>English</div><div>(c) 2021 Kestrel Holdings </div>\n<p></p>\n"
        f"{story}<p>Kestrel Holdings</p><p>Document KEST000020210303eh3</p></div></div>"
    )


def table(**fields: str) -> str:
    """An article as the pages lay it out when codes are on."""
    rows = "".join(
        f'<tr><td align="right" valign="top" class="index"><b>{code}</b> </td><td>{value}</td></tr>'
        for code, value in fields.items()
    )
    return f'<div class="article frArticle"><table>{rows}</table><br></div>'


def page(*articles: str, head: str = "<title>Factiva</title>") -> str:
    """A page as it is saved."""
    body = f"<h1>Dow Jones Factiva</h1>{''.join(articles)}"
    return f'<html><head><meta charset="UTF-8">{head}</head><body>{body}</body></html>'


def put(folder: Path, document: str | bytes, name: str = "Factiva.html") -> Path:
    """A file that holds a document."""
    path = folder / name
    path.write_bytes(document.encode() if isinstance(document, str) else document)
    return path


def paragraphs(article: Article) -> list[tuple[ParagraphKind, str]]:
    """The article's paragraphs with their kinds."""
    return [(paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs]


def complaint(path: Path) -> str:
    """What reading says is wrong; checked to be one sentence that can be shown."""
    with pytest.raises(IntakeError) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence == clean(sentence)
    assert sentence.endswith(".")
    assert ";" in sentence
    return sentence


def test_lines_without_codes(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, page(lines(credit="<div>Special to the Gazette</div>"))))
    assert paragraphs(article) == [
        (ParagraphKind.TITLE, "Harbour board votes to dredge"),
        (ParagraphKind.BYLINE, "By Jane Doe; John Roe"),
        (ParagraphKind.CREDIT, "Special to the Gazette"),
        (ParagraphKind.BODY, "The board met on Monday."),
        (ParagraphKind.BODY, "“We will dredge,” its chair said."),
    ]
    assert article.paragraphs[4].place == "paragraph 2"
    assert article.author == "Jane Doe, John Roe"
    assert article.outlet == "The Kestrel Gazette"
    assert article.published == dt.date(2021, 3, 3)
    assert article.published_from == "3 March 2021"
    assert article.part == ""
    assert set(article.origins.values()) == {Origin.ARCHIVE}


def test_a_table_of_codes(tmp_path: Path) -> None:
    article = table(
        SE="Local",
        HD='<b class="frHeadline">Le port vote</b>',
        BY="Jeanne Dupont",
        CR="Agence Cormoran",
        WC="295 mots",
        PD="29 décembre 2011",
        ET="15:32",
        SN="La Gazette",
        SC="GAZ",
        LA="Français",
        CY="(c) La Gazette",
        LP='<p class="articleParagraph">Le conseil a voté lundi.</p><p class="articleParagraph">Il creusera.</p>',
        TD='<p class="articleParagraph">C’est dit.</p>',
        ART="Le port à l’aube.",
        NS="gcat : Political/General News",
        AN="Document GAZ0000020111229e7ct0001r",
    )
    (found,) = read(put(tmp_path, page(article, head=f"<title>Factiva</title>{STYLES}")))
    assert [words for _, words in paragraphs(found)] == [
        "Le port vote",
        "Jeanne Dupont",
        "Agence Cormoran",
        "Le conseil a voté lundi.",
        "Il creusera.",
        "C’est dit.",
        "Le port à l’aube.",
    ]
    assert paragraphs(found)[-1][0] is ParagraphKind.CAPTION
    assert (found.author, found.outlet, found.published) == ("Jeanne Dupont", "La Gazette", dt.date(2011, 12, 29))
    assert found.language == "fr"


def test_every_article_is_found_once(tmp_path: Path) -> None:
    articles = [lines(f"Story {number}", text=f"Words of {number} end.") for number in range(1, 31)]
    found = read(put(tmp_path, page(*articles)))
    assert [article.part for article in found] == [f"document {number}" for number in range(1, 31)]
    assert [article.title for article in found] == [f"Story {number}" for number in range(1, 31)]
    assert all(f"Words of {number} end." in article.text for number, article in enumerate(found, start=1))


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("9 Januar 1993", (1993, 1, 9)),
        ("9. März 1993", (1993, 3, 9)),
        ("1 août 2017", (2017, 8, 1)),
        ("14 de febrero de 2017", (2017, 2, 14)),
        ("14 giugno 2017", (2017, 6, 14)),
        ("14 luglio 2017", (2017, 7, 14)),
        ("14 mayo 2017", (2017, 5, 14)),
        ("14 dezembro 2017", (2017, 12, 14)),
        ("14 Ноябрь 2017", (2017, 11, 14)),
        ("2017 年 11 月 14 日", (2017, 11, 14)),
        ("November 14, 2017", (2017, 11, 14)),
        ("14 Brumaire 2017", None),
        ("31 Februar 2017", None),
    ],
)
def test_days_in_the_language_of_the_page(tmp_path: Path, date: str, day: tuple[int, int, int] | None) -> None:
    (article,) = read(put(tmp_path, page(lines(date=date, count="877 Wörter"))))
    assert article.published == (dt.date(*day) if day else None)
    assert "877" not in article.text
    if day:
        assert article.outlet == "The Kestrel Gazette"


def test_an_article_without_a_writer_has_none(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, page(lines(author=""))))
    assert article.author is None
    assert [kind for kind, _ in paragraphs(article)] == [ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BODY]


def test_a_headline_alone_says_so_and_nothing_is_a_problem(tmp_path: Path) -> None:
    empty = '<div class="article enArticle"><p></p></div>'
    found = list(articles_in(put(tmp_path, page(table(HD="Board votes", PD="3 March 2021"), empty))))
    (article,) = [one for one in found if isinstance(one, Article)]
    (problem,) = [one for one in found if isinstance(one, IntakeProblem)]
    assert (article.text, article.caution) == ("Board votes", "only a headline")
    assert problem.sentence.startswith("document 2 of “")
    assert "has neither a headline nor text" in complaint(put(tmp_path, page(empty), "empty.html"))


def test_a_page_without_articles(tmp_path: Path) -> None:
    assert "is a page of Factiva without an article" in complaint(put(tmp_path, page("<p>Search results</p>")))


@pytest.mark.parametrize(
    ("document", "factiva"),
    [
        (page(lines()), True),
        (page(lines(), head=""), True),
        (page(lines(), head=f"{STYLES}<script src='https://global.factiva.com/x.js'></script>"), False),
        (page(lines(), head=f"<script src='https://global.factiva.com/x.js'></script>{STYLES}"), True),
        (page('<div class="article newsArticle">Words</div>', head="<title>The Gazette</title>"), False),
        (page("<p>Words</p>", head="<title>Factiva is sold</title>"), False),
    ],
)
def test_what_is_taken_for_factiva(tmp_path: Path, document: str, factiva: bool) -> None:
    reader = format_of(Source.of_file(put(tmp_path, document)))
    assert (reader.name == "a Factiva export") is factiva


def test_a_page_whose_bytes_are_not_what_it_declares(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, page(lines(text="“Café,” the chair said.", count="877 Wörter")).encode("cp1252")))
    assert article.text.endswith("“Café,” the chair said.")


XML = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet count="2">
 <ppsarticle><article><accessionNo>KEST0000020210303eh3</accessionNo><baseLanguage>EN</baseLanguage>
  <byline>Jane Doe</byline><copyright>(c) 2021</copyright>
  <headline><paragraph display="Proportional"><hlt>Harbour</hlt> board votes</paragraph></headline>
  <leadParagraph><paragraph>The board met on <hlt>Monday</hlt>.</paragraph></leadParagraph>
  <publicationDate><dateTime>2021-03-03T01:35:58Z</dateTime></publicationDate>
  <publisherName>Kestrel Holdings</publisherName><sourceName>The Kestrel Gazette</sourceName>
  <region code="kes"><name>Kestrel Islands</name></region>
  <tailParagraphs><paragraph>It voted.</paragraph><paragraph/></tailParagraphs></article></ppsarticle>
 <ppsarticle><article><headline>Mayor resigns</headline><leadParagraph>
The mayor said she would
leave in spring.
    “It is time,” she
said.
 </leadParagraph><publicationDate><date>2021-03-04</date></publicationDate>
  <sourceName>The Kestrel Gazette</sourceName></article></ppsarticle>
</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""


def test_xml(tmp_path: Path) -> None:
    first, second = read(put(tmp_path, XML, "factiva.xml"))
    assert first.text == "Harbour board votes\n\nJane Doe\n\nThe board met on Monday.\n\nIt voted."
    assert (first.part, first.author, first.outlet) == ("document 1", "Jane Doe", "The Kestrel Gazette")
    assert (first.published, second.published) == (dt.date(2021, 3, 3), dt.date(2021, 3, 4))
    assert first.paragraphs[2].place == "line 6"
    assert [words for _, words in paragraphs(second)] == [
        "Mayor resigns",
        "The mayor said she would leave in spring.",
        "“It is time,” she said.",
    ]


def test_xml_that_breaks_off(tmp_path: Path) -> None:
    found = read(put(tmp_path, XML[: XML.index("    “It is time")], "factiva.xml"))
    assert [article.caution for article in found] == ["damaged XML: words may be missing"] * 2
    assert found[1].text.endswith("leave in spring.")


@pytest.mark.parametrize(
    "inside",
    [
        "<div>" * 10_000 + "deep" + "</div>" * 10_000,
        "<p class='articleParagraph'>" * 10_000,
        "\x1b]0;x\x07 \u202e words",
        "<!--" + "x" * 100_000,
    ],
)
def test_pages_that_mean_harm(tmp_path: Path, inside: str) -> None:
    found = list(articles_in(put(tmp_path, page(lines(), f'<div class="article enArticle">{inside}'))))
    (article, *_) = [one for one in found if isinstance(one, Article)]
    assert article.title == "Harbour board votes to dredge"
    assert all(one.text == clean(one.text) for one in found if isinstance(one, Article))


def test_no_article_is_read_from_what_is_binary(tmp_path: Path) -> None:
    assert "binary" in complaint(put(tmp_path, page(lines()).replace("met", "m\0t")))


def test_too_many_tags_are_refused(tmp_path: Path) -> None:
    assert "more than half a million tags" in complaint(put(tmp_path, page(lines(text="<b>" * 500_001))))
