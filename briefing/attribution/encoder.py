"""The one small encoder: text to probabilities for each word piece. The only module that knows onnxruntime."""

from __future__ import annotations

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
Halves = npt.NDArray[np.float16]
Ints = npt.NDArray[np.int64]

BEST = 3  # alternatives kept of each pointer
_BROKEN = (Fail, InvalidGraph, InvalidProtobuf, NoSuchFile, RuntimeException, RuntimeError)
NONE = -1  # a pointer's "none"
_SLOWER = ["SkipLayerNormFusion"]  # on a processor the fused operation takes six times as long as its two parts
_OUTPUTS = ("tags", "entities", "cues", "cue_odds", "sources", "source_odds")
_MENTIONS = "mentions"  # weights from before there was a mention head do without


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
        mentions: What the mention head reads of each piece, shape (n, ·); None when the weights do not tell.
    """

    pieces: Pieces
    tags: Floats
    entities: Floats
    cues: Ints
    cue_odds: Floats
    sources: Ints
    source_odds: Floats
    mentions: Halves | None = None


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
        # Processors without instructions for eight-bit products add two in sixteen bits, which overflows: others spoke
        # there than elsewhere. Whole products cost these a tenth of their speed, and others nothing.
        options.add_session_config_entry("session.x64quantprecision", "1")
        # Plans of what memory serves again cost more than the memory: windows are small and of many lengths.
        options.enable_mem_pattern = options.enable_mem_reuse = False
        try:
            self._session = ort.InferenceSession(
                str(weights), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
        except _BROKEN as error:
            raise AttributionError(f"The language model {weights} cannot be read; install briefing again.") from error
        told = {output.name: output.shape[-1] for output in self._session.get_outputs()}
        self._mentions: int | None = told.get(_MENTIONS)
        self._outputs = (*_OUTPUTS, *([_MENTIONS] if self._mentions else []))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def read(self, text: str) -> Reading:
        """Read an article, one window after the other.

        Windows go in singly because that is fastest: a batch leaves the processor's cache, and its padding is work for
        nothing (two fifths more words a second and core than in batches of eight). It also means that what comes out
        for one window cannot depend on another, which eight-bit products scaled to a whole batch would not grant.

        Args:
            text: The whole article.
        """
        reading = _empty(cut(text, self._tokenizer), self._mentions)
        for window in windows(reading.pieces):
            self._run(window, reading)
        return reading

    def _run(self, window: Window, reading: Reading) -> None:
        left, start, end, right = window
        pieces = reading.pieces
        ids = np.concatenate(([CLS], pieces.ids[left:right]))
        features = np.concatenate(([0], pieces.features[left:right]))
        outputs = self._session.run(self._outputs, {"ids": ids, "features": features})
        found = dict(zip(self._outputs, outputs, strict=True))
        own = slice(start - left + 1, end - left + 1)
        reading.tags[start:end] = found["tags"][own]
        reading.entities[start:end] = found["entities"][own]
        if reading.mentions is not None:
            reading.mentions[start:end] = found[_MENTIONS][own]
        for name, targets, odds in (
            ("cue", reading.cues, reading.cue_odds),
            ("source", reading.sources, reading.source_odds),
        ):
            best = found[f"{name}s"][own]
            targets[start:end, : best.shape[1]] = np.where(best == 0, NONE, best - 1 + left)
            odds[start:end, : best.shape[1]] = found[f"{name}_odds"][own]


def _empty(pieces: Pieces, told: int | None = None) -> Reading:
    count = len(pieces.ids)
    tags, entities, cue_odds, source_odds = (np.zeros((count, width), np.float32) for width in (7, 9, BEST, BEST))
    cues, sources = (np.full((count, BEST), NONE, dtype=np.int64) for _ in range(2))
    mentions = np.zeros((count, told), np.float16) if told else None
    return Reading(pieces, tags, entities, cues, cue_odds, sources, source_odds, mentions)
