"""Attribution relations of the GUM corpus as gold articles: other registers than news, another annotator's eye.

GUM (Zeldes 2017, "The GUM corpus: creating multilayer resources in the classroom") marks discourse relations between
elementary discourse units in the MISC column of its CoNLL-U files: `Discourse=attribution-positive:3->4:0` says that
unit 3 reports unit 4, attached at depth 0. The content is unit 4 with what hangs on it more closely than that; the
source is the subject of the reporting unit, and the cue is the rest of it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SUBJECTS = ("nsubj", "csubj")
_RELATION = re.compile(r"\bDiscourse=([^|;]*)")


@dataclass(slots=True)
class Token:
    """One token: its code points, discourse unit, syntactic head (a token's index, or None) and relation."""

    start: int
    end: int
    unit: int
    head: int | None
    relation: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """One discourse unit: its relation to the unit it hangs on, and how closely."""

    relation: str
    on: int | None
    depth: int


@dataclass(slots=True)
class Document:
    """A document: its text, its tokens in order, and its discourse units by number."""

    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    units: dict[int, _Unit] = field(default_factory=dict)


def convert(folder: Path, out: Path, without: Iterable[str] = ()) -> int:
    """Write GUM's documents as a gold file.

    Args:
        folder: Holds `.conllu` files, at any depth.
        out: Where to write gold articles, JSON lines.
        without: Genres to leave out, so that they can stay a guard ("interview", "speech", "court").

    Returns:
        The number of articles.
    """
    left_out = tuple(f"GUM_{genre}_" for genre in without)
    files = [file for file in sorted(folder.rglob("*.conllu")) if not file.name.startswith(left_out)]
    with out.open("w", encoding="utf8") as lines:
        for file in files:
            document = read_document(file.read_text(encoding="utf8"))
            row = {"id": file.stem, "text": document.text, "statements": list(statements_of(document)), "discard": []}
            lines.write(json.dumps(row) + "\n")
    return len(files)


def read_document(conllu: str) -> Document:
    """A document's text, one paragraph a line with blank lines between, and its tokens."""
    document = Document()
    unit, paragraph = 0, False
    for sentence in conllu.split("\n\n"):
        lines = sentence.split("\n")
        paragraph = paragraph or any(re.match(r"# newpar(?!_)", line) for line in lines)
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        rows = [row for row in rows if "." not in row[0]]
        if not rows:
            continue
        if document.text:
            document.text = document.text.rstrip(" ") + ("\n\n" if paragraph else " ")
        paragraph = False
        unit = _read_sentence(document, rows, unit)
    document.text = document.text.rstrip()
    return document


def _read_sentence(document: Document, rows: list[list[str]], unit: int) -> int:
    """Add one sentence; returns the discourse unit that it ends in."""
    base = len(document.tokens)
    joined: tuple[int, int, int] = (0, 0, 0)  # last token of a written word that is several tokens; its code points
    for row in rows:
        start = len(document.text)
        if "-" in row[0]:
            document.text += row[1]
            joined = (int(row[0].split("-")[1]), start, len(document.text))
            document.text += "" if "SpaceAfter=No" in row[9] else " "
            continue
        number = int(row[0])
        if found := _RELATION.search(row[9]):
            unit = _read_unit(document, found[1])
        if number <= joined[0]:
            start, end = (max(joined[1], joined[2] - len(row[1])), joined[2]) if number == joined[0] else joined[1:]
            end = end if number == joined[0] else min(joined[2], start + len(row[1]))
        else:
            document.text += row[1]
            end = len(document.text)
            document.text += "" if "SpaceAfter=No" in row[9] else " "
        head = base + int(row[6]) - 1 if row[6] not in ("0", "_") else None
        document.tokens.append(Token(start, end, unit, head, row[7].split(":")[0]))
    return unit


def _read_unit(document: Document, annotation: str) -> int:
    relation, link, *rest = annotation.split(":")
    unit, _, on = link.partition("->")
    depth = int(rest[0]) if rest and rest[0].isdigit() else 0
    document.units[int(unit)] = _Unit(relation, int(on) if on else None, depth)
    return int(unit)


def statements_of(document: Document) -> Iterator[dict[str, list[list[int]]]]:
    """Every attribution relation as a statement."""
    hanging: dict[int, list[int]] = defaultdict(list)
    tokens: dict[int, list[int]] = defaultdict(list)
    dependents: dict[int, list[int]] = defaultdict(list)
    for number, unit in document.units.items():
        if unit.on is not None:
            hanging[unit.on].append(number)
    for index, token in enumerate(document.tokens):
        tokens[token.unit].append(index)
        if token.head is not None:
            dependents[token.head].append(index)
    for number, unit in sorted(document.units.items()):
        if not unit.relation.startswith("attribution") or unit.on is None:
            continue
        looser = {other for other in hanging[unit.on] if document.units[other].depth >= unit.depth}
        content = {token for one in _below(unit.on, hanging, {number} | looser) for token in tokens[one]}
        reporting = {token for one in _below(number, hanging, set()) for token in tokens[one]}
        source = _source(document, reporting, dependents)
        yield {
            "content": _spans(document, content),
            "cue": _spans(document, reporting - source),
            "source": _spans(document, source),
        }


def _source(document: Document, reporting: set[int], dependents: dict[int, list[int]]) -> set[int]:
    """The subject of the reporting words, or what "according to" names."""
    for index in sorted(reporting):
        token = document.tokens[index]
        if token.relation in _SUBJECTS and token.head in reporting:
            return _below(index, dependents, set()) & reporting
    ordered = sorted(reporting)
    opening = [document.text[document.tokens[i].start : document.tokens[i].end].lower() for i in ordered[:2]]
    return set(ordered[2:]) if opening == ["according", "to"] else set()


def _below(top: int, children: dict[int, list[int]], without: set[int]) -> set[int]:
    """A node and all below it."""
    found, waiting = {top}, [top]
    while waiting:
        for child in children[waiting.pop()]:
            if child not in found and child not in without:
                found.add(child)
                waiting.append(child)
    return found


def _spans(document: Document, indices: set[int]) -> list[list[int]]:
    """Tokens as spans of code points; neighbours are one span."""
    spans: list[list[int]] = []
    before = -2
    for index in sorted(indices):
        token = document.tokens[index]
        if index == before + 1:
            spans[-1][1] = max(spans[-1][1], token.end)
        else:
            spans.append([token.start, token.end])
        before = index
    return spans
