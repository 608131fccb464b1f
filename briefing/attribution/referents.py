"""Who an article speaks of: names gathered into people, and what is known of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.mentions import HE, SHE, Mention
from briefing.attribution.titles import Description
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
NEAR = 40  # words within which a full name still decides whose the surname is
CROWD = 30  # people of one name who are told apart at most
SENSES = 40  # different descriptions of one referent that are kept
_GENDERS = {"men": "m", "women": "f"}


@dataclass(eq=False)
class Referent:
    """Somebody the article speaks of.

    Attributes:
        kind: What sort of speaker it would be.
        name: The fullest name or description so far.
        proof: The mention that gives that name.
        mentions: Every mention tied to it so far, in reading order.
        roles: What the article calls it: words, place, sense.
        senses: Descriptions of it, each with the first mention read that gives it.
        gender: Evidence in the article for "m" and "f".
        plural: Whether it is several.
        named_in_full: How often the article writes a person's whole name.
    """

    kind: ActorKind
    name: str
    proof: Mention
    mentions: list[Mention] = field(default_factory=list)
    roles: list[tuple[str, Span, Description]] = field(default_factory=list)
    senses: dict[Description, Mention | None] = field(default_factory=dict)
    gender: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})
    plural: bool = False
    named_in_full: int = 0

    def describe(self, sense: Description, mention: Mention | None) -> None:
        """Keep a description, with the first mention read that gives it."""
        if self.senses.get(sense) is None and (sense in self.senses or len(self.senses) < SENSES):
            self.senses[sense] = mention

    @property
    def is_singular_person(self) -> bool:
        """Whether "he" or "she" could stand for it."""
        return self.kind in (ActorKind.PERSON, ActorKind.UNNAMED) and not self.plural

    def suits(self, gender: str) -> float:
        """How well "m" or "f" goes with what the article shows: about 1 when it shows nothing."""
        other = "f" if gender == "m" else "m"
        return (0.4 + self.gender[gender]) / (0.4 + 0.5 * self.gender[gender] + 2.5 * self.gender[other])


class Tie(NamedTuple):
    """A mention tied to a referent.

    Attributes:
        referent: Who.
        probability: 0 to 1.
        how: Why, in words a person reads.
        via: The mention it was tied through, when not the name itself.
        runners: Other candidates with their probabilities, likeliest first.
    """

    referent: Referent
    probability: float
    how: str
    via: Mention | None = None
    runners: tuple[tuple[Referent, float], ...] = ()


def _name_words(name: str) -> list[str]:
    words = [word.strip(".").casefold().replace("’", "'") for word in name.split()]
    return [word for word in words if word]


def _key(name: str) -> tuple[str, ...]:
    words = _name_words(name)
    suffix = tuple(word for word in words[2:] if word in _SUFFIXES)
    words = [word for word in words if word not in _SUFFIXES] or words
    return (words[0], words[-1], *suffix)


def gather_people(words: Words, mentions: Iterable[Mention]) -> dict[Mention, Tie]:
    """Tie every named mention of a person to one referent: full names by name, the rest by surname."""
    named = [mention for mention in mentions if mention.kind == "person"]
    full: dict[tuple[str, ...], Referent] = {}
    by_word: defaultdict[str, list[Referent]] = defaultdict(list)
    for mention in named:
        if len(_name_words(mention.name)) < 2:
            continue
        key = _key(mention.name)
        referent = full.get(key)
        if referent is None:
            referent = full[key] = Referent(ActorKind.PERSON, mention.name, mention)
            for word in dict.fromkeys(_name_words(mention.name)):
                if len(by_word[word]) < CROWD:
                    by_word[word].append(referent)
        elif _fuller(words, mention, referent):
            referent.name, referent.proof = mention.name, mention
        referent.named_in_full += 1
    ties: dict[Mention, Tie] = {}
    latest: dict[Referent, int] = {}
    for mention in named:
        known = full.get(_key(mention.name)) if len(_name_words(mention.name)) > 1 else None
        tie = Tie(known, 0.99, "named in full") if known else _by_surname(words, mention, by_word, latest)
        ties[mention] = tie
        if known:
            latest[known] = mention.first
        tie.referent.roles += mention.roles
        for _, _, sense in mention.roles:
            tie.referent.describe(sense, None)
        if mention.courtesy:
            tie.referent.gender[_GENDERS[mention.courtesy]] += 3
        for _, _, sense in mention.roles:
            if gender := titles.gender_of(sense.head):
                tie.referent.gender[gender] += 3
    return ties


def _fuller(words: Words, mention: Mention, referent: Referent) -> bool:
    """Whether this mention writes the name more fully; a headline's capitals do not count."""
    if words.is_headline(referent.proof.first) and not words.is_headline(mention.first):
        return True
    return (
        len(referent.name) < len(mention.name)
        and len(mention.name.split()) <= 4
        and not words.is_headline(mention.first)
    )


def _by_surname(words: Words, mention: Mention, by_word: dict[str, list[Referent]], latest: dict[Referent, int]) -> Tie:
    """Tie part of a name to the one who bears it, or make a referent of it."""
    word = _name_words(mention.name)[-1]
    candidates = by_word.get(word, [])
    as_surname = [r for r in candidates if _key(r.name)[1] == word or len(_name_words(r.name)) == 1]
    candidates = as_surname or candidates
    if not candidates:
        referent = Referent(ActorKind.PERSON, mention.name, mention)
        by_word[word].append(referent)
        return Tie(referent, 0.85, "named; the article gives no fuller name")
    if len(candidates) == 1:
        alone = candidates[0].name == mention.name
        how = "named; the article gives no fuller name" if alone else "the name is part of a fuller one in the article"
        headline = not alone and words.is_headline(candidates[0].proof.first)
        return Tie(candidates[0], 0.75 if headline else 0.85 if alone or not as_surname else 0.96, how)

    def order(referent: Referent) -> tuple[float, bool, int, int]:
        near = mention.first - latest.get(referent, -NEAR) < NEAR
        rank = -latest[referent] if near else -referent.named_in_full
        return (-_fit(mention, referent), not near, rank, referent.proof.first)

    ranked = sorted(candidates, key=order)
    best, second = ranked[0], ranked[1]
    sure = _fit(mention, best) > _fit(mention, second)
    runners = tuple((referent, 0.1 if sure else 0.3) for referent in ranked[1:3])
    near = mention.first - latest.get(best, -NEAR) < NEAR
    how = "of the people with this name, " + (
        "the title fits" if sure else "the one just named in full" if near else "the one named most often"
    )
    return Tie(best, 0.88 if sure else 0.62, how, None, runners)


def _fit(mention: Mention, referent: Referent) -> float:
    """How well a surname's form of address and titles fit one of those who bear it."""
    fit = 0.0
    if mention.courtesy:
        gender = _GENDERS[mention.courtesy]
        fit += referent.gender[gender] - 2 * referent.gender["f" if gender == "m" else "m"]
    for _, _, sense in mention.roles:
        fit += max((agreement(sense, other) for other in referent.senses), default=0.0)
    return fit


def agreement(later: Description, earlier: Description) -> float:
    """How well one description takes up another, 0 to 1: the noun must agree, and no country may contradict."""
    head = titles.heads_agree(later.head, earlier.head)
    if not head or later.plural != earlier.plural:
        return 0.0
    if later.places and earlier.places and later.places.isdisjoint(earlier.places):
        return 0.0
    if not later.marks:
        return head * 0.75
    shared = len(later.marks & earlier.marks)
    if not shared and earlier.marks:
        return head * 0.15
    return head * (0.4 + 0.6 * shared / len(later.marks))


def learn_genders(words: Words, mentions: Sequence[Mention], ties: dict[Mention, Tie]) -> None:
    """Count the article's own "he" and "she" for whoever is the only person they can mean.

    Args:
        words: The article's words.
        mentions: Its mentions, in order.
        ties: Its people's mentions with who they are.
    """
    by_sentence: defaultdict[int, list[tuple[int, Referent]]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "person":
            people, referent = by_sentence[words.all[mention.first].sentence], ties[mention].referent
            if len(people) < 2 and (not people or people[0][1] is not referent):  # a third tells no more than a second
                people.append((mention.first, referent))
    for mention in mentions:
        if mention.kind != "pronoun" or mention.name not in HE | SHE or words.quoted(words.all[mention.first].start):
            continue
        sentence = words.all[mention.first].sentence
        here = by_sentence[sentence]
        before = here[: bisect_left(here, mention.first, key=lambda person: person[0])] or by_sentence[sentence - 1]
        if len(before) == 1:
            before[0][1].gender["m" if mention.name in HE else "f"] += 0.5
