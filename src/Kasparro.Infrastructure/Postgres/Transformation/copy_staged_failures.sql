-- copy_staged_failures.sql
-- Stages one chunk of failures.
COPY staged_failures (raw_id, run_id, error_type, error_message, payload) FROM STDIN (FORMAT binary)
