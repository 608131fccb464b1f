"""What both faces ask the desk for, and what they get."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.cli.plain import article_with_statements
from briefing.errors import LibraryError, NothingFoundError, UsageError
from briefing.model import Kind, Mode
from briefing.model.kinds import Verdict
from briefing.services.desk import Desk
from tests.library.fakes import until
from tests.services.conftest import TALKS, OpenDesk


def test_articles_are_cards_newest_first_and_undated_last(desk: Desk) -> None:
    talks, undated = desk.articles()
    assert (talks.title, talks.title_is_own, Path(talks.path).name) == ("Talks begin", True, "talks.txt")
    assert talks.statements == 2
    assert (undated.published, undated.title_is_own, undated.statements) == (None, False, 1)


def test_nobody_has_looked_yet_is_not_no_statements(open_desk: OpenDesk, articles: Path) -> None:
    desk = open_desk(articles)
    desk.start(attribute=False)
    assert desk.wait(30)
    assert [card.statements for card in desk.articles()] == [None, None]
    summary = desk.summary()
    assert (summary.articles, summary.attributed_articles, summary.statements) == (2, 0, 0)


def test_an_article_in_another_language_says_why_it_has_no_statements(open_desk: OpenDesk, tmp_path: Path) -> None:
    german = tmp_path / "hafen.txt"
    german.write_text(
        "Der Minister sagte, dass die Schiffe den Hafen nicht verlassen und er es auch nicht mit der Stadt wusste.",
        encoding="utf-8",
    )
    desk = open_desk(german)
    desk.start(attribute=False)
    assert desk.wait(30)
    (card,) = desk.articles()
    assert card.unread == "The text is not English but German: statements are found in English only."
    view = desk.article(card.id)
    assert view.card.unread == card.unread
    assert list(article_with_statements(view, desk.marking.margin()))[-1] == card.unread


def test_the_summary_adds_up(desk: Desk) -> None:
    summary = desk.summary()
    assert (summary.name, summary.articles, summary.attributed_articles) == ("articles", 2, 2)
    assert (summary.statements, summary.attributed, summary.unsure, summary.actors) == (3, 2, 1, 2)


def test_an_article_comes_with_all_its_statements(desk: Desk) -> None:
    view = desk.article("talks.txt")
    assert view.article.text == TALKS.strip("\n") or view.article.text in TALKS
    assert [card.content for card in view.statements] == ["We are ready", "It is perhaps too late", "It is over"]
    first = view.statements[0]
    assert first.id == f"{view.card.id}:{view.article.text.index('We are')}"
    assert (first.cue, first.source, first.paragraph, first.unsure) == ("said", "Hulusi Akar", 2, False)
    assert view.statements[1].unsure
    assert desk.article(view.card.id) == view
    assert desk.article(view.card.id[:6]) == view
    assert desk.article(view.card.path) == view


@pytest.mark.parametrize("key", ["", "nothing.txt", "zzz", "%", "../talks.txt", "[/"])
def test_an_article_that_is_not_there_is_a_sentence(desk: Desk, key: str) -> None:
    with pytest.raises(NothingFoundError, match="There is no article"):
        desk.article(key)


def test_a_name_that_means_two_articles_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "more"
    other.mkdir()
    (other / "talks.txt").write_text("Other talks\n\nThey were other talks.\n", encoding="utf-8")
    desk.add([other])
    desk.start()
    assert desk.wait(30)
    with pytest.raises(NothingFoundError, match=r"“talks\.txt” is more than one article"):
        desk.article("talks.txt")
    assert desk.article(str(other / "talks.txt")).card.title == "Other talks"


def test_the_file_on_disk_is_compared_with_what_was_read(desk: Desk, articles: Path) -> None:
    file = articles / "talks.txt"
    assert desk.article("talks.txt").file_state == "unchanged"
    os.utime(file, ns=(1, 1))
    assert desk.article("talks.txt").file_state == "unchanged", "another date, the same bytes"
    file.write_text(TALKS.replace("ready", "reedy"), encoding="utf-8")
    assert desk.article("talks.txt").file_state == "changed", "the same length, other bytes"
    file.unlink()
    assert desk.article("talks.txt").file_state == "missing"


def test_statements_by_actor_kind_mode_and_number(desk: Desk) -> None:
    def contents(**options: object) -> list[str]:
        return [card.content for card in desk.statements(**options)]  # type: ignore[arg-type]

    assert contents() == ["We are ready", "It is perhaps too late", "Nobody came"]
    assert contents(limit=2) == ["We are ready", "It is perhaps too late"]
    assert contents(limit=0) == []
    assert contents(actor="hulusi AKAR") == ["We are ready", "Nobody came"]
    (akar, demir) = desk.actors()
    assert contents(actor=akar.id) == ["We are ready", "Nobody came"]
    assert contents(actor=demir.id, modes=(Mode.ATTITUDE,)) == ["It is over"]
    assert contents(actor="Ismail Demir", modes=()) == ["It is perhaps too late", "It is over"]
    assert contents(actor="nobody at all") == []
    assert contents(kinds=[Kind.INDIRECT]) == []
    assert contents(article=desk.articles()[1].id) == ["Nobody came"]
    assert all(card.actor_id == akar.id for card in desk.statements(actor=akar.id))


def test_actors_in_their_orders(desk: Desk) -> None:
    assert [(actor.name, actor.said, actor.mentioned) for actor in desk.actors()] == [
        ("Hulusi Akar", 2, 2),
        ("Ismail Demir", 1, 2),
    ]
    assert [actor.name for actor in desk.actors(order="name")] == ["Hulusi Akar", "Ismail Demir"]
    assert [actor.name for actor in desk.actors(prefix="DEM")] == ["Ismail Demir"]
    assert desk.actors(prefix="emir") == []
    assert desk.actors()[0].roles == ("Minister",)
    with pytest.raises(UsageError, match="cannot be sorted by “size”"):
        desk.actors(order="size")


def test_lists_hold_the_same_actors_in_the_same_orders(desk: Desk) -> None:
    for order in ("said", "mentioned", "name"):
        assert desk.cast.cards(order=order) == [actor.card for actor in desk.actors(order=order)]
    (akar, demir) = desk.cast.cards()
    assert desk.cast.name_of(akar.id) == "Hulusi Akar"
    desk.deciding.hide(demir)
    desk.deciding.rename(akar, "H. Akar")
    assert [card.name for card in desk.cast.cards()] == ["H. Akar"]
    assert [card.hidden for card in desk.cast.cards(hidden=True)] == [False, True]
    assert desk.cast.cards() == [actor.card for actor in desk.actors()]


def test_what_is_to_review_comes_by_itself(desk: Desk) -> None:
    ready, late, nobody = desk.statements()
    assert [card.unsure for card in (ready, late, nobody)] == [False, True, False]
    assert desk.statements(unsure=True) == [late]
    desk.deciding.on_statement(nobody, Verdict.UNSURE)
    desk.deciding.on_statement(late, Verdict.RIGHT)
    assert [card.id for card in desk.statements(unsure=True)] == [nobody.id]
    assert desk.summary().unsure == 1


def test_a_search_finds_articles_and_statements(desk: Desk) -> None:
    found = desk.finding.find("ready")
    assert found.query == "ready"
    assert found.explained
    statement = next(hit.statement for hit in found.hits if hit.statement)
    assert statement.content == "We are ready"
    assert {hit.article.title for hit in found.hits} == {"Talks begin"}
    assert [hit.article.title for hit in desk.finding.find("tal", typing=True).hits if not hit.statement] == [
        "Talks begin"
    ]
    assert desk.finding.find("unobtainium").hits == ()


def test_a_search_needs_no_background_work(desk: Desk, open_desk: OpenDesk, data: Path) -> None:
    desk.close()
    for file in (data / "libraries" / "articles" / "index").iterdir():
        file.unlink()
    assert open_desk().finding.find("ready").hits


def test_a_statement_is_cited(desk: Desk) -> None:
    (card, *_) = desk.statements()
    assert desk.cite(card, "verbatim") == "We are ready"
    markdown = desk.cite(card)
    assert "We are ready" in markdown
    assert "Hulusi Akar" in markdown


def test_a_rebuild_makes_the_index_again(desk: Desk) -> None:
    desk.rebuild()
    assert desk.wait(30)
    assert desk.finding.find("ready").hits


def test_progress_says_what_changed_and_what_went_wrong(open_desk: OpenDesk, articles: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    desk = open_desk(articles)
    before = desk.progress()
    assert before.stage == "idle"
    desk.start()
    assert desk.wait(30)
    after = desk.progress()
    assert after.stage == "idle"
    assert after.changed > before.changed
    (problem,) = after.problems
    assert "empty.txt" in problem
    desk.close()
    assert desk.progress().changed == after.changed, "a timer may ask once more"


def test_what_is_opened_is_attributed_first(open_desk: OpenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(
            f'Title {number}\n\n"Word {number}," said Hulusi Akar in the rain.\n', encoding="utf-8"
        )
    desk = open_desk(folder)
    desk.start(attribute=False)
    assert desk.wait(30)
    wanted = desk.articles()[-1].id
    desk.prefer(wanted)
    desk.start()
    until(lambda: desk.article(wanted).card.statements is not None)
    assert desk.wait(30)
    assert desk.summary().attributed_articles == 6


def test_closing_is_at_once_and_may_be_done_twice(open_desk: OpenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "hanging"
    folder.mkdir()
    hung = tmp_path / "hung"
    (folder / "a.txt").write_text(f"Title\n\nSome words [[hang {hung}]]\n", encoding="utf-8")
    desk = open_desk(folder)
    desk.start()
    until(hung.exists)
    assert desk.progress().stage == "attributing"
    began = time.monotonic()
    desk.close()
    desk.close()
    assert time.monotonic() - began < 0.5
    with pytest.raises(LibraryError, match="closed"):
        desk.articles()


def test_any_thread_may_ask_while_work_goes_on(open_desk: OpenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(
            f'Title {number}\n\n"Word {number}," said Hulusi Akar in the rain.\n', encoding="utf-8"
        )
    desk = open_desk(folder)
    done = threading.Event()

    def ask(_: int) -> int:
        rounds = 0
        while not done.is_set() or rounds == 0:
            desk.progress()
            desk.summary()
            for card in desk.articles()[:3]:
                desk.article(card.id)
            desk.actors()
            desk.finding.find("word", typing=True)
            desk.statements(limit=5)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask, number) for number in range(4)]
        try:
            desk.start()
            assert desk.wait(300)
        finally:
            done.set()  # else those who ask would be waited for without end
        assert all(asked.result(timeout=60) > 0 for asked in asking)
    assert desk.progress().problems == ()
    assert desk.summary().statements == 60


def test_two_desks_on_one_library_at_once(open_desk: OpenDesk, articles: Path) -> None:
    one, other = open_desk(articles), open_desk(articles)
    one.start()
    other.start()
    assert one.wait(30)
    assert other.wait(30)
    assert one.statements() == other.statements()
    assert len(one.statements()) == 3
    assert one.finding.find("ready").hits == other.finding.find("ready").hits
