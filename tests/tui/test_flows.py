"""What a reader does: search, read, select anywhere, copy."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from briefing.model import Kind, Origin, Span
from briefing.services.about import Fact
from briefing.services.changes import Line
from briefing.services.views import ArticleView, StatementCard
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.panes import NO_ARTICLE
from briefing.tui.screens.text import AboutScreen, ChangesScreen
from briefing.tui.widgets.prose import GUTTER
from tests.tui.fake_desk import FakeDesk, article_from, card_of
from tests.tui.steps import ready, shown, until


def said(app: BriefingApp) -> list[str]:
    """The notifications' words."""
    return [notification.message for notification in app._notifications]


def seen_offsets(screen: DeskScreen) -> tuple[int, int]:
    """The first and the last code point of the article that is seen."""
    article = screen.article
    top = article.scroll_offset.y
    lines = article._lines[top : top + article.page_lines]
    return lines[0][0], lines[-1][1]


async def test_search_open_copy(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions")
        await until(pilot, lambda: "find sanctions" in desk.calls and screen.results.rows)
        assert "RESULTS" in shown(app)
        assert "articles and statements with" in shown(app)
        await pilot.press("down", "j")
        hit = screen.results.current
        assert hit is not None
        await pilot.press("enter")
        await until(pilot, lambda: screen.pane == "article" and screen.card is not None)
        card = screen.card
        assert card is not None
        first, last = seen_offsets(screen)
        assert first <= card.statement.content[0].start < last, "the words found are in sight"
        await pilot.press("Y")
        await until(pilot, lambda: desk.copy_file.exists() and said(app))
        assert desk.copy_file.read_text(encoding="utf-8") == desk.cite(card, "markdown")
        assert any(": terminal (asked), file" in sentence for sentence in said(app))


async def test_a_paraphrase_is_copied_as_one(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert screen.card is not None
        assert screen.card.statement.kind is Kind.INDIRECT
        await pilot.press("Y")
        await until(pilot, desk.copy_file.exists)
        assert "paraphrase" in desk.copy_file.read_text(encoding="utf-8")
        await pilot.press("y")
        await until(pilot, lambda: screen.card and desk.copy_file.read_text("utf-8") == screen.card.content)


async def test_actor_statement_sentence(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("1", "G", "k", "k", "k")
        await until(pilot, lambda: screen.actors.current and screen.actors.current.name == "Hulusi Akar")
        await until(pilot, lambda: len(screen.statements.rows) == 3)
        rows = screen.statements.rows
        assert all(
            isinstance(row, StatementCard) and row.statement.speaker and row.statement.speaker.name == "Hulusi Akar"
            for row in rows
        )
        await pilot.press("enter", "G")
        await until(pilot, lambda: screen.card is rows[-1])
        await until(pilot, lambda: screen.article.card is rows[-1])
        card = screen.card
        assert card is not None
        first, last = seen_offsets(screen)
        start, end = card.statement.content[0]
        assert first <= start < end <= last, "the sentence is scrolled into sight"
        assert "the island of Crete" in shown(app)
        assert "Akar" in "\n".join(line.plain for line in screen.why._lines)


async def test_a_click_in_the_article_selects_everywhere(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("1", "j", "j")
        await until(pilot, lambda: screen.actors.current and screen.actors.current.name == "Ismail Demir")
        await until(pilot, lambda: len(screen.statements.rows) == 5)
        view = screen.article.view
        assert view is not None
        washington = next(card for card in view.statements if card.source == "Washington")
        screen.article.reveal(*washington.statement.content[0])
        await pilot.pause()
        line = screen.article._line_at(washington.statement.content[0].start)
        column = washington.statement.content[0].start - screen.article._lines[line][0]
        await pilot.click("#article", offset=(1 + GUTTER + column + 1, 1 + line - screen.article.scroll_offset.y))
        await until(pilot, lambda: screen.card is not None and screen.card.id == washington.id)
        await until(pilot, lambda: screen.statements.current_key == washington.id)
        assert screen.actors.current_key == washington.actor_id


async def test_attitudes_are_off_until_asked_for(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        assert len(screen.statements.rows) == 22
        await pilot.press("m")
        await until(pilot, lambda: len(screen.statements.rows) == 24)
        assert len(screen.article.cards) > 8
        await pilot.press("m")
        await until(pilot, lambda: len(screen.statements.rows) == 22)


async def test_doubtful_statements_are_to_review_and_never_facts(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("1", "j")
        await until(pilot, lambda: len(screen.statements.rows) == 2)
        assert "to review" in shown(app)
        await until(pilot, lambda: "TO REVIEW" in shown(app))
        explained = " ".join(" ".join(line.plain for line in screen.why._lines).split())
        assert "perhaps US government" in explained
        assert screen.actors._speaking is None, "no speaker is marked for what is not sure"


async def test_hits_are_walked_with_a_counter(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"sanctions")
        await until(pilot, lambda: "find sanctions" in desk.calls and screen.article.hit == 0)
        await pilot.press("enter")
        assert "hit 1/8" in shown(app)
        await pilot.press("n", "n")
        assert "hit 3/8" in shown(app)
        first, last = seen_offsets(screen)
        assert first <= screen.article.hits[2].start < last
        await pilot.press("N", "N", "N")
        assert "hit 8/8" in shown(app)
        await pilot.press("escape")
        assert not screen.finding
        assert screen.query_one(Input).value == ""
        await until(pilot, lambda: screen.card is not None and screen.article.card is not None)
        before = screen.card
        await pilot.press("n")
        assert screen.card is not before, "without a search, n goes to the next statement"


async def test_what_is_typed_right_after_the_slash_is_the_query(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        for key in ("slash", "y", "q"):
            app.post_message(events.Key(key, "/" if key == "slash" else key))
        await until(pilot, lambda: screen.search_box.value == "yq")


async def test_a_search_that_finds_nothing_says_why(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash", *"xyzzy")
        await until(pilot, lambda: "No word begins so." in shown(app))
        assert screen.results.current is None


async def test_an_empty_search_box_lists_the_articles(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("slash")
        await until(pilot, lambda: "ARTICLES 2" in shown(app))
        await pilot.press("down", "j", "enter")
        await until(pilot, lambda: screen.article.view and screen.article.view.card.path.startswith("000"))
        assert "no title" in shown(app), "a first sentence that stands in is marked"


async def test_grouped_by_speaker(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("p")
        await until(pilot, lambda: screen.statements.has("heading:person:ismail demir"))
        assert screen.statements.rows[0] not in screen.statements.rows[1:]
        await pilot.press("g")
        assert isinstance(screen.statements.current, StatementCard), "the cursor passes over headings"
        assert screen.statements.has("heading:"), "what is to review stands apart"


async def test_actors_are_sorted_by_name_too(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("1", "s", "s")
        known = {row.name for row in screen.actors.rows[2:]}
        names = sorted(known, key=str.casefold)
        await until(pilot, lambda: [row.name for row in screen.actors.rows[2:]] == names)
        assert "sort: name" in shown(app)


async def test_back_undoes_step_by_step(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("1", "j", "j", "4", "z", "question_mark")
        assert screen.helping
        await pilot.press("q")
        await until(pilot, lambda: not screen.helping)
        await pilot.press("question_mark", "escape")
        await until(pilot, lambda: not screen.helping)
        assert screen.zoomed
        await pilot.press("q")
        assert not screen.zoomed
        await pilot.press("q")
        assert screen.pane == "middle"
        await pilot.press("q")
        await until(pilot, lambda: screen.actor == "")
        await pilot.press("q")
        assert any("ctrl+q" in sentence for sentence in said(app)), "the last step back does not quit"


async def test_words_selected_with_the_mouse_are_the_articles_own(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        article = screen.article
        await pilot.mouse_down("#article", offset=(1 + GUTTER, 8))
        await pilot.hover("#article", offset=(1 + GUTTER + 7, 9))
        await pilot.mouse_up("#article", offset=(1 + GUTTER + 7, 9))
        text = screen.get_selected_text()
        assert text
        assert article.view is not None
        assert text in article.view.article.text, "no line breaks that only the width made"
        await pilot.press("ctrl+c")
        await until(pilot, desk.copy_file.exists)
        assert desk.copy_file.read_text(encoding="utf-8") == text


async def test_the_palette_offers_actors_articles_and_actions(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("ctrl+p")
        await pilot.press(*"akar")
        await until(pilot, lambda: "Hulusi Akar  P · said" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: screen.actor == "person:hulusi akar")
        await until(pilot, lambda: len(screen.statements.rows) == 3)


async def test_nothing_selected_is_said(tmp_path: Path) -> None:
    app = BriefingApp(lambda: FakeDesk([], last_copy=tmp_path / "copy"))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "holds no articles" in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: said(app))
        assert "Select a statement" in said(app)[0]
        assert not (tmp_path / "copy").exists()


async def test_panes_with_nothing_in_them_say_so_and_so_do_the_keys_that_need_something(tmp_path: Path) -> None:
    app = BriefingApp(lambda: FakeDesk([], last_copy=tmp_path / "copy"))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "No article is open yet." in shown(app))
        assert "Select a statement to see why" in shown(app)
        for key, sentence in (("w", "Select a statement first."), *((key, NO_ARTICLE) for key in "iVv")):
            app.clear_notifications()
            await pilot.press(key)
            await until(pilot, lambda: said(app))
            assert said(app) == [sentence]


async def test_an_article_in_another_language_says_why_it_has_no_statements(tmp_path: Path) -> None:
    article = article_from("Der Hafen bleibt zu.", "hafen.txt")
    card = replace(card_of(article, 0), language="de")
    view = ArticleView(card, article, (), "unchanged")
    app = BriefingApp(lambda: FakeDesk([view], last_copy=tmp_path / "copy"))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "The text is not English but German" in shown(app))
        screen = app.desk_screen
        await until(pilot, lambda: screen.why.message.plain == card.unread)
        assert screen.statements.message.plain == card.unread


async def test_what_is_known_of_the_article_and_how(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(100, 36)) as pilot:
        screen = await ready(pilot, app)
        view = screen.article.view
        assert view is not None
        known = {"outlet": Origin.JSON_LD, "published": Origin.DATELINE}
        told = {"outlet": "www.harbour.example", "published": dt.date(2021, 3, 3), "published_from": "3rd March"}
        article = view.article.model_copy(update={"origins": known, "caution": "only a summary", **told})
        card = replace(view.card, outlet="Harbour [sic] Gazette")
        screen.article.view = replace(view, card=card, article=article, file_state="changed")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, AboutScreen))
        words = " ".join(shown(app).split())
        for fact in (
            "caution only a summary",
            "outlet Harbour [sic] Gazette JSON-LD: “www.harbour.example”",
            "published 2021-03-03 dateline: “3rd March”",
            f"author {article.author or 'unknown'}",
            "changed",
        ):
            assert fact in words
        await pilot.press("i")
        await until(pilot, lambda: app.screen is screen)


async def test_a_long_fact_stays_beside_its_name(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(pilot, app)
        await app.push_screen(AboutScreen([Fact("title", "word " * 30), Fact("outlet", "The Gazette")]))
        await until(pilot, lambda: "The Gazette" in shown(app))
        lines = shown(app).splitlines()
        title = next(number for number, line in enumerate(lines) if "title" in line)
        outlet = next(number for number, line in enumerate(lines) if "outlet" in line)
        assert outlet - title > 2
        beside = lines[outlet].index("The Gazette")
        assert {line.index("word") for line in lines[title:outlet]} == {beside}


async def test_what_changed_between_versions(app: BriefingApp, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (Line("-", "It costs [sic] $4m.", (Span(15, 18),)), Line("+", "It costs [sic] $40m.", (Span(15, 19),)))
    monkeypatch.setattr(FakeDesk, "compare", lambda self, older, newer: (*lines, Line("", "3 paragraphs unchanged")))
    async with app.run_test(size=(100, 36)) as pilot:
        screen = await ready(pilot, app)
        view = screen.article.view
        assert view is not None
        await pilot.press("V")
        await until(pilot, lambda: said(app) == ["There is one version of this article."])
        earlier = replace(view.card, id="earlier", path="/news/before.txt")
        screen.article.view = replace(view, versions=(view.card, earlier))
        await pilot.press("V")
        await until(pilot, lambda: isinstance(app.screen, ChangesScreen))
        words = " ".join(shown(app).split())
        for part in ("before.txt (earlier) →", "- It costs [sic] $4m.", "+ It costs [sic] $40m.", "· 3 paragraphs"):
            assert part in words
        await pilot.press("V")
        await until(pilot, lambda: app.screen is screen)
