"""Whatever the encoder hands over: no exception, spans inside the text, time in proportion to length."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.attribution.draft import Draft, Entity
from briefing.attribution.provenance import provenance_of
from briefing.attribution.repeats import duplicates
from briefing.attribution.speakers import resolve_speakers
from briefing.model import Span

_WORDS = st.sampled_from(
    (
        'the The a He she They who I it said told Mr. Jan Nowak, minister official Turkish US of and " “ ” ( ) - \n\n '
        ". , : both men two his spokesman for Sen. Citizens / he’s whom Acme’s NOWAK Ankara ministry in an interview "
        "with Herald on Monday 's ’ é 你好 \u202e \x00 … was quoted _ & officials"
    ).split(" ")
)


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, list[Draft], list[Entity], list[Span]]:
    """A text of likely words in unlikely order, with spans drawn anywhere, also outside."""
    text = draw(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=60).map(" ".join)))
    edge = st.integers(0, len(text) + 3)
    spans = st.tuples(edge, edge).map(lambda pair: Span(min(pair), max(pair)))
    several = st.lists(spans, max_size=2).map(tuple)
    drafts = draw(st.lists(st.builds(Draft, several, several, several, st.floats(0, 1)), max_size=6))
    kinds = st.sampled_from(["person", "organisation", "place", "group"])
    entities = draw(st.lists(st.builds(lambda s, k: Entity(s.start, s.end, k, 0.7), spans, kinds), max_size=6))
    return text, drafts, entities, draw(st.lists(spans, max_size=3))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_anything_may_come(reading: tuple[str, list[Draft], list[Entity], list[Span]]) -> None:
    text, drafts, entities, quotations = reading
    speakers = resolve_speakers(text, (), drafts, entities, quotations)
    assert len(speakers) == len(drafts)
    for speaker in speakers:
        if speaker is not None:
            assert speaker.name.strip()
            assert 0 <= speaker.probability <= 1
            assert all(0 <= start < end <= len(text) for start, end in speaker.mentions)
            assert all(0 <= step.span.start < step.span.end <= len(text) for step in speaker.steps)
            assert speaker.speaks_for is None or speaker.speaks_for.strip()
    assert len(provenance_of(text, (), drafts, speakers, entities)) == len(drafts)
    for position, original in enumerate(duplicates(text, drafts)):
        assert original is None or (original != position and 0 <= original < len(drafts))


def _long(times: int, unit: str) -> tuple[str, list[Draft], list[Entity]]:
    text = unit * times
    drafts, entities = [], []
    for n in range(0, times, 2):
        at = n * len(unit)
        drafts.append(Draft((Span(at, at + 8),), (Span(at + 9, at + 12),), (Span(at + 12, at + 20),), 0.9))
        entities.append(Entity(at + 12, at + 20, "person", 0.9))
    return text, drafts, entities


def _seconds(times: int, unit: str) -> float:
    text, drafts, entities = _long(times, unit)
    start = time.process_time()
    speakers = resolve_speakers(text, (), drafts, entities, ())
    provenance_of(text, (), drafts, speakers, entities)
    duplicates(text, drafts)
    return time.process_time() - start


def test_time_grows_with_length_and_not_with_its_square() -> None:
    for unit in (
        "The minister said Jan Nowak was late. ",
        "a ",
        "Of Of ",
        "(((",
        "“he said, ",
        "on 1 ",
        "New York of ",
    ):
        _seconds(20, unit)
        short, long = _seconds(150, unit), _seconds(750, unit)
        assert long < 14 * short + 0.5, unit
