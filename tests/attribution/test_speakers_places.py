"""Places that speak for governments: the list, and the reader's own."""

from __future__ import annotations

import io
import json
import queue
from pathlib import Path

import pytest

from briefing.attribution.attribute import Attribution, Page
from briefing.attribution.lexicon import lexicon
from briefing.attribution.metonyms import own_powers, power_of
from briefing.attribution.worker import serve
from briefing.library.library import Library
from briefing.library.workers import WorkerPool
from briefing.model import ActorKind, Speaker
from briefing.settings import load_settings
from tests.attribution.marked import Marked


def test_nearly_every_state_has_a_seat() -> None:
    countries = lexicon("governments")["country"]
    assert len(countries) >= 200
    assert sum(1 for country in countries if country.get("seats")) >= 195


def test_every_seat_stands_for_somebody_and_no_two_countries_share_a_name() -> None:
    data = lexicon("governments")
    names = [country["name"] for country in data["country"]]
    assert len(names) == len(set(names))
    for country in data["country"]:
        for seat in country.get("seats", ()):
            assert power_of(seat) is not None, seat
    assert all(power_of(form) for seat in data["seat"] for form in seat["forms"])


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Castries", "Saint Lucian government"),
        ("the Binnenhof", "Dutch government"),
        ("Rideau Cottage", None),
        ("Rashtrapati Bhavan", "Indian government"),
        ("Threadneedle Street", "Bank of England"),
        ("Luthuli House", "African National Congress"),
        ("Zhongnanhai", "Chinese government"),
        ("the Moncloa", "Spanish government"),
        ("Funafuti", "Tuvaluan government"),
    ],
)
def test_seats_and_buildings_world_wide(place: str, name: str | None) -> None:
    power = power_of(place)
    assert (power.name if power else None) == name


@pytest.mark.parametrize("word", ["who", "us", "fed"])
def test_a_word_is_no_abbreviation(word: str) -> None:
    assert power_of(word) is None
    assert power_of(word.upper()) is not None


@pytest.mark.parametrize(
    ("name", "kind"), [("Ruritanian government", ActorKind.GOVERNMENT), ("Harbour Board", ActorKind.ORGANISATION)]
)
def test_the_readers_own_places_come_first(name: str, kind: ActorKind) -> None:
    for place in ("Castle Hill", "Paris"):
        speaker = Marked(f"On Monday [s:the {place}] [q:said] [c:no].").speakers({f"the  {place}": name})[0]
        assert speaker is not None
        assert (speaker.name, speaker.kind) == (name, kind)


def test_the_readers_own_place_is_one_though_it_looks_like_a_persons_name() -> None:
    speaker = Marked("[s:{p:Castle Hill}] [q:said] [c:no].").speakers({"Castle Hill": "Ruritanian government"})[0]
    assert speaker is not None
    assert speaker.name == "Ruritanian government"


def test_an_empty_place_or_name_is_none() -> None:
    assert own_powers({"": "Harbour Board", "the ": "x", "Quay": "  "}) == {}


def test_the_settings_file_may_hold_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[metonyms]\n"Castle Hill" = "Ruritanian government"\n', encoding="utf-8")
    monkeypatch.setattr("briefing.settings.config_file", lambda: file)
    assert load_settings().metonyms == {"Castle Hill": "Ruritanian government"}


class Listening:
    """An attributor that only keeps what it was asked."""

    def __init__(self) -> None:
        self.pages: list[Page] = []

    def attribute(self, page: Page) -> Attribution:
        self.pages.append(page)
        return Attribution((), ())


def test_they_reach_the_worker_process() -> None:
    listening = Listening()
    lines = [json.dumps({"id": "1", "text": "x", **more}) for more in ({}, {"metonyms": {"Castle Hill": "Ruritania"}})]
    serve(io.StringIO("\n".join(lines)), io.StringIO(), listening)  # type: ignore[arg-type]
    assert [dict(page.metonyms or {}) for page in listening.pages] == [{}, {"Castle Hill": "Ruritania"}]


@pytest.mark.parametrize("metonyms", ['"x"', "[1]", "3"])
def test_a_worker_that_is_asked_nonsense_says_so(metonyms: str) -> None:
    answers = io.StringIO()
    line = f'{{"id": "1", "text": "x", "metonyms": {metonyms}}}'
    serve(io.StringIO(line), answers, Listening())  # type: ignore[arg-type]
    assert "error" in json.loads(answers.getvalue())


def test_a_library_hands_them_to_its_workers_and_looks_again_when_they_change(tmp_path: Path) -> None:
    table = {"Castle Hill": "Ruritanian government"}
    versions = []
    for number, metonyms in enumerate((None, {}, table, {"Castle Hill": "Harbour Board"})):
        library = Library(tmp_path / str(number), version="7", metonyms=metonyms)
        versions.append(library._version)
        library.close()
    assert versions[:2] == ["7", "7"]
    assert len(set(versions)) == 3
    pool = WorkerPool(queue.SimpleQueue(), metonyms=table)
    assert pool._metonyms == table
    pool.close()


@pytest.mark.parametrize(
    ("source", "governs"),
    [
        ("{o:Harbourists} {l:Norway}", False),
        ("the charity Quay {l:Norway}", False),
        ("{l:Norway}", True),
        ("The {l:Norway}", True),
    ],
)
def test_a_place_at_the_end_of_a_name_is_no_government(source: str, governs: bool) -> None:
    speaker = Marked(f"The quay is old. [s:{source}] [q:said] [c:it sinks].").speakers()[0]
    assert speaker is not None
    assert (speaker.kind is ActorKind.GOVERNMENT) == governs
    assert speaker.name == "Norwegian government" if governs else speaker.name.endswith(" Norway")


TOLD = "[s:The government] [q:said] [c:that the road would be built]."


def who(source: str) -> Speaker | None:
    return Marked(source).speakers()[-1]


def test_the_government_is_the_last_that_was_called_one_or_spoke() -> None:
    called = who(f"{{l:France}} waited. The {{o:Polish government}} met. Ships went to {{l:France}}. {TOLD}")
    spoke = who(f"[s1:{{l:Poland}}] [q1:said] [c1:no]. Ships went to {{l:France}} and {{l:Spain}}. {TOLD}")
    assert [one and one.name for one in (called, spoke)] == ["Polish government"] * 2


def test_the_government_is_that_of_the_country_that_is_written_about() -> None:
    much = who(f"{{l:Poland}} is old. {{l:Poland}} has roads. {{l:Poland}} wants more. Some go to {{l:France}}. {TOLD}")
    assert much is not None
    assert much.name == "Polish government"


@pytest.mark.parametrize("once", ["{l:Jamaica}", "{l:Jamaica}, {l:Spain}, {l:Chile} and {l:Norway}"])
def test_a_country_that_is_only_mentioned_does_not_say_whose_the_government_is(once: str) -> None:
    speaker = who(f"Her family lives in {once}. {TOLD}")
    assert speaker is not None
    assert speaker.name == "government"
    assert "Jamaican government" in {runner.name for runner in speaker.runners_up}
