-- run_history.sql
-- Runs as they are compared. Each statement is bounded and found through an index.

-- name: find_run_facts
-- One run; no row where it is not recorded.
SELECT run_id, source, triggered_by, status, started_at, ended_at, duration_ms, error_message, metadata::text, sequence
FROM   etl_runs
WHERE  run_id = @run_id

-- name: latest_run_facts
-- The latest runs of a source that had started by an instant, the last recorded first; with backfills only where they
-- are asked for.
SELECT run_id, source, triggered_by, status, started_at, ended_at, duration_ms, error_message, metadata::text, sequence
FROM   etl_runs
WHERE  source = @source AND started_at <= coalesce(@as_of, 'infinity')
AND    (@with_backfills OR triggered_by <> 'backfill')
ORDER  BY sequence DESC
LIMIT  @limit

-- name: earlier_run_facts
-- The runs of a source that were recorded before one of it, the last recorded first, without backfills.
SELECT run_id, source, triggered_by, status, started_at, ended_at, duration_ms, error_message, metadata::text, sequence
FROM   etl_runs
WHERE  source = @source AND sequence < @sequence AND triggered_by <> 'backfill'
ORDER  BY sequence DESC
LIMIT  @limit

-- name: source_times
-- When a source last succeeded by an instant, and when it was last transformed; null where it was not. One row.
SELECT (SELECT ended_at
        FROM   etl_runs
        WHERE  source = @source AND status = 'success' AND triggered_by <> 'backfill'
        AND    started_at <= coalesce(@as_of, 'infinity') AND ended_at <= coalesce(@as_of, 'infinity')
        ORDER  BY sequence DESC
        LIMIT  1) AS last_success_at,
       (SELECT transformed_at FROM transformations WHERE source = @source) AS transformed_at

-- name: is_running
-- Whether a run is recorded as running.
SELECT EXISTS (SELECT FROM etl_runs WHERE run_id = @run_id AND status = 'running')

-- name: assets_of_runs
-- Which assets some runs received; no row of a run that kept none.
SELECT run_id, fingerprints FROM run_assets WHERE run_id = ANY (@run_ids)

-- name: listings_of_source
-- The source's ids of all its listings.
SELECT source_asset_id FROM asset_sources WHERE source = @source
