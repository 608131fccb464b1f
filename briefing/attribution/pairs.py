"""Two or three who are named together ("Doe and Roe", "France and Germany"): one mention beside their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.attribution import titles
from briefing.attribution.mention import Mention
from briefing.attribution.words import Words

_NAMED = frozenset(["person", "organisation", "place"])
_MOST = 4
_BETWEEN = 12  # words from one name to the next: "and", a title, a form of address


def pairs(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each run of names of one kind that is joined by "and", with commas before it.

    Args:
        words: The article's words.
        mentions: Its names and descriptions, in order.
    """
    run: list[Mention] = []
    joined = False
    for mention in (m for m in mentions if m.kind in _NAMED):
        if run and mention.first < run[-1].last:
            continue
        between = _joint(words, run[-1], mention) if run else None
        if between is None or joined:
            if joined:
                yield _together(words, run)
            run, joined = [mention], False
        else:
            run.append(mention)
            joined = between == "and"
            if len(run) > _MOST:
                run, joined = [mention], False
    if joined:
        yield _together(words, run)


def _joint(words: Words, one: Mention, other: Mention) -> str | None:
    """What joins two names, "and" or a comma; None when something else stands between them, or they differ in kind."""
    if one.kind != other.kind or not 0 < other.first - one.last <= _BETWEEN:
        return None
    start = one.last
    if words.all[start].text == "(":  # "Doe (D-Ohio) and Roe"
        closing = (number for number in range(start + 1, other.first) if words.all[number].text == ")")
        start = next(closing, start) + 1
    opening = words.all[start]
    if opening.low not in ("and", "&", ",") or opening.paragraph != words.all[other.first].paragraph:
        return None
    rest = range(start + 1, other.first)
    found = "and" if opening.low in ("and", "&") else ","
    if found == "," and rest and words.all[rest[0]].low in ("and", "&"):
        found, rest = "and", rest[1:]
    titled = one.kind == "person"
    return found if all(_introduces(words, number, titled=titled) for number in rest) else None


def _introduces(words: Words, number: int, *, titled: bool) -> bool:
    """Whether a word may stand before a name that it belongs to: "the", "Mr.", before a person "Acme Chairman"."""
    word = words.all[number]
    return (
        word.low == "the"
        or word.text == "."
        or (titled and word.is_capital)
        or titles.courtesy(word.low) is not None
        or titles.person_noun(word.low) is not None
    )


def _together(words: Words, run: Sequence[Mention]) -> Mention:
    first, last = run[0].first, run[-1].last
    return Mention(first, last, "group", words.slice(first, last), reach=last, parts=tuple(run))
