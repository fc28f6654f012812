-- What is not shared with anybody. Kept when projections are rebuilt, kept in backups, gone with the file.

-- Texts that the person has not published yet.
CREATE TABLE local_drafts (
    name       TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    content    BLOB NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the person has read a subject: the Order of the newest op that was seen.
CREATE TABLE local_reads (
    subject BLOB PRIMARY KEY,
    ord     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose posts this person does not want to see.
CREATE TABLE local_mutes (
    account BLOB PRIMARY KEY,
    since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each peer was last known to hold, under the name that the person gave it.
CREATE TABLE local_peers (
    name       TEXT PRIMARY KEY,
    frontier   BLOB NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
