"""The reader: the article as it was written, with what was said in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.selection import Selection
from textual.style import Style

from briefing.model import ParagraphKind, Span
from briefing.services.views import ArticleView, StatementCard
from briefing.tui.content import column, outside, title, wrap
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.statements import day

GUTTER: Final = 6
MEASURE: Final = 96
"""Widest line: longer ones are hard to read."""
QUIET: Final = (
    ParagraphKind.BYLINE,
    ParagraphKind.DATELINE,
    ParagraphKind.CAPTION,
    ParagraphKind.CREDIT,
    ParagraphKind.BOILERPLATE,
)
LOUD: Final = (ParagraphKind.TITLE, ParagraphKind.HEADING)


class ArticlePane(LineView):
    """An article's text, statements tinted in their speakers' colours, the selected one strongly."""

    HELP = """
    ## Article

    The text as it stands in the file, paragraphs numbered. What somebody said is tinted in the speaker's colour, the
    selected statement strongly, its cue and source underlined. Click on a statement to select it.

    `n` and `N` go through the hits of a search, or through the statements when nothing was searched for; `]` and `[`
    always go through the statements. Select with the mouse, then `ctrl+c`.
    """

    class Picked(Message):
        """The reader clicked on a statement.

        Attributes:
            card: The statement.
        """

        def __init__(self, card: StatementCard) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str = "article") -> None:
        super().__init__(id=id)
        self.view: ArticleView | None = None
        self.cards: Sequence[StatementCard] = ()
        self.card: StatementCard | None = None
        self.hits: Sequence[Span] = ()
        self.hit: int | None = None
        self._lines: list[tuple[int, int]] = []
        self._broken_for: tuple[str, int] = ("", 0)
        self._numbers: dict[int, int] = {}
        self._kinds: list[tuple[int, int, ParagraphKind]] = []
        self.name_pane()

    @property
    def line_count(self) -> int:
        """How many lines the text breaks into."""
        return len(self._lines)

    def show(self, view: ArticleView, cards: Sequence[StatementCard]) -> None:
        """Show an article with these of its statements; the place stays when it is the same article."""
        other = self.view is None or self.view.card.id != view.card.id
        self.view, self.cards = view, cards
        if other:
            self.card, self.hits, self.hit = None, (), None
        self.redraw()
        if other:
            self.jump(0)
        self.name_pane()

    def show_hits(self, spans: Sequence[Span], *, go: bool = True) -> None:
        """Show where the searched words stand, and go to the first."""
        self.hits = spans
        self.hit = 0 if spans else None
        if self.hit is not None and go:
            self.reveal(spans[0].start, spans[0].end)
        self.name_pane()
        self.refresh()

    def show_statement(self, card: StatementCard | None, *, go: bool = True) -> None:
        """Show which statement is selected, and go to its words."""
        self.card = card
        if card is not None and go:
            self.reveal(card.statement.content[0].start, card.statement.content[-1].end)
        self.name_pane()
        self.refresh()

    def next_hit(self, step: int) -> bool:
        """Go to another hit, round and round; False when there are none."""
        if not self.hits:
            return False
        self.hit = (0 if step > 0 else -1) if self.hit is None else self.hit + step
        self.hit %= len(self.hits)
        self.reveal(*self.hits[self.hit])
        self.name_pane()
        self.refresh()
        return True

    def neighbour(self, step: int) -> StatementCard | None:
        """The statement after or before the selected one, or after what is seen when none is."""
        if not self.cards:
            return None
        for place, card in enumerate(self.cards):
            if self.card is not None and card.id == self.card.id:
                return self.cards[(place + step) % len(self.cards)]
        top = self._lines[self.scroll_offset.y][0] if self._lines else 0
        after = [card for card in self.cards if card.statement.content[0].start >= top]
        return after[0] if after else self.cards[0]

    def name_pane(self) -> None:
        """Write title, outlet and date into the frame, place and counter below."""
        if self.view is None:
            title(self, Content("ARTICLE"))
            return
        card = self.view.card
        facts = (
            day(card.published),
            card.outlet or card.path.rpartition("/")[2],
            self._file_state(),
            "" if card.title_is_own else "no title",
        )
        heading = outside(f"{' · '.join(part for part in facts if part)} · ", self.look("faint"))
        title(self, heading + outside(card.title), self._counter())

    def _file_state(self) -> str:
        state = self.view.file_state if self.view else "unchanged"
        return "" if state == "unchanged" else f"file {state} since it was read"

    def _counter(self) -> Content:
        parts: list[str] = []
        if self.hits:
            parts.append(f"hit {0 if self.hit is None else self.hit + 1}/{len(self.hits)}")
        places = [card.id for card in self.cards]
        if self.card is not None and self.card.id in places:
            parts.append(f"¶{self.card.paragraph}")
            parts.append(f"statement {places.index(self.card.id) + 1}/{len(places)}")
        elif self.view is not None:
            parts.append(f"{len(places)} statements")
        return Content(" · ".join(parts)) if parts else Content("")

    def redraw(self) -> None:
        """Break the text into lines again when it or the width is another."""
        if self.view is not None:
            width = max(10, min(MEASURE, self.columns - GUTTER))
            if self._broken_for != (self.view.article.id, width):
                first = self._lines[self.scroll_offset.y][0] if self.scroll_offset.y < len(self._lines) else 0
                same = self._broken_for[0] == self.view.article.id
                self._break(width)
                if same:
                    self.call_after_refresh(self._keep_sight, first)
        super().redraw()

    def _keep_sight(self, first: int) -> None:
        card = self.card
        if card is not None:
            self.reveal(card.statement.content[0].start, card.statement.content[-1].end)
        else:
            self.jump(self._line_at(first))

    def _break(self, width: int) -> None:
        if self.view is None:
            return
        article = self.view.article
        self._broken_for = (article.id, width)
        self._lines = []
        start = 0
        for text in article.text.rstrip("\n").split("\n"):
            self._lines.extend((start + first, start + last) for first, last in wrap(text, width))
            start += len(text) + 1
        self._kinds = [(paragraph.start, paragraph.end, paragraph.kind) for paragraph in article.paragraphs]
        self._numbers = {
            self._line_at(paragraph.start): number for number, paragraph in enumerate(article.paragraphs, start=1)
        }

    def _line_at(self, offset: int) -> int:
        return max(0, bisect_right(self._lines, (offset, 1 << 62)) - 1)

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as it takes to see these words, with a little around them."""
        first, last = self._line_at(start), self._line_at(max(start, end - 1))
        top, height = self.scroll_offset.y, self.page_lines
        if first >= top and last < top + height:
            return
        room = max(0, height - (last - first + 1))
        self.jump(max(0, first - room // 3))

    def gutter_of(self, number: int) -> Content | None:
        """The paragraph's number on its first line, and a bar along the selected statement."""
        start, end = self._lines[number]
        paragraph = self._numbers.get(number)
        chosen = self.card is not None and any(_overlap(span, start, end) for span in self.card.statement.content)
        digits = Content(f"{paragraph}" if paragraph else "").stylize(self.look("gutter"))
        bar = Content(" ▌" if chosen else "  ").stylize(self.look("mark"))
        return column(digits, GUTTER - 3, right=True) + bar + Content(" ")

    def line(self, number: int) -> Content:
        """One line of the text with everything that is shown in it."""
        if self.view is None:
            return Content("")
        start, end = self._lines[number]
        text = self.view.article.text[start:end]
        content = outside(text)
        end = start + len(text.rstrip())  # a tint ends where the words end
        for span, style in self._styles(start, end):
            content = content.stylize(style, max(0, span[0] - start), min(end, span[1]) - start)
        return content

    def _styles(self, start: int, end: int) -> Iterable[tuple[tuple[int, int], Style]]:
        """What lies over a stretch of text, lowest first."""
        for first, last, kind in self._kinds:
            if first < end and last > start and kind in (*QUIET, *LOUD):
                yield (first, last), self.look("strong" if kind in LOUD else "faint")
        for card in self.cards:
            chosen = self.card is not None and card.id == self.card.id
            for span in card.statement.content:
                if not chosen and _overlap(span, start, end):
                    yield span, self._tint(card, chosen=False)
        if self.card is not None:
            for span in self.card.statement.content:
                if _overlap(span, start, end):
                    yield span, self._tint(self.card, chosen=True)
            for span in (*self.card.statement.cue, *self.card.statement.source):
                if _overlap(span, start, end):
                    yield span, self.look("cue")
        for place, span in enumerate(self.hits):
            if _overlap(span, start, end):
                yield span, self.look("hit-here" if place == self.hit else "hit")

    def _tint(self, card: StatementCard, *, chosen: bool) -> Style:
        doubtful = card.is_doubtful
        tint = self.tint(None if doubtful else card.actor_id, 0.42 if chosen else 0.16)
        return tint + self.look("unsure") if doubtful else tint

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The article's own words under the selection, without the breaks that the width made."""
        if self.view is None or not self._lines:
            return None
        start, end = self.selected_lines(selection)
        last = self._lines[min(end.y, len(self._lines) - 1)]
        first = self._lines[min(start.y, len(self._lines) - 1)]
        stop = min(last[1], last[0] + end.x) if end.y < len(self._lines) else last[1]
        return self.view.article.text[first[0] + start.x : stop], "\n"

    def on_click(self, event: events.Click) -> None:
        """Select the statement under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.screen.selections:
            return
        place = self._offset_at(offset.x, offset.y + self.scroll_offset.y)
        under = [card for card in self.cards if any(span.start <= place < span.end for span in card.statement.content)]
        if under:
            self.post_message(self.Picked(min(under, key=_length)))

    def _offset_at(self, x: int, line: int) -> int:
        if self.view is None or not 0 <= line < len(self._lines) or x < GUTTER - 1:
            return -1
        start, end = self._lines[line]
        text = outside(self.view.article.text[start:end]).truncate(max(0, x - GUTTER + 2))
        return start + max(0, len(text.plain) - 1)


def _overlap(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] < end and span[1] > start


def _length(card: StatementCard) -> int:
    return sum(span.end - span.start for span in card.statement.content)
