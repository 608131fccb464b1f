"""What a longer text takes: in proportion to its length, however hostile it is.

Counted in lines of Python that are run: the same on every machine, however busy. Of three sizes, each as much longer
than the one before, the second step is as long as the first when the work grows in proportion, and five thirds of it
when it grows with the square.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from briefing.attribution.attribute import Page, kind_of
from briefing.attribution.draft import Draft, Entity
from briefing.attribution.entities import entities_of
from briefing.attribution.mentions import find_mentions
from briefing.attribution.provenance import provenance_of
from briefing.attribution.quotations import find_quotations
from briefing.attribution.referents import gather_people, learn_genders
from briefing.attribution.sources import SourceMentions
from briefing.attribution.speakers import resolve_speakers
from briefing.attribution.words import Words
from briefing.model import ActorKind, Span, Speaker
from tests.attribution.test_properties import Guessing, inner_of, reading_of

STEEPEST = 1.25
NAME = re.compile(r"\b[A-Z]\w*x Smith\b|\bSmith\b")


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python something takes."""
    taken = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal taken
        taken += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def steepness(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """How much more the third part of some work takes than the second."""
    work(10)()  # word lists are read
    one, two, three = (steps(work(size * times)) for times in (1, 2, 3))
    return (three - two) / (two - one)


def drafted(unit: Callable[[int], tuple[str, str, str, str]], size: int) -> tuple[str, list[Draft], list[Entity]]:
    """A text of many units, each a statement: its text, and the source, cue and content in it."""
    text, drafts = "", []
    for number in range(size):
        words, *parts = unit(number)
        source, cue, content = (
            (Span(len(text) + words.index(part), len(text) + words.index(part) + len(part)),) if part else ()
            for part in parts
        )
        drafts.append(Draft(content, cue, source))
        text += words
    entities = [Entity(*match.span(), "person", 0.9) for match in NAME.finditer(text)]
    return text, drafts, entities


def in_the_lead(number: int) -> tuple[str, str, str, str]:
    """Officials who are described, and as many who are named and described alike."""
    if number % 2:
        return f"A tall{number} official said it rains. ", f"A tall{number} official", "said", "it rains"
    return f"J{number}x Smith, a tall{number} officer, said so. ", f"J{number}x Smith", "said", "so"


UNITS: dict[str, Callable[[int], tuple[str, str, str, str]]] = {
    "each for oneself": lambda _: ("I said it rains. ", "I", "said", "it rains"),
    "one claim in every line": lambda _: ("Officials: it rains in town again\n", "Officials", ":", "it rains in town"),
    "a crowd of one name": lambda n: (f"J{n}x Smith, Smith said it rains. ", f"J{n}x Smith", "said", "it rains"),
    "unnamed and named in the lead": in_the_lead,
}


@pytest.mark.parametrize("unit", UNITS)
def test_speakers(unit: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text, drafts, entities = drafted(UNITS[unit], size)
        return lambda: resolve_speakers(text, (), drafts, entities, ())

    assert steepness(work, 150) < STEEPEST


def test_genders_in_one_sentence() -> None:
    def work(size: int) -> Callable[[], object]:
        text, _, entities = drafted(lambda _: ("Annax Smith and he ", "", "", ""), size)
        words = Words(text, (), ())
        mentions = find_mentions(words, entities)
        ties = gather_people(words, mentions)
        return lambda: learn_genders(words, mentions, ties)

    assert steepness(work, 50) < STEEPEST


def test_provenance_of_one_speaker_whom_outlets_carry_later() -> None:
    def work(size: int) -> Callable[[], object]:
        def unit(number: int) -> tuple[str, str, str, str]:
            if number < size // 2:
                return "Smith said so. ", "Smith", "said", "so"
            return "Smith told Reuters it rains. ", "Smith", "told", "it rains"

        text, drafts, entities = drafted(unit, size)
        speakers = [Speaker(name="Smith", kind=ActorKind.PERSON)] * size
        return lambda: provenance_of(text, (), drafts, speakers, entities)

    assert steepness(work, 200) < STEEPEST


@pytest.mark.parametrize("quotation", ["“It is so” and ", "“It is so and "])
def test_kinds(quotation: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = quotation * size
        quotations = [Span(one.start, one.end) for one in find_quotations(text)]
        contents = [[Span(match.start(), match.end())] for match in re.finditer("is so", text)]
        return lambda: [kind_of(text, content, quotations) for content in [*contents, [Span(0, len(text))]]]

    assert steepness(work, 50) < STEEPEST


HOSTILE: dict[str, Callable[[int], str]] = {
    "a quotation in each line": lambda size: "“It is raining,” he said.\n" * size,
    "quotations that never close": lambda size: "“It " * (4 * size),
    "one sentence": lambda size: "the official he said of Jane Smith and she told who they I " * (size // 2),
    "a word that never ends": lambda size: "a-" * (4 * size),
    "first persons": lambda size: "“I we I we said ” " * size,
    "statements in one quotation": lambda size: "“" + "I know that they said it was late. " * size + "” he said.",
    "statements in each quotation": lambda size: "“I know that they said it was late,” he said. " * size,
    "nobody was quoted": lambda size: "it was quoted by the Herald on the late, " * size,
    "words of somebody": lambda size: "In the view of Ana, it is late. “It is,” in her words. " * size,
    "hedges": lambda size: "They reportedly did not say they may not have known it. " * size,
    "bodies": lambda size: " ".join(f"A{number}C said." for number in range(2 * size)),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_whole_way_after_the_encoder(shape: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = HOSTILE[shape](size)
        reading = reading_of(text, 1, period=200)
        inner = inner_of(text, reading, 1)
        return lambda: Guessing(1)._of(Page(text), reading, inner, talk=True)

    assert steepness(work, 80) < STEEPEST


def test_no_name_and_no_word_is_as_long_as_the_text() -> None:
    """Or each of a thousand pronouns would say all of it again."""
    text = "Xo " * 400
    reading = reading_of(text, 1)
    reading.entities[:] = 0
    reading.entities[:, 2] = 1  # all of it is the inside of one person's name
    assert max(len(text[one.start : one.end].split()) for one in entities_of(text, reading)) == 30
    assert len(Words("a-" * 4_000, (), ()).all) > 200
    assert len(Words("U." * 4_000, (), ()).all) > 300
    assert len(Words("a" * 4_000, (), ()).all) == 40
    words = Words("bold " * 4_000, (), ())
    mention = SourceMentions(words, ()).head([Span(0, len(words.text))])
    assert mention is not None
    assert len(mention.name) < 600
