"""The quote view: what was said, by whom, when and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.style import Style

from briefing.model import Kind
from briefing.services.speakers import TO_REVIEW, by_speaker, speaker_name
from briefing.services.views import ArticleCard, Markable, StatementCard
from briefing.services.why import percent
from briefing.tui.content import cells, column, cut, outside, visible, wrap
from briefing.tui.keymap import bind
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.rows import RowList

INDENT = 3
"""Cells of a row that are no text: the cursor's bar, a dot, and a blank at the right."""
ROOMY = 49
"""Cells from which dates are written out."""
LEAST_NAME = 12
"""Cells that a speaker's name has before the places are told in full."""
MOST_LINES = 2
"""Lines of a statement in the list; the article shows all of it."""

UNREAD = "•"
"""Before what was not read yet."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A speaker above their statements.

    Attributes:
        actor_id: The actor's id, or "".
        name: As shown.
        count: How many statements follow.
    """

    actor_id: str
    name: str
    count: int


def day(published: dt.date | None) -> str:
    """A date as the panes write it: undated stays undated."""
    return published.strftime("%d %b %Y") if published else "undated"


def short_day(published: dt.date | None) -> str:
    """A date where there is little room; the frame of the article gives the whole one."""
    return published.strftime("%d %b %y") if published else "undated"


def _fits(text: str, width: int) -> bool:
    """Whether a text stands on one line; thousands are asked at once, so cells are only counted where it is close."""
    return 2 * len(text) <= width or (len(text) <= 2 * width and cells(text) <= width)


def with_headings(cards: Iterable[StatementCard]) -> list[StatementCard | Heading]:
    """Statements under their speakers' names."""
    rows: list[StatementCard | Heading] = []
    for spoken in by_speaker(cards):
        rows.append(Heading(spoken.actor_id, spoken.name, len(spoken.cards)))
        rows.extend(spoken.cards)
    return rows


class StatementsPane(RowList[StatementCard | Heading]):
    """Statements with date, outlet, speaker, kind and confidence."""

    HELP = """
    ## Statements

    Each with its date, outlet, speaker, kind (*direct*, *mixed*, *indirect*) and how sure the attribution is. What is
    set in *italics* is a paraphrase, not the speaker's own words. **to review** means: not sure enough to be a fact.

    `y` copies the words, `Y` the words with their citation. `enter` opens the article at the words. `m` shows
    attitudes and acts too, `p` groups by speaker. What is said **in 3 places** stands here once, where it was said
    first; `c` shows every place, `w` how the words differ.

    A dot and a bold name stand before what you have **not read** yet: an article is read when you were in it for a
    moment, `.` says so or takes it back, and `C` says so of all in the list (among everyone's statements: of all there
    is), which `u` takes back. `T` tags the statement, `M` notes on it.
    """
    BINDINGS: ClassVar[list[BindingType]] = bind("open")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._standing_for: dict[int, str] = {}

    def key_of(self, row: StatementCard | Heading) -> str:
        """The statement's id."""
        return f"heading:{row.actor_id}" if isinstance(row, Heading) else row.id

    def is_heading(self, row: StatementCard | Heading) -> bool:
        """Speakers' names cannot be selected."""
        return isinstance(row, Heading)

    def show(self, rows: Sequence[StatementCard | Heading]) -> None:
        """Show these rows instead; one stands for all places at which the same is said."""
        self._standing_for = {card.saying: card.id for card in reversed(cards_of(rows)) if card.saying is not None}
        super().show(rows)

    def holds(self, card: StatementCard) -> bool:
        """Whether a statement is in the list, at this or at another of its places."""
        return self.has(card.id) or card.saying in self._standing_for

    def select_statement(self, card: StatementCard) -> bool:
        """Move the cursor to a statement, or to the place that stands for it, without telling anybody."""
        if self.has(card.id):
            return self.select(card.id)
        return card.saying is not None and self.select(self._standing_for.get(card.saying, ""))

    def measure(self, row: StatementCard | Heading, width: int) -> int:
        """A line of facts and one or two of words."""
        if isinstance(row, Heading):
            return 1
        return 2 if _fits(row.content, width - INDENT) else 1 + MOST_LINES

    def is_alike(self, row: StatementCard | Heading, before: StatementCard | Heading) -> bool:
        """Whether two are the same statement, with the same said of it."""
        return row == before

    def draw(self, row: StatementCard | Heading, width: int, *, current: bool) -> list[Content]:
        """The facts in columns, then the words."""
        if isinstance(row, Heading):
            name = outside(row.name, self.ink(row.actor_id)).stylize(self.look("strong"))
            line = Content(" ") + cut(name, width - 10) + Content(f"  {row.count:,} ").stylize(self.look("faint"))
            return [line + Content("─" * (width - 1 - line.cell_length)).stylize(self.look("faint"))]
        lines = statement_lines(self, row, width - INDENT)
        return with_edge(self, lines, row.article, current=current)


def with_edge(pane: LineView, lines: Sequence[Content], article: ArticleCard, *, current: bool) -> list[Content]:
    """The lines of a row with the cursor's bar before them, and a dot where the article is unread."""
    bar, mark = "▌" if current else " ", pane.look("mark")
    first = _edge(bar + (UNREAD if pane.margin.is_unread(article.id) else " "), mark)
    others = _edge(f"{bar} ", mark)
    return [(others if number else first) + line for number, line in enumerate(lines)]


@lru_cache(64)
def _edge(text: str, look: Style) -> Content:
    return outside(text, look)


def remarks(pane: LineView, item: Markable, *, short: bool = False) -> Content:
    """The tags on something and whether there is a note, each after a space; "?" is behind what the text has left."""
    beside = pane.margin.beside(item)
    doubt, mark = pane.look("doubt"), pane.look("mark")
    words = [(f" #{tag.name}{'' if tag.holds else '?'}", mark if tag.holds else doubt) for tag in beside.tags.values()]
    if short and words:
        stale = any(not tag.holds for tag in beside.tags.values())
        words = [(f" #{len(words)}{'?' if stale else ''}", doubt if stale else mark)]
    if beside.note is not None:
        note = "n" if short else "note"
        words.append((f" {note}{'' if beside.note.holds else '?'}", mark if beside.note.holds else doubt))
    return Content("").join([outside(text, look) for text, look in words])


def statement_lines(pane: LineView, card: StatementCard, width: int) -> list[Content]:
    """A statement as the lists show it, without the bar at the left."""
    return [facts(pane, card, width), *words(pane, card, width)]


def facts(pane: LineView, card: StatementCard, width: int) -> Content:
    """Date, outlet, speaker, kind and confidence, as many as there is room for."""
    faint = pane.look("faint")
    roomy = width >= ROOMY
    outlet_width = 14 if width >= 72 else 10 if width >= 60 else 0  # who it was comes before where it stands
    source = card.article.outlet or card.article.path.rpartition("/")[2]
    date = day(card.article.published) if roomy else short_day(card.article.published)
    when = column(outside(date, faint), 11 if roomy else 9) + Content(" ")
    where = column(outside(source, faint), outlet_width) + Content(" ") if outlet_width else Content("")
    kind = column(Content(str(card.statement.kind)).stylize(faint), 9, right=True)
    sure = pane.look("doubt") if card.unsure else faint
    confidence = column(Content(percent(card.statement.certainty)).stylize(sure), 5, right=True)
    room = width - sum(part.cell_length for part in (when, where, kind, confidence))
    labels = _labels(pane, card, room)
    room = max(6, room - labels.cell_length)
    return when + where + column(_speaker(pane, card, room), room) + labels + kind + confidence


def _labels(pane: LineView, card: StatementCard, room: int) -> Content:
    """Tags, note and places, in so many words that the speaker's name, or enough of it, has room before them."""
    faint = pane.look("faint")
    name = min(2 * LEAST_NAME if card.is_doubtful else LEAST_NAME, cells(speaker_name(card)))
    again = often(card, room).stylize(faint)
    labels = remarks(pane, card) + again
    if room - labels.cell_length < name:
        labels = remarks(pane, card, short=True) + again
    if card.places > 1 and room - labels.cell_length < name:
        labels = remarks(pane, card, short=True) + Content(f" {places(card, short=True)} ").stylize(faint)
    return labels


def _speaker(pane: LineView, card: StatementCard, room: int) -> Content:
    """Who says it; where there is no room to say that it is to be reviewed, the question mark behind the name does."""
    who = speaker_name(card)
    short = who.removeprefix(f"{TO_REVIEW}: ")
    if room < 2 * LEAST_NAME and cells(short) <= room < cells(who):
        who = short
    ink = pane.look("doubt") if card.is_doubtful else pane.ink(card.actor_id)
    read = pane.margin.known and not pane.margin.is_unread(card.article.id)
    return outside(who, ink) if read else outside(who, ink).stylize(pane.look("strong"))


def often(card: StatementCard, room: int) -> Content:
    """At how many places, in so many words that the speaker's name still has room before them."""
    if card.places < 2:
        return Content("")
    roomy = Content(f" {places(card)} ")
    return roomy if room - roomy.cell_length >= LEAST_NAME else Content(f" {places(card, short=True)} ")


def places(card: StatementCard, *, short: bool = False) -> str:
    """At how many places something is said, or at which of them this is."""
    if not short:
        return card.among_places
    return f"{card.place + 1}/{card.places}" if card.place else f"×{card.places}"


def words(pane: LineView, card: StatementCard, width: int) -> list[Content]:
    """The first lines of the content, verbatim; a paraphrase in italics."""
    text = visible(card.content)
    rows = wrap(text, max(8, width))
    lines = [outside(text[start:end].rstrip()) for start, end in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        start = rows[MOST_LINES - 1][0]
        lines[-1] = cut(outside(text[start : start + 2 * width]), width)
    if card.statement.kind is Kind.INDIRECT:
        lines = [line.stylize(pane.look("paraphrase")) for line in lines]
    return lines


def cards_of(rows: Sequence[StatementCard | Heading]) -> list[StatementCard]:
    """The statements among the rows."""
    return [row for row in rows if not isinstance(row, Heading)]
