"""An actor seen whole: what they are called, what they said and how, where it stands, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.actors import folded
from briefing.counts import counted
from briefing.errors import NothingFoundError
from briefing.model import Actor, ActorKind, Day, Mode, RoleHeld
from briefing.model.way import addressee_in_words
from briefing.services.timeline import Subject
from briefing.services.views import StatementCard

if TYPE_CHECKING:
    from briefing.services.desk import Desk

MOST_LINES = 8
"""So many lines of a section are shown; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told of an actor, with the statements that show it.

    Attributes:
        name: What is counted: a role, an outlet, "direct".
        cards: The statements, newest first.
        note: What else is to be told of it: "Mar 2021 to Jun 2021".
    """

    name: str
    cards: tuple[StatementCard, ...]
    note: str = ""

    @property
    def count(self) -> int:
        """How many statements show it."""
        return len(self.cards)

    @property
    def earliest(self) -> StatementCard | None:
        """The statement that shows it in the oldest article; None when none is there to show it."""
        never = dt.date.max
        return min(self.cards, key=lambda card: (card.article.published or never, card.paragraph), default=None)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort.

    Attributes:
        key: A name for programs.
        title: What they are, in words.
        lines: What comes first is most frequent.
        more: How many lines are left out.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Portrait:
    """An actor seen whole.

    Attributes:
        actor: Who it is.
        articles: In how many articles they speak.
        cards: What they said, newest first, each thing once.
        days: How much of it falls on each day.
        sections: What else is to be told.
    """

    actor: Actor
    articles: int
    cards: tuple[StatementCard, ...]
    days: tuple[Day, ...]
    sections: tuple[Section, ...]


def portrait(desk: Desk, actor_id: str, *, most: int | None = MOST_LINES) -> Portrait:
    """See an actor whole.

    Args:
        desk: The open library.
        actor_id: The actor's id.
        most: At most so many lines in a section; None for all.

    Raises:
        NothingFoundError: There is no such actor any more.
    """
    actor = desk.cast.actor(actor_id)
    if actor is None:
        raise NothingFoundError("There is no such actor any more: the articles, or your decisions, have changed.")
    everywhere = desk.statements(actor=actor.id, modes=tuple(Mode), copies=True)  # a role may stand at a later place
    once = _once(everywhere)
    cards = tuple(card for card in once if card.statement.mode is Mode.SPEECH)
    sections = (
        _shortened("roles", "called", _roles(desk.cast.roles(actor.id), everywhere, once), most),
        *(
            _shortened(key, title, _counted(cards, names), most)
            for key, title, names in _COUNTED
            if key != "written" or actor.kind in (ActorKind.UNNAMED, ActorKind.GROUP)
        ),
    )
    return Portrait(
        actor=actor,
        articles=len({card.article.id for card in cards}),
        cards=cards,
        days=tuple(desk.timelines.days(Subject(actor=actor.id))),
        sections=tuple(section for section in sections if section.lines),
    )


def _once(everywhere: Sequence[StatementCard]) -> tuple[StatementCard, ...]:
    """Each thing once, at the earliest place."""
    earliest: dict[int, int] = {}
    for card in everywhere:
        if card.saying is not None:
            earliest[card.saying] = min(card.place, earliest.get(card.saying, card.place))
    return tuple(card for card in everywhere if card.saying is None or card.place == earliest[card.saying])


def period(first: dt.date | None, last: dt.date | None) -> str:
    """From when to when, by months: "Mar 2021", "Mar 2021 to Jun 2021"; "undated" when that is not known."""
    if first is None or last is None:
        return "undated"
    months = [f"{day:%b} {day.year:04}" for day in (first, last)]
    return " to ".join(dict.fromkeys(months))


def _roles(
    held: Sequence[RoleHeld], everywhere: Sequence[StatementCard], once: Sequence[StatementCard]
) -> Iterator[Line]:
    """What articles call the actor, and when they do, with what is said at any place where they do; else attitudes."""
    called: dict[str, set[int | str]] = {}
    for card in everywhere:
        speaker = card.statement.speaker
        for role in _parts(speaker.role) if speaker is not None and speaker.role else ():
            called.setdefault(folded(role) or role, set()).add(_saying(card))
    for one in held:
        those = called.get(folded(one.role) or one.role, set())
        articles = counted(one.articles, "article")
        cards = [card for card in once if _saying(card) in those]
        spoken = [card for card in cards if card.statement.mode is Mode.SPEECH]
        yield Line(
            one.role,
            tuple(spoken or cards),
            f"{period(one.first, one.last)}, {articles}",
        )


def _saying(card: StatementCard) -> int | str:
    """What is the same for all places at which one thing is said."""
    return card.id if card.saying is None else card.saying


def _parts(role: str) -> list[str]:
    """The roles that one article gives at once ("high-ranking official; president of the board")."""
    return [part for part in (part.strip() for part in role.split(";")) if part]


def _counted(cards: Sequence[StatementCard], names: Callable[[StatementCard], Iterable[str]]) -> list[Line]:
    """The statements by something that is told of them; what most of them have comes first."""
    found: dict[str, tuple[str, list[StatementCard]]] = {}
    for card in cards:
        for name in dict.fromkeys(names(card)):
            found.setdefault(folded(name) or name, (name, []))[1].append(card)
    lines = [Line(name, tuple(those)) for name, those in found.values()]
    return sorted(lines, key=lambda line: (-line.count, line.name.casefold()))


def _shortened(key: str, title: str, lines: Iterable[Line], most: int | None) -> Section:
    every = tuple(lines)
    shown = every if most is None else every[:most]
    return Section(key, title, shown, len(every) - len(shown))


def _kind(card: StatementCard) -> Iterable[str]:
    return (card.statement.kind.value,)


def _polarity(card: StatementCard) -> Iterable[str]:
    return (card.statement.polarity.value,)


def _outlet(card: StatementCard) -> Iterable[str]:
    return (card.article.outlet or "unknown outlet",)


def _via(card: StatementCard) -> Iterable[str]:
    return card.statement.provenance.via


def _venue(card: StatementCard) -> Iterable[str]:
    kind = card.statement.provenance.venue_kind
    return (kind.value,) if kind else ()


def _addressee(card: StatementCard) -> Iterable[str]:
    addressee = addressee_in_words(card.statement.provenance)
    return (addressee,) if addressee else ()


def _written(card: StatementCard) -> Iterable[str]:
    return (card.source,) if card.source else ()


_COUNTED: tuple[tuple[str, str, Callable[[StatementCard], Iterable[str]]], ...] = (
    ("kinds", "how it is quoted", _kind),
    ("polarity", "what they did", _polarity),
    ("written", "as written", _written),
    ("outlets", "published by", _outlet),
    ("via", "carried by", _via),
    ("venues", "on what occasion", _venue),
    ("addressees", "said to", _addressee),
)

SHARES = frozenset({"kinds", "polarity"})
"""Sections whose lines are parts of a whole."""


__all__ = ["MOST_LINES", "SHARES", "Line", "Portrait", "Section", "period", "portrait"]
