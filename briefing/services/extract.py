"""Statements of texts that are in no library: for pipes, benchmarks and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from briefing.model import Statement

TOGETHER = 4  # articles whose windows share batches


def extract(texts: Iterable[tuple[str, str]], *, threads: int = 1) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Find the statements of texts, as they come.

    Args:
        texts: (id, text) of each article; offsets in what comes out are code points into the text exactly as given.
        threads: Cores to use.

    Yields:
        (id, statements) of each, in order.

    Raises:
        AttributionError: The language model is missing or cannot be read.
    """
    from briefing.attribution.attribute import Attributor, Page
    from briefing.library.describe import paragraphs_of

    attributor = Attributor(threads=threads)
    rows = iter(texts)
    while group := list(islice(rows, TOGETHER)):
        found = attributor.attribute([Page(text, paragraphs_of(text)) for _, text in group])
        for (name, _), attribution in zip(group, found, strict=True):
            yield name, attribution.statements
