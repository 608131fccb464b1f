"""Texts whose writers speak for themselves, as in interviews and speeches, and what is told in them.

In news nearly every "we condemn the attack" is somebody's words that the writer reports. Whoever talks does these
things by saying them, so in talk a report is one that tells something: a clause ("that it failed") or a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.attribution.draft import Draft
from briefing.attribution.lexicon import listed
from briefing.attribution.quotations import Quotation
from briefing.model import Span

OFTEN = 20  # times in a thousand words outside quotations that people who talk say "I" or "you"
LEAST_OFTEN = 5  # and times at all
_TALKING = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our)\b")  # "US" is a country
_OPENS_CLAUSE = listed("that what how why whether if where who when which")
_RELATIVE = listed("that which who whom whose")
# Words that a clause has and a mere noun does not: subjects that are nothing but subjects, and verbs that are finite.
_FINITE = listed(
    "i he she we they it there is are was were am has have had do does did will would can cannot could may might must "
    "should shall"
)
_CONTRACTED = listed("re ve ll d m t")  # what stands behind the apostrophe of a verb: "they’re", "don’t"
_WITH_IS = listed("that there here what who where how let one everything everybody everyone nothing nobody somebody")
_OF_CLAUSES = listed(
    "say says said saying think thinks thought thinking believe believes believed know knows knew hear heard "
    "suppose supposes supposed guess wonder wonders wondered"
)
_WORD = re.compile(r"([^\W\d_]+)(?:['’]([^\W\d_]+))?")
_QUOTES = "\"“”«„‘'`"


def is_talk(text: str, quotations: Sequence[Quotation]) -> bool:
    """Whether whoever wrote a text speaks in it: "I" and "you" are frequent outside quotations.

    Args:
        text: The article's text.
        quotations: Its quotations, in order.
    """
    ends = [0, *(one.end for one in quotations)]
    starts = [*(one.start for one in quotations), len(text)]
    outside = "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    times = sum(1 for _ in _TALKING.finditer(outside))
    return times >= LEAST_OFTEN and 1000 * times >= OFTEN * len(outside.split())


def tells(text: str, draft: Draft) -> bool:
    """Whether a statement's content is a clause or a quotation, and not a wish ("to leave") or an object.

    Args:
        text: The article's text.
        draft: The statement.
    """
    if draft.verbatim or text[draft.content[0].start] in _QUOTES:
        return True
    cue = text[draft.cue[0].start : draft.cue[-1].end].casefold().split() if draft.cue else []
    return is_clause(text, draft.content) or not _OF_CLAUSES.isdisjoint(cue)


def is_clause(text: str, content: Sequence[Span]) -> bool:
    """Whether a content is a clause, as far as its small words tell."""
    parts = [_WORD.findall(text[start:end].casefold()) for start, end in content]
    parts = [part for part in parts if part]
    if any(part[0][0] in _OPENS_CLAUSE for part in parts):
        return True
    words = [word for part in parts for word in part]
    if not words or words[0][0] == "to":
        return False
    relative = next((number for number, (word, _) in enumerate(words) if word in _RELATIVE), len(words))
    return any(_is_finite(*word) for word in words[: relative + 1])


def _is_finite(word: str, ending: str) -> bool:
    return (word in _FINITE and ending in ("", "s")) or ending in _CONTRACTED or (ending == "s" and word in _WITH_IS)
