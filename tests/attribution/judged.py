"""A sample of sources, each judged by hand: who it really is, as offsets into articles that are not kept here.

A line holds the article's id, the source's spans, the places where the true name stands in full ("answers"), whether
the source as written is the right answer by itself ("as_written": nobody fuller is meant), names that are right though
the article does not write them so ("names": "US government" for the White House), and the part of the sample.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.attribution import titles
from briefing.model import Span, Speaker

SAMPLE = Path(__file__).parent / "speakers_sample.jsonl"


class Judged(NamedTuple):
    """One source, and who it is."""

    article: str
    source: tuple[Span, ...]
    answers: tuple[Span, ...]
    names: tuple[str, ...]
    as_written: bool
    part: str


def sample() -> Iterator[Judged]:
    """Every source of the sample."""
    for line in SAMPLE.read_text("utf-8").splitlines():
        row = json.loads(line)
        source, answers = (tuple(Span(*span) for span in row[key]) for key in ("source", "answers"))
        yield Judged(row["article"], source, answers, tuple(row.get("names", ())), row["as_written"], row["part"])


def folded(words: str) -> list[str]:
    """The words of a name that tell who it is: without articles, titles and "(unnamed)"."""
    bare = [
        word.strip(".,'’()“”\"").casefold().replace("’", "'").removesuffix("'s")
        for word in words.replace("(unnamed)", "").replace("-", " ").split()
    ]
    return [word for word in bare if word and word not in titles.DETERMINERS and titles.courtesy(word) is None]


def verdict(text: str, judged: Judged, speaker: Speaker | None) -> str:
    """Whether a speaker is "right", "open" (nobody is named, or only as a question) or "wrong"."""
    if speaker is None:
        return "right" if judged.as_written else "open"
    written = folded(" ".join(text[start:end] for start, end in judged.source))
    found, sure = folded(speaker.name), not speaker.is_open
    answers = [folded(text[start:end]) for start, end in judged.answers]
    if speaker.name in judged.names or any(_same(found, answer) for answer in answers):
        return "right" if sure else "open"
    if set(found) <= set(written):
        return "right" if judged.as_written else "open"
    less = any("and" not in answer and set(found) < set(answer) for answer in answers)
    return "open" if not sure or less else "wrong"


def _same(found: Sequence[str], answer: Sequence[str]) -> bool:
    whole = len(answer) > 1 and set(answer) <= set(found)
    ends = len(found) > 1 and (found[0], found[-1]) == (answer[0], answer[-1])
    return list(found) == list(answer) or whole or ends
