r"""Text from outside made safe to show, once: for articles, titles, file names, queries.

What a terminal would obey is shown or dropped, never passed on:

* Line ends of every sort become `\n`; a tab becomes one space, because a tab moves the cursor.
* Control codes become their pictures (`␛`, `␀`), so an escape sequence reads as the harmless text it is.
* C1 codes are what Windows-1252 means by the same bytes (`\x93` is “), as browsers read them; the rest are `\ufffd`.
* Direction overrides, embeddings and isolates, tag characters and stray variation selectors are named: `<U+202E>`.
* Invisible characters that only break words (soft hyphen, zero-width space, byte order mark) go.
* Joiners stay: emoji and several scripts need them. Direction marks override
  nothing and stay too.

`clean` is idempotent: cleaning twice is cleaning once. It runs in linear time.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\u2028\u2029]")

# Every code point that may not stay as it is; one search tells that nothing has to be done.
_UNSAFE: Final = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f\xad"
    "\u180e\u200b\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_STAND_INS: Final = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20)},
    "\t": " ",
    "\x7f": "\u2421",
    **{chr(code): bytes((code,)).decode("cp1252", "replace") for code in range(0x80, 0xA0)},
    **dict.fromkeys("\xad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff", ""),
}
_IDEOGRAPHS: Final = (("\u3400", "\u9fff"), ("\U00020000", "\U0003ffff"))

_LONGEST_MARK_RUN = 30  # as in the Unicode standard's stream-safe text format
_JOINER = "\u034f"
_LONG_FOREIGN_RUN: Final = re.compile(r"[^\x00-\x7f]{64,}")


def clean(text: str) -> str:
    """Make text safe to show, search and copy; lines stay lines.

    Args:
        text: Anything from outside.
    """
    text = _LINE_ENDS.sub("\n", text)
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(_shown, text)
    return text if text.isascii() else _composed(text)


def clean_line(text: str) -> str:
    """Make text safe to show on one line: a title, a file's name, a query."""
    return clean(text).replace("\n", " ")


def clean_path(path: str | os.PathLike[str]) -> str:
    r"""A path to show: bytes that are no UTF-8 are written `\xff`, and nothing in it can steer a terminal."""
    return clean_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def _shown(found: re.Match[str]) -> str:
    """What stands in for one unsafe code point."""
    char = found.group()
    if char in _STAND_INS:
        return _STAND_INS[char]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return char if _selects_a_variant(found) else f"<U+{ord(char):04X}>"


def _selects_a_variant(found: re.Match[str]) -> bool:
    """Whether this is the one variation selector that may follow an ideograph."""
    if not "\U000e0100" <= found.group() <= "\U000e01ef" or not found.start():
        return False
    before = found.string[found.start() - 1]
    return any(first <= before <= last for first, last in _IDEOGRAPHS)


def _composed(text: str) -> str:
    """The text in NFC, without the quadratic time that endless runs of combining marks would cost."""
    guarded = _LONG_FOREIGN_RUN.sub(_split_mark_runs, text)
    composed = unicodedata.normalize("NFC", guarded)
    # Composing can lengthen a run (some marks are two): only then is another round needed to come to rest.
    return composed if text in (guarded, composed) else _composed(composed)


def _split_mark_runs(found: re.Match[str]) -> str:
    """Put a grapheme joiner into each run of more than thirty combining marks."""
    out: list[str] = []
    run = 0
    for char in found.group():
        run = run + 1 if unicodedata.combining(char) else 0
        if run > _LONGEST_MARK_RUN:
            out.append(_JOINER)
            run = 1
        out.append(char)
    return "".join(out)
