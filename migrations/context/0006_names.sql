-- When the name was seen last. The newest name counts, whichever is imported first.
ALTER TABLE people ADD COLUMN named_at INTEGER NOT NULL DEFAULT 0;
UPDATE people SET named_at = max(since, coalesce((SELECT max(last_at) FROM chat_people WHERE person_id = id), since))
WHERE first_name <> '';
-- The same of the title.
ALTER TABLE chats ADD COLUMN titled_at INTEGER NOT NULL DEFAULT 0;
UPDATE chats SET titled_at = max(since, coalesce(last_message_at, since)) WHERE title <> '';
-- The name of an author of whom an export tells no id; the sender is nobody (0).
ALTER TABLE messages ADD COLUMN author TEXT;
-- Contacts hold names of people beside the sender's (see model::Sketch::person).
CREATE INDEX messages_contacts ON messages (chat_key) WHERE media_kind = 'contact';
