"""Who an article speaks of: names gathered into people, and what is known of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import HE, SHE, Mention
from briefing.attribution.titles import Description
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
NEAR = 40  # words within which a full name still decides whose the surname is
CROWD = 30  # people of one name who are told apart at most
SENSES = 40  # different descriptions of one referent that are kept
_BESIDE = listed("vice deputy assistant shadow")
_OTHER_THAN = _BESIDE | listed("former ex acting future")  # "the president" is no "vice president"
SURE = 0.7  # a name is tied surely enough for what stands beside it to be learnt
_FAMILY = listed("wife husband son daughter brother sister mother father niece nephew uncle aunt widow widower cousin")
_GENDERS = {"men": "m", "women": "f"}


@dataclass(eq=False, slots=True)
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
        first_named: The number of the word at which it does so first.
        is_relative: Whether it is introduced as somebody's wife, son and so on.
        is_familiar: Whether the article calls it by its first name alone.
        parts: Those who make it up, when it is a few people named together.
        owned: A description with what owns it ("her staff"); empty for others.
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
    first_named: int = 0
    is_relative: bool = False
    is_familiar: bool = False
    parts: tuple[Referent, ...] = ()
    owned: str = ""

    def describe(self, sense: Description, mention: Mention | None) -> None:
        """Keep a description, with the first mention read that gives it."""
        if self.senses.get(sense) is None and (sense in self.senses or len(self.senses) < SENSES):
            self.senses[sense] = mention

    @property
    def is_singular_person(self) -> bool:
        """Whether "he" or "she" could stand for it."""
        return not self.plural and (self.kind is ActorKind.PERSON or (self.kind is ActorKind.UNNAMED and self.is_human))

    @property
    def is_human(self) -> bool:
        """Whether it is a person or people, by name or by the noun that describes it."""
        sense = self.proof.description
        return self.kind is ActorKind.PERSON or (sense is not None and titles.is_human(sense.head))

    def suits(self, gender: str) -> float:
        """How well "m" or "f" goes with what the article shows: about 1 when it shows nothing."""
        other = "f" if gender == "m" else "m"
        own, against = self.gender[gender], self.gender[other]
        weight = (0.4 + own) / (0.4 + 0.5 * own + 2.5 * against)
        if not own and not against and self.kind is ActorKind.PERSON:  # a first name never decides, but it can tip
            mostly = titles.mostly_for(_parts(self.name).first)
            weight *= 0.4 if mostly is not None and _GENDERS[mostly] == other else 1.0
        return weight


class Tie(NamedTuple):
    """A mention tied to a referent.

    Attributes:
        referent: Who.
        probability: 0 to 1.
        how: Why, in words a person reads.
        via: The mention it was tied through, when not the name itself.
        runners: Other candidates with their probabilities, likeliest first.
        step: How one comes to `via`, in a few words, where its place does not say it.
    """

    referent: Referent
    probability: float
    how: str
    via: Mention | None = None
    runners: tuple[tuple[Referent, float], ...] = ()
    step: str = ""


def _name_words(name: str) -> list[str]:
    words = [word.strip(".").casefold().replace("’", "'") for word in name.split()]
    return [word for word in words if word]


class _Name(NamedTuple):
    """A person's name in its parts, folded.

    Attributes:
        first: The first name.
        middle: The first letters of what stands between.
        last: The surname.
        suffix: "jr" and the like; empty for most.
    """

    first: str
    middle: str
    last: str
    suffix: str


def _parts(name: str) -> _Name:
    words = _name_words(name)
    suffix = next((word for word in words[2:] if word in _SUFFIXES), "")
    words = [word for word in words if word not in _SUFFIXES] or words
    return _Name(words[0], "".join(word[0] for word in words[1:-1]), words[-1], suffix)


class _People:
    """Everybody whom an article names, found again by any word of their names."""

    def __init__(self) -> None:
        self.by_word: defaultdict[str, list[Referent]] = defaultdict(list)
        self._full: defaultdict[tuple[str, str, str], list[tuple[_Name, Referent]]] = defaultdict(list)
        self._of_surname: defaultdict[str, list[tuple[_Name, Referent]]] = defaultdict(list)
        self.known: dict[str, Referent] = {}

    def add(self, words: Words, mention: Mention) -> None:
        """Take in a whole name: of somebody new, or of somebody who is named so, or nearly so, elsewhere."""
        name = _parts(mention.name)
        referent = self.known.get(mention.name) or self._found(name)
        if referent is None:
            referent = Referent(ActorKind.PERSON, mention.name, mention, first_named=mention.first)
            self._keep(name, referent)
        elif _fuller(words, mention, referent):
            referent.name, referent.proof = mention.name, mention
        if mention.name not in self.known:
            self.known[mention.name] = referent
            for word in dict.fromkeys(_name_words(mention.name)):
                if len(self.by_word[word]) < CROWD and referent not in self.by_word[word]:
                    self.by_word[word].append(referent)
        referent.named_in_full += 1

    def _keep(self, name: _Name, referent: Referent) -> None:
        self._full[name.first, name.last, name.suffix].append((name, referent))
        if len(self._of_surname[name.last]) < CROWD:
            self._of_surname[name.last].append((name, referent))

    def _found(self, name: _Name) -> Referent | None:
        """Whoever bears a name; of those whose first name is only alike, the one if there is but one."""
        for other, referent in self._full.get((name.first, name.last, name.suffix), ())[:CROWD]:
            if not (name.middle and other.middle) or name.middle[0] == other.middle[0]:
                return referent
        alike = [
            referent
            for other, referent in self._of_surname.get(name.last, ())
            if other.first != name.first
            and titles.same_first_name(name.first, other.first)
            and not (name.suffix and other.suffix and name.suffix != other.suffix)
        ]
        return alike[0] if len(set(alike)) == 1 else None


def gather_people(words: Words, mentions: Iterable[Mention]) -> dict[Mention, Tie]:
    """Tie every named mention of a person to one referent: full names by name, the rest by surname.

    A surname that several bear is tied for now to the one whose title fits, who was just named or is named most often;
    the others are its runners-up.
    """
    named = [mention for mention in mentions if mention.kind == "person"]
    people = _People()
    for mention in named:
        if len(_name_words(mention.name)) > 1:
            people.add(words, mention)
    ties: dict[Mention, Tie] = {}
    latest: dict[Referent, int] = {}
    for mention in named:
        known = people.known.get(mention.name)
        tie = Tie(known, 0.99, "named in full") if known else _by_surname(words, mention, people.by_word, latest)
        ties[mention] = tie
        if known:
            latest[known] = mention.first
        if known or tie.probability >= SURE:
            learn(tie.referent, mention)
    return ties


def learn(referent: Referent, mention: Mention) -> None:
    """Take in what stands beside a name: titles, what they say of gender, whose relative it is."""
    referent.roles += mention.roles
    senses = [sense for _, _, sense in mention.roles]
    for sense in senses if mention.title is None else [*senses, mention.title]:
        referent.describe(sense, None)
        first_lady = sense.head == "lady" and "first" in sense.marks
        referent.is_relative = referent.is_relative or first_lady or sense.head in _FAMILY
        if gender := titles.gender_of(sense.head):
            referent.gender[gender] += 3
    if mention.courtesy:
        referent.gender[_GENDERS[mention.courtesy]] += 3


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
    as_surname = [r for r in candidates if _parts(r.name).last == word or len(_name_words(r.name)) == 1]
    if not as_surname and len(candidates) == 1:
        candidates[0].is_familiar = True
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
    fits = {referent: fit_of(mention, referent) for referent in candidates}

    def order(referent: Referent) -> tuple[float, bool, int, int]:
        near = mention.first - latest.get(referent, -NEAR) < NEAR
        rank = -latest[referent] if near else -referent.named_in_full
        return (-fits[referent], not near, rank, referent.proof.first)

    ranked = sorted(candidates, key=order)
    best, second = ranked[0], ranked[1]
    sure = fits[best] > fits[second] + 0.2
    runners = tuple((referent, 0.1 if sure else 0.3) for referent in ranked[1:3])
    near = mention.first - latest.get(best, -NEAR) < NEAR
    how = "of the people with this name, " + (
        "the title fits" if sure else "the one just named in full" if near else "the one named most often"
    )
    return Tie(best, 0.88 if sure else 0.62, how, None, runners)


def fit_of(mention: Mention, referent: Referent) -> float:
    """How well a surname's form of address and titles fit one of those who bear it."""
    fit = 0.0
    if mention.courtesy:
        gender = _GENDERS[mention.courtesy]
        fit += referent.gender[gender] - 2 * referent.gender["f" if gender == "m" else "m"]
        mostly = titles.mostly_for(_parts(referent.name).first)
        fit += 0.0 if mostly is None else 0.5 if mostly == mention.courtesy else -0.5
    senses = [sense for _, _, sense in mention.roles]
    for sense in senses if mention.title is None else [*senses, mention.title]:
        fit += max((agreement(sense, other) for other in referent.senses), default=0.0)
    return fit


def weigh_namesakes(
    mention: Mention, contenders: Sequence[Referent], apart: Sequence[int], heard: Referent | None, *, titled: bool
) -> list[float]:
    """How likely a surname means each of those who bear it; they sum to 1.

    A newspaper calls the one whom it is about by the surname alone, and relatives by their first names; whom it names
    first is the one it is about more often than not.

    Args:
        mention: The surname as it stands there.
        contenders: Those who bear it.
        apart: How many sentences ago each was last mentioned.
        heard: Who spoke last.
        titled: Whether a title stands before the surname here.
    """
    weights = []
    first = min(contenders, key=lambda referent: referent.first_named)
    for referent, distance in zip(contenders, apart, strict=True):
        weight = 1.0 + min(referent.named_in_full, 8)
        if referent.is_relative or referent.is_familiar:
            weight *= 0.05 if titled else 0.3
        weight *= 3.0 if distance <= 1 else 2.0 if distance <= 4 else 1.0
        fit = fit_of(mention, referent)
        weight *= 4.0 if fit > 0.2 else 0.2 if fit < -0.2 else 1.0
        weight *= 2.0 if referent is heard else 1.0
        weight *= 1.5 if referent is first else 1.0
        weights.append(weight**1.5)
    total = sum(weights)
    return [weight / total for weight in weights]


def agreement(later: Description, earlier: Description) -> float:
    """How well one description takes up another, 0 to 1: the noun must agree, and no country may contradict."""
    head = titles.heads_agree(later.head, earlier.head)
    if not head or later.plural != earlier.plural:
        return 0.0
    if later.places and earlier.places and later.places.isdisjoint(earlier.places):
        return 0.0
    if not later.marks:
        return head * (0.2 if earlier.marks & _BESIDE else 0.3 if earlier.marks & _OTHER_THAN else 0.75)
    shared = len(later.marks & earlier.marks)
    if not shared and earlier.marks:
        return head * 0.15
    other = bool(later.marks & _OTHER_THAN) and not earlier.marks & _OTHER_THAN
    return head * (0.4 + 0.6 * shared / len(later.marks)) * (0.3 if other else 1.0)


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
