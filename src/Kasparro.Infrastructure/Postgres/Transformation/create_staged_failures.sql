-- create_staged_failures.sql
-- One chunk of raw rows that gave no observation.
CREATE TEMP TABLE staged_failures (raw_id bigint, run_id uuid, error_type text, error_message text, payload json) ON COMMIT DROP
