"""Sources that end inside a name, made whole: a name is a source with all its words or with none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefing.attribution.draft import Draft, Entity
from briefing.model import Span

# The rest of a name with its titles, up to a cue: "Foreign [Minister Ana de la Vega] said".
_NAMED = re.compile(r"(?: (?:[A-Z]\.|[A-Z][\w’'-]*\w|al-[A-Z]\w+|de|la|van|von|der|bin|al|el|di|del))+(?= )")
_STOP = re.compile(r"[.!?:;|\n][\s\"“”]")


def uncut(text: str, draft: Draft, entities: Sequence[Entity]) -> Draft:
    """Give a draft's source the rest of the name that it is cut off in: "[Ana] Vega" becomes "[Ana Vega]".

    Content that the rest was taken for it no longer is. A source stays as it is where the rest is a cue, where it goes
    over the end of a sentence, where no content would be left, and in headlines, whose capitals tell no names.

    Args:
        text: The article's text.
        draft: What was decoded.
        entities: The article's names, in order.
    """
    if not draft.source:
        return draft
    first, last = draft.source[0], draft.source[-1]
    start = _bounds(entities, first.start)[0]
    end = max(_bounds(entities, last.end)[1], _up_to_cue(text, draft, last))
    if (start, end) == (first.start, last.end) or _STOP.search(text, start, end) or is_headline(text, start, end):
        return draft
    rest = [one for one in (Span(start, first.start), Span(last.end, end)) if one.start < one.end]
    content = _without(text, draft.content, rest)
    if not content or _without(text, draft.cue, rest) != draft.cue:
        return draft
    source = [*draft.source]
    source[0] = source[0]._replace(start=start)
    source[-1] = source[-1]._replace(end=end)
    return draft._replace(content=content, source=tuple(source))


def _bounds(entities: Sequence[Entity], at: int) -> tuple[int, int]:
    """Where the name begins and ends that a place is inside of; twice the place when it is inside none."""
    after = bisect_right(entities, at, key=lambda one: one.start)
    name = entities[after - 1] if after else None
    return (name.start, name.end) if name is not None and name.start < at < name.end else (at, at)


def _up_to_cue(text: str, draft: Draft, last: Span) -> int:
    """Where words end that are written as a name's and stand between a source and its cue; else the source's end."""
    if not text[last.start : last.end].rsplit(maxsplit=1)[-1][0].isupper():
        return last.end
    rest = _NAMED.match(text, last.end)
    return rest.end() if rest and any(cue.start == rest.end() + 1 for cue in draft.cue) else last.end


def is_headline(text: str, start: int, end: int) -> bool:
    """Whether most words of the line are written with capitals."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _without(text: str, spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Some spans less others; blanks at a new end go too."""
    left = list(spans)
    for out in taken:
        left = [part for one in left for part in _parts(text, one, out)]
    return tuple(left)


def _parts(text: str, span: Span, out: Span) -> list[Span]:
    if span.end <= out.start or out.end <= span.start:
        return [span]
    before, after = text[span.start : out.start].rstrip(), text[out.end : span.end].lstrip()
    parts = (Span(span.start, span.start + len(before)), Span(span.end - len(after), span.end))
    return [part for part in parts if part.start < part.end]


__all__ = ["is_headline", "uncut"]
