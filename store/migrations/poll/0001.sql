-- Polls and ballots, as package poll derives them.

CREATE TABLE polls (
    ord      INTEGER PRIMARY KEY,
    subject  INTEGER NOT NULL REFERENCES subjects,
    author   INTEGER NOT NULL,
    time_ms  INTEGER NOT NULL,
    -- What is decided; NULL for a question without a proposal.
    proposal BLOB,
    -- The body of the opening.
    opening  BLOB NOT NULL
) STRICT;
CREATE INDEX polls_by_subject ON polls (subject);
CREATE INDEX polls_by_proposal ON polls (proposal) WHERE proposal IS NOT NULL;

-- The ballots of a poll lie together, in the order in which they were stored: counting them is one scan, with nothing to look up.
CREATE TABLE ballots (
    subject  INTEGER NOT NULL REFERENCES subjects,
    ord      INTEGER NOT NULL,
    id       BLOB NOT NULL,
    account  BLOB NOT NULL,
    time_ms  INTEGER NOT NULL,
    replaces BLOB,
    choice   BLOB NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (subject, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX ballots_by_account ON ballots (subject, account);
