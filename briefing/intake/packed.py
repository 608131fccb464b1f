"""What lies inside compressed files and ZIP archives, handed to the reader that knows it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import PurePosixPath
from struct import error as StructError
from typing import BinaryIO, Final, Protocol, cast

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.compressed import Damage, careful, decompressed, refuse_growth
from briefing.intake.readers import SUFFIXES, format_of, recognised
from briefing.intake.source import Source
from briefing.model.clean import clean_line

MOST_MEMBERS: Final = 100_000
_DIRECTORY: Final = 16_000_000  # bytes: a hundred thousand names and more
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TAR: Final = slice(257, 262)
_LONGEST_NAME: Final = 300
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_UNREADABLE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, StructError)
"""What `zipfile` raises for archives and members that are broken, encrypted or of some newer kind."""
_NO_ARTICLES: Final = frozenset(
    ".css .js .mjs .map .svg .png .jpg .jpeg .gif .webp .ico .bmp .tif .tiff .mp3 .mp4 .webm .mov .wav .ogg .woff"
    " .woff2 .ttf .otf .eot .exe .dll .db .ini .lnk .vcf .ics .p7s .asc .xsl .xslt .xsd .dtd .rels".split()
)


class _Seekable(Protocol):
    """As much of a stream as `zipfile` uses."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


class _Guarded:
    """A file that is not read whole at once: an archive's table of contents may claim any size."""

    def __init__(self, stream: _Seekable, name: str) -> None:
        self._name = name
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes."""
        if size > _DIRECTORY:
            raise IntakeError(f"{self._name} holds too many files; unpack it and name the folder.")
        return self._stream.read(size)

    def seekable(self) -> bool:
        """It is."""
        return True


def clippings_in(source: Source, *, depth: int = 0, damage: Damage | None = None) -> Iterator[Clipping | Flaw]:
    """Everything that readers find in a file, through compression and archives.

    Args:
        source: The file.
        depth: How many archives it lies in.
        damage: Notes that what it comes from is broken, once that has been met.

    Yields:
        The articles, whose parts begin with the archive's member they were found in, and flaws.

    Raises:
        IntakeError: Nothing in it can be read.
    """
    damage = damage or Damage()
    inside = decompressed(source, damage)
    if inside.head[_TAR] == b"ustar" or inside.suffix in (".tar", ".tgz"):
        raise IntakeError(f"{source.named} is a TAR archive, which is not opened; unpack it and name the folder.")
    reader = recognised(inside)
    if reader is None and inside.head.startswith(_ZIP) and _may_be_a_zip(inside):
        yield from _members(inside, depth)
        return
    if inside is not source and reader is None and inside.suffix not in SUFFIXES and re.search(r"[a-z]", inside.suffix):
        raise IntakeError(
            f"{source.named} holds no file of a known kind ({clean_line(inside.suffix)}); unpack it first."
        )
    yield from _read(inside, damage)


@contextmanager
def opened_zip(source: Source) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive, whose members are not unpacked yet.

    Args:
        source: The archive; one that is itself a part of something is held in memory.

    Raises:
        IntakeError: It is none, is broken or holds too much.
    """
    with source.stream() as stream:
        on_disk = isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO)
        whole = cast(_Seekable, stream if on_disk else io.BytesIO(source.all()))
        try:
            archive = zipfile.ZipFile(cast(BinaryIO, _Guarded(whole, source.named)))
        except _UNREADABLE as error:
            raise IntakeError(f"{source.named} is a damaged ZIP archive; get a whole copy of it.") from error
        with archive:
            if len(archive.filelist) > MOST_MEMBERS:
                raise IntakeError(f"{source.named} holds too many files; unpack it and name the folder.")
            yield archive


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, within: Source, damage: Damage) -> Source:
    """One file in an archive.

    Args:
        archive: The archive, which must stay open.
        info: Which file.
        within: The archive as a source.
        damage: Notes that the member is broken, once that has been met.
    """
    part = f"{within.part}/{name_of(info)}" if within.part else name_of(info)

    def opened() -> BinaryIO:
        try:
            return careful(cast(BinaryIO, archive.open(info)), damage)
        except _UNREADABLE as error:
            where = f"“{name_of(info)}” in {within.named}"
            raise IntakeError(f"{where} is damaged; get a whole copy of the archive.") from error

    return Source(within.path, part, opened)


def name_of(info: zipfile.ZipInfo) -> str:
    """A member's name, made safe; it is only a name, and never a path on this computer."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")  # which several systems write without saying so
    return clean_line(name.replace("\\", "/"))[-_LONGEST_NAME:]


def why_not(info: zipfile.ZipInfo) -> str | None:
    """Why a member cannot be read, as the end of a sentence; None when it can be."""
    if info.flag_bits & _ENCRYPTED:
        return "encrypted; unpack the archive with its password and name the folder"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packed in a way that is not read here; unpack the archive and name the folder"
    return None


def _may_be_a_zip(source: Source) -> bool:
    """Whether nothing in the name says that this ZIP is a document of some kind."""
    return source.suffix not in SUFFIXES or source.suffix == ".zip"


def _read(source: Source, damage: Damage) -> Iterator[Clipping | Flaw]:
    """What one reader finds in one source: what came before a break stays."""
    kept: Clipping | None = None
    count = 0
    try:
        for found in format_of(source).reader.read(source):
            if isinstance(found, Clipping):
                if kept:
                    yield _placed(kept, source)
                kept, count = found, count + 1
            else:
                yield found
    except IntakeError as error:
        if damage.found and not kept:
            raise IntakeError(Damage.sentence(source.named)) from error
        if not kept:
            raise
        yield _placed(kept, source)
        kept = None
        if not damage.found:
            yield Flaw(str(error))
    if kept:
        cut = damage.found and count == 1 and not kept.caution
        yield _placed(replace(kept, caution="cut off: the file is damaged") if cut else kept, source)
    if damage.found:
        yield Flaw(Damage.sentence(source.named))


def _placed(found: Clipping, source: Source) -> Clipping:
    """A clipping that says which member of an archive it is from."""
    part = ": ".join(part for part in (source.part, found.part) if part)
    return replace(found, part=part)


def _members(source: Source, depth: int) -> Iterator[Clipping | Flaw]:
    """What readers find in the files of an archive."""
    if depth > 1:
        raise IntakeError(f"{source.named} is an archive in an archive in an archive; unpack it and name the folder.")
    empty = True
    with opened_zip(source) as archive:
        budget = _Budget(source, archive)
        for info in archive.filelist:
            damage = Damage()
            inside = member(archive, info, source, damage)
            if budget.leaves_out(info) or not _is_wanted(inside, damage):
                continue
            try:
                budget.spend(info)
                for found in clippings_in(inside, depth=depth + 1, damage=damage):
                    empty = False
                    yield found
            except IntakeError as error:
                sentence = str(error)
                named_there = clean_line(inside.part) in sentence
                yield Flaw(sentence if named_there else f"In {inside.named}: {sentence}")
                empty = False
            if budget.spent:
                break
        for sentence in budget.left_out():
            empty = False
            yield Flaw(sentence)
    if empty:
        raise IntakeError(f"{source.named} holds no file that is an article; put some into it or leave it out.")


class _Budget:
    """What may come out of one archive, and what was left in it."""

    def __init__(self, source: Source, archive: zipfile.ZipFile) -> None:
        self._source = source
        self._size = archive.fp.seek(0, io.SEEK_END) if archive.fp else 0
        self._unpacked = 0
        self._reasons: Counter[str] = Counter()
        self.spent = False

    def leaves_out(self, info: zipfile.ZipInfo) -> bool:
        """Whether a member is not to be opened."""
        if info.is_dir() or _is_aside(name_of(info)):
            return True
        reason = why_not(info)
        if reason:
            self._reasons[reason] += 1
        return bool(reason)

    def spend(self, info: zipfile.ZipInfo) -> None:
        """Count a member that is to be read.

        Raises:
            IntakeError: That would be more than an honest archive holds.
        """
        self._unpacked += info.file_size
        self.spent = True
        refuse_growth(self._source.named, self._unpacked, self._size)
        self.spent = False

    def left_out(self) -> Iterator[str]:
        """A sentence for each reason why members were not read."""
        for reason, count in self._reasons.items():
            files = "One file" if count == 1 else f"{count:,} files"
            yield f"{files} in {self._source.named} {'is' if count == 1 else 'are'} {reason}."


def _is_aside(name: str) -> bool:
    """Whether a member is hidden, or of what a system adds to archives."""
    steps = PurePosixPath(name).parts
    return any((step.startswith(".") and step != "..") or step == "__MACOSX" for step in steps)


def _is_wanted(source: Source, damage: Damage) -> bool:
    """Whether a member is of a kind that holds articles, by its name or its first bytes."""
    suffix = source.suffix
    if suffix in _NO_ARTICLES:
        return False
    if suffix in SUFFIXES:
        return True
    return damage.found or recognised(source) is not None


__all__ = ["MOST_MEMBERS", "clippings_in", "member", "name_of", "opened_zip", "why_not"]
