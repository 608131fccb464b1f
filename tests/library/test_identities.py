"""Who a key belongs to: the reader's word stands before the machine's, and loops end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.library.fold import resolve

keys = st.sampled_from("abcdef")
links = st.dictionaries(keys, keys, max_size=6)
pairs = st.lists(st.tuples(keys, keys).filter(lambda pair: pair[0] < pair[1]), max_size=3)


def test_chains_are_followed_to_their_end() -> None:
    assert resolve({"a": "b", "b": "c"}, {}) == {"a": "c", "b": "c"}


def test_the_readers_word_stands_before_the_machines() -> None:
    assert resolve({"a": "b"}, {"a": "c"}) == {"a": "c"}
    assert resolve({"a": "b"}, {"a": "a"}) == {}
    assert resolve({"a": "b", "c": "a"}, {"a": "a"}) == {"c": "a"}


def test_a_loop_that_the_machine_closes_ends_where_the_reader_put_something() -> None:
    assert resolve({"b": "a"}, {"a": "b"}) == {"a": "b"}
    assert resolve({"a": "b", "b": "a"}, {}) == {"b": "a"}


def test_what_the_reader_told_apart_the_machine_does_not_join() -> None:
    assert resolve({"a": "b"}, {}, [("a", "b")]) == {}
    assert resolve({"a": "c", "b": "c"}, {}, [("a", "b")]) == {"b": "c"}
    assert resolve({"a": "c", "b": "a"}, {}, [("a", "b")]) == {"a": "c"}


def test_the_reader_may_join_what_the_machine_must_not() -> None:
    assert resolve({}, {"a": "b"}, [("a", "b")]) == {"a": "b"}


@given(links, links, pairs)
def test_it_is_flat_and_ends(machine: dict[str, str], reader: dict[str, str], apart: list[tuple[str, str]]) -> None:
    tops = resolve(machine, reader, apart)
    assert all(top not in tops for top in tops.values())
    assert all(key != top for key, top in tops.items())
    assert resolve(tops, {}) == tops
    own = {key for key, target in reader.items() if key == target}
    assert not own & tops.keys()


@given(links, pairs)
def test_pairs_told_apart_are_two(machine: dict[str, str], apart: list[tuple[str, str]]) -> None:
    tops = resolve(machine, {}, apart[:1])
    assert all(tops.get(one, one) != tops.get(other, other) for one, other in apart[:1])
