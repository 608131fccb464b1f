"""A small folder of invented articles in many formats, to try things on.

Texts, people, places and outlets are our own inventions. What is plain text in one way or another lies in the package
as it is handed out; documents and archives are made when they are asked for. Either way the bytes are always the same.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from briefing.errors import IntakeError
from briefing.model.clean import clean_path

_TEXTS: Final = Path(__file__).resolve().parents[1] / "samples"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the date of everything in an archive, which must not tell when it was made


def write_sample(folder: Path) -> Mapping[Path, str]:
    """Write the sample into a folder that is new or empty; nothing is ever overwritten.

    Args:
        folder: Where; it is made when it is not there.

    Returns:
        Each file that was written, with a few words about what it is.

    Raises:
        IntakeError: The folder holds something, is no folder, or cannot be written.
    """
    shown = f"“{clean_path(folder)}”"
    try:
        if folder.exists() and any(folder.iterdir()):
            raise IntakeError(f"{shown} is not empty, and nothing in it is overwritten; name a new folder.")
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            with (folder / name).open("xb") as file:
                file.write(_bytes_of(name))
    except NotADirectoryError as error:
        raise IntakeError(f"{shown} is no folder; name a new one.") from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise IntakeError(f"The sample cannot be written into {shown} ({reason}); name another folder.") from error
    except ValueError as error:  # a NUL in the name
        raise IntakeError(f"{shown} is no possible folder name; name another.") from error
    return {folder / name: what for name, what in _FILES.items()}


def _bytes_of(name: str) -> bytes:
    """What goes into one file."""
    make = _MADE.get(name)
    return make() if make else _text("whole", name)


def _text(*parts: str) -> bytes:
    """A text of the package, with the same line ends wherever it was installed from."""
    return _TEXTS.joinpath(*parts).read_bytes().replace(b"\r\n", b"\n")


def _interview() -> bytes:
    """A Word document: title, byline, standfirst, paragraphs, and who wrote it when."""
    import datetime as dt

    from docx import Document

    title, byline, standfirst, *body = _text("made", "hydrologist.txt").decode().splitlines()
    document = Document()
    about = document.core_properties
    about.title, about.author, about.language = title, byline.removeprefix("By "), "en"
    about.created = about.modified = dt.datetime(2025, 10, 12, 9, 0)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(standfirst, style="Subtitle")
    for paragraph in (byline, *body):
        document.add_paragraph(paragraph)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as packed:
        return _packed({name: packed.read(name) for name in packed.namelist()})


def _page_compressed() -> bytes:
    """A saved page, compressed."""
    return gzip.compress(_text("made", "council.html"), mtime=0)


def _pages() -> bytes:
    """Two saved pages in one archive."""
    return _packed({f"pages/{name}": _text("made", name) for name in ("gates-open.html", "pilots.html")})


def _cut_off() -> bytes:
    """A document whose download broke off."""
    whole = _interview()
    return whole[: len(whole) // 3]


def _packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive with no trace of when or where it was made."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # else it tells the platform
            archive.writestr(member, data)
    return saved.getvalue()


_MADE: Final[Mapping[str, Callable[[], bytes]]] = {
    "council-vote.html.gz": _page_compressed,
    "interview.docx": _interview,
    "minutes-cut-off.docx": _cut_off,
    "saved-pages.zip": _pages,
}
_FILES: Final[Mapping[str, str]] = {
    "2025-10-14-dam-gates.txt": "plain text: an agency's report, its claim in the headline",
    "2025-10-14-dam-gates-update.txt": "plain text: the same report, updated later that day",
    "archive.jsonl": "JSON lines: five records of an archive",
    "clippings.csv": "CSV: three rows with columns of their own",
    "council-vote.html.gz": "a saved page, compressed",
    "courier-treaty.html": "a saved page with navigation and related links, which quotes the agency",
    "ferry-strike.md": "Markdown with front matter",
    "hospital-statement.rtf": "RTF",
    "interview.docx": "a Word document",
    "minutes-cut-off.docx": "a Word document whose download broke off: it cannot be read, and is told so",
    "newsletter.eml": "a newsletter, as a mail",
    "northbank.rss": "a feed with three entries, one of them only a summary",
    "saved-pages.zip": "an archive with two saved pages",
    "wire-marenholt.xml": "NewsML-G2, as agencies send it",
}


__all__ = ["write_sample"]
