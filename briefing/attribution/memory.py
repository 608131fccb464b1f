"""What has been read of an article so far: who was mentioned, who spoke last, who may be meant."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.attribution.antecedents import Antecedents, Candidate, Scene, Verdict
from briefing.attribution.bodies import Bodies
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import Mention
from briefing.attribution.metonyms import Power
from briefing.attribution.referents import CROWD, Referent, Tie, gather_people, learn_genders
from briefing.attribution.standing import standing_of
from briefing.attribution.words import Words
from briefing.model import ActorKind

MEMORY = 60  # mentions back that a pronoun or description can reach
LONGEST = 40  # words of a mention that are said back
CLEAR = 0.75  # what the rules tie with this probability is no matter for the mention head
RULES = 0.3  # weight of the rules beside the mention head's, where both speak
NOBODY = 0.12  # weight of "none of these": keeps a lone weak candidate from certainty
FURTHEST = 6  # sentences back that a pronoun reaches
_NEARNESS = (1.0, 0.8, 0.45, 0.25, 0.15, 0.1, 0.08)  # by how many sentences apart two mentions are
ON = 3.5  # how much likelier "he added" is who spoke last
SHARPER = 1.5  # the power that makes weights differ as much as the likelihoods do
BODIES = frozenset([ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.GROUP])
_GOING_ON = listed("added adds adding continued continues continuing")
_NOBODIES = listed("one nobody anyone anybody everyone everybody someone somebody no-one nothing none")


class Heard(NamedTuple):
    """Who spoke last, and where."""

    referent: Referent
    sentence: int
    paragraph: int


def nobody(referent: Referent) -> bool:
    """Whether a referent is nobody in particular ("no one", "anyone")."""
    sense = referent.proof.description
    return sense is not None and sense.head in _NOBODIES


def blended(verdict: Verdict, weights: Mapping[Referent, tuple[float, Mention]]) -> Verdict:
    """The mention head's verdict and the rules' weights together."""
    total = sum(weight for weight, _ in weights.values()) + NOBODY
    chances = {referent: (1 - RULES) * chance for referent, chance, _ in verdict.ranked}
    through = {referent: mention for referent, _, mention in verdict.ranked}
    for referent, (weight, mention) in weights.items():
        chances[referent] = chances.get(referent, 0.0) + RULES * weight / total
        through.setdefault(referent, mention)
    ranked = [(referent, chance, through[referent]) for referent, chance in chances.items()]
    return Verdict(sorted(ranked, key=lambda one: -one[1]), 1 - sum(chances.values()))


def _candidate(mention: Mention, tie: Tie) -> Candidate:
    """A mention as one that a later one may go back to; what goes back to nothing stands for itself for certain."""
    alone = tie.via is None and not tie.runners
    return Candidate(mention, tie.referent, 1.0 if alone else tie.probability, tie.runners)


class Memory:
    """What has been read so far.

    Args:
        words: The article's words.
        mentions: Its mentions.
        sources: Those that are sources of statements.
        extra: The reader's own places, as `own_powers` gives them.
        antecedents: The mention head over this article; None to go by rules alone.

    Attributes:
        ties: Every mention with the referent it was tied to.
        referents: Everybody mentioned, in order of their first mention.
    """

    def __init__(
        self,
        words: Words,
        mentions: Sequence[Mention],
        sources: Iterable[Mention],
        extra: Mapping[str, Power] | None = None,
        antecedents: Antecedents | None = None,
    ) -> None:
        self._words = words
        self._antecedents = antecedents
        self._mentions = sorted(mentions, key=lambda mention: (mention.first, -mention.last))
        self._sources = set(sources)
        self._recent: deque[Mention] = deque(maxlen=MEMORY)
        self._bodies = Bodies(extra)
        self._pairs: dict[frozenset[Referent], Referent] = {}
        self._heard: Heard | None = None
        self._spoken: set[Referent] = set()
        self._latest: dict[Referent, int] = {}
        self._standings: dict[Mention, float] = {}
        self.ties: dict[Mention, Tie] = gather_people(words, self._mentions)
        self.referents: list[Referent] = []
        learn_genders(words, self._mentions, self.ties)
        self._titled: defaultdict[str, list[Referent]] = defaultdict(list)
        for referent in dict.fromkeys(tie.referent for tie in self.ties.values()):
            self.entitle(referent)

    def entitle(self, referent: Referent) -> None:
        """Let somebody named be found by each noun that the article calls them by, wherever it does."""
        for head in dict.fromkeys(sense.head for sense in referent.senses):
            if len(self._titled[head]) < CROWD and referent not in self._titled[head]:
                self._titled[head].append(referent)

    def _of(self, members: tuple[Referent, ...], mention: Mention) -> Referent:
        """The referent that some others make up."""
        key = frozenset(members)
        known = self._pairs.get(key)
        if known is None:
            known = Referent(ActorKind.GROUP, mention.name, mention, plural=True, parts=members)
            self._pairs[key] = known
        return known

    def _written(self, mention: Mention) -> str:
        return self._words.slice(mention.first, min(mention.last, mention.first + LONGEST))

    def _is_asked(self, tie: Tie | None) -> bool:
        """Whether the mention head is asked, after the rules found a tie or none."""
        if self._antecedents is None:
            return False
        return tie is None or tie.probability < CLEAR or self._antecedents.eager

    def _matters(self, mention: Mention) -> bool:
        """Whether it is worth the mention head's time whom a description or "they" stands for."""
        return mention in self._sources or (self._antecedents is not None and self._antecedents.eager)

    def _asked(self, mention: Mention, able: Callable[[Referent], bool]) -> Verdict:
        """What the mention head says of whom a mention may stand for, among those that can be meant at all."""
        assert self._antecedents is not None
        ties = ((earlier, self.ties[earlier]) for earlier in reversed(self._recent))
        candidates = (_candidate(earlier, tie) for earlier, tie in ties if able(tie.referent))
        heard = self._heard.referent if self._heard else None
        return self._antecedents.verdict(mention, candidates, Scene(heard, self._spoken, self._sources))

    def _likeliest(self, verdict: Verdict, how: str) -> Tie | None:
        """The likeliest of those whom a mention may stand for; None when nobody is likely enough."""
        if not verdict.ranked:
            return None
        (best, chance, through), *rest = verdict.ranked[:4]
        if chance < 0.2:
            return None
        runners = tuple((referent, other) for referent, other, _ in rest if other > 0.05)
        return Tie(best, chance, f"{how} “{self._written(through)}”", through, runners)

    def _is_mere_place(self, referent: Referent) -> bool:
        """Whether a referent is a town or region that nobody has let speak in this article."""
        mere = referent.proof.kind == "place" and referent.kind is ActorKind.ORGANISATION
        return mere and referent not in self._spoken

    def _weights(self, mention: Mention, suits: Callable[[Referent], float]) -> dict[Referent, tuple[float, Mention]]:
        """How likely each recent referent is meant: nearness, standing in its sentence, having just spoken."""
        here = self._words.all[mention.first]
        quoted = self._words.quoted(here.start) is not None
        since = self._speaks_from(mention) if not quoted else here.sentence
        heard = self._heard.referent if self._heard and here.paragraph - self._heard.paragraph <= 2 else None
        later = since - self._heard.sentence if self._heard else 0
        spoke = 2.2 if later <= 0 and mention in self._sources else 1.6 if later <= 3 else 1.2
        spoke = ON if later <= 3 and self._goes_on(mention) else spoke
        fits: dict[Referent, float] = {}
        weights: dict[Referent, tuple[float, Mention]] = {}
        ties, every, standings = self.ties, self._words.all, self._standings
        for earlier in reversed(self._recent):
            referent = ties[earlier].referent
            fit = fits.get(referent)
            if fit is None:
                fit = fits[referent] = suits(referent)
            word = every[earlier.first]
            distance = since - word.sentence
            if distance > FURTHEST:
                break
            if not fit or earlier.last > mention.first:
                continue
            standing = standings.get(earlier)
            if standing is None:
                standing = standings[earlier] = standing_of(self._words, earlier)
            weight = fit * standing * (_NEARNESS[distance] if distance > 0 else 1.0)
            if word.paragraph != here.paragraph:
                weight *= 0.8
            if not quoted and self._words.quoted(word.start):
                weight *= 0.25
            if referent is heard:
                weight *= spoke
            before = weights.get(referent)
            if before is None:
                weights[referent] = (weight, earlier)
            else:
                weights[referent] = (max(weight, before[0]) + 0.25 * min(weight, before[0]), before[1])
        return {referent: (weight**SHARPER, earlier) for referent, (weight, earlier) in weights.items()}

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a verb tells that a source goes on speaking ("he added")."""
        if mention not in self._sources:
            return False
        beside = (mention.first - 1, mention.last, mention.last + 1)
        return any(0 <= n < len(self._words.all) and self._words.all[n].low in _GOING_ON for n in beside)

    def _speaks_from(self, mention: Mention) -> int:
        """The sentence that a mention is counted from: the paragraph's first when a quotation opens it."""
        here = self._words.all[mention.first]
        opening = self._words.lines[here.paragraph].start
        first = self._words.at(opening)
        if mention in self._sources and self._words.quoted(self._words.all[first].end) is not None:
            return self._words.all[first].sentence
        return here.sentence

    def _best(self, mention: Mention, weights: dict[Referent, tuple[float, Mention]], how: str) -> Tie | None:
        if not weights:
            return None
        total = sum(weight for weight, _ in weights.values()) + NOBODY
        ranked = sorted(weights.items(), key=lambda item: -item[1][0])
        best, (weight, through) = ranked[0]
        runners = tuple((referent, w / total) for referent, (w, _) in ranked[1:4] if w / total > 0.05)
        chance = weight / total * (0.5 + 0.5 * self.ties[through].probability)
        if chance < 0.2:
            return None
        return Tie(best, chance, f"{how} “{self._written(through)}”", through, runners)
