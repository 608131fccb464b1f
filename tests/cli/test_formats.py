"""`briefing read --formats`: what can be read, as the readers themselves say."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from briefing.intake import READERS, SUFFIXES
from tests.cli.conftest import Briefing


def test_every_format_and_every_ending_is_told(briefing: Briefing) -> None:
    outcome = briefing("read", "--formats")
    assert (outcome.code, outcome.err) == (0, "")
    told = dict(line.partition(": ")[::2] for line in outcome.out.splitlines())
    assert {reader.name for reader in READERS} <= set(told)
    assert {word for line in told.values() for word in line.split() if word.startswith(".")} == SUFFIXES
    assert all(told.values())


def test_what_is_not_installed_is_told_with_what_installs_it(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    extras = {reader.extra for reader in READERS if reader.extra}
    assert extras
    needed = {module for reader in READERS for module in reader.modules}
    real = find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name in needed else real(name))
    out = briefing("read", "--formats").out
    for extra in extras:
        assert f"(not installed; run: python -m pip install 'briefing[{extra}]')" in out
