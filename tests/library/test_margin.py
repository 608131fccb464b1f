"""Read and unread, tags and notes: what they are tied to, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import NothingFoundError, UsageError
from briefing.library.rows import FileRow, Reading
from briefing.library.store import Store
from briefing.model import Article, Span, Statement
from briefing.model.remark import Note, Tag
from briefing.search.engine import Picked
from briefing.services.marking import Marking, split_tags
from tests.library.deciding import article_cards, attribute, cards, deciding_on, found_in, marking_on, put, store_at
from tests.library.fakes import article

TEXT = 'Harbour\n\n"The harbour of the town is open," said Anna Berg. "It perhaps closes," said Tom Hill.'


@pytest.fixture
def harbour() -> Article:
    return article(TEXT, "/a.txt", "hash")


@pytest.fixture
def store(tmp_path: Path, harbour: Article) -> Store:
    store = store_at(tmp_path, ())
    put(store, harbour)
    return store


@pytest.fixture
def marking(store: Store) -> Marking:
    return marking_on(store)


def tags(store: Store, place: str) -> list[tuple[str, bool]]:
    remarks = marking_on(store).margin().remarks.get(place)
    return [(tag.name, tag.holds) for tag in remarks.tags.values()] if remarks else []


def shifted(harbour: Article, start: int, end: int) -> list[Statement]:
    """What another model finds: the first content begins and ends elsewhere."""
    one, *rest = found_in(harbour)
    span = one.content[0]
    return [one.model_copy(update={"content": (Span(span.start + start, span.end + end),)}), *rest]


def test_tags_are_given_and_taken_away(store: Store, marking: Marking) -> None:
    card = cards(store)[0]
    done = marking.retag(card, split_tags(" Harbour news,, sea "))
    assert done is not None
    assert done.sentence == "“The harbour of the town is open” is tagged “Harbour news”, “sea”."
    assert tags(store, card.id) == [("Harbour news", True), ("sea", True)]
    assert marking.retag(card, ["harbour  NEWS", "Sea"]) is None, "case makes no other tag"
    again = marking.retag(card, ["sea", "ships"])
    assert again is not None
    assert again.sentence.endswith("is tagged “ships”, and no more “Harbour news”.")
    assert tags(store, card.id) == [("sea", True), ("ships", True)]
    with pytest.raises(UsageError, match="already"):
        marking.tag(card, ["Ships"])
    with pytest.raises(NothingFoundError, match="no tag “boats”"):
        marking.tag(card, removed=["boats"])


@pytest.mark.parametrize("name", ["", "!?", "a,b", "x" * 61, "\x1b"])
def test_what_cannot_be_a_tag_is_told(store: Store, marking: Marking, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a tag"):
        marking.tag(cards(store)[0], [name])


def test_a_note_is_written_changed_and_taken_away(store: Store, marking: Marking, harbour: Article) -> None:
    (card,) = article_cards(store)
    assert marking.note(card, "ask  \x1b[2J\nher [sic]\n").sentence == "Noted on “Harbour”: “ask ␛[2J her [sic]”."
    assert marking.margin().beside(card).note == Note("ask  ␛[2J\nher [sic]")
    marking.note(card, "asked")
    assert marking.margin().beside(card).note == Note("asked")
    assert marking.note(card, " ").sentence == "The note on “Harbour” is gone."
    assert not marking.margin().remarks
    with pytest.raises(NothingFoundError, match="no note"):
        marking.note(card, "")


def test_it_is_taken_back_like_any_decision(store: Store, marking: Marking) -> None:
    card = cards(store)[0]
    marking.tag(card, ["sea"])
    marking.note(card, "ask her")
    deciding = deciding_on(store)
    assert deciding.undo().sentence.startswith("Taken back: Noted on")
    assert marking.margin().beside(card).note is None
    assert tags(store, card.id) == [("sea", True)]
    deciding.undo()
    assert not marking.margin().remarks
    deciding.redo()
    deciding.redo()
    assert marking.margin().beside(card).note == Note("ask her")
    assert tags(store, card.id) == [("sea", True)]
    assert not any(entry.lost or entry.stale for entry in deciding.journal())


@pytest.mark.parametrize(("start", "end"), [(0, 0), (4, 0), (0, -8)])
def test_words_found_anew_keep_it(store: Store, marking: Marking, harbour: Article, start: int, end: int) -> None:
    marking.tag(cards(store)[0], ["sea"])
    attribute(store, harbour, shifted(harbour, start, end), "2")
    assert tags(store, cards(store)[0].id) == [("sea", True)]


def test_words_that_are_found_no_more_keep_it_in_the_journal(store: Store, marking: Marking, harbour: Article) -> None:
    marking.tag(cards(store)[0], ["sea"])
    attribute(store, harbour, found_in(harbour)[1:], "2")
    assert not marking.margin().remarks
    assert [entry.lost for entry in deciding_on(store).journal()] == [True]
    attribute(store, harbour, version="3")
    assert tags(store, cards(store)[0].id) == [("sea", True)]


def test_an_article_that_changed_flags_it_until_it_is_written_again(tmp_path: Path) -> None:
    filler = " ".join(f"The pilots met on pier {number} and agreed on little." for number in range(40))
    before = article(f"{TEXT}\n\n{filler}", "/a.txt", "old")
    after = article(f"{TEXT}\n\n{filler} They went home.", "/a.txt", "new")
    store = store_at(tmp_path, ())
    put(store, before)
    marking = marking_on(store)
    marking.tag(cards(store)[0], ["sea"])
    marking.note(article_cards(store)[0], "ask her")
    store.margin.mark([before.id], read=True)
    store.keep([Reading(FileRow(after.path, 1, 2, "new"), (after,))])
    attribute(store, after)
    (card,) = article_cards(store)
    said = cards(store)[0]
    assert card.id == after.id
    assert marking.margin().is_unread(after.id), "what changed is to be read again"
    assert tags(store, said.id) == [("sea", False)]
    assert marking.margin().beside(card).note == Note("ask her", holds=False)
    assert marking.picked("tag", "sea") == Picked()
    assert [entry.stale for entry in deciding_on(store).journal()] == [True, True]
    marking.tag(said, ["sea"])
    assert tags(store, said.id) == [("sea", True)]
    assert marking.picked("tag", "sea") == Picked(statements=frozenset({(after.id, 10)}))
    marking.note(card, "")
    assert marking.margin().beside(card).note is None


def test_reading_and_pruning_again_keep_what_was_read(store: Store, marking: Marking, harbour: Article) -> None:
    assert marking.margin().unread(article_cards(store)) == 1
    marking.mark([harbour.id])
    marking.tag(article_cards(store)[0], ["sea"])
    assert marking.margin().unread(article_cards(store)) == 0
    store.mark_gone([harbour.path])
    assert store.prune() == 1
    put(store, harbour)
    assert marking.margin().unread(article_cards(store)) == 0
    assert tags(store, harbour.id) == [("sea", True)]
    marking.mark([harbour.id], read=False)
    assert marking.margin().unread(article_cards(store)) == 1


def test_what_searches_ask(store: Store, marking: Marking, harbour: Article) -> None:
    first, second = cards(store)
    marking.tag(first, ["Sea", "harbour news"])
    marking.note(second, "hm")
    marking.tag(article_cards(store)[0], ["harbour"])
    marking.mark([harbour.id])
    here = frozenset({harbour.id})
    one, other = (harbour.id, 10), (harbour.id, second.statement.content[0].start)
    assert marking.picked("is", "read") == Picked(here)
    assert marking.picked("is", "unread") == Picked(here, others=True)
    assert marking.picked("is", "un", unfinished=True) == Picked(here, others=True)
    assert marking.picked("is", "odd") is None
    assert marking.picked("is", "noted") == Picked(statements=frozenset({other}))
    assert marking.picked("is", "tagged") == Picked(here, frozenset({one}))
    assert marking.picked("tag", "sea") == Picked(statements=frozenset({one}))
    assert marking.picked("tag", "harbour") == Picked(here)
    assert marking.picked("tag", "harb", unfinished=True) == Picked(here, frozenset({one}))
    assert marking.picked("tag", "nothing") == Picked()
    assert [(one.name, one.articles, one.statements) for one in marking.tags()] == [
        ("harbour", 1, 0),
        ("harbour news", 0, 1),
        ("Sea", 0, 1),
    ]
    assert [(item.id, list(beside.tags.values())) for item, beside in marking.remarked("SEA")] == [
        (first.id, [Tag("Sea"), Tag("harbour news")])
    ]
    assert [item.id for item, _ in marking.remarked()] == [harbour.id, first.id, second.id]


def test_another_libraries_tags_come_together_with_ours(tmp_path: Path) -> None:
    here, there = store_at(tmp_path / "here", (TEXT,)), store_at(tmp_path / "there", (TEXT,))
    marking_on(here).tag(cards(here)[0], ["sea"])
    marking_on(there).tag(cards(there)[0], ["ships"])
    marking_on(there).note(cards(there)[0], "ask")
    marking_on(here).note(cards(here)[0], "asked")
    import json

    loaded = deciding_on(here).load([json.dumps(line) for line in deciding_on(there).export()])
    assert loaded.new == 2
    assert loaded.differing == (
        "Noted on “The harbour of the town is open”: “asked”. This counts, for it is later than: "
        "Noted on “The harbour of the town is open”: “ask”.",
    )
    assert tags(here, cards(here)[0].id) == [("sea", True), ("ships", True)]
    assert marking_on(here).margin().beside(cards(here)[0]).note == Note("asked")
