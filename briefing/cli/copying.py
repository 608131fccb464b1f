"""Copying without the screen: by every way there is, and what was done in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.model.clean import clean_path
from briefing.services.exports import FORMS

if TYPE_CHECKING:
    from briefing.services.desk import Desk

form_option = click.option(
    "--form", type=click.Choice(list(FORMS)), help="Print statements to be pasted or kept: as a citation, a table …"
)
copy_option = click.option(
    "--copy", is_flag=True, help="Also put what is printed on the clipboard, by every way there is."
)
DEFAULT_FORM = "markdown"
"""What is copied from a list is written so where nothing else is said."""


def copied(desk: Desk, text: str) -> str:
    """Copy as the app does; which ways were taken, in words."""
    from briefing import clipboard

    taken = [name for name, copy in clipboard.asked_aside().items() if copy(text)]
    try:
        with open("/dev/tty", "w", encoding="ascii") as terminal:  # noqa: PTH123 - no file, but whoever is looking
            if clipboard.send_to_terminal(text, terminal.write):
                taken.append("terminal")
    except OSError:
        pass  # no terminal is looking on
    if clipboard.keep(text, desk.last_copy):
        taken.append("file")
    return clipboard.receipt(text, taken, clean_path(desk.last_copy))


__all__ = ["DEFAULT_FORM", "copied", "copy_option", "form_option"]
