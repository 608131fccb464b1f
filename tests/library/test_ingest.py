"""The background work: what is read, what is not read again, and what goes on when something is wrong."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing.library.library import Library
from tests.library.fake_worker import statements_in
from tests.library.fakes import Bench

ONE = 'Talks begin\ndate: 2021-03-01\n"We are ready," said Hulusi Akar.'
TWO = 'Talks end\ndate: 2021-03-02\n"We agreed," said Hulusi Akar. "It is perhaps over," said Ismail Demir.'


def titles(library: Library) -> list[str]:
    return [row.title for row in library.store.articles()]


def gone(library: Library) -> dict[str, bool]:
    return {row.title: row.gone for row in library.store.articles()}


def said(library: Library) -> dict[str, int]:
    return {actor.name: actor.said for actor in library.store.findings.actors()}


def test_articles_are_read_indexed_and_attributed(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    bench.write("two.txt", TWO)
    library = bench.run()
    assert titles(library) == ["Talks end", "Talks begin"]
    assert [row.content for row in library.store.findings.statements()] == [
        "We agreed",
        "It is perhaps over",
        "We are ready",
    ]
    assert said(library) == {"Hulusi Akar": 2, "Ismail Demir": 1}
    hits = library.search("speaker:Demir", limit=10, typing=False).matches
    assert [hit.statement for hit in hits] == [TWO.index("It is perhaps")]
    assert library.ingest.stage().name == "idle"


def test_files_that_have_not_changed_are_not_read_again(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    two = bench.write("two.txt", TWO)
    bench.run().close()
    assert sorted(bench.reader.read) == ["one.txt", "two.txt"]
    bench.run().close()
    assert len(bench.reader.read) == 2, "the same size and date"
    os.utime(two, ns=(1, 1))
    bench.run().close()
    assert len(bench.reader.read) == 2, "another date, the same bytes"
    bench.write("two.txt", TWO.replace("agreed", "argued"))
    library = bench.run()
    assert bench.reader.read[2:] == ["two.txt"]
    assert bench.seen == ["Talks end", "Talks begin", "Talks end"], "only what changed is attributed again"
    assert library.search("agreed", limit=10, typing=False).matches == ()
    assert library.search("argued", limit=10, typing=False).matches
    assert len(library.store.articles()) == 2


def test_articles_of_a_file_that_vanished_stay_with_a_mark_and_lose_it_when_it_comes_back(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    two = bench.write("two.txt", TWO)
    bench.run().close()
    two.unlink()
    library = bench.run()
    assert gone(library) == {"Talks end": True, "Talks begin": False}
    assert said(library) == {"Hulusi Akar": 2, "Ismail Demir": 1}
    assert library.search("agreed", limit=10, typing=False).matches, "it can still be found"
    library.close()
    assert gone(bench.run()) == {"Talks end": True, "Talks begin": False}, "and the time after that"
    bench.write("two.txt", TWO)
    library = bench.run()
    assert gone(library) == {"Talks end": False, "Talks begin": False}
    assert len(bench.reader.read) == 2, "the same bytes are not read again"
    library.close()
    two.unlink()
    bench.run().close()
    bench.write("two.txt", TWO.replace("agreed", "argued"))
    library = bench.run()
    assert gone(library) == {"Talks end": False, "Talks begin": False}
    assert library.search("agreed", limit=10, typing=False).matches == (), "another text in its place is another matter"


def test_what_is_gone_can_be_dropped(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    two = bench.write("two.txt", TWO)
    bench.run().close()
    two.unlink()
    library = bench.run()
    assert library.store.prune() == 1
    assert titles(library) == ["Talks begin"]
    assert said(library) == {"Hulusi Akar": 1}
    assert library.store.counts(0.5).statements == 1
    library.ingest.start()
    assert library.ingest.wait(30)
    assert library.search("agreed", limit=10, typing=False).matches == ()
    assert library.store.prune() == 0
    library.close()
    bench.write("two.txt", TWO)
    library = bench.run()
    assert titles(library) == ["Talks end", "Talks begin"]
    assert library.search("agreed", limit=10, typing=False).matches


def test_a_folder_that_is_not_there_takes_nothing_away(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    bench.run().close()
    away = bench.root.rename(bench.root.with_name("away"))
    library = bench.run()
    assert gone(library) == {"Talks begin": False}
    assert [str(bench.root) in problem for problem in library.ingest.problems()] == [True]
    library.close()
    away.rename(bench.root)
    shutil.rmtree(bench.root)
    bench.root.mkdir()
    assert gone(bench.run()) == {"Talks begin": True}, "a folder that is there and empty is another matter"


def test_two_files_with_one_text_are_one_article_while_one_is_left(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    copy = bench.write("copy.txt", ONE)
    library = bench.run()
    assert [(row.title, Path(row.path).name) for row in library.store.articles()] == [("Talks begin", "copy.txt")]
    library.close()
    copy.unlink()
    library = bench.run()
    assert [Path(row.path).name for row in library.store.articles()] == ["one.txt"]
    assert library.search("ready", limit=10, typing=False).matches


def test_one_bad_file_is_a_sentence_and_stops_nothing(bench: Bench) -> None:
    bench.write("a-bad.txt", "BAD")
    bench.write("b-bug.txt", "BUG")
    bench.write("c.txt", ONE)
    (bench.root / "d-text-of-no-use.txt").write_bytes(b"\xff\xff")
    library = bench.run()
    assert titles(library) == ["Talks begin"]
    problems = library.ingest.problems()
    assert problems[0] == "The file a-bad.txt is no article: leave it out."
    assert "b-bug.txt" in problems[1]
    assert "ZeroDivisionError" in problems[1]
    assert len(problems) == 3
    library.close()
    library = bench.run()
    assert len(bench.reader.read) == 4, "a bad file is not tried again until it changes"
    assert library.ingest.problems() == problems, "but still told"
    library.close()
    bench.write("a-bad.txt", TWO)
    library = bench.run()
    assert "Talks end" in titles(library)
    assert len(library.ingest.problems()) == 2


def test_the_newest_come_first_and_what_the_reader_opens_before_them(bench: Bench) -> None:
    for day in range(1, 6):
        bench.write(f"{day}.txt", f"Day {day}\ndate: 2021-03-0{day}\n")
    bench.write("undated.txt", "Undated\n")
    library = bench.open()
    library.ingest.start(attribute=False)
    assert library.ingest.wait(30)
    assert bench.seen == []
    library.ingest.prefer(next(row.id for row in library.store.articles() if row.title == "Day 2"))
    library.ingest.start()
    assert library.ingest.wait(30)
    assert bench.seen == ["Day 2", "Day 5", "Day 4", "Day 3", "Day 1", "Undated"]


def test_another_attribution_looks_at_every_article_again(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    bench.run().close()
    library = bench.run(version="2")
    assert bench.seen == ["Talks begin", "Talks begin"]
    assert said(library) == {"Hulusi Akar": 1}, "nothing is counted twice"


def test_what_another_attribution_finds_takes_the_place_of_the_old(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.write("one.txt", ONE)
    bench.run().close()

    def find(text: str) -> list[dict[str, Any]]:
        other = {"source": [], "speaker": {"name": "Turkey", "kind": "government"}}
        return [found | other for found in statements_in(text)]

    monkeypatch.setattr("tests.library.fakes.statements_in", find)
    library = bench.run(version="2")
    assert said(library) == {"Turkey": 1}
    assert library.search("speaker:turkey", limit=9, typing=False).matches
    assert library.search("speaker:akar", limit=9, typing=False).matches == ()


def test_actors_are_counted_where_they_are_only_named(bench: Bench) -> None:
    bench.write("one.txt", ONE)
    bench.write("three.txt", "Nobody speaks\nHulusi Akar met Hulusi Akar and Ismail Demir.")
    library = bench.run()
    assert {actor.name: (actor.said, actor.mentioned) for actor in library.store.findings.actors()} == {
        "Hulusi Akar": (1, 3)
    }


def test_attitudes_are_kept_and_not_counted_as_said(bench: Bench) -> None:
    bench.write("one.txt", '"It is late," thinks Hulusi Akar. "Come," said Ismail Demir.')
    library = bench.run()
    assert said(library) == {"Hulusi Akar": 0, "Ismail Demir": 1}
    assert [row.statements for row in library.store.articles()] == [1]
    counts = library.store.counts(0.5)
    assert (counts.statements, counts.attributed, counts.actors) == (1, 1, 1)


def test_a_root_added_at_work_is_read_in_the_same_go(bench: Bench, tmp_path: Path) -> None:
    bench.write("one.txt", ONE)
    more = tmp_path / "more"
    more.mkdir()
    (more / "two.txt").write_text(TWO, encoding="utf-8")
    library = bench.open()
    bench.reader.before = lambda path: library.store.add_roots([more])
    library.ingest.start()
    assert library.ingest.wait(30)
    assert len(library.store.articles()) == 2


def test_sums_do_not_drift_however_articles_come_and_go(bench: Bench) -> None:
    for number in range(12):
        bench.write(f"{number}.txt", f'Title {number}\n"Word {number}," said Hulusi Akar.')
    bench.run().close()
    for number in range(0, 12, 2):
        bench.write(f"{number}.txt", f'Title {number}\n"Other {number}," said Ismail Demir.')
    for number in range(1, 12, 4):
        (bench.root / f"{number}.txt").unlink()
    library = bench.run()
    assert said(library) == {"Hulusi Akar": 6, "Ismail Demir": 6}
    library.store.prune()
    assert said(library) == {"Hulusi Akar": 3, "Ismail Demir": 6}
    counts = library.store.counts(0.5)
    assert (counts.articles, counts.looked_at, counts.statements, counts.actors) == (9, 9, 9, 2)
