"""How a command ends, how its words are read, and what the app needs before it starts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from briefing.cli import launch as launching
from briefing.cli.root import briefing as root
from briefing.cli.search import joined
from briefing.errors import TerminalError
from briefing.paths import config_file
from briefing.services.desk import Desk
from briefing.services.finding import Finding
from tests.cli.conftest import SEEDS, Briefing

COMMANDS = [name for name, one in root.commands.items() if not isinstance(one, click.Group) and not one.hidden]
GROUPS = ["actors", "config", "decisions", "tags"]


def test_a_mistake_of_ours_is_one_sentence_and_a_file(
    briefing: Briefing, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(Finding, "find", broken)
    outcome = briefing("search", "x")
    assert outcome.code == 1
    assert "Something went wrong that should not have (ZeroDivisionError)" in outcome.err
    assert "secret detail" not in outcome.err
    assert "secret detail" in (home / "data" / "briefing.log").read_text("utf-8")


def test_interrupting_is_quiet(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Finding, "find", interrupt)
    outcome = briefing("search", "x")
    assert outcome.code == 130
    assert outcome.err == ""


def test_a_reader_that_has_left_is_quiet(briefing: Briefing) -> None:
    assert briefing("statements").code == 0
    script = f"{sys.executable} -m briefing statements --json | true; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.stdout == "0\n"
    assert "Traceback" not in ran.stderr
    assert "Broken" not in ran.stderr


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["sanctions", "-turkey"], "sanctions -turkey"),
        (["air defense", "x"], '"air defense" x'),
        (["air defense"], "air defense"),
        (['speaker:"Hulusi Akar"', "x"], 'speaker:"Hulusi Akar" x'),
    ],
)
def test_the_words_of_a_query(words: list[str], query: str) -> None:
    assert joined(words) == query


def test_a_word_with_a_minus_is_no_option(briefing: Briefing) -> None:
    outcome = briefing("search", "sanctions", "-hello", "-airport", "--json")
    assert outcome.code == 0
    assert "without “hello” or “airport”" in outcome.err


def test_a_command_wins_over_a_path_and_a_dot_slash_over_a_command(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "search"
    folder.mkdir()
    (folder / "a.txt").write_text("A title\n\nThe frigate sailed away.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert briefing("search", "patriot").code == 0
    outcome = briefing("./search", "--plain")
    assert outcome.code == 0
    assert "Library “search”: 1 article" in outcome.out


def test_where_the_library_is_can_be_said_before_and_after_the_command(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing("--data-dir", tmp_path / "one", "search", "patriot").code == 0
    assert briefing("search", "patriot", "--data-dir", tmp_path / "two").code == 0
    assert (tmp_path / "one" / "libraries").is_dir()
    assert (tmp_path / "two" / "libraries").is_dir()
    assert not (tmp_path / "data").exists()


def test_adding_leaves_the_seeds_alone_and_goes_on_where_one_was(briefing: Briefing, tmp_path: Path) -> None:
    for name in ("frigates", "quotas"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"About {name}\n\nThe {name} were many.\n", "utf-8")
    assert briefing("search", "patriot").code == 0
    assert "in the library “frigates”" in briefing("add", tmp_path / "frigates").err
    assert "in the library “frigates”: now 2 articles" in briefing("add", tmp_path / "quotas").err
    assert briefing("search", "quotas").code == 0
    assert briefing("search", "patriot").code == 3
    assert briefing("search", "patriot", "--library", "seeds").code == 0


def test_a_second_run_reads_nothing_again(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert briefing("statements").code == 0
    monkeypatch.setattr("briefing.library.workers.WORKER", (sys.executable, "-c", "raise SystemExit(9)"))
    again = briefing("statements")
    assert again.code == 0
    assert again.err == ""


def test_json_lines_are_objects(briefing: Briefing) -> None:
    for words in (["search", "sanctions"], ["statements"], ["actors"], ["show", "003_fd1aee54e6a12c6a.txt"]):
        lines = briefing(*words, "--json").out.splitlines()
        assert lines
        assert all(isinstance(json.loads(line), dict) for line in lines)


def test_spans_in_json_are_the_words_in_the_article(briefing: Briefing) -> None:
    article = json.loads(briefing("show", "000_a9858641a3ed4081.txt", "--json").out)
    assert article["text"] == (SEEDS / "000_a9858641a3ed4081.txt").read_text("utf-8")
    for statement in article["statements"]:
        words = " … ".join(article["text"][start:end] for start, end in statement["spans"]["content"])
        assert words == statement["content"]


def test_the_app_s_library_tells_nothing_beside_the_screen(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Desk] = []
    told: list[object] = []
    monkeypatch.setattr(launching, "launch", lambda opener, *_: opened.append(opener()))
    monkeypatch.setattr(Desk, "on_waiting", lambda desk, _: told.append(desk))
    assert briefing().code == 0
    opened[0].close()
    assert not told
    assert briefing("searches", "--history").code == 0
    assert told


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_shows_examples_that_exist(briefing: Briefing, name: str | None) -> None:
    text = briefing(*([name] if name else []), "--help").out
    examples = [line.strip() for line in text.splitlines() if line.strip().startswith("briefing ")]
    assert examples
    for example in examples:
        word = example.split()[1]
        assert word in COMMANDS or word.startswith(("-", "~", "./")) or example.split()[2:3] == ["open"] or not name


def arguments(command: click.Command) -> list[click.Parameter]:
    """What a command is told, apart from what most are."""
    return [one for one in command.params if one.name not in ("as_json", "library", "data_dir")]


def test_every_command_has_examples() -> None:
    for command in root.commands.values():
        if isinstance(command, click.Group):
            assert all("Examples:" in (one.epilog or "") or not arguments(one) for one in command.commands.values())
        else:
            assert command.hidden or "Examples:" in (command.epilog or "")


def test_version(briefing: Briefing) -> None:
    from briefing import __version__

    assert briefing("--version").out == f"briefing {__version__}\n"


def as_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, lines: int, kind: str = "xterm-256color") -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(launching, "_size", lambda: (columns, lines))
    monkeypatch.setenv("TERM", kind)


@pytest.mark.parametrize(
    ("columns", "lines", "kind", "part"),
    [
        (10, 3, "xterm", "10x3"),
        (19, 50, "xterm", "19x50"),
        (80, 5, "xterm", "80x5"),
        (80, 24, "dumb", "TERM='dumb'"),
        (80, 24, "", "TERM=''"),
    ],
)
def test_a_terminal_that_cannot_show_the_app(
    monkeypatch: pytest.MonkeyPatch, columns: int, lines: int, kind: str, part: str
) -> None:
    as_terminal(monkeypatch, columns, lines, kind)

    def never() -> Desk:
        raise AssertionError

    with pytest.raises(TerminalError, match=part) as raised:
        launching.launch(never)
    assert "--plain" in str(raised.value)


def test_the_app_is_handed_an_opener_and_its_failure_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    as_terminal(monkeypatch, 80, 24)
    openers: list[Callable[[], Desk]] = []

    class App:
        failure = TerminalError("gone")
        ended_by = mistake = None

        def __init__(self, open_desk: Callable[[], Desk], **look: object) -> None:
            openers.append(open_desk)
            assert look == {"keys": {}, "theme": "briefing-dark", "animations": False, "layout": None}

        def run(self, *, mouse: bool) -> None:
            assert mouse

    monkeypatch.setattr("briefing.tui.app.BriefingApp", App)

    def opener() -> Desk:
        raise AssertionError("opened before the first frame")

    with pytest.raises(TerminalError, match="gone"):
        launching.launch(opener)
    assert openers == [opener]


@pytest.mark.parametrize(
    ("asked", "environment", "written", "named"),
    [
        (launching.LAST, "", "", "news"),
        (launching.LAST, "agency", "", "agency"),
        (launching.LAST, "", 'library = "desk"', "desk"),
        (launching.LAST, "", 'theme = "nord"', "news"),
        ("archive", "agency", "", "archive"),
        (None, "agency", "", ""),
    ],
)
def test_the_app_knows_before_it_opens_anything_which_library_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: str | None, environment: str, written: str, named: str
) -> None:
    as_terminal(monkeypatch, 80, 24)
    (tmp_path / "last-library").write_text("news")
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path))
    if environment:
        monkeypatch.setenv("BRIEFING_LIBRARY", environment)
    if written:
        config_file().parent.mkdir(parents=True)
        config_file().write_text(written)
    names: list[str] = []

    class App:
        failure = ended_by = mistake = None
        opening = ""

        def __init__(self, open_desk: Callable[[], Desk], **look: object) -> None:
            pass

        def run(self, *, mouse: bool) -> None:
            names.append(self.opening)

    monkeypatch.setattr("briefing.tui.app.BriefingApp", App)
    launching.launch(lambda: pytest.fail("opened before the first frame"), library=asked)
    assert names == [named]


def test_click_knows_all_the_commands() -> None:
    context = click.Context(root)
    assert {"add", "search", "statements", "show", "read", "extract", "eval", "doctor"} <= set(COMMANDS)
    assert sorted(root.list_commands(context)) == sorted({*COMMANDS, *GROUPS})


def test_threads_that_are_left_behind_neither_delay_nor_break_the_end() -> None:
    code = """
import atexit, threading, time
from briefing import cli
from briefing.cli import running

def run(_):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    print("done")
    return 7

atexit.register(print, "taken down with a thread at work")
running.run = run
cli.main()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (7, "done\n", "")
