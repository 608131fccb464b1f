"""Which engine a library gets: by setting, by size, and without going to and fro."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.library.library import Library
from briefing.search import choice
from briefing.search.choice import LARGE, Wanted, check, chosen, large_folder, open_chosen, told


def not_asked() -> int:
    raise AssertionError


@pytest.mark.parametrize("wanted", ["whoosh", "tantivy"])
def test_a_setting_decides(tmp_path: Path, wanted: Wanted) -> None:
    assert chosen(wanted, tmp_path / "index", not_asked) == wanted
    assert type(open_chosen(wanted, tmp_path / "index", not_asked)).__name__.lower() == f"{wanted}engine"


def test_size_decides_when_nothing_is_set(tmp_path: Path) -> None:
    assert chosen("auto", tmp_path / "index", lambda: LARGE - 1) == "whoosh"
    assert chosen("auto", tmp_path / "index", lambda: LARGE) == "tantivy"


def test_a_library_that_shrinks_a_little_keeps_its_engine(tmp_path: Path) -> None:
    large_folder(tmp_path / "index").mkdir()
    assert chosen("auto", tmp_path / "index", lambda: LARGE - 1) == "tantivy"
    assert chosen("auto", tmp_path / "index", lambda: LARGE // 2) == "whoosh"


def test_without_the_extra_it_is_the_embedded_one_and_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "_PACKAGE", "no_such_package")
    assert chosen("auto", tmp_path, not_asked) == "whoosh"
    assert "briefing[large]" in told("auto", tmp_path, LARGE)
    assert told("auto", tmp_path, LARGE - 1) == ""
    check("auto")
    with pytest.raises(UsageError, match=r"briefing\[large\]"):
        check("tantivy")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("Sea News\n\nThe frigate left the harbour on Monday with its sailors.\n")
    return folder


def searched(library: Library) -> tuple[str, ...]:
    """Let a library be opened, read, indexed, searched and closed; what it had to say of its index."""
    library.ingest.start(attribute=False)
    assert library.ingest.wait(30)
    library.index_now()
    assert library.search("frigate", limit=5, typing=False).matches
    library.close()
    return library.index.news


def test_switching_makes_the_index_from_the_record_and_drops_the_other_when_nobody_uses_it(
    tmp_path: Path, articles: Path
) -> None:
    told: list[tuple[str, ...]] = []
    engines: tuple[Wanted, ...] = ("whoosh", "tantivy", "tantivy", "whoosh")
    for engine in engines:
        library = Library(tmp_path / "library", engine=engine)
        library.store.add_roots([articles])
        told.append(searched(library))
        mine, other = ("index", "index-large") if engine == "whoosh" else ("index-large", "index")
        assert (tmp_path / "library" / mine).exists()
        assert not (tmp_path / "library" / other).exists()
        long_ago = time.time() - 8 * 24 * 3600
        os.utime(tmp_path / "library" / mine / "stamp", (long_ago, long_ago))
    assert ["searched with tantivy" in "".join(news) for news in told] == [False, True, False, False]
    assert ["searched with Whoosh" in "".join(news) for news in told] == [False, False, False, True]


def test_programs_with_different_settings_leave_each_other_s_index_alone(tmp_path: Path, articles: Path) -> None:
    turns: tuple[Wanted, ...] = ("whoosh", "tantivy", "whoosh", "tantivy", "whoosh")
    made: list[set[int]] = []
    for turn, engine in enumerate(turns):
        (articles / f"{turn}.txt").write_text(f"Sea News {turn}\n\nThe frigate came back on day {turn}.\n")
        library = Library(tmp_path / "library", engine=engine)
        library.store.add_roots([articles])
        told = searched(library)
        assert bool(told) == (turn == 1), "an index is made only once"
        made.append({folder.stat().st_ino for folder in (tmp_path / "library").glob("index*")})
    assert [len(folders) for folders in made] == [1, 2, 2, 2, 2]
    assert made[1] == made[-1]


def test_the_index_that_is_open_is_not_the_one_that_nobody_uses(tmp_path: Path, articles: Path) -> None:
    first = Library(tmp_path / "library", engine="whoosh")
    first.store.add_roots([articles])
    searched(first)
    long_ago = time.time() - 8 * 24 * 3600
    os.utime(tmp_path / "library" / "index" / "stamp", (long_ago, long_ago))
    app = Library(tmp_path / "library", engine="whoosh")
    assert app.search("frigate", limit=5, typing=False).matches
    searched(Library(tmp_path / "library", engine="tantivy"))
    assert app.search("frigate", limit=5, typing=False).matches
    assert app.index.behind() == 0
    app.close()


def test_the_other_index_stays_until_this_one_is_whole(tmp_path: Path, articles: Path) -> None:
    both: tuple[Wanted, ...] = ("whoosh", "tantivy")
    for engine in both:
        library = Library(tmp_path / "library", engine=engine)
        library.store.add_roots([articles])
        if engine == "whoosh":
            library.ingest.start(attribute=False)
            library.ingest.wait(30)
        else:
            library.index.catch_up(stop=lambda: True)
        library.close()
    assert (tmp_path / "library" / "index").exists()


def test_what_would_be_quicker_is_told_once_in_a_library_s_life(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "_PACKAGE", "no_such_package")
    told: list[tuple[str, ...]] = []
    for large in (LARGE, 1, 1):
        monkeypatch.setattr(choice, "LARGE", large)
        library = Library(tmp_path / "library")
        library.store.add_roots([articles])
        searched(library)
        library = Library(tmp_path / "library")
        library.advise()
        told.append(library.index.news)
        library.close()
    assert told[0] == told[2] == ()
    assert "searched quicker after python -m pip install 'briefing[large]'." in "".join(told[1])
    assert choice.advice("whoosh", LARGE) == ""


def test_the_other_engine_is_not_loaded(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from briefing.search.choice import open_chosen
open_chosen("auto", Path(sys.argv[1]), lambda: 5).open()
assert "whoosh" in sys.modules and "tantivy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "index")], check=True, timeout=60)
