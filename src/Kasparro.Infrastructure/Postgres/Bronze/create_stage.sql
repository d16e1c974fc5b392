-- create_stage.sql
-- Where a run's rows wait for its commit: seen by this session only, gone with it, never written to the log.
CREATE TEMP TABLE stage (place bigint NOT NULL, source_id text NOT NULL, payload json NOT NULL, payload_hash bytea NOT NULL, ingested_at timestamptz NOT NULL)
