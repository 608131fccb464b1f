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

from briefing.attribution.pieces import CLS, cut, windows
from briefing.attribution.training.augment import varied
from briefing.attribution.training.gold import GoldArticle
from briefing.attribution.training.labels import NO_LABEL, NOWHERE, Example, label
from briefing.attribution.training.net import Net


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
        seed: Of every choice.
    """

    epochs: int = 4
    batch: int = 12
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    average: float = 0.996
    seed: int = 7


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


def examples(articles: Sequence[GoldArticle], tokenizer: Tokenizer, chance: random.Random | None) -> list[Example]:
    """Windows with labels; with `chance`, of fresh variants of the articles."""
    made = []
    for article in articles:
        shown = varied(article, chance) if chance is not None else article
        pieces = cut(shown.text, tokenizer)
        labels = label(shown, pieces)
        made += [Example(pieces, labels, window) for window in windows(pieces) if window.end - window.start > 4]
    return made


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


def loss_of(net: Net, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, list[float]]:
    """The weighted loss of one batch, and its four parts."""
    tags, entities, to_cue, to_source = net(batch["ids"], batch["features"], batch["mask"])
    parts = []
    for logits, name in ((tags, "tags"), (entities, "entities"), (to_cue, "cues"), (to_source, "sources")):
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


def train(articles: Sequence[GoldArticle], base: Path, out: Path, recipe: Recipe) -> Path:
    """Train, and write the averaged weights.

    Args:
        articles: Gold articles with the teacher's entities.
        base: The base model's folder.
        out: Folder for `net.pt` (a checkpoint every 100 steps) and `recipe.json`.
        recipe: How.

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
    net = Net(base).to(device).train()
    optimizer = torch.optim.AdamW(groups_of(net, recipe), lr=recipe.rate, weight_decay=0.01)
    average = Average(net, recipe.average)
    steps_an_epoch = -(-len(examples(articles, tokenizer, None)) // recipe.batch)
    total, step, began = steps_an_epoch * recipe.epochs, 0, time.monotonic()
    running = [0.0] * 4
    for epoch in range(recipe.epochs):
        for group in batches(examples(articles, tokenizer, chance), recipe.batch, chance):
            share = min(1.0, step / total)
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["peak"] * min(1.0, share / 0.06 + 0.01) * max(0.0, 1 - share)
            batch = {name: tensor.to(device) for name, tensor in tensors(group).items()}
            with torch.autocast(device, dtype=torch.bfloat16):
                loss, parts = loss_of(net, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            average.update(net)
            step += 1
            running = [0.97 * a + 0.03 * b if step > 1 else b for a, b in zip(running, parts, strict=True)]
            if step % 25 == 0:
                figures = " ".join(f"{part:.3f}" for part in running)
                print(f"epoch {epoch} step {step}/{total} {time.monotonic() - began:.0f}s loss {figures}", flush=True)  # noqa: T201
            if step % 100 == 0:
                torch.save(average.state, out / "net.pt")
    torch.save(average.state, out / "net.pt")
    return out / "net.pt"
