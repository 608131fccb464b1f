"""Our own statements against gold files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefing.services.evaluation.gold import GoldArticle, Said, read_gold
from briefing.services.evaluation.scorer import Score, score


def evaluate(files: Sequence[Path], *, threads: int = 1, told: Callable[[str], None]) -> Iterator[tuple[Path, Score]]:
    """Find the statements in the texts of gold files, and score them.

    Every file is read before statements are looked for in the first, so that a fault in the last costs no waiting.

    Args:
        files: The gold files.
        threads: Cores to use.
        told: Hears what is being done.

    Yields:
        Each file with its score, in order.

    Raises:
        IntakeError: A file cannot be read, or is in another form.
        AttributionError: The language model is missing or cannot be read.
    """
    golds = [(file, read_gold(file)) for file in files]
    for file, gold in golds:
        told(f"finding statements in the {_articles(len(gold))} of {file.name}")
        yield file, _score_ours(gold, threads)


def table(file: Path, scored: Score) -> Iterator[str]:
    """A file's score as text, with a heading."""
    yield f"{file.name}, {_articles(scored.articles)}; precision/recall/F1"
    for line in scored.lines():
        yield f"  {line}"


def _score_ours(gold: Sequence[GoldArticle], threads: int) -> Score:
    from briefing.services.extract import extract

    found = extract(((article.id, article.text) for article in gold), threads=threads)
    return score(gold, {name: [Said.from_statement(one) for one in statements] for name, statements in found})


def _articles(number: int) -> str:
    return f"{number} article{'' if number == 1 else 's'}"


__all__ = ["evaluate", "table"]
