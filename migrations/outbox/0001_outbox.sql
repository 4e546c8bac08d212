-- What is to be said, from the decision to the message sent.
CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    seq           INTEGER NOT NULL,        -- the journal entry that asked for it
    received_ms   INTEGER NOT NULL,        -- when that entry was stored
    chat_id       INTEGER NOT NULL,
    thread_id     INTEGER,
    reply_to      INTEGER,
    at_least_once INTEGER NOT NULL,        -- after an unknown outcome: 1 sends again, 0 does not
    state         TEXT    NOT NULL CHECK (state IN ('decided', 'ready', 'sending', 'sent', 'failed', 'unknown')),
    request       TEXT    NOT NULL,        -- what was asked, for the composer
    html          TEXT,                    -- what is said, once it is composed
    tries         INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    outcome       TEXT,                    -- why it failed
    changed_ms    INTEGER NOT NULL
) STRICT;

CREATE INDEX outbox_open ON outbox (state, chat_id, id) WHERE state IN ('decided', 'ready', 'sending');
CREATE INDEX outbox_closed ON outbox (changed_ms) WHERE state IN ('sent', 'failed', 'unknown');
