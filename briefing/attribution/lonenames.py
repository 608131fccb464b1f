"""What a name of one word is, where the encoder takes it for a person's: the article's own use of it tells better.

A newspaper gives people their whole name or a title once. What it never does, and what it says "the" and "some" before,
or gives a leader and members, is a party, a people or a firm; and a feast or an affair is nobody's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.draft import Draft
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import Mention
from briefing.attribution.words import Word, Words

_COUNTING = listed("some many most few several all these those fellow")
_AUXILIARIES = listed("is are was were be has have had do does did will would can could may might must should")
_SEVERAL = listed("are were have do aren't weren't haven't don't")
# What "it" does after "Acme said it …": a firm's it, and no night's ("it was late") or matter's ("it seems").
_ACTING = listed(
    "expects expected plans planned intends hopes holds agreed decided sold bought acquired received completed filed "
    "signed earned reported raised cut declared owns owned believes believed"
)
_HAPPENING = listed("be take make rain snow depend cost require need have seem come all not never always also")
_ENDINGS = listed("inc corp corporation ltd plc llc co bros")
_CLAUSE = 5  # words from a name on in which "said that it will …" stands
_ACRONYM = 4  # letters of a name in capitals that is a body's
_PEOPLES = ("ites", "ists", "ians", "crats", "iters", "iteers")
_MEMBERS = listed(
    "mp mps leader leaders party peer peers councillor councillors politician politicians chief boss owner"
)
_FIRMS = listed(
    "energy inc corp corporation ltd plc company group holdings motors airlines airways technologies systems "
    "pharmaceuticals industries"
)


def is_affair(name: str) -> bool:
    """Whether a name is nobody's, but an affair's, a feast's, or what newspapers print over a piece."""
    words = name.split()
    return titles.is_thing(words[-1]) and (len(words) == 1 or words[-1].casefold().endswith("xit"))


def is_nobodys(text: str, draft: Draft) -> bool:
    """Whether a statement's source is an affair, or what a newspaper prints over a piece ("Brexit: …", "… | Letters").

    Args:
        text: The article's text.
        draft: The statement.
    """
    source, cue = (" ".join(text[start:end] for start, end in spans) for spans in (draft.source, draft.cue))
    name = source.strip(" .,:;'’\"“”")
    if not name or not is_affair(name):
        return False
    return name.casefold().endswith("xit") or not any(letter.isalpha() for letter in cue)


def kinds_by_use(words: Words, names: Sequence[Mention]) -> dict[str, str]:
    """For each name of one word that is used as no person's is, "group" or "organisation".

    Args:
        words: The article's words.
        names: Its names, as the encoder found them.
    """
    led = Counter(m.name for m in names if m.first and words.all[m.first - 1].low == "the")
    often = Counter(m.name for m in names)
    firms = {m.name.split()[0] for m in names if m.kind != "person" and m.name.split()[-1].casefold() in _FIRMS}
    people = {m.name for m in names if m.kind == "person" and " " in m.name}
    found: dict[str, str] = {}
    titled: set[str] = set()
    for mention in names:
        if mention.kind != "person" or " " in mention.name or titles.mostly_for(mention.name.casefold()):
            continue
        if mention.courtesy or mention.title:
            titled.add(mention.name)
        letters = _is_acronym(mention.name, people) and not _is_shouted(words, mention)
        firm = letters or mention.name in firms or _speaks_of_itself(words.all, mention)
        kind = "organisation" if firm else _kind_here(words, mention)
        uses, with_the = often[mention.name], led[mention.name]
        if kind == "organisation" and with_the and (uses == 1 or 2 * with_the < uses):
            continue  # once may be a slip of the pen
        if kind is not None:
            found.setdefault(mention.name, kind)
    return {name: kind for name, kind in found.items() if name not in titled}


def _kind_here(words: Words, mention: Mention) -> str | None:
    """What one use of a name shows it to be, or None when it shows nothing."""
    every, name = words.all, mention.name
    sort = "group" if name.endswith("s") else "organisation"
    if titles.is_party(name) or name.endswith(_PEOPLES):
        return sort
    if every[mention.last - 1].is_possessive or words.is_headline(mention.first):
        return None
    before, after = _beside(every, mention)
    if after is None:
        return None
    if before is not None and name.endswith("s"):
        joined = before.low in ("and", "&", ",")
        if before.low in _COUNTING or (after.low in _SEVERAL and not joined):
            return "group"
    if before is not None and before.low == "the" and _ends(after, several=sort == "group"):
        return sort
    return "organisation" if after.low in _MEMBERS and (after.text.islower() or after.low.startswith("mp")) else None


def _speaks_of_itself(every: Sequence[Word], mention: Mention) -> bool:
    """Whether a name is a body's that says what "it" does ("Acme said it will close the mill")."""
    own = every[mention.first].sentence
    words = [word.low for word in every[mention.last : mention.last + _CLAUSE] if word.sentence == own]
    if not words or not is_cue_verb(words[0]):
        return False
    it = 1 + (len(words) > 1 and words[1] == "that")
    if words[it : it + 1] != ["it"] or len(words) < it + 3:
        return False
    does = words[it + 1]
    return does in _ACTING or (does in ("will", "would") and words[it + 2] not in _HAPPENING)


def _is_acronym(name: str, people: Iterable[str]) -> bool:
    """Whether a name is letters of a body's, and not the first letters of somebody whom the article names."""
    if not (2 <= len(name) <= _ACRONYM and name.isupper() and name.isalpha()):
        return False
    return all("".join(part[0] for part in person.replace("-", " ").split()).upper() != name for person in people)


def _is_shouted(words: Words, mention: Mention) -> bool:
    """Whether the word beside a name is in capitals too, or a headline's, which tell nothing."""
    beside = [word for word in _beside(words.all, mention) if word is not None and word.is_word and len(word.text) > 1]
    return words.is_headline(mention.first) or not beside or any(word.text.isupper() for word in beside)


def is_firm(name: str) -> bool:
    """Whether a name of several words ends as those of firms do ("Roe Bros Inc")."""
    return " " in name and name.rstrip(".").rpartition(" ")[2].casefold() in _ENDINGS


def _beside(every: Sequence[Word], mention: Mention) -> tuple[Word | None, Word | None]:
    """The words before and after a name, in its own sentence."""
    own = every[mention.first].sentence
    at = (mention.first - 1, mention.last)
    before, after = (every[n] if 0 <= n < len(every) and every[n].sentence == own else None for n in at)
    return before, after


def _ends(after: Word, *, several: bool) -> bool:
    """Whether a name with "the" is all there is of a phrase: a verb follows it, or a comma."""
    verb = after.text.islower() and is_cue_verb(after.low) and (several or after.low.endswith(("s", "ed")))
    return verb or after.low in _AUXILIARIES or after.text in (",", ".")


def whole_people(names: Iterable[Mention]) -> None:
    """Make a person's what was taken for a place's, where a first name stands before a surname of the article."""
    known = list(names)
    alone = {mention.name for mention in known if mention.kind == "person" and " " not in mention.name}
    for mention in known:
        first, _, last = mention.name.partition(" ")
        given = titles.mostly_for(first.casefold()) is not None and not titles.is_modifier(first)
        if mention.kind != "person" and last in alone and given:
            mention.kind = "person"


__all__ = ["is_affair", "is_firm", "is_nobodys", "kinds_by_use", "whole_people"]
