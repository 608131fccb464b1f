"""An article as a row of the record, there and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from briefing.model import Article, Paragraph

ARTICLE = (
    "id, path, title, title_is_own, outlet, author, published, published_from, place, agency, language, url, sha256, "
    "part, origins, caution, paragraphs, text"
)
COLUMNS = ARTICLE.split(", ")


def values_of(article: Article, path: bytes) -> dict[str, object]:
    """An article's columns."""
    paragraphs = [(p.kind, p.start, p.end, p.dateline, *([p.place] if p.place else [])) for p in article.paragraphs]
    return {
        "id": article.id,
        "path": path,
        "title": article.title,
        "title_is_own": article.title_is_own,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "place": article.place,
        "agency": article.agency,
        "language": article.language,
        "url": article.url,
        "sha256": article.sha256,
        "part": article.part,
        "origins": json.dumps(article.origins),
        "caution": article.caution,
        "paragraphs": json.dumps(paragraphs),
        "text": article.text,
    }


def article_of(row: Sequence[object]) -> Article:
    """An article from its columns, in the order of `ARTICLE`."""
    fields = dict(zip(COLUMNS, row, strict=True))
    fields["path"] = readable(bytes(row[1]))  # type: ignore[call-overload]
    fields["origins"] = json.loads(str(fields["origins"]))
    fields["paragraphs"] = tuple(
        Paragraph(kind=kind, start=start, end=end, dateline=dateline, place="".join(place))
        for kind, start, end, dateline, *place in json.loads(str(fields["paragraphs"]))
    )
    return Article.model_validate(fields)


def readable(path: bytes) -> str:
    """A path as text: what is not UTF-8 in it is replaced."""
    return path.decode("utf-8", "replace")


def day_of(text: str | None) -> dt.date | None:
    """A day from its column."""
    return None if text is None else dt.date.fromisoformat(text)


__all__ = ["ARTICLE", "COLUMNS", "article_of", "day_of", "readable", "values_of"]
