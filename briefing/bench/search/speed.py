"""How fast search is: a key, a query, indexing, opening, one changed article."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles

from briefing.bench.search.material import Queries, mixture, queries, words_of
from briefing.bench.search.peers import Sqlite, Tantivy
from briefing.search.ask import ask
from briefing.search.engine import Document, SearchEngine
from briefing.search.query import parse

LIMIT = 50
FIRST_HITS = 30
"""As many as the app asks for at each key."""
_TYPING_SECONDS = 0.25
_OPENINGS = 5
_LEAST = 1e-6
_MISSPELT = ("govermnent", "sanctoins", "presidnet", "recieved", "parlaiment")


@dataclass(slots=True)
class Times:
    """How long some things took.

    Attributes:
        wall: Seconds on the clock.
        cpu: Seconds of this process's work: what a machine with nothing else to do would take.
    """

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def took(self, work: Callable[[], object]) -> None:
        """Do something and note how long it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)

    def percentiles(self) -> tuple[float, float]:
        """The median and the 95th percentile of the work, in seconds, never quite nothing."""
        p95 = quantiles(self.cpu, n=20)[-1] if len(self.cpu) > 1 else self.cpu[0]
        return max(median(self.cpu), _LEAST), max(p95, _LEAST)

    def said(self) -> str:
        """The median and the 95th percentile, in milliseconds."""
        shown = []
        for name, times in (("", self.wall), (" of work", self.cpu)):
            p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
            shown.append(f"{median(times) * 1e3:7.1f} / {p95 * 1e3:7.1f} ms{name}")
        return "   ".join(shown)


Figures = dict[tuple[str, str], Times]
"""What was measured, by who was measured and at what."""


def measure(
    engines: Sequence[tuple[str, Callable[[Path], SearchEngine]]],
    documents: Sequence[Document],
    folder: Path,
    told: Callable[[str], None],
) -> Iterator[str]:
    """Measure engines and peers on the same articles, one after the other.

    Args:
        engines: Names, and what opens each on a folder.
        documents: The articles with their statements.
        folder: Where indexes are made.
        told: Given what is being done.
    """
    asked, size = queries(documents), words_of(documents)
    statements = sum(len(one.statements) for one in documents)
    figures: Figures = {}
    yield f"{len(documents):,} articles, {statements:,} statements, {size:,} words; p50 / p95"
    for name, opener in engines:
        told(f"{name}: indexing")
        yield from _engine(name, opener, documents, asked, size, folder / name, told, figures)
    for peer in (Sqlite, Tantivy):
        told(f"{peer.name}: indexing")
        place = folder / peer.__name__.lower()
        place.mkdir()
        yield from _peer(peer(place), documents, asked, size, figures)
    for name, _ in engines:
        yield from _ratios(name, (Sqlite.name, Tantivy.name), figures)


def large(
    name: str,
    opener: Callable[[Path], SearchEngine],
    documents: Sequence[Document],
    count: int,
    folder: Path,
    told: Callable[[str], None],
) -> Iterator[str]:
    """Measure an engine on many more articles, mixed from some (see `material.mixture`).

    Args:
        name: What to call it.
        opener: Opens it on a folder.
        documents: What is mixed, and what queries are drawn from.
        count: How many articles.
        folder: Where the index is made.
        told: Given what is being done.
    """
    told(f"{name}: indexing {count:,} articles")
    engine, indexing = opener(folder), Times()
    engine.clear()
    indexing.took(lambda: engine.add(mixture(documents, count)))
    worked = f"{indexing.cpu[0]:,.0f} s of work"
    yield f"{name:12} {count:,} articles, mixed and indexed in {worked}, {_megabytes(folder)} MB"
    told(f"{name}: asking")
    yield from _asking(name, engine, queries(documents), {})
    engine.close()


def _engine(
    name: str,
    opener: Callable[[Path], SearchEngine],
    documents: Sequence[Document],
    asked: Queries,
    size: int,
    folder: Path,
    told: Callable[[str], None],
    figures: Figures,
) -> Iterator[str]:
    engine, indexing, tidying = opener(folder), Times(), Times()
    engine.clear()
    indexing.took(lambda: engine.add(documents))
    tidying.took(engine.tidy)
    yield f"{name:12} indexing   {_rate(indexing, size)}, joined in {tidying.cpu[0]:.1f} s, {_megabytes(folder)} MB"
    engine.close()
    opening = Times()
    for _ in range(_OPENINGS):
        fresh = opener(folder)
        opening.took(fresh.open)
        fresh.close()
    yield f"{name:12} opening    {opening.said()}"
    engine = opener(folder)
    told(f"{name}: asking")
    yield from _asking(name, engine, asked, figures)
    engine.close()
    engine = opener(folder)
    engine.open()
    spelling = Times()
    for word in _MISSPELT:
        spelling.took(lambda word=word: engine.did_you_mean([word]))  # type: ignore[misc]
    first, then = spelling.cpu[0] * 1e3, max(spelling.cpu[1:]) * 1e3
    yield f"{name:12} spelling   {first:.1f} ms of work at first, then {then:.1f} at most"
    changed = replace(documents[0], text=documents[0].text + "\nzyzzyva", article_id="changed")
    seeing = Times()

    def change() -> None:
        engine.replace([documents[0].article_id], [changed])
        assert engine.search(parse("zyzzyva")).articles == 1

    seeing.took(change)
    yield f"{name:12} one change {seeing.said()}"
    engine.replace(["changed"], documents[:1])
    engine.close()


def _asking(name: str, engine: SearchEngine, asked: Queries, figures: Figures) -> Iterator[str]:
    typing = figures[name, "a key"] = Times()
    for typed in asked.keystrokes():
        typing.took(lambda typed=typed: _typed(engine, typed))  # type: ignore[misc]
    yield f"{name:12} a key      {typing.said()}"
    spread = Times()
    for typed in asked.keystrokes():
        query = parse(typed, typing=True)
        spread.took(lambda query=query: engine.facets(query))  # type: ignore[misc]
    yield f"{name:12} its facets {spread.said()}"
    yield from _entered(name, asked, lambda text: ask(engine, parse(text), text=text, limit=LIMIT), figures)


def _typed(engine: SearchEngine, text: str) -> None:
    ask(engine, parse(text, typing=True), limit=FIRST_HITS, seconds=_TYPING_SECONDS)


def _peer(
    peer: Sqlite | Tantivy, documents: Sequence[Document], asked: Queries, size: int, figures: Figures
) -> Iterator[str]:
    indexing, typing = Times(), Times()
    figures[peer.name, "a key"] = typing
    indexing.took(lambda: peer.add(documents))
    yield f"{peer.name:12} indexing   {_rate(indexing, size)}"
    for typed in asked.keystrokes():
        typing.took(lambda typed=typed: _quietly(peer, typed, typing=True))  # type: ignore[misc]
    yield f"{peer.name:12} a key      {typing.said()}"
    yield from _entered(peer.name, asked, lambda text: _quietly(peer, text, typing=False), figures)
    peer.close()


def _entered(name: str, asked: Queries, search: Callable[[str], object], figures: Figures) -> Iterator[str]:
    by_sort: dict[str, Times] = {}
    every = figures[name, "a query"] = Times()
    for sort, text in asked.entered:
        times = by_sort.setdefault(sort, Times())
        times.took(lambda text=text: search(text))  # type: ignore[misc]
        every.wall.append(times.wall[-1])
        every.cpu.append(times.cpu[-1])
    yield f"{name:12} a query    {every.said()}"
    for sort, times in by_sort.items():
        yield f"{'':12}   {sort:12} {times.said()}"


def _ratios(name: str, peers: Sequence[str], figures: Figures) -> Iterator[str]:
    """How many times as long as each peer an engine works, at the median and the 95th percentile."""
    for peer in peers:
        said = []
        for what in ("a key", "a query"):
            (mine, mine95), (theirs, theirs95) = figures[name, what].percentiles(), figures[peer, what].percentiles()
            said.append(f"{what} {mine / theirs:.2f} / {mine95 / theirs95:.2f}")
        yield f"{name:12} times {peer}: {', '.join(said)}"


def _quietly(peer: Sqlite | Tantivy, text: str, *, typing: bool) -> None:
    with suppress(ValueError):  # half a query is no query to a peer
        peer.search(text, limit=LIMIT, typing=typing)


def _rate(times: Times, size: int) -> str:
    return f"{size / times.wall[0]:10,.0f} words/s, {size / times.cpu[0]:10,.0f} of work"


def _megabytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 2**20


__all__ = ["large", "measure"]
