"""Themes: readable, the user's own among them, seen while one chooses, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from briefing.cli.launch import _look
from briefing.paths import last_theme, remember_theme, themes_folder
from briefing.tui import themes
from briefing.tui.app import BriefingApp
from briefing.tui.screens.theme import ThemeScreen
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import frame, ready, shown, until
from tests.tui.test_flows import said

READABLE = 4.5
"""The least contrast of text, by the Web Content Accessibility Guidelines, level AA."""
SET_OFF = 3.5
"""The least for what is underlined and marked as well."""


@pytest.fixture(autouse=True)
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings are read."""
    monkeypatch.setattr("briefing.paths.config_dir", lambda: tmp_path / "config")


def _contrast(one: str, other: str) -> float:
    """How far apart two colours are, by the same guidelines."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT], ids=lambda theme: theme.name)
def test_everything_that_is_read_can_be_read(theme: Theme) -> None:
    variables = theme.to_color_system().generate() | theme.variables
    inks = [theme.foreground, theme.primary, theme.accent, theme.warning, theme.error, theme.success]
    inks += [variables[f"speaker-{number}"] for number in range(themes.SPEAKERS)]
    inks += [variables[name] for name in ("footer-key-foreground", "footer-description-foreground")]
    for ground in (theme.background, theme.surface):
        for ink in inks:
            assert _contrast(ground or "", ink or "") >= READABLE, (ground, ink)


@pytest.mark.parametrize("name", ["dracula", "monokai", "solarized-dark", "textual-light", "briefing", "ansi-dark"])
def test_frames_are_told_from_their_background(desk: FakeDesk, name: str) -> None:
    app = BriefingApp(lambda: desk, theme=name)
    colours = app.get_css_variables()
    edge, ground = (Color.parse(colours[one]) for one in ("border-blurred", "background"))
    assert app.theme_variables == colours
    assert edge.ansi is not None or abs(edge.brightness - ground.brightness) >= 0.12


@pytest.mark.parametrize("theme", [themes.DARK, BUILTIN_THEMES["nord"]], ids=lambda theme: theme.name)
def test_frames_of_a_theme_that_are_seen_stay_as_they_are(theme: Theme) -> None:
    seen = {"border-blurred": "#808080", "background": theme.background or "", "foreground": theme.foreground or ""}
    assert themes.seen_frames(seen) == {}
    assert themes.seen_frames({**seen, "border-blurred": theme.background or ""})


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "paper.toml").write_text(
        'primary = "#224466"\ndark = false\nspeakers = ["#111111"]\n[variables]\nborder = "#000000"\n', encoding="utf-8"
    )
    [theme] = themes.own_themes(tmp_path)
    assert isinstance(theme, Theme)
    assert (theme.name, theme.primary, theme.dark) == ("paper", "#224466", False)
    assert theme.variables["speaker-0"] == "#111111"
    assert theme.variables["speaker-1"] == themes.LIGHT_SPEAKERS["speaker-1"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'primary = "#22"', "cannot be used"),
        (b'secondary = "#224466"', "needs a colour called primary"),
        (b'primary = "red"\nprimmary = "red"', "no colour called primmary"),
        (b"primary = ", "cannot be used"),
        (b"\xff\xfe", "cannot be used"),
    ],
)
async def test_a_theme_that_is_none_costs_one_sentence(desk: FakeDesk, written: bytes, said: str) -> None:
    themes_folder().mkdir(parents=True)
    (themes_folder() / "mine.toml").write_bytes(written)
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        [sentence] = [notification.message for notification in app._notifications]
        assert said in sentence
        assert "mine.toml" in sentence


async def test_a_theme_is_seen_while_one_chooses_and_kept_with_enter(desk: FakeDesk, tmp_path: Path) -> None:
    themes_folder().mkdir(parents=True)
    (themes_folder() / "aaa-mine.toml").write_text('primary = "#224466"\n', encoding="utf-8")
    app = BriefingApp(lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        app.search_themes()
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen))
        assert "THEMES" in shown(app)
        await pilot.press("j")
        await until(pilot, lambda: app.theme == "briefing-light")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "briefing-dark")
        app.search_themes()
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen))
        await pilot.press("j", "j")
        await until(pilot, lambda: app.theme == "aaa-mine")
        await pilot.press("enter")
        await until(pilot, lambda: last_theme(desk.data_dir) == "aaa-mine")
        assert not said(app)


def test_the_theme_chosen_last_is_the_next_first_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.cli.launch.config_file", lambda: tmp_path / "none.toml")
    monkeypatch.delenv("BRIEFING_THEME", raising=False)
    remember_theme(tmp_path, "nord")
    assert _look(tmp_path).theme == "nord"
    monkeypatch.setenv("BRIEFING_THEME", "dracula")
    assert _look(tmp_path).theme == "dracula"


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TERM": "xterm-256color"}, "briefing-dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "briefing-dark"),
        ({"TERM": "screen.xterm-256color"}, "briefing-dark"),
        ({"TERM": "linux"}, "ansi-dark"),
        ({"TERM": "unknown"}, "ansi-dark"),
        ({"TERM": "xterm-16color"}, "ansi-dark"),
        ({"TERM": "screen"}, "ansi-dark"),
        ({"TERM": "screen", "NO_COLOR": "1"}, "briefing-dark"),
        ({"TERM": "dumb", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, "briefing-dark"),
    ],
)
def test_where_colours_cannot_be_mixed_the_terminal_s_own_are_taken(environment: dict[str, str], name: str) -> None:
    assert themes.fitting(environment) == name


async def test_every_pane_has_a_frame_that_is_seen_on_black(desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk, theme="ansi-dark")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        edges = {pane.styles.border_top for pane in (screen.actors, screen.statements, screen.why, screen.article)}
        assert len(edges) == 2, "the one with the focus stands out"
        assert not [colour for _, colour in edges if colour == Color.parse("ansi_black")]


async def test_nothing_is_written_in_what_cannot_be_read_on_black(desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk, theme="ansi-dark")
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot, app)
        styles = [segment.style for strip in frame(app) for segment in strip if segment.style]
        colours = {style.color.number for style in styles if style.color}
        assert colours.isdisjoint({0, 4, 5}), "black, blue, magenta"
        assert 12 in colours, "the bright blue"


@pytest.mark.parametrize("theme", ["briefing-dark", "briefing-light"])
async def test_what_is_doubtful_is_read_on_its_own_tint(desk: FakeDesk, theme: str) -> None:
    app = BriefingApp(lambda: desk, theme=theme)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        screen.follow(next(card for card in desk.statements() if card.is_doubtful))
        await until(pilot, lambda: screen.article.card is screen.card)
        words = {
            (str(segment.style.color.name), str(segment.style.bgcolor.name))
            for strip in frame(app)[screen.article.region.y :]
            for segment in strip
            if segment.style and segment.style.color and segment.style.bgcolor and segment.style.underline
        }
        plain = (themes.DARK if theme == "briefing-dark" else themes.LIGHT).background
        tinted = [pair for pair in words if pair[1] != plain]
        assert tinted
        assert min(_contrast(*pair) for pair in tinted) >= SET_OFF
