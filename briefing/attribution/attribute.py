"""Text to statements, whole: encoder, quotation marks, speakers, provenance, confidence, reasons."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefing.attribution.antecedents import antecedents_of
from briefing.attribution.colons import borne_out
from briefing.attribution.confidence import Calibration, confidence_of
from briefing.attribution.constructions import with_quoted
from briefing.attribution.cues import is_negated, mode_of, polarity_of
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.encoder import Encoder, Reading
from briefing.attribution.entities import entities_of
from briefing.attribution.framed import with_framed
from briefing.attribution.headlines import with_headlines
from briefing.attribution.hedges import hedge_of
from briefing.attribution.inner import Inner, chained, claims, insides, outer_of, with_inner
from briefing.attribution.layout import with_layout
from briefing.attribution.lonenames import is_nobodys
from briefing.attribution.longnames import with_whole_names
from briefing.attribution.provenance import provenance_of
from briefing.attribution.reasons import reasons_for
from briefing.attribution.repeats import duplicates, settled
from briefing.attribution.shapes import SURE
from briefing.attribution.speakers import resolve_speakers
from briefing.attribution.statements import Figures, decode
from briefing.attribution.talk import is_talk, tells
from briefing.attribution.uncut import uncut
from briefing.attribution.words import Words
from briefing.model import Kind, Mode, Paragraph, ParagraphKind, Span, Statement
from briefing.model.language import unread

LEAST = 0.4  # a statement less likely than this to be one is not worth a reader's time
LEAST_INNER = 0.65  # and one inside a quotation: confidence is fitted on news, where there are none
LEAST_REPORTED = 0.7  # and one inside what is reported without quotation marks
UNTOLD = 0.5  # by so much less likely is what is no clause and no quotation, where people talk
NAME = 4  # words of a name at most
LONGEST_NAME = 200  # and code points
_MARKS = "\"'“”‘’«».,;:!?()[]"
DIRECT = 0.8  # share of a direct statement's words that stand in quotation marks
_ABOUT = frozenset([ParagraphKind.BYLINE, ParagraphKind.DATELINE, ParagraphKind.CREDIT, ParagraphKind.BOILERPLATE])
_HEAD = 12  # paragraphs among which such lines stand


class Page(NamedTuple):
    """What there is to attribute in one article.

    Attributes:
        text: Its text.
        paragraphs: Its paragraphs; when there are none, every line is one of the body.
        published: When it was published, which "on Monday" counts from; None when nobody knows.
        language: ISO 639-1 code of the language that most of it is in, or None when unknown.
        metonyms: The reader's own places and buildings → the name of who speaks there; None when there are none.
    """

    text: str
    paragraphs: Sequence[Paragraph] = ()
    published: dt.date | None = None
    language: str | None = None
    metonyms: Mapping[str, str] | None = None


class Attribution(NamedTuple):
    """What one article says and who says it.

    Attributes:
        statements: In order of their content.
        entities: The names in it.
        unread: Why nobody looked for any, in one sentence; None when somebody did.
    """

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    unread: str | None = None


class Attributor:
    """Finds statements. Holds the language model: lives in a worker process, or in a command that needs no screen.

    Args:
        data: Folder of the weights; the package's own by default.
        threads: Cores to use.

    Raises:
        AttributionError: The weights are missing or cannot be read.
    """

    _data: Path | None = None

    def __init__(self, data: Path | None = None, threads: int = 1) -> None:
        self._data = data
        self._encoder = Encoder(data, threads)
        self._calibration = Calibration.load(data)

    def attribute(self, page: Page) -> Attribution:
        """Attribute one article; one that is not in English is left alone."""
        if (why_not := unread(page.language)) is not None:
            return Attribution((), (), why_not)
        reading = self._encoder.read(page.text)
        if not is_talk(page.text, reading.pieces.quotations):
            return self._of(page, reading)
        alone = insides(page.text, reading.pieces.quotations)
        inner = [Inner(where, self._encoder.read(page.text[where.start : where.end])) for where in alone]
        return self._of(page, reading, inner, talk=True)

    def _of(self, page: Page, reading: Reading, inner: Sequence[Inner] = (), *, talk: bool = False) -> Attribution:
        text, paragraphs = page.text, page.paragraphs or lines_of(page.text)
        entities = [one for one in with_whole_names(text, entities_of(text, reading)) if not _is_about(paragraphs, one)]
        quotations = [Span(quotation.start, quotation.end) for quotation in reading.pieces.quotations]
        decoded = with_framed(text, with_quoted(text, decode(text, reading, paragraphs)), quotations)
        if not talk:
            reported = claims(text, decoded, quotations)
            inner = [Inner(where, self._encoder.read(text[where.start : where.end])) for where in reported]
        decoded = with_inner(text, decoded, inner, reported=not talk)
        decoded = with_headlines(text, paragraphs, decoded, entities)
        decoded = with_layout(text, paragraphs, decoded)
        decoded = [(uncut(text, draft, entities), figures) for draft, figures in decoded]
        drafts = self._likely(text, decoded, talk=talk)
        words = Words(text, paragraphs, quotations) if drafts else None
        resolve = partial(
            resolve_speakers,
            text,
            paragraphs,
            entities=entities,
            quotations=quotations,
            metonyms=page.metonyms,
            words=words,
            antecedents=antecedents_of(words, reading, self._data),
        )
        repeats = duplicates(text, drafts, paragraphs)
        speakers = resolve(drafts, repeats=repeats)
        borne = borne_out(text, paragraphs, drafts, speakers)
        if len(borne) < len(drafts):  # who was only spoken of changes who "he" is
            repeats = duplicates(text, borne, paragraphs)
            speakers = resolve(borne, repeats=repeats)
        drafts = borne
        repeats = settled(text, drafts, repeats, speakers)
        provenances = provenance_of(text, paragraphs, drafts, speakers, entities, words=words, published=page.published)
        holding = outer_of(drafts)
        outer = [None if number is None else speakers[number] for number in holding]
        ways = [None if number is None else provenances[number] for number in holding]
        provenances = [chained(*links) for links in zip(provenances, speakers, outer, ways, strict=True)]
        marks = {one.where: one.quotations for one in inner}
        statements = []
        for position, draft in enumerate(drafts):
            cue = " ".join(text[start:end] for start, end in draft.cue)
            around = quotations if draft.within is None else marks[draft.within]
            kind = Kind.DIRECT if draft.verbatim else kind_of(text, draft.content, around)
            provenance = provenances[position]
            hedge = hedge_of(text, draft)
            statements.append(
                Statement(
                    content=draft.content,
                    cue=draft.cue,
                    source=draft.source,
                    speaker=speakers[position],
                    kind=kind,
                    mode=Mode.SPEECH if kind is Kind.DIRECT else mode_of(cue),
                    polarity=polarity_of(cue, negated=hedge is not None and is_negated(hedge)),
                    hedge=hedge,
                    provenance=provenance,
                    confidence=round(draft.confidence, 3),
                    reasons=reasons_for(
                        text, draft, kind, speakers[position], provenance, outer[position], hedge, quoted=talk
                    ),
                    duplicate_of=repeats[position],
                )
            )
        return Attribution(tuple(statements), tuple(entities))

    def _likely(self, text: str, decoded: Sequence[tuple[Draft, Figures]], *, talk: bool) -> list[Draft]:
        """What is likely enough to be a statement, each with its confidence."""
        found = []
        for draft, figures in decoded:
            if is_nobodys(text, draft):
                continue
            confidence = confidence_of(figures, self._calibration)
            if talk and figures is not SURE and not tells(text, draft):
                confidence *= UNTOLD
            least = LEAST if draft.within is None else LEAST_INNER if talk else LEAST_REPORTED
            if confidence >= least:
                found.append(draft._replace(confidence=confidence))
        return found


def _is_about(paragraphs: Sequence[Paragraph], entity: Entity) -> bool:
    """Whether a name stands in a line about the article, such as its writer's: nobody in the story."""
    return any(one.start <= entity.start < one.end and one.kind in _ABOUT for one in paragraphs[:_HEAD])


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Span]) -> Kind:
    """Direct when it opens inside quotation marks and most of its words are quoted, mixed when some are.

    A name in quotation marks ("S-9", "The Long Way") is no quotation when other words stand around it.
    """
    if not any(_touching(quotations, span) for span in content):
        return Kind.INDIRECT
    words = quoted = 0
    opens = False
    for span in content:
        near = _touching(quotations, span)
        whole = [one for one in near if not _is_name(text, one) or _covers(text, one, _touching(content, one))]
        for at, stop in _words(text, span.start, span.end):
            inside = any(a <= at and stop <= b for a, b in _touching(whole, Span(at, stop)))
            opens = opens or (words == 0 and inside)
            words += 1
            quoted += inside
    if words and opens and quoted >= DIRECT * words:
        return Kind.DIRECT
    return Kind.MIXED if quoted else Kind.INDIRECT


def _touching(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of some spans that touch another, found without looking at the rest.

    They are in order and do not overlap.
    """
    first = bisect.bisect_right(spans, span.start, key=lambda one: one.end)
    last = bisect.bisect_left(spans, span.end, key=lambda one: one.start)
    return spans[first:last]


def _is_name(text: str, quotation: Span) -> bool:
    """Whether what stands in quotation marks is written like a name: a few words with capitals or digits."""
    if quotation.end - quotation.start > LONGEST_NAME:
        return False
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
