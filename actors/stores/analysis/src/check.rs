//! The kept sums against the messages they count, for `verify`.

use sqlx::SqliteConnection;

use storage::{
    sqlite::StorageError,
    store::{Mismatch, mismatches},
};

/// The sums of an hour as one line, the kept ones and the counted ones. At most 1,000 mismatches of each table.
const HOURS: &str = "
WITH lines AS (
  SELECT chat_key, hour, 1 AS is_kept, json_array(messages, participants, sentiment, anger, disgust, fear, joy, sadness,
                                                  surprise, neutral, to_bot) AS line
  FROM hours
  UNION ALL
  SELECT chat_key, date / 3600, 0, json_array(
    sum(to_bot = 0), count(DISTINCT iif(to_bot, NULL, person_id)), coalesce(sum(sentiment), 0), sum(emotion IS 'anger'), sum(emotion IS 'disgust'),
    sum(emotion IS 'fear'), sum(emotion IS 'joy'), sum(emotion IS 'sadness'), sum(emotion IS 'surprise'),
    sum(topic IS NOT NULL AND emotion IS NULL), sum(to_bot))
  FROM readings GROUP BY 1, 2),
wrong AS (
  SELECT chat_key, hour, max(iif(is_kept, line, NULL)) AS kept, max(iif(is_kept, NULL, line)) AS counted
  FROM lines GROUP BY 1, 2 HAVING kept IS NOT counted)
SELECT n.value || ' in hour ' || w.hour, (SELECT min(id) FROM chat_ids i WHERE i.chat_key = w.chat_key),
       coalesce(w.kept ->> n.key, 0) AS kept, coalesce(w.counted ->> n.key, 0) AS counted
FROM wrong w CROSS JOIN json_each('[\"messages\", \"participants\", \"sentiment\", \"anger\", \"disgust\", \"fear\",
                                    \"joy\", \"sadness\", \"surprise\", \"neutral\", \"messages to a bot\"]') n
WHERE coalesce(w.kept ->> n.key, 0) <> coalesce(w.counted ->> n.key, 0) ORDER BY w.chat_key, w.hour, n.key LIMIT 1000";
const PEOPLE: &str = "
SELECT 'messages of a person in hour ' || hour, (SELECT min(id) FROM chat_ids i WHERE i.chat_key = both.chat_key),
       sum(kept), sum(counted)
FROM (SELECT chat_key, hour, person_id, messages AS kept, 0 AS counted FROM hour_people
      UNION ALL SELECT chat_key, date / 3600, person_id, 0, 1 FROM readings WHERE to_bot = 0) both
GROUP BY chat_key, hour, person_id HAVING sum(kept) <> sum(counted) LIMIT 1000";
const TOPICS: &str = "
SELECT 'messages on ' || topic || ' in hour ' || hour, (SELECT min(id) FROM chat_ids i WHERE i.chat_key = both.chat_key),
       sum(kept), sum(counted)
FROM (SELECT chat_key, hour, topic, messages AS kept, 0 AS counted FROM hour_topics
      UNION ALL SELECT chat_key, date / 3600, topic, 0, 1 FROM readings WHERE topic <> 'general') both
GROUP BY chat_key, hour, topic HAVING sum(kept) <> sum(counted) LIMIT 1000";
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
