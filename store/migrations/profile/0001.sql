-- The profile: what one install knows beside its communities' own files. It holds nothing that others could not be shown; keys lie elsewhere.

-- Which migrations made this file, "profile/0001".
CREATE TABLE migrations (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Choices and notes, by name.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The communities that this install is in. Each has a file of its own.
CREATE TABLE communities (
    id             BLOB PRIMARY KEY CHECK (length(id) = 32),
    -- The charter's name, as last seen.
    name           TEXT NOT NULL,
    nonce          BLOB NOT NULL CHECK (length(nonce) = 16),
    account        BLOB NOT NULL CHECK (length(account) = 32),
    -- How often the person has joined anew: the n of the account key's derivation.
    account_number INTEGER NOT NULL CHECK (account_number >= 0),
    device         BLOB NOT NULL CHECK (length(device) = 32),
    -- A settled commit that was known first; 32 zero bytes where none is.
    pin            BLOB NOT NULL CHECK (length(pin) = 32),
    joined_ms      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where relays of a community can be reached, in the order in which the invite named them.
CREATE TABLE relays (
    community BLOB NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
    place     INTEGER NOT NULL,
    address   TEXT NOT NULL,
    PRIMARY KEY (community, place)
) STRICT, WITHOUT ROWID;
