"""The search index: derived, disposable, and made again whenever something about it is odd."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.library.index import Index, _document
from briefing.library.library import Library
from briefing.model import Article
from briefing.model.outlets import Outlets
from briefing.search.engine import Document
from tests.library.fakes import Bench, article


def whole(library: Library) -> bool:
    answer = library.search("speaker:akar", limit=100, typing=False)
    return answer.articles == 3 and library.index.behind() == 0


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def overwrite(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"\0" * 100)


def overwrite_all_but_the_stamp(folder: Path) -> None:
    for file in folder.iterdir():
        if file.name != "stamp":
            file.write_bytes(b"\0" * 100)


def truncate(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[:10])


def replace_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder", encoding="utf-8")


@pytest.fixture
def filled(bench: Bench) -> Bench:
    for number in range(3):
        bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
    bench.run().close()
    return bench


@pytest.mark.parametrize("damage", [remove, empty, overwrite, overwrite_all_but_the_stamp, truncate, replace_by_a_file])
def test_an_index_that_is_gone_or_damaged_is_made_again(filled: Bench, damage: Callable[[Path], None]) -> None:
    damage(filled.folder / "index")
    library = filled.run()
    assert whole(library)
    assert library.ingest.problems() == ()
    assert len(filled.reader.read) == 3, "from the record, not from the files"
    assert len(filled.seen) == 3


def test_a_search_without_background_work_makes_the_index_first(filled: Bench) -> None:
    remove(filled.folder / "index")
    library = filled.open()
    library.index_now()
    assert whole(library)


def test_an_index_that_lags_behind_catches_up(filled: Bench) -> None:
    library = filled.open()
    stale = filled.folder.with_name("stale")
    shutil.copytree(filled.folder / "index", stale)
    filled.write("2.txt", 'Title 2\n"Something else," said Ismail Demir.')
    (filled.root / "1.txt").unlink()
    library.ingest.start()
    assert library.ingest.wait(30)
    library.store.prune()
    library.close()
    shutil.rmtree(filled.folder / "index")
    stale.rename(filled.folder / "index")
    library = filled.open()
    assert library.index.behind() == 3, "one changed, one came in its place, one went"
    library.index_now()
    assert library.search("speaker:akar", limit=9, typing=False).articles == 1
    assert library.search("speaker:demir", limit=9, typing=False).articles == 1
    assert library.search("Title", limit=9, typing=False).articles == 2


def test_an_index_of_another_record_is_not_taken_for_ours(filled: Bench) -> None:
    """Even when that record has come farther than the index, so that the numbers alone would fit."""
    for file in (*filled.folder.glob("record.sqlite3*"), *filled.root.iterdir()):
        file.unlink()
    for number in range(20):
        filled.write(f"{number}.txt", f'Other {number}\n"Else {number}," said Ismail Demir.')
    library = filled.run()
    assert library.search("speaker:akar", limit=100, typing=False).matches == ()
    assert library.search("speaker:demir", limit=100, typing=False).articles == 20


def test_an_index_that_cannot_be_made_is_a_sentence_and_costs_only_the_search(
    filled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove(filled.folder / "index")
    monkeypatch.setattr("briefing.search.whoosh_engine.WhooshEngine.clear", lambda engine: False)
    filled.write("0.txt", 'Title 0\n"Word 0," said Ismail Demir.')
    library = filled.run()
    (problem,) = library.ingest.problems()
    assert problem.startswith("The search index beside ")
    assert library.store.counts(0.5).statements == 3
    assert [actor.name for actor in library.store.findings.actors() if actor.said == 1] == ["Ismail Demir"]
    assert library.search("akar", limit=9, typing=False).matches == ()


def test_a_rebuild_begins_again_from_the_record(filled: Bench) -> None:
    library = filled.open()
    assert whole(library)
    before = {file.name for file in (filled.folder / "index").iterdir()}
    library.ingest.start(rebuild=True)
    assert library.ingest.wait(30)
    assert whole(library)
    assert {file.name for file in (filled.folder / "index").iterdir()} != before


def test_many_articles_are_indexed_in_batches(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.index.BATCH", 4)
    for number in range(11):
        bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
    library = bench.run()
    remove(bench.folder / "index")
    library.close()
    library = bench.open()
    told: list[int] = []
    assert library.index.catch_up(lambda: False, told.append)
    assert told == [4, 11], "each batch is twice as large as the one before"
    assert library.search("speaker:akar", limit=100, typing=False).articles == 11
    assert library.index.behind() == 0


def test_long_articles_are_indexed_a_few_at_a_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.index._MOST_CHARACTERS", 250)
    for number in range(7):
        bench.write(f"{number}.txt", f"Title {number}\n" + f"word{number} " * (60 if number == 3 else 12))
    library = bench.open()
    commits: list[int] = []
    documents = library.index._documents

    def counted(articles: list[Article]) -> Iterable[Document]:
        commits.append(len(articles))
        return documents(articles)

    monkeypatch.setattr(library.index, "_documents", counted)
    library.ingest.start(attribute=False)
    assert library.ingest.wait(30)
    assert sum(commits) == 7
    assert max(commits) <= 3
    for number in range(7):
        assert library.search(f"word{number}", limit=5, typing=False).articles == 1
    assert library.index.behind() == 0


def test_an_index_in_many_pieces_is_put_in_order_while_statements_are_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.library.ingest._UNTIDY", 3)
    monkeypatch.setattr("briefing.library.attributing.Sparingly.__call__", lambda each: each._job())
    for number in range(8):
        bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
    library = bench.open()
    tidied: list[tuple[str, int]] = []
    tidy = library.index.tidy

    def noted() -> None:
        tidied.append((library.ingest.stage().name, library.store.counts(0.0).pending))
        tidy()

    monkeypatch.setattr(library.index, "tidy", noted)
    library.ingest.start()
    assert library.ingest.wait(30)
    assert any(stage == "attributing" and pending for stage, pending in tidied), "not only when all is done"
    assert library.search("speaker:akar", limit=100, typing=False).articles == 8


def test_the_first_misspelt_word_finds_all_words_gathered(filled: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed: list[str] = []
    warm = Index.warm

    def noted(index: Index) -> None:
        warmed.append("warm")
        warm(index)

    monkeypatch.setattr(Index, "warm", noted)
    filled.run().close()
    assert not warmed, "whoever asks once and goes does not wait for that"
    library = filled.open()
    library.watch(lambda: None)
    library.ingest.start()
    assert library.ingest.wait(30)
    assert warmed
    assert library.search("akra", limit=1, typing=False).instead == "akar"


@pytest.mark.parametrize(
    ("source", "alias"),
    [
        ("Wilson, whose party props up May’s government,", "Wilson"),
        ("the woman who accused the judge", "the woman"),
        ("the minister,\nWHICH is odd", "the minister"),
        ("Whose Line, the programme", "Whose Line, the programme"),
        ("the foreign minister", "the foreign minister"),
    ],
)
def test_whom_a_source_tells_of_did_not_say_it(filled: Bench, source: str, alias: str) -> None:
    row = replace(filled.open().store.findings.statements()[0], source=source)
    assert row.actor
    (said,) = _document(article("T\nx"), [row], {}, Outlets({})).statements
    assert said.aliases == (alias,)
