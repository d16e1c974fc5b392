-- copy_stage.sql
-- Puts a page into the stage, each row with its place in the order the source sent them.
COPY stage (place, source_id, payload, payload_hash, ingested_at) FROM STDIN (FORMAT binary)
