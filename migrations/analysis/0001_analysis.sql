-- What was understood of each message, and what that comes to by the hour. Times are Unix seconds, hours are Unix
-- hours (time / 3600), sentiment and confidence are thousandths.

-- A chat has a key of its own: a group that becomes a supergroup gets a new id, and its history stays in one place.
CREATE TABLE chat_ids (
    id INTEGER PRIMARY KEY,
    chat_key INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_ids_of ON chat_ids (chat_key);

CREATE TABLE readings (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    chat_key INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    -- From 0 to the end of the year 9999, whatever the clocks say.
    date INTEGER NOT NULL,
    -- Of its newest version: when it was edited last, or written.
    at INTEGER NOT NULL,
    -- The rest is NULL, and the message counts nowhere, where the newest version has nothing to be understood. Such a
    -- row is kept so that an older version that comes late is known to be older.
    language TEXT,
    -- JSON array, strongest first.
    emotions TEXT,
    emotion TEXT AS (emotions ->> 0),
    sentiment INTEGER,
    topic TEXT,
    -- JSON array, best first.
    keywords TEXT,
    confidence INTEGER,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_recent ON readings (chat_key, date) WHERE topic IS NOT NULL;
CREATE INDEX readings_silent ON readings (date) WHERE topic IS NULL;

-- The sums of an hour of a chat; an hour without messages has no row.
CREATE TABLE hours (
    chat_key INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    -- Rows of hour_people.
    participants INTEGER NOT NULL,
    sentiment INTEGER NOT NULL,
    -- Messages by their strongest emotion.
    anger INTEGER NOT NULL,
    disgust INTEGER NOT NULL,
    fear INTEGER NOT NULL,
    joy INTEGER NOT NULL,
    sadness INTEGER NOT NULL,
    surprise INTEGER NOT NULL,
    neutral INTEGER NOT NULL,
    PRIMARY KEY (chat_key, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX hours_old ON hours (hour);

CREATE TABLE hour_people (
    chat_key INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (chat_key, hour, person_id)
) STRICT, WITHOUT ROWID;

-- Messages by topic; general, which is none, is left out.
CREATE TABLE hour_topics (
    chat_key INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    topic TEXT NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (chat_key, hour, topic)
) STRICT, WITHOUT ROWID;
