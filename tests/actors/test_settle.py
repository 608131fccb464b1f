"""Which base keys are one actor. All names and articles are invented."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.actors import Bearer, Doubt, Issue, Settled, aggregate, blocks_of, key_of, needs, settle
from briefing.actors.aggregate import Sighting
from briefing.actors.people import CROWD
from briefing.model import ActorKind, Speaker

PERSON, BODY, GROUP, UNNAMED = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.UNNAMED


class Said(NamedTuple):
    """One statement of an invented article."""

    article: str
    name: str
    role: str | None = None
    kind: ActorKind = PERSON
    written: str = ""
    issue: Issue = Issue()

    @property
    def key(self) -> str:
        key = key_of(Speaker(name=self.name, kind=self.kind), self.article)
        assert key is not None
        return key


def bearers(said: Iterable[Said]) -> list[Bearer]:
    found: dict[str, Bearer] = {}
    for one in said:
        speaker = Speaker(name=one.name, kind=one.kind, role=one.role)
        for part in aggregate([Sighting(speaker, one.written)], one.article):
            found.setdefault(part.id, Bearer(part.id)).see(one.article, part.name, part.roles, part.aliases, one.issue)
    return list(found.values())


def settled(*said: Said) -> Settled:
    return settle(bearers(said))


def are_one(*said: Said, among: Sequence[Said] = ()) -> bool:
    found = settled(*said, *among)
    return len({found.actor_of(one.key) for one in said}) == 1


def asked(found: Settled, *names: str) -> Doubt | None:
    return next((doubt for doubt in found.doubts if {doubt.key, doubt.other} == set(names)), None)


# People


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tayyar Doğanoğlu", "Tayyar Doganoglu"),
        ("Işıl Yıldız", "Isil Yildiz"),
        ("Oleh Zabrodsky", "Oleh Zabrodskyy"),
        ("Oleh Zabrodskiy", "Oleh Zabrodskyi"),
        ("Jürgen Müller", "Jürgen Mueller"),
        ("Søren Bjørk", "Soren Bjork"),
        ("Ana O'Hara", "Ana O’Hara"),
        ("Anatol Romanoff", "Anatol Romanov"),
        ("Ana P. Ferrer", "Ana Ferrer"),
        ("Abdel al-Khatir", "Abdel Khatir"),
        ("Ana Ferrer Jr.", "Ana Ferrer Junior"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert are_one(Said("a", one), Said("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ferrer", "José Ferrer"),
        ("Ana Ferrer Jr.", "Ana Ferrer Sr."),
        ("Ana Ferrer", "Ana Ferrer Jr."),
        ("Ana P. Ferrer", "Ana B. Ferrer"),
        ("Jo Lee", "Jo Li"),
        ("Bill Ferrer", "William Ferrer"),
        ("Mohammed Qadri", "Muhammad Qadri"),
        ("J. Ferrer", "José Ferrer"),
        ("Philip Berg", "Phillip Berg"),
        ("Oleh Zabrodsky", "Olena Zabrodskyy"),
    ],
)
def test_a_family_name_is_not_enough(one: str, other: str) -> None:
    assert not are_one(Said("a", one), Said("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Ferrer", "William Ferrer"),
        ("Mohammed Qadri", "Muhammad Qadri"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Philip Berg", "Phillip Berg"),
        ("Tayyar Doganoglu", "Remzi Tayyar Doganoglu"),
        ("Ana Ferrer", "Ana Rosa Ferrer"),
    ],
)
def test_what_is_likely_needs_an_agreeing_role(one: str, other: str) -> None:
    role = "Minister of Fisheries"
    assert are_one(Said("a", one, role), Said("b", other, "former minister of fisheries"))
    assert not are_one(Said("a", one, role), Said("b", other, "chief executive of Lugo Cranes"))


def test_a_rank_that_many_hold_is_no_evidence() -> None:
    one, other = "chief executive of Lugo Cranes", "chief executive of the Harbour Trust"
    assert not are_one(Said("a", "Bill Ferrer", one), Said("b", "William Ferrer", other))


def test_a_rank_alone_is_no_evidence() -> None:
    assert not are_one(*(Said(name, f"{name} Ferrer", "chief executive") for name in ("Bill", "William")))
    assert are_one(*(Said(name, f"{name} Ferrer", "health secretary") for name in ("Bill", "William")))


def test_company_is_evidence() -> None:
    names = ("Tom Berg", "Ida Holm", "Per Lund")
    company = [Said(article, name) for article in ("a", "b") for name in names]
    assert are_one(Said("a", "Bill Ferrer"), Said("b", "William Ferrer"), among=company)
    found = settled(Said("a", "Bill Ferrer"), Said("b", "William Ferrer"), *company[::3])
    doubt = asked(found, "person:bill ferrer", "person:william ferrer")
    assert doubt is not None
    assert "short for" in doubt.why
    assert {doubt.here, doubt.there} == {"a", "b"}


def test_two_who_speak_in_one_article_are_two() -> None:
    names = ("Tom Berg", "Ida Holm", "Per Lund")
    company = [Said(article, name) for article in ("a", "b") for name in names]
    one, other = Said("a", "Bill Ferrer"), Said("b", "William Ferrer")
    assert are_one(one, other, among=company)
    assert not are_one(one, other, among=[*company, Said("a", "William Ferrer")])


def test_who_fits_two_is_neither_and_is_asked_about() -> None:
    found = settled(Said("a", "George Ferrer"), Said("b", "George W. Ferrer"), Said("c", "George H. W. Ferrer"))
    assert not found.links
    for other in ("person:george w ferrer", "person:george h w ferrer"):
        doubt = asked(found, "person:george ferrer", other)
        assert doubt is not None
        assert "more than one" in doubt.why


def test_who_is_in_between_does_not_part_the_others() -> None:
    names = ("Oleh Zabrodsky", "Oleh P. Zabrodsky", "Oleh P. Zabrodskyy", "Oleh B. Zabrodsky")
    found = settled(*(Said(article, name) for article, name in zip("abcd", names, strict=True)))
    assert found.actor_of("person:oleh p zabrodskyy") == found.actor_of("person:oleh p zabrodsky")
    assert len({found.actor_of(f"person:oleh{middle} zabrodsky") for middle in ("", " p", " b")}) == 3


def test_an_initial_that_fits_two_is_neither() -> None:
    role = "Minister of Inland Fisheries"
    names = ("J. Ferrer", "Jane Ferrer", "John Ferrer")
    found = settled(*(Said(article, name, role) for article, name in zip("abc", names, strict=True)))
    assert are_one(Said("a", "J. Ferrer", role), Said("b", "Jane Ferrer", role))
    assert not found.links
    assert len(found.doubts) == 2
    jack = Said("d", "Jack Ferrer", role)
    assert are_one(
        Said("c", "John Ferrer", role), jack, among=[Said("a", "J. Ferrer", role), Said("b", "Jane Ferrer", role)]
    )


def test_lookalike_letters_are_never_joined_silently() -> None:
    role = "Minister of Fisheries"
    found = settled(Said("a", "Ana Ferrer", role), Said("b", "Аna Ferrer", role))  # Cyrillic А
    assert not found.links
    assert len(found.doubts) == 1
    assert "another script" in found.doubts[0].why


def test_a_middle_name_of_somebody_well_known_is_no_other_person() -> None:
    often = [Said(f"a{n}", "Ana Ferrer", "mayor of Lugo") for n in range(5)]
    assert are_one(often[0], Said("b", "Ana Rosa Ferrer", "author"), among=often)
    crowd = [Said("c", f"{name} Ferrer") for name in ("Tom", "Ida", "Per")]
    assert not are_one(often[0], Said("b", "Ana Rosa Ferrer", "author"), among=often + crowd)


def test_the_id_of_an_actor_stays_when_a_rarer_name_comes_along() -> None:
    often = [Said(f"a{n}", "Ana Ferrer", "mayor of Lugo") for n in range(8)]
    found = settled(*often, Said("b", "Ana Rosa Ferrer", "mayor of Lugo"), Said("c", "Ána Ferrer"))
    assert {actor for actor, _ in found.links.values()} == {"person:ana ferrer"}


# Single words


def test_a_bare_name_joins_the_only_bearer_who_fits() -> None:
    full = Said("a", "Ana Ferrer", "mayor of Lugo")
    assert are_one(full, Said("b", "Ferrer", "Mayor of Lugo"))
    assert not are_one(full, Said("b", "Ferrer", "goalkeeper"))
    doubt = asked(settled(full, Said("b", "Ferrer", "goalkeeper")), "person:ferrer@b", "person:ana ferrer")
    assert doubt is not None
    assert (doubt.here, doubt.there) == ("b", "a")


def test_a_bare_name_of_the_same_weeks_and_outlet_is_the_only_bearers() -> None:
    here, soon, late = Issue("The Lugo Gazette", 1000), Issue("The Lugo Gazette", 1020), Issue("The Lugo Gazette", 2000)
    assert are_one(Said("a", "Ana Ferrer", issue=here), Said("b", "Ferrer", issue=soon))
    assert not are_one(Said("a", "Ana Ferrer", issue=here), Said("b", "Ferrer", issue=late))
    assert not are_one(Said("a", "Ana Ferrer", issue=here), Said("b", "Ferrer", issue=Issue("Else", 1000)))


def test_a_bare_name_with_two_bearers_joins_only_the_one_who_clearly_fits() -> None:
    ana, tom = Said("a", "Ana Ferrer", "mayor of Lugo"), Said("b", "Tom Ferrer", "goalkeeper of Lugo")
    assert are_one(ana, Said("c", "Ferrer", "mayor of Lugo"), among=[tom])
    assert not are_one(ana, Said("c", "Ferrer"), among=[tom])
    assert not settled(ana, tom, Said("c", "Ferrer")).links
    assert not settled(ana, tom._replace(role=ana.role), Said("c", "Ferrer", ana.role)).links


def test_a_bare_name_is_whom_the_article_names_in_full() -> None:
    ana, tom = Said("a", "Ana Ferrer"), Said("b", "Tom Ferrer")
    assert are_one(ana, Said("a", "Ferrer"), among=[tom])
    assert not settled(ana, tom._replace(article="a"), Said("a", "Ferrer")).links


def test_a_bare_name_with_a_suffix_is_only_its_bearers() -> None:
    elder, younger = Said("a", "Ana Ferrer", "mayor of Lugo"), Said("b", "Ana Ferrer Jr.", "mayor of Lugo")
    assert are_one(younger, Said("c", "Ferrer Jr.", "mayor of Lugo"), among=[elder])
    assert not are_one(elder, Said("c", "Ferrer Jr.", "mayor of Lugo"))


def test_a_relative_is_somebody_else_of_that_name() -> None:
    company = [Said(article, name) for article in ("a", "b") for name in ("Tom Berg", "Ida Holm", "Per Lund")]
    assert are_one(Said("a", "Ana Ferrer"), Said("b", "Ferrer"), among=company)
    assert not are_one(Said("a", "Ana Ferrer"), Said("b", "Ferrer", "Ana’s son"), among=company)


def test_a_name_that_nobody_bears_more_fully_is_one_in_all_articles() -> None:
    one, other = Said("a", "Zampano"), Said("b", "Zampano")
    assert are_one(one, other)
    assert settled(one).actor_of("person:zampano@a") == "person:zampano"


def test_given_names_alone_stay_in_their_articles() -> None:
    assert not are_one(Said("a", "John"), Said("b", "John"))
    assert not are_one(Said("a", "Ana Ferrer"), Said("b", "Ana"))
    assert not are_one(Said("a", "Zampano"), Said("b", "Zampano"), among=[Said("c", "Zampano Berg")])


def test_family_names_that_stand_first_are_found() -> None:
    assert are_one(Said("a", "Xi Lanhua", "president of the Harbour Board"), Said("b", "Xi", "harbour board president"))


# Bodies and kinds


def test_kinds_are_settled_by_most_articles() -> None:
    body = [Said(f"a{n}", "Fabrica", kind=BODY) for n in range(3)]
    found = settled(*body, Said("b", "Fabrica"), Said("c", "Fabrica (unnamed)", kind=UNNAMED, written="the Fabrica"))
    assert {found.actor_of(key) for key in ("person:fabrica@b", "unnamed:fabrica")} == {"organisation:fabrica"}
    people = [Said(f"a{n}", "Ana Ferrer") for n in range(2)]
    assert settled(*people, Said("b", "Ana Ferrer", kind=BODY)).links == {
        "organisation:ana ferrer": ("person:ana ferrer", "the same name, which most articles give a person")
    }


def test_a_single_word_is_rather_a_bodys_name() -> None:
    few, many = [Said(f"a{n}", "Fabrica", kind=BODY) for n in range(2)], [Said(f"b{n}", "Fabrica") for n in range(9)]
    assert settled(*few, *many[:3]).actor_of(many[0].key) == "organisation:fabrica"
    assert settled(*few, *many).actor_of(few[0].key) == "person:fabrica"


def test_a_common_word_is_nobodys_name() -> None:
    small = [Said(f"a{n}", "research (unnamed)", kind=UNNAMED) for n in range(2)]
    assert settled(*small, Said("b", "Research", kind=BODY)).links["organisation:research"][0] == "unnamed:research"


def test_a_person_keeps_a_name_that_is_a_body_too() -> None:
    many = [Said(f"a{n}", "Ana Ferrer") for n in range(5)]
    assert not are_one(Said("b", "Ferrer", kind=BODY), Said("c", "Ferrer"), among=many)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lugo Cranes Inc", "Lugo Cranes"),
        ("Lugo Cranes Organization", "Lugo Cranes Organisation"),
        ("Ministry of Defense", "Ministry of Defence"),
        ("WHO", "World Health Organization"),
        ("Labour", "Labour Party"),
        ("the Harbour Accidents Branch", "Harbour Accident Branch"),
    ],
)
def test_names_of_one_body_are_one(one: str, other: str) -> None:
    assert are_one(Said("a", one, kind=BODY), Said("b", other, kind=BODY))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US government", "Berg administration"),
        ("Labour", "Labour MPs"),
        ("Labour", "Labor"),
        ("Lugo Police", "Vigo Police"),
        ("Home Office", "Foreign Office"),
        ("Harbour", "Harbour party"),
    ],
)
def test_names_of_two_bodies_are_two(one: str, other: str) -> None:
    assert not are_one(Said("a", one, kind=BODY), Said("b", other, kind=BODY))


def test_an_acronym_needs_an_article_that_uses_both() -> None:
    short, long = Said("a", "LHB", kind=BODY), Said("b", "Lugo Harbour Board", kind=BODY)
    found = settled(short, long)
    assert not found.links
    assert asked(found, short.key, long.key)
    for written in ("the LHB", "the Lugo Harbour Board (LHB)"):
        assert are_one(short, long._replace(written=written))
    two = [long._replace(written="LHB"), Said("c", "Lugo Hockey Board", kind=BODY, written="LHB")]
    assert not settled(short, *two).links
    assert len(settled(short, *two).doubts) == 2


def test_a_body_without_its_last_word_needs_an_article_that_uses_both() -> None:
    short, long = Said("a", "Harbour", kind=BODY), Said("b", "Harbour party", kind=BODY)
    assert are_one(short, long._replace(written="Harbour"))


# Properties

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
