-- Messages by who wrote them. It is filled in parts (see src/by_person.rs): as an index of `messages`, each message would
-- change a page of its own in it.
CREATE TABLE by_person (
    person_id INTEGER NOT NULL,
    date INTEGER NOT NULL,
    -- Of the message.
    id INTEGER NOT NULL,
    PRIMARY KEY (person_id, date, id)
) STRICT, WITHOUT ROWID;
INSERT INTO by_person SELECT sender_id, date, id FROM messages ORDER BY sender_id, date, id;
-- The last message that is in it.
CREATE TABLE by_person_through (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    message INTEGER NOT NULL
) STRICT;
INSERT INTO by_person_through SELECT 1, coalesce(max(id), 0) FROM messages;
DROP INDEX messages_of;
