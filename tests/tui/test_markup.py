"""Text from outside shows as it is written, in every widget, and reaches the terminal as nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.model import ActorKind, Article, Kind, Provenance, RunnerUp, Span, Speaker, Statement
from briefing.services.views import ArticleView, Progress
from briefing.tui.app import BriefingApp
from briefing.tui.content import visible
from briefing.tui.screens.text import TextScreen
from tests.tui.fake_desk import FakeDesk, article_from, card_of, statement_card
from tests.tui.steps import frame, ready, shown, until

NASTY = {
    "sic": "[sic]",
    "open": "[/",
    "close": "[/]",
    "click": "[@click=app.quit]x[/]",
    "editor": "[He]",
    "style": "[b red]b[/b red]",
    "variable": "[$primary]p[/]",
    "backslash": "\\[sic\\]",
    "emoji": ":smile:",
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "link": "\x1b]8;;http://x.example\x1b\\x",
    "c1": "\x9b31mred\x9d0;t\x9c",
    "nul": "a\x00b\x07c\x08d\x7fe",
    "return": "safe\rowned",
    "tab": "a\tb",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069",
    "tags": "a\U000e0041\U000e007f",
    "wide": "安倍晋三 👩\u200d👩\u200d👧 é",
}


def nasty_desk(text: str, last_copy: Path) -> FakeDesk:
    """A desk on which every word from outside is this one."""
    body = f"He {text} said {text} end."
    article: Article = article_from(
        f"{body}\n\n{body}", f"{text}.txt", title=f"Title {text}", outlet=text, day=dt.date(2021, 3, 3)
    )
    article = article.model_copy(update={"author": text})
    end = len(body)
    speaker = Speaker(
        name=text,
        kind=ActorKind.PERSON,
        role=text,
        mentions=(Span(0, 2 + len(text)),),
        how=text,
        probability=0.9,
        runners_up=(RunnerUp(name=text, probability=0.1),),
    )
    statement = Statement(
        content=(Span(3, end), Span(end + 2, 2 * end)),
        cue=(Span(0, 3),),
        source=(Span(0, 3 + len(text)),),
        speaker=speaker,
        kind=Kind.DIRECT,
        provenance=Provenance(via=(text,), venue=text, addressee=text, said_when=text),
        confidence=0.9,
        reasons=(text,),
    )
    doubtful = statement.model_copy(update={"confidence": 0.2, "content": (Span(end + 2, 2 * end),)})
    cards = tuple(statement_card(article, one, actor_id=f"person:{text}") for one in (statement, doubtful))
    return FakeDesk([ArticleView(card_of(article, 2), article, cards, "changed")], last_copy=last_copy)


def assert_harmless(app: BriefingApp) -> None:
    """No code of the content is in what the terminal gets."""
    for strip in frame(app):
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in strip.text)
        assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in strip.text)
        assert strip.cell_length == app.size.width


@pytest.mark.parametrize("name", ["sic", "open", "click", "style", "colour", "clipboard", "c1", "nul", "bidi", "wide"])
async def test_every_pane_shows_it_literally(name: str, tmp_path: Path) -> None:
    text = NASTY[name]
    desk = nasty_desk(text, tmp_path / "copy")
    desk.current = Progress("idle", 1, 1, (f"{text} cannot be read.",), 1)
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(160, 50), notifications=True) as pilot:
        screen = await ready(pilot, app)
        seen = visible(text)
        await until(pilot, lambda: f"{seen} cannot be read." in shown(app))
        page = shown(app)
        assert_harmless(app)
        rows = screen.actors.render_lines(screen.actors.size.region)
        assert seen[:5] in "\n".join(strip.text for strip in rows), "the sidebar, cut where it must be"
        explained = "".join("".join(line.plain for line in screen.why._lines).split())
        assert "".join(f"“He{seen}”".split()) in explained, "why: the source as written, over as many lines as it takes"
        assert f"He {seen} said {seen} end." in page, "the article"
        assert f"Title {seen}" in page, "the article's frame"
        await pilot.press("p", "m", "slash", *"end")
        await until(pilot, lambda: screen.results.rows)
        await pilot.pause()
        assert f"Title {seen}" in shown(app)
        assert_harmless(app)
        await pilot.press("escape", "slash")
        await pilot.pause()
        assert_harmless(app)
        await pilot.press("escape", "y", "Y")
        await until(pilot, desk.copy_file.exists)


@pytest.mark.parametrize("name", ["open", "click", "title"])
async def test_the_palette_and_the_pages_show_it_literally(name: str, tmp_path: Path) -> None:
    text = NASTY[name]
    app = BriefingApp(lambda: nasty_desk(text, tmp_path / "copy"))
    async with app.run_test(size=(160, 50)) as pilot:
        await ready(pilot, app)
        await pilot.press("ctrl+p", *"title")
        await until(pilot, lambda: f"Title {visible(text)}  " in shown(app))
        assert_harmless(app)
        await pilot.press("escape")
        app.push_screen(TextScreen("Problems", f"{text}\n\n{text}"))
        await pilot.pause()
        assert visible(text) in shown(app)
        assert_harmless(app)


async def test_a_query_is_text_too(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.search_box.focus()
        for text in NASTY.values():
            screen.search_box.value = text
            await pilot.pause()
            assert screen.search_box.value == visible(text)
            assert_harmless(app)
        await pilot.press("enter")
        await pilot.pause()
        assert_harmless(app)
