"""Which library is opened, where, and what is said when it cannot be."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import paths
from briefing.errors import IntakeError, LibraryError, NewerLibraryError, UsageError
from briefing.services.desk import Desk
from briefing.settings import config_file
from tests.services.conftest import OpenDesk


def work(desk: Desk) -> list[str]:
    """The files of a desk, once they are read."""
    desk.start(attribute=False)
    assert desk.wait(30)
    return sorted(Path(card.path).name for card in desk.articles())


def test_the_first_time_the_seeds_are_there(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert desk.name == "seeds"
    assert work(desk) == sorted(file.name for file in paths.packaged_seeds().iterdir())
    assert len(desk.articles()) == 2


def test_the_last_library_is_opened_again(open_desk: OpenDesk, articles: Path) -> None:
    open_desk(articles).close()
    desk = open_desk()
    assert desk.name == "articles"
    assert work(desk) == ["talks.txt", "undated.txt"]
    open_desk(name="seeds").close()
    assert open_desk().name == "seeds"


def test_a_last_library_that_is_gone_gives_way_to_the_seeds(open_desk: OpenDesk, data: Path) -> None:
    paths.make_private(data)
    paths.remember_library(data, "gone")
    assert open_desk().name == "seeds"


def test_paths_open_the_library_that_holds_them_already(open_desk: OpenDesk, articles: Path, tmp_path: Path) -> None:
    assert open_desk(articles).name == "articles"
    assert open_desk(articles).name == "articles"
    other = tmp_path / "other" / "articles"
    other.mkdir(parents=True)
    (other / "one.txt").write_text("The bridge will close, the mayor said.", encoding="utf-8")
    assert open_desk(other).name == "articles-2", "a folder that only has the same name is another library"
    assert open_desk(other).name == "articles-2"
    assert open_desk(articles / "talks.txt").name == "talks"


def test_a_name_and_paths_grow_that_library(open_desk: OpenDesk, articles: Path) -> None:
    desk = open_desk(articles / "talks.txt", name="S-400 desk")
    assert work(desk) == ["talks.txt"]
    desk.close()
    desk = open_desk(articles / "undated.txt", name="S-400 desk")
    assert work(desk) == ["talks.txt", "undated.txt"]
    desk.close()
    desk = open_desk(name="S-400 desk")
    assert desk.name == "S-400 desk"
    assert work(desk) == ["talks.txt", "undated.txt"]


def test_a_library_takes_in_more(open_desk: OpenDesk, articles: Path) -> None:
    desk = open_desk(articles / "talks.txt")
    assert work(desk) == ["talks.txt"]
    desk.add([articles / "undated.txt"])
    assert work(desk) == ["talks.txt", "undated.txt"]


def test_a_relative_path_is_still_good_from_elsewhere(
    open_desk: OpenDesk, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(articles.parent)
    desk = open_desk(Path("articles"))
    monkeypatch.chdir("/")
    assert work(desk) == ["talks.txt", "undated.txt"]


def test_the_environment_and_the_settings_file_name_the_place(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text(f'data_dir = "{tmp_path / "from-file"}"\nlibrary = "mine"\n', encoding="utf-8")
    with Desk.open([articles]) as desk:
        assert desk.data_dir == tmp_path / "from-file"
        assert desk.name == "mine"
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "from-environment"))
    with Desk.open([articles]) as desk:
        assert desk.data_dir == tmp_path / "from-environment"
    with Desk.open([articles], data_dir=tmp_path / "given", name="yours") as desk:
        assert desk.data_dir == tmp_path / "given"
        assert desk.last_copy == tmp_path / "given" / "last-copy.txt"
        assert desk.name == "yours"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("library = [", "is not TOML"), ("threshold = 7", 'The setting "threshold" cannot be 7'), ("\xff", "is not")],
)
def test_settings_that_make_no_sense_are_a_sentence(open_desk: OpenDesk, written: str, expected: str) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text(written, encoding="latin-1")
    with pytest.raises(UsageError, match=expected):
        open_desk()


def test_a_path_that_does_not_exist_makes_no_library(open_desk: OpenDesk, tmp_path: Path, data: Path) -> None:
    with pytest.raises(IntakeError, match=r"There is no file or folder .*nowhere: check the name"):
        open_desk(tmp_path / "nowhere")
    assert not data.exists()


def test_a_library_that_does_not_exist_is_a_sentence(open_desk: OpenDesk, articles: Path) -> None:
    open_desk(articles).close()
    with pytest.raises(LibraryError, match=r"There is no library “nomen” in .*\(there are: articles\)"):
        open_desk(name="nomen")


def test_a_record_of_a_newer_version_is_a_sentence(open_desk: OpenDesk, articles: Path, data: Path) -> None:
    open_desk(articles).close()
    with sqlite3.connect(data / "libraries" / "articles" / "record.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(NewerLibraryError, match="upgrade briefing"):
        open_desk(articles)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are a matter of POSIX")
def test_what_is_ours_is_for_nobody_else_and_what_is_theirs_stays_as_it_was(
    open_desk: OpenDesk, articles: Path, data: Path
) -> None:
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in articles.iterdir()}
    desk = open_desk(articles)
    desk.start()
    assert desk.wait(30)
    desk.finding.find("talks")
    desk.close()
    for folder in (data, data / "libraries", data / "libraries" / "articles"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in articles.iterdir()} == before


def test_a_data_folder_that_cannot_be_made_is_a_sentence(articles: Path) -> None:
    with pytest.raises(LibraryError, match=r"The data folder .* cannot be made"):
        Desk.open([articles], data_dir=articles / "talks.txt" / "data")


@pytest.mark.parametrize("name", ["seeds", "S-400", "Ünïcode.v2"])
def test_a_plain_name_is_its_own_folder(name: str) -> None:
    assert paths.safe_name(name) == name


def test_names_that_are_no_file_names_stay_apart() -> None:
    names = [
        "../etc",
        "..",
        ".",
        "",
        "a/b",
        "a\\b",
        "a:b",
        "con",
        "CON.txt",
        "x" * 300,
        "a b",
        "-a",
        "nul\0",
        "\x1b[2J",
    ]
    safe = [paths.safe_name(name) for name in names]
    assert len(set(safe)) == len(names)
    for name in safe:
        assert name.strip("-. ") == name
        assert 0 < len(name.encode()) < 100
        assert not set(name) & set('/\\:*?"<>|\0\x1b ')
        assert name.partition(".")[0].lower() not in ("con", "nul")


def test_opening_loads_neither_engine_nor_model_nor_screen() -> None:
    script = (
        "import sys; import briefing.services.desk\n"
        "print([m for m in ('whoosh', 'onnxruntime', 'textual', 'tokenizers', 'numpy', 'pydantic_settings')"
        " if m in sys.modules])"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
