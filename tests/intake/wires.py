"""What wires send, as documents for tests, and what reading makes of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import IntakeProblem, articles_in, read
from briefing.model import Article, ParagraphKind
from briefing.model.clean import clean

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
