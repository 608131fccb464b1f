"""What cannot be read, in one sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from briefing.model.clean import clean_path


@dataclass(frozen=True, slots=True)
class IntakeProblem:
    """A place that was passed over while looking for articles.

    Attributes:
        path: Where.
        sentence: What is wrong there and what to do, safe to show.
    """

    path: Path
    sentence: str


def named(path: Path) -> str:
    """A path in quotation marks, safe to show in a sentence."""
    return f"“{clean_path(path)}”"


def why(error: OSError) -> str:
    """An operating system's complaint in lower case: "permission denied"."""
    return (os.strerror(error.errno) if error.errno else type(error).__name__).lower()
