"""What words are compared by: one spelling for both sides of the Atlantic, and which words are too common to tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
"""Small numbers, which some outlets write in words and others in digits."""

RESTRICTING: Final = frozenset("not no never nor neither none nobody nothing without hardly".split())
"""Words without which a sentence says something else."""

COMMON: Final = frozenset(
    """
    … a an the of in on at to for from by with and or but as is are was were be been being am it its this that these
    those there here he she they him her them his hers their theirs i me my mine we us our ours you your yours who whom
    whose which what when where why how not no nor yes if then than so because while though although since until till
    before after again about above below over under up down out off into onto through between among against during
    within without across along around near have has had having do does did done doing will would shall should can
    could may might must let s t one two all any some each every either neither both few many much more most less least
    other others another such own same only just also too very really quite still even ever never always often already
    yet now today tomorrow yesterday soon well rather almost perhaps maybe indeed however therefore thus
    say says said saying tell told ask asked think thinks thought know knows known knew believe want wants wanted need
    needs get gets got getting go goes going gone went come comes coming came make makes making made take takes taking
    took taken give gives giving given gave see sees seen saw look looks looking put use used work works working keep
    thing things something anything nothing everything someone anyone everyone nobody everybody people person man men
    woman women time times day days week weeks month months year years way ways lot lots kind bit part end
    good better best bad big small new old long great little right sure able first last next ago
    """.split()
)
"""Words that anybody says anywhere; a wording that has few others is nobody's in particular."""

_KNOWN: Final = {
    "grey": "gray",
    "cheque": "check",
    "tyre": "tire",
    "plough": "plow",
    "sceptical": "skeptical",
    "sceptic": "skeptic",
    "ageing": "aging",
    "judgement": "judgment",
    "kerb": "curb",
    "mum": "mom",
    "storey": "story",
    "whilst": "while",
    "amongst": "among",
    "towards": "toward",
    "ok": "okay",
    "moustache": "mustache",
    "pyjamas": "pajamas",
    "aluminium": "aluminum",
    "enquiry": "inquiry",
    "fulfil": "fulfill",
    "enrol": "enroll",
    "instalment": "installment",
    "skilful": "skillful",
    "jewellery": "jewelry",
}
# British endings and the American ones. What becomes of a word that only looks like one does not matter: it becomes the
# same on both sides.
_ENDINGS: Final = (
    (re.compile(r"(?<=\w{3})is(e|ed|es|er|ers|ing|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=\wl)ys(e|ed|es|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{2})our(|s|ed|ing|able|ite|ites|ful|ably|er|ers|less|hood|hoods|al)$"), r"or\1"),
    (re.compile(r"(?<=\w[bcdfghkptv])re(|s|d)$"), r"er\1"),
    (re.compile(r"(?<=\w{2})ence(|s|less)$"), r"ense\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|or|ors|ation)$"), r"l\1"),
    (re.compile(r"(?<=\wl)ogue(|s)$"), r"og\1"),
    (re.compile(r"(?<=\wgr)amme(|s|d)$"), r"am\1"),
    (re.compile(r"(?<=\w)(?:ae|oe)(?=[a-z]{3})"), "e"),
)


@lru_cache(maxsize=65_536)
def american(word: str) -> str:
    """A word in one spelling, so that "organised" meets "organized" and "centre" meets "center".

    Not always an English word: it is for comparing only.
    """
    if len(word) < 4 or not word.isascii():
        return _KNOWN.get(word, word)
    if word in _KNOWN:
        return _KNOWN[word]
    for pattern, ending in _ENDINGS:
        word = pattern.sub(ending, word)
    return word


__all__ = ["COMMON", "NUMBERS", "RESTRICTING", "american"]
