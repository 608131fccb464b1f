"""A decision finds its statement again, or says that it does not; it never moves to other words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.library.store import Store
from briefing.model import ActorKind, Article, Span, Statement
from briefing.model.decision import Chosen, Verdict
from briefing.services.decisions import Deciding
from briefing.services.views import StatementCard
from tests.library.deciding import attribute, cards, deciding_on, found_in, put, store_at
from tests.library.fakes import Bench, article

TEXT = 'Harbour\n\n"The old harbour stays open all winter," said Anna Berg. "Perhaps," said Tom Hill.'
TOM = Chosen(name="Tom Hill", kind=ActorKind.PERSON)


@pytest.fixture
def harbour() -> Article:
    return article(TEXT, "/a.txt", "hash")


@pytest.fixture
def store(tmp_path: Path, harbour: Article) -> Store:
    store = store_at(tmp_path, ())
    put(store, harbour)
    return store


@pytest.fixture
def deciding(store: Store) -> Deciding:
    return deciding_on(store)


def first(store: Store) -> StatementCard:
    return cards(store)[0]


def moved(harbour: Article, *, start: int = 0, end: int = 0, source: str | None = None) -> list[Statement]:
    """What another model finds: the first content shifted, or tied to another source."""
    one, *rest = found_in(harbour)
    span = one.content[0]
    update: dict[str, object] = {"content": (Span(span.start + start, span.end + end),)}
    if source is not None:
        at = TEXT.index(source)
        update |= {"source": (Span(at, at + len(source)),), "speaker": {"name": source, "kind": "person"}}
    return [Statement.model_validate({**one.model_dump(), **update}), *rest]


def test_the_chosen_speaker_counts_and_the_machines_answer_stays(store: Store, deciding: Deciding) -> None:
    deciding.on_statement(first(store), Verdict.WRONG, TOM)
    card = first(store)
    assert card.actor_id == "person:tom hill"
    assert card.statement.speaker is not None
    assert card.statement.speaker.name == "Tom Hill"
    assert card.statement.speaker.role == "Minister"  # as the article says elsewhere
    assert card.statement.confidence == 1.0
    assert "you decided" in card.statement.reasons[0]
    assert "Anna Berg, 90 %" in card.statement.reasons[0]
    assert card.decided is not None
    assert card.decided.found is not None
    assert card.decided.found.name == "Anna Berg"
    assert {actor.id: actor.said for actor in store.findings.actors()} == {"person:tom hill": 2}


def test_nobody_can_be_chosen(store: Store, deciding: Deciding) -> None:
    deciding.on_statement(first(store), Verdict.WRONG, None)
    card = first(store)
    assert (card.actor_id, card.statement.speaker, card.is_settled, card.is_doubtful) == (None, None, True, False)


def test_what_is_confirmed_is_sure_and_what_is_unsure_is_not(store: Store, deciding: Deciding) -> None:
    def unsure() -> int:
        return store.counts(0.5).unsure

    assert unsure() == 0
    deciding.on_statement(first(store), Verdict.UNSURE)
    assert unsure() == 1
    assert "you were unsure" in first(store).statement.reasons[0]
    deciding.on_statement(first(store), Verdict.RIGHT)
    assert (unsure(), store.counts(0.99).unsure) == (0, 1)
    assert "that is right" in first(store).statement.reasons[0]


def test_what_is_confirmed_outlives_a_model_that_thinks_otherwise(
    store: Store, deciding: Deciding, harbour: Article
) -> None:
    deciding.on_statement(first(store), Verdict.RIGHT)
    one, *rest = found_in(harbour)
    other = one.model_copy(update={"speaker": rest[0].speaker})
    attribute(store, harbour, [other, *rest], "2")
    card = first(store)
    assert card.statement.speaker is not None
    assert card.statement.speaker.name == "Anna Berg"
    assert "the machine's answer is Tom Hill" in card.statement.reasons[0]


@pytest.mark.parametrize(("start", "end"), [(4, 0), (0, -8), (3, -3)])
def test_a_span_that_moved_a_little_keeps_its_decision(
    store: Store, deciding: Deciding, harbour: Article, start: int, end: int
) -> None:
    deciding.on_statement(first(store), Verdict.WRONG, TOM)
    attribute(store, harbour, moved(harbour, start=start, end=end), "2")
    card = first(store)
    assert card.actor_id == "person:tom hill"
    assert card.decided is not None
    assert card.decided.holds


def test_a_doubtful_link_is_asked_about_until_it_is_decided(store: Store, deciding: Deciding, harbour: Article) -> None:
    sure, *others = found_in(harbour)
    assert sure.confidence == 0.9
    assert sure.speaker is not None
    linked = sure.model_copy(update={"speaker": replace(sure.speaker, probability=0.3)})
    attribute(store, harbour, [linked, *others], "2")
    asked = {row.first for row in store.findings.doubtful(0.4, 10)}
    assert linked.content[0].start in asked
    deciding.on_statement(first(store), Verdict.RIGHT)
    assert first(store).statement.certainty == 1.0
    assert linked.content[0].start not in {row.first for row in store.findings.doubtful(0.4, 10)}


def test_a_span_that_moved_far_does_not(store: Store, deciding: Deciding, harbour: Article) -> None:
    deciding.on_statement(first(store), Verdict.WRONG, TOM)
    attribute(store, harbour, moved(harbour, start=25), "2")
    assert first(store).decided is None
    assert first(store).actor_id == "person:anna berg"
    (entry,) = deciding.journal()
    assert entry.lost


def test_another_source_is_flagged_and_not_decided(store: Store, deciding: Deciding, harbour: Article) -> None:
    deciding.on_statement(first(store), Verdict.WRONG, Chosen(name="Maria Lind", kind=ActorKind.PERSON))
    attribute(store, harbour, moved(harbour, end=-1, source="Tom Hill"), "2")
    card = first(store)
    assert card.actor_id == "person:tom hill"  # the machine's, not the reader's
    assert card.decided is not None
    assert not card.decided.holds
    assert "has changed since: decide again" in card.statement.reasons[0]
    assert card.statement.confidence == 0.9
    assert [row.first for row in store.findings.doubtful(0.5, 10)] == [card.statement.content[0].start]
    (entry,) = deciding.journal()
    assert entry.stale


def test_of_two_decisions_on_overlapping_words_each_keeps_its_own(
    store: Store, deciding: Deciding, harbour: Article
) -> None:
    whole, *_ = found_in(harbour)
    span = whole.content[0]
    part = whole.model_copy(update={"content": (Span(span.start, span.end - 10),)})
    attribute(store, harbour, [whole, part], "2")
    long, short = cards(store)
    deciding.on_statement(long, Verdict.WRONG, TOM)
    deciding.on_statement(short, Verdict.WRONG, Chosen(name="Maria Lind", kind=ActorKind.PERSON))
    assert [card.actor_id for card in cards(store)] == ["person:tom hill", "person:maria lind"]
    attribute(store, harbour, [whole], "3")  # the later decision would fit it too, more or less
    assert [card.actor_id for card in cards(store)] == ["person:tom hill"]


def test_the_article_that_changed_flags_its_decisions(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    many = " ".join(f"The {word} council met again and talked about quay {word}." for word in "abcdefghijklmnop")
    text = f'Harbour\n\n{many}\n\n"The old harbour stays open," said Anna Berg.'
    path = bench.write("a.txt", text)
    store = bench.run().store
    deciding_on(store).on_statement(first(store), Verdict.WRONG, TOM)
    bench.close()
    path.write_text(text.replace("met again", "met once more", 1), encoding="utf-8")
    store = bench.run().store
    (card,) = cards(store)
    assert card.actor_id == "person:anna berg"
    assert card.decided is not None
    assert not card.decided.holds
    assert "has changed since" in card.statement.reasons[0]
    (question,) = store.findings.doubtful(0.5, 10)
    assert question.decided == card.decided
    deciding = deciding_on(store)
    deciding.on_statement(card, Verdict.RIGHT)  # decided anew, for these words
    assert first(store).is_settled
    assert store.findings.doubtful(0.5, 10) == []
    bench.close()


def test_the_same_text_of_another_outlet_is_decided_too(store: Store, deciding: Deciding, harbour: Article) -> None:
    deciding.on_statement(first(store), Verdict.WRONG, TOM)
    wire = harbour.model_copy(update={"id": "f" * 16, "outlet": "The Herald", "path": "/b.txt"})
    put(store, wire)
    shown = [row for row in store.findings.statements() if row.first == first(store).statement.content[0].start]
    assert {row.actor for row in shown} == {"person:tom hill"}


def test_an_unnamed_speaker_cannot_be_confirmed(store: Store, deciding: Deciding, harbour: Article) -> None:
    one, *rest = found_in(harbour)
    attribute(store, harbour, [one.model_copy(update={"speaker": None}), *rest], "2")
    with pytest.raises(Exception, match="choose who said it"):
        deciding.on_statement(first(store), Verdict.RIGHT)


def test_a_chosen_actor_of_one_word_is_that_actor(store: Store, deciding: Deciding) -> None:
    other = article('Quay\n\n"The quay is new," said Krug.', "/b.txt", "hash")
    put(store, other)
    krug = deciding.actor("Krug")
    card = next(card for card in cards(store) if card.actor_id == "person:anna berg")
    deciding.on_statement(card, Verdict.WRONG, krug)
    assert {actor.name: actor.said for actor in store.findings.actors()} == {"Krug": 2, "Tom Hill": 1}
