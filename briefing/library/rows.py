"""What the record hands out: plain rows."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import Article, Statement
from briefing.model.decision import Decided


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was when it was read.

    Attributes:
        path: The file.
        size: Its length in bytes.
        mtime_ns: When it was last written, in nanoseconds.
        sha256: Hash of its bytes; "" when it could not be read.
        problem: Why it could not be read, or not to its end, in one sentence, or None.
        unfinished: Reading it was begun and has not come to its end.
        gone: It is no longer there; what was read from it is kept.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    problem: str | None = None
    unfinished: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file, or a piece of that.

    Attributes:
        file: The file as it was; its `problem` says why there are no articles, or no more.
        articles: The articles in this piece.
        problems: One sentence for each part that could not be read.
        first: Reading the file begins with this piece.
        last: Nothing comes after it.
    """

    file: FileRow
    articles: tuple[Article, ...] = ()
    problems: tuple[str, ...] = ()
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """What writing a batch changed.

    Attributes:
        new: Articles that were not in view before.
        changed: Articles of which something else is known now.
        unchanged: Articles that were there already, just so.
        removed: Articles that went out of view, for their file says something else now.
        ids: Of one batch alone: the articles that search has to learn or to forget for its sake.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    ids: tuple[str, ...] = ()

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a part of one, that could not be read.

    Attributes:
        path: The file.
        sentence: What is wrong, and what to do.
        whole: Nothing, or nothing more, could be read of the file; else only a part of it.
    """

    path: str
    sentence: str
    whole: bool


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its words.

    Attributes:
        article: The id of the article.
        position: Its place among the article's statements.
        first: Its first code point.
        paragraph: The number, from 1, of the paragraph where it begins.
        actor: The key of the actor who said it, or None.
        content: The content's words, its spans joined by " … ".
        cue: The cue's words.
        source: The source's words.
        statement: The statement, as it counts.
        decided: The reader's decision on it, or None.
        saying: What names all places where the same is said; None when this is the only one.
        place: Which of them this is, from 0, the earliest.
        places: How many they are.
    """

    article: str
    position: int
    first: int
    paragraph: int
    actor: str | None
    content: str
    cue: str
    source: str
    statement: Statement
    decided: Decided | None = None
    saying: int | None = None
    place: int = 0
    places: int = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is.

    Attributes:
        articles: Articles shown.
        looked_at: Those in which statements were looked for, found or not.
        pending: Those in which they still are to be looked for.
        statements: Statements of speech.
        attributed: Those with an actor and enough confidence.
        unsure: Those without enough confidence.
        actors: Actors who said something.
    """

    articles: int
    looked_at: int
    pending: int
    statements: int
    attributed: int
    unsure: int
    actors: int


__all__ = ["Counts", "FileRow", "Kept", "Reading", "Skipped", "StatementRow"]
