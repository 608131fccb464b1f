"""Names for Whoosh's things in signatures, as it has no types of its own, and for a field of ours."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

WORDS: Final = "words"
"""The field of words as they stand, in their places."""

Index: TypeAlias = Any
Reader: TypeAlias = Any
Segment: TypeAlias = Any
SegmentReader: TypeAlias = Any
Storage: TypeAlias = Any
StructFile: TypeAlias = Any
TermInfo: TypeAlias = Any
TermsReader: TypeAlias = Any
