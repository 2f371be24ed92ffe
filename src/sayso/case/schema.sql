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
CREATE INDEX IF NOT EXISTS document_outlet ON document (outlet, published);
CREATE INDEX IF NOT EXISTS document_published ON document (published);

-- Documents of an earlier reading of the same bytes, until the new reading has taken their place.
CREATE TABLE IF NOT EXISTS stale (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE IF NOT EXISTS failure (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, member ANY, kind TEXT NOT NULL, what TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS claim (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, mode TEXT NOT NULL,
    speaker TEXT, cue TEXT, denied INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS claim_document ON claim (document);

CREATE TABLE IF NOT EXISTS figure (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    low REAL, high REAL, counted TEXT, event TEXT, unit TEXT NOT NULL, claim TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS figure_document ON figure (document);
CREATE INDEX IF NOT EXISTS figure_claim ON figure (claim, event);
CREATE INDEX IF NOT EXISTS figure_event ON figure (event, document) WHERE event IS NOT NULL;

CREATE TABLE IF NOT EXISTS time (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    value TEXT, "from" TEXT, "to" TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS time_document ON time (document);

-- Entities of one document alone; the entity table merges them over the case.
CREATE TABLE IF NOT EXISTS named (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, id TEXT NOT NULL, record TEXT NOT NULL,
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
    who TEXT NOT NULL, "when" TEXT NOT NULL, note TEXT, undoes TEXT, about TEXT,
    "left" TEXT, "right" TEXT  -- what a comparison joins, which the next run may not find again
) STRICT;

CREATE VIRTUAL TABLE IF NOT EXISTS claim_search USING fts5 (
    text, speaker, id UNINDEXED, document UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);

-- Where the claims of a document stand in claim_search, from the first to the last rowid; first is above last
-- where there are none.
CREATE TABLE IF NOT EXISTS searched (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    outlet TEXT, published TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS searched_outlet ON searched (outlet, published, first, last);
CREATE INDEX IF NOT EXISTS searched_published ON searched (published, first, last);

-- Views for whoever reads the case in a tool for SQLite. Decisions in force stand beside what was found.

CREATE VIEW IF NOT EXISTS relation_decided AS
SELECT target, new AS relation, who, max("when" || id) AS "when", "left", "right"
FROM decision
WHERE field = 'relation' AND undoes IS NULL
  AND id NOT IN (SELECT undoes FROM decision WHERE undoes IS NOT NULL)
GROUP BY target;

-- Pairs that are compared, and those that are no longer, but decided.
CREATE VIEW IF NOT EXISTS pair AS
SELECT id, relation, "left", "right" FROM comparison
UNION ALL
SELECT target, NULL, "left", "right" FROM relation_decided
WHERE "left" IS NOT NULL AND target NOT IN (SELECT id FROM comparison);

CREATE VIEW IF NOT EXISTS side AS
SELECT claim.id, claim.text, claim.speaker, document.outlet, document.published, document.id AS document
FROM claim JOIN document ON document.id = claim.document
UNION ALL
SELECT figure.id, figure.text, claim.speaker, document.outlet, document.published, document.id
FROM figure JOIN document ON document.id = figure.document LEFT JOIN claim ON claim.id = figure.claim;

CREATE VIEW IF NOT EXISTS conflicts AS
SELECT pair.id, pair.relation AS found, relation_decided.relation AS decided,
       relation_decided.who AS decided_by,
       one.text AS left_text, one.speaker AS left_speaker, one.outlet AS left_outlet,
       one.published AS left_published, one.document AS left_document,
       other.text AS right_text, other.speaker AS right_speaker, other.outlet AS right_outlet,
       other.published AS right_published, other.document AS right_document
FROM pair
JOIN side AS one ON one.id = pair."left"
JOIN side AS other ON other.id = pair."right"
LEFT JOIN relation_decided ON relation_decided.target = pair.id
WHERE coalesce(relation_decided.relation, pair.relation) = 'conflicts';

CREATE VIEW IF NOT EXISTS figures_by_event AS
SELECT figure.event, figure.counted, figure.low, figure.high, figure.unit, figure.text, claim.speaker,
       document.outlet, document.published, json_extract(figure.record, '$.place.text') AS place,
       json_extract(figure.record, '$.time.from') AS "from", json_extract(figure.record, '$.time.to') AS "to",
       figure.id, figure.document
FROM figure JOIN document ON document.id = figure.document LEFT JOIN claim ON claim.id = figure.claim
WHERE figure.event IS NOT NULL
ORDER BY figure.event, figure.counted, figure.low;

CREATE VIEW IF NOT EXISTS who_is_quoted AS
SELECT json_extract(source.value, '$.name') AS speaker, document.outlet, count(DISTINCT claim.id) AS claims,
       sum(claim.denied) AS denials, group_concat(DISTINCT lower(claim.cue)) AS words
FROM claim JOIN document ON document.id = claim.document, json_each(claim.record, '$.sources') AS source
WHERE claim.mode <> 'narrated' AND json_extract(source.value, '$.name') IS NOT NULL
GROUP BY 1, 2
ORDER BY claims DESC, 1, 2;

CREATE VIEW IF NOT EXISTS claims_searched AS
SELECT claim_search.rowid AS search_id, claim.id, claim.text, claim.speaker, claim.mode, claim.cue,
       document.outlet, document.published, document.title, claim.document
FROM claim_search JOIN claim ON claim.id = claim_search.id JOIN document ON document.id = claim.document;
