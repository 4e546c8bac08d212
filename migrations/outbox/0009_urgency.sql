-- What was asked for goes first: 0 commands and buttons, 1 talk that called us, 2 words that nobody asked for, 3 reactions.
ALTER TABLE outbox ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1;
UPDATE outbox SET urgency = iif(at_least_once, 0, iif(lane = 'reaction', 3, 1));
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (state, chat_id, lane, urgency, turn, part, not_before_ms)
    WHERE state IN ('decided', 'ready', 'sending');
