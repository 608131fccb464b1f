"""Title, outlet, date, author, dateline, and what each paragraph is: read off the page's shape, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from briefing.intake import kinds
from briefing.intake.bylines import About, read_about, read_foot
from briefing.intake.bylines import field as read_field
from briefing.intake.clipping import Given
from briefing.intake.datelines import Dateline, read_dateline
from briefing.intake.dates import find_date_words
from briefing.intake.names import names_in
from briefing.model import Origin, Paragraph, ParagraphKind, Span
from briefing.model.clean import clean_line

_HEAD: Final = 12  # paragraphs that may still be about the article
_DATELINE_WITHIN: Final = 4  # body paragraphs
_LONGEST_FIELD: Final = 400
_FIELDS: Final = ("author", "outlet", "title", "url", "language", "place", "agency", "published", "published_from")
_WITH_ORIGIN: Final = frozenset({"title", "author", "outlet", "published", "url", "language"})
_DAY_IN_A_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


@dataclass
class Metadata:
    """What an article says about itself; the fields are those of `Article`."""

    title: str = ""
    title_is_own: bool = True
    outlet: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    place: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)


def describe(
    text: str,
    spans: Sequence[Span],
    *,
    given: Sequence[Given] = (),
    kinds: Sequence[ParagraphKind | None] | None = None,
    markdown: bool = False,
    file_name: str = "",
) -> Metadata:
    """Read an article's metadata and the kinds of its paragraphs.

    What the file says in so many words (front matter, "Published: …") counts before what stands beside the byline, and
    that before the dateline.

    Args:
        text: The article's text.
        spans: Its paragraphs.
        given: What the file says about itself, apart from the text.
        kinds: What the file says a paragraph is, for each of them.
        markdown: Lines may be headings in Markdown.
        file_name: The file's name, which is asked for a day last of all.
    """
    page = _Page(text, spans, kinds=kinds, markdown=markdown)
    for value in given:
        page.learn(_told(value), value.origin)
    page.read_head()
    page.read_body()
    page.read_datelines()
    return page.finished(file_name)


def _told(value: Given) -> About:
    """A value that a file gives, cleaned and understood."""
    if value.field == "place":
        return About(place=value.value)
    if value.field == "agency":
        return About(agency=value.value)
    return read_field(value.field, clean_line(value.value))


class _Page:
    """One article while it is read."""

    def __init__(
        self, text: str, spans: Sequence[Span], *, kinds: Sequence[ParagraphKind | None] | None, markdown: bool
    ) -> None:
        self._text = text
        self._spans = spans
        self._markdown = markdown
        self._kinds: list[ParagraphKind | None] = list(kinds or [None] * len(spans))
        self._titled = ParagraphKind.TITLE in self._kinds
        self._datelines: dict[int, int] = {}
        self._updated: tuple[About, Origin] | None = None
        self._known = Metadata()

    def learn(self, about: About, origin: Origin) -> None:
        """Keep what is not known yet."""
        if about.updated:
            self._updated = self._updated or (about, origin)
            about = About(author=about.author, outlet=about.outlet)
        fields: Sequence[str] = _FIELDS
        if about.published is None or self._known.published is not None:
            fields = tuple(field for field in fields if not field.startswith("published"))
        self._keep(fields, about, origin)

    def _keep(self, names: Sequence[str], about: About, origin: Origin) -> None:
        """Fill empty fields, and note where the values stood."""
        for name in names:
            value = getattr(about, name)
            if isinstance(value, str):
                value = " ".join(clean_line(value).split())[:_LONGEST_FIELD]
            if value and not getattr(self._known, name):
                setattr(self._known, name, value)
                if name in _WITH_ORIGIN:
                    self._known.origins[name] = origin

    def _paragraph(self, number: int) -> str:
        """A paragraph's text; "" past the end."""
        if number >= len(self._spans):
            return ""
        start, end = self._spans[number]
        return self._text[start:end]

    def read_head(self) -> None:
        """Read the lines before the first paragraph of the story: title, byline, dates."""
        titled = False
        for number in range(min(_HEAD, len(self._spans))):
            paragraph = self._paragraph(number)
            if self._kinds[number] is not None:
                titled = self._read_told(number, paragraph) or titled
                continue
            about = read_about(paragraph, after_title=titled)
            if about:
                self.learn(about, Origin.BYLINE if about.author else Origin.TEXT)
                self._kinds[number] = ParagraphKind.BYLINE if about.author else ParagraphKind.DATELINE
            elif self._is_title(number, paragraph, titled=titled):
                titled = True
                self._kinds[number] = ParagraphKind.TITLE
            elif titled and self._signs(number, paragraph):
                self._kinds[number] = ParagraphKind.BYLINE
            elif not titled or len(paragraph) > _LONGEST_FIELD or paragraph.endswith((".", '."', ".”")):
                return

    def _read_told(self, number: int, paragraph: str) -> bool:
        """Read a paragraph whose kind the file tells; True when it is a title."""
        kind = self._kinds[number]
        if kind is ParagraphKind.TITLE:
            self.learn(About(title=paragraph), Origin.TITLE_LINE)
        elif kind in (ParagraphKind.BYLINE, ParagraphKind.DATELINE):
            about = read_about(paragraph, after_title=True)
            dateline = read_dateline(f"{paragraph} — The") if kind is ParagraphKind.DATELINE else None
            if dateline:  # read as if the story followed
                self._learn_dateline(dateline)
            elif about and kind is ParagraphKind.BYLINE:
                self.learn(about, Origin.BYLINE)
            elif about:  # a name beside a dateline's day is a place, not a writer or an outlet
                self.learn(replace(about, author=None, outlet=None), Origin.DATELINE)
        return kind is ParagraphKind.TITLE

    def _is_title(self, number: int, paragraph: str, *, titled: bool) -> bool:
        """Whether a paragraph is the title, the first time or again; the first time it gives the article its title."""
        heading = kinds.markdown_heading(paragraph) if self._markdown else None
        words = heading[1] if heading else paragraph
        if self._known.title and kinds.same_words(words, self._known.title):
            return True
        if titled or self._titled or number + 1 >= len(self._spans) or (heading and heading[0] > 1):
            return False
        if not heading and not kinds.is_title(" ".join(paragraph.split())):
            return False
        if self._known.title:  # the front matter named another one
            return bool(heading)
        self.learn(About(title=words), Origin.TITLE_LINE)
        return True

    def _signs(self, number: int, paragraph: str) -> bool:
        """Whether a bare name under the title is the writer's: a line with a day must follow."""
        if self._known.author or len(paragraph.split()) not in range(2, 6) or names_in(paragraph) != paragraph:
            return False
        following = self._paragraph(number + 1)
        about = read_about(following, after_title=True) if find_date_words(following[:_LONGEST_FIELD]) else None
        if not about or about.author:
            return False
        self.learn(About(author=paragraph), Origin.BYLINE)
        return True

    def read_body(self) -> None:
        """Tell headings, captions and closing lines from the story."""
        for number, kind in enumerate(self._kinds):
            if kind is None:
                self._kinds[number] = self._body_kind(number, self._paragraph(number))

    def _body_kind(self, number: int, paragraph: str) -> ParagraphKind:
        """What a paragraph after the head is."""
        last = number + 1 == len(self._spans)
        if kinds.is_rule(paragraph):
            return ParagraphKind.BOILERPLATE
        if self._markdown and kinds.markdown_heading(paragraph):
            return ParagraphKind.HEADING
        foot = read_foot(paragraph) if len(paragraph) <= _LONGEST_FIELD else None
        if foot:
            self.learn(foot, Origin.BYLINE)
            return ParagraphKind.BYLINE if foot.author else ParagraphKind.BOILERPLATE
        if kinds.is_caption(paragraph, last=last):
            return ParagraphKind.CAPTION
        if number and not last and kinds.is_heading(paragraph, self._paragraph(number + 1)):
            return ParagraphKind.HEADING
        return ParagraphKind.BODY

    def read_datelines(self) -> None:
        """Look for a dateline in the first paragraphs of the story."""
        bodies = [number for number, kind in enumerate(self._kinds) if kind is ParagraphKind.BODY]
        for number in bodies[:_DATELINE_WITHIN]:
            dateline = read_dateline(self._paragraph(number))
            if dateline:
                self._datelines[number] = self._spans[number].start + dateline.end
                self._learn_dateline(dateline)
                return

    def _learn_dateline(self, dateline: Dateline) -> None:
        """Keep the place and the agency, and the day when no better one is known."""
        about = About(place=dateline.place, agency=dateline.agency)
        self.learn(about, Origin.DATELINE)
        if dateline.dated:
            self.learn(About(published=dateline.dated.day, published_from=dateline.dated.words), Origin.DATELINE)

    def finished(self, file_name: str) -> Metadata:
        """Everything read, with what stands in for a missing title, outlet or day."""
        known = self._known
        if self._updated:
            about, origin = self._updated
            self.learn(About(published=about.published, published_from=about.published_from), origin)
        if known.url and not known.outlet:
            host = (urlsplit(known.url).hostname or "").removeprefix("www.")
            self.learn(About(outlet=host or None), Origin.ADDRESS)
        if not known.published and (dated := _day_in(file_name)):
            self.learn(About(published=dated, published_from=clean_line(file_name)), Origin.FILE_NAME)
        known.paragraphs = tuple(
            Paragraph(
                kind=kind or ParagraphKind.BODY,
                start=span.start,
                end=span.end,
                dateline=self._datelines.get(number, span.start),
            )
            for number, (span, kind) in enumerate(zip(self._spans, self._kinds, strict=True))
        )
        if not known.title:
            known.title, known.title_is_own = self._stand_in(), False
        return known

    def _stand_in(self) -> str:
        """The first sentence of the story, or of whatever there is."""
        paragraphs = self._known.paragraphs
        story = next((p for p in paragraphs if p.kind is ParagraphKind.BODY), paragraphs[0])
        return kinds.first_sentence(self._text[story.dateline : story.end])


def _day_in(file_name: str) -> dt.date | None:
    """The day that a file's name holds ("2021-03-03-harbour.html", "20210303"), or None."""
    found = _DAY_IN_A_NAME.search(file_name)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
