"""What a role adds to a name."""

from __future__ import annotations

import pytest

from briefing.model import ActorKind, Speaker


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
