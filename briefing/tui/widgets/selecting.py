"""Selecting words of an article with the keys, as in vi: the keys carry one end of what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.style import Style

from briefing.counts import counted
from briefing.model import Span
from briefing.tui.keymap import OF_SELECTING, bind
from briefing.tui.stretch import Stretch, Walk, word_at
from briefing.tui.widgets.prose import Prose

_ONLY_SELECTING: Final = ("carry", "other_end", "anew", "leave")


class SelectingProse(Prose):
    """Text in which words can be selected with the keys."""

    BINDINGS: ClassVar[list[BindingType]] = bind(*OF_SELECTING)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.stretch: Stretch | None = None
        self._column: int | None = None

    @property
    def selecting(self) -> bool:
        """Whether the keys select."""
        return self.stretch is not None

    @property
    def selected(self) -> Span | None:
        """What is selected, with the keys or with the mouse; whole characters."""
        if self.stretch is not None:
            return self.stretch.span(self._text)
        selection = self.text_selection
        span = self.span_of(selection) if selection is not None else None
        return span if span is not None and span.end > span.start else None

    def name_pane(self) -> None:
        """Say in the frame what the keys do now; subclasses do."""

    def select(self, span: Span | None) -> None:
        """Begin to select.

        Args:
            span: What is selected to begin with; None begins with the first character that is seen.
        """
        if not self._text.strip():
            return
        walk = self._walk()
        if span is None:
            start = walk.row(self.seen.start, 0, 0)
            self.stretch = Stretch(start, start)
        else:
            self.stretch = Stretch(span.start, walk.character(span.end, -1))
        self.screen.clear_selection()
        self._show_stretch()
        self.refresh_bindings()

    def on_click(self, event: events.Click) -> None:
        """A second click selects the word, which the keys can carry on from."""
        offset = event.get_content_offset(self)
        if event.chain == 2 and offset is not None:
            place = self.place_at(offset.x, offset.y + self.scroll_offset.y)
            word = word_at(self._text, place) if place >= 0 else None
            if word is not None:
                self.select(word)

    def action_leave(self) -> None:
        """Select nothing any more."""
        if self.stretch is not None:
            self.stretch = None
            self._show_stretch()
            self.refresh_bindings()

    def let_go(self) -> None:
        """Select nothing any more, with the keys or with the mouse: something else is what is read now."""
        self.action_leave()
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that carry the cursor are others while there is none."""
        return self.selecting or action not in _ONLY_SELECTING

    def _walk(self) -> Walk:
        return Walk(self._text, self._lines)

    def _show_stretch(self) -> None:
        self._column = None
        self.name_pane()
        self.refresh()

    def _carry(self, place: int, *, column: int | None = None) -> None:
        if self.stretch is None:
            return
        self.stretch = self.stretch.moved(place)
        self.reveal(place, place + 1)
        self._show_stretch()
        self._column = column

    def action_carry(self, way: str) -> None:
        """Carry the cursor along or across the words."""
        if self.stretch is None:
            return
        walk, place = self._walk(), self.stretch.cursor
        ways = {
            "left": lambda: walk.character(place, -1),
            "right": lambda: walk.character(place, 1),
            "word": lambda: walk.word(place, 1),
            "word_end": lambda: walk.word_end(place),
            "word_back": lambda: walk.word(place, -1),
            "line_start": lambda: walk.edge(place, -1),
            "line_end": lambda: walk.edge(place, 1),
            "paragraph": lambda: walk.paragraph(place, 1),
            "paragraph_back": lambda: walk.paragraph(place, -1),
        }
        self._carry(ways[way]())

    def action_other_end(self) -> None:
        """Carry the other end from now on."""
        if self.stretch is not None:
            self.stretch = self.stretch.turned()
            self._carry(self.stretch.cursor)

    def action_anew(self) -> None:
        """Let go of what is selected and carry the cursor alone; or begin where it is."""
        if self.stretch is not None:
            self.stretch = self.stretch.anew()
            self._show_stretch()

    def action_move(self, by: int) -> None:
        """Carry the cursor up or down, or scroll."""
        if self.stretch is None:
            super().action_move(by)
            return
        walk, place = self._walk(), self.stretch.cursor
        column = walk.column(place) if self._column is None else self._column
        self._carry(walk.row(place, by, column), column=column)

    def action_first(self) -> None:
        """Carry the cursor to the first character, or scroll there."""
        if self.stretch is None:
            super().action_first()
        else:
            self._carry(self._walk().first())

    def action_last(self) -> None:
        """Carry the cursor to the last character, or scroll there."""
        if self.stretch is None:
            super().action_last()
        else:
            self._carry(self._walk().last())

    def styles_of_stretch(self) -> Iterable[tuple[tuple[int, int], Style]]:
        """How what is selected and its cursor look."""
        if self.stretch is None:
            return
        plain = self.app.no_color or self.app.native_ansi_color  # backgrounds cannot be mixed
        if self.stretch.holds:
            yield self.stretch.span(self._text), Style(reverse=True) if plain else self.look("selected")
        caret = Style(bold=True, underline=True, reverse=not self.stretch.holds) if plain else self.look("caret")
        yield Stretch(self.stretch.cursor, self.stretch.cursor).span(self._text), caret

    def told_stretch(self) -> Content:
        """How much is selected, in words."""
        if self.stretch is None:
            return Content("")
        if not self.stretch.holds:
            return Content("v begins here")
        span = self.selected or Span(0, 0)
        count = len(self._text[span.start : span.end].split())
        return Content(f"{counted(count, 'word')} selected")
