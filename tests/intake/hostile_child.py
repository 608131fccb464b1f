"""Reads files in a process of its own that may neither write nor run nor call anything, with bounded memory and time.

Called with the folder whose files it is to read; says what came of each in a line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 20  # of the processor, for one file: many times what any takes
MEMORY: Final = 1_200_000_000  # bytes of address space beyond what the program itself takes
FORBIDDEN: Final = frozenset(
    "socket.__new__ socket.connect socket.getaddrinfo socket.gethostbyname socket.bind socket.sendto urllib.Request "
    "webbrowser.open subprocess.Popen os.system os.exec os.posix_spawn os.fork os.forkpty pty.spawn os.remove "
    "os.rename os.mkdir os.rmdir os.chmod os.chown os.link os.symlink os.truncate os.utime shutil.rmtree shutil.move "
    "tempfile.mkstemp tempfile.mkdtemp".split()
)
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class ForbiddenError(BaseException):
    """Something was done that reading a file must never do; not to be caught with the rest."""


class TooLongError(BaseException):
    """One file took too long."""


def main(folder: Path) -> None:
    """Read every file of a folder."""
    from briefing.intake import articles_in

    warm_up(folder.parent / "warm")
    watched = Watch()
    sys.addaudithook(watched.saw)
    signal.signal(signal.SIGPROF, too_long)
    bound_memory()
    known: dict[tuple[int, str], str] = {}
    for path in sorted(folder.iterdir()):
        told: dict[str, Any] = {
            "case": path.name,
            "articles": 0,
            "problems": [],
            "texts": "",
            "crash": "",
            "same_as": "",
        }
        say({"begins": path.name})
        began = time.process_time()
        try:
            with limited(), watched:
                told["same_as"] = known.setdefault((path.stat().st_ino, reader_of(path)), path.name)
                if told["same_as"] == path.name:
                    read(path, told, articles_in)
        except MemoryError:
            told["crash"] = "MemoryError"
        except (Exception, ForbiddenError, TooLongError) as error:  # noqa: BLE001 - this is what the test looks for
            told["crash"] = f"{type(error).__name__}: {ascii(error)[:300]} at {place_of(error)}"
        told["seconds"] = round(time.process_time() - began, 2)
        told["forbidden"] = watched.taken()
        say(told)


def say(line: dict[str, Any]) -> None:
    """Tell the test something, now: what is not told when the process dies is what it died of."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def read(path: Path, told: dict[str, Any], articles_in: Any) -> None:
    """Read one file, as the library does."""
    from briefing.errors import IntakeError
    from briefing.model import Article

    try:
        for found in articles_in(path):
            if isinstance(found, Article):
                told["articles"] += 1
                shown = [
                    found.text,
                    found.title,
                    found.author,
                    found.outlet,
                    found.url,
                    found.published_from,
                    found.part,
                ]
                shown += [found.place, found.agency, found.caution]
                told["texts"] += "".join(line for line in map(str, shown) if "token" in line)[:1_000]
                told["problems"] += [f"unclean: {value!a}" for value in filter(None, shown) if unclean(value)]
            else:
                told["problems"].append(found.sentence)
    except IntakeError as error:
        told["problems"].append(str(error))
    told["problems"] = list(dict.fromkeys(told["problems"]))[:20]


def reader_of(path: Path) -> str:
    """Who reads a file: the same bytes need not be read twice by the same reader for having two names."""
    from briefing.errors import IntakeError
    from briefing.intake.readers import format_of
    from briefing.intake.source import Source

    try:
        return format_of(Source.of_file(path)).name
    except IntakeError as error:
        return str(error)


def unclean(value: str) -> bool:
    """Whether a terminal would obey something in a text."""
    from briefing.model.clean import clean

    return clean(value) != value


def warm_up(folder: Path) -> None:
    """Read one good file of each kind, so that what is imported is imported before anything is measured."""
    from briefing.errors import BriefingError
    from briefing.intake import articles_in

    for path in sorted(folder.iterdir()):
        with suppress(BriefingError):
            list(articles_in(path))


class Watch:
    """Notes what must not happen while a file is read."""

    def __init__(self) -> None:
        self._on = False
        self._seen: list[str] = []

    def __enter__(self) -> None:
        self._on = True

    def __exit__(self, *_: object) -> None:
        self._on = False

    def taken(self) -> list[str]:
        """What was seen since the last time."""
        seen, self._seen = self._seen, []
        return seen

    def saw(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Python is about to do something."""
        if not self._on or (event != "open" and event not in FORBIDDEN):
            return
        if event == "open":
            path, mode, flags = arguments
            if not (flags & WRITING) and not set(str(mode or "")) & set("wax+"):
                return
            if path == os.devnull:
                return
        self._seen.append(f"{event} {ascii(arguments)[:200]}")
        raise ForbiddenError(self._seen[-1])


@contextmanager
def limited() -> Iterator[None]:
    """Bound the processor's time for what is done inside."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def too_long(*_: object) -> None:
    """The time is up."""
    raise TooLongError


def bound_memory() -> None:
    """Let the process grow by so much and no more."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def place_of(error: BaseException) -> str:
    """The last line of ours that an error came through, for whoever has to mend it."""
    at, frame = "", error.__traceback__
    while frame:
        name = frame.tb_frame.f_code.co_filename
        at = f"{name.partition('site-packages')[2] or name}:{frame.tb_lineno}" if "briefing" in name else at
        frame = frame.tb_next
    return at


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(Path(sys.argv[1]))
