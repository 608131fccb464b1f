"""Statements in the forms in which they leave the library: to paste, for a file, for another program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from briefing.errors import UsageError
from briefing.model.clean import clean_path
from briefing.services.views import StatementCard

Cite = Callable[[StatementCard, str], str]
"""Who writes one statement in a form, as `Desk.cite` does."""


class Form(NamedTuple):
    """A form in which statements are written.

    Attributes:
        name: What it is called.
        ending: How files in it end.
        says: What it is, in words.
        between: What stands between two statements.
    """

    name: str
    ending: str
    says: str
    between: str


FORMS: Final = {
    form.name: form
    for form in (
        Form("markdown", ".md", "Markdown", "\n"),
        Form("plain", ".txt", "plain text", "\n"),
        Form("verbatim", "", "the words alone", "\n\n"),
        Form("csv", ".csv", "a table (CSV)", ""),
        Form("bibtex", ".bib", "BibTeX", "\n"),
        Form("jsonl", ".jsonl", "JSON lines", ""),
    )
}
ENDINGS: Final = {form.ending: form for form in FORMS.values() if form.ending}


def written(cards: Iterable[StatementCard], form: str, cite: Cite) -> str:
    """Statements as one text.

    Args:
        cards: The statements, in the order in which they are to stand.
        form: The name of one of `FORMS`.
        cite: Who writes one of them.

    Raises:
        NothingFoundError: The article of one of them has gone away.
    """
    if form == "jsonl":
        return "".join(map(_json_line, cards))
    from briefing.citation import head

    return head(form) + FORMS[form].between.join(cite(card, form) for card in cards)


def form_of(file: Path) -> Form:
    """The form that a file's ending names.

    Raises:
        UsageError: It names none.
    """
    form = ENDINGS.get(file.suffix.lower())
    if form is None:
        known = ", ".join(f"{ending} for {form.says}" for ending, form in ENDINGS.items())
        raise UsageError(f"The ending of {clean_path(file)} says no form: it could be {known}.")
    return form


def put(file: Path, text: str) -> None:
    """Write a text into a new file; one that is there is never overwritten.

    Raises:
        UsageError: There is such a file, or it cannot be written.
    """
    try:
        with file.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except FileExistsError as error:
        raise UsageError(f"There is a file {clean_path(file)} already: give another name.") from error
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise UsageError(f"{clean_path(file)} cannot be written ({reason}): give another name.") from error


def _json_line(card: StatementCard) -> str:
    from briefing.services.json_lines import statement_json

    return json.dumps(statement_json(card), ensure_ascii=False, separators=(",", ":")) + "\n"


__all__ = ["ENDINGS", "FORMS", "Cite", "Form", "form_of", "put", "written"]
