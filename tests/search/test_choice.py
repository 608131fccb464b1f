"""Which engine a library gets: by setting, by size, and without going to and fro."""

from __future__ import annotations

import subprocess
import sys
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


def test_switching_makes_the_index_from_the_record_and_drops_the_other(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("Sea News\n\nThe frigate left the harbour on Monday with its sailors.\n")
    told: list[tuple[str, ...]] = []
    engines: tuple[Wanted, ...] = ("whoosh", "tantivy", "tantivy", "whoosh")
    for engine in engines:
        library = Library(tmp_path / "library", engine=engine)
        library.store.add_roots([folder])
        library.ingest.start(attribute=False)
        library.ingest.wait(30)
        library.index_now()
        assert library.search("frigate", limit=5, typing=False).matches
        told.append(library.index.news)
        library.close()
        mine, other = ("index", "index-large") if engine == "whoosh" else ("index-large", "index")
        assert (tmp_path / "library" / mine).exists()
        assert not (tmp_path / "library" / other).exists()
    assert ["tantivy" in "".join(news) for news in told] == [False, True, False, False]
    assert ["Whoosh" in "".join(news) for news in told] == [False, False, False, True]


def test_the_other_index_stays_until_this_one_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("Sea News\n\nThe frigate left the harbour on Monday with its sailors.\n")
    both: tuple[Wanted, ...] = ("whoosh", "tantivy")
    for engine in both:
        library = Library(tmp_path / "library", engine=engine)
        library.store.add_roots([folder])
        if engine == "whoosh":
            library.ingest.start(attribute=False)
            library.ingest.wait(30)
        else:
            library.index.catch_up(stop=lambda: True)
        library.close()
    assert (tmp_path / "library" / "index").exists()


def test_the_other_engine_is_not_loaded(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from briefing.search.choice import open_chosen
open_chosen("auto", Path(sys.argv[1]), lambda: 5).open()
assert "whoosh" in sys.modules and "tantivy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "index")], check=True, timeout=60)
