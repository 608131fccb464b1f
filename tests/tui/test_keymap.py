"""Every key has a name and can be bound anew."""

from __future__ import annotations

from textual.binding import Binding

from briefing import keys as keymap
from briefing.tui.app import BriefingApp
from briefing.tui.screens.desk import DeskScreen
from briefing.tui.screens.portrait import PortraitScreen
from briefing.tui.screens.review import ReviewScreen
from briefing.tui.screens.tally import TallyScreen
from briefing.tui.widgets.actors import ActorsPane
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.masthead import SearchBox
from briefing.tui.widgets.results import ResultsPane
from briefing.tui.widgets.selecting import SelectingProse
from briefing.tui.widgets.statements import StatementsPane
from briefing.tui.widgets.tally import TallyPane
from tests.tui.fake_desk import FakeDesk
from tests.tui.steps import ready, until

PANES = (LineView, ActorsPane, StatementsPane, ResultsPane, SelectingProse)
TAKEN = ("ctrl+z", "ctrl+b", "ctrl+a", "ctrl+m", "ctrl+i", "ctrl+j", "ctrl+h", "ctrl+c")


def test_no_key_that_terminals_need() -> None:
    keys = [one for key in keymap.KEYS.values() for one in key.keys.split(",")]
    assert not [key for key in keys if key in TAKEN or key.startswith("alt+") or (key[0] == "f" and key[1:].isdigit())]


def test_every_binding_has_a_name_in_the_table() -> None:
    places = (DeskScreen, *PANES, SearchBox, ReviewScreen, TallyScreen, PortraitScreen, TallyPane, BriefingApp)
    bindings = [binding for place in places for binding in place.BINDINGS]
    assert all(isinstance(binding, Binding) and binding.id in keymap.KEYS for binding in bindings)
    used = {binding.id for binding in bindings if isinstance(binding, Binding)}
    assert used == set(keymap.KEYS), "no name without a binding"


def test_our_own_keys_do_not_clash() -> None:
    assert not keymap.clashes({name: key.keys for name, key in keymap.KEYS.items()})


def test_clashes_and_unknown_names_are_told() -> None:
    assert keymap.clashes({"zoom": "y"}) == [
        "The key y is bound to both copy.verbatim and zoom: give one of them another."
    ]
    assert keymap.unknown({"zoom": "x", "fly": "w"}) == ["fly"]


async def test_a_key_bound_anew_works_and_the_old_one_does_not(desk: FakeDesk) -> None:
    app = BriefingApp(lambda: desk, keys={"zoom": "x", "fly": "w"})
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("z")
        assert not screen.zoomed
        await pilot.press("x")
        assert screen.zoomed
        await until(pilot, lambda: any("fly" in note.message for note in app._notifications))
