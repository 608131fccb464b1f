"""Any words of an article as text to paste: not every quotation is one statement."""

from __future__ import annotations

import re
from typing import Final

from briefing.citation import cite, cite_words, extract_words
from briefing.model import Span
from briefing.services.views import ArticleView

_ANY_DOUBLE, _ANY_SINGLE = '["“”„«»]', "['’‘`]"
_DOUBLE, _SINGLE = re.compile(_ANY_DOUBLE), re.compile(_ANY_SINGLE)
_ENDS: Final = re.compile(r"\W*(.*?)\W*", re.DOTALL)


def passage(view: ArticleView, span: Span, form: str = "markdown") -> str:
    """Words of an article as text to paste.

    Args:
        view: The article.
        span: Which code points of its text.
        form: "verbatim": the words, character for character. "markdown": with where they stand; words inside a
            statement are cited as its speaker's, and as a paraphrase where they are one. Words that reach beyond it
            are the article's, and those who speak in them are named.
    """
    article = view.article.model_copy(update={"outlet": view.card.outlet})
    if form == "verbatim":
        return extract_words(article, (span,))
    core = _without_marks(article.text, span)
    card = view.statement_at(core)
    if card is not None:
        statement = card.statement.model_copy(update={"content": (span,)})
        return cite(statement, article, form, unsure=card.unsure)
    touched = [card for card in view.statements if any(_meet(part, core) for part in card.statement.content)]
    return cite_words(article, span, [(card.statement, card.unsure) for card in touched])


def places_of(text: str, words: str) -> list[Span]:
    """Where words stand in a text, whatever its blanks and the forms of its quotation marks are.

    Args:
        text: The text.
        words: Some words in a row, not all of them blank.
    """
    pieces = [re.escape(piece) for piece in words.split()]
    pattern = r"\s+".join(_DOUBLE.sub(_ANY_DOUBLE, _SINGLE.sub(_ANY_SINGLE, piece)) for piece in pieces)
    return [Span(*found.span()) for found in re.finditer(pattern, text)]


def _without_marks(text: str, span: Span) -> Span:
    """The words without the marks and blanks around them, which belong to nobody."""
    found = _ENDS.fullmatch(text, span.start, span.end)
    return Span(*found.span(1)) if found and found[1] else span


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
