-- requests.sql
-- How many requests providers were sent in a month.

-- name: add_requests
-- Adds what was sent since the last time. Committed page by page, so that a process that dies has counted what it sent.
INSERT INTO request_counts AS counted (source, month, requests)
VALUES (@source, @month, @requests)
ON CONFLICT (source, month) DO UPDATE
SET    requests = counted.requests + excluded.requests

-- name: request_use
-- What a source has sent this month, and what its last successful run sent, backfills left out. One row, found by two
-- indexes.
SELECT coalesce((SELECT requests FROM request_counts WHERE source = @source AND month = @month), 0) AS this_month,
      (SELECT (metadata ->> 'requests')::bigint
       FROM   etl_runs
       WHERE  source = @source AND status = 'success' AND triggered_by <> 'backfill'
       ORDER  BY sequence DESC
       LIMIT  1) AS of_a_run
