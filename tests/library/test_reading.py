"""Reading in processes: all of it, in order, and whatever a file does to its reader costs that file alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.library.library import Library
from briefing.library.reading import READER, ReadAside, ReadHere, is_little
from briefing.library.rows import FileRow, Reading
from tests.library.fakes import until

COMMAND = (sys.executable, str(Path(__file__).with_name("fake_reader.py")))


def files(folder: Path, *contents: str) -> list[FileRow]:
    rows = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.txt"
        path.write_text(content, "utf-8")
        rows.append(FileRow(str(path), len(content), number, ""))
    return rows


def aside(rows: Sequence[FileRow], *, size: int = 1, patience: float = 60.0) -> ReadAside:
    return ReadAside(rows, size=size, command=COMMAND, patience=patience)


def titles(pieces: Sequence[Reading], file: FileRow) -> list[str]:
    return [article.title for piece in pieces if piece.file.path == file.path for article in piece.articles]


def problem(pieces: Sequence[Reading], file: FileRow) -> str:
    (last,) = (piece for piece in pieces if piece.file.path == file.path and piece.last)
    return last.file.problem or ""


def shape(pieces: Sequence[Reading], file: FileRow) -> list[tuple[bool, bool]]:
    return [(piece.first, piece.last) for piece in pieces if piece.file.path == file.path]


@pytest.mark.parametrize("size", [1, 3])
def test_everything_is_read_in_order_and_each_file_has_a_beginning_and_an_end(tmp_path: Path, size: int) -> None:
    rows = files(tmp_path, "a\nb\nFLAW\nc", *(f"text {n}" for n in range(20)))
    pieces = list(aside(rows, size=size))
    assert titles(pieces, rows[0]) == ["a", "b", "c"]
    assert [piece.problems for piece in pieces if piece.problems] == [("A part is no article: leave it out.",)]
    assert shape(pieces, rows[0]) == [(True, False), (False, False), (False, False), (False, False), (False, True)]
    for number, row in enumerate(rows[1:]):
        assert titles(pieces, row) == [f"text {number}"]
        assert problem(pieces, row) == ""
    assert [piece.file.sha256 for piece in pieces if piece.articles] == ["hash"] * 23


def test_a_reader_that_dies_costs_its_file_a_sentence_and_keeps_what_it_had_read(tmp_path: Path) -> None:
    rows = files(tmp_path, "a\nb\nDIE\nc", "d", "DIE", "e")
    pieces = list(aside(rows))
    assert titles(pieces, rows[0]) == ["a", "b"], "not twice, though it was tried twice"
    assert "could not be read any further: its reader ended on it (it fell over)" in problem(pieces, rows[0])
    assert "could not be read: its reader ended on it" in problem(pieces, rows[2])
    assert shape(pieces, rows[2]) == [(True, True)]
    assert (titles(pieces, rows[1]), titles(pieces, rows[3])) == (["d"], ["e"])


def test_a_reader_that_died_by_chance_is_asked_again(tmp_path: Path) -> None:
    rows = files(tmp_path, f"a\nDIE-ONCE {tmp_path / 'once'}\nb")
    pieces = list(aside(rows))
    assert titles(pieces, rows[0]) == ["a", "b"]
    assert problem(pieces, rows[0]) == ""
    assert shape(pieces, rows[0]) == [(True, False), (False, False), (False, True)]


def test_an_article_that_takes_too_long_costs_its_file_the_rest(tmp_path: Path) -> None:
    rows = files(tmp_path, f"a\nHANG {tmp_path / 'hanging'}\nb", "c")
    pieces = list(aside(rows, patience=1.0))
    assert titles(pieces, rows[0]) == ["a"]
    assert "no answer in 1 seconds" in problem(pieces, rows[0])
    assert titles(pieces, rows[1]) == ["c"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not bound it so")
def test_a_file_that_fills_the_memory_is_a_sentence(tmp_path: Path) -> None:
    rows = files(tmp_path, "a\nMEMORY\nb", "c")
    pieces = list(aside(rows))
    assert "takes more memory to read than there is" in problem(pieces, rows[0])
    assert titles(pieces, rows[0]) == ["a"]
    assert titles(pieces, rows[1]) == ["c"]


def test_what_a_library_prints_is_no_answer(tmp_path: Path) -> None:
    rows = files(tmp_path, "a\nPRINT\nb\nERROR\nc")
    pieces = list(aside(rows))
    assert titles(pieces, rows[0]) == ["a", "b"]
    assert problem(pieces, rows[0]) == "The file breaks off: get it again."


def test_readers_that_never_start_are_no_files_fault(tmp_path: Path) -> None:
    rows = files(tmp_path, "a", "b")
    readings = ReadAside(rows, command=(*COMMAND, "NEVER"))
    assert list(readings) == []
    assert readings.failure is not None
    assert "given up until the next start" in readings.failure
    assert "there is no reader here" in readings.failure


def test_closing_kills_a_reader_that_hangs(tmp_path: Path) -> None:
    hanging = tmp_path / "hanging"
    readings = aside(files(tmp_path, f"HANG {hanging}"))
    until(hanging.exists)
    readings.close()
    readings.close()
    assert list(readings) == []


def test_a_reader_that_is_read_too_slowly_waits(tmp_path: Path) -> None:
    rows = files(tmp_path, "\n".join(f"text {number}" for number in range(1500)))
    readings = aside(rows)
    pieces = iter(readings)
    first = next(pieces)
    until(lambda: len(readings._found._pieces) >= 400)
    assert len(readings._found._pieces) == 400
    assert titles([first, *pieces], rows[0]) == [f"text {number}" for number in range(1500)]


def test_a_little_is_read_here(tmp_path: Path) -> None:
    few = files(tmp_path, *["text"] * 19)
    assert is_little(few)
    assert not is_little([*few, *few])
    assert not is_little([FileRow("/a.html", 10, 0, "")])
    assert not is_little([FileRow("/a.txt", 10 << 20, 0, "")])
    library = Library(tmp_path / "library")
    assert isinstance(library._begin(few), ReadHere)
    library.close()


def test_the_real_reader_reads_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("Talks begin\n\nThe talks began, said the mayor of the town.\n", "utf-8")
    (piece, end) = ReadAside([FileRow(str(path), 50, 0, "")])
    assert piece.articles[0].title == "Talks begin"
    assert end.file.problem is None
    script = "import json, sys; import briefing.library.reading_worker; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run((READER[0], "-c", script), capture_output=True, text=True, check=True)
    assert not {"sqlite3", "whoosh", "textual", "click", "numpy"} & set(json.loads(ran.stdout))
