"""What stands before the colon of a headline: who says the rest, or what the rest is about.

"Doe: we will pay" and "Doe: man held over fire" have one shape. Who is quoted there, or says "I" or "we", speaks. Of
anybody else the article must bear it out: it reports them, further down, with the words of the headline. Whom it
reports with a few of these words only may be who speaks, and that is for a reader to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.attribution.draft import Draft
from briefing.attribution.lexicon import listed
from briefing.attribution.metonyms import place_of
from briefing.attribution.repeats import content_of, stems
from briefing.attribution.talk import is_clause
from briefing.attribution.titles import is_body, person_noun
from briefing.model import ActorKind, Paragraph, ParagraphKind, Speaker

UNSURE = 0.5  # how sure one is of what the article bears out in part: below what counts as a fact
_ENOUGH = 3  # words that a headline shares with a statement of its speaker further down, to be borne out
_SOME = 2  # and to be perhaps
_OPENING_MARKS = "\"'“‘«"
_NEVER_OPENS = listed("on from in at inside behind meet building between after before with when how why what who where")
_ASKS = listed("how why what who where when which can could will would should is are do does did")
_REVIEWS = listed("review obituary quiz recipe recipes")
_ONESELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b(?![.-])")
_QUOTED = re.compile(r"(?<!\w)[“\"‘'].{3,}?[”\"’'](?!\w)")
_WORD = re.compile(r"[^\W\d_]+")


def borne_out(
    text: str, paragraphs: Sequence[Paragraph], drafts: Sequence[Draft], speakers: Sequence[Speaker | None]
) -> list[Draft]:
    """The drafts without those that a headline only seems to make, those perhaps made no surer than they are.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        drafts: Its statements.
        speakers: Who makes each.

    Returns:
        The drafts themselves, as many and as sure, when there is nothing to mend.
    """
    kept = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        line = _line(text, paragraphs, draft)
        if line is None:
            kept.append(draft)
            continue
        sure = _sure(text, draft, speaker, _echo(text, line, draft, speaker, drafts, speakers))
        if not text[line.end :].strip():  # there is no article that could bear it out
            sure = max(sure, UNSURE)
        if sure:
            kept.append(draft if sure == 1 else draft._replace(confidence=min(sure, draft.confidence)))
    return kept


def _line(text: str, paragraphs: Sequence[Paragraph], draft: Draft) -> Paragraph | None:
    """The headline that a draft is all of, its source before the colon; None for any other draft."""
    if not draft.source or draft.within is not None:
        return None
    start, end = draft.source[0].start, draft.source[-1].end
    if text[end : end + 1] != ":" or any(letter.isalpha() for a, b in draft.cue for letter in text[a:b]):
        return None
    line = next((one for one in paragraphs if one.start == start), None)
    if line is None or not (line.kind in (ParagraphKind.TITLE, ParagraphKind.HEADING) or line is paragraphs[0]):
        return None
    return line if draft.content and draft.content[-1].end <= line.end else None


def _echo(
    text: str,
    line: Paragraph,
    draft: Draft,
    speaker: Speaker | None,
    drafts: Sequence[Draft],
    speakers: Sequence[Speaker | None],
) -> int:
    """How many words a headline shares with what its speaker says further down, where they share most; -1: nothing."""
    if speaker is None:
        return -1
    own = stems(content_of(text, draft))
    others = (
        other
        for other, who in zip(drafts, speakers, strict=True)
        if who is not None and who.name == speaker.name and other.content and other.content[0].start >= line.end
    )
    return max((len(own & stems(content_of(text, other))) for other in others), default=-1)


def _sure(text: str, draft: Draft, speaker: Speaker | None, echo: int) -> float:
    """1 where somebody says what stands behind the colon, 0 where nobody does, and between where one cannot tell."""
    source = text[draft.source[0].start : draft.source[-1].end]
    said = text[draft.content[0].start : draft.content[-1].end]
    quoted = said[0] in _OPENING_MARKS or text[draft.content[0].start - 1] in _OPENING_MARKS
    if speaker is None or not _can_speak(source, speaker, quoted=quoted):
        return 0.0
    if quoted:
        return 1.0
    words = _WORD.findall(said.casefold())
    named = speaker.kind in (ActorKind.PERSON, ActorKind.GROUP) and " " in speaker.name
    if (named or echo >= 0) and _ONESELF.search(_QUOTED.sub("", said)) and _REVIEWS.isdisjoint(words):
        return 1.0
    place = speaker.kind is ActorKind.GOVERNMENT and place_of(source) is not None
    if place or said.rstrip().endswith("?") or not words or words[0] in _ASKS or not _REVIEWS.isdisjoint(words):
        return 0.0
    people = speaker.kind is ActorKind.UNNAMED
    if echo >= _ENOUGH or (people and is_clause(text, draft.content)):
        return 1.0
    return UNSURE if people or echo >= _SOME else 0.0


def _can_speak(source: str, speaker: Speaker, *, quoted: bool) -> bool:
    """Whether what stands before the colon may be who speaks: a name, or words for people ("Officials")."""
    words = _WORD.findall(source)
    if not words or words[0].casefold() in _NEVER_OPENS or any(mark in source for mark in '"“”‘') or source[0] == "'":
        return False
    if speaker.kind is not ActorKind.UNNAMED or (quoted and len(words) > 1 and words[-1][0].isupper()):
        return True
    return bool(person_noun(words[-1]) or is_body(words[-1]))


__all__ = ["UNSURE", "borne_out"]
