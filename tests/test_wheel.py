"""What an installed `briefing` has with it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST = 50 * 10**6


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as an installer builds it, but with the tools that are here."""
    folder = tmp_path_factory.mktemp("wheel")
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_seeds_travel_byte_for_byte(wheel: zipfile.ZipFile) -> None:
    seeds = sorted((ROOT / "seeds").iterdir())
    assert len(seeds) == 2
    packed = [name for name in wheel.namelist() if name.startswith("briefing/seeds/")]
    assert packed == [f"briefing/seeds/{seed.name}" for seed in seeds]
    assert [wheel.read(name) for name in packed] == [seed.read_bytes() for seed in seeds]


def test_whatever_the_package_reads_travels(wheel: zipfile.ZipFile) -> None:
    files = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "briefing").rglob("*")
        if file.is_file() and file.suffix in {".py", ".tcss", ".toml", ".json", ".onnx", ".npz", ".md"}
    }
    assert {"briefing/attribution/data/encoder.onnx", "briefing/attribution/data/MODEL_CARD.md"} <= files
    assert files <= set(wheel.namelist())


def test_nothing_else_travels(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"briefing"}
    assert not [name for name in wheel.namelist() if name.endswith((".svg", ".pyc", ".pkl", ".pickle", ".pt"))]


def test_it_stays_small(wheel: zipfile.ZipFile) -> None:
    assert sum(info.file_size for info in wheel.infolist() if info.filename.endswith((".onnx", ".npz"))) <= LARGEST


def test_its_metadata_say_what_it_needs(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = HeaderParser().parsestr(wheel.read(name).decode("utf-8"))
    needed = [one for one in metadata.get_all("Requires-Dist", []) if "extra ==" not in one]
    assert "whoosh==2.7.4" in needed
    assert not [one for one in needed if one.startswith(("torch", "spacy", "transformers"))]
    assert metadata["License-Expression"] == "MIT"


def test_it_brings_the_command(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "briefing = briefing.cli:main" in wheel.read(name).decode("utf-8")
