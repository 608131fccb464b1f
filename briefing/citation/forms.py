"""A statement in the forms it can be pasted in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from briefing.citation import bibtex, table
from briefing.citation.markdown import emphasised, escaped, quoted_block, web_link
from briefing.citation.words import extract_words, paragraph_numbers
from briefing.errors import UsageError
from briefing.model import ActorKind, Kind
from briefing.model.clean import clean_line, clean_path
from briefing.model.way import addressee_in_words, chain_in_words, said_in_words, venue_in_words

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Article, Span, Statement

FORMS: Final = ("verbatim", "plain", "markdown", "csv", "bibtex")

Write = Callable[[str], str]
"""How text from outside is written where it could mean something else."""

_MARKED: Final = {
    Kind.DIRECT: "",
    Kind.MIXED: "(partly quoted, partly paraphrase) ",
    Kind.INDIRECT: "(paraphrase) ",
}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def cite(statement: Statement, article: Article, form: str, *, unsure: bool = False) -> str:
    """A statement as text to paste.

    Args:
        statement: What was said.
        article: Where.
        form: "verbatim": the content, character for character. "plain": the content, then speaker, role, outlet,
            title, date and place in the article. "markdown": the same with the content as a block quote. "csv": a row
            (see `head` for the one above it). "bibtex": an entry of a bibliography. A paraphrase says that it is one
            and is never put in quotation marks.
        unsure: The statement is one to review: its speaker is given as a guess.

    Raises:
        UsageError: There is no such form.
    """
    match form:
        case "verbatim":
            return extract_words(article, statement.content)
        case "plain":
            return _plain(statement, article, unsure=unsure)
        case "markdown":
            return _markdown(statement, article, unsure=unsure)
        case "csv":
            return table.row(statement, article, unsure=unsure)
        case "bibtex":
            return _bibtex(statement, article, unsure=unsure)
    raise UsageError(f"There is no form of citation “{clean_path(form)}”; use one of {', '.join(FORMS)}.")


def head(form: str) -> str:
    """What stands above all that is cited in a form: the names of the columns of a table, else nothing."""
    return table.heading() if form == "csv" else ""


def _marked(statement: Statement, article: Article) -> str:
    """The content, and that it is a paraphrase where it is one."""
    return _MARKED[statement.kind] + extract_words(article, statement.content)


def cite_words(article: Article, span: Span, holding: Iterable[tuple[Statement, bool]] = ()) -> str:
    """Words of an article as a block quote, and one line that says where they stand and whose words are among them.

    Args:
        article: Where they stand.
        span: Which code points.
        holding: The statements that the words hold a part of, and whether each is one to review.
    """
    named = dict.fromkeys(_named(statement, unsure=unsure) for statement, unsure in holding)
    among = f"with words of {', '.join(named)}; " if named else ""
    return f"{quoted_block(extract_words(article, (span,)))}\n\n— {among}{_linked(article, (span,))}\n"


def _named(statement: Statement, *, unsure: bool) -> str:
    """The speaker, perhaps, and whether the words are theirs."""
    speaker = statement.speaker
    marked = _MARKED[statement.kind].strip()
    if speaker is None:
        return f"an unnamed speaker {marked}".strip()
    perhaps = "perhaps " if unsure or speaker.is_open else ""
    return f"{perhaps}{escaped(speaker.name)} {marked}".strip()


def _markdown(statement: Statement, article: Article, *, unsure: bool) -> str:
    """A block quote and one line that says whose, and where it stands."""
    block = quoted_block(_marked(statement, article))
    who, where = _who(statement, article, escaped, unsure=unsure), _linked(article, statement.content)
    return f"{block}\n\n— {who}; {where}\n"


def _plain(statement: Statement, article: Article, *, unsure: bool) -> str:
    """The content and one line that says whose, and where it stands."""
    who = _who(statement, article, clean_line, unsure=unsure)
    where = _where(article, statement.content, clean_line, clean_line)
    link = web_link(article.url)
    return f"{_marked(statement, article)}\n— {who}; {where}{f' {link[1:-1]}' if link else ''}\n"


def _bibtex(statement: Statement, article: Article, *, unsure: bool) -> str:
    """The article, with who said what in the note."""
    first, _ = paragraph_numbers(article, statement.content)
    note = f"{_who(statement, article, clean_line, unsure=unsure)}: {_marked(statement, article)}"
    return bibtex.entry(article, first=statement.content[0].start, paragraph=first, note=note)


def _who(statement: Statement, article: Article, write: Write, *, unsure: bool) -> str:
    """The speaker, perhaps, and by what words and whom they were reported."""
    speaker = statement.speaker
    source = extract_words(article, statement.source)
    if speaker is None:
        parts = [f"unnamed speaker (“{write(source)}” in the article)" if source else "unnamed speaker"]
    else:
        unnamed = " (unnamed)" if speaker.kind is ActorKind.UNNAMED and "(unnamed)" not in speaker.name else ""
        perhaps = "perhaps " if unsure or speaker.is_open else ""
        parts = [perhaps + write(speaker.name) + unnamed]
        if speaker.role_beside_name:
            parts.append(write(speaker.role_beside_name))
    cue = extract_words(article, statement.cue)
    if cue and statement.kind is not Kind.DIRECT:
        parts.append(f"in the article’s words: {write(cue)}")
    parts += [write(part) for part in _way(statement, article)]
    if speaker is None or unsure or speaker.is_open:
        parts.append(f"attribution unsure {statement.certainty * 100:.0f} %")
    return ", ".join(parts)


def _way(statement: Statement, article: Article) -> Iterator[str]:
    """Through whom, on what occasion, to whom and when, as far as the article says."""
    way = statement.provenance
    if via := chain_in_words(way):
        yield f"via {via}"
    if venue := venue_in_words(way):
        yield venue
    if addressee := addressee_in_words(way):
        yield f"to {addressee}"
    if said := said_in_words(way, article.published, _day):
        yield f"said {said}"


def _linked(article: Article, spans: Sequence[Span]) -> str:
    """Where words stand, in Markdown, with the address."""
    link = web_link(article.url)
    return _where(article, spans, escaped, emphasised) + (f" {link}" if link else "")


def _where(article: Article, spans: Sequence[Span], write: Write, titled: Write) -> str:
    """The outlet, the title, the day, the paragraph and the file."""
    parts = [write(name) for name in _published_by(article)]
    parts.append(titled(article.title) + ("" if article.title_is_own else " [first sentence]"))
    parts.append(_day(article.published) if article.published else "undated")
    first, last = paragraph_numbers(article, spans)
    if first:
        parts.append(f"¶{first}" if first == last else f"¶{first}–{last}")
    parts.append(write(clean_path(PurePath(article.path).name)))
    return ", ".join(parts)


def _published_by(article: Article) -> Iterator[str]:
    """The outlet, and the wire whose text it is when that is another."""
    if article.outlet:
        yield article.outlet
    if article.agency and article.agency != article.outlet:
        yield f"wire: {article.agency}"


def _day(day: dt.date) -> str:
    """A day in words, the same under every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
