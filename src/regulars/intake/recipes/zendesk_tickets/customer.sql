-- The tickets have the requester's number alone; names and addresses are in the export of users.
SELECT DISTINCT requester AS source_id, 'person' AS kind FROM tickets WHERE requester IS NOT NULL
