"""`briefing extract`: texts in, who said what out; no library is touched."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from briefing.cli.options import EXAMPLES, Helpful
from briefing.cli.output import narrate, say_json
from briefing.errors import IntakeError
from briefing.model.clean import clean_line, clean_path

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Statement

_ARTICLES = {".txt", ".md"}
_MOST_BYTES = 64 << 20


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  echo '{{"id": "1", "text": "Akar said that nothing has changed."}}' | briefing extract
  briefing extract articles.jsonl > statements.jsonl
  briefing extract report.txt | jq -r '.statements[] | [.speaker, .kind] | @tsv'

In: one JSON object a line, {{"id": …, "text": …}}, on standard input or in FILEs; a FILE that ends in
.txt or .md is one text, and its name is the id. Out: for each, {{"id", "statements": [{{"content":
[[start, end], …], "cue", "source", "speaker", "kind", "confidence", "reasons", …}}]}}; offsets count
code points of the text exactly as it was given. A text that is not in English has no statements, and "unread"
says so.""",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[FILE]…")
def extract(files: tuple[Path, ...]) -> None:
    """Find who said what in texts, without any library."""
    texts = Texts(files or (Path("-"),))
    unread: dict[str, str] = {}
    for identity, statements in _extracted(iter(texts), unread.__setitem__):
        entry = {"id": texts.original(identity), "statements": [statement_json(one) for one in statements]}
        if (why_not := unread.pop(identity, None)) is not None:
            entry["unread"] = why_not
            narrate(f"{clean_line(identity)}: {why_not}")
        say_json(entry)
        sys.stdout.flush()
    if texts.faults:
        raise IntakeError(
            f"{texts.faults} line{' or file' if texts.faults == 1 else 's or files'} could not be read: see above."
        )


def _extracted(
    texts: Iterable[tuple[str, str]], unread: Callable[[str, str], None]
) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    from briefing.services.extract import extract as service

    return service(texts, unread=unread)


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement as the scorer of gold statements reads it, and what else is known."""
    speaker, given = statement.speaker, statement.provenance
    return {
        "content": [list(span) for span in statement.content],
        "cue": [list(span) for span in statement.cue],
        "source": [list(span) for span in statement.source],
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind.value if speaker else None,
        "role": speaker.role if speaker else None,
        "speaks_for": speaker.speaks_for if speaker else None,
        "speaker_probability": round(speaker.probability, 3) if speaker else None,
        "steps": [[*step.span, step.how] for step in speaker.steps] if speaker else [],
        "kind": statement.kind.value,
        "mode": statement.mode.value,
        "polarity": statement.polarity.value,
        "hedge": statement.hedge,
        "confidence": round(statement.confidence, 4),
        "via": list(given.via),
        "via_inferred": given.via_inferred,
        "venue": given.venue,
        "venue_kind": given.venue_kind,
        "addressee": given.addressee,
        "said_on": given.said_on.isoformat() if given.said_on else None,
        "said_until": given.said_until.isoformat() if given.said_until else None,
        "said_when": given.said_when,
        "duplicate_of": statement.duplicate_of,
        "reasons": list(statement.reasons),
    }


@dataclass
class Texts:
    """The texts in some files, one after the other; what cannot be read is told, counted and left out.

    Attributes:
        files: JSON lines, plain texts, or "-" for standard input.
        faults: How many lines and files could not be read so far.
    """

    files: tuple[Path, ...]
    faults: int = 0
    _originals: dict[str, Any] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each text with its id."""
        for file in self.files:
            try:
                if str(file) == "-":
                    yield from self._lines(sys.stdin.buffer, "standard input")
                elif file.suffix.lower() in _ARTICLES:
                    yield file.name, self._whole(file)
                else:
                    with file.open("rb") as stream:
                        yield from self._lines(stream, clean_path(file))
            except (OSError, ValueError) as error:
                self._fault(f"{clean_path(file)} cannot be read ({_reason(error)}): check it.")

    def original(self, identity: str) -> Any:  # noqa: ANN401 - an id is handed back as it came: text or number
        """The id as it was written."""
        return self._originals.pop(identity, identity)

    def _whole(self, file: Path) -> str:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError(f"it is larger than {_MOST_BYTES >> 20} MB")
        return file.read_bytes().decode("utf-8")

    def _lines(self, stream: IO[bytes], name: str) -> Iterator[tuple[str, str]]:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                yield self._entry(line)
            except ValueError as error:
                self._fault(f"Line {number} of {name} was left out ({_reason(error)}).")

    def _entry(self, line: bytes) -> tuple[str, str]:
        entry = json.loads(line)
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            raise ValueError('it is no object with "id" and "text"')
        identity = entry.get("id")
        if isinstance(identity, bool) or not isinstance(identity, str | int | float):
            raise ValueError('its "id" is neither text nor a number')
        entry["text"].encode()  # half a character has no place in a text, and the model would stumble over it
        self._originals[str(identity)] = identity
        return str(identity), entry["text"]

    def _fault(self, sentence: str) -> None:
        self.faults += 1
        narrate(sentence)


def _reason(error: Exception) -> str:
    """Why something could not be read, in a few words."""
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON: {error.msg.lower()} at column {error.colno}"
    if isinstance(error, UnicodeEncodeError):
        return "its text holds half of a character"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return str(getattr(error, "strerror", None) or error).lower()
