"""The worker process: articles in on standard input, statements out on standard output, one JSON object a line.

In: {"id", "text", "paragraphs", "published", "language", "metonyms"}. Out: {"id", "statements", "unread"}, where
"unread" is null or says in one sentence why none were looked for, or {"id", "error"} with one sentence. It ends when
its standard input does, so it never outlives the app.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import IO

from pydantic import ValidationError

from briefing.attribution.attribute import Attributor, Page
from briefing.errors import AttributionError
from briefing.model import Paragraph


def serve(lines: IO[str], answers: IO[str], attributor: Attributor) -> None:
    """Answer every line until there are no more.

    Args:
        lines: One article a line.
        answers: One answer a line, in the same order, each flushed.
        attributor: What finds the statements.
    """
    for line in lines:
        answers.write(json.dumps(_answer(line, attributor)) + "\n")
        answers.flush()


def _answer(line: str, attributor: Attributor) -> dict[str, object]:
    name = ""
    try:
        row = json.loads(line)
        name = str(row["id"])
        paragraphs = [Paragraph.model_validate(paragraph) for paragraph in row.get("paragraphs") or ()]
        published = dt.date.fromisoformat(row["published"]) if row.get("published") else None
        metonyms = {str(place): str(name) for place, name in (row.get("metonyms") or {}).items()}
        found = attributor.attribute(Page(row["text"], paragraphs, published, row.get("language"), metonyms))
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError, RuntimeError, AttributionError) as error:
        return {"id": name, "error": f"No statements could be found in this article: {type(error).__name__}: {error}"}
    statements = [statement.model_dump(mode="json") for statement in found.statements]
    return {"id": name, "statements": statements, "unread": found.unread}


def main() -> int:
    """Load the model and serve standard input."""
    try:
        attributor = Attributor()
    except AttributionError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    serve(sys.stdin, sys.stdout, attributor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
