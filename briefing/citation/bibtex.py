"""A statement as an entry of a bibliography, for BibTeX and biblatex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.model.clean import clean_line

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article

_SPECIAL: Final = re.compile(r"[\\{}$&#%_^~]")
_WRITTEN: Final = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def entry(article: Article, *, first: int, paragraph: int, note: str) -> str:
    """The article as a page that was read, with the statement in the note.

    Args:
        article: Where it stands.
        first: The code point at which the statement begins, which makes the entry's key its own.
        paragraph: Its paragraph, from 1; 0 when it stands in none.
        note: Who said what, in words.
    """
    fields = {
        "author": article.author and f"{{{_plain(article.author)}}}",
        "title": _plain(article.title),
        "organization": article.outlet and _plain(article.outlet),
        "date": article.published and article.published.isoformat(),
        "url": article.url and _address(article.url),
        "pages": f"¶{paragraph}" if paragraph else None,
        "note": _plain(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{briefing-{article.id}-{first},", *lines, "}"]) + "\n"


def _plain(text: str) -> str:
    """Text in which nothing is an order to TeX."""
    words = " ".join(clean_line(text).split())
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), words)


def _address(url: str) -> str:
    """An address as it is, without what would end the field."""
    return clean_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


__all__ = ["entry"]
