-- One file holds one community as one install knows it. What is shared is the set of ops; everything else is derived from it, or local.

-- Which migrations made this file, "core/0001". A name that a binary does not know was written by a newer one.
CREATE TABLE migrations (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Numbers that only ever rise, or that are dear to count: the last Order given to an op, how many there are, what
-- waits, how far search and scrub have come.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Words that many ops repeat are kept once, so that an op names them by a small number.
CREATE TABLE kinds (
    ref  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What ops belong to, where that is not the op itself: a proposal, a poll, an account.
CREATE TABLE subjects (
    ref INTEGER PRIMARY KEY,
    id  BLOB NOT NULL UNIQUE CHECK (length(id) = 32)
) STRICT;

-- Devices and the state of their logs. A device gets its number with its first op, and its record (account and what follows) in the same transaction.
CREATE TABLE devices (
    ref      INTEGER PRIMARY KEY,
    key      BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    account  BLOB,
    -- The newest op of an unforked log, and how many ops of the device are stored.
    tip      BLOB,
    tip_seq  INTEGER,
    ops      INTEGER,
    -- The lowest forked number with the two smallest ids; NULL where the log is not forked.
    fork_seq INTEGER,
    fork_a   BLOB,
    fork_b   BLOB
) STRICT;

-- What ops see of authority. Almost every op shares its past with the op before, and what it adds is little: parts are the pasts that one goes on
-- from, numbers of 4 bytes each, big-endian, one after the other; heads and names are what it adds, ids of 32 bytes each.
CREATE TABLE pasts (
    number INTEGER PRIMARY KEY,
    parts  BLOB NOT NULL,
    heads  BLOB NOT NULL,
    names  BLOB NOT NULL
) STRICT;

-- The ops. ord is the order in which they were stored here, each after its past; numbers are never given twice.
-- The id is not kept: it is the SHA-256 of the header. head is its first eight bytes, as a number that sorts alike, and finds an op in an index of
-- a third of the size. Whoever spends 2^32 tries makes two headers that begin alike: twin tells those apart, and whoever looks compares whole ids.
-- device, kind and past have no foreign keys: three more searches an op would cost as much as the op itself.
CREATE TABLE ops (
    ord       INTEGER PRIMARY KEY,
    head      INTEGER NOT NULL,
    twin      INTEGER NOT NULL,
    device    INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    kind      INTEGER NOT NULL,
    past      INTEGER NOT NULL,
    -- NULL: none; 0: the op itself; else subjects.ref.
    subject   INTEGER,
    verdict   INTEGER NOT NULL,
    header    BLOB NOT NULL,
    signature BLOB NOT NULL,
    -- NULL where it is not at hand: withdrawn, or never received.
    body      BLOB
) STRICT;

CREATE UNIQUE INDEX ops_by_id ON ops (head, twin);
-- A log by number. Not unique: a forked log has two ops of one number.
CREATE INDEX ops_by_device ON ops (device, seq);
CREATE INDEX ops_by_past ON ops (past);
CREATE INDEX ops_by_subject ON ops (subject) WHERE subject > 0;
-- 1 is applied, see app/kind/verdict.go: what is not, is rare, and people ask for it.
CREATE INDEX ops_not_applied ON ops (ord) WHERE verdict <> 1;

-- Who names whom, by deps or body; that an op names the one before it in its log follows from ops_by_device.
-- A child that was dropped may be left here: its number is never given again, so it finds nothing.
CREATE TABLE links (
    parent INTEGER NOT NULL,
    child  INTEGER NOT NULL,
    PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;

-- The acts that authority holds in memory, read at start.
CREATE TABLE chain (
    ord INTEGER PRIMARY KEY
) STRICT;

-- Ops whose past is not all here, by age; the oldest go first when there are too many.
CREATE TABLE waiting (
    place     INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    missing   BLOB NOT NULL,
    header    BLOB NOT NULL,
    signature BLOB NOT NULL,
    body      BLOB
) STRICT;
CREATE INDEX waiting_by_missing ON waiting (missing);

-- Stored ops whose bytes are not what they were: they must be fetched again. id is NULL where the header itself is damaged.
CREATE TABLE damaged (
    ord INTEGER PRIMARY KEY,
    id  BLOB
) STRICT;
