"""The engines that are installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from briefing.search.engine import SearchEngine
from briefing.search.whoosh_engine import WhooshEngine

ENGINES: list[tuple[str, Callable[[Path], SearchEngine]]] = [("whoosh", WhooshEngine)]
if find_spec("tantivy"):
    from briefing.search.tantivy_engine import TantivyEngine

    ENGINES.append(("with tantivy", TantivyEngine))

__all__ = ["ENGINES"]
