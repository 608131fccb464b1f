"""Where a mention stands in its sentence, and how far it is from another: what makes it likely to be taken up."""

from __future__ import annotations

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import Mention
from briefing.attribution.words import Words

MODIFIERS = 20  # words before a mention that are passed over to find what governs it
SUBJECT = 1.0  # the standing of a subject; the first of a sentence stands higher still
_PREPOSITIONS = listed(
    "about after against among at before behind by despite for from in into like near of off on over than "
    "through to toward towards under unlike via with without"
)
_POSSESSORS = frozenset(["his", "her", "their", "its"])
_VERBS = listed("is was has had will would who , does did")
_BODIES = frozenset(["organisation", "place", "group"])
_NUMBERS = ("", "", "two", "three", "four", "five", "six")


def standing_of(words: Words, mention: Mention) -> float:
    """How prominent a mention is: subjects are taken up more often than objects, and those than possessors."""
    every = words.all
    last = every[mention.last - 1]
    if last.is_possessive or mention.name in _POSSESSORS:
        return 0.6
    if mention.kind in _BODIES and _sets_apart(words, mention):
        return 0.4
    start = mention.first - 1
    reach = max(0, start - MODIFIERS)
    while start >= reach and (every[start].low in titles.DETERMINERS or titles.is_modifier(every[start].low)):
        start -= 1
    if start >= 0 and every[start].low in _PREPOSITIONS and every[start].sentence == last.sentence:
        return 0.5
    if mention.first == 0 or every[mention.first - 1].sentence != last.sentence:
        return 1.1
    after = every[mention.last] if mention.last < len(every) else None
    acts = after is not None and (after.low in _VERBS or is_cue_verb(after.low) or after.low.endswith("ed"))
    if acts or (start >= 0 and every[start].sentence == last.sentence and is_cue_verb(every[start].low)):
        return SUBJECT  # "Doe said", "said Doe"
    return 0.7


def _sets_apart(words: Words, mention: Mention) -> bool:
    """Whether a name only tells of what the noun behind it is ("FBI criticism")."""
    after = words.all[mention.last] if mention.last < len(words.all) else None
    if after is None or after.sentence != words.all[mention.first].sentence or not after.text[:1].islower():
        return False
    verb = after.low in _VERBS or is_cue_verb(after.low) or after.low.endswith(("ed", "ly", "s"))
    return not (verb or titles.breaks(after.text) or after.low in titles.DETERMINERS)


def distance(words: Words, mention: Mention, earlier: Mention) -> str:
    """Where an earlier mention stands, seen from another: "subject of the previous sentence"."""
    apart = words.all[mention.first].sentence - words.all[earlier.first].sentence
    place = (
        "the same sentence"
        if apart == 0
        else "the previous sentence"
        if apart == 1
        else f"the sentence {_NUMBERS[apart]} before"
        if 0 < apart < len(_NUMBERS)
        else "a sentence further up"
        if apart > 0
        else "a sentence further down"
    )
    return f"subject of {place}" if standing_of(words, earlier) >= SUBJECT else f"in {place}"
