from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.services.desk import Desk
from tests.library.fakes import WORKER

TALKS = """Talks begin

MOSCOW (Gazette - 3rd March, 2021) The talks began. "We are ready," said Hulusi Akar.

"It is perhaps too late," said Ismail Demir. "It is over," thinks Ismail Demir.
"""
UNDATED = '"Nobody came," said Hulusi Akar.\n\nThat was all there was to it.\n'

OpenDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the user's is read or written, and workers are small."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("DATA_DIR", "LIBRARY", "THRESHOLD", "WORKERS"):
        monkeypatch.delenv(f"BRIEFING_{name}", raising=False)
    monkeypatch.setattr("briefing.library.workers.WORKER", WORKER)
    return tmp_path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "libraries-live-here"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
    (folder / "undated.txt").write_text(UNDATED, encoding="utf-8")
    return folder


@pytest.fixture
def open_desk(data: Path) -> Iterator[OpenDesk]:
    """Opens desks in a data folder of the test's own, and closes them."""
    desks: list[Desk] = []

    def open_desk(*paths: Path, **options: Any) -> Desk:
        desk = Desk.open(paths, **{"data_dir": data, **options})
        desks.append(desk)
        return desk

    yield open_desk
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: OpenDesk, articles: Path) -> Desk:
    """A desk on two articles, with all work done."""
    desk = open_desk(articles)
    desk.start()
    assert desk.wait(30)
    return desk
