"""Searching aside: it finds the same, and whatever becomes of the process, the reader's question is answered."""

from __future__ import annotations

import io
import json
import pickle
import subprocess
import sys
import threading
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from briefing.library.processes import DiedError
from briefing.services import asking, asking_worker
from briefing.services.asking import ASKER, Asking
from briefing.services.desk import Desk

FELL_OVER = "import sys; sys.stdin.readline(); sys.exit('it fell over')"
ANSWERS_NONSENSE = "print('ready', flush=True); import sys; [print('what?', flush=True) for _ in sys.stdin]"
NEVER_READY = "print('hello', flush=True); import sys; sys.stdin.read()"
ANSWERS_ONCE = "print('ready', flush=True); import sys; sys.stdin.readline()"
HANGS = "print('ready', flush=True); import threading; threading.Event().wait()"
HOW: dict[str, Any] = {"limit": 9, "typing": False, "only": "all"}


def aside(desk: Desk, *command: str) -> Asking:
    return Asking(desk.data_dir, desk.name, command=command)


def started(one: Asking) -> bool:
    one.prepare()
    return one.is_ready(60)


@pytest.mark.parametrize("query", ["ready", "speaker:akar", "actor:demir -over", "is:unread", "nowhere", '"too late"'])
def test_it_finds_what_is_found_here(desk: Desk, query: str) -> None:
    one = aside(desk, *ASKER)
    assert started(one)
    for typing in (False, True):
        here = desk.finding.find(query, limit=9, typing=typing)
        assert one.find(query, limit=9, typing=typing, only="all") == here
    one.close()


def test_it_sees_what_has_changed_since(desk: Desk, articles: Path) -> None:
    one = aside(desk, *ASKER)
    assert started(one)
    found = one.find("harbour", **HOW)
    assert found is not None
    assert not found.hits
    (articles / "new.txt").write_text('Ports\n\n"The harbour is open," said Hulusi Akar.\n', encoding="utf-8")
    desk.start()
    assert desk.wait(60)
    found = one.find("harbour", **HOW)
    assert found is not None
    assert found.articles == 1
    assert {hit.statement.content for hit in found.hits if hit.statement} == {"The harbour is open"}
    one.close()


def test_while_there_is_none_to_ask_one_is_started_and_nobody_waits(desk: Desk) -> None:
    one = aside(desk, *ASKER)
    assert one.find("ready", **HOW) is None
    assert one.is_ready(60)
    assert one.find("ready", **HOW) == desk.finding.find("ready", limit=9)
    one.close()


def test_one_that_has_ended_is_started_again(desk: Desk) -> None:
    one = aside(desk, *ASKER)
    assert started(one)
    first = one._process
    assert first is not None
    first.kill()
    assert one.find("ready", **HOW) is None
    assert one.is_ready(60)
    assert one._process is not first
    assert one.find("ready", **HOW) is not None
    one.close()


@pytest.mark.parametrize("script", [FELL_OVER, NEVER_READY])
def test_one_that_cannot_start_is_tried_a_few_times(desk: Desk, script: str, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    one = aside(desk, sys.executable, "-c", f"open({str(starts)!r}, 'a').write('x')\n{script}")
    for _ in range(10):
        assert not started(one)
        assert one.find("ready", **HOW) is None
    assert starts.read_text() == "xxx"
    one.close()


@pytest.mark.parametrize("script", [ANSWERS_NONSENSE, ANSWERS_ONCE])
def test_an_answer_that_is_none_is_no_answer(desk: Desk, script: str) -> None:
    one = aside(desk, sys.executable, "-c", script)
    assert started(one)
    assert one.find("ready", **HOW) is None
    one.close()


def test_one_that_hangs_is_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_ANSWER_SECONDS", 0.1)
    one = aside(desk, sys.executable, "-c", HANGS)
    assert started(one)
    process = one._process
    assert process is not None
    assert one.find("ready", **HOW) is None
    assert process._process.poll() is not None
    one.close()


def test_closing_ends_it_for_good(desk: Desk) -> None:
    one = aside(desk, *ASKER)
    assert started(one)
    process = one._process
    assert process is not None
    one.close()
    one.close()
    assert process._process.poll() is not None
    assert not started(one)


def test_one_that_is_closed_while_it_starts_is_ended_too(desk: Desk) -> None:
    one = aside(desk, *ASKER)
    one.prepare()
    one.close()
    assert not one.is_ready(60)


def test_it_ends_by_itself_when_nobody_asks(desk: Desk) -> None:
    order = {"data_dir": str(desk.data_dir), "name": desk.name, "idle": 0.01}
    process = subprocess.Popen(ASKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(json.dumps(order).encode() + b"\n")
    process.stdin.flush()
    assert process.wait(60) == 0
    process.communicate()


def test_it_ends_when_the_app_does(desk: Desk) -> None:
    order = {"data_dir": str(desk.data_dir), "name": desk.name, "idle": 60.0}
    process = subprocess.Popen(ASKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = process.communicate(json.dumps(order).encode() + b"\n", timeout=60)
    assert out == asking.READY
    assert process.returncode == 0


def test_a_library_that_is_not_there_costs_one_sentence(desk: Desk) -> None:
    order = {"data_dir": str(desk.data_dir), "name": "no such library", "idle": 60.0}
    process = subprocess.Popen(ASKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, complaint = process.communicate(json.dumps(order).encode() + b"\n", timeout=60)
    assert out == b""
    assert complaint.decode().startswith("There is no library “no such library”")
    assert process.returncode > 0


def test_it_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.library.Library.index_now", lambda self: pytest.fail("it wrote"))
    questions = [{"query": "ready", **HOW}, {"query": "", **HOW}]
    order = {"data_dir": str(desk.data_dir), "name": desk.name, "idle": 60.0}
    lines = io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in [order, *questions]))
    answers = io.BytesIO()
    asking_worker.serve(lines, answers)
    first, found, nothing = answers.getvalue().splitlines(keepends=True)
    assert first == asking.READY
    understood = asking._understood(found)
    assert understood is not None
    assert understood.hits
    assert asking._understood(nothing) is not None


def test_an_index_that_cannot_be_asked_is_left_to_the_app(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.services.finding.Finding.is_ready", lambda self: False)
    assert asking_worker.answer(desk, {"query": "ready", **HOW}) is None


@pytest.mark.parametrize("what", [b"x\n", b"\n", b64encode(pickle.dumps(3)) + b"\n", b64encode(b"\x80\x05.") + b"\n"])
def test_what_is_no_answer_is_not_taken_for_one(what: bytes) -> None:
    with pytest.raises(DiedError):
        asking._understood(what)


def test_many_threads_start_one_process(desk: Desk, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    one = aside(desk, sys.executable, "-c", f"open({str(starts)!r}, 'a').write('x')\n{ANSWERS_ONCE}")
    threads = [threading.Thread(target=one.prepare) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert one.is_ready(60)
    assert starts.read_text() == "x"
    one.close()
