"""Reading an article from its first word to its last, tying every mention to somebody it speaks of."""

from __future__ import annotations

from briefing.attribution.descriptions import Descriptions
from briefing.attribution.memory import Heard
from briefing.attribution.mention import Mention
from briefing.attribution.pronouns import Pronouns
from briefing.attribution.referents import SURE, Referent, Tie, learn, weigh_namesakes
from briefing.model import ActorKind

FAR = 1000  # sentences


class Discourse(Pronouns, Descriptions):
    """Reads an article: names are known from the start, everything else is tied as it comes."""

    def read(self) -> None:
        """Tie every mention, in reading order."""
        for mention in self._mentions:
            tie, contested = self.ties.get(mention), False
            if tie is None:
                tie = self._tie(mention)
                if tie is None:
                    continue
                self.ties[mention] = tie
            elif tie.runners and tie.probability < SURE and mention.kind == "person":
                tie, contested = self._namesake(mention, tie), True
                self.ties[mention] = tie
            referent, word = tie.referent, self._words.all[mention.first]
            if not referent.mentions:
                self.referents.append(referent)
            referent.mentions.append(mention)
            if mention.description is not None:
                referent.describe(mention.description, mention)
            self._recent.append(mention)
            if not contested:  # or the first guess of whose a surname is would make the next one sure
                self._latest[referent] = word.sentence
            if mention in self._sources:
                self._spoken.add(referent)
                self._heard = Heard(referent, word.sentence, word.paragraph)

    def _namesake(self, mention: Mention, tie: Tie) -> Tie:
        """Whom a bare surname means of those who bear it, now that it is known who was mentioned and heard last."""
        contenders = [tie.referent, *(referent for referent, _ in tie.runners)]
        here = self._words.all[mention.first].sentence
        apart = [here - self._latest.get(referent, -FAR) for referent in contenders]
        titled = any(span.end <= self._words.all[mention.first].start for _, span, _ in mention.roles)
        odds = weigh_namesakes(mention, contenders, apart, self._heard.referent if self._heard else None, titled=titled)
        ranked = sorted(zip(contenders, odds, strict=True), key=lambda one: -one[1])
        (best, chance), rest = ranked[0], ranked[1:]
        if chance >= SURE:
            learn(best, mention)
            self.entitle(best)
        near = min(apart) == apart[contenders.index(best)] and min(apart) < FAR
        how = "of the people with this name, the one " + ("mentioned last" if near else "named most often")
        return Tie(best, min(0.92, chance), how, None, tuple(rest))

    def _tie(self, mention: Mention) -> Tie | None:
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "description":
            return self._description(mention)
        return self._pair(mention) if mention.parts else self._bodies.tie(mention)

    def _pair(self, mention: Mention) -> Tie:
        """A few who are named together: their own referents, put together."""
        for part in mention.parts:
            tie = self.ties.get(part) or self._tie(part)
            if tie is None:
                tie = Tie(Referent(ActorKind.UNNAMED, part.name, part), 0.3, "nobody can be named")
            self.ties[part] = tie
        members = tuple(dict.fromkeys(self.ties[part].referent for part in mention.parts))
        if len(members) == 1:
            return Tie(members[0], 0.8, "named")
        chance = min(self.ties[part].probability for part in mention.parts)
        return Tie(self._of(members, mention), min(0.92, chance), "named together")
