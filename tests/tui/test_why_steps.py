"""How one comes from the source to the speaker, as the pane says it."""

from __future__ import annotations

from typing import Any

from briefing.model import ActorKind, Span, Speaker, Step
from briefing.tui.widgets.why import WhyPane

TEXT = "Akar spoke. He said so."


class Words(WhyPane):
    """A pane with an article of its own."""

    def _words(self, span: Span) -> str:
        return TEXT[span.start : span.end]


def speaker(**more: Any) -> Speaker:
    return Speaker(name="Hulusi Akar", kind=ActorKind.PERSON, **more)


def test_each_step_is_said_with_how_it_is_taken() -> None:
    steps = (Step(span=Span(12, 14)), Step(span=Span(0, 4), how="subject of the previous sentence"))
    told = Words()._resolution(speaker(steps=steps, how="“he” goes back to “Akar”"))
    assert told == "“He” → “Akar”, subject of the previous sentence"


def test_without_steps_the_rule_is_said() -> None:
    assert Words()._resolution(speaker(how="“Ankara” stands for them")) == "“Ankara” stands for them"
    assert Words()._resolution(speaker()) == "its full name there"
