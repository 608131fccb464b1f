"""A desk and an app that know only the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.tui.app import BriefingApp
from tests.tui.fake_desk import FakeDesk


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
