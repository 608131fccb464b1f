"""Whether everything that `briefing` stands on is in order: settings, data folder, library, index, model, extras."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from briefing import paths
from briefing.counts import counted
from briefing.errors import AttributionError, BriefingError, LibraryError, UsageError
from briefing.model.clean import clean_line, clean_path

Standing = Literal["good", "doubt", "bad"]

_ROOM = 200_000_000  # bytes that ought to be free for an index to be made again
_PATIENCE = 120.0  # seconds in which the model must have answered, on the slowest of machines
_SENTENCE = "“The bridge is mended,” said Ada Quill."
_EXTRAS = {
    "pypdf": "PDF files: pip install 'briefing[pdf]'",
    "warcio": "web archives: pip install 'briefing[archives]'",
}


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: What.
        standing: Good, in doubt (something is missing that can be done without), or bad.
        says: What was found, and what to do if it is not good.
        code: The exit code of the error that it would end in; 0 when it is not bad.
    """

    name: str
    standing: Standing
    says: str
    code: int = 0


def examine(name: str | None, data_dir: Path | None) -> Iterator[Finding]:
    """Look at everything but the terminal, one thing after the other.

    Args:
        name: The library's name; None for the last one.
        data_dir: Where libraries live; None for the setting, or the platform's place.
    """
    yield from _told("settings", UsageError.exit_code, _settings)
    yield from _told("data folder", LibraryError.exit_code, lambda: _data_folder(data_dir))
    yield from _told("library", LibraryError.exit_code, lambda: _library(name, data_dir))
    yield from _told("language model", AttributionError.exit_code, _model)
    for module, wanted in _EXTRAS.items():
        if importlib.util.find_spec(module) is None:
            yield Finding("extras", "doubt", f"Missing for {wanted}")


def _told(name: str, code: int, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What a look finds; an error of ours is a finding too."""
    try:
        yield from look()
    except BriefingError as error:
        yield Finding(name, "bad", str(error), error.exit_code)
    except OSError as error:
        yield Finding(name, "bad", f"It cannot be reached ({error.strerror or error}).", code)


def _settings() -> Iterator[Finding]:
    from briefing.settings import load_settings

    load_settings()
    file = paths.config_file()
    if not file.exists():
        yield Finding("settings", "good", f"none; they would stand in {clean_path(file)}")
        return
    from briefing.settings_file import problems_in

    problems = problems_in(file.read_bytes())
    for problem in problems:
        yield Finding("settings", "doubt", f"{clean_path(file)}: {problem}")
    if not problems:
        yield Finding("settings", "good", clean_path(file))


def _data(data_dir: Path | None) -> Path:
    from briefing.settings import load_settings

    return (data_dir or load_settings().data_dir or paths.default_data_dir()).expanduser().absolute()


def _data_folder(data_dir: Path | None) -> Iterator[Finding]:
    folder = _data(data_dir)
    try:
        paths.make_private(folder)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"briefing")
    except OSError as error:
        raise LibraryError(
            f"Nothing can be written in {clean_path(folder)} ({error.strerror or error}): check its permissions and "
            "the room on its disk, or name another place with --data-dir."
        ) from error
    yield Finding("data folder", "good", clean_path(folder))
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        says = f"Only {free // 1_000_000} MB are free there, and an index may need more: make room."
        yield Finding("disk", "doubt", says)


def _library(name: str | None, data_dir: Path | None) -> Iterator[Finding]:
    from briefing.search.choice import told
    from briefing.services.opening import open_library
    from briefing.settings import load_settings

    settings = load_settings()
    known_as, library = open_library(_data(data_dir), settings, (), name)
    with contextlib.closing(library):
        problem = library.store.check()
        if problem:
            raise LibraryError(
                f"The record {clean_path(library.store.path)} is damaged ({clean_line(problem)}): move it away and "
                "open its folders again; your articles are not in it, your decisions are (briefing decisions export)."
            )
        articles = library.store.counts(0.0).articles
        yield Finding("library", "good", f"“{clean_line(known_as)}”, {counted(articles, 'article')}")
        behind = library.index.behind()
        large = told(settings.engine, paths.index_folder(library.folder), library.store.size())
    if behind is None:
        yield Finding("search index", "doubt", "There is none that fits; it is made again when the library is opened.")
    elif behind:
        yield Finding(
            "search index", "doubt", f"{counted(behind, 'article')} behind; it catches up when the library is opened."
        )
    else:
        yield Finding("search index", "good", f"up to date{large and '; '}{large}")


def _model() -> Iterator[Finding]:
    """Let a worker process find a statement, as the app would."""
    from briefing.library.workers import WORKER

    question = json.dumps({"id": "trial", "text": _SENTENCE, "language": "en"})
    try:
        done = subprocess.run(
            list(WORKER), input=f"{question}\n", capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise AttributionError(f"The language model has not answered for {_PATIENCE:.0f} seconds.") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        why = clean_line(done.stderr.strip().rpartition("\n")[2]) or f"it ended with {done.returncode}"
        told = why if done.returncode == AttributionError.exit_code else ""  # it says itself what to do
        raise AttributionError(told or f"The language model cannot be used ({why}): install briefing again.") from error
    if not answer.get("statements"):
        raise AttributionError("The language model finds nothing in a plain quotation: install briefing again.")
    yield Finding("language model", "good", "reads, and finds the speaker of a trial sentence")


__all__ = ["Finding", "Standing", "examine"]
