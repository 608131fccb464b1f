"""Who speaks where in an article: a letter for every speaker, and the whole article as one column of them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.model import ActorKind, Kind, Span
from briefing.services.views import StatementCard

OPEN: Final = "?"
"""Stands for whoever is not known for certain."""
SIGNS: Final = {Kind.DIRECT: "“", Kind.MIXED: "≈", Kind.INDIRECT: "~"}
"""How a statement is told from one of another kind without a colour."""
_QUOTED: Final = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")


def letters_of(cards: Iterable[StatementCard]) -> dict[str, str]:
    """A letter of their own for the speakers of an article, by actor, in the order in which they speak."""
    letters: dict[str, str] = {}
    for card in cards:
        actor = card.actor_id
        if actor is None or card.is_doubtful or actor in letters:
            continue
        taken = set(letters.values())
        letters[actor] = next((one for one in _candidates(card) if one not in taken), OPEN)
    return letters


def _candidates(card: StatementCard) -> Iterable[str]:
    """The initials, a person's surname first; then what else the name has; then the alphabet."""
    speaker = card.statement.speaker
    name = card.known_as or (speaker.name if speaker is not None else "")
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    if speaker is not None and speaker.kind is ActorKind.PERSON:
        words.reverse()
    initials = "".join(word[0] for word in words) + "".join(words)
    narrow = (one for one in initials.upper() if one in string.ascii_uppercase)
    return (*narrow, *string.ascii_uppercase, *string.ascii_lowercase, *string.digits)


def quoted_in(text: str, spans: Iterable[Span]) -> list[Span]:
    """What stands in quotation marks in some stretches of a text: the speaker's own words in a mixed statement."""
    return [Span(*found.span()) for span in spans for found in _QUOTED.finditer(text, span.start, span.end)]


@dataclass(slots=True)
class Cell:
    """One cell of the column: so many lines of the article.

    Attributes:
        card: The first statement in it, or None.
        begins: Whether that statement begins in it.
        hit: Whether it holds a hit.
    """

    card: StatementCard | None = None
    begins: bool = False
    hit: bool = False


def column_of(
    cards: Sequence[StatementCard], hits: Sequence[Span], line_at: Callable[[int], int], lines: int, height: int
) -> list[Cell]:
    """The whole article in so many cells, one line a cell while there are enough of them.

    Args:
        cards: The statements, in the order of the text.
        hits: What was found in it.
        line_at: The line on which a code point stands.
        lines: How many lines there are.
        height: How many cells there are.
    """
    cells = [Cell() for _ in range(min(lines, height))]
    for card in cards:
        for place, span in enumerate(card.statement.content):
            first, last = (cell_at(line_at(at), lines, height) for at in (span.start, max(span.start, span.end - 1)))
            for number in range(first, last + 1):
                cell = cells[number]
                begins = place == 0 and number == first
                if cell.card is None or (begins and not cell.begins):
                    cell.card, cell.begins = card, begins
    for span in hits:
        cells[cell_at(line_at(span.start), lines, height)].hit = True
    return cells


def cell_at(line: int, lines: int, height: int) -> int:
    """The cell that a line is in."""
    return line if lines <= height else line * height // lines


def line_in(cell: int, lines: int, height: int) -> int:
    """The first line in a cell."""
    return cell if lines <= height else -(-cell * lines // height)
