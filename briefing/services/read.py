"""Articles of files that are in no library: for pipes, and for measuring how well files are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.errors import IntakeError
from briefing.model import Article


def read(paths: Iterable[Path]) -> Iterator[Article | str]:
    """Read the articles in files, and in the files below folders.

    Yields:
        An article, or one sentence about something that cannot be read.
    """
    from briefing import intake

    for found in intake.scan(list(paths)):
        if isinstance(found, intake.IntakeProblem):
            yield found.sentence
            continue
        try:
            for article in intake.articles_in(found):
                yield article if isinstance(article, Article) else article.sentence
        except IntakeError as error:
            yield str(error)
