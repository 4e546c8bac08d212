-- Milliseconds: of two answers within a second, the later one is what others go on from.
UPDATE talks SET at = at * 1000;
