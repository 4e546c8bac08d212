-- Every message of people counts in its hour, one without a text too; moods and topics are of those with one. What had
-- nothing to be understood counted nowhere so far, and was kept only after edits.
DELETE FROM readings WHERE topic IS NULL;
DROP INDEX readings_silent;
DROP INDEX readings_recent;
CREATE INDEX readings_by_date ON readings (chat_key, date);
