"""What a role adds to a name."""

from __future__ import annotations

import pytest

from briefing.model import ActorKind, Kind, Span, Speaker, Statement


@pytest.mark.parametrize(
    ("name", "role", "shown"),
    [
        ("Ines Okafor", "harbour director", "harbour director"),
        ("Port officials (unnamed)", "port officials", None),
        ("Norwegian government", "government", None),
        ("Ines Okafor", None, None),
    ],
)
def test_a_role_is_shown_when_the_name_does_not_say_it(name: str, role: str | None, shown: str | None) -> None:
    assert Speaker(name=name, kind=ActorKind.PERSON, role=role).role_beside_name == shown


@pytest.mark.parametrize(("confidence", "link", "certain"), [(0.9, 0.5, 0.5), (0.4, 0.9, 0.4), (0.9, None, 0.9)])
def test_a_statement_is_as_certain_as_the_weaker_of_its_words_and_its_speaker(
    confidence: float, link: float | None, certain: float
) -> None:
    speaker = None if link is None else Speaker(name="Ines Okafor", kind=ActorKind.PERSON, probability=link)
    said = Statement(content=(Span(0, 4),), kind=Kind.DIRECT, speaker=speaker, confidence=confidence)
    assert said.certainty == certain
