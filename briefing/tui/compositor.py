"""Frames put together from what is seen of every widget, and from nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from briefing.tui.sequences import sequences

Chops = list[dict[int, Strip | None]]
"""For every line of the screen, by the columns where something begins: what stands there, if it is to be drawn."""
_MOVE: Final = "\x1b[{};{}H"


class FrontCompositor(Compositor):
    """Textual's own, which draws every widget that reaches into what has changed, and cuts each line of each to pieces.

    Containers, the screen and whatever lies between two changes are hidden by others or as they were; that is more than
    half of what a frame takes in which one pane has changed. Here a widget is asked for its lines only if one of them
    is to be seen, and only those are cut.
    """

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed since the last frame; None when nothing has."""
        changed = self._dirty_regions.copy()
        self._dirty_regions.clear()
        spans = [(y, x1, x2) for y, x1, x2 in self._regions_to_spans(changed) if 0 <= y < self.size.height]
        if not spans:
            return None
        missing: dict[int, set[int]] = {}
        for y, x1, x2 in spans:
            missing.setdefault(y, set()).update(self._begun(y, x1, x2))
        crop = Region.from_union(changed).intersection(self.size.region)
        return _Update(self._front(crop, missing), spans, [line[1:] for line in self.cuts])

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """All of the screen.

        Args:
            simplify: Join what looks alike, for a picture of it.
        """
        whole = super().render_full_update(simplify)
        return _Whole(whole.strips, whole.region)

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """Every piece of some lines, as Textual asks for them when it draws all of the screen."""
        lines = [y for y in crop.line_range if 0 <= y < self.size.height and is_rendered_line(y)]
        return self._front(crop, {y: set(self._begun(y, crop.x, crop.right)) for y in lines})  # type: ignore[return-value]

    def _begun(self, y: int, left: int, right: int) -> Iterable[int]:
        """Where the pieces begin that stand between two columns, in part at least."""
        cuts = self.cuts[y]
        return cuts[max(0, bisect_right(cuts, left) - 1) : bisect_left(cuts[:-1], right)]

    def _front(self, crop: Region, missing: dict[int, set[int]]) -> Chops:
        """The foremost pieces at some places.

        Args:
            crop: Where all of them are.
            missing: By line, where pieces begin that are to be drawn. Nothing is left in it but what nobody draws.
        """
        cuts = self.cuts
        chops: Chops = [dict.fromkeys(line[:-1]) for line in cuts]
        for widget, (region, clip) in self.visible_widgets.items():  # the foremost first
            if not missing:
                break
            seen = region.intersection(clip)
            if not (seen and seen.overlaps(crop)):
                continue
            left, right = seen.column_span
            lines = [
                y
                for y in range(max(seen.y, crop.y), min(seen.bottom, crop.bottom))
                if y in missing and any(left <= cut < right for cut in missing[y])
            ]
            if not lines:
                continue
            strips = widget.render_lines(seen.translate(-region.offset))
            for y in lines:
                if y - seen.y < len(strips):
                    inside = cuts[y][bisect_left(cuts[y], left) : bisect_right(cuts[y], right)]
                    _put(chops[y], missing, y, zip(inside, _pieces(strips[y - seen.y], inside), strict=False))
        return chops


class _Update(ChopsUpdate):
    """Pieces of lines to be written, without a word about where those stand that follow another."""

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent.

        Args:
            console: Knows what colours it has.
        """
        written: list[str] = []
        at: tuple[int, int] | None = None
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= x2 or end <= x1:
                    continue
                if at != (x, y):
                    written.append(_MOVE.format(y + 1, x + 1))
                shown = strip if end <= x2 else strip.crop(0, x2 - x)
                written.append(sequences(shown, console))
                at = (x + shown.cell_length, y)
        return "".join(written)


class _Whole(LayoutUpdate):
    """All lines of a screen."""

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent.

        Args:
            console: Knows what colours it has.
        """
        left, top = self.region.offset
        return "".join(
            _MOVE.format(y + 1, left + 1) + "".join(sequences(strip, console) for strip in line)
            for y, line in enumerate(self.strips, top)
        )


def _pieces(strip: Strip, cuts: Sequence[int]) -> Sequence[Strip]:
    """A line cut where others begin or end.

    Args:
        strip: The line.
        cuts: The columns of the screen from its beginning to its end.
    """
    return strip.divide([cut - cuts[0] for cut in cuts[1:]])


def _put(
    line: dict[int, Strip | None], missing: dict[int, set[int]], y: int, pieces: Iterable[tuple[int, Strip]]
) -> None:
    """Put pieces where none is yet."""
    places = missing[y]
    for cut, piece in pieces:
        if line[cut] is None:
            line[cut] = piece
            places.discard(cut)
    if not places:
        del missing[y]


__all__ = ["FrontCompositor"]
