"""Who loads what, seen in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOLD_WORKER = Path(__file__).parent / "cli" / "gold_worker.py"
MODEL_SIDE = {"onnxruntime", "tokenizers", "numpy", "torch"}
LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"

DRAW_EVERYTHING = """
import asyncio, json, sys
from pathlib import Path
from briefing.library import workers
workers.WORKER = (sys.executable, sys.argv[1])
from briefing.tui.picture import draw
pictures = asyncio.run(draw(Path(sys.argv[2])))
assert "Hulusi" in pictures["desk"]
print(json.dumps(sorted(sys.modules)))
"""


def modules_after(code: str, *arguments: str | Path) -> set[str]:
    """The modules that a fresh Python has loaded when it has run some code."""
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout.splitlines()[-1]))


def top(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_the_model_imports_nothing_of_ours() -> None:
    ours = {name for name in modules_after(f"import briefing.model; {LOADED}") if name.startswith("briefing")}
    assert {name for name in ours if not name.startswith("briefing.model")} == {"briefing"}


def test_the_desk_loads_neither_a_face_nor_the_language_model() -> None:
    loaded = modules_after(f"import briefing.services.desk; {LOADED}")
    assert not top(loaded) & {"textual", "rich", "click", "whoosh", *MODEL_SIDE}


def test_the_app_loads_no_engine_before_its_first_frame() -> None:
    loaded = modules_after(f"import briefing.cli.running, briefing.tui.app; {LOADED}")
    assert "textual" in top(loaded)
    assert not top(loaded) & {"whoosh", "sqlite3", "pydantic", "markdown_it", "pygments", *MODEL_SIDE}
    assert not {name for name in loaded if name.startswith("briefing.library")}


def test_the_app_loads_nothing_of_the_desk_before_its_first_frame() -> None:
    loaded = modules_after(f"import briefing.cli.running, briefing.cli.opening, briefing.tui.app; {LOADED}")
    assert "briefing.tui.screens.opening" in loaded
    assert not {name for name in loaded if name.startswith(("briefing.services", "briefing.citation"))}
    assert {name for name in loaded if name.startswith("briefing.tui.screens.")} == {"briefing.tui.screens.opening"}


def test_the_app_never_loads_the_language_model_itself(tmp_path: Path) -> None:
    """Not even when it has read, indexed and attributed everything, and shows it."""
    loaded = modules_after(DRAW_EVERYTHING, GOLD_WORKER, tmp_path)
    assert {"textual", "whoosh", "sqlite3"} <= top(loaded)
    assert not top(loaded) & (MODEL_SIDE - {"numpy"}), "the index is read with numpy, and nothing else of the model's"


def test_a_worker_knows_no_face_no_library_and_no_engine() -> None:
    loaded = modules_after(f"import briefing.attribution.worker; {LOADED}")
    assert "onnxruntime" in loaded
    assert not top(loaded) & {"textual", "click", "whoosh", "sqlite3", "torch"}
    assert not {name for name in loaded if name.startswith(("briefing.library", "briefing.services", "briefing.tui"))}


@pytest.mark.parametrize("room", ["search", "library", "citation", "actors", "intake"])
def test_a_room_comes_alone(room: str) -> None:
    loaded = modules_after(f"import briefing.{room}; {LOADED}")
    assert not top(loaded) & {"textual", "click", *MODEL_SIDE}
