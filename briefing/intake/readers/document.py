"""What a word processor's file says, whatever the program: its paragraphs with their styles, as one article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefing.intake.bylines import read_about, read_foot
from briefing.intake.clipping import Clipping, Given, Piece
from briefing.intake.dates import find_date_words
from briefing.intake.kinds import is_title, same_words
from briefing.intake.names import names_in
from briefing.model import Origin, ParagraphKind

_HEAD = 5  # paragraphs among which a document's title stands
_SIGNED_WITHIN = 12
_LONGEST_TITLE = 300
_LONGEST_KICKER = 100

_STYLES: Final = {
    ParagraphKind.TITLE: ("title", "headline", "hed", "main headline"),
    ParagraphKind.STANDFIRST: ("subtitle", "standfirst", "deck", "dek", "sell", "sub headline", "subheadline"),
    ParagraphKind.BYLINE: ("byline", "author"),
    ParagraphKind.DATELINE: ("dateline", "date"),
    ParagraphKind.HEADING: ("subhead", "subheading", "crosshead", "cross head"),
    ParagraphKind.CAPTION: ("caption", "photo caption", "image caption", "figure"),
    ParagraphKind.CREDIT: ("credit", "photo credit", "image credit"),
}
_KIND_OF: Final = {name: kind for kind, names in _STYLES.items() for name in names}

_NO_TITLE: Final = re.compile(
    r"microsoft\s+(?:word|powerpoint|publisher)\s+-.*"
    r"|(?:(?:powerpoint\s+)?presentation|unbenannt|untitled|unknown|document|dokument|template|layout|slide|page|title"
    r"|new|sans\s+titre)(?:\s+(?:document|template|layout|page|title))?[\s\d()_-]*",
    re.I,
)
_FILE_NAME: Final = re.compile(
    r"\S*[\\/_]\S*|.*\.(?:docx?|docm|dotx?|rtf|odt|txt|pdf|indd|qxd|qxp|tex|html?|pages)", re.I
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_NO_NAME: Final = frozenset("user owner admin administrator author microsoft office pc account default guest".split())

_SENTENCE_BREAK: Final = re.compile(r"\n\s*\n|(?<=[.!?…])\n|(?<=[.!?…][\"”’»)\]])\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document.

    Attributes:
        text: Its words; line breaks inside the paragraph are kept.
        number: Which paragraph it is, counting from 1 those that are not blank.
        style: The style's name in lower case, or "".
        level: The heading's level from 1, or 0 when it is none.
        listed: It is an item of a list or a cell of a table.
        where: Where it stands in the file, when the number does not say it.
    """

    text: str
    number: int = 0
    style: str = ""
    level: int = 0
    listed: bool = False
    where: str = ""

    @property
    def place(self) -> str:
        """Where it stands in the file."""
        return self.where or f"paragraph {self.number}"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself, which is little to be trusted: it may be a template's, or an older text's.

    Attributes:
        title: The title.
        author: Who wrote the file, hardly ever named for who wrote the article.
    """

    title: str = ""
    author: str = ""


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are not blank, with their numbers; a line break after a sentence parts two of them."""
    number = 0
    for block in blocks:
        whole = block.level or block.style in _KIND_OF
        for text in (block.text,) if whole else _SENTENCE_BREAK.split(block.text):
            if text.strip():
                number += 1
                yield replace(block, text=text, number=number)


def clipping_from(blocks: Sequence[Block], properties: Properties, *, caution: str | None = None) -> Clipping:
    """One article of a document's paragraphs.

    The title is the paragraph in a title's style or the first heading at the head; the file's own title counts only
    where it says the same as a paragraph there, or where no paragraph there can be one. The file's author counts only
    where no byline is found. When the file was made says nothing about when the article was published.

    Args:
        blocks: The paragraphs.
        properties: What the file says about itself.
        caution: What a reader must know.
    """
    pieces = [Piece(block.text, _kind(block), block.place) for block in blocks]
    known: list[Given] = []
    at = _title_at(blocks)
    title = properties.title.strip()
    if at is None and is_plausible_title(title):
        at = next((n for n, piece in enumerate(pieces[:_HEAD]) if same_words(_flat(piece.text), title)), None)
        if at is None and pieces and not is_title(_flat(pieces[0].text)):
            pieces.insert(0, Piece(title, ParagraphKind.TITLE))
            known.append(Given("title", title, Origin.DOCUMENT))
    if at is not None:
        known.append(Given("title", pieces[at].text, Origin.TITLE_LINE))
        pieces[: at + 1] = [*map(_kicker, pieces[:at]), replace(pieces[at], kind=ParagraphKind.TITLE)]
    author = properties.author.strip()
    if _is_name(author) and not _is_signed(pieces):
        known.append(Given("author", author, Origin.DOCUMENT))
    return Clipping(pieces=tuple(pieces), given=tuple(known), caution=caution)


def _kicker(piece: Piece) -> Piece:
    """A short line above the title, such as a section's name; one that says something of the article stays that."""
    line = _flat(piece.text)
    plain = piece.kind is None and len(line) < _LONGEST_KICKER and not read_about(line, after_title=False)
    return replace(piece, kind=ParagraphKind.HEADING) if plain else piece


def _flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def is_plausible_title(title: str) -> bool:
    """Whether a file's own title may be its article's: no template's name, no file's, no program's."""
    title = title.strip()
    if not title or len(title) > _LONGEST_TITLE or _NO_TITLE.fullmatch(title) or _FILE_NAME.fullmatch(title):
        return False
    return len(_WORD.findall(title)) > 1


def _kind(block: Block) -> ParagraphKind | None:
    """What a style's name makes of a paragraph; there is one title, which is told apart later."""
    kind = _KIND_OF.get(block.style)
    if kind is ParagraphKind.TITLE or (kind is None and block.level):
        return ParagraphKind.HEADING
    return ParagraphKind.BODY if kind is None and block.listed else kind


def _title_at(blocks: Sequence[Block]) -> int | None:
    """Which paragraph is the title by its style: one at the head, or None."""
    head = blocks[:_HEAD]
    styled = next((n for n, block in enumerate(head) if _KIND_OF.get(block.style) is ParagraphKind.TITLE), None)
    if styled is not None:
        return styled
    if head and head[0].level:
        return 0
    return next((number for number, block in enumerate(head) if block.level == 1), None)


def _is_name(author: str) -> bool:
    """Whether a file's author is a person's full name."""
    words = author.split()
    return 1 < len(words) < 6 and names_in(author) == author and not _NO_NAME & {word.lower() for word in words}


def _is_signed(pieces: Sequence[Piece]) -> bool:
    """Whether the text itself names its author, at the head or at the foot."""
    head = [_flat(piece.text) for piece in pieces[:_SIGNED_WITHIN]]
    if any(piece.kind is ParagraphKind.BYLINE for piece in pieces):
        return True
    for number, line in enumerate(head):
        about = read_about(line, after_title=number > 0)
        following = head[number + 1] if number + 1 < len(head) else ""
        bare = number and len(line.split()) in range(2, 6) and names_in(line) == line
        if (about and about.author) or (bare and find_date_words(following[:200])):
            return True
    feet = (read_foot(_flat(piece.text)) for piece in pieces[-3:] if len(piece.text) < _LONGEST_TITLE)
    return any(foot and foot.author for foot in feet)


__all__ = ["Block", "Properties", "clipping_from", "is_plausible_title", "numbered"]
