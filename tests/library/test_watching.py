"""A file that changes is read again by itself."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from briefing.library import watching
from briefing.library.watching import Watcher
from tests.library.fakes import Bench, until


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the first watch."""
    monkeypatch.setattr(watching, "_BEGIN_SECONDS", 0.0)


def test_what_changes_in_an_open_library_can_be_found_at_once(bench: Bench) -> None:
    bench.write("one.txt", "Title 1\nThe frigate sailed.")
    library = bench.run()
    told = threading.Event()
    library.watch(told.set)

    def found(word: str) -> bool:
        return bool(library.search(word, limit=5, typing=False).matches)

    until(lambda: bench.write("two.txt", "Title 2\nThe harbour froze.").exists() and told.wait(0.5))
    until(lambda: found("harbour"))
    bench.write("two.txt", "Title 2\nThe harbour thawed.")
    until(lambda: found("thawed") and not found("froze"))
    (bench.root / "two.txt").unlink()
    until(lambda: any(row.gone for row in library.store.articles()))
    assert found("thawed")
    assert bench.reader.read.count("one.txt") == 1


def test_changes_while_statements_are_found_are_read_before_the_rest(bench: Bench, tmp_path: Path) -> None:
    hanging = tmp_path / "hanging"
    bench.write("one.txt", f'Title 1\n"Words," said Hulusi Akar. [[hang {hanging}]]')
    library = bench.open(workers=1)
    library.ingest.start()
    until(hanging.exists)
    bench.write("two.txt", "Title 2\nThe harbour froze.")
    library.ingest.start(attribute=False)
    until(lambda: bool(library.search("harbour", limit=5, typing=False).matches))
    assert library.ingest.stage().name in ("attributing", "reading")


def test_a_file_given_by_itself_is_watched_though_editors_replace_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one", "utf-8")
    told = threading.Event()
    watcher = Watcher([file], changed=told.set)

    def replaced() -> bool:
        (tmp_path / "b.tmp").write_text("two", "utf-8")
        (tmp_path / "b.tmp").replace(file)
        return told.wait(0.5)

    until(replaced)
    watcher.close()


def test_our_own_files_and_hidden_ones_do_not_count(tmp_path: Path) -> None:
    ours = tmp_path / "data"
    watcher = Watcher([tmp_path / "nothing"], ignored=[ours], changed=lambda: None)
    assert not watcher._counts(str(ours / "record.sqlite3"), None)
    assert not watcher._counts(str(ours), None)
    assert not watcher._counts(str(tmp_path / ".a.txt.swp"), None)
    assert watcher._counts(str(tmp_path / "database"), None)
    assert watcher._counts(str(tmp_path / "a.txt"), None)
    assert not watcher._counts(str(tmp_path / "b.txt"), {str(tmp_path / "a.txt")})
    watcher.close()


@pytest.mark.parametrize("how", ["network", "limit"])
def test_what_the_system_does_not_tell_is_looked_through_and_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "network":
        monkeypatch.setattr(watching, "_is_elsewhere", lambda folder: True)
    else:

        def refuse(*_: object) -> None:
            raise OSError(28, "OS file watch limit reached")

        monkeypatch.setattr("watchfiles._rust_notify.RustNotify", refuse)
    monkeypatch.setattr(watching, "_LOOK_SECONDS", 0.01)
    told: list[str] = []
    looked = threading.Semaphore(0)
    watcher = Watcher([tmp_path], changed=looked.release, note=told.append)
    for _ in range(3):
        assert looked.acquire(timeout=10)
    watcher.close()
    assert len(told) == 1
    assert str(tmp_path) in told[0]


def test_where_a_folder_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = f"x / ext4 rw 0 0\nserver:/x {tmp_path}/far nfs4 rw 0 0\ny {tmp_path}/far/near ext4 rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_: mounts)
    assert not watching._is_elsewhere(tmp_path)
    assert watching._is_elsewhere(tmp_path / "far" / "away")
    assert not watching._is_elsewhere(tmp_path / "farther")
    assert not watching._is_elsewhere(tmp_path / "far" / "near" / "x")
