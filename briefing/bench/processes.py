"""Running a program from the outside, and what it costs in time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError


class BenchError(BriefingError):
    """A program that was to be measured did not do what it is measured for."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a whole process took.

    Attributes:
        seconds: From its start to its end.
        cpu_seconds: Of all its threads.
        peak_bytes: The most memory it held.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def cost_of(command: Sequence[str], environment: Mapping[str, str], *, given: bytes = b"") -> Cost:
    """Run a program to its end.

    Args:
        command: The program and its arguments.
        environment: Its environment.
        given: Its standard input.

    Raises:
        BenchError: It failed.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        raise BenchError(f"“{' '.join(command)}” ended with {process.returncode}: run it by itself to see why.")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


@dataclass(frozen=True, slots=True)
class Standing:
    """One process of a tree, now.

    Attributes:
        pid: Its number.
        depth: 0 for the program itself, 1 for what it started, and so on.
        resident_bytes: The memory it holds, what it shares with others included.
        command: What it was started as.
    """

    pid: int
    depth: int
    resident_bytes: int
    command: str


def tree_of(pid: int) -> list[Standing]:
    """A program and everything that it has started, itself first.

    Raises:
        BenchError: The platform does not tell.
    """
    words = ["ps", "-A", "-ww", "-o", "pid=,ppid=,rss=,args="]
    try:
        asked = subprocess.run(words, capture_output=True, text=True, errors="replace", check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise BenchError("ps does not tell what memory processes hold: measure without it.") from error
    rows = [line.split(maxsplit=3) for line in asked.stdout.splitlines()]
    return list(_below([row for row in rows if len(row) == 4], str(pid), 0))


def _below(rows: Sequence[Sequence[str]], pid: str, depth: int) -> Iterator[Standing]:
    for own, parent, size, command in rows:
        if own == pid:
            yield Standing(int(own), depth, int(size) * 1024, command)
        elif parent == pid:
            yield from _below(rows, own, depth + 1)


def queued_seconds(pid: int) -> float:
    """How long a program's main thread has waited for a processor that others had; 0 where that is not told."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


__all__ = ["BenchError", "Cost", "Standing", "cost_of", "queued_seconds", "tree_of"]
