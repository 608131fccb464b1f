"""A desk and an app that know only the seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.tui.app import BriefingApp
from tests.tui.fake_desk import FakeDesk
from tests.tui.terminal import BRIEFING, Terminal


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may touch the clipboard of whoever runs it."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for route in ("copy_natively", "copy_to_tmux"):
        monkeypatch.setattr(f"briefing.clipboard.{route}", lambda _: False)


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    return FakeDesk(last_copy=tmp_path / "last-copy.txt")


@pytest.fixture
def app(desk: FakeDesk) -> BriefingApp:
    return BriefingApp(lambda: desk)


@pytest.fixture(scope="session")
def read_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seeds' library, in which all has been read and found."""
    if not BRIEFING.exists():
        pytest.skip("the program is not installed beside this Python")
    folder = tmp_path_factory.mktemp("read")
    environment = {**os.environ, "BRIEFING_DATA_DIR": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    subprocess.run([str(BRIEFING), "statements"], env=environment, check=True, capture_output=True, timeout=120)
    return folder / "data"


@pytest.fixture
def fresh_terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal, and no library yet."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    if not BRIEFING.exists():
        pytest.skip("the program is not installed beside this Python")
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.tmux("kill-server")


@pytest.fixture
def terminal(fresh_terminal: Terminal, read_library: Path) -> Terminal:
    """A terminal, and the seeds' library as it is when all has been read."""
    shutil.copytree(read_library, fresh_terminal.folder / "data")
    return fresh_terminal
