"""What a shell completes, asked as shells ask, and once by a real one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.services import offered
from tests.cli.conftest import SEEDS, Briefing

ROOT = Path(__file__).parents[2]


@pytest.fixture
def asked(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> Briefing:
    """The seeds with their statements, a saved search, and another library."""
    assert briefing("statements").code == 0
    assert briefing("search", "--save", "S-400 desk, all", "patriot").code == 0
    for words in ("add 003 sea harbour", "add 000 sea", "add 003 sanctions_2021", "remove 003 harbour"):
        act, item, *tags = words.split()
        assert briefing("tags", act, item, *(tag.replace("_", " ") for tag in tags)).code == 0
    assert briefing("add", SEEDS, "--library", "second").code == 0
    assert briefing("search", "patriot", "--library", "seeds").code == 0
    return briefing


def completed(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, words: list[str], *, shell: str = "bash"
) -> list[str]:
    monkeypatch.setenv("_BRIEFING_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words) - 1))
    outcome = briefing()
    assert outcome.err == ""
    monkeypatch.delenv("_BRIEFING_COMPLETE")
    return [line.partition(",")[2] for line in outcome.out.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["statements", "--actor", "hul"], ["Hulusi\\ Akar"]),
        (["statements", "--actor", "aka"], ["Hulusi\\ Akar"]),
        (["statements", "--actor", '"Hul'], ["Hulusi Akar"]),
        (["statements", "--actor", "Hulusi\\ A"], ["Hulusi\\ Akar"]),
        (["actors", "merge", "Hul"], ["Hulusi\\ Akar"]),
        (["actors", "show", "Hul"], ["Hulusi\\ Akar"]),
        (["actors", "hul"], ["Hulusi\\ Akar"]),
        (["timeline", "--actor", "hul"], ["Hulusi\\ Akar"]),
        (["decide", "x", "1", "wrong", "--speaker", "hul"], ["Hulusi\\ Akar"]),
        (["search", "--saved", ""], ["S-400\\ desk,\\ all"]),
        (["searches", "--forget", "s-4"], ["S-400\\ desk,\\ all"]),
        (["search", "--library", ""], ["second", "seeds"]),
        (["--library", "sec"], ["second"]),
        (["show", "000"], ["000_a9858641a3ed4081.txt"]),
        (["cite", "003"], ["003_fd1aee54e6a12c6a.txt"]),
        (["actors", "unnamed", "--outlet", "urdu"], ["UrduPoint.com"]),
        (["config", "show", "th"], ["threshold", "theme"]),
        (["tags", "list", "s"], ["sea", "sanctions\\ 2021"]),
        (["tags", "add", "003", "SAN"], ["sanctions\\ 2021"]),
        (["tags", "remove", "003", "sanctions\\ 2"], ["sanctions\\ 2021"]),
        (["search", "ki"], ["kind:"]),
        (["search", "s"], ["speaker:", "said:"]),
        (["timeline", "outl"], ["outlet:"]),
        (["show", "003", "--hits", "ti"], ["title:"]),
        (["search", "patriot", "kind:d"], ["kind:direct"]),
        (["search", "kind", ":", "d"], ["direct"]),
        (["search", "kind", ":"], ["direct", "indirect", "mixed"]),
        (["search", "speaker:hul"], ["speaker:hulusi_Akar"]),
        (["search", "speaker", ":", "Hul"], ["Hulusi_Akar"]),
        (["search", "kind", ":", "direct", "is", ":", "un"], ["unread"]),
        (["search", "'patriot actor:Hul"], ["patriot actor:Hulusi_Akar"]),
        (["search", "tag:"], ["tag:sea", "tag:sanctions_2021"]),
        (["search", "outlet:urdu"], ["outlet:urduPoint.com"]),
        (["search", "patriot"], []),
        (["statements", "--actor", "nobody at all"], []),
        (["--library", "second", "search", "--saved", ""], []),
        (["search", "--library", "second", "--saved", ""], []),
        (["search", "--library", "no such library", "--saved", ""], []),
    ],
)
def test_names_are_completed(
    asked: Briefing, monkeypatch: pytest.MonkeyPatch, words: list[str], names: list[str]
) -> None:
    assert completed(asked, monkeypatch, ["briefing", *words]) == names


def test_fish_is_handed_whole_names(asked: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed(asked, monkeypatch, ["briefing", "search", "--saved", "S"], shell="fish") == ["S-400 desk, all"]
    assert 'string split -m 1 ","' in asked("completion", "fish").out


def test_bash_completes(asked: Briefing, home: Path) -> None:
    program = home / "briefing"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n')
    program.chmod(0o755)
    script = """
eval "$(briefing completion bash)"
COMP_WORDS=(briefing statements --actor 'Hulusi\\ A'); COMP_CWORD=3
_briefing_completion briefing
printf '%s\\n' "${COMPREPLY[@]}"
"""
    ran = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": f"{home}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("Hulusi\\ Akar\n", "")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
@pytest.mark.parametrize("begun", ["", "autoload -Uz compinit; compinit -u; "], ids=["bare", "begun"])
def test_zsh_takes_it_whether_or_not_its_own_completion_was_begun(asked: Briefing, home: Path, begun: str) -> None:
    script = f'{begun}{asked("completion", "zsh").out}\nprint -r -- "$_comps[briefing]"'
    ran = subprocess.run(
        ["zsh", "-f", "-c", script],
        env={**os.environ, "HOME": str(home), "ZDOTDIR": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (ran.stdout, ran.stderr) == ("_briefing_completion\n", "")


def test_what_the_reader_calls_an_actor_is_offered(asked: Briefing) -> None:
    assert asked("actors", "rename", "Hulusi Akar", "Çağrı Bey").code == 0
    assert offered.actors("cag") == ["Çağrı Bey"]
    assert asked("actors", "rename", "Ismail Demir", "J.P. Løkke").code == 0
    assert offered.actors("jp lok") == offered.actors("j.p. L") == ["J.P. Løkke"], (
        "letters are compared as a search does"
    )


def test_the_settings_say_which_library(asked: Briefing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = os.environ["BRIEFING_DATA_DIR"]
    monkeypatch.delenv("BRIEFING_DATA_DIR")
    assert offered.searches("") == []
    settings = tmp_path / "config" / "briefing" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'data_dir = "{data}"\nlibrary = "seeds"\n')
    assert offered.searches("") == ["S-400 desk, all"]
    settings.write_text("this is no TOML")
    assert offered.searches("") == []


@pytest.mark.parametrize(
    ("words", "offers"),
    [("statements\n--actor\nHul", "plain,Hulusi\\ Akar"), ("search\nspeaker:Hul", "plain,speaker:Hulusi_Akar")],
)
def test_nothing_heavy_is_loaded(asked: Briefing, words: str, offers: str) -> None:
    code = "import json, sys; from briefing.cli.running import run; run([]); print(json.dumps(sorted(sys.modules)))"
    asking = {
        "_BRIEFING_COMPLETE": "bash_complete",
        "COMP_WORDS": f"briefing\n{words}",
        "COMP_CWORD": str(words.count("\n") + 1),
    }
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asking}, capture_output=True, text=True, check=True
    )
    offered, loaded = ran.stdout.splitlines()
    assert offered == offers
    assert not {"pydantic", "whoosh", "textual"} & {name.partition(".")[0] for name in json.loads(loaded)}


def test_some_settings_are_shown(briefing: Briefing) -> None:
    one = briefing("config", "show", "theme", "--json")
    assert [json.loads(line)["name"] for line in one.out.splitlines()] == ["theme"]
    odd = briefing("config", "show", "tehme")
    assert odd.code == 2
    assert "“tehme”" in odd.err
