-- Talk and texts, as package proposal derives them. Rows that belong to one op have its Order (ord), so that a list as stored is a scan of numbers;
-- subject is the topic, the proposal or the account that a row is derived with. Accounts are numbers in subjects, op ids are 32 bytes, NULL for none.

CREATE TABLE topics (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    newcomer  INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    absent    INTEGER NOT NULL,
    withdrawn BLOB,
    dropped   BLOB,
    title     TEXT NOT NULL,
    text      TEXT NOT NULL
) STRICT;
CREATE INDEX topics_by_subject ON topics (subject);

CREATE TABLE proposals (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    newcomer  INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    absent    INTEGER NOT NULL,
    withdrawn BLOB,
    dropped   BLOB,
    track     TEXT NOT NULL,
    topic     BLOB,
    heads     BLOB NOT NULL,
    title     TEXT NOT NULL,
    -- The Order of the revision that counts as the text.
    current   INTEGER NOT NULL
) STRICT;
CREATE INDEX proposals_by_subject ON proposals (subject);

CREATE TABLE revisions (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    newcomer  INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    absent    INTEGER NOT NULL,
    withdrawn BLOB,
    dropped   BLOB,
    replaces  BLOB NOT NULL,
    amendment BLOB,
    title     TEXT NOT NULL,
    text      TEXT NOT NULL,
    note      TEXT NOT NULL
) STRICT;
CREATE INDEX revisions_by_subject ON revisions (subject);

CREATE TABLE amendments (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    newcomer  INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    absent    INTEGER NOT NULL,
    withdrawn BLOB,
    dropped   BLOB,
    revision  BLOB,
    title     TEXT NOT NULL,
    text      TEXT NOT NULL,
    note      TEXT NOT NULL,
    taken_in  BLOB,
    decisions BLOB NOT NULL,
    accepted  INTEGER NOT NULL,
    reason    TEXT NOT NULL
) STRICT;
CREATE INDEX amendments_by_subject ON amendments (subject);

CREATE TABLE decisions (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    amendment BLOB,
    author    INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    accept    INTEGER NOT NULL,
    reason    TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_subject ON decisions (subject);

CREATE TABLE comments (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    newcomer  INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    absent    INTEGER NOT NULL,
    withdrawn BLOB,
    dropped   BLOB,
    -- NULL where it is on the thread's own post.
    on_post   BLOB,
    parent    BLOB,
    text      TEXT NOT NULL,
    -- Accounts, 32 bytes each; NULL for none.
    mentioned BLOB,
    -- The author of the comment or post that it answers, where that is somebody else.
    answers   INTEGER
) STRICT;
CREATE INDEX comments_by_subject ON comments (subject);
CREATE INDEX comments_by_answered ON comments (answers) WHERE answers IS NOT NULL;

-- Who is mentioned where, to be found by the account. Rows go with their comment.
CREATE TABLE mentions (
    comment INTEGER NOT NULL REFERENCES comments ON DELETE CASCADE,
    account INTEGER NOT NULL,
    PRIMARY KEY (comment, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_account ON mentions (account, comment);

CREATE TABLE agreements (
    ord     INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subjects,
    -- The Order of the comment.
    comment INTEGER NOT NULL,
    account INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    ended   BLOB
) STRICT;
CREATE INDEX agreements_by_subject ON agreements (subject);
CREATE INDEX agreements_by_comment ON agreements (comment);

CREATE TABLE hidden (
    ord     INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subjects,
    -- The Order of the post.
    post    INTEGER NOT NULL,
    steward INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    drops   INTEGER NOT NULL
) STRICT;
CREATE INDEX hidden_by_subject ON hidden (subject);
CREATE INDEX hidden_by_post ON hidden (post);

CREATE TABLE withdrawals (
    ord     INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subjects,
    post    INTEGER NOT NULL,
    author  INTEGER NOT NULL,
    time_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX withdrawals_by_subject ON withdrawals (subject);

-- subject is the account that is muted.
CREATE TABLE mutes (
    ord     INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subjects,
    steward INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    reason  TEXT NOT NULL
) STRICT;
CREATE INDEX mutes_by_subject ON mutes (subject);

CREATE TABLE profile_versions (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    newcomer  INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    absent    INTEGER NOT NULL,
    withdrawn BLOB,
    dropped   BLOB,
    name      TEXT NOT NULL,
    about     TEXT NOT NULL
) STRICT;
CREATE INDEX profile_versions_by_subject ON profile_versions (subject);

-- One for each account, which is its subject.
CREATE TABLE profiles (
    subject INTEGER PRIMARY KEY REFERENCES subjects,
    heads   BLOB NOT NULL,
    name    TEXT NOT NULL,
    about   TEXT NOT NULL
) STRICT;
