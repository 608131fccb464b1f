"""Constructions whose parts grammar alone tells apart: "quoted officials as saying that …"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from briefing.attribution.draft import Draft
from briefing.attribution.statements import Figures
from briefing.model import Span

_QUOTED = r"(?:quot(?:e[sd]?|ing)|cit(?:e[sd]?|ing)|report(?:s|ed|ing)?)"
_SAYING = r"(?:saying|stating|claiming|declaring|warning|telling|adding|arguing|insisting|suggesting|noting)"
_WERE = r"(?:was|were|is|are|(?:has|have|had)\s+been)"
_QUOTING = re.compile(rf"\b{_QUOTED}\s")  # what is in all of them
_NEAR = 4  # constructions before a content that can reach it: each is short, and they seldom overlap
# "quoted the two officials as saying": the quoted speak, whoever quotes them only carries it.
_ACTIVE = re.compile(
    rf"\b(?P<cue>(?:(?:has|have|had|was|were|is|are)\s+)?{_QUOTED}\s{{1,8}}(?!by\b)(?P<source>[^\s.;:!?\"“”][^.;:!?\n\"“”]{{2,160}}?)\s+as\s+{_SAYING})\b"
    r"(?:\s*,)?\s*"
)
# "An official was quoted by the Herald as saying": the Herald only carries it.
_PASSIVE = re.compile(
    rf"(?:\A|(?<=[.;:!?,\n\"“”]))\s*(?P<source>[^\s.;:!?,\"“”][^.;:!?,\n\"“”]{{1,119}}?)\s+"
    rf"(?P<cue>{_WERE}\s+{_QUOTED}\s+by\s+[^.;:!?\n\"“”]{{2,80}}?\s+as\s+{_SAYING})\b"
    r"(?:\s*,)?\s*"
)
# The same with the words themselves behind it: "An official was quoted by the Herald on the delay: “We wait.”"
_VERBATIM = re.compile(
    r"(?:\A|(?<=[.;:!?,\n\"“”]))\s*(?P<source>[^\s.;:!?,\"“”][^.;:!?,\n\"“”]{1,119}?)\s+"
    rf"(?P<cue>{_WERE}\s+{_QUOTED}\s+by\s+[^.;:!?,\n\"“”]{{2,80}}?)"
    r"(?:\s+(?:on|about|in|as)\s[^.;:!?,\n\"“”]{2,120}+)?[:;,]\s*(?=[\"“])"
)
# The same with nobody who carries it, or with who does behind it: "An official was quoted as saying by the Herald".
_SUBJECT = re.compile(
    rf"(?:\A|(?<=[.;:!?,\n\"“”]))\s*(?P<source>[^\s.;:!?,\"“”][^.;:!?,\n\"“”]{{1,119}}?)\s+"
    rf"(?P<cue>{_WERE}\s+{_QUOTED}\s+as\s+{_SAYING})\b(?:\s*,)?\s*"
)


def with_quoted(text: str, drafts: Sequence[tuple[Draft, Figures]]) -> list[tuple[Draft, Figures]]:
    """Give what somebody was quoted as saying to who was quoted, not to who quotes.

    Args:
        text: The article's text.
        drafts: What was decoded, with the figures of each.

    Returns:
        The drafts, in the same order.
    """
    if _QUOTING.search(text) is None:
        return list(drafts)
    found = sorted(
        (match for shape in (_ACTIVE, _PASSIVE, _VERBATIM, _SUBJECT) for match in shape.finditer(text)),
        key=lambda match: match.start(),
    )
    if not found:
        return list(drafts)
    starts = [match.start() for match in found]
    mended = []
    for draft, figures in drafts:
        after = bisect.bisect_right(starts, max(start for start, _ in (draft.content[0], *draft.cue)))
        match = next((match for match in found[max(0, after - _NEAR) : after] if _concerns(draft, match)), None)
        mended.append((_mended(draft, match) if match else draft, figures))
    return mended


def _concerns(draft: Draft, match: re.Match[str]) -> bool:
    """Whether a draft is what this construction reports: its cue lies in it, or its content begins in it.

    The content can also stand before it: "“…,” the Herald quoted two officials as saying."
    """
    first, last = draft.content[0][0], draft.content[-1][1]
    cued = any(match.start("cue") <= start < match.end("cue") for start, _ in draft.cue)
    if match.re is _SUBJECT and draft.source and draft.source[0][0] < match.start("cue"):
        return False  # its subject was found, and it may go on with more than this shape knows
    begins = match.start() <= first <= match.end() and last > match.end()
    return (cued or (begins and not draft.cue)) and (begins or first < match.start())


def _mended(draft: Draft, match: re.Match[str]) -> Draft:
    before = (Span(start, min(end, match.start())) for start, end in draft.content if start < match.start())
    after = (Span(max(start, match.end()), end) for start, end in draft.content if end > match.end())
    return draft._replace(
        content=(*before, *after), cue=(Span(*match.span("cue")),), source=(Span(*match.span("source")),)
    )
