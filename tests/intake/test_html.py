"""Saved web pages: what of a page becomes an article, and where its metadata is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake.assemble import article_from
from briefing.intake.clipping import Clipping
from briefing.intake.page import page
from briefing.intake.readers.html import HtmlReader
from briefing.intake.source import Source
from briefing.model import Article, Origin, ParagraphKind

STORY = (
    "The harbour master said on Monday that the old quay would be closed for repairs until the end of the month.",
    "Three of the five ferries will use the northern pier, where passengers can buy tickets from a caravan.",
    "“We looked at every other way,” Ada Brook told reporters, “and each of them was worse than this one.”",
    "Shopkeepers along the front fear a poor summer, because most of their customers come straight off the boats.",
    "The council will meet again in two weeks to hear what the engineers found beneath the paving stones.",
)
BODY = "".join(f"<p>{text}</p>" for text in STORY)
LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "@id": "#pub", "name": "The Quay Courier"},
 {"@type": "Person", "@id": "#ada", "name": "Jo Tide"},
 {"@type": "NewsArticle", "headline": "Old quay to close for repairs", "author": [{"@id": "#ada"}, {"name": "Cy Roe"}],
  "publisher": {"@id": "#pub"}, "datePublished": "2021-03-04T23:30:00+01:00", "dateModified": "2021-03-06",
  "inLanguage": "en-GB", "url": "https://courier.example/2021/quay"}]}</script>"""


def html(body: str = "", head: str = "") -> str:
    """A page around some markup."""
    top = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
    foot = "<footer>All rights reserved</footer>"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{top}{body}{foot}</body></html>"


def story(extra: str = "", before: str = "", headline: str = "Old quay to close for repairs") -> str:
    """An article's markup."""
    return f"<main><article><h1>{headline}</h1>{before}<div class='text'>{BODY}{extra}</div></article></main>"


def read(markup: str | bytes, url: str | None = None) -> Article:
    """The article on a page."""
    return article_from(page(markup, url=url), Path("page.html"), "")


def kinds(article: Article) -> list[tuple[ParagraphKind, str]]:
    """Kinds and texts of its paragraphs."""
    return [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs]


def given(clipping: Clipping, field: str) -> list[tuple[str, Origin]]:
    """The values for a field."""
    return [(g.value, g.origin) for g in clipping.given if g.field == field]


def test_takes_the_article_and_nothing_around_it() -> None:
    junk = (
        "<aside class='related'><h3>Related</h3><ul><li><a href='/a'>Another story about boats</a></li></ul></aside>"
        "<div class='newsletter-signup'><p>Our daily letter tells you what happens by the sea. It is free.</p></div>"
        "<p><a href='/x'>Read more: the ferries of the north</a></p><script>var x = 'not a word of this';</script>"
    )
    comments = "<div class='comments'><p>I never liked that quay, said a reader of the page.</p></div>"
    article = read(html(story(junk) + comments))
    assert [text for _, text in kinds(article)] == ["Old quay to close for repairs", *STORY]
    assert article.title == "Old quay to close for repairs"
    assert article.origins["title"] is Origin.PAGE


def test_reads_json_ld_with_references() -> None:
    article = read(html(story(), LD))
    assert article.author == "Jo Tide, Cy Roe"
    assert article.outlet == "The Quay Courier"
    assert article.published == dt.date(2021, 3, 4)
    assert article.url == "https://courier.example/2021/quay"
    assert {article.origins[field] for field in ("author", "outlet", "published")} == {Origin.JSON_LD}


def test_hands_over_the_day_of_a_change_apart() -> None:
    assert given(page(html(story(), LD)), "updated") == [("2021-03-06", Origin.JSON_LD)]


@pytest.mark.parametrize(
    "broken",
    [
        LD.replace('"Cy Roe"}],', '"Cy Roe"},],'),
        LD.replace('ld+json">', 'ld+json">\n//<![CDATA[\n').replace("</script>", "\n//]]></script>"),
        LD.replace("Old quay to", "Old quay\nto"),
        LD + '<script type=\'application/ld+json\'>{"@type": "NewsArticle", </script>',
    ],
)
def test_mends_json_ld(broken: str) -> None:
    assert read(html(story(), broken)).author == "Jo Tide, Cy Roe"


def test_passes_over_articles_that_the_page_lists() -> None:
    listed = (
        '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle",'
        '"headline": "Old quay", "author": {"name": "Not Me"}, "datePublished": "2001-01-01"}]}</script>'
    )
    article = read(html(story(), listed + LD))
    assert (article.author, article.published) == ("Jo Tide, Cy Roe", dt.date(2021, 3, 4))


def test_reads_the_head_where_there_is_no_json_ld() -> None:
    head = """<meta property="og:site_name" content="The Quay Courier">
    <meta property="og:title" content="Old quay to close"><meta name="author" content="By Jo Tide, Staff Writer">
    <meta property="article:published_time" content="2021-03-04T10:00:00Z">
    <link rel="canonical" href="/2021/quay">"""
    article = read(html(story(), head), url="https://courier.example/2021/quay?from=mail")
    assert (article.author, article.outlet, article.published) == ("Jo Tide", "The Quay Courier", dt.date(2021, 3, 4))
    assert article.url == "https://courier.example/2021/quay"
    assert article.origins["published"] is Origin.PAGE_METADATA


def test_reads_what_the_page_shows_last() -> None:
    before = "<p class='byline'>By <a rel='author' href='/jo'>Jo Tide</a></p><time datetime='2021-03-04'>4 March</time>"
    article = read(html(story(before=before)))
    assert (article.author, article.published) == ("Jo Tide", dt.date(2021, 3, 4))
    assert article.origins["author"] is Origin.PAGE
    assert (ParagraphKind.BYLINE, "By Jo Tide") in kinds(article)


def test_reads_the_day_in_the_address() -> None:
    article = read(html(story()), url="https://courier.example/2021/03/04/quay")
    assert (article.published, article.origins["published"]) == (dt.date(2021, 3, 4), Origin.ADDRESS)


def test_undated_stays_undated() -> None:
    assert read(html(story("<p>© 2019 The Quay Courier</p>"))).published is None


def test_drops_the_outlets_name_only() -> None:
    head = "<title>{} | Harbour | The Quay Courier</title><meta property='og:site_name' content='Quay Courier'>"
    body = f"<main><article>{BODY}</article></main>"
    assert read(html(body, head.format("Old quay to close"))).title == "Old quay to close | Harbour"


def test_prefers_the_headline_that_is_shown() -> None:
    head = "<meta property='og:title' content='Old quay to close: what travellers need to know'>"
    logo = "<h1>The Quay Courier</h1>"
    assert read(html(logo + story(), head)).title == "Old quay to close for repairs"


def test_tells_standfirst_caption_credit_and_heading() -> None:
    before = (
        "<p class='standfirst'>Ferries move to the northern pier while engineers look beneath the stones</p>"
        "<figure><img src='q.jpg'><figcaption>The quay at dawn on Sunday <span class='credit'>Ann Lee</span>"
        "</figcaption></figure>"
    )
    extra = "<h2>What comes next</h2><p>Engineers will drill through the paving in nine places before they decide.</p>"
    found = kinds(read(html(story(extra, before))))
    assert found[1][0] is ParagraphKind.STANDFIRST
    assert found[2] == (ParagraphKind.CAPTION, "The quay at dawn on Sunday Ann Lee")
    assert (ParagraphKind.HEADING, "What comes next") in found


def test_keeps_lists_quotations_and_posts() -> None:
    extra = (
        "<ul><li>The north pier stays open all day.</li><li>The south pier opens at weekends only.</li></ul>"
        "<blockquote><p>Nobody asked us, and nobody will, wrote the fishermen in a letter to the council.</p>"
        "</blockquote>"
        "<div class='social-embed'><blockquote class='twitter-tweet'><p>Boats are late again.</p>"
        "— Jo (@jo) March 4, 2021"
        f"</blockquote></div>{BODY.replace('The', 'This')}"
    )
    text = read(html(story(extra))).text
    for words in ("stays open all day", "Nobody asked us", "Boats are late again", "— Jo (@jo) March 4, 2021"):
        assert words in text


def test_drops_a_heading_that_nothing_follows() -> None:
    assert "Elsewhere" not in read(html(story("<h2>Elsewhere</h2>"))).text


def test_takes_an_article_in_several_boxes_whole() -> None:
    boxes = "".join(f"<div class='chunk'><div class='body'><p>{text}</p></div></div>" for text in STORY * 1)
    article = read(html(f"<article><h1>Old quay to close</h1>{boxes}</article>"))
    assert [text for kind, text in kinds(article) if kind is ParagraphKind.BODY] == list(STORY)


def test_takes_short_lines_that_stand_as_the_others_do() -> None:
    chunk = "<div class='grid'><div class='article__body'>{}</div></div>"
    short = "".join(f"<p>Boat number {n} left the pier.</p>" for n in range(12))
    article = read(html(f"<article><h1>Old quay to close</h1>{chunk.format(BODY)}{chunk.format(short)}</article>"))
    assert [text for _, text in kinds(article)][6:] == [f"Boat number {n} left the pier." for n in range(12)]


def test_leaves_out_cards_that_lead_to_other_articles() -> None:
    link = "<h3><a href='/{0}'>The ferries of the {0}</a></h3>"
    card = f"<div class='item'>{link}<p>They have sailed there since 1900.</p></div>"
    article = read(html(story(card.format("north") + card.format("west") + f"<p>{'So it goes. ' * 5}</p>")))
    assert "ferries of the" not in article.text
    assert "sailed there" not in article.text
    assert "So it goes." in article.text


def test_warns_of_a_paywall() -> None:
    walled = LD.replace('"inLanguage"', '"isAccessibleForFree": "False", "wordCount": 900, "inLanguage"')
    assert page(html(story(), walled)).caution == "behind a paywall: only its beginning"
    assert page(html(story(), walled.replace("900", "90"))).caution is None


def test_takes_the_text_from_json_ld_when_the_page_shows_none() -> None:
    ld = (
        LD.replace('"inLanguage"', f'"articleBody": "{" ".join(STORY)}", "inLanguage"')
        .replace("“", "'")
        .replace("”", "'")
    )
    clipping = page(html("<h1>Old quay to close for repairs</h1>", ld))
    assert STORY[0] in clipping.pieces[1].text
    assert clipping.caution == "text from the page's metadata, which the page itself does not show"


def test_says_when_there_is_no_article() -> None:
    clipping = page(html("<h2>Tables</h2><div>Tide tables</div><h2>Times</h2><div>Ferry times</div>"))
    assert clipping.caution == "no article was found on the page: these are all its words"
    assert [piece.text for piece in clipping.pieces] == ["Tables", "Tide tables", "Times", "Ferry times"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//", "http://["])
def test_takes_only_web_addresses(address: str) -> None:
    head = f"<link rel='canonical' href='{address}'><meta property='og:url' content='{address}'><base href='{address}'>"
    assert read(html(story(), head)).url is None


def test_finds_where_a_browser_saved_it_from() -> None:
    saved = "<!-- saved from url=(0030)https://courier.example/2021/quay -->"
    assert read(saved + html(story())).url == "https://courier.example/2021/quay"


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("nonsense", "utf-8")],
)
def test_reads_characters_whatever_the_page_says(said: str, encoding: str) -> None:
    assert STORY[2] in read(html(story(), f"<meta charset='{said}'>").encode(encoding)).text


def test_reads_utf_16_and_other_scripts() -> None:
    assert STORY[2] in read(html(story()).encode("utf-16")).text
    russian = html(
        "<article><h1>Порт</h1>" + "<p>Начальник порта сказал, что причал закрыт.</p></article>",
        "<meta charset='windows-1251'>",
    )
    assert "Начальник порта" in read(russian.encode("cp1251")).text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div>" * 10_000 + BODY,
        "<html><body>" + "<table><tr><td>" * 3_000 + BODY,
        html(story(), '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        html(
            story(),
            '<script type="application/ld+json">{"@type": "Article", "author": ' + "[" * 900 + "]" * 900 + "}</script>",
        ),
        html(story(), "<script type='application/ld+json'>" + " " * 1_000_000 + "x" + " " * 500_000 + "</script>"),
        html(story(), "<title>" + " | a" * 50_000 + "</title><meta property='og:site_name' content='a'>"),
        html("<p>" + "a<br>" * 50_000 + "</p>"),
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
        "<" * 100_000,
        "",
        "\0",
    ],
)
def test_bears_what_is_made_to_do_harm(markup: str) -> None:
    clipping = page(markup)
    assert sum(len(piece.text) for piece in clipping.pieces) <= len(markup)


def test_passes_over_thousands_of_attributes() -> None:
    crowded = "<p " + " ".join(f"a{n}='b'" for n in range(2_000)) + " class='byline'>By Jo Tide</p>"
    assert read(html(story(before=crowded))).author is None


def test_finds_the_article_beside_broken_metadata() -> None:
    deep = '<script type="application/ld+json">' + '{"author":' * 100_000 + "</script>"
    assert STORY[0] in read(html(story(), deep)).text


def test_shows_control_characters_and_passes_over_zeros() -> None:
    article = read(
        html(story(headline="Old\0 quay \x1b[31mto\u202e close"), "<meta name='author' content='Jo\x07 Tide'>")
    )
    assert not {"\x1b", "\0", "\u202e"} & set(article.text + article.title)
    assert article.author == "Jo␇ Tide"


def source(data: bytes, name: str = "saved") -> Source:
    """A file's bytes."""
    return Source.of_bytes(data, Path(name))


@pytest.mark.parametrize(
    "start",
    [
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf  <html>",
        b"<?xml version='1.0'?><!-- saved --><!doctype HTML PUBLIC '-//W3C//DTD XHTML 1.0'>",
        "<html>".encode("utf-16"),
    ],
)
def test_knows_a_page_by_its_opening(start: bytes) -> None:
    assert HtmlReader().recognises(source(start))


@pytest.mark.parametrize(
    "start", [b"html", b"<?xml version='1.0'?><rss>", b" " * 16_000 + b"x", b"<!-- " * 3_000, b"", b"<htmlx>"]
)
def test_leaves_other_files_alone(start: bytes) -> None:
    assert not HtmlReader().recognises(source(start))


def test_says_why_a_page_of_frames_cannot_be_read() -> None:
    head = b"<html><head><meta http-equiv='refresh' content='0;url=https://x.example'></head>"
    frames = head + b"<frameset><frame src='a'></frameset>"
    with pytest.raises(IntakeError, match="without text of its own") as caught:
        list(HtmlReader().read(source(frames)))
    assert str(caught.value).endswith(".")
