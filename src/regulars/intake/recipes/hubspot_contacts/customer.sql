-- A contact is a person; the company it belongs to is the account.
SELECT
  contact AS source_id,
  'person' AS kind,
  'company ' || company AS account_key,
  person AS name,
  email,
  phone,
  acquired AS acquired_through,
  language,
  file_number, line
FROM contacts
UNION ALL BY NAME
SELECT
  'company ' || company AS source_id, 'account' AS kind, company_name AS name, file_number, line
FROM contacts
WHERE company IS NOT NULL
