"""Where the reader was: kept beside the library, so that the next start begins there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, Field, ValidationError

from briefing import paths
from briefing.model.clean import clean_path

VERSION: Final = 1
_LARGEST = 1_000_000

LONGEST: Final = 10_000
"""Code points of whatever is kept of a session."""
Text = Annotated[str, Field(max_length=LONGEST)]


class Session(BaseModel, frozen=True):
    """Where the reader was in a library, and how things stood on the screen.

    Attributes:
        version: Which form of this it is.
        finding: Whether results stood where statements do.
        query: What was searched for.
        only: Which records searches find: "all", "articles" or "statements".
        actor: The actor whose statements were listed; "" for everyone.
        order: How actors were sorted.
        statement: The id of the statement that was selected, or "".
        article: The id of the article that was open, or "".
        at: The first code point of the article's text that was seen.
        attitudes: Whether attitudes and acts were shown.
        copies: Whether every place of what is said again was shown.
        grouped: Whether statements stood under their speakers.
        pane: The pane that one was in.
        zoomed: Whether it was shown alone.
    """

    version: int = VERSION
    finding: bool = False
    query: Text = ""
    only: Text = "all"
    actor: Text = ""
    order: Text = "said"
    statement: Text = ""
    article: Text = ""
    at: int = Field(default=0, ge=0)
    attitudes: bool = False
    copies: bool = False
    grouped: bool = False
    pane: Text = "middle"
    zoomed: bool = False


class SessionFile:
    """The file in which a library's session is kept. Losing it loses nothing but the place.

    Args:
        folder: The library's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._file = paths.session_file(folder)
        self._foreign = False

    def load(self) -> tuple[Session, str]:
        """The last session, and one sentence when it could not be understood, else ""; never fails."""
        try:
            with self._file.open("rb") as file:
                written = json.loads(file.read(_LARGEST))
            version = written["version"]
            if isinstance(version, int) and version > VERSION:
                self._foreign = True
                return Session(), (
                    f"Where you were was noted by a newer briefing in {clean_path(self._file)}: it is left as it is."
                )
            return Session.model_validate(written), ""
        except FileNotFoundError:
            return Session(), ""
        except (OSError, ValueError, TypeError, KeyError, RecursionError, ValidationError):
            return Session(), f"Where you were cannot be read from {clean_path(self._file)}: begin anew."

    def keep(self, session: Session) -> None:
        """Write a session in place of the last one, whole or not at all; what cannot be written is no error."""
        if not self._foreign:
            paths.write_whole(self._file, session.model_dump_json() + "\n")


__all__ = ["LONGEST", "Session", "SessionFile"]
