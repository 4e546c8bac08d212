-- What forgetting a person has to find without reading everything.
CREATE INDEX messages_of ON messages (sender_id, date);
CREATE INDEX messages_forwarded ON messages (forward_id) WHERE forward_id IS NOT NULL;
CREATE INDEX messages_own ON messages (chat_key, date) WHERE own = 1;
-- Those that hold names of people beside the sender's.
CREATE INDEX messages_naming ON messages (chat_key)
    WHERE instr(entities, 'text_mention') > 0 OR instr(service, 'first_name') > 0;
CREATE INDEX chat_people_of ON chat_people (person_id);
CREATE INDEX reactions_of ON reactions (person_id);
-- How far the messages of a chat that keeps them only for some days are wiped.
CREATE TABLE wiped_through (
    chat_key INTEGER PRIMARY KEY,
    date INTEGER NOT NULL,
    message INTEGER NOT NULL
) STRICT;
CREATE INDEX members_of ON members (person_id);
