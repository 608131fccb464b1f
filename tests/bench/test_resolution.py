"""How the cost of telling who speaks is set against that of finding what is said."""

from __future__ import annotations

from briefing.bench.resolution import Share, line, resolution

TEXT = "Ana Petrov, the mayor, came on Monday. She said that the bridge would open. It would pay, Petrov said."


def test_the_parts_are_within_the_whole_and_each_took_its_time() -> None:
    told: list[str] = []
    shares = resolution([TEXT, TEXT.replace("Petrov", "Berg")], rounds=2, told=told.append)
    assert told == ["who speaks, round 1 of 2", "who speaks, round 2 of 2"]
    for one in shares:
        assert 0 < one.share < 1
        assert all(seconds > 0 for seconds in one.parts.values())


def test_the_functions_are_as_they_were_afterwards() -> None:
    from briefing.attribution import attribute
    from briefing.attribution.speakers import resolve_speakers

    resolution([TEXT], rounds=1, told=lambda _: None)
    assert vars(attribute)["resolve_speakers"] is resolve_speakers


def test_the_line_tells_medians() -> None:
    shares = [Share(10.0, {"speakers": 0.5, "actors": 0.1}), Share(10.0, {"speakers": 0.7, "actors": 0.1})]
    assert line(shares) == "speakers, way and actors    7.0 % of its core (speakers 6.0, actors 1.0)"
