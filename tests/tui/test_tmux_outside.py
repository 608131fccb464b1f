"""What reaches other programs through a real terminal: the clipboard, the editor, the pager."""

from __future__ import annotations

import base64
import os
import re
import shutil
from pathlib import Path

import pyte
import pytest

from briefing.bench.terminal import Terminal as Outside
from tests.tui.terminal import BRIEFING, Terminal

pytestmark = pytest.mark.tmux
_OSC52 = re.compile(rb"\x1b\]52;c?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")


def copied_in(raw: bytes) -> list[str]:
    """What some bytes ask a terminal to put on its clipboard."""
    return [base64.b64decode(found).decode() for found in _OSC52.findall(raw)]


def test_a_copy_reaches_the_terminal_tmux_and_a_file(terminal: Terminal) -> None:
    terminal.start()
    terminal.ready()
    sent = terminal.folder / "sent"
    terminal.tmux("pipe-pane", f"cat > '{sent}'")
    terminal.press("2", "y")
    terminal.sees("Copied", "tmux, terminal (asked), file")
    words = (terminal.folder / "data" / "last-copy.txt").read_text("utf-8")
    assert "Second Batch" in words
    assert terminal.tmux("show-buffer") == words
    terminal.until(lambda _: len(copied_in(sent.read_bytes())) > 0, "the sequence on the terminal")
    raw = sent.read_bytes()
    assert copied_in(raw)[0] == words
    wrapped = re.search(rb"\x1bPtmux;(\x1b\x1b\]52;c;.*?\x07)\x1b\\", raw, re.DOTALL)
    assert wrapped, "and once more in tmux's passthrough"
    assert copied_in(wrapped[1].replace(b"\x1b\x1b", b"\x1b")) == [words]
    terminal.press("Y")
    terminal.until(lambda _: "Second Batch" in terminal.tmux("show-buffer") != words, "the citation")
    assert (terminal.folder / "data" / "last-copy.txt").read_text("utf-8").startswith("> ")


def test_a_copy_reaches_the_clipboard_of_the_terminal_around_tmux(terminal: Terminal) -> None:
    terminal.start()
    terminal.ready()
    attach = ["tmux", "-S", str(terminal.folder / "tmux.socket"), "attach"]
    environment = {name: one for name, one in os.environ.items() if name != "TMUX"}
    with Outside(attach, environment) as outside:
        outside.wait_for(" attributed")
        outside.press(b"y")
        terminal.sees("Copied")
        outside.settle()
        words = (terminal.folder / "data" / "last-copy.txt").read_text("utf-8")
        assert words in copied_in(outside.drawn)


def test_over_ssh_alone_the_terminal_is_asked_and_the_message_says_so(terminal: Terminal) -> None:
    around = {
        name: one
        for name, one in os.environ.items()
        if name not in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY") and not name.startswith("BRIEFING_")
    }
    ssh = {"SSH_TTY": "/dev/pts/9", "SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"}
    places = {"BRIEFING_DATA_DIR": str(terminal.folder / "data"), "XDG_CONFIG_HOME": str(terminal.folder / "config")}
    with Outside([str(BRIEFING)], {**around, **ssh, **places}, columns=100, lines=30) as outside:
        outside.wait_for("statement 1/")
        outside.settle()
        before = len(outside.drawn)
        outside.press(b"2y")
        outside.wait_for("terminal (asked), file", after=before)
        outside.settle()
        words = (terminal.folder / "data" / "last-copy.txt").read_text("utf-8")
        assert copied_in(outside.drawn) == [words], "once, and as it is: nothing stands between"
        assert b"\x1bP" not in outside.drawn[before:], "in no wrapping"
        seen = pyte.Screen(100, 30)
        pyte.ByteStream(seen).feed(outside.drawn)
        screen = "\n".join(seen.display)
        assert f"Copied {len(words.split())} words: terminal (asked), file" in screen
        assert base64.b64encode(words.encode()).decode()[:12] not in screen
        outside.end()


@pytest.fixture
def aside(tmp_path: Path) -> str:
    """A program to step aside for: it says what it was given, and waits for a line."""
    script = tmp_path / "aside program"
    script.write_text(
        "#!/bin/sh\n"
        '[ -t 0 ] || { cat > "$ASIDE/read"; exec < /dev/tty; }\n'
        'printf "%s\\n" "$@" > "$ASIDE/words"\n'
        'stty -a > "$ASIDE/modes"\n'
        'echo "STEPPED ASIDE"; read -r line; echo "$line" > "$ASIDE/line"\n',
        "utf-8",
    )
    script.chmod(0o755)
    return f"'{script}'"


def test_the_editor_and_the_pager_have_the_terminal_to_themselves(terminal: Terminal, aside: str) -> None:
    surroundings = {"VISUAL": aside, "PAGER": aside, "ASIDE": str(terminal.folder)}
    terminal.start(environment=surroundings)
    terminal.ready()
    terminal.press("j")
    terminal.goes_to(2)
    terminal.press("e")
    terminal.sees("STEPPED ASIDE")
    terminal.command("typed in the editor")
    terminal.goes_to(2)
    assert (terminal.folder / "line").read_text("utf-8") == "typed in the editor\n"
    assert (terminal.folder / "words").read_text("utf-8").rstrip().endswith("003_fd1aee54e6a12c6a.txt")
    modes = (terminal.folder / "modes").read_text("utf-8")
    assert not re.search(r"-(isig|icanon|echo|icrnl)\b", modes), "a terminal as a shell gives it"
    terminal.press("P")
    terminal.sees("STEPPED ASIDE")
    terminal.command("typed in the pager")
    terminal.goes_to(2)
    assert "Turkey In Negotiations" in (terminal.folder / "read").read_text("utf-8")
    terminal.press("k")
    terminal.goes_to(1)
    terminal.press("C-q")
    terminal.ended(0)
    terminal.usable()


@pytest.mark.skipif(shutil.which("false") is None, reason="there is no program that fails")
def test_an_editor_that_fails_is_told_and_the_screen_comes_back(terminal: Terminal) -> None:
    terminal.start(environment={"VISUAL": "false"})
    terminal.ready()
    terminal.press("e")
    terminal.sees("false ended with 1", " attributed")


def test_interrupting_the_pager_does_not_end_the_app(terminal: Terminal, aside: str) -> None:
    terminal.start(environment={"PAGER": aside, "ASIDE": str(terminal.folder)})
    terminal.ready()
    terminal.press("P")
    terminal.sees("STEPPED ASIDE")
    terminal.press("C-c")
    terminal.sees("ACTORS", "ended with ")
    terminal.goes_to(1)
    terminal.press("j")
    terminal.goes_to(2)
    terminal.press("C-q")
    terminal.ended(0)


def test_stepping_aside_in_a_search_comes_back_to_it(terminal: Terminal, aside: str) -> None:
    terminal.start(environment={"VISUAL": aside, "ASIDE": str(terminal.folder)})
    terminal.ready()
    terminal.press("/")
    terminal.type("sanctions")
    terminal.press("Enter")
    terminal.sees("RESULTS 1/")
    terminal.press("j")
    terminal.sees("RESULTS 2/")
    terminal.press("e")
    terminal.sees("STEPPED ASIDE")
    terminal.tmux("resize-window", "-x", "90", "-y", "30")
    terminal.command("typed in the editor")
    text = terminal.sees("RESULTS 2/", "“sanctions”")
    assert all(len(line) <= 90 for line in text.splitlines())
    terminal.press("k")
    terminal.sees("RESULTS 1/")
    terminal.press("/")
    terminal.type("e")
    terminal.sees("“e…”")
    terminal.press("C-q")
    terminal.ended(0)
    terminal.usable()
