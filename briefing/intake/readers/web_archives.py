"""Web archives: the articles among the pages that a crawler or a browser recorded (WARC, ARC, WACZ).

A crawl holds home pages, lists, notices and frames beside articles. A page counts as an article when it has the words
of one, and a writer, a day or some length; what is less is passed over without a word. The day of the capture is not
the day of publication, and is left out.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import urlsplit

from briefing.errors import IntakeError
from briefing.intake.bylines import web_address
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.compressed import Damage, decompressed
from briefing.intake.mail.mime import Part, decoded, part_of
from briefing.intake.source import Source
from briefing.model import ParagraphKind
from briefing.model.clean import clean_line

LARGEST: Final = 20_000_000
"""The most bytes of one recorded page."""
_LONGEST_HEAD: Final = 1 << 18
_LONGEST_NAME: Final = 300
_LINE: Final = 1 << 16
_ARC: Final = re.compile(rb"filedesc://\S+ \S+ \d{8,14} \S+ \d+\r?\n")
_WARC: Final = re.compile(rb"WARC/\d\.\d+\r?\n")
_BEGINS: Final = re.compile(rb"WARC/\d\.\d+\s|[a-z]+:\S+ \S+ \d{14} \S+ \d+\s*$")
_FOUND: Final = re.compile(rb"HTTP/\d(?:\.\d)? 200\b")
_PAGES: Final = ("text/html", "application/xhtml+xml")
_GENERAL: Final = re.compile(rb"<meta\b[^>]{0,200}og:type[\"'][^>]{0,200}content=[\"']?website\b", re.I)
_TOP: Final = 100_000  # bytes in which a page describes itself
_FEW_WORDS, _MANY_WORDS = 50, 200
_RECORDINGS: Final = re.compile(r"(?:^|/)archive/[^/]+\.w?arc(?:\.gz)?$", re.I)


class WarcReader:
    """A web archive in one stream of records."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with a record of a crawl."""
        return bool(_WARC.match(source.head) or _ARC.match(source.head))

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read the articles among the pages."""
        empty = True
        for found in _articles(source):
            empty = False
            yield found
        if empty:
            raise IntakeError(f"{source.named} holds no page that reads as an article; leave it out.")


class WaczReader:
    """Web archives in a package, as tools that archive in a browser write them."""

    def recognises(self, source: Source) -> bool:
        """Whether it is a ZIP archive that has a web archive or a list of pages where packages have them."""
        head = source.head
        return head.startswith(b"PK\x03\x04") and bool(
            re.search(rb"PK\x03\x04.{26}(?:archive/[^/\0]{1,200}\.w?arc|pages/pages\.jsonl)", head, re.S)
        )

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read the articles among the pages of all its web archives."""
        from briefing.intake.packed import member, name_of, opened_zip

        with opened_zip(source) as package:
            recordings = [info for info in package.filelist if _RECORDINGS.search(name_of(info))]
            if not recordings:
                raise IntakeError(f"{source.named} is a package without web archives; export it again.")
            empty = True
            for info in recordings:
                damage = Damage()
                recording = decompressed(member(package, info, source, damage), damage)
                for found in _articles(recording):
                    empty = False
                    yield found
                if damage.found:
                    empty = False
                    yield Flaw(Damage.sentence(recording.named))
        if empty:
            raise IntakeError(f"{source.named} holds no page that reads as an article; leave it out.")


class _Record(NamedTuple):
    """What an archive holds of one answer of a server.

    Attributes:
        number: Which record it is, from 1.
        address: What was asked for.
        answer: Head and body as they came.
    """

    number: int
    address: str
    answer: bytes


class _BrokenRecordError(Exception):
    """A record that cannot be read; the message is the end of a sentence."""


class _Head:
    """A stream whose lines, which are those of a record's head, end somewhere."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = _LONGEST_HEAD

    def readline(self, size: int = -1) -> bytes:
        """The next line."""
        line = self._stream.readline(self._left if size < 0 else min(size, self._left))
        self._left -= len(line)
        if self._left <= 0:
            raise _BrokenRecordError("has no end to its head")
        return line

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._stream.read(size)


def _articles(source: Source) -> Iterator[Clipping | Flaw]:
    """The articles among the pages of one archive, and the records that cannot be read."""
    seen: set[bytes] = set()
    for record in _records(source):
        if isinstance(record, Flaw):
            yield record
            continue
        try:
            found = _article(record, seen)
        except _BrokenRecordError as error:
            yield _flaw(record.number, source, str(error))
        except IntakeError as error:
            yield Flaw(str(error))
        else:
            if found:
                yield found


def _flaw(number: int, source: Source, what: str) -> Flaw:
    """What to say of a record that cannot be read."""
    return Flaw(f"Record {number} of {source.named} {what} and was passed over; capture the page again.")


def _records(source: Source) -> Iterator[_Record | Flaw]:
    """The answers of servers in one archive; what is broken costs what stands up to the next record."""
    number = 0
    with source.stream() as stream:
        while True:
            line, skipped = _next_beginning(stream)
            if skipped and number:
                yield _flaw(number, source, "is followed by what is no record, which may be its rest")
            if not line:
                return
            number += 1
            try:
                record = _record(stream, line, number)
            except _BrokenRecordError as error:
                yield _flaw(number, source, str(error))
                continue
            if record:
                yield record


def _next_beginning(stream: BinaryIO) -> tuple[bytes, bool]:
    """The next line that begins a record, and whether anything but blank lines stood before it."""
    skipped = False
    while line := stream.readline(_LINE):
        if _BEGINS.match(line):
            break
        skipped = skipped or bool(line.strip())
    return line, skipped


def _record(stream: BinaryIO, line: bytes, number: int) -> _Record | None:
    """One record; None when it is no answer of a server to a request for a page."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it would write warnings over the screen
    try:
        record = ArcWarcRecordLoader(arc2warc=True).parse_record_stream(_Head(stream), line, no_record_parse=True)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise _BrokenRecordError("has a broken head") from error
    if not isinstance(record.length, int):
        raise _BrokenRecordError("does not say how long it is")
    address = web_address(record.rec_headers.get_header("WARC-Target-URI") or "")
    wanted = record.rec_type == "response" and address is not None
    answer = record.raw_stream.read(LARGEST + 1) if wanted else b""
    rest = 0
    while skipped := record.raw_stream.read(_LINE):
        rest += len(skipped)
    if not wanted or not address or not _FOUND.match(answer):
        return None
    if len(answer) < record.length and not rest:
        raise _BrokenRecordError("is cut off")
    return _Record(number, address, answer)


def _article(record: _Record, seen: set[bytes]) -> Clipping | None:
    """The article that a server answered with; None when it is none, or was there before.

    Args:
        record: The server's answer.
        seen: What has been there, by its address and its words; it is added to.
    """
    from briefing.intake.page import page

    answer = part_of(record.answer.partition(b"\n")[2])
    if answer.kind not in _PAGES or urlsplit(record.address).path in ("", "/"):
        return None
    if len(record.answer) > LARGEST:
        raise _BrokenRecordError("is larger than a page may be")
    data = _unpacked(answer)
    mark = blake2b(record.address.encode("utf-8", "replace") + b"\0" + data, digest_size=16).digest()
    if mark in seen:
        return None
    seen.add(mark)
    charset = answer.charset
    found = page(decoded(data, charset) if charset else data, url=record.address, place=f"record {record.number}")
    is_article = _reads_as_article(found, general=bool(_GENERAL.search(data[:_TOP])))
    return replace(found, part=clean_line(record.address)[:_LONGEST_NAME]) if is_article else None


def _reads_as_article(found: Clipping, *, general: bool) -> bool:
    """Whether a page has the words of an article, and a writer, a day or some length.

    Args:
        found: What was found on it.
        general: It says of itself that it is no article, which some sites say of every page.
    """
    told = (piece.text for piece in found.pieces if piece.kind in (None, ParagraphKind.BODY, ParagraphKind.STANDFIRST))
    words = sum(len(text.split()) for text in told)
    known = {value.field for value in found.given}
    return words >= _FEW_WORDS and (bool(known & {"published", "author"}) or (words >= _MANY_WORDS and not general))


def _unpacked(answer: Part) -> bytes:
    """The body of an answer as the server had it before it was packed for the way."""
    from warcio.bufferedreaders import ChunkedDataReader

    data = answer.data
    if answer.values.get("transfer-encoding", "").strip().lower() == "chunked":
        data = ChunkedDataReader(BytesIO(data)).read()
    packing = answer.values.get("content-encoding", "").strip().lower()
    if packing in ("", "identity", "none") or data.lstrip()[:1] == b"<":  # some tools unpack it and leave the head
        return data
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise _BrokenRecordError(f"is packed in a way that is not read here ({clean_line(packing)[:20]})")
    bits = 47 if data[:1] in (b"\x1f", b"\x78") else -15  # gzip, zlib, or the bare stream that some servers send
    try:
        unpacked = zlib.decompressobj(bits).decompress(data, LARGEST + 1)
    except zlib.error as error:
        raise _BrokenRecordError("is damaged") from error
    if len(unpacked) > LARGEST:
        raise _BrokenRecordError("unpacks to more than a page may be")
    return unpacked


__all__ = ["LARGEST", "WaczReader", "WarcReader"]
