"""A decision in words, as messages and lists tell it."""

from __future__ import annotations

from typing import assert_never

from briefing.model.clean import clean_line
from briefing.model.decision import (
    Chosen,
    Decision,
    Known,
    OnAlias,
    OnApart,
    OnHide,
    OnKind,
    OnLink,
    OnMerge,
    OnName,
    OnSplit,
    Verdict,
)

_LONGEST = 60  # code points of a statement that are told


def told(decision: Decision) -> str:
    """What was decided, in one sentence.

    Args:
        decision: The decision.
    """
    if isinstance(decision, OnLink):
        return _link(decision)
    who = _who(decision.subject)
    match decision:
        case OnMerge():
            said = f"{who} is {_who(decision.value)}."
        case OnSplit():
            number = len(decision.value.keys)
            said = f"{who} is taken apart: {'one name' if number == 1 else f'{number} names'} for themselves."
        case OnApart() if decision.value.verdict is Verdict.UNSURE:
            said = f"Unsure whether {who} and {_who(decision.value)} are one."
        case OnApart():
            said = f"{who} and {_who(decision.value)} are two."
        case OnName():
            name = decision.value.name
            said = f"{who} is called {f'“{clean_line(name)}”' if name else 'as in the articles'}."
        case OnAlias():
            said = f"{who} is {'also' if decision.value.holds else 'not'} “{clean_line(decision.value.name)}”."
        case OnKind():
            said = f"{who} is of the kind {decision.value.kind or 'that was found'}."
        case OnHide():
            hidden = decision.value.hidden
            said = f"{who} is {'left out of lists; its statements stay' if hidden else 'in the lists again'}."
        case _:
            assert_never(decision)
    return said


def _link(decision: OnLink) -> str:
    words = " ".join(clean_line(decision.subject.words).split())
    words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    value = decision.value
    if value.verdict is Verdict.UNSURE:
        return f"Unsure who said “{words}”."
    if value.speaker is None:
        return f"Nobody who can be named said “{words}”."
    sure = "right: " if value.verdict is Verdict.RIGHT else ""
    return f"{sure.capitalize()}{_name(value.speaker)} said “{words}”."


def _who(known: Known) -> str:
    return f"“{clean_line(known.name or known.actor.partition(':')[2])}”"


def _name(chosen: Chosen) -> str:
    return clean_line(chosen.name)


__all__ = ["told"]
