"""What is shown is handed to other programs: as argument lists, with one sentence when it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from briefing.editor import editor_words, pager_words, words_at
from briefing.errors import UsageError
from briefing.tui import programs
from briefing.tui.app import BriefingApp
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.text import TextScreen
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, shown, until
from tests.tui.test_flows import said


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], bytes | None]]:
    """What was started while the app stood aside."""
    started: list[tuple[list[str], bytes | None]] = []

    @contextmanager
    def suspend(self: BriefingApp) -> Iterator[None]:
        yield

    def run(words: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        started.append((words, options.get("input")))
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(BriefingApp, "suspend", suspend)
    monkeypatch.setattr("briefing.tui.screens.handing.subprocess.run", run)
    return started


def test_the_users_editor_comes_first() -> None:
    assert editor_words({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_words({"EDITOR": "'/opt/my editor' -n"}) == ["/opt/my editor", "-n"]
    assert pager_words({"PAGER": "less -R"}) == ["less", "-R"]
    with pytest.raises(UsageError, match="EDITOR is not a command"):
        editor_words({"EDITOR": "'open"})


def test_only_editors_that_take_a_line_are_given_one() -> None:
    assert words_at(["/usr/bin/nvim", "-n"], "/a b.txt", 12) == ["/usr/bin/nvim", "-n", "+12", "/a b.txt"]
    assert words_at(["code", "--wait"], "/a.txt", 12) == ["code", "--wait", "/a.txt"]
    assert words_at(["vi"], "/a.txt", None) == ["vi", "/a.txt"]


@pytest.mark.parametrize(
    ("environment", "platform", "words"),
    [({}, "darwin", ["open"]), ({}, "win32", ["explorer"]), ({}, "linux", None)],
)
def test_what_opens_a_file(environment: dict[str, str], platform: str, words: list[str] | None) -> None:
    assert programs.opener(environment, platform) == words


def test_a_command_reads_the_words_and_no_shell_reads_the_command() -> None:
    counts = f"{sys.executable} -c 'import sys; print(len(sys.stdin.read()))'"
    assert programs.run_on(counts, "[sic] é") == (0, "7\n")
    shown = programs.run_on(f"{sys.executable} -c 'import sys; print(sys.argv[1:])' '$HOME' ; rm", "")
    assert "['$HOME', ';', 'rm']" in shown.said
    with pytest.raises(UsageError, match="close its quotation marks"):
        programs.run_on("wc '", "")
    with pytest.raises(UsageError, match="cannot be started"):
        programs.run_on("no-such-command-anywhere", "")
    with pytest.raises(UsageError, match="cannot be started"):
        programs.run_on("wc \x00", "")


async def test_the_editor_opens_the_file_of_the_statement(
    app: BriefingApp, desk: FakeDesk, aside: list[tuple[list[str], bytes | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "vi -n")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert screen.article.view is not None
        path = screen.article.view.article.path
        await pilot.press("e")
        await pilot.pause()
        there = os.path.exists(path)  # noqa: PTH110
        assert aside == ([(["vi", "-n", path], None)] if there else [])
        assert there or any("no longer there" in sentence for sentence in said(app))


async def test_the_pager_is_given_the_article(
    app: BriefingApp, aside: list[tuple[list[str], bytes | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "less")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        assert screen.article.view is not None
        await pilot.press("P")
        await pilot.pause()
        [(words, given)] = aside
        assert words == ["less"]
        assert given is not None
        assert screen.article.view.article.text in given.decode()


async def test_a_terminal_that_cannot_be_given_away_is_told(app: BriefingApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "less")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("P")
        await until(pilot, lambda: said(app))
        assert "cannot be given" in said(app)[-1]


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (40, 12)])
async def test_a_statement_goes_through_a_command(app: BriefingApp, size: tuple[int, int], tmp_path: Path) -> None:
    script = tmp_path / "upper case.py"
    script.write_text("import sys; print('GOT \\x1b]0;x\\x07', sys.stdin.read().upper())", encoding="utf-8")
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        assert screen.card is not None
        await pilot.press("vertical_line")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one("#answer").value = f"{sys.executable} '{script}'"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextScreen))
        assert "GOT" in shown(app)
        assert "\x1b" not in shown(app)


async def test_a_command_can_be_thought_better_of(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("vertical_line")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert not said(app)


async def test_without_a_screen_the_place_is_told(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("o")
        await until(pilot, lambda: said(app))
        assert "no screen to open it on" in said(app)[-1]
        await pilot.press("O")
        await until(pilot, lambda: len(said(app)) == 2)


async def test_in_a_browser_nothing_is_started_and_files_are_downloaded(
    app: BriefingApp, desk: FakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opens the page is not asked who they are, so nothing of this machine's is theirs to use."""
    delivered: list[str] = []
    monkeypatch.setattr(BriefingApp, "is_web", True)
    monkeypatch.setattr(programs, "opener", lambda: pytest.fail("a program was to be started"))
    monkeypatch.setattr(
        BriefingApp, "deliver_text", lambda self, text, save_filename: delivered.append(save_filename + text.read())
    )
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("vertical_line", "O")
        await until(pilot, lambda: len(said(app)) == 2)
        assert "In a browser no command is started" in said(app)[0]
        assert "There is no screen to open it on" in said(app)[1]
        screen.write(screen.scopes()[0])
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press(*str(tmp_path / "one.txt"), "enter")
        await until(pilot, lambda: delivered)
        assert delivered[0].startswith(f"one.txt{desk.cite(screen.card, 'plain')}")  # type: ignore[arg-type]
        assert not (tmp_path / "one.txt").exists()
