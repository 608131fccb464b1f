"""What the faces are handed: frozen rows that need no further question to be drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefing.model import Actor, Article, Span, Statement


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its text.

    Attributes:
        id: The article's stable name.
        title: Its headline, or its first sentence.
        title_is_own: False when the title is only the first sentence.
        outlet: Who published it, or None.
        published: When, or None.
        path: The file.
        statements: How many statements it holds; None while nobody has looked yet.
        unread: Why none are looked for in it, in one sentence, such as its language; None when they are.
    """

    id: str
    title: str
    title_is_own: bool
    outlet: str | None
    published: dt.date | None
    path: str
    statements: int | None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement with what is needed to show, sort and cite it.

    Attributes:
        id: Stable key within the library: "article id:first content code point".
        statement: The statement itself.
        article: Where it stands.
        content: The words, verbatim: the content spans joined by " … ".
        cue: The cue's words, or "".
        source: The source's words as written, or "".
        paragraph: The number, from 1, of the paragraph where the content begins.
        actor_id: Key of the actor who said it, or None.
        unsure: True when the confidence is under the library's threshold: show as "to review", never as a fact.
    """

    id: str
    statement: Statement
    article: ArticleCard
    content: str
    cue: str
    source: str
    paragraph: int
    actor_id: str | None
    unsure: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: an article, or a statement in one.

    Attributes:
        article: The article found.
        statement: The statement found, or None when the article's text matched.
        snippet: Words around the first match, cleaned.
        marks: Where in `snippet` the matched words stand.
        spans: Where in the article's text the matched words stand, in order: what n and N walk through.
        score: The engine's; comparable within one result only.
    """

    article: ArticleCard
    statement: StatementCard | None
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one query.

    Attributes:
        query: As it was asked.
        explained: The query said back in words, or why it could not be understood.
        hits: Best first.
        articles: How many articles match in all.
        partial: True when time ran out before everything was looked at.
        advice: When nothing was found: which part of the query emptied it, in words; else "".
        corrected: True when the query was mended (an unclosed quotation mark, say) before it was asked.
    """

    query: str
    explained: str
    hits: tuple[Hit, ...]
    articles: int
    partial: bool = False
    advice: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the background work is.

    Attributes:
        stage: "reading", "indexing", "attributing" or "idle".
        done: Articles finished in this stage.
        total: Articles there are to do in this stage.
        problems: One sentence for each file that could not be read, newest last.
        changed: A number that grows whenever articles or statements were added or removed: redraw when it does.
    """

    stage: str
    done: int
    total: int
    problems: tuple[str, ...]
    changed: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its statements, ready to read.

    Attributes:
        card: The article without its text.
        article: The article.
        statements: Every statement in it, in order of its content.
        file_state: "unchanged", "changed" or "missing": the file on disk against what was read.
    """

    card: ArticleCard
    article: Article
    statements: tuple[StatementCard, ...]
    file_state: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The library in one line.

    Attributes:
        name: The library's name.
        articles: Articles in the record.
        attributed_articles: Those whose statements have been found.
        statements: Statements in all.
        attributed: Statements with a speaker and enough confidence.
        unsure: Statements to review.
        actors: Actors in all.
    """

    name: str
    articles: int
    attributed_articles: int
    statements: int
    attributed: int
    unsure: int
    actors: int


__all__ = [
    "Actor",
    "ArticleCard",
    "ArticleView",
    "Found",
    "Hit",
    "Progress",
    "StatementCard",
    "Summary",
]
