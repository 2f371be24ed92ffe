-- The case file. Three layers, never mixed:
--   bytes                what was read, immutable and hashed
--   input … group        what the machine found; a re-run replaces it
--   decision             what people decided; a re-run keeps it
-- Columns are there to be read in any SQLite tool; record holds the whole as JSON, as the export writes it.

CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS bytes (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    data BLOB NOT NULL  -- zlib; empty for an archive that is too large to be kept
) STRICT;

CREATE TABLE IF NOT EXISTS input (
    path TEXT PRIMARY KEY,
    sha256 TEXT,               -- null where nothing could be read
    signature TEXT NOT NULL,   -- of the components and settings it was read with
    complete INTEGER NOT NULL  -- 0 while its documents are still being read
) STRICT;

-- Parsed paragraphs by the hash of their text, the latest last; what is over the limit of size goes first.
CREATE TABLE IF NOT EXISTS parsed (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, data BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, member ANY, sha256 TEXT NOT NULL,
    title TEXT, outlet TEXT, published TEXT, language TEXT, text TEXT NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS document_path ON document (path);

-- Documents of an earlier reading of the same bytes, until the new reading has taken their place.
CREATE TABLE IF NOT EXISTS stale (
    document TEXT PRIMARY KEY REFERENCES document ON DELETE CASCADE
) STRICT;

CREATE TABLE IF NOT EXISTS failure (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, member ANY, kind TEXT NOT NULL, what TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS claim (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, mode TEXT NOT NULL,
    speaker TEXT, cue TEXT, denied INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS claim_document ON claim (document);

CREATE TABLE IF NOT EXISTS figure (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    low REAL, high REAL, counted TEXT, event TEXT, unit TEXT NOT NULL, claim TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS figure_document ON figure (document);

CREATE TABLE IF NOT EXISTS time (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    value TEXT, "from" TEXT, "to" TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS time_document ON time (document);

-- Entities of one document alone; the entity table merges them over the case.
CREATE TABLE IF NOT EXISTS named (
    document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, id TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (document, id)
) STRICT;

CREATE TABLE IF NOT EXISTS entity (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS passage (
    id TEXT PRIMARY KEY, "left" TEXT NOT NULL, "right" TEXT NOT NULL, similarity REAL NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS comparison (
    id TEXT PRIMARY KEY, "left" TEXT NOT NULL, "right" TEXT NOT NULL, relation TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS "group" (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;

-- Relays and bounds that only the pile shows: they belong to documents but come from comparison.
CREATE TABLE IF NOT EXISTS inferred (
    document TEXT NOT NULL, field TEXT NOT NULL, position INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (document, field, position)
) STRICT;

CREATE TABLE IF NOT EXISTS decision (
    id TEXT PRIMARY KEY, target TEXT NOT NULL, field TEXT NOT NULL, old TEXT, new TEXT,
    who TEXT NOT NULL, "when" TEXT NOT NULL, note TEXT, undoes TEXT, about TEXT
) STRICT;

CREATE VIRTUAL TABLE IF NOT EXISTS claim_search USING fts5 (
    text, speaker, id UNINDEXED, document UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
