-- Search over the texts of rows. A document has the Order of the op that its row belongs to. Only which three characters occur in it is kept, not
-- where: the text itself lies in its row, and whoever searches looks there.
CREATE VIRTUAL TABLE search USING fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram');

-- Documents whose rows changed or went after they were indexed.
CREATE TABLE search_stale (
    ord INTEGER PRIMARY KEY
) STRICT;
