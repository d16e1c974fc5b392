-- source_states.sql
-- What is committed of every source that ever ran: one row a source, found by primary keys. Silver is not counted: a derivation counts it.
SELECT coalesce(c.source, d.source), c.status, r.ended_at, c.last_failure_at, c.last_failure_error,
       coalesce(d.silver_rows, 0), coalesce(d.failure_rows, 0), coalesce(d.derived_total, 0), coalesce(d.failed_total, 0), d.newest_data_at, d.derived_at
FROM   etl_checkpoints c
LEFT   JOIN etl_runs r ON r.run_id = c.last_success_run_id
FULL   JOIN derivations d ON d.source = c.source
ORDER  BY 1
