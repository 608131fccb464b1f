"""The articles in what crawlers and browsers record."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import articles_in, read
from briefing.intake.compressed import Damage, decompressed
from briefing.intake.readers import web_archives
from briefing.intake.source import Source
from briefing.model import Article
from briefing.model.clean import clean

SAMPLES = Path(__file__).parent / "samples"
SAID = "The harbour board will dredge the north basin before winter, its chair said on the quay. "
PAGE = f"""<!doctype html><html><head><title>Board to dredge</title><meta charset="utf-8">
<meta property="article:published_time" content="2021-03-03T10:00:00Z"><meta name="author" content="Ada Quill"></head>
<body><article><h1>Board to dredge</h1><p>{SAID * 3}</p><p>Größe matters little, she added. {SAID * 2}</p></article>
</body></html>""".encode()
LIST = (
    "<html><head><title>Harbour news</title></head><body><ul>"
    + "".join(f"<li><a href='/n/{n}'>Board to dredge berth {n}</a></li>" for n in range(9))
    + "</ul></body></html>"
).encode()
NOTE = b"<html><head><title>Gone</title></head><body><p>This page has moved to another harbour.</p></body></html>"


def answer(body: bytes = PAGE, head: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """What a server says."""
    return f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body


def record(block: bytes, kind: str = "response", address: str = "https://quay.example/n/1", length: int = -1) -> bytes:
    """A record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
    length = len(block) if length < 0 else length
    return f"{head}Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n".encode() + block + b"\r\n\r\n"


INFO = record(b"software: none\r\n", "warcinfo")


def put(folder: Path, data: bytes, name: str = "crawl.warc") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def sorted_out(path: Path) -> tuple[list[Article], list[str]]:
    """The articles and the problems in a file; each problem is one sentence that can be shown."""
    found = list(articles_in(path))
    sentences = [one.sentence for one in found if not isinstance(one, Article)]
    assert all(line == clean(line) and line.endswith(".") and ";" in line for line in sentences)
    return [one for one in found if isinstance(one, Article)], sentences


@pytest.mark.parametrize("packed", [False, True])
def test_pages_that_are_articles(tmp_path: Path, packed: bool) -> None:
    records = [
        INFO,
        record(b"GET /n/1 HTTP/1.1\r\n\r\n", "request"),
        record(answer()),
        record(answer(LIST), address="https://quay.example/news/"),
        record(answer(), address="https://quay.example/"),
        record(answer(NOTE), address="https://quay.example/n/2"),
        record(answer(status="404 Not Found"), address="https://quay.example/n/3"),
        record(answer(b"User-agent: *", "Content-Type: text/plain"), address="https://quay.example/robots.txt"),
        record(answer(), "revisit", address="https://quay.example/n/4"),
        record(PAGE, "resource", address="https://quay.example/n/5"),
        record(answer()),  # the same again
    ]
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    (article,), sentences = sorted_out(put(tmp_path, data, "crawl.warc.gz" if packed else "crawl"))
    assert sentences == []
    assert (article.title, article.author, article.url) == ("Board to dredge", "Ada Quill", "https://quay.example/n/1")
    assert article.part == "https://quay.example/n/1"
    assert str(article.published) == "2021-03-03"
    assert "Größe" in article.text


def test_the_day_of_the_capture_is_not_the_day_of_publication(tmp_path: Path) -> None:
    page = PAGE.replace(b"2021-03-03T10:00:00Z", b"")
    (article,), _ = sorted_out(put(tmp_path, record(answer(page))))
    assert article.published is None


CHUNKED = b"%x\r\n" % 300 + PAGE[:300] + b"\r\n" + b"%x\r\n" % (len(PAGE) - 300) + PAGE[300:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)[2:-4]),
        ("Content-Encoding: br", PAGE),  # unpacked by the tool that wrote it
        ("Transfer-Encoding: chunked", CHUNKED),
        ("Transfer-Encoding: chunked", PAGE),
        ("Transfer-Encoding: chunked", CHUNKED[:-30]),
        ("X: y", PAGE),
    ],
)
def test_packed_for_the_way(tmp_path: Path, head: str, body: bytes) -> None:
    (article,), sentences = sorted_out(put(tmp_path, record(answer(body, f"Content-Type: text/html\r\n{head}"))))
    assert article.title == "Board to dredge"
    assert "Größe" in article.text
    assert sentences == []


BROKEN = {
    "packed in a way that is not read": record(
        answer(b"\x0b\2\x80", "Content-Type: text/html\r\nContent-Encoding: br")
    ),
    "is damaged": record(answer(b"\x1f\x8bxx", "Content-Type: text/html\r\nContent-Encoding: gzip")),
    "more than a page": record(
        answer(gzip.compress(b" " * 30_000_000), "Content-Type: text/html\r\nContent-Encoding: gzip")
    ),
    "larger than a page": record(answer(PAGE + b" " * 20_000_000)),
    "how long it is": record(answer()).replace(b"Content-Length", b"Content-Width"),
    "no end to its head": record(answer()).replace(b"WARC-Date", b"X: y\r\n" * 60_000 + b"WARC-Date"),
    "what is no record": record(answer(NOTE), length=20),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_bad_record_costs_no_other(tmp_path: Path, what: str) -> None:
    good = record(answer(), address="https://quay.example/n/7")
    articles, sentences = sorted_out(put(tmp_path, INFO + BROKEN[what] + good))
    assert [article.part for article in articles] == ["https://quay.example/n/7"]
    assert any(what in sentence and "Record 2 of “" in sentence for sentence in sentences)


def test_cut_off(tmp_path: Path) -> None:
    whole = record(answer()) + record(answer(), address="https://quay.example/n/2")
    articles, (sentence,) = sorted_out(put(tmp_path, whole[:-300]))
    assert len(articles) == 1
    assert "is cut off" in sentence
    data = gzip.compress(record(answer())) + gzip.compress(record(answer(), address="https://quay.example/n/2"))[:-60]
    articles, sentences = sorted_out(put(tmp_path, data, "crawl.warc.gz"))
    assert len(articles) == 1
    assert "damaged or cut off" in sentences[-1]


def test_an_older_kind_of_archive(tmp_path: Path) -> None:
    version = b"1 0 none\nURL IP-address Archive-date Content-type Archive-length\n"
    block = answer()
    data = b"filedesc://crawl.arc 0.0.0.0 20200101000000 text/plain %d\n%s\n" % (len(version) + 1, version)
    data += b"https://quay.example/n/1 10.0.0.1 20200101000000 text/html %d\n%s\n" % (len(block), block)
    (article,), sentences = sorted_out(put(tmp_path, data, "crawl.arc"))
    assert article.part == "https://quay.example/n/1"
    assert sentences == []


@pytest.mark.parametrize(
    ("sample", "number"),
    [
        ("warcio_example.warc.gz", 3),
        ("warcio_example.arc.gz", 2),
        ("warcio_example-bad-non-chunked.warc.gz", 3),
        ("warcio_example-wrong-chunks.warc.gz", 1),
    ],
)
def test_archives_as_they_come(sample: str, number: int) -> None:
    source = decompressed(Source.of_file(SAMPLES / sample), Damage())
    (found,) = web_archives._records(source)
    assert isinstance(found, web_archives._Record)
    assert (found.number, found.address) == (number, "http://example.com/")
    with pytest.raises(IntakeError, match="holds no page that reads as an article"):
        read(SAMPLES / sample)  # it holds a home page and nothing else


def package(members: dict[str, bytes]) -> bytes:
    """A package of web archives."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_package(tmp_path: Path) -> None:
    data = package(
        {
            "archive/a.warc.gz": gzip.compress(record(answer())),
            "archive/b.warc": record(answer(), address="https://quay.example/n/2"),
            "pages/pages.jsonl": b"{}",
            "datapackage.json": b"{}",
        }
    )
    for name in ("crawl.wacz", "crawl.zip"):
        articles, sentences = sorted_out(put(tmp_path, data, name))
        assert [article.part for article in articles] == ["https://quay.example/n/1", "https://quay.example/n/2"]
        assert sentences == []


def test_packages_as_they_come() -> None:
    with pytest.raises(IntakeError, match="is a package without web archives"):
        read(SAMPLES / "invalid_example_1.wacz")
    with pytest.raises(IntakeError, match="holds no page that reads as an article"):
        read(SAMPLES / "valid_example_1.wacz")


def test_a_package_with_a_broken_archive(tmp_path: Path) -> None:
    good = gzip.compress(record(answer()))
    bad = gzip.compress(record(answer(), address="https://quay.example/n/2"))[:-60]
    articles, sentences = sorted_out(
        put(tmp_path, package({"archive/a.warc.gz": bad, "archive/b.warc.gz": good}), "c.wacz")
    )
    assert [article.part for article in articles] == ["https://quay.example/n/1"]
    assert any("“a.warc.gz”" in line or "archive/a.warc.gz" in line for line in sentences)


SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/n/1\r\nSubject: Board to dredge\r\n"
    b"Date: Thu, 1 Jan 2026 00:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n'
    b"------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://quay.example/n/1\r\n\r\n"
)


@pytest.mark.parametrize("name", ["page.mht", "page.mhtml", "page.eml", "page"])
def test_a_page_saved_by_a_browser(tmp_path: Path, name: str) -> None:
    picture = b"\r\n------b\r\nContent-Type: image/png\r\n\r\nxx\r\n------b--\r\n"
    (article,) = read(put(tmp_path, SAVED + PAGE + picture, name))
    assert (article.title, article.url, article.part) == ("Board to dredge", "https://quay.example/n/1", "")
    assert str(article.published) == "2021-03-03"
    (article,) = read(put(tmp_path, SAVED + PAGE.replace(b"2021-03-03T10:00:00Z", b"") + picture, name))
    assert article.published is None


def test_no_page_in_it(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="holds no web page"):
        read(put(tmp_path, SAVED.replace(b"Content-Type: text/html", b"Content-Type: image/png") + b"xx", "a.mhtml"))


def test_a_newsletter_with_pictures_is_mail(tmp_path: Path) -> None:
    data = SAVED.replace(b"From: <Saved by Blink>", b"From: Ada Quill <a@x.example>\r\nTo: b@x.example")
    data = data.replace(b"Snapshot-Content-Location", b"X-Location")
    (article,) = read(put(tmp_path, data + PAGE + b"\r\n------b--\r\n", "letter"))
    assert article.author == "Ada Quill"
    assert str(article.published) == "2026-01-01"
