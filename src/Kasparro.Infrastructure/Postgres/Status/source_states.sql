-- source_states.sql
-- What is committed of every source that ever ran: one row a source, found by primary keys and the end of an index. Silver is not counted: a transformation counts it.
SELECT coalesce(c.source, d.source), c.status, r.ended_at, c.last_failure_at, c.last_failure_error,
       coalesce(d.silver_rows, 0), coalesce(d.failure_rows, 0), coalesce(d.transformed_total, 0), coalesce(d.failed_total, 0), d.newest_data_at, d.transformed_at,
       -- When the newest raw row that gave market data was derived; a rebuild derives it anew.
       (SELECT created_at FROM asset_market_data m WHERE m.source = d.source ORDER BY raw_id DESC LIMIT 1)
FROM   etl_checkpoints c
LEFT   JOIN etl_runs r ON r.run_id = c.last_success_run_id
FULL   JOIN transformations d ON d.source = c.source
ORDER  BY 1
