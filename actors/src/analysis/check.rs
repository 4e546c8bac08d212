//! The kept sums against the messages they count, for `verify`.

use sqlx::SqliteConnection;

use crate::{
    sqlite::StorageError,
    store::{Mismatch, mismatches},
};

// What is kept and what is counted are put on top of one another and grouped: a join of the two would compare each row
// of one with each of the other. At most 1,000 mismatches of each table are told.
const HOURS: &str = "
WITH counted AS (
  SELECT chat_key, date / 3600 AS hour, count(*) AS messages, count(DISTINCT person_id) AS participants,
         sum(sentiment) AS sentiment, sum(emotion IS 'anger') AS anger, sum(emotion IS 'disgust') AS disgust,
         sum(emotion IS 'fear') AS fear, sum(emotion IS 'joy') AS joy, sum(emotion IS 'sadness') AS sadness,
         sum(emotion IS 'surprise') AS surprise, sum(emotion IS NULL) AS neutral
  FROM readings WHERE topic IS NOT NULL GROUP BY 1, 2),
both AS (
  SELECT chat_key, hour, 1 AS kept, messages, participants, sentiment, anger, disgust, fear, joy, sadness, surprise,
         neutral FROM hours
  UNION ALL SELECT chat_key, hour, 0, messages, participants, sentiment, anger, disgust, fear, joy, sadness, surprise,
         neutral FROM counted),
numbers AS (
  SELECT chat_key, hour, 'messages' AS number, sum(iif(kept, messages, 0)) AS kept, sum(iif(kept, 0, messages)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'participants' AS number, sum(iif(kept, participants, 0)) AS kept, sum(iif(kept, 0, participants)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'sentiment' AS number, sum(iif(kept, sentiment, 0)) AS kept, sum(iif(kept, 0, sentiment)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'anger' AS number, sum(iif(kept, anger, 0)) AS kept, sum(iif(kept, 0, anger)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'disgust' AS number, sum(iif(kept, disgust, 0)) AS kept, sum(iif(kept, 0, disgust)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'fear' AS number, sum(iif(kept, fear, 0)) AS kept, sum(iif(kept, 0, fear)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'joy' AS number, sum(iif(kept, joy, 0)) AS kept, sum(iif(kept, 0, joy)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'sadness' AS number, sum(iif(kept, sadness, 0)) AS kept, sum(iif(kept, 0, sadness)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'surprise' AS number, sum(iif(kept, surprise, 0)) AS kept, sum(iif(kept, 0, surprise)) AS counted FROM both GROUP BY 1, 2
  UNION ALL SELECT chat_key, hour, 'neutral' AS number, sum(iif(kept, neutral, 0)) AS kept, sum(iif(kept, 0, neutral)) AS counted FROM both GROUP BY 1, 2)
SELECT number || ' in hour ' || hour, (SELECT min(id) FROM chat_ids i WHERE i.chat_key = numbers.chat_key), kept, counted
FROM numbers WHERE kept <> counted ORDER BY chat_key, hour LIMIT 1000";
const PEOPLE: &str = "
WITH both AS (
  SELECT chat_key, hour, person_id, messages AS kept, 0 AS counted FROM hour_people
  UNION ALL SELECT chat_key, date / 3600, person_id, 0, 1 FROM readings WHERE topic IS NOT NULL)
SELECT 'messages of a person in hour ' || hour, (SELECT min(id) FROM chat_ids i WHERE i.chat_key = both.chat_key),
       sum(kept), sum(counted)
FROM both GROUP BY chat_key, hour, person_id HAVING sum(kept) <> sum(counted) LIMIT 1000";
const TOPICS: &str = "
WITH both AS (
  SELECT chat_key, hour, topic, messages AS kept, 0 AS counted FROM hour_topics
  UNION ALL SELECT chat_key, date / 3600, topic, 0, 1 FROM readings WHERE topic <> 'general')
SELECT 'messages on ' || topic || ' in hour ' || hour, (SELECT min(id) FROM chat_ids i WHERE i.chat_key = both.chat_key),
       sum(kept), sum(counted)
FROM both GROUP BY chat_key, hour, topic HAVING sum(kept) <> sum(counted) LIMIT 1000";
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
