"""One thing said in several places, decided on at all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.model import ActorKind
from briefing.model.decision import Chosen, OnLink, Verdict
from briefing.services.desk import Desk
from briefing.services.views import StatementCard
from tests.services.conftest import OpenDesk

DAM = "We shall rebuild the dam before the autumn floods reach the lower valley"
TEXTS = {
    "first": f'Dam\n\nOSLO (Gazette - 3rd March, 2021) Rain. "{DAM}, whatever it costs," said Ann Grey.\n',
    "later": f'Rain\n\nOSLO (Gazette - 5th March, 2021) It rained on. "{DAM}," said Ann Grey.\n',
    "other": f'Valley\n\nOSLO (Gazette - 9th March, 2021) Wet. "{DAM}," said Ann Grey. "I am sure," said Bo Li.\n',
}
BO = Chosen(name="Bo Li", kind=ActorKind.PERSON, actor="person:bo li")


@pytest.fixture
def desk(open_desk: OpenDesk, tmp_path: Path) -> Desk:
    folder = tmp_path / "three"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    desk = open_desk(folder)
    desk.start()
    assert desk.wait(30)
    return desk


def places(desk: Desk) -> tuple[StatementCard, ...]:
    cards = [card for card in desk.statements(copies=True) if DAM in card.content]
    assert len(cards) == 3
    return tuple(cards)


def speakers(desk: Desk) -> list[str]:
    return sorted(card.statement.speaker.name if card.statement.speaker else "" for card in places(desk))


def settled(desk: Desk) -> int:
    return sum(card.is_settled for card in places(desk))


def test_without_being_asked_for_all_one_is_decided(desk: Desk) -> None:
    desk.deciding.on_statement(places(desk)[0], Verdict.RIGHT)
    assert settled(desk) == 1


@pytest.mark.parametrize("verdict", [Verdict.RIGHT, Verdict.WRONG])
def test_all_places_are_decided_and_taken_back_together(desk: Desk, verdict: Verdict) -> None:
    every = places(desk)
    done = desk.deciding.on_statement(every[1], verdict, BO, places=every)
    assert done.sentence.endswith(" So it is in 2 other places.")
    after = ["Bo Li"] * 3 if verdict is Verdict.WRONG else ["Ann Grey"] * 3
    assert (settled(desk), speakers(desk)) == (3, after)
    assert len(desk.deciding.journal()) == 3
    taken = desk.deciding.undo()
    assert taken.sentence.startswith("Taken back: ")
    assert taken.sentence.endswith(" So it is in 2 other places.")
    assert (settled(desk), speakers(desk)) == (0, ["Ann Grey"] * 3)
    desk.deciding.redo()
    assert (settled(desk), speakers(desk)) == (3, after)
    desk.deciding.undo(2)
    assert settled(desk) == 0, "whichever of them is named"


def test_what_was_decided_before_stays_when_the_others_are_taken_back(desk: Desk) -> None:
    alone, *rest = places(desk)
    desk.deciding.on_statement(alone, Verdict.RIGHT)
    desk.deciding.on_statement(rest[0], Verdict.UNSURE, places=places(desk))
    assert settled(desk) == 0
    desk.deciding.undo()
    assert settled(desk) == 1
    desk.deciding.undo()
    assert settled(desk) == 0


def test_who_is_right_here_is_said_of_a_place_where_somebody_else_was_found(desk: Desk) -> None:
    one, other, _ = places(desk)
    desk.deciding.on_statement(other, Verdict.WRONG, BO)
    done = desk.deciding.on_statement(one, Verdict.RIGHT, places=places(desk))
    assert speakers(desk) == ["Ann Grey"] * 3
    verdicts = [each.value.verdict for each in (done.decision, *done.others) if isinstance(each, OnLink)]
    assert sorted(verdicts) == [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG]
    assert {card.actor_id for card in places(desk)} == {one.actor_id}


def test_they_are_carried_elsewhere_one_by_one(desk: Desk) -> None:
    desk.deciding.on_statement(places(desk)[0], Verdict.RIGHT, places=places(desk))
    lines = [json.dumps(line) for line in desk.deciding.export()]
    assert len(lines) == 3
    assert desk.deciding.load(lines).known == 3
