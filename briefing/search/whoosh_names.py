"""Names for Whoosh's things in signatures: it has no types of its own."""

from __future__ import annotations

from typing import Any, TypeAlias

Index: TypeAlias = Any
Reader: TypeAlias = Any
Segment: TypeAlias = Any
SegmentReader: TypeAlias = Any
Storage: TypeAlias = Any
StructFile: TypeAlias = Any
TermInfo: TypeAlias = Any
TermsReader: TypeAlias = Any
