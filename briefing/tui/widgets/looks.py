"""The styles of the style sheet, to lay over parts of a text."""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget


class Looks(Widget):
    """A widget that draws its own text in styles that its style sheet names."""

    _looks: dict[tuple[str, bool, str], Style] | None = None

    def look(self, name: str) -> Style:
        """What the style sheet says of a name, and nothing of what lies under it."""
        key = (name, self.has_focus, self.app.theme)
        if self._looks is None:
            self._looks = {}
        style = self._looks.get(key)
        if style is None:
            style = self._looks[key] = self._read_look(name)
        return style

    def _read_look(self, name: str) -> Style:
        styles = self.get_component_styles(name)
        colour = styles.color if styles.has_rule("color") else None
        if colour is not None and styles.has_rule("auto_color") and styles.auto_color:
            colour = self.background_colors[1].get_contrast_text(colour.a)
        text = styles.text_style
        return Style(
            background=styles.background if styles.has_rule("background") else None,
            foreground=colour,
            bold=text.bold or None,
            dim=text.dim or None,
            italic=text.italic or None,
            underline=text.underline or None,
            reverse=text.reverse or None,
        )

    def notify_style_update(self) -> None:
        """Colours changed: nothing read before is right."""
        super().notify_style_update()
        self._looks = None
        self.refresh()
