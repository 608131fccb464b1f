"""NewsML-G2: what a wire sends is read with its own words for day, writer and kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.intake import read
from briefing.model import Origin, ParagraphKind
from tests.intake.wires import G2, STORY, XHTML, complaint, day, item, one, paragraphs, put, sorted_out

SAMPLES = Path(__file__).parent / "samples"


# NewsML-G2: the standard's own examples


def test_the_text_document_of_the_standard() -> None:
    (article,) = read(SAMPLES / "newsmlg2_listing_2.xml")
    assert article.title == 'Fed to halt QE to avert "bubble"'
    assert article.author == "Meredith Jameson"
    assert article.outlet == "Acme News and Media LLC"
    assert article.agency == "Associated Press"
    assert article.place == "New York, NY"
    assert article.published == dt.date(2016, 11, 21)  # made then; the file is its eleventh version
    assert [kind for kind, _ in paragraphs(article)] == [
        ParagraphKind.TITLE,
        ParagraphKind.BYLINE,
        ParagraphKind.BODY,
        ParagraphKind.BODY,
    ]
    assert paragraphs(article)[1][1] == "By Meredith Jameson, Staff Reporter"
    assert article.paragraphs[2].place == "line 64"
    assert set(article.origins.values()) == {Origin.NEWS_METADATA}


def test_the_sports_story_of_the_standard() -> None:
    (article,) = read(SAMPLES / "newsmlg2_listing_22.xml")
    assert article.title.startswith("Arizona Diamondbacks (29-23)")
    assert article.outlet == "xmlteam.com"
    assert [kind for kind, _ in paragraphs(article)][:3] == [
        ParagraphKind.TITLE,
        ParagraphKind.BYLINE,
        ParagraphKind.STANDFIRST,
    ]
    assert len(article.paragraphs) == 9
    assert paragraphs(article)[3][1].endswith("for the start of a three-game series.")


def test_an_item_without_a_text_is_only_a_headline() -> None:
    (article,) = read(SAMPLES / "newsmlg2_listing_1.xml")
    assert article.text == article.title == 'Fed to halt QE to avert "bubble"'
    assert article.caution == "only a headline"
    assert article.outlet == "REUTERS"
    assert article.published == dt.date(2018, 10, 23)  # when its embargo ends


def test_a_list_of_events_is_no_text() -> None:
    assert "is a news item without text" in complaint(SAMPLES / "newsmlg2_listing_16.xml")


# NewsML-G2: its metadata


def test_xhtml_in_an_item(tmp_path: Path) -> None:
    content = (
        f'<inlineXML><h:html xmlns:h="{XHTML}"><h:head><h:title>Site</h:title></h:head><h:body>'
        "<h:h1>Board votes</h:h1><h:p>The board <h:b>met</h:b>.</h:p><h:script>x()</h:script><h:h2>Costs</h:h2>"
        "<h:figure><h:figcaption>The harbour</h:figcaption></h:figure><h:p>It voted.</h:p>"
        "</h:body></h:html></inlineXML>"
    )
    assert paragraphs(one(tmp_path, item(content))) == [
        (ParagraphKind.TITLE, "Board votes"),
        (ParagraphKind.BODY, "The board met."),
        (ParagraphKind.HEADING, "Costs"),
        (ParagraphKind.CAPTION, "The harbour"),
        (ParagraphKind.BODY, "It voted."),
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/html", "<![CDATA[<p>The board met.</p><p>It voted&nbsp;yes.</p>]]>"),
        ("text/html; charset=utf-8", "&lt;p&gt;The board met.&lt;/p&gt;&lt;p&gt;It voted yes.&lt;/p&gt;"),
        ("text/plain", "   The board\nmet.\n   It voted yes.\n"),
    ],
)
def test_data_in_an_item(tmp_path: Path, kind: str, text: str) -> None:
    article = one(tmp_path, item(f'<inlineData contenttype="{kind}">{text}</inlineData>'))
    assert [words for _, words in paragraphs(article)] == ["Board votes", "The board met.", "It voted yes."]


@pytest.mark.parametrize("data", ['encoding="x:base64">SGVsbG8=', 'contenttype="image/jpeg">SGVsbG8='])
def test_packed_data_are_no_text(tmp_path: Path, data: str) -> None:
    article = one(tmp_path, item(f"<inlineData {data}</inlineData>"))
    assert article.caution == "only a headline"
    assert "SGVs" not in article.text


def test_the_first_rendition_with_text_is_read_and_no_other(tmp_path: Path) -> None:
    other = '<inlineData contenttype="text/plain">It voted, again.</inlineData>'
    article = one(tmp_path, item(f'<remoteContent href="x.jpg"/>{STORY}{other}'))
    assert article.text == "Board votes\n\nIt voted."


def test_metadata_give_what_the_text_lacks(tmp_path: Path) -> None:
    about = (
        "<by>By Jane Doe</by><dateline>HAVENPORT, March 3 (Kestrel Wire)</dateline>"
        "<creator><name>Desk Nine</name></creator>"
    )
    article = one(tmp_path, item(about=about, meta="<provider><name>Kestrel Wire</name></provider>"))
    assert paragraphs(article) == [
        (ParagraphKind.TITLE, "Board votes"),
        (ParagraphKind.BYLINE, "By Jane Doe"),
        (ParagraphKind.DATELINE, "HAVENPORT, March 3 (Kestrel Wire)"),
        (ParagraphKind.BODY, "It voted."),
    ]
    assert (article.author, article.place, article.outlet) == ("Jane Doe", "HAVENPORT", "Kestrel Wire")


def test_several_creators_are_several_authors(tmp_path: Path) -> None:
    creators = "<creator><name>Jane Doe</name></creator><creator literal='John Roe'/>"
    assert one(tmp_path, item(about=creators)).author == "Jane Doe, John Roe"


@pytest.mark.parametrize(
    ("dateline", "place"),
    [("New Haven, March 3 2021", "New Haven"), ("Haven 2021-03-03", None), ("3 March 2021", None)],
)
def test_a_place_beside_a_day_is_neither_writer_nor_outlet(tmp_path: Path, dateline: str, place: str | None) -> None:
    document = item(about=f"<dateline>{dateline}</dateline>").replace("Kestrel Holdings", "")
    article = one(tmp_path, document)
    assert (article.author, article.outlet, article.place) == (None, None, place)
    assert article.published == dt.date(2021, 3, 3)


@pytest.mark.parametrize(
    ("provider", "outlet"),
    [
        ('<provider qcode="p:KWIRE"><name>Kestrel Wire</name></provider>', "Kestrel Wire"),
        ('<provider qcode="p:KWIRE"/>', "KWIRE"),
        ('<provider qcode="p:42"/>', "Kestrel Holdings"),
        ('<provider uri="http://www.kestrel.example/x"/>', "Kestrel Holdings"),
        ('<provider uri="http://[broken"/>', "Kestrel Holdings"),
    ],
)
def test_the_provider_is_the_outlet(tmp_path: Path, provider: str, outlet: str) -> None:
    assert one(tmp_path, item(meta=provider)).outlet == outlet


def test_the_first_version_is_the_publication(tmp_path: Path) -> None:
    first, version = "<firstCreated>2021-03-03T10:00:00Z</firstCreated>", "<versionCreated>2021-03-09</versionCreated>"
    created = "<contentCreated>2021-03-01</contentCreated>"
    assert day(tmp_path, version + first, created, 'version="7"') == dt.date(2021, 3, 3)
    assert day(tmp_path, version, created, 'version="1"') == dt.date(2021, 3, 9)
    assert day(tmp_path, version, created, 'version="7"') == dt.date(2021, 3, 1)
    assert day(tmp_path, version, "", 'version="7"') == dt.date(2021, 3, 9)  # of a change, for want of another
    assert day(tmp_path, first + "<embargoed>2021-03-05</embargoed>") == dt.date(2021, 3, 5)
    assert day(tmp_path, first + "<embargoed/>") == dt.date(2021, 3, 3)
    assert day(tmp_path, "") is None


def test_what_was_withdrawn_says_so(tmp_path: Path) -> None:
    assert one(tmp_path, item(meta='<pubStatus qcode="stat:canceled"/>')).caution == "withdrawn by its provider"
    assert one(tmp_path, item(meta='<pubStatus qcode="stat:usable"/>')).caution is None


def test_a_summary_stands_in_for_a_text(tmp_path: Path) -> None:
    article = one(tmp_path, item("", about="<description>The board voted nine to two.</description>"))
    assert paragraphs(article)[1] == (ParagraphKind.STANDFIRST, "The board voted nine to two.")
    assert article.caution == "only a summary"


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (f'<packageItem xmlns="{G2}"><groupSet/></packageItem>', "is a package, which only lists other items"),
        (f'<conceptItem xmlns="{G2}"><concept/></conceptItem>', "is an entry of a vocabulary"),
        (f'<knowledgeItem xmlns="{G2}"><conceptSet/></knowledgeItem>', "is a vocabulary"),
        (f'<newsMessage xmlns="{G2}"><header/><itemSet/></newsMessage>', "is a NewsML-G2 message without news items"),
        (item("", kind="picture", about="<description>A boat</description>"), "is the description of a picture"),
    ],
)
def test_what_has_no_text_is_named(tmp_path: Path, document: str, what: str) -> None:
    assert what in complaint(put(tmp_path, document))


def test_each_item_of_a_message(tmp_path: Path) -> None:
    second = item().replace("Board votes", "Mayor resigns").replace("It voted", "She left")
    package = f'<packageItem xmlns="{G2}"><groupSet/></packageItem>'
    message = f'<newsMessage xmlns="{G2}"><header/><itemSet>{item()}{package}{second}</itemSet></newsMessage>'
    (first, last), (problem,) = sorted_out(put(tmp_path, message))
    assert (first.part, first.title, last.part, last.title) == ("item 1", "Board votes", "item 3", "Mayor resigns")
    assert problem.startswith("item 2 of “")
    assert "a package" in problem
