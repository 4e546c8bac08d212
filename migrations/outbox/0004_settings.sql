-- What each chat has set for itself; see conversation::Settings. No row: as the operator set it.
CREATE TABLE settings (
    chat_id INTEGER PRIMARY KEY,
    -- JSON.
    state   TEXT NOT NULL
) STRICT;
