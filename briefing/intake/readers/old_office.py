"""Office files from before 2007, and those that a password locks: named for what they are, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping
from briefing.intake.readers.package import locked
from briefing.intake.source import Source

_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK: Final = 1 << 20
_MOST: Final = 200  # chunks
_OVERLAP: Final = 128
_ADVICE: Final = {
    "WordDocument": "is an old Word document (.doc); open it in Word or LibreOffice and save it as .docx.",
    "__substg1.0_": "is a message from Outlook (.msg); save it as .eml and try again.",
    "Workbook": "is an old Excel file (.xls); save it as .csv and try again.",
    "PowerPoint Document": "is an old presentation (.ppt); save its text as .docx and try again.",
}


class OldOfficeReader:
    """Old Word documents and locked ones, which are not read."""

    def recognises(self, source: Source) -> bool:
        """Whether it has the signature that all of them share."""
        return source.head.startswith(_SIGNATURE)

    def read(self, source: Source) -> Iterator[Clipping]:
        """Say what to do.

        Raises:
            IntakeError: Always.
        """
        if not self.recognises(source):
            raise IntakeError(f"{source.named} is no Word document that can be read; save it as .docx and try again.")
        name = _stream_in(source)
        if name == "EncryptedPackage":
            raise locked(source.named)
        advice = _ADVICE.get(name, "is an old office document; open it in its program and save it as .docx.")
        raise IntakeError(f"{source.named} {advice}")
        yield  # makes this an iterator, as every reader's is


def _stream_in(source: Source) -> str:
    """The name, among those that tell what it is, of a stream inside the file; "" when there is none."""
    wanted = {name.encode("utf-16-le"): name for name in ("EncryptedPackage", *_ADVICE)}
    kept = b""
    with source.stream() as stream:
        for _ in range(_MOST):
            chunk = stream.read(_CHUNK)
            if not chunk:
                break
            for coded, name in wanted.items():
                if coded in kept + chunk:
                    return name
            kept = chunk[-_OVERLAP:]
    return ""


__all__ = ["OldOfficeReader"]
