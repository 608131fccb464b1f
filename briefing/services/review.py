"""What is doubtful, one question after the other: who said this, and are these two one?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from briefing.actors import folded
from briefing.errors import UsageError
from briefing.library.rows import StatementRow
from briefing.library.store import Store
from briefing.model import Actor, Article, Span
from briefing.model.decision import Chosen
from briefing.services.cast import Cast
from briefing.services.naming import likely_kind, somebody_new
from briefing.services.views import StatementCard

MOST_QUESTIONS = 1_000
"""So many doubtful statements are asked about at a time."""
LONGEST_SENTENCE = 600
"""Code points of a sentence that are shown around the words that count."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, and the words in it that count.

    Attributes:
        text: The sentence.
        marks: Where in it the words stand.
        paragraph: The number of its paragraph, from 1.
        article: What it stands in, in words.
    """

    text: str
    marks: tuple[Span, ...]
    paragraph: int
    article: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said it.

    Attributes:
        speaker: Who; None for nobody who can be named.
        note: What speaks for it, in words.
    """

    speaker: Chosen | None
    note: str

    @property
    def name(self) -> str:
        """As it is shown."""
        return self.speaker.name if self.speaker else "nobody"


@dataclass(frozen=True, slots=True)
class OnStatement:
    """Did this speaker say this?

    Attributes:
        card: The statement.
    """

    card: StatementCard

    @property
    def key(self) -> str:
        """A name that no other question has."""
        return f"statement {self.card.id}"


@dataclass(frozen=True, slots=True)
class OnActors:
    """Are these two one?

    Attributes:
        one: The actor that would be the other.
        other: The actor that would stay.
        why: What speaks for it and against it.
        score: How likely it is, 0 to 1.
        here: An article in which the one speaks, by id, or "".
        there: The same of the other.
    """

    one: Actor
    other: Actor
    why: str
    score: float
    here: str
    there: str

    @property
    def key(self) -> str:
        """A name that no other question has."""
        return f"actors {self.one.id} {self.other.id}"


Question = OnStatement | OnActors


class Review:
    """The questions of one library."""

    def __init__(
        self,
        store: Store,
        cast: Cast,
        threshold: float,
        to_cards: Callable[[Sequence[StatementRow]], list[StatementCard]],
    ) -> None:
        """Review a record.

        Args:
            store: The record.
            cast: Its actors.
            threshold: With less confidence a statement is doubtful.
            to_cards: What makes cards of statements.
        """
        self._store = store
        self._cast = cast
        self._threshold = threshold
        self._to_cards = to_cards

    def questions(self, *, actors_first: bool = False) -> list[Question]:
        """What is to be decided; what the reader was unsure of comes last.

        Args:
            actors_first: First whether actors are one, then who said what.
        """
        rows = self._store.findings.doubtful(self._threshold, MOST_QUESTIONS)
        statements: list[Question] = [OnStatement(card) for card in self._to_cards(rows)]
        actors: list[Question] = list(self._on_actors())
        return [*actors, *statements] if actors_first else [*statements, *actors]

    def _on_actors(self) -> Iterable[OnActors]:
        doubts = self._store.decisions.doubts()
        if not doubts:
            return
        known = {actor.id: actor for actor in self._cast.actors(order="said", prefix="", hidden=True, silent=True)}
        for doubt in doubts:
            one, other = known.get(doubt.key), known.get(doubt.other)
            if one is not None and other is not None:
                yield OnActors(one, other, doubt.why, doubt.score, doubt.here, doubt.there)

    def evidence(self, question: Question) -> tuple[Evidence | None, Evidence | None]:
        """The two sentences to compare: that of the source and that of the name, or where each of two actors speaks."""
        if isinstance(question, OnStatement):
            return self._of_statement(question.card)
        return self._of_actor(question.one, question.here), self._of_actor(question.other, question.there)

    def _of_statement(self, card: StatementCard) -> tuple[Evidence | None, Evidence | None]:
        article = self._store.article(card.article.id, earlier=True)
        if article is None:
            return None, None
        statement, speaker = card.statement, card.statement.speaker
        words = (*statement.source, *statement.cue) or statement.content[:1]
        name = _name_span(article, speaker.name, speaker.mentions) if speaker else None
        return _evidence(article, words), _evidence(article, (name,)) if name else None

    def _of_actor(self, actor: Actor, article_id: str) -> Evidence | None:
        rows = self._store.findings.statements(
            actors=[actor.id], articles=[article_id] if article_id else None, limit=1
        ) or self._store.findings.statements(actors=[actor.id], limit=1)
        article = self._store.article(rows[0].article) if rows else None
        if article is None:
            return None
        statement = rows[0].statement
        speaker = statement.speaker
        name = _name_span(article, speaker.name, speaker.mentions) if speaker else None
        return _evidence(article, (name,) if name else statement.source or statement.content[:1])

    def candidates(self, card: StatementCard, typed: str = "", limit: int = 60) -> list[Candidate]:
        """Who may have said a statement: the runners-up, others who speak in the article, nobody, then everybody.

        Args:
            card: The statement.
            typed: Only those with a word that begins so; what is typed itself comes last, as somebody new.
            limit: At most so many.
        """
        everybody = self._cast.actors(order="said", prefix=typed, hidden=True, silent=True)
        nearby = self._nearby(card)
        here = {candidate.speaker.actor for candidate in nearby if candidate.speaker and candidate.speaker.actor}
        wanted = folded(typed)
        found = [one for one in nearby if not wanted or f" {wanted}" in f" {folded(one.name)}"]
        found += [
            Candidate(Chosen(name=actor.name, kind=actor.kind, actor=actor.id), f"said {actor.said}")
            for actor in everybody
            if actor.id not in here
        ][: max(0, limit - len(found))]
        if all(folded(one.name) != wanted for one in found):
            with suppress(UsageError):  # nothing, or what can be no name, is not offered
                found.append(Candidate(somebody_new(typed), "a new name"))
        return found

    def _nearby(self, card: StatementCard) -> list[Candidate]:
        speaker, decided = card.statement.speaker, card.decided
        rows = self._store.findings.statements(articles=[card.article.id])
        known = self._cast.by_id()
        here: dict[str, Candidate] = {}
        for row in rows:
            one = row.statement.speaker
            if one is not None and row.actor is not None and row.actor in known:
                actor = known[row.actor]
                chosen = Chosen(name=actor.name, kind=actor.kind, actor=actor.id)
                here.setdefault(one.name, Candidate(chosen, "speaks in this article"))
        first: list[Candidate] = []
        found = decided.found if decided else None
        if found and (speaker is None or speaker.name != found.name):
            first.append(here.pop(found.name, Candidate(Chosen(name=found.name, kind=found.kind), "")))
        machine = found or speaker
        for other in machine.runners_up if machine else ():
            beside = here.pop(other.name, None) or Candidate(Chosen(name=other.name, kind=likely_kind(other.name)), "")
            first.append(Candidate(beside.speaker, f"runner-up, {round(100 * other.probability)} %"))
        rest = [one for name, one in here.items() if speaker is None or name != speaker.name]
        return [*first, *rest, Candidate(None, "the article names nobody")]


def _name_span(article: Article, name: str, mentions: Sequence[Span]) -> Span | None:
    """Where the name stands to which a source was traced: the last step, else its first occurrence."""
    if mentions:
        return mentions[-1]
    at = article.text.find(name)
    return Span(at, at + len(name)) if at >= 0 else None


def _evidence(article: Article, words: Iterable[Span]) -> Evidence:
    """The sentence around some words: that of the first of them, within its paragraph."""
    words = sorted(words)
    first = words[0]
    paragraph = next((one for one in article.paragraphs if one.start <= first.start < one.end), None)
    start, end = (paragraph.start, paragraph.end) if paragraph else (0, len(article.text))
    starts = [start, *(at for at in _sentence_starts(article.text) if start < at < end), end]
    place = min(max(1, bisect_right(starts, first.start)), len(starts) - 1)
    start = max(starts[place - 1], first.start - LONGEST_SENTENCE // 2)
    end = min(starts[place], start + LONGEST_SENTENCE)
    marks = tuple(
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in words
        if span.start < end and span.end > start
    )
    return Evidence(article.text[start:end].rstrip(), marks, article.paragraph_at(first.start), article.title)


@lru_cache(maxsize=4)
def _sentence_starts(text: str) -> tuple[int, ...]:
    from briefing.attribution.sentences import sentence_starts

    return tuple(sentence_starts(text).tolist())


__all__ = [
    "MOST_QUESTIONS",
    "Candidate",
    "Evidence",
    "OnActors",
    "OnStatement",
    "Question",
    "Review",
]
