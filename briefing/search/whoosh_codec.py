"""Whoosh's format with our lists in it; every index names this class, and opening one loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.codec.whoosh3 import W3Codec

from briefing.search.whoosh_names import Segment, Storage

if TYPE_CHECKING:  # numpy is not loaded before lists are read or written
    from briefing.search.whoosh_lists import ListFieldWriter


class ListCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's format with whole lists in place of blocks."""

    length_stats = False

    def field_writer(self, storage: Storage, segment: Segment) -> ListFieldWriter:
        """What writes the words of a segment."""
        from briefing.search.whoosh_lists import ListFieldWriter

        return ListFieldWriter(self, storage, segment)


__all__ = ["ListCodec"]
