"""The record's tables, as the steps that made them.

A step that was ever released is never changed: a new one is added below it.
"""

from __future__ import annotations

import sqlite3

from briefing.errors import LibraryError, NewerLibraryError

APPLICATION_ID = 0x42524946  # "BRIF": tells our record from anybody else's database

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL)",
        "INSERT INTO meta VALUES ('revision', 0), ('id', lower(hex(randomblob(16))))",
        # Paths are bytes: a file's name need not be text.
        "CREATE TABLE roots (path BLOB PRIMARY KEY)",
        """
        CREATE TABLE files (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            problem TEXT
        )
        """,
        # Text and paragraphs come last, so that a list of cards need not read past them.
        """
        CREATE TABLE articles (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            shown INTEGER NOT NULL DEFAULT 1,
            revision INTEGER NOT NULL DEFAULT 0,
            attribution TEXT NOT NULL DEFAULT 'pending' CHECK (attribution IN ('pending', 'done', 'failed')),
            attributed_by TEXT,
            failure TEXT,
            said INTEGER,
            path BLOB NOT NULL,
            title TEXT NOT NULL,
            title_is_own INTEGER NOT NULL,
            outlet TEXT,
            author TEXT,
            published TEXT,
            published_from TEXT,
            place TEXT,
            agency TEXT,
            language TEXT,
            url TEXT,
            sha256 TEXT NOT NULL,
            paragraphs TEXT NOT NULL,
            text TEXT NOT NULL
        )
        """,
        "CREATE INDEX articles_by_date ON articles (shown, published DESC, id)",
        "CREATE INDEX articles_by_revision ON articles (revision)",
        "CREATE INDEX articles_by_attribution ON articles (attribution, shown, published DESC)",
        """
        CREATE TABLE file_articles (
            file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (file, position)
        )
        """,
        "CREATE INDEX file_articles_by_article ON file_articles (article)",
        # What the search index must forget.
        "CREATE TABLE gone (article TEXT PRIMARY KEY, revision INTEGER NOT NULL)",
        """
        CREATE TABLE statements (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            first INTEGER NOT NULL,
            paragraph INTEGER NOT NULL,
            kind TEXT NOT NULL,
            mode TEXT NOT NULL,
            polarity TEXT NOT NULL,
            confidence REAL NOT NULL,
            actor TEXT,
            content TEXT NOT NULL,
            cue TEXT NOT NULL,
            source TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (article, position)
        )
        """,
        "CREATE INDEX statements_by_actor ON statements (actor, mode)",
        "CREATE INDEX statements_by_confidence ON statements (mode, confidence, actor)",
        # One row for each article in which an actor speaks; actors are what these add up to.
        """
        CREATE TABLE appearances (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            roles TEXT NOT NULL,
            aliases TEXT NOT NULL,
            said INTEGER NOT NULL,
            PRIMARY KEY (article, actor)
        )
        """,
        "CREATE INDEX appearances_by_actor ON appearances (actor)",
        """
        CREATE TABLE actors (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            roles TEXT NOT NULL,
            aliases TEXT NOT NULL,
            said INTEGER NOT NULL,
            mentioned INTEGER NOT NULL
        )
        """,
    ),
    # Where values were read, which part of a file an article is, and what to know before trusting it. Everything is
    # read once more, for the sake of the new columns.
    (
        "ALTER TABLE articles ADD COLUMN part TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE articles ADD COLUMN origins TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE articles ADD COLUMN caution TEXT",
        """UPDATE articles SET paragraphs = replace(paragraphs, '"meta"', '"dateline"')""",
        "UPDATE files SET size = -1, sha256 = ''",
    ),
    # A file may hold any number of articles, which are written as they come. `reading` counts how often a file was
    # begun; what an article's tie to its file says is the last reading in which it was met there.
    (
        "ALTER TABLE files ADD COLUMN reading INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE files ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE files ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE files ADD COLUMN passed_over INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE ties (
            file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            reading INTEGER NOT NULL,
            part TEXT NOT NULL,
            PRIMARY KEY (file, article)
        ) WITHOUT ROWID
        """,
        "INSERT OR IGNORE INTO ties SELECT fa.file, fa.article, 0, a.part FROM file_articles fa "
        "JOIN articles a ON a.id = fa.article",
        "DROP TABLE file_articles",
        "ALTER TABLE ties RENAME TO file_articles",
        "CREATE INDEX file_articles_by_article ON file_articles (article)",
        # The parts of a file that could not be read while others could: the first of them, and how many in all
        # (`files.passed_over`).
        """
        CREATE TABLE file_problems (
            file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            sentence TEXT NOT NULL,
            PRIMARY KEY (file, position)
        ) WITHOUT ROWID
        """,
    ),
    # Versions of one article share a story, which goes by the id of one of them; sketches and addresses are what they
    # are found by.
    (
        "ALTER TABLE articles ADD COLUMN noted INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN address TEXT",
        "ALTER TABLE articles ADD COLUMN story TEXT",
        "CREATE INDEX articles_by_address ON articles (address) WHERE address IS NOT NULL",
        "CREATE INDEX articles_by_story ON articles (story) WHERE story IS NOT NULL",
        """
        CREATE TABLE sketches (
            value INTEGER NOT NULL,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (value, article)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX sketches_by_article ON sketches (article)",
    ),
    # Who a speaker's key belongs to (see `identities`), what the reader decided (see `decisions`), and on which
    # statements that bears (see `judging`).
    (
        """
        CREATE TABLE identities (
            key TEXT NOT NULL,
            by TEXT NOT NULL CHECK (by IN ('machine', 'reader')),
            actor TEXT NOT NULL,
            why TEXT NOT NULL,
            PRIMARY KEY (key, by)
        ) WITHOUT ROWID
        """,
        "CREATE TABLE belongs (key TEXT PRIMARY KEY, actor TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX belongs_by_actor ON belongs (actor)",
        """
        CREATE TABLE doubts (
            key TEXT NOT NULL,
            other TEXT NOT NULL,
            why TEXT NOT NULL,
            score REAL NOT NULL,
            here TEXT NOT NULL,
            there TEXT NOT NULL,
            PRIMARY KEY (key, other)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE apart (
            key TEXT NOT NULL,
            other TEXT NOT NULL,
            verdict TEXT NOT NULL,
            PRIMARY KEY (key, other)
        ) WITHOUT ROWID
        """,
        "CREATE TABLE traits (actor TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
        # The journal. `undone` is 0, or a number that is the higher the later it was taken back.
        """
        CREATE TABLE decisions (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            made_at TEXT NOT NULL,
            kind TEXT NOT NULL,
            text TEXT,
            article TEXT,
            body TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0,
            imported INTEGER NOT NULL DEFAULT 0
        )
        """,
        "CREATE INDEX decisions_by_text ON decisions (text) WHERE text IS NOT NULL",
        "CREATE INDEX decisions_by_article ON decisions (article) WHERE article IS NOT NULL",
        """
        CREATE TABLE judged (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            decision TEXT NOT NULL,
            holds INTEGER NOT NULL,
            speaker TEXT,
            PRIMARY KEY (article, position)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX judged_by_decision ON judged (decision)",
        # By what a text is known, whatever the article is called.
        """
        CREATE TABLE texts (
            article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            hash TEXT NOT NULL
        ) WITHOUT ROWID
        """,
        "CREATE INDEX texts_by_hash ON texts (hash)",
    ),
    # The same thing said in several places is one statement (see `sayings`): `saying` names all its places, `place`
    # counts them from 0, the earliest, and `places` says how many there are. What was found before is looked at once
    # more, for their sake.
    (
        "ALTER TABLE statements ADD COLUMN saying INTEGER",
        "ALTER TABLE statements ADD COLUMN place INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE statements ADD COLUMN places INTEGER NOT NULL DEFAULT 1",
        "CREATE INDEX statements_by_saying ON statements (saying, actor, mode, place) WHERE saying IS NOT NULL",
        "DROP INDEX statements_by_confidence",
        "CREATE INDEX statements_by_confidence ON statements (mode, place, confidence, actor)",
        "CREATE TABLE wordings (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE, family INTEGER NOT NULL)",
        "CREATE INDEX wordings_by_family ON wordings (family)",
        """
        CREATE TABLE fingerprints (
            value INTEGER NOT NULL,
            wording INTEGER NOT NULL,
            PRIMARY KEY (value, wording)
        ) WITHOUT ROWID
        """,
        # In which wording a statement stands, whether that is all of it or only what it quotes, in which unit of the
        # article (headline and lead are one), and the day on which it was said or published.
        """
        CREATE TABLE worded (
            number INTEGER PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            wording INTEGER NOT NULL,
            whole INTEGER NOT NULL,
            unit INTEGER NOT NULL,
            day TEXT
        )
        """,
        "CREATE INDEX worded_by_article ON worded (article, position)",
        "CREATE INDEX worded_by_wording ON worded (wording)",
        "UPDATE articles SET attributed_by = '' WHERE attribution = 'done'",
    ),
    # Which keys may be one actor: those that share a block (see `settling`); and those that are to be looked at.
    (
        "CREATE TABLE blocks (block TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (block, key)) WITHOUT ROWID",
        "CREATE INDEX blocks_by_key ON blocks (key)",
        "CREATE TABLE unsettled (key TEXT PRIMARY KEY, stamp INTEGER NOT NULL) WITHOUT ROWID",
        "INSERT INTO unsettled SELECT DISTINCT actor, 0 FROM appearances",
    ),
    # What was searched for, and in which articles it was found when the reader last looked.
    (
        """
        CREATE TABLE searches (
            number INTEGER PRIMARY KEY,
            query TEXT NOT NULL UNIQUE,
            name TEXT UNIQUE,
            pinned INTEGER NOT NULL DEFAULT 0,
            asked INTEGER NOT NULL,
            looked TEXT
        )
        """,
        "CREATE INDEX searches_by_time ON searches (asked)",
        """
        CREATE TABLE searches_seen (
            search INTEGER NOT NULL REFERENCES searches (number) ON DELETE CASCADE,
            article TEXT NOT NULL,
            PRIMARY KEY (search, article)
        ) WITHOUT ROWID
        """,
    ),
    # Which articles were read, and where the tags and notes of the journal stand (see `margin`): `position` is the
    # statement's, or -1 for the article. `marked` grows whenever any of it changes.
    (
        "INSERT INTO meta VALUES ('marked', 0)",
        "CREATE TABLE articles_read (article TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE remarks (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            decision TEXT NOT NULL,
            position INTEGER NOT NULL,
            holds INTEGER NOT NULL,
            PRIMARY KEY (article, decision)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX remarks_by_decision ON remarks (decision)",
    ),
)

VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, place: str) -> None:
    """Bring a record up to this version, one step at a time, each whole or not at all.

    Args:
        connection: Open, in autocommit mode.
        place: The record's path, for the sentence when it cannot be done.

    Raises:
        NewerLibraryError: A newer `briefing` wrote it.
        LibraryError: It is somebody else's database.
    """
    while _version(connection, place) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection, place)  # another process may have been faster
            if version < VERSION:
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has already rolled it back
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection, place: str) -> int:
    """The version of the record that is there; 0 when it is empty."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != APPLICATION_ID and not (empty and version == 0):
        raise LibraryError(
            f"The file {place} is another program's database, not a library: "
            "move it away or name another library or data folder; nothing in it was changed."
        )
    if version > VERSION:
        raise NewerLibraryError(
            f"The library {place} was written by a newer briefing (version {version} of its record; "
            f"this one knows {VERSION}): upgrade briefing, or open another library; nothing in it was changed."
        )
    return version


__all__ = ["APPLICATION_ID", "MIGRATIONS", "VERSION", "migrate"]
