"""How it looks: a calm dark and a calm light theme, the speakers' colours for every other one, and the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from textual.color import Color, ColorParseError
from textual.theme import Theme

from briefing.model.clean import clean_line, clean_path

SPEAKERS: Final = 8
"""How many speakers have a colour of their own before colours come round again."""

_APART: Final = 0.12
"""So far apart in brightness, at least, a frame is from what it stands on."""
_FRAMES: Final = (0.25, 0.4, 0.6, 1.0)
"""So much of the colour of text is in that of a frame that would not be seen: the least that does."""


def _speakers(*colours: str) -> dict[str, str]:
    return {f"speaker-{number}": colour for number, colour in enumerate(colours)}


DARK_SPEAKERS: Final = _speakers("#82aadc", "#93bf80", "#d9ae66", "#d092b4", "#70bdb6", "#ab9ada", "#de937c", "#b6b66e")
LIGHT_SPEAKERS: Final = _speakers(
    "#2a66aa", "#37732e", "#85590a", "#a34a78", "#136f6a", "#6a51b0", "#a84626", "#666614"
)
ANSI_SPEAKERS: Final = _speakers(
    "ansi_blue",
    "ansi_green",
    "ansi_yellow",
    "ansi_magenta",
    "ansi_cyan",
    "ansi_red",
    "ansi_bright_blue",
    "ansi_bright_green",
)

DARK_ANSI_SPEAKERS: Final = _speakers(
    "ansi_bright_blue",
    "ansi_bright_green",
    "ansi_yellow",
    "ansi_bright_magenta",
    "ansi_cyan",
    "ansi_bright_red",
    "ansi_green",
    "ansi_bright_yellow",
)
_ON_BLACK: Final = {
    "primary": "ansi_bright_blue",
    "border": "ansi_bright_blue",
    "border-blurred": "ansi_bright_black",
    "footer-key-foreground": "ansi_bright_magenta",
    "scrollbar": "ansi_bright_black",
}
"""What stands in place of the terminal's blue and magenta, which can hardly be read on black, and of black itself."""

DARK: Final = Theme(
    name="briefing-dark",
    primary="#8ab4d8",
    secondary="#7f8ea3",
    accent="#e3b872",
    warning="#e0a458",
    error="#e58383",
    success="#93bf80",
    foreground="#d6dae1",
    background="#13161b",
    surface="#191d23",
    panel="#232932",
    dark=True,
    variables={
        **DARK_SPEAKERS,
        "border": "#8ab4d8",
        "border-blurred": "#38414d",
        "scrollbar": "#38414d",
        "scrollbar-background": "#191d23",
        "footer-background": "#191d23",
        "footer-key-foreground": "#e3b872",
        "footer-description-foreground": "#9aa5b4",
        "input-selection-background": "#8ab4d8 35%",
    },
)
LIGHT: Final = Theme(
    name="briefing-light",
    primary="#2f5f8f",
    secondary="#6b7684",
    accent="#8f5a0c",
    warning="#9a5b00",
    error="#ad3030",
    success="#37732e",
    foreground="#23272e",
    background="#faf8f4",
    surface="#f3f0ea",
    panel="#e6e1d8",
    dark=False,
    variables={
        **LIGHT_SPEAKERS,
        "border": "#2f5f8f",
        "border-blurred": "#c9c2b5",
        "scrollbar": "#c9c2b5",
        "scrollbar-background": "#f3f0ea",
        "footer-background": "#f3f0ea",
        "footer-key-foreground": "#8f5a0c",
        "footer-description-foreground": "#5d6672",
        "input-selection-background": "#2f5f8f 30%",
    },
)
"""A theme that looks like paper."""


_COLOURS: Final = frozenset(
    "primary secondary accent warning error success foreground background surface panel boost".split()
)


def own_themes(folder: Path) -> Iterator[Theme | str]:
    """The user's own themes, or a sentence for each that cannot be used.

    A theme is a TOML file called after it: `primary = "#8ab4d8"`, `dark = true`, up to eight colours in `speakers`, and
    Textual's further variables in a table `[variables]`.

    Args:
        folder: Where they stand; none stand in a folder that is not there.
    """
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".toml")
    except OSError:
        return
    for file in files:
        try:
            yield _theme(file.stem, _read(file))
        except (OSError, ValueError, ColorParseError) as error:  # not TOML, not UTF-8, not a theme: all are ValueErrors
            reason = clean_line(str(error)).rstrip(".")
            yield f"The theme {clean_path(file)} cannot be used ({reason}): mend it or move it away."


def _read(file: Path) -> dict[str, Any]:
    import tomllib  # here: most have no themes of their own

    return tomllib.loads(file.read_text(encoding="utf-8"))


def _theme(name: str, written: dict[str, Any]) -> Theme:
    colours = {key: str(value) for key, value in written.items() if key in _COLOURS}
    variables = written.get("variables", {})
    speakers = written.get("speakers", [])
    if odd := written.keys() - _COLOURS - {"dark", "speakers", "variables"}:
        raise ValueError(f"there is no colour called {min(odd)}")
    if "primary" not in colours or not isinstance(variables, dict) or not isinstance(speakers, list):
        raise ValueError("it needs a colour called primary, speakers as a list and variables as a table")
    for colour in (*colours.values(), *map(str, speakers)):
        Color.parse(colour)
    dark = bool(written.get("dark", True))
    kept = {**(DARK_SPEAKERS if dark else LIGHT_SPEAKERS), **_speakers(*map(str, speakers[:SPEAKERS]))}
    kept |= {key: str(one) for key, one in variables.items()}
    options: dict[str, Any] = {**colours, "name": name, "dark": dark, "variables": kept}
    return Theme(**options)


def speaker_colours(theme: Theme) -> dict[str, str]:
    """The speakers' colours under a theme that does not define them."""
    if theme.ansi:
        return DARK_ANSI_SPEAKERS if theme.dark else ANSI_SPEAKERS
    return DARK_SPEAKERS if theme.dark else LIGHT_SPEAKERS


def seen_frames(variables: Mapping[str, str]) -> dict[str, str]:
    """A colour for the frames of panes, where the theme's own can hardly be told from its background.

    Args:
        variables: What the theme's colours are, by name.
    """
    edge, ground, ink = (Color.parse(variables[name]) for name in ("border-blurred", "background", "foreground"))
    if any(one.ansi is not None for one in (edge, ground, ink)) or _are_apart(edge, ground):
        return {}
    mixed = [ground.blend(ink, share) for share in _FRAMES]
    return {"border-blurred": next((one for one in mixed if _are_apart(one, ground)), ink).hex}


def seen_on_black(theme: Theme) -> Mapping[str, str]:
    """Colours for a theme in the terminal's own, where that is dark: those that can be read there."""
    return _ON_BLACK if theme.ansi and theme.dark else {}


def _are_apart(one: Color, other: Color) -> bool:
    return abs(one.brightness - other.brightness) >= _APART


def fitting(environment: Mapping[str, str]) -> str:
    """The name of our theme for a terminal: where there are 16 colours only, ours would be told apart no more.

    Args:
        environment: What says how many colours there are. Who hands the app to a browser says it for Textual alone.
    """
    from rich.console import Console

    if environment.get("TEXTUAL_COLOR_SYSTEM") in ("truecolor", "256"):
        return DARK.name
    few = Console(force_terminal=True, _environ=environment).color_system in (None, "standard", "windows")
    return "ansi-dark" if few and "NO_COLOR" not in environment else DARK.name
