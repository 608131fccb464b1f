"""Actors and time on the command line."""

from __future__ import annotations

import json
import re

from tests.cli.conftest import Briefing


def test_an_actor_for_programs(briefing: Briefing) -> None:
    outcome = briefing("actors", "show", "--json", "Hulusi Akar")
    assert outcome.code == 0
    (line,) = outcome.out.splitlines()
    told = json.loads(line)
    assert told["name"] == "Hulusi Akar"
    kinds = {one["name"]: one["statements"] for one in told["sections"]["kinds"]}
    assert sum(kinds.values()) == len(told["statements"]) == told["said"] > 0
    assert sum(one["said"] + one["published"] for one in told["days"]) == told["said"]
    places = {place for one in told["sections"]["kinds"] for place in one["places"]}
    assert places == set(told["statements"])


def test_who_is_not_there_is_told(briefing: Briefing) -> None:
    assert briefing("actors", "show", "Nobody Atall").code == 3
    outcome = briefing("actors", "unnamed", "zebra")
    assert outcome.code == 3
    assert "no source without a name" in outcome.err
    assert briefing("timeline", "zebra").code == 3


def test_what_cannot_be_asked_together_is_refused(briefing: Briefing) -> None:
    assert briefing("actors", "unnamed", "--by-outlet", "official").code == 2
    outcome = briefing("timeline", "sanctions", "--actor", "Akar")
    assert outcome.code == 2
    assert "actor:NAME" in outcome.err


def test_the_timeline_of_a_search_counts_what_it_finds(briefing: Briefing) -> None:
    found = briefing("search", "--wait", "--json", "--only", "statements", "--limit", "1000", "sanctions")
    counted = briefing("timeline", "--json", "sanctions")
    buckets = [json.loads(line) for line in counted.out.splitlines()]
    statements = [json.loads(line)["statement"] for line in found.out.splitlines()]
    assert 0 < sum(one["said"] + one["published"] for one in buckets) <= len(statements)


def test_the_timeline_has_its_numbers_in_words(briefing: Briefing) -> None:
    buckets = [json.loads(line) for line in briefing("timeline", "--wait", "--json").out.splitlines()]
    said, published = buckets[0]["said"], buckets[0]["published"]
    plain = briefing("timeline").out.splitlines()[0]
    assert re.search(rf"\b{said} said then +{published} published then$", plain)
