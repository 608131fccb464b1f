import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.actors import (
    Mentions,
    Sighting,
    actor_key,
    aggregate,
    blocks_of,
    combine,
    count_mentions,
    folded,
    is_actor,
    key_of,
    merge,
    names_of,
    needs,
    parted,
)
from briefing.model import ActorKind, Speaker


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(name=name, kind=ActorKind.PERSON, role=role)


def test_case_accents_and_forms_of_address_make_no_second_actor() -> None:
    names = "José Ferrer|Jose Ferrer|JOSÉ FERRER|Mr José Ferrer|President José Ferrer|José Ferrer MP|"
    names += "Fisheries Minister José Ferrer|Lugo Tribune editor José Ferrer"
    assert {actor_key(person(name)) for name in names.split("|")} == {"person:jose ferrer"}


def test_what_may_be_another_stays_in_the_key() -> None:
    keys = {actor_key(person(name)) for name in ("José Ferrer", "José P. Ferrer", "José Ferrer Jr.", "José Ferrer Sr.")}
    assert len(keys) == 4
    assert actor_key(person("José Ferrer Junior")) == actor_key(person("José Ferrer Jnr"))


def test_a_title_that_makes_another_name_stays() -> None:
    assert actor_key(person("Pope Lando")) == "person:pope lando"


def test_another_first_name_or_kind_is_another_actor() -> None:
    assert actor_key(person("José Ferrer")) != actor_key(person("Ana Ferrer"))
    body = Speaker(name="José Ferrer", kind=ActorKind.ORGANISATION)
    assert actor_key(body) != actor_key(person("José Ferrer"))


def test_a_bare_surname_is_not_joined_across_articles() -> None:
    assert actor_key(person("Ferrer")) != actor_key(person("Ana Ferrer"))
    assert actor_key(person("Ferrer"), "a1") == actor_key(person("Lord Ferrer"), "a1") == "person:ferrer@a1"
    assert actor_key(person("Di Ferro"), "a1") == "person:di ferro@a1"
    assert actor_key(person("Ana Ferrer"), "a1") == "person:ana ferrer"


def test_what_is_only_described_is_counted_by_its_description() -> None:
    described = (("company", ActorKind.ORGANISATION), ("MP", ActorKind.ORGANISATION), ("dentist", ActorKind.PERSON))
    for name, kind in described:
        assert actor_key(Speaker(name=name, kind=kind), "a1") == f"unnamed:{name.casefold()}"
    assert actor_key(person("Rebel MPs"), "a1") == "group:rebel mps"
    assert actor_key(person("Lugo Police"), "a1") == "organisation:lugo police"
    assert actor_key(person("Ana Church"), "a1") == "person:ana church"


@pytest.mark.parametrize(
    "name", ["Some", "This", "She", "I’m", "Others", "Tuesday", "5 October", "Read more", "Letters", "The", "12", "—"]
)
def test_garbage_is_nobody(name: str) -> None:
    assert not is_actor(person(name))
    assert key_of(person(name), "a1") is None
    assert aggregate([Sighting(person(name))]) == []


@pytest.mark.parametrize("name", ["May", "Will Ferrer", "June", "WHO", "April Berg", "Said al-Berg", "Ng", "One Lugo"])
def test_names_that_look_like_words_are_somebody(name: str) -> None:
    assert is_actor(person(name))


def test_unnamed_sources_keep_their_description() -> None:
    speaker = Speaker(name="Danish officials (unnamed)", kind=ActorKind.UNNAMED)
    assert actor_key(speaker) == "unnamed:danish officials"


def test_aggregate_counts_ranks_roles_and_keeps_telling_aliases() -> None:
    sightings = [
        Sighting(person("Ana Ferrer", "mayor"), "she"),
        Sighting(person("Ana Ferrer", "mayor of Lugo"), "the mayor"),
        Sighting(person("Ana Ferrer", "Mayor"), "Ferrer"),
        Sighting(person("Ana Ferrer", "mayor"), "Ferrer"),
        Sighting(person("Tom Berg"), "Berg"),
    ]
    first, second = aggregate(sightings)
    assert (first.name, first.said, first.roles) == ("Ana Ferrer", 4, ("mayor", "mayor of Lugo"))
    assert first.aliases == ("Ferrer", "the mayor")
    assert (second.name, second.said) == ("Tom Berg", 1)


@pytest.mark.parametrize(
    "written",
    [
        "Ferrer, a rival of Berg,",
        "Ferrer – who once worked for Berg –",
        "Ferrer (Liberal, Lugo)",
        "Ferrer who took over from Berg",
        "Ferrer",
    ],
)
def test_what_is_told_of_somebody_is_no_name_of_theirs(written: str) -> None:
    (actor,) = aggregate([Sighting(person("Ana Ferrer"), written)])
    assert actor.aliases == ("Ferrer",)


def test_merging_parts_counts_like_the_whole() -> None:
    sightings = [Sighting(person(name)) for name in ("Ana Ferrer", "Tom Berg", "Ana Ferrer", "Tom Berg", "Tom Berg")]
    whole = {actor.id: actor.said for actor in aggregate(sightings)}
    parts = merge(aggregate(sightings[:2]), aggregate(sightings[2:]))
    assert {actor.id: actor.said for actor in parts} == whole
    assert [actor.said for actor in parts] == [3, 2]


def test_an_actor_is_put_together_in_any_order_and_its_kind_is_that_of_its_key() -> None:
    speakers = (
        Speaker(name="Gazette (unnamed)", kind=ActorKind.UNNAMED),
        Speaker(name="Lugo Gazette", kind=ActorKind.ORGANISATION),
        Speaker(name="Lugo Gazette", kind=ActorKind.ORGANISATION, role="paper"),
    )
    parts = [aggregate([Sighting(speaker)])[0] for speaker in speakers]
    whole = combine("organisation:lugo gazette", parts)
    assert whole == combine("organisation:lugo gazette", reversed(parts))
    assert (whole.name, whole.kind, whole.said) == ("Lugo Gazette", ActorKind.ORGANISATION, 3)
    assert (whole.aliases, whole.roles) == (("Gazette",), ("paper",))


def test_an_actor_is_shown_by_its_full_name_without_titles() -> None:
    names = ("Fisheries Minister Ana Ferrer", "Mrs Ana Ferrer", "Mrs Ana Ferrer", "Ferrer", "Ferrer", "Ana Ferrer")
    parts = [aggregate([Sighting(person(name))])[0] for name in names]
    assert combine("person:ana ferrer", parts).name == "Ana Ferrer"
    unnamed = [Speaker(name=name, kind=ActorKind.UNNAMED) for name in ("Officials", "Officials", "officials")]
    assert aggregate([Sighting(speaker) for speaker in unnamed])[0].name == "officials"


def test_names_that_count_as_mentions_begin_with_a_capital() -> None:
    actor = aggregate([Sighting(person("Ana Ferrer"), "the mayor"), Sighting(person("Ana Ferrer"), "Ferrer")])[0]
    assert names_of(actor) == ("Ana Ferrer", "Ferrer")
    unnamed = aggregate([Sighting(Speaker(name="Danish officials (unnamed)", kind=ActorKind.UNNAMED))])[0]
    assert names_of(unnamed) == ()


def test_mentions_are_whole_words_longest_first() -> None:
    names = {"a": ["Ana Ferrer", "Ferrer"], "u": ["US", "US government"], "e": ["Élysée"]}
    text = "Ana Ferrer met the US government. Ferrer's aides told us. Ferrero did not. The ELYSEE and US agreed."
    assert count_mentions(text, names) == {"a": 2, "u": 2, "e": 1}


def test_a_shared_surname_counts_for_the_one_who_is_there() -> None:
    mentions = Mentions({"a": ["Ana Ferrer", "Ferrer"], "j": ["José Ferrer", "Ferrer"]})
    assert mentions.count("José Ferrer came. Ferrer spoke.") == {"j": 2}
    assert mentions.count("Ferrer spoke.") == {}
    assert mentions.count("José Ferrer and Ana Ferrer came. Ferrer spoke.") == {"j": 1, "a": 1}


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=5))
def test_no_text_and_no_name_is_too_odd(text: str, names: list[str]) -> None:
    counted = count_mentions(text, {str(n): [name] for n, name in enumerate(names)})
    assert all(count > 0 for count in counted.values())
    assert folded(folded(text)) == folded(text)
    for kind in ActorKind:
        key = actor_key(Speaker(name=text, kind=kind), "a1")
        assert parted(key)[2] in ("", "a1")
        assert blocks_of(key) >= needs(key)
