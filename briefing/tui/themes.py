"""How it looks: a calm dark and a calm light theme, and the speakers' colours for every other one."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

SPEAKERS: Final = 8
"""How many speakers have a colour of their own before colours come round again."""


def _speakers(*colours: str) -> dict[str, str]:
    return {f"speaker-{number}": colour for number, colour in enumerate(colours)}


DARK_SPEAKERS: Final = _speakers("#82aadc", "#93bf80", "#d9ae66", "#d092b4", "#70bdb6", "#ab9ada", "#de937c", "#b6b66e")
LIGHT_SPEAKERS: Final = _speakers(
    "#2f6db3", "#3f7f35", "#96680f", "#a34a78", "#17807a", "#6a51b0", "#b5512f", "#75751a"
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
    success="#3f7f35",
    foreground="#23272e",
    background="#faf8f4",
    surface="#f3f0ea",
    panel="#e6e1d8",
    dark=False,
    variables={
        **LIGHT_SPEAKERS,
        "border": "#2f5f8f",
        "border-blurred": "#c9c2b5",
        "footer-background": "#f3f0ea",
        "footer-key-foreground": "#8f5a0c",
        "footer-description-foreground": "#5d6672",
        "input-selection-background": "#2f5f8f 30%",
    },
)
"""A theme that looks like paper."""


def speaker_colours(theme: Theme) -> dict[str, str]:
    """The speakers' colours under a theme that does not define them."""
    if theme.ansi:
        return ANSI_SPEAKERS
    return DARK_SPEAKERS if theme.dark else LIGHT_SPEAKERS
