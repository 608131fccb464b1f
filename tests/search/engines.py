"""The engines that the one suite of tests is run on."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

from briefing.search import SearchEngine


def _whoosh(folder: Path) -> SearchEngine:
    from briefing.search.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)


def _tantivy(folder: Path) -> SearchEngine:
    module = importlib.import_module("briefing.search.tantivy_engine")
    opened: SearchEngine = module.TantivyEngine(folder)
    return opened


ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"whoosh": _whoosh}
if importlib.util.find_spec("tantivy") and importlib.util.find_spec("briefing.search.tantivy_engine"):
    ENGINES["tantivy"] = _tantivy
