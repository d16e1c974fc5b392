-- copy_stage.sql
-- Puts a page into the stage, in the order the source sent it.
COPY stage (source_id, payload, payload_hash, ingested_at) FROM STDIN (FORMAT binary)
