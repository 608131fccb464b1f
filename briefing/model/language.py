"""Languages by their names, and what is said of a text in which no statements are looked for."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = "en"
_NAMES: Final = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def unread(language: str | None) -> str | None:
    """Why no statements are looked for in a text of a language; None when they are: in English, and in doubt.

    Args:
        language: ISO 639-1 code, or None when unknown.
    """
    if language in (None, ENGLISH):
        return None
    name = _NAMES.get(language or "")
    return f"The text is not English{f' but {name}' if name else ''}: statements are found in English only."
