"""Whom a pronoun stands for: by the mention head where there is one, else by agreement, nearness and standing."""

from __future__ import annotations

from itertools import islice

from briefing.attribution import titles
from briefing.attribution.memory import BODIES, Memory, blended, nobody
from briefing.attribution.mention import HE, IT, SHE, THEY, WHO, Mention
from briefing.attribution.referents import Referent, Tie
from briefing.model import ActorKind

FURTHEST = 8  # words between "who" and what it follows
TOLD = 0.6  # from this probability on a "he" or "she" is evidence of whom it stands for
_ONE = frozenset([ActorKind.ORGANISATION, ActorKind.GOVERNMENT])
DOUBTFUL = 0.4  # how much less likely "he" is a lone name that nothing shows to be a person's
ASIDE = 14  # words that only say how old and from where somebody is
NEAREST = 12  # mentions back in which "who" finds whom it follows


class Pronouns(Memory):
    """Ties pronouns."""

    def _pronoun(self, mention: Mention) -> Tie | None:
        if mention.name in HE | SHE:
            return self._he_or_she(mention)
        if mention.name in WHO:
            return self._relative(mention)
        if mention.name in THEY | IT:
            return self._they_or_it(mention)
        return None

    def _he_or_she(self, mention: Mention) -> Tie | None:
        gender = "m" if mention.name in HE else "f"
        how = f"“{mention.name}” goes back to"

        def suits(referent: Referent) -> float:
            if nobody(referent) or not referent.is_singular_person:
                return 0.0
            return referent.suits(gender) * (DOUBTFUL if self._is_doubtful(referent) else 1.0)

        weights = self._weights(mention, suits)
        tie = self._best(mention, weights, how)
        if self._is_asked(tie):
            verdict = self._asked(mention, lambda r: r.is_singular_person and not nobody(r))
            tie = self._likeliest(blended(verdict, weights), how)
        if tie is not None and tie.probability >= TOLD:
            tie.referent.gender[gender] += 0.5
        return tie

    def _is_doubtful(self, referent: Referent) -> bool:
        """Whether a name of one word may be no person's: without a title, nobody's source, no sign of a gender."""
        named = referent.kind is ActorKind.PERSON and " " not in referent.name
        return named and not referent.senses and referent not in self._spoken and max(referent.gender.values()) < 1

    def _they_or_it(self, mention: Mention) -> Tie | None:
        many = mention.name in THEY

        def suits(referent: Referent) -> float:
            if nobody(referent):
                return 0.0
            if self._is_mere_place(referent):
                return 0.1
            thing = referent.kind is ActorKind.UNNAMED and not referent.is_human
            if many:
                return (0.3 if thing else 1.0) if referent.plural else 0.4 if referent.kind in BODIES else 0.0
            single = thing and not referent.plural
            return 1.0 if referent.kind in _ONE or (single and referent in self._spoken) else 0.4 if single else 0.0

        how = f"“{mention.name}” goes back to"
        weights = self._weights(mention, suits)
        tie = self._best(mention, weights, how)
        if self._matters(mention) and self._is_asked(tie):
            able = frozenset(ActorKind) - {ActorKind.PERSON} if many else BODIES
            verdict = self._asked(mention, lambda r: not nobody(r) and (r.kind in able or self._is_heard_thing(r)))
            return self._likeliest(blended(verdict, weights), how)
        return tie

    def _is_heard_thing(self, referent: Referent) -> bool:
        """Whether it is what is read or shown, and has said something ("the ad")."""
        return referent.kind is ActorKind.UNNAMED and not referent.is_human and referent in self._spoken

    def _relative(self, mention: Mention) -> Tie | None:
        """Tie "who" to whoever is mentioned right before it."""
        sentence = self._words.all[mention.first].sentence
        best: tuple[int, int, Mention] | None = None
        for earlier in islice(reversed(self._recent), NEAREST):
            gap = mention.first - max(earlier.last, min(earlier.reach, mention.first))
            if self._words.all[earlier.first].sentence != sentence:
                break
            unfit = ("place", "pronoun") if mention.name in ("who", "whom") else ("person", "pronoun")
            if earlier.kind in unfit or gap < 0 or not self._reaches(earlier, mention, gap):
                continue
            if mention.name == "which" and earlier.description and titles.is_human(earlier.description.head):
                continue
            if best is None or (gap, earlier.first) < best[:2]:
                best = (gap, earlier.first, earlier)
        if best is None:
            return None
        gap, _, earlier = best
        holder = self._holder(earlier, mention) if mention.name != "which" else None
        through = holder or earlier
        how = f"“{mention.name}” follows “{self._written(through)}”"
        return Tie(self.ties[through].referent, 0.92 if gap <= 1 else 0.6, how, through)

    def _reaches(self, earlier: Mention, mention: Mention, gap: int) -> bool:
        """Whether "who" can follow a mention over some words: a few, or ", 59, of Ashton, Md.,"."""
        between = self._words.all[mention.first - gap : mention.first]
        return gap <= FURTHEST or (
            gap <= ASIDE
            and earlier.kind == "person"
            and all(
                not w.is_word or w.is_capital or w.text[0].isdigit() or w.low in ("of", "from", "in") for w in between
            )
        )

    def _holder(self, inner: Mention, mention: Mention) -> Mention | None:
        """The phrase whose complement holds `inner` ("officials at the bank, who said")."""
        for earlier in reversed(self._recent):
            if earlier.first < inner.first and earlier.reach >= inner.last and earlier.reach <= mention.first:
                return earlier
            if mention.first - earlier.first > 30:
                break
        return None
