-- What forgetting a person, or the old messages of a chat, has to find without reading everything.
CREATE INDEX readings_of ON readings (person_id, date);
