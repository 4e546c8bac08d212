-- Imported entries go as soon as every store has passed them, long before the others.
CREATE INDEX updates_imported ON updates (seq) WHERE source = 'import';
