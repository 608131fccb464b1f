"""Calibrated confidence: from the encoder's figures to the probability that content and source are both right.

Method: logistic regression on log-odds, after Platt (1999), fitted on articles that the encoder was not trained on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Self

from briefing.attribution.statements import Figures


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of `Figures` and the constant term."""

    weights: tuple[float, ...]
    constant: float

    @classmethod
    def load(cls, data: Path | None = None) -> Self:
        """Read `calibration.json` from a folder; the package's own by default."""
        folder = data or Path(str(resources.files("briefing.attribution"))) / "data"
        row = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        return cls(tuple(float(row["weights"][name]) for name in Figures._fields), float(row["constant"]))


def confidence_of(figures: Sequence[float], calibration: Calibration) -> float:
    """The probability, 0 to 1, that a draft's content and source are both right.

    Args:
        figures: One number for each field of `Figures`.
        calibration: The fitted weights.
    """
    score = calibration.constant + sum(w * x for w, x in zip(calibration.weights, figures, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
