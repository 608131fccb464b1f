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


def formats() -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    """The formats that can be read.

    Yields:
        What a format is called, the endings of its files' names, and the extra of the package that it needs and that
        is not installed, or None.
    """
    from importlib.util import find_spec

    from briefing import intake

    endings: dict[tuple[str, str | None], set[str]] = {}
    for reader in intake.READERS:
        missing = any(find_spec(module) is None for module in reader.modules)
        endings.setdefault((reader.name, reader.extra if missing else None), set()).update(reader.suffixes)
    for (name, extra), suffixes in endings.items():
        yield name, tuple(sorted(suffixes)), extra
    packed = intake.SUFFIXES.difference(*(reader.suffixes for reader in intake.READERS))
    if packed:
        yield "any of these, compressed or in a ZIP archive", tuple(sorted(packed)), None
