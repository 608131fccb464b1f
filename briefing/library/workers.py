"""Worker processes that find statements: articles go in as JSON lines, statements come out.

The language model lives in them alone. A worker starts when there is something to do, ends when there has been nothing
for a while, and holds nothing that matters: it can be killed at any time.
"""

from __future__ import annotations

import contextlib
import json
import queue
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from briefing.library.processes import CLOSED, DiedError, Process
from briefing.model import Article, Statement
from briefing.model.clean import clean_line, clean_path

WORKER = (sys.executable, "-m", "briefing.attribution.worker")
_IDLE_SECONDS = 4.0
_PATIENCE_SECONDS = 120.0
_SLOWEST = 200  # characters a second that the slowest machine can be expected to read
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one article.

    Attributes:
        article: The article.
        statements: What was found; empty when `error` says why not.
        error: One sentence, or None.
        died: True when there was no answer because worker processes ended on it.
    """

    article: Article
    statements: tuple[Statement, ...] = ()
    error: str | None = None
    died: bool = False


class Attributor(Protocol):
    """Whatever finds statements in articles, some of them at a time."""

    size: int

    def submit(self, article: Article) -> None:
        """Take an article; its answer is put into the queue later."""

    def close(self) -> None:
        """Stop at once."""


class WorkerPool:
    """Up to `size` worker processes, each with a thread that talks to it.

    Args:
        answers: Where answers go, in the order in which they come.
        size: How many processes at most.
        command: What starts a worker; the package's own when empty.
        idle_seconds: How long a worker waits for more before it is ended.
        patience: How many seconds an article may take at least, before its worker counts as hung.
        metonyms: The reader's own places and buildings → the name of who speaks there.
    """

    def __init__(
        self,
        answers: queue.SimpleQueue[Answer | None],
        *,
        size: int = 1,
        command: Sequence[str] = (),
        idle_seconds: float = _IDLE_SECONDS,
        patience: float = _PATIENCE_SECONDS,
        metonyms: Mapping[str, str] | None = None,
    ) -> None:
        self.size = size
        self._answers = answers
        self._command = tuple(command) or WORKER
        self._idle_seconds = idle_seconds
        self._patience = patience
        self._metonyms = dict(metonyms or {})
        self._jobs: queue.Queue[Article | None] = queue.Queue()
        self._guard = threading.Lock()
        self._threads: set[threading.Thread] = set()
        self._processes: set[Process] = set()
        self._waiting = 0
        self._closed = False

    def submit(self, article: Article) -> None:
        """Take an article, and start another worker when all are busy and there may be one more."""
        with self._guard:
            if self._closed:
                return
            self._jobs.put(article)
            if self._jobs.qsize() > self._waiting and len(self._threads) < self.size:
                thread = threading.Thread(target=self._serve, name="briefing-worker", daemon=True)
                self._threads.add(thread)
                thread.start()

    def running(self) -> int:
        """How many worker processes there are now."""
        with self._guard:
            return len(self._processes)

    def close(self) -> None:
        """Kill the workers, whatever they are doing; articles under way get no answer. Safe to call twice."""
        with self._guard:
            self._closed = True
            processes, threads = list(self._processes), list(self._threads)
        for process in processes:
            process.kill()
        for _ in threads:
            self._jobs.put(None)

    def _serve(self) -> None:
        """Answer articles one after the other, until there have been none for a while."""
        process: Process | None = None
        try:
            while (article := self._next()) is not None:
                answer, process = self._answer(article, process)
                if answer is not None:
                    self._answers.put(answer)
        finally:
            self._end(process)

    def _next(self) -> Article | None:
        with self._guard:
            self._waiting += 1
        try:
            article = self._jobs.get(timeout=self._idle_seconds)
        except queue.Empty:
            article = None
        with self._guard:
            self._waiting -= 1
            if article is None:
                with contextlib.suppress(queue.Empty):  # one that came while this one was giving up
                    article = self._jobs.get_nowait()
            if article is None or self._closed:
                self._threads.discard(threading.current_thread())
                return None
            return article

    def _answer(self, article: Article, process: Process | None) -> tuple[Answer | None, Process | None]:
        """Ask a worker, and a fresh one when the first ends on the article."""
        reason = ""
        for _ in range(_TRIES):
            try:
                process = process or self._start()
                process.say(_question(article, self._metonyms))
                return _understood(article, process.hear(self._limit(article))), process
            except DiedError as error:
                self._end(process)
                process, reason = None, str(error)
            if self._closed:
                return None, None
        sentence = (
            f"No statements could be found in {clean_path(article.path)}: the worker process ended on it ({reason})."
        )
        return Answer(article, error=sentence, died=True), None

    def _limit(self, article: Article) -> float:
        return self._patience + len(article.text) / _SLOWEST

    def _start(self) -> Process:
        process = Process(self._command)
        with self._guard:
            if not self._closed:
                self._processes.add(process)
                return process
        process.end()
        raise DiedError(CLOSED)

    def _end(self, process: Process | None) -> None:
        if process is not None:
            process.end()
            with self._guard:
                self._processes.discard(process)


def _question(article: Article, metonyms: Mapping[str, str]) -> bytes:
    paragraphs = [
        {"kind": p.kind.value, "start": p.start, "end": p.end, "dateline": p.dateline} for p in article.paragraphs
    ]
    published = article.published.isoformat() if article.published else None
    question: dict[str, object] = {
        "id": article.id,
        "text": article.text,
        "paragraphs": paragraphs,
        "published": published,
        "outlet": article.outlet,
        "language": article.language,
    }
    if metonyms:
        question["metonyms"] = dict(metonyms)
    return json.dumps(question).encode("ascii") + b"\n"


def _understood(article: Article, line: bytes) -> Answer:
    """A worker's line as an answer.

    Raises:
        DiedError: It is none: what comes after it could not be trusted either.
    """
    try:
        said = json.loads(line)
        if said["id"] != article.id:
            raise DiedError("it answered another question")
        if (error := said.get("error")) is not None:
            return Answer(article, error=f"{clean_path(article.path)}: {clean_line(str(error))}")
        statements = tuple(Statement.model_validate(found) for found in said["statements"])
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise DiedError("its answer was not in its own form") from error
    length = len(article.text)
    for statement in statements:
        spans = (*statement.content, *statement.cue, *statement.source)
        if not statement.content or any(not 0 <= span.start < span.end <= length for span in spans):
            raise DiedError("its answer points outside the article")
    return Answer(article, statements)


__all__ = ["WORKER", "Answer", "Attributor", "WorkerPool"]
