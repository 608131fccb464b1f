"""Files of many articles: written as they come, taken up again where a reading ended, and changed in parts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.library.library import Library
from briefing.library.reading_round import Tally
from briefing.library.rows import Kept
from briefing.model import Article
from tests.library import fakes
from tests.library.fakes import Bench, many


def texts(first: int, last: int) -> list[str]:
    return [f'Title {number}\n"Word{number}," said Hulusi Akar.' for number in range(first, last)]


def numbers(library: Library) -> list[int]:
    return sorted(int(row.title.split()[1]) for row in library.store.articles())


def revisions(library: Library) -> dict[str, int]:
    return {article.title: revision for revision, article in library.store.changed_since(0, 10_000)}


def test_each_article_of_a_file_is_one(bench: Bench) -> None:
    path = bench.write("many.txt", many(*texts(0, 5), *texts(0, 2)))
    library = bench.run()
    assert numbers(library) == list(range(5)), "the same words twice are one article"
    assert library.store.counts(0.5).statements == 5
    file = library.store.file(str(path))
    assert file is not None
    assert not file.unfinished
    (third,) = (row.id for row in library.store.articles() if row.title == "Title 2")
    article = library.store.article(third)
    assert article is not None
    assert article.part == "part 3"


def test_parts_that_cannot_be_read_are_sentences_and_cost_no_other(bench: Bench) -> None:
    bench.write("many.txt", many("BAD", *texts(0, 1), "BAD", *texts(1, 2)))
    library = bench.run()
    assert numbers(library) == [0, 1]
    told = ["Part 1 of many.txt is no article: leave it out.", "Part 3 of many.txt is no article: leave it out."]
    assert library.ingest.problems() == tuple(told)
    assert [(Path(one.path).name, one.sentence, one.whole) for one in library.store.skipped()] == [
        ("many.txt", sentence, False) for sentence in told
    ]
    library.close()
    bench.write("many.txt", many(*texts(0, 2)))
    assert bench.run().ingest.problems() == ()


def test_of_very_many_bad_parts_the_first_are_kept_and_the_rest_counted(bench: Bench) -> None:
    bench.write("many.txt", many(*["BAD"] * 120, *texts(0, 1)))
    library = bench.run()
    assert numbers(library) == [0]
    assert len(library.store.skipped()) == 100
    problems = library.ingest.problems()
    assert len(problems) == 4
    assert problems[-1].startswith("And 117 more parts of “")


def test_what_is_unchanged_in_a_changed_file_is_not_indexed_or_attributed_again(bench: Bench) -> None:
    bench.write("many.txt", many(*texts(0, 8)))
    library = bench.run()
    before = revisions(library)
    library.close()
    bench.seen.clear()
    bench.write("many.txt", many("Title 9\nNew", *texts(2, 8)))
    library = bench.run()
    assert numbers(library) == [2, 3, 4, 5, 6, 7, 9]
    after = revisions(library)
    assert {title for title in after if after[title] != before.get(title)} == {"Title 9"}
    assert bench.seen == ["Title 9"]
    assert library.ingest.tally().articles == Kept(new=1, unchanged=6, removed=2)
    assert library.search("Word1", limit=5, typing=False).matches == ()
    (row,) = (row for row in library.store.articles() if row.title == "Title 7")
    article = library.store.article(row.id)
    assert article is not None
    assert article.part == "part 7", "its place in the file is another, silently"


def test_a_file_that_breaks_off_keeps_what_it_held_before(bench: Bench) -> None:
    path = bench.write("many.txt", many(*texts(0, 4)))
    bench.run().close()
    bench.write("many.txt", many(*texts(3, 6), "END", *texts(6, 8)))
    library = bench.run()
    assert numbers(library) == [0, 1, 2, 3, 4, 5]
    assert library.ingest.problems() == ("The file many.txt breaks off: get it again.",)
    assert library.store.skipped()[0].whole
    library.close()
    assert numbers(bench.run()) == [0, 1, 2, 3, 4, 5], "nor does the next start drop anything"
    assert bench.reader.read == ["many.txt"] * 2
    library = bench.open()
    assert library.store.prune() == 3
    assert numbers(library) == [3, 4, 5]
    library.close()
    path.write_text(many(*texts(3, 7)), "utf-8")
    library = bench.run()
    assert numbers(library) == [3, 4, 5, 6]
    assert library.ingest.problems() == ()


def test_what_another_reader_knows_of_an_article_is_kept_and_attributed_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.write("many.txt", many(*texts(0, 3)))
    library = bench.run()
    before = revisions(library)
    library.close()
    bench.seen.clear()

    plain = fakes.article

    def dated(text: str, path: str = "a.txt", sha256: str = "") -> Article:
        found = plain(text, path, sha256)
        return found.model_copy(update={"language": "en", "url": f"https://example.org/{found.title[-1]}"})

    monkeypatch.setattr(fakes, "article", dated)
    bench.write("many.txt", many(*texts(0, 3)) + " ")
    library = bench.run()
    assert library.ingest.tally().articles == Kept(new=1, changed=2, removed=1)
    assert bench.seen == ["Title 0", "Title 1", "Title 2"]
    after = revisions(library)
    assert all(after[title] > before[title] for title in after)
    assert said_once(library)


def said_once(library: Library) -> bool:
    return [actor.said for actor in library.store.findings.actors()] == [3]


def test_an_article_in_two_files_is_not_written_over_and_over(bench: Bench) -> None:
    bench.write("a.txt", many(*texts(0, 3)))
    bench.write("b.txt", many(*texts(1, 4)))
    library = bench.run()
    assert numbers(library) == [0, 1, 2, 3]
    before = revisions(library)
    library.close()
    bench.write("b.txt", many(*texts(1, 4), "Title 7\nNew"))
    library = bench.run()
    assert {title: revision for title, revision in revisions(library).items() if title != "Title 7"} == before
    assert {Path(row.path).name for row in library.store.articles() if row.title == "Title 1"} == {"a.txt"}
    library.close()
    (bench.root / "a.txt").unlink()
    library = bench.run()
    gone = {row.title: row.gone for row in library.store.articles()}
    assert gone == {"Title 0": True, "Title 1": False, "Title 2": False, "Title 3": False, "Title 7": False}
    assert {Path(row.path).name for row in library.store.articles() if not row.gone} == {"b.txt"}


def test_the_newest_files_are_read_first(bench: Bench) -> None:

    for number, day in enumerate((3, 9, 1, 7)):
        os.utime(bench.write(f"{number}.txt", f"Title {number}\nText"), (day, day))
    bench.run()
    assert bench.reader.read == ["1.txt", "3.txt", "0.txt", "2.txt"]


def test_a_tally_adds_up(bench: Bench) -> None:
    bench.write("one.txt", "Title 1\nText")
    two = bench.write("two.txt", "Title 2\nText")
    library = bench.run()
    tally = library.ingest.tally()
    assert (tally.files, tally.articles) == (2, Kept(new=2))
    assert set(tally.seconds) >= {"looking", "reading", "indexing", "attributing"}
    two.unlink()
    library.ingest.start()
    assert library.ingest.wait(30)
    tally = library.ingest.tally()
    assert (tally.files, tally.gone, tally.articles) == (2, 1, Kept(new=2))
    assert isinstance(tally, Tally)
