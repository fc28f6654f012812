-- Stored ops without their body: few, and asked for where they may not be dropped.
CREATE INDEX ops_bare ON ops (ord) WHERE body IS NULL;
