"""Why a statement is theirs, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefing.model import ActorKind, Span, Speaker, Step
from briefing.services.views import ArticleView
from briefing.services.why import Ground, grounds, percent
from tests.tui.fake_desk import article_from, card_of, seed_views

TEXT = "Akar spoke. He said so."


def told(speaker: Speaker | None, **of_card: Any) -> dict[str, Ground]:
    view = seed_views()[0]
    card = view.statements[0]
    statement = card.statement.model_copy(update={"speaker": speaker})
    article = article_from(TEXT, "a.txt")
    of_text = ArticleView(card_of(article, 1), article, (), "unchanged")
    found = grounds(replace(card, statement=statement, **of_card), of_text, lambda day: str(day or "undated"))
    return {ground.label: ground for ground in found}


def akar(**more: Any) -> Speaker:
    return Speaker(name="Hulusi Akar", kind=ActorKind.PERSON, **more)


def test_each_step_is_said_with_how_it_is_taken() -> None:
    steps = (Step(span=Span(12, 14)), Step(span=Span(0, 4), how="subject of the previous sentence"))
    known = told(akar(steps=steps, how="“he” goes back to “Akar”"))["known by"]
    assert known.text == "“He” → “Akar”, subject of the previous sentence"


def test_without_steps_the_rule_is_said() -> None:
    assert told(akar(how="“Ankara” stands for them"))["known by"].text == "“Ankara” stands for them"
    assert told(akar())["known by"].text == "its full name there"


def test_a_guess_and_nobody_are_doubts() -> None:
    assert told(akar())["speaker"].standing == "speaker"
    assert told(akar(), unsure=True)["speaker"] == Ground("speaker", "perhaps Hulusi Akar  100\u00a0%", "doubt")
    nobody = told(None)
    assert nobody["speaker"] == Ground("speaker", "nobody can be named with enough certainty", "doubt")
    assert "known by" not in nobody


def test_certainty_is_not_claimed_for_less_than_all_of_it() -> None:
    assert [percent(value) for value in (0.5, 0.999, 1.0)] == ["50\u00a0%", "99\u00a0%", "100\u00a0%"]


def test_places_are_counted_where_there_are_several() -> None:
    assert told(akar(), places=3)["said in"].text == "3 places"
    assert "said in" not in told(akar())
