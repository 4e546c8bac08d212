-- What each person is like, and what they chose. Times are Unix seconds, `person` is a Telegram user id.

-- One row a person. What is smoothed is kept in whole millionths, so that the same messages give the same rows on any
-- machine and however they are divided into batches.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    -- All messages, media and commands too; those whose own words were read.
    messages INTEGER NOT NULL,
    analysed INTEGER NOT NULL,
    -- The earliest and the latest date of a message.
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- The day of the last message (UTC), counted from 1970, and how many messages there were lately, fading day by day.
    day INTEGER NOT NULL,
    lately INTEGER NOT NULL,
    -- Characters of all messages that were read.
    characters INTEGER NOT NULL,
    -- Smoothed, a message that was read: characters, words, words of more than eight letters.
    length INTEGER NOT NULL,
    words INTEGER NOT NULL,
    long_words INTEGER NOT NULL,
    -- Points of each manner of speaking; they fade with every message that is read.
    formal INTEGER NOT NULL,
    friendly INTEGER NOT NULL,
    casual INTEGER NOT NULL,
    humorous INTEGER NOT NULL,
    -- The manner that leads, as it was inferred last.
    style TEXT NOT NULL,
    -- Smoothed: 0 never jokes, 1000000 always; -1000000 sad or angry, 1000000 glad.
    humour INTEGER NOT NULL,
    sentiment INTEGER NOT NULL,
    -- The language mostly written (ISO 639-1, or und), and its lead over the others in messages.
    language TEXT NOT NULL,
    language_lead INTEGER NOT NULL
) STRICT;

-- Messages by the hour of the day, in the time zone of the chat.
CREATE TABLE hours (
    person INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (person, hour)
) STRICT, WITHOUT ROWID;

-- At most 64 of each person.
CREATE TABLE emoji (
    person INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    uses INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (person, emoji)
) STRICT, WITHOUT ROWID;

-- Messages that were read, by topic.
CREATE TABLE topics (
    person INTEGER NOT NULL,
    topic TEXT NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (person, topic)
) STRICT, WITHOUT ROWID;

-- The last 100 messages that were read of each person: number n is in slot n % 100, the first is 0.
CREATE TABLE recent (
    person INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    date INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    -- In millionths, as above.
    sentiment INTEGER NOT NULL,
    PRIMARY KEY (person, slot)
) STRICT, WITHOUT ROWID;

-- What people chose. This does not follow from messages.
CREATE TABLE choices (
    person INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    chosen_at INTEGER NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;

-- What people want or do not want to be told unasked. This does not follow from messages either.
CREATE TABLE notifications (
    person INTEGER NOT NULL,
    kind TEXT NOT NULL,
    allowed INTEGER NOT NULL,
    PRIMARY KEY (person, kind)
) STRICT, WITHOUT ROWID;

-- What changed, numbered a person; the last 200 of each person.
CREATE TABLE events (
    person INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_age ON events (at);
