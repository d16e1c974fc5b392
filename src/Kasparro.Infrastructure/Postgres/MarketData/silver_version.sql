-- silver_version.sql
-- A number that every commit to Silver raises: each row that a transformation writes, replaces or refuses is counted in the same transaction.
SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint FROM transformations
