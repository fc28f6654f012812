-- What is not shared with anybody. Kept when projections are rebuilt, kept in backups, gone with the file.

-- Texts that the person has not published yet.
CREATE TABLE local_drafts (
    name       TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    text       TEXT NOT NULL,
    track      TEXT NOT NULL,
    topic      BLOB,
    revises    BLOB,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which posts the person has read.
CREATE TABLE local_reads (
    post BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Whose posts this person does not want to see.
CREATE TABLE local_mutes (
    account BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What each peer was last known to hold, the tips of all logs, under the name that the person gave it.
CREATE TABLE local_peers (
    name  TEXT PRIMARY KEY,
    tips  BLOB NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Posts whose bodies may be dropped, and since when this install has known that.
CREATE TABLE local_drops (
    post     BLOB PRIMARY KEY,
    since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
