"""Which article is meant by what somebody wrote."""

from __future__ import annotations

from briefing.errors import NothingFoundError
from briefing.library.store import Store
from briefing.model.clean import clean_line

_TOLD = 10


def article_id(store: Store, key: str) -> str:
    """The id of the one article that a key means.

    Args:
        store: The record.
        key: An id or a file's name, or the beginning of one. The id of an earlier version means the newest: so whoever
            noted it, or has it on the screen while its file is written anew, finds the article.

    Raises:
        NothingFoundError: There is none, or more than one.
    """
    known = store.ids_like(key) if key else []
    found = [key] if key in known else store.ids_in_file(key)
    if not found and key:
        found = sorted({*known, *store.ids_in_file(key, beginning=True)})
    if not found and key:
        found = [version.id for version in store.versions(key)[:1]]
    if len(found) == 1:
        return found[0]
    shown = clean_line(key)
    if not found:
        raise NothingFoundError(f"There is no article “{shown}”: give an id or a file's name, or the beginning of one.")
    raise NothingFoundError(f"“{shown}” is more than one article: give one of the ids {', '.join(found[:_TOLD])}.")


__all__ = ["article_id"]
