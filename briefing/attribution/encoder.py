"""The one small encoder: text to probabilities for each word piece. The only module that knows onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    RuntimeException,
)
from tokenizers import Tokenizer

from briefing.attribution.pieces import CLS, Pieces, Window, cut, windows
from briefing.errors import AttributionError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BATCH = 8  # windows in one call
BEST = 3  # alternatives kept of each pointer
_BROKEN = (Fail, InvalidGraph, InvalidProtobuf, NoSuchFile, RuntimeException, RuntimeError)
NONE = -1  # a pointer's "none"


class Reading(NamedTuple):
    """What the encoder makes of one article of n pieces.

    Attributes:
        pieces: The pieces.
        tags: Probabilities of the seven tags, shape (n, 7).
        entities: Probabilities of the nine entity tags, shape (n, 9).
        cues: For each piece its likeliest cues' first pieces, best first, NONE for none; shape (n, BEST).
        cue_odds: Their probabilities, same shape.
        sources: For each piece the likeliest sources' first pieces, if it is a cue; same shape.
        source_odds: Their probabilities, same shape.
    """

    pieces: Pieces
    tags: Floats
    entities: Floats
    cues: Ints
    cue_odds: Floats
    sources: Ints
    source_odds: Floats


class Encoder:
    """The encoder in memory.

    Args:
        data: Folder of `encoder.onnx` and `tokenizer.json`; the package's own by default.
        threads: Cores to use.

    Raises:
        AttributionError: The weights are missing or cannot be read.
    """

    def __init__(self, data: Path | None = None, threads: int = 1) -> None:
        folder = data or Path(str(resources.files("briefing.attribution"))) / "data"
        weights = folder / "encoder.onnx"
        if not weights.is_file():
            raise AttributionError(f"The language model {weights} is missing; install briefing again.")
        options = ort.SessionOptions()  # type: ignore[no-untyped-call, unused-ignore]
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        except _BROKEN as error:
            raise AttributionError(f"The language model {weights} cannot be read; install briefing again.") from error
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        """Read texts in one pass, their windows batched together by length.

        Args:
            texts: Whole articles. What comes out for one does not depend on the others.

        Yields:
            One reading a text, in order.
        """
        cuts = [cut(text, self._tokenizer) for text in texts]
        readings = [_empty(pieces) for pieces in cuts]
        queue = [(index, window) for index, pieces in enumerate(cuts) for window in windows(pieces)]
        queue.sort(key=lambda item: item[1].right - item[1].left)
        for at in range(0, len(queue), BATCH):
            self._run(queue[at : at + BATCH], readings)
        yield from readings

    def _run(self, batch: Sequence[tuple[int, Window]], readings: Sequence[Reading]) -> None:
        length = 1 + max(window.right - window.left for _, window in batch)
        inputs = {name: np.zeros((len(batch), length), dtype=np.int64) for name in ("ids", "features", "mask")}
        for row, (index, (left, _, _, right)) in enumerate(batch):
            pieces = readings[index].pieces
            inputs["ids"][row, 0] = CLS
            inputs["ids"][row, 1 : right - left + 1] = pieces.ids[left:right]
            inputs["features"][row, 1 : right - left + 1] = pieces.features[left:right]
            inputs["mask"][row, : right - left + 1] = 1
        tags, entities, to_cue, to_source = self._session.run(None, inputs)
        for row, (index, (left, start, end, right)) in enumerate(batch):
            reading, own, size = readings[index], slice(start - left + 1, end - left + 1), right - left + 1
            reading.tags[start:end] = _softmax(tags[row, own])
            reading.entities[start:end] = _softmax(entities[row, own])
            for logits, targets, odds in (
                (to_cue, reading.cues, reading.cue_odds),
                (to_source, reading.sources, reading.source_odds),
            ):
                best, probabilities = _best(logits[row, own, :size])
                targets[start:end, : best.shape[1]] = np.where(best == 0, NONE, best - 1 + left)
                odds[start:end, : best.shape[1]] = probabilities


def _empty(pieces: Pieces) -> Reading:
    count = len(pieces.ids)
    tags, entities, cue_odds, source_odds = (np.zeros((count, width), np.float32) for width in (7, 9, BEST, BEST))
    cues, sources = (np.full((count, BEST), NONE, dtype=np.int64) for _ in range(2))
    return Reading(pieces, tags, entities, cues, cue_odds, sources, source_odds)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def _best(logits: Floats) -> tuple[Ints, Floats]:
    """The BEST targets of each row, best first, and their probabilities."""
    odds = _softmax(logits)
    count = min(BEST, odds.shape[-1])
    order = np.argpartition(-odds, count - 1, axis=-1)[:, :count]
    chosen = np.take_along_axis(odds, order, axis=-1)
    rank = np.argsort(-chosen, axis=-1, kind="stable")
    return np.take_along_axis(order, rank, axis=-1).astype(np.int64), np.take_along_axis(chosen, rank, axis=-1)
