"""Fit the calibration of confidences on gold articles that the encoder was not trained on.

Method: logistic regression by iteratively reweighted least squares with a small ridge, after Platt (1999).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from briefing.attribution.encoder import Encoder
from briefing.attribution.statements import Figures, decode
from briefing.attribution.training.gold import GoldArticle, GoldStatement
from briefing.model import Span

Floats = npt.NDArray[np.float64]

RIDGE = 1.0
OVERLAP = 0.5
FOLDS = 5


def calibrate(articles: Sequence[GoldArticle], data: Path) -> dict[str, float]:
    """Fit and write `calibration.json` into a folder of weights.

    Args:
        articles: Gold articles, none of them in the training set.
        data: The folder of `encoder.onnx`; the package's data folder in the end.

    Returns:
        The expected calibration error in percent, each article judged by weights fitted on other articles.
    """
    encoder = Encoder(data, threads=2)
    figures: list[Sequence[float]] = []
    right: list[bool] = []
    fold: list[int] = []
    for number, article in enumerate(articles):
        reading = encoder.read(article.text)
        for draft, row in decode(article.text, reading):
            figures.append(row)
            right.append(is_right(article, draft.content, draft.source))
            fold.append(number % FOLDS)
    x, y, folds = np.array(figures), np.array(right, dtype=np.float64), np.array(fold)
    judged = np.zeros(len(y))
    for held in range(FOLDS):
        weights = fit(x[folds != held], y[folds != held])
        judged[folds == held] = probabilities(x[folds == held], weights)
    weights = fit(x, y)
    fitted = [round(float(weight), 4) for weight in weights]
    content = {"weights": dict(zip(Figures._fields, fitted, strict=False)), "constant": fitted[-1]}
    (data / "calibration.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf8")
    return {"statements": float(len(y)), "right": float(100 * y.mean()), "error": expected_error(judged, y)}


def fit(x: Floats, y: Floats, steps: int = 30) -> Floats:
    """Weights of each column of x, and the constant last."""
    design = np.hstack([x, np.ones((len(x), 1))])
    weights = np.zeros(design.shape[1])
    ridge = RIDGE * np.eye(design.shape[1])
    ridge[-1, -1] = 0
    for _ in range(steps):
        odds = 1 / (1 + np.exp(-design @ weights))
        curvature = design.T @ (design * (odds * (1 - odds))[:, None]) + ridge
        weights = weights + np.linalg.solve(curvature, design.T @ (y - odds) - ridge @ weights)
    return weights


def probabilities(x: Floats, weights: Floats) -> Floats:
    """What weights make of rows."""
    return np.asarray(1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1]))))


def expected_error(judged: Floats, y: Floats) -> float:
    """Expected calibration error in percent, in ten bins."""
    bins = np.minimum((judged * 10).astype(int), 9)
    return float(100 * sum(abs((judged - y)[bins == number].sum()) for number in range(10)) / len(y))


def is_right(article: GoldArticle, content: Sequence[Span], source: Sequence[Span]) -> bool:
    """Whether some gold statement has about this content, and this source or none as well."""
    held = _points(content)
    best = max(article.statements, key=lambda one: _overlap(held, _points(one.content)), default=None)
    if best is None or _overlap(held, _points(best.content)) < OVERLAP:
        return False
    return _same_source(best, source)


def _same_source(gold: GoldStatement, source: Sequence[Span]) -> bool:
    if not gold.source or not source:
        return not gold.source and not source
    return bool(_points(gold.source) & _points(source))


def _points(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, len(one | other))
