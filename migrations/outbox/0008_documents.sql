-- The file that an action sends, until it is done.
ALTER TABLE outbox ADD COLUMN document BLOB;
CREATE TRIGGER outbox_document_done AFTER UPDATE OF state ON outbox
WHEN new.state IN ('sent', 'failed', 'unknown') AND new.document IS NOT NULL
BEGIN
    UPDATE outbox SET document = NULL WHERE id = new.id;
END;
