-- What was told of the case, so that a run tells what came since: for the machine alone, and no finding.

CREATE TABLE IF NOT EXISTS told_document (
    path TEXT NOT NULL, member ANY, document TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS told_document_path ON told_document (path);

CREATE TABLE IF NOT EXISTS told_point (
    kind TEXT NOT NULL, "key" TEXT NOT NULL, line TEXT NOT NULL,
    articles TEXT NOT NULL DEFAULT '[]',  -- the ids of those that it was told of
    PRIMARY KEY (kind, "key")
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS told_failure (id TEXT PRIMARY KEY, path TEXT NOT NULL, member ANY) STRICT;
