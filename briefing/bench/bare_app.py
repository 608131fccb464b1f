"""The least a Textual app can be: what the toolkit itself costs."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

MARKER = "bare app"


class BareApp(App[None]):
    """One widget with two words."""

    def compose(self) -> ComposeResult:
        """The widget."""
        yield Static(MARKER)


if __name__ == "__main__":
    BareApp().run()
