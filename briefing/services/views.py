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
        gone: Its file is no longer there; what was read of it is kept.
    """

    id: str
    title: str
    title_is_own: bool
    outlet: str | None
    published: dt.date | None
    path: str
    statements: int | None
    unread: str | None = None
    gone: bool = False


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
        done: Articles (while reading: files) finished in this stage.
        total: How many there are to do in this stage.
        problems: One sentence for each file that could not be read, newest last.
        changed: A number that grows whenever articles or statements were added or removed: redraw when it does.
        articles: While reading: the articles found in the files.
        rate: Articles a second, or None when that cannot be told yet.
        left: About how many seconds this stage will take, or None when that cannot be told yet.
        share: About how much of this stage is done, 0 to 1; None when that cannot be told.
        elsewhere: Another process is at it, and this one looks on.
    """

    stage: str
    done: int
    total: int
    problems: tuple[str, ...]
    changed: int
    articles: int = 0
    rate: float | None = None
    left: float | None = None
    share: float | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its statements, ready to read.

    Attributes:
        card: The article without its text.
        article: The article.
        statements: Every statement in it, in order of its content.
        file_state: "unchanged", "changed" or "missing": the file on disk against what was read.
        versions: The versions of the article that are kept, newest first; itself alone when there is but one.
    """

    card: ArticleCard
    article: Article
    statements: tuple[StatementCard, ...]
    file_state: str
    versions: tuple[ArticleCard, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a part of one, that could not be read.

    Attributes:
        path: The file.
        reason: What is wrong and what to do, in one sentence.
        whole: Nothing (or nothing more) of the file could be read; else only a part of it.
    """

    path: str
    reason: str
    whole: bool


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What came of the reading since the library was opened.

    Attributes:
        files: Files read.
        gone: Files that were there at the last time and are there no longer; their articles are marked.
        back: Files that had gone and are there again.
        new: Articles that were not in the library.
        changed: Articles of which something else is known now.
        unchanged: Articles in the files read that were there already, just so.
        removed: Articles that their file no longer holds, for it was changed.
        skipped: What in the library's files cannot be read, at this or an earlier time.
        seconds: How long each stage took.
    """

    files: int
    gone: int
    back: int
    new: int
    changed: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]
    seconds: dict[str, float]


__all__ = [
    "Actor",
    "ArticleCard",
    "ArticleView",
    "Found",
    "Hit",
    "Progress",
    "ReadingReport",
    "Skipped",
    "StatementCard",
    "Summary",
]
