"""How right search is: judged questions against plain BM25, and statements looked for by their own words."""

from __future__ import annotations

import lzma
import math
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefing.bench.search.material import known_items
from briefing.bench.search.peers import Tantivy
from briefing.search.engine import Document, SearchEngine
from briefing.search.query import parse
from briefing.search.tree import Either, Query, Term
from briefing.search.words import FUNCTION_WORDS, words

_CUT = 10
_ITEMS = 500
_TEXT = re.compile(r"\*TEXT (\d+) .*")
_QUESTION = re.compile(r"\*FIND\s+(\d+)")


def judged(folder: Path, engines: Sequence[tuple[str, Callable[[Path], SearchEngine]]]) -> Iterator[str]:
    """nDCG@10 and MRR on a collection of judged questions (TIME: TIME.ALL.xz, TIME.QUE, TIME.REL).

    A question is asked as any of its words, the best first, as plain BM25 does.

    Args:
        folder: Where the collection lies.
        engines: Names, and what opens each on a folder.
    """
    documents, questions = _texts(folder), _questions(folder)
    relevant = _judgements(folder)
    for name, opener in engines:
        with tempfile.TemporaryDirectory(prefix="briefing-judged-") as place:
            engine = opener(Path(place) / "index")
            engine.clear()
            engine.add(documents)
            ranked = {
                number: [hit.article_id for hit in engine.search(_any_of(text), limit=100, seconds=10).hits]
                for number, text in questions.items()
            }
            engine.close()
        yield f"{name:12} {_scores(ranked, relevant)}"
    with tempfile.TemporaryDirectory(prefix="briefing-judged-") as place:
        peer = Tantivy(Path(place))
        peer.add(documents)
        ranked = {number: [article for article, _ in peer.any_of(text, 100)] for number, text in questions.items()}
    yield f"{'plain BM25':12} {_scores(ranked, relevant)} (tantivy, English stems, any word)"


def found_again(engine: SearchEngine, documents: Sequence[Document]) -> str:
    """How often a statement comes first when one looks for its four rarest words: the mean reciprocal rank."""
    items = known_items(documents, _ITEMS)
    rank, first = 0.0, 0
    for query, wanted in items:
        hits = engine.search(parse(query), limit=20, seconds=10).hits
        place = next((at for at, hit in enumerate(hits, 1) if (hit.article_id, hit.statement) == wanted), None)
        rank += 1 / place if place else 0.0
        first += place == 1
    return f"MRR {rank / len(items):.3f}, {first} of {len(items)} first"


def _any_of(text: str) -> Query:
    asked = dict.fromkeys(word.folded for word in words(text) if word.folded not in FUNCTION_WORDS)
    terms = tuple(Term(text=one) for one in asked)
    return Query(parts=(Either(parts=terms),) if len(terms) > 1 else terms)


def _scores(ranked: dict[int, list[str]], relevant: dict[int, set[str]]) -> str:
    asked = [number for number in ranked if relevant.get(number)]
    gain = sum(_ndcg(ranked[number], relevant[number]) for number in asked) / len(asked)
    rank = sum(_reciprocal(ranked[number], relevant[number]) for number in asked) / len(asked)
    return f"nDCG@{_CUT} {gain:.3f}, MRR {rank:.3f} on {len(asked)} questions"


def _ndcg(ranked: Sequence[str], wanted: set[str]) -> float:
    gained = sum(1 / math.log2(at + 1) for at, one in enumerate(ranked[:_CUT], 1) if one in wanted)
    return gained / sum(1 / math.log2(at + 1) for at in range(1, min(len(wanted), _CUT) + 1))


def _reciprocal(ranked: Sequence[str], wanted: set[str]) -> float:
    return next((1 / at for at, one in enumerate(ranked, 1) if one in wanted), 0.0)


def _texts(folder: Path) -> list[Document]:
    """The texts, each known by its place in the file, which is what the judgements call it."""
    with lzma.open(folder / "TIME.ALL.xz", "rt", encoding="latin-1") as file:
        parts = _TEXT.split(file.read())
    texts = [text.replace("*STOP", "").strip() for text in parts[2::2]]
    return [Document(str(place), "", (), None, None, text) for place, text in enumerate(texts, 1)]


def _questions(folder: Path) -> dict[int, str]:
    parts = _QUESTION.split((folder / "TIME.QUE").read_text("latin-1"))
    return {int(number): text.replace("*STOP", "") for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def _judgements(folder: Path) -> dict[int, set[str]]:
    rows = [line.split() for line in (folder / "TIME.REL").read_text("latin-1").splitlines() if line.strip()]
    return {int(row[0]): set(row[1:]) for row in rows}


__all__ = ["found_again", "judged"]
