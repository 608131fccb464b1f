"""Training for eight bits: matrix products are rounded while training as the shipped file rounds them.

Method: quantisation-aware training with straight-through gradients (Jacob et al., 2018, "Quantization and training of
neural networks for efficient integer-arithmetic-only inference"), for the scheme that onnxruntime's dynamic
quantisation computes in: weights by output channel, symmetric, 8 bits; activations by tensor, asymmetric, 8 bits.
"""

from __future__ import annotations

import torch
from torch import nn


class RoundedLinear(nn.Linear):  # type: ignore[misc, unused-ignore]
    """A linear layer that computes with rounded weights and inputs, and learns as if they were not."""

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Apply the layer."""
        return nn.functional.linear(_rounded_inputs(inputs), _rounded_weights(self.weight), self.bias)


def round_linears(net: nn.Module) -> None:
    """Make every linear layer of a network a rounded one; its parameters stay the same objects."""
    for module in net.modules():
        if type(module) is nn.Linear:
            module.__class__ = RoundedLinear


def _rounded_weights(weights: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        scale = weights.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        rounded = (weights / scale).round().clamp(-127, 127) * scale
    return weights + (rounded - weights).detach()


def _rounded_inputs(inputs: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        values = inputs.float()
        low, high = values.amin().clamp_max(0), values.amax().clamp_min(0)
        scale = ((high - low) / 255).clamp_min(1e-8)
        zero = (-low / scale).round()
        rounded = ((values / scale + zero).round().clamp(0, 255) - zero) * scale
    return inputs + (rounded.to(inputs.dtype) - inputs).detach()
