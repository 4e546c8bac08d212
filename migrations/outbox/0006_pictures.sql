-- The pictures of what is still to be sent, apart from their rows, which are written anew with every change of state.
CREATE TABLE pictures (
    outbox INTEGER PRIMARY KEY,
    png    BLOB NOT NULL
) STRICT;
-- However a row ends, its picture goes with it.
CREATE TRIGGER picture_done AFTER UPDATE OF state ON outbox WHEN new.state IN ('sent', 'failed', 'unknown') BEGIN
    DELETE FROM pictures WHERE outbox = new.id;
END;
CREATE TRIGGER picture_gone AFTER DELETE ON outbox BEGIN
    DELETE FROM pictures WHERE outbox = old.id;
END;
