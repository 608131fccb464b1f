"""The pictures in the README are of the app as it is."""

from __future__ import annotations

from pathlib import Path

from briefing.tui import picture
from briefing.tui.picture import SCENES, draw, words_of
from briefing.tui.screens import marking

KEPT = Path(picture.__file__).with_name("pictures")


async def test_the_pictures_are_current(tmp_path: Path) -> None:
    wait = marking.READ_AFTER
    drawn = await draw(tmp_path)
    assert wait == marking.READ_AFTER, "what is drawn later marks as read again"
    assert list(drawn) == list(SCENES)
    assert {file.stem for file in KEPT.iterdir()} == set(SCENES)
    for name, svg in drawn.items():
        kept = (KEPT / f"{name}.svg").read_text(encoding="utf-8")
        assert words_of(svg) == words_of(kept), "draw them anew: python -m briefing.tui.picture briefing/tui/pictures"
