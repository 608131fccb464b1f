"""Small stand-ins for the rooms beside the library."""

from __future__ import annotations

import datetime as dt
import hashlib
import queue
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import IntakeError
from briefing.library.library import Library
from briefing.library.workers import Answer, WorkerPool
from briefing.model import Article, Paragraph, ParagraphKind, Statement
from tests.library.fake_worker import statements_in

WORKER = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))
FELL_OVER = "import sys; sys.stdin.readline(); sys.exit('it fell over')"
"""The code of a process that ends before it has done anything."""
ONCE = """
import pathlib, runpy, sys
sign = pathlib.Path(sys.argv[1])
if not sign.exists():
    sign.touch()
    sys.exit("it fell over")
runpy.run_module(sys.argv[2], run_name="__main__", alter_sys=True)
"""
"""The code of one that does so the first time, and then is the module named."""


def scan(roots: Sequence[Path]) -> Iterator[Path]:
    for root in roots:
        yield from sorted(root.rglob("*.txt")) if root.is_dir() else [root] * root.exists()


def article(text: str, path: str = "a.txt", sha256: str = "") -> Article:
    """An article whose first line is its title; "date: …" in the text is its date."""
    dated = re.search(r"date: (\d{4}-\d\d-\d\d)", text)
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = ParagraphKind.BODY if start else ParagraphKind.TITLE
            paragraphs.append(Paragraph(kind=kind, start=start, end=start + len(line)))
        start += len(line) + 1
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        path=path,
        title=text.partition("\n")[0],
        outlet="The Gazette",
        published=dt.date.fromisoformat(dated[1]) if dated else None,
        text=text,
        paragraphs=tuple(paragraphs),
        sha256=sha256,
    )


@dataclass(frozen=True)
class Flawed:
    """A part of a file that cannot be read."""

    path: Path
    sentence: str


class Reader:
    """Reads files, and counts how often.

    Attributes:
        read: The names of the files that were read.
        before: Called before each is read.
    """

    def __init__(self) -> None:
        self.read: list[str] = []
        self.before: Callable[[Path], None] = lambda path: None

    def __call__(self, path: Path) -> Iterator[Article | Flawed]:
        self.before(path)
        self.read.append(path.name)
        return articles_in(path)


def many(*texts: str) -> str:
    """A file of many articles."""
    return "\n====\n".join(["MANY", *texts])


def articles_in(path: Path) -> Iterator[Article | Flawed]:
    """What is in a file: one article, or those of a file of many, lazily; some are BAD, and END is before the end."""
    raw = path.read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    parts = raw.split(b"\n====\n")
    if parts[0] != b"MANY":
        yield _one(raw, path, sha256)
        return
    for number, part in enumerate(parts[1:], start=1):
        if part == b"END":
            raise IntakeError(f"The file {path.name} breaks off: get it again.")
        if part.startswith(b"BAD"):
            yield Flawed(path, f"Part {number} of {path.name} is no article: leave it out.")
        else:
            yield _one(part, path, sha256).model_copy(update={"part": f"part {number}"})


def _one(raw: bytes, path: Path, sha256: str) -> Article:
    if raw.startswith(b"BAD"):
        raise IntakeError(f"The file {path.name} is no article: leave it out.")
    if raw.startswith(b"BUG"):
        raise ZeroDivisionError
    return article(raw.decode(), str(path), sha256)


class Attributor:
    """Finds statements in this process, at once, and remembers in which articles."""

    size = 1

    def __init__(self, answers: queue.SimpleQueue[Answer | None], seen: list[str]) -> None:
        self._answers = answers
        self._seen = seen

    def submit(self, article: Article) -> None:
        self._seen.append(article.title)
        found = tuple(Statement.model_validate(statement) for statement in statements_in(article.text))
        self._answers.put(Answer(article, found))

    def close(self) -> None:
        pass


class Bench:
    """A library on a folder of files, with everything around it small and countable."""

    def __init__(self, tmp_path: Path) -> None:
        self.root = tmp_path / "articles"
        self.root.mkdir(exist_ok=True)
        self.folder = tmp_path / "library"
        self.reader = Reader()
        self.seen: list[str] = []
        self._open: list[Library] = []

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, *, workers: int = 0, version: str = "1", patience: float = 60.0) -> Library:
        """Open the library; with worker processes when `workers` is not 0."""

        def pool(answers: queue.SimpleQueue[Answer | None]) -> Attributor | WorkerPool:
            if workers:
                return WorkerPool(answers, size=workers, command=WORKER, patience=patience)
            return Attributor(answers, self.seen)

        library = Library(self.folder, pool=pool, scanner=scan, reader=self.reader, version=version)
        library.store.add_roots([self.root])
        self._open.append(library)
        return library

    def run(self, *, workers: int = 0, version: str = "1") -> Library:
        """Open the library and do all the background work."""
        library = self.open(workers=workers, version=version)
        library.ingest.start()
        assert library.ingest.wait(30)
        return library

    def close(self) -> None:
        for library in self._open:
            library.close()
        self._open.clear()


def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for another process to have done something."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
