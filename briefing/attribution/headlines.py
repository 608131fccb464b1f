"""Headlines and captions that carry a claim and its source, which are sure by their shape alone.

"Ferry Sinks Off Coast - Officials", "Vega: we are ready to talk (Agency)", "Ferry sank in minutes, say survivors". The
encoder sees many of them; where its statements and the shape disagree, the shape is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from briefing.attribution.cues import is_speech_verb
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.lexicon import listed
from briefing.attribution.metonyms import power_of
from briefing.attribution.shapes import Shaped, in_place
from briefing.attribution.statements import Figures
from briefing.attribution.titles import is_body, person_noun
from briefing.model import Paragraph, ParagraphKind, Span

LONGEST_SOURCE = 6  # words
SHORTEST_CLAIM = 4  # words
SHORTEST_SAID = 3  # words, where a verb says that it is one ("Toll illegal, rules tribunal")
LONGEST_CREDIT = 80  # code points
_SHAPED = frozenset([ParagraphKind.TITLE, ParagraphKind.CAPTION, ParagraphKind.HEADING])
_TAIL = re.compile(r"(?P<claim>\S.*\S)\s+(?P<cue>[-–—]{1,2})\s+(?P<source>\S[^-–—:]*\S)")
_HEAD = re.compile(r"(?P<source>[^\s:\"“][^:\"“]*[^\s:])(?P<cue>:)\s+(?P<claim>\S.*\S)")
_SAYS = re.compile(r"(?P<claim>\S.*\S),\s+(?P<cue>[a-z]+)\s+(?P<source>[^,;:]*\S)")
_SAID = re.compile(r"(?P<claim>\S.*\S),\s+(?P<source>[^,;:]*[^\s,;:])\s+(?P<cue>[a-z]+)")
_GENRES = listed("interview profile analysis explainer review obituary timeline guide q&a gallery video photos live")
# What stands behind the bar of a title and is a part of the paper: "A bridge too far | Letters".
_SECTIONS = _GENRES | listed(
    "letters letter opinion comment editorial editorials column columns news podcast podcasts cartoon cartoons "
    "corrections quiz sport politics business world books culture newsletter blog obituaries recipes crossword"
)
_LABEL = re.compile(r"\|\s*(?P<label>[^|\n]*\w)\W*\Z")
_CREDIT = re.compile(r"\s*[(\[][^()\[\]]{2,60}[)\]]\s*\.?$")


def with_headlines(
    text: str,
    paragraphs: Sequence[Paragraph],
    drafts: Sequence[tuple[Draft, Figures]],
    entities: Sequence[Entity],
) -> list[tuple[Draft, Figures]]:
    """Put what headlines and captions say by their shape in the place of what was decoded there.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        drafts: What was decoded, with the figures of each.
        entities: The names in it.

    Returns:
        Drafts in order of their content.
    """
    names = {word for one in entities if one.kind != "place" for word in text[one.start : one.end].split()}
    found = ((one, _claim(text, one, names)) for one in paragraphs if one.kind in _SHAPED)
    labels = [label for one in paragraphs if one.kind is ParagraphKind.TITLE and (label := _label(text, one))]
    if labels:
        drafts = [pair for pair in drafts if not any(_within(pair[0].source, label) for label in labels)]
    return in_place(drafts, [Shaped(Span(one.start, one.end), draft) for one, draft in found if draft is not None])


def _label(text: str, title: Paragraph) -> Span | None:
    """The part of the paper that a title names behind a bar, which says nothing."""
    found = _LABEL.search(text, title.start, title.end)
    if found is None or found["label"].casefold().split()[-1] not in _SECTIONS:
        return None
    return Span(*found.span("label"))


def _within(source: Sequence[Span], label: Span) -> bool:
    return bool(source) and label.start <= source[0].start and source[-1].end <= label.end


def _claim(text: str, paragraph: Paragraph, names: Set[str]) -> Draft | None:
    """The statement that a headline or caption makes by its shape, or None."""
    line = text[paragraph.start : paragraph.end]
    tail = max(0, len(line) - LONGEST_CREDIT)
    credit = _CREDIT.search(line, tail) if paragraph.kind is ParagraphKind.CAPTION else None
    body = line[: credit.start()] if credit else line
    for shape in (_TAIL, _HEAD, _SAYS, _SAID):
        found = shape.fullmatch(body.rstrip())
        if found is None:
            continue
        least = SHORTEST_SAID if found["cue"].isalpha() else SHORTEST_CLAIM
        if len(found["claim"].split()) < least:
            continue
        if not _GENRES.isdisjoint(found["claim"].lower().split()[:3]):
            continue
        if found["cue"].isalpha() and not is_speech_verb(found["cue"]):
            continue
        source, cue, claim = (_moved(found.span(role), paragraph.start) for role in ("source", "cue", "claim"))
        if _can_speak(text, source, names):
            return Draft((claim,), (cue,), (source,))
    return None


def _moved(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)


def _can_speak(text: str, source: Span, names: Set[str]) -> bool:
    """Whether words name somebody: a person's noun, a body, a seat of power, or a name of people or bodies."""
    words = text[source.start : source.end].split()
    if not 0 < len(words) <= LONGEST_SOURCE:
        return False
    last = words[-1].strip(".,'’\"”").casefold()
    if person_noun(last) or is_body(last) or power_of(" ".join(words)) is not None:
        return True
    return all(word.strip(".,'’\"”") in names for word in words)
