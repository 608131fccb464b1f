"""Readings without a model: what an encoder would say of a text whose statements are marked in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np
from tokenizers import Tokenizer

from briefing.attribution.encoder import BEST, NONE, Reading
from briefing.attribution.pieces import cut
from briefing.attribution.training.gold import GoldArticle
from briefing.attribution.training.labels import label

SURE = 0.97


@cache
def tokenizer() -> Tokenizer:
    path = resources.files("briefing.attribution").joinpath("data", "tokenizer.json")
    found = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    found.no_padding()
    found.no_truncation()
    return found


def reading_of(article: GoldArticle, *, unlinked: Iterable[str] = (), untagged: Iterable[str] = ()) -> Reading:
    """The reading of an encoder that is sure and right, but for some words.

    Args:
        article: A marked article.
        unlinked: Words whose content points to no cue.
        untagged: Words that are taken for none of source, cue and content.
    """
    pieces = cut(article.text, tokenizer())
    labels = label(article, pieces)
    count = len(pieces.ids)
    tags = np.full((count, 7), (1 - SURE) / 6, dtype=np.float32)
    tags[np.arange(count), labels.tags] = SURE
    cues, sources = (np.full((count, BEST), NONE, dtype=np.int64) for _ in range(2))
    cue_odds, source_odds = (np.zeros((count, BEST), dtype=np.float32) for _ in range(2))
    cue_odds[:, 0] = source_odds[:, 0] = SURE
    cues[:, 0] = np.where(labels.cues >= 0, labels.cues, NONE)
    sources[:, 0] = np.where(labels.sources >= 0, labels.sources, NONE)
    for words, change in ((unlinked, "link"), (untagged, "tag")):
        for word in words:
            start = article.text.index(word)
            held = (pieces.starts >= start) & (pieces.ends <= start + len(word)) & (pieces.ends > pieces.starts)
            if change == "link":
                cues[held, 0] = NONE
            else:
                tags[held] = (1 - SURE) / 6
                tags[held, 0] = SURE
    entities = np.zeros((count, 9), dtype=np.float32)
    entities[:, 0] = 1
    return Reading(pieces, tags, entities, cues, cue_odds, sources, source_odds)
