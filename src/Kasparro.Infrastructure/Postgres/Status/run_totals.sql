-- run_totals.sql
-- The runs of every source, summed up. Reads etl_runs once (a few rows a day), and the ends of its index by source and start.
SELECT t.source, t.succeeded, t.failed, t.running, t.records, recent.median, recent.p95, finished.duration_ms, in_a_row.failed,
       last.run_id, last.status, last.triggered_by, last.started_at, last.ended_at, last.duration_ms, last.records_processed, last.error_message, last.metadata::text
FROM  (SELECT source,
              count(*) FILTER (WHERE status = 'success') AS succeeded,
              count(*) FILTER (WHERE status = 'failed')  AS failed,
              count(*) FILTER (WHERE status = 'running') AS running,
              sum(records_processed)::bigint             AS records
       FROM   etl_runs
       GROUP  BY source) t
CROSS  JOIN LATERAL (SELECT * FROM etl_runs WHERE source = t.source ORDER BY started_at DESC, run_id DESC LIMIT 1) last
LEFT   JOIN LATERAL (SELECT duration_ms FROM etl_runs WHERE source = t.source AND status <> 'running' ORDER BY started_at DESC, run_id DESC LIMIT 1) finished ON true
LEFT   JOIN LATERAL (SELECT started_at FROM etl_runs WHERE source = t.source AND status = 'success' ORDER BY started_at DESC, run_id DESC LIMIT 1) success ON true
-- Since the last success, or since ever: a walk over the end of the index.
CROSS  JOIN LATERAL (SELECT count(*) AS failed FROM etl_runs
                     WHERE  source = t.source AND status = 'failed' AND started_at > coalesce(success.started_at, '-infinity')) in_a_row
CROSS  JOIN LATERAL (SELECT percentile_disc(0.5)  WITHIN GROUP (ORDER BY duration_ms) AS median,
                            percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
                     FROM  (SELECT duration_ms FROM etl_runs WHERE source = t.source AND status = 'success' ORDER BY started_at DESC, run_id DESC LIMIT 100) newest) recent
ORDER  BY t.source
