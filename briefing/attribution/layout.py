"""What the layout of a page says for certain: turns of a conversation, and quotations set apart with a name behind.

"VEGA: We are ready." is a turn where several such lines alternate; "“We are ready.” — Ana Vega" is a quotation set
apart. Both are their speaker's words as they were spoken, with or without quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.attribution.draft import Draft
from briefing.attribution.shapes import Shaped, in_place
from briefing.attribution.statements import Figures
from briefing.model import Paragraph, ParagraphKind, Span

OFTEN = 2  # turns that each of two speakers must have
LONGEST_PAUSE = 8  # paragraphs that one turn can hold
FEW_WORDS = 3  # the middle turn has more words than this: a list of facts has not
_NAME = r"[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|de|van|von|bin|al|el)){0,3}"
_TURN = re.compile(rf"[\"“‘']?(?P<name>{_NAME})(?: ?\([^()\n]{{1,40}}\))? ?(?P<cue>:)\s+(?=\S)")
_PULLED = re.compile(
    r"(?P<quote>[\"“”‘«].{8,}[\"”’»])[.,]?\s*(?P<cue>[-–—―]{1,2})\s*(?P<source>[A-Z][^\n:;?!\"“”]{1,90}?)[.\s]*"
)
_SIGNED = re.compile(r"(?P<cue>[-–—―]{1,2})\s*(?P<source>[A-Z][^\n:;?!\"“”]{1,90}?)[.\s]*")
_WHOLE = re.compile(r"[\"“”‘«].{8,}[\"”’»][.,]?\s*")
_SENTENCE_ENDS = '.?!…"”’—-)'
_CREDIT_WORDS = 12
_QUESTION_AND_ANSWER = {"Q", "A"}  # one of each is enough
_TALK = frozenset([ParagraphKind.BODY])


class _Turn(NamedTuple):
    """A line that begins like a turn: its paragraph's number, and where its name and its words are."""

    number: int
    name: Span
    cue: Span
    words: int


def with_layout(
    text: str, paragraphs: Sequence[Paragraph], drafts: Sequence[tuple[Draft, Figures]]
) -> list[tuple[Draft, Figures]]:
    """Put turns of conversations and quotations set apart in the place of what was decoded there.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs, in order.
        drafts: What was decoded, with the figures of each.

    Returns:
        Drafts in order of their content.
    """
    shaped = list(_conversation(text, paragraphs))
    taken = {one.where.start for one in shaped}
    shaped += [one for one in _set_apart(text, paragraphs) if one.where.start not in taken]
    return in_place(drafts, sorted(shaped))


def _conversation(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Shaped]:
    """Every turn, when enough lines alternate to be a conversation."""
    turns = [turn for number, one in enumerate(paragraphs) if (turn := _turn(text, number, one)) is not None]
    often = Counter(_named(text, turn) for turn in turns)
    speaking = {name for name, times in often.items() if times >= OFTEN}
    turns = [turn for turn in turns if often[_named(text, turn)] >= OFTEN or _named(text, turn).isupper()]
    if (len(speaking) < 2 and not often.keys() >= _QUESTION_AND_ANSWER) or not _spoken(text, paragraphs, turns):
        return
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        yield _whole_turn(text, paragraphs, turn, after)


def _named(text: str, turn: _Turn) -> str:
    return text[turn.name.start : turn.name.end]


def _turn(text: str, number: int, paragraph: Paragraph) -> _Turn | None:
    found = _TURN.match(text, paragraph.start, paragraph.end)
    if found is None or paragraph.kind not in _TALK:
        return None
    return _Turn(number, Span(*found.span("name")), Span(*found.span("cue")), found.end())


def _spoken(text: str, paragraphs: Sequence[Paragraph], turns: Sequence[_Turn]) -> bool:
    """Whether turns are sentences, and not the lines of a list."""
    lines = [text[turn.words : paragraphs[turn.number].end].rstrip() for turn in turns]
    lengths = sorted(len(line.split()) for line in lines)
    ended = sum(line[-1:] in _SENTENCE_ENDS for line in lines)
    return bool(lengths) and lengths[len(lengths) // 2] > FEW_WORDS and 2 * ended > len(lines)


def _whole_turn(text: str, paragraphs: Sequence[Paragraph], turn: _Turn, after: _Turn | None) -> Shaped:
    """A turn with the paragraphs that go on with it; the last one is its own paragraph only."""
    last = turn.number
    if after is not None and after.number - turn.number <= LONGEST_PAUSE:
        between = range(turn.number + 1, after.number)
        last = max([last, *(number for number in between if paragraphs[number].kind in _TALK)])
    spans = [Span(turn.words, paragraphs[turn.number].end)]
    spans += [Span(one.start, one.end) for one in paragraphs[turn.number + 1 : last + 1] if one.kind in _TALK]
    content = tuple(_without_stray_mark(text, span) for span in spans)
    where = Span(paragraphs[turn.number].start, paragraphs[last].end)
    return Shaped(where, Draft(content, (turn.cue,), (turn.name,), verbatim=True))


def _without_stray_mark(text: str, span: Span) -> Span:
    """A turn without the mark that closes the quotation of the whole conversation."""
    body = text[span.start : span.end]
    stray = (body.endswith("”") and "“" not in body) or (body.endswith('"') and body.count('"') == 1)
    return Span(span.start, span.end - 1) if stray and len(body) > 1 else span


def _set_apart(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Shaped]:
    """Every quotation that is a paragraph with a name behind a dash, on its line or on the next."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        line = text[paragraph.start : paragraph.end]
        if (found := _PULLED.fullmatch(line)) is not None and _names(found["source"]):
            yield _pulled(paragraph.start, paragraph.start, found, Span(*found.span("quote")), paragraph.end)
        elif before is not None and (found := _SIGNED.fullmatch(line)) is not None and _names(found["source"]):
            quote = text[before.start : before.end]
            if _WHOLE.fullmatch(quote):
                yield _pulled(before.start, paragraph.start, found, Span(0, len(quote.rstrip())), paragraph.end)
        before = paragraph


def _pulled(begin: int, line: int, found: re.Match[str], quote: Span, end: int) -> Shaped:
    """A quotation at `begin` whose name stands in the line at `line`."""
    content = Span(begin + quote.start, begin + quote.end)
    cue, source = (Span(line + a, line + b) for a, b in (found.span("cue"), found.span("source")))
    return Shaped(Span(begin, end), Draft((content,), (cue,), (source,)))


def _names(words: str) -> bool:
    """Whether words are somebody's name, perhaps with what they are ("Ana Vega, harbour master")."""
    name = words.split(",", maxsplit=1)[0].split()
    return len(words.split()) <= _CREDIT_WORDS and 2 * sum(word[0].isupper() for word in name) >= len(name)
