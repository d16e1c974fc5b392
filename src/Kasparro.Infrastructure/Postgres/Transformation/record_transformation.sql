-- record_transformation.sql
-- Takes down, in the transformation's own transaction, how a source was derived and what its Silver holds now.
-- ($1 source, $2 version, $3 transformed_at, $4 starts from nothing, $5 new rows, $6 new failures, $7 rows derived, $8 newest time of data)
INSERT INTO transformations AS d (source, version, transformed_at, silver_rows, failure_rows, transformed_total, failed_total, newest_data_at)
VALUES ($1, $2, $3, $5, $6, $7, $6, $8)
ON CONFLICT (source) DO UPDATE
SET    version        = excluded.version,
       transformed_at     = excluded.transformed_at,
       silver_rows    = excluded.silver_rows  + CASE WHEN $4 THEN 0 ELSE d.silver_rows END,
       failure_rows   = excluded.failure_rows + CASE WHEN $4 THEN 0 ELSE d.failure_rows END,
       transformed_total  = d.transformed_total + excluded.transformed_total,
       failed_total   = d.failed_total + excluded.failed_total,
       newest_data_at = CASE WHEN $4 THEN excluded.newest_data_at ELSE greatest(d.newest_data_at, excluded.newest_data_at) END
