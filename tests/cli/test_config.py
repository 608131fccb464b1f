"""`briefing config`, `briefing keys`: what is set, by whom, and what is wrong with it."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from briefing.keys import KEYS
from briefing.paths import config_file
from briefing.settings import Settings
from briefing.settings_file import change, problems_in, template
from tests.cli.conftest import Briefing


def _write(text: str) -> Path:
    file = config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _shown(briefing: Briefing) -> dict[str, dict[str, object]]:
    rows = [json.loads(line) for line in briefing("config", "show", "--json").out.splitlines()]
    return {row["name"]: row for row in rows}


def test_every_setting_is_shown_with_what_it_means_and_where_it_came_from(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _write('# mine\ntheme = "ansi-dark"\n\n[outlets]\n"Gazette Online" = "The Gazette"\n')
    monkeypatch.setenv("BRIEFING_THRESHOLD", "0.7")
    shown = _shown(briefing)
    assert set(shown) == set(Settings.model_fields)
    assert all(row["description"] for row in shown.values())
    assert shown["theme"]["value"] == "ansi-dark"
    assert shown["theme"]["from"] == f"{file}, line 2"
    assert shown["outlets"]["from"] == f"{file}, line 4"
    assert shown["threshold"]["value"] == 0.7
    assert shown["threshold"]["from"] == "the environment (BRIEFING_THRESHOLD)"
    assert shown["mouse"]["from"] == "built in"


def test_what_is_shown_is_a_settings_file(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    _write('theme = "ansi-dark"\nkeys = { "copy.cited" = "f7" }\n')
    told = briefing("config", "show").out
    assert problems_in(told.encode()) == []
    before = _shown(briefing)
    _write(told)
    assert {name: row["value"] for name, row in _shown(briefing).items()} == {
        name: row["value"] for name, row in before.items()
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('them = "ansi-dark"', "Line 1: There is no setting “them”; did you mean theme?"),
        ("\nthreshold = 7", "Line 2: The setting threshold cannot be 7"),
        ('threshold = "x"', "The setting threshold cannot be 'x': it should be a valid number."),
        ('[keys]\n"copy.sited" = "c"', "No key does “copy.sited”; did you mean copy.cited?"),
        ('[keys]\nzoom = "y"', "The key y is bound to both copy.verbatim and zoom"),
        ("theme = ", "It is not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(briefing: Briefing, written: str, said: str) -> None:
    _write(written)
    done = briefing("config", "validate")
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_file_that_is_right_is_right(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[keys]\n"copy.cited" = "f7"\n', encoding="utf-8")
    assert briefing("config", "validate", str(tmp_path / "own.toml")).code == 0
    assert briefing("config", "validate").code == 0
    assert briefing("config", "validate", str(tmp_path / "none.toml")).code == 4


def test_a_new_settings_file_explains_everything_and_sets_nothing(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c ''")
    monkeypatch.delenv("VISUAL", raising=False)
    assert briefing("config", "edit").code == 0
    text = config_file().read_text(encoding="utf-8")
    assert text == template()
    assert all(f"# {name} =" in text or f"# [{name}]" in text for name in Settings.model_fields)
    assert all(line == "" or line.startswith("#") for line in text.splitlines())


def test_a_new_settings_file_with_its_marks_taken_away_is_right() -> None:
    lines = template().splitlines()
    bare = [line.removeprefix("# ") for line in lines if " = " in line or line.startswith("# [")]
    told = [line for line in bare if line.split(" ")[0] in Settings.model_fields or line.startswith("[")]
    assert len(told) >= len(Settings.model_fields) - 3  # those without a value stay remarks
    assert problems_in("\n".join(told).encode()) == []


def test_what_is_set_stands_where_it_is_explained_and_goes_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("BRIEFING_DATA_DIR")
    for name, written in (("engine", "tantivy"), ("theme", "ansi-dark"), ("data_dir", "/some/where")):
        assert str(change(name, written).value) == written
    lines = config_file().read_text(encoding="utf-8").splitlines()
    for name, written in (("engine", "tantivy"), ("theme", "ansi-dark"), ("data_dir", "/some/where")):
        at = lines.index(f'{name} = "{written}"')
        assert lines[at - 1].startswith(f"# {name} =")
    opened = [line.replace("# [", "[") for line in lines]
    assert tomllib.loads("\n".join(opened))["engine"] == "tantivy", "not in whatever table was opened since"
    change("engine", "whoosh")
    assert config_file().read_text(encoding="utf-8").count("\nengine = ") == 1
    for name in ("engine", "theme", "data_dir"):
        change(name, "")
    assert config_file().read_text(encoding="utf-8") == template()


def test_what_is_set_stands_before_every_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    _write('[outlets]\n"a" = "b"\n\n# engine = "auto"\n')
    change("engine", "tantivy")
    assert tomllib.loads(config_file().read_text(encoding="utf-8"))["engine"] == "tantivy"


def test_an_editor_that_breaks_the_file_is_told_at_once(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "edit it.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write('threshold = 7')", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")
    done = briefing("config", "edit")
    assert done.code == 2
    assert "threshold cannot be 7" in done.err


@pytest.mark.parametrize("editor", ["no-such-editor-anywhere", "'unclosed"])
def test_an_editor_that_is_none(briefing: Briefing, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    monkeypatch.setenv("VISUAL", editor)
    done = briefing("config", "edit")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "VISUAL" in done.err or "EDITOR" in done.err


def test_every_key_is_listed_and_ones_own_are_marked(briefing: Briefing) -> None:
    _write('[keys]\n"copy.cited" = "f7"\nfly = "w"\n')
    done = briefing("keys", "--json")
    rows = {row["id"]: row for row in map(json.loads, done.out.splitlines())}
    assert set(rows) == set(KEYS)
    expected = {"id": "copy.cited", "keys": ["f7"], "usual": ["Y"], "yours": True}
    expected |= {"where": "Everywhere", "does": "copy+cite"}
    assert rows["copy.cited"] == expected
    assert [name for name, row in rows.items() if row["yours"]] == ["copy.cited"]
    assert "'fly'" in done.err
    assert "(yours)" in briefing("keys").out
