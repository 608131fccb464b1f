"""The styles to lay over parts of a text: read from the theme once for all widgets, whatever is focused or shown.

They are no component classes: Textual would find out anew what each of them looks like in each pane, at every focus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, Final
from weakref import WeakKeyDictionary

from textual.app import App
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from briefing.tui.themes import SPEAKERS

_LOOKS: Final = {
    "faint": "$text-muted",
    "strong": "bold",
    "paraphrase": "italic",
    "good": "$success",
    "doubt": "$warning",
    "unsure": "underline $warning",
    "mark": "$accent",
    "name": "bold $accent",
    "heading": "underline $primary",
    "gutter": "$text-disabled",
    "cue": "bold underline",
    "hit": "bold underline $accent",
    "hit-here": "bold $background on $accent",
    "label": "bold $background on $accent",
    "cursor": "on $surface",
    "cursor-here": "on $panel",
    "selected": "on $primary 40%",
    "caret": "reverse",
    "pane-here": "bold $accent on $panel",
    "key": "bold $footer-key-foreground",
    "does": "$footer-description-foreground",
    "edge": "$foreground 20%",
    "frame": "$border-blurred",
    "frame-here": "$border",
    "title-here": "bold $primary",
    "box": "$text-disabled on $surface",
    "hover": "on $block-hover-background",
    **{f"speaker-{number}": f"$speaker-{number}" for number in range(SPEAKERS)},
}
"""What each looks like, in the theme's colours."""
_ANSI: Final = {
    "faint": "dim ansi_default",
    "gutter": "dim ansi_default",
    "hit-here": "bold reverse ansi_default on ansi_default",
    "label": "bold reverse ansi_default on ansi_default",
    "cursor-here": "bold",
    "pane-here": "bold reverse $accent on ansi_default",
    "box": "underline $text-disabled on ansi_default",
    "frame": "ansi_bright_black",
}
"""Where colours are the terminal's own and cannot be mixed."""
_ATTRIBUTES: Final = frozenset({"bold", "dim", "italic", "underline", "reverse"})


class _InTheme(dict[str, Style]):
    """What everything looks like in one theme, found out when it is first asked for."""

    def __init__(self, variables: Mapping[str, str], *, ansi: bool) -> None:
        super().__init__()
        self.variables, self.ansi = variables, ansi

    def __missing__(self, name: str) -> Style:
        written = _ANSI.get(name, _LOOKS[name]) if self.ansi else _LOOKS[name]
        style = self[name] = _style(written, self.variables)
        return style


_read: Final[WeakKeyDictionary[App[Any], _InTheme]] = WeakKeyDictionary()


def looks_of(app: App[Any]) -> Mapping[str, Style]:
    """What everything looks like in an app now; another mapping as soon as its theme is another."""
    known = _read.get(app)
    if known is None or known.variables is not app.theme_variables:  # Textual makes them anew for every theme
        known = _read[app] = _InTheme(app.theme_variables, ansi=app.native_ansi_color)
    return known


def _style(written: str, variables: Mapping[str, str]) -> Style:
    """A style as it is written above: attributes and a colour, and behind "on" what it stands on."""
    words, _, under = written.partition("on ")
    attributes = _ATTRIBUTES.intersection(words.split())
    colour = " ".join(word for word in words.split() if word not in attributes)
    return Style(
        _colour(under, variables),
        _colour(colour, variables),
        bold="bold" in attributes or None,
        dim="dim" in attributes or None,
        italic="italic" in attributes or None,
        underline="underline" in attributes or None,
        reverse="reverse" in attributes or None,
    )


def _colour(written: str, variables: Mapping[str, str]) -> Color | None:
    """A colour, perhaps in part; "auto" is what can be read on the background."""
    words = written.split()
    while words and words[0].startswith("$"):
        words[:1] = variables[words[0][1:]].split()
    if not words:
        return None
    share = prod(float(word.rstrip("%")) / 100 for word in words[1:])
    if words[0] == "auto":
        return Color.parse(variables["background"]).get_contrast_text(share)
    return Color.parse(words[0]).multiply_alpha(share)


class Looks(Widget):
    """A widget that draws its own text in these styles."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), init=False)
    """The room that the text takes. Textual lays out the whole screen once more whenever it changes; none of ours takes
    other room for it."""
    _drawn_in: Mapping[str, Style] | None = None

    def look(self, name: str) -> Style:
        """What goes by a name, and nothing of what lies under it."""
        return looks_of(self.app)[name]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that looks every line through for the terminal's own colours, of which there are none."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def recolour(self) -> None:
        """Nothing drawn before is right; subclasses forget what they have drawn."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Styles were looked up again, which is at every focus; only another theme makes a difference here."""
        super().notify_style_update()
        if self.is_attached:
            before, self._drawn_in = self._drawn_in, looks_of(self.app)
            if before is not None and before is not self._drawn_in:
                self.recolour()


def covered(widget: Widget, crop: Region) -> list[Strip]:
    """The lines of a widget of which nothing is seen, since others stand on all of it: one blank line for all.

    Args:
        widget: Whose lines.
        crop: The part of it that is drawn.
    """
    strip = Strip.blank(crop.width, widget.rich_style)
    for one in widget.get_line_filters():
        strip = strip.apply_filter(one, widget.background_colors[1])
    return [strip] * crop.height
