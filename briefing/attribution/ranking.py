"""The mention head's arithmetic: figures of a mention and of those it may go back to, made probabilities.

Method: mention ranking (Denis and Baldridge, 2008, "Specialized models and ranking for coreference resolution"; Lee et
al., 2017, "End-to-end neural coreference resolution"). Every candidate gets a score, "none of them" gets one too, and
the softmax over all of them is tempered on documents held back. `training/mentionhead` fits it to GUM's coreference.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from briefing.errors import AttributionError

Floats = npt.NDArray[np.float32]
FILE = "antecedents.npz"


class Odds(NamedTuple):
    """How likely a mention goes back to each candidate; all of it sums to 1.

    Attributes:
        each: One for each candidate, in their order.
        none: That it goes back to none of them.
    """

    each: list[float]
    none: float


class Figures(NamedTuple):
    """What the head sees of one mention and its candidates.

    Attributes:
        pairs: Of each pair, one row each.
        own: Of the mention itself.
        words: What the encoder tells of the head words: the mention's, then a candidate's in each row.
    """

    pairs: Floats
    own: Floats
    words: Floats


class Head(NamedTuple):
    """The head's weights: one hidden layer that scores a candidate, one that scores "none of them".

    Attributes:
        pair: Of a pair's figures, hidden layer.
        pair_own: Of the mention's.
        pair_there: Of the candidate's word.
        pair_here: Of the mention's word.
        pair_both: Of the product of the two words.
        pair_bias: Of the hidden layer.
        pair_out: From the hidden layer to the score.
        none_own: For "none of them": of the mention's figures.
        none_here: Of its word.
        none_bias: Of the hidden layer.
        none_out: From the hidden layer to the score.
        constants: The two scores' constants, and the temperature.
    """

    pair: Floats
    pair_own: Floats
    pair_there: Floats
    pair_here: Floats
    pair_both: Floats
    pair_bias: Floats
    pair_out: Floats
    none_own: Floats
    none_here: Floats
    none_bias: Floats
    none_out: Floats
    constants: Floats

    def odds(self, figures: Figures) -> Odds:
        """The probabilities of each candidate and of none."""
        told = np.tanh(figures.words)
        here, there = told[0], told[1:]
        hidden = figures.pairs @ self.pair + there @ self.pair_there + (there * here) @ self.pair_both
        hidden += figures.own @ self.pair_own + here @ self.pair_here + self.pair_bias
        scores = np.maximum(hidden, 0) @ self.pair_out + self.constants[0]
        alone = figures.own @ self.none_own + here @ self.none_here + self.none_bias
        none = np.maximum(alone, 0) @ self.none_out + self.constants[1]
        tempered = np.append(scores, none) / self.constants[2]
        odds = np.exp(tempered - tempered.max())
        odds /= odds.sum()
        return Odds(odds[:-1].tolist(), float(odds[-1]))


@lru_cache(maxsize=2)
def read_head(folder: Path | None = None) -> Head:
    """The weights in a folder; the package's own by default.

    Raises:
        AttributionError: They are missing or cannot be read.
    """
    path = (folder or Path(str(resources.files("briefing.attribution"))) / "data") / FILE
    try:
        with np.load(path, allow_pickle=False) as stored:
            return Head(*(stored[name].astype(np.float32) for name in Head._fields))
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
        raise AttributionError(
            f"The part {path} of the language model cannot be read; install briefing again."
        ) from error
