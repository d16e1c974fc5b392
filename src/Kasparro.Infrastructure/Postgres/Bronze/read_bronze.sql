-- read_bronze.sql
-- The next rows of Bronze in the order they were received. One writer a source, so below the highest id seen nothing is missing.
-- ($1 after id, $2 up to id)
SELECT id, run_id, ingested_at, payload
FROM   raw_table
WHERE  id > $1 AND id <= $2
ORDER  BY id
LIMIT  5000
