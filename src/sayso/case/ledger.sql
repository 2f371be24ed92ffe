-- By what a case finds again what was compared: for the machine alone, and made anew with it.
-- Documents go by small numbers; the words and grams that lead from one to another are hashes (comparison/).

CREATE TABLE IF NOT EXISTS compared (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, path TEXT NOT NULL,
    member ANY,
    words INTEGER NOT NULL DEFAULT 0,  -- how many telling words it has
    gone INTEGER NOT NULL DEFAULT 0  -- 1 where it was dropped, or read anew, after it was compared
) STRICT;

CREATE TRIGGER IF NOT EXISTS document_gone AFTER DELETE ON document BEGIN
    UPDATE compared SET gone = 1 WHERE document = OLD.id;
END;

CREATE TABLE IF NOT EXISTS gist (document INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS word_held (
    trace INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (trace, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS gram_held (
    trace INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (trace, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS near (
    document INTEGER NOT NULL, other INTEGER NOT NULL, shared INTEGER NOT NULL,
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS near_other ON near (other);

CREATE TABLE IF NOT EXISTS joined (
    "left" TEXT NOT NULL, "right" TEXT NOT NULL, firm REAL NOT NULL, one INTEGER NOT NULL,
    other INTEGER NOT NULL, PRIMARY KEY ("left", "right")
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS joined_right ON joined ("right");
CREATE INDEX IF NOT EXISTS joined_documents ON joined (one, other);

CREATE TABLE IF NOT EXISTS grouped (
    claim TEXT NOT NULL, "group" TEXT NOT NULL, PRIMARY KEY (claim, "group")
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS grouped_group ON grouped ("group");

CREATE TABLE IF NOT EXISTS name_key (
    "key" TEXT NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY ("key", entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_key_entity ON name_key (entity);

CREATE INDEX IF NOT EXISTS named_id ON named (id);
CREATE INDEX IF NOT EXISTS comparison_left ON comparison ("left");
CREATE INDEX IF NOT EXISTS comparison_right ON comparison ("right");
CREATE INDEX IF NOT EXISTS comparison_relation ON comparison (relation);
CREATE INDEX IF NOT EXISTS passage_left ON passage ("left");
CREATE INDEX IF NOT EXISTS passage_right ON passage ("right");
