"""What makes a report less than certain, in the article's words: "reportedly", "appeared to", "did not rule out"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.attribution.cues import is_hedge
from briefing.attribution.draft import Draft
from briefing.model import Span

_REACH = 60  # code points before a cue in which what hedges it can begin
_STOP = re.compile(r"[.;:!?\n\"“”,()]|\b(?:and|but|or|while|who|which|that)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NEGATED = re.compile(
    r"\b(?:(?:do|does|did|would|will|could|can|has|have|had|is|was|were|are|may|might|should|must)(?:\s+not|n['’]t)"
    r"|won['’]t|can['’]t|cannot|never|neither|nor|hardly|scarcely)\b",
    re.IGNORECASE,
)
_DOUBTED = r"(?:said|believed|thought|understood|reported|alleged|rumou?red|supposed|suspected|presumed|claimed)"
_PHRASE = re.compile(
    r"\b(?:(?:appear|seem)(?:s|ed|ing)?\s+to|(?:may|might|could)\s+have|stop(?:s|ped|ping)?\s+short\s+of|all\s+but"
    rf"|(?:is|are|was|were|(?:has|have|had)\s+been)\s+{_DOUBTED}\s+to(?:\s+have)?)\b",
    re.IGNORECASE,
)
_UNCONFIRMED = re.compile(r"\b(?:unconfirmed|unverified)\b", re.IGNORECASE)


def hedge_of(text: str, draft: Draft) -> str | None:
    """The words in or before a cue that hedge or negate it, as written; None when there are none.

    What the source says ("it may rain") is the source's business, and no hedge of the report.

    Args:
        text: The article's text.
        draft: The statement's spans.
    """
    if not draft.cue:
        return None
    begin, end = _before(text, draft), draft.cue[-1].end
    negated = _NEGATED.search(text, begin, end)
    spans = [Span(*match.span()) for start, stop in draft.source for match in _UNCONFIRMED.finditer(text, start, stop)]
    spans += [Span(*match.span()) for match in _PHRASE.finditer(text, begin, end)]
    spans += [Span(*match.span()) for match in _WORD.finditer(text, begin, end) if is_hedge(match.group())]
    if negated is not None:
        spans.append(Span(negated.start(), end))
    return " … ".join(" ".join(text[start:stop].split()) for start, stop in _outermost(spans)) or None


def _before(text: str, draft: Draft) -> int:
    """Where the words begin that can hedge a cue: behind the source and the content, in the cue's own clause."""
    start = draft.cue[0].start
    ends = [span.end for span in (*draft.source, *draft.content) if span.end <= start]
    first = max([0, start - _REACH, *ends])
    lead = text[first:start].rstrip(" ,")
    stops = [match.end() for match in _STOP.finditer(lead)]
    return first + (stops[-1] if stops else 0)


def _outermost(spans: list[Span]) -> Iterator[Span]:
    """Spans in order, without those that lie in another one."""
    last = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end > last:
            yield span
            last = span.end


__all__ = ["hedge_of"]
