-- runs.sql
-- Runs and how far each source has come: written by ingestion, each time within one transaction.

-- name: insert_run
-- Records a run as running. The database allows one running run a source.
INSERT INTO etl_runs (run_id, source, triggered_by, status, started_at, records_processed, metadata)
VALUES (@run_id, @source, @triggered_by, 'running', @started_at, 0, @metadata::jsonb)

-- name: end_run
-- Records how a run ended. A run ends once: no row is changed where it has ended already.
UPDATE etl_runs
SET    status = @status, ended_at = @ended_at, duration_ms = @duration_ms, records_processed = @records_processed,
       error_message = @error_message, metadata = @metadata::jsonb
WHERE  run_id = @run_id AND status = 'running'

-- name: find_stored_run
-- One run as it is recorded; no row where it is not.
SELECT run_id, source, triggered_by, status, started_at, records_processed, metadata::text
FROM   etl_runs
WHERE  run_id = @run_id

-- name: running_runs
-- The runs of a source that are recorded as running: at most one.
SELECT run_id, source, triggered_by, status, started_at, records_processed, metadata::text
FROM   etl_runs
WHERE  source = @source AND status = 'running'

-- name: ended_runs
-- The latest runs of a source that ended, the last recorded first, without backfills. A week of failures every four
-- successful runs among them.
SELECT status, metadata::text
FROM   etl_runs
WHERE  source = @source AND status <> 'running' AND triggered_by <> 'backfill'
ORDER  BY sequence DESC
LIMIT  50

-- name: insert_run_assets
-- Keeps which assets a run received.
INSERT INTO run_assets (run_id, fingerprints) VALUES (@run_id, @fingerprints)

-- name: read_checkpoint
-- How far a source has come; no row before its first run.
SELECT last_processed_at, last_success_run_id, last_failure_at, last_failure_error, status, updated_at,
       backfill::text
FROM   etl_checkpoints
WHERE  source = @source

-- name: write_checkpoint
-- Replaces how far a source has come.
INSERT INTO etl_checkpoints (source, last_processed_at, last_success_run_id, last_failure_at, last_failure_error,
                             status, updated_at, backfill)
VALUES (@source, @last_processed_at, @last_success_run_id, @last_failure_at, @last_failure_error,
        @status, @updated_at, @backfill::jsonb)
ON CONFLICT (source) DO UPDATE
SET    last_processed_at = excluded.last_processed_at, last_success_run_id = excluded.last_success_run_id,
       last_failure_at = excluded.last_failure_at, last_failure_error = excluded.last_failure_error,
       status = excluded.status, updated_at = excluded.updated_at, backfill = excluded.backfill
