"""The training loop: seeded, on whatever cores or GPU there are."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from briefing.attribution.pieces import CLS, MARK, SEP, cut, windows
from briefing.attribution.training.augment import varied
from briefing.attribution.training.gold import GoldArticle
from briefing.attribution.training.labels import NO_LABEL, NOWHERE, Example, label
from briefing.attribution.training.net import Net
from briefing.attribution.training.rounding import round_linears
from briefing.attribution.training.slim import State, slimmed

JUDGED = 60  # articles that `slim` judges a network on
HIDDEN = 103  # [MASK] in the base model's vocabulary


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what comes out.

    Attributes:
        epochs: Passes over the articles, each with fresh variants.
        batch: Windows a step.
        rate: Learning rate of the top encoder layer; each layer below has `decay` times the one above.
        head_rate: Learning rate of heads and features.
        decay: See rate.
        average: Decay of the running average of weights that is kept.
        hidden: Share of word pieces that are hidden behind [MASK], so that no single word is relied on.
        cores: Least and most pieces of a window that are its own; each article draws its size.
        slim: Attention heads and inner units that stay; all when there are none. See `slim`.
        rounded: Whether matrix products are rounded as the shipped file rounds them; see `rounding`.
        seed: Of every choice.
    """

    epochs: int = 4
    batch: int = 12
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    average: float = 0.996
    hidden: float = 0.06
    cores: tuple[int, int] = (192, 400)
    slim: tuple[int, int] | None = None
    rounded: bool = False
    seed: int = 7


# What the shipped weights went through, one round after the other: news; news and other registers, with more variety;
# the same and texts of our own, in the rounding that is shipped; the network that came of it, made slimmer.
ROUNDS = (
    Recipe(hidden=0.0, cores=(256, 256)),
    Recipe(rate=2e-4, head_rate=5e-4, seed=8),
    Recipe(epochs=2, rate=1.5e-4, head_rate=3e-4, rounded=True, seed=9),
    Recipe(epochs=0, slim=(60, 7680), seed=10),
)


class Average:
    """A running average of a network's weights (Polyak and Juditsky, 1992)."""

    def __init__(self, net: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {name: value.detach().clone() for name, value in net.state_dict().items()}

    def update(self, net: nn.Module) -> None:
        """Take one step's weights in."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[name].lerp_(value.detach(), 1 - decay)


def examples(
    articles: Sequence[GoldArticle], tokenizer: Tokenizer, recipe: Recipe, chance: random.Random
) -> list[Example]:
    """Windows with labels, of fresh variants of the articles and in sizes of the recipe's range."""
    made = []
    for article in articles:
        shown = varied(article, chance)
        pieces = cut(shown.text, tokenizer)
        labels = label(shown, pieces)
        cores = windows(pieces, chance.randint(*recipe.cores))
        made += [Example(pieces, labels, window) for window in cores if window.end - window.start > 4]
    return made


def steps_an_epoch(articles: Sequence[GoldArticle], tokenizer: Tokenizer, recipe: Recipe) -> int:
    """About how many batches one pass over the articles makes."""
    count = sum(len(windows(cut(article.text, tokenizer), sum(recipe.cores) // 2)) for article in articles)
    return -(-count // recipe.batch)


def batches(made: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = list(range(len(made)))
    chance.shuffle(order)
    length = lambda index: made[index].window.right - made[index].window.left  # noqa: E731
    groups = []
    for at in range(0, len(order), size * 20):
        chunk = sorted(order[at : at + size * 20], key=length)
        groups += [chunk[start : start + size] for start in range(0, len(chunk), size)]
    chance.shuffle(groups)
    for group in groups:
        yield [made[index] for index in group]


def tensors(batch: Sequence[Example]) -> dict[str, torch.Tensor]:
    """A batch as padded tensors of shape (batch, length); position 0 is [CLS]."""
    length = 1 + max(example.window.right - example.window.left for example in batch)
    shape = (len(batch), length)
    out = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "features", "mask")}
    out |= {name: np.full(shape, NO_LABEL, dtype=np.int64) for name in ("tags", "entities", "cues", "sources")}
    for row, (pieces, labels, (left, start, end, right)) in enumerate(batch):
        size = right - left
        out["ids"][row, 0] = CLS
        out["ids"][row, 1 : size + 1] = pieces.ids[left:right]
        out["features"][row, 1 : size + 1] = pieces.features[left:right]
        out["mask"][row, : size + 1] = 1
        own = slice(start - left + 1, end - left + 1)
        out["tags"][row, own] = labels.tags[start:end]
        out["entities"][row, own] = labels.entities[start:end]
        for name, pointers in (("cues", labels.cues), ("sources", labels.sources)):
            target = pointers[start:end].copy()
            seen = (target >= left) & (target < right)
            out[name][row, own] = np.where(seen, target - left + 1, np.where(target == NOWHERE, 0, NO_LABEL))
    return {name: torch.from_numpy(values) for name, values in out.items()}


def hide(batch: dict[str, torch.Tensor], share: float, chance: random.Random) -> None:
    """Hide a share of a batch's word pieces behind [MASK]; marks and paragraph ends stay."""
    ids = batch["ids"]
    drawn = np.random.default_rng(chance.getrandbits(32)).random(tuple(ids.shape)) < share
    plain = (ids != CLS) & (ids != SEP) & (ids != MARK) & (batch["mask"] == 1)
    ids[plain & torch.from_numpy(drawn).to(ids.device)] = HIDDEN


def loss_of(net: Net, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, list[float]]:
    """The weighted loss of one batch, and its four parts."""
    answers = net(batch["ids"], batch["features"], batch["mask"])
    parts = []
    for logits, name in zip(answers, ("tags", "entities", "cues", "sources"), strict=True):
        target = batch[name].flatten()
        flat = logits.float().flatten(0, 1)
        known = target != NO_LABEL
        parts.append(nn.functional.cross_entropy(flat[known], target[known]) if bool(known.any()) else flat.sum() * 0)
    loss = parts[0] + 0.2 * parts[1] + 0.3 * parts[2] + 0.3 * parts[3]
    return loss, [float(part.detach()) for part in parts]


def groups_of(net: Net, recipe: Recipe) -> list[dict[str, object]]:
    """Parameters by learning rate; the word embeddings stay as they are."""
    for parameter in net.encoder.embeddings.parameters():
        parameter.requires_grad = False
    layers = list(net.encoder.encoder.layer)
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "peak": recipe.rate * recipe.decay ** (len(layers) - 1 - depth)}
        for depth, layer in enumerate(layers)
    ]
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": heads, "peak": recipe.head_rate})
    return groups


def train(articles: Sequence[GoldArticle], base: Path, out: Path, recipe: Recipe, start: Path | None = None) -> Path:
    """Train, and write the averaged weights.

    Args:
        articles: Gold articles with the teacher's entities.
        base: The base model's folder.
        out: Folder for `net.pt` (a checkpoint every 100 steps) and `recipe.json`.
        recipe: How.
        start: Folder of the `net.pt` of an earlier round to go on from; the base model when there is none.

    Returns:
        The weights' path.
    """
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe)) + "\n", encoding="utf8")
    net = _network(base, start)
    if recipe.slim:
        net.take(_slimmed(net, articles, tokenizer, recipe))
    if recipe.rounded:
        round_linears(net)
    net.to(device).train()
    optimizer = torch.optim.AdamW(groups_of(net, recipe), lr=recipe.rate, weight_decay=0.01)
    average = Average(net, recipe.average)
    total = recipe.epochs * steps_an_epoch(articles, tokenizer, recipe)
    report = _Report(total)
    for epoch in range(recipe.epochs):
        for group in batches(examples(articles, tokenizer, recipe, chance), recipe.batch, chance):
            share = min(1.0, report.step / total)
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["peak"] * min(1.0, share / 0.06 + 0.01) * max(0.0, 1 - share)
            batch = {name: tensor.to(device) for name, tensor in tensors(group).items()}
            hide(batch, recipe.hidden, chance)
            with torch.autocast(device, dtype=torch.bfloat16):
                loss, parts = loss_of(net, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            average.update(net)
            report.tell(epoch, parts)
            if report.step % 100 == 0:
                torch.save(average.state, out / "net.pt")
    torch.save(average.state, out / "net.pt")
    return out / "net.pt"


def _network(base: Path, start: Path | None) -> Net:
    net = Net(base)
    if start is not None:
        net.take(torch.load(start / "net.pt", map_location="cpu", weights_only=True))
    return net


def _slimmed(net: Net, articles: Sequence[GoldArticle], tokenizer: Tokenizer, recipe: Recipe) -> State:
    """A network's weights with as few heads and units as the recipe says, judged on some of the articles."""
    chance = random.Random(recipe.seed)
    judged = examples(chance.sample(articles, min(JUDGED, len(articles))), tokenizer, recipe, chance)
    shown = (tensors(group) for group in batches(judged, 4, chance))
    heads, units = recipe.slim or (0, 0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return slimmed(net, shown, lambda net, batch: loss_of(net, batch)[0], heads, units)


class _Report:
    """Tells how far training is, and the running mean of the four losses."""

    def __init__(self, total: int) -> None:
        self.total, self.step, self.began = total, 0, time.monotonic()
        self._losses = [0.0] * 4

    def tell(self, epoch: int, parts: Sequence[float]) -> None:
        """Count one step; print every twenty-fifth."""
        self.step += 1
        kept = 0.97 if self.step > 1 else 0.0
        self._losses = [kept * old + (1 - kept) * new for old, new in zip(self._losses, parts, strict=True)]
        if self.step % 25 == 0:
            figures = " ".join(f"{loss:.3f}" for loss in self._losses)
            seconds = time.monotonic() - self.began
            print(f"epoch {epoch} step {self.step}/{self.total} {seconds:.0f}s loss {figures}", flush=True)  # noqa: T201
