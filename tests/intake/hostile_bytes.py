"""What somebody could put into a file to break whoever reads it. Each is made when it is asked for, and is small."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

BLNS: Final = Path(__file__).with_name("samples") / "blns.json"
NAUGHTY: Final[list[str]] = json.loads(BLNS.read_text(encoding="utf-8"))
SECRET: Final = "the-token-that-must-never-be-read"
MEGABYTE: Final = 1_000_000

_STEERING: Final = (
    "\x1b[2J\x1b[31mred\x1b]0;title\x07 \x1b]52;c;aGk=\x07 \x1bPq#0\x1b\\ \x9b31m "
    "\u202eevil\u202c \U000e0041 \x08\x7f\r over"
)
_ENTITIES: Final = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_LAUGHS: Final = f'<!DOCTYPE x [<!ENTITY a0 "lol">{_ENTITIES}]>'


def _utf8(text: str) -> bytes:
    return text.encode()


def _page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html lang="en"><head><title>Ferry</title>{head}</head><body>{body}</body></html>'.encode()


def _feed(item: str, doctype: str = "") -> bytes:
    head = f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Post</title>'
    return f"{head}<item>{item}</item></channel></rss>".encode()


def _news(body: str, doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{doctype}<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" '
        f'standard="NewsML-G2"><itemMeta/><contentMeta><headline>Ferry</headline></contentMeta><contentSet><inlineXML>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{body}</p></body></html></inlineXML></contentSet></newsItem>'
    ).encode()


def _mail(body: str, kind: str = "text/plain; charset=utf-8", head: str = "") -> bytes:
    begins = f"From: a@b.example\nSubject: Ferry\nDate: Fri, 17 Oct 2025 06:00:00 +0200\nMIME-Version: 1.0\n{head}"
    return f"{begins}Content-Type: {kind}\n\n{body}\n".encode()


def _zip(members: dict[str, bytes]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return saved.getvalue()


def _office(document: bytes) -> bytes:
    """As much of a Word document as makes a reader open it."""
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    return _zip({"[Content_Types].xml": kinds.encode(), "_rels/.rels": links.encode(), "word/document.xml": document})


def _word(body: str, doctype: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return _office(f'<?xml version="1.0"?>{doctype}<w:document {space}><w:body>{body}</w:body></w:document>'.encode())


def _zeros_packed(size: int) -> bytes:
    """Zeros, deflated raw: 1,000 to 1."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"\0" * MEGABYTE
    return b"".join(packer.compress(block) for _ in range(size // MEGABYTE)) + packer.flush()


def _matryoshka(levels: int) -> bytes:
    data = b"The ferry sailed.\n"
    for _ in range(levels):
        data = _zip({"inner.zip": data, "a.txt": b"The ferry sailed.\n"})
    return data


def _multipart(levels: int) -> bytes:
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels))
    return f"From: a@b.example\nSubject: Ferry\nMIME-Version: 1.0\n{opening}Content-Type: text/plain\n\nword\n".encode()


def _forwarded(levels: int) -> bytes:
    return ("From: a@b.example\nContent-Type: message/rfc822\n\n" * levels + "Subject: Ferry\n\nword\n").encode()


def _json(value: object) -> bytes:
    return (json.dumps(value) + "\n").encode()


def _records_of_naughty() -> bytes:
    return b"".join(
        _json(
            {"title": text, "author": text, "source": text, "date": text, "url": text, "language": text, "text": text}
        )
        for text in NAUGHTY
    )


def _ld(value: str) -> bytes:
    return _page("<article><p>The ferry sailed.</p></article>", f'<script type="application/ld+json">{value}</script>')


def _noise() -> bytes:
    return random.Random(42).randbytes(64_000)


def _pdf(objects: str) -> bytes:
    return f"%PDF-1.7\n{objects}\nstartxref\n9\n%%EOF\n".encode()


def _absolute_names() -> bytes:
    names = (
        "../../../../evil.txt",
        "/evil.txt",
        "C:\\evil.txt",
        "a\0b.txt",
        "\x1b[2J.txt",
        "a\nb.txt",
        "con.txt",
        "./.txt",
    )
    return _zip(dict.fromkeys(names, b"The ferry sailed.\n"))


def _encrypted() -> bytes:
    data = bytearray(_zip({"a.txt": b"The ferry sailed.\n"}))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


_LINES: Final = {
    "letters": "a",
    "words": "word ",
    "stops": ". ",
    "quotation-marks": '"',
    "curly-marks": "“",
    "colons": "a: ",
    "marks-on-letters": "\u0301",
    "angles": "<",
    "ampersands": "&",
    "braces": "{",
    "brackets": "[",
    "commas": ",",
    "backslashes": "\\",
    "equals": "=?",
    "hashes": "#",
    "dashes": "-",
    "digits": "1",
    "comments": "<!---->",
    "newlines": "\n",
    "returns": "\r",
    "folds": "a:\n \n",
}
_VERY_LONG: Final = frozenset({"letters", "words", "quotation-marks"})


def _line(name: str) -> bytes:
    """A megabyte of the same, or a good part of one."""
    size = MEGABYTE if name in _VERY_LONG else MEGABYTE // 5
    return _utf8(_LINES[name] * (size // len(_LINES[name].encode())))


# What XML can do to a reader: the words that do it, and what declares them.
_XML: Final = {
    "laughs": ("&a9;", _LAUGHS),
    "blowup": ("&a;" * 20_000, f'<!DOCTYPE x [<!ENTITY a "{"a" * 20_000}">]>'),
    "local-file": ("&a;", '<!DOCTYPE x [<!ENTITY a SYSTEM "secret.txt">]>'),
    "local-file-by-url": ("&a;", '<!DOCTYPE x [<!ENTITY a SYSTEM "file://@SECRET@">]>'),
    "network": ("&a;", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/d" [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>'),
    "parameters": ("x", '<!DOCTYPE x [<!ENTITY % p SYSTEM "file://@SECRET@"> %p; <!ENTITY % q "%p;%p;"> %q;]>'),
    "included": ('<x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="@SECRET@"/>', ""),
}


def _dressed(dress: str, name: str) -> bytes:
    """One of those as a news item, a feed, a page or a document."""
    text, declared = _XML[name]
    if dress == "news":
        return _news(text, declared)
    if dress == "a-feed":
        return _feed(f"<title>Ferry</title><description>{text}</description>", declared)
    if dress == "word":
        return _word(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", declared)
    return _page(f"<p>{text}</p>").replace(b"<!DOCTYPE html>", f"<?xml version='1.0'?>{declared}".encode())


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    # bytes
    "empty": lambda: b"",
    "blanks": lambda: b" \n\t\r\n" * 10_000,
    "zeros": lambda: b"\0" * 100_000,
    "noise": _noise,
    "no-utf-8": lambda: b"caf\xe9 \xff\xfe \xc3\x28 \xf0\x9f" * 1_000,
    "half-of-utf-16": lambda: "The ferry sailed.".encode("utf-16")[:-1],
    "utf-32": lambda: "The ferry sailed.\n".encode("utf-32"),
    "surrogates": lambda: "The ferry \ud800 sailed.\n".encode("utf-8", "surrogatepass"),
    "steering": lambda: _STEERING.encode() * 200,
    "naughty-strings": lambda: "\n\n".join(NAUGHTY).encode(),
    **{f"a-long-line-of-{name}": partial(_line, name) for name in _LINES},
    "unclosed-quotations": lambda: _utf8("He said “no " * 100_000),
    "unclosed-quotations-in-a-page": lambda: _page("<p>" + "He said &ldquo;no <q>" * 100_000),
    # lies about the encoding
    "page-in-a-codec": lambda: _page("<p>The ferry sailed.</p>", '<meta charset="zlib_codec"><meta charset="rot13">'),
    "xml-in-a-codec": lambda: b'<?xml version="1.0" encoding="unicode_escape"?><rss version="2.0"><channel/></rss>',
    "mail-in-a-codec": lambda: _mail("x" * 300_000, "text/plain; charset=idna", "X: =?punycode?q?a?= =?hex?q?b?=\n"),
    "mail-in-no-codec": lambda: _mail("\xe9", "text/plain; charset=undefined", "From: =?zlib?b?eJw?= <a@b>\n"),
    # XML and pages
    **{
        f"{name}-in-{dress}": partial(_dressed, dress, name)
        for name in _XML
        for dress in ("news", "a-feed", "xhtml", "word")
    },
    "deep-xml": lambda: b"<a>" * 10_000 + b"word" + b"</a>" * 10_000,
    "deep-news": lambda: _news("<b>" * 10_000 + "word" + "</b>" * 10_000),
    "deep-page": lambda: _page("<div>" * 10_000 + "word" + "</div>" * 10_000),
    "deep-inlines": lambda: _page("<p>" + "<b><i>" * 10_000 + "The ferry sailed."),
    "deep-lists": lambda: _page("<ul><li>" * 5_000 + "word"),
    "deep-tables": lambda: _page("<table><tr><td>" * 3_000 + "word"),
    "deep-quotations": lambda: _page("<blockquote>" * 10_000 + "word"),
    "wide-page": lambda: _page("<p>The ferry sailed.</p>" * 5_000),
    "links-only": lambda: _page("<a href='/x'>Ferry</a> " * 30_000),
    "attributes": lambda: _page("<p " + " ".join(f"a{n}='b'" for n in range(5_000)) + ">word</p>"),
    "long-attribute": lambda: _page(f"<p class='{'x ' * 300_000}' id='{'y' * 300_000}'>word</p>"),
    "broken-page": lambda: b"<html><body><p><" + b"!--" * 50_000 + b"<![CDATA[" * 1_000 + b"<script>" * 1_000,
    "page-that-calls": lambda: _page(
        "<iframe src='http://127.0.0.1:9/'></iframe><img src='http://127.0.0.1:9/a.png'><object data='file:///etc/passwd'>"
        "</object><script src='http://127.0.0.1:9/'></script><p>The ferry sailed.</p>",
        "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:9/'><base href='http://127.0.0.1:9/'>"
        "<link rel=stylesheet href='http://127.0.0.1:9/'><link rel=canonical href='javascript:alert(1)'>",
    ),
    "deep-json-ld": lambda: _ld('{"a":' * 20_000 + "1" + "}" * 20_000),
    "odd-json-ld": lambda: _ld(
        '{"@type": ["NewsArticle", 7, null], "headline": {"a": [1]}, "author": [[["x"]], {"name": {"name": 5}}, 1e999],'
        '"datePublished": 1e400, "dateModified": [], "publisher": true, "articleBody": 5, "inLanguage": {}, "url": [[]]'
        "}"
    ),
    "round-json-ld": lambda: _ld(
        '{"@graph": [{"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"}, "headline": "Ferry",'
        '"isPartOf": {"@id": "#a"}, "publisher": {"@id": "#a"}, "mainEntity": {"@id": "#a"}}]}'
    ),
    "naughty-page": lambda: _page("".join(f"<p>{text}</p>" for text in NAUGHTY)),
    "naughty-metadata": lambda: _page(
        "<p>word</p>",
        "".join(f"<meta name='author' content='{text}'><meta name='date' content='{text}'>" for text in NAUGHTY),
    ),
    # feeds and mails
    "many-entries": lambda: _feed("</item><item>".join(f"<title>Ferry {n}</title>" for n in range(3_000))),
    "naughty-feed": lambda: _feed("</item><item>".join(f"<title><![CDATA[{text}]]></title>" for text in NAUGHTY)),
    "feed-of-markup": lambda: _feed(f"<title>Ferry</title><description>{'&lt;div&gt;' * 20_000}</description>"),
    "deep-feed": lambda: _feed("<title>Ferry</title><description>" + "<x>" * 5_000 + "</description>"),
    "headers": lambda: _mail("word", head="".join(f"X-{n}: y\n" for n in range(10_000))),
    "long-header": lambda: _mail("word", head=f"To: {'a@b.example, ' * 30_000}\n"),
    "encoded-words": lambda: b"Subject: " + b"=?utf-8?q?=E2=80=9C?= " * 20_000 + b"\nFrom: a@b\n\nword\n",
    "broken-words": lambda: b"From: " + b"=?utf-8?q?" * 20_000 + b"\nSubject: a\n\nword\n",
    "brackets-in-an-address": lambda: b"From: " + b"<" * 20_000 + b"(" * 20_000 + b"\nSubject: a\n\nword\n",
    "lost-boundary": lambda: _mail("--x\n\nword\n" * 5_000, "multipart/alternative; boundary=y"),
    "deep-multipart": lambda: _multipart(2_000),
    "forwarded-forever": lambda: _forwarded(2_000),
    "parameters-of-a-mail": lambda: _mail(
        "word", "text/plain; " + "; ".join(f"a*{n}*=utf-8''b" for n in range(20_000))
    ),
    "odd-transfer": lambda: _mail("=" * 50_000, head="Content-Transfer-Encoding: quoted-printable\n"),
    "odd-base64": lambda: _mail("A" * 50_001, head="Content-Transfer-Encoding: base64\n"),
    "uuencoded": lambda: _mail(
        "begin 666 /etc/passwd\n" + "M" * 61 + "\n", head="Content-Transfer-Encoding: x-uuencode\n"
    ),
    # records
    "deep-json": lambda: b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep-objects": lambda: b'{"a": ' * 50_000 + b"1" + b"}" * 50_000,
    "long-number": lambda: b'{"title": "Ferry", "text": ' + b"1" * 100_000 + b"}\n",
    "odd-numbers": lambda: b'{"text": 1e999, "title": -Infinity, "date": NaN}\n{"text": "word", "date": 1e30}\n',
    "odd-values": lambda: _json(
        {"text": ["a", {"b": None}], "title": {"a": 1}, "author": [None, 5, [[]]], "date": [], "url": 7}
    ),
    "records-of-nothing": lambda: b'1\n"a"\nnull\n[]\n{}\n[{}]\n{"": ""}\n{"text": ""}\n' * 100,
    "lone-surrogate": lambda: b'{"title": "\\ud800", "text": "\\udfff The ferry sailed.\\u0000\\u001b[2J"}\n',
    "twice-the-same-key": lambda: b'{"text": "a", "text": "b", "TEXT": "c", "Text ": "d"}\n',
    "long-key": lambda: _json({"k" * 300_000: "v", "text": "The ferry sailed."}),
    "naughty-records": _records_of_naughty,
    "naughty-table": lambda: _utf8("title,date,text\n" + "".join(f"{text},{text},{text}\n" for text in NAUGHTY)),
    "wide-table": lambda: _utf8(",".join(f"c{n}" for n in range(20_000)) + "\n" + "," * 300_000 + "\n"),
    "unclosed-field": lambda: b'title,text\nFerry,"' + b"word,\n" * 20_000,
    "long-field": lambda: b'title,text\nFerry,"' + b"word " * 200_000 + b'"\n',
    "formulas": lambda: b"title,date,text\n=cmd|'/c calc'!A1,@SUM(1),+1+1\n",
    # front matter
    "laughs-in-yaml": lambda: _utf8(
        "---\na0: &a0 [lol]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
        + "---\nword\n"
    ),
    "objects-in-yaml": lambda: b"---\ntitle: !!python/object/apply:os.system ['touch evil']\n---\nThe ferry sailed.\n",
    "deep-yaml": lambda: b"---\ntitle: " + b"[" * 10_000 + b"\n---\nword\n",
    "deeper-yaml": lambda: b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(1_000)) + b"---\nword\n",
    "round-yaml": lambda: b"---\na: &a\n  b: *a\ntitle: *a\n---\nword\n",
    "odd-yaml": lambda: (
        b"---\ndate: 2021-99-99\n? [a, b]\n: {c: d}\n<<: 5\ntitle: 0x" + b"f" * 9_000 + b"\n---\nword\n"
    ),
    # documents
    "deep-rtf": lambda: b"{\\rtf1 " + b"{" * 100_000 + b"word",
    "closed-rtf": lambda: b"{\\rtf1 word" + b"}" * 100_000,
    "odd-rtf": lambda: (
        b"{\\rtf1\\ansicpg99999\\u-99999999? \\u65536\\'zz\\bin99999999999 \\uc999999 {\\info{\\title \\u27 [2J}}"
    ),
    "code-page-of-rtf": lambda: b"{\\rtf1\\ansicpg0{\\fonttbl{\\f0\\fcharset999 x;}}\\f0 caf\\'e9\\par}",
    "rtf-of-controls": lambda: b"{\\rtf1 " + b"\\b0\\i0 " * 100_000 + b"}",
    "deep-word": lambda: _word("<w:p>" * 3_000),
    "odd-word": lambda: _word(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr></w:tc></w:tr></w:tbl>"
    ),
    "empty-word": lambda: _office(b""),
    "large-word": lambda: _word("<w:p><w:r><w:t>" + " " * 60_000_000 + "</w:t></w:r></w:p>"),
    "word-of-nothing": lambda: _zip({"[Content_Types].xml": b"<", "word/document.xml": b"<"}),
    "garbled-pdf": lambda: _pdf(
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 99999999\ntrailer << /Root 1 0 R >>"
    ),
    "round-pdf": lambda: _pdf(
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Count 1 /Kids [2 0 R] >>\nendobj\n"
        "trailer << /Root 1 0 R /Size 3 /Prev 9 >>"
    ),
    "half-a-pdf": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    # archives
    "zip-of-odd-names": _absolute_names,
    "zip-of-zips": lambda: _matryoshka(40),
    "zip-bomb": lambda: _zip({"a.txt": b"\0" * 150 * MEGABYTE, "b.txt": b"The ferry sailed.\n"}),
    "zip-of-many": lambda: _zip({f"{n}.css": b"" for n in range(20_000)}),
    "half-a-zip": lambda: _zip({"a.txt": b"The ferry sailed.\n" * 1_000})[:100],
    "zip-without-its-head": lambda: _zip({"a.txt": b"The ferry sailed.\n" * 1_000})[40:],
    "encrypted-zip": _encrypted,
    "gzip-bomb": lambda: _zeros_packed(500 * MEGABYTE),
    "half-a-gzip": lambda: gzip.compress(_noise() + b"The ferry sailed.\n")[:-9],
    "gzip-of-half-a-page": lambda: gzip.compress(_page("<p>The ferry sailed.</p>" * 3_000))[:-20],
    "gzip-of-gzips": lambda: gzip.compress(gzip.compress(gzip.compress(b"The ferry sailed.\n"))),
    "half-an-xz": lambda: lzma.compress(b"The ferry sailed.\n" * 1_000)[:-30],
    "half-a-bz2": lambda: bz2.compress(b"The ferry sailed.\n" * 1_000)[:-10],
    "garbled-gzip": lambda: b"\x1f\x8b\x08" + _noise(),
    "garbled-xz": lambda: b"\xfd7zXZ\0" + _noise(),
    "warc-of-any-length": lambda: (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    ),
    "warc-of-minus": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\n\r\n\r\n" * 100,
    "mhtml-of-nothing": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x; type=text/html\n\n--x--\n"
    ),
}


__all__ = ["BLNS", "HOSTILE", "NAUGHTY", "SECRET"]
