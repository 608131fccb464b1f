"""Names that the reader gives."""

from __future__ import annotations

from briefing.errors import UsageError
from briefing.model import ActorKind
from briefing.model.decision import LONGEST_NAME, Chosen, tidy_name


def given_name(written: str) -> str:
    """A name as the reader writes it, if it can be one.

    Raises:
        UsageError: It cannot.
    """
    try:
        return tidy_name(written)
    except ValueError as error:
        raise UsageError(f"A name has 1 to {LONGEST_NAME} characters: give another.") from error


def somebody_new(written: str) -> Chosen:
    """Somebody who goes by a name that is no actor's yet.

    Raises:
        UsageError: It can be nobody's.
    """
    name = given_name(written)
    return Chosen(name=name, kind=likely_kind(name))


def likely_kind(name: str) -> ActorKind:
    """What somebody new most likely is, by the name alone."""
    return ActorKind.PERSON if name[:1].isupper() else ActorKind.UNNAMED


__all__ = ["given_name", "likely_kind", "somebody_new"]
