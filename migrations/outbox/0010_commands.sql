-- A command is kept by its name and the words behind it, whatever commands there are.
UPDATE outbox SET request = json_set(request,
    '$.is_order', json(iif(
        request->>'$.asked.kind' IN ('start', 'settings', 'privacy', 'forget', 'export', 'quiet')
            OR request->>'$.asked.kind' IN ('me', 'admin') AND coalesce(request->>'$.asked.args', '') <> '',
        'true', 'false')),
    '$.asked', json_object(
        'kind', 'command',
        'name', CASE request->>'$.asked.kind'
            WHEN 'my_stats' THEN 'stats'
            WHEN 'search_without_words' THEN 'search'
            WHEN 'settings' THEN iif(request->>'$.asked.page' IN ('persona', 'language'), request->>'$.asked.page', 'settings')
            ELSE request->>'$.asked.kind' END,
        'args', iif(request->>'$.asked.kind' = 'my_stats', 'me',
            coalesce(request->>'$.asked.args', request->>'$.asked.words', request->>'$.asked.value', ''))))
WHERE json_valid(request) AND request->>'$.asked.kind' IN (
    'start', 'help', 'stats', 'my_stats', 'search', 'search_without_words', 'me', 'mood', 'top', 'summary', 'settings',
    'admin', 'quiet', 'privacy', 'forget', 'export');
UPDATE outbox SET request = json_set(request, '$.is_order', json('true'))
WHERE json_valid(request) AND request->>'$.asked.kind' = 'press';
