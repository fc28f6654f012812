-- Delegations, as package delegation derives them: one row for each that was made, in force or not.

CREATE TABLE delegations (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    -- Accounts of 32 bytes each, the first choice first.
    delegates BLOB NOT NULL,
    -- Empty for everything.
    track     TEXT NOT NULL,
    until_ms  INTEGER NOT NULL,
    replaces  BLOB,
    -- The act that took it back; NULL for none.
    ended     BLOB
) STRICT;
CREATE INDEX delegations_by_subject ON delegations (subject);
