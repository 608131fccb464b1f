"""The way from a source as written to a name, step by step, as a reader can follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefing.attribution.mention import FIRST, WHO, Mention
from briefing.attribution.referents import Referent, Tie
from briefing.attribution.standing import distance
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span, Step

_MOST = 4  # mentions that are passed on the way


class Trail:
    """Follows ties back through an article.

    Args:
        words: The article's words.
        ties: Its mentions with who they are.
    """

    def __init__(self, words: Words, ties: Mapping[Mention, Tie]) -> None:
        self._words = words
        self._ties = ties

    def steps(self, source: Sequence[Span], head: Mention | None, tie: Tie) -> list[Step]:
        """The source, every mention on the way, and where the name stands in full.

        Args:
            source: The source as written; empty when there is none.
            head: The mention that heads it.
            tie: Whom it was tied to.
        """
        steps = [Step(span=span) for span in source[:1]]
        mention, through, why = head, tie.via, tie.step
        while through is not None and len(steps) <= _MOST:
            steps.append(Step(span=self.span(through), how=why or self._how(mention, through)))
            before = self._ties.get(through)
            mention, through = through, before.via if before is not None and before.via is not through else None
            why = before.step if before is not None else ""
        if tie.referent.kind is not ActorKind.GOVERNMENT and not tie.referent.parts:
            steps.append(Step(span=self.span(tie.referent.proof), how=_full(tie.referent)))
        return once(steps)

    def span(self, mention: Mention) -> Span:
        """Where a mention stands."""
        return Span(self._words.all[mention.first].start, self._words.all[mention.last - 1].end)

    def _how(self, mention: Mention | None, through: Mention) -> str:
        """How a step is taken from one mention to another."""
        if mention is None:
            return ""
        if mention.kind == "pronoun":
            if mention.name in WHO:
                return "right before it"
            return "whoever is quoted" if mention.name in FIRST else distance(self._words, mention, through)
        if mention.named is through:
            return "the name beside it"
        return "described so before" if through.kind == "description" else "named before"


def _full(referent: Referent) -> str:
    """What the place is where a name stands in full."""
    if referent.kind is ActorKind.PERSON:
        return "the full name" if " " in referent.name else "the name"
    return "described so" if referent.kind is ActorKind.UNNAMED else "the name in full"


def once(steps: Iterable[Step]) -> list[Step]:
    """The steps without those that stay where the way has been; one that is part of the step before is none."""
    kept: list[Step] = []
    for step in steps:
        if any(step.span == other.span for other in kept):
            continue
        if kept and kept[-1].span.start <= step.span.start and step.span.end <= kept[-1].span.end and not step.how:
            continue
        kept.append(step)
    return kept
