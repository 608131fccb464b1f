"""Whatever is marked, taken back, found anew and opened again, in whatever order: it is what a plain list says."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.library.store import Store
from briefing.services.views import Markable
from tests.library.deciding import TEXTS, article_cards, attribute, cards, deciding_on, marking_on, put, store_at
from tests.library.fakes import article

Beside = dict[int, tuple[frozenset[str], str]]
places = st.integers(0, 9)  # the seven statements, then the three articles
names = st.sampled_from(["sea", "harbour news", "S-400", "éa"])
some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass
class Plain:
    """The same as a list of lines, of which all before `count` count."""

    lines: list[tuple[int, frozenset[str] | str]] = field(default_factory=list)
    count: int = 0
    read: set[int] = field(default_factory=set)

    def write(self, place: int, value: frozenset[str] | str) -> None:
        del self.lines[self.count :]
        self.lines.append((place, value))
        self.count += 1

    def beside(self) -> Beside:
        found: Beside = {}
        for place, value in self.lines[: self.count]:
            tags, note = found.get(place, (frozenset[str](), ""))
            found[place] = (tags, value) if isinstance(value, str) else (value, note)
        return {place: value for place, value in found.items() if value != (frozenset(), "")}


@dataclass
class Both:
    """A record, and the list."""

    store: Store
    folder: Path
    plain: Plain = field(default_factory=Plain)

    def items(self) -> list[Markable]:
        return [*cards(self.store), *sorted(article_cards(self.store), key=lambda card: card.title)]

    def retag(self, place: int, tags: frozenset[str]) -> None:
        if marking_on(self.store).retag(self.items()[place], sorted(tags)) is not None:
            self.plain.write(place, tags)

    def note(self, place: int, text: str) -> None:
        with contextlib.suppress(BriefingError):  # there is no note to take away
            marking_on(self.store).note(self.items()[place], text)
            self.plain.write(place, text)

    def undo(self) -> None:
        with contextlib.suppress(BriefingError):
            deciding_on(self.store).undo()
        self.plain.count = max(0, self.plain.count - 1)

    def redo(self) -> None:
        with contextlib.suppress(BriefingError):
            deciding_on(self.store).redo()
        self.plain.count = min(len(self.plain.lines), self.plain.count + 1)

    def mark(self, place: int, read: bool) -> None:
        marking_on(self.store).mark([article_cards(self.store)[place % 3].id], read=read)
        (self.plain.read.add if read else self.plain.read.discard)(place % 3)

    def find_anew(self, place: int) -> None:
        attribute(self.store, article(TEXTS[place % 3], f"/{place % 3}.txt", "hash"), version=str(place))

    def lose_and_read_again(self, place: int) -> None:
        one = article(TEXTS[place % 3], f"/{place % 3}.txt", "hash")
        self.store.mark_gone([one.path])
        self.store.prune()
        put(self.store, one)

    def open_again(self) -> None:
        self.store.close()
        self.store = Store(self.folder / "record.sqlite3")

    def agree(self) -> None:
        margin = marking_on(self.store).margin()
        seen: Beside = {}
        for place, item in enumerate(self.items()):
            beside = margin.beside(item)
            if beside:
                assert all(tag.holds for tag in beside.tags.values())
                tags = frozenset(tag.name for tag in beside.tags.values())
                seen[place] = (tags, beside.note.text if beside.note else "")
        assert seen == self.plain.beside()
        listed = article_cards(self.store)
        assert {at for at, card in enumerate(listed) if not margin.is_unread(card.id)} == self.plain.read


Act = Callable[[Both], None]
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda at, tags: lambda both: both.retag(at, tags), places, st.frozensets(names, max_size=3)),
    st.builds(lambda at, text: lambda both: both.note(at, text), places, st.sampled_from(["", "a", "b\nc [sic]"])),
    st.builds(lambda at, read: lambda both: both.mark(at, read), places, st.booleans()),
    st.builds(lambda at: lambda both: both.find_anew(at), places),
    st.builds(lambda at: lambda both: both.lose_and_read_again(at), places),
    st.just(Both.undo),
    st.just(Both.redo),
    st.just(Both.open_again),
)


@some
@given(st.lists(acts, max_size=14))
def test_any_order_of_acts(todo: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = Both(store_at(Path(folder)), Path(folder))
        for act in todo:
            act(both)
            both.agree()
        both.store.close()


@some
@given(st.lists(acts, max_size=10))
def test_what_is_exported_comes_to_the_same_elsewhere(todo: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = Both(store_at(Path(folder) / "here"), Path(folder) / "here")
        for act in todo:
            act(both)
        lines = [json.dumps(line) for line in deciding_on(both.store).export()]
        there = store_at(Path(folder) / "there", ())
        assert deciding_on(there).load(reversed(lines)).new == len(lines)
        for number, text in enumerate(TEXTS):
            put(there, article(text, f"/{number}.txt", "hash"))
        assert marking_on(there).margin().remarks == marking_on(both.store).margin().remarks
        there.close()
        both.store.close()
