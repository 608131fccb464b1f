"""The help: what the focused pane is, and what the keys do there; one widget, which stays when it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from briefing.tui.content import outside, wrap
from briefing.tui.widgets.lines import LineView

_MARKED: Final = re.compile(r"`(?P<key>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<paraphrase>[^*]+)\*")
"""What is set apart in the words of a help: keys and other things typed, strong words, and words in italics."""
_HEADING: Final = "## "


class HelpPane(LineView, can_focus=False):
    """A pane beside or below the others."""

    def __init__(self) -> None:
        super().__init__(id="help")
        self._lines: Sequence[Content] = ()

    def on_mount(self) -> None:
        """Learn when the keys do something else."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if self.display and screen.app.app_focus:
            self.redraw()

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    def line(self, number: int) -> Content:
        """One of them."""
        return self._lines[number]

    def recolour(self) -> None:
        """Write it anew."""
        self.redraw()

    def prepare(self) -> None:
        """Write it for the pane that has the focus, and for the width there is."""
        self._lines = list(self._write(self.columns)) if self.columns > 0 else ()

    def _write(self, width: int) -> Iterator[Content]:
        focused = self.screen.focused
        nodes = focused.ancestors_with_self if focused is not None else [self.screen]
        words = next((node.HELP for node in nodes if isinstance(node, Widget) and node.HELP), None)
        if words:
            yield from self._words(dedent(words).strip(), width)
            yield Content("")
        yield from self._keys(width)

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

    def _keys(self, width: int) -> Iterator[Content]:
        """Every key that does something here, those that do the same on one line."""
        keys: dict[str, list[str]] = {}
        says: dict[str, str] = {}
        for _, binding, _, _ in self.screen.active_bindings.values():
            if not binding.system:
                shown = self.app.get_key_display(binding)
                keys.setdefault(binding.action, []).append(shown)
                says[binding.action] = binding.description
        written = {action: " ".join(dict.fromkeys(some)) for action, some in keys.items()}
        column = max(map(cell_len, written.values()), default=0)
        for action, shown in written.items():
            before = f"{' ' * (column - cell_len(shown))}{shown} "
            for start, end in wrap(says[action], max(8, width - column - 1)):
                yield outside(before, self.look("key")) + outside(says[action][start:end])
                before = " " * (column + 1)


__all__ = ["HelpPane"]
