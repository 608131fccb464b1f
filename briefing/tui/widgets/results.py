"""What a search found: articles and statements, with the matched words shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from briefing.counts import counted
from briefing.model import Kind, Span
from briefing.services.speakers import speaker_name
from briefing.services.views import ArticleCard, Hit, Markable, SavedSearch
from briefing.services.why import percent
from briefing.tui.content import column, cut, marked, outside, visible, wrap
from briefing.tui.keymap import bind
from briefing.tui.widgets.rows import RowList
from briefing.tui.widgets.statements import (
    INDENT,
    LEAST_NAME,
    MOST_LINES,
    day,
    often,
    remarks,
    short_day,
    with_edge,
)

_LONG_DAY: Final = 43
"""Cells from which days are written out where who said it, how sure that is and when stand on a line."""
LINES_EACH: Final = 1 + MOST_LINES
"""Lines that a hit takes: where it was found, and the words around it."""

Result = Hit | ArticleCard | SavedSearch
_LINES: Final = {Hit: LINES_EACH, ArticleCard: 2, SavedSearch: 1}


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with the matched words' places."""

    text: str
    marks: tuple[Span, ...]


class ResultsPane(RowList[Result]):
    """Hits of a search, best first; while nothing is searched for, every article."""

    HELP = """
    ## Results

    Articles and statements that match, the best first; the line under the search box says how the query was understood.
    `enter` opens the article at the words, `n` and `N` walk through them. `f` finds articles or statements alone, `l`
    what is like the selected one, `d` what was probably meant; `ctrl+s` gives the search a name and `*` pins it. What
    is said **in 3 places** stands here once; `c` shows every place that was found.
    While the box is empty, searches that were kept stand here, with how much in each is new. `esc` clears the search.
    """
    BINDINGS: ClassVar[list[BindingType]] = bind("open")

    def key_of(self, row: Result) -> str:
        """The statement's id, or the article's."""
        if isinstance(row, ArticleCard):
            return row.id
        if isinstance(row, SavedSearch):
            return f"saved:{row.query}"
        return row.statement.id if row.statement else f"article:{row.article.id}"

    def measure(self, row: Result, width: int) -> int:
        """A line of facts and two of words; an article without a search takes two."""
        return _LINES[type(row)]

    def sizes(self, width: int) -> Iterable[int]:
        """How many lines each row takes: whoever goes to the search box waits until all articles are measured."""
        return map(_LINES.__getitem__, map(type, self.rows))

    def is_alike(self, row: Result, before: Result) -> bool:
        """Whether two hits look alike: all but how well they match, and where else in the article, is to be seen."""
        if isinstance(row, Hit) and isinstance(before, Hit):
            return (row.article, row.statement, row.snippet, row.marks) == (
                before.article,
                before.statement,
                before.snippet,
                before.marks,
            )
        return row == before

    def draw(self, row: Result, width: int, *, current: bool) -> list[Content]:
        """Where it was found, then the words around it."""
        width -= INDENT
        if isinstance(row, SavedSearch):
            lines = [self._saved(row, width)]
        elif isinstance(row, ArticleCard):
            lines = [self._title(row, width), self._article_facts(row, width)]
        elif row.statement is None:
            lines = [self._found_in(row.article, width), *self._snippet(Marked(row.snippet, row.marks), width)]
        else:
            lines = [self._said_in(row, width), *self._snippet(Marked(row.snippet, row.marks), width)]
            if row.statement.statement.kind is Kind.INDIRECT:
                lines[1:] = [line.stylize(self.look("paraphrase")) for line in lines[1:]]
        if isinstance(row, SavedSearch):
            bar = Content("▌ ").stylize(self.look("mark")) if current else Content("  ")
            return [bar + line for line in lines]
        return with_edge(self, lines, row if isinstance(row, ArticleCard) else row.article, current=current)

    def _saved(self, saved: SavedSearch, width: int) -> Content:
        new = (
            outside(f"{saved.new:,} new", self.look("doubt"))
            if saved.new
            else outside("nothing new", self.look("faint"))
        )
        note = Content("  ") + new + outside(f" of {saved.found:,}", self.look("faint"))
        pin = Content("* " if saved.pinned else "  ").stylize(self.look("mark"))
        return pin + column(outside(saved.title, self.look("strong")), max(4, width - 2 - note.cell_length)) + note

    def _title(self, card: ArticleCard, width: int) -> Content:
        title = outside(card.title, None if card.title_is_own else self.look("paraphrase"))
        if not (self.margin.known and not self.margin.is_unread(card.id)):
            title = title.stylize(self.look("strong"))
        note = Content("" if card.title_is_own else "  first sentence").stylize(self.look("faint"))
        if card.gone:
            note += Content("  file is gone").stylize(self.look("doubt"))
        return cut(title, max(8, width - note.cell_length) if note else width) + note

    def _article_facts(self, card: ArticleCard, width: int) -> Content:
        count = "not read yet" if card.statements is None else counted(card.statements, "statement")
        place = card.outlet or card.path.rpartition("/")[2]
        labels = remarks(self, card)
        faint = self.look("faint")
        when, much = outside(f"{day(card.published)}  ", faint), outside(f"  {count}", faint)
        room = max(LEAST_NAME, width - when.cell_length - much.cell_length - labels.cell_length)
        return cut(when + cut(outside(place, faint), room) + much + labels, width)

    def _found_in(self, card: ArticleCard, width: int) -> Content:
        kind = Content("article ").stylize(self.look("mark"))
        when = outside(f" {_day(card.published, width)}", self.look("faint"))
        taken = kind.cell_length + when.cell_length
        labels = self._labels(card, width - taken, LEAST_NAME)
        room = max(4, width - taken - labels.cell_length)
        return kind + column(self._title(card, room), room) + labels + when

    def _labels(self, item: Markable, room: int, name: int) -> Content:
        """Tags and note, in so many words that the name, or enough of it, still has room before them."""
        labels = remarks(self, item)
        return labels if room - labels.cell_length >= min(LEAST_NAME, name) else remarks(self, item, short=True)

    def _said_in(self, hit: Hit, width: int) -> Content:
        card = hit.statement
        if card is None:
            return Content("")
        doubtful = card.is_doubtful
        ink = self.look("doubt") if doubtful else self.ink(card.actor_id)
        who = outside(speaker_name(card), ink)
        if not (self.margin.known and not self.margin.is_unread(card.article.id)):
            who = who.stylize(self.look("strong"))
        sure, published = percent(card.statement.certainty), card.article.published
        tail = f" {sure:>5}  {_day(published, width)}"
        if width >= len(tail) + 9 + 2 * LEAST_NAME:  # who it was comes before how
            tail = f" {card.statement.kind:>8}{tail}"
        again = often(card, width - len(tail)).stylize(self.look("faint"))
        labels = self._labels(card, width - len(tail) - again.cell_length, who.cell_length) + again
        return column(who, max(4, width - len(tail) - labels.cell_length)) + labels + outside(tail, self.look("faint"))

    def _snippet(self, found: Marked, width: int) -> list[Content]:
        text = visible(found.text)
        rows = wrap(text, max(8, width))
        lines = [self._shown(text, found.marks, start, end) for start, end in rows[:MOST_LINES]]
        if len(rows) > MOST_LINES:
            lines[-1] = cut(self._shown(text, found.marks, rows[MOST_LINES - 1][0], len(text)), width)
        return lines

    def _shown(self, text: str, marks: Sequence[Span], start: int, end: int) -> Content:
        """A part of a text with the marks in it."""
        line = text[start:end].rstrip()
        end = start + len(line)
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start]
        return marked(line, inside, self.look("hit"))


def _day(published: dt.date | None, width: int) -> str:
    """A day as all results have it in a list of this width, so that they stand under each other."""
    return f"{day(published):>11}" if width >= _LONG_DAY else f"{short_day(published):>9}"
