"""Letters as they are compared: by search, and by whoever looks for a name without opening a library."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CACHED = 50_000
# Letters that no decomposition reduces to a plain one, as news agencies write them.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"})


@lru_cache(maxsize=_CACHED)
def fold(word: str) -> str:
    """A word without case, accents and dots: "Erdoğan" and "ERDOGAN" are one, and so are "U.S." and "US"."""
    if word.isascii():
        return word.lower().replace(".", "")
    apart = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(char for char in apart if not unicodedata.combining(char))
    return kept.translate(_PLAIN).replace(".", "") or word


__all__ = ["fold"]
