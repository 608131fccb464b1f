"""What is known of an article apart from its words, and where each value was read: trust is the reader's to give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefing.counts import counted
from briefing.services.views import ArticleCard, ArticleView

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article


class Fact(NamedTuple):
    """One thing that is known of an article, or that is not.

    Attributes:
        name: What it is: "title".
        value: Its value, or that there is none.
        origin: Where it was read, in a few words, or "".
    """

    name: str
    value: str
    origin: str = ""


def about(view: ArticleView) -> tuple[Fact, ...]:
    """Everything that is known of an article but its words, in the order in which one asks for it."""
    return tuple(_facts(view))


def version_line(card: ArticleCard) -> str:
    """A version of an article in a few words: its day, its file and its id."""
    name = card.path.replace("\\", "/").rpartition("/")[2]
    return f"{card.published or 'undated'} {name} ({card.id})"


def _facts(view: ArticleView) -> Iterator[Fact]:
    article = view.article
    if article.caution:
        yield Fact("caution", article.caution)
    title_from = _origin(article, "title") if article.title_is_own else "none in the file: its first sentence"
    yield Fact("title", article.title, title_from)
    shown = view.card.outlet or "unknown"
    written = f": “{article.outlet}”" if article.outlet and article.outlet != shown else ""
    yield Fact("outlet", shown, f"{_origin(article, 'outlet')}{written}")
    yield Fact("author", article.author or "unknown", _origin(article, "author"))
    yield Fact("published", *_day(article))
    if article.place or article.agency:
        yield Fact("filed", ", ".join(part for part in (article.place, article.agency) if part), "dateline")
    if article.url:
        yield Fact("address", article.url, _origin(article, "url"))
    if article.language:
        yield Fact("language", article.language)
    words, paragraphs = len(article.text.split()), len(article.paragraphs)
    yield Fact("length", f"{counted(words, 'word')} in {counted(paragraphs, 'paragraph')}")
    yield Fact("file", article.path, view.file_state)
    if article.part:
        yield Fact("part", article.part)
    yield Fact("id", article.id)
    if len(view.versions) > 1:
        for number, card in zip(range(len(view.versions), 0, -1), view.versions, strict=True):
            this = "this one" if card.id == article.id else "newest" if number == len(view.versions) else ""
            yield Fact(f"version {number}", version_line(card), this)


def _day(article: Article) -> tuple[str, str]:
    """The day of publication, and the words that it was read from."""
    if article.published is None:
        return "undated", "no day in the file"
    day = article.published.isoformat()
    words = article.published_from or ""
    said = f": “{words}”" if words and words != day else ""
    return day, f"{_origin(article, 'published') or 'text'}{said}"


def _origin(article: Article, field: str) -> str:
    origin = article.origins.get(field)
    return "" if origin is None else origin.value


__all__ = ["Fact", "about", "version_line"]
