"""A line is sent with what changes in its styles, and looks as Textual would have it look."""

from __future__ import annotations

from io import StringIO

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.tui.sequences import sequences

COLOURS = st.one_of(
    st.none(),
    st.just(Color.default()),
    st.integers(0, 255).map(Color.from_ansi),
    st.builds(Color.from_rgb, *[st.integers(0, 255)] * 3),
)
ATTRIBUTES = st.sets(st.sampled_from(["bold", "dim", "italic", "underline", "reverse", "strike"])).map(" ".join)
STYLES = st.builds(
    lambda front, back, attributes: Style.from_color(front, back) + Style.parse(attributes),
    COLOURS,
    COLOURS,
    ATTRIBUTES,
)
LINES = st.lists(st.tuples(st.text("abc –é", min_size=1, max_size=4), st.none() | STYLES), max_size=8)


def seen(sent: str) -> list[pyte.screens.Char]:
    """What a terminal shows that is sent something, with a letter behind it."""
    terminal = pyte.Screen(60, 1)
    pyte.Stream(terminal).feed(sent + "x")
    return [terminal.buffer[0][x] for x in range(60)]


@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
@given(line=LINES)
def test_a_line_looks_as_it_is_styled(system: str, line: list[tuple[str, Style | None]]) -> None:
    console = Console(color_system=system, file=StringIO())  # type: ignore[arg-type]
    ours, theirs = (Strip([Segment(text, style and style.copy()) for text, style in line]) for _ in range(2))
    for strip in (ours, theirs):
        for segment in strip:
            if segment.style is not None:
                segment.style._ansi = None  # kept by rich for the first kind of terminal that asks
    assert seen(sequences(ours, console)) == seen(theirs.render(console))


def test_a_change_of_one_colour_is_all_that_is_sent() -> None:
    on = Color.parse("#102030")
    line = [
        Segment("who ", Style(color="#aabbcc", bgcolor="#102030", meta={"offset": (0, 0)})),
        Segment("said ", Style(color="#aabbcc", bgcolor="#102030", meta={"offset": (4, 0)})),
        Segment("what", Style(color="#ddeeff", bgcolor="#102030", bold=True)),
        Segment(" when", Style(color="#ddeeff", bgcolor="#102030")),
    ]
    back = ";".join(on.get_ansi_codes(foreground=False))
    assert sequences(Strip(line), Console(color_system="truecolor")) == (
        f"\x1b[38;2;170;187;204;{back}mwho said \x1b[1;38;2;221;238;255mwhat\x1b[0;38;2;221;238;255;{back}m when\x1b[0m"
    )


def test_a_link_is_sent_whole() -> None:
    style = Style(color="red", link="https://example.org/?a=1")
    plain = Segment("before ", Style(color="red"))
    sent = sequences(Strip([plain, Segment("here", style)]), Console(color_system="truecolor"))
    assert sent.startswith("\x1b[31mbefore \x1b[0m\x1b]8;id=")
    assert sent.endswith(";https://example.org/?a=1\x1b\\\x1b[31mhere\x1b[0m\x1b]8;;\x1b\\")


def test_what_is_kept_is_sent_again() -> None:
    strip = Strip([Segment("said", Style(bold=True))])
    console = Console(color_system="truecolor")
    assert sequences(strip, console) is sequences(strip, console)
    assert strip.render(console) == sequences(strip, console)
    assert ColorSystem.TRUECOLOR is console._color_system
