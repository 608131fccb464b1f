"""A source described first and named later: offered as a link with its evidence, never as a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.draft import Draft
from briefing.attribution.mention import Mention
from briefing.attribution.referents import Referent, Tie
from briefing.attribution.repeats import content_of, stems
from briefing.attribution.words import Words
from briefing.model import ActorKind, ParagraphKind, Span, Step

REACH = 8  # paragraphs further down in which the name must come
LEAST = 0.5
MOST = 100  # sources described, and people named, that are weighed against each other
ROLES = 60  # of what is said of one person, how much is weighed


class Link(NamedTuple):
    """A described source and the name it may go by.

    Attributes:
        referent: The one who is named.
        probability: 0 to 1.
        how: The evidence, in words.
        steps: To the named one's mention and to what is said of them there.
    """

    referent: Referent
    probability: float
    how: str
    steps: tuple[Step, ...]


def links(
    words: Words, text: str, drafts: Sequence[Draft], ties: Sequence[Tie | None], referents: Sequence[Referent]
) -> dict[Referent, Link]:
    """For described singular sources of headline and lead: the person named further down who fits, if one does."""
    said: dict[Referent, set[str]] = {}
    for draft, tie in zip(drafts, ties, strict=True):
        if tie is not None:
            said.setdefault(tie.referent, set()).update(stems(content_of(text, draft)))
    lead = _lead(words)
    named = [r for r in referents if r.kind is ActorKind.PERSON and r in said][:MOST]
    described = [r for r in said if r.kind is ActorKind.UNNAMED and not r.plural and _paragraph(words, r) <= lead]
    found: dict[Referent, Link] = {}
    for referent in described[:MOST]:
        offers = [link for person in named if (link := _offer(words, referent, person, said)) is not None]
        offers.sort(key=lambda link: -link.probability)
        if offers and (len(offers) == 1 or offers[0].probability - offers[1].probability > 0.1):
            found[referent] = offers[0]
    return found


def _lead(words: Words) -> int:
    """The number of the last paragraph that counts as the lead: the second of the body."""
    bodies = [number for number, kind in enumerate(words.kinds) if kind is ParagraphKind.BODY]
    return bodies[min(1, len(bodies) - 1)] if bodies else len(words.kinds)


def _paragraph(words: Words, referent: Referent) -> int:
    """The number of the paragraph that brings a referent in."""
    start = referent.mentions[0] if referent.mentions else referent.proof
    return words.all[start.first].paragraph


def _offer(words: Words, referent: Referent, person: Referent, said: dict[Referent, set[str]]) -> Link | None:
    """A link when the person comes in later, nothing contradicts, and words about them or from them agree."""
    sense = referent.proof.description
    arrival = person.mentions[0] if person.mentions else person.proof
    first = words.all[referent.proof.first]
    if sense is None or not person.senses or arrival.first < referent.proof.first:
        return None
    far = words.all[arrival.first].paragraph - words.all[referent.mentions[-1].first].paragraph > REACH
    told = titles.gender_of(sense.head)
    if far or words.all[arrival.first].sentence == first.sentence or (told and person.suits(told) < 0.5):
        return None
    roles = list(person.senses)[:ROLES]
    head = max(titles.heads_agree(sense.head, other.head) for other in roles)
    head = max(head, max(titles.heads_agree(other.head, sense.head) for other in roles) * 0.8)
    about = _about(words, person)
    own = titles.marks_of(about) | frozenset().union(*(other.marks for other in roles))
    places = {mark for mark in own if mark.startswith("@")}
    if not head or (sense.places and places and sense.places.isdisjoint(places)):
        return None
    telling = {
        mark for mark in sense.marks if not mark.startswith("@") and not mark.startswith(("high-", "top", "senior"))
    }
    shared = telling & own
    same = len(said[referent] & said[person])
    if not shared or (same < 2 and head < 1.0):
        return None
    probability = min(0.8, 0.2 + 0.2 * head + 0.1 * min(2, len(shared)) + 0.07 * min(4, same))
    if probability < LEAST:
        return None
    words_shared = f"“{'”, “'.join(sorted(shared))}”"
    called = f"called {person.roles[0][0]}, which shares" if person.roles else "introduced with words that share"
    how = f"further down {person.name} is {called} {words_shared} with “{referent.name}”"
    how += ", and speaks of the same matter" if same >= 2 else ""
    named = Step(span=_span(words, person.proof), how="named further down")
    called_so = [Step(span=span, how=f"shares {words_shared}") for _, span, _ in person.roles[:1]]
    return Link(person, probability, how, (Step(span=_span(words, referent.proof)), named, *called_so))


def _span(words: Words, mention: Mention) -> Span:
    return Span(words.all[mention.first].start, words.all[mention.last - 1].end)


def _about(words: Words, person: Referent) -> list[str]:
    """What stands right after the person's fullest name, up to the verb."""
    proof = person.proof
    end = proof.last
    sentence = words.all[proof.first].sentence
    while end < min(len(words.all), proof.last + 25):
        word = words.all[end]
        if word.sentence != sentence or (is_cue_verb(word.low) and words.all[end - 1].text == ","):
            break
        end += 1
    return [words.all[n].base for n in range(proof.last, end) if words.all[n].is_word]
