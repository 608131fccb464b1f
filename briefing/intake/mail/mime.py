"""Messages taken apart: heads, parts and their bytes, whatever they claim about themselves.

The standard library's parser builds a whole tree by recursion, and its modern policy raises many kinds of errors on
broken heads. Here a message stays bytes, is split only as deep and as wide as honest messages are, and never fails.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from pathlib import Path
from typing import Final

from briefing.errors import IntakeError
from briefing.intake.decode import decode

MOST_PARTS: Final = 1_000
"""The most parts of one multipart that are looked at."""
DEEPEST: Final = 10
"""How deep parts may lie in parts."""
_LONGEST_HEAD: Final = 1 << 18  # bytes
_LONGEST_VALUE: Final = 4_000
_BLANK_LINE: Final = re.compile(rb"\r?\n[ \t]*(?:\r?\n|\Z)|\r\r")
_FIELD: Final = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]*(.*(?:\r?\n[ \t]+.*)*)")
_MARK_OF_A_PART: Final = re.compile(rb"^(--[^\s-][^\r\n]{0,200}?|--[^\r\n]{1,200}?)[ \t]*\r?\nContent-", re.M | re.I)
_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_SLOW_OR_NO_CHARSETS: Final = frozenset({"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape"})
_ENCODED_WORD: Final = re.compile(r"=\?[^?\s]+\?[bBqQ]\?")
_FEW_WRONG: Final = 0.01


@dataclass(frozen=True)
class Part:
    """A message, or a part of one.

    Attributes:
        data: Its bytes after its head.
        values: The values of its head by their names in lower case, of which the first counts, folded and encoded as
            they are.
    """

    data: bytes = field(repr=False)
    values: dict[str, str]

    @property
    def kind(self) -> str:
        """The type in lower case: "text/html"."""
        return self._params("content-type").get_content_type()

    @property
    def charset(self) -> str | None:
        """The encoding it claims, when there is such a one."""
        return usable_charset(self._params("content-type").get_content_charset())

    @property
    def file_name(self) -> str:
        """The name of the file that is attached, or ""."""
        return header_text(self._params("content-disposition", "content-type").get_filename() or "")

    @property
    def is_attached(self) -> bool:
        """Whether it is meant to be saved and not shown."""
        return self._params("content-disposition").get_content_disposition() == "attachment"

    def parameter(self, name: str) -> str:
        """A parameter of the type, such as "format" or "start"; "" when it is not there."""
        value = self._params("content-type").get_param(name)
        return value if isinstance(value, str) else ""

    def header(self, name: str) -> str:
        """A value of the head, decoded, on one line; "" when it is not there."""
        return header_text(self.values.get(name, ""))

    def content(self) -> bytes:
        """The bytes that were packed for the mail."""
        match self.values.get("content-transfer-encoding", "").strip().lower():
            case "base64":
                return _from_base64(self.data)
            case "quoted-printable":
                return quopri.decodestring(self.data)
        return self.data

    def text(self) -> str:
        """Its characters, whatever encoding it claims."""
        return decoded(self.content(), self.charset)

    def children(self) -> Iterator[Part]:
        """The parts of a multipart; none when it is no multipart."""
        if not self.kind.startswith("multipart/"):
            return
        boundary = self._params("content-type").get_boundary() or ""
        mark = b"--" + boundary.encode("ascii", "surrogateescape" if boundary.isascii() else "replace")
        if not boundary or mark not in self.data:
            claimed = _MARK_OF_A_PART.search(self.data)
            if not claimed:
                return
            mark = claimed[1]
        for count, (start, end) in enumerate(_between(self.data, mark)):
            if count == MOST_PARTS:
                return
            yield part_of(self.data[start:end])

    def _params(self, *names: str) -> Message:
        """A message with nothing but these heads, for their parameters to be read."""
        message = Message()
        for name in names:
            value = self.values.get(name, "")
            if value:
                message[name] = _legible(value)
        return message


def part_of(data: bytes) -> Part:
    """A message or a part of one, from its bytes."""
    if data.startswith((b"\n", b"\r\n")):  # a part without a head
        return Part(data.lstrip(b"\r\n"), {})
    end = _BLANK_LINE.search(data)
    head = data[: end.start() if end else len(data)][:_LONGEST_HEAD]
    values: dict[str, str] = {}
    for found in _FIELD.finditer(head):
        value = re.sub(rb"\r?\n[ \t]+", b" ", found[2][:_LONGEST_VALUE]).strip()
        values.setdefault(found[1].decode("ascii").lower(), value.decode("ascii", "surrogateescape"))
    return Part(data[end.end() :] if end else b"", values)


def header_text(value: str) -> str:
    """A value of a head as people read it.

    Args:
        value: As it stands there: encoded words, bytes of any encoding as surrogates.
    """
    value = _legible(value)
    if not _ENCODED_WORD.search(value):
        return " ".join(value.split())
    try:
        words = decode_header(value)
    except (HeaderParseError, binascii.Error, ValueError):
        return " ".join(value.split())
    text = "".join(
        word if isinstance(word, str) else decoded(word, usable_charset(charset)) if charset else word.decode("latin-1")
        for word, charset in words
    )
    return " ".join(text.split())


def decoded(data: bytes, charset: str | None) -> str:
    """The characters of bytes that claim an encoding, which they often do wrongly.

    Args:
        data: The bytes.
        charset: What they claim, or None.
    """
    if not data.isascii():
        try:
            return data.decode("utf-8-sig")  # no other encoding looks like it
        except UnicodeDecodeError:
            pass
    claimed = usable_charset(charset)
    if claimed:
        text = data.decode(claimed, "replace")
        if text.count("\ufffd") <= _FEW_WRONG * len(text):
            return text
    try:
        return decode(data, Path("message"))
    except IntakeError:  # no text at all
        return data.decode("utf-8", "replace")


def usable_charset(charset: str | None) -> str | None:
    """The encoding under its name here, in the wider form that its users mean; None when there is none."""
    try:
        name = codecs.lookup((charset or "").strip()[:40]).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return None if name in _SLOW_OR_NO_CHARSETS else _WIDER.get(name, name)


def _legible(value: str) -> str:
    """A value without the surrogates that stand for bytes of an unknown encoding."""
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # too short for a guess


def _from_base64(data: bytes) -> bytes:
    """The bytes of base64, up to what is none of it."""
    end = data.find(b"\n--")
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data if end < 0 else data[:end])
    whole = len(letters) - (len(letters) % 4 == 1)
    return binascii.a2b_base64(letters[:whole] + b"==")


def _between(data: bytes, mark: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts between marks begin and end; the last may lack its closing mark."""
    line = re.compile(rb"^" + re.escape(mark) + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)", re.M)
    start = None
    for found in line.finditer(data):
        if start is not None:
            yield start, max(start, found.start() - 1)
        if found[1]:
            return
        start = found.end()
    if start is not None:
        yield start, len(data)


__all__ = ["DEEPEST", "MOST_PARTS", "Part", "decoded", "header_text", "part_of", "usable_charset"]
