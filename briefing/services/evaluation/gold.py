"""Gold files: articles with the statements that people found in them, one JSON object a line.

An article is {"id", "text", "statements", "discard"}; a statement is {"content": [[start, end], …], "cue": …,
"source": …}. Spans are half-open code points into "text"; cue and source may be empty, and "discard", which may be
missing, holds the parts in which the gold is not to be trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import IntakeError
from briefing.model import Statement
from briefing.model.clean import clean_path
from briefing.services.evaluation.words import Pair


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the scorer sees it.

    Attributes:
        content: Where its content stands.
        cue: Where its cue stands.
        source: Where its source stands.
        confidence: 0 to 1, or None.
    """

    content: tuple[Pair, ...]
    cue: tuple[Pair, ...] = ()
    source: tuple[Pair, ...] = ()
    confidence: float | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Said:
        """A statement of a JSON line."""
        return cls(_pairs(row["content"]), _pairs(row.get("cue")), _pairs(row.get("source")), row.get("confidence"))

    @classmethod
    def from_statement(cls, statement: Statement) -> Said:
        """A statement of ours."""
        return cls(
            _pairs(statement.content), _pairs(statement.cue), _pairs(statement.source), round(statement.confidence, 4)
        )

    @property
    def spans(self) -> tuple[Pair, ...]:
        """Every place it names."""
        return (*self.content, *self.cue, *self.source)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold statements.

    Attributes:
        id: Its name.
        text: Its text.
        statements: What is said in it.
        discard: Spans in which the gold is not to be trusted.
    """

    id: str
    text: str
    statements: tuple[Said, ...]
    discard: tuple[Pair, ...] = ()


def read_gold(file: Path) -> list[GoldArticle]:
    """The gold articles of a file.

    Raises:
        IntakeError: It cannot be read, is in another form, or holds no article.
    """
    name = clean_path(file)
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise IntakeError(f"The gold file {name} cannot be read ({reason}): check it.") from error
    except UnicodeDecodeError as error:
        raise IntakeError(f"The gold file {name} is not UTF-8: convert it.") from error
    articles: dict[str, GoldArticle] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        article = _gold_article(line, f"line {number} of {name}")
        if article.id in articles:
            raise IntakeError(f"Line {number} of {name} has the id of an earlier article: give each one of its own.")
        articles[article.id] = article
    if not articles:
        raise IntakeError(f"The gold file {name} holds no article: write one JSON object a line.")
    return list(articles.values())


def _gold_article(line: str, where: str) -> GoldArticle:
    try:
        return _checked(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IntakeError(
            f"A gold article is expected in {where}, and this is none ({_reason(error)}): "
            'write one JSON object with "id", "text" and "statements".'
        ) from error


def _checked(row: dict[str, Any]) -> GoldArticle:
    """An article of a JSON line.

    Raises:
        ValueError: Something in it is not what it should be. It can be as wrong as to raise several others.
    """
    name, text, statements = row["id"], row["text"], row["statements"]
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        raise ValueError('its "id" is neither text nor a number')
    if not isinstance(statements, list):
        raise ValueError('its "statements" are no list')
    text.encode()  # half a character has no place in a text, and the model would stumble over it
    article = GoldArticle(str(name), text, tuple(map(Said.from_json, statements)), _pairs(row.get("discard")))
    for start, end in _places(article):
        if not 0 <= start <= end <= len(text):
            raise ValueError("something in it does not lie inside its text")
    return article


def _places(article: GoldArticle) -> Iterator[Pair]:
    yield from article.discard
    for statement in article.statements:
        yield from statement.spans


def _reason(error: Exception) -> str:
    """What is wrong with a line, in a few words."""
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON: {error.msg.lower()} at column {error.colno}"
    if isinstance(error, KeyError):
        return f'it has no "{error.args[0]}"'
    return str(error) if type(error) is ValueError else "it is in another form"


def _pairs(spans: Iterable[Sequence[int]] | None) -> tuple[Pair, ...]:
    return tuple(map(_pair, spans or ()))


def _pair(span: Sequence[int]) -> Pair:
    if len(span) != 2 or not all(isinstance(place, int) for place in span):
        raise ValueError("a span in it is no pair of numbers")
    return span[0], span[1]


__all__ = ["GoldArticle", "Said", "read_gold"]
