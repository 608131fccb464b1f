"""The help: what the focused pane is, and what the keys do there; it lies over the panes, which stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import dedent
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widget import Widget

from briefing.keys import GROUPS
from briefing.tui.content import column, outside, title, wrap
from briefing.tui.widgets.lines import LineView

_MARKED: Final = re.compile(r"`(?P<key>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<paraphrase>[^*]+)\*")
"""What is set apart in the words of a help: keys and other things typed, strong words, and words in italics."""
_HEADING: Final = "## "
_WIDEST: Final = 110
_MARGIN: Final = 4
_COLUMN: Final = 42
"""Cells from which a column of keys is easy to read: where there is room for two, there are two."""
_GAP: Final = 3
_FRAME: Final = Size(6, 2)
"""Cells of the pane that are no text: its frame, a blank at each side and the scrollbar; and its frame's rows."""
_ELSE: Final = "Everywhere"
_WAYS: Final = (("help", "close"), ("next_pane(1)", "next pane"), ("move(1)", "down"))
"""What its frame says of its own keys, the most needed first."""
_PLACES: Final = {name: (group, place) for group in GROUPS for place, name in enumerate(GROUPS[group])}
"""In which group a key stands, and where in it."""


class _Does(NamedTuple):
    """What keys do.

    Attributes:
        group: Where they do it.
        place: Where that stands in its group.
        own: Whether it is the focused pane itself that does it.
        keys: As they are written.
        says: What they do.
    """

    group: str
    place: int
    own: bool
    keys: str
    says: str


class HelpPane(LineView, can_focus=False):
    """A pane over the others. Hidden, it waits above the screen: to take it away would draw all of the screen anew.

    Attributes:
        shown: Whether it is to be seen.
    """

    def __init__(self) -> None:
        super().__init__(id="help")
        self.shown = False
        self._lines: Sequence[Content] = ()

    def on_mount(self) -> None:
        """Learn when the keys do something else."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if self.shown and screen.app.app_focus:
            self.show()

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    def line(self, number: int) -> Content:
        """One of them."""
        return self._lines[number]

    def recolour(self) -> None:
        """Write it anew."""
        if self.shown:
            self.show()

    def show(self) -> None:
        """Write it for the pane that has the focus and the room there is, from its first line on, and show it."""
        width = _width(self.screen.size.width)
        self._lines = list(self._write(width - _FRAME.width))
        self._name_pane()
        place = _place(self.screen.size, width, len(self._lines))
        self.styles.offset = place.offset
        self.styles.width, self.styles.height = place.size
        self.shown = True
        self.jump(0)
        self.redraw()

    def hide(self) -> None:
        """Take it out of sight."""
        self.shown = False
        self.styles.offset = (0, -self.outer_size.height)

    def _name_pane(self) -> None:
        """Name it, and say how to read on, go on and leave."""
        bound = [active.binding for active in self.screen.active_bindings.values()]
        keys = {binding.action: binding for binding in reversed(bound)}
        shown = [f"{self.app.get_key_display(keys[action])} {says}" for action, says in _WAYS if action in keys]
        title(self, Content("HELP"), *shown)

    def _write(self, width: int) -> Iterator[Content]:
        focused = self.screen.focused
        nodes = focused.ancestors_with_self if focused is not None else [self.screen]
        words = next((node.HELP for node in nodes if isinstance(node, Widget) and node.HELP), None)
        if words:
            yield from self._words(dedent(words).strip(), width)
            yield Content("")
        columns = max(1, (width + _GAP) // (_COLUMN + _GAP))
        wide = (width + _GAP) // columns - _GAP
        blocks = list(self._blocks(wide))
        for row in zip_longest(*in_columns(blocks, columns), fillvalue=Content("")):
            yield Content(" " * _GAP).join(column(cell, wide) for cell in row).rstrip()

    def _words(self, text: str, width: int) -> Iterator[Content]:
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                yield Content("")
            heading = paragraph.startswith(_HEADING)
            content = self._marked(" ".join(paragraph.removeprefix(_HEADING).split()))
            if heading:
                content = content.stylize(self.look("heading"))
            for start, end in wrap(content.plain, width):
                yield content[start:end].rstrip()

    def _marked(self, text: str) -> Content:
        parts: list[Content] = []
        end = 0
        for found in _MARKED.finditer(text):
            kind = str(found.lastgroup)
            parts += [outside(text[end : found.start()]), outside(found[kind], self.look(kind))]
            end = found.end()
        return Content("").join([*parts, outside(text[end:])])

    def _does(self) -> Iterator[_Does]:
        """Everything that a key does here, those that do the same together."""
        keys: dict[str, list[str]] = {}
        said: dict[str, _Does] = {}
        for node, binding, _, _ in self.screen.active_bindings.values():
            if not binding.system:
                keys.setdefault(binding.action, []).append(self.app.get_key_display(binding))
                group, place = _PLACES.get(binding.id or "", (_ELSE, len(GROUPS[_ELSE])))
                own = node is self.screen.focused
                words = binding.description if binding.id else binding.description.lower()  # Textual's own: Focus Next
                said.setdefault(binding.action, _Does(group, place, own, "", words))
        for action, does in said.items():
            yield does._replace(keys=" ".join(dict.fromkeys(keys[action])))

    def _blocks(self, width: int) -> Iterator[list[Content]]:
        """What the keys do, a block of lines for each group, those of the pane first."""
        all_of_it = sorted(self._does(), key=lambda does: does.place)
        indent = max((cell_len(does.keys) for does in all_of_it), default=0) + 2
        groups = {does.group: any(one.own for one in all_of_it if one.group == does.group) for does in all_of_it}
        for group in sorted(groups, key=lambda group: (not groups[group], list(GROUPS).index(group))):
            lines = [outside(group, self.look("faint"))]
            for does in all_of_it:
                if does.group == group:
                    lines += self._entry(does, indent, width)
            yield lines

    def _entry(self, does: _Does, indent: int, width: int) -> Iterator[Content]:
        before = column(outside(does.keys, self.look("key")), indent)
        for start, end in wrap(does.says, max(8, width - indent)):
            yield before + outside(does.says[start:end].rstrip())
            before = Content(" " * indent)


def in_columns(blocks: Sequence[Sequence[Content]], columns: int) -> list[list[Content]]:
    """Blocks of lines one after the other in so many columns, as even as whole blocks allow, a blank line between two.

    Args:
        blocks: The blocks.
        columns: How many columns there may be.
    """
    height = -(-sum(len(block) + 1 for block in blocks) // columns)
    while len(filled := _filled(blocks, height)) > columns:
        height += 1
    return filled


def _filled(blocks: Sequence[Sequence[Content]], height: int) -> list[list[Content]]:
    """As many columns as it takes when none is to be higher than this, unless one block is."""
    filled: list[list[Content]] = [[]]
    for block in blocks:
        if filled[-1] and len(filled[-1]) + 1 + len(block) > height:
            filled.append([])
        filled[-1] += [Content(""), *block] if filled[-1] else block
    return filled


def _width(room: int) -> int:
    """How wide it is in a screen: with a margin where more than scraps of the panes would be seen in it."""
    return _WIDEST if room >= _WIDEST + 2 * _MARGIN else room


def _place(screen: Size, width: int, lines: int) -> Region:
    """Where it stands in a screen: in the middle, and never over the bottom line."""
    room = screen.height - 1
    height = max(min(lines + _FRAME.height, room), 1)
    return Region((screen.width - width) // 2, (room - height) // 2, width, height)


__all__ = ["HelpPane", "in_columns"]
