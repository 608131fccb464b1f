"""What of an article and its statements is searched: the same words for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.search.engine import Document, StatementDocument
from briefing.search.words import folded, stem

GAP = "\x1e"
"""Stands between the parts of a record, and is no word: a phrase does not reach from one part into the next."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found.

    Attributes:
        text: What is shown of it: the article's text, or the statement's content.
        words: Its words, folded, in order, with a `GAP` after each part.
        beginnings: The words of its title and of its speakers: what the first letters of a word are looked up in.
        statement: The statement, or None for the article itself.
        names: The words of the speaker's names.
        via: The words of who carried it.
    """

    text: str
    words: list[str]
    beginnings: frozenset[str]
    statement: StatementDocument | None = None
    names: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()


def records(document: Document) -> Iterator[Record]:
    """The article's record, then those of its statements in order."""
    told = (document.title, *document.outlets[:2], document.author)
    beside = [part for part in told if part and part not in document.text]
    speakers = {name for statement in document.statements for name in (statement.speaker, *statement.aliases)}
    yield Record(
        text=document.text,
        words=_in_order([document.text, *beside]),
        beginnings=frozenset(folded_words([document.title, *speakers])),
    )
    for statement in document.statements:
        names = [name for name in dict.fromkeys((statement.speaker, *statement.aliases)) if name]
        named = frozenset(folded_words(names))
        yield Record(
            text=statement.content,
            words=_in_order([statement.content, *names]),
            beginnings=named,
            statement=statement,
            names=named,
            via=frozenset(folded_words([statement.via])),
        )


def title_stems(document: Document) -> frozenset[str]:
    """The stems of the title's words, which its statements are found by too."""
    return frozenset(map(stem, folded_words([document.title])))


def outlet_words(document: Document) -> frozenset[str]:
    """The words of every name of the outlet, which its statements are found by too."""
    return frozenset(folded_words(document.outlets))


def folded_words(texts: Iterable[str]) -> Iterator[str]:
    """The words of some texts, folded."""
    return (word for text in texts for word in folded(text))


def _in_order(parts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        found += folded(part)
        found.append(GAP)
    return found


__all__ = ["GAP", "Record", "folded_words", "outlet_words", "records", "title_stems"]
