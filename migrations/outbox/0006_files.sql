-- The pictures and documents that are still to be sent, apart from their rows, which are written anew with every change
-- of state.
CREATE TABLE files (
    outbox  INTEGER PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;
-- However a row ends, its file goes with it.
CREATE TRIGGER file_done AFTER UPDATE OF state ON outbox WHEN new.state NOT IN ('ready', 'sending') BEGIN
    DELETE FROM files WHERE outbox = new.id;
END;
CREATE TRIGGER file_gone AFTER DELETE ON outbox BEGIN
    DELETE FROM files WHERE outbox = old.id;
END;
