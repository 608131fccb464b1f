"""Which language a text is in, from its most frequent little words; None rather than a guess."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from briefing.intake.words import LITTLE_WORDS

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
_FEWEST_WORDS = 6
_SMALLEST_SHARE = 0.12
_CLEAR_LEAD = 1.25


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language a text is in, or None when that is not clear."""
    sample = text[:_SAMPLE]
    script = None if sample.isascii() else _script(sample)
    if script:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST_WORDS:
        return None
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in little) / len(words) for code, little in LITTLE_WORDS.items()}
    best, second = sorted(shares, key=lambda code: shares[code], reverse=True)[:2]
    clear = shares[best] >= _SMALLEST_SHARE and shares[best] >= _CLEAR_LEAD * shares[second]
    return best if clear else None


def _script(sample: str) -> str | None:
    """The language of a script that only one language writes."""
    letters = sum(char.isalpha() for char in sample)
    kana = sum("\u3040" <= char <= "\u30ff" for char in sample)
    hangul = sum("\uac00" <= char <= "\ud7a3" for char in sample)
    ideographs = sum("\u4e00" <= char <= "\u9fff" for char in sample)
    if hangul > 0.5 * letters:
        return "ko"
    if kana + ideographs <= 0.5 * letters:
        return None
    return "ja" if kana > 0.05 * letters else "zh"
