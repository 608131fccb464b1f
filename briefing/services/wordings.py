"""One thing said in several places: its wordings beside each other, each with the words in which it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Span
from briefing.model.clean import clean_line
from briefing.services.changes import Change, Line, beside
from briefing.services.views import StatementCard

_GAP = "…"
_MARKS = "\"“”'‘’«»„, "
_LONGEST_HEAD = 40  # code points before and after what a shorter wording holds; more is not repeated


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording.

    Attributes:
        places: Where it stands so, the earliest first.
        lines: The words; beside the earliest wording where it is another.
    """

    places: tuple[StatementCard, ...]
    lines: tuple[Line, ...]


def wordings(places: Sequence[StatementCard]) -> tuple[Worded, ...]:
    """Compare every wording with the earliest.

    What differs in quotation marks, spelling or case alone is one wording.

    Args:
        places: All places of one saying, the earliest first.
    """
    from briefing.library.wording import wording  # nothing of the library is loaded before the first frame

    together: dict[str, list[StatementCard]] = {}
    for card in places:
        together.setdefault(wording(card.content), []).append(card)
    first, *others = together.values()
    words = _bare(first[0].content)
    return (
        Worded(tuple(first), (Line("", words),)),
        *(Worded(tuple(cards), _compared(words, _bare(cards[0].content))) for cards in others),
    )


def place_line(card: StatementCard, *, paragraph: str = "¶") -> str:
    """Where a statement stands, in a few words.

    Args:
        card: The statement.
        paragraph: What stands before a paragraph's number: what is read aloud needs a word.
    """
    source = card.article.outlet or card.article.path.replace("\\", "/").rpartition("/")[2]
    return clean_line(f"{source}, {card.article.published or 'undated'}, {paragraph}{card.paragraph}")


def _bare(content: str) -> str:
    """The words of a content in one line, without the marks around them."""
    return " ".join(content.split()).strip(_MARKS)


def _compared(earliest: str, other: str) -> tuple[Line, ...]:
    change = _shortened(beside(earliest, other))
    taken = Line("-", change.before, change.taken)
    put = Line("+", change.after, change.put)
    return (taken, put) if change.taken else (put,)


def _shortened(change: Change) -> Change:
    """A comparison without what stands in the earlier wording far before and far after all that the other one holds."""
    text, taken = change.before, list(change.taken)
    if taken and taken[-1].end == len(text) and taken[-1].end - taken[-1].start > _LONGEST_HEAD:
        start = taken.pop().start
        text = f"{text[:start].rstrip()} {_GAP}"
        taken.append(Span(len(text) - 1, len(text)))
    if taken and taken[0].start == 0 and taken[0].end > _LONGEST_HEAD and len(taken) > (text != change.before):
        cut = taken.pop(0).end
        text = _GAP + text[cut:]
        taken = [Span(0, 1), *(Span(start - cut + 1, end - cut + 1) for start, end in taken)]
    return Change(text, change.after, tuple(taken), change.put)


__all__ = ["Worded", "place_line", "wordings"]
