-- staged_failures.sql
-- Raw rows that gave no observation, on their way to transform_failures, a chunk at a time.

-- name: create_staged_failures
-- One chunk of raw rows that gave no observation.
CREATE TEMP TABLE staged_failures (
    raw_id        bigint,
    run_id        uuid,
    error_type    text,
    error_message text,
    payload       json) ON COMMIT DROP

-- name: copy_staged_failures
-- Stages one chunk of failures.
COPY staged_failures (raw_id, run_id, error_type, error_message, payload) FROM STDIN (FORMAT binary)

-- name: insert_transform_failures
-- Records one chunk of raw rows that gave no observation. One row a raw row: recording it again changes nothing.
INSERT INTO transform_failures (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
SELECT @source, @raw_table, raw_id, run_id, @failed_at, error_type, error_message, payload
FROM   staged_failures
ON CONFLICT (source, raw_id) DO NOTHING

-- name: truncate_staged_failures
-- Makes room for the next chunk. The table is this session's own.
TRUNCATE staged_failures
