"""The process that searches aside: questions in on standard input, in lines of JSON, and an answer out for each.

In: at first {"data_dir", "name", "idle"}, then {"query", "limit", "typing", "only"} again and again. Out: "ready", then
for every question a `Found`, pickled and in Base64, or None when it could not be answered. It ends when its standard
input does, so it never outlives the app, and when nothing was asked for so many seconds. It changes nothing.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from briefing.errors import BriefingError
from briefing.services.asking import READY
from briefing.services.desk import Desk
from briefing.services.views import Found

_FIRST = "a"  # what is loaded at the first search is loaded before anybody waits for it


def answer(desk: Desk, asked: dict[str, Any]) -> Found | None:
    """The answer to one question; None when it cannot be answered here.

    Args:
        desk: The open library.
        asked: See above.
    """
    try:
        found = desk.finding.find(**asked, ready=False)
    except BriefingError:
        return None
    return found if desk.finding.is_ready() else None


def serve(lines: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the questions end.

    Args:
        lines: Where they come from.
        answers: Where the answers go.
    """
    order = json.loads(lines.readline())
    with Desk.open(name=order["name"], data_dir=Path(order["data_dir"])) as desk:
        answer(desk, {"query": _FIRST, "limit": 1, "typing": True, "only": "all"})
        gc.collect()
        gc.freeze()  # none of what was loaded is garbage, and looking through it again would take its time
        answers.write(READY)
        answers.flush()
        while line := _asked(lines, order["idle"]):
            answers.write(b64encode(pickle.dumps(answer(desk, json.loads(line)), pickle.HIGHEST_PROTOCOL)) + b"\n")
            answers.flush()


def _asked(lines: IO[bytes], idle: float) -> bytes:
    """The next question; empty when there is none any more."""
    with _leaving_after(idle):
        return lines.readline()


@contextmanager
def _leaving_after(seconds: float) -> Iterator[None]:
    """End this process unless what is done here is done in time."""
    leaving = threading.Timer(seconds, os._exit, (0,))
    leaving.daemon = True
    leaving.start()
    try:
        yield
    finally:
        leaving.cancel()


def main() -> int:
    """Serve standard input."""
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BriefingError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
