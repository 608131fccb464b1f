"""Every route of a copy, and what is said of it."""

from __future__ import annotations

import base64
import re
import stat
import time
from pathlib import Path

import pytest

from briefing import clipboard
from briefing.tui.app import BriefingApp
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, until


def test_osc52_carries_the_text() -> None:
    sequence = clipboard.osc52("Zażółć “gęślą” 安倍")
    assert sequence is not None
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\a")
    assert base64.b64decode(sequence[7:-1]).decode() == "Zażółć “gęślą” 安倍"


def test_tmux_gets_it_wrapped_with_every_escape_doubled() -> None:
    sequence = clipboard.osc52("words", tmux=True)
    assert sequence is not None
    bare, _, wrapped = sequence.partition("\x1bPtmux;")
    assert bare == clipboard.osc52("words")
    assert wrapped.startswith("\x1b\x1b]52;c;")
    assert wrapped.endswith("\a\x1b\\")


def test_screen_gets_it_in_pieces_that_it_hands_on() -> None:
    sent: list[str] = []
    assert clipboard.send_to_terminal("words " * 400, sent.append, {"STY": "1.tty"})
    bare = clipboard.osc52("words " * 400)
    assert bare is not None
    assert sent[0].startswith(bare)
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sent[0].removeprefix(bare), re.DOTALL)
    assert "".join(pieces) == bare
    assert max(map(len, pieces)) < 768
    sent.clear()
    assert clipboard.send_to_terminal("words", sent.append, {"STY": "1.tty", "TMUX": "/tmp/tmux,1,0"})
    assert sent == [clipboard.osc52("words", tmux=True)]


def test_what_is_too_long_for_a_terminal_is_not_sent() -> None:
    assert clipboard.osc52("x" * clipboard.OSC52_LIMIT) is not None
    assert clipboard.osc52("x" * (clipboard.OSC52_LIMIT + 1)) is None
    sent: list[str] = []
    assert not clipboard.send_to_terminal("é" * clipboard.OSC52_LIMIT, sent.append, {})
    assert not sent


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"WSL_DISTRO_NAME": "Debian"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
        ("darwin", {"SSH_TTY": "/dev/ttys001"}, False),
        ("linux", {"WSL_DISTRO_NAME": "Debian", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        ("linux", {"DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/1"}, True),
    ],
)
def test_without_a_display_no_native_clipboard_is_asked(
    platform: str, environment: dict[str, str], expected: bool
) -> None:
    assert clipboard.has_native_clipboard(environment, platform) is expected


def test_the_last_copy_is_kept_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "last-copy.txt"
    assert clipboard.keep("first", path)
    assert clipboard.keep("“second”\nline", path)
    assert path.read_text(encoding="utf-8") == "“second”\nline"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["last-copy.txt"]


def test_a_place_that_cannot_be_written_is_no_route(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not clipboard.keep("text", tmp_path / "file" / "last-copy.txt")


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        (("clipboard", "terminal", "file"), "Copied 2 words: clipboard, terminal (asked), file"),
        (("tmux", "terminal", "file"), "Copied 2 words: tmux, terminal (asked), file"),
        (("file",), "No clipboard was reached: 2 words kept in /data/last-copy.txt"),
    ],
)
def test_the_receipt_names_the_routes(routes: tuple[str, ...], expected: str) -> None:
    assert clipboard.receipt("two words", routes, "/data/last-copy.txt") == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, []), ({"DISPLAY": ":0"}, ["clipboard"]), ({"TMUX": "/tmp/tmux,1,0"}, ["tmux"])],
)
def test_only_routes_that_can_work_are_asked(environment: dict[str, str], expected: list[str]) -> None:
    assert list(clipboard.asked_aside(environment)) == expected


def test_the_receipt_admits_when_nothing_worked() -> None:
    assert clipboard.receipt("x", ()).startswith("Nothing was copied")


def test_only_what_is_too_long_is_called_so() -> None:
    longest = "x" * clipboard.OSC52_LIMIT
    assert clipboard.receipt(longest, ("clipboard", "file")) == "Copied 1 word: clipboard, file"
    longer = clipboard.receipt(f"{longest}x", ("clipboard", "file"))
    assert longer == "Copied 1 word: clipboard, file; too long for the terminal"


async def test_a_clipboard_that_hangs_blocks_nothing(
    app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.tui.app.NATIVE_COPY_TIME", 0.1)
    monkeypatch.setattr("briefing.clipboard.has_native_clipboard", lambda _: True)

    def hang(text: str) -> bool:
        time.sleep(3)
        return bool(text)

    monkeypatch.setattr("briefing.clipboard.copy_natively", hang)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        began = time.monotonic()
        await pilot.press("y", "j")
        assert screen.statements.place_of_cursor()[0] == 2, "the reader goes on"
        await until(pilot, lambda: app._notifications)
        assert next(iter(app._notifications)).message.endswith("words: terminal (asked), file")
    assert time.monotonic() - began < 3


async def test_in_a_browser_the_browser_is_asked_and_no_clipboard_of_this_machine(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BriefingApp, "is_web", True)
    monkeypatch.setattr("briefing.clipboard.asked_aside", lambda: pytest.fail("another clipboard was asked"))
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await pilot.press("y")
        await until(pilot, lambda: app._notifications)
        assert next(iter(app._notifications)).message.endswith("words: browser (asked), file")


async def test_the_terminal_is_asked_in_one_piece(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux,1,0")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        written: list[str] = []
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        await pilot.press("y")
        await until(pilot, lambda: any("52;c;" in text for text in written))
        assert screen.card is not None
        assert clipboard.osc52(screen.card.content, tmux=True) in written
