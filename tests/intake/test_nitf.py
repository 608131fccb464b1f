"""NITF, NewsML 1 and `newsitem`: a wire's older words for day, writer and kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from briefing.model import ParagraphKind
from tests.intake.wires import NITF, complaint, one, paragraphs, put, sorted_out

# NITF


def test_nitf(tmp_path: Path) -> None:
    article = one(tmp_path, NITF)
    assert paragraphs(article) == [
        (ParagraphKind.TITLE, "Harbour Board Votes to Dredge"),
        (ParagraphKind.STANDFIRST, "Work begins in spring"),
        (ParagraphKind.BYLINE, "By Jane Doe, Staff Reporter"),
        (ParagraphKind.DATELINE, "HAVENPORT, Jan. 3"),
        (ParagraphKind.STANDFIRST, "The board will dredge."),
        (ParagraphKind.BODY, "The board met on Monday."),
        (ParagraphKind.BODY, "“We will dredge,” said Mary Élan, its new chair."),
        (ParagraphKind.HEADING, "A long wait"),
        (ParagraphKind.CAPTION, "The harbour at dawn"),
        (ParagraphKind.CREDIT, "Ann Lee"),
        (ParagraphKind.BODY, "It will cost $5 a head."),
        (ParagraphKind.BODY, "Vote 9"),
        (ParagraphKind.BYLINE, "(Reporting by Jane Doe)"),
    ]
    assert (article.author, article.outlet, article.agency) == ("Jane Doe", "The Kestrel Gazette", "Kestrel Wire")
    assert article.published == dt.date(2007, 1, 4)
    assert article.published_from == "2007-01-04T00:00:00"
    assert article.url == "http://gazette.example/a?res=1"
    assert article.place == "HAVENPORT"
    assert article.caution is None


def test_people_in_bylines_are_the_authors(tmp_path: Path) -> None:
    byline = "<byline>From <person>Jane Doe</person> in Havenport</byline><byline><person>John Roe</person></byline>"
    document = NITF.replace('<byline class="normalized_byline">Doe, Jane</byline>', "")
    document = document.replace(
        '<byline class="print_byline">By Jane Doe, <byttl>Staff Reporter</byttl></byline>', byline
    )
    assert one(tmp_path, document).author == "Jane Doe, John Roe"


def test_a_dateline_that_the_text_repeats_stands_once(tmp_path: Path) -> None:
    document = NITF.replace("<p>The board met", "<p>HAVENPORT, Jan. 3 (Wire) - The board met")
    assert one(tmp_path, document).text.count("HAVENPORT") == 1


def test_nitf_in_an_envelope(tmp_path: Path) -> None:
    start = '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    head = "<body.head><hedline><hl1>{0}</hl1></hedline></body.head>"
    nitf = start + head + "<body.content><p>{0}, it was said.</p></body.content></body></nitf>"
    empty = f"{start}</body></nitf>"
    document = f"<envelope>{nitf.format('One')}{empty}{nitf.format('Two')}</envelope>"
    (first, last), (problem,) = sorted_out(put(tmp_path, document))
    assert (first.part, first.title, last.part, last.title) == ("document 1", "One", "document 3", "Two")
    assert problem.startswith("document 2 of “")


def test_nitf_with_only_a_headline_or_nothing(tmp_path: Path) -> None:
    flash = "<nitf><body><body.head><hedline><hl1>Board votes</hl1></hedline></body.head></body></nitf>"
    assert one(tmp_path, flash).caution == "only a headline"
    assert "without text" in complaint(put(tmp_path, "<nitf><head/><body/></nitf>"))


# NewsML 1 and `newsitem`


def test_newsml_1(tmp_path: Path) -> None:
    document = """<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "NewsML.dtd"><NewsML><NewsItem>
     <Identification><NewsIdentifier><ProviderId>wire.example</ProviderId></NewsIdentifier></Identification>
     <NewsManagement><FirstCreated>20050214T101000Z</FirstCreated></NewsManagement>
     <NewsComponent><NewsLines><HeadLine>Board votes</HeadLine><ByLine>By Jane Doe</ByLine></NewsLines>
     <AdministrativeMetadata><Provider><Party FormalName="Kestrel Wire"/></Provider></AdministrativeMetadata>
     <ContentItem><DataContent><p>The board met.</p><p>It voted.</p></DataContent></ContentItem>
     </NewsComponent></NewsItem></NewsML>"""
    article = one(tmp_path, document)
    assert article.text == "Board votes\n\nBy Jane Doe\n\nThe board met.\n\nIt voted."
    assert (article.author, article.outlet, article.published) == ("Jane Doe", "Kestrel Wire", dt.date(2005, 2, 14))
    assert "NewsML without text" in complaint(put(tmp_path, "<NewsML><NewsItem/></NewsML>"))


def test_newsitem(tmp_path: Path) -> None:
    document = """<?xml version="1.0" encoding="iso-8859-1"?>
    <newsitem itemid="1" date="1996-08-20" xml:lang="en"><title>KESTREL: Board votes.</title>
    <headline>Caf\xe9 owners vote.</headline><byline>Jane Doe</byline><dateline>HAVENPORT 1996-08-20</dateline>
    <text><p>They met.</p><p>They voted.</p></text><metadata><dc element="dc.source" value="Kestrel Wire"/>
    </metadata></newsitem>""".encode("latin-1")
    article = one(tmp_path, document)
    assert (article.title, article.author, article.outlet) == ("Café owners vote.", "Jane Doe", "Kestrel Wire")
    assert article.published == dt.date(1996, 8, 20)
    assert article.text.endswith("They met.\n\nThey voted.")
