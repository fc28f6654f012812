-- Follow-ups of polls, as package followup derives them: plans, and marks of what is done or dropped. Accounts are numbers in subjects.

CREATE TABLE followups (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    owner     INTEGER NOT NULL,
    -- The body of the plan.
    plan      BLOB NOT NULL
) STRICT;
CREATE INDEX followups_by_subject ON followups (subject);

CREATE TABLE followup_marks (
    ord       INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES subjects,
    author    INTEGER NOT NULL,
    time_ms   INTEGER NOT NULL,
    milestone TEXT NOT NULL,
    marked    TEXT NOT NULL,
    why       TEXT NOT NULL,
    replaces  BLOB NOT NULL
) STRICT;
CREATE INDEX followup_marks_by_subject ON followup_marks (subject);
