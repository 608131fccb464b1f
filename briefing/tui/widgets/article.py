"""The reader: the article as it was written, with what was said in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style

from briefing.model import ParagraphKind, Span
from briefing.services.views import ArticleView, StatementCard
from briefing.tui.content import column, outside, title
from briefing.tui.widgets.prose import GUTTER
from briefing.tui.widgets.selecting import SelectingProse
from briefing.tui.widgets.statements import day

QUIET: Final = (
    ParagraphKind.BYLINE,
    ParagraphKind.DATELINE,
    ParagraphKind.CAPTION,
    ParagraphKind.CREDIT,
    ParagraphKind.BOILERPLATE,
)
LOUD: Final = (ParagraphKind.TITLE, ParagraphKind.HEADING)


class ArticlePane(SelectingProse):
    """An article's text, statements tinted in their speakers' colours, the selected one strongly."""

    HELP = """
    ## Article

    The text as it stands in the file, paragraphs numbered. What somebody said is tinted in the speaker's colour, the
    selected statement strongly, its cue and source underlined. Click on a statement to select it.

    `n` and `N` go through the hits of a search, or through the statements when nothing was searched for; `]` and `[`
    always go through the statements.

    `v` selects words, beginning with the statement: `h j k l`, `w e b`, `0 $`, `{ }`, `g G` and the arrows carry the
    end, `o` the other end, `v` begins elsewhere. `y` copies them as they stand in the file, `Y` with where they stand
    and, inside a statement, with whose they are; `esc` leaves. What the mouse selects is copied by the same keys.
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
        self.name_pane()

    def show(self, view: ArticleView, cards: Sequence[StatementCard]) -> None:
        """Show an article with these of its statements; the place stays when it is the same article."""
        other = self.view is None or self.view.card.id != view.card.id
        self.view, self.cards = view, cards
        if other:
            self.card, self.hits, self.hit = None, (), None
            self.action_leave()
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
        if card is None or self.card is None or card.id != self.card.id:
            self.action_leave()
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
        after = [card for card in self.cards if card.statement.content[0].start >= self.seen.start]
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
        if self.selecting:
            return self.told_stretch()
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
        """Break the text into lines again when it or the width is another; what was in sight stays there."""
        if self.view is not None:
            first = self.seen.start
            if self.break_lines(self.view.article):
                self.call_after_refresh(self._keep_sight, first)
        super().redraw()

    def _keep_sight(self, first: int) -> None:
        if self.stretch is not None:
            self.reveal(self.stretch.cursor, self.stretch.cursor + 1)
        elif self.card is not None:
            self.reveal(self.card.statement.content[0].start, self.card.statement.content[-1].end)
        else:
            self.jump(self._line_at(first))

    def gutter_of(self, number: int) -> Content | None:
        """The paragraph's number on its first line, and a bar along the selected statement."""
        start, end = self._lines[number]
        paragraph = self._numbers.get(number)
        chosen = self.card is not None and any(_overlap(span, start, end) for span in self.card.statement.content)
        digits = Content(f"{paragraph}" if paragraph else "").stylize(self.look("gutter"))
        bar = Content(" ▌" if chosen else "  ").stylize(self.look("mark"))
        return column(digits, GUTTER - 3, right=True) + bar + Content(" ")

    def styles_over(self, start: int, end: int) -> Iterable[tuple[tuple[int, int], Style]]:
        """What lies over a stretch of text, lowest first."""
        chosen = None if self.selecting else self.card
        for paragraph in self.view.article.paragraphs if self.view is not None else ():
            span = Span(paragraph.start, paragraph.end)
            if _overlap(span, start, end) and paragraph.kind in (*QUIET, *LOUD):
                yield span, self.look("strong" if paragraph.kind in LOUD else "faint")
        for card in self.cards:
            for span in card.statement.content:
                if (chosen is None or card.id != chosen.id) and _overlap(span, start, end):
                    yield span, self._tint(card, chosen=False)
        if chosen is not None:
            for span in chosen.statement.content:
                if _overlap(span, start, end):
                    yield span, self._tint(chosen, chosen=True)
            for span in (*chosen.statement.cue, *chosen.statement.source):
                if _overlap(span, start, end):
                    yield span, self.look("cue")
        for place, span in enumerate(self.hits):
            if _overlap(span, start, end):
                yield span, self.look("hit-here" if place == self.hit else "hit")
        yield from self.styles_of_stretch()

    def _tint(self, card: StatementCard, *, chosen: bool) -> Style:
        doubtful = card.is_doubtful
        tint = self.tint(None if doubtful else card.actor_id, 0.42 if chosen else 0.16)
        return tint + self.look("unsure") if doubtful else tint

    def on_click(self, event: events.Click) -> None:
        """Select the statement under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.screen.selections:
            return
        place = self.place_at(offset.x, offset.y + self.scroll_offset.y)
        under = [card for card in self.cards if any(span.start <= place < span.end for span in card.statement.content)]
        if under:
            self.post_message(self.Picked(min(under, key=_length)))


def _overlap(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] < end and span[1] > start


def _length(card: StatementCard) -> int:
    return sum(span.end - span.start for span in card.statement.content)
