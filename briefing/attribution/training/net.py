"""The network: a small BERT with tag, link and entity heads.

Method: token tagging and two bilinear pointers in one pass. The pointers follow Dozat and Manning (2017), "Deep
biaffine attention for neural dependency parsing", reduced to a scaled dot product.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from briefing.attribution.pieces import FEATURES
from briefing.attribution.training.labels import ENTITY_KINDS, TAGS

POINTER = 128
HEAD = 32  # width of an attention head


class Net(nn.Module):  # type: ignore[misc, unused-ignore]
    """The encoder and its heads.

    Args:
        base: Folder of the base model, in the layout of `transformers`.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False)
        self.encoder.config.attention_probs_dropout_prob = 0.0
        for module in self.encoder.modules():
            if type(module).__name__.endswith("SelfAttention"):
                module.dropout.p = 0.0
        width = self.encoder.config.hidden_size
        self.features = nn.Embedding(FEATURES, width)
        nn.init.zeros_(self.features.weight)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.entities = nn.Linear(width, 2 * len(ENTITY_KINDS) + 1)
        self.pointers = nn.Linear(width, 4 * POINTER)

    def take(self, state: Mapping[str, torch.Tensor]) -> None:
        """Take weights, and with them the shapes of its layers, which `slim` changes."""
        for name, module in self.named_modules():
            if isinstance(module, nn.Linear):
                module.weight = nn.Parameter(torch.empty_like(state[f"{name}.weight"]))
                module.bias = nn.Parameter(torch.empty_like(state[f"{name}.bias"]))
                module.out_features, module.in_features = module.weight.shape
        self.load_state_dict(state)

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Read a batch of windows.

        Args:
            ids: Vocabulary numbers, shape (batch, length).
            features: Feature codes, same shape.
            mask: 1 for pieces, 0 for padding, same shape.

        Returns:
            Logits of tags (batch, length, 7), of entities (batch, length, 9), and of the two pointers
            (batch, length, length): content to cue, cue to source, position 0 meaning "none".
        """
        words = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        parts = self.pointers(hidden).split(POINTER, dim=-1)
        closed = (1 - mask[:, None, :].to(hidden.dtype)) * -1e4
        to_cue = parts[0] @ parts[1].transpose(1, 2) / POINTER**0.5 + closed
        to_source = parts[2] @ parts[3].transpose(1, 2) / POINTER**0.5 + closed
        return self.tags(hidden), self.entities(hidden), to_cue, to_source
