"""Names and the descriptions that stand beside them: "Minister Name", "Name, the minister," "the minister, Name,"."""

from __future__ import annotations

from briefing.attribution import titles
from briefing.attribution.cues import is_cue_verb
from briefing.attribution.lexicon import listed
from briefing.attribution.mention import Mention
from briefing.attribution.words import Words
from briefing.model import Span

_OPENING = frozenset([",", "(", "—", "–"])
_VERBS = listed("is was has had will would can could may might did does")
_ADDRESS = 4  # words of address between a description and a name
_ASIDE = 8  # words in brackets after a name that are passed over
_BELONGING = 8  # words after a name that say whom its bearer speaks for
_LINKS = listed("of from at for in on to and the &")


def appose(words: Words, names: list[Mention], described: list[Mention]) -> None:
    """Tie descriptions to the names beside them: title before, ", title," after, "title, Name," before, "Name is a"."""
    starts = {m.first: m for m in names if m.kind == "person"}
    ends = {m.last: m for m in names if m.kind == "person"}
    for mention in described:
        sense = mention.description
        if sense is None or sense.plural or words.all[mention.last - 1].is_possessive:
            continue
        after = _past_address(words, mention.last)
        named = starts.get(after)
        if named is None:
            named = _named_before(words, mention, ends) or _named_after(words, mention, starts)
        if named is not None:
            mention.named = named
            first = mention.first + (words.all[mention.first].low in titles.DETERMINERS)
            stop = mention.reach if named.first < mention.first else mention.last
            span = Span(words.all[first].start, words.all[stop - 1].end)
            named.roles.append((words.slice(first, stop), span, sense))
    _appose_twice(words, described)


def _appose_twice(words: Words, described: list[Mention]) -> None:
    """Tie "the chair of the committee, Senator Name," to the name that the second description introduces."""
    starts = {m.first: m for m in described if m.named is not None}
    for mention in described:
        comma = mention.reach
        if mention.named is not None or comma >= len(words.all) or words.all[comma].text != ",":
            continue
        second = starts.get(comma + 1)
        if second is None or second.named is None or second.named.first < second.last or mention.description is None:
            continue
        end = second.named.last
        if end < len(words.all) and words.all[end].text in (",", ".", ";", ")") and not mention.description.plural:
            mention.named = second.named


def _past_address(words: Words, at: int) -> int:
    """Where a name would begin after a description: past "Rep." and "Mr."."""
    end = min(len(words.all), at + _ADDRESS)
    while at < end and (words.all[at].text == "." or titles.courtesy(words.all[at].low) is not None):
        at += 1
    return at


def _named_before(words: Words, mention: Mention, ends: dict[int, Mention]) -> Mention | None:
    """The name in "Name, the description", "Name (the description)" or "Name is a description"."""
    at = mention.first - 1
    if at >= 0 and words.all[at].text in _OPENING:
        if words.all[at].text == "," and _acts(words, mention):
            return None
        return ends.get(_without_aside(words, at))
    if at >= 0 and words.all[at].low in ("is", "was", "as"):
        return ends.get(at) if words.all[at].low != "as" else None
    if at >= 1 and words.all[at].low in ("is", "was") and words.all[at - 1].low in (",", "who"):
        return ends.get(at - 1) or ends.get(at - 2)
    return None


def _acts(words: Words, mention: Mention) -> bool:
    """Whether a verb follows the description without a comma: it is whoever acts, and goes with no name before it."""
    if mention.reach >= len(words.all):
        return False
    after = words.all[mention.reach]
    return after.text.islower() and (is_cue_verb(after.low) or after.low in _VERBS)


def _without_aside(words: Words, at: int) -> int:
    """Where a name ends that "(D-Ohio)" or ", 56" stands after."""
    if at > 1 and words.all[at - 1].text == ")":
        opening = (n for n in range(at - 2, max(0, at - _ASIDE), -1) if words.all[n].text == "(")
        return next(opening, at)
    if at > 1 and words.all[at - 1].text.isdigit() and words.all[at - 2].text == ",":
        return at - 2
    return at


def _named_after(words: Words, mention: Mention, starts: dict[int, Mention]) -> Mention | None:
    """The name in "the description, Name," where the name's own end is marked too."""
    comma = mention.reach
    if comma + 1 >= len(words.all) or words.all[comma].text != ",":
        return None
    named = starts.get(comma + 1)
    if named is None or named.last >= len(words.all):
        return None
    after = _past_belonging(words, named.last)
    closes = after < len(words.all) and words.all[after].text in (",", ".", ";", ")")  # "…, Name said": no apposition
    return named if closes and words.all[named.last].sentence == words.all[mention.first].sentence else None


def _past_belonging(words: Words, at: int) -> int:
    """Where a name ends that "of the Acme Institute" or "(D-Ohio)" stands after; else `at` itself."""
    end = min(len(words.all), at + _BELONGING)
    if at < end and words.all[at].text == "(":
        return next((n + 1 for n in range(at, end) if words.all[n].text == ")"), at)
    if at < end and words.all[at].low in ("of", "from", "at"):
        return next((n for n in range(at, end) if not (words.all[n].is_capital or words.all[n].low in _LINKS)), end)
    return at
