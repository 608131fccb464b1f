"""Fit the mention head to GUM's gold coreference, on top of an encoder that stays as it is.

The questions it learns from are those that a reader of the article meets: the same rules find the mentions and walk
through the document, and at every pronoun and description the earlier mentions that come into question are written
down with whether they stand for the same entity. On the first walk every question is answered by the annotators, on
the second by what was learnt from the first, so that the head sees its own mistakes (after Ross, Gordon and Bagnell,
2011, "A reduction of imitation learning and structured prediction to no-regret online learning").
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from briefing.attribution.antecedents import OWN, PAIR, Antecedents, Candidate, Scene
from briefing.attribution.discourse import Discourse
from briefing.attribution.encoder import Encoder, Floats, Reading
from briefing.attribution.mention import IT, Mention
from briefing.attribution.ranking import FILE, Figures, Head, Odds
from briefing.attribution.training.graph import tell_hidden, tell_mentions
from briefing.attribution.training.stories import Story, held_back, read_stories
from briefing.attribution.words import Words

WIDTH = 32  # figures that the encoder tells of a word
HIDDEN = 48
EPOCHS, BATCH, RATE = 8, 64, 2e-3
FOLDS = 4
_CLOSED = -1e4

Asked = Callable[[Mention, Sequence[Candidate], Figures], Odds]


class Question(NamedTuple):
    """A mention, its candidates as the head sees them, and which of them are right."""

    figures: Figures
    right: tuple[bool, ...]


class Recorder(Antecedents):
    """A head that writes every question down and lets somebody else answer it."""

    eager = True

    def __init__(self, words: Words, reading: Reading, answer: Asked) -> None:
        super().__init__(words, reading, None)
        self._answer = answer

    def odds(self, mention: Mention, candidates: Sequence[Candidate], scene: Scene) -> Odds:
        """Have the question answered."""
        if not candidates:
            return Odds([], 1.0)
        return self._answer(mention, candidates, self.figures(mention, candidates, scene))


class Network(nn.Module):  # type: ignore[misc, unused-ignore]
    """What `Head` computes, as something that learns, with what the encoder is to tell of a word before it."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.told = nn.Linear(hidden, WIDTH)
        self.pair = nn.Linear(PAIR + OWN + 3 * WIDTH, HIDDEN)
        self.pair_out = nn.Linear(HIDDEN, 1)
        self.none = nn.Linear(OWN + WIDTH, HIDDEN)
        self.none_out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Scores of each candidate, and in the last column of none of them; shape (batch, candidates + 1)."""
        told = self.drop(torch.tanh(self.told(batch.words)))
        here, there = told[:, :1], told[:, 1:]
        count = there.shape[1]
        own = batch.own[:, None].expand(-1, count, -1)
        seen = torch.cat([batch.pairs, own, there, here.expand(-1, count, -1), there * here], dim=-1)
        scores = self.pair_out(self.drop(torch.relu(self.pair(seen))))[..., 0].masked_fill(~batch.open, _CLOSED)
        alone = torch.cat([batch.own, here[:, 0]], dim=-1)
        return torch.cat([scores, self.none_out(self.drop(torch.relu(self.none(alone))))], dim=1)

    def head(self, temperature: float = 1.0) -> Head:
        """The weights as the package reads them."""
        pair, alone = self.pair.weight.detach().T.numpy(), self.none.weight.detach().T.numpy()
        pairs = np.split(pair, np.cumsum([PAIR, OWN, WIDTH, WIDTH]))
        constants = [self.pair_out.bias.item(), self.none_out.bias.item(), temperature]
        return Head(
            pair=pairs[0],
            pair_own=pairs[1],
            pair_there=pairs[2],
            pair_here=pairs[3],
            pair_both=pairs[4],
            pair_bias=self.pair.bias.detach().numpy(),
            pair_out=self.pair_out.weight.detach().numpy()[0],
            none_own=alone[:OWN],
            none_here=alone[OWN:],
            none_bias=self.none.bias.detach().numpy(),
            none_out=self.none_out.weight.detach().numpy()[0],
            constants=np.array(constants, dtype=np.float32),
        )

    def narrowed(self, words: Floats) -> Floats:
        """What the encoder will tell of words, from their whole hidden vectors."""
        weight, bias = self.told.weight.detach().numpy(), self.told.bias.detach().numpy()
        return np.asarray(words @ weight.T + bias, dtype=np.float32)


class Batch(NamedTuple):
    """Questions as tensors, filled up to the same number of candidates."""

    pairs: torch.Tensor
    own: torch.Tensor
    words: torch.Tensor
    open: torch.Tensor
    right: torch.Tensor


def questions(story: Story, answer: Asked | None = None) -> list[Question]:
    """Every question that a document asks.

    Args:
        story: The document.
        answer: Who answers; the annotators when nobody is given.
    """
    found: list[Question] = []

    def noted(mention: Mention, candidates: Sequence[Candidate], figures: Figures) -> Odds:
        entity = story.entity(mention)
        right = [entity is not None and story.entity(one.mention) == entity for one in candidates]
        found.append(Question(figures, tuple(right)))
        if answer is not None:
            return answer(mention, candidates, figures)
        first = right.index(True) if any(right) else -1
        return Odds([float(at == first) for at in range(len(right))], float(first < 0))

    taken = {mention.first for mention in story.mentions if mention.kind == "pronoun"}
    its = [  # the rules look at "it" only where it is a source, which is too seldom to learn from
        Mention(number, number + 1, "pronoun", word.low, reach=number + 1)
        for number, word in enumerate(story.words.all)
        if word.low in IT and number not in taken
    ]
    recorder = Recorder(story.words, story.reading, noted)
    Discourse(story.words, [*story.mentions, *its], story.sources, antecedents=recorder).read()
    return found


def batch_of(asked: Sequence[Question]) -> Batch:
    """Questions as tensors."""
    most = max(len(one.right) for one in asked)
    hidden = asked[0].figures.words.shape[1]
    pairs = np.zeros((len(asked), most, PAIR), np.float32)
    words = np.zeros((len(asked), most + 1, hidden), np.float32)
    opened, right = (np.zeros((len(asked), most), bool) for _ in range(2))
    for row, (figures, labels) in enumerate(asked):
        count = len(labels)
        pairs[row, :count], words[row, : count + 1] = figures.pairs, figures.words
        opened[row, :count], right[row, :count] = True, labels
    own = np.stack([one.figures.own for one in asked])
    return Batch(*(torch.from_numpy(array) for array in (pairs, own, words, opened, right)))


def fit(asked: Sequence[Question], seed: int) -> Network:
    """Learn from questions: the right candidates together are to be likely, or none where there are none."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # so small a network only waits for more
    net = Network(asked[0].figures.words.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    steps = EPOCHS * -(-len(asked) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1, (step + 1) / 50) * (1 - step / steps))
    net.train()
    for _ in range(EPOCHS):
        order = torch.randperm(len(asked)).tolist()
        for at in range(0, len(order), BATCH):
            loss = _loss(net, [asked[number] for number in order[at : at + BATCH]])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def _loss(net: Network, asked: Sequence[Question], temperature: float = 1.0) -> torch.Tensor:
    batch = batch_of(asked)
    scores = net(batch) / temperature
    wanted = torch.cat([batch.right, ~batch.right.any(dim=1, keepdim=True)], dim=1)
    return (torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~wanted, _CLOSED), 1)).mean()


def temperature_of(asked: Sequence[Sequence[Question]], seed: int) -> float:
    """The temperature that suits best, each question judged by a network that saw no other of its document.

    Args:
        asked: The questions of each document.
        seed: Of every choice.
    """
    judged = []
    for fold in range(FOLDS):
        others = [one for number, each in enumerate(asked) for one in each if number % FOLDS != fold]
        own = [one for number, each in enumerate(asked) for one in each if number % FOLDS == fold]
        judged.append((fit(others, seed), own))
    with torch.no_grad():
        losses = {
            temperature: sum(float(_loss(net, own, temperature)) * len(own) for net, own in judged)
            for temperature in np.arange(0.8, 2.01, 0.05).tolist()
        }
    return float(min(losses, key=lambda temperature: losses[temperature]))


def train(folder: Path, data: Path, seed: int = 7, told: Callable[[str], None] = print) -> str:
    """Fit the head and write it, with what the encoder is to tell for it, into a folder of weights.

    Args:
        folder: GUM's `.conllu` files, at any depth.
        data: The folder of `encoder.onnx`; the package's data folder in the end.
        seed: Of every choice.
        told: Takes a line about how far it is.

    Returns:
        The SHA-256 of `encoder.onnx`, which but for one more output computes what it did.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("encoder.onnx", "tokenizer.json"):
            shutil.copy(data / name, scratch)
        tell_hidden(Path(scratch) / "encoder.onnx")
        names = {file.stem for file in folder.rglob("*.conllu")}
        stories = list(read_stories(folder, Encoder(Path(scratch)), names - held_back(names)))
    taught = [[one for one in questions(story) if one.right] for story in stories]
    told(f"{len(stories)} documents, {sum(map(len, taught))} questions")
    net = fit([one for each in taught for one in each], seed)
    own = [[one for one in questions(story, _answers(net)) if one.right] for story in stories]
    both = [[*first, *second] for first, second in zip(taught, own, strict=True)]
    temperature = temperature_of(both, seed)
    net = fit([one for each in both for one in each], seed)
    told(f"temperature {temperature:.2f}")
    np.savez(data / FILE, **{name: part.astype(np.float16) for name, part in net.head(temperature)._asdict().items()})
    return tell_mentions(data / "encoder.onnx", net.told.weight.detach().T.numpy(), net.told.bias.detach().numpy())


def _answers(net: Network) -> Asked:
    """Answers of a network in training, which reads whole hidden vectors."""
    head = net.head()

    def answer(_: Mention, __: Sequence[Candidate], figures: Figures) -> Odds:
        return head.odds(figures._replace(words=net.narrowed(figures.words)))

    return answer
