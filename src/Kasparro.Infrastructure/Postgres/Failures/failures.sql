-- failures.sql
-- A page of the rows that could not be derived, newest first. Each source and kind of trouble gives its newest rows from an index, as many
-- as the page could need, and these few are merged: what is rare is not searched for behind what is not.
-- ($1 sources, $2 error types, $3 from, $4 to, $5 $6 $7 failed_at, source and raw_id of the row before, $8 limit; a null asks for nothing)
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
                     AND    f.failed_at >= coalesce($3, '-infinity') AND f.failed_at <= coalesce($4, 'infinity')
                     -- Thousands fail in one transaction, at one instant: of the row before's instant, sources behind it in the order are
                     -- still whole, and those ahead of it are through.
                     AND    (f.failed_at, f.raw_id) < (coalesce($5, $4, 'infinity'),
                                                       CASE WHEN k.source = $6 THEN $7 WHEN k.source > $6 THEN 0 ELSE 9223372036854775807 END)
                     ORDER  BY f.failed_at DESC, f.raw_id DESC
                     LIMIT  $8) f
WHERE ($1 IS NULL OR k.source = ANY ($1)) AND ($2 IS NULL OR k.error_type = ANY ($2))
ORDER  BY f.failed_at DESC, f.source DESC, f.raw_id DESC
LIMIT  $8
