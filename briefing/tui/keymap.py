"""The keys of the app as Textual's bindings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.binding import Binding, BindingType

from briefing.keys import IN_BOX, KEYS


def bind(*ids: str, foot: bool = False, says: str = "") -> list[BindingType]:
    """The bindings with these ids, for a widget's `BINDINGS`.

    Args:
        ids: Which.
        foot: Show all of them in the footer.
        says: What they do there; "" for what they do elsewhere.
    """
    return [
        Binding(
            key.keys,
            key.action,
            says or key.says,
            show=foot or key.foot,
            key_display=key.display or None,
            priority=key.priority,
            id=name,
        )
        for name, key in ((name, KEYS[name]) for name in ids)
    ]


_WRITTEN: Final = {"escape": "esc", "enter": "⏎"}


def shown_key(name: str, own: Mapping[str, str]) -> str:
    """The key that does something, as the footer writes it.

    Args:
        name: The binding's id.
        own: The user's own keys, by id.
    """
    key = KEYS[name]
    first = own[name].split(",")[0] if name in own else key.display or key.keys.split(",")[0]
    return first.replace("ctrl+", "^") if first.startswith("ctrl+") else _WRITTEN.get(first, first)


MOVES: Final = tuple(name for name in KEYS if name.startswith("move."))
"""What every pane understands."""
OF_ACTORS: Final = tuple(name for name in KEYS if name.startswith("actors."))
"""What the list of actors understands."""
OF_SELECTING: Final = tuple(name for name in KEYS if name.startswith("select."))
"""What the article understands while words are selected in it."""
OF_REVIEW: Final = tuple(name for name in KEYS if name.startswith("review."))
"""What the review understands."""
OF_PAGES: Final = tuple(name for name in KEYS if name.startswith("page."))
"""What the pages of counts understand."""
_ELSEWHERE: Final = (*MOVES, *OF_ACTORS, *OF_SELECTING, *OF_REVIEW, *OF_PAGES, *IN_BOX, "open", "quit")
ON_SCREEN: Final = tuple(name for name in KEYS if name not in _ELSEWHERE)
"""What is understood wherever one is."""
