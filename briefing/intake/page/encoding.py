"""The characters of a web page, whose encoding it may say itself, and not always rightly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from briefing.intake.decode import decode

_SAID: Final = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})", re.I
)
_MARKED: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WITHIN: Final = 8_192  # bytes in which a page must name its encoding
_AS_BROWSERS_READ: Final = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "x-user-defined": "cp1252",
}  # fmt: skip
"""Encodings that stand for larger ones, as the WHATWG's standard for encodings has it."""
_NEVER: Final = ("utf-8", "utf8", "utf-16", "utf-32", "utf16", "utf-7", "utf7", "unicode", "ucs-2")
_MOST_BROKEN: Final = 0.01


def page_text(data: bytes, *, charset: str | None = None, path: Path | None = None) -> str:
    """The characters of a page.

    A byte order mark decides; then UTF-8, which no other text is by chance; then what is said about the page, and what
    the page says; then what the bytes look like.

    Args:
        data: The page's bytes.
        charset: The encoding that what holds the page names, or None.
        path: Named when they are no text.

    Raises:
        IntakeError: The bytes are no text.
    """
    path = path or Path("the page")
    if (
        not data.startswith(_MARKED)
        and b"\0" in data[:_WITHIN]
        and data[:_WITHIN].count(b"\0") < len(data[:_WITHIN]) // 5
    ):
        data = data.replace(b"\0", b"")  # stray ones, which browsers pass over; half of them would be UTF-16
    said = _SAID.search(data[:_WITHIN])
    named = [
        name.lower() for name in (charset, (said[1] or said[2]).decode("ascii", "replace") if said else None) if name
    ]
    shifts = any(name.startswith("iso-2022") for name in named)
    if not data.startswith(_MARKED) and not (data.isascii() and not shifts):
        if not shifts and (text := _decoded(data, "utf-8", "strict")) is not None:
            return text
        for name in named:
            text = None if name.startswith(_NEVER) else _decoded(data, _AS_BROWSERS_READ.get(name, name), "replace")
            if text is not None and text.count("\ufffd") <= _MOST_BROKEN * len(text):
                return text
    return decode(data, path)


def _decoded(data: bytes, encoding: str, errors: str) -> str | None:
    """The characters, or None when the encoding is unknown or not theirs."""
    try:
        return data.decode(encoding, errors)
    except (LookupError, UnicodeError):
        return None


__all__ = ["page_text"]
