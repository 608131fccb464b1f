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
    OnNote,
    OnSplit,
    OnTag,
    Remark,
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
    if isinstance(decision, OnTag | OnNote):
        return _remark(decision)
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
    words = _short(decision.subject.words)
    value = decision.value
    if value.verdict is Verdict.UNSURE:
        return f"Unsure who said “{words}”."
    if value.speaker is None:
        return f"Nobody who can be named said “{words}”."
    sure = "right: " if value.verdict is Verdict.RIGHT else ""
    return f"{sure.capitalize()}{_name(value.speaker)} said “{words}”."


def _remark(remark: Remark) -> str:
    words = _short(remark.subject.words)
    on = words if words.startswith(("“", '"')) else f"“{words}”"
    if isinstance(remark, OnNote):
        return f"Noted on {on}: “{_short(remark.value.text)}”." if remark.value.text else f"The note on {on} is gone."
    names = [", ".join(f"“{clean_line(name)}”" for name in part) for part in (remark.value.added, remark.value.removed)]
    if not all(names):
        return f"{on} is {'tagged' if names[0] else 'no more tagged'} {names[0] or names[1]}."
    return f"{on} is tagged {names[0]}, and no more {names[1]}."


def _short(text: str) -> str:
    words = " ".join(clean_line(text).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip(' …')}…"


def _who(known: Known) -> str:
    return f"“{clean_line(known.name or known.actor.partition(':')[2])}”"


def _name(chosen: Chosen) -> str:
    return clean_line(chosen.name)


__all__ = ["told"]
