"""A reader's process whose files give it orders, one a line: an article each, or what a file can do to its reader.

Orders: DIE, DIE-ONCE PATH, HANG PATH (PATH is written first), MEMORY, PRINT, FLAW, ERROR; and NEVER as argument.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import IntakeError
from briefing.library import reading_worker
from briefing.model import Article, Paragraph, ParagraphKind


@dataclass(frozen=True)
class Flawed:
    path: Path
    sentence: str


def read(path: Path) -> Iterator[Article | Flawed]:
    for line in path.read_text("utf-8").splitlines():
        order, _, more = line.partition(" ")
        if order == "DIE" or (order == "DIE-ONCE" and not Path(more).exists()):
            if more:
                Path(more).write_text("died", "utf-8")
            sys.stderr.write("it fell over\n")
            sys.stderr.flush()
            os._exit(3)
        elif order == "HANG":
            Path(more).write_text("hanging", "utf-8")
            threading.Event().wait()
        elif order == "MEMORY":
            bytearray(reading_worker.MOST_MEMORY + (64 << 20))
        elif order == "PRINT":
            print("A{}")  # noqa: T201 - what a careless library does
        elif order == "FLAW":
            yield Flawed(path, "A part is no article: leave it out.")
        elif order == "ERROR":
            raise IntakeError("The file breaks off: get it again.")
        elif order != "DIE-ONCE":
            yield article(line, path)


def article(text: str, path: Path) -> Article:
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        path=str(path),
        title=text,
        text=text,
        paragraphs=(Paragraph(kind=ParagraphKind.BODY, start=0, end=len(text)),),
        sha256="hash",
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["NEVER"]:
        sys.exit("there is no reader here")
    sys.exit(reading_worker.main(read))
