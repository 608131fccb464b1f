"""Articles written for tests, with statements and names marked in them.

[s:he] is a source, [q:said] a cue, [c:that it rains] a content; {p:Jane Doe} a person, {o:Acme} an organisation,
{l:Oslo} a place. Source, cue and content of one statement carry its number: [s1:he] [q1:said] [c1:that it rains].
"""

from __future__ import annotations

import datetime as dt
import re

from briefing.attribution.draft import Draft, Entity
from briefing.attribution.provenance import provenance_of
from briefing.attribution.speakers import resolve_speakers
from briefing.model import Paragraph, ParagraphKind, Provenance, Span, Speaker

_MARK = re.compile(r"\[([sqc])(\d*):|\{([pol]):|[\]}]")
_KINDS = {"p": "person", "o": "organisation", "l": "place"}


class Marked:
    """A marked article, read."""

    def __init__(self, source: str) -> None:
        text, at = "", 0
        parts: list[tuple[str, str, Span]] = []
        open_marks: list[tuple[str, str, int]] = []
        for match in _MARK.finditer(source):
            text += source[at : match.start()]
            at = match.end()
            if match.group() in "]}":
                kind, number, start = open_marks.pop()
                parts.append((kind, number, Span(start, len(text))))
            else:
                open_marks.append((match[1] or match[3], match[2] or "", len(text)))
        self.text = text + source[at:]
        self.entities = [Entity(span.start, span.end, _KINDS[kind], 0.9) for kind, _, span in parts if kind in _KINDS]
        numbers = sorted({number for kind, number, _ in parts if kind in "sqc"})
        self.drafts = [Draft(*(self._spans(parts, kind, number) for kind in "cqs")) for number in numbers]  # type: ignore[arg-type]
        self.quotations = [Span(*match.span()) for match in re.finditer(r'"[^"]*"', self.text)]
        self.paragraphs = [
            Paragraph(kind=ParagraphKind.BODY, start=match.start(), end=match.end())
            for match in re.finditer(r"[^\n]+", self.text)
        ]

    @staticmethod
    def _spans(parts: list[tuple[str, str, Span]], kind: str, number: str) -> tuple[Span, ...]:
        return tuple(span for k, n, span in parts if k == kind and n == number)

    def titled(self) -> Marked:
        """The same with its first paragraph a headline."""
        self.paragraphs[0] = self.paragraphs[0].model_copy(update={"kind": ParagraphKind.TITLE})
        return self

    def speakers(self, metonyms: dict[str, str] | None = None) -> list[Speaker | None]:
        """Who each statement's source is."""
        return resolve_speakers(
            self.text, self.paragraphs, self.drafts, self.entities, self.quotations, metonyms=metonyms
        )

    def names(self) -> list[str | None]:
        """The speakers' names."""
        return [speaker.name if speaker else None for speaker in self.speakers()]

    def provenance(self, published: dt.date | None = None) -> list[Provenance]:
        """The way each statement took."""
        return provenance_of(
            self.text, self.paragraphs, self.drafts, self.speakers(), self.entities, published=published
        )
