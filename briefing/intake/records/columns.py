"""Which column of a record is what: guessed from names and words, or told in a small file beside the records.

Whoever has records with names of their own writes a file named after them, `stories.csv.columns.toml`, or one for a
whole folder, `briefing-columns.toml`:

    title = "Kopf"
    text = ["Vorspann", "Inhalt"]       # several columns, one after the other
    published = "meta.datum"            # a dot leads into an object

    [always]
    outlet = "Morgenblatt"              # what no column says

The fields are title, standfirst, text, published, updated, author, outlet, url, language, place and agency; what is
not told is guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from briefing.errors import IntakeError
from briefing.intake.clipping import Field
from briefing.intake.files import open_file
from briefing.intake.problems import named
from briefing.intake.records.values import DayOrder, day_of, day_order, normal, words_of
from briefing.model.clean import clean_line

ColumnField = Field | Literal["text", "standfirst"]
Record = Mapping[str, object]
Column = tuple[str, ...]
"""The keys that lead to a value, from the outside in."""

SIDECAR: Final = ".columns.toml"
FOLDER_SIDECAR: Final = "briefing-columns.toml"

# From most to least telling; without case and separators.
_NAMES: Final[dict[ColumnField, tuple[str, ...]]] = {
    "title": tuple(
        "title headline webtitle articletitle newstitle storytitle posttitle heading header head hed mainheadline hl1 "
        "titel überschrift schlagzeile titre titulo título titolo titular kop otsikko rubrik".split()
    ),
    "standfirst": tuple(
        "standfirst trailtext subtitle subheadline subheading subhead deck dek lede lead summary description abstract "
        "excerpt teaser snippet intro introduction shortdescription metadescription extract vorspann untertitel "
        "zusammenfassung chapeau entradilla resumen resumo sommario occhiello".split()
    ),
    "text": tuple(
        "text fulltext bodytext articletext articlebody maintext maincontent storytext newstext body content article "
        "story fullcontent fullarticle textcontent contenttext plaintext bodyhtml contenthtml bodyxhtml htmlcontent "
        "html encoded contentencoded paragraphs contentelements blocks selftext message transcript volltext "
        "artikeltext inhalt texte corps contenu texto cuerpo contenido conteudo conteúdo corpo testo contenuto tekst "
        "inhoud".split()
    ),
    "published": tuple(
        "published publishedat publisheddate publishedon datepublished datepublish publishdate publishdatetime "
        "publishedtime publicationdate pubdate datepub firstpublicationdate firstpublished firstpublishedat "
        "webpublicationdate articledate newsdate storydate issuedate dateissued issued date datetime displaydate "
        "posteddate dateposted posted postdate firstcreated created createdat datecreated creationdate "
        "createdutc createddate timestamp time day seendate datum erscheinungsdatum veröffentlicht fecha data "
        "datepublication datedepublication".split()
    ),
    "updated": tuple(
        "updated updatedat updateddate dateupdated updatedate lastupdated modified datemodified datemodify "
        "modifiedat modifieddate lastmodified lastmodifieddate lastpublicationdate versioncreated".split()
    ),
    "author": tuple(
        "byline author authors authorname authornames bylines writer writers journalist reporter reporters creator "
        "dccreator contributor contributors by writtenby autor autoren verfasser auteur auteurs autores autore "
        "autori".split()
    ),
    "outlet": tuple(
        "outlet publication publicationname publisher newspaper sitename source sourcename medianame medium "
        "provider newsoutlet newssource journal magazine brand site website feed feedname feedtitle domain "
        "sourcedomain hostname quelle zeitung medio fuente fonte testata krant".split()
    ),
    "url": tuple(
        "url link weburl articleurl newsurl storyurl pageurl canonicalurl canonical permalink permalinkurl href uri "
        "address guid".split()
    ),
    "language": tuple("language lang langcode languagecode sprache langue idioma lingua taal".split()),
    "place": tuple("place dateline datelineplace located ort lieu lugar luogo".split()),
    "agency": tuple("agency newsagency wire wireservice agentur agence agencia agenzia".split()),
}
_FIELD_OF: Final = {name: field for field, names in _NAMES.items() for name in names}
_OTHER: Final = frozenset(
    "id section category tags keywords comments comment caption captions related license rights copyright "
    "tokens lemmas lemmatized pos ner entities annotations sentiment embedding embeddings image images "
    "media thumbnail topics topic label labels filename path hash raw rawhtml notes prompt question answer".split()
)
_WRAPPERS: Final = frozenset(
    "fields attributes data article item doc document node properties meta metadata response record "
    "content body news story post".split()
)
_DEEPEST = 3
_MOST_COLUMNS = 2_000
_SAMPLED_CHARACTERS = 5_000
_FEWEST_WORDS = 25  # of an unnamed column, on average, to be the text
_ABOUT_AS_LONG = 0.8
_MUCH_LONGER = 3
_SHOWN_COLUMNS, _LONGEST_NAME = 12, 40


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which columns hold which field of an article.

    Attributes:
        columns: For each field, its columns from most to least trustworthy.
        told: Fields whose columns were told: all of them count, in their order.
        always: Values that hold for each record.
        order: What the first number of a day such as "03/04/2021" is.
    """

    columns: Mapping[ColumnField, tuple[Column, ...]] = field(default_factory=dict)
    told: frozenset[ColumnField] = frozenset()
    always: Mapping[Field, str] = field(default_factory=dict)
    order: DayOrder | None = None

    def only_told(self) -> ColumnMap:
        """What was told, without what was guessed."""
        columns = {known: found for known, found in self.columns.items() if known in self.told}
        return ColumnMap(columns, self.told, self.always)

    def values(self, field: ColumnField, record: Record) -> Iterator[object]:
        """What a record's columns hold for a field, without those that hold nothing."""
        for column in self.columns.get(field, ()):
            value = value_at(record, column)
            if value not in (None, "", []):
                yield value


def value_at(record: Record, column: Column) -> object:
    """What a record holds under a column; None for nothing."""
    value: object = record
    for key in column:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def guess(sample: Sequence[Record], told: ColumnMap | None = None) -> ColumnMap:
    """Tell from some records which column is what.

    Args:
        sample: The first records of a file.
        told: What is known already.
    """
    told = told or ColumnMap()
    found: dict[ColumnField, list[tuple[int, int, Column]]] = {}
    unnamed: list[Column] = []
    used = {column for columns in told.columns.values() for column in columns}
    for column in columns_of(sample):
        name = _stem(column[-1])
        known = _FIELD_OF.get(name) if _is_plain(column) else None
        if known and column not in used and any(words_of(value_at(record, column)) for record in sample):
            found.setdefault(known, []).append((_NAMES[known].index(name), len(column), column))
        elif not known and column not in used and name not in _OTHER:
            unnamed.append(column)
    columns: dict[ColumnField, tuple[Column, ...]] = {
        known: tuple(column for _, _, column in sorted(ranked)) for known, ranked in found.items()
    }
    columns["text"] = _texts(sample, columns.get("text", ()), unnamed)
    if "published" not in columns:
        columns["published"] = _days(sample, unnamed)
    if "url" not in columns:
        columns["url"] = _addresses(sample, unnamed)
    columns = {known: found for known, found in columns.items() if known not in told.always} | dict(told.columns)
    days = (value_at(record, column) for column in columns.get("published", ())[:1] for record in sample)
    return ColumnMap(columns, told.told, told.always, day_order(days))


def columns_of(sample: Iterable[Record]) -> list[Column]:
    """Every column that the records have, objects in them included, in the order in which they appear."""
    seen: dict[Column, None] = {}

    def look(value: Mapping[str, object], above: Column) -> None:
        for key, inner in value.items():
            if len(seen) >= _MOST_COLUMNS:
                return
            seen.setdefault((*above, key))
            if isinstance(inner, dict) and len(above) + 1 < _DEEPEST:
                look(inner, (*above, key))

    for record in sample:
        look(record, ())
    return list(seen)


def names_a_field(name: str) -> bool:
    """Whether a column's name is one that records of articles have."""
    return normal(name) in _FIELD_OF


def has_named(record: Record, field: ColumnField) -> bool:
    """Whether a record has words in a column that is named like a field."""
    return any(_FIELD_OF.get(normal(key)) == field and words_of(value) for key, value in record.items())


def columns_told(path: Path) -> ColumnMap | None:
    """The map in a file beside the records, for them or for the whole folder; None when there is none.

    Args:
        path: The file of records.

    Raises:
        IntakeError: The map cannot be read, or names a field that there is not.
    """
    for beside in (path.with_name(path.name + SIDECAR), path.with_name(FOLDER_SIDECAR)):
        if not beside.is_file():
            continue
        with open_file(beside) as stream:
            try:
                told = tomllib.loads(stream.read(1 << 16).decode())
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
                why = clean_line(str(error)).rstrip(".")
                raise IntakeError(f"{named(beside)} is no TOML ({why}); correct it or delete it.") from error
        return _understood(told, beside)
    return None


def no_text(name: str, sample: Sequence[Record], path: Path) -> IntakeError:
    """The error for records none of whose columns is an article's text.

    Args:
        name: How a sentence names the records' file.
        sample: Some of its records.
        path: The file on disk.
    """
    found = [".".join(column) for column in columns_of(sample)]
    shown = ", ".join(f"“{clean_line(column)[:_LONGEST_NAME]}”" for column in found[:_SHOWN_COLUMNS])
    more = f" and {len(found) - _SHOWN_COLUMNS:,} more" if len(found) > _SHOWN_COLUMNS else ""
    beside = named(path.with_name(path.name + SIDECAR))
    return IntakeError(
        f"{name} holds records, but none of their columns ({shown or 'none has a name'}{more}) reads as an article's "
        f'text; say which one is in {beside}, with a line such as text = "name of the column".'
    )


def _understood(told: Mapping[str, object], path: Path) -> ColumnMap:
    """What a file says about columns."""
    always = told.get("always", {})
    fields = {"text", "standfirst", *get_args(Field)}
    constant: dict[Field, str] = {}
    for known_field in get_args(Field):
        if isinstance(always, dict) and known_field in always:
            constant[known_field] = words_of(always[known_field])
    strange = sorted({*told} - fields - {"always"} | ({*always} - {*constant} if isinstance(always, dict) else set()))
    if strange:
        raise IntakeError(
            f"{named(path)} names “{clean_line(strange[0])[:_LONGEST_NAME]}”, which is no field of an article; "
            f"there are {', '.join(sorted(fields))}."
        )
    columns: dict[ColumnField, tuple[Column, ...]] = {}
    for known in (name for name in _NAMES if name in told):
        names = told[known] if isinstance(told[known], list) else [told[known]]
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise IntakeError(
                f"{named(path)} must give “{known}” the name of a column, or a list of them; put it in quotation marks."
            )
        columns[known] = tuple(column for name in names for column in _spelt(name))
    return ColumnMap(columns, frozenset(columns), constant)


def _spelt(name: str) -> tuple[Column, ...]:
    """The columns that a name may mean: one whose name has dots in it, or the way into an object."""
    parts = tuple(name.split("."))
    return ((name,), parts) if len(parts) > 1 else ((name,),)


def _stem(name: str) -> str:
    """A column's name without the number that tells it from others of its name ("author_2", "text (2)")."""
    whole = normal(name)
    return whole if whole in _FIELD_OF else whole.rstrip("0123456789")


def _is_plain(column: Column) -> bool:
    """Whether a column stands at the top, or only in objects that say nothing about what is in them."""
    return all(key == "_source" or normal(key) in _WRAPPERS for key in column[:-1])


def _texts(sample: Sequence[Record], known: Sequence[Column], unnamed: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that may be the text, the best first: the one with the most words, or about as many and a name."""
    words = {column: _words_in(sample, column) for column in known}
    most = max(words.values(), default=0)
    least = max(_MUCH_LONGER * most, _FEWEST_WORDS * len(sample))
    found = {column: count for column in unnamed if (count := _words_in(sample, column)) >= least}
    longer = sorted(found, key=lambda column: -found[column])[:1]
    shorter = [column for column in known if words[column] < _ABOUT_AS_LONG * most]
    named_best = (column for column in known if column not in shorter)
    return (*longer, *named_best, *sorted(shorter, key=lambda column: -words[column]))


def _words_in(sample: Sequence[Record], column: Column) -> int:
    """How many words a column holds in all; a whole page of HTML counts as one, for most of it is no article."""
    total = 0
    for record in sample:
        value = value_at(record, column)
        if isinstance(value, str | list):
            words = words_of(value)[:_SAMPLED_CHARACTERS]
            is_page = words[:100].lstrip().lower().startswith(("<!doctype", "<html"))
            total += 1 if is_page else len(words.split())
        elif isinstance(value, dict) and _FIELD_OF.get(normal(column[-1])) == "text":
            total += len(words_of(value)[:_SAMPLED_CHARACTERS].split())
    return total


def _days(sample: Sequence[Record], unnamed: Sequence[Column]) -> tuple[Column, ...]:
    """A column that holds nothing but days, when exactly one does: which of two is the right one, nobody knows."""
    from briefing.intake.dates import find_date

    def holds_days(column: Column) -> bool:
        values = [words for record in sample if (words := words_of(value_at(record, column)))]
        return bool(values) and all(len(words) < 60 and find_date(day_of(words)) for words in values)

    found = [column for column in unnamed if holds_days(column)]
    return (found[0],) if len(found) == 1 else ()


def _addresses(sample: Sequence[Record], unnamed: Sequence[Column]) -> tuple[Column, ...]:
    """A column that holds nothing but web addresses, when exactly one does, each its own."""
    found = []
    for column in unnamed:
        values = [words for record in sample if (words := words_of(value_at(record, column)))]
        if values and len({*values}) == len(values) and all(words.startswith(("http:", "https:")) for words in values):
            found.append(column)
    return (found[0],) if len(found) == 1 else ()


__all__ = [
    "FOLDER_SIDECAR",
    "SIDECAR",
    "Column",
    "ColumnField",
    "ColumnMap",
    "Record",
    "columns_of",
    "columns_told",
    "guess",
    "has_named",
    "names_a_field",
    "no_text",
    "value_at",
]
