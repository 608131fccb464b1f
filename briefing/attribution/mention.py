"""One mention of somebody who may speak, and the pronouns that can be one."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.attribution.lexicon import listed
from briefing.attribution.titles import Description
from briefing.model import Span

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
WHO = frozenset(["who", "whom", "whose", "which", "that"])
FIRST = listed("i me my mine myself we us our ours ourselves")
THIRD = HE | SHE | THEY
PRONOUNS = THIRD | IT | WHO | FIRST
_SHORTENED = ("", "'s", "'d", "'ll", "'ve", "'re", "'m")
_FORMS = {pronoun + ending: pronoun for pronoun in PRONOUNS for ending in _SHORTENED}
THIRD_FORMS = {form: pronoun for form, pronoun in _FORMS.items() if pronoun in THIRD}


def pronoun_in(low: str) -> str | None:
    """The pronoun that a folded word is, or begins with ("he's" → "he"); None when it is none."""
    return _FORMS.get(low)


@dataclass(eq=False, slots=True)
class Mention:
    """One mention.

    Attributes:
        first: The number of its first word.
        last: One past the number of its last word.
        kind: "person", "organisation", "place", "group", "description" or "pronoun".
        name: A person's name without titles; what it is called otherwise.
        description: What the phrase says of somebody, for a description.
        roles: What is said of a named person here: the words, where they stand, and their sense.
        title: What a shortened form of address before the name says of its bearer ("Sen."), or None.
        courtesy: "men" or "women" when the form of address tells.
        named: The named mention that a description stands in apposition to.
        reach: One past the last word of what belongs to the phrase ("of the bank").
        parts: The mentions that it puts together ("Doe and Roe"); empty for most.
    """

    first: int
    last: int
    kind: str
    name: str
    description: Description | None = None
    roles: list[tuple[str, Span, Description]] = field(default_factory=list)
    title: Description | None = None
    courtesy: str | None = None
    named: Mention | None = None
    reach: int = 0
    parts: tuple[Mention, ...] = ()
