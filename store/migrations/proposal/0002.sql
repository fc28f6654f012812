-- Comments on polls: the seal that shows that the author knew the outcome, NULL for all other comments.

ALTER TABLE comments ADD COLUMN outcome BLOB;
