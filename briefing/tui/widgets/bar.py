"""The scrollbar of a pane, of whose lines there are four kinds: each is drawn once and not once a line."""

from __future__ import annotations

from typing import Self

from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class Bar(ScrollBar):
    """Textual's own, which draws every line for itself: in a pane of one column that is half of its frame."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), init=False)
    """Textual lays out the whole screen once more whenever it changes; a bar stands where its pane has it."""
    _kept: tuple[Size, list[Strip]] | None = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Forget the lines: something of the bar is another."""
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines."""
        if self._kept is None or self._kept[0] != self.size:
            self._kept = self.size, self._draw()
        lines = self._kept[1][crop.y : crop.bottom]
        return lines if crop.width == self.size.width else [line.crop(crop.x, crop.right) for line in lines]

    def _draw(self) -> list[Strip]:
        bar, style = self.render(), self.rich_style
        whole = self.size.region
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style):
            return super().render_lines(whole)
        if bar.style.color is None or bar.style.bgcolor is None:
            return super().render_lines(whole)
        drawn = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.size.width,
            back_color=bar.style.bgcolor,
            bar_color=bar.style.color,
        )
        segments = list(drawn.segments)
        kinds = {id(segment): Strip([segment], self.size.width).apply_style(style) for segment in segments}
        for one in self.get_line_filters():
            kinds = {kind: strip.apply_filter(one, self.background_colors[1]) for kind, strip in kinds.items()}
        return [kinds[id(segment)] for segment in segments]


__all__ = ["Bar"]
