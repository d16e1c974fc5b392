-- drift.sql
-- Records before and after a change of their shape.

-- name: record_pairs
-- The payloads of the same ids before a run and in it, up to 1,000 of them. Read only where a run shows a change that
-- is judged by values; costs the ends of two ranges of the primary key, however big the table is, and what a backfill
-- put between them: its records have another shape, and are left out.
WITH earlier AS (
       SELECT DISTINCT ON (source_id) source_id, payload
       FROM  (SELECT id, source_id, payload
              FROM   raw_table
              WHERE  id < @first_raw_id
              AND    NOT id <@ coalesce((
                         SELECT range_agg(int8range((metadata ->> 'first_raw_id')::bigint,
                                                    (metadata ->> 'last_raw_id')::bigint, '[]'))
                         FROM   etl_runs
                         WHERE  source = @source AND triggered_by = 'backfill' AND status = 'success'
                         AND    metadata ? 'first_raw_id'), '{}')
              ORDER  BY id DESC
              LIMIT  5000) recent
       ORDER  BY source_id, id DESC),
     later AS (
       SELECT DISTINCT ON (source_id) source_id, payload
       FROM  (SELECT id, source_id, payload
              FROM   raw_table
              WHERE  id BETWEEN @first_raw_id AND @last_raw_id
              ORDER  BY id
              LIMIT  5000) received
       ORDER  BY source_id, id)
SELECT earlier.payload::text AS before, later.payload::text AS after
FROM   earlier
JOIN   later USING (source_id)
ORDER  BY source_id
LIMIT  1000
