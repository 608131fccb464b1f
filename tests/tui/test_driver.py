"""What a terminal sends is taken for the keys that it means, and an escape at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue

import pytest
from textual import constants, events
from textual.message import Message

from briefing.tui import driver
from briefing.tui.app import BriefingApp

FOR_EVER = 60.0


class Hearing(driver.TerminalDriver):
    """A driver whose terminal is a pipe, and which keeps what it takes from it."""

    def listen_to(self, end: int) -> None:
        """Listen to the end of a pipe."""
        self.fileno = end
        self.heard: Queue[Message] = Queue()

    def process_message(self, message: Message) -> None:
        """Keep it."""
        self.heard.put(message)

    def key(self) -> str:
        """The next key; waits for it, not for ever."""
        heard = self.heard.get(timeout=10.0)
        assert isinstance(heard, events.Key)
        return heard.key


@contextmanager
def hearing(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Hearing, int]]:
    """A driver that reads, and where to write for it."""
    monkeypatch.setattr("signal.signal", lambda *_: None)
    end, terminal = os.pipe()
    reading = Hearing(app)
    reading.listen_to(end)
    thread = threading.Thread(target=reading.run_input_thread)
    thread.start()
    try:
        yield reading, terminal
    finally:
        reading.exit_event.set()
        thread.join()
        os.close(end)
        os.close(terminal)


async def test_an_escape_alone_is_the_key_at_once(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", FOR_EVER)
    with hearing(app, monkeypatch) as (reading, terminal):
        for _ in range(3):
            os.write(terminal, b"\x1b")
            assert reading.key() == "escape"
        os.write(terminal, b"j")
        assert reading.key() == "j"


async def test_a_sequence_that_has_begun_is_waited_for(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", FOR_EVER)
    monkeypatch.setattr(driver, "_FOLLOWS", 0.0)
    read = os.read
    taken = threading.Event()

    def told(end: int, most: int) -> bytes:
        taken.set()
        return read(end, most)

    monkeypatch.setattr("os.read", told)
    with hearing(app, monkeypatch) as (reading, terminal):
        os.write(terminal, b"j\x1b[")
        assert reading.key() == "j"
        taken.clear()
        os.write(terminal, b"1;")
        assert taken.wait(10.0)
        os.write(terminal, b"5A")
        assert reading.key() == "ctrl+up"


async def test_alt_and_a_letter_are_one_key(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_FOLLOWS", 0.0)
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.001)
    with hearing(app, monkeypatch) as (reading, terminal):
        os.write(terminal, b"\x1bx")
        assert reading.key() == "alt+x"


async def test_what_was_sent_last_is_read_when_it_ends(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with hearing(app, monkeypatch) as (reading, terminal):
        os.write(terminal, "jü".encode())
        assert [reading.key(), reading.key()] == ["j", "ü"]
    end, terminal = os.pipe()
    reading.listen_to(end)
    os.write(terminal, b"k")
    reading.run_input_thread()
    assert reading.key() == "k"
    os.close(end)
    os.close(terminal)
