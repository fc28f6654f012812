-- Paper ballots: the helper who entered one, NULL where the voter cast it; from which paper, and who saw it.

ALTER TABLE ballots ADD COLUMN helper BLOB;
ALTER TABLE ballots ADD COLUMN paper TEXT NOT NULL DEFAULT '';
ALTER TABLE ballots ADD COLUMN witness TEXT NOT NULL DEFAULT '';
