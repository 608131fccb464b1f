"""The inside of a process that carries out one order and ends: the outside is `processes.Aside`.

The order comes in on standard input, and what may follow it; what there is to tell goes out on standard output; all of
it in lines of JSON. The process ends when its input does, so it never outlives the app.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, NoReturn

from briefing.errors import BriefingError

Order = dict[str, Any]
Say = Callable[[object], None]
"""Given what there is to tell."""


def carry_out(do: Callable[[Order, IO[bytes], Say], None]) -> NoReturn:
    """Carry out the order on standard input, and end the process.

    Args:
        do: Does it, given the order, the lines that follow it and whom to tell; see `meanwhile`.
    """
    lines, answers, code = sys.stdin.buffer, sys.stdout, 0

    def say(what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    try:
        do(json.loads(lines.readline()), lines, say)
    except BriefingError as error:
        sys.stderr.write(f"{error}\n")
        code = error.exit_code
    sys.stderr.flush()
    os._exit(code)  # Python itself could not end in peace while a thread waits for more input


def meanwhile(
    lines: IO[bytes], hear: Callable[[Order], None] = lambda said: None, leave: Callable[[], None] = lambda: None
) -> None:
    """Listen in a thread of its own; once nobody tells anything any more, end the process, whatever it is doing.

    Args:
        lines: What it is told.
        hear: Given each thing that it is told.
        leave: Ends what would outlive it.
    """

    def listen() -> None:
        for line in lines:
            hear(json.loads(line))
        leave()
        os._exit(0)

    threading.Thread(target=listen, name="briefing-listening", daemon=True).start()


__all__ = ["Order", "Say", "carry_out", "meanwhile"]
