"""An index that is missing, old, damaged or somebody else's is said to be so, and made anew; nothing else happens."""

from __future__ import annotations

import json
import os
import pickle
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefing.search import SearchEngine, open_engine
from briefing.search.ask import Answer, ask
from briefing.search.query import parse
from tests.search.conftest import documents


def reopened(tmp_path: Path) -> SearchEngine:
    return open_engine(tmp_path / "index")


def search(engine: SearchEngine, query: str, limit: int = 50) -> Answer:
    return ask(engine, parse(query), limit=limit)


def test_missing(tmp_path: Path) -> None:
    engine = reopened(tmp_path)
    assert engine.state() == "missing"
    assert engine.count() == 0
    assert engine.add(documents()) is False
    assert search(engine, "x").advice.startswith("The search index has not been made yet")
    assert not (tmp_path / "index").exists()
    assert engine.clear()
    assert engine.state() == "ready"


def test_the_folder_is_closed_to_others(engine: SearchEngine, tmp_path: Path) -> None:
    assert engine.state() == "ready"
    assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700


def test_another_format_is_stale(engine: SearchEngine, tmp_path: Path) -> None:
    engine.close()
    path = tmp_path / "index" / "seal.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 999}))
    assert reopened(tmp_path).state() == "stale"


def test_a_folder_that_others_may_write_is_never_opened(engine: SearchEngine, tmp_path: Path) -> None:
    engine.close()
    (tmp_path / "index").chmod(0o777)
    assert reopened(tmp_path).state() == "unreadable"
    assert search(reopened(tmp_path), "sanctions").matches == ()


def test_a_crafted_table_of_contents_runs_nothing(engine: SearchEngine, tmp_path: Path) -> None:
    engine.close()
    witness = tmp_path / "witness"

    class Bomb:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (witness,))

    for path in (tmp_path / "index").glob("*.toc"):
        path.write_bytes(path.read_bytes()[:20] + pickle.dumps(Bomb()))
    assert reopened(tmp_path).state() == "unreadable"
    assert not witness.exists()


@pytest.mark.parametrize("suffix", ["toc", "trm", "pst", "voc", "col"])
@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone"])
def test_damage_is_noticed_and_mended(engine: SearchEngine, tmp_path: Path, suffix: str, damage: str) -> None:
    engine.close()
    dice = random.Random(7)
    for path in (tmp_path / "index").glob(f"*.{suffix}"):
        whole = bytearray(path.read_bytes())
        if damage == "flip":
            whole[dice.randrange(len(whole))] ^= 0x10
            path.write_bytes(whole)
        elif damage == "cut":
            path.write_bytes(whole[: len(whole) // 2])
        elif damage == "empty":
            path.write_bytes(b"")
        else:
            path.unlink()
    fresh = reopened(tmp_path)
    assert fresh.state() in {"unreadable", "missing"}
    assert search(fresh, "sanctions").matches == ()
    assert fresh.add(documents()) is False
    assert fresh.clear()
    assert fresh.add(documents())
    assert search(fresh, "sanctions").matches
    fresh.close()


def test_damage_under_an_open_index_is_an_empty_answer_not_an_error(engine: SearchEngine, tmp_path: Path) -> None:
    assert search(engine, "sanctions").matches
    for path in (tmp_path / "index").iterdir():
        path.unlink()
    answer = search(engine, "sanctions")
    assert answer.matches == ()
    assert answer.explained
    assert engine.state() == "missing"


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("not a folder")
    engine = reopened(tmp_path)
    assert engine.state() == "missing"
    assert engine.clear()
    assert engine.state() == "ready"
    engine.close()


def test_a_writer_killed_half_way_leaves_the_last_commit(engine: SearchEngine, tmp_path: Path) -> None:
    (tmp_path / "index" / "MAIN_abcdefghijklmnop.trm").write_bytes(b"half a segm")
    engine.close()
    fresh = reopened(tmp_path)
    assert fresh.state() == "ready"
    assert search(fresh, "sanctions").matches
    assert fresh.add(documents())
    fresh.close()


WRITER = """
import sys
from pathlib import Path
from briefing.search import Document, open_engine
engine = open_engine(Path(sys.argv[1]))
for number in range(100_000):
    assert engine.add([Document(f"k{number}", "T", (), None, None, "cabbage soup " * 50)])
    print(number, flush=True)
"""


def test_killed_while_writing_it_opens_at_a_commit_or_is_made_again(engine: SearchEngine, tmp_path: Path) -> None:
    engine.close()
    dice = random.Random(3)
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "index")], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            for _ in range(dice.randrange(1, 6)):
                last = int(child.stdout.readline())
            threading.Event().wait(dice.random() / 50)  # the moment of the kill, not something to wait for
            child.kill()
        fresh = reopened(tmp_path)
        if fresh.state() == "ready":
            assert fresh.count() >= 3 + last + 1
            assert search(fresh, "negotiate").matches
            assert len(search(fresh, "cabbage", limit=500).matches) >= last + 1
        else:
            assert fresh.clear()
            assert fresh.add(documents())
        fresh.close()


FIRST_USE = """
import sys
from pathlib import Path
from briefing.search import Document, open_engine
from briefing.search.query import parse
engine = open_engine(Path(sys.argv[1]))
assert engine.clear() and engine.add([Document("a", "T", (), None, None, "sanctions")])
assert engine.search(parse("sanction")).hits
"""


def test_the_first_use_after_installation_warns_of_nothing(tmp_path: Path) -> None:
    uncompiled = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "pyc")}
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_USE, str(tmp_path / "index")],
        capture_output=True, text=True, timeout=120, env=uncompiled, check=False,
    )  # fmt: skip
    assert ran.returncode == 0
    assert ran.stderr == ""
