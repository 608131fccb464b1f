"""What a search finds, marks and says."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from briefing.model import Span
from briefing.search import Document, SearchEngine, open_engine
from briefing.search.ask import Answer, ask
from briefing.search.query import parse
from tests.search.conftest import AKAR, SANCTIONS, documents


def search(engine: SearchEngine, query: str, *, typing: bool = False, limit: int = 50) -> Answer:
    return ask(engine, parse(query, typing=typing), text=query, limit=limit)


def names(answer: Answer) -> set[tuple[str, int | None]]:
    return {(hit.article_id, hit.statement) for hit in answer.matches}


def marked(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_plain_words_find_articles_and_statements(engine: SearchEngine) -> None:
    answer = search(engine, "sanctions")
    assert names(answer) == {("a2", None), ("a2", 0), ("a3", None)}
    assert answer.articles == 2
    assert answer.explained == "“sanctions”, anywhere"


def test_all_words_must_occur(engine: SearchEngine) -> None:
    assert names(search(engine, "sanctions Brussels")) == {("a3", None)}


def test_words_are_found_by_their_stem_and_marked_as_written(engine: SearchEngine) -> None:
    answer = search(engine, "sanction")
    article = next(hit for hit in answer.matches if hit.article_id == "a2" and hit.statement is None)
    assert marked(SANCTIONS, article.spans) == ["Sanctions", "sanctioned"]
    assert marked(article.snippet, article.marks) == ["Sanctions", "sanctioned"]


def test_a_phrase_is_exact(engine: SearchEngine) -> None:
    assert names(search(engine, '"air defense"')) == {("a1", None), ("a1", 10)}
    assert names(search(engine, '"air defenses"')) == {("a2", None)}
    assert marked(AKAR, search(engine, '"air defense"').matches[0].spans) == ["air defense"]


def test_a_phrase_does_not_run_from_the_text_into_a_name(engine: SearchEngine) -> None:
    assert not search(engine, '"systems hulusi"').matches


def test_one_quoted_word_is_not_stemmed(engine: SearchEngine) -> None:
    assert marked(SANCTIONS, search(engine, '"sanctioned"').matches[0].spans) == ["sanctioned"]
    assert names(search(engine, '"sanction"')) == set()


def test_accents_case_and_dots_do_not_matter(engine: SearchEngine) -> None:
    assert names(search(engine, "erdogan")) == {("a1", None), ("a1", 64)}
    assert names(search(engine, "ERDOĞAN")) == {("a1", None), ("a1", 64)}
    assert ("a2", None) in names(search(engine, "US agency"))


def test_a_speaker_is_found_by_name_alias_and_plain_words(engine: SearchEngine) -> None:
    assert names(search(engine, "speaker:akar")) == {("a1", 10)}
    assert names(search(engine, 'speaker:"hulusi akar"')) == {("a1", 10)}
    assert names(search(engine, 'speaker:"turkish minister"')) == {("a1", 10)}
    assert ("a1", 64) in names(search(engine, "ankara"))


def test_naming_two_speakers_means_either(engine: SearchEngine) -> None:
    assert names(search(engine, "speaker:akar speaker:demir")) == {("a1", 10), ("a2", 0)}


def test_kind_polarity_outlet_title(engine: SearchEngine) -> None:
    assert names(search(engine, "kind:direct")) == {("a2", 0)}
    assert names(search(engine, "kind:direct,mixed")) == {("a2", 0), ("a1", 64)}
    assert names(search(engine, "polarity:denied")) == {("a1", 64)}
    assert names(search(engine, "outlet:urdupoint")) == {("a2", None), ("a2", 0)}
    assert names(search(engine, "title:negotiating")) == {("a1", None), ("a1", 10), ("a1", 64)}


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("date:2021", {"a1", "a2"}),
        ("date:2021-03-03", {"a2"}),
        ("date:<2021-03-03", {"a1"}),
        ("date:>2021-03-02", {"a2"}),
        ("date:2021-03-01..2021-03-02", {"a1"}),
        ("date:2021-03..", {"a1", "a2"}),
        ("date:2020", set()),
    ],
)
def test_dates(engine: SearchEngine, query: str, articles: set[str]) -> None:
    assert {hit.article_id for hit in search(engine, query).matches} == articles


def test_not_and_or(engine: SearchEngine) -> None:
    assert names(search(engine, "sanctions -brussels")) == {("a2", None), ("a2", 0)}
    assert {hit.article_id for hit in search(engine, "-sanctions").matches} == {"a1"}
    assert {hit.article_id for hit in search(engine, "fishing OR negotiate").matches} == {"a1", "a3"}
    assert names(search(engine, "kind:indirect -speaker:akar")) == set()


def test_words_that_nobody_means_do_not_empty_the_answer(engine: SearchEngine) -> None:
    assert ("a2", None) in names(search(engine, "the sanctions on the agency"))


def test_while_typing_the_last_word_may_be_unfinished(engine: SearchEngine) -> None:
    assert ("a1", 10) in names(search(engine, "hul", typing=True))
    assert ("a1", None) in names(search(engine, "negot", typing=True))
    assert ("a1", 10) in names(search(engine, "speaker:hul", typing=True))
    assert names(search(engine, "speaker:hul OR zebra", typing=False)) == set()
    assert names(search(engine, "zebra OR speaker:hul", typing=True)) == {("a1", 10)}, "the article said nothing"
    assert not search(engine, "hul", typing=False).matches
    hit = search(engine, "negot", typing=True).matches[0]
    assert "negotiate" in marked(AKAR, hit.spans)


def test_a_star_means_any_ending(engine: SearchEngine) -> None:
    assert ("a2", None) in names(search(engine, "sanct*"))
    assert ("a3", None) in names(search(engine, "f*"))


def test_marks_of_an_interrupted_statement_lie_in_the_article(engine: SearchEngine) -> None:
    hit = next(hit for hit in search(engine, "sanctions").matches if hit.statement == 0)
    assert marked(SANCTIONS, hit.spans) == ["Sanctions", "sanctioned"]


def test_a_snippet_is_one_line_around_the_words(engine: SearchEngine) -> None:
    text = "Nothing here.\n" * 60 + "Then the frigate sailed.\nAnd more. " + "Nothing here.\n" * 60
    engine.add([Document("long", "Sea", (), None, None, text)])
    hit = search(engine, "frigate").matches[0]
    assert "\n" not in hit.snippet
    assert len(hit.snippet) < 230
    assert marked(hit.snippet, hit.marks) == ["frigate"]
    assert marked(text, hit.spans) == ["frigate"]


def test_articles_and_statements_share_the_places(engine: SearchEngine) -> None:
    hits = search(engine, "sanctions OR negotiate OR denied", limit=4).matches
    assert len(hits) == 4
    assert sum(hit.statement is None for hit in hits) == 2


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("sanctions outlet:lemonde", "Nothing matches outlet:lemonde."),
        ("xyzzy", "Nothing matches “xyzzy”."),
        ("sanctions date:2020", "Nothing matches date:2020."),
        ("sanctions date:..1990", "Nothing matches date:..1990."),
        ("fishing date:2031-03..", "Nothing matches date:2031-03..."),
        ("fishing speaker:demir", "Nothing matches all of it; without “fishing” there is 1 article."),
        ("", "Type words to search for."),
    ],
)
def test_an_empty_answer_names_what_emptied_it(engine: SearchEngine, query: str, advice: str) -> None:
    answer = search(engine, query)
    assert answer.matches == ()
    assert answer.advice == advice


def test_a_document_added_again_replaces_the_old_one(engine: SearchEngine) -> None:
    engine.add([Document("a2", "New", (), None, None, "Only cabbages now.")])
    assert engine.count() == 3
    assert names(search(engine, "sanctions")) == {("a3", None)}
    assert not search(engine, "speaker:demir").matches
    assert names(search(engine, "cabbages")) == {("a2", None)}


def test_removed_articles_take_their_statements_with_them(engine: SearchEngine) -> None:
    assert engine.remove(["a1", "unknown"])
    assert engine.count() == 2
    assert not search(engine, "negotiate OR speaker:akar").matches


def test_many_small_additions_and_tidying_keep_the_answers(engine: SearchEngine) -> None:
    for number in range(12):
        engine.add([Document(f"n{number}", "T", (), None, None, f"common word{number}"), *documents()[:1]])
    before = names(search(engine, "common OR negotiate"))
    steps: list[int] = []
    assert engine.tidy(lambda: steps.append(engine.count()))
    assert set(steps) == {15}, "each is told of, and all is there after it"
    assert names(search(engine, "common OR negotiate")) == before
    assert engine.count() == 15


def test_searching_while_another_thread_writes(engine: SearchEngine) -> None:
    failures: list[str] = []
    ready = threading.Event()

    def ask() -> None:
        ready.set()
        for _ in range(60):
            answer = search(engine, "negotiate")
            if not {("a1", None), ("a1", 10)} <= names(answer):
                failures.append(answer.advice or str(names(answer)))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    ready.wait()
    for number in range(10):
        assert engine.add([Document(f"n{number}", "T", (), None, None, "cabbage")])
    for thread in threads:
        thread.join()
    assert failures == []


def test_two_engines_on_one_folder_see_each_others_commits(engine: SearchEngine, tmp_path: Path) -> None:
    other = open_engine(tmp_path / "index")
    assert search(other, "cabbage").matches == ()
    engine.add([Document("new", "T", (), None, None, "cabbage")])
    assert names(search(other, "cabbage")) == {("new", None)}
    other.close()


def test_the_stamp_is_kept(engine: SearchEngine, tmp_path: Path) -> None:
    assert engine.stamp == ""
    engine.stamp = "7:abc"
    assert open_engine(tmp_path / "index").stamp == "7:abc"
    engine.clear()
    assert engine.stamp == ""


def test_a_search_holds_no_more_than_it_touches(tmp_path: Path) -> None:
    folder = tmp_path / "large"
    code = """
import sys
from pathlib import Path
from briefing.search import open_engine
from briefing.search.engine import Document
from briefing.search.query import parse
engine = open_engine(Path(sys.argv[1]))
if sys.argv[2] == "write":
    engine.clear()
    texts = [" ".join(f"w{number * 1000 + at}" for at in range(2000)) for number in range(150)]
    engine.add([Document(f"a{n}", "T", (), None, None, f"harbour {text}") for n, text in enumerate(texts)])
else:
    held = lambda: int(next(row for row in open("/proc/self/status") if row.startswith("RssAnon")).split()[1])
    engine.search(parse("nothing"))
    before = held()
    assert engine.search(parse("harbour w149100")).articles == 2
    print(held() - before)
engine.close()
"""
    run = partial(subprocess.run, check=True, capture_output=True, text=True)
    run([sys.executable, "-c", code, str(folder), "write"])
    size = sum(path.stat().st_size for path in folder.iterdir()) // 1024
    if sys.platform == "linux":
        kilobytes = int(run([sys.executable, "-c", code, str(folder), "read"]).stdout)
        assert size > 5_000
        assert kilobytes < size // 2


def test_nothing_is_said_to_match_nothing_when_time_ran_out(engine: SearchEngine) -> None:
    answer = ask(engine, parse("sanctions turkey"), text="sanctions turkey", seconds=-1)
    assert (answer.records, answer.partial) == (0, True)
    assert "Time ran out" in answer.advice


def test_the_first_of_many_are_those_of_the_longer_answer(engine: SearchEngine) -> None:
    query = parse("Demir OR sanctions OR Akar OR the")
    longer = ask(engine, query, limit=8)
    assert len(longer.matches) > 3
    for limit in (1, 2, 3):
        first = ask(engine, query, limit=limit, among=8)
        assert first.matches == longer.matches[:limit]
        assert first.records == longer.records
