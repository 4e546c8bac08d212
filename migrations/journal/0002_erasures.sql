-- Erasures, each until the raw texts that they reach are gone from this file too.
CREATE TABLE erasures (
    person INTEGER PRIMARY KEY,
    before INTEGER NOT NULL,
    -- The entry that asked for it.
    seq    INTEGER NOT NULL,
    done   INTEGER NOT NULL
) STRICT;
-- How far entries were looked through for what is not to be kept.
CREATE TABLE scrubbed (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    through INTEGER NOT NULL
) STRICT;
INSERT INTO scrubbed VALUES (1, 0);
