"""Articles of our own with their statements marked in them: "{s1|Ada} {u1|said} {c1|that it rained}".

`s` marks a source, `u` a cue and `c` a content; parts of one statement carry its number, and a source that several
statements share carries all of theirs ("{s1,2|The minister}"). Marks never nest. In a file of several articles each
begins with a line "=== name".
"""

from __future__ import annotations

import re
from pathlib import Path

from briefing.attribution.training.gold import GoldArticle, GoldStatement

_MARK = re.compile(r"\{([suc])(\d+(?:,\d+)*)\|([^{}]*)\}")
_HEAD = re.compile(r"^=== *(\S+)[^\n]*\n", re.MULTILINE)
_ROLES = "cus"  # the order of a gold statement's fields


def marked(markup: str, name: str = "a") -> GoldArticle:
    """Read one marked article.

    Args:
        markup: Its text with marks.
        name: Its id.

    Raises:
        ValueError: A brace is left that belongs to no mark.
    """
    parts: list[str] = []
    spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
    at = length = 0
    for match in _MARK.finditer(markup):
        parts += [markup[at : match.start()], match[3]]
        begin = length + len(parts[-2])
        length = begin + len(match[3])
        for number in match[2].split(","):
            spans.setdefault((int(number), match[1]), []).append((begin, length))
        at = match.end()
    text = "".join([*parts, markup[at:]])
    if "{" in text or "}" in text:
        raise ValueError(f"A brace in {name} belongs to no mark: {text[max(0, text.find('{') - 20) :][:60]!r}")
    numbers = sorted({number for number, _ in spans})
    statements = tuple(GoldStatement(*(tuple(spans.get((number, role), ())) for role in _ROLES)) for number in numbers)
    return GoldArticle(name, text, statements)


def read_marked(file: Path) -> list[GoldArticle]:
    """Read every article of a file.

    Raises:
        ValueError: A brace is left that belongs to no mark, or a statement has no content.
    """
    pieces = _HEAD.split(file.read_text(encoding="utf-8"))
    articles = [marked(body.strip("\n"), name) for name, body in zip(pieces[1::2], pieces[2::2], strict=True)]
    for article in articles:
        if any(not one.content for one in article.statements):
            raise ValueError(f"A statement of {article.id} in {file.name} has no content")
    return articles


def own_articles(folder: Path | None = None) -> list[GoldArticle]:
    """The articles that the package brings for training, or those of a folder of `.txt` files."""
    files = sorted((folder or Path(__file__).parent / "texts").glob("*.txt"))
    return [article for file in files for article in read_marked(file)]


def as_row(article: GoldArticle) -> dict[str, object]:
    """An article as a line of a gold file."""
    statements = [
        {"content": list(one.content), "cue": list(one.cue), "source": list(one.source)} for one in article.statements
    ]
    return {"id": article.id, "text": article.text, "statements": statements, "discard": []}
