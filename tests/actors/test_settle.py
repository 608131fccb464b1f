"""Which base keys are one person. All names and articles are invented."""

from __future__ import annotations

import pytest

from briefing.actors import Issue
from tests.actors.said import Said, are_one, asked, settled


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
