"""The model's plain values: they check nothing, so that a screen which only shows them loads nothing that does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from briefing.model.language import unread

ENOUGH = 20
"""From so many statements on, the share of unnamed sources means something."""


class Span(NamedTuple):
    """A half-open range of code points in an article's text.

    Attributes:
        start: The first code point.
        end: One past the last.
    """

    start: int
    end: int


class ParagraphKind(StrEnum):
    """What a paragraph is to the article."""

    TITLE = "title"
    STANDFIRST = "standfirst"  # the summary below the title
    BYLINE = "byline"
    DATELINE = "dateline"  # "date 2021-03-03 UrduPoint.com": when and where, in a line of its own
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"  # who took a picture, whose the text is
    BODY = "body"
    BOILERPLATE = "boilerplate"  # rules, notices, "Read also": on the page, but not of the article


class Origin(StrEnum):
    """Where a value such as the author's name or the day was read; what is not known has none."""

    FRONT_MATTER = "front matter"
    JSON_LD = "JSON-LD"
    PAGE_METADATA = "page metadata"
    PAGE = "page"  # what the page shows, apart from title, byline and dateline
    RECORD = "record"
    FEED = "feed"
    MAIL_HEADER = "mail header"
    NEWS_METADATA = "news metadata"  # NewsML-G2, NITF, ninjs
    ARCHIVE = "archive"  # what an archive notes beside a page, or a database above an article
    DOCUMENT = "document properties"
    TITLE_LINE = "title line"
    BYLINE = "byline"
    DATELINE = "dateline"
    TEXT = "text"
    ADDRESS = "address"  # the host or the path of the URL
    FILE_NAME = "file name"


class ActorKind(StrEnum):
    """What sort of speaker this is; the sidebar shows the first letter."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    GROUP = "group"
    UNNAMED = "unnamed"


class ActorCard(NamedTuple):
    """An actor as long lists hold it: light, for there may be tens of thousands of them.

    Attributes:
        id: The actor's key.
        name: What it is called.
        kind: What sort of speaker.
        said: Number of statements attributed to them.
        mentioned: How often articles mention them.
        hidden: Whether the reader wants it left out of lists.
    """

    id: str
    name: str
    kind: ActorKind
    said: int = 0
    mentioned: int = 0
    hidden: bool = False


class SourceSort(StrEnum):
    """What a source without a name is."""

    PEOPLE = "people"
    BODY = "body"
    DOCUMENT = "document"


class Kind(StrEnum):
    """How much of the content stands in quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Mode(StrEnum):
    """What the source did: only speech is a statement to most readers."""

    SPEECH = "speech"
    ATTITUDE = "attitude"


class Polarity(StrEnum):
    """What sort of saying it was, from the class of its cue."""

    SAID = "said"
    DENIED = "denied"
    REFUSED = "refused"
    ASKED = "asked"
    DEMANDED = "demanded"
    PROMISED = "promised"
    THREATENED = "threatened"
    WARNED = "warned"
    CONCEDED = "conceded"
    ACCUSED = "accused"
    PRAISED = "praised"
    AGREED = "agreed"


class Venue(StrEnum):
    """What sort of occasion something was said on."""

    INTERVIEW = "interview"
    APPEARANCE = "appearance"
    CALL = "call"
    POST = "post"
    MESSAGE = "message"
    STATEMENT = "statement"
    BRIEFING = "briefing"
    SPEECH = "speech"
    TESTIMONY = "testimony"
    RALLY = "rally"
    MEETING = "meeting"
    WRITING = "writing"
    DOCUMENT = "document"
    BROADCAST = "broadcast"


class Verdict(StrEnum):
    """What the reader says of the tie between a statement and its speaker, or of two actors being one."""

    RIGHT = "right"
    UNSURE = "unsure"
    WRONG = "wrong"


class Day(NamedTuple):
    """How many statements fall on a day.

    Attributes:
        day: The day; None for those of which nobody knows one.
        said: Statements that the article says were made then.
        published: Statements of which only the day of their article is known.
    """

    day: dt.date | None
    said: int
    published: int


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
        statements: How many statements of speech it holds; None while nobody has looked yet.
        language: ISO 639-1 code, or None when unknown.
        gone: Its file is no longer there; what was read of it is kept.
        agency: The wire that its dateline credits ("UrduPoint News / Sputnik"), or None.
    """

    id: str
    title: str
    title_is_own: bool
    outlet: str | None
    published: dt.date | None
    path: str
    statements: int | None
    language: str | None = None
    gone: bool = False
    agency: str | None = None

    @property
    def unread(self) -> str | None:
        """Why no statements are looked for in it, in one sentence, such as its language; None when they are."""
        return unread(self.language)
