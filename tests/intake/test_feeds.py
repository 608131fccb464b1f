"""Feeds become articles, an entry each, whatever their dialect and however broken."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from briefing.intake import IntakeProblem, articles_in, read
from briefing.intake.readers import feeds
from briefing.model import Article, Origin, ParagraphKind
from briefing.model.clean import clean
from tests.intake.sentences import sentence

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Gazette</title><language>en-gb</language><link>https://gazette.example/</link>{}</channel></rss>"""
ITEM = """<item><title>Board &amp;amp; backers</title><link>https://gazette.example/1</link>
<dc:creator>Jane Doe</dc:creator>
<pubDate>Mon, 04 Mar 2019 23:30:00 -0500</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>Ada Quill said &ldquo;no&rdquo;.</p><script>x()</script><p>Then she left.</p>]]>
</content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>The Gazette</title>
<entry><title>Board backs dredging</title><link href="https://gazette.example/1"/><id>urn:1</id>
<author><name>Jane Doe</name></author><author><name>John Roe</name></author>
<published>2019-03-04T10:00:00Z</published><updated>2019-03-09T10:00:00Z</updated>
<summary>In short.</summary><content type="html">&lt;p&gt;Ada Quill spoke.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>The Gazette</title></channel>
<item rdf:about="y"><title>Board backs dredging</title><link>https://gazette.example/1</link>
<dc:date>2019-03-04</dc:date><description>In short.</description></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Gazette",
    "language": "en",
    "items": [
        {
            "id": "1",
            "title": "Board backs dredging",
            "url": "https://gazette.example/1",
            "content_html": "<p>Ada Quill spoke.</p>",
            "summary": "In short.",
            "date_published": "2019-03-04T10:00:00-05:00",
            "authors": [{"name": "Jane Doe"}, {"name": "John Roe"}],
        },
        {"id": "2", "content_text": "A note.\n\nOf two."},
        {"id": "3", "summary": "Only this."},
        {"id": "4"},
        "5",
    ],
}


def put(folder: Path, content: str | bytes, name: str = "feed.xml") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def about(article: Article) -> tuple[object, ...]:
    """The metadata of an article."""
    return article.title, article.outlet, article.author, str(article.published), article.url


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No feed is a reason to ask the network."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a feed asked the network")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


def test_an_entry_of_rss(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, RSS.format(ITEM)))
    assert about(article) == (
        "Board & backers",
        "The Gazette",
        "Jane Doe",
        "2019-03-04",  # as written, not the day it was in Greenwich
        "https://gazette.example/1",
    )
    assert article.text == "Board & backers\n\nIn short.\n\nAda Quill said “no”.\n\nThen she left."
    assert [paragraph.kind for paragraph in article.paragraphs][:2] == [ParagraphKind.TITLE, ParagraphKind.STANDFIRST]
    assert (article.part, article.caution, article.language) == ("entry 1", None, "en")
    assert article.origins["author"] == Origin.FEED


def test_an_entry_of_atom(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, ATOM, "feed.atom"))
    assert about(article) == (
        "Board backs dredging",
        "The Gazette",
        "Jane Doe, John Roe",
        "2019-03-04",
        "https://gazette.example/1",
    )
    assert article.language == "fr"


def test_an_entry_of_rdf(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, RDF, "feed.rdf"))
    assert (article.outlet, str(article.published), article.caution) == ("The Gazette", "2019-03-04", "only a summary")


def test_an_entry_names_its_own_source(tmp_path: Path) -> None:
    item = ITEM.replace("<link>", '<source url="https://herald.example/rss">The Herald</source><link>', 1)
    (article,) = read(put(tmp_path, RSS.format(item)))
    assert article.outlet == "The Herald"


def test_an_address_for_letters_is_no_author(tmp_path: Path) -> None:
    item = "<item><title>T</title><description>In short.</description><author>desk@gazette.example{}</author></item>"
    first, second = read(put(tmp_path, RSS.format(item.format("") + item.format(" (Jane Doe)"))))
    assert (first.author, second.author) == (None, "Jane Doe")


def test_entries_of_json_feed(tmp_path: Path) -> None:
    path = put(tmp_path, json.dumps(JSON_FEED), "feed.json")
    first, second, third = read(path)
    assert about(first) == (
        "Board backs dredging",
        "The Gazette",
        "Jane Doe, John Roe",
        "2019-03-04",
        "https://gazette.example/1",
    )
    assert second.text == "A note.\n\nOf two."
    assert (third.text, third.caution) == ("Only this.", "only a summary")
    said = [found.sentence for found in articles_in(path) if isinstance(found, IntakeProblem)]
    assert [one.split(" of ")[0] for one in said] == ["Entry 4", "Entry 5"]


def test_an_entry_without_words_costs_no_other(tmp_path: Path) -> None:
    path = put(tmp_path, RSS.format("<item><link>https://gazette.example/0</link></item>" + ITEM))
    found = list(articles_in(path))
    assert [type(one) for one in found] == [IntakeProblem, Article]
    assert found[1].part == "entry 2" if isinstance(found[1], Article) else False


@pytest.mark.parametrize(
    "broken",
    [
        RSS.format(ITEM).replace("</channel></rss>", ""),
        RSS.format(ITEM + "<item><title>AT&T <b>wins</title></item>"),
        RSS.format(ITEM).replace("<?xml", "  <?xml"),
        RSS.format(ITEM).replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
        "<!-- a note -->" + RSS.format(ITEM)[22:],
        RSS.format(ITEM).replace("<rss", "\x0c<rss"),
    ],
    ids=["cut", "ampersand", "blanks", "namespace", "note", "control"],
)
def test_broken_feeds_are_read(tmp_path: Path, broken: str) -> None:
    assert "Ada Quill" in read(put(tmp_path, broken, "feed.rss"))[0].text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "iso-8859-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    feed = RSS.format(ITEM.replace("In short.", "Café.")).replace(
        '"1.0"?', f'"1.0" encoding="{encoding[:10]}"?'.replace("-sig", "")
    )
    assert "Café." in read(put(tmp_path, feed.encode(encoding)))[0].text


@pytest.mark.parametrize(
    "content",
    [
        RSS.format(""),
        RSS.format("<item><link>https://gazette.example/</link></item>"),
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        "<rss>",
        json.dumps({**JSON_FEED, "items": []}),
        json.dumps({**JSON_FEED, "items": [{"id": "1"}]}),
    ],
)
def test_a_feed_without_words_is_one_sentence(tmp_path: Path, content: str) -> None:
    sentence(put(tmp_path, content))


def test_content_is_never_a_files_name(tmp_path: Path) -> None:
    put(tmp_path, RSS.format(ITEM), "other.rss")
    for name in (str(tmp_path / "other.rss"), "https://gazette.example/feed"):
        sentence(put(tmp_path, name, "feed.rss"))


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path, "s3cret", "secret.txt")
    entities = f'<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{"z" * 50}">' + "".join(
        f'<!ENTITY y{number} "{f"&y{number - 1 or str()};" * 20}">' for number in range(1, 12)
    )
    item = "<item><title>T &x;</title><description>&y11; Ada Quill spoke.</description></item>"
    feed = RSS.format(item).replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)
    (article,) = read(put(tmp_path, feed))
    assert "s3cret" not in article.text
    assert len(article.text) < 1_000


@pytest.mark.parametrize("bomb", ["<div>", "<item>", "&a;", "<![CDATA[", "<!--", "<a b='", "]]>", "<?x", "\x1b[2J"])
def test_bombs_end(tmp_path: Path, bomb: str) -> None:
    path = put(tmp_path, RSS.format(f"<item><title>T</title><description>{bomb * 5_000}"))
    for article in read(path):
        assert article.text == clean(article.text)


def test_too_many_tags_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_TAGS", 10)
    assert "more tags than a feed may have (10)" in sentence(put(tmp_path, RSS.format(ITEM)))
