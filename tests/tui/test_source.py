"""The source keeps the one door shut: no text reaches a widget as a plain string that could be markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing.tui

ROOM = Path(briefing.tui.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
TAKES_CONTENT = {"Static", "Label", "Button", "Link"}
NEVER = {"from_markup", "from_text", "from_rich_text", "escape", "render_str", "highlight"}


def called(node: ast.Call) -> str:
    """The last part of a called name."""
    function = node.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def is_string(node: ast.expr) -> bool:
    """Whether an expression is plainly a string."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def violations(tree: ast.AST) -> Iterator[str]:
    """Every place where text could become markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in ("border_title", "border_subtitle"):
                    yield f"{node.lineno}: {target.attr} is set elsewhere than in content.title"
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        no_markup = isinstance(keywords.get("markup"), ast.Constant) and ast.unparse(keywords["markup"]) == "False"
        if name in NEVER and ast.unparse(node.func) != "re.escape":
            yield f"{node.lineno}: {name} reads markup"
        if name == "notify" and not no_markup:
            yield f"{node.lineno}: notify without markup=False"
        first = node.args[0] if node.args else None
        is_content = isinstance(first, ast.Call) and called(first) in ("outside", "Content")
        if name in TAKES_CONTENT and first is not None and not (no_markup or is_content):
            yield f"{node.lineno}: {name} is given something that is not Content"
        if name == "update" and first is not None and is_string(first):
            yield f"{node.lineno}: update is given a string"
        if name == "Content" and first is not None and isinstance(first, ast.Name | ast.Attribute):
            yield f"{node.lineno}: Content is given a variable: text from outside goes through outside()"


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOM)) for path in FILES])
def test_the_door_is_shut(path: Path) -> None:
    if path.name == "content.py":
        return
    assert list(violations(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        'Static("[sic]")',
        "Label(name)",
        "self.notify(text)",
        "widget.border_title = name",
        "Content.from_markup(text)",
        'widget.update(f"{x}")',
        "Content(actor.name)",
    ],
)
def test_the_watchman_is_awake(source: str) -> None:
    assert list(violations(ast.parse(source)))


def test_style_sheets_use_the_themes_colours_only() -> None:
    for sheet in ROOM.rglob("*.tcss"):
        for number, line in enumerate(sheet.read_text(encoding="utf-8").splitlines(), start=1):
            _, colon, value = line.partition("color:")
            values = [value] if colon else []
            values += [line.partition("background:")[2]] if "background:" in line else []
            for value in values:
                word = value.split(";")[0].strip()
                assert word.startswith("$") or word == "ansi_default", f"{sheet.name}:{number}: {word}"


def test_the_app_itself_stays_small() -> None:
    assert len((ROOM / "app.py").read_text(encoding="utf-8").splitlines()) < 250
