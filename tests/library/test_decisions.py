"""The reader's rules on actors, the journal, and what becomes of it when things go wrong."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import BriefingError, LibraryError, NothingFoundError, UsageError
from briefing.library import identities, traits
from briefing.library.store import Store
from briefing.model import ActorKind
from briefing.model.kinds import Verdict
from briefing.services.decisions import Deciding
from tests.library.deciding import TEXTS, cards, deciding_on, found_in, put, seen, store_at
from tests.library.fakes import Bench, article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_at(tmp_path)
    yield store
    store.close()


@pytest.fixture
def deciding(store: Store) -> Deciding:
    return deciding_on(store)


def names(store: Store) -> dict[str, int]:
    return {actor.name: actor.said for actor in store.findings.actors()}


def merge(deciding: Deciding, one: str, other: str) -> None:
    deciding.merge(deciding.actor(one), deciding.actor(other))


def propose(store: Store, links: dict[str, str]) -> None:
    with store._connections.writing() as connection:
        identities.propose(connection, {key: (actor, "they look alike") for key, actor in links.items()})


def test_a_merge_touches_no_statement(store: Store, deciding: Deciding) -> None:
    def rows() -> list[object]:
        with store._connections.reading() as connection:
            return connection.execute("SELECT * FROM statements ORDER BY article, position").fetchall()

    before = rows()
    merge(deciding, "Otto Krug", "Maria Lind")
    assert rows() == before
    assert names(store)["Maria Lind"] == 3
    assert "Otto Krug" not in names(store)
    assert [row.content for row in store.findings.statements(actors=["person:maria lind"])] == [
        row.content for row in store.findings.statements() if row.actor == "person:maria lind"
    ]


def test_the_name_of_the_one_that_stays_stands(store: Store, deciding: Deciding) -> None:
    merge(deciding, "Maria Lind", "Otto Krug")  # who says less
    assert names(store)["Otto Krug"] == 3
    assert deciding.actor("Maria Lind").name == "Otto Krug"
    assert deciding.actor("person:maria lind").name == "Otto Krug"


def test_merges_follow_each_other(store: Store, deciding: Deciding) -> None:
    merge(deciding, "Otto Krug", "Maria Lind")
    merge(deciding, "Maria Lind", "Tom Hill")
    assert names(store)["Tom Hill"] == 5
    with pytest.raises(UsageError, match="one actor already"):
        merge(deciding, "Otto Krug", "Tom Hill")
    deciding.split(deciding.actor("Tom Hill"), "Otto Krug")
    assert names(store)["Tom Hill"] == 4
    assert names(store)["Otto Krug"] == 1


def test_what_cannot_be_split_is_told(deciding: Deciding) -> None:
    with pytest.raises(UsageError, match="one name only"):
        deciding.split(deciding.actor("Otto Krug"))
    merge(deciding, "Otto Krug", "Maria Lind")
    with pytest.raises(NothingFoundError, match="it could be “Otto Krug”"):
        deciding.split(deciding.actor("Maria Lind"), "Tom Hill")


def test_the_machine_may_not_join_what_the_reader_took_apart(store: Store, deciding: Deciding) -> None:
    propose(store, {"person:otto krug": "person:maria lind"})
    deciding.split(deciding.actor("person:maria lind"))
    propose(store, {"person:otto krug": "person:maria lind"})
    assert store.decisions.actor_of("person:otto krug") == "person:otto krug"
    deciding.undo()
    assert store.decisions.actor_of("person:otto krug") == "person:maria lind"


def test_two_that_the_reader_told_apart_stay_two(store: Store, deciding: Deciding) -> None:
    deciding.apart(deciding.actor("Otto Krug"), deciding.actor("Maria Lind"))
    propose(store, {"person:otto krug": "person:maria lind"})
    assert store.decisions.actor_of("person:otto krug") == "person:otto krug"


def test_a_doubt_is_asked_until_it_is_decided(store: Store, deciding: Deciding) -> None:
    def doubts() -> list[tuple[str, str]]:
        return [(doubt.key, doubt.other) for doubt in store.decisions.doubts()]

    pair = ("person:otto krug", "person:maria lind")
    other = ("person:tom hill", "person:maria lind")
    with store._connections.writing() as connection:
        identities.doubt(connection, [(*pair, "one house", 0.6, "", ""), (*other, "one street", 0.5, "", "")])
    assert doubts() == [pair, other]
    otto, maria = deciding.actor("Otto Krug"), deciding.actor("Maria Lind")
    deciding.apart(otto, maria, unsure=True)
    assert doubts() == [other, pair]  # those of which one is unsure come last
    deciding.undo()
    deciding.apart(otto, maria)
    assert doubts() == [other]
    deciding.undo()
    deciding.merge(otto, maria)
    assert doubts() == [other]


def test_a_rename_keeps_the_articles_names(store: Store, deciding: Deciding) -> None:
    deciding.rename(deciding.actor("Otto Krug"), "Professor Krug")
    assert deciding.actor("Otto Krug").name == "Professor Krug"
    assert deciding.actor("professor krug").id == "person:otto krug"
    assert store.findings.renamed() == {"person:otto krug": "Professor Krug"}
    deciding.rename(deciding.actor("Professor Krug"), None)
    assert deciding.actor("Otto Krug").name == "Otto Krug"


def test_an_alias_holds_for_what_comes_later(store: Store, deciding: Deciding) -> None:
    deciding.alias(deciding.actor("Otto Krug"), "Ottokar Krug")
    put(store, article('Late\n\n"It rains," said Ottokar Krug. "It pours," said Lind.', "/9.txt", "hash"))
    assert names(store)["Otto Krug"] == 2
    deciding.alias(deciding.actor("Otto Krug"), "Ottokar Krug", holds=False)
    assert names(store)["Otto Krug"] == 1


def test_an_alias_of_one_word_holds_in_every_article(store: Store, deciding: Deciding) -> None:
    put(store, article('One\n\n"It rains," said Krugg.', "/8.txt", "hash"))
    deciding.alias(deciding.actor("Otto Krug"), "Krugg")
    assert names(store)["Otto Krug"] == 2
    put(store, article('Two\n\n"It pours," said Krugg.', "/9.txt", "hash"))
    assert names(store)["Otto Krug"] == 3


def test_kind_and_hiding(store: Store, deciding: Deciding) -> None:
    otto = deciding.actor("Otto Krug")
    deciding.kind(otto, ActorKind.GOVERNMENT)
    deciding.hide(otto)
    actor = deciding.actor("Otto Krug")
    assert (actor.kind, actor.hidden) == (ActorKind.GOVERNMENT, True)
    assert store.counts(0.5).actors == 4
    assert len(cards(store)) == len(cards(store_at(store.path.parent / "other")))  # its statements stay
    deciding.kind(otto, None)
    deciding.hide(otto, hidden=False)
    assert deciding.actor("Otto Krug") == otto


def test_what_was_said_of_an_actor_goes_with_it_when_the_machine_puts_it_under_another(
    store: Store, deciding: Deciding
) -> None:
    deciding.rename(deciding.actor("Otto Krug"), "Professor Krug")
    propose(store, {"person:otto krug": "person:otto k krug"})
    with store._connections.reading() as connection:
        assert traits.read(connection)["person:otto k krug"].name == "Professor Krug"


def test_undo_takes_back_what_was_decided_here_and_redo_brings_it_again(store: Store, deciding: Deciding) -> None:
    before = seen(store)
    merge(deciding, "Otto Krug", "Maria Lind")
    after = seen(store)
    assert deciding.undo().sentence == "Taken back: “Otto Krug” is “Maria Lind”."
    assert seen(store) == before
    with pytest.raises(NothingFoundError, match="nothing was taken back"):
        deciding.undo()
    assert deciding.redo().sentence == "Again: “Otto Krug” is “Maria Lind”."
    assert seen(store) == after
    deciding.undo()
    deciding.hide(deciding.actor("Tom Hill"))
    with pytest.raises(NothingFoundError, match="could count again"):
        deciding.redo()  # something else was decided meanwhile


def test_the_last_decision_counts_whatever_the_clock_says(store: Store, deciding: Deciding) -> None:
    deciding.hide(deciding.actor("Tom Hill"))
    line = next(deciding.export())
    late = {**line, "id": "l" * 8, "made_at": (dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)).isoformat()}
    deciding.load([json.dumps(late)])
    deciding.hide(deciding.actor("Tom Hill"), hidden=False)
    assert not deciding.actor("Tom Hill").hidden


def test_of_two_that_differ_the_later_counts_and_both_are_told(tmp_path: Path) -> None:
    here, there = store_at(tmp_path / "here"), store_at(tmp_path / "there")
    mine, yours = deciding_on(here), deciding_on(there)
    mine.rename(mine.actor("Otto Krug"), "Mine")
    yours.rename(yours.actor("Otto Krug"), "Yours")
    lines = {
        "mine": [json.dumps(line) for line in mine.export()],
        "yours": [json.dumps(line) for line in yours.export()],
    }
    for deciding, other in ((mine, "yours"), (yours, "mine")):
        loaded = deciding.load(lines[other])
        assert loaded.differing == (
            "“Otto Krug” is called “Yours”. This counts, for it is later than: “Otto Krug” is called “Mine”.",
        )
        assert deciding.actor("person:otto krug").name == "Yours"
    here.close()
    there.close()


def test_what_was_taken_back_there_is_taken_back_here_when_all_is_imported(tmp_path: Path) -> None:
    here, there = store_at(tmp_path / "here"), store_at(tmp_path / "there")
    mine, yours = deciding_on(here), deciding_on(there)
    mine.hide(mine.actor("Otto Krug"))
    yours.load([json.dumps(line) for line in mine.export()])
    assert yours.actor("Otto Krug").hidden
    mine.undo()
    assert list(mine.export()) == []
    loaded = yours.load([json.dumps(line) for line in mine.export(undone=True)])
    assert (loaded.new, loaded.undone) == (0, 1)
    assert not yours.actor("Otto Krug").hidden
    here.close()
    there.close()


def test_of_two_merges_in_a_circle_the_later_counts(tmp_path: Path) -> None:
    here, there = store_at(tmp_path / "here"), store_at(tmp_path / "there")
    mine, yours = deciding_on(here), deciding_on(there)
    merge(mine, "Tom Hill", "Maria Lind")
    merge(yours, "Maria Lind", "Tom Hill")
    mine.load([json.dumps(line) for line in yours.export()])
    assert mine.actor("Maria Lind").name == "Tom Hill"
    here.close()
    there.close()


def test_what_is_imported_finds_articles_of_a_record_from_before(store: Store, deciding: Deciding) -> None:
    deciding.on_statement(cards(store)[0], Verdict.WRONG, deciding.actor("Otto Krug"))
    line = next(deciding.export())
    deciding.undo()
    with store._connections.writing() as connection:
        connection.execute("DELETE FROM texts")
    deciding.load([json.dumps({**line, "id": "n" * 8, "subject": {**line["subject"], "article": "another outlet's"}})])
    assert cards(store)[0].actor_id == "person:otto krug"


def test_lines_that_are_no_decisions_are_named_and_left_out(store: Store, deciding: Deciding) -> None:
    deciding.on_statement(cards(store)[0], Verdict.RIGHT)
    good = json.dumps(next(deciding.export()))
    deciding.undo()
    one = json.loads(good)
    bad = [
        "nonsense",
        "[]",
        json.dumps({**one, "kind": "burn"}),
        json.dumps({**one, "id": "x; DROP TABLE decisions", "made_at": one["made_at"]}),
        json.dumps({**one, "made_at": "2021-03-03T10:00:00"}),
        json.dumps({**one, "made_at": "9999-12-31T23:59:59Z"}),
        json.dumps({**one, "subject": {**one["subject"], "content": [[9, 3]]}}),
        json.dumps({**one, "value": {"verdict": "right", "speaker": None}}),
        json.dumps({**one, "more": 1}),
        json.dumps({**one, "format": 99}),
        "{" * 100_000,
    ]
    loaded = deciding.load([*bad, "", json.dumps({**one, "id": "g" * 32})])
    assert [number for number, _ in loaded.mistaken] == list(range(1, len(bad) + 1))
    assert all(0 < len(why) <= 200 and "\x1b" not in why for _, why in loaded.mistaken)
    assert loaded.new == 1
    assert cards(store)[0].is_settled


def test_names_from_elsewhere_cannot_steer_the_terminal(store: Store, deciding: Deciding) -> None:
    deciding.rename(deciding.actor("Otto Krug"), "A\x1b[2J\nB \u202ex")
    assert deciding.actor("person:otto krug").name == "A␛[2J B <U+202E>x"
    with pytest.raises(UsageError, match="1 to 300"):
        deciding.rename(deciding.actor("Tom Hill"), " \n ")


def test_a_decision_is_written_whole_or_not_at_all(
    store: Store, deciding: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, journal = seen(store), deciding.journal()
    monkeypatch.setattr("briefing.library.decisions.roster.gather", _fails)
    with pytest.raises(LibraryError):
        merge(deciding, "Otto Krug", "Maria Lind")
    monkeypatch.undo()
    assert (seen(store), deciding.journal()) == (before, journal)


def _fails(*_: object) -> None:
    raise sqlite3.OperationalError("the machine stopped here")


def test_search_follows(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for number, text in enumerate(TEXTS):
        bench.write(f"{number}.txt", text)
    library = bench.run()
    deciding = deciding_on(library.store)

    def found(query: str) -> set[int | None]:
        library.index_now()
        matches = library.search(query, limit=20, typing=False).matches
        return {match.statement for match in matches if match.statement is not None}

    krug, lind = found("speaker:Krug"), found("speaker:Lind")
    assert krug
    merge(deciding, "Otto Krug", "Maria Lind")
    assert found("speaker:Lind") == lind | krug
    deciding.rename(deciding.actor("Maria Lind"), "Chancellor Voss")
    assert found("speaker:Voss") == lind | krug
    deciding.undo()
    deciding.undo()
    assert (found("speaker:Lind"), found("speaker:Voss")) == (lind, set())
    bench.close()


def test_only_the_articles_concerned_are_indexed_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for number, text in enumerate(TEXTS):
        bench.write(f"{number}.txt", text)
    library = bench.run()
    merge(deciding_on(library.store), "Otto Krug", "Maria Lind")
    assert 0 < (library.index.behind() or 0) <= 2  # those in which they speak
    library.index_now()
    assert library.index.behind() == 0
    bench.close()


def test_a_decision_on_a_statement_that_is_gone_is_kept(store: Store, deciding: Deciding) -> None:
    deciding.on_statement(cards(store)[0], Verdict.RIGHT)
    one = next(row for row in store.articles() if row.id == cards(store)[0].article.id)
    text = store.article(one.id)
    assert text is not None
    store.findings.keep(text, [], "2")
    (entry,) = deciding.journal()
    assert entry.lost
    store.findings.keep(text, found_in(text), "3")
    (entry,) = deciding.journal()
    assert entry.articles == (one.id,)


def test_an_actor_is_named_so_that_one_finds_it(deciding: Deciding) -> None:
    with pytest.raises(NothingFoundError, match="did you mean “Otto Krug”"):
        deciding.actor("Otto")
    with pytest.raises(BriefingError, match="There is no actor"):
        deciding.actor("")
