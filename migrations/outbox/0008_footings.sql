-- How we stand in each chat: whether we may write there, see conversation::Footing. No row: nothing special.
CREATE TABLE footings (
    chat_id INTEGER PRIMARY KEY,
    -- JSON.
    state   TEXT NOT NULL
) STRICT;
