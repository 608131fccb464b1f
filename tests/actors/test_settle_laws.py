"""What holds of settling, whoever speaks. All names and articles are invented."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.actors import blocks_of, needs, settle
from briefing.actors.people import CROWD
from tests.actors.said import BODY, GROUP, PERSON, UNNAMED, Said, bearers

_GIVEN = (
    "Ana",
    "Anna",
    "Bill",
    "William",
    "Will",
    "J.",
    "José",
    "George W.",
    "George",
    "George H. W.",
    "Аna",
    "Mr Bill",
)
_FAMILY = ("Ferrer", "Férrer", "Zabrodsky", "Zabrodskyy", "Berg", "Berg Jr.", "Xi", "Philips", "Phillips")
_ROLES = (None, None, "mayor of Lugo", "Mayor of Lugo", "chief executive", "goalkeeper")
_BODIES = ("Harbour", "Harbour party", "HP", "Lugo Harbour Board", "LHB", "harbour", "Ferrer", "Berg", "Fabrica Inc")
_WRITTEN = ("", "Harbour", "the LHB", "the HP")
_SAID = st.one_of(
    st.builds(
        lambda article, given, family, role: Said(article, f"{given} {family}".strip(), role),
        st.sampled_from("abcdef"),
        st.sampled_from((*_GIVEN, "")),
        st.sampled_from(_FAMILY),
        st.sampled_from(_ROLES),
    ),
    st.builds(
        lambda article, name, kind, written: Said(article, name, None, kind, written),
        st.sampled_from("abcdef"),
        st.sampled_from(_BODIES),
        st.sampled_from((BODY, GROUP, UNNAMED, PERSON)),
        st.sampled_from(_WRITTEN),
    ),
)


@settings(deadline=None)
@given(st.lists(_SAID, max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(said: list[Said], chance: random.Random) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert settle(bearers(said)) == settle(bearers(shuffled))


@settings(deadline=None)
@given(st.lists(_SAID, max_size=25))
def test_links_come_to_an_end_and_have_reasons(said: list[Said]) -> None:
    found = settle(bearers(said))
    assert all(found.actor_of(key) not in found.links for key in found.links)
    assert all(why for _, why in found.links.values())
    for doubt in found.doubts:
        assert doubt.key != doubt.other
        assert 0 < doubt.score <= 1


@settings(deadline=None)
@given(st.lists(_SAID, max_size=20))
def test_an_unrelated_article_changes_nothing(said: list[Said]) -> None:
    others = [Said("z", "Quentin Umlauf", "astronomer"), Said("z", "Observatory of Quux", kind=BODY)]
    assert settle(bearers([*said, *others])) == settle(bearers(said))


@settings(deadline=None)
@given(st.lists(_SAID, max_size=20))
def test_nobody_is_one_with_two_who_are_apart(said: list[Said]) -> None:
    found = settle(bearers(said))
    actors: dict[str, set[str]] = {}
    for one in said:
        if one.kind is PERSON and " " in one.name:
            actors.setdefault(found.actor_of(one.key), set()).add(one.key)
    for keys in actors.values():
        suffixes = {key.partition("@")[0].endswith(" jr") for key in keys}
        assert len(suffixes) == 1
        assert not (any("george w " in key for key in keys) and any("george h w " in key for key in keys))
        assert not (any(":ana " in key for key in keys) and any("bill" in key for key in keys))


@settings(deadline=None)
@given(st.lists(_SAID, min_size=1, max_size=25))
def test_what_shares_blocks_is_all_that_one_needs_to_know(said: list[Said]) -> None:
    """Settling only the keys that bear on one says the same of it as settling all."""
    everybody = bearers(said)
    whole = settle(everybody)
    in_article: dict[str, set[str]] = {}
    for one in everybody:
        for article in one.articles:
            in_article.setdefault(article, set()).add(one.key)
    for bearer in everybody:
        near = {bearer.key}
        for _ in range(2):
            blocks = {block for key in near for block in needs(key)}
            near |= {one.key for one in everybody if not blocks.isdisjoint(blocks_of(one.key))}
        part = settle(
            [one for one in everybody if one.key in near],
            lambda articles: set().union(*(in_article[article] for article in articles)),
        )
        assert part.links.get(bearer.key) == whole.links.get(bearer.key)


@pytest.mark.parametrize("name", ["Ana {} Ferrer", "J. {} Ferrer", "{} Ferrer", "Ana Ferrer{}"])
def test_a_crowd_of_like_names_comes_to_an_end(name: str) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    crowd = [Said(f"a{n}", name.format(letters[n % 26] + letters[n // 26 % 26] * 3)) for n in range(4 * CROWD)]
    assert settle(bearers(crowd)) == settle(bearers(reversed(crowd)))
