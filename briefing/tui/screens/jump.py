"""Going anywhere that is seen by a letter or two: labels over the panes, their rows and the article's statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.strip import Strip

from briefing.tui.screens.over import OverScreen, inserted
from briefing.tui.widgets.lines import Target
from briefing.tui.widgets.looks import looks_of

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


def labels_for(count: int) -> list[str]:
    """So many labels of one letter, or of two where there are not enough; none is the beginning of another."""
    pairs = 0
    while len(LETTERS) - pairs + pairs * len(LETTERS) < count and pairs < len(LETTERS):
        pairs += 1
    single = list(LETTERS[: len(LETTERS) - pairs])
    double = [first + second for first in LETTERS[len(LETTERS) - pairs :] for second in LETTERS]
    return [*single, *double][:count]


def labelled(targets: Sequence[Target]) -> dict[str, Target]:
    """Every target by its label: its own, or the next; what there is no label for is left out."""
    own = {target.label: target for target in targets if target.label}
    others = [target for target in targets if not target.label]
    return own | dict(zip(labels_for(len(others)), others, strict=False))


class JumpScreen(OverScreen[Target | None]):
    """Labels over what is seen; typing one goes there."""

    CSS_PATH = "../styles/jump.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "dismiss", "stay here", id="jump.close", priority=True)
    ]

    def __init__(self, targets: Sequence[Target], size: Size) -> None:
        """Prepare the labels.

        Args:
            targets: Where they lead, and in which cells that stands.
            size: Of the screen in which it does.
        """
        super().__init__()
        # Just after a terminal became smaller, panes may still stand where they did.
        self._targets = labelled([one for one in targets if one.x < size.width and one.y < size.height])
        self._typed = ""
        self._in = size

    @property
    def labels(self) -> dict[str, Target]:
        """The labels that what has been typed may lead to."""
        return {label: target for label, target in self._targets.items() if label.startswith(self._typed)}

    def drawn_over(self, strips: list[Strip]) -> list[Strip]:
        """The labels, each over the cells at which it leads; none in another terminal, where all stands elsewhere."""
        if [strip.cell_length for strip in strips] != [self._in.width] * self._in.height:
            return strips
        look = looks_of(self.app)["label"].rich_style
        for label, target in self.labels.items():
            strips[target.y] = inserted(strips[target.y], target.x, [Segment(label, look)])
        return strips

    def on_resize(self) -> None:
        """In another terminal they lead nowhere."""
        if self.app.size != self._in:
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Take a letter; a label that is whole leads to its target, a letter that leads nowhere is passed over."""
        event.stop()
        typed = self._typed + (event.character or " ")
        if typed in self._targets:
            self.dismiss(self._targets[typed])
        elif any(label.startswith(typed) for label in self._targets):
            self._typed = typed
            self.refresh()

    def on_click(self) -> None:
        """Whoever takes the mouse needs no labels."""
        self.dismiss(None)
