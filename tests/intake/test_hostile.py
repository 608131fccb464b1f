"""Whatever lies in a folder is read, or told about in one clean sentence, in bounded memory and time.

Each file is read in a process of its own that is not let write, run or call anything (`hostile_child`).
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import IntakeError
from briefing.intake import READERS, SUFFIXES, IntakeProblem, articles_in, scan
from briefing.model import Article
from briefing.model.clean import clean_line
from briefing.services.read import read
from briefing.services.sample import write_sample
from tests.intake.hostile_bytes import HOSTILE, NAUGHTY, SECRET

ENDINGS = sorted({"", ".zip", ".gz"} | {min(reader.suffixes) for reader in READERS if reader.suffixes})
LONGEST_SENTENCE = 700
SPARSE = (
    ".txt",
    ".jsonl",
    ".json",
    ".csv",
    ".html",
    ".xml",
    ".rss",
    ".eml",
    ".mbox",
    ".docx",
    ".rtf",
    ".pdf",
    ".zip",
    ".gz",
    "",
)
GIGABYTES = 2 << 30

linux = pytest.mark.skipif(sys.platform != "linux", reason="bounds memory as Linux does")


@dataclass(frozen=True)
class Told:
    """What came of reading one file."""

    case: str
    articles: int
    problems: list[str]
    crash: str
    texts: str
    forbidden: list[str]
    same_as: str

    def check(self) -> None:
        """It was read or told about, and nothing else happened."""
        assert not self.crash, f"{self.case}: {self.crash}"
        assert not self.forbidden, f"{self.case}: {self.forbidden}"
        assert SECRET not in self.texts, f"{self.case}: another file was read"
        if self.same_as != self.case:
            return  # the same bytes were read by the same reader under another name
        assert self.articles or self.problems, f"{self.case}: neither read nor told about"
        for problem in self.problems:
            assert is_a_sentence(problem), f"{self.case}: {problem!a}"


def is_a_sentence(text: str) -> bool:
    """Whether it is one short line that ends as sentences do, with nothing that a terminal obeys."""
    return text == clean_line(text) and text.endswith(".") and "\n" not in text and len(text) < LONGEST_SENTENCE


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Somebody whom no file may make anyone call."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory, listener: socket.socket) -> Path:
    """A folder with a secret in it, files to grow warm on, and room for files to read."""
    root = tmp_path_factory.mktemp("hostile")
    write_sample(root / "warm")
    (root / "secret.txt").write_text(SECRET, "utf-8")
    return root


def told_about(workshop: Path, name: str, files: dict[str, bytes | int]) -> dict[str, Told]:
    """What comes of reading files, by their names.

    Args:
        workshop: Where.
        name: A name for these files.
        files: Their bytes, or the size of one that is nothing but a hole.
    """
    folder = workshop / name
    folder.mkdir()
    links: dict[bytes, Path] = {}
    for file, data in files.items():
        path = folder / file
        if isinstance(data, int):
            with path.open("wb") as hole:
                hole.truncate(data)
        elif data in links:
            path.hardlink_to(links[data])
        else:
            path.write_bytes(data)
            links[data] = path
    ran = subprocess.run(
        [sys.executable, "-m", "tests.intake.hostile_child", str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    lines: list[dict[str, Any]] = [json.loads(line) for line in ran.stdout.splitlines()]
    told = {
        line["case"]: Told(**{key: line[key] for key in Told.__dataclass_fields__}) for line in lines if "case" in line
    }
    assert set(told) == set(files), f"died ({ran.returncode}) at {lines[-1:]}: {ran.stderr[-2_000:]}"
    return told


def dangerous(name: str, workshop: Path, listener: socket.socket) -> bytes:
    """What somebody made, with the addresses that it is to reach for."""
    host, port = listener.getsockname()
    made = HOSTILE[name]().replace(b"127.0.0.1:9", f"{host}:{port}".encode())
    return made.replace(b"@SECRET@", str(workshop / "secret.txt").encode())


@pytest.fixture(scope="module")
def outcomes(workshop: Path, listener: socket.socket) -> dict[str, Told]:
    """What came of every content under every ending."""
    files: dict[str, bytes | int] = {}
    for name in HOSTILE:
        data = dangerous(name, workshop, listener)
        files |= {f"{name}{ending}": data for ending in ENDINGS}
    return told_about(workshop, "contents", files)


@linux
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_file_holds(outcomes: dict[str, Told], name: str) -> None:
    for ending in ENDINGS:
        outcomes[f"{name}{ending}"].check()


@linux
def test_nobody_was_called(outcomes: dict[str, Told], listener: socket.socket) -> None:
    assert outcomes
    with pytest.raises(BlockingIOError):
        listener.accept()


@linux
def test_a_child_that_does_what_it_must_not_is_found_out(workshop: Path) -> None:
    """Else all of this would pass whatever a reader does."""
    script = (
        "import sys; from tests.intake import hostile_child as child; import briefing.intake as intake\n"
        "def bad(path):\n"
        "    {'a': lambda: open('/tmp/never', 'w'), 'b': lambda: __import__('socket').socket(),\n"
        "     'c': lambda: __import__('os').system('true'), 'd': lambda: bytearray(4 << 30),\n"
        "     'e': lambda: 1 / 0}[path.name]()\n"
        "    yield from ()\n"
        "child.warm_up = lambda folder: None\n"
        "intake.articles_in = bad\n"
        "child.main(__import__('pathlib').Path(sys.argv[1]))\n"
    )
    folder = workshop / "bad"
    folder.mkdir()
    for name in "abcde":
        (folder / name).touch()
    ran = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    crashes = [line["crash"] for line in map(json.loads, ran.stdout.splitlines()) if "case" in line]
    assert len(crashes) == 5, ran.stderr
    for crash, part in zip(crashes, ("open", "socket", "os.system", "MemoryError", "ZeroDivision"), strict=True):
        assert part in crash


def spoilt(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The sample's files, cut off here and there, and with a few bytes changed."""
    chance = random.Random(7)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for number in range(1, 9):
            yield f"cut-{number}-{path.name}", whole[: len(whole) * number // 9]
        for number in range(12):
            changed = bytearray(whole)
            for _ in range(1 + number):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield f"changed-{number}-{path.name}", bytes(changed)


@linux
def test_files_that_are_cut_off_or_changed(workshop: Path) -> None:
    for told in told_about(workshop, "spoilt", dict(spoilt(workshop / "warm"))).values():
        told.check()


@linux
def test_two_gigabytes_of_nothing(workshop: Path) -> None:
    for told in told_about(workshop, "sparse", {f"hole{ending}": GIGABYTES for ending in SPARSE}).values():
        told.check()
        assert not told.articles


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_naughty_names(tmp_path: Path) -> None:
    names = {text.encode().replace(b"/", b"").replace(b"\0", b"")[:200] for text in NAUGHTY}
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/x" + name + b".txt")).write_text("The ferry sailed.\n", "utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/x\xff\xfe\x1b[2J\n.txt")).write_bytes(b"")
    count = 0
    for path in scan([tmp_path]):
        assert isinstance(path, Path)
        if path.name.startswith("x\udcff"):
            with pytest.raises(IntakeError) as raised:
                list(articles_in(path))
            assert is_a_sentence(str(raised.value))
            continue
        (article,) = articles_in(path)
        assert isinstance(article, Article)
        assert article.title == "The ferry sailed."
        count += 1
    assert count == len(names)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One good file of most kinds."""
    return list(write_sample(tmp_path_factory.mktemp("sample") / "files"))


@pytest.mark.parametrize(
    "error", [FileNotFoundError(2, "gone"), PermissionError(13, "no"), OSError(5, "Input/output error")]
)
@pytest.mark.parametrize("opening", [1, 2, 3, 4])
def test_a_file_that_goes_away_while_it_is_read(
    sample: list[Path], monkeypatch: pytest.MonkeyPatch, error: OSError, opening: int
) -> None:
    real = os.open
    for path in sample:
        opened = 0

        def open_or_not(*args: Any, path: Path = path) -> int:
            nonlocal opened
            if args[0] == path:
                opened += 1
                if opened >= opening:
                    raise error
            return real(*args)

        monkeypatch.setattr("briefing.intake.files.os.open", open_or_not)
        told = []
        try:
            told = [found.sentence for found in articles_in(path) if isinstance(found, IntakeProblem)]
        except IntakeError as problem:
            told.append(str(problem))
        assert told or opened < opening
        assert all(map(is_a_sentence, told)), told


def test_a_file_that_is_gone_before_it_is_read(sample: list[Path], tmp_path: Path) -> None:
    for ending in sorted(SUFFIXES):
        with pytest.raises(IntakeError, match="There is no file") as raised:
            list(articles_in(tmp_path / f"gone{ending}"))
        assert is_a_sentence(str(raised.value))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_folder_with_everything_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops, pipes, sockets, links to nothing, what may not be read, and between them one article of each kind."""
    folder = tmp_path / "folder"
    write_sample(folder)
    (folder / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.html").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.jsonl")
    os.mkfifo(folder / "pipe")
    (folder / "deep").mkdir()
    (folder / "deep" / "\x1b]0;title\x07\n.txt").write_text("The ferry sailed.\n", "utf-8")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("socket.eml")
        found = list(read([folder]))
    problems = [each for each in found if isinstance(each, str)]
    assert len([each for each in found if isinstance(each, Article)]) == 23
    assert all(map(is_a_sentence, problems)), problems
    for name in ("up", "self.txt", "gone.html", "pipe.jsonl", "socket.eml", "minutes-cut-off.docx"):
        assert [each for each in problems if f"/{name}”" in each], name
    assert len(problems) == 6


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.html").write_text("<html><p>word", "utf-8")
    (tmp_path / "a.html").chmod(0)
    (tmp_path / "locked").chmod(0)
    problems = list(read([tmp_path]))
    (tmp_path / "locked").chmod(0o700)
    assert len(problems) == 2
    assert all(isinstance(each, str) and "may not be read" in each and is_a_sentence(each) for each in problems)


def test_no_reader_is_left_out() -> None:
    """One of every reader's endings is among those that are tried."""
    for reader in READERS:
        assert not reader.suffixes or reader.suffixes & set(ENDINGS), reader.name
