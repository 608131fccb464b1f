"""The metadata in a page's head: Open Graph, Twitter's, Dublin Core, and what measuring services ask for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HeadField = Literal["title", "author", "catalogue", "outlet", "published", "updated", "url", "language", "description"]

_MOST: Final = 2_000
_LONGEST: Final = 2_000
_KEYS: Final[dict[HeadField, str]] = {
    "title": "og.title headline hdl twitter.title parsely-title sailthru.title dc.title dcterms.title title",
    "author": "author article.author_name article.author parsely-author sailthru.author byl authors dc.creator"
    " dcterms.creator dc.creator.personalname og.article.author cxenseparse.author news_authors rnews.author creator"
    " byline",
    "catalogue": "citation_author citation_authors",
    "outlet": "og.site_name application-name dc.publisher dcterms.publisher citation_journal_title publisher"
    " apple-mobile-web-app-title",
    "published": "article.published_time og.article.published_time article.published datepublished og.published_time"
    " parsely-pub-date sailthru.date dc.date.issued dcterms.issued dc.date.created dcterms.created pubdate publishdate"
    " publish-date publish_date publication_date publication-date cxenseparse.recs.publishtime cxenseparse.publishtime"
    " originalpublicationdate citation_publication_date citation_online_date rnews.datepublished published_at published"
    " published-date ptime pdate article_date_original displaydate dc.date dcterms.date dcterms.available"
    " article.created datecreated analyticsattributes.articledate date citation_date",
    "updated": "article.modified_time og.updated_time datemodified dcterms.modified dc.date.modified article.updated"
    " article.modified updated_at lastmod last-modified utime",
    "url": "og.url parsely-link twitter.url",
    "language": "content-language dc.language dcterms.language inlanguage og.locale language",
    "description": "og.description description twitter.description dc.description parsely-description"
    " sailthru.description",
}
"""Names of metadata, the most trustworthy first."""
_FIELD_OF: Final = {key: (field, rank) for field, keys in _KEYS.items() for rank, key in enumerate(keys.split())}


def meta_tags(root: HtmlElement) -> dict[HeadField, list[str]]:
    """The values for each field, the most trustworthy first.

    Args:
        root: The page.
    """
    found: defaultdict[HeadField, list[tuple[int, str]]] = defaultdict(list)
    for _, meta in zip(range(_MOST), root.iter("meta"), strict=False):
        value = " ".join((meta.get("content") or meta.get("value") or "")[:_LONGEST].split())
        for name in ("property", "name", "itemprop", "http-equiv"):
            known = _FIELD_OF.get((meta.get(name) or "").strip().lower().replace(":", "."))
            if value and known:
                found[known[0]].append((known[1], value))
    return {field: [value for _, value in sorted(values, key=lambda v: v[0])] for field, values in found.items()}


__all__ = ["HeadField", "meta_tags"]
