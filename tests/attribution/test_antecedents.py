"""The mention head: what it is asked, what it answers with, and what becomes of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.attribution.antecedents import (
    CANDIDATES,
    EACH,
    OWN,
    PAIR,
    Antecedents,
    Candidate,
    Scene,
    antecedents_of,
    nearest,
)
from briefing.attribution.discourse import Discourse
from briefing.attribution.encoder import Encoder, Reading
from briefing.attribution.mention import Mention
from briefing.attribution.ranking import FILE, Figures, Head, Odds, read_head
from briefing.attribution.referents import Referent
from briefing.attribution.speakers import resolve_speakers
from briefing.attribution.training.gold import GoldArticle
from briefing.attribution.words import Words
from briefing.errors import AttributionError
from briefing.model import ActorKind
from tests.attribution.marked import Marked
from tests.attribution.readings import reading_of

TEXT = "Ana Petrov met Ivo Kask. Ivo Kask was late. She waited for him at the gate."
WIDTH = 4


def _reading(text: str) -> Reading:
    reading = reading_of(GoldArticle("own", text, ()))
    return reading._replace(mentions=np.zeros((len(reading.pieces.ids), WIDTH), np.float16))


def _head(chosen: int = 0, *, hidden: int = 3, temperature: float = 1.0) -> Head:
    """A head that gives weight to one figure of a pair, and none to anything else."""
    zeros = np.zeros
    pair = zeros((PAIR, hidden), np.float32)
    pair[chosen, 0] = 5.0
    out = np.array([1.0, 0.0, 0.0], np.float32)
    return Head(
        pair=pair,
        pair_own=zeros((OWN, hidden), np.float32),
        pair_there=zeros((WIDTH, hidden), np.float32),
        pair_here=zeros((WIDTH, hidden), np.float32),
        pair_both=zeros((WIDTH, hidden), np.float32),
        pair_bias=zeros(hidden, np.float32),
        pair_out=out,
        none_own=zeros((OWN, hidden), np.float32),
        none_here=zeros((WIDTH, hidden), np.float32),
        none_bias=zeros(hidden, np.float32),
        none_out=zeros(hidden, np.float32),
        constants=np.array([0.0, 0.0, temperature], np.float32),
    )


def _person(name: str, first: int, last: int) -> Candidate:
    mention = Mention(first, last, "person", name, reach=last)
    return Candidate(mention, Referent(ActorKind.PERSON, name, mention))


class Stub(Antecedents):
    """Answers as it is told to: the candidates' names with their probabilities."""

    def __init__(self, words: Words, reading: Reading, told: dict[str, float]) -> None:
        super().__init__(words, reading, _head())
        self._told_so = told
        self.asked: list[tuple[str, list[str]]] = []

    def odds(self, mention: Mention, candidates: Sequence[Candidate], scene: Scene) -> Odds:
        self.asked.append((mention.name, [one.referent.name for one in candidates]))
        each = [self._told_so.get(one.mention.name, 0.0) for one in candidates]
        return Odds(each, 1 - sum(each))


def test_the_probabilities_of_all_candidates_and_of_none_sum_to_one() -> None:
    words = Words(TEXT, (), ())
    head = Antecedents(words, _reading(TEXT), _head())
    he = Mention(15, 16, "pronoun", "him", reach=16)
    odds = head.odds(he, [_person("Ivo Kask", 6, 8), _person("Ana Petrov", 0, 2)], Scene())
    assert sum(odds.each) + odds.none == pytest.approx(1)
    assert head.odds(he, [], Scene()) == Odds([], 1.0)


def test_the_figure_that_the_head_heeds_decides() -> None:
    """The first figure says that both mentions stand in one sentence, the second that one sentence lies between."""
    words = Words(TEXT, (), ())
    him = Mention(13, 14, "pronoun", "him", reach=14)
    near, far = _person("Ivo Kask", 6, 8), _person("Ana Petrov", 0, 2)
    for chosen, best in ((1, near), (2, far)):
        verdict = Antecedents(words, _reading(TEXT), _head(chosen)).verdict(him, [near, far], Scene())
        assert verdict.ranked[0][0] is best.referent
        assert verdict.ranked[0][1] > 0.9


def test_a_higher_temperature_makes_less_certain() -> None:
    words = Words(TEXT, (), ())
    him = Mention(13, 14, "pronoun", "him", reach=14)
    candidates = [_person("Ivo Kask", 6, 8), _person("Ana Petrov", 0, 2)]
    cold, hot = (
        Antecedents(words, _reading(TEXT), _head(1, temperature=heat)).odds(him, candidates, Scene()).each[0]
        for heat in (1.0, 3.0)
    )
    assert cold > hot > 1 / 3


def test_who_is_unsure_of_an_earlier_mention_is_unsure_of_what_goes_back_to_it() -> None:
    words = Words(TEXT, (), ())
    ana, ivo = _person("Ana Petrov", 0, 2), _person("Ivo Kask", 6, 8)
    she = Mention(11, 12, "pronoun", "she", reach=12)
    unsure = Candidate(she, ana.referent, 0.5, ((ivo.referent, 0.3),))
    verdict = Stub(words, _reading(TEXT), {"she": 1.0}).verdict(
        Mention(13, 14, "pronoun", "her", reach=14), [unsure], Scene()
    )
    (best, chance, _), (other, less, _) = verdict.ranked
    assert (best, other) == (ana.referent, ivo.referent)
    assert less < chance < 0.7
    assert sum(share for _, share, _ in verdict.ranked) + verdict.none == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60)), max_size=80), st.integers(0, 60))
def test_few_candidates_are_weighed_and_none_that_is_not_before(places: list[tuple[int, int]], at: int) -> None:
    people = [_person(f"P{number}", 0, 1).referent for number in range(6)]
    earlier = [Candidate(Mention(first, first + 1, "person", "P"), people[who]) for who, first in places]
    found = nearest(Mention(at, at + 1, "pronoun", "he"), earlier)
    assert len(found) <= CANDIDATES
    assert all(one.mention.last <= at for one in found)
    assert all(sum(one.referent is person for one in found) <= EACH for person in people)
    assert found == [one for one in earlier if one in found]


def _speakers(source: str, told: dict[str, float]) -> tuple[list[str | None], Stub]:
    marked = Marked(source)
    words = Words(marked.text, marked.paragraphs, marked.quotations)
    stub = Stub(words, _reading(marked.text), told)
    speakers = resolve_speakers(
        marked.text,
        marked.paragraphs,
        marked.drafts,
        marked.entities,
        marked.quotations,
        words=words,
        antecedents=stub,
    )
    return [None if speaker is None else speaker.name for speaker in speakers], stub


TWO = "{p:Ana Petrov} met {p:Iva Kask}. [s:She] [q:said] [c:it was late]."


@pytest.mark.parametrize("name", ["Ana Petrov", "Iva Kask"])
def test_a_pronoun_is_whom_the_head_says(name: str) -> None:
    names, stub = _speakers(TWO, {name: 0.8})
    assert names == [name]
    assert ("she", ["Iva Kask", "Ana Petrov"]) in stub.asked


def test_what_the_head_leaves_open_stays_open() -> None:
    names, _ = _speakers(TWO, {"Ana Petrov": 0.15, "Iva Kask": 0.1})
    assert names == [None]


def test_he_is_no_organisation_whatever_the_head_would_say() -> None:
    names, stub = _speakers("{o:Kestrel Bank} closed. [s:He] [q:said] [c:it was late].", {"Kestrel Bank": 1.0})
    assert names == [None]
    assert stub.asked == [("he", [])]


DESCRIBED = "{p:Ana Petrov} came in. [s:The dentist] [q:said] [c:it was late]."


def test_a_description_is_somebody_mentioned_before_only_where_that_is_likely() -> None:
    assert _speakers(DESCRIBED, {"Ana Petrov": 0.8})[0] == ["Ana Petrov"]
    assert _speakers(DESCRIBED, {"Ana Petrov": 0.4})[0] == ["dentist (unnamed)"]


def test_an_indefinite_description_brings_in_somebody_new_and_is_not_asked() -> None:
    names, stub = _speakers(DESCRIBED.replace("The dentist", "A dentist"), {"Ana Petrov": 0.9})
    assert names == ["dentist (unnamed)"]
    assert not stub.asked


def test_without_a_reading_of_mentions_there_is_no_head() -> None:
    words, reading = Words(TEXT, (), ()), _reading(TEXT)
    assert antecedents_of(words, reading) is not None
    assert antecedents_of(words, reading._replace(mentions=None)) is None
    assert antecedents_of(None, reading) is None


def test_the_shipped_head_fits_the_figures_and_the_encoder() -> None:
    head, reading = read_head(), Encoder().read(TEXT)
    assert reading.mentions is not None
    assert head.pair.shape[0] == PAIR
    assert head.pair_own.shape[0] == head.none_own.shape[0] == OWN
    assert head.pair_there.shape[0] == reading.mentions.shape[1]
    assert all(np.isfinite(part).all() for part in head)


def test_the_shipped_head_tells_a_woman_from_a_man_and_a_subject_from_the_rest() -> None:
    text = (
        "Mr. Ivo Kask met Mrs. Ana Petrov at the harbour. Mrs. Petrov had been waiting for an hour. "
        "Later she called the delay a scandal."
    )
    reading = Encoder().read(text)
    words = Words(text, (), ())
    numbers = {word.text: number for number, word in enumerate(words.all)}
    ivo, ana = numbers["Ivo"], numbers["Ana"]
    mentions = [
        Mention(ivo, ivo + 2, "person", "Ivo Kask", courtesy="men", reach=ivo + 2),
        Mention(ana, ana + 2, "person", "Ana Petrov", courtesy="women", reach=ana + 2),
        Mention(numbers["she"], numbers["she"] + 1, "pronoun", "she", reach=numbers["she"] + 1),
    ]
    discourse = Discourse(words, mentions, mentions[2:], antecedents=antecedents_of(words, reading))
    discourse.read()
    tie = discourse.ties[mentions[2]]
    assert tie.referent.name == "Ana Petrov"
    assert tie.probability > 0.6


@given(st.binary(max_size=300))
def test_weights_that_cannot_be_read_are_said_so_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, held: bytes
) -> None:
    folder = tmp_path_factory.mktemp("weights")
    (folder / FILE).write_bytes(held)
    with pytest.raises(AttributionError, match="install briefing again"):
        read_head(folder)


def test_missing_weights_are_said_so_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AttributionError, match="install briefing again"):
        read_head(tmp_path / "nowhere")


def test_figures_are_finite_wherever_a_mention_stands() -> None:
    words = Words(TEXT, (), ())
    seer = Antecedents(words, _reading(TEXT), _head())
    size = len(words.all)
    for at in range(size):
        mention = Mention(at, at + 1, "pronoun", "he", reach=at + 1)
        figures: Figures = seer.figures(mention, [_person("Ana Petrov", 0, 2)], Scene())
        assert figures.pairs.shape == (1, PAIR)
        assert figures.own.shape == (OWN,)
        assert np.isfinite(figures.pairs).all()
