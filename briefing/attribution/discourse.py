"""Reading an article from its first word to its last, tying every mention to somebody it speaks of."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.lexicon import listed
from briefing.attribution.mentions import HE, IT, SHE, THEY, WHO, Mention
from briefing.attribution.metonyms import power_of
from briefing.attribution.referents import Referent, Tie, agreement, gather_people, learn_genders
from briefing.attribution.words import Words
from briefing.model import ActorKind

MEMORY = 60  # mentions back that a pronoun or description can reach
MODIFIERS = 20  # words before a mention that are passed over to find what governs it
LONGEST = 40  # words of a mention that are said back
NOBODY = 0.12  # weight of "none of these": keeps a lone weak candidate from certainty
_PREPOSITIONS = listed(
    "about after against among at before behind by despite for from in into like near of off on over than "
    "through to toward towards under unlike via with without"
)
_PLURAL_KINDS = frozenset([ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.GROUP])


_NOBODIES = listed("one nobody anyone anybody everyone everybody someone somebody no-one nothing none")


class Heard(NamedTuple):
    """Who spoke last, and where."""

    referent: Referent
    sentence: int
    paragraph: int


def _nobody(referent: Referent) -> bool:
    """Whether a referent is nobody in particular ("no one", "anyone")."""
    sense = referent.proof.description
    return sense is not None and sense.head in _NOBODIES


class Discourse:
    """What has been read so far.

    Attributes:
        ties: Every mention with the referent it was tied to.
    """

    def __init__(
        self,
        words: Words,
        mentions: Sequence[Mention],
        sources: Iterable[Mention],
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self._words = words
        self._extra = extra
        self._mentions = sorted(mentions, key=lambda mention: (mention.first, -mention.last))
        self._sources = set(sources)
        self._recent: deque[Mention] = deque(maxlen=MEMORY)
        self._bodies: dict[str, Referent] = {}
        self._heard: Heard | None = None
        self._spoken: set[Referent] = set()
        self._standings: dict[Mention, float] = {}
        self.ties: dict[Mention, Tie] = gather_people(words, self._mentions)
        self.referents: list[Referent] = []
        learn_genders(words, self._mentions, self.ties)

    def read(self) -> None:
        """Tie every mention, in reading order."""
        for mention in self._mentions:
            tie = self.ties.get(mention) or self._tie(mention)
            if tie is None:
                continue
            self.ties[mention] = tie
            if not tie.referent.mentions:
                self.referents.append(tie.referent)
            tie.referent.mentions.append(mention)
            if mention.description is not None:
                tie.referent.describe(mention.description, mention)
            self._recent.append(mention)
            if mention in self._sources:
                word = self._words.all[mention.first]
                self._spoken.add(tie.referent)
                self._heard = Heard(tie.referent, word.sentence, word.paragraph)

    def _tie(self, mention: Mention) -> Tie | None:
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "description":
            return self._description(mention)
        return self._body(mention)

    def _pronoun(self, mention: Mention) -> Tie | None:
        if mention.name in HE | SHE:
            return self._he_or_she(mention)
        if mention.name in WHO:
            return self._relative(mention)
        if mention.name in THEY | IT:
            return self._they_or_it(mention)
        return None

    def _body(self, mention: Mention) -> Tie:
        """A government, an organisation, a place or a group, by its name."""
        power = power_of(mention.name, self._extra)
        if power is not None:
            referent = self._bodies.setdefault(power.name, Referent(power.kind, power.name, mention))
            how = f"“{mention.name}” stands for the {power.name}" if power.by_seat else f"“{mention.name}” as an actor"
            return Tie(referent, 0.92 if power.by_seat else 0.9, how)
        name = mention.name
        known = self._bodies.get(name.casefold()) or self._spelt_out(name)
        if known is None:
            kind = ActorKind.GROUP if mention.kind == "group" else ActorKind.ORGANISATION
            known = Referent(kind, name, mention, plural=kind is ActorKind.GROUP)
        self._bodies[name.casefold()] = known
        if name.isupper() is False and known.name.isupper() and len(name) > len(known.name):
            known.name, known.proof = name, mention
        return Tie(known, 0.9, "named")

    def _spelt_out(self, name: str) -> Referent | None:
        """The organisation that an abbreviation shortens, or that a spelt-out name was an abbreviation of."""
        short = name.replace(".", "")
        for other, referent in islice(reversed(self._bodies.items()), MEMORY):
            long_words = [w for w in other.split() if w not in ("of", "the", "for", "and", "&")]
            if 2 <= len(short) <= 6 and short.isupper() and "".join(w[0] for w in long_words).upper() == short:
                return referent
            own = "".join(w[0] for w in name.split() if w.casefold() not in ("of", "the", "for", "and", "&")).upper()
            if len(own) > 1 and other.upper() == own and referent.name.isupper():
                return referent
            if len(name) > 3 and not short.isupper() and (other.startswith(name.casefold() + " ")):
                return referent
        return None

    def _description(self, mention: Mention) -> Tie:
        """Somebody described: tied to the name beside it, to an earlier mention it takes up, or new."""
        sense = mention.description
        assert sense is not None
        if mention.named is not None and mention.named in self.ties:
            tie = self.ties[mention.named]
            return Tie(
                tie.referent,
                0.96 * tie.probability,
                "the name stands beside the description",
                mention.named,
                tie.runners,
            )
        found = self._body_again(mention, sense) or self._taken_up(mention, sense)
        if found is not None:
            return found
        own = self._words.all[mention.first].low in ("his", "her", "its", "their", "my", "our")
        kind = ActorKind.UNNAMED
        referent = Referent(kind, mention.name, mention, plural=sense.plural)
        if gender := titles.gender_of(sense.head):
            referent.gender[gender] += 3
        return Tie(referent, 0.8 if own else 0.9, "described, and not named")

    def _body_again(self, mention: Mention, sense: titles.Description) -> Tie | None:
        """The organisation that "the ministry" takes up: the last one whose name ends in that word."""
        if not sense.definite or sense.plural or not titles.is_body(sense.head):
            return None
        for earlier in reversed(self._recent):
            referent = self.ties[earlier].referent
            name = referent.name.casefold()
            fits = sense.marks <= titles.marks_of([*name.split(), *referent.name.split()])
            if referent.kind in _PLURAL_KINDS and name.endswith(sense.head) and fits:
                how = f"“{self._written(mention)}” takes up “{self._written(earlier)}”"
                return Tie(referent, 0.8, how, earlier)
        return None

    def _taken_up(self, mention: Mention, sense: titles.Description) -> Tie | None:
        """The earlier referent that a description takes up, or None when it brings in somebody new."""
        exact = not sense.definite  # "an official" is somebody new unless these very words were used before
        if sense.plural and exact and not sense.marks:
            return None
        scored: dict[Referent, tuple[float, Mention]] = {}
        seen: set[Referent] = set()
        for back, earlier in enumerate(reversed(self._recent)):
            referent = self.ties[earlier].referent
            if referent in seen or referent.kind in _PLURAL_KINDS:
                continue
            seen.add(referent)
            fit = max((agreement(sense, other) for other in referent.senses), default=0.0)
            if exact and (fit < 1.0 or not any(sense.marks == other.marks for other in referent.senses)):
                continue
            if fit:
                scored[referent] = (fit * fit * (1.0 if back < 20 else 0.8), earlier)
        if not scored:
            return None
        ranked = sorted(scored.items(), key=lambda item: -item[1][0])
        total = sum(weight for _, (weight, _) in ranked) + NOBODY
        (best, (weight, through)), rest = ranked[0], ranked[1:4]
        if weight < 0.08:
            return None
        runners = tuple((referent, other / total) for referent, (other, _) in rest if other / total > 0.05)
        how = f"“{self._written(mention)}” takes up “{self._written(self._describing(best, sense) or through)}”"
        return Tie(best, weight / total, how, self._describing(best, sense) or through, runners)

    def _describing(self, referent: Referent, sense: titles.Description) -> Mention | None:
        """The mention of a referent whose description fits best."""
        fits = [(agreement(sense, other), -m.first, m) for other, m in referent.senses.items() if m is not None]
        return max(fits, key=lambda item: item[:2])[2] if fits else None

    def _written(self, mention: Mention) -> str:
        return self._words.slice(mention.first, min(mention.last, mention.first + LONGEST))

    def _he_or_she(self, mention: Mention) -> Tie | None:
        gender = "m" if mention.name in HE else "f"
        weights = self._weights(mention, lambda r: r.suits(gender) if r.is_singular_person and not _nobody(r) else 0.0)
        return self._best(mention, weights, f"“{mention.name}” goes back to")

    def _they_or_it(self, mention: Mention) -> Tie | None:
        many = mention.name in THEY

        def suits(referent: Referent) -> float:
            if _nobody(referent):
                return 0.0
            if self._is_mere_place(referent):
                return 0.1
            if many:
                return 1.0 if referent.plural else 0.4 if referent.kind in _PLURAL_KINDS else 0.0
            return 1.0 if referent.kind in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT) else 0.0

        return self._best(mention, self._weights(mention, suits), f"“{mention.name}” goes back to")

    def _is_mere_place(self, referent: Referent) -> bool:
        """Whether a referent is a town or region that nobody has let speak in this article."""
        mere = referent.proof.kind == "place" and referent.kind is ActorKind.ORGANISATION
        return mere and referent not in self._spoken

    def _weights(self, mention: Mention, suits: Callable[[Referent], float]) -> dict[Referent, tuple[float, Mention]]:
        """How likely each recent referent is meant: nearness, standing in its sentence, having just spoken."""
        here = self._words.all[mention.first]
        quoted = self._words.quoted(here.start) is not None
        weights: dict[Referent, tuple[float, Mention]] = {}
        for earlier in reversed(self._recent):
            word = self._words.all[earlier.first]
            distance = here.sentence - word.sentence
            if distance > 6:
                break
            referent = self.ties[earlier].referent
            fit = suits(referent)
            if not fit or earlier.last > mention.first:
                continue
            weight = fit * (1.0, 0.8, 0.45, 0.25, 0.15, 0.1, 0.08)[distance] * self._standing(earlier)
            if word.paragraph != here.paragraph:
                weight *= 0.8
            if not quoted and self._words.quoted(word.start):
                weight *= 0.25
            if self._heard and self._heard.referent is referent and here.paragraph - self._heard.paragraph <= 2:
                since = here.sentence - self._heard.sentence
                weight *= 2.2 if since == 0 and mention in self._sources else 1.6 if since <= 3 else 1.2
            before = weights.get(referent)
            if before is None:
                weights[referent] = (weight, earlier)
            else:
                weights[referent] = (max(weight, before[0]) + 0.25 * min(weight, before[0]), before[1])
        return weights

    def _standing(self, mention: Mention) -> float:
        """Subjects are taken up more often than objects, and objects more often than possessors."""
        known = self._standings.get(mention)
        if known is None:
            known = self._standings[mention] = self._standing_of(mention)
        return known

    def _standing_of(self, mention: Mention) -> float:
        words = self._words.all
        last = words[mention.last - 1]
        if last.is_possessive or mention.name in ("his", "her", "their", "its"):
            return 0.6
        start = mention.first - 1
        reach = max(0, start - MODIFIERS)
        while start >= reach and (words[start].low in titles.DETERMINERS or titles.is_modifier(words[start].low)):
            start -= 1
        if start >= 0 and words[start].low in _PREPOSITIONS and words[start].sentence == last.sentence:
            return 0.5
        if mention.first == 0 or words[mention.first - 1].sentence != last.sentence:
            return 1.1
        after = words[mention.last] if mention.last < len(words) else None
        subject = after is not None and (
            after.low in ("is", "was", "has", "had", "will", "would", "who", ",", "does", "did")
            or is_cue_verb(after.low)
            or after.low.endswith("ed")
        )
        return 1.0 if subject else 0.7

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

    def _relative(self, mention: Mention) -> Tie | None:
        """Tie "who" to whoever is mentioned right before it."""
        sentence = self._words.all[mention.first].sentence
        for earlier in reversed(self._recent):
            gap = mention.first - max(earlier.last, min(earlier.reach, mention.first))
            if self._words.all[earlier.first].sentence != sentence or gap > 8:
                break
            referent = self.ties[earlier].referent
            if earlier.kind == "pronoun" or (
                earlier.kind == "place" if mention.name in ("who", "whom") else earlier.kind == "person"
            ):
                continue
            holder = self._holder(earlier, mention)
            chance = 0.92 if gap <= 1 else 0.6
            return Tie(
                self.ties[holder].referent if holder else referent,
                chance,
                f"“{mention.name}” follows “{self._written(holder or earlier)}”",
                holder or earlier,
            )
        return None

    def _holder(self, inner: Mention, mention: Mention) -> Mention | None:
        """The phrase whose complement holds `inner` ("officials at the bank, who said")."""
        for earlier in reversed(self._recent):
            if earlier.first < inner.first and earlier.reach >= inner.last and earlier.reach <= mention.first:
                return earlier
            if mention.first - earlier.first > 30:
                break
        return None
