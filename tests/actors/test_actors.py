from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.actors import Aliases, Mentions, Sighting, actor_key, aggregate, count_mentions, folded, merge, names_of
from briefing.errors import UsageError
from briefing.model import ActorKind, Speaker


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(name=name, kind=ActorKind.PERSON, role=role)


def test_case_accents_and_middle_initials_make_no_second_actor() -> None:
    keys = {actor_key(person(name)) for name in ("José P. Ferrer", "Jose Ferrer", "JOSÉ FERRER", "José Ferrer Jr.")}
    assert keys == {"person:jose ferrer"}


def test_another_first_name_or_kind_is_another_actor() -> None:
    assert actor_key(person("José Ferrer")) != actor_key(person("Ana Ferrer"))
    body = Speaker(name="José Ferrer", kind=ActorKind.ORGANISATION)
    assert actor_key(body) != actor_key(person("José Ferrer"))


def test_a_bare_surname_is_not_joined_across_articles() -> None:
    assert actor_key(person("Ferrer")) != actor_key(person("Ana Ferrer"))


def test_unnamed_sources_keep_their_description() -> None:
    speaker = Speaker(name="Danish officials (unnamed)", kind=ActorKind.UNNAMED)
    assert actor_key(speaker) == "unnamed:danish officials"


def test_the_users_aliases_come_first_and_may_name_the_unnamed() -> None:
    aliases = Aliases(names={"The Old Man": "Ana Ferrer", "Ana Ferrer": "Ana Ferrer Ruiz"})
    speaker = Speaker(name="old man (unnamed)", kind=ActorKind.UNNAMED)
    assert actor_key(speaker, aliases) == "person:ana ferrer ruiz"


def test_aliases_in_a_circle_come_to_an_end() -> None:
    assert Aliases(names={"A": "B", "B": "A"}).name_of("A") in ("A", "B")


def test_aliases_are_read_from_toml_and_json_and_their_absence_is_fine(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('"Joe B." = "Joseph Berg"\n', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"Joe B.": "Joseph Berg"}', encoding="utf-8")
    assert Aliases.read(tmp_path / "a.toml") == Aliases.read(tmp_path / "a.json")
    assert Aliases.read(tmp_path / "none.toml") == Aliases()


@pytest.mark.parametrize("content", ["not = [toml", "[table]\nx = 1", "x = 3"])
def test_bad_alias_files_are_told_in_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="aliases"):
        Aliases.read(path)


def test_aggregate_counts_ranks_roles_and_keeps_telling_aliases() -> None:
    sightings = [
        Sighting(person("Ana Ferrer", "mayor"), "she"),
        Sighting(person("Ana Ferrer", "mayor of Lugo"), "the mayor"),
        Sighting(person("Ana M. Ferrer", "Mayor"), "Ferrer"),
        Sighting(person("Ana Ferrer", "mayor"), "Ferrer"),
        Sighting(person("Tom Berg"), "Berg"),
    ]
    first, second = aggregate(sightings)
    assert (first.name, first.said, first.roles) == ("Ana Ferrer", 4, ("mayor", "mayor of Lugo"))
    assert first.aliases == ("Ana M. Ferrer", "Ferrer", "the mayor")
    assert (second.name, second.said) == ("Tom Berg", 1)


def test_merging_parts_counts_like_the_whole() -> None:
    sightings = [Sighting(person(name)) for name in ("Ana Ferrer", "Tom Berg", "Ana P. Ferrer", "Tom Berg", "Tom Berg")]
    whole = {actor.id: actor.said for actor in aggregate(sightings)}
    parts = merge(aggregate(sightings[:2]), aggregate(sightings[2:]))
    assert {actor.id: actor.said for actor in parts} == whole
    assert [actor.said for actor in parts] == [3, 2]


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
    assert actor_key(person(text)).startswith("person:")
