-- Asked whether they were satisfied: good or bad. When they said so is not told; the ticket's last
-- change is the latest that it can have been.
SELECT
  ticket || '-satisfaction' AS source_id,
  requester AS customer_key,
  'Zendesk' AS survey,
  'satisfaction' AS question,
  'choice' AS kind,
  satisfaction AS choice,
  book_day(updated) AS happened_on,
  channel,
  ticket AS problem_key,
  file_number, line
FROM tickets
WHERE satisfaction IN ('good', 'bad')
