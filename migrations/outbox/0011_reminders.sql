-- What people want to be reminded of. A row stays for some days after its time, so that it can be put off.
CREATE TABLE reminders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    -- The message that asks for it: however often it is handled, it asks once.
    message_id INTEGER,
    person_id INTEGER NOT NULL,
    -- Whose birthday it is, if they are known.
    about_id INTEGER,
    -- Unix seconds; NULL once everything was said.
    due INTEGER,
    changed INTEGER NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (chat_id, message_id)
) STRICT;
CREATE INDEX reminders_due ON reminders (due) WHERE due IS NOT NULL;
CREATE INDEX reminders_of_people ON reminders (person_id, chat_id);
CREATE INDEX reminders_about ON reminders (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX reminders_done ON reminders (changed) WHERE due IS NULL;
