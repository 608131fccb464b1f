"""The installed program in a real terminal: what only a terminal can show."""

from __future__ import annotations

import re

import pytest

from tests.tui.terminal import Terminal

pytestmark = pytest.mark.tmux


def test_start_search_and_quit(terminal: Terminal) -> None:
    terminal.start()
    terminal.sees("ACTORS", "STATEMENTS", "2 unread")
    terminal.press("/")
    terminal.type("sanctions")
    terminal.until(lambda text: "RESULTS" in text and "sanctions" in text.lower(), "the results")
    terminal.press("C-q")
    terminal.ended(0)
    terminal.usable()


def test_what_is_typed_at_the_first_frame_is_done_when_the_desk_is_there(terminal: Terminal) -> None:
    terminal.start()
    terminal.sees("opening …")
    terminal.type("/turkey")
    terminal.press("Enter")
    terminal.sees("turkey", "RESULTS 1/")
    terminal.type("j")
    terminal.sees("turkey", "RESULTS 2/")


def test_what_is_typed_before_the_first_frame_is_done_too(terminal: Terminal) -> None:
    terminal.open()
    terminal.run()
    terminal.until(lambda _: terminal.tmux("display-message", "-p", "#{pane_current_command}") != "bash", "its start")
    terminal.type("/turkey")
    terminal.sees("turkey", "RESULTS 1/")


def test_the_first_frame_can_be_quit(terminal: Terminal) -> None:
    terminal.start()
    terminal.sees("opening …")
    terminal.press("C-q")
    terminal.ended(0)
    terminal.usable()


def test_the_model_finds_who_speaks(fresh_terminal: Terminal) -> None:
    fresh_terminal.start()
    fresh_terminal.sees("Hulusi Akar")
    fresh_terminal.press("C-q")
    fresh_terminal.ended(0)


def test_a_terminal_that_is_too_small_is_told(terminal: Terminal) -> None:
    terminal.start(30, 8)
    terminal.sees("--plain")
    terminal.press("C-q")
    terminal.ended(0)


def test_keys_as_a_terminal_sends_them(terminal: Terminal) -> None:
    terminal.start()
    terminal.ready()
    terminal.goes_to(1)
    last = terminal.place()[1]
    for key, there in (("Down", 2), ("Up", 1), ("End", last), ("Home", 1)):
        terminal.press(key)
        terminal.goes_to(there)
    steps = []
    for down, up in (("C-d", "C-u"), ("NPage", "PPage")):
        terminal.press(down)
        terminal.until(lambda _: terminal.place()[0] > 1, f"{down} moving the cursor")
        steps.append(terminal.place()[0])
        terminal.press(up)
        terminal.goes_to(1)
    half, whole = steps
    assert 1 < half < whole <= last


def test_tab_and_its_reverse_go_round_the_panes(terminal: Terminal) -> None:
    terminal.start(60, 20)
    terminal.sees("STATEMENTS 1/")
    around = (("BTab", "ACTORS"), ("BTab", "Turkey In Negotiations"), ("Tab", "ACTORS"), ("Tab", "STATEMENTS 1/"))
    for key, shown in (*around, ("Tab", "WHY")):
        terminal.press(key)
        terminal.until(lambda text, shown=shown: shown in text.splitlines()[2], shown)  # type: ignore[misc]


def test_what_is_pasted_is_a_query_and_never_keys(terminal: Terminal) -> None:
    terminal.start()
    terminal.ready()
    terminal.press("/")
    terminal.sees("ARTICLES 2")
    terminal.tmux("set-buffer", '"air defense"\nq\x11')
    terminal.tmux("paste-buffer", "-p")
    terminal.sees("RESULTS", '"air defense"')
    assert "ended with" not in terminal.text()
    terminal.press("Escape")
    terminal.until(lambda text: "STATEMENTS 1/" in text and '"air defense"' not in text, "the search gone")


def test_a_storm_of_sizes(terminal: Terminal) -> None:
    terminal.start()
    terminal.ready()
    terminal.press("j", "j")
    terminal.goes_to(3)
    for width, height in [(40, 12), (200, 60), (22, 7), (79, 24), (10, 3), (119, 30), (80, 9)]:
        terminal.tmux("resize-window", "-x", str(width), "-y", str(height))
    terminal.tmux("resize-window", "-x", "120", "-y", "36")
    terminal.sees(" attributed", "ACTORS", "STATEMENTS", "WHY")
    terminal.goes_to(3)
    terminal.until(lambda text: all(len(line) <= 120 for line in text.splitlines()), "lines that fit")


def test_a_storm_of_sizes_while_one_searches(terminal: Terminal) -> None:
    terminal.start()
    terminal.ready()
    terminal.press("/")
    terminal.sees("ARTICLES 2")
    sizes = [(40, 12), (200, 60), (22, 7), (79, 24), (10, 3), (119, 30), (80, 9), (60, 20), (100, 36)]
    for letter, (width, height) in zip("sanctions", sizes, strict=True):
        terminal.type(letter)
        terminal.tmux("resize-window", "-x", str(width), "-y", str(height))
    terminal.press("Enter")
    terminal.tmux("resize-window", "-x", "120", "-y", "36")
    terminal.until(lambda text: re.search(r"RESULTS 1/\d+ · 2 articles", text) and "“sanctions”" in text, "the results")
    terminal.until(lambda text: all(len(line) <= 120 for line in text.splitlines()), "lines that fit")
    terminal.press("j")
    terminal.sees("RESULTS 2/")
    terminal.press("C-q")
    terminal.ended(0)
    terminal.usable()


def test_the_mouse_selects_and_scrolls(terminal: Terminal) -> None:
    terminal.start()
    text = terminal.sees(" attributed", "Hulusi Akar")
    lines = text.splitlines()
    line = next(number for number, words in enumerate(lines, start=1) if "Hulusi Akar" in words[:40])
    terminal.mouse(0, lines[line - 1].index("Hulusi") + 1, line)
    terminal.until(lambda text: re.search(r"STATEMENTS Hulusi Akar 1/\d", text), "the statements of the actor clicked")
    article = "\n".join(terminal.text().splitlines()[-8:-2])
    for _ in range(3):
        terminal.mouse(65, 60, 31)
    terminal.until(lambda text: article not in text, "the article scrolled by the wheel")
    for _ in range(6):
        terminal.mouse(64, 60, 31)
    terminal.press("C-q")
    terminal.ended(0)
    terminal.usable()
