"""What the reader does in the margin: articles read and unread, tags and notes on articles and statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from briefing.errors import NothingFoundError, UsageError
from briefing.library.judging import hash_of
from briefing.library.margin import tag_key
from briefing.library.rows import StatementRow
from briefing.library.store import Store
from briefing.model.clean import clean_line
from briefing.model.decision import LONGEST_NOTE, LONGEST_TAG, OnNote, OnTag, Remark, Spot, Tags, Written
from briefing.model.fields import MARKS
from briefing.model.remark import Remarks, Tag
from briefing.search.engine import Picked
from briefing.services.decisions import Done, fresh_id, now
from briefing.services.told import told
from briefing.services.views import ArticleCard, Margin, Markable, StatementCard, TagCount


class Marking:
    """The margin of an open library.

    Args:
        store: The record.
        statements: What makes cards of statements.
        articles: What makes cards of articles, by their ids.
    """

    def __init__(
        self,
        store: Store,
        statements: Callable[[Sequence[StatementRow]], list[StatementCard]],
        articles: Callable[[Collection[str]], list[ArticleCard]],
    ) -> None:
        self._store = store
        self._statements = statements
        self._articles = articles
        self._seen: tuple[int, Margin] | None = None
        self._picked: dict[tuple[str, str, bool], Picked] = {}

    def margin(self) -> Margin:
        """What stands there now; cheap while nothing changes."""
        revision = self._store.margin.revision()
        if self._seen is None or self._seen[0] != revision:
            remarks = {
                article if first is None else f"{article}:{first}": beside
                for (article, first), beside in self._store.margin.remarks().items()
            }
            self._picked = {}
            self._seen = (revision, Margin(True, self._store.margin.articles_read(), remarks))
        return self._seen[1]

    # Reading

    def mark(self, articles: Collection[str], *, read: bool = True) -> frozenset[str]:
        """Note that articles were read, or that they were not.

        Args:
            articles: Their ids.
            read: Whether they were.

        Returns:
            Those of which something else was known before: whoever takes this back means them alone.
        """
        before = self.margin().read
        fresh = frozenset(articles) - before if read else before.intersection(articles)
        if fresh:
            self._store.margin.mark(fresh, read=read)
        return fresh

    # Tags and notes

    def tag(self, item: Markable, added: Sequence[str] = (), removed: Sequence[str] = ()) -> Done:
        """Give something tags, and take others away.

        Raises:
            UsageError: One of them cannot be a tag, or nothing would change.
            NothingFoundError: The article has gone away, or a tag that is to be taken away is not there.
        """
        there = self.margin().beside(item).tags
        gone = {tag_key(name): name for name in removed}
        if missing := [name for key, name in gone.items() if key not in there]:
            raise NothingFoundError(f"There is no tag “{clean_line(missing[0])}” on it, so nothing was taken away.")
        new = {tag_key(name): name for name in map(_tag, added) if not _counts(there.get(tag_key(name)))}
        if not new and not gone:
            raise UsageError("It has these tags already.")
        value = Tags(added=tuple(new.values()), removed=tuple(there[key].name for key in gone if key not in new))
        return self._write(OnTag(id=fresh_id(), made_at=now(), subject=self._spot(item), value=value))

    def retag(self, item: Markable, names: Sequence[str]) -> Done | None:
        """Let something have these tags and no others; None when that is so already.

        Raises:
            UsageError: One of them cannot be a tag.
            NothingFoundError: The article has gone away.
        """
        there = self.margin().beside(item).tags
        wanted = {tag_key(name): name for name in map(_tag, names)}
        added = [name for key, name in wanted.items() if not _counts(there.get(key))]
        removed = [tag.name for key, tag in there.items() if key not in wanted]
        return self.tag(item, added, removed) if added or removed else None

    def note(self, item: Markable, text: str) -> Done:
        """Write a note on something in place of the one there is; without text, take that away.

        Raises:
            UsageError: It is too long.
            NothingFoundError: The article has gone away, or there is no note to take away.
        """
        if len(text) > LONGEST_NOTE:
            raise UsageError(f"A note has at most {LONGEST_NOTE:,} characters: shorten it.")
        value = Written(text=text)
        if not value.text and self.margin().beside(item).note is None:
            raise NothingFoundError("There is no note on it, so nothing was taken away.")
        return self._write(OnNote(id=fresh_id(), made_at=now(), subject=self._spot(item), value=value))

    def tags(self) -> list[TagCount]:
        """Every tag that is on something, by name."""
        names: dict[str, str] = {}
        counts: dict[str, list[int]] = {}
        for place, beside in self.margin().remarks.items():
            for key, tag in beside.tags.items():
                names[key] = tag.name
                counts.setdefault(key, [0, 0])[":" in place] += tag.holds
        found = [TagCount(names[key], *counted) for key, counted in counts.items()]
        return sorted(found, key=lambda one: (one.name.casefold(), one.name))

    def remarked(self, tag: str | None = None) -> list[tuple[Markable, Remarks]]:
        """Every article and statement in view with a tag or a note, newest article first, and what stands beside it.

        Args:
            tag: Only those with this tag.
        """
        remarks = {
            place: beside
            for place, beside in self.margin().remarks.items()
            if tag is None or tag_key(tag) in beside.tags
        }
        places = [place.rpartition(":") for place in remarks if ":" in place]
        rows = self._store.findings.at([(article, int(first)) for article, _, first in places])
        statements: dict[str, list[StatementCard]] = {}
        for card in self._statements(rows):
            statements.setdefault(card.article.id, []).append(card)
        found: list[tuple[Markable, Remarks]] = []
        for article in self._articles({place.partition(":")[0] for place in remarks}):
            below = sorted(statements.get(article.id, ()), key=lambda card: card.statement.content[0].start)
            items: list[Markable] = [article, *below]
            found += [(item, remarks[item.id]) for item in items if item.id in remarks]
        return found

    # What searches ask

    def picked(self, field: str, text: str, *, unfinished: bool = False) -> Picked | None:
        """What `is:` or `tag:` asks for; None when there is no such mark. A tag that nothing has is on nothing.

        Args:
            field: "is" or "tag".
            text: Which, folded.
            unfinished: Anything that begins so.
        """
        margin = self.margin()
        asked = (field, text, unfinished)
        if asked not in self._picked:
            found = self._pick(margin, field, text, unfinished=unfinished)
            if found is None:
                return None
            self._picked[asked] = found
        return self._picked[asked]

    def _pick(self, margin: Margin, field: str, text: str, *, unfinished: bool) -> Picked | None:
        if field == "tag":

            def fits(key: str) -> bool:
                return key == text or (unfinished and key.startswith(text))

            return _on(margin, lambda beside: any(tag.holds and fits(key) for key, tag in beside.tags.items()))
        mark = next((one for one in MARKS if one == text or (unfinished and one.startswith(text))), None)
        match mark:
            case "read" | "unread":
                return Picked(margin.read, others=mark == "unread")
            case "tagged":
                return _on(margin, lambda beside: any(map(_counts, beside.tags.values())))
            case "noted":
                return _on(margin, lambda beside: beside.note is not None and beside.note.holds)
        return None

    def names(self) -> list[str]:
        """The tags, those that are on most first."""
        return [one.name for one in sorted(self.tags(), key=lambda one: -(one.articles + one.statements))]

    def _write(self, remark: Remark) -> Done:
        (made,) = self._store.decisions.make(remark)
        return Done(told(made), made)

    def _spot(self, item: Markable) -> Spot:
        """Where something stands, so that it is found again."""
        card = item if isinstance(item, ArticleCard) else item.article
        article = self._store.article(card.id, earlier=True)
        if article is None:
            raise NothingFoundError(f"The article {card.id} has gone away: its file changed or was removed.")
        if isinstance(item, ArticleCard):
            return Spot(text=hash_of(article.text), article=card.id, words=item.title)
        return Spot(text=hash_of(article.text), article=card.id, content=item.statement.content, words=item.content)


def split_tags(written: str) -> list[str]:
    """The tags in a line in which commas stand between them."""
    return [name for part in written.split(",") if (name := " ".join(part.split()))]


def _tag(name: str) -> str:
    """A name that can be a tag.

    Raises:
        UsageError: It cannot.
    """
    name = " ".join(clean_line(name).lstrip("#").split())
    if len(name) > LONGEST_TAG or "," in name or not any(char.isalnum() for char in name):
        raise UsageError(
            f"“{name[:LONGEST_TAG]}” cannot be a tag: it has 1 to {LONGEST_TAG} characters, one of them a letter or a "
            "digit, and no comma."
        )
    return name


def _counts(tag: Tag | None) -> bool:
    return tag is not None and tag.holds


def _on(margin: Margin, wanted: Callable[[Remarks], bool]) -> Picked:
    """The articles and statements beside which something stands."""
    places = [place for place, beside in margin.remarks.items() if wanted(beside)]
    articles = frozenset(place for place in places if ":" not in place)
    parts = (place.rpartition(":") for place in places if ":" in place)
    return Picked(articles, frozenset((article, int(first)) for article, _, first in parts))


__all__ = ["Marking", "split_tags"]
