"""The palette: whatever has a name, by its name."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList

from briefing.keys import KEYS
from briefing.services.views import SavedSearch
from briefing.tui.app import BriefingApp
from briefing.tui.palette.matching import MOST, Typed
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.pick import PickScreen
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import choose, ready, shown, until


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def said(app: BriefingApp) -> list[str]:
    return [note.message for note in app._notifications]


async def test_a_statement_by_what_was_said(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        wanted = desk._every_card()[9]
        await choose(pilot, app, wanted.content[:25], wanted.content)
        await until(pilot, lambda: screen.card is not None and screen.card.id == wanted.id)
        assert screen.pane == "article"
        assert any(call.startswith("find ") for call in desk.calls)


async def test_a_saved_search(app: BriefingApp, desk: FakeDesk) -> None:
    desk.searches.kept["sanctions"] = SavedSearch("sanctions", "The embargo [sic]", False, 3, 2)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await choose(pilot, app, "embargo", "Search: The embargo [sic]")
        await until(pilot, lambda: screen.finding and screen.results.rows)
        assert screen.search_box.value == "sanctions"


async def test_every_key_of_the_desk_is_there_with_the_key_that_counts(desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk, keys={"about": "f9"})
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await ready(pilot, app)
        await choose(pilot, app, "about the", "About the article")
        await until(pilot, lambda: app.screen is not screen)
        assert "ABOUT THE ARTICLE" in shown(app)
        await pilot.press("escape", "ctrl+p")
        app.screen.query_one(Input).value = "about the"
        await until(pilot, lambda: "About the article  f9" in shown(app))
        assert KEYS["about"].keys == "i"


async def test_a_list_is_written_in_the_form_that_the_file_s_ending_names(
    app: BriefingApp, desk: FakeDesk, home: Path
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        for name, told in (("all.jsonl", "Written: 22 statements"), ("all.jsonl", "already"), ("all.doc", ".md for")):
            await choose(pilot, app, "write listed", "Write the statements listed")
            await until(pilot, lambda: isinstance(app.screen, AskScreen))
            app.screen.query_one(Input).value = str(home / name)
            await pilot.press("enter")
            await until(pilot, lambda told=told: any(told in one for one in said(app)))  # type: ignore[misc]
        lines = [json.loads(line) for line in (home / "all.jsonl").read_text("utf-8").splitlines()]
        assert [line["content"] for line in lines] == [card.content for card in screen.statements.rows]  # type: ignore[union-attr]
        assert not (home / "all.doc").exists()


async def test_all_that_an_actor_said_is_copied(app: BriefingApp, desk: FakeDesk) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        akar = next(card for card in desk._every_card() if card.actor_id == "person:hulusi akar" and not card.unsure)
        screen.pick(akar)
        await choose(pilot, app, "all Akar words alone", "Copy all that Hulusi Akar said as the words alone")
        await until(pilot, desk.copy_file.exists)
        mine = desk.statements(actor="person:hulusi akar")
        assert desk.copy_file.read_text("utf-8") == "\n\n".join(card.content for card in mine)


async def test_a_setting_is_changed_and_the_rest_of_the_file_stays(
    app: BriefingApp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "config" / "briefing" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# mine\n[outlets]\n"A" = "B"  # kept\n', "utf-8")
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await choose(pilot, app, "setting animations", "Setting: animations is off")
        await until(pilot, lambda: "animations = true" in file.read_text("utf-8"))
        assert app.animation_level == "full"
        await choose(pilot, app, "setting engine", "Setting: engine is auto")
        await until(pilot, lambda: isinstance(app.screen, PickScreen))
        await pilot.press(*"whoo")
        await pilot.press("enter")
        await until(pilot, lambda: 'engine = "whoosh"' in file.read_text("utf-8"))
        monkeypatch.setenv("BRIEFING_THRESHOLD", "0.7")
        for typed in ("2", "0.5"):
            await choose(pilot, app, "setting threshold", "Setting: threshold is 0.7")
            await until(pilot, lambda: isinstance(app.screen, AskScreen))
            app.screen.query_one(Input).value = typed
            await pilot.press("enter")
        await until(pilot, lambda: "threshold = 0.5" in file.read_text("utf-8"))
        told = said(app)
        assert any("threshold cannot be '2'" in one for one in told)
        assert any("is 0.7" in one and "BRIEFING_THRESHOLD" in one and "counts before" in one for one in told)
    written = tomllib.loads(file.read_text("utf-8"))
    assert written == {"animations": True, "engine": "whoosh", "threshold": 0.5, "outlets": {"A": "B"}}
    assert "# mine" in file.read_text("utf-8")
    assert '"A" = "B"  # kept' in file.read_text("utf-8")


async def test_a_setting_is_taken_back(app: BriefingApp, home: Path) -> None:
    file = home / "config" / "briefing" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('engine = "whoosh"\nthreshold = 0.5  # mine\nlibrary = "seeds"\n', "utf-8")
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        await choose(pilot, app, "setting engine", "Setting: engine is whoosh")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and "as if never set" in shown(app))
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: "engine" not in tomllib.loads(file.read_text("utf-8")))
        await choose(pilot, app, "setting threshold", "Setting: threshold is 0.5")
        await until(pilot, lambda: isinstance(app.screen, AskScreen) and "empty as if never set" in shown(app))
        app.screen.query_one(Input).value = " "
        await pilot.press("enter")
        await until(pilot, lambda: tomllib.loads(file.read_text("utf-8")) == {"library": "seeds"})
        await choose(pilot, app, "setting engine", "Setting: engine is auto")
        await until(pilot, lambda: isinstance(app.screen, PickScreen) and "tantivy" in shown(app))
        assert "as if never set" not in shown(app)


async def test_matching_takes_no_time_where_letters_are_found_in_many_ways() -> None:
    """Textual's own matching of the first of these would not end in a year."""
    typed = Typed(Matcher("a" * 30 + "c"))
    assert typed.weigh("ab" * 100 + "c").score == 0
    assert typed.weigh("a" * 30 + "c").score > 0
    words = Typed(Matcher("harbour opens"))
    assert words.weigh("Opens again: the old harbour, after a long time of waiting and of hoping").score > 0
    assert words.weigh("The harbour").score == 0
    assert Typed(Matcher("hlak")).weigh("Hulusi Akar").score > 0
    assert Typed(Matcher("a[^*")).weigh("a[^* is text").letters == [0, 1, 2, 3]


async def test_of_many_names_the_best_are_offered() -> None:
    names = [f"Harbour master number {number}" for number in range(3 * MOST)] + ["Harbour"]
    best = await Typed(Matcher("harbour")).best(names, str)
    assert len(best) == MOST
    assert best[0][1] == "Harbour"


async def test_whoever_says_much_is_meant_sooner_than_a_namesake() -> None:
    said = {"Berg": 1, "Ana Berg": 1_000, "Bergmann": 900}
    best = await Typed(Matcher("berg")).best(said, str, said.__getitem__)
    assert [name for _, name in best] == ["Ana Berg", "Berg", "Bergmann"]
    best = await Typed(Matcher("berg")).best(said, str)
    assert best[0][1] == "Berg"


def test_a_whole_word_weighs_more_than_the_beginning_of_another() -> None:
    typed = Typed(Matcher("engine"))
    assert 1.2 * typed.weigh("Setting: engine is auto").score > 1.5 * typed.weigh("engineers (unnamed)").score


def test_letters_that_stand_in_no_word_weigh_less_than_the_word_in_what_was_said() -> None:
    typed = Typed(Matcher("akar"))
    said = 0.5 * typed.weigh("Turkish Defense Minister Hulusi Akar said that").score
    assert 0 < 1.2 * typed.weigh("Make the article taller").score < said


async def test_keys_are_written_as_the_footer_writes_them(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot, app)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Forget the search  esc" in shown(app))
        assert "Forget the search  escape" not in shown(app)
        assert "by its label  ^o" in shown(app)
        options = app.screen.query_one(CommandList)
        assert not options.get_component_styles("option-list--option").text_style.bold, "what was typed stands out"


@pytest.mark.parametrize("size", [(40, 10), (40, 12), (60, 20)])
async def test_the_palette_is_whole_however_low_the_terminal_is(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query(Input) and "Copy the words" in shown(app))
        assert "enter do it  esc leave it ─╯" in shown(app)


async def test_the_box_of_the_palette_takes_a_line_and_its_frame(app: BriefingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query(Input) and "Copy the words" in shown(app))
        lines = shown(app).splitlines()
        box = next(number for number, line in enumerate(lines) if "what to do" in line)
        assert "─ PALETTE ─" in lines[box - 1]
        assert "Copy the words" in lines[box + 1]
        assert any(line.endswith("─ enter do it  esc leave it ─╯") for line in lines[box:]), "the frame is closed"


@pytest.mark.parametrize("key", ["pageup", "pagedown", "up", "down"])
async def test_a_key_comes_before_the_list_is_laid_out(app: BriefingApp, key: str) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await ready(pilot, app)
        for open_list in (app.action_command_palette, app.search_themes):
            open_list()
            await until(pilot, lambda: app.screen is not screen and app.screen.query(OptionList))
            await until(pilot, lambda: app.screen.query_one(OptionList).option_count)
            options = app.screen.query_one(OptionList)
            options.highlighted = 0
            options.styles.height = options.styles.min_height = 0
            await pilot.pause()
            options._clear_caches()
            await pilot.press(key)
            assert app.is_running
            app.screen.dismiss(None)
            await until(pilot, lambda: app.screen is screen)


async def test_it_opens_again_while_the_last_one_is_still_going(app: BriefingApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        first = app.screen
        first.dismiss(None)
        app.action_command_palette()
        await until(pilot, lambda: not first.is_running)
        assert isinstance(app.screen, CommandPalette)
        app.action_command_palette()
        assert app.screen_stack[-2:] == [screen, app.screen]
