"""What a paragraph is to its article, judged by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from briefing.intake.words import SHORT_FORMS

_LONGEST_TITLE, _MOST_TITLE_WORDS = 140, 26
_LONGEST_HEADING, _MOST_HEADING_WORDS = 80, 12
_LONGEST_CAPTION = 300

_STOPS: Final = re.compile(r"[.;:,…]['\"”’»)\]]*$")
_ENDS: Final = re.compile(r"[.!?;:,…]['\"”’»)\]]*$|['\"”’»]$")
_ABBREVIATION: Final = re.compile(r"\b(?:[A-Z]\.)+$|\.\.\.$|…$")
_CREDITED: Final = re.compile(r"(?P<words>.*\S)\s*[(\[](?P<credit>[A-Z@©][^()\[\]]{1,60})[)\]]", re.DOTALL)
_PICTURED: Final = re.compile(
    r"(?:(?:file|representational|representative|handout)\s+)?(?:photo(?:graph)?|image|picture|caption|credit)s?\s*"
    r"(?::|by\b|credit\b|courtesy\b)|FILE\s*(?:PHOTO)?\s*[:—–-]|\(?(?:photo|image|picture)\s+(?:by|courtesy|credit)\b",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[-=*_~·•#\s]{3,}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_MARKDOWN_HEADING: Final = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>\S.*?)\s*#*")
_SENTENCE_END: Final = re.compile(r"[.!?…]+['\"”’»)\]]*(?=\s+['\"“‘«(\[]*[^\W_a-z])|[.!?]['\"”’»)\]]*\s*$|\n\s*\n")


def is_title(paragraph: str) -> bool:
    """Whether a first line reads as a headline: short, and not a sentence with a full stop."""
    if len(paragraph) > _LONGEST_TITLE or len(paragraph.split()) > _MOST_TITLE_WORDS:
        return False
    if not _LETTER.search(paragraph) or is_picture(paragraph):
        return False
    return not _STOPS.search(paragraph) or bool(_ABBREVIATION.search(paragraph))


def is_heading(paragraph: str, following: str) -> bool:
    """Whether a line inside the article is a heading over the paragraph that follows."""
    if "\n" in paragraph or len(paragraph) > _LONGEST_HEADING or len(paragraph.split()) > _MOST_HEADING_WORDS:
        return False
    if paragraph[0].islower() or not paragraph[0].isalnum() or _ENDS.search(paragraph):
        return False
    return len(following) > max(len(paragraph), 40) and (len(following) > 120 or bool(_ENDS.search(following)))


def is_caption(paragraph: str, *, last: bool) -> bool:
    """Whether a paragraph stands under a picture: it names a photo, or ends in a credit in brackets.

    Args:
        paragraph: The paragraph.
        last: It is the article's last: an agency's name in brackets signs the article there.
    """
    if len(paragraph) > _LONGEST_CAPTION:
        return False
    if is_picture(paragraph):
        return True
    found = _CREDITED.fullmatch(paragraph)
    if not found or len(found["words"].split()) < 3 or not _LETTER.search(found["credit"]):
        return False
    ended = bool(re.search(r"[.!?]['\"”’»]*$", found["words"]))
    return not (last and ended) and not _spells_out(found["words"], found["credit"])


def is_picture(paragraph: str) -> bool:
    """Whether a line begins as captions do: "Photo:", "FILE PHOTO:", "(Photo by …"."""
    return bool(_PICTURED.match(paragraph))


def is_rule(paragraph: str) -> bool:
    """Whether a line is but a rule: "* * *", "---"."""
    return bool(_RULE.fullmatch(paragraph))


def markdown_heading(paragraph: str) -> tuple[int, str] | None:
    """The level and the words of "## A heading", or None."""
    found = _MARKDOWN_HEADING.fullmatch(paragraph)
    return (len(found["marks"]), found["words"]) if found else None


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same but for case, spaces and punctuation: a headline repeated."""
    pairs = zip_longest(_folded(one), _folded(other))  # mostly ends at the first letter
    return all(mine == yours for mine, yours in pairs)


def first_sentence(text: str, limit: int = 300) -> str:
    """The first sentence, on one line, cut at a word when it is very long."""
    head = text[: 4 * limit]
    for found in _SENTENCE_END.finditer(head):
        word = re.search(r"([^\W\d_]+)\.$", head[: found.end()].rstrip("'\"”’»)]"))
        if word and (word[1].lower() in SHORT_FORMS or (len(word[1]) == 1 and word[1].isupper())):
            continue
        head = head[: found.end()]
        break
    line = " ".join(head.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"


def _spells_out(words: str, credit: str) -> bool:
    """Whether the bracket is an abbreviation of the words before it: "Countering Sanctions Act (CSA)"."""
    initials = "".join(word[0] for word in words.split()).upper()
    return credit.isupper() and initials.endswith(credit)


def _folded(line: str) -> Iterator[str]:
    """Letters and digits only, without case."""
    return (char for char in line.casefold() if char.isalnum())
