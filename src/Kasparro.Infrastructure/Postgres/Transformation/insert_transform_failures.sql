-- insert_transform_failures.sql
-- Records one chunk of raw rows that gave no observation. One row a raw row: recording it again changes nothing.
-- ($1 source, $2 raw table, $3 failed_at)
INSERT INTO transform_failures (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
SELECT $1, $2, raw_id, run_id, $3, error_type, error_message, payload
FROM   staged_failures
ON CONFLICT (source, raw_id) DO NOTHING
