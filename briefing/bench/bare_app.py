"""The least a Textual app can be: what the toolkit itself costs."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

MARKER = "bare app"


class BareApp(App[None]):
    """One widget with two words, and how many keys it has had."""

    keys = 0

    def compose(self) -> ComposeResult:
        """The widget."""
        yield Static(MARKER)

    def on_key(self, event: events.Key) -> None:
        """Draw something for every key."""
        self.keys += 1
        self.query_one(Static).update(f"{MARKER} {self.keys}")


if __name__ == "__main__":
    BareApp().run()
