"""Search: how fast and how right it is, beside SQLite's full text search and plain tantivy in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path


def lines(
    files: Sequence[Path],
    statements: Path | None,
    judged: Path | None,
    mixed: int,
    folder: Path,
    library: Path | None,
    told: Callable[[str], None],
) -> Iterator[str]:
    """Everything that is measured of search, as lines of text.

    Args:
        files: Articles, in any format that is read.
        statements: The statements in them, as JSON lines; None for whatever stands in quotation marks.
        judged: A folder with a collection of judged questions, or None.
        mixed: So many articles, mixed from those, for the engine for large libraries; 0 for none.
        folder: Where indexes are made.
        library: A data folder whose last library the app is to open, and may change; or None.
        told: Given what is being done.
    """
    from briefing.bench.search.engines import ENGINES
    from briefing.bench.search.material import documents
    from briefing.bench.search.relevance import found_again
    from briefing.bench.search.relevance import judged as scored
    from briefing.bench.search.speed import large, measure

    if files:
        told("search: reading")
        held = documents(files, statements, told)
        yield from measure(ENGINES, held, folder, told)
        for name, opener in ENGINES:
            told(f"{name}: looking for statements by their own words")
            engine = opener(folder / name)
            yield f"{name:12} found by its own words: {found_again(engine, held)}"
            engine.close()
        if mixed:
            name, opener = ENGINES[-1]
            yield from large(name, opener, held, mixed, folder / "mixed", told)
    if judged is not None:
        told("judged questions")
        yield from scored(judged, ENGINES)
    if library is not None:
        from briefing.bench.search import arriving, felt

        yield from arriving.lines(library, told)  # first, while there is something to find
        yield from felt.lines(library, told)
