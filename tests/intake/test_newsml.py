"""NewsML-G2, NewsML 1 and NITF: what a wire sends is read with its own words for day, writer and kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import IntakeProblem, Source, articles_in, read
from briefing.intake.readers import format_of
from briefing.intake.xml import iso_date, plain_pieces, root_of
from briefing.model import Article, Origin, ParagraphKind
from briefing.model.clean import clean

SAMPLES = Path(__file__).parent / "samples"
G2 = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
STORY = (
    f'<inlineXML><html xmlns="{XHTML}"><head><title>Site</title></head><body><p>It voted.</p></body></html></inlineXML>'
)
NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf version="-//IPTC//DTD NITF 3.3//EN">
 <head>
  <title>Board votes</title>
  <docdata><date.issue norm="20070105T000000"/><doc.copyright holder="Kestrel Holdings" year="2007"/></docdata>
  <pubdata date.publication="20070104T000000" ex-ref="http://gazette.example/a?res=1" name="The Kestrel Gazette"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Harbour Board Votes to Dredge</hl1><hl2>Work begins in spring</hl2></hedline>
   <note><p>Eds: UPDATES with vote</p></note>
   <byline class="print_byline">By Jane Doe, <byttl>Staff Reporter</byttl></byline>
   <byline class="normalized_byline">Doe, Jane</byline>
   <distributor>Kestrel Wire</distributor>
   <dateline><location>HAVENPORT</location>, <story.date>Jan. 3</story.date></dateline>
   <abstract><p>The board will dredge.</p></abstract>
  </body.head>
  <body.content>
   <block class="lead_paragraph"><p>The board met on Monday.</p></block>
   <block class="full_text">
    <p>The board met on Monday.</p>
    <p>&#8220;We will dredge,&#8221; said&nbsp;<person>Mary &Eacute;lan</person>,
       its <em>new</em> chair.</p>
    <hl2>A long wait</hl2>
    <media media-type="image"><media-reference source="x.jpg">ref</media-reference>
     <media-caption><p>The harbour at dawn</p></media-caption><media-producer>Ann Lee</media-producer></media>
    <p>It will cost <money>$5</money> a head.</p>
    <table><tr><td>Vote</td><td>9</td></tr></table>
   </block>
  </body.content>
  <body.end><tagline>(Reporting by Jane Doe)</tagline></body.end>
 </body>
</nitf>"""


def put(folder: Path, document: str | bytes, name: str = "story.xml") -> Path:
    """A file that holds a document."""
    path = folder / name
    path.write_bytes(document.encode() if isinstance(document, str) else document)
    return path


def one(folder: Path, document: str | bytes) -> Article:
    """The only article in a document."""
    (article,) = read(put(folder, document))
    return article


def sorted_out(path: Path) -> tuple[list[Article], list[str]]:
    """The articles in a file, and what is said about the rest of it."""
    found = list(articles_in(path))
    problems = [problem.sentence for problem in found if isinstance(problem, IntakeProblem)]
    return [article for article in found if isinstance(article, Article)], problems


def paragraphs(article: Article) -> list[tuple[ParagraphKind, str]]:
    """The article's paragraphs with their kinds."""
    return [(paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs]


def complaint(path: Path) -> str:
    """What reading says is wrong; checked to be one sentence that can be shown."""
    with pytest.raises(IntakeError) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence == clean(sentence)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert ";" in sentence
    return sentence


def item(content: str = STORY, *, meta: str = "", about: str = "", attributes: str = "", kind: str = "text") -> str:
    """A news item."""
    return (
        f'<newsItem xmlns="{G2}" guid="urn:x" xml:lang="en-GB" {attributes}>'
        "<rightsInfo><copyrightHolder><name>Kestrel Holdings</name></copyrightHolder></rightsInfo>"
        f'<itemMeta><itemClass qcode="ninat:{kind}"/>{meta}</itemMeta>'
        f"<contentMeta><headline>Board votes</headline>{about}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def day(folder: Path, meta: str, about: str = "", attributes: str = "") -> dt.date | None:
    """The day on which an item with these dates was published."""
    return one(folder, item(meta=meta, about=about, attributes=attributes)).published


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


# Other XML, and XML that means harm


def test_other_xml_is_refused(tmp_path: Path) -> None:
    sentence = complaint(put(tmp_path, "<?xml version='1.0'?><invoice><sum>5</sum></invoice>", "x.xml"))
    assert sentence.startswith(f"“{tmp_path}/x.xml” is XML, but of no kind that is known (NewsML-G2, ")
    assert "is no XML" in complaint(put(tmp_path, "The board met.", "y.xml"))


def test_suffixes_do_not_decide(tmp_path: Path) -> None:
    assert format_of(Source.of_file(put(tmp_path, NITF, "a.txt"))).name == "NITF"
    assert format_of(Source.of_file(put(tmp_path, item(), "b"))).name == "NewsML-G2"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <a> --><!-- -- --><!DOCTYPE nitf [<!ENTITY a '>'> ]><nitf>", "nitf"),
        ("<x:newsItem a='b'>".encode("utf-16"), "newsItem"),
        (b"<newsItem/>", "newsItem"),
        (b"<!-- no end", None),
        (b"<!DOCTYPE x [", None),
        (b"plain <a>", None),
        (b"", None),
        (b"<!-->" * 3000 + b"<a>", "a"),
    ],
)
def test_roots(head: bytes, name: str | None) -> None:
    found = root_of(head)
    assert (found and found.name) == name


def test_dates_without_signs() -> None:
    assert iso_date("20210303T120000Z") == "2021-03-03T12:00:00Z"
    assert iso_date("20210303") == "2021-03-03"
    assert iso_date(" 2021-03-03\n") == "2021-03-03"
    assert iso_date(None) == ""


def test_indented_lines_begin_paragraphs() -> None:
    text = "The board met\nagain.\n    “We will,” it\nsaid.\n\n  And left."
    assert [" ".join(piece.text.split()) for piece in plain_pieces(text)] == [
        "The board met again.",
        "“We will,” it said.",
        "And left.",
    ]


def entities(count: int) -> str:
    """A document type with entities of entities: each ten times the one before."""
    nested = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, count))
    return f'<!DOCTYPE nitf [<!ENTITY a0 "ha">{nested}]>'


def nitf_of(words: str, prologue: str = "") -> str:
    """NITF with these words for a text."""
    return f"{prologue}<nitf><body><body.content><p>{words}</p></body.content></body></nitf>"


@pytest.mark.parametrize(
    "prologue",
    [
        entities(12),
        '<!DOCTYPE nitf [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>',
    ],
)
def test_entities_are_not_resolved(tmp_path: Path, prologue: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        article = one(tmp_path, nitf_of("Before it. &a11; After it.", prologue).encode(encoding))
        assert article.text == "Before it. &a11; After it."


def test_nesting_is_cut_off(tmp_path: Path) -> None:
    article = one(tmp_path, nitf_of("Before it. " + "<em>" * 10_000 + "deep" + "</em>" * 10_000))
    assert article.text.startswith("Before it.")
    assert article.caution == "damaged XML: words may be missing"


def test_too_many_tags_are_refused(tmp_path: Path) -> None:
    assert "more than half a million tags" in complaint(put(tmp_path, nitf_of("<b/>" * 500_001)))


def test_items_in_items_are_read_once(tmp_path: Path) -> None:
    nested = "".join(f"<newsItem><x/>{'<newsItem>' * 9}x{'</newsItem>' * 9}</newsItem>" for _ in range(2))
    articles, problems = sorted_out(put(tmp_path, f'<newsMessage xmlns="{G2}">{nested}{item()}</newsMessage>'))
    assert [article.part for article in articles] == ["item 3"]
    assert len(problems) == 2


def test_an_endless_attribute(tmp_path: Path) -> None:
    endless = "x" * 19_000_000
    assert "is XML, but of no kind" in complaint(put(tmp_path, f'<nitf class="{endless}">Text.</nitf>'))
    assert "is an article in NITF without text" in complaint(put(tmp_path, f'<nitf><body class="{endless}"></nitf>'))


def test_a_truncated_file_says_so(tmp_path: Path) -> None:
    article = one(tmp_path, NITF[: NITF.index("It will cost")])
    assert article.text.endswith("Ann Lee")
    assert article.caution == "damaged XML: words may be missing"


@pytest.mark.parametrize(
    "document",
    [
        f'<?xml version="1.0" encoding="UTF-8"?>{nitf_of("“Café,” she said.")}'.encode("cp1252"),
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{nitf_of("“Café,” she said.")}'.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{nitf_of("“Café,” she said.")}'.encode(),
        f'<?xml version="1.0" encoding="no-such-code"?>{nitf_of("“Café,” she said.")}'.encode(),
        f'<?xml version="1.0" encoding="UTF-16"?>{nitf_of("“Café,” she said.")}'.encode("utf-16"),
        f'<?xml version="1.0"?>{nitf_of("“Café,” she said.")}'.encode("utf-16-be"),
        f'\n\n<?xml version="1.0"?>{nitf_of("“Café,” she said.")}'.encode("utf-8-sig"),
        nitf_of("&ldquo;Caf&eacute;,&rdquo; she said.").encode(),
    ],
)
def test_whatever_the_declaration_says_the_words_are_right(tmp_path: Path, document: bytes) -> None:
    article = one(tmp_path, document)
    assert article.text == "“Café,” she said."
    assert article.caution is None


def test_a_declared_code_is_believed(tmp_path: Path) -> None:
    document = f'<?xml version="1.0" encoding="windows-1251"?>{nitf_of("Совет решил.&#0;")}'.encode("cp1251")
    assert one(tmp_path, document).text == "Совет решил.\ufffd"


def test_controls_are_shown_not_obeyed(tmp_path: Path) -> None:
    article = one(tmp_path, nitf_of("The \x1b[31mboard &#27;]0;x&#7; met \u202eagain&#xD800;."))
    assert article.text == clean(article.text)
    assert article.text.startswith("The ")
    assert article.text.endswith("\ufffd.")


@pytest.mark.parametrize("document", [b"<nitf>\0\0\0<body/>", b"<nitf", b"<nitf ><", b"<nitf></nitf></nitf>"])
def test_broken_files_are_one_sentence(tmp_path: Path, document: bytes) -> None:
    assert complaint(put(tmp_path, document))
