-- What language models cost, by day (days since 1970, UTC), chat, person (0: nobody asked) and model.
CREATE TABLE llm_usage (
    day           INTEGER NOT NULL,
    chat_id       INTEGER NOT NULL,
    person_id     INTEGER NOT NULL,
    model         TEXT    NOT NULL,
    requests      INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    input_tokens  INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    PRIMARY KEY (day, chat_id, person_id, model)
) STRICT, WITHOUT ROWID;
