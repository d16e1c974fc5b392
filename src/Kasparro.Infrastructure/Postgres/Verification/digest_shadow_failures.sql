-- digest_shadow_failures.sql
-- Every failure, in one order, as text, without the time it was recorded: what the digest is taken over.
COPY (SELECT source, raw_table, raw_id, run_id, error_type, error_message, payload FROM shadow_failures ORDER BY source COLLATE "C", raw_id) TO STDOUT
