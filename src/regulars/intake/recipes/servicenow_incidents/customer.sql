-- Who called; the log has numbers for names.
SELECT DISTINCT caller AS source_id, 'person' AS kind
FROM events
WHERE caller IS NOT NULL
