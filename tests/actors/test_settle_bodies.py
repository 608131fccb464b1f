"""Which base keys are one body, and what sort of speaker each is. All names and articles are invented."""

from __future__ import annotations

import pytest

from tests.actors.said import BODY, UNNAMED, Said, are_one, asked, settled


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
