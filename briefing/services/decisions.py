"""What the reader decides: on one statement's speaker, and on who is who; taken back, exported and imported.

Every decision is told back in one sentence, so that a face can say what was done and what was undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from briefing.actors import folded
from briefing.errors import NothingFoundError, UsageError
from briefing.library.decisions import Entry
from briefing.library.judging import hash_of
from briefing.library.store import Store
from briefing.model import ActorCard, ActorKind
from briefing.model.clean import clean_line
from briefing.model.decision import (
    DECISION,
    Alias,
    Apart,
    Chosen,
    Decision,
    Forms,
    Hidden,
    Joined,
    Known,
    OnAlias,
    OnApart,
    OnHide,
    OnKind,
    OnLink,
    OnMerge,
    OnName,
    OnSplit,
    Place,
    Renamed,
    Said,
    Sort,
    Verdict,
)
from briefing.model.together import ids_together
from briefing.services.cast import Cast
from briefing.services.done import Done, Form, Loaded, as_data
from briefing.services.naming import given_name
from briefing.services.told import told
from briefing.services.views import StatementCard

_LONGEST_LINE = 1_000_000
_TELLS = 200  # code points of a mistaken line's complaint


class Deciding:
    """The reader's word in an open library."""

    def __init__(self, store: Store, cast: Cast, changed: Callable[[], None] = lambda: None) -> None:
        """Decide on what is in a record.

        Args:
            store: The record.
            cast: Its actors.
            changed: Called after each change, so that what follows from it is done.
        """
        self._store = store
        self._cast = cast
        self._changed = changed

    # On one statement

    def on_statement(
        self,
        card: StatementCard,
        verdict: Verdict,
        speaker: Chosen | ActorCard | None = None,
        *,
        places: Sequence[StatementCard] = (),
    ) -> Done:
        """Decide who said a statement.

        Args:
            card: The statement.
            verdict: Right: whom the article is said to mean; unsure; wrong: it was `speaker`.
            speaker: When it is wrong, who said it: an actor, somebody by name, or None for nobody.
            places: All places at which it is said, when the decision is to count at each; what is decided on them
                together is taken back together.

        Raises:
            UsageError: There is nobody to confirm.
            NothingFoundError: An article has gone away.
        """
        found = card.statement.speaker
        if verdict is Verdict.RIGHT:
            if found is None:
                raise UsageError("Nobody is named there, so there is nobody to confirm: choose who said it.")
            speaker = Chosen(name=found.name, kind=found.kind)
        elif verdict is Verdict.UNSURE:
            speaker = None
        elif isinstance(speaker, ActorCard):
            speaker = Chosen(name=speaker.name, kind=speaker.kind, actor=speaker.id)
        said = [(card, Said(verdict=verdict, speaker=speaker))]
        said += [(place, _there(place, card, said[0][1])) for place in places if place.id != card.id]
        names = ids_together(len(said))
        return self._make(
            *(
                OnLink(id=name, made_at=now(), subject=self._place(one), value=value)
                for name, (one, value) in zip(names, said, strict=True)
            )
        )

    def _place(self, card: StatementCard) -> Place:
        """How a statement is found again."""
        article = self._store.article(card.article.id, earlier=True)
        if article is None:
            raise NothingFoundError(f"The article {card.article.id} has gone away: its file changed or was removed.")
        return Place(
            text=hash_of(article.text),
            article=article.id,
            content=card.statement.content,
            source=card.statement.source,
            words=card.content,
            source_words=card.source,
        )

    # On who is who

    def merge(self, actor: ActorCard, into: ActorCard) -> Done:
        """Let one actor, with all that belongs to it, be another.

        Raises:
            UsageError: They are one already.
        """
        if actor.id == into.id:
            raise UsageError(f"“{clean_line(actor.name)}” and “{clean_line(into.name)}” are one actor already.")
        keys = tuple(key for key in self._store.decisions.keys_of(actor.id) if key != actor.id)
        subject = Joined(actor=actor.id, name=actor.name, keys=keys)
        return self._make(OnMerge(id=fresh_id(), made_at=now(), subject=subject, value=_known(into)))

    def apart(self, actor: ActorCard, other: ActorCard, *, unsure: bool = False) -> Done:
        """Say that two actors are not one, or that it is not sure."""
        value = Apart(actor=other.id, name=other.name, verdict=Verdict.UNSURE if unsure else Verdict.WRONG)
        return self._make(OnApart(id=fresh_id(), made_at=now(), subject=_known(actor), value=value))

    def split(self, actor: ActorCard, form: str = "") -> Done:
        """Let one of an actor's names be an actor of its own again, or all of them.

        Args:
            actor: The actor.
            form: A name, or its key; "" for all.

        Raises:
            NothingFoundError: The actor has no such name.
            UsageError: It is made of one name only.
        """
        forms = [one for one in self.forms(actor) if one.key != actor.id]
        if not forms:
            raise UsageError(f"“{clean_line(actor.name)}” goes by one name only: there is nothing to take apart.")
        if form:
            asked = folded(form) or form
            forms = [one for one in forms if form == one.key or asked == folded(one.name)]
        if not forms:
            raise NothingFoundError(
                f"No name that was joined to “{clean_line(actor.name)}” is “{clean_line(form)}”: "
                f"it could be {self._names(actor)}."
            )
        value = Forms(keys=tuple(one.key for one in forms))
        return self._make(OnSplit(id=fresh_id(), made_at=now(), subject=_known(actor), value=value))

    def rename(self, actor: ActorCard, name: str | None) -> Done:
        """Call an actor otherwise; None for the name that the articles give."""
        return self._make(
            OnName(id=fresh_id(), made_at=now(), subject=_known(actor), value=Renamed(name=name and given_name(name)))
        )

    def alias(self, actor: ActorCard, name: str, *, holds: bool = True) -> Done:
        """Say that a name is an actor's, wherever it stands, or that it is not."""
        value = Alias(name=given_name(name), holds=holds)
        return self._make(OnAlias(id=fresh_id(), made_at=now(), subject=_known(actor), value=value))

    def kind(self, actor: ActorCard, kind: ActorKind | None) -> Done:
        """Say of what kind an actor is; None for the kind that was found."""
        return self._make(OnKind(id=fresh_id(), made_at=now(), subject=_known(actor), value=Sort(kind=kind)))

    def hide(self, actor: ActorCard, *, hidden: bool = True) -> Done:
        """Leave an actor out of lists, or let it back in; its statements stay."""
        return self._make(OnHide(id=fresh_id(), made_at=now(), subject=_known(actor), value=Hidden(hidden=hidden)))

    def forms(self, actor: ActorCard) -> list[Form]:
        """The names that make up an actor, its own first."""
        return [Form(*row) for row in self._store.decisions.forms(actor.id)]

    def actor(self, name: str) -> ActorCard:
        """The one actor that an id, a name or an alias means, hidden ones included.

        Raises:
            NothingFoundError: There is none.
            UsageError: There are several.
        """
        ids = self._cast.meant(name)
        known = self._cast.by_id()
        found = sorted((known[one] for one in ids if one in known), key=lambda actor: -actor.said)
        shown = clean_line(name)
        if not found:
            near = self._cast.actors(order="said", prefix=name, hidden=True, silent=True)[:3] if name.strip() else []
            meant = " or ".join(f"“{clean_line(actor.name)}”" for actor in near)
            hint = f"did you mean {meant}?" if meant else "briefing actors lists those there are."
            raise NothingFoundError(f"There is no actor “{shown}”; {hint}")
        if len(found) > 1:
            named = ", ".join(clean_line(actor.id) for actor in found[:5])
            raise UsageError(f"“{shown}” is more than one actor: give one of the ids {named}.")
        return found[0]

    # Taking back

    def undo(self, number: int | None = None) -> Done:
        """Take back the last decision made here, or the one with a number; what it was, in one sentence.

        Raises:
            NothingFoundError: There is none.
        """
        decisions = self._store.decisions.undo(number)
        if not decisions:
            which = "no decision that counts" if number is None else f"no decision {number} that counts"
            raise NothingFoundError(f"There is {which}, so nothing was taken back.")
        self._changed()
        return _done("Taken back: ", *(one.model_copy(update={"undone": True}) for one in decisions))

    def redo(self) -> Done:
        """Let what was taken back last count again; what it was, in one sentence.

        Raises:
            NothingFoundError: There is none, or something was decided since.
        """
        decisions = self._store.decisions.redo()
        if not decisions:
            raise NothingFoundError("Nothing was taken back that could count again.")
        self._changed()
        return _done("Again: ", *(one.model_copy(update={"undone": False}) for one in decisions))

    # The journal

    def journal(self) -> list[Entry]:
        """Every decision, in the order in which they came."""
        return self._store.decisions.entries()

    def export(self, *, undone: bool = False) -> Iterator[dict[str, Any]]:
        """The decisions as what JSON can hold, in the order in which they were made.

        Args:
            undone: Also those taken back.
        """
        decisions = [entry.decision for entry in self.journal() if undone or not entry.decision.undone]
        for decision in sorted(decisions, key=lambda one: (one.made_at, one.id)):
            yield as_data(decision)

    def load(self, lines: Iterable[str]) -> Loaded:
        """Take in decisions from elsewhere; those that are here already change nothing.

        Args:
            lines: What `export` gives, as JSON, one a line; blank lines are passed over.
        """
        read: list[Decision] = []
        mistaken: list[tuple[int, str]] = []
        latest = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                read.append(_read(line, latest))
            except ValueError as error:
                mistaken.append((number, _complaint(error)))
        taken = self._store.decisions.take(read)
        self._changed()
        differing = tuple(
            f"{told(counts)} This counts, for it is later than: {told(other)}" for counts, other in taken.differing
        )
        return Loaded(len(taken.new), taken.known, taken.undone, differing, tuple(mistaken))

    def _make(self, *decisions: Decision) -> Done:
        made = self._store.decisions.make(*decisions)
        self._changed()
        return _done("", *made)

    def _names(self, actor: ActorCard) -> str:
        return ", ".join(f"“{clean_line(form.name)}”" for form in self.forms(actor) if form.key != actor.id)


def _there(place: StatementCard, card: StatementCard, said: Said) -> Said:
    """What was said of one place, said of another: who is right there is somebody else where another was found."""
    found, right = place.statement.speaker, said.speaker
    if said.verdict is not Verdict.RIGHT or right is None:
        return said
    if found is not None and (found.name, found.kind) == (right.name, right.kind):
        return said
    return Said(verdict=Verdict.WRONG, speaker=right.model_copy(update={"actor": card.actor_id}))


def _done(before: str, first: Decision, *others: Decision) -> Done:
    """What was done, told."""
    also = f" So it is in {len(others)} other place{'' if len(others) == 1 else 's'}." if others else ""
    return Done(f"{before}{told(first)}{also}", first, others)


def fresh_id() -> str:
    """A name that no other decision has."""
    return ids_together(1)[0]


def now() -> dt.datetime:
    """The moment at which something is decided."""
    return dt.datetime.now(dt.UTC)


def _known(actor: ActorCard) -> Known:
    return Known(actor=actor.id, name=actor.name)


def _read(line: str, latest: dt.datetime) -> Decision:
    """A decision from its line.

    Raises:
        ValueError: It is none; ValidationError is one of these.
    """
    if len(line) > _LONGEST_LINE:
        raise ValueError("it is too long for a decision")
    decision = DECISION.validate_json(line)
    if decision.made_at > latest:
        raise ValueError("it was made in the future: check the clock of the machine it comes from")
    return decision


def _complaint(error: ValueError) -> str:
    """What is wrong with a line, in words."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("link", "merge", "tag", "note"))
        words = first["msg"].removeprefix("Value error, ")
        said = f"{place}: {words}" if place else words
    else:
        said = str(error)
    return clean_line(said)[:_TELLS]


__all__ = ["Deciding", "Done", "Entry", "Form", "Loaded", "as_data", "fresh_id", "now"]
