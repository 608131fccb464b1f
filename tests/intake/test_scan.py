"""Whatever lies about in a folder, the articles in it are found."""

from __future__ import annotations

import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.intake import IntakeProblem, scan
from briefing.model.clean import clean_line


def tree(root: Path, *names: str) -> None:
    """Files with a word in them."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("word", encoding="utf-8")


def found(*roots: Path) -> list[str]:
    """What a scan finds, under the first root; problems as "! name: sentence"."""
    shown = []
    for each in scan(roots):
        if isinstance(each, IntakeProblem):
            assert each.sentence == clean_line(each.sentence)
            assert each.sentence.endswith(".")
            shown.append(f"! {each.path.name}: {each.sentence}")
        else:
            shown.append(each.relative_to(roots[0]).as_posix() if roots[0] in each.parents else str(each))
    return shown


def test_articles_in_order_and_nothing_else(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a.MD", "c/z.markdown", "c/y.txt", "d.mp3", ".hidden.txt", ".git/x.txt", "noext", "~x.tmp")
    assert found(tmp_path) == ["a.MD", "b.txt", "c/y.txt", "c/z.markdown"]


def test_a_file_is_taken_whatever_its_suffix_and_once(tmp_path: Path) -> None:
    tree(tmp_path, "story.text", ".hidden", "a.txt")
    roots = [tmp_path / "story.text", tmp_path / ".hidden", tmp_path / "a.txt", tmp_path]
    assert [Path(each).name for each in found(*roots)] == ["story.text", ".hidden", "a.txt"]


def test_roots_inside_roots(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "sub/b.txt")
    assert found(tmp_path, tmp_path / "sub") == ["a.txt", "sub/b.txt"]
    assert sorted(map(str, scan([tmp_path / "sub", tmp_path]))) == sorted(map(str, scan([tmp_path])))
    tree(tmp_path, "other/deep/c.txt")
    assert found(tmp_path / "other" / "deep", tmp_path / "other") == ["c.txt"]


def test_a_root_that_is_missing(tmp_path: Path) -> None:
    (problem,) = found(tmp_path / "no\nwhere")
    assert "There is nothing at" in problem
    (impossible,) = scan([Path("a\0b")])
    assert isinstance(impossible, IntakeProblem)


def test_a_folder_without_articles(tmp_path: Path) -> None:
    tree(tmp_path, "x.mp3", "sub/y.jpg")
    (problem,) = found(tmp_path)
    assert "holds no article in any format that is known; name another folder" in problem
    assert "briefing read --formats" in problem
    assert ".txt" not in problem


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
class TestLinks:
    """Links lead anywhere."""

    def test_a_loop_ends(self, tmp_path: Path) -> None:
        tree(tmp_path, "a.txt", "sub/b.txt")
        (tmp_path / "sub" / "up").symlink_to(tmp_path)
        assert found(tmp_path)[0] == "a.txt"
        assert found(tmp_path)[1] == "sub/b.txt"
        assert "leads back to a folder above it" in found(tmp_path)[2]
        assert len(found(tmp_path)) == 3

    def test_a_folder_is_walked_once(self, tmp_path: Path) -> None:
        tree(tmp_path, "real/a.txt", "c.txt")
        (tmp_path / "also").symlink_to(tmp_path / "real")
        assert found(tmp_path) == ["also/a.txt", "c.txt"]

    def test_a_link_to_itself_and_to_nothing(self, tmp_path: Path) -> None:
        tree(tmp_path, "z.txt")
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
        gone, itself, article = found(tmp_path)
        assert "is a link to nothing" in gone
        assert "leads back to itself" in itself
        assert article == "z.txt"

    def test_a_linked_article_is_an_article(self, tmp_path: Path) -> None:
        tree(tmp_path, "store/a.data", "desk/c.txt")
        (tmp_path / "desk" / "b.txt").symlink_to(tmp_path / "store" / "a.data")
        assert found(tmp_path / "desk") == ["b.txt", "c.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_pipes_and_sockets_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "z.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "quiet")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        pipe, plug, article = found(tmp_path)
    assert "no ordinary file" in pipe
    assert "no ordinary file" in plug
    assert article == "z.txt"
    assert "no ordinary file" in found(tmp_path / "pipe.txt")[0]


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a.txt", "locked/b.txt", "z.txt")
    real = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    first, locked, last = found(tmp_path)
    assert (first, last) == ("a.txt", "z.txt")
    assert "may not be read" in locked


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_strange_names(tmp_path: Path) -> None:
    tree(tmp_path, "two\nlines.txt", "\x1b[2J.txt", "café.txt", "cafe\u0301.txt", "[sic].txt")
    bad = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(bad)).write_text("word", encoding="utf-8")
    names = [each.name for each in scan([tmp_path]) if isinstance(each, Path)]
    assert len(names) == 6
    assert names == sorted(names)


@pytest.fixture
def abyss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Folders nested deeper than Python's stack and longer than a path may be, gone again afterwards."""
    monkeypatch.chdir(tmp_path)
    for _ in range(1_500):
        os.mkdir("d")  # noqa: PTH102
        os.chdir("d")
    os.chdir(tmp_path)
    yield tmp_path
    for _ in range(1_500):
        os.chdir("d")
    for _ in range(1_500):
        os.chdir("..")
        os.rmdir("d")  # noqa: PTH106
    os.chdir(tmp_path)


def test_deep_folders(abyss: Path) -> None:
    tree(abyss, "z.txt")
    assert [each for each in scan([Path()]) if isinstance(each, Path)] == [Path("z.txt")]
    assert len([each for each in scan([Path()]) if isinstance(each, IntakeProblem)]) <= 1


def test_it_streams(tmp_path: Path) -> None:
    for number in range(20):
        tree(tmp_path, f"{number:02}/a.txt")
    looked = []
    real = os.scandir

    def counted(path: Path) -> object:
        looked.append(path)
        return real(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", counted)
        first = list(itertools.islice(scan([tmp_path]), 2))
    assert len(first) == 2
    assert len(looked) == 3  # the root and two folders; the other eighteen wait
