"""The reader: the article as it was written, with what was said in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style

from briefing.counts import counted
from briefing.model import Kind, ParagraphKind, Span
from briefing.services.speakers import speaker_name
from briefing.services.views import ArticleView, StatementCard
from briefing.tui.content import column, outside, title
from briefing.tui.widgets.kept import Kept
from briefing.tui.widgets.lines import Target
from briefing.tui.widgets.looks import looks_of
from briefing.tui.widgets.prose import GUTTER
from briefing.tui.widgets.selecting import SelectingProse
from briefing.tui.widgets.statements import UNREAD, day, remarks
from briefing.tui.widgets.voices import OPEN, SIGNS, Cell, column_of, letters_of, line_in, quoted_in

QUIET: Final = (
    ParagraphKind.BYLINE,
    ParagraphKind.DATELINE,
    ParagraphKind.CAPTION,
    ParagraphKind.CREDIT,
    ParagraphKind.BOILERPLATE,
)
EDGE: Final = 2
ROOM_FOR_EDGE: Final = 44
"""Cells that a pane has before any are given to the column of speakers."""
_NO_EDGE: Final = Content(" " * EDGE)
UPRIGHT: Final = Style(italic=False)
LOUD: Final = (ParagraphKind.TITLE, ParagraphKind.HEADING)


class ArticlePane(SelectingProse):
    """An article's text, statements tinted in their speakers' colours, the selected one strongly."""

    HELP = """
    ## Article

    The text as it stands in the file, paragraphs numbered. What somebody said is tinted in the speaker's colour, the
    selected statement strongly, its cue and source underlined. Where a statement begins, the speaker's letter stands
    before the line with the kind: **“** their own words, **~** a paraphrase, set in *italics*, **≈** a paraphrase with
    quoted words. The column at the right edge is the whole article: each speaker's letter where they speak, **•** a
    hit. Click on a statement or a letter to go there.

    `n` and `N` go through the hits of a search, or through the statements when nothing was searched for; `]` and `[`
    always go through the statements, `}` and `{` through those of the same speaker, on into other articles.

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
        self.letters: dict[str, str] = {}
        self._begins: dict[int, StatementCard] = {}
        self._over: dict[int, list[StatementCard]] = {}
        self._kinds: dict[int, str] = {}
        self._cells = Kept[list[Cell]]()
        self._edges = Kept[Content]()
        self._words = Kept[Content]()
        self._gutters = Kept[Content]()
        self.name_pane()

    def show(self, view: ArticleView, cards: Sequence[StatementCard]) -> None:
        """Show an article with these of its statements; the place stays when it is the same article."""
        other = self.view is None or self.view.card.id != view.card.id
        self.view, self.cards = view, cards
        self.letters = letters_of(cards)
        if other:
            self.card, self.hits, self.hit = None, (), None
            self.let_go()
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
            self.let_go()
        self.card = card
        if card is not None and go:
            self.reveal(card.statement.content[0].start, card.statement.content[-1].end)
        self.name_pane()
        self.refresh()

    def next_hit(self, step: int) -> bool:
        """Go to another hit, round and round; False when there are none."""
        if not self.hits:
            return False
        number = (0 if step > 0 else -1) if self.hit is None else self.hit + step
        self._go_to_hit(number % len(self.hits))
        return True

    def _go_to_hit(self, number: int) -> None:
        self.hit = number
        self.reveal(*self.hits[number])
        self.name_pane()
        self.refresh()

    def of_same_speaker(self, card: StatementCard, step: int) -> StatementCard | None:
        """The statement of its speaker after or before another in this article; None when there is none."""
        after = self.cards if step > 0 else list(reversed(self.cards))
        start = card.statement.content[0].start
        for other in after:
            beyond = (other.statement.content[0].start - start) * step > 0
            if beyond and other.actor_id == card.actor_id and not other.is_doubtful:
                return other
        return None

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
        dot = f"{UNREAD} " if self.margin.is_unread(card.id) else ""
        heading = outside(f"{dot}{' · '.join(part for part in facts if part)} · ", self.look("faint"))
        title(self, heading + outside(card.title), *self._counter())

    def _file_state(self) -> str:
        state = self.view.file_state if self.view else "unchanged"
        return "" if state == "unchanged" else f"file {state} since it was read"

    def _counter(self) -> Iterator[Content]:
        """Tags, a note and where one is; then, where there is room, who says it."""
        if self.view is None or self.selecting:
            yield self.told_stretch()
            return
        parts: list[str] = []
        if self.hits:
            parts.append(f"hit {0 if self.hit is None else self.hit + 1}/{len(self.hits)}")
        places = [card.id for card in self.cards]
        if self.card is not None and self.card.id in places:
            parts += [f"¶{self.card.paragraph}", f"statement {places.index(self.card.id) + 1}/{len(places)}"]
        else:
            parts.append(counted(len(places), "statement"))
        told = [remarks(self, self.view.card), outside(" · ".join(parts))]
        yield Content(" · ").join([part for part in told if part])
        if self.card is not None and not self.card.is_doubtful:
            yield outside(f"{self.letters.get(self.card.actor_id or '', OPEN)} {speaker_name(self.card)}")

    def refresh_margin(self) -> None:
        """Tags, a note and whether it was read stand in the frame."""
        self.name_pane()

    def see(self, at: int) -> None:
        """Scroll so that a code point stands on the first line seen."""
        self.jump(self._line_at(at))

    def prepare(self) -> None:
        """Break the text into lines again when it or the width is another; what was in sight stays there."""
        if self.view is not None:
            first = self.seen.start
            if self.break_lines(self.view.article):
                self.call_after_refresh(self._keep_sight, first)
            self._note_lines(self.view)

    def _note_lines(self, view: ArticleView) -> None:
        """Note which statements and paragraphs are on which lines, so that drawing one asks none of the others."""
        self._begins, self._over, self._kinds = {}, {}, {}
        for card in self.cards:
            content = card.statement.content
            first, last = self._line_at(content[0].start), self._line_at(content[-1].end - 1)
            self._begins.setdefault(first, card)
            for number in range(first, last + 1):
                self._over.setdefault(number, []).append(card)
        for paragraph in view.article.paragraphs:
            if paragraph.kind in (*QUIET, *LOUD):
                for number in range(self._line_at(paragraph.start), self._line_at(paragraph.end - 1) + 1):
                    self._kinds[number] = "strong" if paragraph.kind in LOUD else "faint"

    def _keep_sight(self, first: int) -> None:
        if self.stretch is not None:
            self.reveal(self.stretch.cursor, self.stretch.cursor + 1)
        elif self.card is not None:
            self.reveal(self.card.statement.content[0].start, self.card.statement.content[-1].end)
        else:
            self.jump(self._line_at(first))

    def line(self, number: int) -> Content:
        """One line of the text with everything that is shown in it."""
        return self._words.of(number, self._parts(number), lambda: super(ArticlePane, self).line(number))

    def gutter_of(self, number: int) -> Content | None:
        """The paragraph's number, a bar along the selected statement, and whose statement of which kind begins here."""
        return self._gutters.of(number, self._parts(number), lambda: self._gutter(number))

    def _parts(self, number: int) -> tuple[object, ...]:
        """All that is shown in a line; the selected statement and the hit only where they stand in it."""
        start, end = self._lines[number]
        card, hit = self.card, self.hit
        if card is not None:
            said = card.statement
            spans = (*said.content, *said.cue, *said.source)
            card = card if any(_overlap(span, start, end) for span in spans) else None
        if hit is not None:
            hit = hit if _overlap(self.hits[hit], start, end) else None
        return self._broken_for, self.cards, self.hits, self.stretch, *self._colours(), card, hit

    def _colours(self) -> tuple[object, ...]:
        return self.letters, looks_of(self.app), len(self.speaker_numbers)

    def _gutter(self, number: int) -> Content:
        start, end = self._lines[number]
        chosen = self.card is not None and any(_overlap(span, start, end) for span in self.card.statement.content)
        told = f"{self._numbers.get(number, '')}"
        digits = Content(f"{told:>{GUTTER - 4}}").stylize(self.look("gutter"))
        bar = Content("▌" if chosen else " ").stylize(self.look("mark"))
        before = digits if len(told) > GUTTER - 4 else digits + bar  # a long number takes the bar's cell too
        return column(before, GUTTER - 3) + self._whose(self._begins.get(number)) + Content(" ")

    def _whose(self, card: StatementCard | None) -> Content:
        """The speaker's letter and the kind's sign."""
        if card is None:
            return Content("  ")
        return self._letter(card) + outside(SIGNS[card.statement.kind], self.look("faint"))

    def _letter(self, card: StatementCard) -> Content:
        if card.is_doubtful:
            return outside(OPEN, self.look("doubt"))
        return outside(self.letters.get(card.actor_id or "", OPEN), self.ink(card.actor_id))

    @property
    def edge(self) -> int:
        """The column of speakers and a blank before it, where there is room for them."""
        return EDGE if self.columns >= ROOM_FOR_EDGE else 0

    def edge_of(self, y: int) -> Content | None:
        """Who speaks in the part of the article that this line of the pane stands for."""
        if not self.edge:
            return None
        cells = self._speakers()
        if y >= len(cells):
            return _NO_EDGE
        cell = cells[y]
        here = self.card is not None and cell.card is not None and cell.card.id == self.card.id
        return self._edges.of(y, (cell, here, *self._colours()), lambda: self._edge_of(cell, here=here))

    def _edge_of(self, cell: Cell, *, here: bool) -> Content:
        mark = Content(" ")
        if cell.card is not None:
            mark = self._letter(cell.card)
            if not cell.begins:
                mark = Content("│").stylize(mark.spans[0].style if mark.spans else "")
            if here:
                mark = mark.stylize(Style(bold=True, reverse=True))
        if cell.hit:
            mark = (Content("•") if cell.card is None else mark).stylize(self.look("hit"))
        return Content(" ") + mark

    def _speakers(self) -> list[Cell]:
        """The whole article, in as many cells as the pane is high."""
        parts = (self._broken_for, self.page_lines, self.cards, self.hits)
        lines = len(self._lines)
        return self._cells.of(0, parts, lambda: column_of(self.cards, self.hits, self._line_at, lines, self.page_lines))

    def styles_over(self, start: int, end: int) -> Iterable[tuple[tuple[int, int], Style]]:
        """What lies over a stretch of text, lowest first."""
        chosen = None if self.selecting else self.card
        number = self._line_at(start)
        if number in self._kinds:
            yield (start, end), self.look(self._kinds[number])
        for card in self._over.get(number, ()):
            if chosen is None or card.id != chosen.id:
                yield from self._styles_of(card, start, end)
        if chosen is not None:
            yield from self._styles_of(chosen, start, end)
            for span in (*chosen.statement.cue, *chosen.statement.source):
                if _overlap(span, start, end):
                    yield span, self.look("cue")
        for place, span in enumerate(self.hits):
            if _overlap(span, start, end):
                yield span, self.look("hit-here" if place == self.hit else "hit")
        yield from self.styles_of_stretch()

    def _styles_of(self, card: StatementCard, start: int, end: int) -> Iterable[tuple[tuple[int, int], Style]]:
        """How a statement's words are told from others; what a paraphrase quotes is not set like one."""
        content = card.statement.content
        if content[0].start >= end or content[-1].end <= start:
            return
        chosen = not self.selecting and self.card is not None and card.id == self.card.id
        for span in content:
            if _overlap(span, start, end):
                yield span, self._tint(card, chosen=chosen)
        for span in quoted_in(self._text, content) if card.statement.kind is Kind.MIXED else ():
            if _overlap(span, start, end):
                yield span, UPRIGHT

    def _tint(self, card: StatementCard, *, chosen: bool) -> Style:
        doubtful = card.is_doubtful
        if doubtful:  # its words are in this colour too, and are read on it
            tint = self.tint(self.look("doubt"), 0.2 if chosen else 0.1, strong=chosen)
        else:
            tint = self.tint(self.ink(card.actor_id), 0.42 if chosen else 0.16, strong=chosen)
        if card.statement.kind is not Kind.DIRECT:
            tint += self.look("paraphrase")
        return tint + self.look("unsure") if doubtful else tint

    def targets(self) -> Iterator[Target]:
        """The statements and the hits that begin in sight."""
        taken = set()
        for card in self.cards:
            cell = self.cell_of(card.statement.content[0].start)
            if cell is not None and cell not in taken:
                taken.add(cell)
                yield Target(*cell, partial(self.post_message, self.Picked(card)))
        for number, span in enumerate(self.hits):
            cell = self.cell_of(span.start)
            if cell is not None and cell not in taken:
                taken.add(cell)
                yield Target(*cell, partial(self._go_to_hit, number))

    def on_click(self, event: events.Click) -> None:
        """Select the statement under the mouse, or go to the part of the article that was clicked at the edge."""
        offset = event.get_content_offset(self)
        if offset is None or self.screen.selections:
            return
        if self.edge and offset.x >= self.columns - 1:
            self._go_to_cell(offset.y)
            return
        place = self.place_at(offset.x, offset.y + self.scroll_offset.y)
        under = [card for card in self.cards if any(span.start <= place < span.end for span in card.statement.content)]
        if under:
            self.post_message(self.Picked(min(under, key=_length)))

    def _go_to_cell(self, number: int) -> None:
        cells = self._speakers()
        if number >= len(cells):
            return
        card = cells[number].card
        if card is not None:
            self.reveal(card.statement.content[0].start, card.statement.content[-1].end)
            self.post_message(self.Picked(card))
        else:
            self.jump(line_in(number, len(self._lines), self.page_lines))


def _overlap(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] < end and span[1] > start


def _length(card: StatementCard) -> int:
    return sum(span.end - span.start for span in card.statement.content)
