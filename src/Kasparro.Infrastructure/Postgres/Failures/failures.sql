-- failures.sql
-- Rows that could not be transformed, as readers see them.

-- name: failures
-- A page of the rows that could not be transformed, newest first. Each source and type of failure gives its newest rows
-- from an index, as many as the page could need, and these few are merged: what is rare is not searched for behind what
-- is not. A null is no filter; @after_… are those of the row before the page.
WITH RECURSIVE kinds AS (
       -- Which there are: a step over the index for each.
       (SELECT source, error_type FROM transform_failures ORDER BY source, error_type LIMIT 1)
       UNION ALL
       SELECT next.source, next.error_type
       FROM   kinds k
       CROSS  JOIN LATERAL (SELECT f.source, f.error_type
                            FROM   transform_failures f
                            WHERE  (f.source, f.error_type) > (k.source, k.error_type)
                            ORDER  BY f.source, f.error_type
                            LIMIT  1) next)
SELECT f.source, f.raw_table, f.raw_id, f.run_id, f.failed_at, f.error_type, f.error_message, f.payload::text
FROM   kinds k
CROSS  JOIN LATERAL (SELECT *
                     FROM   transform_failures f
                     WHERE  f.source = k.source AND f.error_type = k.error_type
                     AND    f.failed_at >= coalesce(@from, '-infinity') AND f.failed_at <= coalesce(@to, 'infinity')
                     -- Thousands fail in one transaction, at one instant: of the row before's instant, sources behind
                     -- it in the order are still whole, and those ahead of it are through.
                     AND    (f.failed_at, f.raw_id)
                          < (coalesce(@after_failed_at, @to, 'infinity'),
                             CASE WHEN k.source = @after_source THEN @after_raw_id
                                  WHEN k.source > @after_source THEN 0
                                  ELSE 9223372036854775807 END)
                     ORDER  BY f.failed_at DESC, f.raw_id DESC
                     LIMIT  @limit) f
WHERE  (@sources IS NULL OR k.source = ANY (@sources))
AND    (@error_types IS NULL OR k.error_type = ANY (@error_types))
ORDER  BY f.failed_at DESC, f.source DESC, f.raw_id DESC
LIMIT  @limit
