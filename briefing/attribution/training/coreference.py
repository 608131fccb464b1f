"""GUM's gold coreference: for every mention of an entity in a document, where it stands and whom it stands for.

The corpus marks entities in the MISC column of its CoNLL-U files: `Entity=(3-person-giv:act-…` opens a mention of
entity 3 at a token, `3)` closes it, and mentions of one number in one document are one entity (Zeldes 2017; "The GUM
corpus: creating multilayer resources in the classroom").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.attribution.training.gum import Token, read_document, statements_of
from briefing.model import Span

_ENTITY = re.compile(r"\bEntity=([^|\s]+)")
_MARK = re.compile(r"\((?P<opened>[^()]+)(?P<alone>\))?|(?P<closed>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One mention of an entity.

    Attributes:
        span: Its code points.
        head: Those of the word that heads it.
        entity: The number of its entity in the document.
        kind: What sort of entity the corpus says it is ("person", "organization", "place" …).
    """

    span: Span
    head: Span
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of the corpus with what its annotators say of who is who.

    Attributes:
        id: Its name.
        text: Its text.
        mentions: Every mention, in the order of their heads.
        sources: The words that name the source of each attribution relation that has one.
    """

    id: str
    text: str
    mentions: tuple[GoldMention, ...]
    sources: tuple[tuple[Span, ...], ...]

    def entity_at(self, start: int, end: int) -> str | None:
        """The entity that some words stand for; None when they are no mention.

        Of the mentions whose head stands in the words, the one that shares most with them: of "the minister of the
        interior" the minister, not the interior, and of "Doe and Roe" either of the two by name.
        """
        held = [m for m in self.mentions if start <= m.head.start and m.head.end <= end]
        return max(held, key=lambda m: _shared(m.span, Span(start, end))).entity if held else None


def _shared(one: Span, other: Span) -> float:
    """How much two spans share of what either covers."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return common / (one.end - one.start + other.end - other.start - common)


def read_coreference(folder: Path) -> Iterator[GoldDocument]:
    """Every document of a folder of `.conllu` files at any depth, by name."""
    for file in sorted(folder.rglob("*.conllu"), key=lambda file: file.stem):
        conllu = file.read_text(encoding="utf8")
        document = read_document(conllu)
        mentions = tuple(_mentions(conllu, document.tokens))
        spoken = tuple(tuple(Span(*span) for span in one["source"]) for one in statements_of(document) if one["source"])
        yield GoldDocument(file.stem, document.text, mentions, spoken)


def _mentions(conllu: str, tokens: Sequence[Token]) -> list[GoldMention]:
    """The mentions of a document; one that is written in several parts is several."""
    rows = (line.split("\t") for line in conllu.splitlines() if line and not line.startswith("#"))
    marks = [row[9] for row in rows if row[0].isdigit()]
    open_at: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    found: list[GoldMention] = []
    for index, (misc, _) in enumerate(zip(marks, tokens, strict=True)):
        written = _ENTITY.search(misc)
        for mark in _MARK.finditer(written[1]) if written else ():
            if mark["closed"]:
                number = mark["closed"]
                first, kind = open_at[number].pop() if open_at[number] else (index, "")
            else:
                number, kind = mark["opened"].split("-")[:2]
                first = index
                if not mark["alone"]:
                    open_at[number].append((index, kind))
                    continue
            if kind:
                found.append(_mention(tokens, first, index, number.partition("[")[0], kind))
    return sorted(found, key=lambda mention: (mention.head, mention.span))


def _mention(tokens: Sequence[Token], first: int, last: int, entity: str, kind: str) -> GoldMention:
    def governed_inside(at: int) -> bool:
        head = tokens[at].head
        return head is not None and first <= head <= last

    top = next((at for at in range(first, last + 1) if not governed_inside(at)), last)
    return GoldMention(
        Span(tokens[first].start, tokens[last].end), Span(tokens[top].start, tokens[top].end), entity, kind
    )
