"""Whom a description stands for: the name beside it, somebody mentioned before, whoever just spoke, or somebody new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.attribution import titles
from briefing.attribution.lexicon import listed
from briefing.attribution.memory import BODIES, NOBODY, Heard, Memory, nobody
from briefing.attribution.mention import Mention
from briefing.attribution.referents import Referent, Tie, agreement
from briefing.model import ActorKind

TAKEN_UP = 0.5  # from this probability on a description is somebody mentioned before
ACTING = 0.8  # how likely "the government" is the last one that was called a government, or spoke
ENOUGH = 1.7  # so many mentions of one country, and no other, make it as likely as not that "the government" is its
CONTESTED = 0.65  # under this probability it matters that another rule says somebody else
BOTH = 3  # sentences in which those stand whom "both men" are, and whom a new description may be
VARIED = 0.55  # how likely a new description is whoever spoke last
# What is said of people whom the article does not name, and of anybody who comes along.
_ANYBODY = listed(
    "official source aide adviser advisor spokesman spokeswoman spokesperson reporter journalist interviewer moderator "
    "person man woman voter witness resident expert analyst critic supporter opponent rival narrator assistant deputy"
)
_BODIES = listed(
    "company firm agency bureau organisation organization newspaper paper "
    "magazine bank charity union fund institute foundation association corporation"
)
_POINTING = listed("this that these those")
_DEFINING = listed("who whose that which")
_SUBORDINATE = listed("if where when which whose because than whether after before until unless as while what")
_TURNING = listed("while whereas unlike rather meanwhile elsewhere")
_OTHERS = listed("anonymous unnamed unidentified other new fellow")
_INDEFINITE = frozenset(["a", "an", "another"])
_OWN = frozenset(["his", "her", "its", "their", "my", "our"])
_TWO = frozenset(["two", "both", "pair", "duo", "couple"])
_CAUSES = (" for ", " of ", " in ", " on ", " for the ", " of the ", " and ")


def _is_somebody(head: str) -> bool:
    """Whether a noun is a person's who is known, and not just anybody's."""
    return titles.person_noun(head) is not None and head not in _ANYBODY


class Descriptions(Memory):
    """Ties descriptions."""

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
        found = self._both(mention, sense) or self._body_again(mention, sense) or self._taken_up(mention, sense)
        own = self._words.all[mention.first].low in _OWN
        sort = titles.is_human(sense.head) or (titles.is_body(sense.head) and not own)
        if sort and (sense.definite or own) and self._is_asked(found) and self._matters(mention):
            verdict = self._asked(mention, lambda r: self._may_be(sense, r))
            asked = self._likeliest(verdict, f"“{self._written(mention)}” takes up")
            if asked is not None and verdict.ranked[0][1] >= TAKEN_UP:
                return asked
        varied = self._varied(mention, sense) if found is None or found.probability < CONTESTED else None
        if found is None or (varied and found.probability < TAKEN_UP and found.referent.kind is ActorKind.UNNAMED):
            found = varied
        agreed = found is not None and (varied is None or found.referent is varied.referent)
        if found is not None and agreed and found.probability >= TAKEN_UP:
            return found
        return self._new(mention, sense, [tie for tie in (found, varied) if tie is not None])

    def _may_be(self, sense: titles.Description, referent: Referent) -> bool:
        """Whether a description can mean somebody at all: of one sort and number, and not told apart by other words."""
        if nobody(referent) or referent.plural != sense.plural:
            return False
        human = referent.is_human or (referent.kind is ActorKind.UNNAMED and referent.proof.description is None)
        if titles.is_human(sense.head) is not human or titles.contradicts(sense, referent.senses):
            return False
        told = [other.marks for other in referent.senses if other.marks]
        return referent.kind is ActorKind.PERSON or not (sense.marks and told) or any(sense.marks & one for one in told)

    def _new(self, mention: Mention, sense: titles.Description, doubtful: Sequence[Tie]) -> Tie:
        """Tie a description to somebody new, with those who it may be after all."""
        own = self._words.all[mention.first].low in _OWN
        referent = Referent(ActorKind.UNNAMED, mention.name, mention, plural=sense.plural)
        referent.owned = f"{self._words.all[mention.first].low} {mention.name}" if own else ""
        if gender := titles.gender_of(sense.head):
            referent.gender[gender] += 3
        runners: dict[Referent, float] = {}
        for tie in doubtful:
            for other, chance in ((tie.referent, tie.probability), *tie.runners):
                runners[other] = max(chance, runners.get(other, 0.0))
        ranked = tuple(sorted(runners.items(), key=lambda item: -item[1])[:3])
        if not ranked:
            return Tie(referent, 0.8 if own else 0.9, "described, and not named")
        return Tie(referent, 0.6, "described; who it is of those mentioned is not sure", None, ranked)

    def _both(self, mention: Mention, sense: titles.Description) -> Tie | None:
        """The two that "both men" or "the two" are: the last pair named, or the only two people near by."""
        opening = [word.low for word in self._words.all[mention.first : mention.last]]
        if not sense.plural or not _TWO.intersection(opening[:3]) or opening[0] not in ("the", "both", "these"):
            return None
        told = titles.gender_of(sense.head)
        here = self._words.all[mention.first]
        people: dict[Referent, Mention] = {}
        for earlier in reversed(self._recent):
            if here.sentence - self._words.all[earlier.first].sentence > BOTH:
                break
            referent = self.ties[earlier].referent
            if len(referent.parts) == 2 and not (told and any(part.suits(told) < 0.5 for part in referent.parts)):
                how = f"the two named together are “{self._written(earlier)}”"
                return Tie(referent, 0.8, how, earlier, step="the two named together")
            if referent.kind is ActorKind.PERSON and not (told and referent.suits(told) < 0.5):
                people.setdefault(referent, earlier)
        if len(people) != 2 or not all(person.named_in_full for person in people):
            return None
        second, first = people
        why = "the only two people named near by"
        return Tie(self._of((first, second), mention), 0.6, why, people[first], step="one of the only two near by")

    def _varied(self, mention: Mention, sense: titles.Description) -> Tie | None:
        """Whoever has just spoken, whom newspapers love to call by ever new descriptions ("the Ohio Democrat")."""
        heard = self._heard
        if heard is None or not self._may_vary(mention, sense, heard):
            return None
        told = titles.gender_of(sense.head)
        if (told and heard.referent.suits(told) < 0.5) or titles.contradicts(sense, heard.referent.senses):
            return None
        for earlier in reversed(self._recent):
            word = self._words.all[earlier.first]
            if word.sentence <= heard.sentence:
                break
            other = self.ties[earlier].referent
            alike = other.kind is heard.referent.kind and other is not heard.referent
            if alike and self._words.quoted(word.start) is None:
                return None
        how = f"“{self._written(mention)}” is most likely {heard.referent.name}, who spoke last"
        return Tie(heard.referent, VARIED, how, heard.referent.mentions[-1], step="who spoke last")

    def _may_vary(self, mention: Mention, sense: titles.Description, heard: Heard) -> bool:
        """Whether a source is a whole phrase with "the", near by, for one of the sort that spoke last."""
        here = self._words.all[mention.first]
        if mention not in self._sources or here.low != "the" or sense.plural:
            return False
        if titles.is_body(sense.head):
            fits = heard.referent.kind is ActorKind.ORGANISATION and sense.head in _BODIES
        else:
            fits = heard.referent.kind is ActorKind.PERSON and _is_somebody(sense.head)
        near = here.sentence - heard.sentence <= BOTH and here.paragraph - heard.paragraph <= 1
        return fits and near and not self._brings_in(mention, sense)

    def _brings_in(self, mention: Mention, sense: titles.Description) -> bool:
        """Whether a description rather tells of somebody else than takes up who spoke: by what stands in or beside it.

        An owner, a name or a clause of its own tells who is meant; "if the minister", "while …, the minister" turn to
        another.
        """
        every, here = self._words.all, self._words.all[mention.first]
        behind = [word for word in every[mention.reach : mention.reach + 2] if word.sentence == here.sentence]
        if behind and behind[0].text == ",":
            del behind[0]
        named = bool(behind) and (behind[0].is_capital or every[mention.reach].low in _DEFINING)
        owned = any(word.is_possessive for word in every[mention.first : mention.last - 1])
        led = mention.first > 0 and every[mention.first - 1].low in _SUBORDINATE
        first = mention.first
        while first > 0 and every[first - 1].sentence == here.sentence:
            first -= 1
        other = not _OTHERS.isdisjoint(sense.marks)
        of_one = any(word.low in _INDEFINITE for word in every[mention.last : mention.reach])
        return named or owned or led or other or of_one or every[first].low in _TURNING

    def _body_again(self, mention: Mention, sense: titles.Description) -> Tie | None:
        """The body that "the ministry" takes up: the last one whose name ends in that word."""
        if not sense.definite or sense.plural or not titles.is_body(sense.head):
            return None
        fitting = []
        for earlier in reversed(self._recent):
            referent = self.ties[earlier].referent
            name = referent.name.casefold()
            fits = sense.marks <= titles.marks_of([*name.split(), *referent.name.split()])
            named_after = name.removesuffix(sense.head).endswith(_CAUSES)  # "Institute for Government"
            if referent.kind in BODIES and name.endswith(sense.head) and fits and not named_after:
                if referent.kind is not ActorKind.GOVERNMENT:
                    return Tie(
                        referent, 0.8, f"“{self._written(mention)}” takes up “{self._written(earlier)}”", earlier
                    )
                fitting.append(earlier)
        return self._government(mention, fitting) if fitting else None

    def _government(self, mention: Mention, fitting: Sequence[Mention]) -> Tie:
        """Whose "the government" is: the last that was called one or spoke, or else the country written about most.

        A country that is only mentioned is weak evidence: an article does not name the country that it is printed in.

        Args:
            mention: "the government".
            fitting: Mentions of countries, capitals and governments, the last one first.
        """
        acting = [one for one in fitting if one in self._sources or self._calls_it_so(one)]
        counts: Counter[Referent] = Counter()
        for one in fitting:
            counts[self.ties[one].referent] += 1 + self._words.is_headline(one.first)
        best = self.ties[acting[0]].referent if acting else counts.most_common(1)[0][0]
        share = counts[best] / counts.total()
        sure = ACTING if acting else min(ACTING, share * (1 - 0.5 ** (counts[best] / ENOUGH)))
        earlier = acting[0] if acting else next(one for one in fitting if self.ties[one].referent is best)
        others = counts.total() - counts[best]
        runners = tuple((one, (1 - sure) * n / others) for one, n in counts.most_common(4) if one is not best)
        how = f"“{self._written(mention)}” takes up “{self._written(earlier)}”"
        return Tie(best, sure, how, earlier, runners)

    def _calls_it_so(self, mention: Mention) -> bool:
        """Whether words for a government are more than a place's name ("the Polish government", "ministers")."""
        return any(titles.is_body(word.base) for word in self._words.all[mention.first : mention.last])

    def _taken_up(self, mention: Mention, sense: titles.Description) -> Tie | None:
        """The earlier referent that a description takes up, or None when it brings in somebody new."""
        exact = not sense.definite  # "an official" is somebody new unless these very words were used before
        if sense.plural and exact and not sense.marks:
            return None
        scored: dict[Referent, tuple[float, Mention]] = {}
        names: set[str] = set()
        for back, earlier in enumerate(reversed(self._recent)):
            referent = self.ties[earlier].referent
            if referent not in scored and referent.kind not in BODIES:
                if referent.kind is ActorKind.UNNAMED:  # of several "officials" the last
                    if referent.name in names:
                        continue
                    names.add(referent.name)
                scored[referent] = (self._fit(sense, referent, exact=exact) * (1.0 if back < 20 else 0.8), earlier)
        if sense.definite and not sense.plural:
            for referent in self._titled.get(sense.head, ()):
                if referent not in scored:
                    scored[referent] = (self._fit(sense, referent, exact=False) * 0.6, referent.proof)
        if self._words.all[mention.first].low in _POINTING:  # "this" is the last one of all
            last = next((referent for referent, (weight, _) in scored.items() if weight), None)
            if last is not None:
                scored[last] = (2 * scored[last][0], scored[last][1])
        ranked = sorted((item for item in scored.items() if item[1][0]), key=lambda item: -item[1][0])
        if not ranked or ranked[0][1][0] < 0.08:
            return None
        total = sum(weight for _, (weight, _) in ranked) + NOBODY
        (best, (weight, through)), rest = ranked[0], ranked[1:4]
        runners = tuple((referent, other / total) for referent, (other, _) in rest if other / total > 0.05)
        through = self._describing(best, sense) or through
        return Tie(
            best, weight / total, f"“{self._written(mention)}” takes up “{self._written(through)}”", through, runners
        )

    def _fit(self, sense: titles.Description, referent: Referent, *, exact: bool) -> float:
        """How well a description takes up a referent; a name, a bare office and who spoke last are likelier."""
        fit, plain = 0.0, False
        foreign = bool(sense.marks)  # it is told apart by nothing that sets this one apart
        told = False
        if not referent.senses:
            return 0.0
        for other in referent.senses:
            if sense.marks and not other.marks and titles.is_body(sense.head):
                continue  # "the Acme poll" is not "the poll" of before
            told = told or bool(other.marks)
            foreign = foreign and sense.marks.isdisjoint(other.marks)
            if not exact or sense.marks == other.marks:
                agreed = agreement(sense, other)
                fit, plain = max(fit, agreed), plain or (agreed > 0 and not other.marks)
        if exact and fit < 1.0:
            return 0.0
        weight = fit * fit * (0.2 if told and foreign else 1.0)
        weight *= 1.5 if self._heard is not None and self._heard.referent is referent else 1.0
        weight *= 1.4 if referent.kind is ActorKind.PERSON else 1.0
        return weight * (1.3 if plain and not sense.marks else 1.0)

    def _describing(self, referent: Referent, sense: titles.Description) -> Mention | None:
        """The mention of a referent whose description fits best."""
        fits = [(agreement(sense, other), -m.first, m) for other, m in referent.senses.items() if m is not None]
        return max(fits, key=lambda item: item[:2])[2] if fits else None
