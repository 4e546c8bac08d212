-- How each chat talks just now: what decides whether to speak unasked. Bounded; see conversation::Rhythm.
CREATE TABLE rhythms (
    chat_id INTEGER PRIMARY KEY,
    -- JSON.
    state   TEXT NOT NULL
) STRICT;
