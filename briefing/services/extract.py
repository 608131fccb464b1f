"""Statements of texts that are in no library: for pipes, benchmarks and other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefing.model import Statement


def extract(
    texts: Iterable[tuple[str, str]], *, threads: int = 1, unread: Callable[[str, str], None] | None = None
) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Find the statements of texts, as they come.

    Args:
        texts: (id, text) of each article; offsets in what comes out are code points into the text exactly as given.
        threads: Cores to use.
        unread: Told the id of each text in which no statements are looked for, with the reason in one sentence,
            right before its turn.

    Yields:
        (id, statements) of each, in order.

    Raises:
        AttributionError: The language model is missing or cannot be read.
        UsageError: The settings cannot be read.
    """
    from briefing.attribution.attribute import Attributor, Page
    from briefing.library.describe import language_of, paragraphs_of
    from briefing.settings import load_settings

    attributor = Attributor(threads=threads)
    metonyms = load_settings().metonyms
    for name, text in texts:
        found = attributor.attribute(Page(text, paragraphs_of(text), language=language_of(text), metonyms=metonyms))
        if found.unread is not None and unread is not None:
            unread(name, found.unread)
        yield name, found.statements
