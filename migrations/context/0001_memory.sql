-- The chat memory. Times are Unix seconds.

-- A chat has a key of its own: a group that becomes a supergroup gets a new id, and its history stays in one place.
CREATE TABLE chats (
    key INTEGER PRIMARY KEY,
    -- The newest of its ids.
    current_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    username TEXT,
    -- When it was first seen with this kind, title and username.
    since INTEGER NOT NULL,
    -- Counters: messages and people leave out this bot's own and service messages.
    messages INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 0,
    own_messages INTEGER NOT NULL DEFAULT 0,
    edits INTEGER NOT NULL DEFAULT 0,
    first_message_at INTEGER,
    last_message_at INTEGER,
    -- JSON array of [person, messages]: the ten who wrote most, most first.
    top TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX chats_active ON chats (last_message_at);

CREATE TABLE chat_ids (
    id INTEGER PRIMARY KEY,
    chat_key INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_ids_of ON chat_ids (chat_key);

CREATE TABLE titles (
    chat_key INTEGER NOT NULL,
    title TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX titles_of ON titles (chat_key, since);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT,
    username TEXT,
    language TEXT,
    -- When the person was first seen as this row says.
    since INTEGER NOT NULL,
    -- Wrote at least one counted message anywhere.
    wrote INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE people_names (
    person_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    username TEXT,
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX people_names_of ON people_names (person_id, since);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    chat_key INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    thread_id INTEGER,
    reply_to INTEGER,
    sender_id INTEGER NOT NULL,
    date INTEGER NOT NULL,
    edited_at INTEGER,
    text TEXT,
    entities TEXT,
    media_kind TEXT,
    file_id TEXT,
    forward_name TEXT,
    forward_id INTEGER,
    forward_date INTEGER,
    album TEXT,
    -- What Telegram itself says here, as JSON.
    service TEXT,
    own INTEGER NOT NULL,
    -- Its place in the journal, if it came through it.
    seq INTEGER,
    UNIQUE (chat_id, message_id)
) STRICT;
CREATE INDEX messages_recent ON messages (chat_key, date);
CREATE INDEX messages_thread ON messages (chat_key, thread_id, date) WHERE thread_id IS NOT NULL;

-- All versions of a message that was edited, the first and the current one among them.
CREATE TABLE message_versions (
    id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    since INTEGER NOT NULL,
    -- JSON array: text, entities, media kind, file id.
    content TEXT NOT NULL
) STRICT;
CREATE INDEX message_versions_of ON message_versions (message, since);

CREATE TABLE reactions (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    -- JSON array; empty when taken back.
    emoji TEXT NOT NULL,
    date INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reaction_counts (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    -- JSON array of [emoji, count].
    counts TEXT NOT NULL,
    date INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_people (
    chat_key INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (chat_key, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    chat_key INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    since INTEGER NOT NULL,
    -- 1 from a membership update, 0 from a service message, which tells less.
    exact INTEGER NOT NULL,
    PRIMARY KEY (chat_key, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership_log (
    chat_key INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    date INTEGER NOT NULL,
    status TEXT NOT NULL,
    changed_by INTEGER NOT NULL,
    PRIMARY KEY (chat_key, person_id, date, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE pins (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    chat_key INTEGER NOT NULL,
    date INTEGER NOT NULL,
    pinned_by INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pins_of ON pins (chat_key);

CREATE TABLE totals (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    messages INTEGER NOT NULL,
    chats INTEGER NOT NULL,
    people INTEGER NOT NULL
) STRICT;
INSERT INTO totals VALUES (1, 0, 0, 0);

-- Words of counted messages, each as "<chat key>:<word>": a search reads nothing of other chats, prefixes included.
-- Words are cut and folded before they come here, so the plainest tokenizer does.
CREATE VIRTUAL TABLE found USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = "ascii tokenchars ':'"
);
