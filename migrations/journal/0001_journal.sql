-- Every update as it came. AUTOINCREMENT: a number is never used twice, not even after pruning.
CREATE TABLE updates (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT    NOT NULL,          -- telegram, sent, import, retry
    bot_id      INTEGER NOT NULL,
    update_id   INTEGER,                   -- Telegram's; negative: a digest of the text, where Telegram gave none
    received_ms INTEGER NOT NULL,
    only_for    TEXT,                      -- the one store that shall apply it; NULL: all
    raw         TEXT    NOT NULL,
    UNIQUE (bot_id, update_id)
) STRICT;

-- What could not be handled, kept until an operator retries or drops it.
CREATE TABLE dead_letters (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    seq          INTEGER NOT NULL,
    stage        TEXT    NOT NULL,         -- update (it cannot be read) or the store that failed on it
    bot_id       INTEGER NOT NULL,
    update_id    INTEGER,
    reason       TEXT    NOT NULL,
    tries        INTEGER NOT NULL,
    set_aside_ms INTEGER NOT NULL,
    raw          TEXT    NOT NULL,
    UNIQUE (seq, stage)
) STRICT;
