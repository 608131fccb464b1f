"""Bytes to characters, when nobody says which encoding it is."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from briefing.errors import IntakeError
from briefing.intake.problems import named

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_SAMPLE: Final = 1 << 16
_CONTROLS: Final = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1b")
_HIGH: Final = bytes(range(0x80, 0x100))
_MOST_CONTROLS = 0.05
_FEW_ACCENTS = 0.03  # above it, the text is hardly English, and its encoding is worth a guess


def decode(data: bytes, path: Path) -> str:
    """The text of a file.

    A byte order mark decides, then UTF-8, then what the bytes look like; what cannot be decoded becomes U+FFFD.

    Args:
        data: The file's bytes.
        path: Named when they are no text.

    Raises:
        IntakeError: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, "replace")
    _refuse_binary(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or data.decode(_legacy_encoding(data), "replace")


def encoding_of(head: bytes, path: Path) -> str:
    """The encoding of what is too large to decode at once, from its first bytes.

    Args:
        head: The first bytes; the last character of them may be cut.
        path: Named when they are no text.

    Raises:
        IntakeError: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    wide = _unmarked_utf16(head[: len(head) // 2 * 2])
    if wide:
        return wide
    _refuse_binary(head, path)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "utf-8" if _damaged_utf8(head) else _legacy_encoding(head)
    return "utf-8"


def _refuse_binary(data: bytes, path: Path) -> None:
    """Turn away what is no text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise IntakeError(f"{named(path)} is {what}, not plain text; save its text as .txt and try again.")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in data or controls > _MOST_CONTROLS * len(sample):
        raise IntakeError(f"{named(path)} is binary, not text; save its text as .txt and try again.")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Western text has a zero in nearly every second byte, and never two in a row."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and not even:
        return "utf-16-le"
    if even > 0.7 * pairs and not odd:
        return "utf-16-be"
    return None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with few broken bytes, such as a file cut off in the middle of a character; None when it is not that."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return text if sound >= 10 * broken else None


def _legacy_encoding(data: bytes) -> str:
    """An encoding from before UTF-8: Windows-1252 for text with few accents, else a statistical guess."""
    sample = data[:_SAMPLE]
    accents = len(sample) - len(sample.translate(None, _HIGH))
    if accents <= _FEW_ACCENTS * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
