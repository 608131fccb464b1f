"""How the reader wants the panes to share the screen, and what of that fits."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

LEAST_COLUMNS: Final = 40
LEAST_LINES: Final = 10
TOO_SMALL: Final = (
    f"Too small: the panes need {LEAST_COLUMNS} columns and {LEAST_LINES} rows. Enlarge the terminal, or type:"
    " briefing --plain"
)
NORMAL: Final = 80
"""Columns from which two panes stand beside each other."""
WIDE: Final = 120
"""Columns from which three do."""
LEAST_SIDE: Final = 20
_MOST_COLUMNS: Final = 10_000
LEAST_MIDDLE: Final = 34
LEAST_HEIGHT: Final = 5
_SIDEBAR: Final = (0.26, 30, 42)
"""The share of the width that it has of itself, and between how many columns that is."""
_WHY: Final = (0.28, 33, 48)
_ARTICLE: Final = {True: 0.48, False: 0.5}
"""The share of the height that the article has, where three panes stand beside each other and where two do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes that the reader chose; None is as it comes.

    Attributes:
        sidebar: Columns of the actors.
        why: Columns of the evidence, where three panes stand beside each other.
        article: The article's share of the height.
    """

    sidebar: int | None = None
    why: int | None = None
    article: float | None = None

    @classmethod
    def read(cls, text: str | None) -> Layout:
        """The layout that was written down; as it comes when there is none, or none that can be read."""
        try:
            written = json.loads(text or "{}")
        except ValueError:
            return cls()
        if not isinstance(written, dict):
            return cls()
        sidebar, why, article = (written.get(name) for name in ("sidebar", "why", "article"))
        good = _is_columns(sidebar) and _is_columns(why) and _is_share(article)
        return cls(sidebar, why, article) if good else cls()

    def written(self) -> str:
        """As it is written down."""
        return json.dumps({name: size for name, size in asdict(self).items() if size is not None})

    def columns(self, width: int) -> tuple[int, int, int]:
        """The columns of the sidebar, of the middle and of the evidence; 0 for the last where two panes are beside.

        What does not fit is made smaller, the middle last.

        Args:
            width: Columns there are, `NORMAL` at least.
        """
        if width < WIDE:
            sidebar = _between(LEAST_SIDE, self.sidebar or _SIDEBAR[1], width - LEAST_MIDDLE)
            return sidebar, width - sidebar, 0
        why = _between(LEAST_SIDE, self.why or _share(_WHY, width), width - LEAST_MIDDLE - LEAST_SIDE)
        sidebar = _between(LEAST_SIDE, self.sidebar or _share(_SIDEBAR, width), width - LEAST_MIDDLE - why)
        return sidebar, width - sidebar - why, why

    def rows(self, height: int, *, wide: bool) -> tuple[int, int]:
        """The rows above the article, and the article's.

        Args:
            height: Rows there are for both.
            wide: Whether three panes stand beside each other.
        """
        share = self.article or _ARTICLE[wide]
        article = _between(LEAST_HEIGHT, round(height * share), height - LEAST_HEIGHT)
        return max(0, height - article), article

    def with_sidebar(self, columns: int, width: int) -> Layout:
        """With as many columns for the sidebar as fit."""
        fitting = replace(self, sidebar=max(1, columns)).columns(width)[0]
        return replace(self, sidebar=fitting)

    def with_why(self, columns: int, width: int) -> Layout:
        """With as many columns for the evidence as fit."""
        fitting = replace(self, why=max(1, columns)).columns(width)[2]
        return replace(self, why=fitting)

    def with_article(self, rows: int, height: int) -> Layout:
        """With as many rows for the article as fit."""
        fitting = _between(LEAST_HEIGHT, rows, height - LEAST_HEIGHT)
        return replace(self, article=max(0.01, min(fitting / max(1, height), 0.99)))


def _is_columns(size: Any) -> bool:  # noqa: ANN401  # whatever a file may hold
    return size is None or (type(size) is int and 1 <= size <= _MOST_COLUMNS)


def _is_share(size: Any) -> bool:  # noqa: ANN401  # whatever a file may hold
    return size is None or (type(size) in (int, float) and 0 < size < 1)


def _share(of: tuple[float, int, int], width: int) -> int:
    share, least, most = of
    return _between(least, round(share * width), most)


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))
