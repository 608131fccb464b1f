"""From sources as written to speakers: "he", "the official" and "Ankara" become who they are in this article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing.attribution import cataphora, titles
from briefing.attribution.antecedents import Antecedents
from briefing.attribution.discourse import Discourse
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.holders import holders
from briefing.attribution.lexicon import listed
from briefing.attribution.mentions import FIRST, Mention, find_mentions
from briefing.attribution.metonyms import own_powers
from briefing.attribution.referents import Referent, Tie
from briefing.attribution.repeats import duplicates
from briefing.attribution.sources import SourceMentions, kind_of_phrase
from briefing.attribution.spokespeople import Principals
from briefing.attribution.steps import Trail, once
from briefing.attribution.words import Words
from briefing.model import ActorKind, Paragraph, RunnerUp, Span, Speaker

LEAST = 0.3  # under this nobody is named
_ROLES_WEIGHED = 60
_NO_ROLES = listed("man woman person boy girl child figure fellow guardian individual celebrity")


def resolve_speakers(
    text: str,
    paragraphs: Sequence[Paragraph],
    drafts: Sequence[Draft],
    entities: Sequence[Entity],
    quotations: Sequence[Span],
    *,
    metonyms: Mapping[str, str] | None = None,
    repeats: Sequence[int | None] | None = None,
    words: Words | None = None,
    antecedents: Antecedents | None = None,
) -> list[Speaker | None]:
    """Who each draft's source is, in the article's own fullest words; None when nothing is likely enough.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs; headlines and headings among them are read with less trust in capitals.
        drafts: The statements, in any order.
        entities: Names as the encoder found them.
        quotations: What stands in quotation marks.
        metonyms: The user's own places or nicknames → the name of who speaks there.
        repeats: For each draft the one that it repeats, as `duplicates` finds it; found here when not given.
        words: The article's words with its quotations, where they have been read already.
        antecedents: The mention head over the article; the rules decide alone without.
    """
    if not drafts:
        return []
    return _Resolver(
        text=text,
        words=Words(text, paragraphs, quotations) if words is None else words,
        drafts=drafts,
        entities=entities,
        metonyms=metonyms,
        repeats=duplicates(text, drafts) if repeats is None else repeats,
        antecedents=antecedents,
    ).speakers()


class _Resolver:
    """One article's speakers."""

    def __init__(
        self,
        *,
        text: str,
        words: Words,
        drafts: Sequence[Draft],
        entities: Sequence[Entity],
        metonyms: Mapping[str, str] | None,
        repeats: Sequence[int | None],
        antecedents: Antecedents | None,
    ) -> None:
        self._text, self._drafts = text, drafts
        self._words = words
        mentions = find_mentions(self._words, entities)
        extra = own_powers(metonyms)
        finder = SourceMentions(self._words, mentions, extra)
        self._heads = [finder.head(draft.source) for draft in drafts]
        self._discourse = Discourse(
            self._words,
            [*mentions, *finder.made],
            [head for head in self._heads if head is not None],
            extra,
            antecedents,
        )
        self._discourse.read()
        self._trail = Trail(self._words, self._discourse.ties)
        self._principals = Principals(self._words, self._discourse.ties)
        self._repeats = repeats

    def speakers(self) -> list[Speaker | None]:
        """One for each draft, in the drafts' order."""
        ties = [self._discourse.ties.get(head) if head is not None else None for head in self._heads]
        self._follow_on(ties)
        self._speak_for_oneself(ties)
        self._headlines(ties)
        named = cataphora.links(self._words, self._text, self._drafts, ties, self._discourse.referents)
        return [self._speaker(position, tie, named) for position, tie in enumerate(ties)]

    def _follow_on(self, ties: list[Tie | None]) -> None:
        """A quotation without cue or source goes on where the one before it in its paragraph stopped."""
        order = sorted(
            (i for i, draft in enumerate(self._drafts) if draft.content and draft.within is None),
            key=lambda i: self._drafts[i].content[0][0],
        )
        for before, here in pairwise(order):
            draft, earlier = self._drafts[here], self._drafts[before]
            tie = ties[before]
            if draft.source or tie is None or not self._follows(draft, earlier):
                continue
            ties[here] = Tie(
                tie.referent,
                tie.probability * 0.8,
                "the quotation follows one by the same source",
                self._heads[before],
                tie.runners,
                "the quotation goes on with the words of",
            )

    def _follows(self, draft: Draft, earlier: Draft) -> bool:
        """Whether a draft without a source goes on with what the one before it began."""
        if draft.cue and not self._text[draft.cue[0][0] : draft.cue[-1][1]].casefold().endswith("ing"):
            return False
        if not draft.cue and self._words.quoted(draft.content[0][0]) is None:
            return False
        start, end = min(earlier.content[-1][1], len(self._text)), draft.content[0][0]
        return end - start < 200 and "\n\n" not in self._text[start:end]

    def _speak_for_oneself(self, ties: list[Tie | None]) -> None:
        """Let "I" and "we" in a quotation be whoever is quoted."""
        own = {
            position: (head.name, self._words.all[head.first].start)
            for position, head in enumerate(self._heads)
            if head is not None and head.name in FIRST and head.kind == "pronoun"
        }
        around = holders(self._drafts, [at for _, at in own.values()])
        for position, (pronoun, at) in own.items():
            for other in around[at]:
                tie = ties[other]
                if other != position and tie is not None:
                    ties[position] = Tie(
                        tie.referent,
                        tie.probability * 0.93,
                        f"“{pronoun}” is whoever is quoted",
                        self._heads[other],
                        tie.runners,
                        "whoever is quoted",
                    )
                    break

    def _headlines(self, ties: list[Tie | None]) -> None:
        """A headline's or caption's bare "Official" is whoever makes the same claim in the article itself."""
        sources = self._sources_of_claims(ties)
        for position, head in enumerate(self._heads):
            tie = ties[position]
            if head is None or tie is None or tie.referent.kind is not ActorKind.UNNAMED or not self._is_bare(head):
                continue
            found = sources.get(self._claim(position))
            if found is not None and _may_be(head, found[0].referent):
                other, other_head = found
                ties[position] = Tie(
                    other.referent,
                    other.probability * 0.93,
                    "the same claim stands again in the article, with its source",
                    other_head,
                    step="the source of the same claim",
                )

    def _sources_of_claims(self, ties: Sequence[Tie | None]) -> dict[int, tuple[Tie, Mention]]:
        """The first source of each claim that is more than a bare noun."""
        found: dict[int, tuple[Tie, Mention]] = {}
        for position in sorted(range(len(self._drafts)), key=lambda i: (self._drafts[i].content or ((0, 0),))[0][0]):
            tie, head = ties[position], self._heads[position]
            if tie is not None and head is not None and not self._is_bare(head):
                found.setdefault(self._claim(position), (tie, head))
        return found

    def _claim(self, position: int) -> int:
        """The draft that first makes a draft's claim."""
        root = self._repeats[position]
        return position if root is None else root

    def _is_bare(self, head: Mention) -> bool:
        """Whether a source is a single noun without article or modifier."""
        return head.kind == "description" and head.last - head.first == 1

    def _speaker(self, position: int, tie: Tie | None, named: Mapping[Referent, cataphora.Link]) -> Speaker | None:
        if tie is None:
            return None
        referent, probability, how = tie.referent, tie.probability, tie.how
        source = self._spans(self._drafts[position].source)
        runners = [RunnerUp(name=_name(other), probability=round(chance, 3)) for other, chance in tie.runners]
        steps = self._trail.steps(source, self._heads[position], tie)
        role = _role(referent, self._clip(position))
        if link := named.get(referent):
            runners.insert(0, RunnerUp(name=_name(referent), probability=round(1 - link.probability, 3)))
            steps = once([*steps, *link.steps])
            described = referent.name
            referent, probability = link.referent, probability * link.probability
            own = _role(referent, None)
            role = f"{described}; {own}" if own else described
            how = f"{how}; {link.how}"
        if probability < LEAST:
            return None
        return Speaker(
            name=_name(referent),
            kind=_kind(referent),
            role=role,
            speaks_for=self._principals.of(referent, source),
            mentions=tuple(dict.fromkeys([*source, *(step.span for step in steps)])),
            steps=tuple(steps),
            how=how,
            probability=round(min(1.0, probability), 3),
            runners_up=tuple(runners[:3]),
        )

    def _clip(self, position: int) -> int | None:
        """Where a source that holds more than a name ends: a role is not read beyond it."""
        head, source = self._heads[position], self._drafts[position].source
        if head is None or not source or head.kind != "person":
            return None
        return source[-1][1] if source[-1][1] > self._words.all[head.last - 1].end else None

    def _spans(self, spans: Sequence[Span]) -> list[Span]:
        size = len(self._text)
        return [Span(max(0, s), min(e, size)) for s, e in spans if 0 <= s < e <= size]


def _name(referent: Referent) -> str:
    if referent.parts:
        names = [part.owned or part.name for part in referent.parts]
        return " and ".join([", ".join(names[:-1]), names[-1]])
    return f"{referent.name} (unnamed)" if _kind(referent) is ActorKind.UNNAMED else referent.name


def _kind(referent: Referent) -> ActorKind:
    if referent.kind is ActorKind.UNNAMED:
        return kind_of_phrase(referent.name)
    return referent.kind


def _may_be(head: Mention, other: Referent) -> bool:
    """Whether a headline's bare noun can mean whoever makes the claim below; several are not one who is named."""
    sense = head.description
    if sense is None or not sense.plural or other.plural or titles.is_body(sense.head):
        return True
    return any(titles.heads_agree(sense.head, known.head) for known in other.senses)


def _role(referent: Referent, clip: int | None) -> str | None:
    """What the article calls a speaker: the commonest of two words or more, else of any."""
    if referent.kind is ActorKind.GOVERNMENT:
        return "government"
    if referent.kind is ActorKind.UNNAMED:
        return referent.name
    roles = []
    for words, span, _ in referent.roles[:_ROLES_WEIGHED]:
        cut = span.end - clip if clip is not None and span.start < clip < span.end else 0
        role = words[: len(words) - cut].rstrip(" ,") if cut else words
        if role.casefold() not in _NO_ROLES:
            roles.append(role)
    counts = Counter(role.casefold() for role in roles)
    return max(roles, key=lambda role: (" " in role, counts[role.casefold()]), default=None)
