"""A trained network made slimmer: what matters least of its attention heads and inner units is taken out.

Method: one pass of gradients says what the loss would feel of each head and unit (Michel, Levy and Neubig, 2019, "Are
sixteen heads really better than one?"); the heads, and the units, that matter most over all layers stay. Nothing is
trained afterwards: up to a sixth of either, most of it in the last two layers, is not missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch
from torch import nn

from briefing.attribution.training.net import HEAD, Net

STEP = 64  # inner units come and go in such numbers, which processors multiply well

Batch = dict[str, torch.Tensor]
State = dict[str, torch.Tensor]


def slimmed(
    net: Net, batches: Iterable[Batch], loss: Callable[[Net, Batch], torch.Tensor], heads: int, units: int
) -> State:
    """The weights of a network without what matters least of it.

    Args:
        net: The whole network.
        batches: What to judge it on.
        loss: The loss of a batch.
        heads: So many attention heads stay, of all layers together.
        units: About so many inner units stay, likewise; each layer keeps a multiple of STEP.
    """
    of_heads, of_units = _importance(net, batches, loss)
    state = {name: value.clone() for name, value in net.state_dict().items()}
    for depth, kept in enumerate(_kept(of_heads, heads, 1)):
        rows = (kept[:, None] * HEAD + torch.arange(HEAD)).flatten()
        attention = f"encoder.encoder.layer.{depth}.attention"
        for part in ("query", "key", "value"):
            for kind in ("weight", "bias"):
                state[f"{attention}.self.{part}.{kind}"] = state[f"{attention}.self.{part}.{kind}"][rows]
        state[f"{attention}.output.dense.weight"] = state[f"{attention}.output.dense.weight"][:, rows]
    for depth, kept in enumerate(_kept(of_units, units, STEP)):
        layer = f"encoder.encoder.layer.{depth}"
        for kind in ("weight", "bias"):
            state[f"{layer}.intermediate.dense.{kind}"] = state[f"{layer}.intermediate.dense.{kind}"][kept]
        state[f"{layer}.output.dense.weight"] = state[f"{layer}.output.dense.weight"][:, kept]
    return state


def _importance(
    net: Net, batches: Iterable[Batch], loss: Callable[[Net, Batch], torch.Tensor]
) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """For each layer what the loss feels of each of its heads and units."""
    layers = list(net.encoder.encoder.layer)
    heads = [torch.ones(layer.attention.self.query.out_features // HEAD, requires_grad=True) for layer in layers]
    units = [torch.ones(layer.intermediate.dense.out_features, requires_grad=True) for layer in layers]
    hooks = []
    for layer, head, unit in zip(layers, heads, units, strict=True):
        hooks.append(layer.attention.self.register_forward_hook(_head_gate(head)))
        hooks.append(layer.intermediate.register_forward_hook(_unit_gate(unit)))
    net.eval()
    sums = [torch.zeros(len(gate)) for gate in (*heads, *units)]
    for batch in batches:
        found = torch.autograd.grad(loss(net, batch), [*heads, *units])
        sums = [total + part.abs() for total, part in zip(sums, found, strict=True)]
    for hook in hooks:
        hook.remove()
    return sums[: len(layers)], sums[len(layers) :]


def _head_gate(gate: torch.Tensor) -> Callable[..., tuple[torch.Tensor, ...]]:
    def hook(_: nn.Module, __: object, out: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        return (out[0] * gate.repeat_interleave(HEAD), *out[1:])

    return hook


def _unit_gate(gate: torch.Tensor) -> Callable[..., torch.Tensor]:
    def hook(_: nn.Module, __: object, out: torch.Tensor) -> torch.Tensor:
        return out * gate

    return hook


def _kept(importance: Sequence[torch.Tensor], count: int, step: int) -> list[torch.Tensor]:
    """For each layer the positions of what stays, in order: the most important of all layers together."""
    least = torch.cat(list(importance)).sort(descending=True).values[count - 1]
    kept = []
    for layer in importance:
        most = max(step, step * round(int((layer >= least).sum()) / step))
        kept.append(layer.topk(most).indices.sort().values)
    return kept
