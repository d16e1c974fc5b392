-- status.sql
-- What is committed of each source, for health, statistics and metrics.

-- name: source_states
-- What is committed of every source that ever ran: one row a source, found by primary keys and the end of an index.
-- Silver is not counted: a transformation counts it.
SELECT coalesce(c.source, t.source) AS source, c.status AS last_status, r.ended_at AS last_success_at,
       c.last_failure_at, c.last_failure_error,
       -- How the last finished run ended, backfills left out. By their order, not by their times: a clock that was
       -- ahead hides no failure.
       coalesce((SELECT status = 'failed'
                 FROM   etl_runs
                 WHERE  source = c.source AND status <> 'running' AND triggered_by <> 'backfill'
                 ORDER  BY sequence DESC
                 LIMIT  1), false) AS failed_last,
      (SELECT count(*)
       FROM   findings f
       WHERE  f.source = coalesce(c.source, t.source) AND f.cleared_at IS NULL
       AND    f.acknowledged_at IS NULL AND f.severity = 'critical') AS critical_findings,
       coalesce(t.silver_rows, 0) AS silver_rows, coalesce(t.failure_rows, 0) AS failure_rows,
       coalesce(t.transformed_total, 0) AS transformed_total, coalesce(t.failed_total, 0) AS failed_total,
       coalesce(t.not_applicable_total, 0) AS not_applicable_total, coalesce(t.expired_total, 0) AS expired_total,
      (SELECT prices_from FROM retention_limits l WHERE l.source = coalesce(c.source, t.source)) AS prices_from,
       t.newest_data_at, t.transformed_at, t.grown_at
FROM   etl_checkpoints c
LEFT   JOIN etl_runs r ON r.run_id = c.last_success_run_id
FULL   JOIN transformations t ON t.source = c.source
ORDER  BY 1

-- name: run_totals
-- The runs of every source, summed up. Backfills count, and say nothing about how a source is doing. Reads etl_runs
-- once (a few rows a day), and the ends of its index by source and sequence.
SELECT t.source, t.succeeded, t.failed, t.running, t.records,
       recent.median AS median_duration_ms, recent.p95 AS p95_duration_ms,
       finished.duration_ms AS last_duration_ms, in_a_row.failed AS failed_in_a_row,
       last.run_id, last.status, last.triggered_by, last.started_at, last.ended_at, last.duration_ms,
       last.records_processed, last.error_message, last.metadata::text
FROM  (SELECT source,
              count(*) FILTER (WHERE status = 'success') AS succeeded,
              count(*) FILTER (WHERE status = 'failed')  AS failed,
              count(*) FILTER (WHERE status = 'running') AS running,
              sum(records_processed)::bigint             AS records
       FROM   etl_runs
       GROUP  BY source) t
CROSS  JOIN LATERAL (SELECT *
                     FROM   etl_runs
                     WHERE  source = t.source AND triggered_by <> 'backfill'
                     ORDER  BY sequence DESC
                     LIMIT  1) last
LEFT   JOIN LATERAL (SELECT duration_ms
                     FROM   etl_runs
                     WHERE  source = t.source AND status <> 'running' AND triggered_by <> 'backfill'
                     ORDER  BY sequence DESC
                     LIMIT  1) finished ON true
LEFT   JOIN LATERAL (SELECT sequence
                     FROM   etl_runs
                     WHERE  source = t.source AND status = 'success' AND triggered_by <> 'backfill'
                     ORDER  BY sequence DESC
                     LIMIT  1) success ON true
-- Since the last success, or since the first run: a walk over the end of the index. One run that a person or a
-- deployment cancelled is no failure; several are.
CROSS  JOIN LATERAL (SELECT CASE WHEN count(*) = 1 AND max(metadata ->> 'failure_class') = 'cancelled' THEN 0
                                 ELSE count(*) END AS failed
                     FROM   etl_runs
                     WHERE  source = t.source AND status = 'failed' AND triggered_by <> 'backfill'
                     AND    sequence > coalesce(success.sequence, 0)) in_a_row
CROSS  JOIN LATERAL (SELECT percentile_disc(0.5)  WITHIN GROUP (ORDER BY duration_ms) AS median,
                            percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
                     FROM  (SELECT duration_ms
                            FROM   etl_runs
                            WHERE  source = t.source AND status = 'success' AND triggered_by <> 'backfill'
                            ORDER  BY sequence DESC
                            LIMIT  100) newest) recent
ORDER  BY t.source

-- name: period_totals
-- What every source did since @since, and how many requests it made since @month: the end of an index by time over runs
-- (a few rows a day), and for each source the end of the primary key of transform failures. Rejected are rows that were
-- received since then: an older one fails again, with a new time, in each transformation from the beginning.
SELECT c.source,
       count(*) FILTER (WHERE r.status = 'success') AS succeeded,
       count(*) FILTER (WHERE r.status = 'failed')  AS failed,
       count(*) FILTER (WHERE r.status = 'running') AS running,
       coalesce(sum(r.records_processed), 0)::bigint AS records,
       coalesce(sum((r.metadata ->> 'inserted')::bigint), 0)::bigint AS inserted,
      (SELECT count(*)
       FROM   transform_failures f
       WHERE  f.source = c.source AND f.raw_id >= min((r.metadata ->> 'first_raw_id')::bigint)) AS rejected,
       coalesce(sum((r.metadata ->> 'requests')::bigint), 0)::bigint AS requests,
       coalesce((SELECT n.requests
                 FROM   request_counts n
                 WHERE  n.source = c.source AND n.month = @month), 0) AS requests_this_month,
       max(r.duration_ms) AS slowest_ms,
      (array_agg(r.run_id ORDER BY r.duration_ms DESC NULLS LAST)
         FILTER (WHERE r.duration_ms IS NOT NULL))[1] AS slowest_run_id
FROM   etl_checkpoints c
LEFT   JOIN etl_runs r ON r.source = c.source AND r.started_at >= @since
GROUP  BY c.source
ORDER  BY c.source
