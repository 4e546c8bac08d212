//! The kept sums against the messages they count, for `verify`.

use sqlx::SqliteConnection;

use crate::{
    sqlite::StorageError,
    store::{Mismatch, mismatches},
};

/// At most 1,000 mismatches of each table.
const HOURS: &str = "
WITH counted AS (
  SELECT chat_key, date / 3600 AS hour, count(*) AS messages, count(DISTINCT person_id) AS participants,
         sum(sentiment) AS sentiment, sum(emotion IS 'anger') AS anger, sum(emotion IS 'disgust') AS disgust,
         sum(emotion IS 'fear') AS fear, sum(emotion IS 'joy') AS joy, sum(emotion IS 'sadness') AS sadness,
         sum(emotion IS 'surprise') AS surprise, sum(emotion IS NULL) AS neutral
  FROM readings WHERE topic IS NOT NULL GROUP BY 1, 2),
both AS (
  SELECT coalesce(h.chat_key, c.chat_key) AS chat_key, coalesce(h.hour, c.hour) AS hour,
         json_array('messages', h.messages, c.messages, 'participants', h.participants, c.participants,
                    'sentiment', h.sentiment, c.sentiment, 'anger', h.anger, c.anger, 'disgust', h.disgust, c.disgust,
                    'fear', h.fear, c.fear, 'joy', h.joy, c.joy, 'sadness', h.sadness, c.sadness,
                    'surprise', h.surprise, c.surprise, 'neutral', h.neutral, c.neutral) AS pairs
  FROM hours h FULL JOIN counted c ON c.chat_key = h.chat_key AND c.hour = h.hour
  WHERE (h.messages, h.participants, h.sentiment, h.anger, h.disgust, h.fear, h.joy, h.sadness, h.surprise, h.neutral)
     IS NOT (c.messages, c.participants, c.sentiment, c.anger, c.disgust, c.fear, c.joy, c.sadness, c.surprise,
             c.neutral))
SELECT (pairs ->> n.value) || ' in hour ' || hour,
       (SELECT min(id) FROM chat_ids WHERE chat_ids.chat_key = both.chat_key),
       coalesce(pairs ->> (n.value + 1), 0), coalesce(pairs ->> (n.value + 2), 0)
FROM both CROSS JOIN json_each('[0,3,6,9,12,15,18,21,24,27]') n
WHERE coalesce(pairs ->> (n.value + 1), 0) <> coalesce(pairs ->> (n.value + 2), 0)
ORDER BY chat_key, hour, n.value
LIMIT 1000";
const PEOPLE: &str = "
WITH counted AS (
  SELECT chat_key, date / 3600 AS hour, person_id, count(*) AS messages
  FROM readings WHERE topic IS NOT NULL GROUP BY 1, 2, 3)
SELECT 'messages of a person in hour ' || coalesce(p.hour, c.hour),
       (SELECT min(id) FROM chat_ids i WHERE i.chat_key = coalesce(p.chat_key, c.chat_key)),
       coalesce(p.messages, 0), coalesce(c.messages, 0)
FROM hour_people p
FULL JOIN counted c ON c.chat_key = p.chat_key AND c.hour = p.hour AND c.person_id = p.person_id
WHERE p.messages IS NOT c.messages
LIMIT 1000";
const TOPICS: &str = "
WITH counted AS (
  SELECT chat_key, date / 3600 AS hour, topic, count(*) AS messages
  FROM readings WHERE topic <> 'general' GROUP BY 1, 2, 3)
SELECT 'messages on ' || coalesce(t.topic, c.topic) || ' in hour ' || coalesce(t.hour, c.hour),
       (SELECT min(id) FROM chat_ids i WHERE i.chat_key = coalesce(t.chat_key, c.chat_key)),
       coalesce(t.messages, 0), coalesce(c.messages, 0)
FROM hour_topics t FULL JOIN counted c ON c.chat_key = t.chat_key AND c.hour = t.hour AND c.topic = t.topic
WHERE t.messages IS NOT c.messages
LIMIT 1000";
const KEYS: &str = "
SELECT 'messages under another key', r.chat_id, count(*), 0
FROM readings r LEFT JOIN chat_ids i ON i.id = r.chat_id WHERE i.chat_key IS NOT r.chat_key GROUP BY r.chat_id";

/// The sums that are wrong. Reads every message: for verification only.
///
/// # Errors
/// [`StorageError`].
pub async fn check(conn: &mut SqliteConnection) -> Result<Vec<Mismatch>, StorageError> {
    let mut wrong = Vec::new();
    for statement in [HOURS, PEOPLE, TOPICS, KEYS] {
        wrong.extend(mismatches(conn, statement).await?);
    }
    Ok(wrong)
}
