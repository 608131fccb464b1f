"""Mail: single messages and mailboxes, with the messages and readable files attached to them.

A message is an article: its subject the title, its sender the author, a newsletter's name the outlet. Attached
messages are articles of their own, and so are attached files of a kind that is read here (a press release in Word).
Other attachments, archives among them, are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from briefing.errors import IntakeError
from briefing.intake.clipping import Clipping, Flaw, Given, Piece, given
from briefing.intake.dates import find_date
from briefing.intake.files import MAX_BYTES
from briefing.intake.mail.mime import DEEPEST, Part, header_text, part_of
from briefing.intake.source import PACKED, Source
from briefing.intake.words import OUTLET_WORDS
from briefing.model import Origin, ParagraphKind
from briefing.model.clean import clean_line

if TYPE_CHECKING:
    from typing import BinaryIO

    from briefing.intake.mail.body import Letter

_FIELD: Final = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):", re.M)
_SURELY_MAIL: Final = frozenset(
    {b"received", b"message-id", b"mime-version", b"delivered-to", b"return-path", b"content-type", b"x-mailer"}
)
_BRIEFLY_MAIL: Final = frozenset({b"from", b"to", b"subject", b"date"})
_SEPARATOR: Final = re.compile(rb"From [^\r\n]{1,400}\r?\n")
_CLOCKED: Final = re.compile(rb"From .*\d\d:\d\d.*\d{4}")
_HEAD_LINE: Final = re.compile(rb">?[!-9;-~]{1,60}:[ \t]")
_LINE: Final = 1 << 16
_LONGEST_HEAD: Final = 1 << 18
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.M)
_VIA: Final = re.compile(r"['\"]?(?P<who>.+?)['\"]?\s+(?:via|from|at)\s+(?P<what>.+)", re.I)
_NO_PERSON: Final = OUTLET_WORDS | frozenset("alert alerts briefing digest newsletter team update updates".split())
_ROLES: Final = frozenset(
    "press media presse prensa news newsletter newsletters newsroom info office pr communications noreply no-reply "
    "donotreply do-not-reply mail email contact editor editors desk alerts updates hello team subscriptions".split()
)
_TOLD_BY_NUMBERS: Final = re.compile(r"\d| list$", re.I)
_EXPUNGED: Final = 0x8
_PASSED_OVER: Final = re.compile(r"ATT\d+\.\w+", re.I)  # what one mail program makes of the ends of messages
_NO_ATTACHMENTS: Final = PACKED | {".zip", ".mbox", ".mbx", ".eml", ".emlx"}


class MailReader:
    """A message in a file of its own."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with the head of a message."""
        head = re.split(rb"\r?\n\r?\n", source.head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
        first = _FIELD.match(head)
        names = {name.lower() for name in _FIELD.findall(head)}
        return bool(first) and b"from" in names and (bool(names & _SURELY_MAIL) or names >= _BRIEFLY_MAIL)

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read the message and what is attached to it."""
        with source.stream() as stream:
            data = stream.read(MAX_BYTES + 1)
        if not data.strip():
            raise IntakeError(f"{source.named} is empty; put a message into it or leave it out.")
        if source.suffix == ".emlx" and (counted := re.match(rb"\s*(\d{1,9})\s*\n", data)):
            data = data[counted.end() :][: int(counted[1])]
        found = list(_clippings(part_of(data.lstrip(b"\xef\xbb\xbf\r\n")), source, ""))
        if not any(isinstance(one, Clipping) for one in found) and found:
            raise IntakeError(next(one.sentence for one in found if isinstance(one, Flaw)))
        yield from found


class MailboxReader:
    """A mailbox: many messages in a row, each behind a line that begins "From "."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with the line before a message, and the message's head."""
        separator = _SEPARATOR.match(source.head)
        return bool(separator and _HEAD_LINE.match(source.head, separator.end()))

    def read(self, source: Source) -> Iterator[Clipping | Flaw]:
        """Read message after message; only one is held at a time."""
        number = 0
        with source.stream() as stream:
            for number, data in enumerate(messages(stream), start=1):
                if not _is_expunged(data):
                    yield from _clippings(part_of(_QUOTED_FROM.sub(rb"\1", data)), source, f"message {number}")
        if not number:
            raise IntakeError(f"{source.named} holds no messages; check that it is a mailbox.")


def messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox, without the lines that part them; of one that is too large, its beginning.

    A line of text may begin "From " too. It parts messages when a head follows, and when it has the time of day or
    stands below a blank line.

    Args:
        stream: The mailbox.
    """
    message = bytearray()
    before, maybe = b"\n", b""
    whole_line = True
    while line := stream.readline(_LINE):
        if maybe:
            if _HEAD_LINE.match(line) and (not before.strip() or _CLOCKED.match(maybe)):
                if message.strip():
                    yield bytes(message)
                message.clear()
            else:
                message += maybe
            before, maybe = maybe, b""
        if whole_line and line.startswith(b"From "):
            maybe = line
        else:
            if len(message) <= MAX_BYTES:
                message += line
            before = line
        whole_line = line.endswith(b"\n")
    message += maybe
    if message.strip():
        yield bytes(message)


def _clippings(message: Part, source: Source, part: str, depth: int = 0) -> Iterator[Clipping | Flaw]:
    """One message and what is attached to it.

    Args:
        message: The message.
        source: The file it is in.
        part: Which part of the file it is, or "".
        depth: How many messages it is attached to.
    """
    from briefing.intake.mail.body import letter_of

    letter = letter_of(message)
    where = f"{part[:1].upper()}{part[1:]} of {source.named}" if part else source.named
    if len(message.data) >= MAX_BYTES - _LONGEST_HEAD:
        yield Flaw(
            f"{where} is larger than can be read, and only its beginning was; save its attachments by themselves."
        )
    said = _article(message, letter, part)
    found_more = False
    if said:
        yield said
    for found in _attachments(letter, source, part, depth):
        found_more = True
        yield found
    if not said and not found_more:
        yield Flaw(_nothing_said(letter, where))


def _article(message: Part, letter: Letter, part: str) -> Clipping | None:
    """What a message says, as an article; None when it says nothing."""
    if not letter.words:
        return None
    subject = message.header("subject")
    pieces = letter.pieces
    if pieces[0].text.casefold() == subject.casefold():
        pieces = pieces[1:]
    title = (Piece(subject, ParagraphKind.TITLE),) if subject else ()
    return Clipping(pieces=(*title, *pieces), given=_given(message), part=part)


def _attachments(letter: Letter, source: Source, part: str, depth: int) -> Iterator[Clipping | Flaw]:
    """The messages attached to a message, and the files that some reader knows."""
    from briefing.intake.packed import clippings_in
    from briefing.intake.readers import SUFFIXES

    prefix = f"{part}: " if part else ""
    for number, attached in enumerate(letter.messages, start=1):
        if depth < DEEPEST:
            yield from _clippings(attached, source, f"{prefix}attached message {number}", depth + 1)
    for file in letter.files:
        name = clean_line(file.file_name).replace("/", "_")
        inside = Source.of_bytes(file.content(), source.path, name)
        if inside.suffix not in SUFFIXES - _NO_ATTACHMENTS or _PASSED_OVER.fullmatch(name):
            continue
        try:
            for found in clippings_in(inside, depth=DEEPEST):
                yield replace(found, part=prefix + found.part) if isinstance(found, Clipping) else found
        except IntakeError as error:
            yield Flaw(str(error))


def _nothing_said(letter: Letter, where: str) -> str:
    """Why a message is no article."""
    if letter.encrypted:
        return f"{where} is encrypted; decrypt it in your mail program and save it again."
    if letter.files:
        names = ", ".join(f"“{clean_line(file.file_name)[:60]}”" for file in letter.files[:3])
        return f"{where} holds no text, only files ({names}); save them by themselves."
    return f"{where} holds no text; leave it out."


def _given(message: Part) -> tuple[Given, ...]:
    """What the head of a message says."""
    author, outlet = _sender(message)
    day = message.header("date")
    if day and not find_date(day):
        day = _iso_day(day)
    link = message.header("archived-at").strip("<>")
    return given(
        Origin.MAIL_HEADER,
        (
            ("title", message.header("subject")),
            ("author", author),
            ("outlet", outlet),
            ("published", day),
            ("url", link),
            ("language", message.header("content-language")),
        ),
    )


def _iso_day(value: str) -> str:
    """A day that is written as mail programs once did ("22 Aug 16 06:23"), in figures; "" when it is none."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _sender(message: Part) -> tuple[str, str]:
    """Who wrote a message, and who sent it out.

    A newsletter comes from its outlet, unless its sender reads "Jane Doe from The Gazette". What came through a list
    for discussion is of that list. Other mail is from its writer; from an office ("press@…"), it is from its domain.
    """
    sender = message.values.get("from", "").split(">")[0]  # of several the first
    display, _, address = sender.rpartition("<")
    if not display and (remark := re.search(r"\(([^()]*)\)", sender)):  # "ada@desk.example (Ada Quill)"
        display, address = remark[1], sender[: remark.start()]
    display = header_text(display.replace('\\"', '"')).strip("'\" ")
    local, _, domain = address.strip().lower().rpartition("@")
    if "@" in display and " " not in display:
        display = ""
    who, what = _writer_and_house(display)
    if "list-id" in message.values and message.header("list-post").upper() not in ("", "NO"):
        return who or display, _list_name(message) or what or domain
    if message.values.keys() & {"list-id", "list-unsubscribe"}:
        return who, what or _list_name(message) or display or domain
    office = local.split("+")[0] in _ROLES or not display
    return (who or display), what or (domain if office else "")


def _writer_and_house(display: str) -> tuple[str, str]:
    """The two halves of "Jane Doe from The Gazette"; empty when it is no such name."""
    parts = _VIA.fullmatch(display)
    if not parts:
        return "", ""
    person = not _NO_PERSON & {word.lower() for word in parts["who"].split()}
    return (parts["who"] if person else ""), parts["what"]


def _list_name(message: Part) -> str:
    """The name of a mailing list, when it is one for people and no number of a mailing service."""
    name = header_text(message.values.get("list-id", "").partition("<")[0]).strip("'\" ")
    return "" if _TOLD_BY_NUMBERS.search(name) else name


def _is_expunged(data: bytes) -> bool:
    """Whether a message was thrown away, and only not yet cut out of its mailbox."""
    status = re.search(rb"^X-Mozilla-Status: *([0-9a-fA-F]{4})\b", data[:4_000], re.M)
    return bool(status and int(status[1], 16) & _EXPUNGED)


__all__ = ["MailReader", "MailboxReader", "messages"]
