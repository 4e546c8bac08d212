-- Not only messages are sent: what is done is told as JSON, see conversation::Action.
ALTER TABLE outbox ADD COLUMN action TEXT;
UPDATE outbox SET action = json_object('do', 'say', 'html', html) WHERE html IS NOT NULL;
ALTER TABLE outbox DROP COLUMN html;
-- Actions of one chat wait for one another within their lane only.
ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT 'talk';
-- The parts of one answer stay together: `turn` is the row whose answer it is (itself if NULL), `part` its number.
ALTER TABLE outbox ADD COLUMN turn INTEGER;
ALTER TABLE outbox ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (state, chat_id, lane, turn, part, not_before_ms)
    WHERE state IN ('decided', 'ready', 'sending');
