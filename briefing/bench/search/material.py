"""What is searched in the bench, and what for: articles with statements, and queries drawn from them by a seed."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.bench.processes import BenchError
from briefing.model import Article, Span
from briefing.search.engine import Document, StatementDocument
from briefing.search.words import FUNCTION_WORDS, words
from briefing.services.read import read

SEED = 6
_QUOTED = re.compile(r"“([^”\n]{20,600})”|(?<!\w)\"([^\"\n]{20,600})\"")
_ENTERED = 200
_TYPED = 40
_SAID = 10


@dataclass(frozen=True, slots=True)
class Queries:
    """What is asked.

    Attributes:
        entered: Whole queries, and of which sort each is.
        typed: Queries that are typed letter by letter.
    """

    entered: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]

    def keystrokes(self) -> Iterator[str]:
        """What stands in the box after each key."""
        return (query[:end] for query in self.typed for end in range(1, len(query) + 1))


def documents(files: Sequence[Path], statements: Path | None, told: Callable[[str], None]) -> list[Document]:
    """The articles in some files, each once, with their statements.

    Args:
        files: In any format that is read.
        statements: Lines of JSON: {"id", "statements": [{"content": [[start, end], ...], "speaker"}]}; without such a
            file, whatever stands in quotation marks is a statement.
        told: Given what cannot be read.
    """
    known = {} if statements is None else dict(_known(statements))
    found: dict[str, Document] = {}
    for article in read(files):
        if isinstance(article, str):
            told(article)
            continue
        found.setdefault(article.id, _document(article, known.get(article.id)))
    if not found:
        raise BenchError("There are no articles to search in: name files that hold some.")
    return list(found.values())


def words_of(documents: Sequence[Document]) -> int:
    """How many words there are in the articles and the statements."""
    texts = (text for one in documents for text in (one.text, *(said.content for said in one.statements)))
    return sum(1 for text in texts for _ in words(text))


def queries(documents: Sequence[Document]) -> Queries:
    """Queries over some articles, the same for the same articles."""
    dice = random.Random(SEED)
    drawn = dice.sample(list(documents), min(len(documents), 2_000))
    frequency: Counter[str] = Counter()
    for one in drawn:
        frequency.update({word.folded for word in words(one.text)} - FUNCTION_WORDS)
    ordered = [word for word, count in frequency.most_common() if word.isascii() and word.isalpha() and len(word) > 2]
    common, middling = ordered[:400], ordered[400:4_000] or ordered
    names = sorted({said.speaker for one in drawn for said in one.statements if _is_name(said.speaker)})

    def some(known: Sequence[str], count: int = 1) -> list[str]:
        return [dice.choice(known) for _ in range(count)]

    makers: dict[str, tuple[int, Callable[[], str]]] = {
        "common word": (30, lambda: some(common)[0]),
        "word": (30, lambda: some(middling)[0]),
        "two words": (30, lambda: " ".join([*some(common), *some(middling)])),
        "three words": (20, lambda: " ".join(some(common, 2) + some(middling))),
        "phrase": (30, lambda: f'"{_row(dice, drawn)}"'),
        "OR": (20, lambda: " OR ".join(some(common, 2) + some(middling))),
        "fuzzy": (15, lambda: f"{_slipped(dice, some(middling)[0])}~"),
        "beginning": (10, lambda: f"{some(common)[0][:4]}*"),
        "speaker": (10, lambda: f'speaker:"{some(names)[0]}" {some(common)[0]}' if names else some(common)[0]),
        "without": (5, lambda: f"{some(common)[0]} -{some(middling)[0]}"),
    }
    entered = [(sort, make()) for sort, (count, make) in makers.items() for _ in range(count)]
    dice.shuffle(entered)
    typed = [" ".join([*some(middling), *some(common)]) for _ in range(_TYPED // 2)]
    typed += [" ".join(some(common, 2)) for _ in range(_TYPED // 4)]
    for _ in range(_TYPED // 4):
        speaker = dice.choice(names).split()[-1] if names else "x"
        typed.append(f"speaker:{speaker} {some(common)[0]}")
    return Queries(tuple(entered[:_ENTERED]), tuple(typed))


def mixture(documents: Sequence[Document], count: int) -> Iterator[Document]:
    """More articles than there are, the same for the same ones: each has paragraphs and statements of two others.

    Args:
        documents: What is mixed.
        count: How many articles to make; each has some ten paragraphs, and ten statements where there are so many.
    """
    dice = random.Random(SEED)
    for number in range(count):
        one, other = dice.choice(documents), dice.choice(documents)
        paragraphs = [part for part in (one.text + "\n" + other.text).split("\n") if part.strip()]
        said = [*one.statements, *other.statements]
        yield replace(
            one,
            article_id=f"mixed{number}",
            text="\n\n".join(dice.sample(paragraphs, min(len(paragraphs), dice.randint(6, 14)))),
            statements=tuple(
                replace(each, start=at) for at, each in enumerate(dice.sample(said, min(len(said), _SAID)))
            ),
        )


def known_items(documents: Sequence[Document], count: int) -> list[tuple[str, tuple[str, int]]]:
    """Some statements, each with distinctive words of it as a query: the rarest four, in their order."""
    dice = random.Random(SEED)
    frequency: Counter[str] = Counter()
    for one in documents:
        frequency.update({word.folded for word in words(one.text)})
    long = [(one, said) for one in documents for said in one.statements if len(list(words(said.content))) >= 12]
    items = []
    for one, said in dice.sample(long, min(count, len(long))):
        held = [word for word in words(said.content) if word.folded.isalpha() and len(word.folded) > 3]
        rarest = sorted({word.folded for word in held}, key=lambda word: (frequency[word], word))[:4]
        asked = dict.fromkeys(word.folded for word in held if word.folded in rarest)
        items.append((" ".join(asked), (one.article_id, said.start)))
    return items


def _known(file: Path) -> Iterator[tuple[str, list[StatementDocument]]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], [_statement(one) for one in row["statements"]]


def _statement(row: dict[str, object]) -> StatementDocument:
    spans = tuple(Span(*span) for span in row["content"])  # type: ignore[attr-defined]
    speaker = str(row.get("speaker") or "")
    actor = f"person:{speaker.casefold()}" if speaker else ""
    kind, polarity = str(row.get("kind") or ""), "said"
    return StatementDocument(spans[0].start, "", speaker, (), kind, polarity, spans, actor)


def _document(article: Article, known: list[StatementDocument] | None) -> Document:
    if known is None:
        places = [Span(*found.span(1 if found[1] else 2)) for found in _QUOTED.finditer(article.text)]
        known = [StatementDocument(span.start, "", spans=(span,), kind="direct", polarity="said") for span in places]
    said = {one.start: one for one in known}
    return Document(
        article_id=article.id,
        title=article.title,
        outlets=(article.outlet,) if article.outlet else (),
        published=article.published,
        author=article.author,
        text=article.text,
        statements=tuple(_with_words(one, article.text) for one in said.values()),
    )


def _with_words(said: StatementDocument, text: str) -> StatementDocument:
    content = " … ".join(text[span.start : span.end] for span in said.spans)
    return StatementDocument(
        said.start, content, said.speaker, said.aliases, said.kind, said.polarity, said.spans, said.actor
    )


def _is_name(speaker: str) -> bool:
    parts = speaker.split()
    return 1 < len(parts) < 4 and all(part.isalpha() and part[0].isupper() for part in parts)


def _row(dice: random.Random, documents: Sequence[Document]) -> str:
    """Two or three words that stand in a row somewhere."""
    text = dice.choice(documents).text
    found = list(words(text))
    start = dice.randrange(max(1, len(found) - 3))
    last = min(start + dice.choice([1, 1, 2]), len(found) - 1)
    return text[found[start].start : found[last].end].replace('"', " ")


def _slipped(dice: random.Random, word: str) -> str:
    """A word with two neighbours swapped."""
    at = dice.randrange(len(word) - 1)
    return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


__all__ = ["Queries", "documents", "known_items", "mixture", "queries", "words_of"]
