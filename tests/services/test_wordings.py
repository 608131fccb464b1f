"""One thing said in several places, as the faces get it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.cli.plain import article_with_statements, view_json
from briefing.services.desk import Desk
from briefing.services.views import StatementCard
from briefing.services.wordings import Worded, place_line, wordings
from tests.services.conftest import OpenDesk

DAM = "We shall rebuild the dam before the autumn floods reach the lower valley"
SAID = f'"{DAM.upper()}," said Ann Grey. "I am sure," said Bo Li.'
FIRST = f'Dam to be rebuilt\n\nOSLO (Gazette - 3rd March, 2021) Rain. "{DAM}, whatever it costs," said Ann Grey.\n'
LATER = f'A week of rain\n\nOSLO (Gazette - 5th March, 2021) It rained on. "{DAM}," said Ann Grey.\n'
OTHER = f"The valley waits\n\nOSLO (Gazette - 9th March, 2021) {SAID}\n"


@pytest.fixture
def desk(open_desk: OpenDesk, tmp_path: Path) -> Desk:
    folder = tmp_path / "three"
    folder.mkdir()
    for name, text in (("first", FIRST), ("later", LATER), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    desk = open_desk(folder)
    desk.start()
    assert desk.wait(30)
    return desk


def test_what_is_said_in_three_places_stands_once(desk: Desk) -> None:
    assert [(card.content, card.places) for card in desk.statements()] == [
        ("I am sure", 1),
        (f"{DAM}, whatever it costs", 3),
    ]
    assert [card.place for card in desk.statements(actor="Ann Grey", copies=True)] == [2, 1, 0]
    assert [(actor.name, actor.said) for actor in desk.actors()] == [("Ann Grey", 1), ("Bo Li", 1)]
    assert desk.summary().statements == 2
    assert {card.title: card.statements for card in desk.articles()} == {
        "The valley waits": 2,
        "A week of rain": 1,
        "Dam to be rebuilt": 1,
    }


def test_an_article_shows_all_that_it_says_and_where_else_that_stands(desk: Desk) -> None:
    view = desk.article("other.txt")
    dam, sure = view.statements
    assert [place.article.title for place in view.places_of(dam)] == [
        "Dam to be rebuilt",
        "A week of rain",
        "The valley waits",
    ]
    assert view.places_of(sure) == (sure,)
    assert desk.places([dam, sure]) == {dam.saying: view.places_of(dam)}
    told = "\n".join(article_with_statements(view, desk.marking.margin()))
    assert "    [in 3 places, also: " in told
    assert "2021-03-03, paragraph 2 (the earliest); " in told
    first, second = view_json(view, desk.marking.margin())["statements"]
    assert [first["place"], first["places"], second["places"], second["said_in"]] == [3, 3, 1, []]
    assert [place["published"] for place in first["said_in"]] == ["2021-03-03", "2021-03-05", "2021-03-09"]


def test_wordings_stand_beside_the_earliest(desk: Desk) -> None:
    card = next(card for card in desk.statements() if card.places == 3)
    whole, cut = wordings(desk.places([card])[card.saying or 0])
    assert [place.place for place in whole.places] == [0]
    assert [(line.mark, line.text) for line in whole.lines] == [("", f"{DAM}, whatever it costs")]
    assert [place.article.published and place.article.published.day for place in cut.places] == [5, 9]
    assert marked(cut) == [("-", [", whatever it costs"]), ("+", [])]
    assert place_line(cut.places[0]).endswith(", 2021-03-05, ¶2")


def marked(worded: Worded) -> list[tuple[str, list[str]]]:
    return [(line.mark, [line.text[start:end] for start, end in line.spans]) for line in worded.lines]


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        ("“We are ready for the storm.”", [("-", ["now"]), ("+", ["."])]),
        ("We are ready now for the great storm", [("+", ["great"])]),
        ("We [the crews] are ready now for the storm", [("+", ["[the crews]"])]),
    ],
)
def test_the_words_that_differ_are_marked(desk: Desk, other: str, lines: list[tuple[str, list[str]]]) -> None:
    card = desk.statements()[0]
    places = [with_words(card, "“We are ready now for the storm”"), with_words(card, other)]
    _, differing = wordings(places)
    assert marked(differing) == lines


def test_what_a_short_wording_leaves_out_is_not_repeated(desk: Desk) -> None:
    card = desk.statements()[0]
    long = f"Nobody in this town has slept for three nights, not one. {DAM}. We owe that to those who farm there."
    (_, cut) = wordings([with_words(card, long), with_words(card, f"“{DAM} [of the Ell]”")])
    before, after = cut.lines
    assert before.text == f"… {DAM}. We owe that to those who farm there."
    assert after.text == f"{DAM} [of the Ell]"


def test_marks_spelling_and_contractions_alone_are_no_other_wording(desk: Desk) -> None:
    card = desk.statements()[0]
    same = ("“It’s the harbour’s colour”", "\"It's the harbor's color.\"", "it is the harbour’s colour")
    (only,) = wordings([with_words(card, words) for words in same])
    assert len(only.places) == 3


def with_words(card: StatementCard, content: str) -> StatementCard:
    return replace(card, content=content)
