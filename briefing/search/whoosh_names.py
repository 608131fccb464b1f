"""Names for Whoosh's things in signatures: it has no types of its own."""

from __future__ import annotations

from typing import Any, TypeAlias

Index: TypeAlias = Any
Searcher: TypeAlias = Any
Writer: TypeAlias = Any
WhooshQuery: TypeAlias = Any
