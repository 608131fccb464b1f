"""Statements of texts that are in no library: for pipes, benchmarks and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model import Statement


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
    for name, text in texts:
        yield name, attributor.attribute(Page(text, paragraphs_of(text))).statements
