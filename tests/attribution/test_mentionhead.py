"""One more output for the encoder, and learning who is who; only where what trains them is installed."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from briefing.attribution.antecedents import OWN, PAIR  # noqa: E402
from briefing.attribution.encoder import Encoder, Reading  # noqa: E402
from briefing.attribution.ranking import Figures  # noqa: E402
from briefing.attribution.training.graph import sign, tell_hidden, tell_mentions  # noqa: E402
from briefing.attribution.training.mentionhead import Question, batch_of, fit  # noqa: E402

TEXT = 'Ana Petrov, the mayor, said the bridge would open. "It is late," she added.'
HIDDEN = 6


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    data = Path(str(resources.files("briefing.attribution").joinpath("data")))
    for name in ("encoder.onnx", "tokenizer.json"):
        shutil.copy(data / name, tmp_path)
    return tmp_path


def _same(one: Reading, other: Reading) -> bool:
    figures = (one.tags, one.entities, one.cues, one.cue_odds, one.sources, one.source_odds)
    others = (other.tags, other.entities, other.cues, other.cue_odds, other.sources, other.source_odds)
    pairs = zip(figures, others, strict=True)
    return all(np.array_equal(np.asarray(mine), np.asarray(theirs)) for mine, theirs in pairs)


def test_another_output_leaves_all_others_as_they_were_to_the_bit(weights: Path) -> None:
    before = Encoder(weights).read(TEXT)
    tell_hidden(weights / "encoder.onnx")
    whole = Encoder(weights).read(TEXT)
    weight = np.eye(384, 5, dtype=np.float32)
    tell_mentions(weights / "encoder.onnx", weight, np.ones(5, dtype=np.float32))
    few = Encoder(weights).read(TEXT)
    assert _same(before, whole)
    assert _same(before, few)
    assert whole.mentions is not None
    assert few.mentions is not None
    assert np.allclose(few.mentions, whole.mentions[:, :5] + 1, atol=0.01)


def test_the_card_says_which_weights_it_is_for(tmp_path: Path) -> None:
    card, file = tmp_path / "card.md", tmp_path / "weights"
    card.write_text("| a | b |\n| size, SHA-256 | 1 bytes, `0` |\n| c | d |\n", encoding="utf8")
    file.write_bytes(b"x" * 1234)
    sign(card, file)
    lines = card.read_text(encoding="utf8").splitlines()
    assert lines[1].startswith("| size, SHA-256 | 1,234 bytes, `")
    assert (lines[0], lines[2]) == ("| a | b |", "| c | d |")


def _question(chance: np.random.Generator) -> Question:
    """One whose right candidate is the one whose first figure is set; none is right where none is."""
    count = int(chance.integers(1, 6))
    pairs = chance.random((count, PAIR), dtype=np.float32)
    chosen = int(chance.integers(-1, count))
    pairs[:, 0] = [float(at == chosen) for at in range(count)]
    words = chance.random((count + 1, HIDDEN), dtype=np.float32)
    own = chance.random(OWN, dtype=np.float32)
    return Question(Figures(pairs, own, words), tuple(at == chosen for at in range(count)))


def test_it_learns_what_tells_the_right_candidate() -> None:
    chance = np.random.default_rng(3)
    asked = [_question(chance) for _ in range(1200)]
    net = fit(asked[:1000], seed=3)
    head = net.head()
    right = 0
    for figures, labels in asked[1000:]:
        odds = head.odds(figures._replace(words=net.narrowed(figures.words)))
        best = int(np.argmax([*odds.each, odds.none]))
        right += best == (labels.index(True) if any(labels) else len(labels))
    assert right > 180


def test_what_is_shipped_computes_what_was_learnt() -> None:
    chance = np.random.default_rng(4)
    asked = [_question(chance) for _ in range(64)]
    net = fit(asked, seed=4)
    with torch.no_grad():
        batched = torch.softmax(net(batch_of(asked)), dim=1).numpy()
    for (figures, labels), row in zip(asked, batched, strict=True):
        odds = net.head().odds(figures._replace(words=net.narrowed(figures.words)))
        assert np.allclose([*odds.each, odds.none], [*row[: len(labels)], row[-1]], atol=1e-5)


def test_the_same_seed_learns_the_same() -> None:
    chance = np.random.default_rng(5)
    asked = [_question(chance) for _ in range(100)]
    one, other, third = (fit(asked, seed).head() for seed in (1, 1, 2))
    assert all(np.array_equal(mine, theirs) for mine, theirs in zip(one, other, strict=True))
    assert not np.array_equal(one.pair, third.pair)
