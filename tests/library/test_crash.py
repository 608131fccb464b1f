"""Killed in the midst of it: the next start picks up, and what stands then is what would have stood."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.library.crash_child import POINTS
from tests.library.fakes import Bench

FILES = 20
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
    read = len(library.store.files())
    library.ingest.start()
    assert library.ingest.wait(30)
    assert library.ingest.problems() == ()
    counts = library.store.counts(0.5)
    assert (counts.articles, counts.pending, counts.statements) == (FILES, 0, 2 * FILES)
    actors = {actor.name: (actor.said, actor.mentioned) for actor in library.store.findings.actors()}
    assert actors == {"Hulusi Akar": (FILES, FILES), "Ismail Demir": (FILES, FILES)}
    assert library.search("speaker:akar", limit=100, typing=False).articles == FILES
    for number in range(FILES):
        hits = library.search(f"Word{number}", limit=5, typing=False).hits
        assert {hit.statement for hit in hits} >= {len(f"Title {number}\n") + 1}
    assert len(bench.reader.read) == FILES - read, "what was read before it was killed is not read again"


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
