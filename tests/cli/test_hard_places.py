"""Disks that are full or may not be written to, odd terminals, company: one sentence and a code, or it works."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from briefing.bench.processes import BenchError
from briefing.bench.terminal import Terminal
from briefing.library.lock import Lock

PROGRAM = [sys.executable, "-m", "briefing"]
AS_OWNER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
"""What lets permissions count for root, too."""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="these are other systems' troubles")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {"BRIEFING_DATA_DIR": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return {**{name: one for name, one in os.environ.items() if not name.startswith("BRIEFING_")}, **own}


@pytest.fixture
def library(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A data folder with the seeds' library: read, and nobody has looked for statements."""
    told(call(["search", "sanctions"], environment), 0)
    return tmp_path / "data"


def call(
    words: Sequence[str], environment: dict[str, str], *, before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*before, *PROGRAM, *words], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """A command that goes on, and minds interrupts: a shell that runs the tests in its background has them ignored."""
    return subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )


def told(ran: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    """The code, and one sentence that says all this."""
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    if code:
        assert len(ran.stderr.splitlines()) == 1, ran.stderr
        assert ran.stderr.startswith("briefing: ")
    for part in parts:
        assert part in ran.stderr


@pytest.fixture
def unwritable(library: Path) -> Iterator[Path]:
    """The data folder, in which nothing may be changed."""
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("permissions do not count for root here")
    every = [library, *library.rglob("*")]
    before = [(path, path.stat().st_mode) for path in every]
    for path, mode in before:
        path.chmod(mode & 0o555)
    yield library
    for path, mode in before:
        path.chmod(mode)


@pytest.mark.parametrize("words", [["search", "sanctions"], ["statements"], ["decisions", "undo"]])
def test_a_library_that_may_only_be_read(unwritable: Path, environment: dict[str, str], words: list[str]) -> None:
    before = AS_OWNER if os.geteuid() == 0 else []
    told(call(words, environment, before=before), 5, "cannot be opened or written", "permissions", "--data-dir")


def test_a_data_folder_that_cannot_be_made(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "file").write_text("")
    environment["BRIEFING_DATA_DIR"] = str(tmp_path / "file" / "data")
    told(call(["search", "x"], environment), 5, "cannot be made", "--data-dir or BRIEFING_DATA_DIR")
    with Terminal(PROGRAM, environment) as terminal:
        terminal.settle(10.0, 30.0)
        with pytest.raises(BenchError, match="ended with 5"):
            terminal.end()
    assert b"cannot be made" in terminal.drawn.rpartition(b"\x1b[?1049l")[2], "told on the shell's own screen"


def test_a_full_disk(tmp_path: Path, environment: dict[str, str]) -> None:
    limited = ["bash", "-c", 'ulimit -f 100; exec "$@"', "bash"]
    told(call(["search", "x"], environment, before=limited), 5, "cannot be opened or written", "disk")
    told(call(["search", "sanctions"], environment), 0)  # with room, what was begun is there whole


def test_a_disk_that_fills_up_while_a_library_grows(tmp_path: Path, library: Path, environment: dict[str, str]) -> None:
    news = tmp_path / "news.txt"
    news.write_text("News\n\n" + "\n\n".join(f"“It is {number},” he said." for number in range(20_000)), "utf-8")
    limited = ["bash", "-c", 'ulimit -f 900; exec "$@"', "bash"]
    ran = call(["add", str(news), "--library", "seeds"], environment, before=limited)
    assert ran.returncode in (4, 5), ran.stderr
    assert "Traceback" not in ran.stderr
    (record,) = library.rglob("record.sqlite3")
    with sqlite3.connect(record) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    told(call(["search", "sanctions"], environment), 0)


def test_a_library_that_another_briefing_is_writing_to(library: Path, environment: dict[str, str]) -> None:
    (record,) = library.rglob("record.sqlite3")
    lock = Lock(record.with_name("ingest.lock"))
    assert lock.take()
    try:
        told(call(["search", "sanctions"], environment), 0)
        with Terminal(PROGRAM, environment) as terminal:
            terminal.wait_for("Turkey In Negotiations")
            terminal.press(b"/sanctions\r")
            terminal.wait_for("RESULTS")
            terminal.end()
    finally:
        lock.give()


def test_who_waits_for_another_briefing_is_told_and_can_give_up(library: Path, environment: dict[str, str]) -> None:
    (record,) = library.rglob("record.sqlite3")
    lock = Lock(record.with_name("ingest.lock"))
    assert lock.take()
    try:
        show = ["show", "003_fd1aee54e6a12c6a.txt"]
        told(call([*show, "--no-wait"], environment), 0)
        with started([*PROGRAM, *show], environment) as waiting:
            assert waiting.stderr is not None
            patience = threading.Timer(40, waiting.kill)
            patience.start()
            sentence = waiting.stderr.readline()
            assert sentence.startswith("briefing: waiting for another briefing that is at work on this library")
            waiting.send_signal(signal.SIGINT)
            assert "Not waited for" in waiting.stderr.readline()
            assert waiting.wait(20) == 130
            patience.cancel()
    finally:
        lock.give()


def test_who_waits_to_write_is_told_and_can_give_up(library: Path, environment: dict[str, str]) -> None:
    (record,) = library.rglob("record.sqlite3")
    with contextlib.closing(sqlite3.connect(record, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        note = [*PROGRAM, "note", "003_fd1aee54e6a12c6a.txt", "ask"]
        with started(note, environment) as waiting:
            assert waiting.stderr is not None
            patience = threading.Timer(40, waiting.kill)
            patience.start()
            assert waiting.stderr.readline().startswith("briefing: waiting for another briefing that is writing")
            waiting.send_signal(signal.SIGINT)
            assert waiting.wait(20) == 130
            patience.cancel()
        other.execute("ROLLBACK")
    assert "ask" not in call(["note"], environment).stdout


def test_an_article_is_shown_while_another_briefing_reads_for_hours(library: Path, environment: dict[str, str]) -> None:
    (record,) = library.rglob("record.sqlite3")
    with sqlite3.connect(record) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'surveyed'")
    connection.close()
    lock = Lock(record.with_name("ingest.lock"))
    assert lock.take()
    try:
        ran = call(["show", "003_fd1aee54e6a12c6a.txt", "--no-wait"], environment)
    finally:
        lock.give()
    told(ran, 0, "Another briefing is still reading into this library")
    assert "paragraph 1" in ran.stdout


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}],
)
def test_a_terminal_without_utf_8(library: Path, environment: dict[str, str], locale: dict[str, str]) -> None:
    environment = {name: one for name, one in environment.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    told(call(["search", "sanctions"], {**environment, **locale}), 0)
    with Terminal(PROGRAM, {**environment, **locale}) as terminal:
        terminal.wait_for("2 articles")
        terminal.press(b"/sanctions\r")
        terminal.wait_for("RESULTS")
        terminal.end()
    assert b"Traceback" not in terminal.drawn


def test_a_terminal_in_another_encoding(library: Path, environment: dict[str, str]) -> None:
    environment = {**environment, "PYTHONIOENCODING": "latin-1"}
    told(call(["search", "sanctions"], environment), 0)
    with Terminal(PROGRAM, environment) as terminal, pytest.raises(BenchError):
        terminal.wait_for("ACTORS")
    assert b"encoding is iso8859-1" in terminal.drawn.replace(b"latin-1", b"iso8859-1")
    assert b"set LANG to a UTF-8 locale" in terminal.drawn
    assert b"briefing --plain" in terminal.drawn


@pytest.mark.parametrize("kind", ["linux", "vt100", "screen", "xterm"])
def test_terminals_of_all_kinds(library: Path, environment: dict[str, str], kind: str) -> None:
    with Terminal(PROGRAM, environment, kind=kind) as terminal:
        terminal.wait_for("2 articles")
        terminal.press(b"/sanctions\r")
        terminal.wait_for("RESULTS")
        terminal.end()


def test_a_terminal_that_cannot_place_words(environment: dict[str, str]) -> None:
    with Terminal(PROGRAM, environment, kind="dumb") as terminal, pytest.raises(BenchError):
        terminal.wait_for("ACTORS")
    assert b"TERM='dumb'" in terminal.drawn
    assert b"briefing --plain" in terminal.drawn
    assert b"\x1b" not in terminal.drawn


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_stream_that_is_no_terminal(environment: dict[str, str], stream: str) -> None:
    """One alone is enough: the app reads the first, and draws on the last."""
    master, slave = os.openpty()
    streams: dict[str, int] = dict.fromkeys(("stdin", "stdout", "stderr"), slave)
    streams[stream] = subprocess.PIPE
    with subprocess.Popen(
        PROGRAM,
        env={**environment, "TERM": "xterm"},
        text=True,
        stdin=streams["stdin"],
        stdout=streams["stdout"],
        stderr=streams["stderr"],
    ) as ran:
        os.close(slave)
        deadline = time.monotonic() + 30
        while ran.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        ran.send_signal(signal.SIGKILL)
        said = ran.stderr.read() if ran.stderr else os.read(master, 4096).decode()
    os.close(master)
    assert ran.returncode == 6
    assert "needs a terminal" in said
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_output_on_a_full_disk_is_told_in_one_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        words = [*PROGRAM, "keys"]
        ran = subprocess.run(
            words, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    told(ran, 1, "no room left", "No space left on device", "make room")
