"""GUM's documents as the rules for speakers read them, beside what its annotators say of who is who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.attribution.attribute import lines_of
from briefing.attribution.encoder import Encoder, Reading
from briefing.attribution.entities import entities_of
from briefing.attribution.mention import Mention
from briefing.attribution.mentions import find_mentions
from briefing.attribution.sources import SourceMentions
from briefing.attribution.training.coreference import GoldDocument, read_coreference
from briefing.attribution.words import Words
from briefing.model import Span

GUARD = ("GUM_interview_", "GUM_speech_", "GUM_court_")  # nothing is learnt from these genres
HELD = 5  # nor from every fifth document of the others


class Story(NamedTuple):
    """A document read: its words, its mentions with the entity each stands for, and those that are sources."""

    gold: GoldDocument
    words: Words
    reading: Reading
    mentions: tuple[Mention, ...]
    sources: tuple[Mention, ...]

    def entity(self, mention: Mention) -> str | None:
        """The entity that a mention stands for, as the annotators say; None when they say nothing."""
        words = self.words.all
        return self.gold.entity_at(words[mention.first].start, words[mention.last - 1].end)


def held_back(names: Iterable[str]) -> frozenset[str]:
    """The documents that nothing is learnt from: three genres, and every fifth of the others by name."""
    ordered = sorted(names)
    others = [name for name in ordered if not name.startswith(GUARD)]
    return frozenset({*others[::HELD], *(name for name in ordered if name.startswith(GUARD))})


def read_stories(folder: Path, encoder: Encoder, names: Collection[str]) -> Iterator[Story]:
    """The documents of these names, read.

    Args:
        folder: The corpus' `.conllu` files, at any depth.
        encoder: Reads them.
        names: Files' names without their ending.
    """
    for gold in read_coreference(folder):
        if gold.id in names:
            yield read_story(gold, encoder.read(gold.text))


def read_story(gold: GoldDocument, reading: Reading) -> Story:
    """A document as the rules for speakers see it, its gold sources as the sources."""
    quotations = [Span(quotation.start, quotation.end) for quotation in reading.pieces.quotations]
    words = Words(gold.text, lines_of(gold.text), quotations)
    mentions = find_mentions(words, entities_of(gold.text, reading))
    finder = SourceMentions(words, mentions)
    heads = [finder.head(source) for source in gold.sources]
    return Story(gold, words, reading, (*mentions, *finder.made), tuple(head for head in heads if head is not None))
