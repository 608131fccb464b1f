"""What a cue does: the class of its verb or noun, as listed in `data/cues.toml`."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from briefing.attribution.lexicon import lexicon
from briefing.model import Mode, Polarity

_WORD = re.compile(r"n['’]t\b|(?:(?!n['’]t\b)[^\W\d_])+(?:-[^\W\d_]+)*|[:–—-]", re.IGNORECASE)
_VOWELS = frozenset("aeiou")


class CueClass(NamedTuple):
    """A class of cues.

    Attributes:
        name: The polarity's name, or "attitude".
        definition: What belongs to it, in one sentence.
        negated: The polarity that its negation amounts to.
    """

    name: str
    definition: str
    negated: Polarity


class _Lexicon(NamedTuple):
    classes: dict[str, CueClass]
    verbs: dict[str, str]
    nouns: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    negations: frozenset[str]
    hedges: frozenset[str]


def _forms(lemma: str, irregular: dict[str, list[str]], doubled: frozenset[str]) -> set[str]:
    """Every inflected form of a verb."""
    stem = lemma + lemma[-1] if lemma in doubled else lemma
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    past = stem + ("d" if stem.endswith("e") else "ed")
    going = stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem
    forms = {lemma, lemma + ("es" if sibilant else "s"), past, going + "ing"}
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    return forms | set(irregular.get(lemma, ()))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


@cache
def _lexicon() -> _Lexicon:
    data = lexicon("cues")
    irregular = {
        lemma: forms.split(",") for lemma, _, forms in (e.partition(":") for e in data["irregular"]["forms"].split())
    }
    doubled = frozenset(data["irregular"]["doubled"].split())
    found = _Lexicon(
        {}, {}, {}, {}, frozenset(data["negation"]["words"].split()), frozenset(data["hedges"]["words"].split())
    )
    for name, entry in data.items():
        if "definition" not in entry:
            continue
        found.classes[name] = CueClass(name, entry["definition"], Polarity(entry["negated"]))
        for verb in entry["verbs"].split():
            for form in _forms(verb, irregular, doubled):
                found.verbs.setdefault(form, name)
        for noun in entry["nouns"].split() + entry.get("adjectives", "").split():
            found.nouns.setdefault(noun, name)
            found.nouns.setdefault(_plural(noun), name)
        found.phrases.update({tuple(phrase.split()): name for phrase in entry.get("phrases", ())})
    return found


def cue_classes() -> tuple[CueClass, ...]:
    """Every class with its definition, for explanations and help."""
    return tuple(_lexicon().classes.values())


def is_cue_verb(word: str) -> bool:
    """Whether a word is a form of some verb that reports speech or an attitude."""
    return word.casefold() in _lexicon().verbs


def is_speech_verb(word: str) -> bool:
    """Whether a word is a form of some verb that reports speech."""
    return _lexicon().verbs.get(word.casefold(), "attitude") != "attitude"


def is_telling(word: str) -> bool:
    """Whether a word is a verb or a noun of speech, and of no attitude ("claims", "claim")."""
    data, low = _lexicon(), word.casefold()
    return (data.verbs.get(low) or data.nouns.get(low) or "attitude") != "attitude"


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def class_of(cue_text: str) -> CueClass | None:
    """The class of a cue: that of its most telling word; None for a bare colon, a preposition or an unknown verb.

    "refused to say" refuses and "quoted officials as saying" says: a class other than plain saying wins, a verb wins
    over a noun, and speech over attitude.
    """
    lexicon, words = _lexicon(), _words(cue_text)
    verbs = [lexicon.verbs[word] for word in words if word in lexicon.verbs]
    nouns = [lexicon.nouns[word] for word in words if word in lexicon.nouns]
    phrases = [lexicon.phrases[pair] for pair in pairwise(words) if pair in lexicon.phrases]
    ranked = [
        *phrases,
        *(name for name in verbs if name not in ("said", "attitude")),
        *(name for name in nouns if name not in ("said", "attitude")),
        *(name for name in verbs + nouns if name == "said"),
        *verbs,
        *nouns,
    ]
    return lexicon.classes[ranked[0]] if ranked else None


def is_negated(cue_text: str) -> bool:
    """Whether the cue is negated ("did not say", "never denied")."""
    return not _lexicon().negations.isdisjoint(_words(cue_text))


def is_hedge(word: str) -> bool:
    """Whether a word makes a report less than certain ("reportedly", "may")."""
    return word.casefold() in _lexicon().hedges


def polarity_of(cue_text: str, *, negated: bool = False) -> Polarity:
    """What sort of saying a cue is; an attitude, a colon and an unknown verb count as plain saying.

    Args:
        cue_text: The cue's words.
        negated: Whether words outside it negate it.
    """
    found = class_of(cue_text)
    if found is None:
        return Polarity.SAID
    if negated or is_negated(cue_text):
        return found.negated
    return Polarity.SAID if found.name == "attitude" else Polarity(found.name)


def mode_of(cue_text: str) -> Mode:
    """Whether a cue reports speech, or an attitude or act.

    No cue, a colon, a dash and a bare preposition report speech: they stand beside a source and its words. A verb that
    no class holds is an act.
    """
    found = class_of(cue_text)
    if found is not None:
        return Mode.ATTITUDE if found.name == "attitude" else Mode.SPEECH
    spoken = all(word in _PARTICLES or not word.isalpha() for word in _words(cue_text))
    return Mode.SPEECH if spoken else Mode.ATTITUDE


_PARTICLES = frozenset(["in", "per", "by", "for", "from", "with", "to", "of", "via", "on", "at", "per", "as"])
