-- What was chosen after somebody was forgotten stays.
ALTER TABLE notifications ADD COLUMN chosen_at INTEGER NOT NULL DEFAULT 0;
