"""Text to statements, whole: encoder, quotation marks, speakers, provenance, confidence, reasons."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.attribution.confidence import Calibration, confidence_of
from briefing.attribution.constructions import with_quoted
from briefing.attribution.cues import mode_of, polarity_of
from briefing.attribution.days import said_on
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.encoder import Encoder, Reading
from briefing.attribution.entities import entities_of
from briefing.attribution.headlines import with_headlines
from briefing.attribution.provenance import provenance_of
from briefing.attribution.reasons import reasons_for
from briefing.attribution.repeats import duplicates
from briefing.attribution.speakers import resolve_speakers
from briefing.attribution.statements import decode
from briefing.model import Kind, Mode, Paragraph, ParagraphKind, Span, Statement

LEAST = 0.35  # a statement less likely than this to be one is not worth a reader's time
NAME = 4  # words of a name at most
_MARKS = "\"'“”‘’«».,;:!?()[]"
DIRECT = 0.8  # share of a direct statement's words that stand in quotation marks
_ABOUT = frozenset([ParagraphKind.BYLINE, ParagraphKind.META])
_HEAD = 12  # paragraphs among which such lines stand


class Page(NamedTuple):
    """What there is to attribute in one article.

    Attributes:
        text: Its text.
        paragraphs: Its paragraphs; when there are none, every line is one of the body.
        published: When it was published, which "on Monday" counts from; None when nobody knows.
    """

    text: str
    paragraphs: Sequence[Paragraph] = ()
    published: dt.date | None = None


class Attribution(NamedTuple):
    """What one article says and who says it.

    Attributes:
        statements: In order of their content.
        entities: The names in it.
    """

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


class Attributor:
    """Finds statements. Holds the language model: lives in a worker process, or in a command that needs no screen.

    Args:
        data: Folder of the weights; the package's own by default.
        threads: Cores to use.

    Raises:
        AttributionError: The weights are missing or cannot be read.
    """

    def __init__(self, data: Path | None = None, threads: int = 1) -> None:
        self._encoder = Encoder(data, threads)
        self._calibration = Calibration.load(data)

    def attribute(self, page: Page) -> Attribution:
        """Attribute one article."""
        return self._of(page, self._encoder.read(page.text))

    def _of(self, page: Page, reading: Reading) -> Attribution:
        text, paragraphs = page.text, page.paragraphs or lines_of(page.text)
        entities = [one for one in entities_of(text, reading) if not _is_about(paragraphs, one)]
        quotations = [Span(quotation.start, quotation.end) for quotation in reading.pieces.quotations]
        decoded = with_headlines(text, paragraphs, decode(text, reading, paragraphs), entities)
        judged = [
            Draft(draft.content, draft.cue, draft.source, confidence_of(figures, self._calibration))
            for draft, figures in with_quoted(text, decoded)
        ]
        drafts = [draft for draft in judged if draft.confidence >= LEAST]
        speakers = resolve_speakers(text, paragraphs, drafts, entities, quotations)
        provenances = provenance_of(text, paragraphs, drafts, speakers, entities)
        repeats = duplicates(text, drafts)
        statements = []
        for draft, speaker, provenance, repeat in zip(drafts, speakers, provenances, repeats, strict=True):
            cue = " ".join(text[start:end] for start, end in draft.cue)
            kind = kind_of(text, draft.content, quotations)
            statements.append(
                Statement(
                    content=draft.content,
                    cue=draft.cue,
                    source=draft.source,
                    speaker=speaker,
                    kind=kind,
                    mode=Mode.SPEECH if kind is Kind.DIRECT else mode_of(cue),
                    polarity=polarity_of(cue),
                    provenance=provenance.model_copy(
                        update={"said_on": said_on(provenance.said_when or "", page.published)}
                    ),
                    confidence=round(draft.confidence, 3),
                    reasons=reasons_for(text, draft, kind, speaker, provenance),
                    duplicate_of=repeat,
                )
            )
        return Attribution(tuple(statements), tuple(entities))


def _is_about(paragraphs: Sequence[Paragraph], entity: Entity) -> bool:
    """Whether a name stands in a line about the article, such as its writer's: nobody in the story."""
    return any(one.start <= entity.start < one.end and one.kind in _ABOUT for one in paragraphs[:_HEAD])


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Span]) -> Kind:
    """Direct when it opens inside quotation marks and most of its words are quoted, mixed when some are.

    A name in quotation marks ("S-9", "The Long Way") is no quotation when other words stand around it.
    """
    near = _overlapping(quotations, content)
    whole = [span for span in near if not _is_name(text, span) or _covers(text, span, content)]
    words = quoted = 0
    opens = False
    for start, end in content:
        for at, stop in _words(text, start, end):
            inside = any(a <= at and stop <= b for a, b in whole)
            opens = opens or (words == 0 and inside)
            words += 1
            quoted += inside
    if words and opens and quoted >= DIRECT * words:
        return Kind.DIRECT
    return Kind.MIXED if quoted else Kind.INDIRECT


def _overlapping(quotations: Sequence[Span], content: Sequence[Span]) -> list[Span]:
    """The quotations that touch the content, found without looking at the others.

    Both are in order, and quotations do not overlap.
    """
    if not content:
        return []
    first = bisect.bisect_right(quotations, content[0][0], key=lambda span: span.end)
    last = bisect.bisect_left(quotations, content[-1][1], key=lambda span: span.start)
    return list(quotations[first:last])


def _is_name(text: str, quotation: Span) -> bool:
    """Whether what stands in quotation marks is written like a name: a few words with capitals or digits."""
    words = [word.strip(_MARKS) for word in text[quotation.start : quotation.end].split()]
    words = [word for word in words if word]
    return len(words) <= NAME and all(not word[0].islower() for word in words)


def _covers(text: str, quotation: Span, content: Sequence[Span]) -> bool:
    """Whether a quotation is all that a stretch of content holds."""
    return any(
        quotation.start <= start + 1 and not text[quotation.end : end].strip(_MARKS + " ")
        for start, end in content
        if start < quotation.end and quotation.start < end
    )


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for word in text[start:end].split():
        at = text.index(word, at)
        body = word.strip(_MARKS)
        if body:
            first = at + word.index(body)
            yield first, first + len(body)
        at += len(word)


def lines_of(text: str) -> tuple[Paragraph, ...]:
    """Every line that is not blank, as a paragraph of the body."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            found.append(Paragraph(kind=ParagraphKind.BODY, start=start, end=at + len(line.rstrip())))
        at += len(line) + 1
    return tuple(found)


__all__ = ["Attribution", "Attributor", "Page", "kind_of", "lines_of"]
