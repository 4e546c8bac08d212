-- What people made of our words: sums of marks that fade, see conversation::feedback.
CREATE TABLE feedback (
    chat_id   INTEGER NOT NULL,
    person_id INTEGER NOT NULL,        -- 0: all people of the chat together
    good      REAL    NOT NULL,
    bad       REAL    NOT NULL,
    ignored   REAL    NOT NULL,
    at        INTEGER NOT NULL,        -- Unix seconds: the sums are as of then
    PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_of ON feedback (person_id) WHERE person_id <> 0;
CREATE INDEX feedback_old ON feedback (at);

-- Our last words in each chat, as JSON. Bounded; see conversation::feedback::OwnWords.
CREATE TABLE own_words (
    chat_id INTEGER PRIMARY KEY,
    state   TEXT NOT NULL
) STRICT;

-- How much everybody says in each chat just now, as JSON. Bounded; see conversation::spam.
CREATE TABLE floods (
    chat_id INTEGER PRIMARY KEY,
    state   TEXT NOT NULL
) STRICT;
