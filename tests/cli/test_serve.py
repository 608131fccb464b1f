"""The app in a browser: served on this machine alone, to our own page alone, until it is interrupted."""

from __future__ import annotations

import asyncio
import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.bench.processes import tree_of
from briefing.cli.serve import app_words, is_loopback
from tests.cli.conftest import Briefing

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def asked(port: int, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_it_answers_here_and_ends_when_interrupted() -> None:
    port = free_port()
    serving = subprocess.Popen(
        [sys.executable, "-m", "briefing", "serve", "--port", str(port)], stderr=subprocess.PIPE, text=True
    )
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                status, page = asked(port)
                break
            except ConnectionRefusedError:
                assert serving.poll() is None
                assert time.monotonic() < until
        assert status == 200
        assert f"ws://127.0.0.1:{port}/ws" in page
        assert asked(port, Host=f"localhost:{port}", Origin=f"http://localhost:{port}")[0] == 200
        assert asked(port, Host="news.example")[0] == 403
        assert asked(port, Origin="http://news.example")[0] == 403
        assert asked(port, Origin="null")[0] == 403
        serving.send_signal(signal.SIGINT)
        _, told = serving.communicate(timeout=PATIENCE)
    finally:
        serving.kill()
        serving.wait()
    assert serving.returncode == 130
    assert f"is shown at http://127.0.0.1:{port}" in told
    assert "Nobody is asked for a password" in told
    assert "Traceback" not in told


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.05)


async def test_a_page_shows_the_app_and_ends_with_it() -> None:
    aiohttp = pytest.importorskip("aiohttp")
    port = free_port()
    words = [sys.executable, "-m", "briefing", "serve", "--port", str(port)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as serving:
        try:
            await until(lambda: _listens(port))
            async with aiohttp.ClientSession() as browser:
                address = f"http://127.0.0.1:{port}/ws?width=80&height=24"
                for foreign in ({"Origin": "http://news.example"}, {"Host": "news.example"}):
                    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                        await browser.ws_connect(address, headers=foreign)
                async with asyncio.timeout(PATIENCE), browser.ws_connect(address) as page:
                    drawn = b""
                    while b"STATEMENTS" not in drawn:
                        drawn += await page.receive_bytes()
                    processes = [one.pid for one in tree_of(serving.pid)]
                    assert len(processes) > 1, "an app of the page's own"
                    serving.send_signal(signal.SIGINT)
                    await until(lambda: serving.poll() is not None)
            await until(lambda: not any(map(_lives, processes)))
        finally:
            serving.kill()
    assert serving.returncode == 130


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2][:3]
    except OSError:
        return False


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "news.example"])
def test_another_host_is_refused_unless_it_is_said_twice(briefing: Briefing, host: str) -> None:
    outcome = briefing("serve", "--host", host)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--to-anyone" in outcome.err
    assert outcome.err.count("\n") == 1


def test_this_machine_s_own_addresses() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost")))


def test_what_is_missing_is_one_sentence(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "briefing.cli.web", raising=False)
    outcome = briefing("serve")
    assert (outcome.code, outcome.err) == (2, "briefing: Serving needs textual-serve: pip install 'briefing[serve]'\n")


def test_a_port_that_is_taken_is_one_sentence(briefing: Briefing) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = briefing("serve", "--port", str(taken.getsockname()[1]))
    assert outcome.code == 2
    assert "cannot be listened on (address already in use): give another with --port." in outcome.err
    assert "Traceback" not in outcome.err


def test_each_page_is_an_app_on_the_same_library(tmp_path: Path) -> None:
    words = app_words(tmp_path, "it's [mine]")
    assert words[-4:] == ["--data-dir", str(tmp_path), "--library", "it's [mine]"]
    assert words[1] == "-P"
