"""Killed in the midst of it: the next start picks up, and what stands then is what would have stood."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.library.crash_child import ANYWHERE, POINTS
from tests.library.fakes import Bench, many

FILES = 20
ARTICLES = 30
MOMENTS = int(os.environ.get("BRIEFING_CRASH_MOMENTS", "3"))
"""How often a library is killed at a moment drawn by lot; twenty and more are for a quiet hour."""
HERE = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
@pytest.mark.parametrize(
    ("point", "times"),
    [(point, times) for point in POINTS for times in (1, 3) if (point, times) != ("while counting mentions", 3)],
)
def test_a_library_killed_in_its_work_is_right_after_the_next_start(bench: Bench, point: str, times: int) -> None:
    for number in range(FILES):
        bench.write(f"{number}.txt", f'Title {number}\n"Word{number}," said Hulusi Akar. "Yes," said Ismail Demir.')
    child = subprocess.run(
        (sys.executable, "-m", "tests.library.crash_child", str(bench.root.parent), point, str(times)),
        cwd=HERE,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    library = bench.open()
    read = sum(not file.unfinished for file in library.store.files().values())
    library.ingest.start()
    assert library.ingest.wait(30)
    assert library.ingest.problems() == ()
    counts = library.store.counts(0.5)
    assert (counts.articles, counts.pending, counts.statements) == (FILES, 0, 2 * FILES)
    actors = {actor.name: (actor.said, actor.mentioned) for actor in library.store.findings.actors()}
    assert actors == {"Hulusi Akar": (FILES, FILES), "Ismail Demir": (FILES, FILES)}
    assert library.search("speaker:akar", limit=100, typing=False).articles == FILES
    for number in range(FILES):
        hits = library.search(f"Word{number}", limit=5, typing=False).matches
        assert {hit.statement for hit in hits} >= {len(f"Title {number}\n") + 1}
    assert len(bench.reader.read) == FILES - read, "what was read before it was killed is not read again"


TEXTS = [f'Title {number}\n"Word{number}," said Hulusi Akar.' for number in range(ARTICLES)]


def fill(bench: Bench) -> tuple[str, ...]:
    """Write a file of many articles and another; the command that works on them, but for the call at which it dies."""
    bench.write("many.txt", many(*TEXTS, "BAD"))
    bench.write("one.txt", "Title one\nNobody spoke.")
    return (sys.executable, "-m", "tests.library.crash_child", str(bench.root.parent), ANYWHERE)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls all the work takes."""
    command = (*fill(Bench(tmp_path_factory.mktemp("whole"))), "0")
    return int(subprocess.run(command, cwd=HERE, check=True, timeout=60, capture_output=True).stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_library_killed_at_any_moment_loses_nothing_and_holds_nothing_twice(
    bench: Bench, calls: int, moment: int
) -> None:
    """A file of many articles among others is changed before the last start: each start but the last is killed."""
    child = fill(bench)
    lot = random.Random(moment)
    for text in ("", "Title new\nAnother."):
        last = str(lot.randrange(1, calls * 9 // 10))
        ended = subprocess.run((*child, last), cwd=HERE, check=False, timeout=60, stderr=subprocess.DEVNULL)
        assert text or ended.returncode == -signal.SIGKILL
        if text:
            bench.write("many.txt", many(*TEXTS[1:], text, "BAD"))
    library = bench.run()
    expected = {f"Title {number}" for number in range(1, ARTICLES)} | {"Title new", "Title one"}
    assert sorted(row.title for row in library.store.articles()) == sorted(expected)
    assert library.ingest.problems() == (f"Part {ARTICLES + 1} of many.txt is no article: leave it out.",)
    counts = library.store.counts(0.5)
    assert (counts.articles, counts.pending, counts.statements) == (ARTICLES + 1, 0, ARTICLES - 1)
    assert [(actor.said, actor.mentioned) for actor in library.store.findings.actors()] == [(ARTICLES - 1,) * 2]
    assert library.search("speaker:akar", limit=1000, typing=False).articles == ARTICLES - 1
    assert library.search("Title", limit=1000, typing=False).articles == ARTICLES + 1
    assert library.index.behind() == 0


def test_three_processes_on_one_library_at_once(bench: Bench) -> None:
    for number in range(FILES):
        bench.write(f"{number}.txt", f'Title {number}\n"Word{number}," said Hulusi Akar.')
    command = (sys.executable, "-m", "tests.library.crash_child", str(bench.root.parent), "while reading", "0")
    children = [subprocess.Popen(command, cwd=HERE, stderr=subprocess.PIPE) for _ in range(3)]
    for child in children:
        _, complaints = child.communicate(timeout=60)
        assert (child.returncode, complaints) == (0, b"")
    library = bench.run()
    assert library.ingest.problems() == ()
    assert bench.reader.read == []
    assert [actor.said for actor in library.store.findings.actors()] == [FILES]
    assert library.search("speaker:akar", limit=100, typing=False).articles == FILES
